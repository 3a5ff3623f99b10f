"""golive-records.toml: mistakes are told with their line, and nobody's record is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_golive.errors import ConfigError
from pytest_golive.records.file import append, read
from pytest_golive.records.model import Record, RecordKind, digest_of

ANA = Record(
    kind=RecordKind.ATTESTATION,
    checklist="GO.md",
    line="a/b",
    text="B holds",
    digest=digest_of("GO.md", "a/b", "B holds"),
    by="Ana",
    on=datetime(2026, 11, 20, 9, tzinfo=UTC),
    evidence="log in #412",
    expires=date(2027, 2, 1),
)
GOOD = """\
[[record]]
kind = "attestation"
checklist = "GO.md"
line = "a/b"
text = "B holds"
digest = "sha256:00"
by = "Ana"
on = 2026-11-20T09:00:00Z
"""
WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from pytest_golive.records.file import append
from pytest_golive.records.model import digest_of
from tests.records.test_file import ANA
for number in range(30):
    line = f"{sys.argv[2]}/{number}"
    mine = replace(ANA, line=line, digest=digest_of("GO.md", line, ANA.text), by=sys.argv[2], evidence=str(number))
    append(Path(sys.argv[1]), *([mine] if number % 2 else [mine, replace(mine, evidence="again")]))
"""
#: What it writes together with an "again".
PAIRED = {str(number) for number in range(0, 30, 2)}


def test_no_file_is_no_record(tmp_path: Path) -> None:
    assert read(tmp_path / "golive-records.toml") == ()


@pytest.mark.parametrize(
    "before",
    ["", "# ours\n", f"# first\n{GOOD}# why: see #3\n\n\n", GOOD.rstrip(), GOOD.replace("\n", "\r\n"), f"\ufeff{GOOD}"],
    ids=["empty", "comment", "comments", "no newline", "crlf", "bom"],
)
def test_what_was_there_stays_byte_for_byte(tmp_path: Path, before: str) -> None:
    path = tmp_path / "r.toml"
    path.write_bytes(before.encode())
    old = read(path)
    append(path, ANA)
    assert path.read_bytes().startswith(before.encode())
    assert read(path) == (*old, ANA)
    assert os.listdir(tmp_path) == ["r.toml"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("records") / "r.toml"
    record = Record(**{**vars(ANA), "by": text, "evidence": text, "text": text})
    append(path, record)
    assert read(path) == (record,)


def test_a_link_and_its_target_s_mode_are_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "shared.toml", tmp_path / "r.toml"
    target.write_text(GOOD)
    target.chmod(0o640)
    link.symlink_to(target)
    append(link, ANA)
    assert link.is_symlink()
    assert len(read(target)) == 2
    assert target.stat().st_mode & 0o777 == 0o640


def test_several_records_are_added_at_once_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    append(path, ANA, replace(ANA, by="Bo"))
    assert [record.by for record in read(path)] == ["Ana", "Bo"]
    before = path.read_bytes()
    with pytest.raises(ConfigError):
        append(path, ANA, replace(ANA, on=datetime(2026, 11, 20, 9)))  # noqa: DTZ001 - without its zone
    assert path.read_bytes() == before


def test_two_processes_lose_nothing_and_the_file_is_valid_at_each_moment(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    root = Path(__file__).parents[2]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in [str(root), *sys.path] if entry)}
    command = [sys.executable, "-c", WRITER, str(path)]
    running = [subprocess.Popen([*command, name], env=environ, cwd=root) for name in ("Ana", "Bo")]
    seen: list[tuple[Record, ...]] = [()]
    while any(one.poll() is None for one in running):
        records = read(path)
        # What was there stays, in its order; two that were added together are never seen apart.
        assert records[: len(seen[-1])] == seen[-1]
        assert all(records[at + 1].evidence == "again" for at, one in enumerate(records) if one.evidence in PAIRED)
        seen += [records] if records != seen[-1] else []
    assert [one.wait(timeout=120) for one in running] == [0, 0]
    assert len(seen) > 10
    records = read(path)
    for name in ("Ana", "Bo"):
        mine = [record.evidence for record in records if record.by == name]
        assert mine == [told for n in range(30) for told in ([str(n)] if n % 2 else [str(n), "again"])]
    assert os.listdir(tmp_path) == ["r.toml"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace('kind = "att', 'kind = "at'), ":2: kind: given 'atestation', allowed: attestation, waiver, "),
        (GOOD.replace('"attestation"', '"atestation"'), "did you mean 'attestation'?"),
        (f'{GOOD}evidnce = "x"\n', ":9: evidnce: unknown key, did you mean 'evidence'?"),
        (f'{GOOD}expires = "2027-02-01"\n', ":9: expires: given '2027-02-01', allowed: a date such as 2027-02-01"),
        (f"{GOOD}expires = 2027-02-01T00:00:00Z\n", ":9: expires: given 2027-02-01 00:00:00+00:00, allowed: a date"),
        (GOOD.replace("09:00:00Z", "09:00:00"), ":8: on: given 2026-11-20 09:00:00, allowed: a moment with its zone"),
        (GOOD.replace('by = "Ana"\n', ""), ":1: by: is missing"),
        (GOOD.replace("[[record]]", "[[recrod]]"), ":1: recrod: unknown key, did you mean 'record'?"),
        (f"{GOOD}expires = 2027-02-31\n", "not valid TOML: Invalid date"),
        (f"{GOOD}on = 3\n", "not valid TOML: Cannot overwrite a value (at line 9"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "r.toml"
    path.write_text(text)
    with pytest.raises(ConfigError) as raised:
        read(path)
    assert told in str(raised.value)
    assert str(raised.value).startswith(str(path))
    with pytest.raises(ConfigError):
        append(path, ANA)
    assert path.read_text() == text


def test_every_mistake_is_told_in_order(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    path.write_text(f"{GOOD}typo = 1\n{GOOD}expire = 2027-01-01\n{GOOD.replace('attestation', 'waver')}")
    with pytest.raises(ConfigError) as raised:
        read(path)
    assert [line.removeprefix(f"{path}:").partition(":")[0] for line in str(raised.value).splitlines()] == [
        "9",
        "18",
        "20",
    ]


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    path.write_bytes(b"# \xe9\n")
    with pytest.raises(ConfigError, match="not UTF-8"):
        read(path)


def test_records_in_another_form_are_not_mixed(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    path.write_text("record = []\n")
    with pytest.raises(ConfigError):
        append(path, ANA)
    assert path.read_text() == "record = []\n"
