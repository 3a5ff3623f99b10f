"""What a checklist asks for is in the verdict, however it is written: nothing is lost or weakened without a word."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Gate


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Backups [ ] restored", {"Backups restored": "unverified"}),
        ("Backups: [x] yes [ ] no", {"Backups: [ ] yes [ ] no": "unverified"}),
        ("Good line [ ]", {"Good line": "passed"}),
        ("Bad line [x]", {"Bad line": "failed"}),
        ("<details>\n- [ ] Champagne is cold\n</details>", {"Champagne is cold": "unverified"}),
        ("[ ] = open, [x] = done", {}),
    ],
)
def test_a_box_inside_a_line_is_judged(gate: Gate, text: str, outcome: dict[str, str]) -> None:
    judged = gate(f"- [ ] Good line of ours <!-- golive: demo.good -->\n\n{text}\n")
    assert judged.outcomes == {"Good line of ours": "passed", **outcome}
    assert judged.code == (1 if set(outcome.values()) - {"passed"} else 0)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Champagne is cold (nice to have)", 0),
        ("Champagne is cold, and a cake is nice to have", 1),
        ("Champagne must be cold (nice to have)", 1),
        ("Champagne is cold (not optional)", 1),
        ("Champagne is cold (If using glasses)", 1),
    ],
)
def test_only_a_mark_takes_the_weight_from_a_line(gate: Gate, line: str, code: int) -> None:
    assert gate(f"- [ ] Good line\n- [ ] {line}\n").code == code


def test_a_code_block_that_never_ends_is_told(gate: Gate) -> None:
    judged = gate("- [ ] Good line\n\n```bash\nmake\n\n- [ ] Bad line\n")
    assert judged.code == 4
    assert "GO.md:3: the code block that begins here is never closed and hides the boxes below it" in judged.out
    assert "Traceback" not in judged.out
