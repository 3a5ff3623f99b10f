"""Lines share a setup of pytest's, and nothing that others do around them, or that checks write, is lost by it."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Gate

LINES = "# Shop\n\n- [ ] Good line\n- [ ] Loud line\n- [ ] Bad line\n- [ ] Unseen line\n"
#: Writes in every way there is, a secret too.
LOUD = """
import logging, subprocess, warnings
from pytest_golive.facts.redact import REDACTOR

def loud(weather: str):
    REDACTOR.learn("canary-4711")
    print("printed canary-4711")
    subprocess.run(["echo", "echoed canary-4711"])
    logging.getLogger("shop").warning("logged canary-4711")
    warnings.warn("warned of rain")

declare("loud", loud, "The loud line holds")
"""
WRAPPER = "@pytest.hookimpl(wrapper=True)\n"
#: What anybody may do around an item, and the words that show that it was done for each line.
HOOKS = {
    "setup": "def pytest_runtest_setup(item): note('setup', item)",
    "call": f"{WRAPPER}def pytest_runtest_call(item):\n    note('call', item)\n    return (yield)",
    "teardown": "def pytest_runtest_teardown(item): note('teardown', item)",
    "protocol": f"{WRAPPER}def pytest_runtest_protocol(item):\n    note('protocol', item)\n    return (yield)",
    "makereport": "def pytest_runtest_makereport(item, call): note('makereport', item)",
}


def add(pytester: pytest.Pytester, code: str) -> None:
    with pytester.path.joinpath("conftest.py").open("a") as file:
        file.write(f"\nimport pytest\n{code}\n")


def test_what_checks_write_is_in_the_report_of_the_line_that_fails(gate: Gate, pytester: pytest.Pytester) -> None:
    add(pytester, LOUD)
    judged = gate(LINES)
    assert judged.outcomes == {
        "Good line": "passed",
        "Loud line": "passed",
        "Bad line": "failed",
        "Unseen line": "unverified",
    }
    assert "1 failed, 2 passed, 1 warning, 1 unverified" in judged.out
    # All three ran in one setup, and pytest does not see which of them wrote.
    assert "Captured stdout of lines 3 to 5, call" in judged.out
    assert "Captured log of lines 3 to 5, call" in judged.out
    assert "printed **" in judged.out
    assert "echoed **" in judged.out
    assert "logged **" in judged.out
    assert "canary-4711" not in judged.out


def test_what_checks_write_is_not_on_the_terminal_when_nothing_fails(gate: Gate, pytester: pytest.Pytester) -> None:
    add(pytester, LOUD)
    judged = gate("- [ ] Good line\n- [ ] Loud line\n")
    assert judged.code == 0
    assert not any(word in judged.out for word in ("printed", "echoed", "logged", "canary-4711"))


def test_a_warning_of_a_check_is_told_of_its_checklist(gate: Gate, pytester: pytest.Pytester) -> None:
    add(pytester, LOUD)
    judged = gate("- [ ] Good line\n- [ ] Loud line\n")
    assert "2 passed, 1 warning" in judged.out
    summary = judged.out.partition("warnings summary")[2]
    assert summary.index("GO.md") < summary.index("warned of rain")


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_of_others_is_called_for_each_line(gate: Gate, pytester: pytest.Pytester, name: str) -> None:
    note = "def note(what, item): open('noted', 'a').write(f'{what} {item.name}\\n')\n"
    add(pytester, note + HOOKS[name])
    assert gate("- [ ] Good line\n- [ ] Unsure line\n").outcomes == {"Good line": "passed", "Unsure line": "unverified"}
    noted = pytester.path.joinpath("noted").read_text().splitlines()
    assert [*dict.fromkeys(noted)] == [f"{name} good-line", f"{name} unsure-line"]


def test_a_line_that_somebody_skips_is_unverified(gate: Gate, pytester: pytest.Pytester) -> None:
    skip = "[item.add_marker(pytest.mark.skip(reason='on holiday')) for item in items if item.name == 'loud-line']"
    add(pytester, f"{LOUD}\ndef pytest_collection_modifyitems(items):\n    {skip}")
    judged = gate("- [ ] Good line\n- [ ] Loud line\n", "-rs")
    assert judged.code == 1
    assert judged.outcomes == {"Good line": "passed", "Loud line": "unverified"}


def test_the_run_ends_with_the_first_line_that_fails(gate: Gate) -> None:
    judged = gate("- [ ] Good line\n- [ ] Bad line\n- [ ] Broken line\n", "-x")
    assert judged.outcomes == {"Good line": "passed", "Bad line": "failed", "Broken line": "unverified"}
    assert judged.code != 0


def test_lines_before_an_interrupt_keep_their_answer(gate: Gate) -> None:
    judged = gate("- [ ] Good line\n- [ ] Interrupted line\n- [ ] Bad line\n")
    assert judged.outcomes == {"Good line": "passed", "Interrupted line": "unverified", "Bad line": "unverified"}
    assert judged.code != 0


def test_what_breaks_around_lines_is_an_error_of_the_last(gate: Gate, pytester: pytest.Pytester) -> None:
    left = "def left(weather: str):\n    thread = threading.Thread(target=lambda: 1 / 0)\n    thread.start()\n"
    add(pytester, f"{left}    thread.join()\ndeclare('left', left, 'The left line holds')")
    lines = "- [ ] Good line\n- [ ] Left line\n"
    judged = gate(lines, "-W", "error::pytest.PytestUnhandledThreadExceptionWarning")
    assert judged.outcomes == {"Good line": "passed", "Left line": "error"}
    assert judged.code != 0


@pytest.mark.parametrize("flags", [("-s",), ("-p", "no:capture"), ("-p", "no:logging"), ("-o", "log_cli=true")])
def test_the_answers_are_the_same_however_output_is_kept(gate: Gate, flags: tuple[str, ...]) -> None:
    outcomes = {"Good line": "passed", "Bad line": "failed", "Moot line": "not_applicable"}
    assert gate("- [ ] Good line\n- [ ] Bad line\n- [ ] Moot line\n", *flags).outcomes == outcomes
