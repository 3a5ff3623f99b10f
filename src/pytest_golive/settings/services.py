"""The tables of golive.toml about what stands beside the site: its mail, its releases, its tracker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from pytest_golive.schema import TomlTable


class MailTemplate(TomlTable):
    """``[[mail.templates]]``: one mail, rendered by the application's own Python with a sample."""

    name: str
    """What people call it: ``order confirmation``."""
    sample: str
    """TOML or JSON file with what the templates are given, relative to golive.toml; dates as TOML writes them."""
    subject: str = ""
    """Name of the subject's template; empty: it is no template."""
    text: str = ""
    """Name of the template of the plain text."""
    html: str = ""
    """Name of the template of the HTML."""


class Mail(TomlTable):
    """``[mail]``: what mail of the site is sent like."""

    domain: str = ""
    """Domain mail is sent from; empty: ``mail_domain`` of ``[dns]``, or the site's registered domain."""
    spf_senders: tuple[str, ...] = ()
    """What SPF must allow to send: the provider's include (``sendgrid.net``) and addresses of own servers."""
    dkim_selectors: tuple[str, ...] = ()
    """Selectors of the DKIM keys; the provider names them."""
    dmarc_policy: Literal["", "none", "quarantine", "reject"] = ""
    """Weakest DMARC policy that will do; empty: quarantine, and none is for somebody to look at."""
    backends: tuple[str, ...] = ()
    """Dotted paths of mail backends of the team's own that really send."""
    test_address: str = ""
    """Address of a mailbox of the team's that test mail is sent to, with ``--golive-allow sends``."""
    inbox: str = field(default="", repr=False)
    """That mailbox, to look whether it has arrived: ``imaps://user:password@imap.example``, usually ``env:MAIL_INBOX``;
    ``imap://`` begins TLS by STARTTLS. It is only read."""
    arrival: float = 300.0
    """Seconds within which test mail must arrive; ``deadline`` of ``[target]`` ends the look, too."""
    sender: str = ""
    """Address that mail must come from; empty: the one that the application names (DEFAULT_FROM_EMAIL)."""
    reply_to: str = ""
    """Address that customers' answers must go to."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Kinds of mail, and the function of the application that makes one: given an address, it returns an unsent
    ``EmailMessage``: ``{"order confirmation" = "shop.mails.sample_confirmation"}``."""
    aliases: tuple[str, ...] = ()
    """Addresses that are forwarded to that mailbox: ``["info@shop.example"]``."""
    templates: tuple[MailTemplate, ...] = ()
    """The mails of the shop, as templates."""


class Release(TomlTable):
    """``[release]``: which release is meant, and where the site says what it runs."""

    commit: str = ""
    """Commit or version that must be live; empty: what is checked out in ``dir`` of ``[app]``, with its tags."""
    version_url: str = ""
    """Path (or full URL) that tells the running version: ``/version/``."""
    version_header: str = ""
    """Header of that answer which holds it; empty: its JSON (``version_key``) or its whole text."""
    version_key: str = ""
    """Key of its JSON object, with dots for keys inside; empty: commit, revision, sha, release, version or build."""
    instances: int = 1
    """Instances behind the address; it is asked three times for each of them."""
    previous: str = ""
    """Tag or commit to roll back to; empty: the last tag before the release."""
    remote: str = "origin"
    """Git remote that must hold the rollback target; empty: none is asked."""
    deploy_script: str = ""
    """The shell script that deploys, relative to golive.toml."""
    deploy_commands: tuple[str, ...] = ()
    """Sub-commands that it must know: ``["deploy", "rollback"]``."""
    staging_verdict: str = ""
    """verdict.json of the gate's last run on staging, relative to golive.toml."""
    staging_stack: str = ""
    """What `golive stack` printed on staging, relative to golive.toml."""
    staging_differs: tuple[str, ...] = ()
    """What may differ on staging, as patterns: ``["versions.proxy", "variables.STAGING_*", "packages.*"]``."""
    rollback: tuple[str, ...] = ()
    """The command that brings the previous release back, run in ``dir`` of ``[app]`` without a shell by `golive
    rehearse` alone: ``["deploy/deploy.sh", "rollback"]``."""
    redeploy: tuple[str, ...] = ()
    """The command that brings the release live again: ``["deploy/deploy.sh", "deploy"]``."""
    rollback_seconds: float = 300.0
    """Seconds within which either of them must have brought its release live."""
    rehearsal: str = "golive-rollback.json"
    """Where `golive rehearse` keeps how the rollback went, relative to golive.toml."""
    irreversible: tuple[str, ...] = ()
    """Migrations (``app.0002_name``) that cannot be undone and that the rollback plan covers."""


class Tracker(TomlTable):
    """``[tracker]``: where issues, reviews and security alerts are kept."""

    kind: Literal["", "github", "gitlab", "json"] = ""
    """``github``, ``gitlab``, or ``json`` for any other tracker that lists issues as JSON."""
    url: str = ""
    """Address of the API; empty: https://api.github.com or https://gitlab.com/api/v4."""
    project: str = ""
    """``owner/name`` of the repository, or the project's path or number at GitLab."""
    token: str = field(default="", repr=False)
    """Token that may read issues, code and alerts; usually ``env:TRACKER_TOKEN``."""
    authorization: Literal["bearer", "basic"] = "bearer"
    """How ``json`` is told the token: as it is, or as ``user:token`` (Jira)."""
    ca_file: str = ""
    """PEM file of a private certificate authority to trust beside the usual ones."""
    critical: tuple[str, ...] = ()
    """Labels of issues that stop a launch: ``P0``, ``P1``."""
    questions: str = ""
    """Label of issues that users reported; empty: every issue opened by somebody outside the team."""
    answer_days: int = 2
    """Working days within which the team answers."""
    alerts: tuple[Literal["dependabot", "code-scanning", "secret-scanning"], ...] = (
        "dependabot",
        "code-scanning",
        "secret-scanning",
    )
    """GitHub's kinds of alerts that must be on and without open ones."""
    since: str = ""
    """Tag or commit after which changes must be reviewed; empty: the last tag before the release."""
    critical_url: str = ""
    """``json``: the query that lists open critical issues."""
    questions_url: str = ""
    """``json``: the query that lists issues of users that wait too long."""
    items: str = "issues"
    """``json``: key of the list in the answer, with dots for keys inside; empty: the answer is the list."""
    number: str = "key"
    """``json``: key of an issue's number."""
    title: str = "fields.summary"
    """``json``: key of an issue's title."""
