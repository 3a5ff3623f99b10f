"""What a site runs on, as it can be compared with another one: versions, packages, names of variables, settings.

No value of a variable is part of it; settings that hold a host name or a path are not either, they must differ.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.app_model import Application
from pytest_golive.facts.database import DatabaseSession
from pytest_golive.facts.env import EnvFile
from pytest_golive.facts.flask_model import FlaskApplication
from pytest_golive.facts.page import Page
from pytest_golive.facts.redis_server import RedisServer
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

SCHEMA = "pytest-golive/stack/1"
#: Settings that decide about security, by how they begin.
SECURITY = ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "CSRF_USE_", "X_FRAME_", "CORS_ALLOW_", "PASSWORD_HASHERS")
ALSO = frozenset(
    {"DEBUG", "MIDDLEWARE", "INSTALLED_APPS", "AUTHENTICATION_BACKENDS", "AUTH_PASSWORD_VALIDATORS", "SESSION_ENGINE"}
)
#: Names of hosts and of cookies: the two sites have their own.
OWN = frozenset({"SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_NAME", "SESSION_COOKIE_PATH", "CSRF_COOKIE_DOMAIN",
                 "CSRF_COOKIE_NAME", "CSRF_COOKIE_PATH", "SECURE_SSL_HOST"})  # fmt: skip
KEEP = "run `golive stack > stack.json` there, and set staging_stack in [release] of golive.toml to the file"


@dataclass(frozen=True, kw_only=True)
class Stack:
    """What one site runs on."""

    target: str
    as_of: datetime
    parts: Mapping[str, Mapping[str, str]]
    """``versions``, ``packages``, ``variables``, ``migrations`` and ``settings``; a name → its version or value."""
    unseen: tuple[str, ...] = ()
    """What nobody could see: ``the database``."""
    schema: str = SCHEMA


@fact(timeout=5.0, rounds=0)
def stack(
    settings: Settings,
    now: datetime,
    application: Application | None = None,
    flask_application: FlaskApplication | None = None,
    database_session: DatabaseSession | None = None,
    redis_server: RedisServer | None = None,
    env_file: EnvFile | None = None,
    home: Page | None = None,
) -> Stack:
    """What the other facts saw of the target.

    Raises CannotLook when they saw nothing.
    """
    app = application or flask_application
    catalogue = database_session.catalogue if database_session else None
    redis = redis_server if redis_server and redis_server.version else None
    versions = _app_versions(app)
    versions |= {database_session.product: _dotted(database_session)} if database_session and catalogue else {}
    versions |= {redis.product: redis.version} if redis else {}
    versions |= {"proxy": home.header("server") or "not told"} if home else {}
    parts = {
        "versions": versions,
        "packages": dict(app.packages) if app else {},
        "variables": dict.fromkeys(sorted(env_file.names), "set") if env_file else {},
        "migrations": dict.fromkeys(catalogue.migrations or (), "applied") if catalogue else {},
        "settings": {name: _told(value) for name, value in app.settings.items() if _counts(name)} if app else {},
    }
    if not any(parts.values()):
        raise CannotLook("nothing could be seen of what the site runs on", cure="give [app], [database] or [target]")
    asked = {
        # What every shop has; Redis, not every one.
        "the application": (True, app),
        "the database": (True, catalogue),
        "Redis": (settings.redis.url, redis),
        "the env file": (True, env_file and env_file.entries),
        "the proxy": (True, home),
    }
    return Stack(
        target=settings.target.url,
        as_of=now,
        parts={name: part for name, part in parts.items() if part},
        unseen=tuple(name for name, (given, seen) in asked.items() if given and not seen),
    )


@fact(timeout=5.0)
def staging_stack(settings: Settings) -> Stack:
    """What staging runs on, as `golive stack` told there."""
    import msgspec

    given = settings.release.staging_stack
    if not given:
        raise CannotLook("nothing says what staging runs on", cure=KEEP)
    try:
        document = json.loads(Path(given).read_bytes())
        if not isinstance(document, dict) or document.get("schema") != SCHEMA:
            raise ValueError(f"it does not say that it is {SCHEMA}")
        return msgspec.convert(document, Stack)
    except OSError as error:
        raise CannotLook(f"{given} cannot be read: {error.strerror}", cure=KEEP) from None
    except (ValueError, msgspec.ValidationError) as error:
        raise CannotLook(f"{given} is not what `golive stack` writes: {error}", cure=KEEP) from None


def _app_versions(app: Application | FlaskApplication | None) -> dict[str, str]:
    if app is None:
        return {}
    framework = {"Django": app.django} if isinstance(app, Application) else {"Flask": app.flask}
    return {"Python": app.python, **framework}


def _dotted(session: DatabaseSession) -> str:
    """``18.3`` from PostgreSQL's 180003."""
    return f"{session.version // 10_000}.{session.version % 10_000}"


def _counts(name: str) -> bool:
    return (name.startswith(SECURITY) or name in ALSO) and name not in OWN


def _told(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)
