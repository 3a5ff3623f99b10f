"""A statement, its signature, and what is wrong with it."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pytest_golive.errors import ConfigError
from pytest_golive.records import signature
from pytest_golive.records.signature import Rules, SignedRole, Statement
from tests.signing import make_key, public

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
RAW = b'{"decision": "GO"}'
STATEMENT = Statement(verdict=signature.digest(RAW), role="Geschäftsführung", decision="GO", signed_at=NOW, note="ok")
GIVEN = (
    b'{"statement": {"verdict": "x", "role": "QA", "decision": "%s", "signed_at": "2026-11-20T09:30:00%s"},'
    b' "signature": ""}'
)


class Desk:
    """A verdict, an allowed key, and the rules."""

    def __init__(self, folder: Path) -> None:
        self.verdict = folder / "verdict.json"
        self.verdict.write_bytes(RAW)
        self.key = make_key(folder, "ana")
        self.allowed = folder / "allowed"
        self.allowed.write_text(f"ana@x,lead@x {public(self.key)}\n", "utf-8")
        self.rules = Rules(allowed_signers=self.allowed, now=NOW, max_age=timedelta(hours=24))

    def sign(self, **changes: object) -> Path:
        statement = replace(STATEMENT, **changes)  # type: ignore[arg-type]
        path = signature.file_of(self.verdict, statement.role)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(signature.render(signature.sign(statement, str(self.key))))
        return path

    def problem(self, path: Path, **rules: object) -> str:
        return signature.check(path, RAW, replace(self.rules, **rules)).problem  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_those_who_signed(desk: Desk) -> None:
    desk.sign()
    desk.sign(role="QA", decision="NO-GO")
    desk.sign(role="Ops", verdict=signature.digest(b"another"))
    assert signature.signed(desk.verdict, desk.rules) == (
        SignedRole(role="Geschäftsführung", by="ana@x, lead@x", decision="GO", at=NOW),
        SignedRole(role="QA", by="ana@x, lead@x", decision="NO-GO", at=NOW),
    )
    desk.verdict.write_bytes(RAW + b" ")
    assert [one.role for one in signature.signed(desk.verdict, desk.rules)] == []


def test_openssh_alone_can_check_it(desk: Desk, tmp_path: Path) -> None:
    document = json.loads(desk.sign().read_text("utf-8"))
    message = json.dumps(document["statement"], sort_keys=True, separators=(",", ":")).encode()
    tmp_path.joinpath("sig").write_text(document["signature"], "utf-8")
    command = ["ssh-keygen", "-Y", "verify", "-f", desk.allowed, "-I", "ana@x", "-n", "pytest-golive"]
    subprocess.run([*command, "-s", tmp_path / "sig"], input=message, check=True, capture_output=True)


@pytest.mark.parametrize(
    ("changes", "rules", "problem"),
    [
        ({}, {}, ""),
        ({}, {"now": NOW + timedelta(hours=24)}, ""),
        ({}, {"now": NOW + timedelta(hours=25)}, "it is older than 24 hours (2026-11-20 09:30 UTC)"),
        ({}, {"now": NOW - timedelta(minutes=4)}, ""),
        ({}, {"now": NOW - timedelta(hours=1)}, "it is dated in the future (2026-11-20 09:30 UTC)"),
        ({"decision": "NO-GO"}, {"now": NOW + timedelta(days=9)}, ""),
        ({}, {"is_independent": True, "author": "eve@x"}, ""),
        (
            {}, {"is_independent": True, "author": "LEAD@x"},
            "ana@x, lead@x wrote the release's commit; somebody else has to sign",
        ),
        ({"decision": "NO-GO"}, {"is_independent": True, "author": "ana@x"}, ""),
        (
            {}, {"is_independent": True},
            "who wrote the release's commit cannot be read, and [signatures] independent asks for somebody else",
        ),
        ({}, {"may_sign": {"QA": ("bo@x",)}}, ""),
        ({}, {"may_sign": {"GESCHÄFTSFÜHRUNG": ("bo@x", "lead@x")}}, ""),
        (
            {}, {"may_sign": {"geschäftsführung": ()}},
            "ana@x, lead@x may not sign as this role, only nobody ([signatures.may_sign])",
        ),
    ],
)  # fmt: skip
def test_rules(desk: Desk, changes: dict[str, object], rules: dict[str, object], problem: str) -> None:
    assert desk.problem(desk.sign(**changes), **rules) == problem


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{}", b"\xff", b'{"statement": 5, "signature": ""}',
        GIVEN % (b"GO", b""), GIVEN % (b"MAYBE", b"Z"),
    ],
)  # fmt: skip
def test_what_is_no_signature_file(desk: Desk, content: bytes) -> None:
    path = desk.sign()
    path.write_bytes(content)
    assert desk.problem(path).startswith(f"{path.name} is no signature file (")


@pytest.mark.parametrize("text", ["", "x", "é", "-----\nAAAA\n-----", "-----\nU1NIU0lHAAAAAQAAAAA=\n-----", "\ud800"])
def test_what_is_no_signature(desk: Desk, text: str) -> None:
    path = desk.sign()
    document = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(document | {"signature": text}), "utf-8")
    assert desk.problem(path)


def test_an_unknown_key_in_a_statement_breaks_nothing_and_adds_nothing(desk: Desk) -> None:
    path = desk.sign()
    document = json.loads(path.read_text("utf-8"))
    document["statement"]["role"] = "QA"
    path.write_text(json.dumps(document), "utf-8")
    assert desk.problem(path) == "its signature is broken: Signature verification failed: incorrect signature"


def test_every_role_has_its_own_file(desk: Desk) -> None:
    names = ["QA Lead", "QA/Lead", "QA-Lead", "責任者", "担当者", "../../etc/passwd", ""]
    files = {signature.file_of(desk.verdict, name) for name in names}
    assert len(files) == len(names)
    assert {file.parent for file in files} == {desk.verdict.parent / "signatures"}
    assert signature.file_of(desk.verdict, "qa  lead") == signature.file_of(desk.verdict, "QA Lead")


def test_a_key_that_cannot_sign(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ConfigError, match="ssh-keygen could not sign with"):
        signature.sign(STATEMENT, str(desk.verdict))
    assert "verdict.json" in capfd.readouterr().err, "ssh-keygen says why"


def test_the_fingerprint_is_opensshs(desk: Desk) -> None:
    made = signature.sign(STATEMENT, str(desk.key))
    shown = subprocess.run(["ssh-keygen", "-l", "-f", desk.key], check=True, capture_output=True, text=True).stdout
    assert signature.public_key(made.signature) == public(desk.key)
    assert signature.fingerprint(public(desk.key)) in shown
