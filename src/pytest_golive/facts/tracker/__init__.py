"""Issues, reviews and security alerts, as the team's tracker tells them."""

from __future__ import annotations

from pytest_golive.errors import CannotLook
from pytest_golive.facts.registry import fact
from pytest_golive.facts.tracker.model import Adapter, Alerts, Change, Changes, Critical, Issue, Questions
from pytest_golive.facts.versions import GitRelease
from pytest_golive.settings import Settings

__all__ = [
    "Alerts",
    "Change",
    "Changes",
    "Critical",
    "Issue",
    "Questions",
    "critical_issues",
    "release_changes",
    "security_alerts",
    "user_issues",
]


def adapter(settings: Settings) -> Adapter:
    """What talks to the declared tracker.

    Raises CannotLook when none is.
    """
    tracker = settings.tracker
    if not tracker.kind:
        raise CannotLook("no tracker is configured", cure="set kind, project and token in [tracker] of golive.toml")
    if tracker.kind == "json":
        from pytest_golive.facts.tracker.listed import Listed

        return Listed(tracker)
    if not tracker.project:
        raise CannotLook("no project of the tracker is named", cure="set project in [tracker] of golive.toml")
    if tracker.kind == "github":
        from pytest_golive.facts.tracker.github import GitHub

        return GitHub(tracker)
    from pytest_golive.facts.tracker.gitlab import GitLab

    return GitLab(tracker)


@fact(timeout=45.0, rounds=4)
def critical_issues(settings: Settings) -> Critical:
    """Open issues that stop a launch."""
    tracker = adapter(settings)
    if settings.tracker.kind != "json" and not settings.tracker.critical:
        raise CannotLook("no label of critical issues is declared", cure="name them in critical of [tracker]")
    return tracker.critical(settings.tracker)


@fact(timeout=55.0, rounds=6)
def release_changes(settings: Settings, git_release: GitRelease | None = None) -> Changes:
    """Every commit of the release and how it came in."""
    tracker = adapter(settings)
    since = settings.tracker.since or (git_release.previous if git_release else "")
    until = settings.release.commit or (git_release.commit if git_release else "")
    if not since or not until:
        cure = "set since in [tracker] to the last release's tag, and commit in [release]"
        raise CannotLook("between which releases to look is not known", cure=cure)
    return tracker.changes(settings.tracker, since, until)


@fact(timeout=45.0, rounds=4)
def security_alerts(settings: Settings) -> tuple[Alerts, ...]:
    """Open security alerts of each kind."""
    return adapter(settings).alerts(settings.tracker)


@fact(timeout=45.0, rounds=4)
def user_issues(settings: Settings) -> Questions:
    """Open issues that users reported."""
    return adapter(settings).questions(settings.tracker)
