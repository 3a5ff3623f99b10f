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
#: What a run writes into the folder of the reports: pages, the verdict and filled checklists.
REPORTS = frozenset({".html", ".json", ".md"})


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
        dirty=bool(changes(lines, folder, report)),
        content=_content(folder, apart, report) if apart and commit else "",
    )


def changes(status: Sequence[str], folder: Path, report: Path | None) -> list[str]:
    """The lines of `git status --porcelain=v2` that are changes of the team's, and nothing a run leaves behind."""
    changed = (line for line in status if not line.startswith("#"))
    return [line for line in changed if not _is_left_behind(_path(line, folder), folder, report)]


def _path(line: str, folder: Path) -> Path:
    """The file of a line of `git status` in a folder; no file for one that was moved or is in conflict."""
    fields = {"?": 1, "1": 8}.get(line[:1], 0)
    return folder / line.split(" ", fields)[fields]


def _is_left_behind(path: Path, folder: Path, report: Path | None) -> bool:
    """Whether a run makes this file or folder: a cache, the folder of the reports, or a report in it."""
    if path.is_dir() and path.name in CACHES:
        return True
    if report is None or report.resolve() in (folder.resolve(), *folder.resolve().parents):
        return False
    new, reports = path.resolve(), report.resolve()
    return new == reports or (path.suffix in REPORTS and reports in new.parents)


def is_only_change(folder: Path, file: Path, report: Path | None = None) -> bool:
    """Whether the work tree holds no change but this file's."""
    status = git(folder, "status", "--porcelain=v2", "--untracked-files=normal").splitlines()
    changed = changes(status, folder, report)
    return len(changed) == 1 and _path(changed[0], folder).resolve() == file.resolve()


def _name(folder: Path, file: Path) -> str:
    """A file's path in its repository, as git writes it."""
    top = git(folder, "rev-parse", "--show-toplevel").strip()
    return Path(os.path.relpath(file.resolve(), top)).as_posix()


def _content(folder: Path, apart: Path, report: Path | None) -> str:
    """Digest of all committed files but one, and but reports that somebody committed.

    Not a commit: a merge, a squash and a shallow clone all give the same files another commit.
    """
    name, top = _name(folder, apart), git(folder, "rev-parse", "--show-toplevel").strip()
    # Only what is below the folder of the reports has to be looked at on the disk.
    below = f"{_name(folder, report)}/" if report else "\0"
    files = git(folder, "ls-tree", "-r", "-z", "--full-tree", "HEAD").split("\0")
    others = [
        file
        for file in files
        if (path := file.partition("\t")[2]) != name
        and not (path.startswith(below) and _is_left_behind(Path(top, path), folder, report))
    ]
    text = "\0".join(others)
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogateescape')).hexdigest()}" if text else ""


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
