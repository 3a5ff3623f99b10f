"""What the application's own Python finds out about its queries and migrations, and rolls back or drops again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.pages import PageQueries
    from pytest_golive.facts.scratch import ScratchMigrations

#: How often one statement may run in one request.
REPEATS = 5
#: Changes and statements that a finding names.
MOST = 3
MORE = "declare an address (or a user) that shows more of it in [[database.views]], or shows_list = false"
LOOK = "correct path and user in [[database.views]] of golive.toml, or repair the page"


def _unseen(page: PageQueries) -> str:
    """Why the queries of a page say nothing, or empty."""
    if page.error:
        return f"{page.who}: {page.error}"
    sent = f" (to {page.location})" if page.location else ""
    return "" if 200 <= page.status < 300 else f"{page.who} answers {page.status}{sent}"


def _grows(page: PageQueries) -> str:
    """The statement or the difference that shows N+1 queries, or empty."""
    often = [one for one in page.repeated if one.times > REPEATS]
    if often:
        return f"{page.who} runs {often[0].times} times: {often[0].statement}"
    view, fewer = page.view, page.fewer_total
    if fewer is not None and page.fewer_rows and page.total > fewer + view.slack and not page.error:
        return f"{page.who} runs {page.total} queries, and {view.fewer} with fewer things {fewer}"
    return ""


def _too_small(page: PageQueries) -> str:
    """Why the page does not show enough to tell, or empty."""
    view = page.view
    if view.fewer and not 0 < page.fewer_rows < page.rows:
        return f"{page.who} shows {page.rows} rows and {view.fewer} {page.fewer_rows}: it must be fewer, not none"
    if not view.shows_list or view.fewer:
        return ""
    if page.rows < 2:
        return f"{page.who} shows no list of two rows or more"
    again = page.repeated[0] if page.repeated else None
    if again and page.rows <= REPEATS and again.times >= page.rows:
        return f"{page.who} shows {page.rows} rows only, and runs {again.times} times: {again.statement}"
    return ""


@check(
    "db.no-n-plus-one",
    severity="high",
    effect="writes",
    overlooks="bullet gem nplusone any every all",
    says=(
        "no|zero n+1|n+1s query|queries|problem|problems|issue|issues?",
        "n+1|n+1s query|queries? problems|problem|issues|issue? resolved|fixed|gone|eliminated",
        "n+1|n+1s query|queries? problems|problem|issues|issue? removed|avoided|solved|none",
        "n 1 queries|query problems|issues? resolved|fixed|gone|eliminated|removed|avoided",
        "database performance acceptable",
        "n+1|n+1s no|none|gone|fixed|free|check|test|tests|hunted|eliminated",
        "no|zero n 1 queries|query",
        "bullet quiet|clean|silent|green|no",
        "nplusone|queries constant|clean|silent",
        "n+1|n+1s no|without|none|zero ~ query queries problem problems issue issues list pages page any left sql "
        "view views",
        "n+1|n+1s fixed|eliminated|fix|gone|solved|avoided|removed|free|resolved ~ query queries problem problems "
        "issue issues list pages page any left sql view views",
        "select_related|prefetch_related|eager|includes place|list|needed|loading|product|set ~ where needed "
        "select_related prefetch_related loading list product order orm queries page pages lists everywhere "
        "relations querysets",
        "=select_related|prefetch_related ~ @set prefetch_related select_related where needed",
        "bullet gem? no|none reports|report|warnings|quiet|clean|silent|nothing|complaints ~ n+1 gem",
        "bullet gem? nothing|quiet|clean|silent|green reports|report|warnings|quiet|clean|silent|nothing|"
        "complaints ~ n+1 gem",
        "one|separate query row|item|object|order|product no|doesnt|not|dont ~ run runs list",
        "=any n+1|n+1s ~ problems queries query issues problem left",
    ),
)
def no_n_plus_one(page_queries: tuple[PageQueries, ...], evidence: Evidence) -> None:
    """No declared page runs one statement, whatever its values, more than five times, or grows with what it shows.

    Each page is asked for with the rows that are there, by Django's test client and rolled back. Where `fewer` names
    an address that shows fewer things, both must run as many queries; else a list must be long enough to tell.

    Why: a query for each row is fast with ten rows and takes the site down with a thousand.
    Fix: fetch what belongs to the rows with them: select_related or prefetch_related in the view's queryset.
    Cannot tell when: no page is declared, one answers an error, or shows too few rows.
    Source: https://docs.djangoproject.com/en/stable/topics/db/optimization/
    """
    grown = [told for page in page_queries if (told := _grows(page))]
    assert not grown, "; ".join(grown[:MOST])
    if lost := [told for page in page_queries if (told := _unseen(page))]:
        cannot_tell("; ".join(lost[:MOST]), cure=LOOK)
    if small := [told for page in page_queries if (told := _too_small(page))]:
        cannot_tell("; ".join(small[:MOST]), cure=MORE)
    for page in page_queries:
        often = page.repeated[0].times if page.repeated else 1
        fewer = f", as {page.view.fewer} does" if page.view.fewer else ""
        evidence.saw(f"{page.who} runs {page.total} queries{fewer}, none more than {often}x; up to {page.rows} rows")


@check(
    "db.query-budget",
    severity="medium",
    effect="writes",
    overlooks="assertnumqueries",
    says=(
        "query|queries count|number page|view|request|endpoint minimized|minimised|low|limited",
        "query|queries count|number page|view|request|endpoint bounded|acceptable|reasonable",
        "number queries page|view|request|endpoint minimized|low|limited|bounded|acceptable",
        "fewer|less|most|below|under|maximum|max|< {limit} queries page|view|request|endpoint",
        "queries|query page|view|request|endpoint budget|limit|under|below|max|capped",
        "{limit} queries|query page|request|view",
        "query budget kept|respected|held|page|view",
        "query|queries page|request|view|endpoint|requests below|under|<|≤|less|beneath|low|reasonable|limited|max|"
        "most|budget|maximum|fewer|fine|bounded {limit}? ~ keep sql database count number home product than fewer "
        "less more page runs max assertnumqueries tested",
        "query|queries assertnumqueries count|tested|tests|test|page|pass ~ ",
        "assertnumqueries pass|passes|tests|test|green ~ @tested @works views query count",
    ),
)
def query_budget(page_queries: tuple[PageQueries, ...], evidence: Evidence, *, limit: float = 30.0) -> None:
    """No declared page runs more queries than its budget, or the default where it has none of its own.

    Why: each query costs a round trip, and a page that needs eighty is slow however fast each of them is.
    Fix: join and prefetch, and keep what hardly changes in the cache, until {limit} queries (or `queries`) are enough.
    Cannot tell when: no page is declared, or one answers an error.
    Source: https://docs.djangoproject.com/en/stable/topics/db/optimization/
    """
    over = [
        f"{page.who} runs {page.total} queries, of at most {page.view.queries or limit:g}"
        for page in page_queries
        if page.total > (page.view.queries or limit)
    ]
    assert not over, "; ".join(over[:MOST])
    if lost := [told for page in page_queries if (told := _unseen(page))]:
        cannot_tell("; ".join(lost[:MOST]), cure=LOOK)
    for page in page_queries:
        evidence.saw(f"{page.who}: {page.total} of {page.view.queries or limit:g} queries")


@check(
    "db.migrations-apply-cleanly",
    severity="high",
    effect="writes",
    overlooks="rails staging production copy",
    says=(
        "migrations created tested python manage.py makemigrations",
        "=migrations tested",
        "migrations tested fresh|clean|empty|scratch|new database?",
        "migrations apply|run|applied|tested cleanly|clean|fresh|empty|scratch|zero|new|blank database|install|errors?",
        "database built|created|rebuilt migrations scratch|zero|alone",
        "migrations run|apply without errors|error fresh|empty|clean? database?",
        "migrations|migration scratch|empty|fresh|blank database|works|run|apply?",
        "fresh|empty|blank database migrates|migrated|migrations|migrate without? errors?",
        "migration|migrations|migrate|migrates zero zero ~ @set get gets up @tested run runs ran work works built "
        "rails db database without error errors cleanly fresh staging against production data install installs "
        "create apply",
        "migration|migrations|migrate|migrates zero database|db|install|scratch|run|runs|works|tested|test|rails|"
        "create|copy|production ~ @set get gets up @tested run runs ran work works built rails db database without "
        "error errors cleanly fresh staging against production data install installs create apply",
        "migration|migrations|migrate|migrates scratch|fresh|empty|clean|blank|new|copy zero ~ @set get gets up "
        "@tested run runs ran work works built rails db database without error errors cleanly fresh empty staging "
        "against production data install installs create apply",
        "migration|migrations|migrate|migrates scratch|fresh|empty|clean|blank|new|copy database|db|install|"
        "scratch|run|runs|works|tested|test|rails|create|copy|production ~ @set get gets up @tested run runs ran "
        "work works built rails db database without error errors cleanly fresh empty staging against production "
        "data install installs create apply",
        "fresh|empty|new|blank|clean database built|created|recreated|bootstrapped|set migrations|migration ~ only",
        "=migrations|migration zero ~ run work",
        "=migrations|migration scratch ~ run work",
        "install migrates|migrate ~ new fresh without error errors clean cleanly",
    ),
)
def migrations_apply_cleanly(scratch_migrations: ScratchMigrations, evidence: Evidence) -> None:
    """All migrations run in an empty database of the same engine, and the models then have nothing that it lacks.

    Why: the next server, the restored one and every test begin with an empty database.
    Fix: repair the migration that is named here (dependencies first), or write the one that is missing.
    Cannot tell when: no user may create a scratch database, or a migration asks for another of DATABASES.
    Source: https://docs.djangoproject.com/en/stable/topics/migrations/
    """
    tried = scratch_migrations
    if tried.left:
        evidence.saw(f"a scratch database is left, drop it: {tried.left}")
    if "scratch database only" in tried.failed:
        cannot_tell(f"{tried.migration}: {tried.failed}", cure="try the migrations by hand, and vouch for them")
    at = f"{tried.migration}: " if tried.migration else ""
    assert not tried.failed, f"from zero, migrate ends at {at}{tried.failed}"
    more = f" and {len(tried.changes) - MOST} more" if len(tried.changes) > MOST else ""
    assert not tried.changes, f"no migration makes {', '.join(tried.changes[:MOST])}{more}"
    if not tried.applied:
        cannot_tell("there is no migration", cure="write the first: python manage.py makemigrations")
    evidence.saw(f"{tried.applied} migrations ran in an empty {tried.vendor} database, which is dropped again")
