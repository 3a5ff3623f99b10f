"""What git knows: which files are the team's, and whether all of them are committed and pushed."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.registry import fact
from pytest_golive.facts.release import changes
from pytest_golive.facts.repository import NOT_THE_TEAMS, REPOSITORY, SECONDS, ask_git
from pytest_golive.settings import Settings

TESTS = frozenset({"tests", "test", "testing"})


@dataclass(frozen=True, kw_only=True)
class TeamFiles:
    """The files of the code's folder that git tracks, or would."""

    root: str
    tracked: tuple[str, ...]
    """Below ``root``, in git's order."""
    untracked: tuple[str, ...] = ()
    """New files that git does not ignore."""

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.tracked, *self.untracked)

    @property
    def python(self) -> tuple[str, ...]:
        """Python files."""
        return tuple(name for name in self.names if name.endswith(".py"))

    def path(self, name: str) -> Path:
        """Where a file is."""
        return Path(self.root, name)


@dataclass(frozen=True, kw_only=True)
class GitState:
    """The checkout against what is committed, and the commit against the remote."""

    head: str
    """The commit; empty before the first one."""
    branch: str
    """Empty when no branch is checked out."""
    tags: tuple[str, ...]
    """Tags that point at the commit."""
    changes: tuple[str, ...]
    """Changed, and new, files."""
    stashes: int
    remotes: tuple[str, ...]
    knows_remote: bool
    """A branch of a remote was ever fetched; a checkout of a tag alone has none."""
    pushed_to: tuple[str, ...]
    """Branches of remotes that hold the commit, as of the last fetch or push: ``origin/main``."""


@fact(timeout=SECONDS * 2)
def team_files(settings: Settings) -> TeamFiles:
    """The team's own files, without those that ``exclude`` names."""
    root = code_root(settings)
    listing = ("ls-files", "-z", "--deduplicate")
    tracked = ask_git(root, *listing, "--cached").split("\0")
    untracked = ask_git(root, *listing, "--others", "--exclude-standard").split("\0")
    found = TeamFiles(root=str(root), tracked=_own(root, tracked, settings), untracked=_own(root, untracked, settings))
    if not found.names:
        raise CannotLook(f"git knows no file of the team's in {root}", cure=REPOSITORY)
    return found


@fact(timeout=SECONDS * 3)
def git_state(settings: Settings) -> GitState:
    """Changes, stashes, and where the checked-out commit has been pushed to."""
    root = code_root(settings)
    status = ask_git(root, "status", "--porcelain=v2", "--branch", "--untracked-files=normal").splitlines()
    facts = dict(line[2:].split(" ", 1) for line in status if line.startswith("# "))
    head = facts["branch.oid"] if facts["branch.oid"] != "(initial)" else ""
    report = Path(settings.report).absolute()
    changed = changes(status, root, report)
    return GitState(
        head=head,
        branch="" if facts["branch.head"] == "(detached)" else facts["branch.head"],
        tags=_lines(ask_git(root, "tag", "--points-at", "HEAD")) if head else (),
        changes=tuple(_file(line) for line in changed),
        stashes=len(_lines(ask_git(root, "stash", "list"))),
        knows_remote=bool(ask_git(root, "for-each-ref", "--count=1", "refs/remotes").strip()),
        remotes=_lines(ask_git(root, "remote")),
        pushed_to=_lines(ask_git(root, "for-each-ref", "--contains=HEAD", "--format=%(refname:short)", "refs/remotes"))
        if head
        else (),
    )


def code_root(settings: Settings) -> Path:
    """The folder of the code.

    Raises:
        CannotLook: none is configured, or it is not there.
    """
    folder = settings.code.dir or settings.app.dir
    if not folder:
        raise CannotLook("no folder of the code is configured", cure="set dir in [code] (or [app]) of golive.toml")
    if not Path(folder).is_dir():
        raise CannotLook(f"the folder {folder} does not exist", cure="correct dir in [code] or [app] of golive.toml")
    return Path(folder)


def is_test(name: str) -> bool:
    """Whether a file is one of the tests."""
    *folders, file = name.split("/")
    return (
        bool(TESTS & {*folders})
        or file.startswith("test_")
        or file.endswith("_test.py")
        or file
        in {
            "conftest.py",
            "tests.py",
        }
    )


def is_migration(name: str) -> bool:
    """Whether a file is one of Django's or Alembic's migrations."""
    return "migrations" in name.split("/") or "/alembic/versions/" in f"/{name}"


def _own(root: Path, names: list[str], settings: Settings) -> tuple[str, ...]:
    return tuple(
        name
        for name in names
        if name
        and not NOT_THE_TEAMS & {*name.split("/")}
        and not any(fnmatchcase(name, pattern) for pattern in settings.code.exclude)
        and not (root / name).is_relative_to(settings.report)
        and (root / name).is_file()
        and not (root / name).is_symlink()
    )


def _file(line: str) -> str:
    """The file that a line of `git status --porcelain=v2` is about."""
    kind, _, rest = line.partition(" ")
    fields = {"1": 7, "2": 8, "u": 9}.get(kind, 0)
    return rest.split(" ", fields)[-1].partition("\t")[0]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line)
