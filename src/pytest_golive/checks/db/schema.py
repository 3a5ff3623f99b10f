"""Whether the schema in the database is the one the code was written for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pytest_golive.checks.db.own import kind
from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, check

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pytest_golive.facts.app_model import Application, Columns, Migrations, ModelChanges, ModelTable
    from pytest_golive.facts.database import Catalogue, Index
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.settings import Settings

#: Below this a table is read in one go faster than through an index.
MANY_ROWS = 10_000
SCANS_PER_INDEX_SCAN = 100
SHOWN = 5
SQLITE = frozenset({"sqlite", "sqlite3", "spatialite"})
MODELS = "make `python manage.py check` work first"


@check(
    "db.migrations-applied",
    severity="critical",
    says=(
        (
            "migrations|migration applied|run|ran|executed|completed|apply without|no error|errors|problems ~ "
            "database schema all"
        ),
        "run|ran|execute|executed|@set? python|python3? manage.py migrate",
        "flask database upgrade",
        "=database|db migrated",
        "database|schema? migrations applied",
        "database|schema migrations run|ran|completed|executed|current|deployed|done",
        "=migrations run|ran|completed|executed|current|deployed|done",
        "no|zero pending|unapplied|outstanding|missing migrations",
        "run|apply database? migrations",
        "database|schema migrations up date",
        "database schema current|migrated",
        "=schema current",
        "command? python manage.py migrate",
        "docker compose f docker compose.prod.yml exec web python manage.py migrate",
        "rails|rake db:migrate run|ran|done|executed?",
        "alembic|flask|prisma|flyway|liquibase migrations? current|applied|run|head",
        "alembic upgrade head run|done|applied?",
        "!database not configured|migrated",
        "!migrations not|missing|pending|failed|unapplied applied|run?",
        "migrations run|ran|executed|head|deployed|through",
        "no|nothing|none pending|outstanding|unapplied|unrun migrations|migration",
        "database migrate status up|clean|none",
        "alembic current|head|heads",
        "migrate check clean|passes|nothing|ok",
        "schema current|latest|migrated",
        "migration|migrations|migrated|migrate|alembic|showmigrations run|ran|applied|apply|up|executed|done|"
        "current|latest|head|migrated|migrate|performed|completed|finished production|database|alembic|rails|"
        "flyway|prisma|django|version|knex|sequelize|migrations|liquibase ~ @set get gets up database production "
        "version date head latest new rails show server current migrate knex django against",
        "apply|applied|run|ran|executed pending|outstanding|unapplied migration|migrations ~ @set get gets up "
        "database production",
        "no|zero|none unapplied|pending|outstanding migration|migrations ~ left database showmigrations",
        "nothing unapplied|pending|outstanding migration|migrations ~ left database showmigrations",
        "alembic|flyway|liquibase head|current|latest ~ version revision database",
        "database|schema version|schema latest|current|newest|migrated ~ production database version",
        "showmigrations no unapplied|empty|boxes|applied|open|pending ~ box shows migrations",
        "showmigrations nothing|clean unapplied|empty|boxes|applied|open|pending ~ box shows migrations",
        "=rails|rake|artisan|prisma migrate ~ db database ran run done deploy force artisan",
        "database migrated production|latest ~ @set get gets up",
    ),
    effect="executes",
)
def migrations_applied(
    migrations: Migrations,
    settings: Settings,
    unseen: Mapping[str, Attempt],
    evidence: Evidence,
    catalogue: Catalogue | None = None,
    application: Application | None = None,
) -> None:
    """Every migration of the app's code is recorded in the database (in each that a router sends tables to), and no app
    has two last ones.

    Why: code that expects a column the database lacks answers every order with an error page.
    Fix: `python manage.py migrate`, with `--database` for one that is named before the migration; with several last
    migrations first `python manage.py makemigrations --merge`.
    Cannot tell when: the app declares no migrations, or the record may not be read. SQLite has no server to ask: what
    the app says is enough there.
    Source: Django documentation, `migrate --check`.
    """
    if catalogue is None and not _is_a_file(application, settings.database.url):
        cannot_see(unseen["catalogue"])
    recorded = migrations.applied if catalogue is None else _recorded(catalogue)
    conflicts = [f"{app} ({', '.join(names)})" for app, names in migrations.conflicts.items()]
    assert not conflicts, f"several last migrations in {'; '.join(conflicts)}"
    assert migrations.recorded, "the app finds no table django_migrations in its own database"
    waiting = migrations.unapplied
    assert not waiting, f"{len(waiting)} not applied: {_listed(waiting)}"
    assert not migrations.disorder, "; ".join(migrations.disorder)
    if not migrations.applied:
        cannot_tell("the app declares no migration", cure="run `python manage.py makemigrations`, or correct [app] dir")
    evidence.saw(f"{recorded} migrations are recorded, none is waiting")


def _recorded(catalogue: Catalogue) -> int:
    """How many migrations the database that the gate looks at has a record of."""
    if catalogue.migrations is None and "may not be read" in catalogue.migrations_error:
        cure = f"GRANT SELECT ON django_migrations TO {catalogue.login}"
        cannot_tell(catalogue.migrations_error, cure=cure)
    assert catalogue.migrations, catalogue.migrations_error or "no migration is recorded in the table django_migrations"
    return len(catalogue.migrations)


def _is_a_file(application: Application | None, url: str) -> bool:
    """Whether the app keeps its data in SQLite, which only the app itself opens, and no server is declared."""
    default = application.database() if application is not None else None
    named = [default.vendor or default.engine] if default is not None else []
    named += [url.partition(":")[0]] if url else []
    return default is not None and {kind(one) for one in named} <= SQLITE


@check(
    "db.indexes-present",
    severity="high",
    overlooks="used use slow",
    says=(
        "=indexes created|present|exist|added|configured",
        "database: indexes created|added|present|exist",
        "database|postgres|table|required|necessary|needed indexes @set|created|present|exist|added",
        "database indexes|indices",
        "database indexed",
        "indexes exist|present|created foreign keys|key columns?",
        "foreign keys|key columns|column|fields? indexed|indexes",
        "no|zero missing indexes|index|indices",
        "foreign|fk keys|columns|key indexed|indexes|index",
        "missing|needed index|indexes no|none|added|present",
        "no sequential|seq|full table? scans|scan",
        "indexes models|migrations|declared exist|present|database",
        "database|columns|column|queries|query|foreign|sql|postgres|mysql|fields index|indexes|indices|indexed "
        "place|exists|created|add|added|right|reviewed|configured|filter|hot|keys|key|proper|tuned|"
        "needed|necessary|orders|customers|set ~ @set get gets up keys "
        "columns key tables orders customers filter queries foreign needed large hot search where join lookup "
        "index indexes database query column",
        "index|indexes|indices created|added|add orders|customers|products|tables|columns|queries|lookup ~ hot "
        "slow new database",
        "missing index|indexes|indices added|created|fixed ~ tables database",
        "no|zero|without missing index|indexes|indices ~ database tables any",
        "sequential|seq|full scan|scans no|not|without|never|none big|large|tables|table|huge ~ table scans any",
        "=foreign keys|key index|indexed|indexes ~ ",
        "=database|right|proper index|indexes|indices ~ place right database",
    ),
)
def indexes_present(catalogue: Catalogue, application: Application, settings: Settings, evidence: Evidence) -> None:
    """Every declared table, index and unique constraint exists and is valid, every foreign key has an index, and no
    large table is read from end to end again and again.

    Why: a missing index shows on launch day, when the table is large and everybody is waiting.
    Fix: `python manage.py migrate`, or `CREATE INDEX CONCURRENTLY` (REINDEX for an invalid one) as listed.
    Cannot tell when: the models cannot be read, none of their tables is in the database, or a table is large and
    the server does not count how it is read.
    Source: Django documentation, "Model index reference"; PostgreSQL documentation, pg_stat_user_tables; MySQL
    Reference Manual, "Table I/O and Lock Wait Summary Tables".
    """
    if why := application.errors.get("tables"):
        cannot_tell(f"the models cannot be read: {why}", cure=MODELS)
    there = {table.name for table in catalogue.tables}
    declared = [table for table in application.tables if table.name in there and table.managed]
    if not declared:
        cure = "let [database] url and [app] of golive.toml be of the same site, and run the migrations"
        cannot_tell("none of the tables that the models declare is in the database", cure=cure)
    indexes = catalogue.indexes
    absent = _absent(application.tables, there)
    missing = [*absent, *_invalid(indexes), *_missing(declared, catalogue), *_bare_keys(declared, catalogue)]
    assert not missing, _listed(missing)
    accepted = settings.database.accept_seq_scans
    large = [table for table in catalogue.tables if table.rows > MANY_ROWS and table.name not in accepted]
    slow = [
        f"{table.name} ({table.rows} rows) was read from end to end {table.sequential_scans} times, "
        f"by index {table.index_scans} times"
        for table in large
        if (table.sequential_scans or 0) > SCANS_PER_INDEX_SCAN * max(1, table.index_scans)
    ]
    assert not slow, _listed(slow)
    if uncounted := [table.name for table in large if table.sequential_scans is None]:
        why = f"how often {', '.join(uncounted[:SHOWN])} is read from end to end is not counted, or may not be read"
        cannot_tell(why, cure=catalogue.scans_cure)
    evidence.saw(f"{len(declared)} tables have every index that their models declare")


def _absent(declared: Iterable[ModelTable], there: Iterable[str]) -> list[str]:
    """Tables that migrations make and the database lacks; a name with a schema in it is no plain name to look for."""
    # MySQL may keep all names in small letters.
    found = {name.lower() for name in there}
    wanted = [table for table in declared if table.managed and table.in_default and not {*table.name} & {*'"`.'}]
    return [f"the table {one.name} of {one.model} is missing" for one in wanted if one.name.lower() not in found]


def _invalid(indexes: Iterable[Index]) -> list[str]:
    told = [f"the index {index.name} on {index.table} is invalid" for index in indexes if not index.valid]
    return told + [
        f"the index {index.name} on {index.table} is hidden from queries" for index in indexes if index.hidden
    ]


def _missing(declared: Iterable[ModelTable], catalogue: Catalogue) -> list[str]:
    """Declared indexes and unique constraints that no valid index of the same table serves."""
    told = []
    for table in declared:
        valid = [index for index in catalogue.indexes if index.table == table.name and index.valid]
        unique = [index for index in valid if index.unique]
        wanted = [("index", one, valid) for one in table.indexes]
        wanted += [("unique constraint", one, unique) for one in table.unique]
        told += [
            f"{table.name} has no {kind} {_named(one)}{_but(found, one)}"
            for kind, one, found in wanted
            if not any(_serves(index, one) for index in found)
            and not (catalogue.keys_share_indexes and kind == "index" and _is_of_a_key(one, table))
        ]
    return told


def _is_of_a_key(one: Columns, table: ModelTable) -> bool:
    """Whether an index is that of a foreign key, which `_bare_keys` looks for in its own way."""
    return not one.name and len(one.columns) == 1 and one.columns[0] in table.foreign_keys


def _named(one: Columns) -> str:
    return f"{one.name} on {', '.join(one.columns) or 'an expression'}".strip()


def _but(found: Iterable[Index], one: Columns) -> str:
    """What the index of that name is on instead."""
    told = [", ".join(index.columns) for index in found if one.name and index.name == one.name]
    return f", but on {told[0]}" if told else ""


def _serves(index: Index, one: Columns) -> bool:
    if not one.name:
        return index.columns == one.columns and not index.partial
    return index.name == one.name and (not one.columns or _are_on(index.columns, one.columns))


def _are_on(columns: tuple[str, ...], declared: tuple[str, ...]) -> bool:
    """Whether an index is on the declared columns, or on expressions of them: ``lower(name)``."""
    return len(columns) == len(declared) and all(
        re.search(rf"\b{re.escape(name)}\b", column, re.IGNORECASE)
        for column, name in zip(columns, declared, strict=True)
    )


def _bare_keys(declared: Iterable[ModelTable], catalogue: Catalogue) -> list[str]:
    """Foreign keys without an index: those of the database, and those the models alone know."""
    bare = {(key.table, key.columns) for key in catalogue.foreign_keys if not key.indexed}
    whole = [index for index in catalogue.indexes if index.valid and not index.partial]
    leading = {(index.table, index.columns[0]) for index in whole}
    bare |= {
        (table.name, (column,))
        for table in declared
        for column in table.foreign_keys
        if (table.name, column) not in leading
    }
    return [f"the foreign key {', '.join(columns)} of {table} has no index" for table, columns in sorted(bare)]


def _listed(items: Iterable[str], most: int = 8) -> str:
    items = list(items)
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return "; ".join(items[:most]) + more


@check(
    "db.migrations-in-sync",
    severity="high",
    says=(
        "migrations applied: no pending migrations",
        "migration|migrations files current|committed|generated|created|tracked",
        "migrations created tested? python manage.py makemigrations",
        "=migrations created|generated|committed",
        "=python? manage.py? makemigrations check? dry?",
        "makemigrations no op|change|changes|output",
        "makemigrations clean|nothing|silent|empty create|generate|detect?",
        "no missing|ungenerated|uncommitted|new migrations|migration detected|left|files?",
        "models migrations agree|match|sync|consistent",
        "no model changes without migration|migrations",
        "makemigrations check|dry|clean|nothing|empty|finds|detects|reports|says|silent no|nothing?",
        "models migrations drift|agree|sync|match|agreement",
        "no schema|model|migration drift",
        "no missing|forgotten|unwritten|uncreated migration|migrations",
        "model changes without|covered migration|migrations",
        "no model|models|schema change|changes without ~ migration migrations any",
        "no model|models|schema change|changes pending|missing ~ migration migrations any",
        "makemigrations no ~ check says detected dry run passes finds new shows reports pending change",
        "makemigrations nothing|clean|green|empty ~ check says detected dry run passes finds new shows reports change",
        "model|models|schema migration|migrations match|agree|sync|reflect|reflected ~ change changes database "
        "matching drift",
        "no|none|zero missing|uncommitted|forgotten migration|migrations ~ file files",
        "migration|migrations committed|git|tracked ~ file files repo any new",
        "autogenerate no difference|differences|finds|changes|shows|detects ~ finds alembic any diff",
        "autogenerate nothing|empty difference|differences|finds|changes|shows|detects ~ finds alembic any diff",
        "=any migration|migrations missing|forgotten ~ ",
        "no pending model change|changes ~ ",
        "no schema|model|migration drift ~ between database models",
        "=schema|model|models change|changes migration|migrations ~ comes own new",
    ),
)
def migrations_in_sync(model_changes: ModelChanges, evidence: Evidence) -> None:
    """`makemigrations` would write nothing, and git keeps every migration file (where the project is in git).

    Why: a model change without its migration works on one machine, and fails where the column is missing.
    Fix: run `python manage.py makemigrations`, commit the files, and deploy them.
    Source: Django documentation, "makemigrations --check".
    """
    seen = model_changes
    named = "; ".join(f"{app}: {', '.join(names)}" for app, names in seen.conflicts.items())
    assert not seen.conflicts, f"several last migrations: {named}"
    changes = seen.changes
    more = f" and {len(changes) - SHOWN} more" if len(changes) > SHOWN else ""
    assert not changes, f"no migration makes these changes: {', '.join(changes[:SHOWN])}{more}"
    evidence.saw(f"{len(seen.files)} migration files make the models as they are")
    if seen.untracked is None:
        evidence.saw("the project is in no git repository, so whether the files are committed is not seen")
        return
    assert not seen.untracked, f"git does not keep {', '.join(seen.untracked[:SHOWN])}"
