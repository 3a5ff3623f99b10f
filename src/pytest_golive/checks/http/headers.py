"""Response headers, by their effect at the edge: who set them is evidence, not a verdict."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pytest_golive.checks.http.common import ANYBODY, policies, readable, set_by, short
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.app_model import Application
    from pytest_golive.facts.page import Page, Visit
    from pytest_golive.facts.probes import CorsAnswer
    from pytest_golive.settings import Settings

#: Words of a line that lists several headers; each of their checks lets the others' stand.
LISTED = (
    "http https security header hsts csp x frame options content type nosniff referrer policy response sent "
    "send serve nginx edge enabled present @set"
)
MAX_AGE = re.compile(r"^\s*max-age\s*=\s*\"?(\d+)\"?\s*$", re.IGNORECASE)
#: Not one whose template was left unrendered ("'nonce-{{ nonce }}'"): browsers ignore it, and obey 'unsafe-inline'.
NONCE_OR_HASH = re.compile(r"'(?:nonce|sha(?:256|384|512))-[\w+/-]+=*'$", re.IGNORECASE)

DAY, YEAR = 86_400, 31_536_000


class Lasting(int):
    """How long HSTS is to last: a year, or a number of seconds; what is less than a day is another number."""

    def __new__(cls, word: str) -> Lasting:
        """Raise ValueError for a word that is none: the phrase does not fit then."""
        seconds = YEAR if word == "year" else int(word)
        if seconds < DAY:
            raise ValueError(word)
        return super().__new__(cls, seconds)


NOT_SAID = int.__new__(Lasting, 0)


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
        "hsts @set|set|sent|active max-age? least? one|1? {seconds}",
        "hsts header|headers? max-age? least? one|1? {seconds}",
        "strict-transport-security header? max-age? least? one|1? {seconds}",
        "hsts header|headers|max-age? ≥|>= one|1? {seconds}",
        f"hsts header|@set|sent|enabled|present|options|nosniff ~ {LISTED}",
        (
            "hsts ~ add prevent mitigate stripping attack ssl header response sent send nginx switch cloudflare http "
            "https strict transport security serve @set"
        ),
        ("strict transport security ~ hsts header response sent http switch nginx serve @set"),
    ),
)
def hsts(
    home: Page,
    settings: Settings,
    evidence: Evidence,
    application: Application | None = None,
    *,
    seconds: Lasting = NOT_SAID,
) -> None:
    """The home page carries one Strict-Transport-Security header that lasts long enough.

    Why: it keeps browsers from ever trying plain http again, where somebody may listen.
    Fix: send Strict-Transport-Security with max-age={seconds or http.hsts_seconds} from the proxy (`always`), or from
    the app (Django: SECURE_HSTS_SECONDS), not from both.
    Source: RFC 6797.
    """
    off = hsts_off(home)
    assert not off, off
    found = home.all("strict-transport-security")
    assert len(found) == 1, f"{short(home.url)} carries the header {len(found)} times: {' and '.join(found)}"
    directives = [part.strip() for part in found[0].split(";")]
    ages = [int(match[1]) for part in directives if (match := MAX_AGE.match(part))]
    assert len(ages) == 1, f"Strict-Transport-Security is malformed: {found[0]!r}"
    least = seconds or settings.http.hsts_seconds
    assert ages[0] >= least, f"Strict-Transport-Security: {found[0]} lasts {ages[0]} s, less than {least} s"
    if settings.http.hsts_include_subdomains:
        names = {part.lower() for part in directives}
        assert "includesubdomains" in names, f"Strict-Transport-Security: {found[0]} lacks includeSubDomains"
    evidence.saw(f"Strict-Transport-Security: {found[0]}{set_by(application, 'SECURE_HSTS_SECONDS')}")


def hsts_off(page: Page) -> str:
    """Why an answer does not switch HSTS on at all, or empty; how long it lasts is `http.hsts`'s to say."""
    if not page.url.startswith("https:"):
        return f"{page.url} came over plain http, where browsers ignore the header (RFC 6797, 8.1)"
    found = page.header("strict-transport-security")
    if found is None:
        return f"{short(page.url)} carries no Strict-Transport-Security header"
    ages = [int(match[1]) for part in found.split(";") if (match := MAX_AGE.match(part))]
    return f"Strict-Transport-Security: {found} switches HSTS off" if ages == [0] else ""


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
        f"csp header|@set|sent|enabled|present|options|nosniff ~ {LISTED}",
        f"content policy header|@set|sent|enabled|present|options|nosniff ~ {LISTED}",
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
        enforced = policies(page)
        report_only = page.header("content-security-policy-report-only")
        only = "only Content-Security-Policy-Report-Only" if report_only else "no Content-Security-Policy"
        assert enforced, f"{path} carries {only}"
        said = ", ".join(page.all("content-security-policy"))
        # Several policies apply together: one strict one is enough.
        weak = [_weakness(policy) for policy in enforced]
        assert "" in weak, f"{path}: {weak[0]} in Content-Security-Policy: {said}"
        evidence.saw(f"{path}: {said}")


def _weakness(policy: Mapping[str, list[str]]) -> str:
    """Why a policy does not limit scripts, or empty."""
    scripts = policy.get("script-src", policy.get("default-src"))
    if scripts is None:
        return "neither script-src nor default-src"
    own = [policy[name] for name in ("script-src-elem", "script-src-attr") if name in policy]
    return next(filter(None, map(_openness, [scripts, *own])), "")


def _openness(sources: list[str]) -> str:
    """What lets any script in, or empty."""
    lowered = [source.lower() for source in sources]
    has_nonce = any(NONCE_OR_HASH.match(source) for source in sources)
    for source in lowered:
        if ANYBODY.fullmatch(source) and not ("'strict-dynamic'" in lowered and has_nonce):
            return f"{source} allows scripts from anywhere"
    if "'unsafe-inline'" in lowered and not has_nonce:
        return "'unsafe-inline' allows every inline script"
    return ""


@check(
    "http.cors",
    severity="high",
    effect="probe",
    overlooks="get",
    says=(
        (
            "cors_allowed_origins restricted|limited|only|lists|set "
            "specific|known|trusted|own|listed|declared domain|domains|origin|origins ~ @set "
            "production to our"
        ),
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
        "cors not|isnt|never set|@set wildcard|star|asterisk",
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
    Fix: list the front end's origins in CORS_ALLOWED_ORIGINS (Flask-CORS: origins); never reflect Origin, nor join *
    with credentials.
    Cannot tell when: no origins are declared in [http].
    Source: Fetch standard, "CORS protocol".
    """
    for answer in cors_probes:
        said = f"{answer.method} from Origin {answer.origin} got Access-Control-Allow-Origin"
        if answer.is_declared:
            allowed = answer.allow_origin in {answer.origin, "*"}
            assert allowed, f"{said} {answer.allow_origin or 'nothing'}, although [http] origins declares it"
            # A browser sends the request itself only after a preflight that went well (Fetch standard).
            is_heard = answer.method != "OPTIONS" or 200 <= answer.status < 300
            assert is_heard, f"the preflight of Origin {answer.origin} got {answer.status}: a no to browsers"
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
