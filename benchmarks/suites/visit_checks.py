"""A team's check over the public fact ``pages``, for targets that are down or late."""

from __future__ import annotations

from collections.abc import Mapping

from pytest_golive.checks.registry import cannot_tell, check
from pytest_golive.facts.page import Visit
from pytest_golive.settings import Settings


@check("bench.visit", severity="high", says=("visit {page} look {look} good",))
def visit_good(pages: Mapping[str, Visit], settings: Settings, *, page: int, look: int) -> None:
    """The page answers.

    Why: it is measured.
    Fix: nothing.
    """
    visit = pages[settings.target.pages[page - 1]]
    if visit.page is None:
        cannot_tell(f"look {look}: {visit.error}")
    assert visit.page.status == 200
