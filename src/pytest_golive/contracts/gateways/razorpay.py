"""Razorpay: orders are made here, the payer pays them in Checkout on the shop's page, and both can be asked for.

Orders have no idempotency key: the key is written as the order's ``receipt``, and looked for before another order is
made. Answers do not tell the mode; the prefix of the key is the only evidence.

Source: github.com/razorpay/markdown-docs of 2026-04 (api/orders, api/payments, api/refunds, webhooks/validate-test).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import quote, urlencode

from pytest_golive.contracts.gateways.base import (
    AuthFailed,
    AuthInsufficient,
    BadRequest,
    Call,
    Capability,
    Gateway,
    GatewayError,
    GatewayTimeout,
    Mode,
    Outcome,
    PaymentIntent,
    Refund,
    Status,
    Unsupported,
    Verified,
)
from pytest_golive.contracts.gateways.forging import UNKNOWN, Scheme, common, dump
from pytest_golive.contracts.gateways.razorpay_events import event, payment_id, sign, sign_return
from pytest_golive.contracts.gateways.wire import Wire, refuse, understood
from pytest_golive.contracts.money import Money
from pytest_golive.settings.payment import RazorpayTable

#: One host serves both modes, so only the key tells; partners' keys begin alike.
LIVE_HOSTS = ("rzp_live_",)
TEST_KEYS = ("rzp_test_",)
API = "https://api.razorpay.com"
STATUSES = {
    "created": Status.PROCESSING,
    "authorized": Status.AUTHORIZED,
    "captured": Status.SUCCEEDED,
    # The money was taken; that it went back is the refund's to tell.
    "refunded": Status.SUCCEEDED,
    "failed": Status.FAILED,
}
#: Of an order's payments, the one that counts.
FIRST = ("captured", "refunded", "authorized", "created", "failed")
REFUNDS: dict[str, Literal["succeeded", "failed"]] = {"processed": "succeeded", "failed": "failed"}
#: Under which a shop may keep its number of the order in the notes; the first one is ours.
REFERENCES = ("reference", "order", "order_id", "order_number", "orderId")
REFUND_KEY = re.compile("[A-Za-z0-9_-]{10,}")
RETURN = {"Content-Type": "application/x-www-form-urlencoded"}
MOST_PAGES = 50
SIGNATURE, EVENT_ID = "X-Razorpay-Signature", "X-Razorpay-Event-Id"


def open_gateway(table: RazorpayTable) -> RazorpayGateway:
    """The gateway of ``[payment.razorpay]``."""
    return RazorpayGateway(table)


class RazorpayGateway(Gateway):
    """One Razorpay account; a payment's id is that of its order, or ``pay_…`` of one attempt to pay it."""

    name = "razorpay"
    capabilities = frozenset(
        {
            Capability.CREDENTIALS,
            Capability.MODE,
            Capability.CAPTURE,
            Capability.REFUND,
            Capability.PARTIAL_REFUND,
            Capability.REFUNDS_TOLD,
            Capability.WEBHOOK,
        }
    )
    events = ("paid", "failed", "authorized", "unrelated", "return")

    def __init__(self, table: RazorpayTable) -> None:
        self._table = table
        self._wire = Wire((table.base_url or API).rstrip("/").removesuffix("/v1"), table)
        self._orders: dict[str, Mapping[str, Any]] = {}

    def mode_of_credentials(self) -> Mode:
        """By the prefix of the key."""
        for kind, prefixes in (("live", LIVE_HOSTS), ("test", TEST_KEYS)):
            for prefix in prefixes:
                if self._table.key_id.startswith(prefix):
                    return Mode(kind="live" if kind == "live" else "test", evidence=f"prefix {prefix}")
        return Mode(kind="unknown", evidence="no known prefix" if self._table.key_id else "no key")

    def verify_credentials(self) -> Verified:
        """Ask for one payment."""
        try:
            self._ask("GET", "payments", query={"count": "1"})
        except AuthFailed as error:
            return Verified(state="refused", evidence=str(error))
        except AuthInsufficient as error:
            return Verified(state="insufficient", evidence=str(error))
        return Verified(state="accepted", evidence="GET /v1/payments?count=1 answered")

    def create_payment(
        self,
        money: Money,
        reference: str,
        *,
        idempotency_key: str,
        capture: Literal["automatic", "manual"] = "automatic",
        outcome: Outcome = "success",
    ) -> PaymentIntent:
        """Make an order; it is paid by a person in Checkout, or not at all."""
        if capture == "manual":
            raise Unsupported("whether razorpay captures at once is a setting of the account, not of the order")
        if outcome != "success":
            raise Unsupported(f"razorpay cannot simulate {outcome} by API: choose it on the test bank's page")
        fits = len(idempotency_key) <= 40
        receipt = idempotency_key if fits else hashlib.sha256(idempotency_key.encode()).hexdigest()[:40]
        said = {
            "amount": _wire_amount(money),
            "currency": money.currency,
            "receipt": receipt,
            "notes": {"reference": reference},
        }
        for order in _items(self._ask("GET", "orders", query={"receipt": receipt})):
            if order.get("receipt") == receipt:
                if any(order.get(name) != value for name, value in said.items()):
                    raise BadRequest("the idempotency key was used for another payment")
                return self._of_order(order)
        return self._of_order(self._ask("POST", "orders", body=said))

    def capture(self, payment: str, money: Money) -> PaymentIntent:
        """Take what was authorized: all of it, as Razorpay wants it."""
        asked = self._attempt(payment)
        said = {"amount": _wire_amount(money), "currency": money.currency}
        return self._of_payment(self._ask("POST", f"payments/{quote(asked, safe='')}/capture", body=said))

    def complete(self, payment: str, callback: Mapping[str, str]) -> PaymentIntent:
        """What a shop does with what the payer's browser brings back: three fields, or an error that nobody signed.

        Raises:
            BadRequest: the signature is not that of this order.
        """
        if any(name.startswith("error[") for name in callback):
            return self.get_payment(payment)
        given = callback.get("razorpay_signature", "")
        right = sign_return(payment, callback.get("razorpay_payment_id", ""), self._table.key_secret)
        if not hmac.compare_digest(given.encode(), right.encode()):
            raise BadRequest("the signature of the return is wrong", code="signature")
        return self.get_payment(payment)

    def get_payment(self, payment: str) -> PaymentIntent:
        """Ask how far an order (``order_…``) is, or one attempt to pay it (``pay_…``)."""
        if payment.startswith("pay_"):
            return self._of_payment(self._ask("GET", f"payments/{quote(payment, safe='')}"))
        return self._of_order(self._ask("GET", f"orders/{quote(payment, safe='')}"))

    def payments_since(self, moment: datetime) -> tuple[PaymentIntent, ...]:
        """Every attempt to pay that was begun since then (``pay_…``), each with the reference of its order.

        Raises:
            Unsupported: they are more than can be read in one go; a part of them would say nothing.
        """
        asked = {"from": str(int(moment.timestamp())), "count": "100"}
        found: list[PaymentIntent] = []
        for page in range(MOST_PAGES):
            rows = _items(self._ask("GET", "payments", query={**asked, "skip": str(page * 100)}))
            found += map(self._of_payment, rows)
            if len(rows) < 100:
                return tuple(found)
        raise Unsupported(f"more than {len(found)} payments since {moment:%Y-%m-%d}: choose a shorter time")

    def refund(self, payment: str, money: Money | None = None, *, idempotency_key: str) -> Refund:
        """Send money back; Razorpay refuses more than is left.

        Raises:
            GatewayTimeout: the same refund is still under way.
        """
        asked = self._attempt(payment)
        said: dict[str, Any] = {"speed": "normal"}
        if money is not None:
            # A refund names no currency: 5 of another one would silently be 5 of this.
            paid = _money(self._ask("GET", f"payments/{quote(asked, safe='')}"))
            if money.currency != paid.currency:
                raise BadRequest(f"{money} of a payment in {paid.currency} cannot be sent back")
            said["amount"] = _wire_amount(money)
        key = idempotency_key
        if not REFUND_KEY.fullmatch(key):
            key = hashlib.sha256(key.encode()).hexdigest()
        path, headers = f"payments/{quote(asked, safe='')}/refund", {"X-Refund-Idempotency": key}
        return _refund(self._ask("POST", path, body=said, headers=headers))

    def build_event(self, kind: str, payment: PaymentIntent) -> Call:
        """A notice as Razorpay signs it.

        Args:
            kind: ``paid``, ``failed``, ``authorized``, ``unrelated`` (about something else), or ``return``: what the
                payer's browser takes back.
            payment: an order.
        """
        if kind == "return":
            signed = sign_return(payment.id, payment_id(payment), self._table.key_secret)
            return self._return(kind, payment, signed, is_genuine=True)
        if kind not in self.events:
            raise Unsupported(f"razorpay has no notice “{kind}”")
        if not self._table.webhook_secret:
            raise Unsupported("without [payment.razorpay] webhook_secret no notice can be signed")
        scheme = self._scheme()
        body = dump(event(kind, payment, self._orders.get(payment.id, {})))
        return scheme.call(kind, body, is_genuine=True, must_be_refused=False)

    def forgeries(self, payment: PaymentIntent, *, other: PaymentIntent | None = None) -> tuple[Call, ...]:
        """Notices and returns that an order is paid; without a webhook_secret only those that need none."""
        scheme, key, hook = self._scheme(), self._table.key_secret, self._table.webhook_secret
        calls, body, taken = list(common(scheme, payment, other)), scheme.body(payment), payment_id(payment)
        calls.append(scheme.call("signed with the secret of the API key", body, sign(body, key)))
        if hook:
            digest = base64.b64encode(bytes.fromhex(sign(body, hook))).decode()
            calls.append(scheme.call("signature in base64", body, digest))
            calls.append(
                self._return("return signed with the webhook's secret", payment, sign_return(payment.id, taken, hook))
            )
        stolen = sign_return(other.id, payment_id(other), key) if other else sign_return(UNKNOWN, taken, key)
        calls += [
            self._return("return without a signature", payment, ""),
            self._return(
                "return signed with another secret", payment, sign_return(payment.id, taken, secrets.token_hex(12))
            ),
            self._return("return with the signature of another order", payment, stolen),
        ]
        if other is not None:
            calls.append(self._return("return of another order, which is paid", other, stolen))
        return tuple(calls)

    def close(self) -> None:
        """Give connections back."""
        self._wire.close()

    def _scheme(self) -> Scheme:
        def paid(payment: PaymentIntent) -> Mapping[str, Any]:
            return event("paid", payment, self._orders.get(payment.id, {}))

        headers = {EVENT_ID: secrets.token_hex(7)}
        secret = self._table.webhook_secret
        return Scheme(header=SIGNATURE, secret=secret, paid=paid, sign=sign, headers=headers, anew=self._scheme)

    def _return(self, name: str, payment: PaymentIntent, signature: str, **more: Any) -> Call:
        fields = {"razorpay_payment_id": payment_id(payment), "razorpay_order_id": payment.id}
        if signature:
            fields["razorpay_signature"] = signature
        # A browser sends it, which is led to a page that says so: only the order must stay as it is.
        return Call(
            name=name, to="back", body=urlencode(fields).encode(), headers=RETURN, must_be_refused=False, **more
        )  # fmt: skip

    def _attempt(self, payment: str) -> str:
        """The attempt that counts, of an order."""
        if payment.startswith("pay_"):
            return payment
        found = self._best(payment)
        if found is None:
            raise BadRequest(f"nobody has paid {payment}")
        return str(found["id"])

    def _best(self, order: str) -> Mapping[str, Any] | None:
        rows = _items(self._ask("GET", f"orders/{quote(order, safe='')}/payments"))
        known = [one for one in rows if one.get("status") in FIRST]
        return min(known, key=lambda one: FIRST.index(one["status"]), default=None)

    @understood()
    def _of_order(self, order: Mapping[str, Any]) -> PaymentIntent:
        self._orders[order["id"]] = order
        made = self._best(order["id"]) if order.get("attempts") or order["status"] != "created" else None
        status = Status.REQUIRES_ACTION
        if order["status"] != "created":
            status = STATUSES[made["status"]] if made else Status.PROCESSING
        return self._intent(order["id"], status, order, made)

    @understood()
    def _of_payment(self, made: Mapping[str, Any]) -> PaymentIntent:
        status, order = STATUSES.get(made["status"]), self._orders.get(made.get("order_id") or "")
        if status is None:
            raise GatewayError(f"the status {made['status']!r} is not known here")
        if order is None and made.get("order_id"):
            order = self._ask("GET", f"orders/{quote(made['order_id'], safe='')}")
            self._orders[made["order_id"]] = order
        return self._intent(made["id"], status, {**(order or {}), **{k: made[k] for k in ("amount", "currency")}}, made)

    def _intent(
        self, name: str, status: Status, order: Mapping[str, Any], made: Mapping[str, Any] | None
    ) -> PaymentIntent:
        notes = order.get("notes") or {}
        own = next((str(notes[one]) for one in REFERENCES if one in notes), "")
        is_failed = status is Status.FAILED and made is not None
        return PaymentIntent(
            id=name,
            status=status,
            money=_money(order),
            reference=own or order.get("receipt") or "",
            decline_code=(made.get("error_reason") or made.get("error_code") or "") if made and is_failed else "",
            transaction=made["id"] if made else "",
            created=datetime.fromtimestamp((made or order)["created_at"], UTC),
            refunded=made["amount_refunded"] if made else 0,
        )

    def _ask(
        self,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        auth = (self._table.key_id, self._table.key_secret)
        status, answer = self._wire.call(method, f"/v1/{path}", body=body, query=query, headers=headers, auth=auth)
        if status == 200 and isinstance(answer, dict):
            return answer
        error = answer.get("error") if isinstance(answer, dict) else None
        told = error if isinstance(error, dict) else {}
        if status == 409:
            raise GatewayTimeout("the same request is still under way (HTTP 409)", code="conflict")
        message = str(told.get("description") or "no description").replace(self._table.key_secret or "\0", "…")
        reason = told.get("reason")
        raise refuse(status, message, code=str((reason if reason != "NA" else "") or told.get("code") or ""))


def _items(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(answer.get("items") or ())


def _wire_amount(money: Money) -> int:
    if money.exponent == 3 and money.minor % 10:
        raise BadRequest(f"{money}: of three digits after the point, Razorpay takes two")
    return money.minor


def _money(raw: Mapping[str, Any]) -> Money:
    return Money(raw["amount"], raw["currency"])


@understood()
def _refund(raw: Mapping[str, Any]) -> Refund:
    return Refund(id=raw["id"], status=REFUNDS.get(raw["status"], "pending"), money=_money(raw))
