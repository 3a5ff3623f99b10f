"""Nagad: initialize, complete, verify and cancel, with RSA in both directions.

Not confirmed by a public specification: nearly all. The merchant's own guide decides the address of the sandbox and
whether signatures take SHA-256 (as every working integration does) or SHA-1 (``sha1 = true``); the cancellation is
known from integrations only, and so is what its answer holds.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from pytest_golive.contracts.gateways.answers import NOTHING_BOOKED, text
from pytest_golive.contracts.gateways.base import (
    AuthFailed,
    BadRequest,
    Call,
    Capability,
    Gateway,
    GatewayError,
    Mode,
    NextAction,
    Outcome,
    PaymentIntent,
    Refund,
    Status,
    Verified,
)
from pytest_golive.contracts.gateways.hosts import mode_by_host
from pytest_golive.contracts.gateways.wire import Wire, refuse
from pytest_golive.contracts.money import Money
from pytest_golive.settings.payment import NagadTable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
    from cryptography.hazmat.primitives.hashes import HashAlgorithm

LIVE_HOSTS = ("api.mynagad.com",)
TEST_HOSTS = ("sandbox.mynagad.com", "sandbox-ssl.mynagad.com")
#: The page that nobody comes back to: a payment made by a test is confirmed, if at all, by hand.
NOWHERE = "https://shop.invalid/"
DHAKA = timezone(timedelta(hours=6))
TAKA = "050"
ORDER_ID = re.compile("[A-Za-z0-9]{5,20}")
HEADERS = {"X-KM-Api-Version": "v-0.2.0", "X-KM-IP-V4": "127.0.0.1", "X-KM-Client-Type": "PC_WEB"}
STATUSES = {
    "Success": Status.SUCCEEDED,
    "PartialCancelled": Status.SUCCEEDED,
    "OrderInitiated": Status.REQUIRES_ACTION,
    "Ready": Status.REQUIRES_ACTION,
    "OtpSent": Status.REQUIRES_ACTION,
    "OtpVerified": Status.REQUIRES_ACTION,
    "PinGiven": Status.REQUIRES_ACTION,
    "InProgress": Status.PROCESSING,
    "Cancelled": Status.CANCELED,
    "Aborted": Status.CANCELED,
    "Failed": Status.FAILED,
    "Fraud": Status.FAILED,
    "UnKnownFailed": Status.FAILED,
    "InvalidRequest": Status.FAILED,
}
#: Reasons about the merchant's number and keys.
CREDENTIALS = tuple(f"16_0006_{end}" for end in ("050", "052", "053", "056", "057", "058", "061"))


class Nagad(Gateway):
    """One merchant of Nagad; a payment's id is its ``paymentRefId``, the order id is the shop's reference."""

    name = "nagad"
    capabilities = frozenset(
        {Capability.CREDENTIALS, Capability.REFUND, Capability.PARTIAL_REFUND, Capability.CALLBACK_UNSIGNED}
    )
    events = ("paid", "failed", "canceled")

    def __init__(self, table: NagadTable) -> None:
        self._table = table
        self._wire = Wire(table.base_url, table)
        self._begun: dict[str, PaymentIntent] = {}
        self._refunds: dict[str, Refund] = {}

    def mode_of_credentials(self) -> Mode:
        """By the host; the fingerprint tells which of the configured pairs it is."""
        mode = mode_by_host(self._table, self._table.base_url, live=LIVE_HOSTS, test=TEST_HOSTS)
        return replace(mode, evidence=f"{mode.evidence}, merchant's key {self._fingerprint}")

    def verify_credentials(self) -> Verified:
        """Initialize an order that nobody pays: there is no call that only reads. It leaves an order reference."""
        try:
            self._initialize(f"GOLIVE{secrets.token_hex(6)}")
        except AuthFailed as error:
            return Verified(state="refused", evidence=str(error))
        evidence = "an order that nobody pays was initialized (it leaves an order reference)"
        return Verified(state="accepted", evidence=evidence, mode=self.mode_of_credentials())

    def create_payment(
        self,
        money: Money,
        reference: str,
        *,
        idempotency_key: str,
        capture: Literal["automatic", "manual"] = "automatic",
        outcome: Outcome = "success",
    ) -> PaymentIntent:
        """Initialize and complete the order; a second try with the same reference gives the same payment.

        Args:
            money: in BDT.
            reference: the order id, 5 to 20 letters and digits, once a day.
            idempotency_key: not sent: the order id is it.
            capture: automatic only.
            outcome: success only.
        """
        del idempotency_key
        self._must_be_plain(capture, outcome)
        if money.currency != "BDT" or not ORDER_ID.fullmatch(reference):
            raise BadRequest("Nagad takes BDT and an order id of 5 to 20 letters and digits")
        if reference in self._begun:
            return self.get_payment(self._begun[reference].id)
        ref, challenge = self._initialize(reference)
        begun = PaymentIntent(id=ref, status=Status.REQUIRES_ACTION, money=money, reference=reference)
        # Before the call: if its answer never comes, the order may be complete all the same.
        self._begun[reference] = begun
        try:
            url = self._finish(begun, challenge)
        except NOTHING_BOOKED:
            del self._begun[reference]
            raise
        self._begun[reference] = replace(begun, next_action=NextAction(kind="redirect", url=url))
        return self._begun[reference]

    def get_payment(self, payment: str) -> PaymentIntent:
        """Verify; after a time-out the reference serves as well as the payment's id.

        Raises:
            BadRequest: there is no such payment.
        """
        ref = self._begun[payment].id if payment in self._begun else payment
        told = self._verified(ref)
        status = STATUSES.get(text(told, "status"), Status.PROCESSING)
        begun = self._begun.get(text(told, "orderId"))
        is_open = status is Status.REQUIRES_ACTION and begun is not None
        return PaymentIntent(
            id=ref,
            status=status,
            # An order that was initialized and not completed has no amount yet.
            money=begun.money if begun and is_open else Money.of(text(told, "amount"), "BDT"),
            reference=text(told, "orderId"),
            next_action=begun.next_action if begun and is_open else NextAction(),
            decline_code=text(told, "statusCode") or text(told, "status") if status is Status.FAILED else "",
            transaction=text(told, "issuerPaymentRefNo"),
        )

    def refund(self, payment: str, money: Money | None = None, *, idempotency_key: str) -> Refund:
        """Cancel a paid order, or a part of it (known from integrations only).

        There is no idempotency key and no way to ask for a refund: after a time-out nothing is sent again with the
        same key by this object.

        Raises:
            BadRequest: not paid, too much, or a key whose first try had no answer.
        """
        if idempotency_key in self._refunds:
            known = self._refunds[idempotency_key]
            if known.status == "pending":
                raise BadRequest("the first try had no answer, and Nagad cannot be asked what became of it")
            return known
        told = self._verified(payment)
        if STATUSES.get(text(told, "status")) is not Status.SUCCEEDED:
            raise BadRequest(f"{payment} is {text(told, 'status')}, so there is nothing to send back")
        money = money or Money.of(text(told, "amount"), "BDT")
        begun = Refund(id=idempotency_key, status="pending", money=money)
        self._refunds[idempotency_key] = begun
        try:
            self._cancel(told, payment, money, idempotency_key)
        except NOTHING_BOOKED:
            del self._refunds[idempotency_key]
            raise
        self._refunds[idempotency_key] = replace(begun, status="succeeded")
        return self._refunds[idempotency_key]

    def build_event(self, kind: str, payment: PaymentIntent) -> Call:
        """The payer's way back, which nobody signs."""
        words = {"paid": ("Success", Status.SUCCEEDED), "failed": ("Failed", Status.FAILED)}
        words["canceled"] = ("Aborted", Status.CANCELED)
        if kind not in words:
            self._unsupported(f"notify of {kind}")
        word, ended = words[kind]
        call = self._back(kind, payment.reference, payment.id, word, payment.transaction)
        return replace(call, is_genuine=payment.status is ended)

    def forgeries(self, payment: PaymentIntent, *, other: PaymentIntent | None = None) -> tuple[Call, ...]:
        """Ways back that lie: a success nobody paid, an unknown one, and one that was paid for another order."""
        calls = [
            self._back("made-up success", payment.reference, payment.id, "Success"),
            self._back("success of an unknown payment", payment.reference, "goliveunknown", "Success"),
            self._back("success of an unknown order", "GOLIVEUNKNOWN", payment.id, "Success"),
        ]
        if other is not None:
            paid = (other.id, "Success", other.transaction)
            calls.append(self._back("payment of another order", payment.reference, *paid))
            calls.append(self._back("success of another order, again", other.reference, *paid))
        return tuple(calls)

    def close(self) -> None:
        """Give connections back."""
        self._wire.close()

    def _initialize(self, order: str) -> tuple[str, str]:
        merchant, now = self._table.merchant_id, f"{datetime.now(DHAKA):%Y%m%d%H%M%S}"
        ours = {"merchantId": merchant, "datetime": now, "orderId": order, "challenge": secrets.token_hex(20)}
        body = {"accountNumber": self._table.account, "dateTime": now, **self._sealed(ours, "sensitiveData")}
        answer = self._call("POST", f"/check-out/initialize/{merchant}/{order}", body=body)
        inner = self._opened(answer, "sensitiveData")
        return text(inner, "paymentReferenceId"), text(inner, "challenge")

    def _finish(self, begun: PaymentIntent, challenge: str) -> str:
        order = {"merchantId": self._table.merchant_id, "orderId": begun.reference, "currencyCode": TAKA}
        body: dict[str, Any] = {"merchantCallbackURL": NOWHERE, "additionalMerchantInfo": {}}
        body |= self._sealed({**order, "amount": begun.money.text, "challenge": challenge}, "sensitiveData")
        answer = self._call("POST", f"/check-out/complete/{begun.id}", body=body)
        if text(answer, "status") != "Success":
            raise BadRequest(f"the order was not completed: {text(answer, 'message') or text(answer, 'status')}")
        return text(answer, "callBackUrl")

    def _verified(self, ref: str) -> Any:
        return self._call("GET", f"/verify/payment/{ref}")

    def _cancel(self, told: Any, payment: str, money: Money, key: str) -> None:
        order = text(told, "orderId")
        inner = {
            "merchantId": self._table.merchant_id,
            "originalRequestDate": re.sub("[^0-9]", "", text(told, "orderDateTime"))[:8],
            "orderId": order,
            "originalAmount": text(told, "amount"),
            "cancelAmount": money.text,
            "referenceNo": hashlib.sha256(key.encode()).hexdigest()[:12],
            "referenceMessage": "golive",
        }
        query = {"paymentRefId": payment, "orderId": order}
        sealed = self._sealed(inner, "sensitiveDataCancelRequest")
        self._call("POST", "/purchase/cancel", body=sealed, query=query)

    def _call(
        self, method: str, path: str, *, body: Mapping[str, Any] | None = None, query: Mapping[str, str] | None = None
    ) -> Any:
        if not self._table.base_url:
            raise BadRequest("payment.nagad.base_url is not set: the merchant's guide has it")
        status, answer = self._wire.call(method, path, body=body, query=query, headers=HEADERS)
        reason = text(answer, "reason")
        if reason in CREDENTIALS:
            raise AuthFailed(f"{text(answer, 'message')} ({reason})", code=reason)
        if status != 200 or reason:
            raise refuse(max(status, 400), text(answer, "message") or "refused", code=reason)
        return answer

    def _sealed(self, inner: Mapping[str, str], name: str) -> dict[str, str]:
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

        plain = json.dumps(inner, separators=(",", ":")).encode()
        secret = self._public.encrypt(plain, PKCS1v15())
        signature = self._private.sign(plain, PKCS1v15(), self._hash)
        return {name: base64.b64encode(secret).decode(), "signature": base64.b64encode(signature).decode()}

    def _opened(self, answer: Any, name: str) -> Any:
        """The inner JSON of an answer, if the gateway signed it.

        Raises:
            GatewayError: it was not sealed for us, or not signed by the gateway.
        """
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

        try:
            plain = self._private.decrypt(base64.b64decode(text(answer, name), validate=True), PKCS1v15())
            signature = base64.b64decode(text(answer, "signature"), validate=True)
            self._public.verify(signature, plain, PKCS1v15(), self._hash)
            return json.loads(plain)
        except InvalidSignature:
            raise GatewayError("the answer is not signed with the gateway's key") from None
        except ValueError:
            raise GatewayError("the answer cannot be decrypted with the merchant's key") from None

    @property
    def _hash(self) -> HashAlgorithm:
        from cryptography.hazmat.primitives import hashes

        return hashes.SHA1() if self._table.sha1 else hashes.SHA256()  # noqa: S303 - the old guide's

    @cached_property
    def _private(self) -> RSAPrivateKey:
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import load_der_private_key

        key = _key(load_der_private_key, self._table.private_key, "private_key", None)
        if not isinstance(key, RSAPrivateKey):
            raise BadRequest("payment.nagad.private_key is no RSA key")
        return key

    @cached_property
    def _public(self) -> RSAPublicKey:
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
        from cryptography.hazmat.primitives.serialization import load_der_public_key

        key = _key(load_der_public_key, self._table.public_key, "public_key")
        if not isinstance(key, RSAPublicKey):
            raise BadRequest("payment.nagad.public_key is no RSA key")
        return key

    @property
    def _fingerprint(self) -> str:
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        try:
            public = self._private.public_key()
        except BadRequest:
            return "unreadable"
        der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return f"SHA256:{hashlib.sha256(der).hexdigest()[:16]}"

    def _back(self, name: str, order: str, ref: str, word: str, issuer: str = "") -> Call:
        query = {
            "merchant": self._table.merchant_id,
            "order_id": order,
            "payment_ref_id": ref,
            "status": word,
            "status_code": "00_0000_000" if word == "Success" else "50_0026_851",
            "payment_dt": f"{datetime.now(UTC).astimezone(DHAKA):%Y%m%d%H%M%S}",
            "issuer_payment_ref": issuer or "GOLIVE01",
            "message": word,
        }
        return Call(name=name, query=query, method="GET", to="back", must_be_refused=False)


def open_gateway(table: NagadTable) -> Gateway:
    """The merchant that ``[payment.nagad]`` names."""
    return Nagad(table)


def _key(load: Any, given: str, name: str, *password: None) -> Any:
    """A key from PEM or from the base64 of DER; what is wrong is told without the key."""
    from cryptography.exceptions import UnsupportedAlgorithm

    body = "".join(line for line in given.replace("\\n", "\n").splitlines() if "-----" not in line)
    try:
        return load(base64.b64decode("".join(body.split()), validate=True), *password)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise BadRequest(f"payment.nagad.{name} is no RSA key, neither PEM nor base64 of DER") from None
