"""What is switched off when something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Storefront
from pytest_golive.contracts.suites.acts import orders_of
from pytest_golive.contracts.suites.people import logged_in, open_account
from pytest_golive.contracts.trial import contract


@contract(
    "flow.logins-disabled",
    severity="medium",
    effect="writes",
    alone=True,
    says=(
        "=disable|block user|customer? logins if? needed?",
        "login switch|emergency|maintenance|flag|toggle off|disable|block|refuse|kill|works|tested|stop|reject ~ "
        "user customer mode during while able exists available when temporarily",
        "=login user|customer|visitor|member off|disabled|block|stop ~ able possible while migrating during "
        "maintenance temporarily any time emergency",
        "login block|disable|off|stop emergency|incident|attack|migration|maintenance ~ user customer able while "
        "during",
        "login switch|emergency|lock lock|everybody|everyone|out|off|customer ~ user stop",
    ),
)
def logins_disabled(scene: Scene) -> None:
    """With the switch off no customer logs in, by page or API, and the staff does; switched on again, all is as before.

    The customer is told why.

    Why: during an attack on accounts minutes count, and a side door left open makes the switch worthless.
    Fix: ask the switch where credentials are checked, and not in one page only.
    """
    customer = open_account(scene)
    logged_in(scene, customer)
    has_api = scene.can("tokens")
    with switched_off(scene, "logins"):
        visitor = scene.visitor()
        answer = visitor.log_in(customer.email, customer.password)
        assert answer.refused, "a customer could log in"
        assert not visitor.is_logged_in(), "the log-in was refused, and led in all the same"
        assert answer.message or answer.errors, "the log-in was refused without a word"
        if has_api:
            given = visitor.tokens(customer.email, customer.password)
            assert given is None, "a customer could log in to the API"
        entered = scene.visitor().staff_log_in()
        assert entered.accepted, f"the staff could not log in: {entered.message}"
    logged_in(scene, customer)
    scene.saw(f"refused by page{' and API' if has_api else ''} with “{answer.message or dict(answer.errors)}”")


@contract(
    "flow.orders-paused",
    severity="medium",
    effect="writes",
    alone=True,
    says=(
        "stop|pause accepting|taking|receiving new? orders if? critical|needed|necessary?",
        "new orders paused|stopped",
        "order|checkout|sale switch|flag|emergency|toggle|button stop|pause|disable|off|closed|kill ~ new works "
        "tested able taking feature quick available maintenance exists how know i",
        "order|checkout off|paused|disabled|stop|closed "
        "while|without|stay|stays|time|emergency|maintenance|switch|flag ~ browsing taking down any new able "
        "possible go goes open catalogue continue one click how know i",
        "stop|pause|close|disable|shut order|checkout|sale button|switch|emergency|know|how|able|flag ~ works tested "
        "what new quick down i",
    ),
)
def orders_paused(scene: Scene) -> None:
    """With the switch off a checkout is refused with a word and makes no order; browsing and tracking go on.

    Why: while payment or stock is broken each further order has to be undone by hand.
    Fix: refuse on the server where the order is made, before any payment begins; hiding the button is not enough.
    """
    product, customer = scene.product(), scene.customer()
    placed = scene.buy(product, customer=customer)
    visitor = scene.visitor()
    visitor.add_to_cart(product.id, 1)
    with switched_off(scene, "orders"):
        late = scene.customer()
        answer = scene.order(visitor, late)
        assert answer.refused, "an order was taken"
        assert not answer.order, f"the checkout was refused, and made the order {answer.order}"
        assert answer.message or answer.errors, "the checkout was refused without a word"
        assert not orders_of(scene, late), "the checkout was refused, and made an order"
        with scene.staff() as staff:
            assert staff.stock(product.id) == 19, "the checkout was refused, and took from the stock"
        assert scene.visitor().browse(), "the shop shows no products meanwhile"
        assert scene.visitor().track(placed.order, customer.phone), "an order cannot be tracked meanwhile"
    after = scene.order(visitor, scene.customer())
    assert after.accepted, f"switched on again, the checkout is still refused: {after.message}"
    scene.saw(f"refused with “{answer.message or dict(answer.errors)}”; browsing and tracking went on")


@contextmanager
def switched_off(scene: Scene, name: Literal["logins", "orders"]) -> Iterator[None]:
    """Switch off, and always on again."""
    set_switch(scene, name, on=False)
    try:
        yield
    finally:
        set_switch(scene, name, on=True)


def set_switch(scene: Scene, name: Literal["logins", "orders"], *, on: bool) -> None:
    """Have the staff do it."""
    with scene.staff() as staff:
        person: Storefront = staff
        person.switch(name, on=on)
