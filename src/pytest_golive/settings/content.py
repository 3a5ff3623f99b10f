"""The tables of golive.toml about what the shop is filled with, and about the people who run it.

Every question to the database is one query, whose columns bear the names that are given here: ``SELECT code AS area``.
PostgreSQL, MySQL and MariaDB are asked alike, over the gate's own read-only connection.
"""

from __future__ import annotations

from collections.abc import Mapping

from pytest_golive.schema import TomlTable

#: The record of Django's sites framework.
DJANGO_SITE = "SELECT id, name, domain FROM django_site"
#: The staff as Django's own tables have it: a row for each right that an account has.
DJANGO_ACCOUNTS = (
    "SELECT u.username AS name, u.is_superuser AS superuser, u.last_login AS seen, u.date_joined AS since, "
    "g.name AS team, CASE WHEN p.id IS NULL THEN NULL ELSE CONCAT(t.app_label, '.', p.codename) END AS permission "
    "FROM auth_user u "
    "LEFT JOIN auth_user_groups m ON m.user_id = u.id LEFT JOIN auth_group g ON g.id = m.group_id "
    "LEFT JOIN auth_user_user_permissions r ON r.user_id = u.id LEFT JOIN auth_permission p ON p.id = r.permission_id "
    "LEFT JOIN django_content_type t ON t.id = p.content_type_id "
    "WHERE u.is_active AND (u.is_staff OR u.is_superuser)"
)
#: What the admin has logged, last things first.
DJANGO_LOG = (
    "SELECT u.username AS name, l.action_time AS happened, l.object_repr AS what, "
    "CASE WHEN l.action_flag = 3 THEN 'deleted' ELSE 'changed' END AS action "
    "FROM django_admin_log l LEFT JOIN auth_user u ON u.id = l.user_id ORDER BY l.action_time DESC LIMIT 5000"
)


class SampleCost(TomlTable):
    """``[[content.sample_costs]]``: what shipping to one place must cost."""

    area: str
    """A delivery area."""
    cost: str
    """What the cheapest method costs there (``"4.50"``), or `method` where it is named."""
    at: str = "0"
    """Weight or price of the parcel, as the bands count it."""
    method: str = ""
    """Name of the method; empty: the cheapest."""


class Content(TomlTable):
    """``[content]``: what the shop is filled with before it opens."""

    name: str = ""
    """Name of the site, as the title of the home page must hold it."""
    site: str = DJANGO_SITE
    """Query of where the site keeps its name: name, domain, and id where there are several (SITE_ID is the one that
    counts); empty: it keeps it nowhere but in its pages."""
    email: str = ""
    """Mail address customers may write to."""
    phone: str = ""
    """Number customers may call: ``+44 20 7946 0000``."""
    address: str = ""
    """Postal address, its parts divided by commas: ``12 Harbour Road, Portree``."""
    country: str = ""
    """Country of the phone number, in two letters: ``GB``."""
    contact_page: str = "/contact/"
    """Path of the page that says how to reach the shop; the home page's footer counts, too."""
    areas: tuple[str, ...] = ()
    """Delivery areas, as the query `zones` calls them."""
    zones: str = ""
    """Query of the active zones: zone, area; a row for each area of a zone, and one without area for an empty zone."""
    shipping_costs: str = ""
    """Query of what shipping costs: zone, method, starts, ends, cost; a band counts from `starts` to below `ends`, and
    NULL there is no bound. With a column currency, it must be that of ``[storefront]``."""
    sample_costs: tuple[SampleCost, ...] = ()
    """What shipping must cost, for a few places."""
    tax_countries: tuple[str, ...] = ()
    """Countries or regions that must have tax rules."""
    tax_classes: tuple[str, ...] = ()
    """Classes of products that must have a rule in each of them; empty: those that the rules name."""
    tax_rules: str = ""
    """Query of the active tax rules: country, class, rate (in per cent), starts, ends; the rule counts on both
    days, and NULL is no bound."""
    products: str = ""
    """Query of the active products: name, category, type, price, image; each check asks only for what it needs."""
    product_types: str = ""
    """Query of the product types: id (as column type of `products` names it), name."""
    attributes: str = ""
    """Query of their attributes: type, attribute, required (true or false); with a column choices, divided by commas,
    a value must be one of them."""
    attribute_values: str = ""
    """Query of the values: product (its name, as in `products`), attribute, value."""
    categories: str = ""
    """Query of the active categories: id (as column category of `products` names it), parent (an id or NULL), name,
    slug."""
    category_page: str = ""
    """Path of a category's page, with columns of `categories` in braces: ``/category/{slug}/``."""
    sample_products: int = 5
    """Fewest active products with name, price and image."""
    sample_allowed: tuple[str, ...] = ()
    """Names of products that look like test data and are none: ``["Test tube rack"]``."""


class Account(TomlTable):
    """``[[admin.accounts]]``: one person who may log in to the admin."""

    name: str
    """Log-in name."""
    superuser: bool = False
    """True: may do everything."""
    groups: tuple[str, ...] = ()
    """Groups the account is in."""
    permissions: tuple[str, ...] = ()
    """Rights of its own beside those of the groups, as patterns: ``["store.*"]``."""


class Admin(TomlTable):
    """``[admin]``: where the team works, and who it is."""

    url: str = ""
    """Path (or full URL) of the admin, usually ``env:ADMIN_URL``."""
    honeypot: bool = False
    """True: ``/admin/`` shows a log-in form that opens nothing."""
    networks: tuple[str, ...] = ()
    """Networks that alone may reach it: ``["10.8.0.0/24"]``; empty: it is open to everybody."""
    accounts: tuple[Account, ...] = ()
    """Everybody who may log in."""
    accounts_query: str = DJANGO_ACCOUNTS
    """Query of the active staff: name, superuser, seen (last log-in), since, team (a group), permission; a row for
    each group and right, NULL where there is none."""
    unused_days: int = 90
    """Days after which an account that nobody logs in with must go."""
    log_query: str = DJANGO_LOG
    """Query of what was done: name (who), happened, what, action (``deleted``, or any other word)."""
    log_days: int = 7
    """Days that are looked through."""
    log_deletions: int = 20
    """Deletions in these days that are too many."""
    hours: str = ""
    """When the team works, in UTC: ``07:00-20:00``; empty: at any time."""


def queries(content: Content, admin: Admin) -> Mapping[str, str]:
    """By name of the setting: every query that is declared."""
    named = {
        "site": content.site,
        "zones": content.zones,
        "shipping_costs": content.shipping_costs,
        "tax_rules": content.tax_rules,
        "products": content.products,
        "product_types": content.product_types,
        "attributes": content.attributes,
        "attribute_values": content.attribute_values,
        "categories": content.categories,
        "accounts_query": admin.accounts_query,
        "log_query": admin.log_query,
    }
    return {name: query for name, query in named.items() if query.strip()}
