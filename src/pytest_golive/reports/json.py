"""``verdict.json``: the verdict for programs. Its keys are a promise; see the schema."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from pytest_golive.errors import GoliveError
from pytest_golive.reports.words import in_utf8
from pytest_golive.verdict import SCHEMA, Verdict

#: The stable keys of the document, in their order; what comes after them may change.
KEYS = (
    "schema", "decision", "phase", "as_of", "target", "release", "checklists", "counts", "blockers",
    "conditions", "lines", "signoffs", "warnings",
)  # fmt: skip
#: The stable keys of one line.
LINE_KEYS = (
    "id", "checklist", "line", "section", "text", "kind", "severity", "phase", "optional", "outcome",
    "checks", "evidence", "expected", "observed", "reason", "remedy", "seconds",
)  # fmt: skip


def render(verdict: Verdict) -> list[bytes]:
    """The verdict as a JSON document in UTF-8, stable keys first; in pieces."""
    import msgspec

    try:
        head, no_lines, rest = _indented(replace(verdict, lines=())).partition(b'"lines": []')
        # Line by line: the whole document twice, as it is and indented, would be what a run needs most memory for.
        lines = [_indented(line).replace(b"\n", b"\n    ") for line in verdict.lines]
    except UnicodeEncodeError:  # undecodable bytes of a checklist arrive as lone surrogates
        text = json.dumps(msgspec.to_builtins(verdict), ensure_ascii=False, indent=2, allow_nan=False)
        return [in_utf8(text), b"\n"]
    told = [piece for line in lines for piece in (b",\n    ", line)][1:]
    return [head, *([b'"lines": [\n    ', *told, b"\n  ]"] if told else [no_lines]), rest, b"\n"]


def _indented(value: object) -> bytes:
    import msgspec

    # The standard library takes thirty times as long.
    return msgspec.json.format(msgspec.json.encode(value), indent=2)


def load(document: bytes | str) -> Verdict:
    """Read a verdict back.

    Raises:
        UnicodeDecodeError: it is not UTF-8.
        GoliveError: it is no verdict, or of another version of the schema.
    """
    import msgspec

    try:
        read = msgspec.json.decode(document, type=Verdict)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return _read_slowly(document)
    return read if read.schema == SCHEMA else _read_slowly(document)


def _read_slowly(text: bytes | str) -> Verdict:
    """Say what is wrong with it; or read what holds undecodable bytes of a checklist, which only Python's json does."""
    import msgspec

    try:
        document = json.loads(text)
    except UnicodeDecodeError:
        raise
    except ValueError as error:
        raise GoliveError(f"this is no verdict.json: {error}") from error
    given = document.get("schema") if isinstance(document, dict) else None
    if given != SCHEMA:
        raise GoliveError(f"this version cannot read it: schema is {given!r}, not {SCHEMA!r}")
    try:
        return msgspec.convert(document, Verdict)
    except msgspec.ValidationError as error:
        raise GoliveError(f"this is no complete verdict.json: {error}") from error


def json_schema() -> dict[str, Any]:
    """The JSON Schema of ``verdict.json``."""
    import msgspec

    _, parts = msgspec.json.schema_components([Verdict])
    schema: dict[str, Any] = parts.pop("Verdict")
    schema["$defs"] = parts
    schema["required"] = list(KEYS)
    schema["$defs"]["JudgedLine"]["required"] = list(LINE_KEYS)
    schema["properties"]["schema"] = {"const": SCHEMA}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA} | schema
