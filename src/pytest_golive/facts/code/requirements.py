"""The packages the code asks for, and which versions of them are written down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.code import locks
from pytest_golive.facts.code.git import code_root
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

NAME_IT = "name the requirements or lock files in [code] requirements of golive.toml"
LOCKS = ("uv.lock", "poetry.lock", "Pipfile.lock")
#: Where requirements usually are, the first that is there counts.
USUAL = ("requirements.txt", "requirements/production.txt", "requirements/prod.txt", "requirements/base.txt")
FOR_DEVELOPERS = re.compile(r"(?i)dev|test|lint|doc|local|tool|type|build|bench|ci\b|constraint")
COMMIT = re.compile(r"@[0-9a-f]{40}(?:$|[#&])")
HASHED = re.compile(r"[#&]sha(?:256|384|512)=[0-9a-f]{64,}")
OPTION = re.compile(r"\s--?[a-z][\w-]*(?:[= ]\S+)?")


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One package that is asked for."""

    name: str
    """As it is compared: lower case, with hyphens."""
    file: str
    line: int
    """0 in a lock file."""
    version: str = ""
    """Empty when not exactly one is allowed."""
    trouble: str = ""
    """Why it is not pinned."""
    applies: bool = True
    """Its marker, if it has one, holds here."""
    direct: bool = True
    """The code asks for it itself."""

    @property
    def place(self) -> str:
        """``requirements.txt:3``."""
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, kw_only=True)
class Requirements:
    """All packages the declared files ask for."""

    files: tuple[str, ...]
    packages: tuple[Requirement, ...]
    stale: tuple[str, ...] = ()
    """What a lock file lacks of its source, or has otherwise."""


@fact(timeout=10.0)
def requirements(settings: Settings) -> Requirements:
    """Every package of the declared requirements files or lock file."""
    root = code_root(settings)
    files = settings.code.requirements or _usual(root)
    if not files:
        raise CannotLook(f"there is neither a requirements file nor a lock file in {root}", cure=NAME_IT)
    found: list[Requirement] = []
    stale: list[str] = []
    for name in files:
        if not (root / name).is_file():
            raise CannotLook(f"the requirements file {name} does not exist in {root}", cure=NAME_IT)
        if Path(name).name in LOCKS:
            lock = locks.read(root, name)
            stale += lock.stale
            found += [
                Requirement(name=one, version=version, file=name, line=0, direct=one in lock.direct)
                for one, version in lock.packages
            ]
            continue
        reader = _Reader(root)
        lines = reader.read(name)
        source = Path(name).with_suffix(".in")
        if (root / source).is_file():
            asked = {one.name: one for one in _Reader(root).read(str(source))}
            versions = {one.name: one.version for one in lines}
            applying = [one.name for one in asked.values() if one.applies]
            stale += locks.differences(str(source), name, dict.fromkeys(applying, ""), versions)
            stale += locks.differences(str(source), name, _specifiers(root / source), versions)
            lines = [replace(one, direct=one.name in asked) for one in lines]
        found += lines
    if not found:
        raise CannotLook(f"{', '.join(files)} asks for no package", cure=NAME_IT)
    return Requirements(files=tuple(files), packages=tuple(found), stale=tuple(dict.fromkeys(stale)))


def _usual(root: Path) -> tuple[str, ...]:
    """The lock file; else every requirements file but those whose name says that they are for developers."""
    if locked := [name for name in LOCKS if (root / name).is_file()]:
        return tuple(locked[:1])
    usual = [name for name in USUAL if (root / name).is_file()][:1]
    others = (*sorted(root.glob("requirements*.txt")), *sorted(root.glob("requirements/*.txt")))
    beside = (path.relative_to(root).as_posix() for path in others if not FOR_DEVELOPERS.search(path.stem))
    return tuple(dict.fromkeys([*usual, *beside]))


class _Reader:
    """Reads a requirements file as pip does, with the files it includes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pins: dict[str, str] = {}
        """Versions from constraints files."""
        self._read: set[Path] = set()

    def read(self, name: str) -> list[Requirement]:
        """Its lines, and those it includes; a constraint pins what is asked for elsewhere."""
        found = list(self._lines(Path(name), is_constraint=False))
        return [
            replace(one, version=self.pins[one.name], trouble="") if not one.version and one.name in self.pins else one
            for one in found
        ]

    def _lines(self, name: Path, *, is_constraint: bool) -> Iterator[Requirement]:
        path = self.root / name
        if path in self._read:
            return
        self._read.add(path)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise CannotLook(f"{name} cannot be read: {error}", cure=NAME_IT) from None
        for number, line in logical_lines(text):
            included = re.match(r"(-r|--requirement|-c|--constraint)[ =]*(\S+)", line)
            if included:
                constrains = is_constraint or included[1] in {"-c", "--constraint"}
                yield from self._lines(name.parent / included[2], is_constraint=constrains)
            elif one := read_line(line, str(name), number):
                if is_constraint:
                    self.pins |= {one.name: one.version} if one.version else {}
                else:
                    yield one


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Number and text of each line that is not empty: comments are gone, continued lines are joined."""
    pending, first = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        first = first if pending else number
        pending += re.sub(r"(?:^|\s)#.*$", "", line)
        if pending.endswith("\\"):
            pending = pending[:-1] + " "
            continue
        if pending.strip():
            yield first, pending.strip()
        pending = ""
    if pending.strip():
        yield first, pending.strip()


def read_line(line: str, file: str, number: int) -> Requirement | None:
    """The package that one line of a requirements file asks for; None for an option such as ``--index-url``."""
    from packaging.requirements import InvalidRequirement
    from packaging.requirements import Requirement as Parsed
    from packaging.utils import canonicalize_name

    editable = re.match(r"(?:-e|--editable)[ =]*(.*)", line)
    if line.startswith("-") and not editable:
        return None
    text = editable[1] if editable else OPTION.sub("", line).strip()
    shown = REDACTOR.text(text)
    if editable:
        return Requirement(name=shown, file=file, line=number, trouble="is editable")
    try:
        parsed = Parsed(text)
    except InvalidRequirement:
        fixed = COMMIT.search(text) or HASHED.search(text)
        return Requirement(name=shown, file=file, line=number, trouble="" if fixed else "names no version")
    name = str(canonicalize_name(parsed.name))
    if parsed.url:
        fixed = COMMIT.search(parsed.url) or HASHED.search(parsed.url)
        trouble = "" if fixed else "is taken from an address without a commit or a hash"
        return Requirement(name=name, file=file, line=number, trouble=trouble)
    exact = [one for one in parsed.specifier if one.operator in {"==", "==="} and not one.version.endswith("*")]
    applies = parsed.marker is None or parsed.marker.evaluate()
    if exact:
        return Requirement(name=name, file=file, line=number, version=exact[0].version, applies=applies)
    asked = str(parsed.specifier)
    trouble = f"allows {asked}" if asked else "allows every version"
    return Requirement(name=name, file=file, line=number, trouble=trouble, applies=applies)


def _specifiers(path: Path) -> dict[str, str]:
    """What each line of a source file allows whose marker holds here."""
    from packaging.requirements import InvalidRequirement
    from packaging.requirements import Requirement as Parsed
    from packaging.utils import canonicalize_name

    found = {}
    for _, line in logical_lines(path.read_text(encoding="utf-8", errors="replace")):
        try:
            parsed = Parsed(OPTION.sub("", line).strip())
        except InvalidRequirement:
            continue
        if parsed.marker is None or parsed.marker.evaluate():
            found[str(canonicalize_name(parsed.name))] = str(parsed.specifier)
    return found
