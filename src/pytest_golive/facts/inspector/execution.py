"""What shows only when the application's code runs: its system checks, its tables, its pages.

Nothing stays behind: queries run read-only, what a page writes to the database is rolled back, mail goes to
memory, error reports to nowhere.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import types
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from pytest_golive.facts.inspector.base import Eye, dotted, load
from pytest_golive.facts.inspector.urls import walk

DEFAULT_PASSWORDS = ("admin", "password", "admin123", "123456")
SUPERUSERS_TRIED = 20
NOWHERE = "golive-no-such-page-5f1d"
RAISES = "golive-raises-5f1d"

READ_ONLY = {
    "postgresql": ("SET default_transaction_read_only = on", "SET statement_timeout = 5000"),
    "mysql": ("SET SESSION TRANSACTION READ ONLY",),
    "sqlite": ("PRAGMA query_only = ON",),
}


def see_checks(eye: Eye) -> Any:
    """Messages of the system checks, ordinary and deployment, as ``manage.py check --deploy`` runs them."""
    registry = load("django.core.checks.registry:registry")
    ordinary = registry.run_checks()
    deploy: list[Any] = []
    for judge in registry.deployment_checks:
        deploy += judge(app_configs=None) or []
    return {
        "ordinary": [_message(eye, item) for item in ordinary if not item.is_silenced()],
        "deploy": [_message(eye, item) for item in deploy if not item.is_silenced()],
        "silenced": [str(item) for item in load("django.conf:settings").SILENCED_SYSTEM_CHECKS],
    }


def _message(eye: Eye, item: Any) -> dict[str, Any]:
    about = getattr(getattr(item.obj, "_meta", None), "label", None) or (str(item.obj) if item.obj else "")
    return {
        "id": str(item.id or ""),
        "level": logging.getLevelName(item.level),
        "text": eye.redact(" ".join(str(item.msg).split()))[:500],
        "about": eye.redact(about)[:200],
    }


def _tame(connection: Any, **_: Any) -> None:
    """Make a new database connection read-only."""
    with connection.cursor() as cursor:
        for command in READ_ONLY.get(connection.vendor, ()):
            cursor.execute(command)
        if connection.vendor == "mysql":
            limit = "max_statement_time = 5" if connection.mysql_is_mariadb else "max_execution_time = 5000"
            cursor.execute("SET SESSION " + limit)


def bound_connecting() -> None:
    """Give up connecting to a database after five seconds."""
    for given in load("django.db:connections").databases.values():
        if any(word in str(given.get("ENGINE")) for word in ("postgresql", "mysql", "postgis")):
            given.setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)


@contextlib.contextmanager
def read_only() -> Iterator[None]:
    """Every database connection opened meanwhile cannot write."""
    created, connections = (
        load("django.db.backends.signals:connection_created"),
        load("django.db:connections"),
    )
    created.connect(_tame)
    try:
        yield
    finally:
        created.disconnect(_tame)
        connections.close_all()
        for connection in connections.all():
            if connection.vendor == "postgresql" and hasattr(connection, "close_pool"):
                connection.close_pool()


def begin_superusers(pool: ThreadPoolExecutor) -> Callable[[Eye], Any]:
    """Ask for the superusers and begin to guess their passwords, which is slow on purpose; what it returns waits."""
    begun: Future[Any] = Future()
    try:
        begun.set_result(_ask_superusers(pool))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - an error is an answer here, too
        begun.set_exception(error)

    def see_superusers(_eye: Eye) -> Any:
        """How many superusers can log in, and which of them with a password everybody tries first."""
        told, guesses = begun.result()
        return {**told, "default_password": sorted({name for name, guess in guesses if guess.result()})}

    return see_superusers


def _ask_superusers(pool: ThreadPoolExecutor) -> Any:
    """What the database says of the superusers, and the guesses that have begun: a name and whether it is right."""
    check = load("django.contrib.auth.hashers:check_password")
    model = load("django.contrib.auth:get_user_model")()
    found = model._default_manager.filter(is_superuser=True, is_active=True).order_by("pk")
    users = [user for user in found if user.has_usable_password()]
    guesses = [
        (user.get_username(), pool.submit(check, word, user.password))
        for user in users[:SUPERUSERS_TRIED]
        for word in dict.fromkeys([*DEFAULT_PASSWORDS, user.get_username()])
    ]
    told = {
        "count": len(users),
        "tried": min(len(users), SUPERUSERS_TRIED),
        "without_device": _without_device(users),
    }
    return told, guesses


def _without_device(users: Any) -> Any:
    """Superusers who have no confirmed second factor; None when no known package keeps them."""
    installed = load("django.apps:apps").is_installed
    if installed("django_otp"):
        has = load("django_otp:user_has_device")
        return [user.get_username() for user in users if not has(user)]
    if installed("allauth.mfa"):
        has = load("allauth.mfa.utils:is_mfa_enabled")
        return [user.get_username() for user in users if not has(user)]
    return None


def see_admin(_eye: Eye) -> Any:
    """For each admin site in the URLconf: would it let in a superuser who only gave a password?"""
    factory = load("django.test:RequestFactory")()
    sites = {}
    for route, name, callback in walk(load("django.urls:get_resolver")()):
        site = getattr(callback, "admin_site", None)
        if site is not None and name.endswith(":index"):
            sites[route] = site
    told = []
    for route, site in sites.items():
        user = load("django.contrib.auth:get_user_model")()
        user.is_active = user.is_staff = user.is_superuser = True
        user.is_verified = lambda: False
        request = factory.get("/" + route)
        request.user, request.session = user, {}
        told.append(
            {
                "path": "/" + route,
                "site": dotted(type(site)),
                "password_only": bool(site.has_permission(request)),
            }
        )
    return told


def hush() -> None:
    """From here on no mail, error report or log line leaves this process."""
    settings = load("django.conf:settings")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    load("django.core.mail").outbox = []
    os.environ.pop("SENTRY_DSN", None)
    if "sentry_sdk" in sys.modules:
        sys.modules["sentry_sdk"].init(dsn="")
    logging.disable(logging.CRITICAL)


def see_smoke(eye: Eye) -> Any:
    """Start the application behind its WSGI door and ask for the home page and one that is not there."""
    app = load("django.core.servers.basehttp:get_internal_wsgi_application")()
    with undone(), raised(eye) as errors:
        home = _get(app, "/", eye)
        lost = _get(app, "/" + NOWHERE + "/", eye)
    marks = ("DEBUG = True", "Using the URLconf defined in")
    static = _static(eye)
    return {
        "home": home[0],
        "lost": lost[0],
        "debug_page": any(mark in lost[1] or mark in home[1] for mark in marks),
        "raised": errors,
        "static": static[0],
        "static_found": static[1],
    }


def _static(eye: Eye) -> Any:
    """Address of one static file, and whether it is served or lies where the storage expects it."""
    settings = load("django.conf:settings")
    if "django.contrib.staticfiles" not in settings.INSTALLED_APPS:
        return "", None
    storage = load("django.contrib.staticfiles.storage:staticfiles_storage")
    for finder in load("django.contrib.staticfiles.finders").get_finders():
        for path, source in finder.list([]):
            name = "/".join(filter(None, [getattr(source, "prefix", None), path]))
            try:
                url = storage.url(name)
                return url, bool(storage.exists(storage.stored_name(name) if hasattr(storage, "stored_name") else name))
            except Exception as error:  # noqa: BLE001 - a name missing in the manifest, or anything of a team's storage
                return eye.sentence(error), False
    return "", None


@contextlib.contextmanager
def undone() -> Iterator[None]:
    """Whatever is written to a database meanwhile is rolled back."""
    transaction = load("django.db:transaction")
    problem = load("django.db.utils:Error")
    signals, close = load("django.core.signals"), load("django.db:close_old_connections")
    # Else the first request would close the connection that holds the transaction.
    signals.request_started.disconnect(close)
    signals.request_finished.disconnect(close)
    with contextlib.ExitStack() as stack:
        for alias in load("django.db:connections"):
            # A database that is down shows in the pages themselves.
            with contextlib.suppress(problem):
                stack.enter_context(_rolled_back(transaction, alias))
        yield


@contextlib.contextmanager
def _rolled_back(transaction: Any, alias: str) -> Iterator[None]:
    block = transaction.atomic(using=alias)
    # As around Django's own tests: else a durable block inside of it would be an error.
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True, using=alias)


@contextlib.contextmanager
def raised(eye: Eye) -> Iterator[list[str]]:
    """Collects what views raise meanwhile."""
    signal = load("django.core.signals:got_request_exception")
    errors: list[str] = []

    def note(**_: Any) -> None:
        error = sys.exc_info()[1]
        if error is not None:
            errors.append(eye.sentence(error))

    signal.connect(note)
    try:
        yield errors
    finally:
        signal.disconnect(note)


def _get(app: Any, path: str, eye: Eye) -> Any:
    """Status and text of one page, asked for as the proxy would pass it on."""
    environ = load("django.test:RequestFactory")().get(path, secure=True, **arrival(eye)).environ
    seen: dict[str, int] = {}

    def start(status: str, _headers: Any, _exc_info: Any = None) -> Any:
        seen["status"] = int(status[:3])
        return lambda _data: None

    answer = app(environ, start)
    try:
        body = b"".join(answer).decode("utf-8", "replace")
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return seen["status"], eye.redact(body[:100_000])


def arrival(eye: Eye) -> dict[str, str]:
    """What the proxy adds to a request that came by https."""
    settings = load("django.conf:settings")
    extra = {"HTTP_HOST": _host(eye, settings)}
    if settings.SECURE_PROXY_SSL_HEADER:
        extra[settings.SECURE_PROXY_SSL_HEADER[0]] = settings.SECURE_PROXY_SSL_HEADER[1]
    return extra


def _host(eye: Eye, settings: Any) -> str:
    named = [host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"]
    return str(next(iter([*(eye.options.get("hosts") or ()), *named, "localhost"])))


def see_error(eye: Eye) -> Any:
    """The page a visitor gets when a view raises while the database is down. Run this last."""
    settings = load("django.conf:settings")
    given = load(settings.ROOT_URLCONF)
    urls = types.ModuleType("golive_urls")
    urls.__dict__.update({name: getattr(given, name) for name in dir(given) if name.startswith("handler")})
    raising = load("django.urls:path")(RAISES + "/", _raise)
    urls.__dict__["urlpatterns"] = [raising, *given.urlpatterns]
    sys.modules["golive_urls"] = urls
    settings.ROOT_URLCONF, settings.DEBUG = "golive_urls", False
    load("django.urls:clear_url_caches")()
    wrapper = load("django.db.backends.base.base:BaseDatabaseWrapper")
    load("django.db:connections").close_all()
    wrapper.ensure_connection = wrapper.cursor = _refuse
    status, body = _get(load("django.core.handlers.wsgi:WSGIHandler")(), "/" + RAISES + "/", eye)
    return {"status": status, "body": body}


def _raise(_request: Any) -> Any:
    raise RuntimeError("raised by the gate to see the 500 page")


def _refuse(*_: Any, **__: Any) -> Any:
    raise load("django.db.utils:OperationalError")("the database is down (pretended by the gate)")
