"""The adversary: every forged notice that a gateway's protocol allows, judged by what becomes of the order."""

from __future__ import annotations

from dataclasses import replace

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
from pytest_golive.contracts.suites.paying import method_of, ordered, paid, seen
from pytest_golive.contracts.trial import contract
from pytest_golive.data import dataclass

HEAD = ("gateway", "attack", "answer", "outcome")
REFUSED = range(400, 500)
NOT_FOUND = 404
SERVER_ERROR = 500
WRONGLY = {"short": "too little paid", "elsewhere": "paid to another account", "foreign": "paid in another currency"}


@dataclass(frozen=True, kw_only=True)
class Attack:
    """One notice, and how the shop took it."""

    gateway: str
    name: str
    status: int
    """0: it was no request to the shop."""
    outcome: str
    problem: str = ""
    """What is wrong with that; empty: nothing."""


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
    Cannot tell when: golive.toml does not say where the shop's endpoints are (callback, back), or no secret is given to
    sign the rightly signed ones with.
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


def _attacked(scene: Scene, name: str) -> list[Attack]:
    """Every attack through one gateway, and what is wrong with the shop's reaction, if anything is."""
    gateway = scene.gateway(name)
    if not (scene.table(name).callback or scene.table(name).back) and Capability.POLL in gateway.capabilities:
        scene.saw(f"{name}: the shop asks, and no address of it takes notices")
        return [*_paid_wrongly(scene, name, gateway), *_elsewhere(scene, name, gateway)[1]]
    other, twice = _elsewhere(scene, name, gateway)
    number, payment = _unpaid(scene, name, gateway)
    told = [*_forged(scene, name, gateway, number, payment, other), *twice]
    return [*told, *_paid_wrongly(scene, name, gateway), *_unrelated(scene, name, gateway, payment)]


def _forged(
    scene: Scene, name: str, gateway: Gateway, number: str, payment: PaymentIntent, other: PaymentIntent | None
) -> list[Attack]:
    """Notices that nobody but a forger sends, each about an order that is unpaid till then."""
    told, refused, before = [], [], seen(scene, number)
    calls = list(gateway.forgeries(payment, other=other))
    for place in range(len(calls)):
        call = calls[place]
        status = scene.deliver(name, call)
        if status in REFUSED and status != NOT_FOUND:
            refused.append(_attack(name, call, status, ""))
            continue
        told.append(_attack(name, call, status, _problem(call, status, before, after := seen(scene, number))))
        if after.is_paid:
            # What comes next must not be blamed for it.
            number, payment = _unpaid(scene, name, gateway)
            before, calls = seen(scene, number), list(gateway.forgeries(payment, other=other))
    # A shop that says no and books all the same: looked at once for all of these.
    if refused and seen(scene, number).is_paid:
        refused = [
            replace(one, outcome="accepted", problem=f"{name}: refused, and the order is paid") for one in refused
        ]
    return [*told, *refused]


def _attack(name: str, call: Call, status: int, problem: str) -> Attack:
    outcome = "accepted" if "paid" in problem else "answered wrongly" if problem else "refused"
    told = f"{name}, {call.name}: {problem}" if problem else ""
    return Attack(gateway=name, name=call.name, status=status, outcome=outcome, problem=told)


def _problem(call: Call, status: int, before: Order, after: Order) -> str:
    """What is wrong with how a forged notice was taken; the order's state counts more than the answer."""
    if after.is_paid:
        return "the order is paid"
    if (after.status, after.totals) != (before.status, before.totals):
        return f"the order is {after.status} now"
    if status >= SERVER_ERROR:
        return f"answered with {status}"
    if status == NOT_FOUND:
        return "there is no such endpoint (404)"
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


def _elsewhere(scene: Scene, name: str, gateway: Gateway) -> tuple[PaymentIntent | None, list[Attack]]:
    """A payment that was really made, of another order, and whether its notice is booked again when it comes again;
    nothing where nobody can pay without a person."""
    if not scene.can("pay"):
        return None, []
    placed, visitor = ordered(scene, scene.something().id, method_of(scene, name))
    order = paid(scene, visitor, placed)
    reference = placed.qr or order.payment or placed.reference
    payment = gateway.get_payment(reference) if reference else None
    if not scene.can("notify"):
        return payment, []
    for _again in range(2):
        visitor.notify(placed)
    after = seen(scene, placed.order)
    problem = f"{name}: a notice that came again made it {after.paid}" if after.paid != order.paid else ""
    outcome = "accepted" if problem else "refused"
    return payment, [Attack(gateway=name, name="genuine, sent again", status=0, outcome=outcome, problem=problem)]


def _paid_wrongly(scene: Scene, name: str, gateway: Gateway) -> list[Attack]:
    """Payments of too little, to another account or in another currency, where a stand-in's payer can make them."""
    if not (gateway.wrong_payments and scene.table(name).stand_in and scene.can("pay_wrongly")):
        return []
    told = []
    for how in gateway.wrong_payments:
        placed, visitor = ordered(scene, scene.something().id, method_of(scene, name))
        visitor.pay_wrongly(placed, how)
        is_paid = seen(scene, placed.order).is_paid
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
    return [Attack(gateway=name, name="genuine, about something else", status=status, outcome=outcome, problem=problem)]
