"""The adversary: every forged notice that a gateway's protocol allows, judged by what becomes of the order."""

from __future__ import annotations

import time
from dataclasses import replace

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.gateways.base import (
    Call,
    Capability,
    Gateway,
    GatewayError,
    PaymentIntent,
    Status,
    Unsupported,
)
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Order
from pytest_golive.contracts.suites.paying import QUEUED, booked, in_time, method_of, ordered, paid, seen
from pytest_golive.contracts.trial import contract
from pytest_golive.data import dataclass

HEAD = ("gateway", "attack", "answer", "outcome")
REFUSED = range(400, 500)
NOWHERE = frozenset({404, 405})
TOO_MANY = 429
SERVER_ERROR = 500
UNSEEN = "not looked at"
WRONGLY = {"short": "too little paid", "elsewhere": "paid to another account", "foreign": "paid in another currency"}


@dataclass(frozen=True, kw_only=True)
class Attack:
    """One notice, and how the shop took it."""

    gateway: str
    name: str
    status: int
    """0: it was no request to the shop."""
    is_signed: bool = False
    """It went to the endpoint of the gateway's notices, and its signature was right."""
    outcome: str
    problem: str = ""
    """What is wrong with that; empty: nothing."""


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """A payment that was really made, of another order, and how that order was when it was booked."""

    number: str
    payment: PaymentIntent | None
    booked: object
    seconds: float
    """Wait so long before saying that something was not booked."""


@contract(
    "payment.webhook-signature-enforced",
    severity="critical",
    moves_money=True,
    sees="only",
    says=(
        "payment|stripe|razorpay: configured webhook handling",
        "payment|stripe|razorpay: webhook signing? secret|signature @set|set|verification|validation",
        "payment: payment api calls secured",
        "stripe|razorpay|payment|gateway webhook signing? secret @set|set",
        "stripe|razorpay|payment|gateway webhook signature verification|validation|@set|required?",
        "webhook signature verification|validation|required|enforced works|@set|@tested?",
        "=webhook signature",
        "forged|unsigned|fake|invalid unsigned|forged? webhooks calls|requests|events? rejected|refused|ignored|denied",
        "unsigned|forged payment? webhooks|webhook calls|requests? not|never accepted|processed",
        "webhook endpoint? rejects|refuses|ignores unsigned|forged|invalid|fake requests|calls|events|signatures",
        "forged|unsigned|fake|invalid webhooks|webhook get|gets|answered 400|401|403",
        "webhook signature|unsigned|signing "
        "stripe|payment|razorpay|gateway|paypal|secret|endpoint|call|invalid|wrong|without "
        "verify|validate|enforced|check|refused|reject|400|401|403|ignored|protected|required|set|configured ~ "
        "request get return",
        "=webhook signature|unsigned|signing ~ stripe payment razorpay gateway verify check required enforced "
        "protected secret set configured wrong invalid rejected refused valid 400 401 403 get endpoint call",
        "webhook secret|signing stripe|razorpay|payment|gateway|paypal set|configured|secret|correct|right|live ~ "
        "environment",
        "fake|forged|unsigned|tampered|spoofed|unauthenticated|manipulated webhook|callback "
        "rejected|refused|ignored|denied|400|401|403|dropped ~ call request payment event stripe get endpoint",
        "check|verify stripe signature webhook ~ incoming",
        "only webhook|webhooks|callback signed|signature accepted|accept|processed|process|trusted ~ valid verified "
        "correct right payment event call request endpoint",
        "webhook signature bad|wrong|without|invalid|no|missing bounce|fail|error|refused|rejected ~ get call 400",
    ),
)
def webhook_signature_enforced(scene: Scene) -> None:
    """No forged notice of any declared gateway makes an order paid, and those that a signature tells are refused.

    Unsigned, signed with another secret, changed after signing, replayed, late, about another order, amount or
    currency, and a payer who only says to have paid.

    Why: the address of the endpoint is public: whoever may forge a notice shops for nothing.
    Fix: verify the signature over the raw body before anything else, compare order, amount and currency with your own,
    and ask the gateway where a notice is not signed.
    Cannot tell when: golive.toml does not say where the shop's endpoints are (callback, back), no secret is given to
    sign the rightly signed ones with, a rate limit answers, or the endpoint refuses whatever comes.
    Source: OWASP Transaction Authorization Cheat Sheet; the gateways' documents on notices.
    """
    told = [attack for name in scene.gateways() for attack in _attacked(scene, name)]
    rows = [(one.gateway, one.name, str(one.status or "-"), one.outcome) for one in told]
    scene.evidence.table("Forged notices", HEAD, rows)
    refused = sum(one.outcome == "refused" for one in told)
    genuine = sum(one.outcome == "taken" for one in told)
    scene.saw(f"{len(told) - genuine} forged notices, {refused} refused; {genuine} genuine ones taken")
    assert told, "no notice could be forged"
    wrong = [one.problem for one in told if one.problem]
    assert not wrong, f"{len(wrong)} of {len(told)} forged notices: " + "; ".join(wrong[:5])
    if limited := sum(one.outcome == UNSEEN for one in told):
        cure = "let these requests through the limit, by a header of [storefront] headers"
        cannot_tell(f"{limited} notices met a rate limit ({TOO_MANY}), so nothing has judged them", cure=cure)
    for name in scene.gateways():
        _tells_apart(scene, name, [one for one in told if one.gateway == name])


def books_no_forgery(scene: Scene, name: str) -> None:
    """Assert that no forged notice of one gateway makes an order paid, where its endpoints are declared.

    What the shop answers is for `payment.webhook-signature-enforced`.
    """
    gateway, table = scene.gateway(name), scene.table(name)
    if not (table.callback or table.back):
        scene.saw(f"no forged notice was sent: neither callback nor back of [payment.{name}] is set")
        return
    number, payment = _unpaid(scene, name, gateway)
    places = {call.to for call in gateway.forgeries(payment)}
    if lacking := sorted(to for to in places if not getattr(table, to)):
        scene.saw(f"no forged notice was sent: {', '.join(lacking)} of [payment.{name}] is not set")
        return
    told = _forged(scene, name, gateway, number, payment, None)
    wrong = [one.problem for one in told if one.outcome == "accepted"]
    assert not wrong, f"{len(wrong)} of {len(told)} forged notices: " + "; ".join(wrong[:5])
    scene.saw(f"{len(told)} forged notices made no order paid")


def _attacked(scene: Scene, name: str) -> list[Attack]:
    """Every attack through one gateway, and what is wrong with the shop's reaction, if anything is."""
    gateway = scene.gateway(name)
    elsewhere = _elsewhere(scene, name, gateway)
    if not (scene.table(name).callback or scene.table(name).back) and Capability.POLL in gateway.capabilities:
        scene.saw(f"{name}: the shop asks, and no address of it takes notices")
        return [*_paid_wrongly(scene, name, gateway), *_again(scene, name, elsewhere)]
    number, payment = _unpaid(scene, name, gateway)
    told = [*_forged(scene, name, gateway, number, payment, elsewhere), *_again(scene, name, elsewhere)]
    return [*told, *_paid_wrongly(scene, name, gateway), *_unrelated(scene, name, gateway, payment)]


def _forged(
    scene: Scene, name: str, gateway: Gateway, number: str, payment: PaymentIntent, elsewhere: Elsewhere | None
) -> list[Attack]:
    """Notices that nobody but a forger sends, each about an order that is unpaid till then."""
    told, before = list[Attack](), seen(scene, number)
    other = elsewhere.payment if elsewhere else None
    calls = list(gateway.forgeries(payment, other=other))
    for place in range(len(calls)):
        call = calls[place]
        status = scene.deliver(name, call)
        if status in REFUSED:
            told.append(_attack(name, call, status, ""))
            continue
        told.append(_attack(name, call, status, _problem(call, status, before, after := seen(scene, number))))
        if after.is_paid:
            # What comes next must not be blamed for it.
            number, payment = _unpaid(scene, name, gateway)
            before, calls = seen(scene, number), list(gateway.forgeries(payment, other=other))
    for to in ("callback", "back"):
        told = _nowhere(told, [place for place, call in enumerate(calls) if call.to == to], calls)
    # Who books in a queue has answered long before: looked at once for all of these.
    time.sleep(elsewhere.seconds if elsewhere else QUEUED)
    return _booked_late(told) if seen(scene, number).is_paid else told


def _nowhere(told: list[Attack], places: list[int], calls: list[Call]) -> list[Attack]:
    """The same, where nothing takes any of these notices: whatever a shop says to one alone, it is not that."""
    statuses = {told[place].status for place in places}
    # A payer's own words may meet a page that is only there to be read.
    if statuses <= NOWHERE and (statuses <= {404} or any(calls[place].must_be_refused for place in places)):
        for place in places:
            one = told[place]
            problem = f"{one.gateway}, {one.name}: there is no such endpoint ({one.status})"
            told[place] = replace(one, outcome="answered wrongly", problem=problem)
    return told


def _booked_late(told: list[Attack]) -> list[Attack]:
    """The same, when the order was found paid in the end: by one that was not refused, if there is such."""
    silent = [one for one in told if not one.problem and one.status not in REFUSED]
    refused = [one for one in told if not one.problem and one.status in REFUSED]
    words = "the order is paid a moment later" if silent else "refused, and the order is paid"
    return [
        replace(one, outcome="accepted", problem=f"{one.gateway}, {one.name}: {words}")
        if one in (silent or refused)
        else one
        for one in told
    ]


def _tells_apart(scene: Scene, name: str, told: list[Attack]) -> None:
    """Cannot tell where an endpoint refuses whatever comes: then it is not the signature that it looks at."""
    gateway = scene.gateway(name)
    rightly = [one for one in told if one.is_signed]
    if any(one.status not in REFUSED for one in rightly) or not (rightly or Capability.WEBHOOK in gateway.capabilities):
        return
    path = scene.table(name).callback
    if rightly:
        why = f"{path} refuses what {name} itself would send, too ({rightly[-1].status}): it may refuse everything"
        cure = (
            f"see that callback of [payment.{name}] is where the notices go, and answer one that comes again with 200"
        )
    else:
        why = f"no notice of {name} could be signed rightly: {path} may refuse everything"
        cure = f"give the secret that the notices are signed with in [payment.{name}]"
    cannot_tell(why, cure=cure)


def _attack(name: str, call: Call, status: int, problem: str) -> Attack:
    outcome = "accepted" if "paid" in problem else "answered wrongly" if problem else "refused"
    told = f"{name}, {call.name}: {problem}" if problem else ""
    is_signed = call.to == "callback" and not call.must_be_refused
    if status == TOO_MANY:
        outcome = UNSEEN
    return Attack(gateway=name, name=call.name, status=status, is_signed=is_signed, outcome=outcome, problem=told)


def _problem(call: Call, status: int, before: Order, after: Order) -> str:
    """What is wrong with how a forged notice was taken; the order's state counts more than the answer."""
    if after.is_paid:
        return "the order is paid"
    if (after.status, after.totals) != (before.status, before.totals):
        return f"the order is {after.status} now"
    if after.paid != before.paid:
        return f"{after.paid} is booked as paid"
    if status >= SERVER_ERROR:
        return f"answered with {status}"
    if call.must_be_refused and status not in REFUSED:
        return f"answered with {status}, as if it were genuine"
    return ""


def _unpaid(scene: Scene, name: str, gateway: Gateway) -> tuple[str, PaymentIntent]:
    """An order whose payment was begun and not paid, and that payment as the gateway sees it."""
    placed, visitor = ordered(scene, scene.something().id, method_of(scene, name))
    order = seen(scene, placed.order)
    if placed.kind == "form":
        visitor.pay(placed, "declined")  # else there is no payment yet that could be lied about
        order = seen(scene, placed.order)
    reference = placed.qr or order.payment or placed.reference
    try:
        return placed.order, gateway.get_payment(reference)
    except GatewayError:
        # Gateways that tell nothing before somebody has paid know a payment by the shop's reference.
        known_by = reference or placed.order
        unknown = PaymentIntent(
            id=known_by, status=Status.REQUIRES_ACTION, money=order.totals.total, reference=known_by
        )
        return placed.order, unknown


def _elsewhere(scene: Scene, name: str, gateway: Gateway) -> Elsewhere | None:
    """Pay another order, and have its notice come twice more; None where nobody can pay without a person."""
    if not scene.can("pay"):
        return None
    placed, visitor = ordered(scene, scene.something().id, method_of(scene, name))
    begun = time.monotonic()
    order = paid(scene, visitor, placed)
    seconds = in_time(time.monotonic() - begun)
    before = booked(scene, placed.order)
    reference = placed.qr or order.payment or placed.reference
    payment = gateway.get_payment(reference) if reference else None
    if scene.can("notify"):
        for _again in range(2):
            visitor.notify(placed)
    return Elsewhere(number=placed.order, payment=payment, booked=before, seconds=seconds)


def _again(scene: Scene, name: str, elsewhere: Elsewhere | None) -> list[Attack]:
    """Whether the notice of a paid order was booked once more when it came again."""
    if elsewhere is None or not scene.can("notify"):
        return []
    after = booked(scene, elsewhere.number)
    problem = f"{name}: a notice that came again made it {after}" if after != elsewhere.booked else ""
    outcome = "accepted" if problem else "refused"
    return [Attack(gateway=name, name="genuine, sent again", status=0, outcome=outcome, problem=problem)]


def _paid_wrongly(scene: Scene, name: str, gateway: Gateway) -> list[Attack]:
    """Payments of too little, to another account or in another currency, where a stand-in's payer can make them."""
    if not (gateway.wrong_payments and scene.table(name).stand_in and scene.can("pay_wrongly")):
        return []
    told, numbers = [], {}
    for how in gateway.wrong_payments:
        placed, visitor = ordered(scene, scene.something().id, method_of(scene, name))
        visitor.pay_wrongly(placed, how)
        numbers[how] = placed.order
    time.sleep(QUEUED)
    for how, number in numbers.items():
        is_paid = seen(scene, number).is_paid
        problem = f"{name}: {WRONGLY[how]}, and the order is paid" if is_paid else ""
        outcome = "accepted" if is_paid else "refused"
        told.append(Attack(gateway=name, name=WRONGLY[how], status=0, outcome=outcome, problem=problem))
    return told


def _unrelated(scene: Scene, name: str, gateway: Gateway, payment: PaymentIntent) -> list[Attack]:
    """A genuine notice about nothing of the shop's must be taken: else a shop that refuses everything looked safe."""
    if "unrelated" not in gateway.events:
        return []
    try:
        call = gateway.build_event("unrelated", payment)
    except Unsupported:
        return []
    status = scene.deliver(name, call)
    is_taken = status in range(200, 300)
    outcome, problem = ("taken", "") if is_taken else ("answered wrongly", f"{name}: a genuine notice got {status}")
    if status == TOO_MANY:
        outcome, problem = UNSEEN, ""
    what = "genuine, about something else"
    return [Attack(gateway=name, name=what, status=status, is_signed=True, outcome=outcome, problem=problem)]
