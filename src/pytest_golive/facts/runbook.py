"""The commands of the runbook: which programs, scripts, units and folders they need, and whether those are there."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from pytest_golive.data import dataclass
from pytest_golive.facts.command import TimeoutExpired, run
from pytest_golive.facts.prose import SLOT, Block, Documents, Section, about
from pytest_golive.facts.registry import fact
from pytest_golive.facts.team_files import team_files
from pytest_golive.settings import Settings

RUNBOOK = re.compile(r"\brun ?book|\bplay ?book|\broll(?:ing)?[- ]?back|\bback[- ]?out\b", re.IGNORECASE)
SHELL = frozenset({"", "bash", "sh", "shell", "console", "shell-session", "shellsession", "zsh"})
#: A word that a shell would look for on its PATH, or a script.
PROGRAM = re.compile(r"(?=.*[a-z])[a-z.~/][a-zA-Z0-9_./+@~-]*")
SCRIPT = re.compile(r"^\./|\.(?:sh|bash|py)$")
ASSIGNED = re.compile(r"[A-Za-z_]\w*=.*")
#: Words before the program: what only starts it, and the shell's own.
BEFORE = frozenset("sudo env nohup time exec command nice do then else if while until !".split())
SHELLS = frozenset({"bash", "sh", "dash", "zsh", "source", "."})
#: What the shell itself does.
BUILT_IN = frozenset(
    "cd echo export set unset source . exit true false test read alias type ulimit umask wait trap fi for done case "
    "esac eval printf pwd history return declare local readonly shift shopt let".split()
)
#: After these, files that are named need not be the repository's.
ELSEWHERE = frozenset("ssh scp rsync mkdir tar unzip wget su".split())
SEPARATORS = re.compile(r"[();<>|&]+")
CASE = re.compile(r"case\s+[\"']?\$\{?[1@](?:[:-][^}]*)?\}?[\"']?\s+in\b(.*?)\besac\b", re.DOTALL)
LABEL = re.compile(r"(?:^|;;)\s*\(?\s*([\w\"'*|. -]+?)\s*\)", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Command:
    """One command of the runbook."""

    text: str
    where: str
    program: str = ""
    """What the PATH must hold; empty: it begins with a script, or the shell does it itself."""
    gone: tuple[str, ...] = ()
    """Files and folders of the repository that are not there."""
    problem: str = ""
    """What is wrong with its script."""
    unseen: tuple[str, ...] = ()
    """Programs, units and folders of the server, which cannot be seen from here."""
    absent: tuple[str, ...] = ()
    """Those that this machine, on which it is run, does not have."""


@dataclass(frozen=True, kw_only=True)
class Runbook:
    """All commands that somebody is told to run."""

    sections: tuple[str, ...]
    commands: tuple[Command, ...]


@fact(timeout=15.0)
def runbook(settings: Settings, documents: Documents) -> Runbook:
    """The commands of every section about running or rolling back, in documents and checklists."""
    root = Path(documents.root)
    place = settings.docs.places.get("runbook-paths-exist", "")
    declared = about(documents, "", place) if place and "://" not in place else None
    sections = [declared] if declared else [] if place else list(_sections(documents))
    look = _Look(root, team_files(root), is_here=settings.docs.runbook_here)
    told = [
        command
        for section in sections
        for block in section.blocks
        if block.kind == "code" and block.language in SHELL
        for command in look.at_all(_joined(block), f"{section.path} line {block.line}")
    ]
    return Runbook(sections=tuple(one.where for one in sections), commands=tuple(told))


def _sections(documents: Documents) -> Iterator[Section]:
    """Outermost headings about it, and whole documents that are called so."""
    for document in documents.documents:
        if not document.is_checklist and RUNBOOK.search(re.sub(r"[-_.]+", " ", Path(document.path).stem)):
            yield document.whole
            continue
        end = 0
        for one in document.sections():
            if RUNBOOK.search(one.heading) and one.line > end:
                end = max(block.line for block in one.blocks)
                yield one


def _joined(block: Block) -> Iterator[str]:
    """Its command lines, those that go on behind a backslash as one."""
    before = ""
    for line in block.code:
        if line.endswith("\\"):
            before += line[:-1] + " "
        else:
            yield before + line
            before = ""


class _Look:
    """Looks for what commands need."""

    def __init__(self, root: Path, files: tuple[str, ...], *, is_here: bool) -> None:
        self._root = root
        self._files = files
        self._is_here = is_here
        self._is_away = False

    def at_all(self, lines: Iterable[str], where: str) -> list[Command]:
        """The commands of one piece of code, which begins in the repository's folder."""
        self._is_away = False
        return [command for line in lines for command in self.at(line, where)]

    def at(self, line: str, where: str) -> list[Command]:
        """The commands of one line; what is no command, such as SQL or what a program prints, is none."""
        try:
            lexer = shlex.shlex(SLOT.sub("SLOT", line), posix=True, punctuation_chars=True)
            lexer.whitespace_split = True
            words = list(lexer)
        except ValueError:
            return []
        found, rest = [], [*words, ";"]
        while rest:
            end = next(at for at, word in enumerate(rest) if SEPARATORS.fullmatch(word))
            found += self._command(rest[:end], line, where)
            # What stands behind < or > is a file of that moment.
            skipped = 2 if re.search(r"[<>]", rest[end]) else 1
            rest = rest[end + skipped :]
            rest = rest if not rest or SEPARATORS.fullmatch(rest[-1]) else [*rest, ";"]
        return found

    def _command(self, words: list[str], line: str, where: str) -> list[Command]:
        while words and (ASSIGNED.fullmatch(words[0]) or words[0] in BEFORE or words[0].startswith("-")):
            words = words[1:]
        if not words or not PROGRAM.fullmatch(words[0]):
            return []
        program, script, arguments = words[0], "", words[1:]
        if program in SHELLS and arguments and arguments[0] != "-c":
            script = next((one for one in arguments if not one.startswith("-")), "")
            arguments = arguments[arguments.index(script) + 1 :] if script else []
        elif "/" in program and not program.startswith(("/", "~")):
            file = self._file(program)
            if file.is_dir() if file else not SCRIPT.search(program):
                return []  # what a program printed
            program, script = "", program
        outside = self._outside(program, words[1:])
        gone, problem, unread = self._script(script, arguments) if script else ((), "", "")
        if program == "cd" and arguments and re.fullmatch(r"(?![/~-])[\w./-]+", arguments[0]):
            gone = () if (self._root / arguments[0]).is_dir() else (arguments[0],)
        gone = (*gone, *self._files_gone(words[1:], script))
        away, gone = (gone, ()) if self._is_away else ((), gone)
        self._is_away |= program in ELSEWHERE or (program == "cd" and bool(outside)) or words[:2] == ["git", "clone"]
        # Nobody knows what a variable is on that day.
        seen = [one for one in outside if self._is_here and "$" not in one]
        missing = tuple(one for one in seen if not self._has(one))
        return [
            Command(
                text=line.strip()[:120],
                where=where,
                program=program if program not in BUILT_IN else "",
                gone=gone,
                problem=problem,
                unseen=(*(one for one in outside if one not in seen), *((unread,) if unread else ()), *away),
                absent=missing,
            )
        ]

    def _outside(self, program: str, arguments: list[str]) -> tuple[str, ...]:
        """What only the server has: the program, units that the repository does not hold, absolute folders."""
        found = [program] if program and program not in BUILT_IN else []
        if program in {"systemctl", "service"}:
            verbs = {"start", "stop", "restart", "reload", "status", "enable", "disable", "is-active", "daemon-reload"}
            units = [one for one in arguments if not one.startswith("-") and one not in verbs]
            held = {Path(one).name for one in self._files}
            named = [one if "." in one else f"{one}.service" for one in units]
            found += [one for one in named if one not in held]
        if program == "cd" and arguments and re.match(r"[/~$]", arguments[0]):
            found.append(arguments[0])
        return tuple(dict.fromkeys(found))

    def _has(self, name: str) -> bool:
        if name.startswith(("/", "~")):
            return Path(name).expanduser().exists()
        if re.search(r"\.(?:service|timer|socket)$", name):
            folders = ("/etc/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system")
            return any(Path(folder, name).exists() for folder in folders)
        return shutil.which(name) is not None

    def _files_gone(self, arguments: list[str], script: str) -> tuple[str, ...]:
        """Scripts, compose files and documents among the arguments that are not there."""
        named = [one for one in arguments if re.fullmatch(r"(?![-/~$])[\w./-]+\.(?:sh|bash|py|ya?ml)", one)]
        return tuple(one for one in named if one != script and self._file(one) is None)

    def _script(self, script: str, arguments: list[str]) -> tuple[tuple[str, ...], str, str]:
        """Whether it is not there, what is wrong with it, and why that cannot be said."""
        if "SLOT" in script or "$" in script:
            return (), "", ""
        if script.startswith(("/", "~")):
            return (), "", "" if self._is_here and Path(script).expanduser().exists() else script
        file = self._file(script)
        if file is None or not file.is_file():
            return (script,), "", ""
        text = file.read_text(encoding="utf-8", errors="replace")
        if file.suffix not in {".sh", ".bash"} and not re.match(r"#!.*\b(?:ba|da|z)?sh\b", text):
            return (), "", ""
        why = _syntax_error(file)
        if why is None:
            return (), "", f"{script} (there is no bash to read it)"
        if why:
            return (), f"{script} is no valid script: {why}", ""
        known = _words_known(text)
        given = next((one for one in arguments if not one.startswith("-")), "")
        if known and given and given != "SLOT" and given not in known:
            return (), f"{script} does not know {given}, only {', '.join(sorted(known))}", ""
        return (), "", ""

    def _file(self, path: str) -> Path | None:
        plain = path.removeprefix("./")
        if (self._root / plain).exists():
            return self._root / plain
        return next((self._root / one for one in self._files if f"/{one}".endswith(f"/{plain}")), None)


def _words_known(script: str) -> set[str]:
    """The sub-commands that a script tells apart, when it does."""
    found: set[str] = set()
    for body in CASE.findall(script):
        for label in LABEL.findall(body):
            found |= {one.strip(" \"'") for one in label.split("|")}
    return set() if any("*" in one and one != "*" for one in found) else found - {"*", ""}


def _syntax_error(script: Path) -> str | None:
    """What bash says of a script without running it; empty when it is fine, None when there is no bash."""
    try:
        done = run(["bash", "-n", str(script)], seconds=5)
    except (OSError, TimeoutExpired):
        return None
    return "" if done.returncode == 0 else done.stderr.strip().partition("\n")[0].removeprefix(f"{script}: ")
