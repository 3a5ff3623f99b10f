"""Names that code and documents should share: environment variables and error codes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.documents import is_document
from pytest_golive.facts.env import EnvFile, example_path
from pytest_golive.facts.prose import Documents, Section
from pytest_golive.facts.registry import fact
from pytest_golive.facts.settings_code import SettingsCode
from pytest_golive.facts.team_files import team_files
from pytest_golive.settings import Settings
from pytest_golive.syntax import parse_python

VARIABLE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")
ABOUT_VARIABLES = re.compile(r"environment|configuration|settings|variables|\.env", re.IGNORECASE)
#: Beside its name, so many words say what a variable is for.
EXPLAINING = 3
MOST_BYTES = 1_000_000
TESTS = re.compile(r"(?:^|/)(?:tests?|test_[^/]*|conftest\.py|[^/]*_test\.py)(?:/|$)")


@dataclass(frozen=True, kw_only=True)
class Variable:
    """A variable that code reads or that is written down."""

    name: str
    written: str = ""
    """Where it is written down; empty: nowhere."""
    explained: str = ""
    """Where it is said what it is for; empty: nowhere."""
    used: str = ""
    """A file, beside the settings code, that names it."""
    is_read: bool = True
    """The settings code reads it."""

    @property
    def is_dead(self) -> bool:
        """Whether it is written down and nothing reads it."""
        return not self.is_read and not self.used


@fact(timeout=15.0)
def written_variables(
    settings: Settings,
    documents: Documents,
    settings_code: SettingsCode,
    env_example: EnvFile | None = None,
) -> tuple[Variable, ...]:
    """Every variable of the settings code, the example file and the documents, with what is said of each."""
    example = example_path(settings.app) if env_example is not None and env_example.exists else None
    lines = example.read_text(encoding="utf-8", errors="replace").splitlines() if example else []
    own = [one.whole for one in documents.documents if not one.is_checklist]
    tabled = dict(_tabled(documents))
    named = dict.fromkeys([*settings_code.names, *(env_example.names if env_example else ()), *tabled])
    unread = [name for name in named if name not in settings_code.names]
    root = Path(settings.docs.dir)
    used = _users(root, unread, [path for path in team_files(root) if not is_document(path, settings.docs.files)])
    found = []
    for name in named:
        at = next((at for at, line in enumerate(lines) if re.match(rf"\s*(?:export )?{name}\s*=", line)), None)
        commented = at is not None and (bool(at and lines[at - 1].startswith("#")) or " #" in lines[at])
        explained = next((f"{one.path} line {line}" for one in own for line in _explains(one, name)), "")
        if commented and example and at is not None:
            explained = f"{example.name} line {at + 1}"
        written = f"{example.name} line {at + 1}" if example and at is not None else tabled.get(name, explained)
        found.append(
            Variable(
                name=name,
                written=written,
                explained=explained,
                used=used.get(name, ""),
                is_read=name in settings_code.names,
            )
        )
    return tuple(found)


@fact(timeout=15.0)
def error_codes(settings: Settings) -> Mapping[str, str]:
    """By code: the place in the team's Python (tests apart) where it stands as a text of its own."""
    pattern = settings.docs.error_codes
    if not pattern:
        cure = 'set error_codes in [docs] of golive.toml, for instance to "E[0-9]{3}"'
        raise CannotLook("no pattern of error codes is declared", cure=cure)
    try:
        wanted = re.compile(pattern)
    except re.error as error:
        raise CannotLook(f"[docs] error_codes is no pattern: {error}", cure="correct it") from error
    found: dict[str, str] = {}
    root = Path(settings.docs.dir)
    for path in team_files(root):
        if not path.endswith(".py") or TESTS.search(path):
            continue
        for text, line in _texts(root / path):
            if wanted.fullmatch(text):
                found.setdefault(text, f"{path} line {line}")
    if not found:
        cure = "correct error_codes in [docs] of golive.toml"
        raise CannotLook(f"no text in the code of {root} is an error code like {pattern}", cure=cure)
    return dict(sorted(found.items()))


def _tabled(documents: Documents) -> Iterator[tuple[str, str]]:
    """Variables that a section about the configuration lists, with their place."""
    for document in documents.documents:
        if document.is_checklist:
            continue
        for section in document.sections():
            if not ABOUT_VARIABLES.search(section.heading):
                continue
            for block in section.body:
                first = block.code[:1] if block.kind in {"row", "item"} else ()
                yield from ((one, f"{document.path} line {block.line}") for one in first if VARIABLE.fullmatch(one))


def _explains(section: Section, name: str) -> Iterator[int]:
    """Lines of blocks that name a variable and say something of it."""
    for block in section.blocks:
        if block.kind == "code" or not re.search(rf"(?<!\w){name}(?!\w)", block.text):
            continue
        if len(re.findall(r"[^\W\d_]{2,}", block.text.replace(name, ""))) >= EXPLAINING:
            yield block.line


def _users(root: Path, names: Iterable[str], files: Iterable[str]) -> dict[str, str]:
    """By name: the first file that holds it."""
    found: dict[str, str] = {}
    wanted = set(names)
    for path in files if wanted else ():
        name = PurePosixPath(path).name
        if name.startswith(".env") or (root / path).stat().st_size > MOST_BYTES:
            continue
        words = set(VARIABLE.findall((root / path).read_text(encoding="utf-8", errors="replace")))
        found |= dict.fromkeys((wanted & words) - found.keys(), path)
    return found


def _texts(file: Path) -> Iterator[tuple[str, int]]:
    """Every text in a Python file, docstrings included, with its line; none when it cannot be parsed."""
    try:
        tree = parse_python(file.read_text(encoding="utf-8", errors="replace"))
    except (SyntaxError, ValueError):  # such a file is never run
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, node.lineno
