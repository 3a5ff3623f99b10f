"""What somebody says of a line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.plugin.conftest import Golive

CHECKLIST = "# Shop\n\n## Critical\n\n- [ ] Good line\n- [ ] Backup restored on a fresh host\n"
BACKUP = "Backup restored on a fresh host"
TODAY = datetime.now(UTC).date()


def later(days: int) -> str:
    return str(TODAY + timedelta(days=days))


def attest(golive: Golive, line: str = "backup-restored-on-a-fresh-host", *more: str) -> pytest.RunResult:
    return golive("attest", line, "--by", "Ana", "--evidence", "log in #412", *more)
