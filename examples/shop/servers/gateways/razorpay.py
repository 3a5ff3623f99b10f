"""Stands in for Razorpay: orders, payments made in Checkout, refunds, signed webhooks and returns.

Outcomes beside those of every stand-in: ``declined``, ``pending`` (a payment stays created), ``authorized`` (not
captured), ``refund_pending``, ``refund_failed``, ``refund_running`` (409: the same refund is under way).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import json
import re
import secrets
import ssl
import time
from collections.abc import Callable
from typing import Any

from servers.gateways import Answer, Asked, StandIn

Row = dict[str, Any]
MINIMUM = 100
FAILED = {
    "error_code": "BAD_REQUEST_ERROR", "error_description": "Your payment has been declined.",
    "error_source": "bank", "error_step": "payment_authorization", "error_reason": "card_declined",
}  # fmt: skip
EVENTS = {status: f"payment.{status}" for status in ("authorized", "captured", "failed")} | {
    "refunded": "payment.captured"
}
REFUND_KEY = re.compile(r"[A-Za-z0-9_-]{10,}")


class RazorpayError(Exception):
    """An answer that is an error."""

    def __init__(
        self, status: int, description: str, *, reason: str = "input_validation_failed", field: str = ""
    ) -> None:
        super().__init__(description)
        self.status = status
        self.body = {
            "error": {
                "code": "BAD_REQUEST_ERROR", "description": description, "source": "business",
                "step": "payment_initiation", "reason": reason, "metadata": {}, "field": field,
            }
        }  # fmt: skip


class Razorpay(StandIn):
    """One account.

    Args:
        context: certificate for 127.0.0.1.
        key_id: ``rzp_test_…``.
        key_secret: for the API and the signature of returns.
        webhook_secret: for the signature of webhooks.
    """

    name = "razorpay"

    def __init__(self, context: ssl.SSLContext, *, key_id: str, key_secret: str, webhook_secret: str = "") -> None:
        self.key_id, self.key_secret, self.webhook_secret = key_id, key_secret, webhook_secret
        self.orders: dict[str, Row] = {}
        self.payments: dict[str, Row] = {}
        self.refunds: dict[str, Row] = {}
        self._kept: dict[str, tuple[str, bytes, str]] = {}
        super().__init__(context)

    def answer(self, asked: Asked) -> Answer:
        """One call; the pages of Checkout need no credentials, only a known key_id."""
        try:
            if asked.path.startswith("/v1/checkout/"):
                return self._checkout(asked)
            expected = "Basic " + base64.b64encode(f"{self.key_id}:{self.key_secret}".encode()).decode()
            if asked.headers.get("Authorization") != expected:
                raise RazorpayError(401, "Authentication failed", reason="NA")
            for (method, pattern), do in _ROUTES.items():
                found = re.fullmatch(pattern, asked.path)
                if method == asked.method and found:
                    return Answer(200, json.dumps(do(self, asked, *found.groups())).encode())
        except RazorpayError as error:
            return Answer(error.status, error.body)
        return Answer(404, {"error": {"code": "BAD_REQUEST_ERROR", "description": "The requested URL was not found"}})

    def busy(self) -> Answer:
        """Too many requests."""
        return Answer(429, {"error": {"code": "BAD_REQUEST_ERROR", "description": "Request failed: too many requests"}})

    def pay(self, payment: str) -> dict[str, str]:
        """The payer pays an order in Checkout; what the browser takes back to the shop."""
        with self.lock:
            order = self.orders[payment]
            wish = self.wished("pending", "authorized", "declined")
            if wish == "declined":
                return self.decline(payment)
            status = {"pending": "created", "authorized": "authorized"}.get(wish, "captured")
            made = self._made(order, status)
            if status == "captured":
                self._settle(made)
        return {
            "razorpay_payment_id": made["id"],
            "razorpay_order_id": payment,
            "razorpay_signature": self.sign_return(payment, made["id"]),
        }

    def decline(self, payment: str) -> dict[str, str]:
        """The payer's bank says no; what the browser takes back to the shop."""
        with self.lock:
            made = self._made(self.orders[payment], "failed")
            made.update(FAILED)
        told = {name.replace("error_", "error[") + "]": value for name, value in FAILED.items()}
        return {**told, "error[metadata]": json.dumps({"payment_id": made["id"], "order_id": payment})}

    def settle(self, payment: str) -> None:
        """A payment that was pending or authorized is captured after all."""
        with self.lock:
            self._settle(self.payments[payment])

    def forget(self) -> None:
        """Know no payment any more."""
        with self.lock:
            for kept in (self.orders, self.payments, self.refunds):
                kept.clear()

    def recall(
        self, name: str, *, reference: str, amount: int, currency: str, refunded: int, is_paid: bool, at: int
    ) -> None:
        """Know an order that was paid, or not, at another time (seconds since 1970)."""
        with self.lock:
            order = self._new_order(name, amount, currency, reference, {"reference": reference})
            order["created_at"] = at
            made = self._made(order, "created" if is_paid else "failed")
            made["created_at"] = at
            if is_paid:
                self._settle(made)
                made["amount_refunded"] = refunded
            else:
                made.update(FAILED)

    def notify(self, payment: str) -> int:
        """Send the event that fits the latest payment of an order, or a payment."""
        made = self.payments.get(payment) or self._of(payment)[-1]
        return self.send(self.event(EVENTS[made["status"]], made))

    def event(self, kind: str, payment: Row) -> Row:
        """An event as Razorpay writes it."""
        contains = {"payment": {"entity": payment}}
        if kind == "order.paid":
            contains["order"] = {"entity": self.orders[payment["order_id"]]}
        return {
            "entity": "event", "account_id": "acc_StandIn0000000", "event": kind, "contains": list(contains),
            "payload": json.loads(json.dumps(contains)), "created_at": int(time.time()),
        }  # fmt: skip

    def send(self, event: Row, *, event_id: str = "") -> int:
        """Sign it, and post it to the shop."""
        body = json.dumps(event, separators=(",", ":")).encode()
        headers = {
            "Content-Type": "application/json", "X-Razorpay-Signature": self.sign(body),
            "X-Razorpay-Event-Id": event_id or secrets.token_hex(7),
        }  # fmt: skip
        return self.tell(body, headers)

    def sign(self, body: bytes) -> str:
        """Signature of a webhook."""
        return hmac.new(self.webhook_secret.encode(), body, hashlib.sha256).hexdigest()

    def sign_return(self, order: str, payment: str) -> str:
        """Signature of what the payer's browser takes back."""
        return hmac.new(self.key_secret.encode(), f"{order}|{payment}".encode(), hashlib.sha256).hexdigest()

    def _checkout(self, asked: Asked) -> Answer:
        said = asked.form
        if said.get("key_id") != self.key_id:
            raise RazorpayError(401, "The api key provided is invalid", reason="NA")
        if said.get("order_id") not in self.orders:
            raise RazorpayError(400, "The id provided does not exist", field="order_id")
        order, back = self.orders[said["order_id"]], said.get("callback_url", "")
        if asked.path == "/v1/checkout/embedded":
            buttons = "".join(f'<button name="outcome" value="{one}">{one}</button>' for one in ("Success", "Failure"))
            text = f"<h1>Test bank</h1><p>{order['currency']} {order['amount'] / 100:.2f}</p>"
            kept = {name: said.get(name, "") for name in ("key_id", "order_id", "callback_url")}
            return Answer(200, text + _form("/v1/checkout/done", kept, buttons))
        taken = (self.pay if said.get("outcome") == "Success" else self.decline)(order["id"])
        return Answer(200, _form(back, taken, "<button>Back to the shop</button>"))

    def _made(self, order: Row, status: str) -> Row:
        if order["status"] == "paid":
            raise RazorpayError(400, "The order has already been paid", field="order_id")
        payment = {
            "id": "pay_" + secrets.token_hex(7), "entity": "payment", "amount": order["amount"],
            "currency": order["currency"], "status": status, "order_id": order["id"], "method": "card",
            "amount_refunded": 0, "refund_status": None, "captured": False, "international": False,
            "description": None, "email": "payer@example.com", "contact": "+919000090000", "notes": order["notes"],
            "fee": None, "tax": None, **dict.fromkeys(FAILED), "created_at": int(time.time()),
        }  # fmt: skip
        self.payments[payment["id"]] = payment
        order.update(status="attempted", attempts=order["attempts"] + 1)
        return payment

    def _settle(self, payment: Row) -> None:
        payment.update(status="captured", captured=True)
        order = self.orders[payment["order_id"]]
        order.update(status="paid", amount_paid=order["amount"], amount_due=0)

    def _of(self, order: str) -> list[Row]:
        return [one for one in self.payments.values() if one["order_id"] == order]

    def _create_order(self, asked: Asked) -> Row:
        said = asked.json
        if asked.kind != "application/json" or not isinstance(said, dict):
            raise RazorpayError(400, "The request body is no JSON")
        amount, currency, receipt = (said.get(name) for name in ("amount", "currency", "receipt"))
        if type(amount) is not int:
            raise RazorpayError(400, "The amount must be an integer.", field="amount")
        if amount < MINIMUM:
            raise RazorpayError(400, "Order amount less than minimum amount allowed", field="amount")
        if not re.fullmatch(r"[A-Z]{3}", str(currency)):
            raise RazorpayError(400, "The currency is invalid", field="currency")
        if len(receipt or "") > 40:
            raise RazorpayError(400, "The receipt may not be greater than 40 characters.", field="receipt")
        return self._new_order("order_" + secrets.token_hex(7), amount, str(currency), receipt, said.get("notes") or [])

    def _new_order(self, name: str, amount: int, currency: str, receipt: str | None, notes: Any) -> Row:
        order = {
            "id": name, "entity": "order", "amount": amount, "amount_paid": 0,
            "amount_due": amount, "currency": currency, "receipt": receipt, "offer_id": None, "status": "created",
            "attempts": 0, "notes": notes, "created_at": int(time.time()),
        }  # fmt: skip
        self.orders[order["id"]] = order
        return order

    def _list_orders(self, asked: Asked) -> Row:
        wanted = asked.query.get("receipt")
        return _listed(
            asked, [one for one in reversed(self.orders.values()) if wanted is None or one["receipt"] == wanted]
        )

    def _get_order(self, asked: Asked, name: str) -> Row:
        return _known(self.orders, name)

    def _payments_of(self, asked: Asked, name: str) -> Row:
        _known(self.orders, name)
        return _listed(asked, list(reversed(self._of(name))))

    def _list_payments(self, asked: Asked) -> Row:
        since = int(asked.query.get("from") or 0)
        return _listed(asked, [one for one in reversed(self.payments.values()) if one["created_at"] >= since])

    def _get_payment(self, asked: Asked, name: str) -> Row:
        return _known(self.payments, name)

    def _capture(self, asked: Asked, name: str) -> Row:
        payment, said = _known(self.payments, name), asked.json or {}
        if payment["status"] == "captured":
            raise RazorpayError(400, "This payment has already been captured")
        if payment["status"] != "authorized":
            raise RazorpayError(400, "Only payments which have been authorized and not yet captured can be captured")
        if (said.get("amount"), said.get("currency")) != (payment["amount"], payment["currency"]):
            raise RazorpayError(400, "Capture amount must be equal to the amount authorized", field="amount")
        self._settle(payment)
        return payment

    def _refund(self, asked: Asked, name: str) -> Row:
        payment, said = _known(self.payments, name), asked.json or {}
        kept = asked.headers.get("X-Refund-Idempotency", "")
        if kept and not REFUND_KEY.fullmatch(kept):
            raise RazorpayError(400, "The idempotency key is malformed")
        if self.wished("refund_running"):
            raise RazorpayError(409, "Request with the same idempotency key is being processed", reason="conflict")
        if kept in self._kept:
            path, body, refund = self._kept[kept]
            if (path, body) != (asked.path, asked.body):
                raise RazorpayError(400, "Different request body sent with the same idempotency key")
            return self.refunds[refund]
        made = self._refunded(payment, said)
        if kept:
            self._kept[kept] = (asked.path, asked.body, made["id"])
        return made

    def _refunded(self, payment: Row, said: Row) -> Row:
        if not payment["captured"]:
            raise RazorpayError(400, "The payment status should be captured for action to be taken")
        left = payment["amount"] - payment["amount_refunded"]
        if left == 0:
            raise RazorpayError(400, "The payment has been fully refunded already")
        amount = said.get("amount", left)
        if type(amount) is not int or not 0 < amount <= left:
            raise RazorpayError(400, "The total refund amount is greater than the refund payment amount")
        status = {"refund_pending": "pending", "refund_failed": "failed"}.get(
            self.wished("refund_pending", "refund_failed"), "processed"
        )
        if status != "failed":
            payment["amount_refunded"] += amount
            payment["refund_status"] = "partial" if amount < left else "full"
            payment["status"] = "captured" if amount < left else "refunded"
        refund = {
            "id": "rfnd_" + secrets.token_hex(7), "entity": "refund", "amount": amount, "receipt": said.get("receipt"),
            "currency": payment["currency"], "payment_id": payment["id"], "notes": said.get("notes") or [],
            "created_at": int(time.time()), "status": status, "speed_processed": "normal",
            "speed_requested": said.get("speed", "normal"),
        }  # fmt: skip
        self.refunds[refund["id"]] = refund
        return refund


def _known(rows: dict[str, Row], name: str) -> Row:
    if name not in rows:
        raise RazorpayError(400, "The id provided does not exist")
    return rows[name]


def _listed(asked: Asked, rows: list[Row]) -> Row:
    found = rows[int(asked.query.get("skip") or 0) :][: int(asked.query.get("count") or 10)]
    return {"entity": "collection", "count": len(found), "items": found}


def _form(action: str, fields: dict[str, str], buttons: str) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
        for name, value in fields.items()
    )
    return f'<form method="post" action="{html.escape(action)}">{hidden}{buttons}</form>'


_ROUTES: dict[tuple[str, str], Callable[..., Row]] = {
    ("POST", "/v1/orders"): Razorpay._create_order,
    ("GET", "/v1/orders"): Razorpay._list_orders,
    ("GET", "/v1/orders/([^/]+)"): Razorpay._get_order,
    ("GET", "/v1/orders/([^/]+)/payments"): Razorpay._payments_of,
    ("GET", "/v1/payments"): Razorpay._list_payments,
    ("GET", "/v1/payments/([^/]+)"): Razorpay._get_payment,
    ("POST", "/v1/payments/([^/]+)/capture"): Razorpay._capture,
    ("POST", "/v1/payments/([^/]+)/refund"): Razorpay._refund,
}
