"""What the settings say, after Django itself has read and set them up."""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

from pytest_golive.facts.inspector.base import Eye, dotted, installed, load

#: Told in a part of their own, or too long to tell.
APART = (
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "EMAIL_HOST_PASSWORD",
    "DATABASES",
    "CACHES",
    "LANGUAGES",
    "LANGUAGES_BIDI",
)
#: A password of every kind of character.
MIXED = "xQ7$kV2!mB9&rT4%"
#: Methods of CsrfViewMiddleware that decide whether a request is looked at.
CSRF_DECIDES = ("__call__", "process_request", "process_view")


def see_settings(eye: Eye) -> Any:
    """Every setting that is not a secret, and the measures of those that are."""
    settings = load("django.conf:settings")
    own = dir(load("django.conf.global_settings"))
    told: dict[str, Any] = {}
    secrets: dict[str, Any] = {}
    names = [name for name in dir(settings) if name.isupper()]
    for name in names:
        value = getattr(settings, name, None)
        if (isinstance(value, str) and eye.is_secret(name) and name not in own) or name in {
            "SECRET_KEY",
            "EMAIL_HOST_PASSWORD",
        }:
            secrets[name] = eye.strength(str(value or ""))
    # First: their passwords may stand in other settings too.
    databases = [_database(eye, alias, given) for alias, given in settings.DATABASES.items()]
    for name in names:
        if name not in APART and name not in secrets:
            told[name] = eye.safe(getattr(settings, name, None))
    return {
        "module": settings.SETTINGS_MODULE,
        "explicit": [name for name in names if settings.is_overridden(name)],
        "settings": told,
        "secrets": secrets,
        "fallbacks": [eye.strength(str(key)) for key in settings.SECRET_KEY_FALLBACKS]
        if hasattr(settings, "SECRET_KEY_FALLBACKS")
        else [],
        "key_variable": _key_variable(str(getattr(settings, "SECRET_KEY", "") or "")),
        "databases": databases,
        "caches": [_cache(eye, alias, given) for alias, given in settings.CACHES.items()],
        "packages": installed(),
        "middleware": _middleware_kinds(settings.MIDDLEWARE),
        "own_csrf": _own_csrf(settings.MIDDLEWARE),
    }


def _key_variable(key: str) -> str:
    """Name of the environment variable whose value is the secret key."""
    return next((name for name, value in os.environ.items() if key and value == key), "")


def _database(eye: Eye, alias: str, given: Any) -> Any:
    options = given.get("OPTIONS") or {}
    password = given.get("PASSWORD") or ""
    pool = options.get("pool")
    age = given.get("CONN_MAX_AGE", 0)
    return {
        "alias": alias,
        "engine": str(given.get("ENGINE", "")),
        "vendor": _vendor(alias),
        "name": eye.redact(str(given.get("NAME", ""))),
        "user": str(given.get("USER", "")),
        "host": str(given.get("HOST", "")),
        "port": str(given.get("PORT", "")),
        "password": eye.strength(str(password)) if password else None,
        "conn_max_age": float(age) if age is not None else None,
        "conn_health_checks": bool(given.get("CONN_HEALTH_CHECKS", False)),
        "pool": bool(pool),
        "pool_max": int(pool["max_size"]) if isinstance(pool, dict) and pool.get("max_size") else None,
        "options": eye.safe(options),
    }


def _vendor(alias: str) -> str:
    """What the backend is for, which one of a package need not tell by its name; nothing is connected to for it."""
    try:
        return str(load("django.db:connections")[alias].vendor)
    except (ImportError, load("django.core.exceptions:ImproperlyConfigured")):
        return ""


def _cache(eye: Eye, alias: str, given: Any) -> Any:
    location = given.get("LOCATION", "")
    return {
        "alias": alias,
        "backend": str(given.get("BACKEND", "")),
        "kinds": _kinds(str(given.get("BACKEND", ""))),
        "location": [
            eye.redact(str(item)) for item in (location if isinstance(location, (list, tuple)) else [location]) if item
        ],
        "timeout": given.get("TIMEOUT", 300),
        "options": eye.safe(given.get("OPTIONS") or {}),
    }


def _kinds(path: str) -> list[str]:
    """The classes that a backend is made of; none when it cannot be imported."""
    try:
        return [dotted(kind) for kind in load("django.utils.module_loading:import_string")(path).__mro__[:-1]]
    except (ImportError, AttributeError):  # told by what uses the backend
        return []


def _middleware_kinds(entries: Any) -> dict[str, list[str]]:
    """For each middleware its classes up to object, so that a team's own subclass counts as what it is."""
    kinds = {}
    for entry in entries:
        thing = load("django.utils.module_loading:import_string")(str(entry))
        kinds[str(entry)] = [dotted(base) for base in thing.__mro__[:-1]] if isinstance(thing, type) else [str(entry)]
    return kinds


def _own_csrf(entries: Any) -> list[str]:
    """The subclasses of CsrfViewMiddleware that decide for themselves which requests they let through."""
    django = load("django.middleware.csrf:CsrfViewMiddleware")
    things = {str(entry): load("django.utils.module_loading:import_string")(str(entry)) for entry in entries}
    return [
        entry
        for entry, thing in things.items()
        if isinstance(thing, type)
        and issubclass(thing, django)
        and any(getattr(thing, name) is not getattr(django, name) for name in CSRF_DECIDES)
    ]


def see_storages(_eye: Eye) -> Any:
    """Where static and uploaded files live, and the folders static files come from."""
    settings = load("django.conf:settings")
    file_system = load("django.core.files.storage:FileSystemStorage")
    sources = [str(item[1] if isinstance(item, (list, tuple)) else item) for item in settings.STATICFILES_DIRS]
    for config in load("django.apps:apps").get_app_configs():
        folder = os.path.join(config.path, "static")
        if os.path.isdir(folder):
            sources.append(folder)
    storages = {"default": load("django.core.files.storage:default_storage")}
    if "django.contrib.staticfiles" in settings.INSTALLED_APPS:
        storages["staticfiles"] = load("django.contrib.staticfiles.storage:staticfiles_storage")
    told = []
    for alias, storage in storages.items():
        bool(storage._wrapped) if hasattr(storage, "_wrapped") else None
        storage.__class__  # noqa: B018 - a lazy object is set up by the first question
        told.append(_storage(alias, storage, isinstance(storage, file_system)))
    media = told[0]["place"]
    return {
        "storages": told,
        "static_sources": [os.path.realpath(source) for source in sources],
        "media_exists": os.path.isdir(media),
        "media_package": _package_above(media),
    }


def _storage(alias: str, storage: Any, local: bool) -> dict[str, Any]:
    folder = str(storage.base_location or "") if local else ""
    return {
        "alias": alias,
        "backend": dotted(storage.__class__),
        "local": local,
        "in_memory": any(kind.__name__ == "InMemoryStorage" for kind in storage.__class__.__mro__),
        "folder": folder,
        "place": os.path.realpath(folder) if folder else "",
        "url": str(storage.base_url or "") if local else "",
    }


def _package_above(path: str) -> str:
    """The nearest folder at or above ``path`` that is a Python package of the project, or empty."""
    here = path
    while here and here != os.path.dirname(here):
        if os.path.isfile(os.path.join(here, "__init__.py")):
            return here
        here = os.path.dirname(here)
    return ""


def see_logging(_eye: Eye) -> Any:
    """Every handler of every logger, and whether an error in a request is mailed to the admins."""
    loggers = [logging.getLogger()]
    loggers += [item for item in logging.Logger.manager.loggerDict.values() if isinstance(item, logging.Logger)]
    told: list[Any] = []
    for logger in loggers:
        told.extend(
            {
                "logger": logger.name,
                "handler": dotted(type(handler)),
                "level": handler.level,
                "logger_level": logger.level,
                "file": str(getattr(handler, "baseFilename", "")),
                "format": str(getattr(handler.formatter, "_fmt", None) or ""),
                "propagate": logger.propagate,
            }
            for handler in logger.handlers
        )
    return {"handlers": told, "errors_mailed": _errors_mailed()}


def _errors_mailed() -> bool:
    mailer = load("django.utils.log:AdminEmailHandler")
    logger = logging.getLogger("django.request")
    if not logger.isEnabledFor(logging.ERROR) or _waits_for_debug(logger):
        return False
    while True:
        mailers = [one for one in logger.handlers if isinstance(one, mailer) and one.level <= logging.ERROR]
        if any(not _waits_for_debug(one) for one in mailers):
            return True
        if not logger.propagate or logger.parent is None:
            return False
        logger = logger.parent


def _waits_for_debug(filterer: logging.Filterer) -> bool:
    """Whether a logger or handler lets nothing through in production."""
    debug = load("django.utils.log:RequireDebugTrue")
    return not load("django.conf:settings").DEBUG and any(isinstance(one, debug) for one in filterer.filters)


def see_passwords(_eye: Eye) -> Any:
    """Which password validators there are, and what they say to the most ordinary password."""
    validation = load("django.contrib.auth.password_validation")
    problem = load("django.core.exceptions:ValidationError")
    validators = validation.get_default_password_validators()
    try:
        validation.validate_password("password1")
        refused = False
    except problem:
        refused = True
    return {
        "validators": [
            {
                "name": dotted(type(item)),
                "kinds": [dotted(kind) for kind in type(item).__mro__[:-1]],
                "min_length": _length(item),
            }
            for item in validators
        ],
        "password1_refused": refused,
    }


def _length(validator: Any) -> Any:
    """The length that a validator asks for; None when its ``min_length`` is of something else, as of the digits."""
    length = getattr(validator, "min_length", None)
    if not isinstance(length, int):
        return None
    problem = load("django.core.exceptions:ValidationError")
    password = MIXED * (length // len(MIXED) + 1)
    try:
        validator.validate(password[:length])
    except problem:
        return None
    try:
        validator.validate(password[: max(0, length - 1)])
    except problem:
        return length
    return None


def see_python(_eye: Eye) -> Any:
    """Which Python and Django answer."""
    return {"python": ".".join(map(str, sys.version_info[:3])), "django": load("django").get_version()}
