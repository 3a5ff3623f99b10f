"""golive-records.toml: read it and tell every mistake with its line; append to it, whoever else does."""

from __future__ import annotations

import difflib
import os
import re
import time
import tomllib
from collections.abc import Collection, Generator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

from pytest_golive.checklist.model import Checklist
from pytest_golive.data import dataclass
from pytest_golive.errors import ConfigError, bad_toml
from pytest_golive.records.model import Record, digest_of, is_edited
from pytest_golive.schema import Mistake, build
from pytest_golive.wholefile import replace

TITLE = "# What people said about the checklist; `golive attest` and the like add to it. Review it like code.\n"
#: Seconds to wait for another process that appends.
PATIENCE = 30.0


@dataclass(frozen=True, kw_only=True)
class RecordsFile:
    """The whole file."""

    record: tuple[Record, ...] = ()


def read(path: Path) -> tuple[Record, ...]:
    """Every record, in the order of the file; none when there is no file.

    Raises:
        ConfigError: with every mistake in it.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start}); save the file as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    return _records(path, text)


def _records(path: Path, text: str) -> tuple[Record, ...]:
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise bad_toml(path, text, error) from None
    held, mistakes = build(RecordsFile, data)
    if held:
        mistakes += [
            Mistake(("record", at, "on"), f"given {record.on}, allowed: a moment with its zone, such as {record.on}Z")
            for at, record in enumerate(held.record)
            if record.on.tzinfo is None
        ]
    if mistakes or held is None:
        mistakes.sort(key=lambda mistake: _line_of(text, mistake.where))
        raise ConfigError("\n".join(_explain(path, text, mistake) for mistake in mistakes))
    return held.record


def refuse_edited(path: Path, records: Sequence[Record], checklists: Collection[Checklist]) -> None:
    """Refuse records whose digest does not fit their own words: somebody changed them by hand.

    Raises:
        ConfigError: naming the line of each, the key that is wrong and what it was, as far as that can be told.
    """
    edited = [(at, record) for at, record in enumerate(records) if is_edited(record)]
    if edited:
        text = path.read_text("utf-8")
        told = [(at, *_misspelt(record, checklists)) for at, record in edited]
        where = [(_line_of(text, ("record", at, key)), key, why) for at, key, why in told]
        raise ConfigError("\n".join(f"{path}:{line}: {key}: {why}" for line, key, why in where))


def _misspelt(record: Record, checklists: Collection[Checklist]) -> tuple[str, str]:
    """The key that was changed, and what it should be."""
    lines = [(one.path, line) for one in checklists for line in one.lines]
    for path, line in lines:
        if digest_of(path, line.id, line.text) == record.digest:
            right = {"checklist": path, "line": line.id, "text": line.text}
            key = next(key for key, value in right.items() if getattr(record, key) != value)
            return key, f"its digest does not fit {getattr(record, key)!r}, did you mean {right[key]!r}?"
    known = [line.id for path, line in lines if path == record.checklist] or [line.id for _, line in lines]
    close = difflib.get_close_matches(record.line, known, n=1)
    hint = f" (the nearest line is {close[0]!r})" if close else ""
    return "digest", f"it does not fit checklist, line and text; take back what was edited, or say it anew{hint}"


def _explain(path: Path, text: str, mistake: Mistake) -> str:
    line = _line_of(text, mistake.where)
    key = str(mistake.where[-1]) if len(mistake.where) > 2 else ".".join(str(part) for part in mistake.where)
    return f"{path}:{line}: {key}: {mistake.text}" if line else f"{path}: {key}: {mistake.text}"


def _line_of(text: str, where: tuple[str | int, ...]) -> int:
    """Line of a record's key, else of the record; 0 when it is not written as ``[[record]]``."""
    if len(where) == 1:
        found = re.search(rf"(?m)^\s*\[*\s*\"?{re.escape(str(where[0]))}\b", text)
        return text.count("\n", 0, found.end()) + 1 if found else 0
    seen, header = -1, 0
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(r"\s*\[\[\s*record\s*\]\]", line):
            seen += 1
            header = number if seen == where[1] else header
        elif seen == where[1] and len(where) > 2 and re.match(rf"\s*\"?{re.escape(str(where[2]))}\"?\s*=", line):
            return number
    return header


def append(path: Path, *records: Record) -> None:
    """Add records at the end of the file, all or none; everything before stays as it is, byte for byte.

    Raises:
        ConfigError: the file has a mistake already, or cannot be written.
    """
    # A link is followed: what it points to is the file under review.
    path = path.resolve()
    try:
        with _locked(path):
            before = path.read_bytes().decode("utf-8") if path.exists() else TITLE
            known = _records(path, before)
            after = _joined(before, records)
            if _records(path, after) != (*known, *records):
                raise ConfigError(f"{path}: write its records as [[record]] tables, so that one can be added")
            replace(path, [after.encode("utf-8")], durable=True)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror or error}") from None


def _joined(before: str, records: Sequence[Record]) -> str:
    import tomlkit

    tables = tomlkit.aot()
    for record in records:
        table = tomlkit.table()
        for one in fields(record):
            value = getattr(record, one.name)
            if value not in ("", None):
                table.add(one.name, value)
        tables.append(table)
    end = "\r\n" if "\r\n" in before else "\n"
    gap = "" if before.endswith("\n") or not before else end
    return before + gap + end + tomlkit.dumps({"record": tables}).replace("\n", end)


@contextmanager
def _locked(path: Path) -> Generator[None, None, None]:
    """Hold the lock file beside ``path``; it is gone afterwards, and a crash leaves nothing that stays locked."""
    lock = path.with_name(f".{path.name}.lock")
    limit = time.monotonic() + PATIENCE
    while (held := _take(lock)) is None:
        if time.monotonic() > limit:
            raise ConfigError(f"{path}: another process is writing it; if none is, remove {lock}")
        time.sleep(0.01)
    try:
        yield
    finally:
        # Before it is let go: whoever waits for it sees that it is gone, and makes a new one.
        lock.unlink(missing_ok=True)
        os.close(held)


def _take(lock: Path) -> int | None:
    """A descriptor of the lock file, or None while another process has it."""
    try:
        import fcntl
    except ImportError:  # Windows: the file itself is the lock
        try:
            return os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            return None
    held = os.open(lock, os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(held).st_ino == os.stat(lock).st_ino:
            return held
    except (BlockingIOError, FileNotFoundError):
        pass
    os.close(held)
    return None
