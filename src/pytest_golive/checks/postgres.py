"""Checks of the PostgreSQL server itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check, fails

if TYPE_CHECKING:
    from pytest_golive.facts.database import Catalogue
    from pytest_golive.settings import Settings


class Major(int):
    """A major version; "PostgreSQL 5432" is about a port."""

    def __new__(cls, number: str | int) -> Major:
        """Raise ValueError for a number that is none: the phrase does not fit then."""
        if not 0 <= int(number) < 100:
            raise ValueError(number)
        return super().__new__(cls, number)


NOT_GIVEN = Major(0)
OTHER_PRODUCT = "correct the line, or [database] url of golive.toml"


@check(
    "postgres.version",
    severity="high",
    says=(
        "postgresql {major}",
        "postgresql version {major}",
        "postgresql {major} running|installed|upgraded",
        "=postgres {major} ~ @set get gets up server database version runs major rds production upgraded installed "
        "aurora running uses",
    ),
)
def version(catalogue: Catalogue, settings: Settings, evidence: Evidence, *, major: Major = NOT_GIVEN) -> None:
    """PostgreSQL has the declared major version, and at least the declared minor version.

    Why: an older server lacks what the app was tested with; a newer one may need other extensions and a dump.
    Fix: move to a server of that version (pg_upgrade), or correct the number in the line or in [database] version.
    Cannot tell when: neither the line nor [database] version says a number.
    Source: PostgreSQL documentation, "Upgrading a PostgreSQL Cluster".
    """
    if catalogue.product != "PostgreSQL":
        fails(f"the server is {catalogue.product} {catalogue.version_text}, no PostgreSQL", cure=OTHER_PRODUCT)
    found, minor = divmod(catalogue.version, 10_000)
    evidence.saw(f"PostgreSQL {found}.{minor}")
    wanted = major or settings.database.version
    if not wanted:
        why = "neither the line nor version in [database] of golive.toml says which major version"
        cannot_tell(why, cure="set version in [database] of golive.toml")
    assert found == wanted, f"the server is PostgreSQL {found}.{minor}, declared is {wanted}"
    assert minor >= settings.database.minor, (
        f"the server is PostgreSQL {found}.{minor}, declared is at least {wanted}.{settings.database.minor}"
    )
