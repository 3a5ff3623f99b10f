"""Credentials that a commit of git's history added, whether or not a later one took them out again."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.code.git import code_root, is_test
from pytest_golive.facts.code.history import is_shallow
from pytest_golive.facts.code.literals import WORD, is_credential
from pytest_golive.facts.code.scan import ALLOWED, KNOWN, NOT_SCANNED, PAIR
from pytest_golive.facts.registry import fact
from pytest_golive.facts.repository import NOT_THE_TEAMS, ask_git
from pytest_golive.settings import Settings

SECONDS = 30.0
LARGEST = 200_000_000
#: A longer line is not written by hand, a shorter value is part of something.
LONGEST, SHORTEST = 2000, 6
PLAIN = ("-c", "core.quotePath=false", "-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false")
LOG = ("log", "--all", "--cc", "-p", "-U0", "--no-renames", "--no-color", "--no-ext-diff", "--no-textconv")
BLOCK = "-----BEGIN"


@dataclass(frozen=True, kw_only=True)
class PastSecrets:
    """Credentials that commits added; no value is part of it."""

    commits: int
    places: tuple[str, ...] = ()
    """``store/pay.py (1a2b3c4) key of a known service``."""
    shallow: bool = False


@fact(timeout=SECONDS + 5)
def past_secrets(settings: Settings) -> PastSecrets:
    """Every line that any commit of the repository added."""
    root = code_root(settings)
    shallow = is_shallow(root)
    commits: set[str] = set()
    found: dict[str, str] = {}
    allowed = []
    for commit, name, line in _added(root):
        commits.add(commit)
        if ALLOWED.search(line):
            allowed.append(line)
        elif name and len(line) <= LONGEST:
            # The oldest comes last.
            found |= {value: f"{name} ({commit}) {what}" for value, what in _credentials(name, line)}
    # A line may have got the mark, that it is no secret, later.
    told = [
        place for value, place in found.items() if value.startswith(BLOCK) or not any(value in line for line in allowed)
    ]
    return PastSecrets(commits=len(commits), places=tuple(dict.fromkeys(told)), shallow=shallow)


def _credentials(name: str, line: str) -> Iterator[tuple[str, str]]:
    """What in a line of a file is a credential, and of what kind."""
    *folders, file = name.split("/")
    if NOT_SCANNED.search(file) or not NOT_THE_TEAMS.isdisjoint(folders):
        return
    for match in KNOWN.finditer(line):
        yield (f"{match[0]} {name}" if match[0].startswith(BLOCK) else match[0]), "key of a known service"
    if is_test(name):
        return
    for match in PAIR.finditer(line):
        variable, value = match["name"].rpartition(".")[2].replace("-", "_"), match["value"]
        # Outside of code, a word beside "password" is its name in another language.
        is_value = len(value) >= SHORTEST and (name.endswith(".py") or not WORD.fullmatch(value))
        if is_value and not KNOWN.search(value) and is_credential(variable, value):
            yield value, f"literal value of {variable}"


def _added(root: Path) -> Iterator[tuple[str, str, str]]:
    """Commit, file and text of each added line, of merges too; of each commit first an empty one."""
    commit = name = ""
    sign, in_hunk = "+", False
    for line in _printed(root):
        if line.startswith("\0"):
            commit, name, in_hunk = line[1:], "", False
            yield commit, "", ""
        elif line.startswith("diff --"):
            # A merge is told beside each of its parents.
            sign, in_hunk = ("++" if line.startswith("diff --cc") else "+"), False
        elif line.startswith("@@"):
            in_hunk = True
        elif not in_hunk and line.startswith("+++ "):
            name = line[4:].strip('\t"').removeprefix("b/")
        elif in_hunk and line.startswith(sign):
            yield commit, name, line[len(sign) :]


def _printed(root: Path) -> Iterator[str]:
    """The lines of `git log -p`, as far as a gate can wait for them."""
    ask_git(root, "rev-parse", "--git-dir")
    why = f"the history is longer than can be read in {SECONDS:g} s"
    cure = "have gitleaks read the whole history, and vouch for the line with its report"
    command = ["git", *PLAIN, *LOG, "--format=%x00%h"]
    with subprocess.Popen(  # noqa: S603 - a list of words, no shell
        command, cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        timer = threading.Timer(SECONDS, process.kill)
        timer.start()
        read = 0
        try:
            for line in process.stdout:
                read += len(line)
                if read > LARGEST:
                    raise CannotLook(why, cure=cure)
                yield line.decode("utf-8", "replace").rstrip("\r\n")
            process.wait()
        finally:
            timer.cancel()
            process.kill()
    if process.returncode != 0:
        raise CannotLook(why, cure=cure)
