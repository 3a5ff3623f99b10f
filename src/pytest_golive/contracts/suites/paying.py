"""A customer pays: by whichever gateway is the shop's default, when it is declined, and when it does not answer."""

from __future__ import annotations

import re
import time

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.gateways import khqr_code
from pytest_golive.contracts.gateways.base import Capability, Status
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Customer, Order, Placed, Storefront
from pytest_golive.contracts.trial import contract

#: Seconds a request may take while the gateway is silent: proxies give up after 60, people long before.
PATIENCE = 35.0
#: What no customer should read.
RAW = re.compile(
    r"Traceback|Exception\b|Error\(|\b[A-Z][a-z]+Error\b|<[a-z/]|\{['\"]|\b(?:sk|pk|rk|whsec|rzp)_\w|\bNone\b(?! of\b)"
)
#: In bytes: where words are of few signs, or of no Latin ones, each sign says more.
LONG_ENOUGH = 15
#: Seconds that a notice may wait in a queue of the shop before it is booked; how many times as long as another took.
QUEUED, TIMES, LONGEST = 1.0, 2.0, 10.0


@contract(
    "flow.payment-completes",
    severity="critical",
    moves_money=True,
    overlooks="click clicks clicking clicked",
    says=(
        (
            "=webhook|webhooks @tested|@works|receives|received|delivered|delivery|arrive ~ payment gateway "
            "stripe razorpay event events endpoint handler provider"
        ),
        "@tested|works|functional|successful payment processing|flow|process end|sandbox?",
        "payment processing|flow @tested works",
        "stripe: payment flow|processing @tested end?",
        "payment works|functional|successful|succeeds|goes|went through?",
        "=payment processing|flow",
        "=complete payment",
        "webhook handler|handling|processing|events? idempotent",
        "same|repeated webhook|notification delivered|sent? twice? not|never booked|book|processed twice?",
        "no double|duplicate charge|charges|booking|bookings|payments",
        "paid orders marked|shown paid",
        "order marked|becomes|turns paid after|once|when payment|paying|webhook",
        "=payments|webhooks idempotent",
        "webhook retries|redelivery dont|never|not create|book|charge duplicate|double? orders|payments|twice",
        "click|clicking|clicks pay charges|charged only? once",
        "customer|card charged only|exactly once",
        "!payment processing|flow? not|isnt|arent works|functional",
        "!payment processing|flow? broken|failing|fails|down|fail",
        "=pay customer|visitor|user|buyer|shopper|people|guest|anyone|somebody ~ able possible order online checkout "
        "get i even if",
        "=payment @works|@tested|through|end|process|flow|goes|smooth ~ @works @tested go going order customer "
        "checkout smoke mobile desktop online error problem get i even if",
        "order paid mark|status|turn|become|set|go|goes|update|show|flip|change|completed "
        "payment|pay|webhook|callback|after|successful|success|gateway|once|when ~ automatically stripe through "
        "customer right done notification get i even if",
        "webhook|callback|ipn|notification|click|pay|retry|replay|replayed "
        "twice|double|duplicate|once|second|again|idempotent "
        "not|dont|doesnt|never|no|only|cannot|nothing|harmless|one|single|exactly ~ payment book charge create "
        "process order customer repeated retried button same delivered sent event get i even if",
        "callback|webhook|ipn payment|gateway|order|stripe update|mark|set order|status|paid ~ works right get i "
        "even if",
        "webhook|callback|payment idempotent|deduplicated ~ handler processing tested works event stripe get i even if",
        "customer|visitor|user pay order paid|flip|goes|turn|become|marked ~ get status i even if",
        "nobody|noone|never|not|no|cant charge|pay|paid|billed twice|double ~ customer same order one get i even if",
        "money|card|charge|customer taken|charged|booked|billed once ~ even if click pay twice only button exactly "
        "refresh reload get i",
        "=pay order paid mark|get|becomes|goes ~ i customer even if",
        "=payment flow|process sandbox ~ @works @tested order",
        "payment captured|successful|received order paid ~ marked status",
    ),
)
def payment_completes(scene: Scene) -> None:
    """A payment by the default gateway makes exactly its order paid, with its amount, and a repeated notice nothing.

    Why: an order that stays unpaid is not sent; one that is booked twice is paid back by hand.
    Fix: book the payment when the gateway confirms it, compare amount and order, and note each notice that was booked.
    """
    visitor, placed, method = begun(scene)
    bystander = scene.buy(scene.something(), method=method)
    started = time.monotonic()
    order = paid(scene, visitor, placed)
    seconds, before = in_time(time.monotonic() - started), booked(scene, placed.order)
    scene.saw(f"{order.number} is paid by {method or 'the default'}: {order.totals.total}")
    visitor.notify(placed)
    time.sleep(seconds)
    other = seen(scene, bystander.order)
    assert not other.is_paid, f"another order ({bystander.order}) is paid, too"
    again = booked(scene, placed.order)
    assert again == before, f"a repeated notice made it {again}"
    gateway = default(scene)
    if gateway and order.payment:
        told = scene.gateway(gateway).get_payment(order.payment)
        assert told.status is Status.SUCCEEDED, f"{gateway} says that the payment is {told.status.value}"
        assert told.money == order.totals.total, f"{gateway} took {told.money} for an order of {order.totals.total}"
        scene.saw(f"{gateway} confirms {told.money}")


@contract(
    "flow.payment-failed",
    severity="critical",
    overlooks="cancelled canceled aborted",
    moves_money=True,
    says=(
        "=payment retry|retried|again ~ customer user buyer can failed try after",
        "=payment failure|fail|failed|declined|error scenario|case ~ @tested handled check",
        "failed|declined|rejected payment|card handled|handling|@tested",
        "payment failures|errors handled|handling gracefully? @tested|@set?",
        "payment: error handling @set|@tested",
        "declined|failed|refused card|payment order stays|remains|left unpaid|pending|open",
        "retry failed|declined payment",
        "payment retry works|functional|@tested",
        "declined|failed cards|payment leave|leaves|keeps order unpaid|pending|open",
        "failed|declined payment retried",
        "payment fails @tested|handled|gracefully",
        "insufficient funds handled|handling|@tested|declined",
        "card|payment declined|failed clear|friendly? message no order",
        "fail|declined|refused|insufficient|cancelled|canceled|aborted|failure|unsuccessful "
        "payment|card|funds|charge|transaction "
        "unpaid|handled|open|pending|tested|retry|retried|gracefully|again|release|freed ~ order leave keep stays "
        "stay customer stock when after what happen try able get bad",
        "fail|declined|refused|cancelled|canceled|aborted payment|card|transaction not|no|never|doesnt|dont "
        "paid|order|mark|create ~ when stay stays get bad",
        "bad|declined|refused|failing|expired card order unpaid|remain|open|no|not|stay|stays ~ created paid when "
        "leaves get",
        "=try|test card|payment declined|fail|refused ~ get one pay when bad",
    ),
)
def payment_failed(scene: Scene) -> None:
    """A declined payment leaves the order unpaid and its goods free, and the customer may try again and succeed.

    Why: an order that counts as paid without money is sent for nothing.
    Fix: book nothing before the gateway confirms it, give the stock back (or keep it for another try and say
        declined_frees = false in [storefront]), and offer another try on the same page.
    """
    product, method = scene.product(stock=3), method_of(scene)
    placed, visitor = ordered(scene, product.id, method)
    started = time.monotonic()
    answer = visitor.pay(placed, "declined")
    assert answer.refused, f"after a declined payment the customer reads “{answer.message}”, and is not refused"
    order = seen(scene, placed.order)
    assert not order.is_paid, "the order is paid although the payment was declined"
    time.sleep(in_time(time.monotonic() - started))  # the gateway's notice of it comes after the customer
    assert not seen(scene, placed.order).is_paid, "the order is paid a moment after the payment was declined"
    if scene.can("stock"):
        with scene.staff() as staff:
            left = staff.stock(product.id)
        if scene.settings.storefront.declined_frees:
            assert left == 3, "the stock of the order that failed is not given back"
        else:
            assert left == 2, f"the order that failed keeps no piece for another try: {left} of 3 are free"
    scene.saw(f"declined: “{answer.message}”, the order is {order.status}")
    again = visitor.pay(placed, "success")
    assert again.accepted, f"a second try with a good payment was refused: {again.message}"
    paid_order(scene, placed)


@contract(
    "flow.payment-timeout",
    severity="critical",
    moves_money=True,
    alone=True,
    says=(
        "=timeout|timeouts|interruption payment @tested ~ network during connection while",
        "payment|gateway timeouts handled|handling|@tested gracefully?",
        "payment errors handling @tested|@set?",
        "payment: error handling @set|@tested",
        "payment|gateway|provider doesnt|not|never answer|respond|reply order stays|remains pending|unpaid|open",
        "payment|gateway gateway? outage|unavailable handled|handling gracefully?",
        "payment|gateway timeout leaves|keeps order pending|unpaid|open",
        "payment|gateway provider outage handled|handling gracefully?",
        "late payment|gateway? notifications|webhook|callback still? booked|handled|accepted|processed",
        "payment|gateway|provider|stripe|paypal|razorpay timeout|outage|down|slow|unavailable|times|unreachable|hang "
        "handled|gracefully|pending|tested|survive|simulated|friendly|cleanly|open|clean ~ api request order leave "
        "stay stays when if customer out after 10 30 35 second message works take",
        "payment|gateway|provider|stripe|paypal|razorpay "
        "down|outage|slow|unavailable|timeout|unreachable|answer|respond|reply|response "
        "not|doesnt|no|never|without|dont crash|hang|break|fall|500 ~ if when order stay stays api see request take",
        "gateway|provider|stripe|payment slow|timeout|outage survive|tolerate|handle ~ api when take if",
        "late|delayed payment|gateway|webhook|notification "
        "confirmation|notification|callback|success|webhook|payment booked|handled|accepted|processed|count ~ once "
        "order after take if",
        "outage|down|hang|slow|timeout stripe|paypal|gateway|provider|payment dont|doesnt|not|never ~ if take when "
        "pull",
        "late|delayed payment|gateway confirmation|notification|callback|success|webhook "
        "booked|handled|accepted|processed ~ once order",
        "gateway|provider|payment doesnt|not|never answer|respond pending|unpaid|open nobody|no crash|error ~ order "
        "stay stays see",
    ),
)
def payment_timeout(scene: Scene) -> None:
    """When the gateway does not answer in time, the customer waits no longer than 35 s, the order stays open, and the
    late notice that it was paid is booked once.

    Why: the money may have moved: a shop that forgets or repeats such a payment takes it twice or for nothing.
    Fix: call the gateway with a time-out below 30 s, leave the order pending, ask again, and accept its late notice.
    """
    placed, visitor = ordered(scene, scene.something().id, method_of(scene))
    started = time.monotonic()
    answer = visitor.pay(placed, "late")
    took = time.monotonic() - started
    assert took < PATIENCE, f"the customer waited {took:.0f} s for the gateway"
    order = seen(scene, placed.order)
    assert not order.is_paid, "the order is paid before the gateway has said so"
    ended = "cancel" in order.status.lower() or same(order.status, scene.settings.storefront.cancelled)
    assert not ended, f"the order was cancelled ({order.status}) although its payment may have been taken"
    scene.saw(f"after {took:.1f} s: “{answer.message}”, the order is {order.status}")
    for _twice in range(2):
        visitor.notify(placed)
    paid_order(scene, placed)
    time.sleep(QUEUED)
    late = seen(scene, placed.order)
    assert late.paid in {None, late.totals.total}, f"{late.paid} is booked for an order of {late.totals.total}"


@contract(
    "flow.payment-error-message",
    severity="high",
    moves_money=True,
    alone=True,
    says=(
        "payment: error messages clear|shown|displayed|friendly|helpful|understandable",
        "payment error|failure messages clear|shown|displayed|friendly|helpful|understandable",
        "clear|helpful|friendly error? message declined|failed|refused payment|card",
        "customer|buyer|shopper told what|why payment|declined|failed|unpaid",
        "card|payment decline|declines|failure|declined|failed shows|gives friendly|clear|helpful? message",
        "card|payment declined|failed clear|friendly? message no? order?",
        "payment|card error|fail|failure|declined|refused "
        "message|text|told|explain|hint|understandable|helpful|friendly|clear|tell|reason ~ customer user buyer "
        "shopper shown show displayed display see get when why what next language instead stack trace own",
        "payment|card error|failure|failed|declined shown|show|see|displayed|told|get customer|buyer|user|shopper ~ "
        "message helpful clear when why",
        "no|never|not raw|technical|internal|exception|stack error|text|message|trace gateway|payment|card "
        "customer|user|buyer|shown|visible ~ show code api",
        "customer|buyer|user payment|card|declined fail|declined|refused|error|customer "
        "message|know|told|next|explanation ~ get clear if what when friendly see helpful why",
        "declined customer|buyer know|told what|why ~ next",
        "show|display|displays useful|helpful|clear|friendly|understandable|good error|message card|payment "
        "declined|fail|refused ~ if when customer user",
    ),
)
def payment_error_message(scene: Scene) -> None:
    """After a declined payment and after a silent gateway the customer reads what to do next, and nothing raw.

    Why: a customer who reads an exception leaves, and a forger learns from it.
    Fix: give each way of failing a sentence of your own; log what the gateway said.
    """
    for outcome in ("declined", "late"):
        placed, visitor = ordered(scene, scene.something().id, method_of(scene))
        message = visitor.pay(placed, outcome).message.strip()
        assert len(message.encode()) >= LONG_ENOUGH, f"{outcome}: the customer reads only “{message}”"
        raw = RAW.findall(message)
        assert not raw, f"{outcome}: the customer reads “{raw[0]}” in “{message}”"
        # Chinese, Japanese, Thai and Khmer go without blanks.
        assert " " in message or not message.isascii(), f"{outcome}: the customer reads a code: “{message}”"
        scene.saw(f"{outcome}: “{message}”")
        if outcome == "late":
            visitor.notify(placed)  # else the money would be taken for an order that is gone


@contract(
    "payment.khqr-payload",
    severity="critical",
    moves_money=True,
    says=(
        "khqr payment @works|@tested",
        "khqr payload|code|codes|qr correct|valid|generated|scannable|scans",
        "khqr bakong? merchant name exact|exactly? match|matches|correct",
        "=bakong_merchant_name exact match required",
        "environment|variables: bakong_merchant_name",
        "=khqr payload|string|crc|generated|amount|merchant|currency|decode|account ~ code valid right tested works "
        "name show match order contain qr expiry",
        "khqr|qr merchant|amount|currency|crc|account right|correct|valid|match|order|name ~ code show contain "
        "string test",
        "khqr name|amount|account right|correct ~ shows",
    ),
)
def khqr_payload(scene: Scene) -> None:
    """The KHQR code of an order decodes, with the right checksum, account, merchant's name, currency, amount and life.

    Why: bank apps refuse a code with a wrong checksum, and pay whoever and whatever a right one names.
    Fix: build the code from the order's total and the account that NBC registered, name included letter by letter.
    Source: NBC, KHQR Content Guideline; EMV QR Code, CRC-16/CCITT-FALSE.
    """
    table = scene.settings.payment.khqr or cannot_tell("[payment.khqr] is not declared", cure="add it to golive.toml")
    placed, _visitor = ordered(scene, scene.something().id, table.method or "khqr")
    total = seen(scene, placed.order).totals.total
    assert placed.qr, "the page after the checkout shows no QR code"
    try:
        code = khqr_code.decode(placed.qr)
    except khqr_code.CodeError as error:
        raise AssertionError(f"the QR code cannot be read: {error}") from None
    broken = khqr_code.broken_rules(code)
    assert not broken, "the QR code breaks rules: " + "; ".join(broken)
    assert code.account == table.account_id, f"it pays {code.account}, not {table.account_id}"
    assert code.name == table.merchant_name, f"it names “{code.name}”, not “{table.merchant_name}”"
    assert code.money is not None, f"it asks for no amount: the payer has to type in the {total}"
    assert code.money == total, f"it asks for {code.money}, not for {total}"
    assert not khqr_code.is_expired(code, int(time.time() * 1000)), "it has expired already"
    scene.saw(f"{code.account}, “{code.name}”, {total}, bill {code.bill or 'none'}, md5 {khqr_code.md5(placed.qr)}")


def default(scene: Scene) -> str:
    """The gateway that is meant when none is named; empty: none is declared."""
    payment = scene.settings.payment
    if payment.default or not payment.declared:
        return payment.default
    headless = (
        name for name in payment.declared if Capability.HEADLESS_PAYMENT in scene.stage.gateway(name).capabilities
    )
    return next(headless, payment.declared[0])


def method_of(scene: Scene, name: str = "") -> str:
    """What the shop's checkout calls a gateway."""
    name = name or default(scene)
    return scene.table(name).method or name if name else ""


def ordered(scene: Scene, product: str, method: str, customer: Customer | None = None) -> tuple[Placed, Storefront]:
    """An order that waits for its payment, and who placed it."""
    visitor = scene.visitor()
    answer = visitor.add_to_cart(product, 1)
    assert answer.accepted, f"the product could not be put into the cart: {answer.message}"
    placed = scene.order(visitor, customer or scene.customer(), method)
    assert placed.order, f"the checkout was refused: {placed.message} {dict(placed.errors) or ''}"
    return placed, visitor


def begun(scene: Scene) -> tuple[Storefront, Placed, str]:
    """An order that is to be paid by the default gateway."""
    method = method_of(scene)
    placed, visitor = ordered(scene, scene.something().id, method)
    assert not seen(scene, placed.order).is_paid, "the order is paid before anybody has paid"
    return visitor, placed, method


def paid(scene: Scene, visitor: Storefront, placed: Placed) -> Order:
    """The order, after a good payment."""
    answer = visitor.pay(placed, "success")
    assert answer.accepted, f"a good payment of {placed.order} was refused: {answer.message or 'it stays open'}"
    return paid_order(scene, placed)


def paid_order(scene: Scene, placed: Placed) -> Order:
    """The order as the staff sees it, once it is paid with its whole amount."""

    def look() -> Order | None:
        order = seen(scene, placed.order)
        return order if order.is_paid else None

    order = scene.wait_for(look, scene.settings.storefront.paid_seconds)
    assert order is not None, f"{placed.order} is not paid within {scene.settings.storefront.paid_seconds:g} s"
    assert order.paid in {None, order.totals.total}, f"{order.paid} is booked for an order of {order.totals.total}"
    return order


def same(one: str, other: str) -> bool:
    """Whether two texts are the same word, whatever its letters and blanks."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def in_time(seconds: float) -> float:
    """Seconds after which a notice is booked, if it ever is, where another one took so many."""
    return min(max(QUEUED, TIMES * seconds), LONGEST)


def booked(scene: Scene, number: str) -> object:
    """What payments have left in an order: how much was paid, or the notes of them; another one would leave more.

    Raises:
        CannotTell: neither is told, so a payment that was booked twice looks like one.
    """
    order = seen(scene, number)
    if order.paid is not None:
        return order.paid if order.is_paid else None
    if not scene.can("history"):
        why = "the staff's order() does not tell how much was booked: whether it was booked twice is not seen"
        cannot_tell(why, cure="give Order.paid there, or write history()")
    with scene.staff() as staff:
        return "; ".join(staff.history(number))


def seen(scene: Scene, number: str) -> Order:
    """An order as the staff sees it, with whether it is paid."""
    with scene.staff() as staff:
        found: Order | None = staff.order(number)
    assert found is not None, f"the staff does not find the order {number}"
    if found.is_paid is None:
        cannot_tell("the staff's order() does not tell whether an order is paid", cure="give Order.is_paid there")
    return found
