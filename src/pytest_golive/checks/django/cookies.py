"""Flags of the session and CSRF cookies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.django.edge import cookies_without
from pytest_golive.checks.registry import Evidence, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.app_model import Application
    from pytest_golive.facts.page import Page, Visit


def _judge_cookie(
    application: Application,
    seen: tuple[Mapping[str, Visit] | None, Page | None],
    *,
    kind: str,
    flag: str,
    evidence: Evidence,
) -> None:
    """The setting is True, and no page sets that cookie without the flag."""
    name = f"{kind}_COOKIE_{flag.upper()}"
    given = application.settings.get(name)
    assert given is True, f"{name} is {given!r} in {application.module}"
    evidence.saw(f"{name} is True")
    cookie = str(application.settings.get(f"{kind}_COOKIE_NAME"))
    bare = cookies_without(*seen, cookie, flag)
    assert not bare, f"{bare[0]} sets the cookie {cookie} without {flag}, although {name} is True"


@check(
    "django.session-cookie-secure",
    severity="critical",
    says=(
        "=session_cookie_secure true|@set ~ @set https only",
        "session_cookie_secure true|@set|set true?",
        "session cookie|cookies secure flag|flagged|attribute? @set|set?",
        "session csrf cookies|cookie secure|@set|set flag? only?",
        "session csrf cookies|cookie travel|sent|transmitted|go? https only?",
        "=cookies|cookie secure flag|attribute @set|set?",
        "=secure cookies @set|set?",
        "=cookies marked|flagged|only secure",
        "session cookie|cookies https|ssl only?",
        "=cookies sent|travel|only|transmitted|go https only?",
        "session csrf cookies|cookie https|secure|flagged|marked only|secure?",
        "session|login|auth cookie|cookies goes|sent|travels|travel https|ssl ~ only over",
        (
            "session|sessionid|login|auth cookie|cookies secure|https|ssl ~ flag flagged attribute attributes only "
            "marked mark sent transmitted travel over carries has true csrf django set present settings and on "
            "transport is are"
        ),
        (
            "session|sessionid cookie|cookies never|not|no http|plain|plaintext|unencrypted|cleartext|insecure ~ "
            "sent send travel transmitted goes plain connections"
        ),
        "sessionid secure|https ~ cookie flag flagged attribute only marked has csrftoken",
        "=session_cookie_secure ~ django true settings",
        "session_cookie_secure true|@set ~ django settings setting turned flag csrf_cookie_secure live value",
        (
            "=cookies|cookie secure|https ~ flag flagged attribute attributes only marked sent over have has carry "
            "carries all use set httponly"
        ),
    ),
)
def session_cookie_secure(
    application: Application,
    evidence: Evidence,
    pages: Mapping[str, Visit] | None = None,
    home: Page | None = None,
) -> None:
    """The session cookie is sent over https only: SESSION_COOKIE_SECURE is True, every one seen says Secure.

    Why: a session cookie that travels over http is the customer's log-in for whoever listens.
    Fix: set `SESSION_COOKIE_SECURE = True`.
    Source: https://docs.djangoproject.com/en/stable/ref/settings/#session-cookie-secure
    """
    _judge_cookie(application, (pages, home), kind="SESSION", flag="Secure", evidence=evidence)


@check(
    "django.csrf-cookie-secure",
    severity="critical",
    says=(
        "=csrf_cookie_secure true|@set ~ @set https only",
        "=cookies|cookie secure httponly ~ flag flagged attribute attributes only marked have has carry carries all "
        "use set",
        "csrf_cookie_secure true|@set|set true?",
        "csrf cookie|cookies secure flag|flagged|attribute? @set|set?",
        "session csrf cookies|cookie secure|@set|set flag? only?",
        "session csrf cookies|cookie travel|sent|transmitted|go? https only?",
        "=cookies|cookie secure flag|attribute @set|set?",
        "=secure cookies @set|set?",
        "=cookies marked|flagged|only secure",
        "csrf cookie|cookies https|ssl only?",
        "=cookies sent|travel|only|transmitted|go https only?",
        "session csrf cookies|cookie https|secure|flagged|marked only|secure?",
        (
            "csrf|csrftoken cookie|cookies secure|https|ssl ~ flag flagged attribute attributes only marked mark "
            "sent transmitted travel over carries has true session django set present settings token"
        ),
        (
            "csrf|csrftoken cookie|cookies never|not|no http|plain|plaintext|unencrypted|cleartext|insecure ~ sent "
            "send travel transmitted goes plain connections"
        ),
        "=csrf_cookie_secure ~ django true settings",
        "csrf_cookie_secure true|@set ~ django settings setting turned flag session_cookie_secure live value",
        (
            "=cookies|cookie secure|https ~ flag flagged attribute attributes only marked sent over have has carry "
            "carries all use set"
        ),
    ),
)
def csrf_cookie_secure(
    application: Application,
    evidence: Evidence,
    pages: Mapping[str, Visit] | None = None,
    home: Page | None = None,
) -> None:
    """The CSRF cookie is sent over https only (CSRF_COOKIE_SECURE), or the token is kept in the session.

    Why: whoever reads the token on the line can send forms in the customer's name.
    Fix: set `CSRF_COOKIE_SECURE = True`.
    Source: https://docs.djangoproject.com/en/stable/ref/settings/#csrf-cookie-secure
    """
    if application.settings.get("CSRF_USE_SESSIONS") is True:
        evidence.saw("CSRF_USE_SESSIONS is True: there is no CSRF cookie")
        return
    _judge_cookie(application, (pages, home), kind="CSRF", flag="Secure", evidence=evidence)


@check(
    "django.session-cookie-httponly",
    severity="high",
    says=(
        "session_cookie_httponly true|@set|set true?",
        "session cookie|cookies httponly flag|flagged|attribute? @set|set?",
        "session cookie|cookies not|invisible|hidden|unreadable readable|javascript|js|scripts",
        (
            "session|sessionid|login|auth cookie|cookies httponly ~ flag flagged attribute attributes marked mark "
            "carries has true csrf django set present settings"
        ),
        "session|sessionid|login|auth cookie|cookies http only ~ flag flagged attribute marked set csrf",
        (
            "session|sessionid cookie|cookies javascript|js|scripts|script not|no|cannot|cant|hidden|never|"
            "inaccessible|invisible|unreadable ~ read readable access accessible reach side client visible from"
        ),
        "sessionid httponly ~ cookie flag flagged attribute marked has csrftoken",
        "=session_cookie_httponly ~ django true settings",
        "session_cookie_httponly true|@set ~ django settings setting turned flag value",
        "=cookies|cookie httponly ~ flag flagged attribute attributes marked have has carry all use set secure",
    ),
)
def session_cookie_httponly(
    application: Application,
    evidence: Evidence,
    pages: Mapping[str, Visit] | None = None,
    home: Page | None = None,
) -> None:
    """Scripts cannot read the session cookie: SESSION_COOKIE_HTTPONLY is True, every one seen says HttpOnly.

    Why: one injected script would otherwise take over the session.
    Fix: leave `SESSION_COOKIE_HTTPONLY` at True.
    Source: https://docs.djangoproject.com/en/stable/ref/settings/#session-cookie-httponly
    """
    _judge_cookie(application, (pages, home), kind="SESSION", flag="HttpOnly", evidence=evidence)


@check(
    "django.csrf-cookie-httponly",
    severity="medium",
    says=(
        "csrf_cookie_httponly true|@set|set true?",
        "csrf cookie|cookies httponly flag|flagged|attribute? @set|set?",
        (
            "csrf|csrftoken cookie|cookies httponly ~ flag flagged attribute attributes marked mark carries has true "
            "session django set present settings"
        ),
        (
            "csrf|csrftoken cookie|cookies javascript|js|scripts|script not|no|cannot|cant|hidden|never|inaccessible|"
            "invisible|unreadable ~ token read readable access accessible reach side client visible from"
        ),
        "csrftoken httponly ~ cookie flag flagged attribute marked has",
        "=csrf_cookie_httponly ~ django true settings",
        "csrf_cookie_httponly true|@set ~ django settings setting turned flag value",
    ),
)
def csrf_cookie_httponly(application: Application, evidence: Evidence) -> None:
    """Scripts cannot read the CSRF token: CSRF_COOKIE_HTTPONLY is True, or the token is kept in the session.

    Why: checklists and auditors ask for it; it costs nothing when forms carry the token themselves.
    Fix: set `CSRF_COOKIE_HTTPONLY = True` (scripts then read the token from the form).
    Source: https://docs.djangoproject.com/en/stable/ref/settings/#csrf-cookie-httponly
    """
    names = ("CSRF_COOKIE_HTTPONLY", "CSRF_USE_SESSIONS")
    true = [name for name in names if application.settings.get(name) is True]
    assert true, f"CSRF_COOKIE_HTTPONLY is {application.settings.get(names[0])!r} in {application.module}"
    evidence.saw(f"{true[0]} is True")
