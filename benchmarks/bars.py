"""What must hold: ratios inside a round, and exact counters. Never seconds, except where a time-out is meant."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.measure import Run
from benchmarks.server import GREETING_PORTS, HOSTS, PAGES

#: ``[target] connections`` of the gate, and lanes of the floor.
CAP = 6
#: Connections that are looks of their own: one handshake for each certificate, one greeting for each port.
SINGLE = len(HOSTS) + GREETING_PORTS

#: Seconds that the second target takes for a page.
THINK = 0.1
#: Share of the packets that the third target loses, and runs against it: the worst of them counts.
LOSS, LOSSY_RUNS = 0.005, 25

Round = Mapping[str, Run]


@dataclass(frozen=True, kw_only=True)
class Result:
    """One bar and what was measured."""

    number: int
    what: str
    measured: float
    limit: float
    is_at_least: bool = False
    """True: the measured value must not be smaller than the limit; else not larger."""
    is_exact: bool = False
    unit: str = ""

    @property
    def met(self) -> bool:
        """Whether the bar holds."""
        if self.is_exact:
            return self.measured == self.limit
        return self.measured >= self.limit if self.is_at_least else self.measured <= self.limit


#: Which contenders a judgement needs, and the judgement.
Judge = tuple[frozenset[str], Callable[[Sequence[Round]], Iterator[Result]]]


def results(rounds: Sequence[Round]) -> Iterator[Result]:
    """All bars whose contenders took part."""
    took_part = frozenset(rounds[0])
    for needs, judge in JUDGES:
        if took_part >= needs:
            yield from judge(rounds)


def ratio(rounds: Sequence[Round], of: Callable[[Round], float]) -> float:
    """The median of a ratio that is taken inside each round."""
    return statistics.median(of(one) for one in rounds)


def _start_up(rounds: Sequence[Round]) -> Iterator[Result]:
    def possible(one: Round) -> float:
        return one["floor"].wall + one["empty"].wall - one["bare"].wall

    yield Result(
        number=1,
        what="gate150 ÷ (floor + empty pytest run − bare interpreter)",
        measured=ratio(rounds, lambda one: one["gate150"].wall / possible(one)),
        limit=1.10,
    )
    floor = ratio(rounds, lambda one: one["gate150"].wall / one["floor"].wall)
    yield Result(number=1, what="gate150 ÷ floor", measured=floor, limit=1.35)


def thinking(rounds: Sequence[Round]) -> Result:
    """Bar 1 again, where pytest's start and our own time weigh less."""
    floor = ratio(rounds, lambda one: one["gate150"].wall / one["floor"].wall)
    return Result(number=1, what=f"gate150 ÷ floor, server thinks {1000 * THINK:g} ms", measured=floor, limit=1.15)


def lossy(rounds: Sequence[Round], without: Sequence[Round]) -> Result:
    """Bar 8: the worst run over a line that loses packets, and the usual one over a line that loses none."""
    usual = statistics.median(one["gate150"].wall for one in without)
    worst = max(one["gate150"].wall for one in rounds) / usual
    what = f"worst of {len(rounds)} gate150 with {LOSS:.1%} of the packets lost ÷ the median without"
    return Result(number=8, what=what, measured=worst, limit=3)


def _faster_than(*peers: str, limit: float, what: str, ours: str = "gate150") -> Judge:
    """Against the fastest of these peers, each of which must take part."""

    def judge(rounds: Sequence[Round]) -> Iterator[Result]:
        faster = ratio(rounds, lambda one: min(one[peer].wall for peer in peers) / one[ours].wall)
        yield Result(number=2, what=f"{what} ÷ {ours}", measured=faster, limit=limit, is_at_least=True)

    return frozenset({ours, *peers}), judge


def _polite(name: str) -> Callable[[Sequence[Round]], Iterator[Result]]:
    def judge(rounds: Sequence[Round]) -> Iterator[Result]:
        seen = [one[name].seen for one in rounds]
        pages = HOSTS[0]
        asked = {run["requests"] for run in seen}
        requests = asked.pop() if len(asked) == 1 else max(asked)
        yield Result(number=3, what=f"{name}: https requests", measured=requests, limit=len(PAGES), is_exact=True)
        connections = max(run["connections"] for run in seen)
        yield Result(number=3, what=f"{name}: connections", measured=connections, limit=CAP + SINGLE)
        in_flight = max(run["most_in_flight"].get(pages, 0) for run in seen)
        yield Result(number=3, what=f"{name}: in flight at the pages' host", measured=in_flight, limit=CAP)
        pipelined = max(run["pipelined"] for run in seen)
        yield Result(number=3, what=f"{name}: requests before their turn", measured=pipelined, limit=0)

    return judge


def _lines(rounds: Sequence[Round]) -> Iterator[Result]:
    four_times = ratio(rounds, lambda one: one["gate600"].wall / one["gate150"].wall)
    yield Result(number=4, what="gate600 ÷ gate150", measured=four_times, limit=1.10)


def _offline(rounds: Sequence[Round]) -> Iterator[Result]:
    alone = ratio(rounds, lambda one: one["offline600"].wall / one["empty"].wall)
    yield Result(number=4, what="600 lines without network, all reports ÷ empty pytest run", measured=alone, limit=2.7)


def _memory(rounds: Sequence[Round]) -> Iterator[Result]:
    most = max(one["gate600"].rss_mb for one in rounds)
    yield Result(number=6, what="gate600: peak memory", measured=most, limit=64, unit="MB")


JUDGES: tuple[Judge, ...] = (
    (frozenset({"gate150", "floor", "empty", "bare"}), _start_up),
    _faster_than("session", limit=12, what="pytest + Session"),
    _faster_than("get", limit=24, what="pytest + requests.get"),
    _faster_than("session-n2", "session-n8", limit=3, what="Session under xdist, best of -n 2 and -n 8"),
    _faster_than("goss", limit=1.5, what="goss, six at once"),
    _faster_than("session60", limit=5, what="pytest + Session", ours="gate60"),
    _faster_than("testinfra60", limit=10, what="testinfra", ours="gate60"),
    _faster_than("sslyze10", limit=2, what="sslyze --certinfo", ours="gate10"),
    (frozenset({"gate150"}), _polite("gate150")),
    (frozenset({"gate600"}), _polite("gate600")),
    (frozenset({"gate150-n2"}), _polite("gate150-n2")),
    (frozenset({"gate600", "gate150"}), _lines),
    (frozenset({"offline600", "empty"}), _offline),
    (frozenset({"gate600"}), _memory),
)
