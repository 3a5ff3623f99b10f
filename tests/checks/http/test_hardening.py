"""The hardening headers one by one: each line is judged by the header it names, on the home page and on an error."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks, new_binder
from pytest_golive.checks.registry import run
from pytest_golive.facts.flask_model import FlaskApplication
from pytest_golive.facts.gather import Attempt
from pytest_golive.facts.page import Page
from pytest_golive.finding import Outcome
from tests.checks.http.tables import Case, proofs
from tests.checks.http_cases import page, settings, visit

BARE = {
    "Strict_Transport_Security": "",
    "X_Content_Type_Options": "",
    "X_Frame_Options": "",
    "Referrer_Policy": "",
    "X_Powered_By": "Express",
}


def answers(**headers: str) -> dict[str, Page]:
    """A home page and an error page with these headers, beside or instead of the good ones."""
    return {"home": page(**headers), "not_found": page("/x/", 404, **headers)}


def twice(name: str, *values: str) -> Page:
    """A home page with a header of several lines."""
    good = page(**{name.replace("-", "_"): ""})
    return replace(good, headers=(*good.headers, *((name, value) for value in values)))


def all_but(**headers: str) -> dict[str, Page]:
    """Answers that carry these headers and lack every other."""
    return answers(**BARE | headers)


def cookies(*set_cookie: str, **changes: Any) -> dict[str, Any]:
    """A Flask application whose home page sets these cookies."""
    seen = {"pages": {"/": visit(twice("Set-Cookie", *set_cookie))}, "application": None}
    return {
        **seen,
        "flask_application": FlaskApplication(python="3.12", flask="3.1", module="wsgi", settings={}),
        **changes,
    }


SESSION = "session=***; Secure; HttpOnly; Path=/"
CSRF = "csrftoken=***; Secure; Path=/"
GONE = "seen=***; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/"
ANYBODY = "default-src 'self'; frame-ancestors *"
PASSED: list[Case] = [
    ("http.nosniff", all_but(X_Content_Type_Options="NoSniff"), settings(), "nosniff on / and a 404 page"),
    ("http.frame-limit", all_but(X_Frame_Options="sameorigin"), settings(), "frame limit SAMEORIGIN"),
    ("http.frame-limit", all_but(Content_Security_Policy="frame-ancestors 'none'"), settings(), "frame limit"),
    ("http.frame-limit", all_but(Content_Security_Policy="img-src *;frame-ancestors"), settings(), "frame limit"),
    ("http.frame-limit", all_but(Content_Security_Policy=f"{ANYBODY}, frame-ancestors 'self'"), settings(), "frame"),
    ("http.frame-limit", all_but(X_Frame_Options="SAMEORIGIN, SAMEORIGIN"), settings(), "frame limit SAMEORIGIN"),
    ("http.frame-limit", all_but(X_Frame_Options="SAMEORIGIN, ALLOWALL"), settings(), "frame limit DENY"),
    ("http.nosniff", all_but(X_Content_Type_Options="nosniff, nosniff"), settings(), "nosniff on /"),
    ("http.referrer-policy", all_but(Referrer_Policy="unsafe-url, same-origin"), settings(), "unsafe-url, same-origin"),
    ("http.powered-by-hidden", answers(), settings(), "no X-Powered-By on /"),
    ("http.cookies-secure", cookies(SESSION, CSRF, GONE, "old=; Path=/"), settings(), "session, csrftoken: Secure"),
    ("http.cookies-secure", cookies(), settings(), "1 pages set no cookie"),
    ("http.cookies-httponly", cookies(SESSION, CSRF, GONE), settings(), "session: HttpOnly"),
    ("http.cookies-httponly", cookies("XSRF-TOKEN=***; Secure"), settings(), "no cookie"),
]
FAILED: list[Case] = [
    ("http.nosniff", answers(X_Content_Type_Options=""), settings(), "the home page (/): no X-Content-Type-Options"),
    (
        "http.nosniff",
        {"home": page(), "not_found": page("/x/", 404, X_Content_Type_Options="sniff")},
        settings(),
        "the 404 page (/x/): no X-Content-Type-Options: nosniff",
    ),
    ("http.frame-limit", answers(X_Frame_Options=""), settings(), "no X-Frame-Options"),
    ("http.frame-limit", answers(X_Frame_Options="ALLOWALL"), settings(), "X-Frame-Options is 'ALLOWALL'"),
    ("http.frame-limit", answers(Content_Security_Policy=ANYBODY), settings(), "frame-ancestors * lets every site"),
    ("http.frame-limit", answers(Content_Security_Policy="frame-ancestors https:"), settings(), "https: lets every"),
    ("http.frame-limit", answers(Content_Security_Policy="frame-ancestors 'self' https://*"), settings(), "every site"),
    (
        "http.frame-limit",
        answers(X_Frame_Options="", Content_Security_Policy="report-uri /frame-ancestors"),
        settings(),
        "no X-Frame-Options",
    ),
    (
        "http.frame-limit",
        answers(Content_Security_Policy="frame-ancestors *; frame-ancestors 'none'"),
        settings(),
        "frame-ancestors * lets every site",
    ),
    ("http.frame-limit", answers(Content_Security_Policy="frame-ancestors https://*:443"), settings(), "every site"),
    ("http.nosniff", answers(X_Content_Type_Options="none, nosniff"), settings(), "no X-Content-Type-Options"),
    (
        "http.security-headers",
        {"home": twice("Referrer-Policy", "same-origin", "unsafe-url"), "not_found": page("/x/", 404)},
        settings(),
        "Referrer-Policy: unsafe-url",
    ),
    (
        "http.security-headers",
        {"home": twice("X-Powered-By", "PleskLin", "PHP/7.4.3"), "not_found": page("/x/", 404)},
        settings(),
        "x-powered-by: PHP/7.4.3 tells a version",
    ),
    ("http.security-headers", {"home": page(Referrer_Policy=""), "not_found": page("/x/")}, settings(), "no Referrer"),
    ("http.security-headers", answers(Content_Security_Policy=ANYBODY), settings(), "frame-ancestors * lets every"),
    ("http.referrer-policy", answers(Referrer_Policy=""), settings(), "no Referrer-Policy"),
    ("http.referrer-policy", answers(Referrer_Policy="same-origin, unsafe-url"), settings(), "unsafe-url"),
    ("http.powered-by-hidden", answers(X_Powered_By="Express"), settings(), "x-powered-by: Express"),
    ("http.powered-by-hidden", answers(X_Generator="Drupal"), settings(), "x-generator: Drupal"),
]
FAILED += [
    ("http.cookies-secure", cookies(SESSION, "cart=***; Path=/"), settings(), "/ sets the cookie cart without Secure"),
    ("http.cookies-secure", cookies("cart=Secure"), settings(), "/ sets the cookie cart without Secure"),
    ("http.cookies-httponly", cookies(SESSION, "cart=***; secure"), settings(), "the cookie cart without HttpOnly"),
]
UNSEEN = [
    (name, {"home": page()}, settings(), "not_found was not seen")
    for name in ("http.nosniff", "http.frame-limit", "http.referrer-policy", "http.powered-by-hidden")
]
UNVERIFIED: list[Case] = [
    *UNSEEN,
    ("http.security-headers", {"home": page(), "not_found": page("/x/")}, settings(), "no error page was seen"),
    ("http.nosniff", {"home": page(), "not_found": page("/x/")}, settings(), "no error page was seen"),
    ("http.cookies-secure", cookies(SESSION, flask_application=None), settings(), "not that of a log-in"),
    ("http.cookies-secure", cookies(pages={"/": visit(page("/", 503))}), settings(), "/ answered 503"),
]
test_passed, test_failed, test_unverified = proofs(PASSED, FAILED, UNVERIFIED)


@pytest.mark.parametrize(
    ("text", "headers", "outcome"),
    [
        ("X-Frame-Options: DENY", {"X_Frame_Options": "DENY"}, Outcome.PASSED),
        ("X-Frame-Options: DENY", {"X_Frame_Options": "SAMEORIGIN"}, Outcome.FAILED),
        ("X-Frame-Options: DENY", {"X_Frame_Options": "DENY", "Content_Security_Policy": ANYBODY}, Outcome.FAILED),
        ("X-Frame-Options: DENY", {"Content_Security_Policy": "frame-ancestors 'none'"}, Outcome.PASSED),
        ("X-Frame-Options: DENY", {"Content_Security_Policy": "frame-ancestors 'self'"}, Outcome.FAILED),
        ("X-Frame-Options: SAMEORIGIN", {"X_Frame_Options": "DENY"}, Outcome.PASSED),
    ],
)
def test_a_line_that_names_the_limit_is_judged_by_it(text: str, headers: dict[str, str], outcome: Outcome) -> None:
    checks = load_checks()
    (line,) = parse(f"- [ ] {text}\n".encode(), "GO.md").lines
    (bound,) = new_binder(checks).bind(line).bound
    seen = all_but(**headers)
    given = {"settings": settings()}
    finding = run(checks[bound.check], lambda name: Attempt(fact=name, value=seen[name]), given, bound.quantities)
    assert finding.outcome is outcome, finding
    assert ("(stricter than SAMEORIGIN)" in "".join(finding.evidence)) is text.endswith("SAMEORIGIN")


@pytest.mark.parametrize(
    ("text", "sent", "outcome", "left"),
    [
        ("HSTS enabled for one year", "15552000", Outcome.FAILED, ()),
        ("HSTS enabled for one year", "31536000", Outcome.PASSED, ()),
        ("HSTS max-age of at least 1 year", "15552000", Outcome.FAILED, ()),
        ("HSTS header with max-age 63072000", "31536000", Outcome.FAILED, ()),
        ("HSTS enabled", "15552000", Outcome.PASSED, ()),
        # A number of years is none of seconds.
        ("HSTS enabled for 2 years", "31536000", Outcome.PASSED, ("2", "years")),
        ("2-year HSTS", "31536000", Outcome.PASSED, ("2",)),
    ],
)
def test_hsts_lasts_as_long_as_the_line_says(text: str, sent: str, outcome: Outcome, left: tuple[str, ...]) -> None:
    checks = load_checks()
    (line,) = parse(f"- [ ] {text}\n".encode(), "GO.md").lines
    binding = new_binder(checks).bind(line)
    assert binding.leftover == left
    seen = all_but(Strict_Transport_Security=f"max-age={sent}")
    (bound,) = binding.bound
    look = lambda name: Attempt(fact=name, value=seen.get(name))  # noqa: E731
    finding = run(checks[bound.check], look, {"settings": settings()}, bound.quantities)
    assert finding.outcome is outcome, finding
    if outcome is Outcome.FAILED:
        least = bound.quantities["seconds"]
        assert f"max-age={least} from the proxy" in finding.remedy
        assert finding.observed.endswith(f"less than {least} s")
