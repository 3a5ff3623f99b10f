"""Connects to the database as the app does, and says in one sentence why when it cannot."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pytest_golive.errors import CannotLook
from pytest_golive.facts.database.model import CONNECT_SECONDS, CURES, DatabaseSession, Failure
from pytest_golive.facts.postgres import queries
from pytest_golive.facts.postgres.catalogue import read_catalogue
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.settings import Settings

if TYPE_CHECKING:
    import psycopg

#: How Django, SQLAlchemy and environ libraries write the scheme of a PostgreSQL URL.
SCHEMES = ("postgresql", "postgres", "psql", "pgsql", "postgis")
INVALID = "[database] url is no database URL such as postgresql://user@host:5432/name"


def look(url: str, settings: Settings) -> DatabaseSession:
    """Log in once, ask SELECT 1 and, over the same connection, for the whole catalogue."""
    parameters = _parameters(url, settings.target.ca_file)
    if parameters is None:
        return DatabaseSession(product="PostgreSQL", error=INVALID, failure="invalid")
    return _connect(parameters, settings.database.statement_timeout)


def connect(settings: Settings) -> psycopg.Connection[Any]:
    """A read-only connection for a team's own tests, each statement a transaction with a time-out.

    Raises:
        CannotLook: the URL is none of PostgreSQL, or nobody lets us in.
    """
    import psycopg

    parameters = _parameters(settings.database.url.strip(), settings.target.ca_file)
    if parameters is None:
        raise CannotLook(INVALID, cure=CURES["invalid"])
    started = time.monotonic()
    session = DatabaseSession(product="PostgreSQL", host=_address(parameters), user="", name="")
    try:
        connection = psycopg.connect(**parameters, autocommit=True)
        connection.execute("SET default_transaction_read_only = on")
        connection.execute(f"SET statement_timeout = {int(settings.database.statement_timeout * 1000)}".encode())
    except psycopg.OperationalError as error:
        failed = _failed(session, error, started)
        reason = f"the database cannot be reached: {failed.error}"
        raise CannotLook(reason, cure=CURES[failed.failure]) from None
    return connection


def _parameters(url: str, ca_file: str) -> dict[str, Any] | None:
    """What libpq is to connect with, or None for a URL that nobody could connect with.

    Options that only Django or SQLAlchemy know (``conn_max_age``) are left out; TLS options are kept.
    """
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    known = {option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults()}
    try:
        parts = urlsplit(url)
        scheme = parts.scheme.partition("+")[0]
        if scheme not in SCHEMES:
            return None
        query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if key in known])
        parameters = conninfo_to_dict(urlunsplit(parts._replace(scheme="postgresql", query=query)))
    except (ValueError, psycopg.ProgrammingError):
        # The driver's own words would repeat the URL with its password.
        return None
    if not all(port.isdigit() for port in str(parameters.get("port") or "5432").split(",")):
        return None
    REDACTOR.learn(str(parameters.get("password") or ""))
    if ca_file and str(parameters.get("sslmode", "")).startswith("verify-"):
        parameters.setdefault("sslrootcert", ca_file)
    return parameters | {"connect_timeout": CONNECT_SECONDS, "application_name": "pytest-golive"}


def _connect(parameters: Mapping[str, Any], statement_timeout: float) -> DatabaseSession:
    import psycopg

    user = str(parameters.get("user") or "")
    session = DatabaseSession(
        product="PostgreSQL",
        host=_address(parameters),
        user=user,
        name=str(parameters.get("dbname") or user),
    )
    started = time.monotonic()
    try:
        connection = psycopg.connect(**parameters)
    except psycopg.OperationalError as error:
        return _failed(session, error, started)
    with closing(connection):
        # A read-only transaction rather than start-up options: connection poolers refuse those.
        connection.read_only = True
        return _ask(connection, session, started, statement_timeout)


def _ask(
    connection: psycopg.Connection[Any], session: DatabaseSession, started: float, statement_timeout: float
) -> DatabaseSession:
    """SELECT 1 first, whose answer alone makes the connection good; then the catalogue."""
    import psycopg

    timeout = f"SET LOCAL statement_timeout = {int(statement_timeout * 1000)}"
    try:
        with connection.pipeline():
            connection.execute(timeout.encode())
            cursor = connection.execute(queries.HELLO)
        _, product, login, current = cursor.fetchall()[0]
    except psycopg.Error as error:
        return _failed(session, error, started)
    session = replace(
        session,
        product=product.partition(" ")[0],
        seconds=time.monotonic() - started,
        login=login,
        current=current,
        version=connection.info.server_version,
        tls=bool(connection.pgconn.ssl_in_use),
    )
    try:
        return replace(session, catalogue=read_catalogue(connection, login, current))
    except psycopg.Error as error:
        cause = " ".join(str(error).split()) or type(error).__name__
        return replace(
            session,
            catalogue_error=f"{session.host} did not answer a catalogue query: {cause}",
            # A query that was cancelled is one of these; a permission that lacks is not.
            catalogue_silent=isinstance(error, psycopg.OperationalError),
        )


def _address(parameters: Mapping[str, Any]) -> str:
    hosts = str(parameters.get("host") or parameters.get("hostaddr") or "localhost").split(",")
    ports = str(parameters.get("port") or 5432).split(",")
    ports += ports[-1:] * (len(hosts) - len(ports))
    pairs = zip(hosts, ports, strict=False)
    return ", ".join(host if host.startswith("/") else f"{host}:{port}" for host, port in pairs)


#: libpq gives no code for a refused log-in, only these words.
REFUSED = re.compile(r"authentication failed|no password supplied|pg_hba\.conf|role '.*' (does not exist|is not)")
CAUSE = re.compile(r"FATAL: |failed: ")
NO_DATABASE = re.compile(r"^database '.*' does not exist")


def _failed(session: DatabaseSession, error: psycopg.Error, started: float) -> DatabaseSession:
    """The session with the last cause that libpq gave, as one sentence that names the server."""
    lines = str(error).splitlines()
    causes = [line for line in lines if CAUSE.search(line)] or lines[:1] or [type(error).__name__]
    cause = " ".join(CAUSE.split(causes[-1])[-1].split()).replace('"', "'")
    failure: Failure = "unreachable"
    if REFUSED.search(cause):
        failure = "authentication"
    elif NO_DATABASE.search(cause):
        failure = "no database"
    return replace(
        session,
        error=f"{cause[:1].lower()}{cause[1:]} at {session.host}",
        failure=failure,
        seconds=time.monotonic() - started,
    )
