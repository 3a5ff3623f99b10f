"""Pictures and the sources of pictures: do they open, and what is written in them?"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from pytest_golive.facts.prose import Drawing

KINDS = {
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".svg": "image",
    ".mmd": "mermaid",
    ".mermaid": "mermaid",
    ".puml": "plantuml",
    ".plantuml": "plantuml",
    ".drawio": "drawio",
    ".dbml": "dbml",
    ".dot": "dot",
}
MERMAID = re.compile(
    r"(?:graph|flowchart|sequenceDiagram|classDiagram|stateDiagram|erDiagram|C4\w+|architecture-beta|block-beta)\b"
)
PAIRS = {")": "(", "]": "[", "}": "{"}


def read_drawing(path: str, file: Path, changed: datetime | None) -> Drawing:
    """A file that holds a drawing."""
    kind, size = KINDS[file.suffix.lower()], file.stat().st_size
    raw = file.read_bytes()
    if kind == "image" and file.suffix.lower() != ".svg":
        is_whole = (raw.startswith(b"\x89PNG\r\n\x1a\n") and b"IEND" in raw[-16:]) or (
            raw.startswith(b"\xff\xd8") and b"\xff\xd9" in raw[-64:]
        )
        problem = "" if is_whole else "is no whole PNG or JPEG file"
        return Drawing(path=path, kind=kind, size=size, problem=problem, changed=changed)
    text = raw.decode("utf-8", "replace")
    return Drawing(path=path, kind=kind, size=size, text=text, problem=problem_of(kind, text), changed=changed)


def problem_of(kind: str, source: str) -> str:
    """Why the source of a drawing cannot be drawn, or empty."""
    if kind in {"drawio", "image"}:
        return _problem_of_xml(source)
    lines = [line for line in source.splitlines() if line.strip() and not line.strip().startswith(("%%", "//", "'"))]
    if kind == "mermaid":
        while lines and lines[0].strip() == "---" and "---" in [line.strip() for line in lines[1:]]:
            lines = lines[[line.strip() for line in lines[1:]].index("---") + 2 :]
        if not lines or not MERMAID.match(lines[0].strip()):
            return "does not begin with a kind of Mermaid diagram"
        if len(lines) < 2:
            return "draws nothing"
    if kind == "plantuml" and not ("@startuml" in source and "@enduml" in source):
        return "has no @startuml … @enduml"
    # The ends of crow's feet (||--o{) are no brackets.
    return _unbalanced(re.sub(r"[|}{o]{2}(?:--|\.\.)[|}{o]{2}|\"[^\"\n]*\"", "", source))


def _problem_of_xml(source: str) -> str:
    import xml.etree.ElementTree as ET

    if "<!ENTITY" in source:
        return "declares entities, which are not read"
    try:
        ET.fromstring(source)  # noqa: S314 - the team's own files, without entities
    except ET.ParseError as error:
        return f"is not well-formed: {error}"
    return ""


def _unbalanced(text: str) -> str:
    open_ones: list[str] = []
    for letter in text:
        if letter in PAIRS.values():
            open_ones.append(letter)
        elif letter in PAIRS and (not open_ones or open_ones.pop() != PAIRS[letter]):
            return f"has a {letter} that nothing opens"
    return f"has a {open_ones[-1]} that is never closed" if open_ones else ""
