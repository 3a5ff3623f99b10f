"""A stand-in for Wing's first protocol, as one integration shows it: the form, the inquiry, the sealed callback.

Nothing of it is published by Wing. Error codes, the fields of the return and the method of it are chosen here.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import secrets
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from servers.gateways import Answer, Asked, StandIn

BASE = "/wingonlinesdk/"
INQUIRY = f"{BASE}inquiry"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BLOCK = 128
DECIMALS = {"USD": 2, "KHR": 0}


@dataclass
class Bill:
    """What a payer was asked for."""

    form: dict[str, str]
    amount: Decimal
    currency: str
    status: str = "open"
    transaction: str = ""


class WingStandIn(StandIn):
    """One till; a payment is named by its ``remark``.

    Beside the common outcomes, `next` may be what the payer's attempt ends in: ``declined`` and ``smaller``.
    """

    name = "wing"

    def __init__(
        self,
        context: ssl.SSLContext,
        *,
        username: str = "online.golive",
        rest_key: str = "golive-rest-key",
        currency: str = "USD",
    ) -> None:
        self.username, self.rest_key, self.currency = username, rest_key, currency
        self.bills: dict[str, Bill] = {}
        super().__init__(context)
        self.base_url = self.url + BASE

    def answer(self, asked: Asked) -> Answer:
        """The payer's form, or the shop's inquiry."""
        if asked.method != "POST" or asked.kind != FORM["Content-Type"]:
            return Answer(405, "<html><body>Method Not Allowed</body></html>")
        if asked.path == INQUIRY:
            return Answer(200, self._inquire(asked.form))
        return self._take(asked.form) if asked.path == BASE else Answer(404, "<html><body>Not Found</body></html>")

    def pay(self, payment: str) -> dict[str, Any]:
        """The payer confirms: what the payer's browser takes back."""
        with self.lock:
            wished = self.wished("declined", "smaller")
            if wished == "declined":
                return self.decline(payment)
            bill = self._open_bill(payment)
            bill.amount = bill.amount / 2 if wished == "smaller" else bill.amount
            bill.status, bill.transaction = "paid", f"ABA{secrets.token_hex(4).upper()}"
            return self._back(bill)

    def decline(self, payment: str) -> dict[str, Any]:
        """Wing says no."""
        with self.lock:
            bill = self._open_bill(payment)
            bill.status = "declined"
            return self._back(bill)

    def notify(self, payment: str) -> int:
        """Post the sealed callback of a paid bill."""
        with self.lock:
            bill = self.bills[payment]
            if bill.status != "paid":
                raise LookupError(f"{payment} is {bill.status}: there is nothing to tell")
            contents = seal(self.rest_key, self._told(bill))
        return self.tell(urlencode({"contents": contents}).encode(), FORM)

    def _take(self, form: dict[str, str]) -> Answer:
        amount = _number(form.get("amount", ""))
        wrong = amount is None or amount <= 0 or amount != round(amount, DECIMALS[self.currency])
        if not self._knows(form) or amount is None or wrong or not form.get("remark"):
            return Answer(200, "<html><body>Invalid request</body></html>")
        known = self.bills.get(form["remark"])
        if known and (known.status == "paid" or known.amount != amount):
            return Answer(200, "<html><body>Duplicate remark</body></html>")
        self.bills[form["remark"]] = Bill(dict(form), amount, self.currency)
        return Answer(200, f'<html lang="en"><h1>{html.escape(form["remark"])}: {amount} {self.currency}</h1></html>')

    def _inquire(self, form: Mapping[str, str]) -> dict[str, str]:
        if not self._knows(form):
            return {"errorCode": "401", "errorText": "Unauthorized"}
        bill = self.bills.get(form.get("remark", ""))
        if bill is None:
            return {"errorCode": "404", "errorText": "Transaction not found"}
        if bill.status == "declined":
            return {"errorCode": "500", "errorText": "Transaction failed"}
        if bill.status == "open":
            return {"errorCode": "404", "errorText": "Transaction is pending"}
        return {"errorCode": "200", **self._told(bill)}

    def _told(self, bill: Bill) -> dict[str, str]:
        return {
            "remark": bill.form["remark"],
            "transaction_id": bill.transaction,
            "amount": f" {bill.currency} {bill.amount:.{DECIMALS[bill.currency]}f}",
            "currency": bill.currency,
            "customer_name": "SOK DARA",
            "biller_name": bill.form.get("merchant_name", ""),
        }

    def _back(self, bill: Bill) -> dict[str, Any]:
        query = {**self._told(bill), "errorCode": "200" if bill.status == "paid" else "500"}
        url = bill.form.get("return_url", "")
        return {"method": "GET", "url": f"{url}{'&' if '?' in url else '?'}{urlencode(query)}", "query": query}

    def _open_bill(self, payment: str) -> Bill:
        bill = self.bills[payment]
        if bill.status != "open":
            raise LookupError(f"{payment} is {bill.status}")
        return bill

    def _knows(self, form: Mapping[str, str]) -> bool:
        who = (form.get("username"), form.get("rest_api_key"), form.get("sandbox"))
        return who == (self.username, self.rest_key, "1")


def seal(rest_key: str, told: Mapping[str, str]) -> str:
    """Base64 of AES-256-CBC with a nought as start and no MAC: whoever knows the key can make it."""
    padder = PKCS7(BLOCK).padder()
    plain = padder.update(json.dumps(told, separators=(",", ":")).encode()) + padder.finalize()
    encryptor = _cipher(rest_key).encryptor()
    return base64.b64encode(encryptor.update(plain) + encryptor.finalize()).decode()


def unseal(rest_key: str, contents: str) -> Any:
    """What a shop reads in the callback; it still has to inquire.

    Raises:
        ValueError: sealed with another key, or not at all.
    """
    decryptor = _cipher(rest_key).decryptor()
    plain = decryptor.update(base64.b64decode(contents, validate=True)) + decryptor.finalize()
    unpadder = PKCS7(BLOCK).unpadder()
    return json.loads(unpadder.update(plain) + unpadder.finalize())


def _cipher(rest_key: str) -> Cipher[modes.CBC]:
    return Cipher(algorithms.AES256(hashlib.sha256(rest_key.encode()).digest()), modes.CBC(bytes(16)))


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
