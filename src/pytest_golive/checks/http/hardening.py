"""Headers that harden every answer: all of them at once, and each by itself for a line that names it.

Each is looked for on the home page and on an error page, where proxies forget them (nginx's add_header needs `always`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pytest_golive.checks.http.common import ANYBODY, policies, short, some
from pytest_golive.checks.http.headers import LISTED, hsts_off
from pytest_golive.checks.registry import CHECKS, Evidence, cannot_tell, check, fails

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_golive.facts.page import Page
    from pytest_golive.settings import Settings

VERSION = re.compile(r"\d+\.\d+|/\d")
#: Headers in which servers and frameworks tell what they are.
POWERED_BY = ("x-powered-by", "x-aspnet-version", "x-aspnetmvc-version", "x-generator")
ERROR_PAGE = "answer unknown addresses with 404, and look at the line about the 404 page"


class FrameLimit(str):
    """What a line says X-Frame-Options is; empty where it does not."""

    def __new__(cls, said: str) -> FrameLimit:
        """Take it out of a line.

        Raises:
            ValueError: it is none.
        """
        if said not in {"", "deny", "sameorigin"}:
            raise ValueError(said)
        return super().__new__(cls, said)


ANY_LIMIT = FrameLimit("")


@check(
    "http.security-headers",
    severity="high",
    overlooks="grade score rating observatory mozilla cloudflare vercel permissions page pages response csp",
    says=(
        "http? security headers @set|set|present|sent nginx|webserver|responses?",
        "=http? security headers",
        "security http headers",
        "helmet @set",
        "security headers",
        "securityheaders.com|observatory grade|rating|score",
        "header hardened ~ http nosniff frame ancestors options referrer policy security response",
        "http header response|security analyzed|analysed|check|reviewed|problems ~ tested scan right",
        (
            "security header ~ http https response check tested securityheaders.com edge nginx sent send server x "
            "frame options nosniff referrer policy content type permissions add middleware helmet good standard "
            "common recommended serve include cloudflare apache observatory grade @set"
        ),
        f"security header ~ {LISTED}",
        "helmet middleware|express|header|configured|enabled ~ security default node js set",
        "securityheaders.com|observatory grade|rating|score|b|better|least ~ mozilla b+ a+ scan good",
    ),
)
def security_headers(home: Page, not_found: Page, settings: Settings, evidence: Evidence) -> None:
    """The home page and an error page carry the security headers, and neither tells a server's version.

    Why: they switch off content sniffing, framing and leaking addresses; attackers look up versions.
    Fix: send each header named here from the proxy (nginx: `add_header NAME VALUE always`, and `server_tokens off`)
    or from the app (Django: SecurityMiddleware and XFrameOptionsMiddleware; Flask: after_request).
    Source: OWASP Secure Headers Project.
    """
    for page in (home, not_found):
        name, lacking, off = _name(page, home), _lacking(page), hsts_off(page)
        if off and not lacking:
            # In the words, and with the remedy, of the line about HSTS: one header is one cause.
            fails(off, cure=CHECKS["http.hsts"].fix_for({}, settings))
        lacking += ["no Strict-Transport-Security"] if off else []
        assert not lacking, f"{name} ({short(page.url)}): {some(lacking, 6)}"
    evidence.saw(f"nosniff, frame limit, Referrer-Policy and HSTS on {_where(home, not_found)}")


def _both(look: Callable[[Page], str], home: Page, not_found: Page, evidence: Evidence, header: str) -> None:
    """Fail for what ``look`` finds on either answer; else say what ``header`` is."""
    for page in (home, not_found):
        name, lack = _name(page, home), look(page)
        assert not lack, f"{name} ({short(page.url)}): {lack}"
    evidence.saw(f"{header} on {_where(home, not_found)}")


def _name(page: Page, home: Page) -> str:
    """What an answer is called; unverified when the error page is none."""
    if page is home:
        return "the home page"
    if page.status < 400:
        cannot_tell(f"an address that does not exist answered {page.status}: no error page was seen", cure=ERROR_PAGE)
    return f"the {page.status} page"


def _where(home: Page, not_found: Page) -> str:
    return f"{short(home.url)} and a {not_found.status} page"


def _said(page: Page, header: str) -> list[str]:
    """What a header says, however often it was sent: proxies and applications each add theirs."""
    return [one.strip() for value in page.all(header) for one in value.split(",") if one.strip()]


def _lacking(page: Page) -> list[str]:
    """What is missing or too weak on one answer, beside HSTS."""
    return [lack for look in (_sniffed, _framed, _referring, _telling) if (lack := look(page))]


@check(
    "http.nosniff",
    severity="high",
    overlooks="page pages response",
    says=(
        "x-content-type-options header? @set|set|sent|present|nosniff",
        "x-content-type-options",
        "=nosniff header? @set|set|sent|present?",
        f"x content options|type ~ {LISTED}",
        "sniffing|sniff no|not|disabled|off|impossible|prevented ~ content type mime browsers browser may cannot",
        f"nosniff header|sent|send|@set|enabled|response|nginx|options|policy ~ {LISTED}",
    ),
)
def nosniff(home: Page, not_found: Page, evidence: Evidence) -> None:
    """The home page and an error page carry X-Content-Type-Options: nosniff.

    Why: without it a browser may run an uploaded picture as a script.
    Fix: send `X-Content-Type-Options: nosniff` from the proxy (nginx: `add_header X-Content-Type-Options nosniff
    always`) or from the app (Django: SecurityMiddleware; Flask: after_request).
    Source: Fetch standard, "X-Content-Type-Options header".
    """
    _both(_sniffed, home, not_found, evidence, "X-Content-Type-Options: nosniff")


def _sniffed(page: Page) -> str:
    # The first one counts: Fetch standard, "determine nosniff".
    is_off = [one.lower() for one in _said(page, "x-content-type-options")][:1] == ["nosniff"]
    return "" if is_off else "no X-Content-Type-Options: nosniff"


@check(
    "http.frame-limit",
    severity="high",
    overlooks="page pages response",
    says=(
        "x-frame-options {limit} header? @set|set|sent|present?",
        "x-frame-options header? @set|set|sent|present",
        "x-frame-options",
        "clickjacking protection @set?",
        "x frame options {limit} ~ header set nginx response sent send every serve pages page @set",
        f"x frame options ~ {LISTED}",
        "clickjacking protect|against|prevented|impossible ~ attack frame iframe x options header ancestors guard",
        "framed|iframed|embedded cant|cannot|not|never clickjacking|other|iframe ~ foreign",
    ),
)
def frame_limit(home: Page, not_found: Page, evidence: Evidence, *, limit: FrameLimit = ANY_LIMIT) -> None:
    """No other site may show the home page or an error page in a frame.

    Why: a page laid invisibly over another one has customers click what they do not see.
    Fix: send `X-Frame-Options: DENY` from the proxy (nginx: `add_header X-Frame-Options DENY always`) or from the
    app (Django: XFrameOptionsMiddleware; Flask: after_request).
    Source: RFC 7034; W3C Content Security Policy Level 3, "frame-ancestors".
    """
    stricter = " (stricter than SAMEORIGIN)" if limit == "sameorigin" and _frames(home) == "DENY" else ""
    said = f"frame limit {_frames(home)}".rstrip() + stricter
    _both(lambda page: _framed(page, limit), home, not_found, evidence, said)


def _frames(page: Page) -> str:
    """X-Frame-Options as browsers read it: those that contradict each other are DENY (HTML standard)."""
    said = {one.upper() for one in _said(page, "x-frame-options")}
    return "DENY" if len(said) > 1 and said & {"DENY", "SAMEORIGIN", "ALLOWALL"} else " ".join(said)


def _framed(page: Page, limit: str = "") -> str:
    """Why other sites may show the page, or empty. Browsers that know `frame-ancestors` read nothing else."""
    frames = _frames(page)
    ancestors = [policy["frame-ancestors"] for policy in policies(page) if "frame-ancestors" in policy]
    if ancestors and all(any(ANYBODY.fullmatch(one.lower()) for one in sources) for sources in ancestors):
        return f"frame-ancestors {' '.join(ancestors[0])} lets every site show it in a frame"
    if not ancestors and frames not in {"DENY", "SAMEORIGIN"}:
        return f"no frame limit (X-Frame-Options is {frames!r})" if frames else "no X-Frame-Options"
    if limit == "deny" and frames != "DENY" and not any(set(one) <= {"'none'"} for one in ancestors):
        return f"X-Frame-Options is {frames or 'missing'}, not DENY"
    return ""


@check(
    "http.referrer-policy",
    severity="medium",
    overlooks="page pages response",
    says=(
        "referrer-policy header? @set|set|sent|present",
        "referrer-policy header|@set",
        "=referrer-policy",
        f"referrer policy ~ {LISTED}",
    ),
)
def referrer_policy(home: Page, not_found: Page, evidence: Evidence) -> None:
    """The home page and an error page carry a Referrer-Policy, and it is not unsafe-url.

    Why: addresses of orders and password resets are told to every site that a page links to.
    Fix: send `Referrer-Policy: strict-origin-when-cross-origin` from the proxy or from the app (Django:
    SecurityMiddleware; Flask: after_request).
    Source: W3C Referrer Policy.
    """
    _both(_referring, home, not_found, evidence, f"Referrer-Policy: {', '.join(home.all('referrer-policy'))}")


def _referring(page: Page) -> str:
    said = [one.lower() for one in _said(page, "referrer-policy")]
    if not said:
        return "no Referrer-Policy"
    # Browsers take the last one they know.
    return "Referrer-Policy: unsafe-url" if said[-1] == "unsafe-url" else ""


def _telling(page: Page) -> str:
    told = [(name, value) for name in ("server", *POWERED_BY) for value in page.all(name)]
    return some(f"{name}: {value} tells a version" for name, value in told if VERSION.search(value))


@check(
    "http.powered-by-hidden",
    severity="medium",
    overlooks="page pages response",
    says=(
        "x-powered-by header? removed|hidden|gone|suppressed|off|stripped|disabled",
        "no|without x-powered-by header?",
        "x powered remove|hide|hidden|off|disabled|gone|stripped ~ express header php response server leak",
    ),
)
def powered_by_hidden(home: Page, not_found: Page, evidence: Evidence) -> None:
    """Neither the home page nor an error page carries X-Powered-By or a header of its kind.

    Why: it names the software whose holes an attacker then tries.
    Fix: remove it where it is set (Express: app.disable("x-powered-by"); PHP: expose_php = Off), or in the proxy.
    Source: OWASP Secure Headers Project.
    """
    _both(_powered, home, not_found, evidence, "no X-Powered-By")


def _powered(page: Page) -> str:
    return some(f"{name}: {value}" for name in POWERED_BY for value in page.all(name))
