"""A small shop, and a project whose storefront it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.contracts.minishop import CONFIG, Minishop, serving
from tests.plugin.conftest import Gate, Judged, gate

__all__ = ["Gate", "Judged", "gate"]

#: An adapter for what the JSON API does not have: products of the contracts' own, and cleaning up.
ADAPTER = """
import pytest
from pytest_golive.contracts.json_shop import JsonShop
from pytest_golive.contracts.storefront import Leftover, Product

class Shop(JsonShop):
    def create_product(self, name, price, stock):
        told = {"name": name, "price": price.text, "stock": stock}
        made = self._session.post("/api/products/", json=told, headers=self.authorization()).json()
        return Product(id=str(made["id"]), name=name, price=price)

    def leftovers(self, mark):
        found = []
        for kind, held, key in (("order", "email", "reference"), ("product", "name", "id")):
            rows = self._session.get(f"/api/{kind}s/", headers=self.authorization()).json()["results"]
            found += [Leftover(kind=kind, id=str(row[key]), mark=row[held]) for row in rows if mark in row[held]]
        return found

    def remove(self, leftover):
        if leftover.kind in ("order", "product"):
            path = f"/api/{leftover.kind}s/{leftover.id}/"
            self._session.delete(path, headers=self.authorization()).raise_for_status()

@pytest.fixture(scope="session")
def storefront(golive):
    return lambda: Shop(golive.settings.storefront, golive.stage.new_session())
"""
LINES = """# Flows
- [ ] Products can be browsed <!-- golive: flow.browse-products -->
- [ ] Add to cart <!-- golive: flow.add-to-cart -->
- [ ] The cart works <!-- golive: flow.cart -->
"""


@pytest.fixture
def minishop() -> Minishop:
    return Minishop()


@pytest.fixture
def address(minishop: Minishop) -> Iterator[str]:
    with serving(minishop) as url:
        yield url


@pytest.fixture
def judged(gate: Gate, address: str, pytester: pytest.Pytester) -> Callable[..., Judged]:
    """Runs the gate on the small shop; ``adapter`` is added to conftest.py."""

    def run(
        *flags: str, checklist: str = LINES, adapter: str = ADAPTER, config: str = CONFIG, allow: str = "writes"
    ) -> Judged:
        conftest = pytester.path / "conftest.py"
        conftest.write_text(conftest.read_text("utf-8") + adapter, encoding="utf-8")
        target = f'allow = [{allow and repr(allow)}]\n[target]\nurl = "{address}"\n'
        return gate(checklist, *flags, config=target + config)

    return run
