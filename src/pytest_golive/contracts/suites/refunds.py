"""Money goes back: through the gateway, never more than was paid."""

from __future__ import annotations

from typing import Any

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.gateways.base import Capability, Gateway
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Customer, Order
from pytest_golive.contracts.suites.mails import holds_amount, known, the_one
from pytest_golive.contracts.suites.paying import default, method_of, ordered, paid, seen
from pytest_golive.contracts.trial import contract


@contract(
    "flow.refund",
    severity="high",
    moves_money=True,
    overlooks="bank card account live real",
    says=(
        "partial? full? refund process|flow|handling|processing|functionality? works|functional|@tested",
        "@tested partial|full full|partial? refund",
        "refunds go|goes|went through",
        "refund reaches|arrives|appears customers|gateway|customer|stripe card|account?",
        "=refund @works|@tested|order|payment|customer|card|partial|full|issue|processed|back|gateway|reach|possible|"
        "able|admin|arrive|transaction ~ @works @tested stripe razorpay paypal go goes dashboard marked status "
        "updated money trigger see amount right end after bank account real",
        "refund gateway|card|customer|stripe reach|arrive|go|goes|appear|shown|back ~ partial order money bank account",
        "=refund money|order|one back|partly|partial|half|full ~ go goes when another",
    ),
)
def refund(scene: Scene) -> None:
    """A part of a paid order and a whole one go back through the gateway, the orders show it, and more is refused.

    Why: a refund that is booked in the shop alone never reaches the customer.
    Fix: send refunds through the gateway, with a key of their own, and never more than is left of the payment.
    Cannot tell when: the default gateway does not tell how much of a payment went back.
    """
    name = default(scene) or cannot_tell("no payment gateway is declared", cure="add its table to golive.toml")
    gateway = scene.gateway(name)
    if Capability.REFUNDS_TOLD not in gateway.capabilities:
        cannot_tell(f"{name} does not tell how much of a payment went back", cure="look into the gateway's dashboard")
    whole, parted = _bought(scene, name), _bought(scene, name)
    cent, part = Money(1, whole.totals.total.currency), Money(whole.totals.total.minor // 3, scene.currency)
    _assert_refused(scene, gateway, whole, whole.totals.total + cent, Money(0, cent.currency))
    _goes_back(scene, gateway, parted, part, part)
    _assert_refused(scene, gateway, parted, parted.totals.total - part + cent, part)
    _goes_back(scene, gateway, whole, None, whole.totals.total)
    _assert_refused(scene, gateway, whole, cent, whole.totals.total)
    if not _has_followed(seen(scene, parted.number), parted, part):
        why = f"the staff's order() tells nothing of the {part} of {parted.number} that went back"
        cannot_tell(why, cure="give Order.refunded there")
    scene.saw(f"{name} gave back {part} and {whole.totals.total}; more was refused")


@contract(
    "mail.refund-issued",
    severity="medium",
    effect="sends",
    moves_money=True,
    says=(
        "=refund notifications|email|emails|mail",
        "refund confirmation|notification? notifications|email|mail sent|received|arrives|works|@tested",
        "customer|buyer gets|receives email|mail when|after refund issued?",
        (
            "=refund email|mail|notifications|notifies|notified ~ sent customer get issued when confirmation arrives "
            "buyer out goes reach about receives go after delivered user money back @works"
        ),
    ),
)
def refund_issued(scene: Scene) -> None:
    """Who gets a part of the money back through the gateway is told so by one mail, with number and amount.

    Why: money that comes back unannounced is asked about, and charged back, by customers who wait for it.
    Fix: send the mail where the refund is booked, with the amount that went back.
    Cannot tell when: no payment gateway is declared, or the default one does not refund.
    """
    name = default(scene) or cannot_tell("no payment gateway is declared", cure="add its table to golive.toml")
    customer = scene.customer()
    order = _bought(scene, name, customer)
    part = Money(order.totals.total.minor // 3, scene.currency)
    before = known(scene, customer.email, order.number)
    with scene.staff() as staff:
        answer = staff.refund(order.number, part)
    assert answer.accepted, f"a refund of {part} was refused: {answer.message}"
    letter = the_one(scene, customer.email, order.number, "the customer", before=before)
    holds_amount(letter, part)
    scene.saw(f"“{letter.subject}” arrived once, with {part}")


def _bought(scene: Scene, name: str, customer: Customer | None = None) -> Order:
    """An order that is paid by a gateway, and of which the gateway's number is known."""
    placed, visitor = ordered(scene, scene.something().id, method_of(scene, name), customer)
    order = paid(scene, visitor, placed)
    if not order.payment:
        cannot_tell(f"the staff's order() does not tell what {name} calls the payment", cure="give Order.payment there")
    return order


def _goes_back(scene: Scene, gateway: Gateway, order: Order, amount: Money | None, gone: Money) -> None:
    """Refund, and see it at the gateway and in the order."""
    with scene.staff() as staff:
        answer = staff.refund(order.number, amount)
    assert answer.accepted, f"a refund of {gone} was refused: {answer.message}"
    at_once = scene.wait_for(lambda: _gone(gateway, order) == gone or None, scene.settings.storefront.paid_seconds)
    assert at_once, f"the shop says that {gone} went back, {gateway.name} says {_gone(gateway, order)}"
    seconds = scene.settings.storefront.paid_seconds
    # The gateway tells the shop, too, that the money went back.
    scene.wait_for(lambda: _has_followed(seen(scene, order.number), order, gone) or None, seconds)
    after: Any = seen(scene, order.number)
    if after.refunded is not None:
        assert after.refunded == gone, f"{gone} went back, the order shows {after.refunded}"
    elif gone == order.totals.total:
        followed = _has_followed(after, order, gone)
        assert followed, f"all of {order.number} went back, and it is “{after.status}” and paid as before"


def _has_followed(after: Order, before: Order, gone: Money) -> bool:
    """Whether an order shows what went back, or, where it does not tell how much, anything of it."""
    if after.refunded is not None:
        return after.refunded == gone
    return (after.status, after.is_paid, after.paid) != (before.status, before.is_paid, before.paid)


def _assert_refused(scene: Scene, gateway: Gateway, order: Order, amount: Money, gone: Money) -> None:
    """Try to refund more than is left."""
    with scene.staff() as staff:
        answer = staff.refund(order.number, amount)
    assert answer.refused, f"a refund of {amount} was accepted when {gone} of {order.totals.total} had gone back"
    assert _gone(gateway, order) == gone, f"a refund was refused, and {gateway.name} gave back {_gone(gateway, order)}"


def _gone(gateway: Gateway, order: Order) -> Money:
    told = gateway.get_payment(order.payment)
    return Money(told.refunded, told.money.currency)
