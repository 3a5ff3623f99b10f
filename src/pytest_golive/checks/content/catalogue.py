"""Checks of the catalogue: product types, attributes, categories, and that there is something in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pytest_golive.checks.content.common import Row, asked, is_true, named, number, twice
from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.content_model import Rows
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.facts.page import Visit
    from pytest_golive.settings import Settings

EMPTY = "put products on sale first"
#: What nobody calls a thing that is for sale.
SAMPLE = re.compile(
    r"^(?:test|demo|sample|dummy|example|placeholder|foo|asdf|xxx+)(?:[ _-]*(?:product|item|article|entry|\d+))*$"
    r"|\b(?:lorem ipsum|(?:test|demo|sample|dummy|placeholder)[ _-](?:product|item|article)|do not (?:buy|order))\b",
    re.IGNORECASE,
)


@check(
    "content.product-types",
    severity="medium",
    overlooks="only one",
    says=(
        "product types @set|set",
        "=product|item|article type ~ @set assigned own admin one",
    ),
)
def product_types(filled_with: Mapping[str, Rows], evidence: Evidence) -> None:
    """There is a product type, and every active product has one of them.

    Why: a product without type has no attributes, shows in no filter and may be taxed or shipped as something else.
    Fix: create the types, and choose one for each product that is named here.
    Cannot tell when: product_types or products are not declared in [content], a query fails, or nothing is on sale.
    """
    types = asked(filled_with, "product_types", "id", "name")
    assert types, "there is no product type"
    products = _products(filled_with, "type")
    known = {row["id"] for row in types}
    without = [row["name"] for row in products if row["type"] not in known]
    assert not without, f"no type: {named(without)}"
    evidence.saw(f"{len(products)} products of {len(types)} types: {named(row['name'] for row in types)}")


@check(
    "content.product-attributes",
    severity="medium",
    overlooks="only one size weight variant variation option colour color material specification",
    says=(
        "product: attributes @set|set",
        "product attributes @set|set",
        "product attributes filled|complete",
        "=product|item|article attribute|variant|variation|option|size|weight|specification|spec ~ @set colour color "
        "material filled add value",
        "=size|colour|color|material|weight|variant filled|set|complete|entered|defined ~",
    ),
)
def product_attributes(filled_with: Mapping[str, Rows], evidence: Evidence) -> None:
    """Every product type has an attribute, and every active product a valid value for each required one.

    Why: customers choose by size and material, and send back what they could not know.
    Fix: define attributes for the type that is named here, or fill in the values of the product.
    Cannot tell when: product_types, products, attributes or attribute_values are not declared in [content], a query
    fails, nothing is on sale, or two products have one name.
    """
    types = asked(filled_with, "product_types", "id", "name")
    assert types, "there is no product type, which could have attributes"
    attributes = asked(filled_with, "attributes", "type", "attribute", "required")
    bare = [row["name"] for row in types if not any(one["type"] == row["id"] for one in attributes)]
    assert not bare, f"no attribute: {named(bare)}"
    products = _products(filled_with, "type")
    if same := twice(str(row["name"]) for row in products):
        cure = (
            "select what is unique as the name of products and as product of attribute_values: the slug or the number"
        )
        cannot_tell(f"several products are called {named(same)}", cure=cure)
    rows = asked(filled_with, "attribute_values", "product", "attribute", "value")
    values = {(row["product"], row["attribute"]): row["value"] for row in rows}
    wrong = [
        told
        for product in products
        for attribute in attributes
        if attribute["type"] == product["type"]
        if (told := _wrong(product, attribute, values.get((product["name"], attribute["attribute"]))))
    ]
    assert not wrong, named(wrong)
    evidence.saw(
        f"{len(attributes)} attributes of {len(types)} types; {len(values)} values of {len(products)} products"
    )


def _wrong(product: Row, attribute: Row, value: str | None) -> str:
    """What is wrong with the value, or empty."""
    given, choices = (value or "").strip(), [one.strip() for one in (attribute.get("choices") or "").split(",")]
    name = f"{product['name']}, {attribute['attribute']}"
    if not given:
        return f"{name}: no value" if is_true(attribute["required"]) else ""
    return "" if choices == [""] or given in choices else f"{name}: {given}, which is none of {', '.join(choices)}"


@check(
    "content.categories",
    severity="medium",
    overlooks="only one",
    says=(
        "product|shop: categories @set|set",
        "product categories @set|set|assigned",
        "product sits|sit|belongs|belong|assigned category",
        "=product category",
        "=category|collection "
        "product|item|set|created|assigned|defined|complete|work|filled|tree|configured|organised|organized|page ~ "
        "@set sorted load menu belong least one",
        "no product|item|article without category|collection ~ left any",
        "product right|correct category|collection ~",
    ),
)
def categories(
    filled_with: Mapping[str, Rows],
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    category_pages: Mapping[str, Visit] | None = None,
) -> None:
    """There are active categories, each active product is in one, slugs are unique, no cycle, and each page answers.

    Why: a product in no category is found by nobody, and a category that is its own grandparent hangs the menu.
    Fix: put the product into a category, or correct the parent or slug that is named here.
    Cannot tell when: categories, products or category_page are not declared in [content], a query fails, nothing is on
    sale, or a page does not answer in time.
    """
    found = asked(filled_with, "categories", "id", "parent", "name", "slug")
    assert found, "there is no active category"
    same = twice((row["slug"] or "").strip() for row in found)
    assert not same, f"these slugs are there twice: {named(same)}"
    nameless = [row["name"] for row in found if not (row["slug"] or "").strip()]
    assert not nameless, f"no slug: {named(nameless)}"
    loop = _loop(found)
    assert not loop, f"the tree goes round in a circle: {' → '.join(loop)}"
    products = _products(filled_with, "category")
    known = {row["id"] for row in found}
    without = [row["name"] for row in products if row["category"] not in known]
    assert not without, f"in no active category: {named(without)}"
    if category_pages is None:
        cannot_see(unseen["category_pages"])
    silent = [path for path, visit in category_pages.items() if visit.page is None and visit.look_failed]
    dead = {path: visit for path, visit in category_pages.items() if path not in silent}
    wrong = [
        f"{path}: {one.page.status if one.page else one.error}" for path, one in dead.items() if not _is_there(one)
    ]
    assert not wrong, f"these pages do not answer 200: {named(wrong)}"
    if silent:
        cannot_tell(
            f"no answer from {named(silent)}", cure="open these pages, and run the gate again", look_failed=True
        )
    evidence.saw(f"{len(found)} categories, {len(category_pages)} pages answer; {len(products)} products in them")


def _is_there(visit: Visit) -> bool:
    return visit.page is not None and visit.page.status == 200


def _loop(found: tuple[Row, ...]) -> list[str]:
    """The names of categories that are above themselves."""
    parents = {row["id"]: row["parent"] for row in found}
    names = {row["id"]: str(row["name"]) for row in found}
    for start in parents:
        way: list[str | None] = [start]
        while (parent := parents.get(way[-1])) is not None and parent not in way:
            way.append(parent)
        if parent is not None:
            return [names.get(one, str(one)) for one in (*way[way.index(parent) :], parent)]
    return []


@check(
    "content.sample-data",
    severity="medium",
    overlooks="only one page post text item image content ipsum lorem anywhere",
    says=(
        "sample|demo|seed products|data|catalogue|catalog loaded|added|imported|seeded",
        "test products|data|catalogue|catalog loaded|imported|seeded",
        "=test products|data added",
        "no lorem ipsum demo|test|sample? products|data|content?",
        "=sample|demo|test|seed|initial|fixture|dummy data|product|content|catalogue|catalog|fixtures|item "
        "imported|seeded|populated ~ database",
        "=test|dummy|placeholder|lorem product|content|ipsum|text|post|item|page "
        "remove|delete|gone|cleared|cleaned|replaced ~ anywhere any left out up image",
        "=test|dummy|placeholder|lorem product|content|ipsum|text|post|item|page no|none|without ~ anywhere any left "
        "out up image",
        "=throw|thrown|clear|clean|wipe|purge|get|removed out|rid|test|dummy product|content ~ up",
        "=lorem ipsum removed|gone|replaced ~ more any left anywhere text content",
        "=lorem ipsum no|without ~ more any left anywhere text content",
        "=sample|demo|seed|initial|fixture|dummy data|product|content|catalogue|catalog|fixtures|item "
        "loaded|created|added ~ database",
    ),
)
def sample_data(filled_with: Mapping[str, Rows], settings: Settings, evidence: Evidence) -> None:
    """Enough active products have name, price and image, and none of them looks like test data or lorem ipsum.

    Why: an empty shop sells nothing, and “Test product 2” for 1.00 is ordered on the first day.
    Fix: load {content.sample_products} products or more, and hide or rename those that are named here.
    Cannot tell when: products are not declared in [content], or the query fails.
    """
    products = asked(filled_with, "products", "name", "price", "image")
    whole = [
        row for row in products if (row["name"] or "").strip() and (row["image"] or "").strip() and _has_price(row)
    ]
    least = settings.content.sample_products
    assert len(whole) >= least, f"{len(whole)} of {len(products)} products have name, price and image, not {least}"
    allowed = {one.lower() for one in settings.content.sample_allowed}
    odd = [
        row["name"] for row in products if _is_sample(row["name"] or "") and (row["name"] or "").lower() not in allowed
    ]
    assert not odd, f"these look like test data: {named(odd)}"
    evidence.saw(f"{len(whole)} products with name, price and image; none looks like test data")


def _is_sample(name: str) -> bool:
    return SAMPLE.search(name.strip().replace("-", " ").replace("_", " ")) is not None


def _has_price(row: Row) -> bool:
    price = number(row["price"])
    return price is not None and price > 0


def _products(filled_with: Mapping[str, Rows], *columns: str) -> tuple[Row, ...]:
    """The active products, with these columns."""
    products = asked(filled_with, "products", "name", *columns)
    if not products:
        cannot_tell("no product is on sale, so that there is nothing to look at", cure=EMPTY)
    return products
