"""What a finding says to do first: with the line's own numbers, and never vague."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

import pytest_golive
from pytest_golive.checks import declare_all, load_checks
from pytest_golive.checks.registry import CHECKS, Evidence, cannot_see, cannot_tell, check, fails, run
from pytest_golive.errors import CannotLook
from pytest_golive.facts.gather import Attempt
from pytest_golive.finding import Finding, Outcome
from pytest_golive.options import Unset
from pytest_golive.settings import App, Http, Settings
from tests.checks.http_cases import judge, page, settings

SOURCE = Path(pytest_golive.__file__).parent
ENDS = {"CannotLook", "cannot_tell"}


def cureless(path: Path) -> list[str]:
    """Where a shipped fact or check gives up without saying what to do."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return [
        f"{path.relative_to(SOURCE)}:{call.lineno}"
        for call in calls
        if getattr(call.func, "id", "") in ENDS and "cure" not in {keyword.arg for keyword in call.keywords}
    ]


def test_nobody_gives_up_without_saying_what_to_set_or_allow() -> None:
    found = [
        place for room in ("facts", "checks") for path in (SOURCE / room).rglob("*.py") for place in cureless(path)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("check_id", "quantities", "remedy"),
    [
        ("django.hsts-seconds", {"seconds": 63_072_000}, "set `SECURE_HSTS_SECONDS = 63072000` once"),
        ("django.hsts-seconds", {}, "set `SECURE_HSTS_SECONDS = 31536000` once"),
        ("http.hsts", {"seconds": 31_536_000}, "max-age=31536000 from"),
        ("http.hsts", {}, "max-age=15552000 from"),
        ("django.secret-key-strong", {"length": 64}, "secrets.token_urlsafe(64)"),
        ("env.var-value", {"variable": "DEBUG", "value": "False"}, "set `DEBUG=False` in the env file"),
        ("env.var-set", {"variable": "SENTRY_DSN"}, "give SENTRY_DSN its value"),
    ],
)
def test_the_lines_own_number_is_in_the_remedy(check_id: str, quantities: dict[str, Any], remedy: str) -> None:
    assert remedy in load_checks()[check_id].fix_for(quantities, Settings())


def test_the_teams_own_number_is_in_the_remedy() -> None:
    given = Settings(http=Http(hsts_seconds=63_072_000), app=App(session_max_age=3600, password_min_length=12))
    for check_id, remedy in {
        "http.hsts": "max-age=63072000 ",
        "django.session-timeout": "SESSION_COOKIE_AGE = 3600`",
        "django.password-validators": '"min_length": 12`',
    }.items():
        assert remedy in load_checks()[check_id].fix_for({}, given)


def test_no_remedy_holds_a_number_beside_the_one_it_takes() -> None:
    """A quantity of a check stands in its Fix as a name, so that it cannot contradict the line."""
    for one in load_checks().values():
        for name, default in one.quantities.items():
            if isinstance(default, int) and default and str(default) in one.fix_template:
                pytest.fail(f"{one.id}: write {{{name}}} instead of {default} in its Fix")


def test_other_braces_are_left_alone() -> None:
    assert "{% csrf_token %}" in load_checks()["http.csrf-tokens-in-forms"].fix_for({}, Settings())


def test_a_setting_that_is_not_set_anywhere_leaves_the_default() -> None:
    class Lacking:
        @property
        def http(self) -> Http:
            raise Unset("HSTS is set nowhere", cure="set it")

    assert "15552000" in load_checks()["http.hsts"].fix_for({}, Lacking())  # type: ignore[arg-type]


def test_hsts_switched_off_is_one_cause() -> None:
    """The lines about HSTS and about all security headers say the same, so that they are one thing to repair."""
    off = page(Strict_Transport_Security="max-age=0")
    given = settings(hsts_seconds=31_536_000)
    findings = [
        judge("http.hsts", {"home": off}, given),
        judge("http.security-headers", {"home": off, "not_found": page("/x/", 404)}, given),
    ]
    assert {one.observed for one in findings} == {"Strict-Transport-Security: max-age=0 switches HSTS off"}
    assert {one.remedy for one in findings} == {
        "send Strict-Transport-Security with max-age=31536000 from the proxy (`always`), or from the app (Django: "
        "SECURE_HSTS_SECONDS), not from both."
    }


def test_security_headers_that_lack_more_than_hsts_name_all() -> None:
    bare = page(Strict_Transport_Security="", Referrer_Policy="")
    finding = judge("http.security-headers", {"home": bare, "not_found": page("/x/", 404)})
    assert finding.observed == "the home page (/): no Referrer-Policy; no Strict-Transport-Security"
    assert finding.remedy.startswith("send each header named here from the proxy")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a check made from a function, over facts that could all not be seen."""
    declare_all()
    monkeypatch.setattr("pytest_golive.checks.registry.CHECKS", dict(CHECKS))

    def judged(function: Any) -> Finding:
        function.__doc__ = "It holds.\n\nWhy: it must.\nFix: do the usual thing."
        check("made.for-test", severity="high")(function)
        from pytest_golive.checks import registry

        def look(name: str) -> Attempt:
            return Attempt(fact=name, reason=f"{name} is out of sight", cure="open the door", root=name)

        return run(registry.CHECKS["made.for-test"], look, {"settings": Settings()}, {})

    return judged


def test_a_check_that_cannot_tell_names_its_fix(made: Any) -> None:
    def plain(evidence: Evidence) -> None:
        cannot_tell("it is dark")

    assert made(plain).remedy == "do the usual thing."


def test_a_cure_of_its_own_comes_before_the_fix(made: Any) -> None:
    def with_cure(evidence: Evidence) -> None:
        cannot_tell("it is dark", cure="switch the light on")

    finding = made(with_cure)
    assert (finding.outcome, finding.reason, finding.remedy) == (
        Outcome.UNVERIFIED, "it is dark", "switch the light on",
    )  # fmt: skip


def test_a_failure_may_have_a_remedy_of_its_own(made: Any) -> None:
    def wrong(evidence: Evidence) -> None:
        fails("it is broken", cure="buy another")

    finding = made(wrong)
    assert (finding.outcome, finding.observed, finding.remedy) == (Outcome.FAILED, "it is broken", "buy another")


def test_why_a_wanted_fact_was_not_seen_is_at_hand(made: Any) -> None:
    def needy(evidence: Evidence, unseen: dict[str, Attempt], weather: str | None = None) -> None:
        assert weather is None
        cannot_see(unseen["weather"], "no walk today: ")

    finding = made(needy)
    assert (finding.reason, finding.remedy) == ("no walk today: weather is out of sight", "open the door")


def test_a_look_that_is_not_possible_may_name_what_is_behind_it() -> None:
    assert CannotLook("gone", cure="come back", root="host shop.test").root == "host shop.test"
