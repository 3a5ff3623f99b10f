"""Lines that name a framework, a gateway, a tool or a product: what was looked at of another one answers them not."""

from __future__ import annotations

from collections.abc import Iterable

from pytest_golive.finding import Finding
from pytest_golive.named.brands import of_the_named, of_the_tool
from pytest_golive.named.frameworks import of_framework
from pytest_golive.named.health import of_the_word
from pytest_golive.named.products import of_product
from pytest_golive.settings import Settings


def weighed(findings: Iterable[Finding], text: str, settings: Settings) -> tuple[Finding, ...]:
    """The findings on a line; unverified those that are about something else than the line names."""
    found = of_the_named(of_framework(findings, text), text, settings.payment)
    return of_the_word(of_product(of_the_tool(found, text, settings), text, settings), text)
