"""The commit that is judged, and what else git knows about it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from pytest_golive.facts.repository import git
from pytest_golive.finding import Release

#: Folders that Python and pytest make.
CACHES = frozenset({"__pycache__", ".pytest_cache"})


def checkout(folder: Path, apart: Path | None = None, report: Path | None = None) -> Release:
    """Commit of the work tree and whether it holds changes; empty when there is no git or no repository.

    A new file that git does not ignore is a change: it may be code. What a run itself leaves behind is none.

    Args:
        apart: a file that makes no new release when it changes: ``content`` is then the digest of all others.
        report: the folder of the reports.
    """
    lines = git(folder, "status", "--porcelain=v2", "--branch", "--untracked-files=normal").splitlines()
    commit = next((line.split()[2] for line in lines if line.startswith("# branch.oid ")), "")
    commit = "" if commit == "(initial)" else commit
    return Release(
        commit=commit,
        dirty=any(not line.startswith("#") and not is_left_behind(line, folder, report) for line in lines),
        content=_content(folder, apart) if apart and commit else "",
    )


def is_left_behind(line: str, folder: Path, report: Path | None) -> bool:
    """Whether a line of `git status` is a folder that a run makes."""
    if not line.startswith("? ") or not line.endswith("/"):
        return False
    top = git(folder, "rev-parse", "--show-toplevel").strip()
    new = Path(top, line[2:])
    return new.name in CACHES or (report is not None and new.resolve() == report.resolve())


def is_only_change(folder: Path, file: Path, report: Path | None = None) -> bool:
    """Whether the work tree holds no change but this file's."""
    lines = git(folder, "status", "--porcelain=v2", "--untracked-files=normal").splitlines()
    changed = [line for line in lines if not is_left_behind(line, folder, report)]
    return len(changed) == 1 and changed[0].endswith(f" {_name(folder, file)}")


def _name(folder: Path, file: Path) -> str:
    """A file's path in its repository, as git writes it."""
    top = git(folder, "rev-parse", "--show-toplevel").strip()
    return Path(os.path.relpath(file.resolve(), top)).as_posix()


def _content(folder: Path, apart: Path) -> str:
    """Digest of all committed files but one.

    Not a commit: a merge, a squash and a shallow clone all give the same files another commit.
    """
    name = _name(folder, apart)
    files = git(folder, "ls-tree", "-r", "-z", "--full-tree", "HEAD").split("\0")
    others = "\0".join(file for file in files if file.partition("\t")[2] != name)
    return f"sha256:{hashlib.sha256(others.encode('utf-8', 'surrogateescape')).hexdigest()}" if others else ""


def author(folder: Path, commit: str) -> str:
    """The e-mail address of a commit's author; empty when the commit is not there."""
    return git(folder, "log", "-1", "--format=%ae", commit).strip() if commit.isalnum() else ""


def is_committed(folder: Path, file: Path) -> bool:
    """Whether the folder's repository keeps a file: a change to it then makes another commit, or is an open change."""
    return bool(git(folder, "--literal-pathspecs", "ls-files", "--", str(file.resolve())))


def tracked(folder: Path, files: Sequence[str]) -> frozenset[str] | None:
    """Those of ``files`` that the folder's repository keeps; None when it is in none."""
    top = git(folder, "rev-parse", "--show-toplevel").strip()
    if not top or not files:
        return None if not top else frozenset()
    listed = git(folder, "--literal-pathspecs", "ls-files", "-z", "--full-name", "--", *files)
    kept = {os.path.realpath(Path(top, name)) for name in listed.split("\0") if name}
    return frozenset(name for name in files if os.path.realpath(name) in kept)


def signing_key(folder: Path) -> str:
    """The SSH key git signs with: a path, or the public key itself; empty when it signs otherwise."""
    if git(folder, "config", "gpg.format").strip() != "ssh":
        return ""
    return git(folder, "config", "--type=path", "user.signingkey").strip()
