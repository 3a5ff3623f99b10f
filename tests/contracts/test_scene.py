"""What contracts are given and say when they cannot look, without a shop."""

from __future__ import annotations

import inspect
import threading
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.checks import declare_all, load_checks
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.stage import Stage
from pytest_golive.contracts.storefront import METHODS, Answer, Customer, Leftover, Placed, Product, Storefront, Totals
from pytest_golive.contracts.suites.acts import agree, at_once, same, spaced
from pytest_golive.contracts.trial import methods_of
from pytest_golive.errors import CannotLook, CannotTell
from pytest_golive.facts import FACTS
from pytest_golive.finding import Outcome
from pytest_golive.settings import Settings
from pytest_golive.settings.storefront import Storefront as Table

CONTRACTS = sorted(name for name, one in load_checks().items() if one.needs == (name,))

#: What no shop is changed by.
LOOKS = {"browse", "search", "product", "visit", "order", "orders_since"}


def needs_of(name: str) -> tuple[str, ...]:
    """The methods that a contract needs."""
    return methods_of(inspect.getclosurevars(FACTS[name].look).nonlocals["play"])


class Shop(Storefront):
    """Sells one thing, in memory."""

    made: list[str]
    password = "right"

    def staff_log_in(self, password: str = "") -> Answer:
        return Answer(accepted=self.password == "right", message="wrong password")

    def create_product(self, name: str, price: Money, stock: int) -> Product:
        self.made.append(name)
        return Product(id=name, name=name, price=price)

    def add_to_cart(self, product: str, quantity: int = 1) -> Answer:
        return Answer(accepted=True)

    def checkout(self, customer: Customer, method: str = "") -> Placed:
        return Placed(accepted=True, order=customer.phone)

    def remove(self, leftover: Leftover) -> None:
        if leftover.kind == "product":
            self.made.remove(leftover.id)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(report=str(tmp_path), allow=("writes",), storefront=Table(phone_digits=4, visitors=3))


@pytest.fixture
def stage(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(Shop, "made", [], raising=False)
    stage = Stage(settings, environ={})
    stage.give(Shop)
    return stage


def test_no_two_customers_of_a_run_have_one_phone_number_or_address(stage: Stage) -> None:
    with stage.scene("demo.customers") as scene:
        people = [scene.customer() for _ in range(500)]
    assert len({one.phone for one in people}) == len({one.email for one in people}) == 500
    assert {len(one.phone) for one in people} == {len("+1202555") + 4}


def test_marks_stay_short_enough_for_a_promo_code(stage: Stage) -> None:
    with stage.scene("demo.marks") as scene:
        marks = {scene.mark() for _ in range(1000)}
    assert len(marks) == 1000
    assert max(map(len, marks)) <= 20


def test_what_is_only_bought_is_made_once_for_the_run_and_removed_at_its_end(stage: Stage) -> None:
    for name in ("demo.one", "demo.two"):
        with stage.scene(name) as scene:
            bought = scene.something()
            own = scene.product()
            assert Shop.made == [bought.id, own.id]
    assert len(Shop.made) == 1
    stage.close()
    assert Shop.made == []


def test_without_means_to_get_a_product_the_stub_is_named(settings: Settings) -> None:
    stage = Stage(settings, environ={})
    stage.give(Storefront)
    with stage.scene("demo.nothing") as scene, pytest.raises(CannotTell, match="neither create_product") as raised:
        scene.something()
    assert "def browse" in raised.value.cure


def test_a_staff_that_cannot_log_in_is_a_reason(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Shop, "password", "wrong")
    with stage.scene("demo.staff") as scene, pytest.raises(CannotTell, match=r"cannot log in: wrong password"):
        scene.product()


def test_who_plays_alone_plays_alone(stage: Stage) -> None:
    inside, most, alone_met = [], [0], []
    lock = threading.Lock()

    def play(name: str, *, alone: bool) -> None:
        with stage.scene(name, alone=alone):
            with lock:
                inside.append(name)
                most[0] = max(most[0], len(inside))
                if alone or "solo" in inside:
                    alone_met.append(len(inside))
            threading.Event().wait(0.01)
            with lock:
                inside.remove(name)

    at_once(*[lambda name=name: play(name, alone=name == "solo") for name in ("a", "b", "c", "solo", "d", "e")])
    assert alone_met == [1]
    assert 1 <= most[0] <= 3


@pytest.mark.parametrize("name", [name for name in CONTRACTS if needs_of(name)])
def test_every_contract_is_unverified_without_a_storefront_or_its_methods(name: str, settings: Settings) -> None:
    stage = Stage(settings, environ={})
    with pytest.raises(CannotLook, match="nothing drives the shop"):
        FACTS[name].look(stage=stage)
    stage.give(Storefront)
    with pytest.raises(CannotLook, match="the storefront has no") as raised:
        FACTS[name].look(stage=stage)
    assert all(f"{method}()" in str(raised.value) for method in needs_of(name))


@pytest.mark.parametrize("name", CONTRACTS)
def test_what_makes_or_changes_something_waits_for_leave(name: str) -> None:
    """Else it would be done to a shop that takes real orders."""
    acts = set(needs_of(name)) - LOOKS
    assert not acts or FACTS[name].effect in {"writes", "sends"}, f"{name} is {FACTS[name].effect}, and calls {acts}"


class Everything:
    """Has every method, and gives nothing."""


for one in METHODS:
    setattr(Everything, one, lambda self, *given, **named: None)


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("flow.order-status-visible", "[storefront] statuses"),
        ("flow.order-completed", "[storefront] statuses"),
        ("admin.order-manage", "[storefront] statuses"),
        ("admin.order-status-update", "[storefront] statuses"),
        ("admin.reports", "[storefront] reports"),
        ("flow.tax-applied", "[[storefront.tax]]"),
        ("flow.pay-cod", "[payment.cod]"),
    ],
)
def test_what_is_not_declared_is_unverified_with_the_lines_to_write(name: str, cure: str, settings: Settings) -> None:
    declare_all()
    stage = Stage(settings, environ={})
    stage.give(Everything)
    monk: Any = stage
    monk._staff = Everything()
    said = FACTS[name].look(stage=stage)
    assert (said.outcome, cure in said.cure) == (Outcome.UNVERIFIED, True), said


def test_only_what_is_called_of_a_storefront_is_needed() -> None:
    assert methods_of(reads_an_attribute) == ("add_to_cart", "checkout")
    assert methods_of(can_do_without) == ("browse",)


def reads_an_attribute(scene: Any) -> None:
    assert scene.buy(scene.something()).order


def can_do_without(scene: Any) -> None:
    if scene.can("search"):
        scene.visitor().search("tea")
    scene.visitor().browse()


def test_what_breaks_in_one_of_several_at_once_is_raised() -> None:
    def breaks() -> int:
        raise OSError("no line")

    assert at_once(lambda: 1, lambda: 2) == [1, 2]
    with pytest.raises(OSError, match="no line"):
        at_once(lambda: 1, breaks)


def test_amounts_are_compared_as_far_as_both_pages_tell() -> None:
    ten, five = Money(1000, "USD"), Money(500, "USD")
    agree(Totals(total=ten, tax=five), Totals(total=ten), "in the order")
    with pytest.raises(AssertionError, match=r"shipping: USD 5.00 at the checkout, USD 10.00 in the order"):
        agree(Totals(total=ten, shipping=five), Totals(total=ten, shipping=ten), "in the order")


def test_words_are_compared_without_letters_and_blanks() -> None:
    assert same("1 Test Road\nTestville", "1 test road  Testville")
    assert spaced("+442079412345") == "+44 20 79 41 23 45"


def test_what_is_removed_at_the_end_after_all_is_not_called_left(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def leftovers(self: Shop, mark: str) -> list[Leftover]:
        return [Leftover(kind="product", id=name, mark=name) for name in self.made]

    def refuse(self: Shop, leftover: Leftover) -> None:
        raise OSError("an order holds it")

    monkeypatch.setattr(Shop, "leftovers", leftovers)
    with monkeypatch.context() as patch, stage.scene("demo.held") as scene:
        patch.setattr(Shop, "remove", refuse)
        scene.product()
        stage._remove(scene.made, scene.evidence)
        scene.made.clear()
        assert [one.kind for one in stage.left] == ["product"]
    stage.close()
    assert (stage.left, Shop.made) == ([], [])
