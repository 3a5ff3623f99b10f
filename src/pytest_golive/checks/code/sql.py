"""Checks about SQL in the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.code.common import listed, unreviewed
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.code.python import PythonCode
    from pytest_golive.settings import Settings


@check(
    "code.no-raw-sql",
    severity="critical",
    says=(
        (
            "sql injection protection|prevention|prevented|protected|impossible|safe "
            "orm|parameterized|parameterised ~ django sqlalchemy queries query using via through use "
            "statements"
        ),
        "queries django|sqlalchemy? orm",
        "no raw sql|query queries|statements|strings|code?",
        "database access only|exclusively orm",
        "sql injection protection|prevention|prevented|impossible|safe tested?",
        "review|scan|audit? code? sql injection vulnerabilities|holes|flaws|risks",
        "no sql injection vulnerabilities|holes|flaws|possible?",
        "sql? queries|statements parameterized|parameterised|parametrized",
        "parameterized|parameterised|prepared queries|statements",
        "no|avoid|without raw|hand|handwritten written? sql|queries",
        "orm only|everywhere|exclusively|queries|bypassed",
        "prepared|parameterized|parameterised|bound statements|queries|parameters|sql",
        "database|queries access|go|goes through|only? orm",
        (
            "raw|hand|handwritten sql dont|not|isnt use|used|written|anywhere ~ query queries statements code models "
            "codebase any in orm project"
        ),
        (
            "raw|hand|handwritten sql no|avoid|avoided|free|without|never|zero|nowhere|none ~ written query queries "
            "statements code models codebase used use any left strings in orm project"
        ),
        (
            "orm only|everywhere|exclusively|through|always queries|query|access|database|sql|code ~ use used uses "
            "go goes via database data statements all"
        ),
        "orm only|everywhere|all|exclusively raw sql no|without ~ queries query use used",
        "=orm everywhere|used|only ~ use used always database access queries for we django sqlalchemy code",
        (
            "no|never|nowhere|none cursor.execute|rawsql|execute ~ raw extra sql code codebase used calls in models "
            "anywhere"
        ),
        "no|without|avoid raw extra ~ queries query models code used orm and querysets calls",
    ),
)
def no_raw_sql(python_code: PythonCode, settings: Settings, evidence: Evidence) -> None:
    """No module (tests and migrations apart) hands SQL over as text, outside the reviewed lines.

    Why: what the ORM writes is quoted; what people write is quoted until the day somebody forgets.
    Fix: use the ORM, or list the line under `no-raw-sql` in [code.reviewed] of golive.toml once it is reviewed.
    Cannot tell when: a file cannot be parsed.
    Source: https://docs.djangoproject.com/en/stable/topics/security/#sql-injection-protection
    """
    new = unreviewed(python_code.raw_sql, "no-raw-sql", settings, evidence)
    assert not new, f"SQL by hand: {listed(new)}"
    if python_code.unparsed:
        cannot_tell(f"files that cannot be parsed: {listed(python_code.unparsed)}", cure="correct them")
    evidence.saw(f"syntax trees of {python_code.files} Python files")
