"""Binding: what counts as a word, what a phrase means, and that words nobody verifies stay open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.model import Kind, Line
from pytest_golive.checklist.parse import parse
from pytest_golive.checklist.phrases import Quantity
from pytest_golive.checklist.words import words
from pytest_golive.checks import load_checks, new_binder
from pytest_golive.errors import ChecklistError

#: Those of the phrases below.
QUANTITIES = {"major": Quantity(kind="builtins:int"), "name": Quantity(kind="builtins:str")}


@dataclass(frozen=True)
class Stub:
    id: str
    says: tuple[str, ...] = ()
    quantities: Mapping[str, Quantity] = field(default_factory=lambda: QUANTITIES)
    overlooks: frozenset[str] = frozenset()
    sees: frozenset[str] = frozenset()
    is_of_writing: bool = False


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
    assert bound("SSL certificate valid, says Ana", kind) == ([], ("ssl", "certificate", "valid", "says", "ana"))


def test_a_step_to_take_is_never_wholly_verified_by_a_state_that_is_fine() -> None:
    assert bound("SSL certificate valid", Kind.PROCEDURE) == (["tls.valid"], ("ssl", "certificate", "valid"))


def test_a_record_whose_every_word_a_check_means_is_looked_at() -> None:
    assert bound("SSL certificate valid", Kind.RECORD) == (["tls.valid"], ())


@pytest.mark.parametrize(
    ("text", "checks"),
    [
        ("Backups run every night", ["backup.runs"]),
        ("Backups run", ["backup.runs"]),
        ("Backups run twice", []),
    ],
)
def test_a_word_with_a_question_mark_may_be_missing(text: str, checks: list[str]) -> None:
    binding = phrases("backup.runs", "=backups run night?").bind(Line(id="x", number=1, text=text, kind=Kind.ITEM))
    assert [one.check for one in binding.bound] == checks


def test_a_class_of_words() -> None:
    binder = phrases("backup.runs", "backups @set")
    for text in ("Backups configured", "Backups are set up", "Backups in place", "Enable backups"):
        assert binder.bind(Line(id="x", number=1, text=text, kind=Kind.ITEM)).bound, text
    assert not binder.bind(Line(id="x", number=1, text="Backups deleted", kind=Kind.ITEM)).bound


def test_a_context_is_looked_for_above_the_line() -> None:
    binder = phrases("monitor.uptime", "uptime monitoring: pingdom")
    line = Line(id="x", number=1, text="Pingdom", kind=Kind.ITEM)
    assert not binder.bind(line).bound
    assert binder.bind(line, parent="Uptime is monitored").bound
    assert binder.bind(replace(line, section=("Tools", "Uptime Monitoring"))).bound


@pytest.mark.parametrize(
    ("above", "leftover"),
    [
        ("## Staging", ("staging",)),
        ("## Deployment to staging\n\n### Security", ("staging",)),
        ("## Security\n\n- [ ] On staging\n", ("staging",)),
        ("## Staging and production", ()),
        ("## Staging\n\n### Production", ()),
        ("## Like staging, now live", ()),
    ],
)
def test_what_stands_below_staging_is_not_settled_by_another_site(above: str, leftover: tuple[str, ...]) -> None:
    indent = "  " if above.endswith("\n") else "\n"
    checklist = parse(f"# Staging\n\n{above}{indent}- [ ] SSL certificate valid\n", "list.md")
    line = checklist.lines[-1]
    binder = new_binder(load_checks())
    binding = binder.bind(line, parent=checklist.parent_text(line))
    assert ([one.check for one in binding.bound], binding.leftover) == (["tls.certificate-valid"], leftover)
    binder.environment = "staging"
    assert binder.bind(line, parent=checklist.parent_text(line)).leftover == ()


def test_a_bad_event_means_its_check_only_where_bad_events_are_listed() -> None:
    binder = phrases("bugs.none", "no critical bugs", "!critical bugs open?")
    bad = Line(id="x", number=1, text="Critical bugs open", kind=Kind.CRITERION)
    assert binder.bind(replace(bad, parent="no-go-criteria-any-of-these-blocks")).bound
    assert binder.bind(replace(bad, kind=Kind.TRIGGER)).bound
    assert not binder.bind(replace(bad, parent="go-criteria")).bound
    good = replace(bad, text="No critical bugs")
    assert binder.bind(replace(good, parent="go-criteria")).bound
    assert not binder.bind(replace(good, parent="no-go-criteria")).bound


@pytest.mark.parametrize(
    "text",
    [
        "SSL certificate valid (#204)",
        "SSL certificate valid @mia",
        "**P0** SSL certificate valid",
        "SSL certificate valid SHOP-12",
        "SSL certificate valid (owner: Ana Müller)",
        "SSL certificate valid :lock:",
        "SSL certificate valid [due: 2026-12-01]",
        "🚀 SSL certificate valid ‼️",
    ],
)
def test_what_a_team_hangs_on_a_line_says_nothing(text: str) -> None:
    assert bound(text) == (["tls.valid"], ())


def test_capitals_in_a_phrase_do_not_matter() -> None:
    binder = phrases("headers.fine", "Headers FINE")
    assert binder.bind(Line(id="x", number=1, text="Headers fine", kind=Kind.ITEM)).bound


def test_a_line_most_of_whose_words_are_left_over_is_not_bound() -> None:
    assert bound("SSL certificate valid and pinned") == (["tls.valid"], ("pinned",))
    assert bound("SSL certificate valid in the reports that the auditors read every Friday")[0] == []


def test_every_shipped_phrase_compiles() -> None:
    checks = load_checks()
    Binder(checks).prove(checks)


def phrases(check: str, *says: str) -> Binder:
    return Binder({check: Stub(check, says)})


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


def test_the_index_made_beforehand_finds_what_a_fresh_one_finds() -> None:
    checks = load_checks()
    own = replace(checks["http.site-up"], id="team.own", phrases="robots polite\nbackup robots", module="conftest")
    made_beforehand = new_binder({"team.own": own} | checks)
    fresh = Binder({name: checks[name] for name in sorted(checks)} | {"team.own": own})
    assert made_beforehand._by_stem == fresh._by_stem


def wide(text: str) -> tuple[list[str], tuple[str, ...]]:
    binder = phrases("code.secrets", "secrets repo", "secret|password repo|git ~ any hardcoded committed ever tree")
    binding = binder.bind(Line(id="x", number=1, text=text, kind=Kind.ITEM))
    return [one.check for one in binding.bound], binding.leftover


def test_other_words_may_stand_beside_a_wide_phrase() -> None:
    assert wide("Hardcoded passwords in the git tree of the shop") == (["code.secrets"], ())
    assert wide("Git: any committed password, Friday") == (["code.secrets"], ("friday",))
    # A word of the phrase itself must be there, and nothing else between.
    assert wide("Hardcoded passwords ever committed") == ([], ("hardcoded", "passwords", "ever", "committed"))
    assert wide("Password manager for git")[0] == []


def test_a_word_that_turns_a_statement_round_may_not_stand_beside_a_wide_phrase() -> None:
    assert wide("Passwords not committed to git")[0] == []


def test_a_wide_phrase_is_asked_only_for_words_that_are_left() -> None:
    binder = Binder(
        {one.id: one for one in (Stub("a.exact", ("backup tested",)), Stub("b.wide", ("backup ~ tested restore",)))}
    )

    def ids(text: str) -> list[str]:
        return [one.check for one in binder.bind(Line(id="x", number=1, text=text, kind=Kind.ITEM)).bound]

    assert ids("Backup tested") == ["a.exact"]
    assert ids("Backup tested, restore tested") == ["b.wide"]


def test_a_wide_phrase_takes_a_number_from_anywhere_in_its_words() -> None:
    binder = phrases("pg.version", "postgres {major} ~ least version server")
    [one] = binder.bind(Line(id="x", number=1, text="The Postgres server is version 16", kind=Kind.ITEM)).bound
    assert one.quantities == {"major": 16}


@pytest.mark.parametrize(
    ("text", "leftover"),
    [
        ("Rollback plan written", ()),
        ("Rollback plan reviewed", ("reviewed",)),
        ("Rollback plan is known to the team", ("known",)),
        ("Plan for the rollback, agreed and rehearsed", ("agreed", "rehearsed")),
        ("Known rollback issues", ("known",)),
        ("Rollback of known issues", ()),
    ],
)
def test_what_somebody_did_is_left_over_where_a_check_reads_a_document(text: str, leftover: tuple[str, ...]) -> None:
    phrase = "rollback ~ plan issues team known reviewed agreed rehearsed written"
    binder = Binder({"docs.plan": Stub("docs.plan", (phrase,), is_of_writing=True)})
    binding = binder.bind(Line(id="x", number=1, text=text, kind=Kind.ITEM))
    assert (len(binding.bound), binding.leftover) == (1, leftover)
    sees = phrases("drill.done", phrase).bind(Line(id="x", number=1, text=text, kind=Kind.ITEM))
    assert (len(sees.bound), sees.leftover) == (1, ())


def test_what_a_check_says_nothing_about_is_not_settled_by_words_beside_another_s() -> None:
    spf = Stub("mail.spf", ("spf dmarc? configured sendgrid",), overlooks=frozenset({"sendgrid"}))
    dmarc = Stub("mail.dmarc", ("dmarc ~ spf configured sendgrid",))
    line = Line(id="x", number=1, text="SPF and DMARC set up for SendGrid", kind=Kind.ITEM)
    assert Binder({one.id: one for one in (spf, dmarc)}).bind(line).leftover == ("sendgrid",)
    assert Binder({"mail.dmarc": dmarc}).bind(line).leftover == ()
