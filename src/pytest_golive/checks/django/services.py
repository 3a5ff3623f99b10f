"""Caches, sessions in Redis, rate limits, mails about errors."""

from __future__ import annotations

import re
from email.utils import parseaddr
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.app_model import Application
    from pytest_golive.settings import Settings

EXAMPLE_DOMAIN = re.compile(r"(^|\.)(example(\.(com|org|net))?|test|invalid|localhost|yourdomain\.com|domain\.com)$")
SHARED_CACHES = ("redis", "memcached", "pymemcache", "pylibmc", "DatabaseCache")
LIMITERS = ("django-ratelimit", "djangorestframework", "django-axes", "django-defender")
#: Packages that limit log-ins without a decorator, and the middleware that does.
LOGIN_LIMITERS = {
    "django-axes": "axes.middleware.AxesMiddleware",
    "django-defender": "defender.middleware.FailedLoginMiddleware",
}


@check(
    "django.admins-email",
    severity="medium",
    says=(
        "admins email configured critical? errors?",
        "admins @set|set error emails|notifications",
        "admins receive|get error emails|mails|notifications",
        "admins gets|receive|get error|500|crash mails|email|emails|mail",
        (
            "=admins somebody|someone|people|developers|address|addresses ~ lists list on duty has contains in real "
            "@set email the"
        ),
        (
            "admins|admin error|errors|500|exceptions|exception|crash|crashes|traceback|tracebacks email|emails|mail|"
            "mails|mailed get|gets|receive|receives|sent|reach|reaches|go|goes|trigger|triggers|setting|notified ~ "
            "via server each every unhandled django critical site live notification notifications filled @set people "
            "an about when"
        ),
        (
            "=admins error|errors|500|exceptions|crash|tracebacks email|emails|mail|mails|mailed ~ server each every "
            "unhandled django critical notifications are"
        ),
        (
            "admins setting|filled|django email|emails|address|addresses|people|developers|errors|set ~ @set lists "
            "contains has real error django mailed server"
        ),
    ),
)
def admins_email(application: Application, settings: Settings, evidence: Evidence) -> None:
    """Errors are mailed to a real address: ADMINS, SERVER_EMAIL and LOGGING are set for it.

    Why: otherwise the first to report a broken checkout is a customer, or nobody.
    Fix: set `ADMINS` and `SERVER_EMAIL`, and keep an AdminEmailHandler on `django.request`.
    Cannot tell when: the logging set-up cannot be seen.
    Source: https://docs.djangoproject.com/en/stable/howto/error-reporting/
    """
    given = application.settings.get("ADMINS") or ()
    addresses = [str(one[-1] if isinstance(one, (list, tuple)) and one else one) for one in given]
    assert addresses, "ADMINS is empty"
    bad = [one for one in addresses if not _is_real(one, settings)]
    assert not bad, f"ADMINS has {', '.join(bad)}, which is no address of yours"
    sender = application.settings.get("SERVER_EMAIL")
    assert sender != "root@localhost", "SERVER_EMAIL is root@localhost, which mail servers refuse"
    if why := application.errors.get("logging"):
        cannot_tell(f"the loggers could not be seen: {why}", cure="correct LOGGING in the settings")
    assert application.logs.errors_mailed, "no AdminEmailHandler gets the errors of django.request"
    evidence.saw(f"errors are mailed from {sender} to {', '.join(addresses)}")


def _is_real(address: str, settings: Settings) -> bool:
    """Whether an address is well-formed and not of an example domain (the site's own is never one)."""
    plain = parseaddr(address)[1]
    name, _, domain = plain.rpartition("@")
    own = any(domain == host or host.endswith("." + domain) for host in settings.target.all_hosts)
    formed = bool(name) and ("." in domain) and plain == address.strip()
    return formed and (own or not EXAMPLE_DOMAIN.search(domain.lower()))


@check(
    "django.cache-configured",
    severity="high",
    overlooks="page",
    says=(
        "caching|cache framework|store @set|set",
        "caches configured redis",
        "django cache @set|set",
        "cache backend shared|@set|set i.e? not? locmem|dummy|local?",
        "cache not locmem|dummy|locmemcache",
        "shared cache backend @set|set?",
        "cache backend redis|memcached|shared",
        "caches default redis|memcached|shared",
        "cache shared processes|workers|instances|between|across",
        "cache|caching goes|go|writes|uses|sits redis|memcached ~ to django in page application",
        (
            "cache|caching|caches redis|memcached|memcache end|uses|use|configured|shared|lives|points|backed|set|"
            "default|django|settings|connected|stored|enabled ~ @set production live django default back server "
            "framework application page pages rather than local memory through to"
        ),
        (
            "cache|caches shared|common workers|processes|instances|between|across|servers|containers|redis|"
            "memcached ~ @set all share one same django use used"
        ),
        (
            "cache|caches|caching no|not|never|isnt|without locmem|locmemcache|dummy|dummycache|local|memory|"
            "filesystem ~ django default back end uses use in per process"
        ),
        "django cache|caching|caches @set|redis|memcached|production ~ framework settings default uses",
        "workers|processes|instances|servers share|shared|same|one cache ~ all use common redis memcached",
        "page caching|cache @set|used|using|enabled ~ full fragment plugin turned wordpress",
    ),
)
def cache_configured(application: Application, evidence: Evidence) -> None:
    """The default cache is shared by all processes: Redis, Memcached, the database.

    Why: with a cache per process, rate limits, sessions and promo counters differ from request to request.
    Fix: set `CACHES["default"]` to `django.core.cache.backends.redis.RedisCache`.
    Cannot tell when: the backend is not a known one.
    Source: https://docs.djangoproject.com/en/stable/topics/cache/
    """
    cache = application.cache()
    assert cache is not None, "CACHES has no default"
    unset = "" if "CACHES" in application.explicit else " (CACHES is not set)"
    evidence.saw(f"the default cache is {cache.backend}{unset}")
    assert not cache.backend.endswith("DummyCache"), f"the default cache is {cache.backend}, which keeps nothing"
    local = cache.backend.endswith("LocMemCache")
    assert not local, f"the default cache is {cache.backend}{unset}: each process has its own"
    if cache.backend.endswith("FileBasedCache"):
        place = cache.location[0] if cache.location else ""
        assert not place.startswith(("/tmp", "/var/tmp")), f"the default cache is the folder {place}"  # noqa: S108
        return
    if not any(word in cache.backend for word in SHARED_CACHES):
        cure = "answer the line with a test of your own that shows it, or use Redis, Memcached or the database"
        cannot_tell(f"{cache.backend} is not a backend known to be shared between processes", cure=cure)


@check(
    "django.session-in-redis",
    severity="high",
    says=(
        "session|sessions storage|stored|kept|live|data redis",
        "redis session|sessions storage|store",
        "session backend redis",
        (
            "session|sessions redis live|lives|stored|store|stores|kept|keep|keeps|storage|end|engine|persisted|"
            "saved|holds|data|go|goes|uses|use|written|backed ~ back end user users @set django login logins data "
            "cache shopping server settings customer"
        ),
        (
            "session_engine cache|redis|cached_db ~ uses set @set django django.contrib.sessions.backends.cache "
            "points setting"
        ),
    ),
)
def session_in_redis(application: Application, evidence: Evidence) -> None:
    """Sessions are kept in Redis: SESSION_ENGINE uses a cache, and that cache is Redis.

    Why: sessions in a process or a file vanish with it; in the database they grow without end.
    Fix: set `SESSION_ENGINE = "django.contrib.sessions.backends.cache"` and SESSION_CACHE_ALIAS to Redis.
    Source: https://docs.djangoproject.com/en/stable/topics/http/sessions/
    """
    engine = str(application.settings.get("SESSION_ENGINE"))
    evidence.saw(f"SESSION_ENGINE is {engine}")
    if "redis" in engine:
        return
    cached = engine.rpartition(".")[2] in {"cache", "cached_db"}
    assert cached, f"SESSION_ENGINE is {engine}, which does not use a cache"
    alias = str(application.settings.get("SESSION_CACHE_ALIAS"))
    cache = application.cache(alias)
    backend = cache.backend if cache else "not there"
    kinds = (backend, *(cache.kinds if cache else ()))
    assert any("redis" in kind.lower() for kind in kinds), (
        f"the cache {alias!r} of the sessions is {backend}, not Redis"
    )
    evidence.saw(f"the cache {alias!r} is {backend}")


@check(
    "django.ratelimit-installed",
    severity="high",
    says=(
        "rate limiting active django-ratelimit installed",
        "django-ratelimit installed|@set|set",
        "django-axes installed|@set|set",
        "rate limiting @set|set django",
        "ratelimit_enable true",
        "rate limit decorator|decorators views",
        "django-axes active|login|locks",
        "drf throttling|throttle @set|classes|active",
        (
            "ratelimit|axes|limiter django|flask ~ @set login logins view views use uses locks lock out brute force "
            "attempts attempt throttled throttles limited limits limit checkout registration register password reset "
            "guards protects after failed repeated blocks block bans many too attacks against"
        ),
        (
            "drf|rest throttle|throttling|throttles ~ @set classes framework django rates rate default anon user "
            "scoped views api settings"
        ),
        (
            "rate limiting|limit|limiter|limits django|package|decorator|decorators|library|plugin ~ @set view views "
            "login api on"
        ),
        (
            "limit|limits|limited|limiting attempts login|logins|password ~ failed rate number admin per ip user "
            "wrong repeated @set reasonable"
        ),
    ),
)
def ratelimit_installed(application: Application, settings: Settings, evidence: Evidence) -> None:
    """A rate-limit package is installed, switched on, and used by the declared views (or by any view).

    Why: an installed package that no view uses stops nobody from trying passwords.
    Fix: install django-ratelimit, decorate log-in and checkout, and leave RATELIMIT_ENABLE at True.
    Cannot tell when: the URLconf cannot be imported.
    Source: https://django-ratelimit.readthedocs.io
    """
    found = [f"{name} {application.packages[name]}" for name in LIMITERS if name in application.packages]
    assert found, f"none of {', '.join(LIMITERS)} is installed"
    evidence.saw(f"installed: {', '.join(found)}")
    for name in ("RATELIMIT_ENABLE", "AXES_ENABLED"):
        switch = application.settings.get(name, True)
        assert switch, f"{name} is {switch!r}"
    if why := application.errors.get("views"):
        cannot_tell(f"the views could not be listed: {why}", cure="make `python manage.py check` work first")
    limited = {view.view for view in application.views if view.limited}
    limited |= {view.name for view in application.views if view.limited}
    bare = [name for name in settings.app.limited_views if name not in limited]
    assert not bare, f"no rate limit that stops a POST on {', '.join(bare)}"
    names = sorted(view.view for view in application.views if view.limited)
    guards = [name for name, middleware in LOGIN_LIMITERS.items() if application.has_middleware(middleware)]
    assert names or guards, "no view carries a rate limit that stops a POST"
    evidence.saw(f"limited: {', '.join(names) or f'log-in, by {guards[0]}'}")
