"""LINES → ROLES: who signs a checklist, in the shapes its sign-off lines have. Pure."""

from __future__ import annotations

from pytest_golive.checklist import labels
from pytest_golive.checklist.model import Checklist, Kind, Phase
from pytest_golive.data import dataclass
from pytest_golive.patterns import lazily

#: The role of a line that says no more than that somebody signs.
SOMEBODY = "Sign-off"
_LAST_PARENTHESIS = lazily(r"\s*\(([^()]*)\)$")


@dataclass(frozen=True, kw_only=True)
class Role:
    """Somebody who signs, by function rather than by name."""

    name: str
    line: str
    """Id of the sign-off line."""
    checklist: str
    phase: Phase
    """The phase whose verdict is signed."""


def roles(checklist: Checklist) -> tuple[Role, ...]:
    """The role of every sign-off line but the optional ones, in the document's order."""
    return tuple(
        Role(name=role_name(line.text), line=line.id, checklist=checklist.path, phase=line.phase)
        for line in checklist.lines
        if line.kind is Kind.SIGNOFF and not line.is_field
        # "(optional)" is the team's own word that nothing hangs on it; a condition is not.
        if not line.optional or line.applies_if
    )


def role_name(text: str) -> str:
    """``Dev Lead`` of "Dev Lead: ____ Date: ____", "Dev Lead (name, date)" and "Dev Lead | | |"."""
    cell = next((part for part in text.split("|") if part.strip()), "")
    form = labels.role_of(cell) or labels.clean(cell)
    fields = _LAST_PARENTHESIS.search(form)
    if fields and labels.is_field_name(fields[1].split(",")[0].strip()):
        form = form[: fields.start()]
    return (labels.label_of(form)[0] or form).strip(" :") or SOMEBODY


def role_key(name: str) -> str:
    """The same for every way to space and capitalise a role's name."""
    return " ".join(name.split()).casefold()
