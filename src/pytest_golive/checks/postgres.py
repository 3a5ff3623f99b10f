"""Checks of the PostgreSQL server itself."""

from __future__ import annotations

from pytest_golive.checks.registry import Evidence, cannot_tell, check
from pytest_golive.facts.postgres import Catalogue
from pytest_golive.settings import Settings

#: A number beside the product's name above this is a port.
NEWEST = 99


@check(
    "postgres.version",
    severity="high",
    says=(
        "postgresql {major}",
        "postgresql version {major}",
        "postgresql version",
        "postgresql {major} running|used|installed",
    ),
)
def version(database: Catalogue, settings: Settings, evidence: Evidence, *, major: int = 0) -> None:
    """PostgreSQL has the declared major version, and at least the declared minor version.

    Why: an older server lacks what the app was tested with; a newer one may need other extensions and a dump.
    Fix: upgrade the server with pg_upgrade, or correct version in [database] of golive.toml.
    Cannot tell when: neither the line nor [database] version says a number.
    Source: PostgreSQL documentation, "Upgrading a PostgreSQL Cluster".
    """
    found, minor = divmod(database.version, 10_000)
    evidence.saw(f"PostgreSQL {found}.{minor}")
    wanted = major or settings.database.version
    if not wanted:
        cannot_tell("neither the line nor version in [database] of golive.toml says which major version")
    if wanted > NEWEST:
        cannot_tell(f"{wanted} is no PostgreSQL version")
    assert found == wanted, f"the server is PostgreSQL {found}.{minor}, declared is {wanted}"
    assert minor >= settings.database.minor, (
        f"the server is PostgreSQL {found}.{minor}, declared is at least {wanted}.{settings.database.minor}"
    )
