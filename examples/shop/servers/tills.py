"""The gateways that the shop is paid through: stand-ins, with keys of their own, that reach the shop by its proxy."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from servers.certificates import Certificates
from servers.gateways import Courier, StandIn
from servers.gateways.khqr import Khqr, token
from servers.gateways.razorpay import Razorpay
from servers.gateways.sslcommerz import SslcommerzStandIn
from servers.gateways.stripe import Stripe

SITE = "https://shop.test"
ACCOUNT = "hill_harbour@devb"
MERCHANT = "Hill & Harbour"
EVENTS = ("payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled")


@dataclass(frozen=True, kw_only=True)
class Booked:
    """A payment of before today, as the shop has it."""

    gateway: str
    name: str
    """The gateway's id of it."""
    order: str
    attempt: int
    amount: Decimal
    currency: str
    refunded: Decimal
    is_paid: bool
    created: datetime

    @property
    def minor(self) -> tuple[int, int]:
        """Amount and refund in cents."""
        return int(self.amount * 100), int(self.refunded * 100)


class Tills:
    """Four stand-ins in this process; what they know is kept while the shop runs."""

    def __init__(self, certificates: Certificates) -> None:
        context = certificates.mail_context("127.0.0.1")
        self.stripe = Stripe(
            context,
            secret_key=f"sk_test_{secrets.token_hex(16)}",
            webhook_secret=f"whsec_{secrets.token_hex(16)}",
        )
        self.khqr = Khqr(context, token=token(), accounts=(ACCOUNT,))
        self.sslcommerz = SslcommerzStandIn(
            context, store_id="hillharbourtest", password=f"{secrets.token_urlsafe(12)}@ssl"
        )
        self.razorpay = Razorpay(
            context,
            key_id=f"rzp_test_{secrets.token_hex(7)}",
            key_secret=secrets.token_urlsafe(18),
            webhook_secret=secrets.token_urlsafe(18),
        )
        self.stripe.callback = f"{SITE}/payments/stripe/webhook/"
        self.razorpay.callback = f"{SITE}/payments/razorpay/webhook/"
        self._token = self.khqr.token
        self.behave()

    @property
    def all(self) -> tuple[StandIn, ...]:
        """Each of them."""
        return self.stripe, self.khqr, self.sslcommerz, self.razorpay

    def reach_shop(self, ca_file: Path, place: str) -> None:
        """Say where the shop's proxy is."""
        for one in self.all:
            one.deliver = Courier(ca_file, place)

    def behave(self) -> None:
        """Nothing goes wrong any more, and what was set up there is as it was."""
        for one in self.all:
            one.next = one.always = one.only = ""
        self.stripe.risk_level = "normal"
        self.khqr.token = self._token
        endpoint = {"id": "we_1", "object": "webhook_endpoint", "url": self.stripe.callback, "livemode": False}
        self.stripe.endpoints = [{**endpoint, "status": "enabled", "enabled_events": list(EVENTS)}]

    def recall(self, payments: Iterable[Booked]) -> None:
        """Know these payments, and none that was made since the shop was started."""
        self.stripe.forget()
        self.razorpay.forget()
        stand_ins = {"stripe": self.stripe.recall, "razorpay": self.razorpay.recall}
        for one in payments:
            amount, refunded = one.minor
            stand_ins[one.gateway](
                one.name, reference=f"{one.order}-{one.attempt}", amount=amount, currency=one.currency,
                refunded=refunded, is_paid=one.is_paid, at=int(one.created.timestamp()),
            )  # fmt: skip

    def env(self) -> dict[str, str]:
        """What the shop's env file says of them."""
        return {
            "STRIPE_URL": self.stripe.url,
            "STRIPE_SECRET_KEY": self.stripe.secret_key,
            "STRIPE_WEBHOOK_SECRET": self.stripe.webhook_secret,
            "BAKONG_URL": self.khqr.url,
            "BAKONG_TOKEN": self.khqr.token,
            "BAKONG_ID": ACCOUNT,
            "BAKONG_MERCHANT_NAME": MERCHANT,
            "SSLCOMMERZ_URL": self.sslcommerz.url,
            "SSLCOMMERZ_STORE_ID": self.sslcommerz.store_id,
            "SSLCOMMERZ_STORE_PASSWORD": self.sslcommerz.password,
            "RAZORPAY_URL": self.razorpay.url,
            "RAZORPAY_KEY_ID": self.razorpay.key_id,
            "RAZORPAY_KEY_SECRET": self.razorpay.key_secret,
            "RAZORPAY_WEBHOOK_SECRET": self.razorpay.webhook_secret,
        }

    def facts(self) -> dict[str, str]:
        """Where each is: they can be steered from another process (servers/gateways/__init__.py)."""
        return {"SHOP_GATEWAYS": json.dumps({one.name: one.url for one in self.all})}

    def stop(self) -> None:
        """Listen no more."""
        for one in self.all:
            one.stop()
