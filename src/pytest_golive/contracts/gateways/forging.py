"""Forged notices that gateways have in common: those with signed JSON, and those with no notices at all."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from typing import Any
from urllib.parse import urlencode

from pytest_golive.contracts.gateways.base import Call, PaymentIntent
from pytest_golive.contracts.money import Money
from pytest_golive.data import dataclass

UNKNOWN = "golive-no-such-order"
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """How a gateway signs its notices."""

    header: str
    """Name of the header that holds the signature."""
    secret: str
    """Empty: only notices that need no secret are forged."""
    paid: Callable[[PaymentIntent], Mapping[str, Any]]
    """The notice that a payment is paid; the same for the same payment."""
    sign: Callable[[bytes, str], str]
    """Signature of a body with a secret."""

    headers: Mapping[str, str] = field(default_factory=dict)
    """What every notice carries beside."""
    anew: Callable[[], Scheme] | None = None
    """The same with another id of the notice: one that came before is rightly ignored, whatever it says."""

    def call(self, name: str, body: bytes, signature: str | None = None, **more: Any) -> Call:
        """A notice with this signature; None: the right one."""
        signed = self.sign(body, self.secret) if signature is None else signature
        return Call(name=name, body=body, headers={**JSON, **self.headers, self.header: signed}, **more)

    def body(self, payment: PaymentIntent) -> bytes:
        """The notice as it goes over the wire."""
        return dump(self.paid(payment))


def dump(notice: Mapping[str, Any]) -> bytes:
    """JSON without spaces."""
    return json.dumps(notice, separators=(",", ":")).encode()


def common(scheme: Scheme, payment: PaymentIntent, other: PaymentIntent | None) -> Iterator[Call]:
    """Notices that an unpaid payment is paid, each forged in another way.

    Those with a right signature need not be refused: a shop may answer 200 and do nothing.
    """
    body = scheme.body(payment)
    yield Call(name="no signature", body=body, headers={**JSON, **scheme.headers})
    yield scheme.call("empty signature", body, "")
    yield scheme.call("signed with another secret", body, scheme.sign(body, secrets.token_hex(24)))
    if not scheme.secret:
        return
    genuine = scheme.sign(body, scheme.secret)
    yield scheme.call("amount changed after signing", scheme.body(replace(payment, money=payment.money * 10)), genuine)
    foreign = scheme.body(other or replace(payment, id=UNKNOWN, reference=UNKNOWN))
    yield scheme.call("signature of another event", body, scheme.sign(foreign, scheme.secret))
    yield scheme.call("JSON written anew after signing", json.dumps(scheme.paid(payment), indent=2).encode(), genuine)
    for name, changed in harmless(payment):
        other_id = scheme.anew() if scheme.anew else scheme
        yield other_id.call(name, other_id.body(changed), must_be_refused=False)


def harmless(payment: PaymentIntent) -> Iterator[tuple[str, PaymentIntent]]:
    """Payments that must not make the order paid, though a notice about them is rightly signed."""
    yield "rightly signed, unknown order", replace(payment, id=UNKNOWN, reference=UNKNOWN)
    money = payment.money
    if money.minor > 1:
        yield "rightly signed, smaller amount", replace(payment, money=Money(money.minor // 2, money.currency))
    yield "rightly signed, other currency", replace(payment, money=Money(money.minor, _another(money.currency)))


def claims(payment: PaymentIntent, **more: object) -> Iterator[Call]:
    """“I have paid” in the payer's own words, for gateways that send no notices; only the order must stay as it is."""
    said = {
        "reference": payment.reference, "status": "PAID", "paid": True,
        "amount": payment.money.text, "currency": payment.money.currency, **more,
    }  # fmt: skip
    texts = {name: str(value) for name, value in said.items()}
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    yield Call(name="“I have paid”, as JSON", body=dump(said), headers=JSON, must_be_refused=False)
    yield Call(name="“I have paid”, as a form", body=urlencode(texts).encode(), headers=form, must_be_refused=False)
    yield Call(
        name="“I have paid”, in the address", method="GET", to="back", query={**texts, "status": "success"},
        must_be_refused=False,
    )  # fmt: skip


def _another(currency: str) -> str:
    return "INR" if currency != "INR" else "USD"
