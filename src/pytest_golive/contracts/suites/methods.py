"""Each way to pay by itself: from the checkout to the paid order, and confirmed by the gateway.

How much is known is said as a level: L0 configured, L1 credentials accepted, L2 handed over rightly, L3 a payment that
the gateway itself confirms. Where nobody can pay without a person (and no stand-in proves anything of a gateway), L3 is
a payment that somebody made and that the gateway's own inquiry confirms now: ``[[payment.witnessed]]``.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.gateways import khqr_code
from pytest_golive.contracts.gateways.base import Gateway, GatewayError, Status, Unsupported
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Order, Placed
from pytest_golive.contracts.suites.forgeries import books_no_forgery
from pytest_golive.contracts.suites.paying import method_of, ordered, paid, seen
from pytest_golive.contracts.trial import contract
from pytest_golive.settings.payment import Witnessed


@contract(
    "flow.pay-stripe",
    severity="critical",
    overlooks="3d 3ds secure live real sca 3ds2 challenge triggered",
    moves_money=True,
    of_gateway=True,
    says=(
        "stripe payment|checkout processing|flow|integration? works|functional|successful|@tested",
        "stripe integration works|functional|@tested",
        "stripe: payment flow|processing @tested end?",
        "stripe 3ds|3d|sca secure? works|@tested",
        "stripe test card 4242? works|goes|succeeds|accepted through?",
        "stripe 3 d secure card? works|@tested?",
        "stripe elements|form|checkout form? takes|accepts payment|payments|cards",
        "=stripe pay|paid|payment|checkout|order|card|transaction|intent|works|tested|charge ~ @works @tested "
        "customer user 4242 credit debit go goes through callback marked able possible redirect end element "
        "integration flow succeed behave expected up",
        "=3 d secure ~ @works @tested stripe card challenge payment flow triggered handled behave expected up",
        "=3ds|sca|3ds2 ~ @works @tested stripe card challenge payment flow triggered handled behave expected up",
        "stripe payment|pay|card order paid ~ end test marks makes behave expected up",
        "=stripe test card ~ behave expected work payment goes up",
    ),
)
def pay_stripe(scene: Scene) -> None:
    """A test card makes the order paid, Stripe confirms its amount and currency, and a declined card books nothing.

    Why: dollars sent as cents, or a decline that is booked, costs money with every order.
    Fix: send the order's total in the currency's smallest unit, and book what the confirmed intent says.
    Source: https://docs.stripe.com/testing
    """
    placed, visitor = ordered(scene, scene.something().id, method_of(scene, "stripe"))
    refused = visitor.pay(placed, "declined")
    assert refused.refused, "a card that is declined was accepted"
    assert not seen(scene, placed.order).is_paid, "the order is paid although the card was declined"
    confirmed(scene, "stripe", placed, paid(scene, visitor, placed))


@contract(
    "flow.pay-razorpay",
    severity="critical",
    overlooks="upi netbanking wallet wallets live real",
    moves_money=True,
    of_gateway=True,
    says=(
        "razorpay payment|checkout processing|flow|integration? sandbox? works|functional|successful|@tested",
        "razorpay integration|sandbox works|functional|@tested",
        "razorpay: payment flow|processing @tested end|sandbox?",
        "razorpay test|sandbox payment captured|succeeds|goes|works through?",
        "=razorpay pay|paid|payment|checkout|order|card|transaction|upi|works|tested ~ @works @tested customer user "
        "mode go goes through callback marked able possible end captured integration flow signature popup modal "
        "netbanking",
        "razorpay signature payment|order ~ check valid works",
        "razorpay popup|modal|checkout|window open|payment ~ captured works order paid",
        "razorpay payment|pay|card order paid ~ end test marks makes upi",
    ),
)
def pay_razorpay(scene: Scene) -> None:
    """A test payment makes the order paid, Razorpay confirms amount and currency, and a forged notice books nothing.

    Why: Razorpay counts in paise: rupees sent as they are take a hundredth.
    Fix: create the Razorpay order with the total in the smallest unit, and verify the return's signature.
    Cannot tell when: nobody pays on Razorpay's page, and no payment was witnessed.
    """
    pays_by(scene, "razorpay")


@contract(
    "flow.pay-khqr",
    severity="critical",
    overlooks="live real aba bank app",
    moves_money=True,
    of_gateway=True,
    says=(
        "khqr payment @works|@tested",
        "khqr payment? flow|code|qr @works|@tested",
        "khqr code? scans? order becomes|marked paid",
        "scan|scanned khqr code? real? banking? app",
        "=pay khqr",
        "customer|customers pay khqr",
        "=khqr pay|paid|checkout|scan|payment|transaction|app|aba "
        "@works|@tested|order|customer|paid|pay|go|goes|through|checkout ~ bakong code qr able possible bank user "
        "marked option method",
        "=khqr paid|pay order end|scan|lead ~ up",
    ),
)
def pay_khqr(scene: Scene) -> None:
    """A KHQR code of the order's amount is shown, is unpaid at first, and once paid makes its order paid.

    Why: a code with another amount, or a poll for another code, leaves paid orders unpaid.
    Fix: ask Bakong with the md5 of the very text in the code, and compare account, amount and currency.
    Cannot tell when: nobody has paid with a bank's app, and no payment was witnessed.
    """
    pays_by(scene, "khqr")


@contract(
    "flow.pay-sslcommerz",
    severity="high",
    overlooks="live real",
    moves_money=True,
    of_gateway=True,
    says=(
        "sslcommerz payment|sandbox sandbox|flow? works|functional|@tested",
        "sslcommerz sandbox? payment succeeds|goes|went through? sandbox?",
        "sslcommerz ipn",
        "=sslcommerz pay|paid|payment|checkout|order|transaction|ipn|session ~ @works @tested customer user go goes "
        "through card callback marked option method possible able sandbox redirect end flow",
        "sslcommerz order|payment paid|pay ~ end up sandbox test",
    ),
)
def pay_sslcommerz(scene: Scene) -> None:
    """A session is opened with the order's amount, and a notice that the validation confirms makes the order paid once.

    Why: the notice alone is worth what whoever sent it says.
    Fix: call the validation API for each notice, and compare tran_id, amount and currency.
    Cannot tell when: nobody pays on the hosted page, and no payment was witnessed.
    """
    pays_by(scene, "sslcommerz")


@contract(
    "flow.pay-bkash",
    severity="high",
    overlooks="live real",
    moves_money=True,
    of_gateway=True,
    says=(
        "bkash payment|sandbox sandbox|flow? works|functional|@tested",
        "bkash sandbox? payment succeeds|goes|went through? sandbox?",
        "=bkash pay|paid|payment|checkout|order|transaction|wallet ~ @works @tested customer user go goes through "
        "mobile callback marked option method possible able sandbox redirect end flow",
        "bkash order|payment paid|pay ~ end up sandbox test",
    ),
)
def pay_bkash(scene: Scene) -> None:
    """A bKash payment is created with the order's amount, executed, and makes the order paid with its trxID.

    Why: a payment that is not executed is never taken.
    Fix: execute when the payer comes back, then ask for the status, and compare amount and invoice.
    Cannot tell when: nobody confirms in the wallet, and no payment was witnessed.
    """
    pays_by(scene, "bkash")


@contract(
    "flow.pay-nagad",
    severity="high",
    overlooks="live real",
    moves_money=True,
    of_gateway=True,
    says=(
        "nagad payment|sandbox sandbox|flow? works|functional|@tested",
        "nagad sandbox? payment succeeds|goes|went through? sandbox?",
        "=nagad pay|paid|payment|checkout|order|transaction|wallet ~ @works @tested customer user go goes through "
        "mobile callback marked option method possible able sandbox redirect end flow",
        "nagad order|payment paid|pay ~ end up sandbox test",
    ),
)
def pay_nagad(scene: Scene) -> None:
    """A Nagad payment is initialised and completed, and the verified return makes the order paid with its amount.

    Why: the return is unsigned: only the verification tells whether it is true.
    Fix: use the key pair of this environment, verify each return, and compare amount and order.
    Cannot tell when: nobody pays on Nagad's page, and no payment was witnessed.
    """
    pays_by(scene, "nagad")


@contract(
    "flow.pay-acleda",
    severity="critical",
    overlooks="live real",
    moves_money=True,
    of_gateway=True,
    says=(
        "acleda bank? payment|payments works|functional|successful|@tested",
        "=pay acleda bank?",
        "customer|customers pay acleda bank?",
        "=acleda pay|paid|payment|checkout|order|transaction|works|tested ~ @works @tested customer user go goes "
        "through bank mobile callback marked option method choose possible able success sandbox scan qr redirect end",
        "acleda payment|pay order paid ~ end toanchet bank test marks makes",
    ),
)
def pay_acleda(scene: Scene) -> None:
    """The customer is handed to ACLEDA with the order's amount and reference, and a confirmed payment is booked once.

    Why: an amount in the other currency is four thousand times too much or too little.
    Fix: send amount and currency of the order, and ask the bank for the transaction's status before booking.
    Cannot tell when: no payment was witnessed: the bank has no public sandbox.
    """
    pays_by(scene, "acleda")


@contract(
    "flow.pay-wing",
    severity="critical",
    overlooks="live real",
    moves_money=True,
    of_gateway=True,
    says=(
        "wing money? payment|payments works|functional|successful|@tested",
        "wing money works|functional|@tested",
        "=pay wing money?",
        "customer|customers pay wing money?",
        "=wing pay|paid|payment|checkout|order|transaction ~ @works @tested customer user go goes through money "
        "mobile callback marked option method choose possible able success sandbox scan qr redirect end bank",
        "wing payment|pay order paid ~ end money bank test marks makes",
    ),
)
def pay_wing(scene: Scene) -> None:
    """The customer is handed to Wing with the order's amount and reference, and a confirmed payment is booked once.

    Why: the return is unsigned, and the notice may be of a payment that has failed.
    Fix: inquire at Wing before booking, and compare status, amount and reference.
    Cannot tell when: no payment was witnessed: Wing has no public sandbox.
    """
    pays_by(scene, "wing")


def pays_by(scene: Scene, name: str) -> None:
    """Order and be handed over to one gateway, and pay, or confirm a payment that somebody has made through it."""
    placed, visitor = ordered(scene, scene.something().id, method_of(scene, name))
    order = seen(scene, placed.order)
    assert not order.is_paid, "the order is paid before anybody has paid"
    handed_over(scene, name, placed, order)
    books_no_forgery(scene, name)
    if not _is_witnessed(scene, name):
        confirmed(scene, name, placed, paid(scene, visitor, placed))


def handed_over(scene: Scene, name: str, placed: Placed, order: Order) -> None:
    """Assert that the customer is asked for the order's amount (L2)."""
    assert placed.kind != "none", f"the customer is not asked to pay by {name}"
    if placed.qr:
        asked = _coded(placed.qr)
        assert asked == order.totals.total, f"the code asks for {asked}, the order is {order.totals.total}"
    reference = placed.reference or order.payment
    if reference and not placed.qr:
        asked = _asked(scene.gateway(name), reference) or order.totals.total
        assert asked == order.totals.total, f"{name} is asked for {asked}, the order is {order.totals.total}"
    scene.saw(f"L2: handed over by {placed.kind} for {order.totals.total}")


def _coded(qr: str) -> Money | None:
    """What a QR code asks for; asserts that it can be read."""
    try:
        return khqr_code.decode(qr).money
    except ValueError as error:
        raise AssertionError(f"the QR code cannot be read: {error}") from None


def _asked(gateway: Gateway, reference: str) -> Money | None:
    """What the gateway was asked for; None: it tells nothing of unpaid payments."""
    try:
        return gateway.get_payment(reference).money
    except (Unsupported, GatewayError):
        return None


def confirmed(scene: Scene, name: str, placed: Placed, order: Order) -> None:
    """Assert that the gateway itself says that this order is paid, with this amount (L3)."""
    reference = placed.qr or order.payment or placed.reference
    if not reference:
        cannot_tell(f"the staff's order() does not tell what {name} calls the payment", cure="give Order.payment there")
    told = scene.gateway(name).get_payment(reference)
    assert told.status is Status.SUCCEEDED, f"the shop says paid, {name} says {told.status.value}"
    assert told.money == order.totals.total, f"{name} took {told.money} for an order of {order.totals.total}"
    scene.saw(f"L3: {name} confirms {told.money} ({told.transaction or told.id})")


def _is_witnessed(scene: Scene, name: str) -> bool:
    """Whether somebody made a payment that the gateway confirms now; one that it does not confirm is a failure."""
    found = [one for one in scene.settings.payment.witnessed if one.gateway == name]
    if not found:
        return False
    last = max(found, key=lambda one: one.on)
    age, days = datetime.now(UTC).date() - last.on, scene.settings.payment.witnessed_days
    if age > timedelta(days=days):
        cannot_tell(f"the payment of {last.on} was witnessed {age.days} days ago, and counts for {days}")
    wanted = Money.of(last.amount, last.currency)
    told = scene.gateway(name).get_payment(last.payment)
    assert told.status is Status.SUCCEEDED, f"{name} says of the witnessed payment {last.payment}: {told.status.value}"
    assert told.money == wanted, f"{name} says {told.money} of the witnessed payment of {wanted}"
    scene.saw(f"L3: {_words(last)}; {name} confirms {told.money} now")
    return True


def _words(one: Witnessed) -> str:
    return f"{one.amount} {one.currency} paid on {one.on:%Y-%m-%d} ({one.environment}), seen by {one.by}"
