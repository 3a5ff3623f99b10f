"""Whether the database answers fast enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.database import Statement, Statements
    from pytest_golive.settings import Settings

#: Calls below which a mean says little.
OFTEN = 10
#: Statements that are named, and how much of each.
MOST, LENGTH = 5, 120


@check(
    "db.slow-queries",
    severity="high",
    says=(
        "=slow query log check|checked|reviewed|empty|clean ~ database",
        "no|zero slow queries|query|sql",
        "slow queries|query identified? optimized|optimised|fixed|resolved|eliminated|reviewed|addressed|removed",
        "database? queries optimized|optimised|tuned|fast|performant",
        "database query|queries performance|speed acceptable|good|reviewed|fine|ok?",
        "=database|query|queries performance acceptable|good|reviewed|fine|ok",
        "=review database|query|queries performance",
        "review slow query|queries|sql log|logs|list?",
        "slow query|queries log|logs reviewed|empty|clean|quiet",
        "nothing|no|none pg_stat_statements averages|average|slow|slower|mean|above >?",
        "queries|query|statements faster|below|under|< {limit} ms|milliseconds",
        "slow queries|query no|fixed|tuned|gone|reviewed|indexed|none",
        "no|none|nothing query|queries|statement slower|longer|above|takes",
        "pg_stat_statements clean|shows|no|nothing|reviewed|top|outliers|slow",
        "queries|query under|below|faster|<|within {limit} ms|milliseconds",
        "slowest queries|query reviewed|tuned|under|optimized|below",
        "query|queries|sql|statements slow|slower|longer|slowest|heaviest|heavy|expensive|long|top no|none "
        "{limit}? ~ than ms s second seconds explain analyze log database pg_stat_statements any left sql running "
        "takes taking",
        "query|queries|sql|statements slow|slower|longer|slowest|heaviest|heavy|expensive|long|top fixed|reviewed|"
        "empty|tuned|optimised|optimized|gone|identified|eliminated|explained|analysed|analyzed|explain {limit}? ~ "
        "than ms s second seconds explain analyze log database pg_stat_statements any left sql running takes "
        "reviewed taking",
        "=query|queries|sql optimized|optimised|tuned|fast|optimize|optimise ~ database slow sql mysql postgres",
        "query|queries|sql fast|performant|quick|optimized|optimised|tuned ~ @set get gets up database postgres "
        "mysql explain indexes",
        "=no slow|long queries|query|sql ~ running",
        "=any slow|long queries|query|sql ~ running",
        "pg_stat_statements top|queries|reviewed|clean|slowest reviewed|queries|optimised|fine|tuned ~ queries",
    ),
)
def slow_queries(statements: Statements, settings: Settings, evidence: Evidence, *, limit: float = 200.0) -> None:
    """No statement of the application that was called ten times or more takes longer than the limit on average.

    Why: a query that takes a second alone takes the site down with forty customers.
    Fix: run EXPLAIN ANALYZE on the statements named here; an index or a smaller page is what most need.
    Cannot tell when: pg_stat_statements (in MySQL the performance schema) is off or may not be read, or holds no
    statement of the application.
    Source: https://www.postgresql.org/docs/current/pgstatstatements.html; MySQL Reference Manual, "Statement Summary
    Tables".
    """
    if not statements.found:
        hidden = f"; {statements.hidden} of others may not be read" if statements.hidden else ""
        cure = "use the site (or have its tests do so) and look again"
        cure += f", or {statements.cure}" if statements.cure else ""
        cannot_tell(f"there is no statement of the application in {statements.source}{hidden}", cure=cure)
    often = [one for one in statements.found if one.calls >= OFTEN]
    slow = [one for one in often if one.mean_ms > limit and not _is_accepted(one, settings)]
    assert not slow, f"above {limit:g} ms: {'; '.join(map(_told, slow[:MOST]))}"
    since = f" since {statements.since:%Y-%m-%d %H:%M %Z}" if statements.since else ""
    slowest = f", the slowest in {often[0].mean_ms:.1f} ms" if often else ""
    evidence.saw(f"{len(statements.found)} statements{since}, {len(often)} called {OFTEN} times or more{slowest}")


def _is_accepted(one: Statement, settings: Settings) -> bool:
    return any(_squeezed(one.query).startswith(_squeezed(begin)) for begin in settings.database.accept_slow)


def _told(one: Statement) -> str:
    return f"{one.mean_ms:.0f} ms on average of {one.calls} calls: {_squeezed(one.query)[:LENGTH]}"


def _squeezed(query: str) -> str:
    return " ".join(query.split())
