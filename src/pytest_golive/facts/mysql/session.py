"""Connects to MySQL or MariaDB as the app does, and says in one sentence why when it cannot."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from pytest_golive.errors import CannotLook
from pytest_golive.facts.database.model import CONNECT_SECONDS, CURES, DatabaseSession, Failure
from pytest_golive.facts.mysql import queries
from pytest_golive.facts.mysql.catalogue import read_catalogue
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.settings import Settings

if TYPE_CHECKING:
    import pymysql

PORT = 3306
INVALID = "[database] url is no database URL such as mysql://user@host:3306/name"
#: Error numbers of the server: no such user or password, or not from here; no such database, or no right to it.
REFUSED = {1045, 1130, 1251, 1698, 1862, 3118, 3159, 4151}
NO_DATABASE = {1044, 1049}
CUT_OFF = {1205, 1317, 1969, 2006, 2013, 3024}
#: How drivers and libraries spell their TLS options.
MODES = ("ssl_mode", "sslmode", "tls_mode")
AUTHORITIES = ("ssl_ca", "sslca", "sslrootcert")
VERIFYING = ("verify_ca", "verify_full", "verify_identity")
#: MySQL 8.0.3 is the first that keeps sizes and rows of tables for a day.
CACHES_FROM = 80_003
YES = ("1", "true", "yes", "on")


def look(url: str, settings: Settings) -> DatabaseSession:
    """Log in once, ask SELECT 1 and, over the same connection, for the whole catalogue."""
    import pymysql

    parameters = _parameters(url, settings)
    if isinstance(parameters, str):
        return DatabaseSession(product="MySQL", error=parameters, failure="invalid")
    session = DatabaseSession(
        product="MySQL",
        host=_address(parameters),
        user=parameters["user"],
        name=parameters["database"] or "",
    )
    started = time.monotonic()
    try:
        connection = pymysql.connect(**parameters)
    except (pymysql.Error, OSError, RuntimeError) as error:
        return _failed(session, error, started)
    with closing(connection):
        return _ask(connection, session, started, settings.database.statement_timeout)


def connect(settings: Settings) -> pymysql.Connection[Any]:
    """A read-only connection for a team's own tests, each statement a transaction with a time-out.

    Raises:
        CannotLook: the URL is none of MySQL, or nobody lets us in.
    """
    import pymysql

    parameters = _parameters(settings.database.url.strip(), settings)
    if isinstance(parameters, str):
        raise CannotLook(parameters, cure=CURES["invalid"])
    session = DatabaseSession(product="MySQL", host=_address(parameters))
    started = time.monotonic()
    try:
        connection = pymysql.connect(**parameters, autocommit=True)
        tame(connection, settings.database.statement_timeout)
    except (pymysql.Error, OSError, RuntimeError) as error:
        failed = _failed(session, error, started)
        reason = f"the database cannot be reached: {failed.error}"
        raise CannotLook(reason, cure=CURES[failed.failure]) from None
    return connection


def tame(connection: pymysql.Connection[Any], seconds: float) -> None:
    """Let the session only read, and no statement of it take longer or wait longer for a lock.

    Raises:
        pymysql.Error
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT /* golive */ VERSION() AS golive_version")
        (version,) = cursor.fetchone() or ("",)
        is_mariadb = "mariadb" in version.lower()
        limit = f"max_statement_time = {seconds}" if is_mariadb else f"max_execution_time = {int(seconds * 1000)}"
        cursor.execute(f"SET SESSION {limit}, SESSION lock_wait_timeout = {math.ceil(seconds)}")
        # Else times are told in whatever zone the server is in.
        cursor.execute("SET SESSION time_zone = '+00:00'")
        if not is_mariadb and number_of(version) >= CACHES_FROM:
            # MySQL tells sizes and rows from a cache that may be a day old.
            cursor.execute("SET SESSION information_schema_stats_expiry = 0")
        cursor.execute("SET SESSION TRANSACTION READ ONLY")


def _parameters(url: str, settings: Settings) -> dict[str, Any] | str:
    """What PyMySQL is to connect with, or what is wrong with the URL.

    Options that only Django, SQLAlchemy or another driver know are left out; those of TLS, and the socket, are kept.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or PORT
    except ValueError:
        return INVALID
    given = {key.lower().replace("-", "_"): value for key, value in parse_qsl(parts.query)}
    password = unquote(parts.password or "")
    REDACTOR.learn(password)
    try:
        context = _tls(given, settings.target.ca_file)
    except OSError as error:
        return f"the certificates of [database] url cannot be read: {error}"
    seconds = settings.database.statement_timeout
    return {
        "host": parts.hostname or "localhost",
        "port": port,
        "unix_socket": given.get("unix_socket") or given.get("socket"),
        "user": unquote(parts.username or ""),
        "password": password,
        "database": unquote(parts.path.lstrip("/")) or None,
        "charset": "utf8mb4",
        "connect_timeout": CONNECT_SECONDS,
        "read_timeout": seconds + CONNECT_SECONDS,
        "write_timeout": CONNECT_SECONDS,
        "program_name": "pytest-golive",
        **context,
    }


def _tls(given: Mapping[str, str], ca_file: str) -> dict[str, Any]:
    """TLS as the URL asks for it; without a word of it, as drivers do: where the server has it, unverified.

    Raises:
        OSError: a file of certificates cannot be read, or holds none.
    """
    import ssl

    mode = next((given[one].lower().replace("-", "_") for one in MODES if one in given), "")
    authority = next((given[one] for one in AUTHORITIES if one in given), "")
    checks_name = mode in {"verify_full", "verify_identity"} or given.get("ssl_verify_identity", "").lower() in YES
    verifies = bool(authority) or mode in VERIFYING or given.get("ssl_verify_cert", "").lower() in YES or checks_name
    if mode in {"disable", "disabled"} or given.get("ssl_disabled", "").lower() in YES:
        return {"ssl_disabled": True}
    required = mode in {"require", "required"} or any(given.get(one, "").lower() in YES for one in ("ssl", "tls"))
    if not verifies and not required:
        return {}
    context = ssl.create_default_context(cafile=(authority or ca_file or None) if verifies else None)
    context.check_hostname = checks_name
    context.verify_mode = ssl.CERT_REQUIRED if verifies else ssl.CERT_NONE
    if "ssl_cert" in given:
        context.load_cert_chain(given["ssl_cert"], given.get("ssl_key"))
    return {"ssl": context}


def _address(parameters: Mapping[str, Any]) -> str:
    return str(parameters["unix_socket"] or f"{parameters['host']}:{parameters['port']}")


def _ask(
    connection: pymysql.Connection[Any], session: DatabaseSession, started: float, statement_timeout: float
) -> DatabaseSession:
    """SELECT 1 first, whose answer alone makes the connection good; then the catalogue."""
    import pymysql

    try:
        with connection.cursor() as cursor:
            cursor.execute(queries.HELLO)
            _, version, comment, login, current = cursor.fetchone() or (1, "", "", "", "")
            cursor.execute(queries.CIPHER)
            cipher = cursor.fetchone()
    except (pymysql.Error, OSError) as error:
        return _failed(session, error, started)
    session = replace(
        session,
        product=product_of(version, comment),
        seconds=time.monotonic() - started,
        login=login.rpartition("@")[0],
        current=current or "",
        version=number_of(version),
        tls=bool(cipher and cipher[1]),
    )
    try:
        tame(connection, statement_timeout)
        return replace(session, catalogue=read_catalogue(connection, session, version))
    except (pymysql.Error, OSError) as error:
        silent = isinstance(error, OSError) or _code(error) in CUT_OFF
        return replace(
            session,
            catalogue_error=f"{session.host} did not answer a catalogue query: {_words(error)}",
            catalogue_silent=silent,
        )


def product_of(version: str, comment: str) -> str:
    """The product by what the server says of itself: MariaDB, MySQL, or another that speaks its protocol."""
    told = f"{version} {comment}".lower()
    others = {"mariadb": "MariaDB", "tidb": "TiDB", "singlestore": "SingleStore", "vitess": "Vitess"}
    return next((product for word, product in others.items() if word in told), "MySQL")


def number_of(version: str) -> int:
    """``10.11.19-MariaDB-log`` as 101119; 0 for what is no version."""
    # Old MariaDB says "5.5.5-" first, for replicas of MySQL that know no higher number.
    found = re.match(r"(?:5\.5\.5-)?(\d+)\.(\d+)(?:\.(\d+))?", version)
    if found is None:
        return 0
    major, minor, patch = (int(part or 0) for part in found.groups())
    return major * 10_000 + minor * 100 + min(patch, 99)


def _failed(session: DatabaseSession, error: Exception, started: float) -> DatabaseSession:
    """The session with the cause that the driver gave, as one sentence that names the server."""
    code = _code(error)
    failure: Failure = "unreachable"
    if code in REFUSED:
        failure = "authentication"
    elif code in NO_DATABASE:
        failure = "no database"
    cause = _words(error)
    begin = cause[:1] if cause[1:2].isupper() else cause[:1].lower()
    return replace(
        session,
        error=f"{begin}{cause[1:]} at {session.host}",
        failure=failure,
        seconds=time.monotonic() - started,
    )


def _code(error: Exception) -> int:
    return error.args[0] if error.args and isinstance(error.args[0], int) else 0


def _words(error: Exception) -> str:
    """The server's words, or of a failed connection what the system says: never the driver's copy of our own."""
    original = getattr(error, "original_exception", None)
    if isinstance(original, TimeoutError):
        return "connection timeout expired"
    if isinstance(original, OSError):
        return original.strerror or str(original) or type(original).__name__
    told = str(error.args[-1]) if error.args else type(error).__name__
    if told.endswith("(timed out)"):
        return "connection timeout expired"
    return " ".join(re.sub(r"\(using password: \w+\)", "", told).split()) or type(error).__name__
