"""One line after the other, asked for at the terminal."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tests.plugin.conftest import Gate
from tests.plugin.records.saying import later


def test_interactive(gate: Gate, pytester: pytest.Pytester) -> None:
    checklist = (
        "# Shop\n\n## High\n\n- [ ] One @mia\n- [ ] Bad thing <!-- golive: demo.bad -->\n- [ ] Later\n\n"
        "## Critical\n\n- [ ] Two\n- [ ] Bad line\n"
    )
    gate(checklist)
    told = [
        "x", "w", "a", "", "Bo", "", "a", "log #1", "", "2027-02-31", later(20),  # Two: asked again
        "s",  # One
        "n", "not ours", "",  # Later
        "a", "w", "mail only", "", "bo", later(9), "w", "mail only", "", "Ana", later(9),  # Bad thing
    ]  # fmt: skip
    done = interactive(pytester, "\n".join(told) + "\n")
    out = done.stdout.str()
    assert done.ret == 0
    for row in (
        "1/4  critical: Two (GO.md:11)",
        "     Shop > Critical",
        "answer with one of a, n, s, q",
        "a critical line cannot be waived",
        "not recorded, for it would not count: it gives no evidence",
        "'2027-02-31' is no date such as 2027-02-01",
        "2/4  high: One @mia (GO.md:5, mia)",
        "no word overrides what was found: repair it, or have it waived",
        "not recorded, for it would not count: whoever asks for a waiver cannot approve it",
        "3 answers recorded in ",
        "; 2 lines still open: golive todo",
    ):
        assert row in out
    judged = gate(checklist)
    assert judged.outcomes == {
        "One @mia": "unverified", "Bad thing": "waived", "Later": "not_applicable", "Two": "attested",
        "Bad line": "failed",
    }  # fmt: skip


def interactive(pytester: pytest.Pytester, answers: str, *more: str) -> pytest.RunResult:
    command = (sys.executable, "-m", "pytest_golive.cli", "attest", "--interactive", *more)
    return pytester.run(*command, stdin=answers.encode())


def test_what_was_said_before_the_end_is_kept(gate: Gate, pytester: pytest.Pytester) -> None:
    gate("- [ ] One\n- [ ] Two\n- [ ] Three\n")
    done = interactive(pytester, "a\nlog\n\n\na\nhalf", "--by", "Ana")
    assert done.ret == 0
    assert "1 answer recorded in" in done.stdout.str()
    assert "; 2 lines still open" in done.stdout.str()
    done = interactive(pytester, "q\n")
    assert done.ret == 0
    assert "1/2" in done.stdout.str()
    assert "nothing recorded; 2 lines still open" in done.stdout.str()
    done = interactive(pytester, "")
    assert done.ret == 4
    assert "stdin is neither a terminal nor holds answers" in done.stderr.str()
    assert pytester.path.joinpath("golive-records.toml").read_text("utf-8").count("[[record]]") == 1


def test_control_c_keeps_what_was_said(gate: Gate, pytester: pytest.Pytester) -> None:
    gate("- [ ] One\n- [ ] Two\n")
    command = [sys.executable, "-u", "-m", "pytest_golive.cli", "attest", "-i", "--by", "Ana"]
    # Started in the background, a shell has its children ignore Ctrl-C.
    child = "import signal, runpy, sys; signal.signal(signal.SIGINT, signal.default_int_handler); sys.argv[:] = "
    code = f"{child}{command[3:]!r}; runpy.run_module('pytest_golive.cli', run_name='__main__', alter_sys=False)"
    running = subprocess.Popen(
        [sys.executable, "-u", "-c", code], cwd=pytester.path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert running.stdin
    assert running.stdout
    running.stdin.write("a\nlog\n\n\n")
    running.stdin.flush()
    out = ""
    while "2/2" not in out or "(q)uit? " not in out.partition("2/2")[2]:
        read = running.stdout.read(1)
        assert read, out
        out += read
    running.send_signal(signal.SIGINT)
    rest, _ = running.communicate(timeout=30)
    assert running.returncode == 2
    assert "1 answer recorded in" in rest
