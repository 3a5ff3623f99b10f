"""The gate drill: one real shop for the session, and every shipped check run over what is seen of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.checks import load_checks, registry
from pytest_golive.checks.registry import Check
from pytest_golive.facts import load_facts
from pytest_golive.facts.client import Client
from pytest_golive.facts.gather import Gatherer
from pytest_golive.finding import Finding
from pytest_golive.options import load
from servers.client import ShopClient

SHOP = Path(__file__).parents[2] / "examples" / "shop"

#: What a line would give to the checks that cannot be asked without.
QUANTITIES: dict[str, dict[str, Any]] = {
    "env.var-set": {"variable": "SECRET_KEY"},
    "env.var-value": {"variable": "DEBUG", "value": "False"},
    "postgres.version": {"major": 18},
}

Judge = Callable[[], dict[str, Finding]]


def shipped() -> dict[str, Check]:
    """Every check that looks at the target; those about the document are drilled by themselves."""
    return {name: check for name, check in load_checks().items() if not check.is_about_document}


@pytest.fixture(scope="session")
def judge(live_shop: ShopClient) -> Judge:
    """Looks at the shop as it is now, with the demo's own golive.toml, and asks every check."""
    load_facts()

    def run() -> dict[str, Finding]:
        options = load(lambda name: None, SHOP, {**os.environ, **live_shop.env})
        settings, now = options.settings, datetime.now(UTC)
        checks = shipped()
        gatherer = Gatherer({"settings": settings, "client": Client(settings), "now": now})
        gatherer.start({name for check in checks.values() for name in check.facts})
        givens = {"settings": settings, "now": now}
        return {
            name: registry.run(check, gatherer.get, givens, QUANTITIES.get(name, {}))
            for name, check in checks.items()
        }

    return run
