"""``@check`` declares one statement that is true on a good day, and the words in a checklist that mean it.

A check is a plain function over facts. It returns: passed. ``AssertionError``: failed. `cannot_tell`:
unverified. `not_applicable`: does not apply. Anything else it raises is an error, which counts as failed.
"""

from __future__ import annotations

import importlib
import inspect
import re
import time
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pytest_golive.checklist.deeds import WRITING
from pytest_golive.checklist.model import Severity
from pytest_golive.checklist.phrases import Quantity
from pytest_golive.checklist.words import CLASSES
from pytest_golive.checks.docstrings import docstring, filled_in
from pytest_golive.checks.evidence import Evidence as Evidence
from pytest_golive.checks.signals import Ended, ended_by
from pytest_golive.checks.signals import cannot_see as cannot_see
from pytest_golive.checks.signals import cannot_tell as cannot_tell
from pytest_golive.checks.signals import fails as fails
from pytest_golive.checks.signals import not_applicable as not_applicable
from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.finding import Finding, Outcome
from pytest_golive.settings import Effect, Settings

if typing.TYPE_CHECKING:
    from pytest_golive.facts.gather import Attempt

F = TypeVar("F", bound=Callable[..., Any])

ID = re.compile(r"[a-z][a-z0-9]*(\.[a-z0-9]+(-[a-z0-9]+)*)+")
#: Parameters that are handed in without being facts.
GIVENS = ("settings", "now", "evidence", "answers", "unseen")


#: The functions that judge, by the ids of their checks: those whose modules have been loaded.
JUDGES: dict[str, Callable[..., None]] = {}


@dataclass(frozen=True, kw_only=True)
class Check:
    """One declared check; JSON-safe, so that it can be known before its module is loaded (`catalogue.py`)."""

    id: str
    module: str
    """Where its function is."""
    severity: Severity
    phrases: str
    """What means this check, one phrase on each line (grammar: checklist/phrases.py)."""
    needs: tuple[str, ...]
    """Facts it cannot judge without."""
    wants: tuple[str, ...]
    """Facts it takes when they could be seen, else None."""
    quantities: Mapping[str, Quantity]
    """Numbers or words a line may give."""
    effect: Effect
    takes: tuple[str, ...]
    """Names of all its parameters."""
    expected: str
    """First paragraph of the docstring: what holds when it passes."""
    fix_template: str
    """What to do first, with names of quantities and settings in braces."""
    unsaid: str = ""
    """Words in its phrases that it says nothing about, with blanks between."""
    sees: tuple[str, ...] = ()
    """Words that it says nothing about unless the phrase asks for them: "only" may stand nearly everywhere."""
    is_of_writing: bool = False
    """It reads what is written, and sees nothing that anybody did with it (checklist/deeds.py)."""
    awaits: tuple[str, ...] = ()
    """What it will look at once it is built (``server``, ``storefront`` …)."""
    is_built: bool = True
    """False for a check that is only declared: its lines are unverified, and say so."""

    @property
    def judge(self) -> Callable[..., None]:
        """The function that judges; its module is loaded when it is first asked for."""
        if not self.is_built:
            return _not_built
        if self.id not in JUDGES:
            importlib.import_module(self.module)
        return JUDGES[self.id]

    @property
    def says(self) -> tuple[str, ...]:
        """The phrases that mean it."""
        return tuple(self.phrases.splitlines())

    @property
    def overlooks(self) -> frozenset[str]:
        """Words in its phrases that it says nothing about: a line with one of them is only partly verified."""
        return frozenset(self.unsaid.split())

    @property
    def area(self) -> str:
        """First part of the id: ``tls``."""
        return self.id.partition(".")[0]

    @property
    def is_shipped(self) -> bool:
        """Whether it is one of this package's, and not the team's own."""
        return self.module.startswith("pytest_golive.")

    @property
    def is_contract(self) -> bool:
        """Whether it acts on the target: how that went is its one fact, of its own name."""
        return self.needs == (self.id,)

    @property
    def is_about_document(self) -> bool:
        """Whether it judges the other lines' answers, so that it runs last."""
        return "answers" in self.takes

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact it may look at."""
        return (*self.needs, *self.wants)

    @property
    def fix(self) -> str:
        """What to do first, with the default quantities and settings."""
        return filled_in(self.fix_template, self._defaults, Settings())

    def fix_for(self, quantities: Mapping[str, Any], settings: Settings) -> str:
        """What to do first, with the numbers that the line and the team's settings ask for."""
        try:
            return filled_in(self.fix_template, {**self._defaults, **quantities}, settings)
        except CannotLook:  # a setting whose variable is set nowhere
            return self.fix

    @property
    def _defaults(self) -> dict[str, Any]:
        return {name: one.default for name, one in self.quantities.items() if not one.is_needed}

    def told(self, heading: str) -> str:
        """What the docstring says under ``Why``, ``Source`` or ``Cannot tell when``."""
        return docstring(self.id, inspect.getdoc(self.judge) or "").get(heading, "") if self.is_built else ""


CHECKS: dict[str, Check] = {}
"""What has been declared in this process; `load_checks` gives all."""


def check(
    check_id: str,
    *,
    severity: typing.Literal["critical", "high", "medium"],
    says: tuple[str, ...] = (),
    overlooks: str = "",
    sees_deeds: bool = False,
    effect: Effect = "read-only",
) -> Callable[[F], F]:
    """Register the decorated function as the check ``check_id``.

    Parameters: facts by name (``x: X | None = None`` for one it can do without), any of ``settings``, ``now`` and
    ``evidence``, ``answers`` (the other lines' answers, for checks about the document itself), ``unseen`` (by name,
    the attempts at facts it could do without and that failed), and, keyword-only, the quantities a phrase may capture.

    ``overlooks``: words that stand in its phrases and that it says nothing about ("tests green *in CI*"); a line with
    one of them, in whatever inflection, is only partly verified; ``=word`` counts as it stands alone, and
    ``@provider`` is a class of them (`words.CLASSES`).

    ``sees_deeds``: a check that reads documents leaves words for what somebody did ("plan *reviewed*") to people;
    this one reads when it was done.

    Raises:
        TypeError: the id is malformed or taken, or the docstring lacks ``Why:`` or ``Fix:``.
    """

    def register(judge: F) -> F:
        _claim(check_id)
        told = docstring(check_id, inspect.getdoc(judge) or "")
        parameters = inspect.signature(judge).parameters
        own = [p for p in parameters.values() if p.name not in GIVENS]
        facts = [p for p in own if p.kind is not p.KEYWORD_ONLY]
        JUDGES[check_id] = judge
        CHECKS[check_id] = Check(
            id=check_id,
            module=judge.__module__,
            severity=Severity(severity),
            phrases="\n".join(says),
            needs=tuple(p.name for p in facts if p.default is p.empty),
            wants=tuple(p.name for p in facts if p.default is None),
            quantities={p.name: _quantity(p, judge.__module__) for p in own if p.kind is p.KEYWORD_ONLY},
            effect=effect,
            unsaid=" ".join(one for said in overlooks.split() for one in CLASSES.get(said, (said,))),
            is_of_writing=not sees_deeds and any(p.name in WRITING for p in facts),
            takes=tuple(parameters),
            expected=told[""],
            fix_template=told["Fix"],
        )
        return judge

    return register


def _quantity(parameter: inspect.Parameter, module: str) -> Quantity:
    # As plain data: what a class makes of a default is for the function itself.
    default = next((kind(parameter.default) for kind in (str, int, float) if isinstance(parameter.default, kind)), None)
    kind = Quantity.kind_of(parameter.annotation, module)
    return Quantity(kind=kind, default=default, is_needed=parameter.default is parameter.empty)


#: Why a declared check answers nothing.
NOT_BUILT = "not built yet in this version"


def planned(
    check_id: str,
    expected: str,
    *,
    severity: typing.Literal["critical", "high", "medium"],
    needs: tuple[str, ...],
    says: tuple[str, ...],
    quantities: Mapping[str, type] = types.MappingProxyType({}),
) -> None:
    """Declare a check that is not built yet, so that its lines know what will answer them.

    Args:
        check_id: as for `check`.
        expected: one sentence: what holds when it passes.
        severity: of lines that declare none.
        needs: what it will look at, in one word each.
        says: phrases that mean it.
        quantities: type of each quantity that a phrase captures.

    Raises:
        TypeError: the id is malformed or taken.
    """

    _claim(check_id)
    CHECKS[check_id] = Check(
        id=check_id,
        module=__name__,
        severity=Severity(severity),
        phrases="\n".join(says),
        needs=(),
        wants=(),
        quantities={name: Quantity(kind=Quantity.kind_of(kind, __name__)) for name, kind in quantities.items()},
        effect="read-only",
        takes=tuple(quantities),
        expected=expected,
        fix_template="",
        awaits=needs,
        is_built=False,
    )


def _not_built(**_: object) -> None:
    cannot_tell(NOT_BUILT, cure="have somebody look and vouch for it: `golive todo` shows the commands")


def _claim(check_id: str) -> None:
    if not ID.fullmatch(check_id):
        raise TypeError(f"check {check_id!r}: an id looks like 'tls.certificate-valid'")
    if check_id in CHECKS:
        raise TypeError(f"check {check_id!r} is declared twice")


def run(
    check: Check, look: Callable[[str], Attempt], givens: Mapping[str, Any], quantities: Mapping[str, Any]
) -> Finding:
    """Judge one check over the facts that ``look`` hands out; never raises.

    Args:
        look: gives the attempt at a fact, waiting for it.
        givens: values for ``settings``, ``now`` and ``answers``.
        quantities: what the line's words captured.
    """
    evidence = Evidence()
    arguments: dict[str, Any] = {}
    unseen: dict[str, Attempt] = {}
    for name in check.facts:
        attempt = look(name)
        if not attempt.seen and name in check.needs:
            return _unseen(check, attempt)
        arguments[name] = attempt.value
        if not attempt.seen:
            unseen[name] = attempt
        if attempt.tries > 1:
            evidence.saw(f"{name} was seen on the second try")
    arguments |= _given(check, {**givens, "evidence": evidence, "unseen": unseen}, quantities)
    started = time.perf_counter()
    outcome, text, cure, look_failed = _judge(check, arguments)
    bad = outcome not in {Outcome.PASSED, Outcome.NOT_APPLICABLE}
    return Finding(
        check=check.id,
        outcome=outcome,
        expected=check.expected,
        observed=text if outcome is Outcome.FAILED else "",
        reason="" if outcome in {Outcome.FAILED, Outcome.PASSED} else text,
        root="" if check.is_built else NOT_BUILT,
        evidence=evidence.seen,
        tables=evidence.tables,
        lapses=evidence.ends,
        remedy=(cure or check.fix_for(quantities, givens.get("settings") or Settings())) if bad else "",
        look_failed=look_failed,
        # A contract is judged in no time: what took long is how it went.
        seconds=time.perf_counter() - started + sum(look(name).seconds for name in check.needs if check.is_contract),
    )


def _unseen(check: Check, attempt: Attempt) -> Finding:
    """The finding of a check that needs what could not be seen."""
    elsewhere = attempt.not_for == check.area
    return Finding(
        check=check.id,
        outcome=Outcome.NOT_APPLICABLE if elsewhere else Outcome.UNVERIFIED,
        expected=check.expected,
        reason=attempt.reason,
        remedy="" if elsewhere else attempt.cure,
        root=attempt.root,
        look_failed=attempt.look_failed,
        elsewhere=elsewhere,
    )


def _given(check: Check, givens: Mapping[str, Any], quantities: Mapping[str, Any]) -> dict[str, Any]:
    """What the check asks for beside facts."""
    given = {name: value for name, value in givens.items() if name in check.takes}
    return given | {name: value for name, value in quantities.items() if name in check.quantities}


def _judge(check: Check, arguments: Mapping[str, Any]) -> Ended:
    for name, quantity in check.quantities.items():
        if quantity.is_needed and name not in arguments:
            return Ended(Outcome.UNVERIFIED, f"the line gives no {name}", f"write the {name} into the line")
    try:
        check.judge(**arguments)
    except Exception as error:  # noqa: BLE001 - a broken check is an ERROR finding, which blocks; it must not vanish
        ended = ended_by(error) or Ended(Outcome.ERROR, f"the check broke: {type(error).__name__}: {error}")
        return ended._replace(text=REDACTOR.text(ended.text))
    return Ended(Outcome.PASSED)
