"""Flags of all cookies that visited pages set, whoever sets them: the framework, the team's own code, the proxy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pytest_golive.checks.http.common import readable, short, some
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pytest_golive.facts.app_model import Application
    from pytest_golive.facts.flask_model import FlaskApplication
    from pytest_golive.facts.page import Page, Visit

    Frameworks = tuple[Application | None, FlaskApplication | None]

#: Names of the cookies whose value scripts of the site are meant to read and to send back.
FOR_SCRIPTS = re.compile(r"[cx]srf", re.IGNORECASE)
HAVE = "flag flagged attribute attributes only marked have has carry carries all use set flask app"


@check(
    "http.cookies-secure",
    severity="critical",
    says=(
        "=cookies|cookie secure flag|attribute @set|set?",
        "=secure cookies @set|set?",
        "=cookies marked|flagged|only secure",
        "=cookies sent|travel|only|transmitted|go https only?",
        f"=cookies|cookie secure|https ~ sent over httponly {HAVE}",
    ),
)
def cookies_secure(
    pages: Mapping[str, Visit],
    evidence: Evidence,
    application: Application | None = None,
    flask_application: FlaskApplication | None = None,
) -> None:
    """Every cookie that a declared page sets says Secure, whoever sets it.

    Why: one that travels over http can be read and replaced by whoever listens.
    Fix: set the flag where the named cookie is set (Django, Flask: `response.set_cookie(…, secure=True)`).
    Cannot tell when: the application is not looked at, so that the cookie of a log-in was not seen.
    Source: RFC 6265 section 5.2.5; OWASP ASVS 3.4.1.
    """
    _judge(pages, "Secure", (application, flask_application), evidence)


@check(
    "http.cookies-httponly",
    severity="high",
    says=(f"=cookies|cookie httponly ~ secure {HAVE}",),
)
def cookies_httponly(
    pages: Mapping[str, Visit],
    evidence: Evidence,
    application: Application | None = None,
    flask_application: FlaskApplication | None = None,
) -> None:
    """Every cookie that a declared page sets says HttpOnly, but CSRF tokens, which scripts are meant to read.

    Why: one injected script reads whatever such a cookie holds.
    Fix: set the flag where the named cookie is set (Django, Flask: `response.set_cookie(…, httponly=True)`).
    Cannot tell when: the application is not looked at, so that the cookie of a log-in was not seen.
    Source: RFC 6265 section 5.2.6; OWASP ASVS 3.4.2.
    """
    _judge(pages, "HttpOnly", (application, flask_application), evidence)


def _judge(pages: Mapping[str, Visit], flag: str, frameworks: Frameworks, evidence: Evidence) -> None:
    """Every cookie seen has the flag, and a check of the framework looks at its own, which visitors may not meet."""
    seen = [(page, name, flags) for page in _answers(pages) for name, flags in _cookies(page)]
    if flag == "HttpOnly":
        seen = [one for one in seen if not FOR_SCRIPTS.search(one[1])]
    bare = [
        f"{short(page.url)} sets the cookie {name} without {flag}"
        for page, name, flags in seen
        if flag.lower() not in flags
    ]
    assert not bare, some(dict.fromkeys(bare))
    readable(pages)
    if frameworks == (None, None):
        cure = "set [app] in golive.toml so that the application is looked at, or have somebody look and vouch for it"
        cannot_tell("only cookies of visitors were seen, and not that of a log-in", cure=cure)
    names = ", ".join(dict.fromkeys(name for _, name, _ in seen))
    evidence.saw(f"{names}: {flag}" if names else f"{len(pages)} pages set no cookie")


def _answers(pages: Mapping[str, Visit]) -> Iterator[Page]:
    for visit in pages.values():
        yield from (*visit.hops, *([visit.page] if visit.page else []))


def _cookies(page: Page) -> Iterator[tuple[str, set[str]]]:
    """Name and flags of each cookie that holds anything: not of one that is being deleted."""
    for cookie in page.all("set-cookie"):
        pair, *rest = cookie.split(";")
        name, _, value = pair.partition("=")
        flags = {one.strip().lower() for one in rest}
        if value.strip() and "max-age=0" not in flags:
            yield name.strip(), flags
