"""Stands in for the Bakong Open API: who has paid which KHQR code. There are no notices and no refunds: shops ask.

Outcomes beside those of every stand-in. Of a payment: ``short`` (one riel or cent too little), ``elsewhere`` (to
another account), ``foreign`` (in the other currency). Of a question: ``pending`` (not seen yet), ``abroad`` (403, as
calls from outside Cambodia are reported to end).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import secrets
import ssl
import time
from typing import Any

from servers.gateways import Answer, Asked, StandIn

CURRENCIES = {"116": "KHR", "840": "USD"}
DAYS = 86400
NOT_FOUND = "Transaction could not be found. Please check and try again."
FORBIDDEN_PAGE = "<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>"


def token(days: float = 90, email: str = "shop@shop.test") -> str:
    """A token that looks like Bakong's: a JWT that ends after so many days."""
    now = int(time.time())
    parts = ({"alg": "HS256", "typ": "JWT"}, {"data": {"id": email}, "iat": now, "exp": int(now + days * DAYS)})
    texts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
    return ".".join([*texts, secrets.token_urlsafe(32)])


class UnreadableError(LookupError):
    """The payer's app cannot read the code, or does not pay it any more."""


class Khqr(StandIn):
    """The API, and the bank apps of all payers.

    Args:
        context: certificate for 127.0.0.1.
        token: the one it accepts.
        accounts: Bakong accounts that exist.
    """

    name = "khqr"

    def __init__(self, context: ssl.SSLContext, *, token: str, accounts: tuple[str, ...] = ("shop@devb",)) -> None:
        self.token, self.accounts = token, accounts
        #: md5 of the code → the transaction; none: it failed.
        self.paid: dict[str, dict[str, Any] | None] = {}
        super().__init__(context)

    def answer(self, asked: Asked) -> Answer:
        """One call."""
        if self.wished("abroad"):
            return Answer(403, FORBIDDEN_PAGE)
        if asked.headers.get("Authorization") != f"Bearer {self.token}":
            return _no(6, "Unauthorized, not yet requested for token or code invalid", status=401)
        said = asked.json
        if asked.method != "POST" or not isinstance(said, dict):
            return _no(5, "Missing required fields", status=400)
        match asked.path:
            case "/v1/check_transaction_by_md5":
                return self._by_md5(str(said.get("md5") or ""))
            case "/v1/check_transaction_by_hash":
                found = [one for one in self.paid.values() if one and one["hash"] == said.get("hash")]
                return _yes(found[0]) if found else _no(1, NOT_FOUND)
            case "/v1/check_bakong_account":
                is_known = said.get("accountId") in self.accounts
                return _yes(None, "Account ID exists") if is_known else _no(11, "Account ID not found")
            case "/v1/generate_deeplink_by_qr":
                return _yes({"shortLink": f"https://bakong.page.link/{secrets.token_urlsafe(6)}"})
        return Answer(404, {"message": "Not Found"})

    def busy(self) -> Answer:
        """Too many requests."""
        return _no(1, "Too many requests", status=429)

    def pay(self, payment: str) -> dict[str, Any]:
        """A payer scans the code and pays what it says; raises UnreadableError as a bank's app refuses a code."""
        code, account = self._scan(payment)
        currency, amount = CURRENCIES[code["53"]], code.get("54", "1")
        with self.lock:
            wish = self.wished("short", "elsewhere", "foreign")
            if wish == "short":
                amount = str(int(amount) - 1) if currency == "KHR" else f"{float(amount) - 0.01:.2f}"
            if wish == "foreign":
                currency = "USD" if currency == "KHR" else "KHR"
            now = int(time.time() * 1000)
            transaction = {
                "hash": secrets.token_hex(32), "fromAccountId": "payer@devb",
                "toAccountId": "thief@devb" if wish == "elsewhere" else account, "currency": currency,
                "amount": int(amount) if re.fullmatch(r"\d+", amount) else float(amount),
                "description": _fields(code.get("62", "")).get("01", ""), "createdDateMs": now,
                "acknowledgedDateMs": now,
            }  # fmt: skip
            self.paid[_md5(payment)] = transaction
        return transaction

    def decline(self, payment: str) -> None:
        """A payer scans the code, and the transfer fails."""
        self._scan(payment)
        self.paid[_md5(payment)] = None

    def _scan(self, qr: str) -> tuple[dict[str, str], str]:
        """The fields of a code, and the account that it pays to."""
        if len(qr) < 8 or f"{binascii.crc_hqx(qr[:-4].encode(), 0xFFFF):04X}" != qr[-4:]:
            raise UnreadableError("the checksum is wrong")
        code = _fields(qr)
        account = _fields(code.get("29") or code.get("30") or "").get("00", "")
        if code.get("53") not in CURRENCIES or "@" not in account:
            raise UnreadableError("no currency, or no account")
        if code.get("01") == "12":
            ends = _fields(code.get("99", "")).get("01", "")
            if not ends.isdigit() or int(ends) < time.time() * 1000:
                raise UnreadableError("the code has expired")
        return code, account

    def _by_md5(self, md5: str) -> Answer:
        if not re.fullmatch(r"[0-9a-f]{32}", md5):
            return _no(5, "Missing required fields", status=400)
        if md5 not in self.paid or self.wished("pending"):
            return _no(1, NOT_FOUND)
        found = self.paid[md5]
        return _yes(found) if found else _no(3, "Transaction failed.")


def _fields(text: str) -> dict[str, str]:
    """Two digits of tag, two of length, value, and so on."""
    found, at = {}, 0
    while at + 4 <= len(text):
        tag, length = text[at : at + 2], text[at + 2 : at + 4]
        if not length.isdigit():
            raise UnreadableError("the code is malformed")
        found[tag] = text[at + 4 : at + 4 + int(length)]
        at += 4 + int(length)
    return found


def _md5(qr: str) -> str:
    return hashlib.md5(qr.encode(), usedforsecurity=False).hexdigest()


def _yes(data: Any, message: str = "Getting transaction successfully.") -> Answer:
    return Answer(200, {"responseCode": 0, "responseMessage": message, "errorCode": None, "data": data})


def _no(code: int, message: str, *, status: int = 200) -> Answer:
    return Answer(status, {"responseCode": 1, "responseMessage": message, "errorCode": code, "data": None})
