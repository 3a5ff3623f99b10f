"""Checks of the MySQL or MariaDB server itself."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.database import Catalogue, DatabaseSession
    from pytest_golive.settings import Settings


class Release(str):
    """A release line such as 8.0, 10.11 or 8+; "MySQL 3306" is about a port."""

    def __new__(cls, text: str) -> Release:
        """Raise ValueError for what is none: the phrase does not fit then."""
        if text and not re.fullmatch(r"(?:[5-9]|[1-9]\d)(?:\.\d{1,2}){0,2}\+?", text):
            raise ValueError(text)
        return super().__new__(cls, text)

    @property
    def number(self) -> tuple[int, ...]:
        """Its parts, to compare."""
        return tuple(int(part) for part in self.rstrip("+").split("."))


NOT_GIVEN = Release("")
#: When each release line ends: of MySQL with Oracle's extended support, of MariaDB with the Foundation's maintenance.
MYSQL = {
    "5.5": date(2018, 12, 31),
    "5.6": date(2021, 2, 28),
    "5.7": date(2023, 10, 31),
    "8.0": date(2026, 4, 30),
    "8.1": date(2023, 10, 25),
    "8.2": date(2023, 12, 14),
    "8.3": date(2024, 4, 30),
    "8.4": date(2032, 4, 30),
    "9.0": date(2024, 10, 15),
    "9.1": date(2025, 1, 21),
    "9.2": date(2025, 4, 15),
    "9.3": date(2025, 7, 22),
    "9.4": date(2025, 10, 21),
    "9.5": date(2026, 1, 20),
    "9.6": date(2026, 4, 21),
    "9.7": date(2034, 4, 21),
}
MARIADB = {
    "5.5": date(2020, 4, 11),
    "10.0": date(2019, 3, 31),
    "10.1": date(2020, 10, 17),
    "10.2": date(2022, 5, 23),
    "10.3": date(2023, 5, 25),
    "10.4": date(2024, 6, 18),
    "10.5": date(2025, 6, 24),
    "10.6": date(2026, 7, 6),
    "10.7": date(2023, 2, 9),
    "10.8": date(2023, 5, 20),
    "10.9": date(2023, 8, 22),
    "10.10": date(2023, 11, 17),
    "10.11": date(2028, 2, 16),
    "11.0": date(2024, 6, 6),
    "11.1": date(2024, 8, 21),
    "11.2": date(2024, 11, 21),
    "11.3": date(2024, 5, 29),
    "11.4": date(2029, 5, 29),
    "11.5": date(2024, 11, 21),
    "11.6": date(2025, 2, 13),
    "11.7": date(2025, 5, 12),
    "11.8": date(2028, 6, 4),
    "12.0": date(2025, 11, 18),
    "12.1": date(2026, 2, 13),
    "12.2": date(2026, 5, 28),
    "12.3": date(2029, 6, 12),
}
LINES = {"MySQL": MYSQL, "MariaDB": MARIADB}
#: When the table was last compared with what the vendors say, and when it needs that again.
TABLE_OF = date(2026, 11, 21)
TABLE_LASTS = timedelta(days=365)
#: The first release line of MariaDB with a number that MySQL never had.
MARIADB_FROM = (10,)
#: Distributions and clouds mend lines that their makers have given up: by the server's version, and by its address.
PACKAGED = re.compile(r"ubuntu|debian|\+?deb\d|\.el\d|amzn|suse", re.IGNORECASE)
CLOUDS = (".rds.amazonaws.com", ".database.azure.com", ".aivencloud.com", ".ondigitalocean.com", ".psdb.cloud")


@check(
    "mysql.version-supported",
    severity="medium",
    says=(
        "mysql|mariadb version|release updated|supported|current|latest|maintained",
        "supported|current|latest mysql|mariadb version|release running?",
        "mysql|mariadb not end life",
        "mysql|mariadb not|past|before eol|end",
        "mysql|mariadb {release} supported|lts|current|newer|higher",
        "mysql|mariadb version|release {release}",
        "mysql|mariadb eol|end no|not|isnt ~ life yet version server release",
        "mysql|mariadb eol|end before|past|outdated ~ life yet version server release",
        "=mysql|mariadb supported|maintained|lts|fixes|support|later|current {release}? ~ @set get gets up version "
        "release still security receives upgrade run running server latest lts database",
        "=mysql|mariadb {release} ~ @set get gets up production version server rds later newer higher least minimum "
        "lts running",
        "=database mysql|mariadb {release} ~ server engine version later newer higher least minimum lts",
        "mysql 5.7|5.6 no ~ ",
        "mysql 5.7|5.6 gone|replaced|retired|longer ~ ",
    ),
)
def version_supported(
    catalogue: Catalogue,
    database_session: DatabaseSession,
    settings: Settings,
    now: datetime,
    evidence: Evidence,
    *,
    release: Release = NOT_GIVEN,
) -> None:
    """The release line of MySQL or MariaDB still gets fixes, and is not below the declared one.

    Why: a line that has ended gets no security fix any more, however bad the hole.
    Fix: move to a line that lasts (MySQL 8.4 or 9.7, MariaDB 11.4 or 11.8), or correct the number in the line or in
    [database] version and minor.
    Cannot tell when: a newer line than this table knows runs, one that ended is mended by a distribution or cloud, or
    the database is another product.
    Source: Oracle Lifetime Support Policy; MariaDB Foundation, "Maintenance policy".
    """
    product, host = catalogue.product, database_session.host
    if product not in LINES:
        wrong = "correct the line, or [database] url of golive.toml"
        cannot_tell(f"the line is about MySQL or MariaDB, the database is {product}", cure=wrong)
    number = (catalogue.version // 10_000, catalogue.version // 100 % 100, catalogue.version % 100)
    line = f"{number[0]}.{number[1]}"
    evidence.saw(f"{product} {catalogue.version_text}")
    if now.date() - TABLE_OF > TABLE_LASTS:
        evidence.saw(f"the table of release lines is of {TABLE_OF}: a newer pytest-golive may know more")
    _assert_not_below(number, product, release, settings)
    ends = LINES[product].get(line)
    if ends is None:
        cure = "update pytest-golive, or let somebody vouch for the line"
        cannot_tell(f"{product} {line} is not in the table of release lines of {TABLE_OF}", cure=cure)
    over = f"{product} {line} has ended on {ends}"
    if now.date() > ends and (PACKAGED.search(catalogue.version_text) or host.split(":")[0].endswith(CLOUDS)):
        cure = f"see how long your distribution or cloud mends {product} {line}, and let somebody vouch for it"
        cannot_tell(f"{over} with its maker; whoever packages or runs it may mend it longer", cure=cure)
    assert now.date() <= ends, over
    evidence.saw(f"{product} {line} gets fixes until {ends}")


def _assert_not_below(number: tuple[int, ...], product: str, release: Release, settings: Settings) -> None:
    """Compare with what the line or [database] version and minor ask for."""
    declared = settings.database
    wanted: tuple[int, ...] = (declared.version, declared.minor) if declared.version else ()
    if release:
        wanted = release.number
        if (wanted >= MARIADB_FROM) != (product == "MariaDB") and wanted[0] != min(number[0], 5):
            other = "MariaDB" if wanted >= MARIADB_FROM else "MySQL"
            cure = f"write the release of {product} into the line that the site was tested with"
            cannot_tell(f"{release} is a release of {other}, whose numbers are not those of {product}", cure=cure)
    told = ".".join(map(str, wanted))
    assert number >= wanted, f"the server is {product} {'.'.join(map(str, number))}, at least {told} is declared"
