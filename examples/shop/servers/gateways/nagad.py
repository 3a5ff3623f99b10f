"""A stand-in for Nagad: initialize, complete, the payer's page, verify and cancel, with RSA in both directions.

Both key pairs are made afresh. Not published, and chosen here: how far clocks may differ (`window`), and what the
answer to a cancellation holds.
"""

from __future__ import annotations

import base64
import json
import re
import secrets
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import urlencode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from servers.gateways import Answer, Asked, StandIn

BASE = "/api/dfs"
PAGE = "/check-out/"
DHAKA = timezone(timedelta(hours=6))
HEADERS = ("X-KM-Api-Version", "X-KM-IP-V4", "X-KM-Client-Type")
#: The last three digits of the reason.
MESSAGES = {
    "017": "Invalid state",
    "050": "Invalid merchant id",
    "055": "Invalid payment reference",
    "057": "Could not decrypt",
    "058": "Invalid signature",
    "059": "Invalid sensitive data",
    "064": "Missing header",
    "068": "Invalid order id",
    "076": "Request time is out of the allowed window",
    "080": "Invalid currency",
    "081": "Invalid date",
    "083": "Duplicate order id",
}


class RefusedError(Exception):
    """Carries the last digits of the reason."""


@dataclass
class Order:
    """One order: Ready to be paid once it was completed."""

    id: str
    challenge: str
    ref: str = field(default_factory=lambda: secrets.token_hex(12))
    status: str = "OrderInitiated"
    code: str = ""
    amount: Decimal = Decimal(0)
    callback: str = ""
    extra: Any = None
    issuer: str = ""
    at: datetime = field(default_factory=lambda: datetime.now(DHAKA))
    refunded: Decimal = Decimal(0)


class NagadStandIn(StandIn):
    """One merchant of the sandbox; a payment is named by its ``paymentRefId``.

    `merchant_private_pem` and `gateway_public_pem` are what the shop is configured with; `is_sha1` has the stand-in
    sign and check as the old guide says.
    """

    name = "nagad"

    def __init__(self, context: ssl.SSLContext, *, merchant_id: str = "683002007104225", is_sha1: bool = False) -> None:
        self.merchant_id, self.is_sha1 = merchant_id, is_sha1
        self._merchant, self._own = _key("merchant"), _key("gateway")
        self.merchant_private_pem = self._merchant.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        ).decode()
        self.gateway_public_pem = (
            self._own.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        )
        self.orders: dict[str, Order] = {}
        self.window = timedelta(minutes=10)
        super().__init__(context)
        self.base_url = self.url + BASE

    def answer(self, asked: Asked) -> Answer:
        """Refusals are 4xx with a reason; a payment that failed is a good answer."""
        if asked.path.startswith(PAGE):
            return self._page(asked)
        path, said = asked.path.removeprefix(BASE), asked.json if isinstance(asked.json, dict) else {}
        try:
            if any(not asked.headers.get(name) for name in HEADERS):
                raise RefusedError("064")
            match asked.method, *path.strip("/").split("/"):
                case "POST", "check-out", "initialize", merchant, order:
                    return Answer(200, self._initialize(said, merchant, order))
                case "POST", "check-out", "complete", ref:
                    return Answer(200, self._complete(said, ref))
                case "GET", "verify", "payment", ref:
                    return Answer(200, self._verify(ref))
                case "POST", "purchase", "cancel":
                    return Answer(200, self._cancel(said, asked.query))
        except RefusedError as error:
            code = str(error)
            return Answer(400, {"reason": f"16_0006_{code}", "message": MESSAGES[code]})
        return Answer(404, "<html><body>Not Found</body></html>")

    def pay(self, payment: str) -> dict[str, Any]:
        """The payer gives number, OTP and PIN: the GET that the payer's browser makes to the shop."""
        with self.lock:
            wished = self.wished("declined", "pending", "smaller")
            if wished == "declined":
                return self.decline(payment)
            one = self._ready(payment)
            if wished == "smaller":
                one.amount /= 2
            one.status, one.code = ("InProgress", "") if wished == "pending" else ("Success", "00_0000_000")
            one.issuer = secrets.token_hex(4).upper()
            return self._back(one)

    def decline(self, payment: str) -> dict[str, Any]:
        """The wallet says no."""
        with self.lock:
            one = self._ready(payment)
            one.status, one.code = "Failed", "50_0026_851"
            return self._back(one)

    def cancel(self, payment: str) -> dict[str, Any]:
        """The payer leaves."""
        with self.lock:
            one = self._ready(payment)
            one.status, one.code = "Aborted", "20_0000_001"
            return self._back(one)

    def _initialize(self, said: Mapping[str, Any], merchant: str, order: str) -> dict[str, str]:
        if merchant != self.merchant_id:
            raise RefusedError("050")
        if not re.fullmatch("[A-Za-z0-9]{5,20}", order):
            raise RefusedError("068")
        inner = self._opened(said, "sensitiveData")
        if (inner.get("merchantId"), inner.get("orderId")) != (merchant, order) or len(
            inner.get("challenge", "")
        ) != 40:
            raise RefusedError("059")
        self._must_be_now(inner.get("datetime") or inner.get("dateTime") or "")
        if order in self.orders:
            raise RefusedError("083")
        one = self.orders[order] = Order(order, secrets.token_hex(20))
        answer = {"paymentReferenceId": one.ref, "challenge": one.challenge, "acceptDateTime": _time(one.at)}
        return self._sealed(answer, "sensitiveData")

    def _complete(self, said: Mapping[str, Any], ref: str) -> dict[str, str]:
        one, inner = self._by_ref(ref), self._opened(said, "sensitiveData")
        if (inner.get("merchantId"), inner.get("orderId")) != (self.merchant_id, one.id):
            raise RefusedError("059")
        if inner.get("challenge") != one.challenge or not said.get("merchantCallbackURL"):
            raise RefusedError("059")
        if inner.get("currencyCode") != "050":
            raise RefusedError("080")
        if not re.fullmatch(r"[0-9]{1,9}\.[0-9]{2}", str(inner.get("amount"))) or Decimal(inner["amount"]) <= 0:
            raise RefusedError("059")
        if one.status != "OrderInitiated":
            raise RefusedError("017")
        one.status, one.amount, one.extra = "Ready", Decimal(inner["amount"]), said.get("additionalMerchantInfo")
        one.callback = said["merchantCallbackURL"]
        return {"status": "Success", "callBackUrl": f"{self.url}{PAGE}{one.ref}"}

    def _verify(self, ref: str) -> dict[str, Any]:
        one = self._by_ref(ref)
        is_paid = one.status == "Success"
        return {
            "merchantId": self.merchant_id,
            "orderId": one.id,
            "paymentRefId": one.ref,
            "amount": f"{one.amount:.2f}",
            "clientMobileNo": "017****0000" if is_paid else None,
            "merchantMobileNo": "01800000000",
            "orderDateTime": f"{one.at:%Y-%m-%d %H:%M:%S.0}",
            "issuerPaymentDateTime": f"{one.at:%Y-%m-%d %H:%M:%S.0}" if is_paid else None,
            "issuerPaymentRefNo": one.issuer or None,
            "additionalMerchantInfo": one.extra,
            "status": one.status,
            "statusCode": one.code or None,
        }

    def _cancel(self, said: Mapping[str, Any], query: Mapping[str, str]) -> dict[str, str]:
        one, inner = self._by_ref(query.get("paymentRefId", "")), self._opened(said, "sensitiveDataCancelRequest")
        if inner.get("orderId") != one.id or query.get("orderId") != one.id:
            raise RefusedError("068")
        amount, original = _number(inner.get("cancelAmount")), _number(inner.get("originalAmount"))
        if inner.get("merchantId") != self.merchant_id or original != one.amount:
            raise RefusedError("059")
        if inner.get("originalRequestDate") != f"{one.at:%Y%m%d}":
            raise RefusedError("081")
        if one.status not in {"Success", "PartialCancelled"} or not 0 < amount <= one.amount - one.refunded:
            raise RefusedError("017")
        one.refunded += amount
        one.status = "Cancelled" if one.refunded == one.amount else "PartialCancelled"
        answer = {"paymentRefId": one.ref, "cancelAmount": inner["cancelAmount"], "status": one.status}
        return self._sealed({**answer, "referenceNo": inner.get("referenceNo", "")}, "sensitiveData")

    def _opened(self, said: Mapping[str, Any], name: str) -> dict[str, Any]:
        try:
            plain = self._own.decrypt(base64.b64decode(said.get(name, ""), validate=True), padding.PKCS1v15())
            inner = json.loads(plain)
        except ValueError:
            raise RefusedError("057") from None
        try:
            signature = base64.b64decode(said.get("signature", ""), validate=True)
            self._merchant.public_key().verify(signature, plain, padding.PKCS1v15(), self._hash)
        except (InvalidSignature, ValueError):
            raise RefusedError("058") from None
        if not isinstance(inner, dict):
            raise RefusedError("059")
        return inner

    def _sealed(self, answer: Mapping[str, str], name: str) -> dict[str, str]:
        plain = json.dumps(answer).encode()
        secret = self._merchant.public_key().encrypt(plain, padding.PKCS1v15())
        signature = self._own.sign(plain, padding.PKCS1v15(), self._hash)
        return {name: base64.b64encode(secret).decode(), "signature": base64.b64encode(signature).decode()}

    @property
    def _hash(self) -> hashes.HashAlgorithm:
        return hashes.SHA1() if self.is_sha1 else hashes.SHA256()

    def _must_be_now(self, text: str) -> None:
        try:
            at = datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=DHAKA)
        except ValueError:
            raise RefusedError("081") from None
        if abs(datetime.now(DHAKA) - at) > self.window:
            raise RefusedError("076")

    def _back(self, one: Order) -> dict[str, Any]:
        query = {
            "merchant": self.merchant_id,
            "order_id": one.id,
            "payment_ref_id": one.ref,
            "status": one.status,
            "status_code": one.code,
            "payment_dt": _time(one.at),
            "issuer_payment_ref": one.issuer,
            "message": one.status,
        }
        joint = "&" if "?" in one.callback else "?"
        return {"method": "GET", "url": f"{one.callback}{joint}{urlencode(query)}", "query": query}

    def _page(self, asked: Asked) -> Answer:
        ref = asked.path.removeprefix(PAGE)
        one = next((one for one in self.orders.values() if one.ref == ref), None)
        act = {"pay": self.pay, "decline": self.decline, "cancel": self.cancel}.get(asked.form.get("choice", ""))
        if one is None or (asked.method == "POST" and (act is None or one.status != "Ready")):
            return Answer(404, "<html><body>No such payment</body></html>")
        if act:
            return Answer(302, "<html></html>", {"Location": act(ref)["url"]})
        words = "".join(
            f'<button name="choice" value="{word}">{word}</button>' for word in ("pay", "decline", "cancel")
        )
        return Answer(200, f'<html lang="en"><h1>{one.amount:.2f} BDT</h1><form method="post">{words}</form></html>')

    def _by_ref(self, ref: str) -> Order:
        one = next((one for one in self.orders.values() if one.ref == ref), None)
        if one is None:
            raise RefusedError("055")
        return one

    def _ready(self, payment: str) -> Order:
        one = next((one for one in self.orders.values() if one.ref == payment), None)
        if one is None or one.status not in {"Ready", "InProgress"}:
            raise LookupError(f"{payment} is {one.status if one else 'unknown'}")
        return one


@cache
def _key(whose: str) -> rsa.RSAPrivateKey:
    """One pair for each side and process: making one takes a tenth of a second or more."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _time(at: datetime) -> str:
    return f"{at:%Y%m%d%H%M%S}"


def _number(given: Any) -> Decimal:
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,2})?", str(given)):
        raise RefusedError("059")
    return Decimal(str(given))
