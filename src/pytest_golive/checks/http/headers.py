"""Response headers, by their effect at the edge: who set them is evidence, not a verdict."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pytest_golive.checks.http.common import readable, set_by, short, some
from pytest_golive.checks.registry import CHECKS, Evidence, cannot_tell, check, fails

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.app_model import Application
    from pytest_golive.facts.page import Page, Visit
    from pytest_golive.facts.probes import CorsAnswer
    from pytest_golive.settings import Settings

VERSION = re.compile(r"\d+\.\d+|/\d")
MAX_AGE = re.compile(r"^\s*max-age\s*=\s*\"?(\d+)\"?\s*$", re.IGNORECASE)
NONCE_OR_HASH = re.compile(r"^'(?:nonce-|sha(?:256|384|512)-)", re.IGNORECASE)


@check(
    "http.hsts",
    severity="high",
    overlooks="cloudflare vercel cdn",
    says=(
        "=hsts",
        "hsts header|headers @set|set|sent|present?",
        "hsts @set|set|sent|active header|headers?",
        "hsts configured strict-transport-security header",
        "=http? strict-transport-security",
        "strict-transport-security header @set|set|sent|present?",
        "strict-transport-security @set|sent",
        "hsts max-age",
        (
            "hsts ~ add prevent mitigate stripping attack ssl header response sent send nginx switch cloudflare http "
            "https strict transport security serve @set"
        ),
        ("strict transport security ~ hsts header response sent http switch nginx serve @set"),
    ),
)
def hsts(home: Page, settings: Settings, evidence: Evidence, application: Application | None = None) -> None:
    """The home page carries one Strict-Transport-Security header that lasts long enough.

    Why: it keeps browsers from ever trying plain http again, where somebody may listen.
    Fix: send Strict-Transport-Security with max-age={http.hsts_seconds} from the proxy (`always`), or from the app
    (Django: SECURE_HSTS_SECONDS), not from both.
    Source: RFC 6797.
    """
    off = _hsts_off(home)
    assert not off, off
    found = home.all("strict-transport-security")
    assert len(found) == 1, f"{short(home.url)} carries the header {len(found)} times: {' and '.join(found)}"
    directives = [part.strip() for part in found[0].split(";")]
    ages = [int(match[1]) for part in directives if (match := MAX_AGE.match(part))]
    assert len(ages) == 1, f"Strict-Transport-Security is malformed: {found[0]!r}"
    least = settings.http.hsts_seconds
    assert ages[0] >= least, f"Strict-Transport-Security: {found[0]} lasts {ages[0]} s, less than {least} s"
    if settings.http.hsts_include_subdomains:
        names = {part.lower() for part in directives}
        assert "includesubdomains" in names, f"Strict-Transport-Security: {found[0]} lacks includeSubDomains"
    evidence.saw(f"Strict-Transport-Security: {found[0]}{set_by(application, 'SECURE_HSTS_SECONDS')}")


def _hsts_off(page: Page) -> str:
    """Why an answer does not switch HSTS on at all, or empty; how long it lasts is `http.hsts`'s to say."""
    found = page.header("strict-transport-security")
    if found is None:
        return f"{short(page.url)} carries no Strict-Transport-Security header"
    ages = [int(match[1]) for part in found.split(";") if (match := MAX_AGE.match(part))]
    return f"Strict-Transport-Security: {found} switches HSTS off" if ages == [0] else ""


@check(
    "http.security-headers",
    severity="high",
    overlooks="grade score rating observatory mozilla cloudflare vercel permissions page pages response",
    says=(
        "http? security headers @set|set|present|sent nginx|webserver|responses?",
        "=http? security headers",
        "security http headers",
        "helmet @set",
        "x-frame-options header? @set|set|sent|present",
        "x-content-type-options header? @set|set|sent|present|nosniff",
        "referrer-policy header? @set|set|sent|present",
        "clickjacking protection @set?",
        "security headers",
        "x-frame-options",
        "x-content-type-options",
        "referrer-policy header|@set",
        "x-powered-by header? removed|hidden|gone|suppressed|off|stripped",
        "securityheaders.com|observatory grade|rating|score",
        "frame options nosniff",
        "header hardened ~ http nosniff frame ancestors options referrer policy security response",
        "http header response|security analyzed|analysed|check|reviewed|problems ~ tested scan right",
        (
            "security header ~ http https response check tested securityheaders.com edge nginx sent send server x "
            "frame options nosniff referrer policy content type permissions add middleware helmet good standard "
            "common recommended serve include cloudflare apache observatory grade @set"
        ),
        "x frame|content options|type ~ nosniff header set nginx response sent send",
        "clickjacking protect|against|prevented|impossible ~ attack frame iframe x options header ancestors guard",
        "framed|iframed|embedded cant|cannot|not|never clickjacking|other|iframe ~ foreign",
        "x powered remove|hide|hidden|off|disabled|gone|stripped ~ express header php response server leak",
        "helmet middleware|express|header|configured|enabled ~ security default node js set",
        "securityheaders.com|observatory grade|rating|score|b|better|least ~ mozilla b+ a+ scan good",
    ),
)
def security_headers(home: Page, not_found: Page, settings: Settings, evidence: Evidence) -> None:
    """The home page and an error page carry the security headers, and neither tells a server's version.

    Why: they switch off content sniffing, framing and leaking addresses; attackers look up versions.
    Fix: use SecurityMiddleware and XFrameOptionsMiddleware; in nginx write `always` behind each add_header,
    and `server_tokens off`.
    Source: OWASP Secure Headers Project.
    """
    for name, page in (("the home page", home), (f"the {not_found.status} page", not_found)):
        lacking, off = _lacking(page), _hsts_off(page)
        if off and not lacking:
            # In the words, and with the remedy, of the line about HSTS: one header is one cause.
            fails(off, cure=CHECKS["http.hsts"].fix_for({}, settings))
        lacking += ["no Strict-Transport-Security"] if off else []
        assert not lacking, f"{name} ({short(page.url)}): {some(lacking, 6)}"
    where = f"{short(home.url)} and a {not_found.status} page"
    evidence.saw(f"nosniff, frame limit, Referrer-Policy and HSTS on {where}")


def _lacking(page: Page) -> list[str]:
    """What is missing or too weak on one answer, beside HSTS."""
    found = []
    if (page.header("x-content-type-options") or "").strip().lower() != "nosniff":
        found.append("no X-Content-Type-Options: nosniff")
    frames = (page.header("x-frame-options") or "").strip().upper()
    policies = " ".join(page.all("content-security-policy")).lower()
    if frames not in {"DENY", "SAMEORIGIN"} and "frame-ancestors" not in policies:
        found.append(f"no frame limit (X-Frame-Options is {frames!r})" if frames else "no X-Frame-Options")
    referrer = (page.header("referrer-policy") or "").strip().lower()
    if not referrer:
        found.append("no Referrer-Policy")
    elif referrer.split(",")[-1].strip() == "unsafe-url":
        found.append("Referrer-Policy: unsafe-url")
    told = [(name, page.header(name) or "") for name in ("server", "x-powered-by", "x-aspnet-version")]
    return found + [f"{name}: {value} tells a version" for name, value in told if VERSION.search(value)]


@check(
    "http.csp-header",
    severity="high",
    overlooks="hash hashes hashed third-party third party cloudflare nginx page pages eval self own unsafe inline",
    says=(
        "=csp",
        "csp header|headers @set|set|sent|present?",
        "csp @set|set|sent header|headers?",
        "csp @set|set|strict|policy? no|without unsafe-inline",
        "csp no|without|forbids|blocks unsafe-inline",
        "content-security-policy header|headers? @set|set|sent|present",
        "content-security-policy csp @set|set",
        "=content-security-policy header|headers|csp?",
        "xss protection",
        "xss protection enabled|active|configured",
        "content-security-policy",
        "csp enforced|nonce|nonces|strict|blocks|forbids|rules|active",
        (
            "csp "
            "header|set|enforced|policy|define|block|inline|script|strict|nonce|rule|active|restricts|sent|enabled "
            "~ place content security add mitigate prevent xss data injection attacks important hash cover third "
            "party own domain forbid response serve allow source default src self working @set"
        ),
        (
            "content security policy ~ csp header block inline script strict nonce hash rule restrict own domain "
            "third party response sent send add default src self source serve rolled out violations @set"
        ),
        (
            "csp|content no|without|forbids unsafe ~ inline eval security policy strict header set enforced "
            "script configured"
        ),
        "csp|content enforced not report ~ only mode security policy header",
    ),
)
def csp_header(pages: Mapping[str, Visit], evidence: Evidence) -> None:
    """Every declared page enforces a Content-Security-Policy that limits scripts.

    Why: it is the second wall: a script that slipped into a page still does not run.
    Fix: send `Content-Security-Policy: default-src 'self'`; give inline scripts a nonce, not 'unsafe-inline'.
    Source: W3C Content Security Policy Level 3.
    """
    for path, page in readable(pages).items():
        policies = [one for value in page.all("content-security-policy") for one in value.split(",") if one.strip()]
        report_only = page.header("content-security-policy-report-only")
        only = "only Content-Security-Policy-Report-Only" if report_only else "no Content-Security-Policy"
        assert policies, f"{path} carries {only}"
        # Several policies apply together: one strict one is enough.
        weak = [_weakness(policy) for policy in policies]
        assert "" in weak, f"{path}: {weak[0]} in Content-Security-Policy: {policies[0].strip()}"
        evidence.saw(f"{path}: {policies[weak.index('')].strip()}")


def _weakness(policy: str) -> str:
    """Why a policy does not limit scripts, or empty."""
    directives = {words[0].lower(): words[1:] for part in policy.split(";") if (words := part.split())}
    sources = directives.get("script-src", directives.get("default-src"))
    if sources is None:
        return "neither script-src nor default-src"
    lowered = [source.lower() for source in sources]
    has_nonce = any(NONCE_OR_HASH.match(source) for source in sources)
    for source in lowered:
        if source in {"*", "https:", "http:", "data:"} and not ("'strict-dynamic'" in lowered and has_nonce):
            return f"{source} allows scripts from anywhere"
    if "'unsafe-inline'" in lowered and not has_nonce:
        return "'unsafe-inline' allows every inline script"
    return ""


@check(
    "http.cors",
    severity="high",
    effect="probe",
    says=(
        "cors @set|set|@works",
        "cors settings|policy|headers|origins|rules @set|set|restricted|reviewed|strict",
        "=cors policy|settings|headers",
        "cors_allowed_origins @set|set front? end? domain|domains|url|origin|origins?",
        "=cors_allowed_origins",
        "cors_allowed_origins if api accessed other domains",
        "cors locked|restricted|limited|tight down? known|own|trusted? end? origins|origin|domains|domain?",
        "cors locked|restricted|limited|tight down? allowed|front end? origins|origin|domains|domain?",
        "cors allows|allow|accepts only known|own|trusted|front? end? origins|origin|domains|domain?",
        "cors no|not|without wildcard|any|everything origins|origin?",
        "cors allowlist|whitelist|allows|accepts|restricted|limited|locked",
        "access-control-allow-origin",
        "cors origins|origin|rules|policy",
        "only frontend origin|domain cors",
        "api only accepts|allows|answers cors ~ call request own origin domain front end browser other",
        (
            "cors restricted|locked|limited|allowlist|whitelist|only|tight|strict|known|trusted|own|specific ~ "
            "down end front origin two main list policy access cross request allow api domain call contain match "
            "header url client @set"
        ),
        (
            "cross origin only|trusted|restricted|limited|known|own|locked ~ request domain allow accepted api "
            "call cors down front end resource sharing"
        ),
        "cors|allow no|not|without|never|isnt wildcard ~ origin access control header configured api",
        "cors front|app|own|domain ~ allow end only origin configured set url match restrict",
    ),
)
def cors(cors_probes: tuple[CorsAnswer, ...], settings: Settings, evidence: Evidence) -> None:
    """The API tells the declared origins, and only those, that their scripts may read its answers.

    Why: any other site could read what the API tells your customers; a missing origin breaks the front end.
    Fix: list the front end's origins in CORS_ALLOWED_ORIGINS; never reflect Origin, nor join * with
    credentials.
    Cannot tell when: no origins are declared in [http].
    Source: Fetch standard, "CORS protocol".
    """
    for answer in cors_probes:
        said = f"{answer.method} from Origin {answer.origin} got Access-Control-Allow-Origin"
        if answer.is_declared:
            allowed = answer.allow_origin in {answer.origin, "*"}
            assert allowed, f"{said} {answer.allow_origin or 'nothing'}, although [http] origins declares it"
        else:
            joined = " with credentials" if answer.allow_credentials else ""
            assert not _lets_in(answer), f"{said} {answer.allow_origin}{joined}, although nobody declared it"
    if not settings.http.origins:
        cure = "name the front end's origins in origins of [http] in golive.toml, or take the line out"
        cannot_tell("[http] origins declares no origin; strangers are refused", cure=cure)
    refused = [answer.origin for answer in cors_probes if not answer.is_declared]
    evidence.saw(f"{', '.join(settings.http.origins)} may call; {', '.join(dict.fromkeys(refused))} may not")


def _lets_in(answer: CorsAnswer) -> bool:
    return answer.allow_origin.strip() in {"*", answer.origin}
