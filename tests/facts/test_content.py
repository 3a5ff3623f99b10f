"""What is seen of the admin, the contact page and the categories of a real website, and answered by real databases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pytest_golive.facts.admin import AdminPage
from pytest_golive.facts.content import Rows, filled_with
from pytest_golive.facts.database import catalogue, database_session
from pytest_golive.facts.gather import Attempt
from pytest_golive.settings import Admin, Content, Database, Settings
from tests.database_servers import MariaDatabase, ShopDatabase
from tests.facts.http.shop import CSS, gather
from tests.website import Answer, Place, website

FORM = '<link rel="stylesheet" href="/a.css"><form method="post"><input type="password" name="p"></form>'
PAGES = {
    "/": Answer('<title>Shop</title><p>Hi</p><footer>© Shop <a href="tel:+44207">Ring</a></footer>'),
    "/desk/": Answer("", 302, {"Location": "/desk/login/"}),
    "/desk/login/": Answer(FORM),
    "/a.css": Answer("a{}", headers=CSS),
    "/behind/": Answer(FORM.replace("/a.css", "/b.css")),
    "/b.css": Answer("", 302, {"Location": "/desk/login/"}),
    "/checkout/": Answer("<p>Pay</p>"),
    "/contact/": Answer('<p>Write to us: <a href="mailto:hi@shop.test">here</a></p>'),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    with website(PAGES, Path(tmp_path_factory.mktemp("site"))) as found:
        yield found


def asked(place: Place, *names: str, url: str = "/desk/", **content: str) -> dict[str, Attempt]:
    settings = replace(place.settings, admin=Admin(url=url), content=Content(**content))
    return gather(replace(place, settings=settings), *names)


def test_admin(place: Place) -> None:
    seen = asked(place, "admin_panel", "default_admin")
    panel: AdminPage = seen["admin_panel"].value
    assert (panel.path, panel.status, panel.has_form, [*panel.styles.values()]) == ("/desk/login/", 200, True, [200])
    assert panel.own_address == "127.0.0.1"
    assert (seen["default_admin"].value.status, seen["default_admin"].value.has_form) == (404, False)
    behind = asked(place, "admin_panel", url="/behind/")["admin_panel"].value
    assert [*behind.styles.values()] == [0], "a page that comes instead of a style sheet is none"
    undeclared = asked(place, "admin_panel", url="")["admin_panel"]
    assert (undeclared.reason, '[admin], url = "' in undeclared.cure) == ("nothing says where the admin is", True)


def test_contact_texts(place: Place) -> None:
    texts = asked(place, "contact_texts")["contact_texts"].value
    assert texts.home.text == "© Shop Ring"
    assert texts.page.page_text == "Write to us: here"
    assert texts.hrefs == ("tel:+44207", "mailto:hi@shop.test")
    away = asked(place, "contact_texts", contact_page="/reach/")["contact_texts"].value
    assert (away.page, away.status) == (None, 404)


QUERIES = Content(
    site="SELECT 1 AS id, 'Shop' AS \"Name\", NULL AS domain",
    zones="SELECT no FROM nowhere",
    products="SELECT CAST('2026-11-21 10:00:00' AS {moment}) AS seen, CAST(1.50 AS decimal(5,2)) AS price",
    categories="SELECT 1 AS id WHERE 1 = 0",
)


def answers(database: ShopDatabase | MariaDatabase, moment: str, quote: str) -> dict[str, Rows]:
    content = replace(QUERIES, products=QUERIES.products.format(moment=moment), site=QUERIES.site.replace('"', quote))
    settings = Settings(database=Database(url=database.url), content=content)
    return dict(filled_with(settings, catalogue(database_session(settings))))


def assert_answered(seen: dict[str, Rows]) -> None:
    assert seen["site"] == Rows(columns=("id", "name", "domain"), rows=({"id": "1", "name": "Shop", "domain": None},))
    assert "nowhere" in seen["zones"].error
    assert seen["products"].rows == ({"seen": "2026-11-21T10:00:00+00:00", "price": "1.50"},)
    assert (seen["categories"].columns, seen["categories"].rows) == (("id",), ())


def test_postgresql(shop_database: ShopDatabase) -> None:
    seen = answers(shop_database, "timestamptz", '"')
    assert_answered(seen)
    assert seen["log_query"].error


def test_mariadb(maria_database: MariaDatabase) -> None:
    assert_answered(answers(maria_database, "datetime", "`"))
