"""What git's history holds that should never have got there: env files, and the secret key."""

from __future__ import annotations

import os
import re
import subprocess
import threading
from pathlib import Path

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.app_model import Application
from pytest_golive.facts.code.git import TeamFiles, code_root
from pytest_golive.facts.env import env_path, example_path, holds_real_secret, variables
from pytest_golive.facts.registry import fact
from pytest_golive.facts.repository import NOT_THE_TEAMS, ask_git, run_git
from pytest_golive.settings import Settings

SECONDS = 20.0
#: A larger file is not written by hand.
LARGEST = "1m"
#: Lines of a systemd unit with the folder of the code, or with an env file by its whole path.
UNIT = re.compile(r"^\s*(WorkingDirectory|EnvironmentFile)\s*=\s*-?\"?(/[^\s\"]+)", re.MULTILINE)
#: Places that are told.
MOST = 10
#: How env files are called, whatever golive.toml names.
ENV_FILES = "**/.env", "**/.env.*", "**/*.env"
ENV_FILE = re.compile(r"\.env(?:\..+)?|.+\.env", re.IGNORECASE)
#: Meant to be shared: templates, what is encrypted, and what only documents.
SHARED = re.compile(
    r"(?:^|[._-])(?:examples?|samples?|templates?|tmpl|tpl|dist|defaults?|skeleton|schema|vault|enc|encrypted|age|gpg|sops"
    r"|md|rst|d\.ts)(?:$|[._-])",
    re.IGNORECASE,
)
#: Of tests: shared as well, as long as nothing in it is real.
OF_TESTS = re.compile(r"(?:^|[._-])(?:tests?|testing|ci)(?:$|[._-])", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class EnvInGit:
    """What git knows of env files: the production one, any other of its name, and all that are called like one."""

    name: str
    """What the production env file is called."""
    tracked: tuple[str, ...]
    """Env files that git tracks."""
    ignored: bool
    """A new one of production would be ignored."""
    untracked: tuple[str, ...]
    """Env files in the checkout that the next `git add` takes in."""
    history: tuple[str, ...]
    """Env files that a commit added, each with the first such commit."""
    shallow: bool
    """Only the end of the history is here."""
    elsewhere: str = ""
    """The unit that reads it from another folder than the code's, and which; empty: nothing says so."""


@dataclass(frozen=True, kw_only=True)
class SecretKeyPlaces:
    """Where the value of SECRET_KEY comes from, and where git holds it."""

    variable: str
    """The environment variable it is the value of; empty when it is none's."""
    files: tuple[str, ...] = ()
    """Files of the checkout that hold it."""
    history: tuple[str, ...] = ()
    """Names under which the history holds it."""
    shallow: bool = False


@fact(timeout=SECONDS * 2)
def env_in_git(settings: Settings) -> EnvInGit:
    """Whether the production env file, or any other env file, is or ever was in version control."""
    if not settings.app.env_file:
        raise CannotLook("no env file is configured", cure="set env_file in [app] of golive.toml")
    root, path = code_root(settings), env_path(settings.app).resolve()
    example = example_path(settings.app)
    if example is not None and path.name == example.name:
        raise CannotLook(f"{path.name} is the example file", cure="set env_file in [app] of golive.toml")
    is_inside = path.is_relative_to(root.resolve())
    # The env file of a server is not in the checkout; there it would be in the folder of the code.
    place = path if is_inside else root.resolve() / path.name
    files = _EnvFiles(root=root, name=path.name, example=example.name if example else "")
    return EnvInGit(
        name=path.name,
        tracked=files.listed(),
        ignored=_is_ignored(root, place),
        untracked=files.listed("--others", "--exclude-standard"),
        history=files.added(),
        shallow=is_shallow(root),
        elsewhere="" if is_inside else _elsewhere(root, path.name),
    )


@dataclass(frozen=True, kw_only=True)
class _EnvFiles:
    """The env files of a repository that should not be in it."""

    root: Path
    name: str
    """The configured one."""
    example: str

    def listed(self, *which: str) -> tuple[str, ...]:
        """Those that git tracks, or the others in the checkout; no more than are told."""
        found = ask_git(self.root, "ls-files", "-z", "--full-name", *which, "--", *self._specs)
        return tuple(name for name in found.split("\0") if name and self._counts(name, f":{name}"))[:MOST]

    def added(self) -> tuple[str, ...]:
        """Those that a commit added, a merge too: ``config/.env (1a2b3c4)``."""
        log = (
            "log",
            "--all",
            "--full-history",
            "-m",
            "--no-renames",
            "--diff-filter=A",
            "--name-only",
            "--format=%x00%h",
        )
        printed = ask_git(self.root, "-c", "core.quotePath=false", *log, "--", *self._specs, seconds=SECONDS)
        first: dict[str, str] = {}
        for commit, *names in (one.split("\n") for one in printed.split("\0")[1:]):
            # The oldest comes last.
            first |= dict.fromkeys(filter(None, names), commit)
        return tuple(f"{name} ({at})" for name, at in first.items() if self._counts(name, f"{at}:{name}"))[:MOST]

    @property
    def _specs(self) -> tuple[str, ...]:
        return tuple(f":(top,glob,icase){one}" for one in (*ENV_FILES, f"**/{self.name}"))

    def _counts(self, path: str, version: str) -> bool:
        *folders, name = path.split("/")
        if name == self.name:
            return True
        # A folder may be called like an env file, too.
        if not ENV_FILE.fullmatch(name) or name == self.example or not NOT_THE_TEAMS.isdisjoint(folders):
            return False
        if SHARED.search(name):
            return False
        return not OF_TESTS.search(name) or holds_real_secret(self._text(version))

    def _text(self, version: str) -> str:
        done = run_git(self.root, "cat-file", "blob", version)
        return done.stdout if done.returncode == 0 else ""


@fact(timeout=SECONDS * 2)
def secret_key_places(settings: Settings, application: Application, team_files: TeamFiles) -> SecretKeyPlaces:
    """The variable that SECRET_KEY comes from, and every file, now or in the history, that holds its value."""
    if application.secrets["SECRET_KEY"].length == 0:
        raise CannotLook("SECRET_KEY is empty", cure="set SECRET_KEY in the environment")
    root, variable = code_root(settings), application.key_variable
    if not variable:
        return SecretKeyPlaces(variable="")
    key = {**os.environ, **variables(settings.app)}.get(variable, "").encode()
    if not key:
        # The settings themselves put it into the environment.
        return SecretKeyPlaces(variable="")
    return SecretKeyPlaces(
        variable=variable,
        files=tuple(name for name in team_files.tracked if key in team_files.path(name).read_bytes())[:MOST],
        history=_holders(root, key)[:MOST],
        shallow=is_shallow(root),
    )


def _elsewhere(root: Path, name: str) -> str:
    """Where a unit of the team reads a file of that name that is not in the folder of the code."""
    for unit in ask_git(root, "ls-files", "-z", "--", "*.service").split("\0"):
        if not unit or not (root / unit).is_file():
            continue
        given = UNIT.findall((root / unit).read_text(encoding="utf-8", errors="replace"))
        code = next((value for word, value in given if word == "WorkingDirectory"), "")
        for word, value in given:
            is_apart = value.startswith("/etc/") or (code.startswith("/") and not Path(value).is_relative_to(code))
            if word == "EnvironmentFile" and Path(value).name == name and is_apart:
                return f"{unit} reads it from {value}"
    return ""


def is_shallow(root: Path) -> bool:
    """Whether only the end of the history is here."""
    return ask_git(root, "rev-parse", "--is-shallow-repository").strip() == "true"


def _is_ignored(root: Path, path: Path) -> bool:
    done = run_git(root, "check-ignore", "--quiet", "--no-index", str(path), seconds=SECONDS)
    if done.returncode > 1:
        raise CannotLook(f"git check-ignore failed: {done.stderr.strip()}", cure="see git")
    return done.returncode == 0


def _holders(root: Path, key: bytes) -> tuple[str, ...]:
    """Names of all files of the history, in any version, that hold a text.

    Git is asked for the contents and not for the text: its arguments can be read by everybody on the machine.
    """
    objects = ask_git(root, "rev-list", "--all", "--objects", f"--filter=blob:limit={LARGEST}", seconds=SECONDS)
    names = dict(line.split(" ", 1) for line in objects.splitlines() if " " in line)
    found: dict[str, None] = {}
    with subprocess.Popen(
        ["git", "cat-file", "--batch", "--buffer"],  # noqa: S607 - the user's git
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        timer = threading.Timer(SECONDS, process.kill)
        timer.start()
        asking = threading.Thread(target=_ask, args=(process, "".join(f"{one}\n" for one in names)), daemon=True)
        asking.start()
        try:
            for line in iter(process.stdout.readline, b""):
                name, kind, size = line.decode().split()
                content = process.stdout.read(int(size) + 1)
                if kind == "blob" and key in content:
                    found[names[name]] = None
        finally:
            timer.cancel()
    if process.returncode != 0:
        why = f"reading the history of git took longer than {SECONDS:g} s"
        raise CannotLook(why, cure="look with `git log --all -S`", look_failed=True)
    return tuple(found)


def _ask(process: subprocess.Popen[bytes], names: str) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(names.encode())
        process.stdin.close()
    except BrokenPipeError:  # it was ended: its return code says so
        return
