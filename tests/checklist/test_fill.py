"""Writing results back: the team's own bytes, but for ticks and notes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_strategies import DOCUMENT

from pytest_golive.checklist.fill import NOTE_LENGTH, Edit, LineResult, edits, fill, one_line
from pytest_golive.checklist.model import Checklist
from pytest_golive.checklist.parse import parse
from pytest_golive.checklist.source import decode

REAL = Path(__file__).parent / "data" / "real"
DOCUMENTS = sorted(path.name for path in REAL.glob("*.md"))

PASSED = LineResult(ok=True, note="")
FAILED = LineResult(ok=False, note="")
UNVERIFIED = LineResult(ok=None, note="")


def filled(text: str, **results: LineResult) -> str:
    """``text`` filled in; underscores of a keyword stand for what a line's id may hold."""
    raw = text.encode()
    checklist = parse(raw, "x.md")
    by_key = {line.id.replace("/", "__").replace("-", "_"): line.id for line in checklist.lines}
    return fill(raw, checklist, {by_key[key]: result for key, result in results.items()}).decode()


def shape(checklist: Checklist) -> list[tuple[int, str, str]]:
    return [(line.number, line.id, line.kind) for line in checklist.lines]


def test_boxes_are_ticked_and_unticked() -> None:
    text = "- [ ] a\n* [x] b\n1. [X] c\n> 2) [ ] d\n\n### [ ] e\n\n- - [ ] f\n- \\[ ] g\n"
    after = filled(text, a=PASSED, b=FAILED, c=UNVERIFIED, d=PASSED, e=PASSED, e__f=PASSED)
    assert after == "- [x] a\n* [ ] b\n1. [ ] c\n> 2) [x] d\n\n### [x] e\n\n- - [x] f\n- \\[ ] g\n"


def test_a_box_that_is_right_already_keeps_its_letter() -> None:
    assert filled("- [X] a\n- [ ] b\n", a=PASSED, b=UNVERIFIED) == "- [X] a\n- [ ] b\n"


def test_a_line_without_a_result_stays_as_it_is() -> None:
    assert filled("- [x] a\n  - Result: ☑ Pass ☐ Fail\n  - Notes: mine\n") == (
        "- [x] a\n  - Result: ☑ Pass ☐ Fail\n  - Notes: mine\n"
    )


def test_only_the_box_of_the_line_is_ticked() -> None:
    table = "\n| Done | Item |\n|---|---|\n| [ ] | a `[ ]` |\n| b | [ ] |\n"
    text = f"- [ ] the box [ ] in the text\n- ☐ drawn\n{table}"
    after = filled(text, the_box_in_the_text=PASSED, drawn=PASSED, a=PASSED, b=PASSED)
    ticked = table.replace("| [ ] | a", "| [x] | a").replace("b | [ ]", "b | [x]")
    assert after == f"- [x] the box [ ] in the text\n- ☑ drawn\n{ticked}"


def test_a_box_inside_a_line_is_ticked_where_it_stands() -> None:
    text = "Backups [ ] restored\n\nMail tested [x]\n\nDomain ☐ paid\n\nSure: [x] yes [ ] no\n"
    after = filled(text, backups_restored=PASSED, mail_tested=UNVERIFIED, domain_paid=PASSED, sure_yes_no=FAILED)
    assert after == "Backups [x] restored\n\nMail tested [ ]\n\nDomain ☑ paid\n\nSure: [x] yes [ ] no\n"


@pytest.mark.parametrize(
    ("ok", "expected"),
    [(True, "☑ Pass ☐ Fail"), (False, "☐ Pass ☑ Fail"), (None, "☐ Pass ☐ Fail")],
    ids=["passed", "failed", "unverified"],
)
@pytest.mark.parametrize("before", ["☐ Pass ☐ Fail", "☑ Pass ☐ Fail", "☐ Pass ☒ Fail"])
def test_outcomes_are_chosen_only_for_a_real_outcome(ok: bool | None, expected: str, before: str) -> None:
    after = filled(f"- [ ] a\n  - Result: {before}  \n", a=LineResult(ok=ok, note=""))
    assert after.splitlines()[1] == f"  - Result: {expected}  "


def test_choices_people_make_are_left_to_people() -> None:
    text = "- [ ] a\n  - Decision: ☐ GO ☐ NO-GO\n  - Name: ____\n  - Date: ____\n"
    assert filled(text, a=LineResult(ok=True, note="seen")) == text.replace("[ ]", "[x]")


def test_notes_take_the_place_of_the_blank() -> None:
    text = "- [ ] a\n  - Notes: _________________\n\n### [ ] b\n\n**Comments:** ____  \nNotes: ____\n"
    after = filled(text, a=LineResult(ok=True, note="TLS until 2031"), b=LineResult(ok=None, note="not seen"))
    assert after == ("- [x] a\n  - Notes: TLS until 2031\n\n### [ ] b\n\n**Comments:** not seen  \nNotes: not seen\n")


def test_notes_written_by_hand_are_kept() -> None:
    text = "- [ ] a\n  - Notes: asked Ann\n"
    assert filled(text, a=LineResult(ok=None, note="machine")) == text


def test_risks_are_marked_as_mitigated() -> None:
    head = "| Risk | Severity | Status |\n|---|---|---|\n"
    text = f"{head}| Outage | High | ☐ Mitigated |\n| Leak | High | ☑ Mitigated |\n"
    after = f"{head}| Outage | High | ☑ Mitigated |\n| Leak | High | ☐ Mitigated |\n"
    assert filled(text, outage=PASSED, leak=FAILED) == after


SEEN = LineResult(ok=True, note="5 of 5")


@pytest.mark.parametrize(
    ("head", "row", "result", "after"),
    [
        ("Check | Pass | Fail", "a | | ", SEEN, "a | ✓ | "),
        ("Check | Pass | Fail", "a |      |      ", FAILED, "a |      | ✗    "),
        ("Check | Pass | Fail", "a | | ", UNVERIFIED, "a | | "),
        ("Check | Pass | Fail", "a | ✓ | ", FAILED, "a |   | ✗ "),
        ("Check | Pass | Fail", "a | ✓ | ", UNVERIFIED, "a |   | "),
        ("Check | Pass | Fail", "a | Ana | no", SEEN, "a | Ana | no"),
        ("Check | Result | Notes", "a | | ", SEEN, "a | Pass | 5 of 5 "),
        ("Check | Result | Notes", "a | ____ | mine", FAILED, "a | Fail | mine"),
        ("Check | Result | Notes", "a | Pass | ", UNVERIFIED, "a |      | "),
        ("Check | Pass/Fail", "a | ", SEEN, "a | Pass "),
        ("Check | Done | Expected result", "a | | ", SEEN, "a | ✓ | "),
        # It would be another line: the first words of a row without a subject are what it is about.
        ("Pass | Thing | Fail", " | a | ", SEEN, " | a | "),
    ],
)
def test_empty_cells_of_a_judged_row(head: str, row: str, result: LineResult, after: str) -> None:
    table = f"| {head} |\n|{'---|' * len(head.split('|'))}\n| %s|\n"
    raw = (table % row).encode()
    checklist = parse(raw, "x.md")
    assert filled(raw.decode(), a=result) == table % after
    assert shape(parse((table % after).encode(), "x.md")) == shape(checklist)


def test_what_was_filled_in_verifies_nothing() -> None:
    text = filled("| Check | Pass | Fail |\n|---|---|---|\n| a | | |\n", a=PASSED)
    [line] = parse(text.encode(), "x.md").lines
    assert (line.text, line.checked, line.refused) == ("a", None, "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_are_kept(encoding: str, end: str) -> None:
    lines = ["# Prüfung", "", "- [ ] Größe\tü ", "  - Notes: ____", "\x0c\u2028 end, without a line end"]
    raw = end.join(lines).encode(encoding)
    checklist = parse(raw, "x.md")
    after = fill(raw, checklist, {checklist.lines[0].id: LineResult(ok=True, note="naïve ✓")})
    expected = [lines[0], "", "- [x] Größe\tü ", "  - Notes: naïve ✓", lines[4]]
    assert after == end.join(expected).encode(encoding)


def test_a_checklist_parsed_from_text_fills_the_file_it_came_from() -> None:
    raw = b"\xef\xbb\xbf- [ ] a\r\n"
    checklist = parse("- [ ] a\n", "x.md")
    assert fill(raw, checklist, {"a": PASSED}) == b"\xef\xbb\xbf- [x] a\r\n"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("plain words, 2 of 3", "plain words, 2 of 3"),
        ("two\nlines\r\n\tand a tab", "two lines and a tab"),
        ("a | b `c` <!-- golive: x.y -->", r"a \| b \`c\` \<!-- golive: x.y --\>"),
        ("\x1b[31mred\x00\u202e\ud800", r"\[31mred"),
        ("[ ] and ☑ Pass ☐ Fail", r"\[ \] and □ Pass □ Fail"),
        ("____ and ...... and …… ", r"\_\_\_\_ and … and …"),
        ("&amp; # [a](javascript:x) \\", r"\&amp; \# \[a\](javascript:x) \\"),
        ("", ""),
    ],
)
def test_a_hostile_note_becomes_one_harmless_line(note: str, expected: str) -> None:
    assert one_line(note).strip() == expected


def test_a_long_note_is_cut() -> None:
    assert one_line("word " * 100) == ("word " * 100)[: NOTE_LENGTH - 1].rstrip() + "…"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_unverified_real_document_comes_back_byte_for_byte(document: str) -> None:
    raw = (REAL / document).read_bytes()
    checklist = parse(raw, document)
    assert fill(raw, checklist, {}) == raw
    assert fill(raw, checklist, dict.fromkeys((line.id for line in checklist.lines), UNVERIFIED)) == raw


@pytest.mark.parametrize("document", DOCUMENTS)
def test_passed_real_document_differs_only_in_ticks_and_notes(document: str) -> None:
    raw = (REAL / document).read_bytes()
    checklist = parse(raw, document)
    after = fill(raw, checklist, dict.fromkeys((line.id for line in checklist.lines), PASSED))
    assert b"[ ]" not in after
    assert "☐ Pass".encode() not in after
    assert "☐ Mitigated".encode() not in after
    undone = after.replace(b"[x]", b"[ ]").replace("☑".encode(), "☐".encode())
    assert undone == raw
    assert shape(parse(after, document)) == shape(checklist)


NOTE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(("", "ok", "a | b", "____", ".....", "……", "\n- [ ] x", "☐ Pass ☐ Fail", "word " * 60, "\\")),
)
RESULT = st.builds(LineResult, ok=st.sampled_from((True, False, None)), note=NOTE)


@settings(deadline=None, max_examples=500)
@given(DOCUMENT, st.lists(RESULT, min_size=1, max_size=6))
@example("Notes: ____\n---\n", [LineResult(ok=True, note="a\n# b")])
@example("**Notes:** ____\n", [LineResult(ok=None, note="more than a dozen words " * 6)])
@example("- [ ] a\n\n[x]: u\n", [PASSED])
@example("Notes: ____\n- [ ] \n", [LineResult(ok=True, note=" ")])
@example("- ____ Notes: ____\n", [LineResult(ok=True, note="0")])
@example("| Check | Pass | Result | Notes |\n|--|--|--|--|\n| a | | | |\n", [LineResult(ok=True, note="a | b\\")])
@example("| Pass | Result | Notes |\n|--|--|--|\n| a | | |\n| | | b |\n", [LineResult(ok=False, note="0")])
def test_filling_is_idempotent_and_keeps_every_line(text: str, results: list[LineResult]) -> None:
    raw = text.encode()
    checklist = parse(raw, "x.md")
    given_results = {line.id: results[i % len(results)] for i, line in enumerate(checklist.lines)}
    once = fill(raw, checklist, given_results)
    again = parse(once, "x.md")
    assert shape(again) == shape(checklist)
    assert fill(once, again, given_results) == once
    assert [line.checked for line in again.lines] == [
        given_results[line.id].ok is True if line.checked is not None else None for line in checklist.lines
    ]


@settings(deadline=None, max_examples=200)
@given(DOCUMENT)
def test_without_results_the_bytes_are_the_same(text: str) -> None:
    raw = text.encode()
    assert fill(raw, parse(raw, "x.md"), {}) == raw


SIGNED = LineResult(
    ok=None,
    note="",
    values={"name": "Ana | Müller", "date": "2026-11-21", "decision": "GO", "signature": "SHA256:abc (verified)"},
)


def said(**values: str) -> LineResult:
    return LineResult(ok=None, note="", values=values)


@pytest.mark.parametrize(
    ("text", "line", "result", "after"),
    [
        ("- Dev Lead: ______ Date: ____\n", 0, SIGNED, r"- Dev Lead: Ana \| Müller Date: 2026-11-21" + "\n"),
        (
            "| Role | Name | Date | Signature |\n|---|---|---|---|\n| Ops | | | |\n| Dev | Bo | | |\n",
            0,
            SIGNED,
            "| Role | Name | Date | Signature |\n|---|---|---|---|\n"
            r"| Ops | Ana \| Müller | 2026-11-21 | SHA256:abc (verified) |" + "\n| Dev | Bo | | |\n",
        ),
        (
            "**QA Lead:**\n- Name: ____\n- Signature: _____\n- Date: ___\n- Decision: ☐ GO ☐ NO-GO\n- Seat: ____\n",
            0,
            SIGNED,
            r"**QA Lead:**" + "\n" + r"- Name: Ana \| Müller" + "\n- Signature: SHA256:abc (verified)\n"
            "- Date: 2026-11-21\n- Decision: ☑ GO ☐ NO-GO\n- Seat: ____\n",
        ),
    ],
)
def test_a_role_that_signed_is_filled_in(text: str, line: int, result: LineResult, after: str) -> None:
    raw = f"## Sign-Off\n\n{text}".encode()
    checklist = parse(raw, "x.md")
    changed = fill(raw, checklist, {checklist.lines[line].id: result}).decode()
    assert changed == f"## Sign-Off\n\n{after}"


@pytest.mark.parametrize(
    ("text", "result", "after"),
    [
        ("**Launch Time:** ________  \n", said(value="09:30 UTC"), "**Launch Time:** 09:30 UTC  \n"),
        ("- **Security Issues**: [security email]\n", said(value="sec@x.org"), "- **Security Issues**: sec@x.org\n"),
        ("- DBA: [Name] - [Phone] - [Email]\n", said(value="Bo, 112"), "- DBA: Bo, 112\n"),
        ("**Site Live:** ☐ YES ☐ NO\n", said(value="yes"), "**Site Live:** ☑ YES ☐ NO\n"),
        ("**Site Live:** ☑ YES ☐ NO\n", said(value="no"), "**Site Live:** ☐ YES ☑ NO\n"),
        ("**Site Live:** ☐ YES ☐ NO\n", said(value="perhaps"), "**Site Live:** ☐ YES ☐ NO\n"),
        ("- Payments: Bank (help@bank.org)\n", said(value="other"), "- Payments: Bank (help@bank.org)\n"),
        ("- Manager:\n", said(value="Cy"), "- Manager: Cy\n"),
    ],
)
def test_what_people_filled_in_stands_in_the_blank(text: str, result: LineResult, after: str) -> None:
    raw = f"## Support Contacts\n\n{text}".encode()
    checklist = parse(raw, "x.md")
    assert (
        fill(raw, checklist, {line.id: result for line in checklist.lines}).decode()
        == f"## Support Contacts\n\n{after}"
    )


def unfilled(filled_in: str, changes: tuple[Edit, ...]) -> str:
    """The text before the changes, from the text after them."""
    for one in changes:
        # All changes before this one are undone already.
        at = one.start
        assert filled_in[at : at + len(one.after)] == one.after
        filled_in = filled_in[:at] + one.before + filled_in[at + len(one.after) :]
    return filled_in


FIELD = st.one_of(NOTE, st.sampled_from(("Ana", "2026-11-21", "GO", "NO-GO", "yes", "a | b")))
ANY_RESULT = st.builds(
    LineResult,
    ok=st.sampled_from((True, False, None)),
    note=NOTE,
    values=st.dictionaries(st.sampled_from(("name", "date", "signature", "decision", "value")), FIELD),
)
#: What may stand where something is filled in: boxes, blanks, placeholders, empty cells, nothing.
MAY_CHANGE = re.compile(r" (?:✓|Pass) *|\[[ xX]\]|[☐☑☒⬜]|_{3,}|\.{5,}|…{2,}|\[[^\]]*\].*|[☐☑☒⬜][^☐]*[☐☑☒⬜]|[ \t]*")


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("form", ["as it is", "CRLF", "byte order mark", "tabs", "UTF-16"])
@settings(deadline=None, max_examples=4)
@given(st.lists(ANY_RESULT, min_size=1, max_size=7))
def test_a_filled_document_undone_is_the_document(document: str, form: str, results: list[LineResult]) -> None:
    text = (REAL / document).read_bytes().decode()
    raw = {
        "as it is": text.encode(),
        "CRLF": text.replace("\n", "\r\n").encode(),
        "byte order mark": b"\xef\xbb\xbf" + text.encode(),
        "tabs": text.replace("- ", "-\t").encode(),
        "UTF-16": text.encode("utf-16"),
    }[form]
    undone_is_the_document(raw, results)


@settings(deadline=None, max_examples=300)
@given(DOCUMENT, st.lists(ANY_RESULT, min_size=1, max_size=6))
def test_any_document_filled_and_undone_is_the_document(text: str, results: list[LineResult]) -> None:
    undone_is_the_document(text.encode(), results)


def undone_is_the_document(raw: bytes, results: list[LineResult]) -> None:
    checklist = parse(raw, "x.md")
    by_line = {line.id: results[i % len(results)] for i, line in enumerate(checklist.lines)}
    changes = edits(raw, checklist, by_line)
    before, bom, _ = decode(raw, "x.md")
    after, same_bom, _ = decode(fill(raw, checklist, by_line), "x.md")
    assert bom == same_bom
    assert unfilled(after, changes) == before
    assert [one for one in changes if not MAY_CHANGE.fullmatch(one.before)] == []


def test_a_document_in_another_language_is_filled_in_and_undone() -> None:
    text = "# Prüfliste\r\n\r\n- [ ] Zertifikat gültig\r\n  - Notes: ____\r\n- [ ] 支払い テスト済み\r\n"
    undone_is_the_document(text.encode(), [LineResult(ok=True, note="läuft bis März")])
