"""``python -m benchmarks``: every contender once per round, then a table of ratios; exit 1 when a bar is missed."""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks import bars, failures, idle
from benchmarks.bars import Result, Round
from benchmarks.contenders import SLOW, contenders, lossy, thinking
from benchmarks.measure import Contender, NotProvenError, measure
from benchmarks.slow_target import SlowTarget


def main() -> int:
    """Measure, print, and say by the exit code whether every bar holds."""
    options = _options()
    if (busy := os.getloadavg()[0]) > (os.cpu_count() or 1) / 2:
        print(f"other programs are running (load {busy:.1f}): times will be worth little", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="golive-bench-") as name:
        folder = Path(name)
        with SlowTarget(folder, options.rtt / 1000) as target:
            taking_part = [
                one
                for one in contenders(folder, target)
                if not (options.quick and one.name in SLOW) and (not options.only or one.name in options.only)
            ]
            try:
                rounds = _rounds(taking_part, target, options.rounds)
                found = list(bars.results(rounds))
                if not options.only:
                    found.append(_thinking(folder / "thinking", options))
                    found.append(_lossy(folder / "lossy", options, rounds))
                    found += idle.results(folder / "idle", pairs=16 * options.rounds)
                    found += failures.results(folder, target)
            except NotProvenError as error:
                print(f"not measured: {error}", file=sys.stderr)
                return 1
            print_contenders(taking_part, rounds)
            print_bars(found)
            if not options.only:
                added = idle.companions(folder / "companions", pairs=2 * options.rounds)
                print(f"\nNot judged: golive, pytest-html and pytest-django add {added:.0f} ms to an idle run.")
    return 0 if all(one.met for one in found) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often every contender runs (default: 5)")
    parser.add_argument("--quick", action="store_true", help="leave out the peers that take long")
    parser.add_argument("--rtt", type=float, default=50, help="round-trip time in ms (default: 50)")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="this contender alone; repeatable")
    return parser.parse_args()


def _rounds(taking_part: Sequence[Contender], target: SlowTarget, count: int) -> list[Round]:
    """Every contender once per round, each round beginning with another one; the first round only warms up."""
    rounds: list[Round] = []
    for number in range(count + 1):
        if number == 0:
            order = [one for one in taking_part if one.name not in SLOW]
        else:
            first = number % len(taking_part)
            order = [*taking_part[first:], *taking_part[:first]]
        runs = {one.name: measure(one, target) for one in order}
        rounds += [runs] if number else []
        print(f"round {number} of {count}", file=sys.stderr)
    return rounds


def _thinking(folder: Path, options: argparse.Namespace) -> Result:
    """What is left of our own time where the server takes its own."""
    folder.mkdir()
    with SlowTarget(folder, options.rtt / 1000, think=bars.THINK) as target:
        return bars.thinking(_rounds(thinking(folder, target), target, options.rounds))


def _lossy(folder: Path, options: argparse.Namespace, rounds: Sequence[Round]) -> Result:
    """What lost packets cost at worst."""
    folder.mkdir()
    with SlowTarget(folder, options.rtt / 1000, loss=bars.LOSS) as target:
        return bars.lossy(_rounds(lossy(folder, target), target, bars.LOSSY_RUNS), rounds)


def print_contenders(taking_part: Iterable[Contender], rounds: Sequence[Round]) -> None:
    """One row for each contender: medians, and its time as a multiple of the floor's."""
    print(f"{'contender':<12} {'wall s':>7} {'x floor':>8} {'cpu s':>6} {'MB':>4} {'requests':>8} {'connections':>11}")
    for one in taking_part:
        runs = [each[one.name] for each in rounds]
        wall, cpu = statistics.median(run.wall for run in runs), statistics.median(run.cpu for run in runs)
        floors = [each["floor"].wall for each in rounds if "floor" in each]
        times = statistics.median(run.wall / floor for run, floor in zip(runs, floors, strict=False)) if floors else 0
        rss, seen = max(run.rss_mb for run in runs), runs[-1].seen
        row = f"{one.name:<12} {wall:7.3f} {times:8.2f} {cpu:6.2f} {rss:4.0f}"
        print(f"{row} {seen['requests']:8d} {seen['connections']:11d}  {one.what}")


def print_bars(found: Iterable[Result]) -> None:
    """One row for each bar."""
    print(f"\n{'bar':<3} {'measured':>9} {'must be':>9}")
    for one in found:
        sign = "=" if one.is_exact else "≥" if one.is_at_least else "≤"
        word = "" if one.met else "   MISSED"
        print(f"{one.number:<3} {one.measured:>9.4g} {sign + f'{one.limit:.4g}':>9} {one.unit:<3} {one.what}{word}")


if __name__ == "__main__":
    sys.exit(main())
