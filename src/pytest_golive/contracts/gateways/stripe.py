"""Stripe, through its official SDK (extra ``stripe``): 12 or later, called with its own time-out and no retries.

Test payments are made with Stripe's test PaymentMethods, so that no card number goes through the gate. The ids of
those that are declined are seen in use, not in Stripe's own documentation.

Source: docs.stripe.com/keys, /testing, /currencies, /api/idempotent_requests; the SDK's ``_webhook.py``.
"""

from __future__ import annotations

import hashlib
import hmac
import importlib
import json
import secrets
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Literal

from pytest_golive.contracts.gateways.base import (
    AuthFailed,
    AuthInsufficient,
    BadRequest,
    Call,
    Capability,
    Declined,
    Endpoint,
    Gateway,
    GatewayError,
    GatewayTimeout,
    Mode,
    NextAction,
    Outcome,
    PaymentIntent,
    RateLimited,
    Refund,
    Status,
    Unsupported,
    Verified,
)
from pytest_golive.contracts.gateways.forging import Scheme, common, dump
from pytest_golive.contracts.gateways.stripe_events import event, money_of, sign, wire_amount
from pytest_golive.contracts.gateways.wire import CONNECT_SECONDS, Wire, unanswered, understood
from pytest_golive.contracts.money import Money
from pytest_golive.settings.payment import StripeTable

#: One host serves both modes, so only the keys tell.
LIVE_HOSTS = ("sk_live_", "rk_live_", "pk_live_")
TEST_KEYS = ("sk_test_", "rk_test_", "pk_test_")
API = "https://api.stripe.com"
METHODS: dict[Outcome, str] = {
    "success": "pm_card_visa",
    "declined": "pm_card_visa_chargeDeclined",
    "insufficient_funds": "pm_card_visa_chargeDeclinedInsufficientFunds",
}
STATUSES = {
    "requires_payment_method": Status.REQUIRES_ACTION,
    "requires_confirmation": Status.REQUIRES_ACTION,
    "requires_action": Status.REQUIRES_ACTION,
    "processing": Status.PROCESSING,
    "requires_capture": Status.AUTHORIZED,
    "canceled": Status.CANCELED,
    "succeeded": Status.SUCCEEDED,
}
REFUNDS: dict[str, Literal["succeeded", "failed"]] = {
    "succeeded": "succeeded",
    "failed": "failed",
    "canceled": "failed",
}
#: Under which a shop may keep its number of the order in the metadata; the first one is ours.
REFERENCES = ("reference", "order", "order_id", "order_number", "orderId")
SIGNATURE = "Stripe-Signature"
#: The charge tells what was refunded, and what the fraud screening thinks.
EXPAND = {"expand": ["latest_charge"]}
MOST_PAGES = 50
ERRORS: tuple[tuple[str, type[GatewayError]], ...] = (
    ("CardError", Declined),
    ("AuthenticationError", AuthFailed),
    ("PermissionError", AuthInsufficient),
    ("RateLimitError", RateLimited),
    ("InvalidRequestError", BadRequest),
    ("IdempotencyError", BadRequest),
)


def open_gateway(table: StripeTable) -> StripeGateway:
    """The gateway of ``[payment.stripe]``; the SDK is looked for at the first call."""
    return StripeGateway(table)


class StripeGateway(Gateway):
    """One Stripe account, in the mode of its key."""

    name = "stripe"
    capabilities = frozenset(Capability) - {Capability.CALLBACK_UNSIGNED, Capability.POLL}
    events = ("paid", "failed", "rotated", "unrelated")

    def __init__(self, table: StripeTable) -> None:
        self._table = table
        self._raw: dict[str, Mapping[str, Any]] = {}

    def mode_of_credentials(self) -> Mode:
        """By the prefixes of the keys, which must agree."""
        keys = [key for key in (self._table.secret_key, self._table.public_key) if key]
        prefixes = [_prefix(key) for key in keys]
        kinds = {"live" if one in LIVE_HOSTS else "test" if one in TEST_KEYS else "unknown" for one in prefixes}
        evidence = " and ".join(f"prefix {one}" if one else "no known prefix" for one in prefixes) or "no key"
        match list(kinds):
            case ["live"]:
                return Mode(kind="live", evidence=evidence)
            case ["test"]:
                return Mode(kind="test", evidence=evidence)
        return Mode(kind="unknown", evidence=evidence)

    def verify_credentials(self) -> Verified:
        """Ask for the balance."""
        try:
            answer = self._do(lambda stripe: stripe.balance.retrieve())
        except AuthFailed as error:
            return Verified(state="refused", evidence=str(error))
        except AuthInsufficient as error:
            return Verified(state="insufficient", evidence=str(error))
        word = "true" if answer["livemode"] else "false"
        told = Mode(kind="live" if answer["livemode"] else "test", evidence=f"livemode {word}")
        return Verified(state="accepted", evidence=f"GET /v1/balance answered, livemode {word}", mode=told)

    def webhook_endpoints(self) -> tuple[Endpoint, ...]:
        """Where notices are sent, as Stripe has it; a hundred at most."""
        answer = self._do(lambda stripe: stripe.webhook_endpoints.list({"limit": 100}))
        return tuple(
            Endpoint(
                url=one["url"],
                events=tuple(one["enabled_events"]),
                is_enabled=one["status"] == "enabled",
                is_live=one["livemode"],
            )
            for one in answer["data"]
        )

    def create_payment(
        self,
        money: Money,
        reference: str,
        *,
        idempotency_key: str,
        capture: Literal["automatic", "manual"] = "automatic",
        outcome: Outcome = "success",
    ) -> PaymentIntent:
        """Charge a test PaymentMethod.

        Raises:
            Declined: as ``outcome`` wished; ``code`` is Stripe's decline_code.
        """
        if outcome not in METHODS:
            raise Unsupported(f"stripe has no test PaymentMethod for {outcome}")
        said = {
            "amount": wire_amount(money),
            "currency": money.currency.lower(),
            "payment_method": METHODS[outcome],
            "confirm": True,
            "capture_method": "manual" if capture == "manual" else "automatic",
            "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
            "description": reference,
            "metadata": {"reference": reference},
            **EXPAND,
        }
        return self._intent(self._do(lambda stripe: stripe.payment_intents.create(said, _keyed(idempotency_key))))

    def capture(self, payment: str, money: Money) -> PaymentIntent:
        """Take what was authorized, or less of it; trying again takes nothing more."""
        said, key = {"amount_to_capture": wire_amount(money), **EXPAND}, f"golive-capture-{payment}-{money.minor}"
        return self._intent(self._do(lambda stripe: stripe.payment_intents.capture(payment, said, _keyed(key))))

    def cancel(self, payment: str) -> PaymentIntent:
        """Let go of what was authorized."""
        return self._intent(self._do(lambda stripe: stripe.payment_intents.cancel(payment, EXPAND)))

    def get_payment(self, payment: str) -> PaymentIntent:
        """Ask how far a payment is."""
        return self._intent(self._do(lambda stripe: stripe.payment_intents.retrieve(payment, EXPAND)))

    def payments_since(self, moment: datetime) -> tuple[PaymentIntent, ...]:
        """Every payment intent that was created since then.

        Raises:
            Unsupported: they are more than can be read in one go; a part of them would say nothing.
        """
        since = {"created": {"gte": int(moment.timestamp())}}
        asked: dict[str, Any] = {**since, "limit": 100, "expand": ["data.latest_charge"]}
        found: list[PaymentIntent] = []
        for _ in range(MOST_PAGES):
            page = self._page(asked)
            with understood():
                found += [self._intent(one) for one in page["data"]]
                if not page["has_more"]:
                    return tuple(found)
            asked = {**asked, "starting_after": found[-1].id}
        raise Unsupported(f"more than {len(found)} payments since {moment:%Y-%m-%d}: choose a shorter time")

    def refund(self, payment: str, money: Money | None = None, *, idempotency_key: str) -> Refund:
        """Send money back; Stripe refuses more than is left."""
        said: dict[str, Any] = {"payment_intent": payment}
        if money is not None:
            # A refund names no currency: 5 of another one would silently be 5 of this.
            paid = self.get_payment(payment).money
            if money.currency != paid.currency:
                raise BadRequest(f"{money} of a payment in {paid.currency} cannot be sent back")
            said["amount"] = wire_amount(money)
        return _refund(self._do(lambda stripe: stripe.refunds.create(said, _keyed(idempotency_key))))

    def build_event(self, kind: str, payment: PaymentIntent) -> Call:
        """A notice as Stripe signs it.

        Args:
            kind: ``paid``, ``failed``, ``rotated`` (paid, with a second signature of a secret that is being replaced),
                ``unrelated`` (about something else).
            payment: what it is about.
        """
        if not self._table.webhook_secret:
            raise Unsupported("without [payment.stripe] webhook_secret no notice can be signed")
        if kind not in self.events:
            raise Unsupported(f"stripe has no notice “{kind}”")
        body = dump(self._event(kind, payment))
        header = sign(body, self._table.webhook_secret)
        if kind == "rotated":
            stamp, _, right = header.partition(",")
            wrong = sign(body, secrets.token_hex(24)).partition(",")[2]
            header = f"{stamp},{wrong},{right}"
        headers = {"Content-Type": "application/json", SIGNATURE: header}
        return Call(name=kind, body=body, headers=headers, is_genuine=True, must_be_refused=False)

    def forgeries(self, payment: PaymentIntent, *, other: PaymentIntent | None = None) -> tuple[Call, ...]:
        """Notices that ``payment`` is paid; without a webhook_secret only those that need none."""
        secret = self._table.webhook_secret
        scheme = self._scheme()
        calls = list(common(scheme, payment, other))
        if not secret:
            return tuple(calls)
        body, now = scheme.body(payment), int(time.time())
        bare = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        calls += [
            scheme.call("signed ten minutes ago", body, sign(body, secret, now - 600)),
            scheme.call("only the old scheme v0", body, sign(body, secret).replace("v1=", "v0=")),
            scheme.call("signature without the time", body, f"t={now},v1={bare}"),
        ]
        if self.mode_of_credentials().kind == "live":
            tested = dump({**scheme.paid(payment), "livemode": False})
            calls.append(scheme.call("rightly signed, of test mode", tested, must_be_refused=False))
        return tuple(calls)

    def close(self) -> None:
        """Give connections back."""
        self._wire.close()

    @cached_property
    def _wire(self) -> Wire:
        return Wire(self._table.base_url or API, self._table)

    @cached_property
    def _sdk(self) -> Any:
        try:
            return importlib.import_module("stripe")
        except ImportError:
            raise GatewayError(
                "Stripe's SDK is not installed: pip install 'pytest-golive[stripe]'", code="missing_extra"
            ) from None

    @cached_property
    def _client(self) -> Any:
        if not self._table.secret_key:
            raise AuthFailed("[payment.stripe] secret_key is empty")
        http = self._sdk.RequestsClient(timeout=(CONNECT_SECONDS, self._table.timeout), session=_OwnTrust(self._wire))
        client = self._sdk.StripeClient(
            self._table.secret_key,
            base_addresses={"api": self._wire.base_url},
            http_client=http,
            max_network_retries=0,
        )
        return getattr(client, "v1", client)

    def _do(self, ask: Callable[[Any], Any]) -> Mapping[str, Any]:
        client = self._client
        try:
            answer = ask(client)
        except self._sdk.StripeError as error:
            raise self._classified(error) from None
        with understood():
            found: Mapping[str, Any] = json.loads(str(answer))
        return found

    def _page(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        return self._do(lambda stripe: stripe.payment_intents.list(asked))

    def _classified(self, error: Any) -> GatewayError:
        if isinstance(error, self._sdk.APIConnectionError):
            cause = error.__cause__
            if isinstance(cause, Exception):
                return unanswered(cause, self._wire.base_url, self._table.timeout)
            return GatewayTimeout("no answer")
        kind = next((ours for name, ours in ERRORS if isinstance(error, getattr(self._sdk, name))), GatewayError)
        told = error.json_body.get("error", {}) if isinstance(error.json_body, dict) else {}
        code = told.get("decline_code") or error.code or ""
        if kind is AuthFailed:
            # Stripe repeats parts of the key.
            return AuthFailed(f"the key is not accepted (HTTP {error.http_status})", code=code)
        if kind is GatewayError and not told:
            return GatewayError(f"answered what is not Stripe's (HTTP {error.http_status})")
        message = (told.get("message") or "no message").replace(self._table.secret_key, "…")
        return kind(f"{message} (HTTP {error.http_status})", code=code)

    @understood()
    def _intent(self, raw: Mapping[str, Any]) -> PaymentIntent:
        self._raw[raw["id"]] = raw
        status, error = STATUSES.get(raw["status"]), raw.get("last_payment_error") or {}
        if status is None:
            raise GatewayError(f"the status {raw['status']!r} is not known here")
        is_failed, is_taken = raw["status"] == "requires_payment_method" and bool(error), status is Status.SUCCEEDED
        metadata = raw.get("metadata") or {}
        action = (raw.get("next_action") or {}).get("redirect_to_url") or {}
        charge = raw.get("latest_charge") or {}
        if not isinstance(charge, dict):
            charge = {"id": charge}
        return PaymentIntent(
            id=raw["id"],
            status=Status.FAILED if is_failed else status,
            # Less may be captured than was asked for: then that is all there is.
            money=money_of((raw.get("amount_received") if is_taken else 0) or raw["amount"], raw["currency"]),
            reference=next((str(metadata[name]) for name in REFERENCES if name in metadata), ""),
            next_action=NextAction(kind="redirect", url=action["url"]) if action.get("url") else NextAction(),
            decline_code=(error.get("decline_code") or error.get("code") or "") if is_failed else "",
            transaction=charge.get("id", ""),
            livemode=raw.get("livemode"),
            created=datetime.fromtimestamp(raw["created"], UTC),
            risk=(charge.get("outcome") or {}).get("risk_level") or "",
            refunded=money_of(charge.get("amount_refunded", 0), raw["currency"]).minor,
        )

    def _scheme(self) -> Scheme:
        secret = self._table.webhook_secret
        return Scheme(header=SIGNATURE, secret=secret, paid=self._paid_once(), sign=sign, anew=self._scheme)

    def _paid_once(self) -> Callable[[PaymentIntent], Mapping[str, Any]]:
        """Makes the event “paid” with the same id and time, whatever else is changed in it."""
        fixed = {"id": "evt_" + secrets.token_hex(12), "created": int(time.time())}
        return lambda payment: {**self._event("paid", payment), **fixed}

    def _event(self, kind: str, payment: PaymentIntent) -> dict[str, Any]:
        known = self._raw.get(payment.id, {})
        return event(kind, payment, known, is_live=self.mode_of_credentials().kind == "live")


class _OwnTrust:
    """The session that the SDK is given: it would bring certificate authorities and redirects of its own."""

    def __init__(self, wire: Wire) -> None:
        self._session = wire.session

    def request(self, method: str, url: str, **how: Any) -> Any:
        how.update(verify=self._session.verify, allow_redirects=False)
        return self._session.request(method, url, **how)

    def close(self) -> None:
        self._session.close()


def _prefix(key: str) -> str:
    return next((one for one in (*LIVE_HOSTS, *TEST_KEYS) if key.startswith(one)), "")


def _keyed(key: str) -> dict[str, str]:
    return {"idempotency_key": key}


@understood()
def _refund(raw: Mapping[str, Any]) -> Refund:
    money = money_of(raw["amount"], raw["currency"])
    return Refund(id=raw["id"], status=REFUNDS.get(raw["status"], "pending"), money=money)
