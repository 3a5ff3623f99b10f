"""Which lines state the bad event."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_golive.checklist.events import states_bad_event
from pytest_golive.checklist.parse import parse

REAL = Path(__file__).parent / "data" / "real"


def bad(markdown: str | bytes) -> list[str]:
    return [line.text for line in parse(markdown, "GO.md").lines if states_bad_event(line)]


@pytest.mark.parametrize(
    "above",
    [
        "**NO-GO Criteria (Any of these blocks):**",
        "## No-Go criteria",
        "## Rollback triggers",
        "### Conditions for Rollback",
        "**Any of the following blocks:**",
        "## Abort if",
        "## When to roll back",
        "## ⏸️ Wait if:",
        "**Delay the launch if:**",
        "## No-go criteria\n\n### Security",
    ],
)
def test_bad(above: str) -> None:
    assert bad(f"# Launch\n\n{above}\n\n- Bugs open\n- Error rate > 5%\n") == ["Bugs open", "Error rate > 5%"]


@pytest.mark.parametrize(
    "above",
    [
        "**GO Criteria (All must be met):**",
        "## GO/NO-GO criteria",
        "## GO/NO-GO Decision",
        "## Blocking items",
        "## Rollback plan",
        "- [ ] Rollback criteria agreed",
        "## No-go criteria\n\n**GO criteria:**",
        "## Wait if\n\n### Go live when:",
    ],
)
def test_good(above: str) -> None:
    indent = "  " if above.startswith("- ") else ""
    assert bad(f"# Launch\n\n{above}\n{'' if indent else chr(10)}{indent}- Backups configured\n") == []


def test_real_documents() -> None:
    found = {path.name: bad(path.read_bytes()) for path in REAL.glob("*.md")}
    assert {name: lines for name, lines in found.items() if lines} == {
        "madam-da-go-no-go.md": [
            "Critical bugs open",
            "Security vulnerabilities found",
            "Payment processing not working",
            "Database not configured",
            "Critical tests failing",
            "Data loss risk present",
        ],
        "django-generic.md": [
            "Critical security vulnerability discovered",
            "Data corruption detected",
            "Performance degradation > 50%",
            "User-reported critical bugs",
            "Service unavailable for > 15 minutes",
        ],
    }
