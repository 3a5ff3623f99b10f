"""Who connects to which database, and what this user may do there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pytest_golive.checks.db.own import assert_apps_own, kind
from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, check, fails

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.app_model import Application
    from pytest_golive.facts.database import Catalogue, DatabaseSession, Role
    from pytest_golive.facts.flask_model import FlaskApplication
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.settings import Settings

CONNECT_SECONDS = 5.0
#: Databases that a server has before anybody creates one; test runners make the last.
DEFAULT_DATABASES = (
    *("postgres", "template0", "template1", "defaultdb"),
    *("mysql", "sys", "information_schema", "performance_schema", "test"),
)
BUILT_IN_USERS = ("postgres", "root", "sa", "mysql")
#: Predefined roles that reach beyond the database into the server's machine, or into everybody's tables.
FAR_ROLES = (
    "pg_execute_server_program",
    "pg_read_server_files",
    "pg_write_server_files",
    "pg_write_all_data",
    "pg_read_all_data",
)


class Product(str):
    """A product that a line names; no other word of a line is one."""

    known = frozenset({"", "postgres", "postgresql", "mysql", "mariadb"})

    def __new__(cls, word: str) -> Self:
        """Raise ValueError for any other word: the phrase does not fit then."""
        if word not in cls.known:
            raise ValueError(word)
        return super().__new__(cls, word)


class OtherProduct(Product):
    """A product whose users have other rights."""

    known = frozenset({"", "mysql", "mariadb"})


NO_PRODUCT = OtherProduct("")


@check(
    "db.connects",
    severity="critical",
    says=(
        "=database configured",
        "=production database configured",
        "database|postgres|mysql connection tested|working|works|successful|ok|established|active",
        "database|postgres|mysql connectivity tested|ok|works|working?",
        "database|postgres|mysql: connection tested|established|ok|works|working|successful",
        "database|postgres|mysql|mariadb server? running|up|reachable|started|online",
        "database server? reachable|available|accessible app|application|webserver",
        "=database available|accessible",
        "app|application|server connect|connects|connected|reach|reaches production? database|postgres|mysql",
        "python manage.py dbshell connect?",
        "environment variables: database host|port",
        "environment variables: mysql_host|db_host|postgres_host|database_host|pghost",
        "environment variables: mysql_port|db_port|postgres_port|database_port|pgport",
        "environment variables: database_url",
        "!database not|cant|cannot configured|reachable|reached|connected|available|running|accessible",
        "!database down|unreachable|unavailable|offline",
        "app|application|service|web reaches|talks|connects|connect|connected database|postgres|mysql|mariadb",
        "database|postgres|mysql connection ok|works|established|up|healthy|succeeds",
        "database|postgres|mysql|mariadb answers|responds|healthy",
        "app|application|webserver|server database|postgres|mysql|mariadb|rds|aurora|mongodb talk|talks|connect|"
        "connects|connected|connection|reach|reaches|reachable|access ~ @set get gets up url right production "
        "credentials",
        "database|postgres|mysql|mariadb|rds|mongodb|database_url connection|connectivity|reachable|connect|"
        "connected|connects|string|url|credentials works|tested|ok|fine|webserver|server|app|correct|right|"
        "established|successful|connects|production|valid|test ~ @set get gets up app application string web url "
        "server database",
        "connect|connected|connection database|postgres|mysql|rds production|prod ~ app",
        "database_url right|correct|set|connects|works ~ app points production database",
    ),
)
def connects(
    database_session: DatabaseSession,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    application: Application | None = None,
    flask_application: FlaskApplication | None = None,
) -> None:
    """The database can be reached with the app's own settings, and answers within five seconds.

    Why: without its database the shop shows nothing but error pages.
    Fix: start the server, then correct host, port, user and password in DATABASE_URL.
    Cannot tell when: the URL names a product that is not looked at, its driver is not installed, or the app's own
    settings cannot be read or lead to another server (a tunnel or a pooler is one, too: `same_as_app = true`).
    """
    session = database_session
    if session.unlooked:
        cannot_tell(session.unlooked, cure=session.unlooked_cure)
    assert not session.error, session.error
    how = "over TLS" if session.tls else "without TLS"
    evidence.saw(f"SELECT 1 answered by {session.host} {how} after {session.seconds:.3f} s")
    assert session.seconds <= CONNECT_SECONDS, (
        f"{session.host} took {session.seconds:.1f} s to answer, allowed are {CONNECT_SECONDS:g}"
    )
    assert_apps_own(session, settings, application or flask_application, unseen)


@check(
    "db.engine-as-declared",
    severity="high",
    says=(
        "=database configured",
        "=production database configured",
        "{product} database @set|created|exists",
        "postgresql|mysql|mariadb recommended",
        "postgresql|mysql|mariadb @set database?",
        "{product} not|instead sqlite|sqlite3",
        "=not|no sqlite|sqlite3",
        "no|zero sqlite|sqlite3 database|file|anywhere",
        "database engine|server|product {product}",
        "no|zero sqlite|sqlite3 production|left|anymore|database|file?",
        "sqlite|sqlite3 no|not|never|isnt|without|dont ~ production postgres mysql mariadb run database real file "
        "running anymore server",
        "sqlite|sqlite3 instead|replaced|switch|switched|moved|away ~ production postgres mysql mariadb run "
        "database real file running anymore server",
        "postgres|mysql|mariadb production|app|database|engine|site database|uses|runs|run|engine|against|set ~ "
        "server production backend engine set app application uses runs django end back",
        "database engine|back end? postgres|mysql|mariadb|django.db.backends.postgresql ~ @set get gets up set",
        "=production runs|uses|run postgres|mysql|mariadb ~ against",
        "=app|application|site against|uses|runs|run postgres|mysql|mariadb ~ runs database",
    ),
)
def engine_as_declared(
    database_session: DatabaseSession,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    catalogue: Catalogue | None = None,  # noqa: ARG001 - says why the server could not be asked, as for all others
    application: Application | None = None,
    flask_application: FlaskApplication | None = None,
    *,
    product: Product = NO_PRODUCT,
) -> None:
    """The server says it is the declared product, and the app's settings name the same one.

    Why: a shop left on SQLite loses orders at the second worker or the next deploy.
    Fix: set ENGINE in DATABASES to the declared product, and DATABASE_URL to its server.
    Cannot tell when: the server cannot be reached, the app's settings cannot be read, or the line names another
    product.
    """
    declared = settings.database.engine.lower()
    session = database_session
    app = application or flask_application
    if app is not None and (default := app.database()) is not None:
        theirs = kind(default.vendor or default.engine)
        assert theirs == kind(declared), f"ENGINE is {default.engine}, declared is {declared}"
    found = session.product
    assert kind(found) == kind(declared), f"[database] url leads to {found}, declared is {declared}"
    _assert_about(product, found)
    if session.unlooked or session.error:
        cannot_see(unseen["catalogue"])
    assert_apps_own(session, settings, app, unseen)
    assert declared != "mariadb" or found == "MariaDB", f"the server says it is {found}, declared is {declared}"
    evidence.saw(f"{session.host} says it is {found} {session.release}")


def _assert_about(product: Product, found: str) -> None:
    """End as unverified when a line names a product of another kind."""
    if product and kind(product) != kind(found):
        cure = f"correct the line, or settle it with a test: {found} is what is looked at"
        cannot_tell(f"the line is about {product}, the database is {found}", cure=cure)


@check(
    "db.database-exists",
    severity="critical",
    says=(
        "production|live? database created|exists",
        "postgresql|mysql|mariadb database created|exists",
        "environment variables: production? database name",
        "environment variables: mysql_database|db_name|postgres_db|database_name|pgdatabase",
        "database|schema created|create|exist|exists|createdb production|own|new|empty|rds|shop_prod|shop|mysql|"
        "postgres|dedicated|server ~ @set get gets up rds launch mysql postgres name named schema server own "
        "separate utf8mb4 shop_prod",
        "createdb done|run|production|executed|ran ~ database app",
        "=own|separate|dedicated database ~ shop",
    ),
)
def database_exists(
    database_session: DatabaseSession,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    catalogue: Catalogue | None = None,
    application: Application | None = None,
    flask_application: FlaskApplication | None = None,
) -> None:
    """The app's database exists under its configured name, is its own and holds the app's tables.

    Why: tables in a default database are shared with everybody and left out of backups.
    Fix: create the database (`CREATE DATABASE shop`), name it in DATABASE_URL and run the migrations.
    Cannot tell when: the database cannot be reached.
    """
    session = database_session
    assert session.failure != "no database", session.error
    if catalogue is None:
        cannot_see(unseen["catalogue"])
    assert_apps_own(session, settings, application or flask_application, unseen)
    name = catalogue.name
    assert name == session.name, f"the configured database is {session.name!r}, the server is in {name!r}"
    own = not name.startswith("test_") and name not in DEFAULT_DATABASES
    assert own, f"the app uses the database {name!r}, which is no database of its own"
    present = {table.name for table in catalogue.tables}
    if application is not None and application.tables:
        present &= {table.name for table in application.tables}
    assert present, f"the database {name!r} holds none of the app's tables"
    evidence.saw(f"the database {name!r} holds {len(present)} tables of the app")


@check(
    "db.app-user-exists",
    severity="high",
    says=(
        "database user @set appropriate permissions",
        "database|postgresql|mysql user|role @set|created|exists",
        "dedicated|own|separate database user|role|account @set|created|exists?",
        "database uses dedicated|own|separate user|role|account",
        "environment variables: production? database user",
        "environment variables: mysql_user|db_user|postgres_user|database_user|pguser",
        "database|postgres|mysql|mariadb|rds|db user|role|account|login own|separate|dedicated|app|application|"
        "created|create|exists|specific|shop ~ @set get gets up uses application shop create root new",
        "app|application connect|connects|connecting not|no|doesnt|dont|never root|superuser|postgres|admin ~ "
        "database user superuser postgres mysql account",
        "=app|application dont|not superuser|root ~ postgres mysql connect database",
        "=app|application own database|postgres|mysql user|role|account ~ uses dedicated",
        "=dont|not superuser|root connect ~ postgres mysql database user",
    ),
)
def app_user_exists(
    database_session: DatabaseSession,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    catalogue: Catalogue | None = None,
    application: Application | None = None,
    flask_application: FlaskApplication | None = None,
) -> None:
    """The app logs in as a user of its own, which is not the server's built-in account.

    Why: an app that is the server's owner gives whoever breaks into it every database there.
    Fix: `CREATE ROLE shop LOGIN PASSWORD '…'`, let it own the app's database, and put it into DATABASE_URL;
    in MySQL `CREATE USER shop@'10.0.0.5' IDENTIFIED BY '…'` and `GRANT ALL PRIVILEGES ON shop.* TO` it.
    Cannot tell when: the database cannot be reached.
    """
    session = database_session
    assert session.failure != "authentication", session.error
    if catalogue is None:
        cannot_see(unseen["catalogue"])
    assert_apps_own(session, settings, application or flask_application, unseen)
    user, login = session.user, catalogue.login
    assert login == user, f"the configured user is {user!r}, the server says {login!r} is logged in"
    built_in = login in BUILT_IN_USERS or any(role.built_in and role.name == login for role in catalogue.roles)
    assert not built_in, f"the app logs in as {login!r}, the server's built-in account"
    evidence.saw(f"the app logs in as {login!r}")


@check(
    "db.user-least-privilege",
    severity="critical",
    overlooks="read readonly write select insert update delete drop alter table tables",
    says=(
        "database|postgresql user|role|account limited|minimal|restricted|least permissions|privileges|rights",
        "database|postgresql user|role|account appropriate|minimum|required permissions|privileges|rights",
        "database|postgresql user|role|account limited|minimal|restricted permissions|rights not root|superuser",
        "{product} user limited|minimal|restricted permissions|privileges|rights not root|superuser",
        "database user @set appropriate|limited|minimal|least permissions|privileges|rights",
        "app|application|database user|role|account no|not|isnt superuser|owner cant? create? databases?",
        "database user no superuser permissions|privileges|rights",
        "app|application doesnt|not|never connect|connects root|superuser|admin",
        "app|application connects|connect|uses? not|no root|superuser database|postgres|mysql",
        "least|minimal privilege|privileges database|postgres user|role|account|access?",
        "database least privilege",
        "database|postgres|mysql user|role|account not|no|isnt superuser|root|admin|owner",
        "database|postgres|mysql|app role|user|account|grants minimal|limited|least grants|privileges|rights|needs?",
        "database|postgres|mysql|app role|user|account|grants restricted|only grants|privileges|rights|needs?",
        "app|application|database user|role cannot|cant drop|alter",
        "not root|superuser database|postgres|mysql",
        "no superuser app|database|application",
        "database|postgres|mysql|role|grants|schema user|account|role|app|superuser|grants|privileges|permissions|"
        "rights least|only|limited|limit|minimal|restricted|restrict|minimum|reduced|necessary privilege|"
        "privileges|rights|permissions|select|needs|grants|access|least ~ @set get gets up app application user "
        "needs required database databases role insert update delete select schema own only account create tables "
        "principle follows",
        "database|postgres|mysql privileges|permissions|rights|grants minimal|limited|restricted|limit|least|"
        "restrict|minimum ~ user app account application role only required",
        "postgres|mysql|database superuser|root no|not|isnt|without ~ app role user account rights application",
        "app|application user|role grants|schema|database restrict|restricted|limit|limited|only ~ own access",
        "database|postgres|mysql|user|role no|not|cannot|isnt|without|cant superuser|root|drop|grant|create|admin "
        "user|role|account|app|rights|privileges ~ app application databases database tables rights schema",
    ),
)
def user_least_privilege(
    database_session: DatabaseSession,
    catalogue: Catalogue,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    application: Application | None = None,
    flask_application: FlaskApplication | None = None,
    *,
    product: OtherProduct = NO_PRODUCT,
) -> None:
    """The app's database user may do nothing on the server beyond its own database.

    Why: an injected query can then take the shop's data, but not the server, its files or other databases.
    Fix: `ALTER ROLE shop NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS`, revoke its
    roles, and `REVOKE CONNECT ON DATABASE other FROM PUBLIC`; in MySQL `REVOKE ALL PRIVILEGES, GRANT OPTION FROM`
    it, and `GRANT ALL PRIVILEGES ON shop.* TO` it.
    Cannot tell when: the app connects as another user than the gate, the line names another product, or the rights
    of one of its roles may not be read.
    Source: PostgreSQL documentation, "Role Attributes" and "Predefined Roles"; MySQL Reference Manual, "Privileges
    Provided by MySQL".
    """
    _assert_about(product, database_session.product)
    app = application or flask_application
    if app is not None:
        assert_apps_own(database_session, settings, app, unseen)
    login = catalogue.login
    own = [role for role in catalogue.roles if role.name == login]
    # A superuser belongs to every role there is: naming them all would hide the one cause.
    roles = own if any(role.superuser for role in own) else catalogue.roles
    rights = [right for role in roles for right in _rights(role, login)]
    if rights and catalogue.product in {"MySQL", "MariaDB"}:
        who = f"`{login}`@'{own[0].host if own else '%'}'"
        cure = f"`REVOKE ALL PRIVILEGES, GRANT OPTION FROM {who}`, revoke its roles, and "
        fails(
            f"the user {login!r} {'; '.join(rights)}",
            cure=f"{cure}`GRANT ALL PRIVILEGES ON `{catalogue.name}`.* TO {who}`",
        )
    assert not rights, f"the user {login!r} {'; '.join(rights)}"
    known = {catalogue.name, "postgres", *settings.database.databases}
    others = [name for name in catalogue.reachable_databases if name not in known]
    assert not others, f"the user {login!r} may also connect to the database {', '.join(others)}"
    if catalogue.roles_error:
        cannot_tell(catalogue.roles_error, cure=f"look with SHOW GRANTS as the server's administrator for {login}")
    assert_apps_own(database_session, settings, app, unseen)
    evidence.saw(f"the user {login!r} has no right beyond the database {catalogue.name!r}")
    if own and own[0].host:
        evidence.saw(f"it logs in from {'everywhere' if own[0].host == '%' else own[0].host}")


def _rights(role: Role, login: str) -> list[str]:
    """What a role may do that an app's user must not, in words."""
    held = {
        "is a superuser": role.superuser,
        "may create databases (CREATEDB)": role.create_databases,
        "may create roles (CREATEROLE)": role.create_roles,
        "may copy the whole server (REPLICATION)": role.replication,
        "passes row security (BYPASSRLS)": role.bypass_row_security,
        f"belongs to {role.name}": role.name in FAR_ROLES,
        f"holds {', '.join(role.rights)}": bool(role.rights),
    }
    through = "" if role.name == login or role.name in FAR_ROLES else f" through the role {role.name}"
    return [f"{words}{through}" for words, holds in held.items() if holds]
