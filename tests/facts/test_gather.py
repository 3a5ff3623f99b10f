"""Looking has one deadline, contracts have another."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest

from pytest_golive.facts.gather import Gatherer
from pytest_golive.facts.registry import FACTS, Fact


@pytest.fixture
def let(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Lets the two facts be seen, which wait for it."""
    event = threading.Event()

    def look() -> str:
        event.wait(30)
        return "seen"

    for name in ("weather", "flow.weather"):
        fact = Fact(name=name, look=look, needs=(), wants=(), timeout=0.0, rounds=1, effect="read-only")
        monkeypatch.setitem(FACTS, name, fact)
    yield event
    event.set()


def test_contracts_may_take_longer_than_looking(let: threading.Event) -> None:
    gatherer = Gatherer({}, deadline=0.05, acting=30)
    gatherer.start(["weather", "flow.weather"])
    late = gatherer.get("weather")
    assert (late.reason, late.cure) == (
        "the deadline for all looking passed before weather was seen",
        "raise [target] deadline",
    )
    let.set()
    assert gatherer.get("flow.weather").value == "seen"


def test_contracts_have_a_deadline_too(let: threading.Event) -> None:
    gatherer = Gatherer({}, deadline=30, acting=0.05)
    gatherer.start(["weather", "flow.weather"])
    late = gatherer.get("flow.weather")
    assert (late.reason, late.cure) == (
        "the deadline for all contracts passed before flow.weather had ended",
        "raise [storefront] deadline",
    )
    let.set()
    assert gatherer.get("weather").value == "seen"


def test_who_asks_loads_what_the_look_cannot_begin_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    declare(monkeypatch, loads=("colorsys",))
    Gatherer({}).start(["weather"])
    assert "colorsys" in sys.modules


def test_a_module_that_is_missing_is_for_the_look_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    declare(monkeypatch, loads=("no_such_module",))
    gatherer = Gatherer({})
    gatherer.start(["weather"])
    assert gatherer.get("weather").value == "seen"


def declare(monkeypatch: pytest.MonkeyPatch, *, loads: tuple[str, ...]) -> None:
    weather = Fact(
        name="weather", look=lambda: "seen", needs=(), wants=(), timeout=0.0, rounds=1, effect="read-only", loads=loads
    )
    monkeypatch.setitem(FACTS, "weather", weather)
