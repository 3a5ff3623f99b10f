"""What the team has written down: its documents, parsed once, and what of the repository they speak of."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from pytest_golive.errors import CannotLook
from pytest_golive.facts.drawings import KINDS, problem_of, read_drawing
from pytest_golive.facts.markdown import read_blocks
from pytest_golive.facts.prose import Block, Document, Documents, Drawing, Reference
from pytest_golive.facts.registry import fact
from pytest_golive.facts.repository import git
from pytest_golive.facts.team_files import team_files
from pytest_golive.settings import Settings

PROSE = frozenset({"", ".md", ".markdown", ".rst", ".txt"})
MOST_BYTES = 1_000_000
COMPOSE = re.compile(r"(?:docker-)?compose[\w.-]*\.ya?ml")
INFRASTRUCTURE = re.compile(
    r"(?:docker-)?compose[\w.-]*\.ya?ml|.*\.(?:service|socket|timer)|.*nginx.*\.conf|Caddyfile|Procfile"
)
#: Boxes that make a document a checklist.
BOXES = 5


@fact(timeout=15.0)
def documents(settings: Settings) -> Documents:
    """The team's documents and checklists, with the services, units and dates they are compared with."""
    root = Path(settings.docs.dir)
    if not root.is_dir():
        raise CannotLook(f"the folder {root} does not exist", cure="correct dir in [docs] of golive.toml")
    files = team_files(root)
    checklists = [os.path.relpath(path, root) for path in settings.checklist if Path(path).is_file()]
    chosen = [path for path in files if is_document(path, settings.docs.files)]
    prose = [path for path in chosen if PurePosixPath(path).suffix.lower() in PROSE]
    if not prose:
        cure = "name the documents in files, or their folder in dir, of [docs] in golive.toml"
        raise CannotLook(f"there is no document in {root}", cure=cure)
    dates = committed(root, [*chosen, *checklists, *(path for path in files if is_infrastructure(path))])
    own = [_document(root, path, files, dates, path in checklists) for path in dict.fromkeys([*prose, *checklists])]
    drawn = [path for path in chosen if PurePosixPath(path).suffix.lower() in KINDS]
    return Documents(
        root=str(root),
        documents=tuple(own),
        drawings=(*(read_drawing(path, root / path, dates.get(path)) for path in drawn), *_drawn_in(own)),
        services=_services(root, files),
        infrastructure={path: moment for path, moment in dates.items() if is_infrastructure(path)},
        last_release=_last_release(root),
    )


def is_document(path: str, patterns: Iterable[str]) -> bool:
    """Whether a path fits one of the patterns; one without a slash is for files of the folder itself."""
    if PurePosixPath(path).name.startswith("requirements"):
        return False
    return any(fnmatchcase(path, one) and ("/" in one or "/" not in path) for one in patterns)


def is_infrastructure(path: str) -> bool:
    """Whether a file says what runs where."""
    return INFRASTRUCTURE.fullmatch(PurePosixPath(path).name) is not None


def committed(root: Path, paths: Iterable[str]) -> dict[str, datetime]:
    """When each file was last committed; empty without a repository or with a shallow one, whose dates mean nothing.

    A file outside of ``root`` (a checklist) may be in another repository, which is asked by itself: git says nothing
    at all when one of the names that it is given lies outside.
    """
    given = set(paths)
    outside = {path for path in given if path.startswith(os.pardir + os.sep)}
    found = _dated(root, sorted(given - outside))
    for path in sorted(outside):
        folder, name = os.path.split(root / path)
        dated = _dated(Path(folder), [name])
        if name in dated:
            found[path] = dated[name]
    return found


def _dated(root: Path, named: list[str]) -> dict[str, datetime]:
    if not named or git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    told = git(root, "-c", "core.quotePath=false", "log", "--format=%x00%cI", "--name-only", "--relative", "--", *named)
    found: dict[str, datetime] = {}
    for commit in told.split("\0")[1:]:
        moment, *files = [line for line in commit.splitlines() if line]
        for path in files:
            found.setdefault(path, datetime.fromisoformat(moment))
    return found


def _last_release(root: Path) -> datetime | None:
    told = git(root, "for-each-ref", "--sort=-creatordate", "--count=1", "--no-contains=HEAD",
               "--format=%(creatordate:iso-strict)", "refs/tags").strip()  # fmt: skip
    return datetime.fromisoformat(told) if told else None


def _document(
    root: Path, path: str, files: tuple[str, ...], dates: Mapping[str, datetime], is_checklist: bool
) -> Document:
    text = (root / path).read_bytes()[:MOST_BYTES].decode("utf-8", "replace")
    blocks = read_blocks(text, is_rst=path.endswith(".rst"))
    boxes = sum(block.kind in {"item", "step"} and block.text[:3] in {"[ ]", "[x]", "[X]"} for block in blocks)
    return Document(
        path=path,
        blocks=tuple(replace(block, references=_resolved(root, path, block, files)) for block in blocks),
        changed=dates.get(path),
        is_checklist=is_checklist or boxes >= BOXES,
    )


def _resolved(root: Path, path: str, block: Block, files: tuple[str, ...]) -> tuple[Reference, ...]:
    """The references of a block that can be resolved, each with whether its file is there."""
    found = []
    for one in block.references:
        target = unquote(one.target.partition("#")[0].partition("?")[0])
        if one.is_web or not target or re.match(r"[a-z][a-z0-9+.-]*:|//|\{", target, re.IGNORECASE):
            found += [one] if one.is_web else []
        else:
            found.append(replace(one, found=_is_there(root, path, target, one.kind, files)))
    return tuple(found)


def _is_there(root: Path, path: str, target: str, kind: str, files: tuple[str, ...]) -> bool:
    """A link starts from its document; a file named in code may lie anywhere: people write what is enough for them."""
    here = (root / path).parent / target
    if here.exists() or (root / target.lstrip("/")).exists():
        return True
    return kind == "path" and any(f"/{file}".endswith(f"/{target}") for file in files)


def _drawn_in(own: Iterable[Document]) -> list[Drawing]:
    """Drawings whose source stands in a document."""
    return [
        Drawing(
            path=document.path,
            kind=block.language,
            size=len(block.text),
            text=block.text,
            problem=problem_of(block.language, block.text),
            changed=document.changed,
            line=block.line,
        )
        for document in own
        for block in document.blocks
        if block.kind == "code" and block.language in set(KINDS.values())
    ]


def _services(root: Path, files: tuple[str, ...]) -> dict[str, str]:
    """By name: where compose files, Procfile and units declare a service."""
    found: dict[str, str] = {}
    for path in files:
        name = PurePosixPath(path).name
        if COMPOSE.fullmatch(name):
            names = compose_services((root / path).read_text(encoding="utf-8", errors="replace"))
        elif name == "Procfile":
            text = (root / path).read_text(encoding="utf-8", errors="replace")
            names = re.findall(r"^(\w[\w-]*):", text, re.MULTILINE)
        else:
            names = [name.removesuffix(".service").rstrip("@")] if name.endswith(".service") else []
        found |= {name: path for name in names if name not in found and name != "release"}
    return found


def compose_services(text: str) -> list[str]:
    """The names below ``services:`` of a compose file."""
    found: list[str] = []
    inside, depth = False, 0
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        if indent == 0:
            inside, depth = line.startswith("services:"), 0
        elif inside and (depth in {0, indent}):
            depth = indent
            if key := re.match(r"\s+[\"']?([\w.-]+)[\"']?:", line):
                found.append(key[1])
    return found
