"""`golive bind --write`: the same file, with comments that bind each line as it was bound."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_golive.checklist.bind import Binder, Binding
from pytest_golive.checklist.model import Checklist
from pytest_golive.checklist.parse import parse
from pytest_golive.checklist.pin import pin
from pytest_golive.checks import load_checks

REAL = Path(__file__).parent / "data" / "real"
BINDER = Binder(load_checks())


def bindings(checklist: Checklist) -> dict[str, Binding]:
    return {line.id: BINDER.bind(line, parent=checklist.parent_text(line)) for line in checklist.lines}


def pinned(raw: bytes) -> bytes:
    checklist = parse(raw, "GO.md")
    return pin(raw, checklist, bindings(checklist))


@pytest.mark.parametrize(
    ("raw", "copy"),
    [
        (b"- [ ] SSL certificate valid\n", b"- [ ] SSL certificate valid <!-- golive: tls.certificate-valid -->\n"),
        (b"- [ ] SSL certificate valid", b"- [ ] SSL certificate valid <!-- golive: tls.certificate-valid -->"),
        (
            b"- [ ] SSL certificate valid  \r\n",
            b"- [ ] SSL certificate valid <!-- golive: tls.certificate-valid -->  \r\n",
        ),
        (
            b"- [ ] SSL certificate valid and pretty\n",
            b"- [ ] SSL certificate valid and pretty <!-- golive? tls.certificate-valid (not: pretty) -->\n",
        ),
        (b"- [ ] Champagne is cold\n", b"- [ ] Champagne is cold\n"),
        (b"- [ ] SSL certificate valid <!-- golive: tls.protocol -->\n",) * 2,
        (b"```bash\nDEBUG=False\n```\n",) * 2,
        (
            "\ufeff- [ ] Zertifikat\r\n- [ ] SSL certificate valid\r\n".encode(),
            "\ufeff- [ ] Zertifikat\r\n- [ ] SSL certificate valid <!-- golive: tls.certificate-valid -->\r\n".encode(),
        ),
    ],
)
def test_a_copy_with_comments(raw: bytes, copy: bytes) -> None:
    if b"tls.protocol" in raw:
        raw = copy = raw.replace(b"tls.protocol", next(one for one in load_checks() if one.startswith("tls.")).encode())
    assert pinned(raw) == copy


@pytest.mark.parametrize("document", sorted(path.name for path in REAL.glob("*.md")))
def test_the_copy_says_the_same_and_is_bound_the_same(document: str) -> None:
    raw = (REAL / document).read_bytes()
    before = parse(raw, document)
    after = parse(pinned(raw), document)
    assert [(line.id, line.text, line.kind) for line in after.lines] == [
        (line.id, line.text, line.kind) for line in before.lines
    ]
    was, now = bindings(before), bindings(after)
    changed = [line.text for line in after.lines if keys(now[line.id]) != keys(was[line.id])]
    assert not changed
    assert sum(bool(line.pins) for line in after.lines) > 10


def keys(binding: Binding) -> set[object]:
    return {one.key for one in binding.bound}
