"""How checks read what a declared query answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.facts.content_model import MOST_ROWS

if TYPE_CHECKING:
    from pytest_golive.facts.content_model import Rows

Row = Mapping[str, str | None]

#: Things that are named.
MOST = 6
#: For each query, what a team writes; the tables are examples.
EXAMPLES = {
    "zones": "SELECT z.name AS zone, a.country AS area FROM shop_zone z LEFT JOIN shop_zonearea a ON a.zone_id = z.id"
    " WHERE z.is_active",
    "shipping_costs": "SELECT z.name AS zone, r.method AS method, r.weight_from AS starts, r.weight_to AS ends,"
    " r.cost AS cost FROM shop_rate r JOIN shop_zone z ON z.id = r.zone_id",
    "tax_rules": "SELECT country AS country, tax_class AS class, percent AS rate, valid_from AS starts,"
    " valid_until AS ends FROM shop_tax WHERE is_active",
    "products": "SELECT slug AS name, category_id AS category, type_id AS type, price AS price, image AS image"
    " FROM shop_product WHERE is_active",
    "product_types": "SELECT id AS id, name AS name FROM shop_producttype",
    "attributes": "SELECT type_id AS type, name AS attribute, required AS required FROM shop_attribute",
    "attribute_values": "SELECT p.slug AS product, a.name AS attribute, v.value AS value FROM shop_value v"
    " JOIN shop_product p ON p.id = v.product_id JOIN shop_attribute a ON a.id = v.attribute_id",
    "categories": "SELECT id AS id, parent_id AS parent, name AS name, slug AS slug FROM shop_category WHERE is_active",
    "site": "SELECT name AS name, domain AS domain FROM shop_settings",
    "accounts_query": "SELECT login AS name, is_owner AS superuser, last_login AS seen, created AS since,"
    " role AS team, NULL AS permission FROM staff WHERE active",
    "log_query": "SELECT s.login AS name, l.at AS happened, l.what AS what, l.kind AS action FROM audit l"
    " LEFT JOIN staff s ON s.id = l.staff_id",
}


def asked(filled_with: Mapping[str, Rows], name: str, *columns: str, table: str = "content") -> tuple[Row, ...]:
    """The rows of a declared query, which has these columns; ends the check as unverified when there are none to see.

    An empty answer is one, too: ().
    """
    line = f'write into golive.toml, with your own tables: [{table}], {name} = "{EXAMPLES[name]}"'
    told = filled_with.get(name)
    if told is None:
        cannot_tell(f"no query {name} is declared", cure=line)
    if told.error:
        cannot_tell(f"the query {name} of [{table}] was not answered: {told.error}", cure=line)
    if missing := [column for column in columns if column not in told.columns]:
        cannot_tell(f"the query {name} of [{table}] gives no {', '.join(missing)}", cure=line)
    if told.has_more:
        cure = "let the query leave out what nobody sells or may do any more"
        cannot_tell(f"the query {name} of [{table}] gives more than {MOST_ROWS} rows", cure=cure)
    return told.rows


def named(things: Iterable[object], most: int = MOST) -> str:
    """The first of the things, and how many more there are."""
    told = list(dict.fromkeys(str(one) for one in things))
    more = f" and {len(told) - most} more" if len(told) > most else ""
    return ", ".join(told[:most]) + more


def twice(things: Iterable[str]) -> list[str]:
    """Those that are there more than once."""
    return [one for one, count in Counter(things).items() if count > 1]


def number(text: str | None) -> Decimal | None:
    """The number, or None for what is none."""
    try:
        found = Decimal(text or "")
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def is_true(text: str | None) -> bool:
    """Whether a column says yes; MariaDB has numbers for that."""
    return (text or "").strip().lower() in {"1", "true", "t", "yes", "y"}
