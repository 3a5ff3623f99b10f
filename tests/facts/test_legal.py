"""What is read of footers and legal pages of a real website."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pytest_golive.facts.legal import LegalPage, read_footer, read_page
from pytest_golive.settings import Legal
from tests.checks.http_cases import page
from tests.facts.http.shop import gather
from tests.website import Answer, Place, website


def coded(address: str, key: int = 0x42) -> str:
    """A mail address as Cloudflare hides it."""
    return bytes([key, *(one ^ key for one in address.encode())]).hex()


CODE = coded("hi@shop.test")
HIDDEN = (
    f'<a href="/cdn-cgi/l/email-protection#{CODE}">'
    f'<span class="__cf_email__" data-cfemail="{CODE}">[email&#160;protected]</span></a>'
)
PAGES = {
    "/": Answer(
        "<p>Hi</p><footer><a href='#'>Privacy settings</a> <a href='/privacy/'>Privacy</a>"
        " <a href='/terms/'>Terms</a></footer>"
    ),
    "/checkout/": Answer("<p>Pay</p><footer><a href='/old/'>Privacy</a> <a href='/terms/#top'>Terms</a></footer>"),
    "/away/": Answer("<p>Pay</p><footer><a href='/privacy/'>Privacy</a> <a href='mailto:x@y.test'>Terms</a></footer>"),
    "/privacy/": Answer(f"<h1>Privacy</h1><p>Write to {HIDDEN}.</p>"),
    "/terms/": Answer("<h1>Terms</h1>"),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    with website(PAGES, Path(tmp_path_factory.mktemp("site"))) as found:
        yield found


def seen(place: Place, kind: str, checkout: str) -> LegalPage:
    given = replace(place, settings=replace(place.settings, legal=Legal(checkout=checkout)))
    found: LegalPage = gather(given, "legal_pages")["legal_pages"].value[kind]
    return found


def test_every_page_that_a_footer_leads_to_is_opened(place: Place) -> None:
    assert (seen(place, "privacy", "/away/").status, seen(place, "terms", "/checkout/").status) == (200, 200)
    dead = seen(place, "privacy", "/checkout/")
    assert (dead.status, dead.url.endswith("/old/")) == (404, True)
    assert dead.links == {"/": "/privacy/", "/checkout/": "/old/"}, "the link that opens a dialog is passed over"
    nowhere = seen(place, "terms", "/away/")
    assert (nowhere.status, nowhere.url) == (0, "")


def test_mail_addresses_that_cloudflare_hides(place: Place) -> None:
    found = seen(place, "privacy", "/away/")
    assert found.body is not None
    assert (found.body.blocks[1].text, found.has_contact) == ("Write to hi@shop.test.", True)
    bare = f'<footer>Lamp Ltd <a class="__cf_email__" data-cfemail="{CODE}">[email&#160;protected]</a></footer>'
    assert read_footer("/", page(body=bare)).text == "Lamp Ltd hi@shop.test"
    assert "protected" in read_footer("/", page(body=bare.replace(CODE, "4"))).text


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><th>Orders</th><td>10 years</td></tr><tr><td>Visits</td><td>7 days</td></tr></table>",
        "<dl><dt>Orders</dt><dd>10 years</dd><dt>Visits</dt><dd>7 days</dd></dl>",
    ],
)
def test_a_row_is_read_as_one(table: str) -> None:
    body, _ = read_page(page(body=f"<h1>Retention</h1>{table}"))
    assert [block.text for block in body.blocks] == ["Retention", "Orders | 10 years", "Visits | 7 days"]
