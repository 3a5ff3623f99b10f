"""A setting whose variable is not set costs the lines that need it, not the run; and never ends in GO."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Gate

CONFIG = """
[app]
env_file = ".env.production"

[database]
url = "env:SHOP_DATABASE_URL"
"""
WHY = (
    "golive.toml:7: database.url: SHOP_DATABASE_URL is set neither in the environment"
    " nor in .env.production (No such file or directory)"
)
LINES = "- [ ] Good line\n- [ ] PostgreSQL 16\n- [ ] Database user has least privileges\n"


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_lines_that_need_it_are_unverified_for_one_reason(gate: Gate, workers: tuple[str, ...]) -> None:
    judged = gate(LINES, *workers, config=CONFIG)
    assert judged.code == 1
    assert judged.outcomes["Good line"] == "passed"
    assert judged.outcomes["PostgreSQL 16"] == judged.outcomes["Database user has least privileges"] == "unverified"
    assert set(judged.blockers) == {WHY}
    assert "1 cause blocks the launch: 2 of 3 lines" in judged.out
    assert "do this first: set the variable in one of the two" in judged.out


def test_a_check_of_the_teams_own_that_reads_it_cannot_tell(gate: Gate, pytester: pytest.Pytester) -> None:
    conftest = pytester.path / "conftest.py"
    own = "\ndef reading(settings): settings.database.url\ndeclare('reading', reading, 'The reading line holds')\n"
    conftest.write_text(conftest.read_text() + own)
    judged = gate("- [ ] Reading line\n", config=CONFIG)
    assert judged.outcomes == {"Reading line": "unverified"}
    assert judged.blockers == [WHY]


def test_a_test_of_the_teams_own_that_connects_is_unverified(gate: Gate) -> None:
    tests = "import pytest\n@pytest.mark.high\ndef test_it(database): pass\n"
    judged = gate("- [ ] Good line\n", tests=tests, config=CONFIG)
    assert judged.outcomes["it"] == "unverified"
    assert judged.blockers == [WHY]


def test_a_target_whose_variable_is_not_set_is_refused(gate: Gate) -> None:
    judged = gate(LINES, config='[target]\nurl = "env:SHOP_URL"\n')
    assert judged.code == 4
    assert "golive.toml:3: target.url: SHOP_URL is set neither in the environment nor in an env file" in judged.out
    assert "; set the variable in one of the two" in judged.out
    assert "Traceback" not in judged.out
