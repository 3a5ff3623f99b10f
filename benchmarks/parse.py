"""``python -m benchmarks.parse``: a checklist twice as long takes about twice as long to read, whatever its shape."""

from __future__ import annotations

import statistics
import sys
import time

from pytest_golive.checklist.parse import parse

#: Doubling costs 2 when reading is linear and 4 when it is quadratic.
BAR = 2.5
LINES = 10_000
ROUNDS = 5
PART = "## Part {0}\n- [ ] **Item {0}** done `x`\n  - condition {0}\n  - Notes: ____\n"
SHAPES = {
    "parts with items": lambda count: "".join(PART.format(index) for index in range(count // 4)),
    "one paragraph": lambda count: "".join(f"Verify that {index} works.\n" for index in range(count)),
    "equal lines": lambda count: "- [ ] same\n" * count,
}


def main() -> int:
    """Measure and print; exit 1 when the bar is missed."""
    missed = False
    for name, shape in SHAPES.items():
        short, long = shape(LINES), shape(2 * LINES)
        pairs = [(_timed(long), _timed(short)) for _ in range(ROUNDS)]
        ratio = statistics.median(long_time / short_time for long_time, short_time in pairs)
        seconds = statistics.median(short_time for _, short_time in pairs)
        print(f"{name}: {LINES} lines {seconds:.2f} s, twice as many {ratio:.2f} times as long (bar: {BAR})")
        missed |= ratio > BAR
    return int(missed)


def _timed(text: str) -> float:
    started = time.process_time()
    parse(text, "x.md")
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
