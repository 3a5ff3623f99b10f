"""A stand-in for bKash tokenized checkout: token, create, execute, capture, void, status, both refunds, and SNS.

What nobody has published is kept plain: the status of a payment that failed is its failure's code, and a refund of
the first generation can be made once.
"""

from __future__ import annotations

import itertools
import json
import re
import secrets
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from servers.gateways import Answer, Asked, StandIn
from servers.gateways.sns import Topic

BASE = "/v1.2.0-beta"
CHECKOUT = f"{BASE}/tokenized/checkout"
REFUND_2 = "/v2/tokenized-checkout/refund/payment"
PAGE = "/wallet/"
DHAKA = timezone(timedelta(hours=6))
HOUR = 3600.0
MESSAGES = {
    "2001": "Invalid App Key",
    "2002": "Invalid Payment ID",
    "2006": "Invalid Amount",
    "2007": "Invalid Currency",
    "2023": "Insufficient Balance",
    "2026": "Reversal amount can't be greater than the original transaction amount",
    "2029": "For same amount transaction, duplicate request not allowed",
    "2031": "Invalid Merchant Invoice Number",
    "2033": "Transaction Not Found",
    "2049": "Invalid Callback URL",
    "2056": "Invalid Payment State",
    "2062": "The payment has already been completed",
    "2117": "Payment execution already been called before",
    "2065": "Mandatory field is missing",
    "2069": "The payment has been cancelled",
}


@dataclass
class Payment:
    """One payment: Initiated, then Completed or Authorized; a failure's code ends it."""

    asked: dict[str, str]
    id: str = field(default_factory=lambda: f"TR0011{secrets.token_hex(8)}")
    status: str = "Initiated"
    #: What the wallet said when the payer confirmed: nothing yet, ``0000``, or why not.
    wallet: str = ""
    trx: str = ""
    at: datetime = field(default_factory=lambda: datetime.now(DHAKA))
    refunds: list[dict[str, str]] = field(default_factory=list)

    @property
    def amount(self) -> Decimal:
        """What is asked for."""
        return Decimal(self.asked["amount"])

    def told(self) -> dict[str, str]:
        """What the answers about it have in common."""
        done = {"trxID": self.trx, "customerMsisdn": self.asked["payerReference"], "paymentExecuteTime": _time(self.at)}
        return {
            "statusCode": "0000",
            "statusMessage": "Successful",
            "paymentID": self.id,
            "payerReference": self.asked["payerReference"],
            "paymentCreateTime": _time(self.at),
            "transactionStatus": self.status,
            "amount": f"{self.amount:.2f}",
            "currency": "BDT",
            "intent": self.asked["intent"],
            "merchantInvoiceNumber": self.asked["merchantInvoiceNumber"],
            **(done if self.trx else {}),
        }


class BkashStandIn(StandIn):
    """One merchant of the sandbox; a payment is named by its ``paymentID``.

    Beside the common outcomes, `next` may be what the wallet says when the payer confirms: ``declined`` (2023).
    """

    name = "bkash"

    def __init__(
        self,
        context: ssl.SSLContext,
        *,
        app_key: str = "golive-app-key",
        app_secret: str = "golive-app-secret",
        username: str = "golive-shop",
        password: str = "golive-password",
        poor_wallet: str = "01823074817",
        refunds: int = 1,
    ) -> None:
        self.app_key, self.app_secret, self.username, self.password = app_key, app_secret, username, password
        self.poor_wallet, self.refunds = poor_wallet, refunds
        self.payments: dict[str, Payment] = {}
        #: When a token was asked for, and the tokens that hold.
        self.grants: list[float] = []
        self.tokens: set[str] = set()
        self.clock: Callable[[], float] = time.monotonic
        #: Failures come in two shapes.
        self._shapes = itertools.cycle((("statusCode", "statusMessage"), ("errorCode", "errorMessage")))
        self._again = itertools.cycle(("2062", "2117"))
        super().__init__(context)
        self.base_url = self.url + BASE

    @cached_property
    def topic(self) -> Topic:
        """Where Amazon SNS would notify from."""
        return Topic("arn:aws:sns:ap-southeast-1:100000000001:bkash-hill-harbour")

    def busy(self) -> Answer:
        """As the gateway before the API has it."""
        return Answer(429, {"message": "Too Many Requests"})

    def answer(self, asked: Asked) -> Answer:
        """Failures have HTTP 200; only the gateway before the API knows others."""
        if asked.path.startswith(PAGE):
            return self._page(asked)
        if asked.path.startswith("/subscribe"):
            return Answer(200, {})
        if asked.method != "POST" or asked.kind != "application/json" or not isinstance(asked.json, dict):
            return Answer(403, {"message": "Forbidden"})
        if asked.path in {f"{CHECKOUT}/token/grant", f"{CHECKOUT}/token/refresh"}:
            return self._grant(asked)
        if asked.headers.get("Authorization") not in self.tokens or asked.headers.get("X-App-Key") != self.app_key:
            return Answer(401, {"message": "Unauthorized"})
        known: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            f"{CHECKOUT}/create": self._create,
            f"{CHECKOUT}/execute": self._execute,
            f"{CHECKOUT}/payment/status": self._status,
            f"{CHECKOUT}/payment/confirm/capture": self._capture,
            f"{CHECKOUT}/payment/confirm/void": self._void,
            f"{CHECKOUT}/general/searchTransaction": self._search,
        }
        if self.refunds == 1:
            known[f"{CHECKOUT}/payment/refund"] = self._refund_1
        else:
            known[f"{REFUND_2}/transaction"] = self._refund_2
            known[f"{REFUND_2}/status"] = self._refunded_2
        act = known.get(asked.path)
        return Answer(200, act(asked.json)) if act else Answer(403, {"message": "Missing Authentication Token"})

    def pay(self, payment: str) -> dict[str, Any]:
        """The payer confirms in the wallet: the GET that the payer's browser makes to the shop."""
        with self.lock:
            one = self._open_one(payment)
            is_poor = one.asked["payerReference"] == self.poor_wallet or self.wished("declined")
            one.wallet = "2023" if is_poor else "0000"
            return self._back(one, "success")

    def decline(self, payment: str) -> dict[str, Any]:
        """The wallet says no at once."""
        with self.lock:
            one = self._open_one(payment)
            one.wallet = one.status = "2023"
            return self._back(one, "failure")

    def cancel(self, payment: str) -> dict[str, Any]:
        """The payer leaves."""
        with self.lock:
            one = self._open_one(payment)
            one.wallet = one.status = "2069"
            return self._back(one, "cancel")

    def notify(self, payment: str) -> int:
        """Post the SNS notification of a completed payment."""
        with self.lock:
            one = self.payments[payment]
            if one.status != "Completed":
                raise LookupError(f"{payment} is {one.status}: there is nothing to tell")
            notice = {
                "dateTime": f"{one.at:%Y%m%d%H%M%S}",
                "debitMSISDN": "88" + one.asked["payerReference"],
                "creditOrganizationName": "Hill Harbour",
                "creditShortCode": "01800000000",
                "trxID": one.trx,
                "transactionStatus": one.status,
                "transactionType": "1003",
                "amount": f"{one.amount:.2f}",
                "currency": "BDT",
                "transactionReference": one.asked["payerReference"],
                "merchantInvoiceNumber": one.asked["merchantInvoiceNumber"],
            }
        return self._post(self.topic.notification(json.dumps(notice)))

    def ask_to_subscribe(self) -> int:
        """Post what comes once, before the first notice."""
        return self._post(self.topic.confirmation(f"{self.url}/subscribe?Token=1"))

    def _post(self, message: Mapping[str, str]) -> int:
        headers = {"Content-Type": "text/plain; charset=UTF-8", "x-amz-sns-message-type": message["Type"]}
        return self.tell(json.dumps(message).encode(), headers)

    def _grant(self, asked: Asked) -> Answer:
        now = self.clock()
        self.grants = [at for at in self.grants if now - at < HOUR]
        if len(self.grants) >= 2:
            return self.busy()
        self.grants.append(now)
        said = asked.json
        if (asked.headers.get("username"), asked.headers.get("password")) != (self.username, self.password):
            return Answer(200, {"status": "fail", "msg": "Invalid username and password combination"})
        if (said.get("app_key"), said.get("app_secret")) != (self.app_key, self.app_secret):
            return Answer(200, {"statusCode": "2001", "statusMessage": MESSAGES["2001"]})
        token = secrets.token_urlsafe(48)
        self.tokens.add(token)
        granted = {
            "id_token": token,
            "token_type": "Bearer",
            "expires_in": 3600,
            "refresh_token": secrets.token_hex(16),
        }
        return Answer(200, {"statusCode": "0000", "statusMessage": "Successful", **granted})

    def _create(self, said: dict[str, Any]) -> dict[str, Any]:
        wrong = _fault(said)
        invoice = said.get("merchantInvoiceNumber")
        if any(one.trx and one.asked["merchantInvoiceNumber"] == invoice for one in self.payments.values()):
            wrong = wrong or "2029"
        if wrong:
            return self._failure(wrong)
        one = Payment(said)
        self.payments[one.id] = one
        back = {f"{word}CallbackURL": self._back(one, status)["url"] for word, status in _ENDS.items()}
        return {**one.told(), "bkashURL": f"{self.url}{PAGE}{one.id}", "callbackURL": said["callbackURL"], **back}

    def _execute(self, said: dict[str, Any]) -> dict[str, Any]:
        one = self.payments.get(said.get("paymentID", ""))
        if one is None:
            return self._failure("2002")
        if one.trx:
            return self._failure(next(self._again))
        if one.wallet in {"", "2069"}:
            return self._failure(one.wallet or "2056")
        if one.wallet != "0000":
            one.status = one.wallet
            return self._failure(one.wallet)
        one.status = "Completed" if one.asked["intent"] == "sale" else "Authorized"
        one.trx = secrets.token_hex(5).upper()
        return one.told()

    def _status(self, said: dict[str, Any]) -> dict[str, Any]:
        one = self.payments.get(said.get("paymentID", ""))
        if one is None or one.status in MESSAGES:
            return self._failure(one.status if one else "2002")
        return one.told()

    def _search(self, said: dict[str, Any]) -> dict[str, Any]:
        one = next((one for one in self.payments.values() if one.trx and one.trx == said.get("trxID")), None)
        return one.told() if one else self._failure("2033")

    def _capture(self, said: dict[str, Any]) -> dict[str, Any]:
        return self._move(said, "Completed")

    def _void(self, said: dict[str, Any]) -> dict[str, Any]:
        return self._move(said, "Voided")

    def _move(self, said: dict[str, Any], to: str) -> dict[str, Any]:
        one = self.payments.get(said.get("paymentID", ""))
        if one is None or one.status != "Authorized":
            return self._failure("2056" if one else "2002")
        one.status = to
        return one.told()

    def _refund_1(self, said: dict[str, Any]) -> dict[str, Any]:
        one = self._refundable(said.get("paymentID"), said.get("trxID"))
        if one is None:
            return self._failure("2033")
        if "amount" not in said:
            return self._told_1(one) if one.refunds else self._failure("2033")
        wrong = "2056" if one.refunds else _refund_fault(one, said["amount"], said)
        if wrong:
            return self._failure(wrong)
        self._book_refund(one, said["amount"])
        return self._told_1(one)

    def _told_1(self, one: Payment) -> dict[str, str]:
        refund = one.refunds[0]
        told = {"statusCode": "0000", "statusMessage": "Successful", "originalTrxID": one.trx, "charge": "0.00"}
        told |= {"refundTrxID": refund["refundTrxId"], "transactionStatus": "Completed", "currency": "BDT"}
        return {**told, "amount": refund["refundAmount"], "completedTime": refund["completedTime"]}

    def _refund_2(self, said: dict[str, Any]) -> dict[str, Any]:
        one = self._refundable(said.get("paymentId"), said.get("trxId"))
        wrong = _refund_fault(one, said.get("refundAmount"), said) if one else "2033"
        if one is None or wrong:
            return _failure_2(wrong)
        refund = self._book_refund(one, said["refundAmount"])
        return {"originalTrxId": one.trx, "originalTrxAmount": f"{one.amount:.2f}", **refund}

    def _refunded_2(self, said: dict[str, Any]) -> dict[str, Any]:
        one = self._refundable(said.get("paymentId"), said.get("trxId"))
        if one is None:
            return _failure_2("2033")
        told = {"originalTrxId": one.trx, "originalTrxAmount": f"{one.amount:.2f}"}
        return {**told, "originalTrxCompletedTime": _time(one.at), "refundTransactions": one.refunds}

    def _book_refund(self, one: Payment, amount: str) -> dict[str, str]:
        refund = {
            "refundTrxId": secrets.token_hex(5).upper(),
            "refundTransactionStatus": "Completed",
            "refundAmount": f"{Decimal(amount):.2f}",
            "currency": "BDT",
            "completedTime": _time(datetime.now(DHAKA)),
        }
        one.refunds.append(refund)
        return refund

    def _refundable(self, payment: Any, trx: Any) -> Payment | None:
        one = self.payments.get(payment or "")
        return one if one and one.status == "Completed" and one.trx == trx else None

    def _page(self, asked: Asked) -> Answer:
        one = self.payments.get(asked.path.removeprefix(PAGE))
        act = {"pay": self.pay, "decline": self.decline, "cancel": self.cancel}.get(asked.form.get("choice", ""))
        if one is None or (asked.method == "POST" and (act is None or one.wallet)):
            return Answer(404, "<html><body>No such payment</body></html>")
        if act:
            return Answer(302, "<html></html>", {"Location": act(one.id)["url"]})
        words = "".join(
            f'<button name="choice" value="{word}">{word}</button>' for word in ("pay", "decline", "cancel")
        )
        return Answer(200, f'<html lang="en"><h1>{one.amount:.2f} BDT</h1><form method="post">{words}</form></html>')

    def _back(self, one: Payment, status: str) -> dict[str, Any]:
        query = {"paymentID": one.id, "status": status, "signature": "x9Kq2", "apiVersion": "1.2.0-beta"}
        url = one.asked["callbackURL"]
        return {"method": "GET", "url": f"{url}{'&' if '?' in url else '?'}{urlencode(query)}", "query": query}

    def _open_one(self, payment: str) -> Payment:
        one = self.payments[payment]
        if one.wallet:
            raise LookupError(f"{payment}: the payer has answered")
        return one

    def _failure(self, code: str) -> dict[str, str]:
        names = next(self._shapes)
        return dict(zip(names, (code, MESSAGES[code]), strict=True))


_ENDS = {"success": "success", "failure": "failure", "cancelled": "cancel"}


def _fault(said: Mapping[str, Any]) -> str:
    needed = ("mode", "payerReference", "callbackURL", "amount", "currency", "intent", "merchantInvoiceNumber")
    if any(not isinstance(said.get(key), str) or not said[key] for key in needed) or said["mode"] != "0011":
        return "2065"
    if not _is_amount(said["amount"]):
        return "2006"
    if said["currency"] != "BDT":
        return "2007"
    if not said["callbackURL"].startswith("https://"):
        return "2049"
    if said["intent"] not in {"sale", "authorization"}:
        return "2065"
    return "2031" if len(said["merchantInvoiceNumber"]) > 255 else ""


def _refund_fault(one: Payment, amount: Any, said: Mapping[str, Any]) -> str:
    if not said.get("sku") or not said.get("reason"):
        return "2065"
    if not _is_amount(amount):
        return "2006"
    gone = sum((Decimal(refund["refundAmount"]) for refund in one.refunds), Decimal(0))
    return "2026" if gone + Decimal(amount) > one.amount else ""


def _is_amount(text: Any) -> bool:
    return isinstance(text, str) and bool(re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,2})?", text)) and Decimal(text) > 0


def _failure_2(code: str) -> dict[str, str]:
    told = {"internalCode": f"refund_{code}", "externalCode": code}
    return {**told, "errorMessageEn": MESSAGES[code], "errorMessageBn": MESSAGES[code]}


def _time(at: datetime) -> str:
    return at.astimezone(DHAKA).strftime("%Y-%m-%dT%H:%M:%S:000 GMT+0600")
