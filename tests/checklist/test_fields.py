"""Whether a field holds a value or only the place for one: what is in doubt is open."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_golive.checklist.fields import State, choices_of, field_of, read
from pytest_golive.checklist.model import Kind, Line
from pytest_golive.checklist.parse import parse

REAL = Path(__file__).parent / "data" / "real"
FILLED = [
    "2026-12-01", "1 Dec 2026 09:30", "1.0", "v2.3.1", "Ana Kim", "Ana Kim, +855 12 345 678, ana@shop.kh", "李雷",
    "https://shop.kh/", "Razorpay Support (support@razorpay.com)", "none", "N/A", "SHOP-123", "see [SHOP-123]",
    "README.md", "settings__prod.py", "✅", "ana@mydearshop.kh", "☑ YES ☐ NO",
    "[x] Manual [ ] Automated", "☐ Low ☒ High", "Email address verification is slow", "DevOps team",
    "<ana@shop.kh>", "[1]",
]  # fmt: skip
OPEN = [
    "", "  ", "____", "_________________", "....", "...", "…", "-", "—", "?", "[Name]", "[Name, Phone, Email]",
    "[Name] - [Phone] - [Email]", "Ana, [Phone]", "[contact]", "[Add any notes here]", "<name>", "{{ date }}",
    "{owner}", "TBD", "tba", "TBC?", "Phone TBD", "TODO", "to be decided", "YYYY-MM-DD", "dd/mm/yyyy", "MM/DD/YY",
    "HH:MM", "__/__/____", "20__-__-__", "+1-XXX-XXX-XXXX", "xxx", "https://yourdomain.com", "https://www.your-shop.com/x",
    "support@example.com", "https://example.org", "www.domain.com", "Ana ____", "____ Date: 2026-01-01",
    "☐ YES ☐ NO", "☑ YES ☑ NO", "[ ] Manual [ ] Automated", "Name", "Name, Phone, Email", "name / date",
    "Your name here", "enter the date", "(name)",
]  # fmt: skip
REFUSED = [
    ("Approved for Production Deployment", "☐ YES ☑ NO"), ("Site Live", "No"), ("Decision", "NO-GO"),
    ("Decision", "☐ GO ☑ NO-GO"), ("Deployment Status", "☐ Success ☒ Failed"), ("Result", "fail"),
    ("Review", "rejected"), ("Ready for launch", "no, see #12"),
]  # fmt: skip


@pytest.mark.parametrize("value", FILLED)
def test_filled(value: str) -> None:
    assert read("Anything", value).state is State.FILLED


@pytest.mark.parametrize("value", OPEN)
def test_open(value: str) -> None:
    assert read("Anything", value).state is State.OPEN


@pytest.mark.parametrize(("label", "value"), REFUSED)
def test_a_no_is_no_value_like_others(label: str, value: str) -> None:
    assert read(label, value).state is State.REFUSED


@pytest.mark.parametrize(("label", "value"), [("Downtime needed", "☐ Yes ☑ No"), ("Reviewed by", "Noah")])
def test_a_no_that_is_an_answer(label: str, value: str) -> None:
    assert read(label, value).state is State.FILLED


@pytest.mark.parametrize("value", ["N/A", "none", "nobody"])
def test_nobody_is_no_contact(value: str) -> None:
    assert read("On-call", value, Kind.CONTACT).state is State.OPEN


@given(st.text(alphabet="_ .:/|-…?\t", max_size=30))
def test_signs_alone_are_never_a_value(value: str) -> None:
    assert read("Name", value).state is State.OPEN


@given(st.sampled_from(FILLED), st.sampled_from(["____", "[Phone]", "TBD", "<phone>", "YYYY-MM-DD"]))
def test_a_part_that_is_open_leaves_all_of_it_open(value: str, hole: str) -> None:
    ticked = any(sign in value for sign in "☐[")
    assert ticked or read("Name", f"{value}, {hole}").state is State.OPEN
    assert ticked or read("Name", f"{hole}, {value}").state is State.OPEN


def fields(markdown: str) -> dict[str, tuple[State, str]]:
    lines = parse(markdown, "GO.md").lines
    found = {line.id.rpartition("/")[2]: field_of(line) for line in lines if line.kind in {Kind.RECORD, Kind.CONTACT}}
    return {name: (field.state, field.value) for name, field in found.items()}


def test_as_they_stand_in_a_document() -> None:
    markdown = (
        "# Launch\n\n**Date:** ____\n**Version:** 1.0\n**Approved:** ☑ YES ☐ NO\n\n"
        "## Contacts\n\n- Lead: Ana, +855 12\n- DevOps: [Name]\n- Manager\n\n"
        "| Role | Name | Phone |\n|---|---|---|\n| On-call | Bo | 555 12 34 |\n| Payments | | |\n"
    )
    assert fields(markdown) == {
        "date": (State.OPEN, ""),
        "version": (State.FILLED, "1.0"),
        "approved": (State.FILLED, "YES"),
        "lead": (State.FILLED, "Ana, +855 12"),
        "devops": (State.OPEN, ""),
        "manager": (State.OPEN, ""),
        "on-call": (State.FILLED, "Bo, 555 12 34"),
        "payments": (State.OPEN, ""),
    }


def test_choices() -> None:
    line = Line(id="a", number=1, text="Live", kind=Kind.RECORD, written="Live: ☐ YES ☐ NO")
    assert choices_of(line) == ("YES", "NO")
    assert choices_of(Line(id="a", number=1, text="Date", kind=Kind.RECORD, written="Date: ____")) == ()


def test_every_record_of_the_real_documents() -> None:
    """The table was written by reading the documents."""
    with (REAL / "fields.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    told = {(row["doc"], int(row["line"])): (row["state"], row["value"]) for row in rows}
    found = {}
    for path in sorted(REAL.glob("*.md")):
        checklist = parse(path.read_bytes(), path.name)
        for line in checklist.lines:
            if line.kind in {Kind.RECORD, Kind.CONTACT} and not line.is_field and not checklist.children(line):
                field = field_of(line)
                found[path.name, line.number] = (field.state.value, field.value)
    assert found == told
