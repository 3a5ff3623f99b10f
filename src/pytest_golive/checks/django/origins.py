"""Who may send forms and read answers: CSRF and CORS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pytest_golive.checks.registry import Evidence, cannot_tell, check, not_applicable

if TYPE_CHECKING:
    from pytest_golive.facts.app_model import Application, View
    from pytest_golive.settings import Settings

CSRF_MIDDLEWARE = "django.middleware.csrf.CsrfViewMiddleware"
CORS_MIDDLEWARE = "corsheaders.middleware.CorsMiddleware"
STRANGER = "https://evil.example"


def _frontends(settings: Settings) -> tuple[str, ...]:
    """The declared origins of separate front ends."""
    return tuple(
        dict.fromkeys(origin.rstrip("/") for origin in (*settings.app.frontend_origins, *settings.http.origins))
    )


def _own(settings: Settings) -> tuple[str, ...]:
    return tuple(f"https://{host}" for host in settings.target.all_hosts)


@check(
    "django.csrf-trusted-origins",
    severity="high",
    says=(
        "csrf_trusted_origins @set|set|correct https? front? end? domain|domains|origin|origins?",
        "csrf_trusted_origins includes|contains|lists https|production|front? end? domain|domains|origin|origins",
        "csrf_trusted_origins https domain|domains|origin|origins",
        "csrf trusted origins @set|set",
        "csrf_trusted_origins https|origins|domains|lists|contains|covers|names|includes",
        (
            "csrf_trusted_origins|trusted_origins domain|domains|url|urls|host|hosts|hostname|origin|origins|https|"
            "scheme|entries|entry|www|apex|end ~ front @set contains includes lists has live new own real every put "
            "only names prefix match matches updated django"
        ),
        (
            "csrf trusted origins|origin domain|domains|url|https|@set|updated|match|matches|host|hosts ~ live new "
            "own only real entries list django www"
        ),
        "=csrf_trusted_origins @set|updated|populated|filled ~ django setting list",
    ),
)
def csrf_trusted_origins(application: Application, settings: Settings, evidence: Evidence) -> None:
    """CSRF_TRUSTED_ORIGINS lists the site's front ends, each over https.

    Why: without the right origin every form of the front end ends in 403; with http:// anybody may send it.
    Fix: set `CSRF_TRUSTED_ORIGINS = ["https://your.domain"]`.
    Cannot tell when: neither [target] url nor [app] frontend_origins is configured.
    Source: https://docs.djangoproject.com/en/stable/ref/settings/#csrf-trusted-origins
    """
    entries = [str(entry) for entry in application.settings.get("CSRF_TRUSTED_ORIGINS") or ()]
    evidence.saw(f"CSRF_TRUSTED_ORIGINS is {', '.join(entries) or 'empty'}")
    bad = [entry for entry in entries if not entry.startswith("https://") or entry == "https://*"]
    assert not bad, f"CSRF_TRUSTED_ORIGINS has {', '.join(bad)}, which is not one https origin"
    wanted = _frontends(settings) or _own(settings)[:1]
    if not wanted:
        cannot_tell("no origin is declared", cure="set url in [target] or frontend_origins in [app] of golive.toml")
    missing = [origin for origin in wanted if not any(_matches(entry, origin) for entry in entries)]
    assert not missing, f"CSRF_TRUSTED_ORIGINS ({', '.join(entries) or 'empty'}) lacks {', '.join(missing)}"


def _matches(entry: str, origin: str) -> bool:
    """By Django's rules: an entry may have ``*.`` before its host."""
    wanted, given = urlsplit(entry.rstrip("/")), urlsplit(origin)
    if wanted.netloc.startswith("*."):
        return wanted.scheme == given.scheme and given.netloc.endswith(wanted.netloc[1:])
    return (wanted.scheme, wanted.netloc) == (given.scheme, given.netloc)


@check(
    "django.cors-origins",
    severity="high",
    says=(
        (
            "cors_allowed_origins restricted|limited|only|lists|set "
            "specific|known|trusted|own|listed|declared domain|domains|origin|origins ~ @set "
            "production to our"
        ),
        "cors_allowed_origins @set|set",
        "cors_allowed_origins @set|set|restricted production|https|front? end? domain|domains|origins|origin",
        "cors_allowed_origins if api accessed other domains",
        "cors_allowed_origins frontend domain|domains|origin",
        "cors_allow_all_origins false|off|not",
        "cors settings allow only frontend",
        "cors origins restricted",
        "cors restricted known|trusted|allowed|production|front? end? origins|origin|domains|domain",
        "cors configured restricted? production|front? end? domain|domains|origin",
        "cors not allow origins",
        (
            "cors only|just end|spa|domain|domains|origin|origins ~ front our own may call calls api can requests "
            "settings policy"
        ),
        (
            "=cors|origins lock|locked|restrict|restricted|limit|limited origins|origin|down ~ policy cors down "
            "storefront our own production settings to the"
        ),
        (
            "cors only|limited|restricted|limit|restrict|whitelist|whitelisted|allowlist|strict|tight|locked origin|"
            "origins|domain|domains|end|spa|hosts|known|trusted|own ~ @set policy allow allows allowed lets headers "
            "list settings production live real known trusted our down front end client whitelisted api"
        ),
        "=cors locked|restricted|restrictive|strict|limited ~ down policy headers settings api configured",
        (
            "cors no|not|never|without|isnt wildcard|wildcards|open|star|asterisk|everybody|anybody|everyone ~ "
            "policy origins origin wide allow allows allowed header headers list settings api uses"
        ),
        "cors_origin_allow_all|cors_allow_all_origins false|off|disabled ~ @set settings django turned",
        "cors_origin_allow_all|cors_allow_all_origins not|never|isnt ~ set true enabled settings django used turned",
        (
            "cross origin requests|access|calls only|limited|restricted ~ allowed our own spa frontend domain "
            "domains origins known trusted accepted front end"
        ),
        (
            "=cors configured domains|domain|origins|origin ~ @set production only settings our correct frontend "
            "front end policy headers"
        ),
    ),
)
def cors_origins(application: Application, settings: Settings, evidence: Evidence) -> None:
    """The CORS settings allow the declared front ends and nobody else.

    Why: an origin that is allowed too much reads customers' data from their browsers.
    Fix: set CORS_ALLOWED_ORIGINS to the front end's https origin and remove CORS_ALLOW_ALL_ORIGINS.
    Source: https://github.com/adamchainz/django-cors-headers
    """
    told = application.settings
    wanted = _frontends(settings)
    if not application.has_middleware(CORS_MIDDLEWARE):
        assert not wanted, f"CorsMiddleware is not in MIDDLEWARE, so {', '.join(wanted)} cannot read any answer"
        not_applicable("no CORS middleware is active and no front end on another origin is declared")
    everybody = told.get("CORS_ALLOW_ALL_ORIGINS", told.get("CORS_ORIGIN_ALLOW_ALL"))
    assert not everybody, "CORS_ALLOW_ALL_ORIGINS is True: any site may read the answers"
    entries = [str(entry) for entry in told.get("CORS_ALLOWED_ORIGINS", told.get("CORS_ORIGIN_WHITELIST")) or ()]
    patterns = told.get("CORS_ALLOWED_ORIGIN_REGEXES", told.get("CORS_ORIGIN_REGEX_WHITELIST")) or ()
    evidence.saw(f"allowed origins: {', '.join(entries) or 'none'}; patterns: {len(patterns)}")
    strange = [
        entry for entry in entries if entry not in {*wanted, *_own(settings)} or not entry.startswith("https://")
    ]
    assert not strange, f"CORS_ALLOWED_ORIGINS has {', '.join(strange)}, which is not a declared https origin"
    wide = [pattern for pattern in patterns if re.match(pattern, STRANGER)]
    assert not wide, f"the pattern {wide[0]!r} of CORS_ALLOWED_ORIGIN_REGEXES allows {STRANGER}"
    missing = [one for one in wanted if one not in entries and not any(re.match(p, one) for p in patterns)]
    assert not missing, f"the CORS settings do not allow {', '.join(missing)}"


@check(
    "django.csrf-middleware",
    severity="critical",
    says=(
        "csrf middleware @set|set",
        "csrf protection @set|set forms?",
        "csrfviewmiddleware @set|set|middleware",
        "no|undeclared csrf_exempt views|view|decorator",
        "csrf_exempt only|nowhere webhook|webhooks|except",
        (
            "csrf middleware|protection|csrfviewmiddleware|guard enabled|active|on|configured|implemented|added|used|"
            "installed|present|running|forms|requests|endpoints ~ @set django middleware settings site-wide form "
            "wide state changing post every against requests protect global globally"
        ),
        "csrfviewmiddleware middleware|@set|listed ~ settings django stack still",
        "csrf middleware|protection not|never|isnt removed|disabled|off ~ turned switched django anywhere views",
        "cross site request forgery protection|protected|prevented|mitigated ~ @set csrf against forms",
        (
            "csrf_exempt only|except|nowhere|no|not|reviewed|justified|but ~ webhook webhooks payment view views "
            "decorator decorators endpoint endpoints used callback callbacks listed declared nowhere"
        ),
        (
            "exempt|exempted csrf only|except|no|nothing ~ webhook webhooks payment view views endpoint endpoints "
            "callback stripe"
        ),
        "protected|protect csrf endpoints|requests|views|forms ~ against attacks all post state changing api",
        "csrf_exempt decorators|decorator|views reviewed|justified|audited ~ every use",
    ),
)
def csrf_middleware(application: Application, settings: Settings, evidence: Evidence) -> None:
    """The CSRF middleware is active, and only declared views are exempt from it.

    Why: without it any web page can send forms in the name of a logged-in customer.
    Fix: put `django.middleware.csrf.CsrfViewMiddleware` into MIDDLEWARE; name a webhook to be exempt, or a
        subclass of your own, in csrf_exempt of [app] in golive.toml.
    Cannot tell when: the URLconf cannot be imported.
    Source: https://docs.djangoproject.com/en/stable/ref/csrf/
    """
    active = [name for name, kinds in application.middleware.items() if CSRF_MIDDLEWARE in kinds]
    assert active, "CsrfViewMiddleware is not in MIDDLEWARE"
    trusted = [name for name in active if name not in application.own_csrf or name in settings.app.csrf_exempt]
    assert trusted, f"{active[0]} decides for itself which requests it lets through, and is not declared"
    if why := application.errors.get("views"):
        cannot_tell(f"the views could not be listed: {why}", cure="make `python manage.py check` work first")
    if not application.views:
        cannot_tell("the URLconf has no view", cure="correct ROOT_URLCONF, or settings in [app] of golive.toml")
    exempt = [view for view in application.views if view.csrf_exempt and not view.drf]
    undeclared = [view for view in exempt if not _is_declared(view, settings.app.csrf_exempt)]
    guarded = len(application.views) - len(exempt)
    evidence.saw(f"CsrfViewMiddleware guards {guarded} of {len(application.views)} views")
    for view in exempt:
        evidence.saw(f"exempt: {view.view} at /{view.route}")
    named = ", ".join(f"{view.view} (/{view.route})" for view in undeclared)
    assert not undeclared, f"exempt from CSRF protection without being declared: {named}"


def _is_declared(view: View, declared: tuple[str, ...]) -> bool:
    return view.view in declared or "/" + view.route in declared
