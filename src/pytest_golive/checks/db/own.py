"""Whether the gate looks at the database that the app itself uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.registry import cannot_see, cannot_tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.app_model import Application, DatabaseSetting
    from pytest_golive.facts.database import DatabaseSession
    from pytest_golive.facts.flask_model import FlaskApplication
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.settings import Settings

#: What a product, or Django's engine for it, is a kind of: MariaDB has the engine of MySQL.
KINDS = {
    "postgres": "postgresql",
    "postgis": "postgresql",
    "psycopg": "postgresql",
    "mariadb": "mysql",
    "mysql.connector.django": "mysql",
}
PORTS = {"postgresql": "5432", "mysql": "3306"}
#: Options by which a driver finds its server in a file of its own.
BY_FILE = ("service", "read_default_file", "read_default_group", "option_files")
CURE = "give [database] url of golive.toml the value that the app itself uses"
#: This machine; a socket's folder is on it, too, and has no port to compare.
HERE = ("", "localhost", "::1")

Place = tuple[str, str]
"""Host and port; no port: any."""


def kind(engine: str) -> str:
    """postgresql, mysql, or another, of a product or of Django's engine."""
    name = engine.lower()
    name = name if name in KINDS else name.rpartition(".")[2]
    return KINDS.get(name, name)


def assert_apps_own(
    session: DatabaseSession,
    settings: Settings,
    app: Application | FlaskApplication | None,
    unseen: Mapping[str, Attempt],
) -> None:
    """End as unverified unless the gate's URL is, as far as anybody can see, the app's own."""
    if app is None:
        if settings.app.dir:
            # Its own settings are not known: it may use another database than the gate.
            cannot_see(unseen["flask_application" if settings.app.flask else "application"])
        return
    default = app.database()
    if default is None:
        cure = "set SQLALCHEMY_DATABASE_URI in app.config" if settings.app.flask else 'set "default" in DATABASES'
        cannot_tell("the app's settings have no default database", cure=cure)
    for what, ours, theirs in (("database", session.name, default.name), ("user", session.user, default.user)):
        if theirs and ours != theirs:
            cannot_tell(f"[database] url has the {what} {ours!r}, the app's own settings have {theirs!r}", cure=CURE)
    if not settings.database.same_as_app:
        _assert_same_server(session, default)


def _assert_same_server(session: DatabaseSession, default: DatabaseSetting) -> None:
    if any(name in default.options for name in BY_FILE):
        return
    ours, theirs = _places_of(session), _places(default, PORTS.get(kind(session.product), ""))
    if not any(_is_same(one, other) for one in ours for other in theirs):
        why = f"[database] url leads to {session.host}, the app's own settings to {_told(theirs)}"
        cannot_tell(why, cure=f"{CURE}, or set same_as_app = true in [database] when that is the same server")


def _places_of(session: DatabaseSession) -> list[Place]:
    return [
        ("", "") if one.startswith(("/", "@")) else (_host(one.rpartition(":")[0]), one.rpartition(":")[2])
        for one in session.host.split(", ")
    ]


def _places(default: DatabaseSetting, usual: str) -> list[Place]:
    """Where the app connects to: libpq takes several hosts, and as many ports or one for all."""
    if "unix_socket" in default.options or default.host.startswith(("/", "@")):
        return [("", "")]
    hosts, ports = default.host.split(","), default.port.split(",")
    ports += ports[-1:] * (len(hosts) - len(ports))
    return [(_host(host), port or usual) for host, port in zip(hosts, ports, strict=False)]


def _host(name: str) -> str:
    """One name for this machine, whatever it is called."""
    name = name.strip(" []").rstrip(".").lower()
    return "" if name in HERE or name.startswith("127.") else name


def _is_same(one: Place, other: Place) -> bool:
    return one[0] == other[0] and (one[1] == other[1] or not one[1] or not other[1])


def _told(places: list[Place]) -> str:
    return ", ".join(f"{host or 'localhost'}:{port}" if port else host or "this machine" for host, port in places)
