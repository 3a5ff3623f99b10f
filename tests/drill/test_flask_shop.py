"""The running Flask shop, as unlike the Django one as it can be: no check is red on it without a fault of its own.

Its database is MariaDB, its environment is a systemd unit's file, and the proxy sets every header.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from faults import Fault
from pytest_golive.checks import load_checks, registry
from pytest_golive.checks.registry import Check
from pytest_golive.facts.client import Client
from pytest_golive.facts.gather import Attempt, Gatherer
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.finding import Finding, Outcome
from pytest_golive.options import load
from pytest_golive.settings import Settings
from servers.client import ShopClient
from tests.conftest import FLASK_SHOP
from tests.drill.together import have_own_checks, in_groups

sys.path.append(str(FLASK_SHOP))

from pier_faults import FAULTS

#: So many are planted at once.
TOGETHER = 6
#: What takes long and looks at files alone is looked at once: other drills plant faults there.
ONCE = ("audit", "security_scan", "secret_scan", "suite_run", "lint", "style", "import_order")
#: Git sees every file that a fault edits.
EDITED = "code.git-clean"
QUANTITIES = {
    "env.var-set": {"variable": "SITE_URL"},
    "env.var-value": {"variable": "FLASK_ENV", "value": "production"},
}
#: Checks that cannot pass on this shop, as patterns, and why; on the good shop none of them is red.
APART = {
    "payment.api-over-https": "the shop takes no payments",
    "payment.endpoint-reachable": "the shop takes no payments",
    "payment.provider-status": "the shop takes no payments",
    "django.*": "it is a Flask application",
    "mail.backend-real": "it is a Flask application that sends no mail",
    "mail.smtp-*": "it is a Flask application that sends no mail",
    "db.migrations-*": "its tables are not made by Django's migrations",
    "db.indexes-present": "it declares no Django models to compare with",
    "redis.cache-roundtrip": "it has no Django cache, and nothing may write",
    "db.no-n-plus-one": "nothing may write",
    "db.query-budget": "nothing may write",
    "http.dast-scan": "nobody has had it scanned",
    "mail.forwarding": "it sends no mail",
    "mail.reply-to": "it sends no mail",
    "mail.templates-render": "it sends no mail",
    "mail.test-message": "it sends no mail",
    "release.rollback-drill": "it keeps no rehearsal",
    "release.staging-parity": "it has no staging",
    "code.no-debug-true": "it has no settings module",
    "code.autoescape-intact": "whether its template engine escapes is not looked at",
    "secrets.secret-key-from-env": "Django is asked for that",
    "docs.references-resolve": "its checklist names no file",
    "docs.location-resolves": "its checklist names no place",
    "docs.runbook-paths-exist": "it has no runbook",
    "http.api-docs-ui": "it has no page about its API",
    "http.assets-minified": "its one style sheet is tiny",
    "http.media-served-safely": "it takes no files",
    "http.analytics-tag": "it counts nobody",
    "legal.patent-notice": "it declares none",
    "release.deploy-script-valid": "it has none",
    "release.staging-run-passed": "it has no staging",
    "tests.coverage": "it declares no report",
    "content.*": "it declares nothing of what it is filled with",
    "admin.*": "it has no admin",
}
#: Checks that are rightly red on it, which no line of its checklist asks for.
LACKING = {
    "http.static-from-cdn": "there is no CDN",
    "docs.user-manual": "there is no manual",
    "postgres.version": "it runs on MariaDB",
}

#: An access, as a change to the settings that takes it away, what its cure names, and the checks that declare it.
TAKEN: dict[str, tuple[Callable[[Settings], Settings], str, tuple[str, ...]]] = {
    "url": (
        lambda given: replace(given, target=replace(given.target, url="")),
        "[target]",
        (
            *("http.*", "tls.*", "legal.*", "dns.*", "docs.api-*", "mail.*", "release.version-live", "flask.session-*"),
            # Nobody has asked the application for anything, and it nobody.
            "db.slow-queries",
        ),
    ),
    "dns": (
        lambda given: replace(given, dns=replace(given.dns, nameservers=DEAD[:1], resolvers=DEAD, timeout=0.3)),
        "[dns]",
        ("dns.*", "mail.spf", "mail.dkim", "mail.dmarc", "docs.contacts-filled"),
    ),
    "settings": (
        lambda given: replace(given, app=replace(given.app, flask="")),
        "[app]",
        (
            "flask.*",
            "db.*",
            "docs.*",
            "env.*",
            "mysql.*",
            "payment.no-card-data-stored",
            "tests.api-endpoints-covered",
            "http.error-500",
            "http.cookies-*",
        ),
    ),
    "env": (
        lambda given: replace(given, app=replace(given.app, env_file="")),
        "env_file",
        (
            *("env.*", "secrets.*", "flask.*", "db.*", "docs.*", "mysql.*", "tests.api-endpoints-covered"),
            *("http.error-500", "http.cookies-*"),
        ),
    ),
    "db": (
        lambda given: replace(given, database=replace(given.database, url="")),
        "[database]",
        ("db.*", "mysql.*", "docs.database-schema", "payment.no-card-data-stored"),
    ),
    "redis": (lambda given: replace(given, redis=replace(given.redis, url="")), "[redis]", ("redis.*",)),
    "docs": (
        lambda given: replace(given, docs=replace(given.docs, dir="/nowhere")),
        "[docs]",
        ("docs.*", "legal.license-file", "legal.data-retention"),
    ),
    "code": (
        lambda given: replace(given, code=replace(given.code, dir="/nowhere")),
        "[code]",
        ("code.*", "secrets.*", "tests.*"),
    ),
    "tracker": (lambda given: replace(given, tracker=replace(given.tracker, kind="")), "[tracker]", ("tracker.*",)),
}
#: Those that hide different checks are taken away at once.
TOGETHER_TAKEN = (("url",), ("settings",), ("env",), ("docs", "code"), ("dns", "db", "redis", "tracker"))
#: By the area of the checks: how a missing access is told, and its cure.
MISSING = {
    "db": ("no [database] url is configured", "set url in [database] of golive.toml"),
    "redis": ("no [redis] url is configured", "set url in [redis] of golive.toml"),
    "tracker": ("no tracker is configured", "set kind, project and token in [tracker] of golive.toml"),
}
DEAD = ("127.0.0.1:9", "127.0.0.1:19", "127.0.0.1:29")

Judge = Callable[..., dict[str, Finding]]


def shipped() -> dict[str, Check]:
    """Every check of the package that looks at something; contracts would act, and nothing may write."""
    checks = [(name, one) for name, one in load_checks().items() if not one.is_contract]
    return {name: one for name, one in checks if one.is_built and one.is_shipped and not one.is_about_document}


def fits(check: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(check, pattern) for pattern in patterns)


@pytest.fixture(scope="module")
def judge(flask_shop: ShopClient, databases_url: str) -> Judge:
    """Asks every shipped check."""
    known: dict[str, Attempt] = {}

    def run(*changes: Callable[[Settings], Settings], again: bool = False) -> dict[str, Finding]:
        before = {} if again else known
        # What one fault made a secret is an ordinary word in the next.
        REDACTOR._secrets.clear()
        settings = load(lambda _: None, FLASK_SHOP, {**os.environ, **flask_shop.env}).settings
        settings = replace(
            settings,
            code=replace(settings.code, osv_url=f"{databases_url}/v1/query", index_url=f"{databases_url}/simple"),
        )
        for change in changes:
            settings = change(settings)
        checks, client, now = shipped(), Client(settings), datetime.now(UTC)
        givens = {"settings": settings, "now": now}
        gatherer = Gatherer({**givens, "client": client}, allowed=("read-only", "probe", "executes"))
        gatherer.start({name for check in checks.values() for name in check.facts} - before.keys())

        def look(name: str) -> Attempt:
            return before[name] if name in before else gatherer.get(name)

        try:
            found = {n: registry.run(check, look, givens, QUANTITIES.get(n, {})) for n, check in checks.items()}
            if not known:
                known.update({name: look(name) for name in ONCE if look(name).seen})
        finally:
            client.close()
        return found

    # What is looked at once is looked at in the good shop, whichever test comes first.
    flask_shop.heal()
    run()
    return run


def told(findings: Iterable[Finding]) -> dict[str, str]:
    """The words of findings by check."""
    return {one.check: f"{one.outcome}: {one.observed or one.reason}" for one in findings}


def is_as_it_should_be(finding: Finding) -> bool:
    """Passed, or for a reason that is written down here neither passed nor red."""
    if finding.check in LACKING:
        return finding.outcome in {Outcome.FAILED, Outcome.UNVERIFIED}
    if fits(finding.check, APART):
        return finding.outcome in {Outcome.UNVERIFIED, Outcome.NOT_APPLICABLE}
    return finding.outcome is Outcome.PASSED


def is_explained(finding: Finding, group: Iterable[Fault]) -> bool:
    if finding.outcome is Outcome.ERROR:
        return False
    is_red = finding.outcome is Outcome.FAILED
    if finding.check == EDITED:
        return is_red
    also = fits(finding.check, (pattern for fault in group for pattern in fault.also))
    return also or any(fault.explains(finding.check, is_red=is_red) for fault in group)


def name_of(group: tuple[Fault, ...]) -> str:
    """What `-k` finds."""
    return "&".join("+".join([fault.name, *fault.reds]) for fault in group)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "group" in metafunc.fixturenames:
        size = 1 if metafunc.config.getoption("drill_alone") else TOGETHER
        groups = in_groups(FAULTS.values(), size=size, apart=have_own_checks)
        metafunc.parametrize("group", groups, ids=name_of)


def test_no_false_alarm_on_the_good_shop(flask_shop: ShopClient, judge: Judge) -> None:
    flask_shop.heal()
    assert told(one for one in judge().values() if not is_as_it_should_be(one)) == {}


def test_faults(flask_shop: ShopClient, judge: Judge, group: tuple[Fault, ...]) -> None:
    flask_shop.plant(*(fault.name for fault in group))
    findings = judge()
    for fault in group:
        missed = told(findings[check] for check in fault.reds if findings[check].outcome is not Outcome.FAILED)
        assert not missed, f"{fault.name} ({fault.summary}) should turn these red"
    odd = [one for one in findings.values() if not is_as_it_should_be(one) and not is_explained(one, group)]
    reasons = " and ".join(f"{fault.name} ({fault.summary})" for fault in group)
    assert not odd, f"{reasons}: no reason for {told(odd)}"


@pytest.mark.parametrize("accesses", TOGETHER_TAKEN, ids="+".join)
def test_without_an_access_only_its_checks_are_unverified(
    flask_shop: ShopClient, judge: Judge, accesses: tuple[str, ...]
) -> None:
    flask_shop.heal()
    findings = judge(*(TAKEN[access][0] for access in accesses), again="code" in accesses)
    odd = [one for one in findings.values() if not is_as_it_should_be(one)]
    assert told(one for one in odd if one.outcome is not Outcome.UNVERIFIED) == {}, "nobody has seen anything wrong"
    declared = {access: [one for one in odd if fits(one.check, TAKEN[access][2])] for access in accesses}
    for access, hidden in declared.items():
        assert any(TAKEN[access][1] in one.remedy for one in hidden), f"no cure names {access}"
    strangers = [one for one in odd if not any(one in hidden for hidden in declared.values())]
    assert told(strangers) == {}, "they do not declare it"


def test_what_each_missing_access_would_add_is_listed(flask_shop: ShopClient, tmp_path: Path) -> None:
    flask_shop.heal()
    shutil.copy2(FLASK_SHOP / "GO_LIVE.md", tmp_path)
    config = (FLASK_SHOP / "golive.toml").read_text(encoding="utf-8")
    for table in ("database", "redis", "tracker"):
        config = re.sub(rf"\n\[{table}\]\n.*?(?=\n\[)", "", config, flags=re.DOTALL)
    (tmp_path / "golive.toml").write_text(config, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    here = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    alone = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": "-p golive -p django -p no:cacheprovider"}
    command = [sys.executable, "-m", "pytest", "--golive"]
    done = subprocess.run(
        command, cwd=tmp_path, env={**here, **flask_shop.env, **alone}, capture_output=True, text=True, timeout=120
    )
    lines = json.loads((tmp_path / "golive-report" / "verdict.json").read_text(encoding="utf-8"))["lines"]
    hidden = {area: [one for one in lines if any(c.startswith(f"{area}.") for c in one["checks"])] for area in MISSING}
    open_lines = [one for one in lines if one["outcome"] != "passed" and one["severity"] != "medium"]
    assert [one["text"] for one in open_lines] == [one["text"] for area in MISSING for one in hidden[area]]
    shown = " ".join(done.stdout.split())
    for area, (why, cure) in MISSING.items():
        many = f" ({len(hidden[area])} lines)" if len(hidden[area]) > 1 else ""
        assert f"{why}{many} GO_LIVE.md:" in shown
        assert f"do this first: {cure}" in shown
