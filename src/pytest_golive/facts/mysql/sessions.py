"""Who is connected, who keeps a transaction open, and what cannot be seen of that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pytest_golive.facts.database.model import Connections
from pytest_golive.facts.mysql import queries
from pytest_golive.facts.mysql.ask import rows, rows_if_allowed

if TYPE_CHECKING:
    from pytest_golive.facts.mysql.ask import Cursor

#: Sessions that replicate or belong to the server run for ever.
CLIENTS = ("Sleep", "Query", "Execute")
#: Below this it does not matter whether a session that sleeps has left a transaction open.
SHORT_SECONDS = 300
CURES = {
    "MariaDB": "set performance_schema = ON, performance-schema-instrument = 'transaction=ON' and "
    "performance-schema-consumer-events-transactions-current = ON, restart the server, and run "
    "GRANT SELECT ON performance_schema.* TO the app's user",
    "MySQL": "GRANT SELECT ON performance_schema.* TO the app's user, with the instrument transaction and the "
    "consumer events_transactions_current on, as they are by default",
}


def read_connections(cursor: Cursor, limits: Mapping[str, Any], login: str, product: str) -> Connections:
    """The sessions as this user sees them. Raises pymysql.Error."""
    connected = int(rows(cursor, queries.CONNECTED)[0]["Value"])
    most = int(limits["golive_most"])
    instrumented = rows_if_allowed(cursor, queries.INSTRUMENTED)
    if instrumented and instrumented[0]["golive_instrumented"]:
        threads = rows(cursor, queries.THREADS)
        return Connections(
            most=most,
            used=connected,
            idle_in_transaction=_seconds(threads, lambda one: one["golive_in_transaction"] and _sleeps(one)),
            long_statements=_seconds(threads, lambda one: not _sleeps(one)),
        )
    return _by_processes(cursor, limits, login, product, connected)


def _by_processes(cursor: Cursor, limits: Mapping[str, Any], login: str, product: str, connected: int) -> Connections:
    """By the list of processes: those of others, and which of them are in a transaction, need the right PROCESS."""
    listed = [_process(row) for row in rows(cursor, queries.PROCESSES)]
    others = [one for one in listed if one["golive_id"] != limits["golive_id"]]
    clients = [one for one in others if one["golive_command"] in CLIENTS]
    transactions = rows_if_allowed(cursor, queries.TRANSACTIONS)
    open_ones = {row["golive_id"] for row in transactions or ()}
    hidden: list[str] = []
    if transactions is None:
        # Somebody may have gone since they were counted.
        still = min(connected, int(rows(cursor, queries.CONNECTED)[0]["Value"]))
        hidden += ["other users"] if still > len(listed) else []
        sleeping = [one for one in clients if _sleeps(one) and one["golive_seconds"] > SHORT_SECONDS]
        hidden += [login] if sleeping else []
    return Connections(
        most=int(limits["golive_most"]),
        used=connected,
        idle_in_transaction=_seconds(clients, lambda one: one["golive_id"] in open_ones and _sleeps(one)),
        long_statements=_seconds(clients, lambda one: not _sleeps(one)),
        hidden_users=tuple(hidden),
        cure=CURES.get(product, CURES["MySQL"]) if hidden else "",
    )


def _process(row: Mapping[str, Any]) -> dict[str, Any]:
    """What matters of a row of SHOW PROCESSLIST; what the session says is not kept."""
    return {
        "golive_id": row["Id"],
        "golive_command": row["Command"],
        "golive_seconds": float(row["Time"] or 0),
    }


def _sleeps(one: Mapping[str, Any]) -> bool:
    return bool(one["golive_command"] == "Sleep")


def _seconds(sessions: list[dict[str, Any]], wanted: Any) -> tuple[float, ...]:
    return tuple(float(one["golive_seconds"] or 0) for one in sessions if wanted(one))
