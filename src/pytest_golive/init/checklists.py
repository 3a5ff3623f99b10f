"""Go-live checklists that are there already: markdown with boxes and the words of a launch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pytest_golive.checklist.files import default_checklist
from pytest_golive.errors import ChecklistError
from pytest_golive.init.tree import Tree, name_of

#: At the start of a line, or in any cell of a table's row.
BOX = re.compile(r"^[ \t>|]*(?:(?:[-*+]|\d+[.)])?[ \t|]*|\|.*\|\s*)(?:\[[ xX✓✔]?\]|☐|☑|✅|⬜)", re.MULTILINE)
TITLE = re.compile(r"^\s{0,3}#{1,6}\s+(.+)$|^(.+)\n(?:=|-){3,}\s*$", re.MULTILINE)
LAUNCH = re.compile(
    r"\bgo[\s_/-]*(?:live|no[\s_/-]*go)\b|\bpre[\s_-]*(?:launch|flight|production)|\blaunch|\bproduction"
    r"|\bbefore[\s_-]+(?:we|you)[\s_-]+(?:open|start|ship|go|are)\b|\bopening\b"
    r"|\bdeploy(?!er)|\brelease(?!\s*notes)|\breadiness\b|\bcut[\s_-]?over\b",
    re.IGNORECASE,
)
FEWEST_BOXES = 3
#: Names in the root that say it, however few boxes there are.
NAMES = re.compile(r"go.?live|go.?no.?go|check.?list|launch|readiness", re.IGNORECASE)
#: So many are named.
SHOWN = 3
#: Documents of the repository's own life, boxes or not.
OTHER_NAMES = re.compile(
    r"(?i)^(?:changelog|contributing|code_of_conduct|license|pull_request_template|todo|roadmap)\b"
)


def find_checklists(tree: Tree) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The checklists, and documents with boxes that only mention a launch further down."""
    sure, perhaps = [], []
    for path in tree.named("*.md"):
        text = tree.text(path)
        if OTHER_NAMES.match(name_of(path)) or len(BOX.findall(text)) < FEWEST_BOXES or not _is_readable(tree, path):
            continue
        titles = list(_titles(text))
        name = re.sub(r"[_-]+", " ", name_of(path).removesuffix(".md"))
        if any(LAUNCH.search(one) for one in (name, *titles[:1])):
            sure.append(path)
        elif any(LAUNCH.search(one) for one in titles):
            perhaps.append(path)
    return tuple(sure), tuple(perhaps)


def unread(root: Path) -> str:
    """That what may be the team's own checklist was not read, where only the default one was; else empty."""
    tree = Tree(root)
    ours = default_checklist()
    by_name = [path for path in tree.named("*.md") if "/" not in path and NAMES.search(path)]
    found = [path for path in dict.fromkeys((*by_name, *find_checklists(tree)[0])) if (root / path).resolve() != ours]
    if not found:
        return ""
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    were = "was" if len(found) == 1 else "were"
    how = f'set checklist = ["{found[0]}"] in golive.toml, or name it on the command line'
    return f"{', '.join(found[:SHOWN])}{more} {were} not read, only the default checklist: {how}"


def _titles(text: str) -> Iterator[str]:
    for found in TITLE.finditer(text):
        yield found[1] or found[2]


def _is_readable(tree: Tree, path: str) -> bool:
    """Whether the gate would read it: one that it refuses would end every run."""
    from pytest_golive.checklist.parse import parse

    try:
        return any(not line.is_field for line in parse((tree.root / path).read_bytes(), path).lines)
    except (ChecklistError, OSError):
        return False
