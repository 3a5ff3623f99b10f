"""Reading checklists: the five real ones row by row, the shapes as case files, and properties of any text."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_strategies import ANY_TEXT, DOCUMENT

from pytest_golive.checklist.model import Checklist, Kind, Line, Phase, Severity
from pytest_golive.checklist.parse import parse
from pytest_golive.errors import ChecklistError

DATA = Path(__file__).parent / "data"
REAL = DATA / "real"
DOCUMENTS = sorted(path.name for path in REAL.glob("*.md"))
CASES = sorted(path.stem for path in (DATA / "cases").glob("*.md"))
ID = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")


def table(name: str) -> list[dict[str, str]]:
    with (REAL / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read(document: str) -> Checklist:
    return parse((REAL / document).read_bytes(), document)


def as_row(line: Line, checklist: Checklist) -> dict[str, str]:
    texts = {other.id: other.text for other in checklist.lines}
    return {
        "section": " > ".join(line.section),
        "parent": texts[line.parent] if line.parent else "",
        "text": line.text,
        "kind": line.kind,
        "phase": line.phase,
        "severity": line.severity or "?",
        "optional": "yes" if line.optional else "no",
    }


def differences(document: str) -> set[tuple[str, str, str, str]]:
    """What our reading of a real document says otherwise: (line, column, expected, ours)."""
    checklist = read(document)
    at: dict[int, list[Line]] = defaultdict(list)
    for line in checklist.lines:
        at[line.number].append(line)
    found = set()
    for row in table("items.tsv"):
        if row["doc"] != document:
            continue
        here = at[int(row["line"])]
        line = next((line for line in here if line.text == row["text"]), here[0] if here else None)
        if line is None:
            found.add((row["line"], "row", row["text"], ""))
            continue
        here.remove(line)
        expected = row | ({"severity": "?"} if row["severity"].endswith("?") else {})
        ours = as_row(line, checklist)
        found |= {(row["line"], name, expected[name], ours[name]) for name in ours if expected[name] != ours[name]}
    return found | {(str(line.number), "row", "", line.text) for here in at.values() for line in here}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_real_document_reads_as_items_tsv_says(document: str) -> None:
    allowed = {
        (row["line"], row["column"], row["expected"], row["ours"])
        for row in table("deviations.tsv")
        if row["doc"] == document
    }
    assert differences(document) == allowed


def test_items_tsv_is_whole_and_deviations_have_reasons() -> None:
    assert len(table("items.tsv")) == 1008
    assert {row["doc"] for row in table("items.tsv")} == set(DOCUMENTS)
    assert all(len(row["reason"]) > 20 for row in table("deviations.tsv"))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_real_document_has_short_plain_unique_ids(document: str) -> None:
    checklist = read(document)
    ids = [line.id for line in checklist.lines]
    assert len(set(ids)) == len(ids)
    assert all(ID.fullmatch(name) and len(name) <= 120 for name in ids)
    assert not [name for name in ids if name.endswith("-2") and name.removesuffix("-2") in ids]


def test_an_id_is_made_of_section_and_line_without_the_title() -> None:
    checklist = read("madam-da-go-no-go.md")
    line = next(line for line in checklist.lines if line.number == 30)
    assert line.id == "critical-must-pass-blocking/security/debug-false-in-production"
    notes = next(line for line in checklist.lines if line.number == 33)
    assert (notes.id, notes.parent, notes.is_field) == (f"{line.id}/notes", line.id, True)


def test_children_are_what_a_group_consists_of() -> None:
    checklist = read("madam-da-go-no-go.md")
    migrations = next(line for line in checklist.lines if line.text == "Migrations applied")
    assert [child.text for child in checklist.children(migrations)] == [
        "All migrations applied",
        "No pending migrations",
    ]


def test_a_box_in_a_heading_is_a_group_over_its_section() -> None:
    checklist = read("django-generic.md")
    group = next(line for line in checklist.lines if line.text == "3. Database Setup")
    assert [child.number for child in checklist.children(group)] == [21, 22, 23, 24]


def test_title_and_digest() -> None:
    checklist = read("docker-django-readiness.md")
    assert checklist.title == "Production Readiness Checklist"
    raw = (REAL / "docker-django-readiness.md").read_bytes()
    assert checklist.sha256 == hashlib.sha256(raw).hexdigest()
    assert checklist.path == "docker-django-readiness.md"


def described(checklist: Checklist) -> str:
    """A checklist as the case files write it: one line each, only what is not the default."""
    return "".join(
        "\t".join(
            [
                str(line.number),
                line.kind,
                line.id,
                line.text,
                " ".join(
                    [
                        *({True: ["[x]"], False: ["[ ]"], None: []}[line.checked]),
                        *([f"severity={line.severity}"] if line.severity else []),
                        *([f"phase={line.phase}"] if line.phase is not Phase.PRE_DEPLOY else []),
                        *(["optional"] if line.optional else []),
                        *([f"if={line.applies_if}"] if line.applies_if else []),
                        *([f"group={line.group}"] if line.group else []),
                        *([f"pins={','.join(line.pins)}"] if line.pins else []),
                        *(["field"] if line.is_field else []),
                    ]
                ),
            ]
        ).rstrip()
        + "\n"
        for line in checklist.lines
    )


@pytest.mark.parametrize("case", CASES)
def test_case(case: str) -> None:
    source = (DATA / "cases" / f"{case}.md").read_bytes()
    expected = (DATA / "cases" / f"{case}.tsv").read_text("utf-8")
    assert described(parse(source, f"{case}.md")) == expected


SAMPLE = "# Título\n\n## Sécurité\n\n- [ ] Café prêt\n\t- Notes: ____\n"


@pytest.mark.parametrize(
    "raw",
    [
        SAMPLE.encode("utf-8-sig"),
        SAMPLE.encode("utf-16"),
        b"\xfe\xff" + SAMPLE.encode("utf-16-be"),
        SAMPLE.encode("utf-32"),
        SAMPLE.replace("\n", "\r\n").encode(),
        SAMPLE.replace("\n", "\r").encode(),
        SAMPLE,
        "\ufeff" + SAMPLE,
    ],
    ids=["utf-8-bom", "utf-16-le", "utf-16-be", "utf-32", "crlf", "cr", "text", "text-bom"],
)
def test_encodings_and_line_ends_read_the_same(raw: bytes | str) -> None:
    checklist = parse(raw, "x.md")
    assert [(line.number, line.text, line.id) for line in checklist.lines] == [
        (5, "Café prêt", "securite/cafe-pret"),
        (6, "Notes", "securite/cafe-pret/notes"),
    ]


def test_undecodable_bytes_name_file_line_offset_and_cure() -> None:
    with pytest.raises(ChecklistError) as caught:
        parse(b"# A\n\n- [ ] Caf\xe9\n", "docs/GO.md")
    assert str(caught.value) == "docs/GO.md:3: the byte at offset 14 is not UTF-8; save it as UTF-8"


def test_broken_utf_16_is_named_as_such() -> None:
    with pytest.raises(ChecklistError) as caught:
        parse("- [ ] a\n".encode("utf-16") + b"\x00", "GO.md")
    assert str(caught.value) == "GO.md:2: the byte at offset 18 is not UTF-16-LE; save it as UTF-8"


def test_nesting_too_deep_to_read_is_refused_instead_of_dropped() -> None:
    deep = "".join(f"{'  ' * level}- [ ] level {level}\n" for level in range(49))
    assert len(parse(deep, "x.md").lines) == 49
    with pytest.raises(ChecklistError) as caught:
        parse(deep + f"{'  ' * 49}- [ ] too deep\n", "x.md")
    assert str(caught.value) == (
        "x.md:50: lists or quotes nested more than 49 deep cannot be read in full; flatten them"
    )


def test_a_link_to_x_inside_a_sentence_is_no_box() -> None:
    assert parse("As told in [x] and ![x](y.png).\n\n[x]: https://example.org\n", "x.md").lines == ()


@pytest.mark.parametrize("empty", ["", "\n\n", "\ufeff", b"", b"\xef\xbb\xbf", "Just prose.\n", "---\na: b\n---\n"])
def test_nothing_asked_is_no_lines(empty: str | bytes) -> None:
    assert parse(empty, "x.md").lines == ()


def test_a_name_without_latin_letters_survives_a_line_inserted_above() -> None:
    before = parse("- [ ] ពិនិត្យ\n", "x.md").lines[0]
    after = parse("- [ ] ថ្មី\n- [ ] ពិនិត្យ\n", "x.md").lines[1]
    assert before.id == after.id
    assert re.fullmatch(r"text-[0-9a-f]{8}", before.id)


def test_a_checklist_of_ten_thousand_lines() -> None:
    part = "## Part {0}\n- [ ] **Item {0}** done `x`\n  - condition {0}\n  - Notes: ____\n"
    text = "# T\n" + "".join(part.format(index) for index in range(2500))
    assert len(parse(text, "x.md").lines) == 7500


def test_a_paragraph_without_end() -> None:
    text = "".join(f"Verify that {index} works.\n" for index in range(20_000))
    lines = parse(text, "x.md").lines
    assert [line.number for line in lines] == list(range(1, 20_001))


def test_ten_thousand_equal_lines_get_ids_of_their_own() -> None:
    lines = parse("- [ ] same\n" * 10_000, "x.md").lines
    assert len({line.id for line in lines}) == 10_000
    assert [line.id for line in lines[:3]] == ["same", "same-2", "same-3"]


@settings(deadline=None, max_examples=400)
@given(ANY_TEXT)
@example("- [ ]")
@example("[x]: http://example.org\n\n- [x] a box all the same\n")
@example("- [ ] a\n  ---\n")
def test_any_text_is_a_checklist(text: str) -> None:
    checklist = parse(text, "x.md")
    numbers = [line.number for line in checklist.lines]
    last = len(re.findall(r"\r\n?|\n", text)) + 1
    assert all(1 <= number <= last for number in numbers)
    assert numbers == sorted(numbers)
    ids = [line.id for line in checklist.lines]
    assert len(set(ids)) == len(ids)
    assert all(ID.fullmatch(name) and len(name) <= 120 for name in ids)
    known = set(ids)
    assert all(not line.parent or line.parent in known for line in checklist.lines)
    assert all(not line.group or line.group in known for line in checklist.lines)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_checklist_or_a_checklist_error(raw: bytes) -> None:
    error = ""
    try:
        parse(raw, "x.md")
    except ChecklistError as caught:
        error = str(caught)
    assert error == "" or re.fullmatch(
        r"x\.md:\d+: (the byte at offset \d+ is not .*; save it as UTF-8|the code block .*)", error
    )


@settings(deadline=None, max_examples=400)
@given(DOCUMENT)
def test_every_task_is_a_line(text: str) -> None:
    """A task is what GitHub shows as a box: a list entry whose first paragraph begins with one."""
    tokens = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").parse(text)
    tasks = [
        token.map[0] + 1
        for above, before, token in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if (above.type, before.type, token.type) == ("list_item_open", "paragraph_open", "inline")
        and token.map
        and re.match(r"\[[ xX]\](\s|$)", token.content)
    ]
    boxes = {line.number for line in parse(text, "x.md").lines if line.checked is not None}
    assert set(tasks) <= boxes


@settings(deadline=None, max_examples=400)
@given(DOCUMENT)
def test_every_box_in_plain_words_of_a_paragraph_is_a_line_or_explained(text: str) -> None:
    tokens = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").disable("text_join").parse(text)
    words = [
        (token.map[0] + 1, "".join(child.content for child in token.children or [] if child.type == "text"))
        for before, token in pairwise(tokens)
        if before.type == "paragraph_open" and token.map and "\n" not in token.content
    ]
    boxed = {line for line, said in words if re.search(r"(?:^|\s)\[[ xX]\](?=\s|$)", said) and "=" not in said}
    assert boxed <= {line.number for line in parse(text, "x.md").lines}


def test_severity_and_phase_words_are_read_from_headings() -> None:
    text = "# T\n## {}\n- [ ] a\n"
    severities = {
        "P0 – blockers": Severity.CRITICAL,
        "🔴 Things": Severity.CRITICAL,
        "Must have": Severity.CRITICAL,
        "HIGH": Severity.HIGH,
        "🟡 Should pass": Severity.HIGH,
        "P1": Severity.HIGH,
        "Low priority": Severity.MEDIUM,
        "Nice-to-have": Severity.MEDIUM,
        "High availability": None,
        "Non-critical things": None,
        "Security": None,
    }
    phases = {
        "Pre-Deployment (2 weeks before launch)": Phase.PRE_DEPLOY,
        "2. Deployment Day": Phase.DEPLOY,
        "🚀 Go-Live": Phase.DEPLOY,
        "Go-Live Checklist": Phase.PRE_DEPLOY,
        "🎉 Launch Day!": Phase.DEPLOY,
        "Deployment Approval": Phase.PRE_DEPLOY,
        "Post-Deployment": Phase.POST_DEPLOY,
        "Post-Deployment (1-2 weeks after launch)": Phase.POST_LAUNCH,
        "First 24 hours": Phase.POST_LAUNCH,
        "The day after": Phase.POST_LAUNCH,
        "After opening": Phase.POST_LAUNCH,
        "Daily": Phase.DAILY,
        "Weekly tasks": Phase.WEEKLY,
        "Yearly": Phase.ANNUALLY,
        "Rollback plan": Phase.ROLLBACK,
        "Rollback readiness": Phase.PRE_DEPLOY,
        "Backups": Phase.PRE_DEPLOY,
    }
    for heading, severity in severities.items():
        assert parse(text.format(heading), "x.md").lines[0].severity is severity, heading
    for heading, phase in phases.items():
        assert parse(text.format(heading), "x.md").lines[0].phase is phase, heading


@pytest.mark.parametrize(
    ("text", "severity", "optional"),
    [
        ("- [ ] Dark mode (nice to have)", Severity.MEDIUM, True),
        ("- [ ] Nice to have: dark mode", Severity.MEDIUM, True),
        ("- [ ] Dark mode – nice to have", Severity.MEDIUM, True),
        ("- [ ] Dark mode (optional)", None, True),
        ("- [ ] Dark mode (optional, not critical)", None, True),
        ("- [ ] Backups run; a page about them is nice to have", None, False),
        ("- [ ] Backups must run, which is nice to have", None, False),
        ("- [ ] Nice to have: mail must arrive", None, False),
        ("- [ ] Mail arrives (optional, but critical)", None, False),
        ("- [ ] Mail arrives (not optional)", None, False),
        ("- [ ] Mail must arrive (if applicable)", None, False),
        ("- [ ] 🟢 Mail must arrive", None, False),
        ("- [ ] [P2] Mail arrives (critical)", Severity.CRITICAL, False),
        ("- [ ] Or mail must arrive", None, False),
        ("- [ ] Mail must arrive\n- [ ] Or a letter does", None, False),
        ("## Nice to have\n- [ ] Dark mode", Severity.MEDIUM, True),
        ("## Nice to have\n- [ ] Mail must arrive", None, False),
        ("## Nice to have\n- [ ] Mail: a blocker", None, False),
        ("## Nice to have\n- [ ] Critical: mail arrives", Severity.CRITICAL, False),
        ("## Nice to have, yet critical\n- [ ] Mail arrives", Severity.CRITICAL, False),
        ("## Low priority (non-blocking)\n- [ ] Dark mode", Severity.MEDIUM, False),
        ("## High priority (must pass)\n- [ ] Mail arrives", Severity.HIGH, False),
        ("| Item | Done | Priority |\n|-|-|-|\n| Mail must arrive | [ ] | Low |", None, False),
        ("| Item | Done | Priority |\n|-|-|-|\n| Dark mode | [ ] | Low |", Severity.MEDIUM, False),
    ],
)
def test_only_a_mark_weakens_a_line_and_must_wins(text: str, severity: Severity | None, optional: bool) -> None:
    line = parse(f"# T\n{text}\n", "x.md").lines[0]
    assert (line.severity, line.optional) == (severity, optional)


def test_kinds_that_are_read_only_in_their_place() -> None:
    text = "## Environment variables\n- [ ] `DEBUG=False`\n## Security\n- [ ] `DEBUG=False`\n"
    assert [line.kind for line in parse(text, "x.md").lines] == [Kind.ENVVAR, Kind.ITEM]


def test_what_prepares_a_rollback_is_due_before_the_release() -> None:
    early = ["Rollback plan documented", "Rehearsal of the rollback done", "Rollback rehearsed with the whole team"]
    early += ["Rehearse the rollback once", "Dry run of the rollback completed", "Previous image tag noted"]
    steps = ["Restore the backup", "Deploy the previous image"]
    lines = parse("# Go-live\n\n## Rollback\n\n" + "".join(f"- [ ] {text}\n" for text in early + steps), "GO.md").lines
    assert [line.text for line in lines if line.phase is Phase.PRE_DEPLOY] == early
    assert [line.text for line in lines if line.kind is Kind.PROCEDURE] == steps
