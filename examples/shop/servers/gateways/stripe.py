"""Stands in for Stripe: payment intents, refunds, webhook end points, and signed events.

Outcomes beside those of every stand-in: ``declined``, ``pending`` (processing), ``action`` (the payer must confirm),
``broken`` (500, which is kept under the idempotency key as Stripe does), ``refund_pending``, ``refund_failed``.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import secrets
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from servers.gateways import Answer, Asked, StandIn

Row = dict[str, Any]

#: Test PaymentMethods, and how a charge of them ends: code and decline_code.
METHODS: dict[str, tuple[str, str] | None] = {
    "pm_card_visa": None,
    "pm_card_visa_chargeDeclined": ("card_declined", "generic_decline"),
    "pm_card_visa_chargeDeclinedInsufficientFunds": ("card_declined", "insufficient_funds"),
    "pm_card_chargeDeclinedExpiredCard": ("expired_card", ""),
    "pm_card_chargeDeclinedIncorrectCvc": ("incorrect_cvc", ""),
    "pm_card_chargeDeclinedProcessingError": ("processing_error", ""),
}
MINIMUM, MAXIMUM = 50, 99_999_999
OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")
EVENTS = {
    "succeeded": "payment_intent.succeeded",
    "requires_payment_method": "payment_intent.payment_failed",
    "requires_capture": "payment_intent.amount_capturable_updated",
    "requires_action": "payment_intent.requires_action",
    "processing": "payment_intent.processing",
    "canceled": "payment_intent.canceled",
}


class StripeError(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, code: str, message: str, *, kind: str = "invalid_request_error", **more: Any):
        super().__init__(message)
        self.status = status
        told = {"type": kind, "code": code, "message": message, **more}
        self.body = {"error": {name: value for name, value in told.items() if value}}


class Stripe(StandIn):
    """One account.

    Args:
        context: certificate for 127.0.0.1.
        secret_key: ``sk_test_…`` or ``sk_live_…``; it alone decides about the mode.
        webhook_secret: ``whsec_…``.
        restricted_key: ``rk_…``, which may see payments and neither the balance nor the end points.
    """

    name = "stripe"

    def __init__(
        self, context: ssl.SSLContext, *, secret_key: str, webhook_secret: str = "", restricted_key: str = ""
    ) -> None:
        self.secret_key, self.webhook_secret, self.restricted_key = secret_key, webhook_secret, restricted_key
        self.intents: dict[str, Row] = {}
        self.charges: dict[str, Row] = {}
        self.endpoints: list[Row] = []
        #: What Stripe's fraud screening says of every charge.
        self.risk_level = "normal"
        #: Whether every change is told to the shop at once, as Stripe does.
        self.is_telling = False
        self._kept: dict[str, tuple[str, bytes, Answer]] = {}
        super().__init__(context)

    @property
    def is_live(self) -> bool:
        """As the key says."""
        return "_live_" in self.secret_key

    def answer(self, asked: Asked) -> Answer:
        """One call, with the idempotency key looked at first."""
        headers = {"Request-Id": "req_" + secrets.token_hex(7), "Stripe-Version": "2026-10-28.endive"}
        try:
            key = self._key_of(asked)
            kept = asked.headers.get("Idempotency-Key", "") if asked.method == "POST" else ""
            if kept in self._kept:
                path, body, answer = self._kept[kept]
                if (path, body) != (asked.path, asked.body):
                    raise StripeError(
                        400, "", "Keys for idempotent requests can only be used with the same"
                        " parameters they were first used with.", kind="idempotency_error",
                    )  # fmt: skip
                return Answer(answer.status, answer.body, {**headers, "Idempotent-Replayed": "true"})
            answer = self._kept_answer(asked, key)
            # As it is now: what is kept must not change with the payment.
            answer = Answer(answer.status, answer.raw)
            if kept:
                self._kept[kept] = (asked.path, asked.body, answer)
        except StripeError as error:
            answer = Answer(error.status, json.dumps(error.body).encode())
        return Answer(answer.status, answer.body, headers)

    def busy(self) -> Answer:
        """Too many requests."""
        return Answer(429, {"error": {"type": "invalid_request_error", "code": "rate_limit", "message": "Slow down"}})

    def pay(self, payment: str) -> Row:
        """The payer confirms with a good card, or the bank has made up its mind."""
        with self.lock:
            intent = self.intents[payment]
            if intent["status"] in (*OPEN, "processing"):
                self._book(intent, succeeds=True)
        self._announce(payment)
        return intent

    def decline(self, payment: str) -> Row:
        """The payer's bank says no."""
        with self.lock:
            intent = self.intents[payment]
            if intent["status"] in (*OPEN, "processing"):
                self._fail(intent, "card_declined", "generic_decline")
        self._announce(payment)
        return intent

    def forget(self) -> None:
        """Know no payment any more."""
        with self.lock:
            for kept in (self.intents, self.charges):
                kept.clear()

    def recall(
        self, name: str, *, reference: str, amount: int, currency: str, refunded: int, is_paid: bool, at: int
    ) -> None:
        """Know a payment that was made at another time (seconds since 1970)."""
        said = {"amount": str(amount), "currency": currency, "payment_method": "pm_card_visa"}
        with self.lock:
            intent = self._create({**said, "metadata[reference]": reference})
            del self.intents[intent["id"]]
            intent.update(id=name, created=at)
            self.intents[name] = intent
            if is_paid:
                self._book(intent, succeeds=True)
            else:
                self._fail(intent, "card_declined", "generic_decline")
            self.charges[intent["latest_charge"]].update(created=at, amount_refunded=refunded)

    def notify(self, payment: str) -> int:
        """Send the event that fits the payment's status; the shop's own number will do for its last payment."""
        with self.lock:
            named = [one for one in self.intents.values() if self._names(one).startswith(f"{payment}-")]
            intent = self.intents[payment] if payment in self.intents or not named else named[-1]
        return self.send(self.event(EVENTS[intent["status"]], intent))

    def event(self, kind: str, subject: Row) -> Row:
        """An event as Stripe writes it."""
        return {
            "id": "evt_" + secrets.token_hex(12), "object": "event", "api_version": "2026-10-28.endive",
            "created": int(time.time()), "type": kind, "livemode": self.is_live, "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None}, "data": {"object": json.loads(json.dumps(subject))},
        }  # fmt: skip

    def send(self, event: Row) -> int:
        """Sign it, and post it to the shop."""
        body = json.dumps(event, indent=2).encode()
        return self.tell(body, {"Content-Type": "application/json", "Stripe-Signature": self.sign(body)})

    def sign(self, body: bytes, at: int | None = None) -> str:
        """The header of an event."""
        at = int(time.time()) if at is None else at
        digest = hmac.new(self.webhook_secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
        return f"t={at},v1={digest}"

    @staticmethod
    def _names(intent: Row) -> str:
        return str((intent.get("metadata") or {}).get("reference", ""))

    def _announce(self, payment: str) -> None:
        if self.is_telling and self.deliver is not None:
            threading.Thread(target=self.notify, args=(payment,), daemon=True).start()

    def _key_of(self, asked: Asked) -> str:
        scheme, _, given = asked.headers.get("Authorization", "").partition(" ")
        if scheme == "Basic":
            given = base64.b64decode(given).decode().partition(":")[0]
        known = [key for key in (self.secret_key, self.restricted_key) if key]
        if given not in known:
            shown = f": {given[:8]}***{given[-4:]}" if given else ""
            raise StripeError(401, "", f"Invalid API Key provided{shown}")
        return given

    def _kept_answer(self, asked: Asked, key: str) -> Answer:
        """What is kept under an idempotency key: everything but what was refused before it began."""
        if asked.method == "POST" and asked.kind != "application/x-www-form-urlencoded" and asked.body:
            raise StripeError(400, "", "Invalid request: send application/x-www-form-urlencoded")
        for (method, pattern), do in _ROUTES.items():
            found = re.fullmatch(pattern, asked.path)
            if method == asked.method and found:
                if key == self.restricted_key and do in _FULL_KEY_ONLY:
                    raise StripeError(403, "", "The provided key does not have the required permissions")
                if asked.method == "POST" and self.wished("broken"):
                    return Answer(500, {"error": {"type": "api_error", "message": "Something went wrong"}})
                try:
                    said = {**asked.query, **asked.form}
                    return Answer(200, self._expanded(said, do(self, said, *found.groups())))
                except StripeError as error:
                    if error.status != 402:
                        raise
                    return Answer(402, error.body)
        raise StripeError(404, "", f"Unrecognized request URL ({asked.method}: {asked.path})")

    def _balance(self, said: Row) -> Row:
        amounts = [{"amount": 0, "currency": "usd", "source_types": {"card": 0}}]
        return {"object": "balance", "available": amounts, "pending": amounts, "livemode": self.is_live}

    def _list_endpoints(self, said: Row) -> Row:
        return _listed(self.endpoints, "/v1/webhook_endpoints")

    def _list_intents(self, said: Row) -> Row:
        since = int(said.get("created[gte]") or 0)
        rows = list(reversed(self.intents.values()))
        rows.sort(key=lambda one: -one["created"])
        if "starting_after" in said:
            rows = rows[[one["id"] for one in rows].index(said["starting_after"]) + 1 :]
        rows = [one for one in rows if one["created"] >= since]
        most = int(said.get("limit") or 10)
        return {**_listed(rows[:most], "/v1/payment_intents"), "has_more": len(rows) > most}

    def _get(self, said: Row, intent: str) -> Row:
        return self._known(self.intents, intent, "payment_intent")

    def _expanded(self, said: Row, found: Row) -> Row:
        """With charges instead of their ids, if that is asked for."""
        if not any(name.startswith("expand") and "latest_charge" in value for name, value in said.items()):
            return found
        if "data" in found:
            return {**found, "data": [self._expanded(said, one) for one in found["data"]]}
        return {**found, "latest_charge": self.charges.get(found["latest_charge"] or "")}

    def _create(self, said: Row) -> Row:
        amount, currency = _amount_of(said)
        intent: Row = {
            "id": "pi_" + secrets.token_hex(12), "object": "payment_intent", "amount": amount, "amount_capturable": 0,
            "amount_received": 0, "canceled_at": None, "capture_method": said.get("capture_method", "automatic_async"),
            "client_secret": "pi_secret_" + secrets.token_hex(12), "created": int(time.time()), "currency": currency,
            "description": said.get("description"), "last_payment_error": None, "latest_charge": None,
            "livemode": self.is_live, "metadata": _nested(said, "metadata"), "next_action": None,
            "payment_method": said.get("payment_method"), "payment_method_types": ["card"],
            "status": "requires_confirmation" if said.get("payment_method") else "requires_payment_method",
        }  # fmt: skip
        self._check_method(said)
        self._check_redirects(said)
        self.intents[intent["id"]] = intent
        return self._confirm_it(intent) if _is_on(said, "confirm") else intent

    def _confirm(self, said: Row, name: str) -> Row:
        intent = self._known(self.intents, name, "payment_intent")
        self._check_method(said)
        self._need(intent, *OPEN)
        intent["payment_method"] = said.get("payment_method") or intent["payment_method"]
        if not intent["payment_method"]:
            raise StripeError(400, "payment_intent_unexpected_state", "You cannot confirm without a payment method")
        return self._confirm_it(intent)

    def _confirm_it(self, intent: Row) -> Row:
        wish = self.wished("declined", "pending", "action")
        error = ("card_declined", "generic_decline") if wish == "declined" else METHODS[intent["payment_method"]]
        if error:
            self._fail(intent, *error)
            self._announce(intent["id"])
            raise StripeError(
                402, error[0], "Your card was declined.", kind="card_error", payment_intent=intent,
                **({"decline_code": error[1]} if error[1] else {}), charge=intent["latest_charge"],
            )  # fmt: skip
        if wish:
            intent["status"] = {"pending": "processing", "action": "requires_action"}[wish]
            intent["next_action"] = {"type": "use_stripe_sdk"} if wish == "action" else None
        else:
            self._book(intent, succeeds=True)
        self._announce(intent["id"])
        return intent

    def _fail(self, intent: Row, code: str, decline: str) -> None:
        self._book(intent, succeeds=False)
        told = {"type": "card_error", "code": code, "message": "Your card was declined."}
        intent.update(
            status="requires_payment_method", payment_method=None, next_action=None,
            last_payment_error={**told, "decline_code": decline} if decline else told,
        )  # fmt: skip

    def _book(self, intent: Row, *, succeeds: bool) -> None:
        is_held = succeeds and intent["capture_method"] == "manual"
        charge = {
            "id": "ch_" + secrets.token_hex(12), "object": "charge", "amount": intent["amount"], "amount_refunded": 0,
            "amount_captured": intent["amount"] if succeeds and not is_held else 0, "currency": intent["currency"],
            "captured": succeeds and not is_held, "created": int(time.time()), "livemode": self.is_live,
            "metadata": intent["metadata"], "paid": succeeds, "payment_intent": intent["id"], "refunded": False,
            "outcome": {"network_status": "approved_by_network", "risk_level": self.risk_level, "type": "authorized"},
            "status": "succeeded" if succeeds else "failed",
        }  # fmt: skip
        self.charges[charge["id"]] = charge
        intent.update(latest_charge=charge["id"], next_action=None)
        if succeeds:
            taken, held = (0, intent["amount"]) if is_held else (intent["amount"], 0)
            intent.update(
                status="requires_capture" if is_held else "succeeded", amount_received=taken,
                amount_capturable=held, last_payment_error=None,
            )  # fmt: skip

    def _capture(self, said: Row, name: str) -> Row:
        intent = self._known(self.intents, name, "payment_intent")
        self._need(intent, "requires_capture")
        amount = int(said.get("amount_to_capture") or intent["amount"])
        if not 0 < amount <= intent["amount_capturable"]:
            raise StripeError(400, "amount_too_large", "The amount is greater than can be captured")
        intent.update(status="succeeded", amount_received=amount, amount_capturable=0)
        self.charges[intent["latest_charge"]].update(captured=True, amount_captured=amount)
        self._announce(name)
        return intent

    def _cancel(self, said: Row, name: str) -> Row:
        intent = self._known(self.intents, name, "payment_intent")
        self._need(intent, *OPEN, "requires_capture", "processing")
        intent.update(status="canceled", amount_capturable=0, canceled_at=int(time.time()), next_action=None)
        self._announce(name)
        return intent

    def _refund(self, said: Row) -> Row:
        intent = self._known(self.intents, said.get("payment_intent", ""), "payment_intent")
        self._need(intent, "succeeded")
        charge = self.charges[intent["latest_charge"]]
        left = charge["amount_captured"] - charge["amount_refunded"]
        if left == 0:
            raise StripeError(400, "charge_already_refunded", f"Charge {charge['id']} has already been refunded.")
        amount = int(said.get("amount") or left)
        if not 0 < amount <= left:
            raise StripeError(400, "", f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})")
        status = (self.wished("refund_pending", "refund_failed") or "refund_succeeded").removeprefix("refund_")
        if status != "failed":
            charge["amount_refunded"] += amount
            charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
        return {
            "id": "re_" + secrets.token_hex(12), "object": "refund", "amount": amount, "charge": charge["id"],
            "created": int(time.time()), "currency": intent["currency"], "metadata": _nested(said, "metadata"),
            "payment_intent": intent["id"], "reason": said.get("reason"), "status": status,
        }  # fmt: skip

    @staticmethod
    def _known(rows: Mapping[str, Row], name: str, kind: str) -> Row:
        if name not in rows:
            raise StripeError(404, "resource_missing", f"No such {kind}: '{name}'", param="intent")
        return rows[name]

    @staticmethod
    def _need(intent: Row, *statuses: str) -> None:
        if intent["status"] not in statuses:
            raise StripeError(
                400, "payment_intent_unexpected_state", f"This PaymentIntent's status is {intent['status']}.",
                payment_intent=intent,
            )  # fmt: skip

    @staticmethod
    def _check_method(said: Row) -> None:
        if any("[card][number]" in name for name in said):
            raise StripeError(400, "", "Sending credit card numbers directly to the Stripe API is generally unsafe.")
        method = said.get("payment_method")
        if method and method not in METHODS:
            raise StripeError(400, "resource_missing", f"No such PaymentMethod: '{method}'", param="payment_method")

    @staticmethod
    def _check_redirects(said: Row) -> None:
        may_redirect = _is_on(said, "automatic_payment_methods[enabled]") and (
            said.get("automatic_payment_methods[allow_redirects]") != "never"
        )
        if may_redirect and _is_on(said, "confirm") and not said.get("return_url"):
            raise StripeError(400, "", "This PaymentIntent may need a redirect: give a `return_url`.")


def _listed(rows: list[Row], path: str) -> Row:
    return {"object": "list", "url": path, "has_more": False, "data": rows}


def _is_on(said: Row, name: str) -> bool:
    """Older SDKs write True."""
    return str(said.get(name)).lower() == "true"


def _nested(said: Row, name: str) -> Row:
    return {key[len(name) + 1 : -1]: value for key, value in said.items() if key.startswith(f"{name}[")}


def _amount_of(said: Row) -> tuple[int, str]:
    amount, currency = said.get("amount", ""), said.get("currency", "")
    if not re.fullmatch(r"\d+", amount):
        raise StripeError(400, "parameter_invalid_integer", f"Invalid integer: {amount}", param="amount")
    if not re.fullmatch(r"[A-Za-z]{3}", currency):
        raise StripeError(400, "", f"Invalid currency: {currency}", param="currency")
    if int(amount) < MINIMUM:
        raise StripeError(400, "amount_too_small", "Amount must be at least $0.50 usd", param="amount")
    if int(amount) > MAXIMUM:
        raise StripeError(400, "amount_too_large", "Amount must be no more than $999,999.99", param="amount")
    return int(amount), currency.lower()


Do = Callable[..., Row]
_ROUTES: dict[tuple[str, str], Do] = {
    ("GET", "/v1/balance"): Stripe._balance,
    ("GET", "/v1/webhook_endpoints"): Stripe._list_endpoints,
    ("GET", "/v1/payment_intents"): Stripe._list_intents,
    ("POST", "/v1/payment_intents"): Stripe._create,
    ("GET", "/v1/payment_intents/([^/]+)"): Stripe._get,
    ("POST", "/v1/payment_intents/([^/]+)/confirm"): Stripe._confirm,
    ("POST", "/v1/payment_intents/([^/]+)/capture"): Stripe._capture,
    ("POST", "/v1/payment_intents/([^/]+)/cancel"): Stripe._cancel,
    ("POST", "/v1/refunds"): Stripe._refund,
}
_FULL_KEY_ONLY = (Stripe._balance, Stripe._list_endpoints)
