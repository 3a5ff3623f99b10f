"""Who owns a line, where it says so."""

from __future__ import annotations

from pytest_golive.checklist.labels import is_blank_or_placeholder, label_of
from pytest_golive.checklist.model import Line
from pytest_golive.patterns import lazily

LABEL = r"(?:owner|owned by|assignee|assigned to|responsible|dri)"
#: A label or the head of a table's column that names owners.
OWNER = lazily(rf"(?i){LABEL}s?(?:\s*\(\w+\))?$")
#: "(owner: Ana)", "Owner: Jo Li, due Friday": up to what ends a name.
NAMED = lazily(rf"(?i)\b{LABEL}\s*:\s*@?(\w[^,;|()\[\]]*?)\s*(?:[,;|()\[\]]|\s[–—-]\s|\.?$)")
#: "@mia", but no mail address, no package (@scope/name) and no decorator (@wraps(f)).
HANDLE = lazily(r"(?<![\w@./])@([A-Za-z][\w-]*(?:\.\w[\w-]*)*)(?![\w/(@])")


def owner_of(line: Line) -> str:
    """Whose line it is: by its Owner column or field, "(owner: Ana)" or the first "@mia"; empty when nobody's."""
    if line.owner:
        return line.owner
    found = NAMED.search(line.text) or HANDLE.search(line.text)
    return found[1].strip() if found else ""


def named_in_field(text: str) -> str:
    """Whom a field such as ``Owner: Ana`` names; empty when it is another field, or still to be written."""
    label, value = label_of(text)
    if not OWNER.match(label) or is_blank_or_placeholder(text):
        return ""
    return value.removeprefix("@").strip()
