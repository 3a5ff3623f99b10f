"""What the declared pages ask of the database, counted by the application's own Python."""

from __future__ import annotations

from dataclasses import asdict

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.app import inspect_app, only_django, part_of, shape
from pytest_golive.facts.registry import fact
from pytest_golive.settings import DeclaredView, Settings

SECONDS = 45.0
DECLARE = 'declare pages in golive.toml: [[database.views]], path = "/orders/", user = "ada"'


@dataclass(frozen=True, kw_only=True)
class Repeated:
    """A statement that one request ran several times, without its values."""

    statement: str
    times: int


@dataclass(frozen=True, kw_only=True)
class PageQueries:
    """One declared page, asked for once after everything that a process does only once."""

    view: DeclaredView
    status: int = 0
    name: str = ""
    """Dotted path of the view that answered."""
    location: str = ""
    """Where it sends the visitor."""
    error: str = ""
    """What was raised."""
    total: int = 0
    """Statements it ran."""
    rows: int = 0
    """Rows that the largest of their answers had."""
    repeated: tuple[Repeated, ...] = ()
    """Those that ran more than once, most often first."""
    fewer_total: int | None = None
    """Statements of the page with fewer things; None: none is declared."""
    fewer_rows: int = 0

    @property
    def who(self) -> str:
        """The page and who looked."""
        return f"{self.view.path} as {self.view.user}" if self.view.user else self.view.path


@fact(timeout=SECONDS + 2, rounds=9, effect="writes", first=only_django)
def page_queries(settings: Settings) -> tuple[PageQueries, ...]:
    """Each declared page's statements; the requests are rolled back, caches and mail stay in memory."""
    only_django(settings)
    views = settings.database.views
    if not views:
        raise CannotLook("no page is declared whose queries could be counted", cure=DECLARE)
    seen = inspect_app(settings, seconds=SECONDS, service="pages", asked={"views": [asdict(one) for one in views]})
    told = part_of(seen, "pages", "the pages' queries")
    return tuple(shape(PageQueries, {**one, "view": view}) for one, view in zip(told, views, strict=True))
