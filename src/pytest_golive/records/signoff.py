"""Which roles must sign a verdict. Pure."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Sequence

from pytest_golive.checklist import labels
from pytest_golive.checklist.model import Checklist, Kind, Line, Phase
from pytest_golive.checklist.roles import role_key, role_name, roles
from pytest_golive.data import dataclass

_SIGNERS = re.compile(
    r"(?i)\W*(?:\w+ )?(?:approv(?:ers|als?|ed by)|signator(?:y|ies)|signatures?|reviewers|review team)\W*$"
)
_PLAIN = re.compile(r'[^"$`\\!]+')


@dataclass(frozen=True, kw_only=True)
class Signoff:
    """A role that must sign the verdict."""

    role: str
    line: str = ""
    """Id of the sign-off line; empty for a role that golive.toml asks for."""
    checklist: str = ""
    phase: Phase


def required(checklists: Iterable[Checklist], phase: Phase, asked_for: Iterable[str]) -> tuple[Signoff, ...]:
    """The sign-off lines of this phase, then the roles that golive.toml asks for beside them."""
    named = [role for checklist in checklists for role in roles(checklist) if role.phase is phase]
    known = {role_key(role.name) for role in named}
    return (
        *(Signoff(role=role.name, line=role.line, checklist=role.checklist, phase=role.phase) for role in named),
        *(Signoff(role=name, phase=phase) for name in by_key(asked_for).values() if role_key(name) not in known),
    )


def by_key(names: Iterable[str]) -> dict[str, str]:
    """Each role once, however it is written: its key and the first way it is written."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(role_key(name), name)
    return found


def why_later(line: Line, phase: Phase) -> str:
    """Why a sign-off line does not decide: it is signed when there is a verdict."""
    of = "" if line.phase is phase else f" of phase {line.phase}"
    return f"signed after the verdict{of}: {how_to_sign(role_name(line.text))}"


def how_to_sign(role: str, verdict: str = "verdict.json") -> str:
    """The command with which a role signs GO."""
    quoted = f'"{role}"' if _PLAIN.fullmatch(role) else shlex.quote(role)
    return f"golive sign {shlex.quote(verdict)} --role {quoted} --decision go"


def is_answered_by_signing(line: Line, parts: Sequence[Kind]) -> bool:
    """Whether a line with these parts is nothing but the heading of those who sign.

    Any other line says something of its own that signatures below it do not prove.
    """
    return Kind.SIGNOFF not in parts or labels.is_signing(line.text) or bool(_SIGNERS.match(line.text))
