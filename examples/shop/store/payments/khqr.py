"""Bakong KHQR: a code that the customer's bank app pays; nobody tells us, so we ask."""

from __future__ import annotations

import binascii
import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from store.models import Payment
from store.payments import booking
from store.payments.models import Refund
from store.payments.money import amount_of
from store.payments.wire import GatewayError, OutcomeUnknownError, call

NEEDS_CARD, HAS_REFUNDS = False, False
LIFE = timedelta(minutes=10)
#: A payer who scanned in the last second has still to be heard of.
GRACE = timedelta(seconds=30)
CURRENCIES = {"USD": "840", "KHR": "116"}
DYNAMIC, COUNTRY, ANY_CATEGORY = "12", "KH", "5999"
NOT_PAID, TRANSFER_FAILED = 1, 3
EXPIRED = "The QR code has expired. Nothing was charged. Please ask for a new one."
FAILED = "Your bank could not make the transfer. Nothing was charged. Please try again."


def start(payment: Payment) -> None:
    """Make the code; nobody is asked for that."""
    begin = timezone.now()
    payment.expires_at = begin + LIFE
    payment.qr = code(f"{payment.amount:.2f}", payment.currency, payment.reference, begin, payment.expires_at)
    payment.gateway_id = md5(payment.qr)
    payment.save(update_fields=["expires_at", "qr", "gateway_id"])


def ask(payment: Payment) -> None:
    """Whether somebody has paid just this code: to us, all of it, in its currency."""
    headers = {"Authorization": f"Bearer {settings.BAKONG_TOKEN}"}
    url = f"{settings.BAKONG_URL}/v1/check_transaction_by_md5"
    status, said = call("POST", url, body={"md5": md5(payment.qr)}, headers=headers)
    if status != 200:
        raise OutcomeUnknownError(f"Bakong answered {status} {said.get('errorCode')}")
    found = said.get("data")
    if said.get("responseCode") == 0 and isinstance(found, dict):
        if found.get("toAccountId") != settings.BAKONG_ID:
            raise booking.MismatchError(payment.reference)
        transaction = str(found.get("hash", ""))[:120]
        amount, currency = amount_of(found.get("amount")), str(found.get("currency", ""))
        booking.paid(payment, amount=amount, currency=currency, transaction_id=transaction)
    elif said.get("errorCode") == TRANSFER_FAILED:
        booking.failed(payment, FAILED)
    elif said.get("errorCode") == NOT_PAID and payment.expires_at and timezone.now() > payment.expires_at + GRACE:
        booking.failed(payment, EXPIRED)


def refund(refund: Refund) -> None:
    """There is none in the API: somebody sends the money back by hand."""
    raise GatewayError(f"Bakong has no refunds ({refund.key})")


def code(amount: str, currency: str, bill: str, begin: datetime, end: datetime) -> str:
    """The text of a dynamic code, as EMV's tag, length and value, with its checksum."""
    times = _field("00", _milliseconds(begin)) + _field("01", _milliseconds(end))
    text = "".join(
        [
            _field("00", "01"),
            _field("01", DYNAMIC),
            _field("29", _field("00", settings.BAKONG_ID)),
            _field("52", ANY_CATEGORY),
            _field("53", CURRENCIES[currency]),
            _field("54", amount),
            _field("58", COUNTRY),
            _field("59", settings.BAKONG_MERCHANT_NAME),
            _field("60", settings.BAKONG_CITY),
            _field("62", _field("01", bill)),
            _field("99", times),
            "6304",
        ]
    )
    return f"{text}{binascii.crc_hqx(text.encode(), 0xFFFF):04X}"


def md5(text: str) -> str:
    """What Bakong knows a code by."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _field(tag: str, value: str) -> str:
    if not 0 < len(value) < 100:
        raise ValueError(f"tag {tag} cannot hold {len(value)} characters")
    return f"{tag}{len(value):02}{value}"


def _milliseconds(time: datetime) -> str:
    return str(int(time.timestamp() * 1000))
