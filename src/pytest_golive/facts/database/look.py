"""Looks at the database that the URL names, with the driver of its product."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pytest_golive.errors import CannotLook
from pytest_golive.facts.database.model import CURES, Catalogue, DatabaseSession, Statements
from pytest_golive.facts.page import Page
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

if TYPE_CHECKING:
    from types import ModuleType

#: How Django, SQLAlchemy and environ libraries write the scheme of a URL.
SCHEMES = {
    **dict.fromkeys(("postgresql", "postgres", "psql", "pgsql", "postgis"), "postgres"),
    **dict.fromkeys(("mysql", "mysql2", "mysqlgis", "mysql-connector", "mariadb"), "mysql"),
    **dict.fromkeys(("sqlite", "sqlite3", "spatialite"), "sqlite"),
}
PRODUCTS = {"postgres": "PostgreSQL", "mysql": "MySQL", "sqlite": "SQLite"}
INVALID = "[database] url is no database URL such as postgresql://user@host:5432/name"
NO_URL = ("no [database] url is configured", "set url in [database] of golive.toml")
NO_DRIVER = (
    "PyMySQL is not installed, without which MySQL and MariaDB cannot be asked",
    "pip install 'pytest-golive[mysql]'",
)
NO_SERVER = (
    "SQLite is a file that only the app opens: there is no server to look at",
    "answer the line with a test of your own, or have somebody look and vouch for it: golive attest",
)


@fact(timeout=20.0, rounds=9)
def database_session(settings: Settings) -> DatabaseSession:
    """Log in once, ask SELECT 1 and, over the same connection, for the whole catalogue."""
    url = _url(settings)
    kind = _kind(url)
    if not kind:
        return DatabaseSession(product="unknown", error=INVALID, failure="invalid")
    if why := _unlooked(kind):
        return _not_looked(kind, url, *why)
    session: DatabaseSession = _module(kind, "session").look(url, settings)
    return session


@fact(rounds=0)
def catalogue(database_session: DatabaseSession) -> Catalogue:
    """The catalogue that the session saw."""
    session = database_session
    if session.unlooked:
        raise CannotLook(session.unlooked, cure=session.unlooked_cure)
    if session.error:
        reason = f"the database cannot be reached: {session.error}"
        raise CannotLook(reason, cure=CURES[session.failure], look_failed=session.failure == "unreachable")
    if session.catalogue is None:
        cure = "raise statement_timeout in [database] of golive.toml"
        raise CannotLook(session.catalogue_error, cure=cure, look_failed=session.catalogue_silent)
    return session.catalogue


@fact(timeout=20.0, rounds=12)
def statements(
    settings: Settings,
    catalogue: Catalogue,
    home: Page | None = None,  # noqa: ARG001 - what it asked of the database is counted by then
) -> Statements:
    """The statements of the app's database since the statistics began."""
    seen: Statements = _module(_kind(_url(settings)), "statements").statements(settings, catalogue)
    return seen


def connect(settings: Settings) -> Any:
    """A read-only connection of the driver (psycopg or PyMySQL), each statement a transaction with a time-out.

    Raises:
        CannotLook: no URL is configured, its driver is missing, or nobody lets us in.
    """
    kind = _kind(_url(settings))
    if not kind:
        raise CannotLook(INVALID, cure=CURES["invalid"])
    if why := _unlooked(kind):
        raise CannotLook(why[0], cure=why[1])
    return _module(kind, "session").connect(settings)


def module_of(settings: Settings, name: str) -> ModuleType:
    """The module of that name in the room of the configured product."""
    return _module(_kind(_url(settings)), name)


def query_error(connection: Any) -> type[Exception]:
    """What a query of this connection raises: the ``Error`` of its driver."""
    driver = importlib.import_module(type(connection).__module__.partition(".")[0])
    error: type[Exception] = driver.Error
    return error


def _url(settings: Settings) -> str:
    url = settings.database.url.strip()
    if not url:
        raise CannotLook(NO_URL[0], cure=NO_URL[1])
    REDACTOR.learn_url(url)
    return url


def _kind(url: str) -> str:
    """The room of the product; empty for a URL of none that we know."""
    return SCHEMES.get(url.partition("://")[0].partition("+")[0].lower(), "") if "://" in url else ""


def _unlooked(kind: str) -> tuple[str, str] | None:
    """Why nobody can look, and the cure."""
    if kind == "sqlite":
        return NO_SERVER
    return NO_DRIVER if kind == "mysql" and find_spec("pymysql") is None else None


def _module(kind: str, name: str) -> ModuleType:
    return importlib.import_module(f"pytest_golive.facts.{kind}.{name}")


def _not_looked(kind: str, url: str, why: str, cure: str) -> DatabaseSession:
    try:
        parts = urlsplit(url)
    except ValueError:
        return DatabaseSession(product=PRODUCTS[kind], error=INVALID, failure="invalid")
    return DatabaseSession(
        product=PRODUCTS[kind],
        host=parts.netloc.rpartition("@")[2],
        user=parts.netloc.rpartition("@")[0].partition(":")[0],
        name=parts.path.lstrip("/"),
        unlooked=why,
        unlooked_cure=cure,
    )
