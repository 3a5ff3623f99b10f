"""What the shop is filled with: the declared questions to its database, its contact details, its categories' pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client, site_url
from pytest_golive.facts.content_model import MOST_ROWS, Rows
from pytest_golive.facts.database.look import connect, query_error
from pytest_golive.facts.database.model import Catalogue
from pytest_golive.facts.dns.ask import Answer
from pytest_golive.facts.legal import Footer, read_footer
from pytest_golive.facts.linked import mail_servers_of
from pytest_golive.facts.page import Page, Visit
from pytest_golive.facts.registry import fact
from pytest_golive.facts.site import arrived
from pytest_golive.settings import Settings
from pytest_golive.settings.content import queries

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Categories whose pages are asked for.
MOST_PAGES = 200
SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, kw_only=True)
class ContactTexts:
    """Where the shop says how it is reached."""

    page: Footer | None
    """The contact page; None: there is none."""
    status: int
    """What its address answered."""
    home: Footer
    """The home page."""
    hrefs: tuple[str, ...] = field(default=())
    """Every mailto: and tel: link of both."""


@fact(timeout=40.0, rounds=18)
def filled_with(
    settings: Settings,
    catalogue: Catalogue,  # noqa: ARG001 - when the database is down, that is the one reason
) -> Mapping[str, Rows]:
    """By name of the setting: what each declared query of ``[content]`` and ``[admin]`` answers."""
    found: dict[str, Rows] = {}
    with connect(settings) as connection, connection.cursor() as cursor:
        error = query_error(connection)
        for name, query in queries(settings.content, settings.admin).items():
            try:
                cursor.execute(query.encode())
                found[name] = _rows(cursor)
            except error as trouble:
                told = str(trouble.args[-1] if trouble.args else trouble).partition("\n")[0]
                found[name] = Rows(error=told or type(trouble).__name__)
    return found


@fact(rounds=3)
def contact_texts(settings: Settings, client: Client, footers: tuple[Footer, ...]) -> ContactTexts:
    """The contact page and the home page's footer."""
    visit = client.visit(site_url(settings, settings.content.contact_page))
    page: Page | None = visit.page
    if page is None or page.status >= 500:
        arrived(visit)
    assert page is not None
    read = read_footer(settings.content.contact_page, page) if page.status < 400 else None
    home = next(one for one in footers if one.page == "/")
    links = [link.href for one in (home, read) if one for link in (*one.links, *one.page_links)]
    hrefs = tuple(dict.fromkeys(href for href in links if href.lower().startswith(("mailto:", "tel:"))))
    return ContactTexts(page=read, status=page.status, home=home, hrefs=hrefs)


@fact(rounds=1)
def contact_mail(settings: Settings) -> Mapping[str, Answer]:
    """By domain of the declared mail address: what the resolvers say about its MX records."""
    domain = settings.content.email.rpartition("@")[2].lower()
    return mail_servers_of([domain] if domain else [], settings)


@fact(rounds=5)
def category_pages(
    settings: Settings,
    client: Client,
    filled_with: Mapping[str, Rows],
    home: Page,  # noqa: ARG001 - when the site is down, that is the one reason
) -> Mapping[str, Visit]:
    """By path: the visit of each active category's page.

    Raises CannotLook when nothing says where they are, or there are too many to ask for.
    """
    template, told = settings.content.category_page, filled_with.get("categories", Rows())
    if not template:
        cure = 'set category_page in [content] of golive.toml: category_page = "/category/{slug}/"'
        raise CannotLook("nothing says where the pages of the categories are", cure=cure)
    unknown = [name for name in SLOT.findall(template) if told.rows and name not in told.columns]
    if unknown:
        reason = f"category_page needs {', '.join(unknown)}, which the query of the categories does not give"
        raise CannotLook(reason, cure="select it in the query categories of [content]")
    if len(told.rows) > MOST_PAGES:
        reason = f"there are {len(told.rows)} categories, more than {MOST_PAGES}"
        raise CannotLook(reason, cure="have their pages crawled: the sitemap or a link checker of your own")
    paths = [SLOT.sub(lambda slot, row=row: row[slot[1]] or "", template) for row in told.rows]  # type: ignore[misc]
    visits = client.visits([site_url(settings, path) for path in paths])
    return dict(zip(paths, visits, strict=True))


def _rows(cursor: Any) -> Rows:
    """The answer of the query that the cursor has just run."""
    columns = tuple(str(one[0]).lower() for one in cursor.description or ())
    if not columns:
        return Rows(error="it is no query: it gives no rows")
    fetched: Iterable[tuple[Any, ...]] = cursor.fetchmany(MOST_ROWS + 1)
    rows = [dict(zip(columns, map(_text, row), strict=True)) for row in fetched]
    return Rows(columns=columns, rows=tuple(rows[:MOST_ROWS]), has_more=len(rows) > MOST_ROWS)


def _text(value: Any) -> str | None:
    """A value of either driver; a moment without zone is UTC, as Django stores it on MariaDB."""
    match value:
        case None:
            return None
        case bool():
            return str(value).lower()
        case datetime():
            return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
        case date():
            return value.isoformat()
        case bytes():
            return value.decode("utf-8", "replace")
        case _:
            return str(value)
