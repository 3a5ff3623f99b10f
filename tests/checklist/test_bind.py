"""Binding: what counts as a word, what a phrase means, and that words nobody verifies stay open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.model import Kind, Line
from pytest_golive.checklist.words import words
from pytest_golive.errors import ChecklistError


def judge(*, major: int, name: str) -> None:
    """Has the quantities of the phrases below."""


@dataclass(frozen=True)
class Stub:
    id: str
    says: tuple[str, ...] = ()
    judge: Callable[..., Any] = judge


STUBS = (
    Stub("tls.valid", ("ssl certificate valid", "certificate valid domain")),
    Stub("debug.off", ("debug false|off", "debug mode off")),
    Stub("pg.version", ("postgresql {major}",)),
    Stub("var.named", ("variable {name} set",)),
    Stub("cache.on", ("=cache configured",)),
    Stub("env.var-set"),
    Stub("env.var-value"),
)
BINDER = Binder({stub.id: stub for stub in STUBS})


def bound(text: str, kind: Kind = Kind.ITEM, **changes: Any) -> tuple[list[str], tuple[str, ...]]:
    binding = BINDER.bind(Line(id="x", number=7, text=text, kind=kind, **changes), "GO.md")
    return [one.check for one in binding.bound], binding.leftover


@pytest.mark.parametrize(
    "text",
    [
        "SSL certificate valid, except for the mail server",
        "Debug mode off: not yet",
        "SSL certificate valid until we skip it",
        "PostgreSQL 16 without backups",
    ],
)
def test_a_line_that_may_say_the_opposite_is_not_bound(text: str) -> None:
    checks, leftover = bound(text)
    assert not checks
    assert leftover


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("DEBUG=False in production", "debug fals"),
        ("Ensure the HTTP headers are configured correctly", "http header configur"),
        ("SSL/TLS certificates", "ssl certific"),
        ("E-mails are sent", "email sent"),
        ("Let's Encrypt", "let encrypt"),
        ("`/health/` answers", "/health/ answer"),
        ("No N+1 queries", "no n+1 quer"),
        ("running, runs, run", "run"),
        ("Migrations applied", "migr appli"),
        ("README.md updated", "readme.md upd"),
    ],
)
def test_words(text: str, stems: str) -> None:
    assert " ".join(word.stem for word in words(text)) == stems


@pytest.mark.parametrize(
    ("text", "checks", "leftover"),
    [
        ("SSL certificate valid", ["tls.valid"], ()),
        ("Valid TLS certificates", ["tls.valid"], ()),
        ("SSL certificate is valid for the domain", ["tls.valid"], ()),
        ("SSL certificate of the mail server valid", [], ("ssl", "certificate", "mail", "server", "valid")),
        ("SSL certificate valid for 30 days", ["tls.valid"], ("30", "days")),
        ("Debug mode off", ["debug.off"], ()),
        ("DEBUG logging off", [], ("debug", "logging", "off")),
        ("DEBUG not off", [], ("debug", "not", "off")),
        ("DEBUG != False", [], ("debug", "!=", "false")),
        ("SSL certificate valid ❌", ["tls.valid"], ("❌",)),
        ("PostgreSQL > 18", [], ("postgresql", ">", "18")),
        ("PostgreSQL 0", [], ("postgresql", "0")),
        ("Cache configured", ["cache.on"], ()),
        ("Cache configured for the old site", [], ("cache", "configured", "old", "site")),
    ],
)
def test_phrases(text: str, checks: list[str], leftover: tuple[str, ...]) -> None:
    assert bound(text) == (checks, leftover)


def test_a_quantity_is_captured() -> None:
    [one] = BINDER.bind(Line(id="x", number=1, text="PostgreSQL 16 running", kind=Kind.ITEM)).bound
    assert one.quantities == {"major": 16}


def test_a_quantity_that_is_no_number_does_not_match() -> None:
    assert bound("PostgreSQL database") == ([], ("postgresql", "database"))


@pytest.mark.parametrize(
    ("text", "check", "quantities"),
    [
        ("DEBUG=False", "env.var-value", {"variable": "DEBUG", "value": "False"}),
        ("SECRET_KEY", "env.var-set", {"variable": "SECRET_KEY"}),
        ("SECRET_KEY=<strong-key>", "env.var-set", {"variable": "SECRET_KEY"}),
        ("EMAIL_PORT=587", "env.var-set", {"variable": "EMAIL_PORT"}),
        ("LOG_LEVEL=INFO", "env.var-value", {"variable": "LOG_LEVEL", "value": "INFO"}),
    ],
)
def test_variables(text: str, check: str, quantities: dict[str, str]) -> None:
    first = BINDER.bind(Line(id="x", number=1, text=text, kind=Kind.ENVVAR)).bound[0]
    assert (first.check, first.quantities) == (check, quantities)


def test_what_is_said_on_top_of_a_variable_stays_open() -> None:
    assert bound("SECRET_KEY (strong random value)", Kind.ENVVAR) == (["env.var-set"], ("strong", "random", "value"))


@pytest.mark.parametrize("kind", [Kind.RECORD, Kind.SIGNOFF, Kind.CONTACT, Kind.PROCEDURE])
def test_people_answer_their_own_lines(kind: Kind) -> None:
    assert bound("SSL certificate valid", kind)[0] == []


def test_a_command_is_bound_as_a_whole_or_not_at_all() -> None:
    assert bound("curl debug off", Kind.COMMAND)[0] == []
    assert bound("debug off", Kind.COMMAND)[0] == ["debug.off"]


def test_pins() -> None:
    assert bound("Irgendetwas", pins=("tls.valid", "debug.off")) == (["tls.valid", "debug.off"], ())


@pytest.mark.parametrize(
    ("pin", "hint"), [("tls.valdi", "did you mean 'tls.valid'?"), ("zzz", "`golive list` shows all ids")]
)
def test_an_unknown_pin(pin: str, hint: str) -> None:
    with pytest.raises(ChecklistError) as caught:
        bound("Anything", pins=(pin,))
    assert str(caught.value).startswith(f"GO.md:7: “Anything” pins the unknown check {pin!r}")
    assert str(caught.value).endswith(hint)
