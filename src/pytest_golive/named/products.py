"""A line that names another database product than the site's is answered by no check of the site's own database."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from pytest_golive.errors import CannotLook
from pytest_golive.finding import Finding, Outcome
from pytest_golive.patterns import lazily
from pytest_golive.settings import Settings

#: What a product is called, in lines, URLs and engines; its port is as good as its name.
NAMED = {
    "PostgreSQL": lazily(r"postgres|postgis|psycopg|\bpsql\b|\b5432\b", re.IGNORECASE),
    "MySQL": lazily(r"mysql|mariadb|\b3306\b", re.IGNORECASE),
    "MongoDB": lazily(r"mongo(?:db)?\b|\b27017\b", re.IGNORECASE),
}
#: In a line the URL of a database is an example.
URL = lazily(r"\S+://\S+")
CURE = "correct the line, or have somebody look and vouch for it: `golive todo` shows the commands"


def named(text: str) -> set[str]:
    """The products that a text names."""
    return {name for name, rule in NAMED.items() if rule.search(text)}


def product_of(settings: Settings) -> str:
    """The kind of database that is looked at; empty when nothing says which it is."""
    try:
        scheme = urlsplit(settings.database.url).scheme
    except (CannotLook, ValueError):  # a setting whose variable is set nowhere, or no URL
        return ""
    return next(iter(named(scheme or settings.database.engine)), "")


def of_product(findings: Iterable[Finding], text: str, settings: Settings) -> tuple[Finding, ...]:
    """The findings on a line: what passed of the site's database says nothing of another product."""
    found = tuple(findings)
    if not any(one.check.startswith("db.") for one in found):
        return found
    asked, ours = named(URL.sub("", text)), product_of(settings)
    if not asked or not ours or ours in asked:
        return found
    why = f"the line is about {' and '.join(sorted(asked))}, the database that was looked at is {ours}"
    return tuple(
        replace(one, outcome=Outcome.UNVERIFIED, reason=why, remedy=CURE)
        if one.outcome is Outcome.PASSED and one.check.startswith("db.")
        else one
        for one in found
    )
