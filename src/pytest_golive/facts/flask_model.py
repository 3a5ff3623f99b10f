"""What can be seen of a Flask application: the shape of the fact of facts/app.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from pytest_golive.data import dataclass
from pytest_golive.facts.app_model import DatabaseSetting
from pytest_golive.facts.redact import Strength


@dataclass(frozen=True, kw_only=True)
class FlaskRoute:
    """One rule of a Flask application's URL map."""

    route: str
    """With a slash before it: ``/api/orders/<int:number>``."""
    methods: tuple[str, ...]
    """Without HEAD and OPTIONS."""
    endpoint: str


def _number(options: Mapping[str, Any], name: str, default: int) -> int:
    """One of SQLAlchemy's options, or what it takes instead."""
    value = options.get(name, default)
    return value if isinstance(value, int) else default


@dataclass(frozen=True, kw_only=True)
class FlaskApplication:
    """A Flask application as its own Python sees it, without a request."""

    python: str
    flask: str
    module: str
    """The module it is named by."""
    settings: Mapping[str, Any]
    """``app.config`` without secrets, JSON-safe."""
    secrets: Mapping[str, Strength] = field(default_factory=dict)
    """Measures of SECRET_KEY and the other secret settings."""
    fallbacks: tuple[Strength, ...] = ()
    """Measures of SECRET_KEY_FALLBACKS."""
    debug: bool = False
    """``app.debug``"""
    environment: Mapping[str, str] = field(default_factory=dict)
    """FLASK_DEBUG and FLASK_ENV, where they are set."""
    configs: tuple[str, ...] = ()
    """Names of the objects that its configuration was loaded from."""
    reads_env: bool = False
    """Its code asks for FLASK_ENV."""
    runs_debug: bool = False
    """Loading it called ``run(debug=True)``."""
    by_hand: tuple[str, ...] = ()
    """Places that call ``run(debug=True)`` when the module is started as a script."""
    routes: tuple[FlaskRoute, ...] = ()
    """Its URL map, static files apart."""
    packages: Mapping[str, str] = field(default_factory=dict)
    """Every installed package → its version."""

    def database(self) -> DatabaseSetting | None:
        """What SQLALCHEMY_DATABASE_URI names; None when there is none."""
        url = self.settings.get("SQLALCHEMY_DATABASE_URI")
        parts = urlsplit(url) if isinstance(url, str) else None
        if parts is None or not parts.scheme:
            return None
        engine = self.settings.get("SQLALCHEMY_ENGINE_OPTIONS")
        options = engine if isinstance(engine, dict) else {}
        has_pool = isinstance(engine, dict) and "NullPool" not in str(options.get("poolclass"))
        return DatabaseSetting(
            alias="default",
            engine=parts.scheme.partition("+")[0],
            name=parts.path.removeprefix("/"),
            user=unquote(parts.username or ""),
            # A socket's folder stands in the query.
            host=parts.hostname or dict(parse_qsl(parts.query)).get("host", ""),
            port=parts.netloc.rpartition("@")[2].rpartition("]")[2].partition(":")[2],
            conn_health_checks=options.get("pool_pre_ping") is True,
            pool=has_pool,
            pool_max=_number(options, "pool_size", 5) + _number(options, "max_overflow", 10) if has_pool else None,
            options=options,
        )
