"""A stand-in for ACLEDA XPAY, as integrators describe it; the bank's own specification comes with its contract.

Not published, and chosen here: what the status of an unpaid, declined or expired payment says, and that a ``txid``
which is still unpaid opens the same session again.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from servers.gateways import Answer, Asked, StandIn

MERCHANT_PATH = "/HILLHARBOUR"
SERVICE = "/XPAYConnectorServiceInterfaceImplV2/XPAYConnectorServiceInterfaceImplV2RS"
PAGE = f"{MERCHANT_PATH}/paymentPage.jsp"
NEEDED = ("txid", "purchaseAmount", "purchaseCurrency", "purchaseDate", "purchaseDesc", "invoiceid", "expiryTime")
DECIMALS = {"USD": 2, "KHR": 0}


@dataclass
class Transaction:
    """One transaction: PENDING, then SUCCESS or DECLINED; EXPIRED when its time is over."""

    asked: dict[str, Any]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    session: str = field(default_factory=lambda: secrets.token_hex(16))
    status: str = "PENDING"
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    success_url: str = ""
    error_url: str = ""

    @property
    def ends(self) -> datetime:
        """When nobody can pay it any more."""
        return self.at + timedelta(minutes=float(self.asked["expiryTime"]))

    @property
    def amount(self) -> Decimal:
        """What is asked for."""
        return Decimal(str(self.asked["purchaseAmount"]))


class AcledaStandIn(StandIn):
    """One merchant; a payment is named by its ``paymentTokenid``.

    Beside the common outcomes, `next` may be what the payer's attempt ends in: ``declined``.
    """

    name = "acleda"

    def __init__(
        self,
        context: ssl.SSLContext,
        *,
        login: str = "golive-login",
        password: str = "golive-password",
        merchant_id: str = "GOLIVEMERCHANT",
        secret: str = "golive-secret",
    ) -> None:
        self.login, self.password, self.merchant_id, self.secret = login, password, merchant_id, secret
        self.transactions: dict[str, Transaction] = {}
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        super().__init__(context)
        self.base_url = self.url + MERCHANT_PATH

    def answer(self, asked: Asked) -> Answer:
        """Errors are codes inside HTTP 200, except those of the server before the service."""
        if asked.path == PAGE:
            return self._page(asked.form or dict(asked.query))
        known = {"openSessionV2": self._open, "getTxnStatus": self._status}
        act = known.get(asked.path.removeprefix(f"{MERCHANT_PATH}{SERVICE}/"))
        if act is None or asked.method != "POST":
            return Answer(404, "<html><body>Not Found</body></html>")
        if asked.kind != "application/json":
            return Answer(415, "<html><body>Unsupported Media Type</body></html>")
        if not isinstance(asked.json, dict):
            return Answer(500, "Could not read the request")
        return act(asked.json)

    def pay(self, payment: str) -> dict[str, Any]:
        """The payer confirms: what the payer's browser takes back."""
        with self.lock:
            if self.wished("declined"):
                return self.decline(payment)
            return self._end(payment, "SUCCESS")

    def decline(self, payment: str) -> dict[str, Any]:
        """The bank says no."""
        with self.lock:
            return self._end(payment, "DECLINED")

    def notify(self, payment: str) -> int:
        """Post the signed callback of a payment by deeplink; only a paid one has any."""
        with self.lock:
            one = self.transactions[payment]
            if one.status != "SUCCESS":
                raise LookupError(f"{payment} is {one.status}: there is nothing to tell")
            told = {"TransactionId": one.asked["txid"], "PaymentTokenId": one.token, "TxnAmount": str(one.amount)}
            notice = {**told, "SenderName": "SOK DARA", "SignedHash": callback_hash(self.secret, *told.values())}
        return self.tell(json.dumps(notice).encode(), {"Content-Type": "application/json"})

    def _open(self, said: Mapping[str, Any]) -> Answer:
        asked = said.get("xpayTransaction")
        if not isinstance(asked, dict) or any(key not in asked for key in NEEDED):
            return Answer(500, "Could not read the transaction")
        who = (said.get("loginId"), said.get("password"), said.get("merchantID"))
        if who != (self.login, self.password, self.merchant_id):
            return _told(-119, "Merchant not found")
        text = self.merchant_id + self.login + self.password + str(asked["txid"])
        if not _same(session_hash(self.secret, text), said.get("hash")):
            return _told(-99, "Invalid hash")
        if not _is_sound(asked):
            return _told(-99, "Invalid transaction")
        one = next((one for one in self.transactions.values() if one.asked["txid"] == asked["txid"]), None)
        if one and (one.status != "PENDING" or one.amount != Decimal(str(asked["purchaseAmount"]))):
            return _told(-99, "Duplicate transaction")
        one = one or Transaction(dict(asked))
        self.transactions[one.token] = one
        transaction = {"paymentTokenid": one.token, "purchaseAmount": asked["purchaseAmount"]}
        more = {"qrValue": f"golive-qr-{one.token}", "deeplinkUrl": f"acledabank://payment?token={one.token}"}
        transaction["expiryTime"] = asked["expiryTime"]
        return _told(0, "SUCCESS", sessionid=one.session, xTran=transaction, **more)

    def _status(self, said: Mapping[str, Any]) -> Answer:
        who = (said.get("loginId"), said.get("password"), said.get("merchantId"))
        if who != (self.login, self.password, self.merchant_id):
            return _told(-119, "Merchant not found")
        token = str(said.get("paymentTokenid", ""))
        text = self.merchant_id + self.login + self.password + token
        if not _same(session_hash(self.secret, text), said.get("hash")):
            return _told(-99, "Invalid hash")
        one = self.transactions.get(token)
        if one is None:
            return _told(-99, "Transaction not found")
        self._expire(one)
        code = {"SUCCESS": 0, "PENDING": 1, "DECLINED": 2, "EXPIRED": 3}[one.status]
        details = {"paymentTokenid": one.token, "txid": one.asked["txid"]}
        money = {"purchaseAmount": one.asked["purchaseAmount"], "purchaseCurrency": one.asked["purchaseCurrency"]}
        return _told(code, one.status, xTran={**details, **money})

    def _page(self, form: Mapping[str, str]) -> Answer:
        one = self.transactions.get(form.get("paymenttokenid", ""))
        if one is None or form.get("sessionid") != one.session or form.get("merchantID") != self.merchant_id:
            return Answer(400, "<html><body>Invalid session</body></html>")
        one.success_url, one.error_url = form.get("successUrlToReturn", ""), form.get("errorUrl", "")
        return Answer(200, f'<html lang="en"><h1>{one.amount} {one.asked["purchaseCurrency"]}</h1></html>')

    def _end(self, payment: str, status: str) -> dict[str, Any]:
        one = self.transactions[payment]
        self._expire(one)
        if one.status != "PENDING":
            raise LookupError(f"{payment} is {one.status}")
        one.status = status
        query = {
            "_transactionid": one.asked["txid"],
            "_paymentresult": status,
            "_paymenttokenid": one.token,
            "_resultCode": "0" if status == "SUCCESS" else "2",
            "amount": str(one.amount),
        }
        url = one.success_url if status == "SUCCESS" else one.error_url
        return {"method": "GET", "url": f"{url}?{urlencode(query)}", "query": query}

    def _expire(self, one: Transaction) -> None:
        if one.status == "PENDING" and self.now() > one.ends:
            one.status = "EXPIRED"


def session_hash(secret: str, text: str) -> str:
    """Upper-case hex HMAC-SHA512, as sessions and status calls carry it."""
    return hmac.new(secret.encode(), text.encode(), hashlib.sha512).hexdigest().upper()


def callback_hash(secret: str, transaction: str, token: str, amount: str) -> str:
    """Hex HMAC-SHA256 over the three, joined by blanks."""
    return hmac.new(secret.encode(), f"{transaction} {token} {amount}".encode(), hashlib.sha256).hexdigest()


def is_genuine(notice: Mapping[str, Any], secret: str) -> bool:
    """The reference check of a shop; it still has to ask for the status."""
    told = (str(notice.get(key, "")) for key in ("TransactionId", "PaymentTokenId", "TxnAmount"))
    return _same(callback_hash(secret, *told), notice.get("SignedHash"))


def _same(wanted: str, given: Any) -> bool:
    return hmac.compare_digest(wanted.encode(), str(given).encode())


def _is_sound(asked: Mapping[str, Any]) -> bool:
    try:
        amount, minutes = Decimal(str(asked["purchaseAmount"])), Decimal(str(asked["expiryTime"]))
    except InvalidOperation:
        return False
    decimals = DECIMALS.get(asked["purchaseCurrency"])
    if decimals is None or not amount.is_finite() or amount <= 0 or amount != round(amount, decimals):
        return False
    return 0 < len(str(asked["txid"])) <= 16 and len(str(asked["purchaseDesc"])) <= 16 and minutes > 0


def _told(code: int, details: str, **more: Any) -> Answer:
    return Answer(200, {"result": {"code": code, "errorDetails": details, **more}})
