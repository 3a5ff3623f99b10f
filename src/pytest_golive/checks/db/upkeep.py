"""Whether the database keeps up: connections, size, vacuum, stored passwords."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, check, fails

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.app_model import Application, DatabaseSetting
    from pytest_golive.facts.database import Catalogue, Passwords, Table
    from pytest_golive.facts.flask_model import FlaskApplication
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.settings import Settings

SHARE = 0.8
IDLE_SECONDS = 300
LARGE_TABLE = 10_000
UPKEEP_DAYS = 30
DEAD_SHARE = 0.2
FREE_SHARE = 0.3
#: InnoDB keeps so much in hand for a table of any size.
KEPT_BYTES = 16_000_000
#: A pool without max_size holds psycopg's own default.
POOL_DEFAULT = 4
POOLED = "a pooler keeps the connections, as [database] pooler of golive.toml says"
ITERATIONS = 100_000
STRONG = ("pbkdf2", "argon2", "bcrypt", "scrypt", "2a", "2b", "2x", "2y")
WEAK_HASHERS = ("MD5PasswordHasher", "SHA1PasswordHasher", "CryptPasswordHasher", "PlainPasswordHasher")


@check(
    "db.connection-pooling",
    severity="high",
    overlooks="pgbouncer proxysql activerecord puma threads",
    says=(
        "conn_max_age {seconds}",
        "conn_max_age @set",
        "database connection pooling|pool|pools @set?",
        "=connection pooling|pool|pools @set?",
        "risks: connection pooling",
        "persistent database connections @set?",
        "=pgbouncer",
        "pgbouncer built? pool? between|front|@set app|application? database?",
        "environment variables: database_pool_size|db_pool_size|database_pool_recycle",
        "environment variables: sqlalchemy_pool_size|db_pool|conn_max_age",
        "pgbouncer|pgpool|proxysql front|between|running|active|@set",
        "pooled|persistent database connections",
        "database connection pooler|pool",
        "pgbouncer|pgpool|hikaricp|proxysql|odyssey configured|front|running|sits|installed|set|enabled|pool|"
        "postgres|database ~ @set get gets up sits front database postgres connection connections pool",
        "=pgbouncer ~ ",
        "database|postgres|mysql|activerecord|sqlalchemy|connection|connections|hikaricp|hikari|persistent pool|"
        "pooled|pooling|pooler|persistent configured|enabled|enable|size|tuned|set|matches|sized|connections|"
        "connection|activerecord|active ~ @set get gets up connections connection size tuned puma threads thread "
        "number workers database match mysql postgres django",
        "conn_max_age|pool_size|pool_recycle|pool_pre_ping set|configured|tuned|60|600|> ~ 0 60 300 600 seconds "
        "persistent",
        "=conn_max_age|pgbouncer ~ set",
    ),
)
def connection_pooling(
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    application: Application | None = None,
    flask_application: FlaskApplication | None = None,
    catalogue: Catalogue | None = None,
    *,
    seconds: int = 0,
) -> None:
    """Database connections are kept (by the app, or by a pooler that is declared), tested before use, and cannot use up
    those of the server.

    Why: a log-in for every request costs more than its query; in a rush the server refuses new ones.
    Fix: set CONN_MAX_AGE = 600 (or what the line says) and CONN_HEALTH_CHECKS = True in DATABASES, or
    OPTIONS = {"pool": True}; in Flask SQLALCHEMY_ENGINE_OPTIONS = {"pool_pre_ping": True}. With a
    pooler such as PgBouncer before the server set `pooler = true` in [database] of golive.toml instead.
    Cannot tell when: [database] processes is declared and the server cannot be reached; a Flask application's
    configuration has no SQLALCHEMY_ENGINE_OPTIONS.
    Source: Django documentation, "Persistent connections" and "Connection pool"; SQLAlchemy, "Connection Pooling".
    """
    if application is not None:
        default = application.database()
        if default is None:
            cannot_tell("the app's settings have no default database", cure='set "default" in DATABASES')
        _assert_kept(default, seconds, settings, evidence)
    elif flask_application is not None:
        default = _kept_by_sqlalchemy(flask_application, seconds, settings, evidence)
    else:
        why = unseen["application"]
        cannot_see(unseen["flask_application"] if why.not_for else why)
    if settings.database.processes and not settings.database.pooler:
        if catalogue is None:
            cannot_see(unseen["catalogue"])
        _fits(default, settings.database.processes, catalogue, evidence)


def _kept_by_sqlalchemy(app: FlaskApplication, seconds: int, settings: Settings, evidence: Evidence) -> DatabaseSetting:
    """The pool of a Flask application; fails when it keeps none, or does not test what it has kept."""
    options, default = app.settings.get("SQLALCHEMY_ENGINE_OPTIONS"), app.database()
    if default is None or not isinstance(options, dict):
        cure = 'set SQLALCHEMY_DATABASE_URI and SQLALCHEMY_ENGINE_OPTIONS = {"pool_pre_ping": True} in app.config'
        cannot_tell("the configuration does not say how SQLAlchemy keeps connections", cure=cure)
    cure = "take poolclass out of SQLALCHEMY_ENGINE_OPTIONS"
    if not default.pool and settings.database.pooler and not seconds:
        evidence.saw(POOLED)
        return default
    if not default.pool:
        fails("SQLALCHEMY_ENGINE_OPTIONS has NullPool, which keeps no connection", cure=cure)
    recycle = options.get("pool_recycle", -1)
    age = f", each for {recycle} s" if isinstance(recycle, int) and recycle > 0 else ""
    evidence.saw(f"SQLAlchemy's pool keeps up to {default.pool_max} connections{age}")
    if age and recycle < seconds:
        fails(f"pool_recycle is {recycle}, the line says {seconds}", cure=f"set pool_recycle to {seconds}")
    cure = 'set "pool_pre_ping": True in SQLALCHEMY_ENGINE_OPTIONS'
    if not default.conn_health_checks:
        fails("pool_pre_ping is not set: requests meet dead connections", cure=cure)
    return default


def _assert_kept(default: DatabaseSetting, seconds: int, settings: Settings, evidence: Evidence) -> None:
    """Fails when Django opens a connection for every request, or does not test those that it keeps."""
    pooled = settings.database.pooler
    wanted = seconds or (0 if pooled else settings.database.conn_max_age)
    if pooled:
        evidence.saw(POOLED)
    if default.pool:
        evidence.saw(f"a connection pool of up to {default.pool_max or POOL_DEFAULT} connections")
    else:
        age = default.conn_max_age
        evidence.saw(f"CONN_MAX_AGE is {'None (for ever)' if age is None else f'{age:g}'}")
        if age is not None and age < wanted:
            cure = f'set CONN_MAX_AGE = {wanted if wanted > 1 else 600} in DATABASES, or OPTIONS = {{"pool": True}}'
            pooler = "" if pooled else ", or pooler = true in [database] of golive.toml where one keeps the connections"
            fails(f"CONN_MAX_AGE is {age:g}, at least {wanted} is declared", cure=f"{cure}{pooler}")
        # What is opened for each request is never found dead.
        assert age == 0 or default.conn_health_checks, "CONN_HEALTH_CHECKS is False: requests meet dead connections"


def _fits(default: DatabaseSetting, processes: int, catalogue: Catalogue, evidence: Evidence) -> None:
    """Compare what all workers may open with what the server allows, when somebody says how many they are."""
    needed = processes * ((default.pool_max or POOL_DEFAULT) if default.pool else 1)
    most = catalogue.connections.most
    evidence.saw(f"{processes} processes may open {needed} of {most} connections")
    told = f"{processes} processes may open {needed} connections, 80 % of max_connections is {SHARE * most:g}"
    assert needed <= SHARE * most, told


@check(
    "db.connection-headroom",
    severity="high",
    says=(
        "database connection headroom",
        "database free connections",
        "database|postgres|mysql? connections below|under|within|well limit|limits|maximum|max_connections",
        "below|under max_connections",
        "database connection limit not reached|exhausted|hit",
        "enough|sufficient database connections available?",
        "no|zero idle transactions|transaction sessions|connections?",
        "monitor mysql connections mysql u root p e show processlist",
        "connections|connection headroom|slots|exhausted|spare|free|pile",
        "connections max_connections|limit|maximum below|under|well|far|less",
        "no|none|zero idle transaction|transactions",
        "database|postgres|mysql|max_connections connection|connections|max_connections enough|free|spare|below|"
        "well|headroom|under|normal|fine|within|sufficient ~ limit count number open max far close well active "
        "current available max_connections 80 70 percent below",
        "connection|connections no|not|without count|active|exhaustion|exhausted|leak|leaks|leaking ~ database db "
        "postgres",
        "connection|connections count|active|number|max below|under|<|≤|less|beneath|normal|limit|within|fine ~ "
        "well database limit max_connections below postgres active",
        "idle transaction no|not|without|zero|none ~ session sessions connection connections database",
        "max_connections not|no|never|isnt ~ reached near close",
        "max_connections far ~ reached near close",
        "database|postgres|mysql|max_connections connection|connections|max_connections not|no|never|isnt near|"
        "reached|limit|exhausted|exhaustion|maxed ~ close count out",
        "database|postgres|mysql|max_connections connection|connections|max_connections far near|reached|limit|"
        "exhausted|exhaustion|maxed ~ close count out",
    ),
)
def connection_headroom(catalogue: Catalogue, evidence: Evidence) -> None:
    """Fewer than four fifths of the server's connections are taken, and nobody keeps a transaction open.

    Why: at the limit every further worker gets an error; a forgotten transaction keeps its locks for all.
    Fix: find them (`SELECT pid, state, query FROM pg_stat_activity`, in MySQL `SHOW PROCESSLIST`) and end them, or
    raise max_connections.
    Cannot tell when: sessions of other users in the app's database do not show their state.
    Source: PostgreSQL documentation, pg_stat_activity; MySQL Reference Manual, "Performance Schema Thread Tables".
    """
    seen = catalogue.connections
    told = f"{seen.used} of {seen.most} connections are taken"
    evidence.saw(told)
    assert seen.used < SHARE * seen.most, f"{told}, 80 % is the limit"
    longest = max(seen.idle_in_transaction, default=0.0)
    minutes = f"{longest / 60:.0f} minutes"
    assert longest <= IDLE_SECONDS, f"a session sits idle in a transaction for {minutes}, 5 are allowed"
    slowest = max(seen.long_statements, default=0.0)
    assert slowest <= IDLE_SECONDS, f"a statement runs for {slowest / 60:.0f} minutes, 5 are allowed"
    if seen.hidden_users:
        who = ", ".join(seen.hidden_users)
        cannot_tell(f"the sessions of {who} do not show their state to the app's user", cure=seen.cure)


@check(
    "db.size-within-limit",
    severity="medium",
    overlooks="=monitored =monitoring =observed =tracked =alerts =alerting =watched",
    says=(
        "monitor database size",
        "database size within|below|under|monitored limit|limits|quota|plan",
        "database size monitored|acceptable|ok|reasonable",
        "database|postgres|mysql size|disk|storage|growth below|under|within|limit|quota|fits|less|room",
        "database fits|below|under disk|plan|volume|quota|limit|80",
        "enough|plenty disk|storage|room|space database",
        "database size|growth|grow|quota|storage|limit|disk|plan|volume|smaller ok|fine|below|under|<|≤|less|"
        "beneath|room|smaller|control|monitor|monitored|within|acceptable|watched|plenty|enough ~ @set get gets up "
        "than plan plans limit usage quota gb mb tb row rows storage watched disk under tier hobby limits size "
        "growth maximum near 10k 50 80 still",
        "database rows|row|disk below|under|<|≤|less|beneath ~ limit usage 80 10k plan",
        "database smaller than plan|plans|limit|quota ~ size s",
        "database size|storage|limit|quota|disk not|isnt|never near|close|limit|quota|full ~ plan storage plans",
        "database size|storage|limit|quota|disk far near|close|limit|quota|full ~ plan storage plans",
    ),
)
def size_within_limit(catalogue: Catalogue, settings: Settings, evidence: Evidence) -> None:
    """The database is smaller than its declared limit.

    Why: a full disk stops every order at once.
    Fix: delete old sessions and logs (`python manage.py clearsessions`), or get a larger volume.
    Cannot tell when: no limit is declared.
    """
    size = catalogue.size / 1_000_000
    evidence.saw(f"the database takes {size:.1f} MB")
    limit = settings.database.max_size_mb
    if not limit:
        why = f"the database takes {size:.1f} MB; max_size_mb in [database] of golive.toml is not set"
        cannot_tell(why, cure="set max_size_mb to what the disk can bear")
    assert size < limit, f"the database takes {size:.1f} MB, the limit is {limit} MB"


@check(
    "db.maintenance-current",
    severity="medium",
    overlooks="weekly nightly daily hourly scheduled regularly cron",
    says=(
        "database maintenance current|done|performed|scheduled",
        "database|tables vacuumed|analyzed|vacuum|vacuumed analyzed|analyze?",
        "vacuum analyze database|run|scheduled|done?",
        "autovacuum @set|keeps up? no? bloated? tables?",
        "no|zero bloated|bloat tables|indexes|table?",
        "=maintenance: database optimization|optimisation|optimized",
        "table|tables|planner statistics current|fresh",
        "autovacuum running|healthy|tuned|keeping|keeps|works",
        "vacuum|vacuumed|analyze|analyzed ran|run|recent|recently|weekly|nightly|scheduled|lately",
        "table|dead bloat|tuples low|under|below|no|acceptable|check|20",
        "statistics fresh|current|recent planner|tables|database?",
        "vacuum|vacuumed|autovacuum|analyze|vacuuming running|ran|run|enabled|keeps|keeping|scheduled|recently|get|"
        "active|tables|tuned|regularly|up|postgres|done|configured|works|analyze ~ @set get gets up @automatic "
        "postgres tables table analyze recently enough full database vacuum",
        "=autovacuum ~ enabled",
        "bloat|bloated|dead no|not|without|zero|none ~ table tables tuples index database rows tuple",
        "bloat|bloated|dead low|few|little ~ table tables tuples index database rows tuple",
        "optimize|optimise table|tables done|run|ran|scheduled ~ mysql recently",
        "statistics fresh|current|analyzed|recent|updated table|planner|database|postgres|fresh ~ tables optimizer",
        "=statistics fresh ~ ",
    ),
)
def maintenance_current(catalogue: Catalogue, now: datetime, evidence: Evidence) -> None:
    """Every large table was vacuumed and analysed within 30 days and has few dead rows (in MySQL: its statistics
    are current, and little of its file lies idle).

    Why: dead rows make tables grow and queries slow; old statistics make the planner choose badly.
    Fix: `VACUUM (ANALYZE)` the table, then see why autovacuum does not come to it; in MySQL `OPTIMIZE TABLE`, and
    let innodb_stats_auto_recalc be on.
    Cannot tell when: the database has no table, or may not be asked when a table was analysed.
    Source: PostgreSQL documentation, "Routine Vacuuming"; MySQL Reference Manual, "Configuring Persistent Optimizer
    Statistics Parameters" and "Defragmenting a Table".
    """
    if not catalogue.tables:
        cannot_tell("the database has no table", cure="run the migrations, or correct [database] url of golive.toml")
    large = [table for table in catalogue.tables if table.rows + table.dead_rows > LARGE_TABLE]
    late = [problem for table in large for problem in _neglected(table, now)]
    assert not late, "; ".join(late)
    unknown = [table.name for table in large if table.analysed_hidden and not table.analyses_itself]
    if unknown:
        why = f"when {', '.join(unknown)} was last analysed may not be read"
        cannot_tell(why, cure=f"GRANT SELECT ON mysql.innodb_table_stats TO {catalogue.login}")
    evidence.saw(f"{len(large)} of {len(catalogue.tables)} tables have more than {LARGE_TABLE} rows")


def _neglected(table: Table, now: datetime) -> list[str]:
    told = []
    tended = [("vacuumed", table.vacuumed)] if table.is_vacuumed else []
    tended += [] if table.analyses_itself or table.analysed_hidden else [("analysed", table.analysed)]
    for what, when in tended:
        if when is None:
            told.append(f"{table.name} ({table.rows} rows) was never {what}")
        elif now - when > timedelta(days=UPKEEP_DAYS):
            told.append(f"{table.name} was last {what} on {when:%Y-%m-%d}")
    share = table.dead_rows / (table.rows + table.dead_rows)
    if share >= DEAD_SHARE:
        told.append(f"{share:.0%} of the rows of {table.name} are dead")
    free = table.free or 0
    if free > KEPT_BYTES and free >= FREE_SHARE * (table.size + free):
        told.append(f"{free / 1e6:.0f} MB of the file of {table.name} lie idle beside {table.size / 1e6:.0f} MB of it")
    return told


@check(
    "db.passwords-hashed",
    severity="critical",
    says=(
        "user|customer|account? passwords|password hashed|hashing implemented|implementation|configured?",
        "user|customer|account? passwords|password hashed|hashing enabled|tested",
        "no md5|sha1 passwords|hashes|leftovers?",
        "user|customer? passwords stored hashed|hash|hashes|encrypted strong|salted?",
        "passwords stored strong|salted hash|hashing|hashes",
        "passwords not|never stored|saved? plain|clear text",
        "passwords not|never stored|saved? plaintext|cleartext",
        "no|zero plaintext|cleartext passwords|password database|stored",
        "sensitive data not|never stored? plain|clear text",
        "sensitive data not|never stored? plaintext|cleartext",
        "passwords|password hashed|salted",
        "password hashes strong|salted",
        "password|passwords hash|hashed|hashing|hashes|salted ~ @set get gets up @tested user users customer "
        "customers stored salt strong database algorithm hasher securely only salted hashed",
        "password|passwords plain|plaintext|clear|cleartext|md5|sha1|unhashed|unencrypted|readable no|never|not|"
        "nobody|arent|none stored|database|saved|kept|store|db|md5|sha1|unhashed ~ text user users customer "
        "database storage plaintext",
        "password|passwords plain|clear|plaintext|cleartext no|never|not database ~ text",
    ),
)
def passwords_hashed(
    catalogue: Catalogue,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    application: Application | None = None,
    flask_application: FlaskApplication | None = None,
) -> None:
    """Every stored user password is a strong hash, and Django is set to hash new ones so.

    Why: a stolen table of plain or weak passwords opens the customers' other accounts, too.
    Fix: put PBKDF2, Argon2 or scrypt first in PASSWORD_HASHERS, and let these accounts set a new password.
    Cannot tell when: no user has a password yet, or the user table may not be read.
    Source: OWASP Password Storage Cheat Sheet; Django documentation, "Password management".
    """
    new = _new_ones(application) if application is not None else ""
    weak = [words for table in catalogue.passwords for words in _weak(table)]
    assert not weak, "; ".join(weak)
    if application is None and flask_application is None:
        why = unseen["application"]
        cannot_see(unseen["flask_application"] if why.not_for else why)
    hidden = [table.table for table in catalogue.passwords if not table.readable]
    if hidden:
        cure = f"GRANT SELECT ON {', '.join(hidden)} TO {catalogue.login}"
        cannot_tell(f"the passwords of {', '.join(hidden)} may not be read by the app's user", cure=cure)
    stored = [table for table in catalogue.passwords if table.accounts]
    if not stored:
        cure = "create the first user (`python manage.py createsuperuser`), then run the gate again"
        cannot_tell("no user in the database has a password yet", cure=cure)
    for table in stored:
        told = ", ".join(f"{count} {name}" for name, count in table.accounts.items())
        evidence.saw(f"{table.table}: {told}{new}")


def _new_ones(application: Application) -> str:
    """How Django is set to hash new passwords, for the evidence; fails when that is weak."""
    hashers = application.settings.get("PASSWORD_HASHERS") or ()
    assert hashers, "PASSWORD_HASHERS is empty"
    first = str(hashers[0]).rpartition(".")[2]
    assert not first.endswith(WEAK_HASHERS), f"PASSWORD_HASHERS begins with {first}"
    return f"; new ones by {first}"


def _weak(table: Passwords) -> list[str]:
    told = []
    for algorithm, count in table.accounts.items():
        iterations = table.iterations.get(algorithm, ITERATIONS)
        if not algorithm.startswith(STRONG):
            kind = algorithm or "plain text or an unknown hash"
            told.append(f"{count} of the passwords in {table.table} are stored as {kind}")
        elif iterations < ITERATIONS:
            told.append(f"passwords in {table.table} have only {iterations} iterations of {algorithm}")
    return told
