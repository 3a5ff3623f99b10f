"""What forgers and scripts get: passed, failed and unverified, with the words people read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pytest_golive.checks import load_checks
from pytest_golive.checks.http.forms import OfApi
from pytest_golive.checks.registry import run
from pytest_golive.facts.gather import Attempt
from pytest_golive.facts.markup import Form
from pytest_golive.facts.probes import CorsAnswer, CsrfAnswer, RateAnswer
from pytest_golive.facts.reflection import Reflection
from pytest_golive.finding import Finding, Outcome
from tests.checks.http.builders import crawl, crawled
from tests.checks.http.tables import Case, proofs
from tests.checks.http_cases import NOW, SHOP, settings


def token_form(**changes: Any) -> Form:
    form = Form(method="POST", action=f"{SHOP}/cart/add/", fields=("csrfmiddlewaretoken", "n"), has_token=True)
    return replace(form, **changes)


def origin(name: str, allowed: str = "", *, declared: bool = False, **changes: Any) -> CorsAnswer:
    return CorsAnswer(origin=name, is_declared=declared, method="GET", status=200, allow_origin=allowed, **changes)


def preflight(status: int) -> CorsAnswer:
    return replace(origin("https://app.test", "https://app.test", declared=True), method="OPTIONS", status=status)


def csrf(status: int, **changes: Any) -> CsrfAnswer:
    return CsrfAnswer(action=f"{SHOP}/login/", status=status, **changes)


def burst(*statuses: int, home: int = 200) -> RateAnswer:
    return RateAnswer(url=f"{SHOP}/login/", method="POST", statuses=statuses, limit=3, home_status=home)


def payload(**changes: Any) -> Reflection:
    given: dict[str, Any] = {"payload": "element", "status": 200, "is_reflected": True}
    return Reflection(url=f"{SHOP}/search/?q=", **{**given, **changes})


ORIGINS = settings(origins=("https://app.test",))


PASSED: list[Case] = [
    (
        "http.csrf-enforced",
        {"csrf_probe": csrf(403, status_with_token=200)},
        settings(),
        "got 403, and with the token 200",
    ),
    ("http.csrf-enforced", {"csrf_probe": csrf(403, mentions_csrf=True)}, settings(), "got 403"),
    ("http.csrf-enforced", {"csrf_probe": csrf(419)}, settings(), "got 419"),
    ("http.csrf-enforced", {"csrf_probe": csrf(422, mentions_csrf=True)}, settings(), "got 422"),
    (
        "http.csrf-tokens-in-forms",
        {"crawl": crawl(crawled(forms=(token_form(),)), crawled("/a.pdf", content_type="application/pdf"))},
        settings(),
        "1 different POST forms on 1 pages hold a token",
    ),
    (
        "http.csrf-tokens-in-forms",
        {"crawl": crawl(crawled(forms=(token_form(has_token=False),)))},
        settings(csrf_header_paths=("/cart/add/",)),
        "1 different POST forms",
    ),
    (
        "http.xss-probe",
        {"xss_probes": (payload(),)},
        settings(),
        "1 payloads to /search/?q=: 1 came back, all of them as text",
    ),
    (
        "http.xss-probe",
        {"xss_probes": (payload(), payload(payload="end of a script", status=403, is_reflected=False))},
        settings(),
        "some were refused: /search/?q= (403)",
    ),
    (
        "http.cors",
        {"cors_probes": (origin("https://app.test", "https://app.test", declared=True), origin("null"))},
        ORIGINS,
        "https://app.test may call; null may not",
    ),
    ("http.cors", {"cors_probes": (preflight(204),)}, ORIGINS, "https://app.test may call"),
    ("http.rate-limit-active", {"rate_probe": burst(200, 200, 200, 429)}, settings(), "refused with 429 at request 4"),
    ("http.rate-limit-active", {"rate_probe": burst(403, 403, 429)}, settings(), "refused with 429 at request 3"),
    ("http.rate-limit-active", {"rate_probe": burst(200, 200, 503)}, settings(), "refused with 503 at request 3"),
]


FAILED: list[Case] = [
    (
        "http.csrf-enforced",
        {"csrf_probe": csrf(200, shows_form=True)},
        settings(),
        "got 200: the form's own validation ran",
    ),
    (
        "http.csrf-enforced",
        {"csrf_probe": csrf(422, shows_form=True)},
        settings(),
        "got 422: the form's own validation ran",
    ),
    (
        "http.csrf-enforced",
        {"csrf_probe": csrf(302, location="/account/")},
        settings(),
        "it was accepted and redirected to /account/",
    ),
    (
        "http.csrf-tokens-in-forms",
        {"crawl": crawl(crawled("/p/", forms=(token_form(has_token=False),)))},
        settings(),
        "without a CSRF token: the form to /cart/add/ on /p/",
    ),
    (
        "http.csrf-tokens-in-forms",
        {"crawl": crawl(crawled("/p/", forms=(token_form(has_token=False),)), crawled("/q/", forms=(token_form(),)))},
        settings(),
        "without a CSRF token: the form to /cart/add/ on /p/",
    ),
    (
        "http.xss-probe",
        {"xss_probes": (payload(ran_as="an element"),)},
        settings(),
        "/search/?q= gives the payload “element” back as an element",
    ),
    (
        "http.cors",
        {"cors_probes": (origin("https://app.test", declared=True),)},
        ORIGINS,
        "got Access-Control-Allow-Origin nothing",
    ),
    (
        "http.cors",
        {"cors_probes": (preflight(405),)},
        ORIGINS,
        "the preflight of Origin https://app.test got 405: a no to browsers",
    ),
    (
        "http.cors",
        {"cors_probes": (origin("null", "null", allow_credentials=True),)},
        ORIGINS,
        "null with credentials, although nobody declared it",
    ),
    (
        "http.cors",
        {"cors_probes": (origin("https://evil.example", "*"),)},
        settings(),
        "* , although".replace(" ,", ","),
    ),
    (
        "http.rate-limit-active",
        {"rate_probe": burst(*[200] * 16)},
        settings(),
        "POST /login/ was served 16 times, the last time with 200",
    ),
    (
        "http.rate-limit-active",
        {"rate_probe": burst(*[403] * 16)},
        settings(),
        "was served 16 times, the last time with 403",
    ),
    (
        "http.rate-limit-active",
        {"rate_probe": burst(200, 429, home=429)},
        settings(),
        "after the burst the home page answered 429",
    ),
]


UNVERIFIED: list[Case] = [
    ("http.csrf-enforced", {"csrf_probe": csrf(400)}, settings(), "got 400, which does not speak of CSRF"),
    ("http.csrf-enforced", {"csrf_probe": csrf(403)}, settings(), "got 403, which does not speak of CSRF"),
    ("http.csrf-enforced", {"csrf_probe": csrf(422)}, settings(), "got 422, which does not speak of CSRF"),
    ("http.csrf-enforced", {"csrf_probe": csrf(403, status_with_token=403)}, settings(), "something else refuses it"),
    ("http.csrf-tokens-in-forms", {"crawl": crawl(crawled())}, settings(), "none of the 1 pages holds a form"),
    (
        "http.csrf-tokens-in-forms",
        {"crawl": crawl(crawled(forms=(token_form(),)), crawled("/p/", status=500))},
        settings(),
        "1 of 2 pages were not read: /p/ answered 500",
    ),
    (
        "http.xss-probe",
        {"xss_probes": (payload(status=403),)},
        settings(),
        "no payload was answered with 200, so it was not seen how input is shown: /search/?q= (403)",
    ),
    ("http.xss-probe", {"xss_probes": (payload(status=302, is_reflected=False),)}, settings(), "/search/?q= (302)"),
    (
        "http.xss-probe",
        {"xss_probes": (payload(), replace(payload(status=302), url=f"{SHOP}/find?q="))},
        settings(),
        "/find?q= (302)",
    ),
    (
        "http.cors",
        {"cors_probes": (origin("null"),)},
        settings(),
        "[http] origins declares no origin; strangers are refused",
    ),
]

test_passed, test_failed, test_unverified = proofs(PASSED, FAILED, UNVERIFIED)


def test_a_limit_of_the_login_says_nothing_of_the_api() -> None:
    def about_the_api(**http: Any) -> Finding:
        given = {"settings": settings(**http), "now": NOW}
        probe = Attempt(fact="rate_probe", value=burst(200, 200, 200, 429))
        return run(load_checks()["http.rate-limit-active"], lambda _: probe, given, {"api": OfApi("api")})

    of_login = about_the_api()
    assert (of_login.outcome, of_login.remedy) == (
        Outcome.UNVERIFIED,
        "name an address of the API as rate_limited_path in [http] of golive.toml",
    )
    assert about_the_api(rate_limited_path="/api/search/").outcome is Outcome.PASSED
