"""Whether the data holds together: rows that refer to nothing, invariants of the team's own, corruption of the files.

Each question reads whole tables, so each has the time-out of [database] and is given up, not waited for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.database.look import connect, module_of, query_error
from pytest_golive.facts.database.model import Catalogue
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A foreign key, its names quoted as the server wants them."""

    name: str
    table: str
    columns: tuple[str, ...]
    refers_to: str
    referred: tuple[str, ...]
    enforced: bool = True
    """False: the server was told to believe it, or not to mind it."""

    @property
    def query(self) -> str:
        """Counts the rows that refer to nothing; a key with an empty column refers nowhere."""
        pairs = list(zip(self.columns, self.referred, strict=True))
        same = " AND ".join(f"golive_p.{there} = golive_c.{here}" for here, there in pairs)
        given = " AND ".join(f"golive_c.{here} IS NOT NULL" for here in self.columns)
        return (
            f"SELECT COUNT(*) AS golive_orphans FROM {self.table} AS golive_c "  # noqa: S608 - the server's own names
            f"WHERE {given} AND NOT EXISTS (SELECT 1 FROM {self.refers_to} AS golive_p WHERE {same})"
        )


@dataclass(frozen=True, kw_only=True)
class Corruption:
    """What the server says of its own files."""

    asked: tuple[str, ...] = ()
    """What looked: ``data checksums``, ``amcheck``, ``CHECK TABLE``; empty: nothing can."""
    found: tuple[str, ...] = ()
    cure: str = ""
    """What would let it be looked for."""


@dataclass(frozen=True, kw_only=True)
class Integrity:
    """What was found wrong with the data, and what could not be looked at."""

    references: int
    """Foreign keys that were followed."""
    wrong: tuple[str, ...]
    """``3 rows of store_orderline refer to no store_product``"""
    unasked: tuple[str, ...]
    """Questions without an answer, and why."""
    corruption: Corruption


@fact(timeout=50.0, rounds=20)
def data_integrity(settings: Settings, catalogue: Catalogue) -> Integrity:
    """Follow every foreign key, ask the declared invariants, and have the server look at its files."""
    product = module_of(settings, "integrity")
    wrong: list[str] = []
    unasked: list[str] = []
    with connect(settings) as connection, connection.cursor() as cursor:
        error = query_error(connection)
        references: list[Reference] = product.references(cursor)
        unvalidated = [one.name for one in references if not one.enforced]
        asked = [(f"rows of {one.table} refer to no {one.refers_to} ({one.name})", one.query) for one in references]
        asked += [(f"rows break “{name}”", query) for name, query in settings.database.invariants.items()]
        for what, query in asked:
            try:
                count = _count(cursor, query, what)
            except error as trouble:
                unasked.append(f"{what.partition(' refer ')[0]}: {_words(trouble)}")
            else:
                wrong += [f"{count} {what}"] if count else []
        try:
            corruption: Corruption = product.corruption(cursor, catalogue)
        except error as trouble:
            corruption = Corruption()
            unasked.append(f"the server's own files: {_words(trouble)}")
    wrong += [f"the constraint {name} is not validated" for name in unvalidated]
    return Integrity(references=len(references), wrong=tuple(wrong), unasked=tuple(unasked), corruption=corruption)


def _count(cursor: Any, query: str, what: str) -> int:
    cursor.execute(query.encode())
    row = cursor.fetchone()
    if row is None or not isinstance(row[0], int):
        cure = 'let it count the wrong rows in [database.invariants]: "SELECT count(*) FROM …"'
        raise CannotLook(f"the query about “{what}” gave no number", cure=cure)
    return row[0]


def _words(error: Exception) -> str:
    told: Iterable[str] = (str(error.args[-1]) if error.args else type(error).__name__).splitlines()
    return next(iter(told), type(error).__name__)
