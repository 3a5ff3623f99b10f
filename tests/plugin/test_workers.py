"""What one worker saw reaches the others, whichever ends first."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

from pytest_golive.facts.gather import Attempt, Gatherer
from pytest_golive.integrations import xdist
from pytest_golive.integrations.xdist import SharedGatherer


class Tardy(Gatherer):
    """Sees the weather only when it is let."""

    def __init__(self) -> None:
        super().__init__({})
        self.let = threading.Event()

    def start(self, names: Iterable[str]) -> None:
        self.asked = tuple(names)

    @property
    def names(self) -> tuple[str, ...]:
        return self.asked

    def get(self, name: str) -> Attempt:
        self.let.wait()
        return Attempt(fact=name, value="sunny")


def test_the_worker_that_looks_stays_until_all_is_written(tmp_path: Path) -> None:
    inner = Tardy()
    leader = SharedGatherer(inner, tmp_path, seconds=30)
    leader.start(["weather"])
    ending = threading.Thread(target=leader.finish)
    ending.start()
    ending.join(0.05)
    assert ending.is_alive()
    assert not (tmp_path / "weather.json").exists()
    inner.let.set()
    ending.join(30)
    assert json.loads((tmp_path / "weather.json").read_text("utf-8"))["value"] == "sunny"


def test_a_worker_that_only_reads_ends_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(*_: object, **__: object) -> None:
        raise AssertionError("it waits for what another worker sees")

    monkeypatch.setattr(xdist, "threading", SimpleNamespace(Thread=wait))
    monkeypatch.setattr(xdist, "time", SimpleNamespace(monotonic=time.monotonic, sleep=wait))
    (tmp_path / "lock").touch()
    reader = SharedGatherer(Tardy(), tmp_path, seconds=30)
    reader.start(["weather"])
    reader.finish()
    assert not reader.is_settled("weather")
