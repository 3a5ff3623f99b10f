"""Checks of what the shop is filled with, over facts built by hand: what the drill does not show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pytest_golive.checks.content import identity
from pytest_golive.facts.content import ContactTexts, Rows
from pytest_golive.facts.dns.ask import Answer
from pytest_golive.facts.legal import Footer, Link
from pytest_golive.settings import Content, Settings, Storefront, Target
from pytest_golive.settings.content import SampleCost
from tests.checks.http_cases import judge, page, visit
from tests.findings import told

GIVEN = Settings(
    target=Target(url="https://shop.test", hosts=("www.shop.test",)),
    storefront=Storefront(currency="GBP"),
    content=Content(
        name="Lamp Shop",
        email="hi@lamp.test",
        phone="020 7946 0000",
        country="GB",
        address="1 High  Street, London",
        areas=("GB", "FR"),
        sample_costs=(SampleCost(area="GB", at="2", cost="7.9"),),
        tax_countries=("GB",),
        category_page="/c/{slug}/",
        sample_products=1,
        sample_allowed=("Test tube",),
    ),
)


def rows(columns: str, *values: tuple[str | None, ...]) -> Rows:
    names = tuple(columns.split())
    return Rows(columns=names, rows=tuple(dict(zip(names, row, strict=True)) for row in values))


ZONES = rows("zone area", ("UK", "GB"), ("Europe", "FR"))
COSTS = rows(
    "zone method starts ends cost",
    ("UK", "post", None, "2.00", "4.50"),
    ("UK", "post", "2.00", None, "7.90"),
    ("Europe", "post", "0", None, "0"),
)
TAXES = rows("country class rate starts ends", ("GB", "all", "20.0", "2020-01-01", "2026-11-21"))
TYPES = rows("id name", ("1", "Lamp"))
ATTRIBUTES = rows("type attribute required choices", ("1", "Colour", "1", "red, blue"), ("1", "Note", "0", ""))
PRODUCTS = rows(
    "name category type price image",
    ("desk", "5", "1", "9.00", "desk.png"),
    ("Test tube", "6", "1", "8", "tube.png"),
)
VALUES = rows("product attribute value", ("desk", "Colour", "red"), ("Test tube", "Colour", "blue"))
CATEGORIES = rows("id parent name slug", ("5", None, "Lamps", "lamps"), ("6", "5", "Desk lamps", "desk"))
FILLED = {
    "site": rows("id name domain", ("1", "Lamp Shop", "shop.test")),
    "zones": ZONES,
    "shipping_costs": COSTS,
    "tax_rules": TAXES,
    "product_types": TYPES,
    "attributes": ATTRIBUTES,
    "products": PRODUCTS,
    "attribute_values": VALUES,
    "categories": CATEGORIES,
}
PAGES = {"/c/lamps/": visit(page("/c/lamps/")), "/c/desk/": visit(page("/c/desk/"))}
HOME = page(body="<title>Lamps · Lamp  Shop</title>")


def judged(check: str, given: Settings = GIVEN, facts: dict[str, Any] | None = None, **filled: Rows) -> tuple[str, str]:
    """How a check ends over the good shop with these answers instead."""
    known = {"filled_with": {**FILLED, **filled}, "category_pages": PAGES, "home": HOME, **(facts or {})}
    return told(judge(check, known, given))


def with_content(**changed: Any) -> Settings:
    return replace(GIVEN, content=replace(GIVEN.content, **changed))


ASKED = {
    "content.shipping-zones": ("zones",),
    "content.shipping-costs": ("zones", "shipping_costs"),
    "content.tax-rules": ("tax_rules",),
    "content.product-types": ("product_types", "products"),
    "content.product-attributes": ("product_types", "products", "attributes", "attribute_values"),
    "content.categories": ("categories", "products"),
    "content.sample-data": ("products",),
}


@pytest.mark.parametrize("check", ["content.site-name", *ASKED])
def test_the_good_shop(check: str) -> None:
    assert judged(check) == ("passed", "")


@pytest.mark.parametrize(("check", "query"), [(check, query) for check, named in ASKED.items() for query in named])
def test_what_is_not_declared_answered_or_whole_is_unverified(check: str, query: str) -> None:
    without = {name: one for name, one in FILLED.items() if name != query}
    finding = judge(check, {"filled_with": without, "category_pages": PAGES}, GIVEN)
    assert (finding.outcome, finding.reason) == ("unverified", f"no query {query} is declared")
    assert f'[content], {query} = "SELECT ' in finding.remedy
    broken = f"the query {query} of [content] was not answered: no such table"
    assert judged(check, **{query: Rows(error="no such table")}) == ("unverified", broken)
    assert judged(check, **{query: rows("x", ("1",))})[1].startswith(f"the query {query} of [content] gives no ")
    assert "more than 20000 rows" in judged(check, **{query: replace(FILLED[query], has_more=True)})[1]


@pytest.mark.parametrize(
    ("check", "changed", "reason"),
    [
        ("content.shipping-zones", {"areas": ()}, "no delivery area is declared"),
        ("content.shipping-costs", {"sample_costs": ()}, "what shipping must cost is declared for no place"),
        ("content.tax-rules", {"tax_countries": ()}, "no country is declared"),
        (
            "content.site-name",
            {"name": ""},
            "the site's name is not declared, so that nothing can be compared with it",
        ),
        (
            "content.shipping-costs",
            {"sample_costs": (SampleCost(area="GB", cost="four"),)},
            "at = '0', cost = 'four' for GB are no numbers",
        ),
    ],
)
def test_what_is_half_declared_is_unverified(check: str, changed: dict[str, Any], reason: str) -> None:
    assert judged(check, with_content(**changed)) == ("unverified", reason)


@pytest.mark.parametrize("check", ["content.product-types", "content.product-attributes", "content.categories"])
def test_an_empty_shop_says_nothing_of_its_products(check: str) -> None:
    assert judged(check, products=replace(PRODUCTS, rows=()))[0] == "unverified"


@pytest.mark.parametrize(
    ("check", "filled", "observed"),
    [
        ("content.shipping-zones", {"zones": rows("zone area")}, "there is no active shipping zone"),
        (
            "content.shipping-zones",
            {"zones": rows("zone area", ("UK", "GB"), ("Isles", "GB"), ("Mars", None))},
            "FR is in no zone; GB is in Isles, UK",
        ),
        (
            "content.shipping-costs",
            {"shipping_costs": rows("zone method starts ends cost", ("UK", "post", "0", None, "7.9"))},
            "no cost for Europe",
        ),
        (
            "content.tax-rules",
            {"tax_rules": replace(TAXES, rows=({**TAXES.rows[0], "ends": "2026-11-20"},))},
            "GB, all: no rule is valid today, only from 2020-01-01 to 2026-11-20",
        ),
        (
            "content.tax-rules",
            {"tax_rules": replace(TAXES, rows=(TAXES.rows[0], {**TAXES.rows[0], "starts": None, "ends": None}))},
            "GB, all: 2 rules are valid today",
        ),
        (
            "content.tax-rules",
            {"tax_rules": replace(TAXES, rows=({**TAXES.rows[0], "rate": "119"},))},
            "GB, all: the rate is 119",
        ),
        (
            "content.tax-rules",
            {"tax_rules": replace(TAXES, rows=({**TAXES.rows[0], "country": "IE"},))},
            "GB, all: there is no rule",
        ),
        (
            "content.product-types",
            {"products": replace(PRODUCTS, rows=({**PRODUCTS.rows[0], "type": "9"},))},
            "no type: desk",
        ),
        (
            "content.product-attributes",
            {"attributes": replace(ATTRIBUTES, rows=())},
            "no attribute: Lamp",
        ),
        (
            "content.product-attributes",
            {
                "attribute_values": rows(
                    "product attribute value", ("desk", "Colour", "  "), ("Test tube", "Colour", "x")
                )
            },
            "desk, Colour: no value, Test tube, Colour: x, which is none of red, blue",
        ),
        (
            "content.categories",
            {"categories": replace(CATEGORIES, rows=({**CATEGORIES.rows[0], "parent": "6"}, CATEGORIES.rows[1]))},
            "the tree goes round in a circle: Lamps → Desk lamps → Lamps",
        ),
        (
            "content.categories",
            {"categories": replace(CATEGORIES, rows=(*CATEGORIES.rows, {**CATEGORIES.rows[1], "id": "7"}))},
            "these slugs are there twice: desk",
        ),
        (
            "content.categories",
            {"products": replace(PRODUCTS, rows=({**PRODUCTS.rows[0], "category": None},))},
            "in no active category: desk",
        ),
        (
            "content.sample-data",
            {"products": replace(PRODUCTS, rows=({**PRODUCTS.rows[0], "image": ""},))},
            "0 of 1 products have name, price and image, not 1",
        ),
        (
            "content.sample-data",
            {"products": replace(PRODUCTS, rows=(*PRODUCTS.rows, {**PRODUCTS.rows[0], "name": "test_product-3"}))},
            "these look like test data: test_product-3",
        ),
        (
            "content.site-name",
            {"site": rows("id name domain", ("1", "Lamp Shop", "lamps.test"))},
            "the site's record says “Lamp Shop” at lamps.test, not shop.test",
        ),
    ],
)
def test_what_is_wrong(check: str, filled: dict[str, Rows], observed: str) -> None:
    assert judged(check, **filled) == ("failed", observed)


@pytest.mark.parametrize(
    ("bands", "observed"),
    [
        ((("0", "2", "1"), ("3", None, "7.90")), "UK, post: no cost from 2 to 3"),
        ((("0", "2", "1"), ("1.5", None, "7.90")), "UK, post: two costs from 1.5"),
        ((("0", None, "1"), ("2", None, "7.90")), "UK, post: two costs from 2"),
        ((("1", None, "7.90"),), "UK, post: no cost from 0 to 1"),
        ((("0", None, "-1"),), "these costs are none: UK, post: -1"),
        ((("0", None, None),), "these costs are none: UK, post: None"),
        ((("0", None, "NaN"),), "these costs are none: UK, post: NaN"),
        ((("0", None, "8.00"),), "GB at 2 costs 8.00, not 7.9"),
        ((("0", "2", "8.00"),), "nothing ships to GB at 2"),
    ],
)
def test_bands(bands: tuple[tuple[str | None, ...], ...], observed: str) -> None:
    mine = [("UK", "post", *band) for band in bands]
    costs = rows("zone method starts ends cost", *mine, ("Europe", "post", None, None, "0"))
    assert judged("content.shipping-costs", shipping_costs=costs) == ("failed", observed)


def test_another_currency() -> None:
    costs = rows(
        "zone method starts ends cost currency",
        *(("UK Europe".split()[at], "x", None, None, "7.9", "EUR") for at in (0, 1)),
    )
    assert judged("content.shipping-costs", shipping_costs=costs) == ("failed", "not in GBP: UK: EUR, Europe: EUR")


def test_pages_of_categories() -> None:
    gone = {**PAGES, "/c/desk/": visit(page("/c/desk/", status=404))}
    assert judged("content.categories", facts={"category_pages": gone}) == (
        "failed",
        "these pages do not answer 200: /c/desk/: 404",
    )
    finding = judge("content.categories", {"filled_with": FILLED}, GIVEN)
    assert (finding.outcome, finding.reason) == ("unverified", "category_pages was not seen")


def test_a_product_that_is_there_twice_has_nobody_s_values() -> None:
    twice = replace(PRODUCTS, rows=(*PRODUCTS.rows, PRODUCTS.rows[0]))
    assert judged("content.product-attributes", products=twice) == ("unverified", "several products are called desk")


def test_the_record_of_the_site() -> None:
    nobody = {"facts": {"home": page(body="<title>Lamp Shop</title>")}}
    assert judged("content.site-name", with_content(site=""), **nobody) == ("passed", "")
    two = rows("id name domain", ("1", "example.com", "example.com"), ("2", "Lamp Shop", "shop.test"))
    assert judged("content.site-name", site=two) == ("unverified", "there are 2 records of sites")
    named = {"application": type("Application", (), {"settings": {"SITE_ID": 2}})()}
    assert judged("content.site-name", facts=named, site=two) == ("passed", "")
    outcome, reason = judged("content.site-name", site=Rows(error="no table django_site"))
    assert (outcome, reason) == ("unverified", "where the site keeps its name cannot be read: no table django_site")
    assert judge("content.site-name", {"home": HOME}, GIVEN).reason == "filled_with was not seen"
    other = judged("content.site-name", facts={"home": page(body="<title>My Django site</title>")})
    assert other == ("failed", "the title of the home page is “My Django site”, without “Lamp Shop”")


TEXT = "Lamp Ltd, 1 High Street,\n London. +44 20 7946 0000 hi@lamp.test"
MX = {"lamp.test": Answer(name="lamp.test", kind="MX", server="x", status="answered", values=("10 mail.lamp.test.",))}


def contact(
    text: str = TEXT, *, footer: str = "© Lamp Ltd", hrefs: tuple[str, ...] = (), status: int = 200
) -> ContactTexts:
    links = (Link(text="x", href="/", url="https://shop.test/"),)
    home = Footer(page="/", text=footer, links=links)
    shown = replace(home, page="/contact/", text="© Lamp Ltd", page_text=text) if status == 200 else None
    return ContactTexts(page=shown, status=status, home=home, hrefs=hrefs)


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [
        (contact(), ("passed", "")),
        (contact(status=404, footer=TEXT), ("passed", "")),
        (contact("1 High Street, London", hrefs=("tel:+442079460000", "mailto:HI@lamp.test?body=x")), ("passed", "")),
        # What a form says beside its fields is no placeholder of the shop's own.
        (contact(f"{TEXT} Your e-mail, for instance you@example.com"), ("passed", "")),
        (contact(footer="Write to contact@example.com"), ("failed", "a placeholder is shown: contact@example.com")),
        (contact(hrefs=("mailto:info@yourdomain.com",)), ("failed", "a placeholder is shown: info@yourdomain.com")),
        (contact(f"{TEXT} [Phone number]"), ("failed", "a placeholder is shown: [Phone number]")),
        (
            contact(status=404),
            ("failed", "hi@lamp.test is not on /contact/ (which answers 404) or in the footer"),
        ),
        (
            contact(TEXT.replace("London", "Leeds")),
            ("failed", "not on /contact/ (which answers 200) or in the footer: london"),
        ),
        (
            contact(TEXT.replace("0000", "0009")),
            ("failed", "020 7946 0000 is not on /contact/ (which answers 200) or in the footer"),
        ),
    ],
)  # fmt: skip
def test_contact(texts: ContactTexts, outcome: tuple[str, str]) -> None:
    assert judged("content.contact-info", facts={"contact_texts": texts, "contact_mail": MX}) == outcome


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({"phone": "", "country": ""}, ("unverified", "not declared: phone, country")),
        ({"country": "XX"}, ("unverified", "XX is no country")),
        ({"phone": "+33 1 23 45 67 89"}, ("failed", "+33 1 23 45 67 89 is a number of +33, not of GB (+44)")),
        ({"phone": "020 79"}, ("failed", "020 79 is no number that can be called in GB")),
    ],
)
def test_contact_as_declared(changed: dict[str, str], outcome: tuple[str, str]) -> None:
    facts = {"contact_texts": contact(), "contact_mail": MX}
    assert judged("content.contact-info", with_content(**changed), facts) == outcome


def test_contact_without_a_library_or_a_mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    facts: dict[str, Any] = {"contact_texts": contact()}
    assert judged("content.contact-info", facts=facts) == ("unverified", "contact_mail was not seen")
    null = replace(MX["lamp.test"], values=("0 .",))
    facts["contact_mail"] = {"lamp.test": null}
    assert judged("content.contact-info", facts=facts)[1] == "no server takes mail for lamp.test (no MX record)"
    facts["contact_mail"] = {"lamp.test": replace(null, status="silent", values=())}
    assert judged("content.contact-info", facts=facts)[0] == "unverified"
    monkeypatch.setattr(identity, "find_spec", lambda name: None)
    finding = judge("content.contact-info", {**facts, "contact_mail": MX}, GIVEN)
    assert (finding.outcome, finding.remedy) == ("unverified", "pip install 'pytest-golive[content]'")
