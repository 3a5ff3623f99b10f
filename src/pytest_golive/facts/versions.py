"""The release that is meant, the one before it, and the one that the site says it runs."""

from __future__ import annotations

import ast
import json
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client, NoAnswer, site_url
from pytest_golive.facts.command import TimeoutExpired, run
from pytest_golive.facts.page import Page
from pytest_golive.facts.registry import fact
from pytest_golive.facts.repository import git
from pytest_golive.settings import Settings
from pytest_golive.syntax import parse_python

REMOTE_SECONDS = 20.0
ASKED_EACH = 3
OK = 200
#: Fewer characters of a commit are no name of it.
SHORTEST_COMMIT = 7
COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
#: Characters of a plain text that can be a version.
LONGEST = 100
KEYS = ("commit", "revision", "sha", "git_sha", "release", "version", "build")
#: Operations whose way back must be given by hand, and the argument that gives it.
ONE_WAY = {"RunPython": "reverse_code", "RunSQL": "reverse_sql"}
MIGRATION = re.compile(r"(?:^|/)([^/]+)/migrations/(\d[^/]*)\.py$")


@dataclass(frozen=True, kw_only=True)
class GitRelease:
    """The release and the one to go back to, as git knows them."""

    commit: str
    tags: tuple[str, ...] = ()
    """Tags of the release itself."""
    previous: str = ""
    """Tag or commit to go back to; empty: there is none."""
    previous_commit: str = ""
    """Empty: git does not know it."""
    remote: str = ""
    """The remote that was asked; empty: there is none."""
    is_at_remote: bool | None = None
    """None: it was not asked, or did not answer."""
    remote_error: str = ""
    irreversible: tuple[str, ...] = ()
    """Migrations since then that cannot be undone."""
    is_shallow: bool = False


@dataclass(frozen=True, kw_only=True)
class LiveAnswer:
    """What the site said once when it was asked for its version."""

    status: int
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class LiveVersion:
    """What the site runs, and what it should."""

    url: str
    answers: tuple[LiveAnswer, ...]
    commit: str
    """The commit or version that is meant."""
    names: tuple[str, ...] = ()
    """Other names of it: its tags."""
    source: str = ""
    """Who says so."""

    def is_meant(self, value: str) -> bool:
        """Whether a version is one of the release's names."""
        return is_version(value, (self.commit, *self.names))


@fact(timeout=REMOTE_SECONDS + 15)
def git_release(settings: Settings) -> GitRelease:
    """The release's commit and tags, the release before it, and the migrations between both."""
    folder = Path(settings.app.dir or ".")
    commit = _release_commit(settings, folder)
    if not commit:
        cure = "set dir in [app] to the checked-out project"
        raise CannotLook(f"{folder} is in no git repository with a commit", cure=cure)
    named = settings.release.previous
    previous = named or git(folder, "describe", "--tags", "--abbrev=0", f"{commit}^").strip()
    target = _commit(folder, previous) if previous else ""
    remote, there, error = _at_remote(folder, settings.release.remote, previous, target)
    return GitRelease(
        commit=commit,
        tags=tuple(git(folder, "tag", "--points-at", commit).split()),
        previous=previous,
        previous_commit=target,
        remote=remote,
        is_at_remote=there,
        remote_error=error,
        irreversible=tuple(_irreversible(folder, target, commit)) if target else (),
        is_shallow=git(folder, "rev-parse", "--is-shallow-repository").strip() == "true",
    )


@fact(timeout=40.0, rounds=3)
def live_version(settings: Settings, client: Client) -> LiveVersion:
    """The version that the site tells, asked often enough to meet every instance."""
    if not settings.release.version_url:
        cure = "let the site tell its commit at an address or in a header, and set version_url in [release]"
        raise CannotLook("nothing says where the site tells which version it runs", cure=cure)
    folder, declared = Path(settings.app.dir or "."), settings.release.commit
    commit = _release_commit(settings, folder) or declared
    if not commit:
        cure = "set commit in [release], or dir in [app] to the checked-out project"
        raise CannotLook(f"which release is meant is not known: {folder} is in no git repository", cure=cure)
    url = site_url(settings, settings.release.version_url)
    times = ASKED_EACH * max(1, settings.release.instances)
    try:
        pages = [client.get(url, fresh=True) for _ in range(times)]
    except NoAnswer as error:
        raise CannotLook(error.reason, cure=error.cure, root=error.root, look_failed=True) from error
    return LiveVersion(
        url=url,
        answers=tuple(LiveAnswer(status=page.status, value=_told(page, settings)) for page in pages),
        commit=commit,
        names=(*git(folder, "tag", "--points-at", commit).split(), *([declared] if declared else [])),
        source="[release] commit" if declared else f"the checkout in {folder}",
    )


def is_version(value: str, names: Collection[str]) -> bool:
    """Whether a version is one of these names of a release, or the beginning of one that is a commit."""
    told, known = value.strip().lower(), {name.lower() for name in names}
    if told in known or told.removeprefix("v") in {name.removeprefix("v") for name in known}:
        return True
    return len(told) >= SHORTEST_COMMIT and any(COMMIT.fullmatch(name) and name.startswith(told) for name in known)


def _release_commit(settings: Settings, folder: Path) -> str:
    return _commit(folder, settings.release.commit or "HEAD")


def _commit(folder: Path, name: str) -> str:
    if name.startswith("-"):
        return ""
    return git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip()


def _told(page: Page, settings: Settings) -> str:
    """The version in an answer; empty when it holds none."""
    if header := settings.release.version_header:
        return (page.header(header) or "").strip()
    try:
        told = json.loads(page.body)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        text = page.body.strip().strip('"')
        # A failure's short text is none; its JSON may well tell, as that of a health page does.
        return text if page.status == OK and len(text) <= LONGEST and "\n" not in text else ""
    keys = (settings.release.version_key,) if settings.release.version_key else KEYS
    return next((str(value).strip() for key in keys if (value := _at(told, key)) not in (None, "")), "")


def _at(told: Any, path: str) -> Any:
    for key in path.split("."):
        told = told.get(key) if isinstance(told, dict) else None
    return told


def _at_remote(folder: Path, remote: str, previous: str, target: str) -> tuple[str, bool | None, str]:
    """Name of the remote, whether it has the target, and why that is not known."""
    if not target or not remote:
        return "", None, ""
    if not git(folder, "remote", "get-url", remote).strip():
        return remote, None, "this repository has no remote of that name"
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": "ssh -o BatchMode=yes -o ConnectTimeout=8"}
    try:
        environment = {**os.environ, **quiet}
        done = run(["git", "ls-remote", remote], seconds=REMOTE_SECONDS, folder=folder, environment=environment)
    except (OSError, TimeoutExpired):
        return remote, None, f"no answer within {REMOTE_SECONDS:g} s"
    if done.returncode != 0:
        return remote, None, (done.stderr.strip().splitlines() or ["it refused"])[0][:200]
    refs = [line.split("\t") for line in done.stdout.splitlines() if "\t" in line]
    if any(sha == target for sha, _ in refs):
        return remote, True, ""
    if any(name == f"refs/tags/{previous}" for _, name in refs):
        return remote, False, f"its tag {previous} is another commit"
    # A commit that is no tip is there when a branch that was fetched holds it.
    return remote, bool(git(folder, "branch", "-r", "--contains", target).strip()) and previous == target, ""


def _irreversible(folder: Path, target: str, commit: str) -> Iterator[str]:
    added = git(folder, "diff", "--name-only", "--diff-filter=A", target, commit)
    for path in added.splitlines():
        if found := MIGRATION.search(path):
            text = git(folder, "show", f"{commit}:{path}")
            if not can_be_undone(text):
                yield f"{found[1]}.{found[2]}"


def can_be_undone(text: str) -> bool:
    """Whether every operation of a migration has a way back."""
    try:
        calls = [node for node in ast.walk(parse_python(text)) if isinstance(node, ast.Call)]
    except SyntaxError:
        return False
    for call in calls:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in ONE_WAY:
            back = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == ONE_WAY[name])]
            if not back or (isinstance(back[0], ast.Constant) and back[0].value is None):
                return False
    return True
