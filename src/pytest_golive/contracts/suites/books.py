"""What the gateways have booked: beside the shop's orders, and for itself. Nothing is written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.books import Books, Register
from pytest_golive.contracts.gateways.base import PaymentIntent, Status, Unsupported
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Order
from pytest_golive.contracts.trial import contract

#: Before that a customer may still try another card, and a notice may still be under way.
SETTLES = timedelta(minutes=15)
#: An order may be older than its payment, and a payment that was begun in the cart older than its order.
SLACK = timedelta(days=1)
#: Fewer attempts say nothing of a rate.
FEWEST = 20
#: What Stripe says of a charge that nobody looked at.
NOT_ASSESSED = ("not_assessed", "unknown")
MOST = 5


@contract(
    "payment.reconciliation",
    severity="high",
    overlooks="daily weekly job report payout payouts bank paypal",
    effect="read-only",
    of_gateway=True,
    says=(
        "=stripe|razorpay|gateway|payment transactions",
        "transactions|payments reconciled|match|matched|agree orders|order",
        "captured payment matches|matched|agrees order",
        "=payments|transactions|stripe|razorpay reconciled",
        "payment|transaction reconciliation works|functional|@tested|done",
        "orders gateway? transactions|payments agree|match|reconcile",
        "daily? reconciliation stripe|gateway|payment|razorpay payouts|payments|transactions? orders",
        "payment|transaction|payout|gateway|stripe|razorpay|paypal order|shop|sale "
        "reconcile|reconciliation|match|agree|compared|equal|correspond|accounted|consistent|difference|same ~ paid "
        "total daily captured amount vs against between one day",
        "no|never payment|transaction without order ~ paid captured gateway vice versa",
        "no|never order without payment|transaction paid ~ captured gateway",
        "=payment|gateway|stripe|razorpay|transaction|payout reconcile|reconciliation ~ daily job works done "
        "difference open run order tested weekly report",
        "money|payment|transaction|payout stripe|gateway|up|bank|razorpay order|sale "
        "match|equal|tie|tally|agree|add|money ~ tied",
        "payment tie|tally|square order ~ up",
    ),
)
def reconciliation(scene: Scene) -> None:
    """Every payment captured in the last days has one paid order of its amount, and every paid order its payment.

    Refunds are the same on both sides. What the gateway has refunded in full needs no order.

    Why: a payment without an order is a customer who waits, an order without a payment is goods given away.
    Fix: look up the references named here on both sides; refund, or mark the order, and repair what handles notices.
    Cannot tell when: a gateway does not list its payments, nothing was paid in all that time, or orders_since()
    leaves out how an order was paid.
    """
    now = datetime.now(UTC)
    begin = now - timedelta(days=scene.settings.payment.books_days)
    names = _looked_at(scene, "books")
    # The orders first: whatever they say is paid is known to the gateway by then.
    listed, register = _orders(scene, begin - SLACK)
    payments = tuple(one for name in names for one in _payments(scene, name, begin - SLACK * 2))
    methods = {scene.table(name).method or name for name in names}
    orders = tuple(one for one in listed if one.method in methods)
    books = Books(payments=payments, orders=orders, register=register, begin=begin, end=now - SETTLES)
    with scene.staff():
        found = list(books.differences())
    if found:
        rows = [(one.reference, one.gateway, one.shop) for one in found]
        scene.evidence.table("Where gateway and shop do not agree", ("reference", "gateway", "shop"), rows)
    more = f" and {len(found) - MOST} more" if len(found) > MOST else ""
    assert not found, "; ".join(map(str, found[:MOST])) + more
    unnamed = [one.number for one in listed if one.is_paid and not one.method]
    if untold := [*books.untold, *(f"how order {number} is paid" for number in unnamed)]:
        cannot_tell(f"the shop does not tell {', '.join(untold[:MOST])}", cure="let orders_since() tell it")
    settled = [one for one in books.captured if books.is_settled(one)]
    if not settled and not any(one.is_paid for one in orders):
        cannot_tell(f"nothing was paid through {', '.join(names)} since {begin:%Y-%m-%d}: there is nothing to compare")
    scene.saw(f"{len(settled)} captured payments and the orders since {begin:%Y-%m-%d} agree ({', '.join(names)})")


@contract(
    "payment.live-payment-seen",
    severity="high",
    overlooks="refund",
    sees="real",
    effect="read-only",
    of_gateway=True,
    says=(
        "@tested payment flow|processing|process? live|production keys|mode|card",
        "@tested payment processing|flow|transaction? small amount",
        "real|live payment|transaction|charge small? amount? made|@tested|works|successful|succeeds",
        "real card|money order|payment|purchase|transaction|charged",
        "small real|live payment|transaction|purchase|amount",
        "real credit card order|payment|purchase|transaction|charged",
        "bought|paid|purchased something|product|item 1|5? real credit? card order?",
        "real|actual|genuine card|credit|money|payment|transaction|charge|order|purchase paid|pay|made|make|test|"
        "went|go|goes|through|charged|captured|successful|place|done|order|purchase|buy|bought|seen ~ debit 1 2 5 "
        "one euro eur usd small amount own customer refund gateway dashboard somebody someone first did after",
        "live payment|transaction|charge|credit|card|money "
        "made|make|test|went|go|goes|through|captured|successful|done|seen|paid|buy|small|order ~ 1 2 5 one euro eur "
        "usd amount first dashboard gateway own place refund purchase",
        "real|live order|purchase paid|card|money|refund ~ place one made first credit customer test",
        "pay|paid|buy|bought|order own|real|actual card|money ~ 1 2 5 10 euro eur something credit item small debit",
        "process|run|make|made live payment|transaction|charge|order one|refund|small ~ real 1 first",
    ),
)
def live_payment_seen(scene: Scene) -> None:
    """A real payment of a small amount was captured in the last days, and the shop has its order paid with that amount.

    Why: only a real card shows that the live account, its keys and its notices work together.
    Fix: buy something of at most {payment.small_amount} with a card of your own, and see to what keeps it unpaid.
    Cannot tell when: the keys are of test mode, or no gateway lists its payments.
    """
    now = datetime.now(UTC)
    begin = now - timedelta(days=scene.settings.payment.books_days)
    names = _looked_at(scene, "books")
    live = [name for name in names if scene.gateway(name).mode_of_credentials().kind == "live"]
    if not live:
        cannot_tell("no key is of live mode: no payment here is a real one", cure="run it with the production keys")
    most = Money.of(scene.settings.payment.small_amount, scene.currency)
    _, register = _orders(scene, begin - SLACK)
    captured = [one for name in live for one in _payments(scene, name, begin) if one.status is Status.SUCCEEDED]
    real = [one for one in captured if one.livemode is not False]
    small = [one for one in real if one.money.currency == most.currency and one.money <= most]
    assert small, f"none of {len(real)} real payments since {begin:%Y-%m-%d} is of {most} or less"
    problems = []
    with scene.staff():
        for payment in small:
            if not (words := _not_of_order(payment, register.find(payment))):
                scene.saw(f"{payment.money} on {payment.created:%Y-%m-%d} for {payment.reference or payment.id}")
                return
            problems.append(words)
    raise AssertionError("; ".join(problems[:MOST]))


def _not_of_order(payment: PaymentIntent, order: Order | None) -> str:
    """Why a payment is not that of a paid order, or nothing."""
    name = payment.reference or payment.id
    if order is None:
        return f"{name}: {payment.money} was paid, and the shop knows no such order"
    if order.is_paid is not True:
        return f"order {order.number} is not paid, and {payment.money} was captured for it"
    due = order.paid or order.totals.total
    return "" if due == payment.money else f"order {order.number} is of {due}, and {payment.money} was captured for it"


@contract(
    "payment.success-rate",
    severity="high",
    overlooks="@watched monitored 1 2 3 5 9 nine 10 ten 80 85 90 92 95 97 98 99 100",
    effect="read-only",
    of_gateway=True,
    says=(
        "payment|transaction success rate @watched|acceptable|normal?",
        "failed|declined payments below|under|less",
        "!payment failure|error rate|spike above|over|high|increased|increases?",
        "payment|transaction|card|authorization|authorisation rate|ratio|share|percentage "
        "success|failure|error|fail|authorization|authorisation|approval|decline|acceptance "
        "above|below|under|low|high|ok|normal|stable|fine|acceptable|monitored|good|less|least|higher|more|lower ~ 1 "
        "2 3 5 10 90 92 95 97 98 99 than percent day hour",
        "most|nearly|almost payment|transaction succeed|successful|through ~ go",
        "payment|transaction succeed|successful|succeeded 9|nine|95|90|most|98|99 ~ ten 10 out 100 least",
        "card|payment acceptance|approval|authorization|success rate healthy|ok|fine|normal|good|acceptable|stable ~",
        "authorization|authorisation|approval|acceptance card|payment rate ~ above below 90 95 85 80 97 98",
    ),
)
def success_rate(scene: Scene) -> None:
    """Enough of the attempts to pay of the last 24 hours ended paid, in all, and at each gateway with at least 20.

    How many is said by success_rate in [payment] (90 %). Those of the last 15 minutes are left out: the customer may
    be trying another card.

    Why: a gateway that refuses half of the cards costs more sales than a shop that is down for an hour.
    Fix: look at the decline codes in the gateway's dashboard; below {payment.success_rate} % ask its support.
    Cannot tell when: there were fewer than 20 attempts, or a gateway does not list its payments.
    """
    now, least = datetime.now(UTC), scene.settings.payment.success_rate
    ended: dict[str, list[bool]] = {}
    for name in _looked_at(scene, "books"):
        seen = [one for one in _payments(scene, name, now - timedelta(days=1)) if _is_over(one, now)]
        ended[name] = [one.status is Status.SUCCEEDED for one in seen]
    total = [one for each in ended.values() for one in each]
    if len(total) < FEWEST:
        cannot_tell(f"{len(total)} attempts in 24 hours are too few to tell a rate: it takes {FEWEST}")
    judged = {"all gateways": total, **{name: each for name, each in ended.items() if len(each) >= FEWEST}}
    told = {name: f"{sum(each)} of {len(each)} attempts" for name, each in judged.items()}
    low = [name for name, each in judged.items() if 100 * sum(each) < least * len(each)]
    assert not low, f"less than {least:g} % were paid: {', '.join(f'{name} {told[name]}' for name in low)}"
    scene.saw(f"paid in 24 hours: {', '.join(f'{words} ({name})' for name, words in told.items())}")


def _is_over(payment: PaymentIntent, now: datetime) -> bool:
    is_old = payment.created is not None and payment.created <= now - SETTLES
    return is_old and payment.status in {Status.SUCCEEDED, Status.FAILED}


@contract(
    "payment.fraud-screening",
    severity="medium",
    overlooks="reviewed filter tool scoring shopify",
    effect="read-only",
    of_gateway=True,
    says=(
        "fraud detection|screening|rules|prevention|protection @set|on",
        "stripe radar rules? @set|on",
        "fraud|antifraud|radar "
        "detection|screening|filter|rule|protection|prevention|check|analysis|tool|setting|engine|stripe|scoring "
        "enabled|active|configured|run|set ~ anti payment card order gateway shopify",
        "risk rule|filter|engine|score|check payment|gateway|stripe|card|order enabled|active|configured ~ fraud",
        "=radar stripe|rule|fraud ~ enabled active configured reviewed payment",
        "=radar enabled|active|stripe ~ enabled active stripe",
        "fraud check|screen|scan|look gateway|stripe|order|payment|transaction ~",
    ),
)
def fraud_screening(scene: Scene) -> None:
    """The gateway's fraud screening has looked at the latest charge.

    Why: a stolen card is paid back by the shop, with a fee, and the goods are gone.
    Fix: switch the screening on in the gateway's dashboard (Stripe: Radar).
    Cannot tell when: there is no charge of the last 30 days, or a gateway tells nothing of its screening.
    Source: https://docs.stripe.com/api/charges/object (outcome.risk_level)
    """
    now = datetime.now(UTC)
    for name in _looked_at(scene, "screening"):
        latest = _latest(scene, name, now)
        if latest is None:
            cannot_tell(f"{name} has no charge of the last 30 days", cure="look again after the first payment")
        if not latest.risk:
            cure = "have somebody look into its dashboard, and name in [payment] screening the gateways that tell"
            cannot_tell(f"{name} tells nothing of a fraud screening", cure=cure)
        told = f"{name}: the risk of the charge of {latest.created:%Y-%m-%d %H:%M} is “{latest.risk}”"
        assert latest.risk not in NOT_ASSESSED, told
        scene.saw(told)


def _latest(scene: Scene, name: str, now: datetime) -> PaymentIntent | None:
    """The latest charge; a busy shop has one of today, and its month would be long to read."""
    for days in (1, 30):
        seen = [one for one in _payments(scene, name, now - timedelta(days=days)) if one.status is Status.SUCCEEDED]
        if seen:
            return max(seen, key=lambda one: one.created or now)
    return None


def _looked_at(scene: Scene, setting: Literal["books", "screening"]) -> tuple[str, ...]:
    """The gateways that a setting of [payment] names, else all that are declared; says which are left out."""
    payment = scene.settings.payment
    if not payment.declared:
        cannot_tell("no payment gateway is declared", cure="add its table to golive.toml (docs/payments.md)")
    names: tuple[str, ...] = getattr(payment, setting) or payment.declared
    if unknown := [name for name in names if name not in payment.declared]:
        cannot_tell(f"{', '.join(unknown)} is not declared", cure=f"correct {setting} in [payment] of golive.toml")
    if others := [name for name in payment.declared if name not in names]:
        scene.saw(f"not looked at: {', '.join(others)} ({setting} in [payment] leaves them out)")
    return names


def _payments(scene: Scene, name: str, since: datetime) -> tuple[PaymentIntent, ...]:
    try:
        return scene.gateway(name).payments_since(since)
    except Unsupported as error:
        what, _, cure = str(error).partition(": ")
        cannot_tell(what, cure=cure or "have somebody compare it, and name the others in books of [payment]")


def _orders(scene: Scene, since: datetime) -> tuple[tuple[Order, ...], Register]:
    """The orders since then, and all of them by their numbers."""
    with scene.staff() as staff:
        listed = tuple(staff.orders_since(since))
        ask = staff.order if scene.can("order") else None
    return listed, Register(listed, ask)
