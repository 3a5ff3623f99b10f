"""``@contract`` declares a test that acts on the target; how it went is a fact, played once per run like any other."""

from __future__ import annotations

import ast
import inspect
import textwrap
import types
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pytest_golive.checklist.phrases import Quantity
from pytest_golive.checks.registry import (
    CHECKS,
    Evidence,
    cannot_tell,
    check,
    fails,
    not_applicable,
)
from pytest_golive.checks.signals import Broken, Ended, ended_by
from pytest_golive.contracts.gateways.base import (
    GatewayError,
    GatewayTimeout,
    GatewayUnreachable,
    RateLimited,
    Unsupported,
)
from pytest_golive.contracts.storefront import METHODS, Missing, stub
from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.registry import FACTS, Fact
from pytest_golive.finding import Lapse, Outcome, Table
from pytest_golive.settings import Effect, Settings
from pytest_golive.syntax import parse_python

if TYPE_CHECKING:
    from pytest_golive.contracts.scene import Scene
    from pytest_golive.contracts.stage import Stage

F = TypeVar("F", bound=Callable[..., None])


#: What no contract acts out, whatever its phrases let stand: that there is nothing else, on which device, in which
#: language or form, for whom, and who did it by hand.
UNACTED = """
only just exclusively solely nobody
mobile mobiles phone's iphone ipad ios android tablet tablets desktop device devices smartphone handset
friend friends colleague colleagues mystery manually =accounting ourselves
pdf pdfs jpg jpeg png excel csv xlsx monthly weekly quarterly
newsletter variant variants variable configurable language languages
included inclusive reserved locked explained
real
"""
#: The functions that play, by the ids of their contracts.
PLAYS: dict[str, Callable[[Any], None]] = {}


@dataclass(frozen=True, kw_only=True)
class Trial:
    """How one contract went."""

    outcome: Outcome
    text: str = ""
    cure: str = ""
    look_failed: bool = False
    evidence: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    lapses: tuple[Lapse, ...] = ()


def contract(
    check_id: str,
    *,
    severity: Literal["critical", "high", "medium"],
    says: tuple[str, ...] = (),
    overlooks: str = "",
    sees: str = "",
    effect: Effect = "writes",
    moves_money: bool = False,
    of_gateway: bool = False,
    alone: bool = False,
    numbers: Mapping[str, Callable[[Settings], float]] = MappingProxyType({}),
) -> Callable[[F], F]:
    """Register the decorated function as the contract ``check_id``; its one parameter is the `Scene` it plays in.

    It passes by returning, fails by ``assert``, and is unverified by `cannot_tell`, exactly as a check. Its docstring
    is that of a check. It runs when its effect is allowed and the adapter has every method of `Storefront` that it
    names.

    Args:
        check_id: as for `check`.
        severity: of lines that declare none.
        says: phrases that mean it.
        overlooks: words in its phrases that it says nothing about, beside `UNACTED`.
        sees: words of `UNACTED` that it does act out, where a phrase asks for them.
        effect: what it costs the target.
        moves_money: it pays or refunds: never beside live-mode keys.
        of_gateway: it says something of a gateway (or provider) itself, which no stand-in can show.
        alone: others would meet what it does: nothing else plays or looks meanwhile.
        numbers: quantities of its phrases, and what it goes by instead: a line with another number is unverified.
    """

    def register(play: F) -> F:
        def judge(*, evidence: Evidence, settings: Settings, **given: Any) -> None:
            for name, ours in numbers.items():
                if given.get(name) not in {None, ours(settings)}:
                    cannot_tell(f"the line says {given[name]:g}, and golive.toml {ours(settings):g}")
            _relay(given[check_id], evidence)

        def look(stage: Stage) -> Trial:
            """How the contract went."""
            stage.admit(check_id, effect, moves_money=moves_money, methods=methods_of(play))
            return _play(play, stage, check_id, of_gateway=of_gateway, alone=alone)

        look.__annotations__ = {"return": Trial}
        judge.__doc__, judge.__module__, judge.__name__ = play.__doc__, play.__module__, play.__name__
        unseen = " ".join(sorted({*overlooks.split(), *UNACTED.split()} - set(sees.split())))
        check(check_id, severity=severity, says=says, overlooks=unseen, effect=effect)(judge)
        quantities = {name: Quantity(kind="builtins:float") for name in numbers}
        CHECKS[check_id] = replace(
            CHECKS[check_id], needs=(check_id,), quantities=quantities, sees=tuple(sorted(sees.split()))
        )
        FACTS[check_id] = Fact(
            name=check_id, look=look, needs=(), wants=(), timeout=0.0, rounds=50, effect=effect
        )  # fmt: skip
        PLAYS[check_id] = play
        return play

    return register


@cache
def methods_of(play: Callable[..., Any]) -> tuple[str, ...]:
    """The methods of `Storefront` that a contract calls, in itself, in functions of ours, or through its scene.

    What a function asks `Scene.can` for, it can do without.
    """
    from pytest_golive.contracts.scene import Scene

    found: set[str] = set()
    first: tuple[Callable[..., Any], frozenset[str]] = (play, frozenset())
    todo, seen = [first], {first}
    while todo:
        function, spared = todo.pop()
        calls, optional, called = _read(function, Scene)
        spared |= optional
        found |= (calls & set(METHODS)) - spared
        new = {(one, spared) for one in called} - seen
        todo += new
        seen |= new
    return tuple(sorted(found))


def _read(function: Callable[..., Any], scene: type) -> tuple[set[str], set[str], set[Callable[..., Any]]]:
    """The methods that the code of a function calls, those it asks `can` for, and the functions of ours in it."""
    calls, optional, called = set[str](), set[str](), list[Any]()
    for node in ast.walk(parse_python(textwrap.dedent(inspect.getsource(function)))):
        match node:
            case ast.Call(func=ast.Attribute(attr="can"), args=[ast.Constant(value=str(name))]):
                optional.add(name)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="scene" | "self"), attr=name)):
                called.append(getattr(scene, name, None))
            case ast.Call(func=ast.Attribute(value=ast.Name(id="gateway"))):
                pass  # it has methods of the same names
            case ast.Call(func=ast.Attribute(attr=name)):
                calls.add(name)
            case ast.Name(id=name):
                called.append(function.__globals__.get(name))
    return calls, optional, {one for one in called if inspect.isfunction(one) and _is_ours(one)}


def _is_ours(function: types.FunctionType) -> bool:
    return function.__module__.startswith(("pytest_golive.contracts.suites.", "pytest_golive.contracts.scene"))


def _play(play: Callable[[Scene], None], stage: Stage, check_id: str, *, of_gateway: bool, alone: bool) -> Trial:
    with stage.scene(check_id, alone=alone) as scene:
        ended = _ended(play, scene)
        if ended.outcome is Outcome.PASSED and of_gateway and scene.stand_ins:
            names = ", ".join(scene.stand_ins)
            why = f"it holds with a stand-in for {names}: that is the shop's side of it, and says nothing of {names}"
            ended = Ended(Outcome.UNVERIFIED, why, scene.seen_for_real())
    told = scene.evidence
    return Trial(**ended._asdict(), evidence=told.seen, tables=told.tables, lapses=told.ends)


def _ended(play: Callable[[Scene], None], scene: Scene) -> Ended:
    import requests

    try:
        play(scene)
    except CannotLook as error:
        return Ended(Outcome.UNVERIFIED, error.reason, error.cure, error.look_failed)
    except Missing as error:
        return Ended(Outcome.UNVERIFIED, f"the storefront has no {error.method}()", f"write {stub(error.method)}")
    except GatewayError as error:
        return _of_gateway(error)
    except requests.HTTPError as error:
        return Ended(Outcome.FAILED, *_answered(error))
    except (requests.RequestException, ConnectionError, TimeoutError) as error:
        return Ended(Outcome.UNVERIFIED, f"no answer: {type(error).__name__}: {error}", look_failed=True)
    except Exception as error:  # noqa: BLE001 - whatever breaks in a team's adapter must block, never vanish
        if ended := ended_by(error):
            return ended
        place = _place(error)
        why = f"the storefront broke: {place}: {type(error).__name__}: {error}"
        return Ended(Outcome.ERROR, why, f"repair {place}")
    return Ended(Outcome.PASSED)


def _of_gateway(error: GatewayError) -> Ended:
    """What a gateway's error says about the contract: without an answer there is nothing to judge."""
    if isinstance(error, GatewayTimeout | GatewayUnreachable | RateLimited):
        return Ended(Outcome.UNVERIFIED, str(error), look_failed=True)
    if isinstance(error, Unsupported) or error.code == "missing_extra":
        what, _, cure = str(error).partition(": ")
        return Ended(Outcome.UNVERIFIED, what, cure)
    return Ended(Outcome.FAILED, f"{error}{f' ({error.code})' if error.code else ''}")


def _answered(error: Any) -> tuple[str, str]:
    """What was asked and answered, and a cure where it is not what the contract is about that broke."""
    asked, status = error.request, error.response.status_code
    cure = "look into the shop's error log for what broke there" if status >= 500 else ""
    return f"{asked.method} {asked.path_url.partition('?')[0]} was answered with {status}", cure


def _place(error: Exception) -> str:
    """File and line in which the adapter broke; where it gave what cannot be, those of the contract."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    own = [one for one in frames if "pytest_golive" not in one.filename and "site-packages" not in one.filename]
    last = (own or frames)[-1]
    return f"{last.filename.rpartition('/')[2]}:{last.lineno}"


def _relay(trial: Trial, evidence: Evidence) -> None:
    """Say again, where checks are judged, how the contract went."""
    for sentence in trial.evidence:
        evidence.saw(sentence)
    for table in trial.tables:
        evidence.table(table.title, table.head, table.rows)
    for lapse in trial.lapses:
        evidence.lapses(lapse.what, lapse.when)
    match trial.outcome:
        case Outcome.FAILED:
            fails(trial.text, cure=trial.cure)
        case Outcome.NOT_APPLICABLE:
            not_applicable(trial.text)
        case Outcome.ERROR:
            raise Broken(trial.text, trial.cure)
        case Outcome.UNVERIFIED:
            cannot_tell(trial.text, cure=trial.cure, look_failed=trial.look_failed)
