"""https and the headers of SecurityMiddleware, whether Django or the proxy sets them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pytest_golive.checks.django import edge
from pytest_golive.checks.registry import Evidence, cannot_see, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.app_model import Application
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.facts.page import Page, Visit

#: The home page and a page like any other, as SECURE_REDIRECT_EXEMPT sees their paths.
ORDINARY = ("", "golive/no-page-of-this-name/")
DJANGO_CSP = "django.middleware.csp.ContentSecurityPolicyMiddleware"
OLD_CSP = "csp.middleware.CSPMiddleware"


@check(
    "django.ssl-redirect",
    severity="high",
    says=(
        "secure_ssl_redirect true|@set|set true?",
        "enable_ssl_redirect true",
        "ssl|https redirect enabled django",
        "=secure_ssl_redirect ~ django true settings yes effect",
        (
            "secure_ssl_redirect true|@set|active|django|https ~ @set django http https redirects redirect settings "
            "setting production behind proxy turned value flag"
        ),
        "django https|ssl redirect|redirects ~ @set settings setting http force forced all traffic level",
    ),
)
def ssl_redirect(
    application: Application,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    plain_http: Mapping[str, Visit] | None = None,
) -> None:
    """Plain http is redirected to https: by Django (SECURE_SSL_REDIRECT), or demonstrably by the proxy.

    Why: whatever a customer types over http can be read and changed on the way.
    Fix: set `SECURE_SSL_REDIRECT = True` (behind a proxy with SECURE_PROXY_SSL_HEADER), or redirect there.
    Cannot tell when: the setting is off and the site cannot be reached to see what the proxy does.
    Source: https://docs.djangoproject.com/en/stable/ref/settings/#secure-ssl-redirect
    """
    active = application.has_middleware(edge.SECURITY_MIDDLEWARE)
    setting = application.settings.get("SECURE_SSL_REDIRECT")
    exempt = [str(one) for one in application.settings.get("SECURE_REDIRECT_EXEMPT") or ()]
    everything = next((one for one in exempt if any(re.search(one, path) for path in ORDINARY)), None)
    if setting is True and active and everything is None:
        evidence.saw(f"SECURE_SSL_REDIRECT is True and SecurityMiddleware is active{_but(exempt)}")
        return
    if edge.redirects_to_https(plain_http):
        evidence.saw(f"the proxy redirects plain http to https (SECURE_SSL_REDIRECT is {setting!r})")
        return
    why = f"SECURE_SSL_REDIRECT is {setting!r}" if active else "SecurityMiddleware is not in MIDDLEWARE"
    if setting is True and active:
        why = f"the pattern {everything!r} of SECURE_REDIRECT_EXEMPT exempts ordinary pages"
    if plain_http is None:
        cannot_see(unseen["plain_http"], f"{why}, and whether the proxy redirects could not be seen: ")
    raise AssertionError(f"{why}, and plain http is not redirected to https by the proxy either")


def _but(exempt: list[str]) -> str:
    return f", but for {', '.join(exempt)}" if exempt else ""


@check(
    "django.hsts-seconds",
    severity="high",
    says=(
        "secure_hsts_seconds set|least? {seconds}",
        "secure_hsts_seconds @set|set",
        "secure_hsts_seconds {seconds} ~ @set least minimum value seconds django or more ≥ >= raised settings",
        "secure_hsts_seconds year ~ @set one full least django raise raised to settings minimum",
        "secure_hsts_seconds @set|positive ~ django settings setting value live",
        "django hsts seconds|set|year|configured ~ settings setting value max age least one @set",
    ),
)
def hsts_seconds(
    application: Application,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    home: Page | None = None,
    *,
    seconds: int = 31_536_000,
) -> None:
    """HSTS lasts at least as long as the line says (a year), by SECURE_HSTS_SECONDS or by the proxy's header.

    Why: it keeps browsers from ever asking over plain http again.
    Fix: set `SECURE_HSTS_SECONDS = {seconds}` once https works on every page.
    Cannot tell when: the setting is off and the site cannot be reached to see what the proxy does.
    Source: RFC 6797; https://docs.djangoproject.com/en/stable/ref/settings/#secure-hsts-seconds
    """
    given = application.settings.get("SECURE_HSTS_SECONDS") or 0
    active = application.has_middleware(edge.SECURITY_MIDDLEWARE)
    if active and isinstance(given, int) and given >= seconds:
        evidence.saw(f"SECURE_HSTS_SECONDS is {given} and SecurityMiddleware is active")
        return
    sent = edge.hsts_seconds(home)
    why = f"SECURE_HSTS_SECONDS is {given!r}" if active else "SecurityMiddleware is not in MIDDLEWARE"
    if home is None:
        cannot_see(unseen["home"], f"{why}, and what the proxy sends could not be seen: ")
    assert sent >= seconds, f"{why}, and the home page's header says max-age={sent}; {seconds} are needed"
    evidence.saw(f"the proxy sends Strict-Transport-Security with max-age={sent} ({why})")


@check(
    "django.hsts-include-subdomains",
    severity="medium",
    says=(
        "secure_hsts_include_subdomains true|@set|set true?",
        (
            "hsts subdomains|includesubdomains ~ include part includes included cover covers covered applies apply "
            "well extends too django header settings setting true with"
        ),
        "=secure_hsts_include_subdomains ~ django true settings",
        "secure_hsts_include_subdomains true|@set ~ django settings setting turned value flag",
    ),
)
def hsts_include_subdomains(
    application: Application, evidence: Evidence, unseen: Mapping[str, Attempt], home: Page | None = None
) -> None:
    """HSTS covers the subdomains, by Django's settings or by the proxy's header.

    Why: a cookie of the domain can be stolen through any subdomain that still speaks plain http.
    Fix: set `SECURE_HSTS_INCLUDE_SUBDOMAINS = True` when every subdomain has https.
    Cannot tell when: the setting is off and the site cannot be reached to see what the proxy does.
    Source: RFC 6797, 6.1.2
    """
    given = application.settings.get("SECURE_HSTS_INCLUDE_SUBDOMAINS")
    seconds = application.settings.get("SECURE_HSTS_SECONDS") or 0
    active = application.has_middleware(edge.SECURITY_MIDDLEWARE)
    if given is True and active and seconds:
        evidence.saw(f"SECURE_HSTS_INCLUDE_SUBDOMAINS is True and SECURE_HSTS_SECONDS is {seconds}")
        return
    why = f"SECURE_HSTS_INCLUDE_SUBDOMAINS is {given!r}" if active else "SecurityMiddleware is not in MIDDLEWARE"
    if active and given is True:
        why = f"SECURE_HSTS_SECONDS is {seconds!r}"
    if home is None:
        cannot_see(unseen["home"], f"{why}, and what the proxy sends could not be seen: ")
    assert edge.hsts_covers_subdomains(home), f"{why}, and the home page's header says no includeSubDomains"
    evidence.saw(f"the proxy sends Strict-Transport-Security with includeSubDomains ({why})")


@check(
    "django.content-type-nosniff",
    severity="high",
    says=(
        "secure_content_type_nosniff true|@set|set true?",
        "=secure_content_type_nosniff ~ django true settings",
        "secure_content_type_nosniff true|@set|default ~ django settings setting turned left kept keep at its value",
        "content|mime sniff|sniffing no|not|never|dont|cannot|cant ~ type types browser browsers may header",
        "content|mime sniffing off|disabled|prevented|blocked ~ type types browser browsers mime header",
        "nosniff django|setting|settings ~ @set active turned content type header x options true",
    ),
)
def content_type_nosniff(
    application: Application, evidence: Evidence, unseen: Mapping[str, Attempt], home: Page | None = None
) -> None:
    """Browsers are told not to guess content types, by SECURE_CONTENT_TYPE_NOSNIFF or by the proxy's header.

    Why: an uploaded text that a browser takes for a script runs in the shop's name.
    Fix: leave `SECURE_CONTENT_TYPE_NOSNIFF` at True and keep SecurityMiddleware first in MIDDLEWARE.
    Cannot tell when: the setting is off and the site cannot be reached to see what the proxy does.
    Source: https://docs.djangoproject.com/en/stable/ref/settings/#secure-content-type-nosniff
    """
    given = application.settings.get("SECURE_CONTENT_TYPE_NOSNIFF")
    active = application.has_middleware(edge.SECURITY_MIDDLEWARE)
    if given is True and active:
        evidence.saw("SECURE_CONTENT_TYPE_NOSNIFF is True and SecurityMiddleware is active")
        return
    why = f"SECURE_CONTENT_TYPE_NOSNIFF is {given!r}" if active else "SecurityMiddleware is not in MIDDLEWARE"
    if home is None:
        cannot_see(unseen["home"], f"{why}, and what the proxy sends could not be seen: ")
    assert edge.is_nosniff(home), f"{why}, and the home page lacks X-Content-Type-Options: nosniff"
    evidence.saw(f"the proxy sends X-Content-Type-Options: nosniff ({why})")


@check(
    "django.xss-filter",
    severity="medium",
    says=(
        "secure_browser_xss_filter true|@set|set true?",
        "=secure_browser_xss_filter ~ django true settings",
        "secure_browser_xss_filter true|@set ~ django settings setting turned csp browser superseded",
        "xss filter browser|browsers|django|setting ~ @set settings setting header x protection",
        "x xss protection header|headers ~ @set sent 1 mode block browser mitigate attacks",
    ),
)
def xss_filter(
    application: Application, evidence: Evidence, unseen: Mapping[str, Attempt], home: Page | None = None
) -> None:
    """The browser's XSS filter is on (Django before 4.0), or its successor, a CSP, is sent.

    Why: SECURE_BROWSER_XSS_FILTER has no effect since Django 4.0: a tick at it protects nobody.
    Fix: send a Content-Security-Policy header (SECURE_CSP from Django 6.0, django-csp before).
    Cannot tell when: the home page cannot be seen and the settings do not say.
    Source: https://docs.djangoproject.com/en/stable/releases/4.0/
    """
    if application.version < (4, 0):
        given = application.settings.get("SECURE_BROWSER_XSS_FILTER")
        assert given is True, f"SECURE_BROWSER_XSS_FILTER is {given!r} (Django {application.django})"
        evidence.saw(f"SECURE_BROWSER_XSS_FILTER is True (Django {application.django})")
        return
    evidence.saw(f"superseded: Django {application.django} ignores SECURE_BROWSER_XSS_FILTER, a CSP is judged instead")
    if home is not None:
        policy = home.header("content-security-policy")
        assert policy, f"Django {application.django} ignores it, and {home.url} sends no Content-Security-Policy"
        evidence.saw(f"Content-Security-Policy: {policy[:120]}")
        return
    sender = _csp_sender(application)
    if not sender:
        cannot_see(unseen["home"])
    evidence.saw(f"{sender} sends a CSP")


def _csp_sender(application: Application) -> str:
    """The middleware that sends a policy by the settings; empty when none does, or there is no policy."""
    told, old = application.settings, application.packages.get("django-csp", "").startswith("3.")
    # django-csp 3 has a policy of its own, and its successor none.
    given = told.get("CONTENT_SECURITY_POLICY") or (old and not told.get("CSP_REPORT_ONLY"))
    policies = {DJANGO_CSP: told.get("SECURE_CSP"), OLD_CSP: given}
    return next((name for name, policy in policies.items() if policy and application.has_middleware(name)), "")
