"""A stand-in for SSLCommerz: sessions, the hosted page, the IPN, validation, query and refund.

Where its documentation is silent this one is strict: a ``tran_id`` that was used for another amount, or paid, or
declined, opens no second session. Refunds are counted in taka, in which the gateway settles.
"""

from __future__ import annotations

import hashlib
import html
import secrets
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from servers.gateways import Answer, Asked, StandIn

SESSION = "/gwprocess/v4/api.php"
VALIDATION = "/validator/api/validationserverAPI.php"
QUERY = "/validator/api/merchantTransIDvalidationAPI.php"
PAGE = "/EasyCheckOut/"
#: What a unit of other money is worth in taka.
RATES = {"BDT": Decimal(1), "USD": Decimal("120.00"), "EUR": Decimal("130.00"), "INR": Decimal("1.40")}
LEAST, MOST = Decimal(10), Decimal(500_000)
NEEDED = (
    "total_amount", "currency", "tran_id", "success_url", "fail_url", "cancel_url", "cus_name", "cus_email",
    "cus_add1", "cus_city", "cus_country", "cus_phone", "shipping_method", "product_name", "product_category",
    "product_profile",
)  # fmt: skip
WRONG_STORE = "Store Credential Error Or Store is De-active"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CARD = {
    "card_type": "VISA-Dutch Bangla",
    "card_no": "411111XXXXXX1111",
    "card_issuer": "STANDARD CHARTERED BANK",
    "card_brand": "VISA",
    "card_issuer_country": "Bangladesh",
    "card_issuer_country_code": "BD",
}


@dataclass
class Transaction:
    """One session, and what became of it; `status` is empty until somebody tries to pay."""

    session: dict[str, str]
    key: str = field(default_factory=lambda: secrets.token_hex(16).upper())
    status: str = ""
    val_id: str = ""
    bank_tran_id: str = ""
    error: str = ""
    risk: str = "0"
    #: What the payer really paid, in the currency of the session.
    paid: Decimal = Decimal(0)
    is_validated: bool = False
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    #: By the merchant's refund_trans_id.
    refunds: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def asked(self) -> Decimal:
        """What the session is for."""
        return Decimal(self.session["total_amount"])

    @property
    def rate(self) -> Decimal:
        """Taka for one unit of the session's currency."""
        return RATES[self.session["currency"]]

    def told(self, amount: Decimal | None = None) -> dict[str, str]:
        """The fields that validation, query and notice have in common."""
        amount = self.paid if amount is None else amount
        taka = amount * self.rate
        return {
            "status": self.status,
            "tran_date": f"{self.at:%Y-%m-%d %H:%M:%S}",
            "tran_id": self.session["tran_id"],
            "val_id": self.val_id,
            "amount": f"{taka:.2f}",
            "store_amount": f"{taka * Decimal('0.975'):.2f}",
            "bank_tran_id": self.bank_tran_id,
            **CARD,
            "currency": "BDT",
            "currency_type": self.session["currency"],
            "currency_amount": f"{amount:.2f}",
            "currency_rate": f"{self.rate:.4f}",
            "base_fair": "0.00",
            **{key: self.session.get(key, "") for key in ("value_a", "value_b", "value_c", "value_d")},
            "risk_level": self.risk,
            "risk_title": "High Risk" if self.risk == "1" else "Safe",
            "error": self.error,
        }


class SslcommerzStandIn(StandIn):
    """One store of the sandbox; a payment is named by its ``tran_id``.

    Beside the common outcomes, `next` may be what the payer's attempt ends in: ``declined``, ``pending``, ``risky``
    (paid, to be held) and ``smaller`` (the notice says all of it, the validation half). ``pending`` is understood by
    refunds too.
    """

    name = "sslcommerz"

    def __init__(
        self, context: ssl.SSLContext, *, store_id: str = "hillharbourtest", password: str = "hillharbourtest@ssl"
    ) -> None:
        self.store_id, self.password = store_id, password
        self.transactions: dict[str, Transaction] = {}
        super().__init__(context)

    def answer(self, asked: Asked) -> Answer:
        """Whatever goes wrong, it goes wrong with HTTP 200."""
        match asked.method, asked.path:
            case "POST", path if path == SESSION:
                return Answer(200, self._open(asked))
            case "GET", path if path == VALIDATION:
                return Answer(200, self._validate(asked.query))
            case "GET" | "POST", path if path == QUERY:
                return Answer(200, self._ask(asked.query or asked.form))
            case "GET", path if path.startswith(PAGE):
                return self._page(self._by_key(path.removeprefix(PAGE)))
            case "POST", path if path.startswith(PAGE):
                return self._choose(self._by_key(path.removeprefix(PAGE)), asked.form.get("choice", ""))
        return Answer(404, "<html><body>Not Found</body></html>")

    def pay(self, payment: str) -> dict[str, Any]:
        """The payer's card is good: the POST that the payer's browser makes to the shop."""
        with self.lock:
            wished = self.wished("declined", "pending", "risky", "smaller")
            if wished == "declined":
                return self.decline(payment)
            one = self._open_one(payment)
            one.status = "PENDING" if wished == "pending" else "VALID"
            one.risk = "1" if wished == "risky" else "0"
            one.paid = one.asked / 2 if wished == "smaller" else one.asked
            one.bank_tran_id = f"{datetime.now(UTC):%y%m%d%H%M%S}{secrets.token_hex(5)}"
            one.val_id = f"{datetime.now(UTC):%y%m%d%H%M%S}{secrets.token_urlsafe(12)}"
            return self._return(one, "success_url")

    def decline(self, payment: str) -> dict[str, Any]:
        """The payer's bank says no."""
        with self.lock:
            one = self._open_one(payment)
            one.status, one.error, one.paid = "FAILED", "Insufficient funds", one.asked
            one.bank_tran_id = f"{datetime.now(UTC):%y%m%d%H%M%S}{secrets.token_hex(5)}"
            return self._return(one, "fail_url")

    def cancel(self, payment: str) -> dict[str, Any]:
        """The payer leaves the page."""
        with self.lock:
            one = self._open_one(payment)
            one.status, one.error, one.paid = "CANCELLED", "Cancelled by User", one.asked
            return self._return(one, "cancel_url")

    def notify(self, payment: str) -> int:
        """Post the IPN to the session's ``ipn_url``; none is sent before somebody has tried to pay."""
        with self.lock:
            one = self.transactions[payment]
            if not one.status:
                raise LookupError(f"{payment}: nobody has tried to pay")
            body, url = urlencode(self.notice(one)).encode(), one.session.get("ipn_url", "")
        return self.tell(body, FORM, url)

    def notice(self, one: Transaction) -> dict[str, str]:
        """The signed fields of IPN and return."""
        told = {key: value for key, value in one.told(one.asked).items() if value or key == "error"}
        return signed({**told, "store_id": self.store_id}, self.password)

    def _open(self, asked: Asked) -> dict[str, Any]:
        form = asked.form if asked.kind == FORM["Content-Type"] else {}
        if not self._knows(form):
            return _failed(WRONG_STORE)
        missing = [key for key in NEEDED if not form.get(key)]
        if missing:
            return _failed(f"'{missing[0]}' is missing")
        reason = _session_fault(form)
        known = self.transactions.get(form["tran_id"])
        if known and (known.status or _terms(known.session) != _terms(form)):
            reason = "tran_id was used before"
        if reason:
            return _failed(reason)
        one = known or Transaction({key: value for key, value in form.items() if key != "store_passwd"})
        self.transactions[form["tran_id"]] = one
        page = f"{self.url}{PAGE}{one.key}"
        return {
            "status": "SUCCESS",
            "failedreason": "",
            "sessionkey": one.key,
            "gw": {"visa": "city_visa,visacard", "mobilebanking": "bkash,nagad"},
            "redirectGatewayURL": page,
            "GatewayPageURL": page,
            "storeBanner": "",
            "desc": [{"name": "VISA", "type": "visa", "gw": "visacard", "redirectGatewayURL": page}],
            "is_direct_pay_enable": "0",
        }

    def _validate(self, query: Mapping[str, str]) -> dict[str, str]:
        if not self._knows(query):
            return {"status": "INVALID_TRANSACTION", "APIConnect": "INVALID_REQUEST"}
        val_id = query.get("val_id")
        one = next((one for one in self.transactions.values() if val_id and one.val_id == val_id), None)
        if one is None:
            return {"status": "INVALID_TRANSACTION", "APIConnect": "DONE"}
        told = {**one.told(), "APIConnect": "DONE", "validated_on": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"}
        if one.status == "VALID" and one.is_validated:
            told["status"] = "VALIDATED"
        one.is_validated = one.is_validated or one.status == "VALID"
        return told

    def _ask(self, query: Mapping[str, str]) -> dict[str, Any]:
        if not self._knows(query):
            return {"APIConnect": "INVALID_REQUEST"}
        if "bank_tran_id" in query:
            return {"APIConnect": "DONE", **self._refund(query)}
        if "sessionkey" in query:
            one = self._by_key(query["sessionkey"])
            return {"APIConnect": "DONE", **(one.told() if one else {}), "status": (one and one.status) or "PENDING"}
        one = self.transactions.get(query.get("tran_id", ""))
        elements = [one.told()] if one and one.status else []
        return {"APIConnect": "DONE", "no_of_trans_found": len(elements), "element": elements}

    def _refund(self, query: Mapping[str, str]) -> dict[str, str]:
        bank = query["bank_tran_id"]
        one = next((one for one in self.transactions.values() if one.bank_tran_id == bank), None)
        key, amount = query.get("refund_trans_id", ""), _number(query.get("refund_amount", ""))
        if one is None or one.status != "VALID":
            return _no_refund(bank, "Invalid bank_tran_id")
        if not 0 < len(key) <= 30:
            return _no_refund(bank, "refund_trans_id is missing")
        if amount is None or amount <= 0 or not query.get("refund_remarks"):
            return _no_refund(bank, "Invalid refund request")
        known = one.refunds.get(key)
        if known:
            if Decimal(known["refund_amount"]) != amount:
                return _no_refund(bank, "refund_trans_id was used before")
            return {**_public(known), "status": "processing"}
        gone = sum((Decimal(refund["refund_amount"]) for refund in one.refunds.values()), Decimal(0))
        if gone + amount > one.paid * one.rate:
            return _no_refund(bank, "Refund amount exceeds the transaction amount")
        one.refunds[key] = {
            "bank_tran_id": bank,
            "trans_id": one.session["tran_id"],
            "refund_ref_id": secrets.token_hex(8),
            "status": "success",
            "errorReason": "",
            "refund_amount": f"{amount:.2f}",
        }
        return _public(one.refunds[key])

    def _page(self, one: Transaction | None) -> Answer:
        if one is None:
            return Answer(404, "<html><body>Invalid session</body></html>")
        title = html.escape(f"{one.session['total_amount']} {one.session['currency']} for {one.session['tran_id']}")
        words = ("success", "fail", "cancel")
        buttons = "".join(f'<button name="choice" value="{word}">{word}</button>' for word in words)
        return Answer(
            200, f'<html lang="en"><title>{title}</title><h1>{title}</h1><form method="post">{buttons}</form>'
        )

    def _choose(self, one: Transaction | None, choice: str) -> Answer:
        act = {"success": self.pay, "fail": self.decline, "cancel": self.cancel}.get(choice)
        if one is None or act is None or one.status:
            return Answer(400, "<html><body>Invalid session</body></html>")
        back = act(one.session["tran_id"])
        fields = "".join(
            f'<input type="hidden" name="{html.escape(key)}" value="{html.escape(value)}">'
            for key, value in back["form"].items()
        )
        url = html.escape(back["url"])
        return Answer(200, f'<html lang="en"><form method="post" action="{url}">{fields}<button>Back</button></form>')

    def _return(self, one: Transaction, where: str) -> dict[str, Any]:
        return {"method": "POST", "url": one.session[where], "form": self.notice(one)}

    def _open_one(self, payment: str) -> Transaction:
        one = self.transactions[payment]
        if one.status not in {"", "PENDING"}:
            raise LookupError(f"{payment} is {one.status}")
        return one

    def _by_key(self, key: str) -> Transaction | None:
        return next((one for one in self.transactions.values() if one.key == key), None)

    def _knows(self, given: Mapping[str, str]) -> bool:
        return given.get("store_id") == self.store_id and given.get("store_passwd") == self.password


def signed(fields: Mapping[str, str], password: str) -> dict[str, str]:
    """``fields`` with ``verify_key`` and both signatures."""
    return {
        **fields,
        "verify_key": ",".join(fields),
        "verify_sign": _sign(fields, password, "md5"),
        "verify_sign_sha2": _sign(fields, password, "sha256"),
    }


def is_genuine(fields: Mapping[str, str], password: str) -> bool:
    """The reference check of a shop: all that decides is signed, and SHA-2 holds."""
    named = fields.get("verify_key", "").split(",")
    if not {"amount", "currency_type", "currency_amount", "tran_id", "status"} <= set(named):
        return False
    if not set(named) <= set(fields):
        return False
    wanted = _sign({key: fields[key] for key in named}, password, "sha256")
    return secrets.compare_digest(fields.get("verify_sign_sha2", "").encode(), wanted.encode())


def _sign(fields: Mapping[str, str], password: str, algorithm: str) -> str:
    def digest(text: str) -> str:
        return hashlib.new(algorithm, text.encode()).hexdigest()

    rows = {**fields, "store_passwd": digest(password)}
    return digest("&".join(f"{key}={rows[key]}" for key in sorted(rows)))


def _session_fault(form: Mapping[str, str]) -> str:
    amount, currency = _number(form["total_amount"]), form["currency"]
    if currency not in RATES:
        return "Invalid currency"
    if amount is None or amount != round(amount, 2) or not LEAST <= amount * RATES[currency] <= MOST:
        return f"Invalid total_amount: {LEAST} to {MOST} BDT"
    return "" if len(form["tran_id"]) <= 30 else "Invalid tran_id"


def _terms(session: Mapping[str, str]) -> tuple[Decimal | None, str]:
    return _number(session["total_amount"]), session["currency"]


def _failed(reason: str) -> dict[str, Any]:
    return {"status": "FAILED", "failedreason": reason, "sessionkey": "", "gw": [], "GatewayPageURL": "", "desc": []}


def _no_refund(bank: str, reason: str) -> dict[str, str]:
    return {"bank_tran_id": bank, "trans_id": "", "refund_ref_id": "", "status": "failed", "errorReason": reason}


def _public(refund: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in refund.items() if key != "refund_amount"}


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
