"""The tables of golive.toml about payment: one for each gateway the shop takes money through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, fields, replace
from datetime import date
from typing import Any, Literal

from pytest_golive.schema import TomlTable

GATEWAYS = ("stripe", "razorpay", "khqr", "bkash", "nagad", "sslcommerz", "acleda", "wing")


class GatewayTable(TomlTable):
    """What every gateway's table may say."""

    base_url: str = ""
    """Address of the API; empty: the gateway's own (of the sandbox, where it has one host for each)."""
    ca_file: str = ""
    """PEM file of a private certificate authority to trust beside the usual ones; for stand-ins."""
    stand_in: bool = False
    """True: ``base_url`` is no gateway but a stand-in for one. What is seen there says nothing about the gateway."""
    timeout: float = 30.0
    """Seconds to wait for an answer of the gateway."""
    callback: str = ""
    """Path of the shop's page that the gateway's notices are sent to (webhook, IPN): ``/payments/stripe/webhook/``."""
    back: str = ""
    """Path of the shop's page that the payer comes back to."""
    method: str = ""
    """What the shop's checkout calls this way of paying; empty: the gateway's name."""
    currency: str = ""
    """Currency of test payments; empty: the gateway's usual one."""


class StripeTable(GatewayTable):
    """``[payment.stripe]``; needs the extra ``stripe`` (``pip install 'pytest-golive[stripe]'``)."""

    secret_key: str = field(default="", repr=False)
    """``env:STRIPE_SECRET_KEY``."""
    public_key: str = ""
    """``env:STRIPE_PUBLIC_KEY``: to see that both are of one mode."""
    webhook_secret: str = field(default="", repr=False)
    """``env:STRIPE_WEBHOOK_SECRET``: with it, notices are signed as Stripe signs them."""
    webhook_events: tuple[str, ...] = ("payment_intent.succeeded", "payment_intent.payment_failed")
    """Events the endpoint must be registered for."""


class RazorpayTable(GatewayTable):
    """``[payment.razorpay]``."""

    key_id: str = ""
    """``env:RAZORPAY_KEY_ID``."""
    key_secret: str = field(default="", repr=False)
    """``env:RAZORPAY_KEY_SECRET``."""
    webhook_secret: str = field(default="", repr=False)
    """``env:RAZORPAY_WEBHOOK_SECRET``: another than the key's."""


class KhqrTable(GatewayTable):
    """``[payment.khqr]``: Bakong KHQR."""

    token: str = field(default="", repr=False)
    """``env:BAKONG_TOKEN``: the JWT of the Bakong Open API."""
    account_id: str = ""
    """``env:BAKONG_ID``: ``name@bank``."""
    merchant_name: str = ""
    """``env:BAKONG_MERCHANT_NAME``: exactly as in the QR code."""
    city: str = "Phnom Penh"
    """The city in the QR code."""
    token_days: int = 7
    """Days the token must still live."""


class BkashTable(GatewayTable):
    """``[payment.bkash]``: bKash tokenized checkout."""

    app_key: str = field(default="", repr=False)
    """``env:BKASH_APP_KEY``."""
    app_secret: str = field(default="", repr=False)
    """``env:BKASH_APP_SECRET``."""
    username: str = ""
    """``env:BKASH_USERNAME``."""
    password: str = field(default="", repr=False)
    """``env:BKASH_PASSWORD``."""
    topic_arn: str = ""
    """Topic of the notices by Amazon SNS; empty: bKash has not enabled them."""
    refunds: int = 1
    """Generation of the refund API that the account has: 1 or 2."""
    wallet: str = "01770618575"
    """Number of the sandbox wallet that pays."""
    poor_wallet: str = "01823074817"
    """Number of the sandbox wallet without money."""


class NagadTable(GatewayTable):
    """``[payment.nagad]``; ``base_url`` must be given: the address of the sandbox differs between merchants."""

    merchant_id: str = ""
    """``env:NAGAD_MERCHANT_ID``."""
    account: str = ""
    """The merchant's number."""
    private_key: str = field(default="", repr=False)
    """``env:NAGAD_PRIVATE_KEY``: the merchant's RSA key, PEM or base64 of DER."""
    public_key: str = ""
    """``env:NAGAD_PUBLIC_KEY``: the gateway's RSA key, PEM or base64 of DER."""
    sha1: bool = False
    """True: signatures with SHA-1, as the old guide has it."""


class SslcommerzTable(GatewayTable):
    """``[payment.sslcommerz]``."""

    store_id: str = ""
    """``env:SSLCOMMERZ_STORE_ID``."""
    store_password: str = field(default="", repr=False)
    """``env:SSLCOMMERZ_STORE_PASSWORD``."""


class AcledaTable(GatewayTable):
    """``[payment.acleda]``: ACLEDA XPAY; ``base_url`` as the bank's contract has it, with the merchant's path."""

    login: str = ""
    """``env:ACLEDA_LOGIN``."""
    password: str = field(default="", repr=False)
    """``env:ACLEDA_PASSWORD``."""
    merchant_id: str = ""
    """``env:ACLEDA_MERCHANT_ID``."""
    secret: str = field(default="", repr=False)
    """``env:ACLEDA_SECRET``: signs sessions and callbacks."""


class WingTable(GatewayTable):
    """``[payment.wing]``: Wing Money; ``base_url`` as the contract has it."""

    username: str = ""
    """``env:WING_USERNAME``."""
    rest_key: str = field(default="", repr=False)
    """``env:WING_REST_KEY``: seals the callback."""
    sandbox: bool = True
    """What the ``sandbox`` field says."""


class CodTable(TomlTable):
    """``[payment.cod]``: cash on delivery."""

    method: str = "cod"
    """What the shop's checkout calls it."""
    refused_for: tuple[str, ...] = ()
    """Products (by name) that may not be paid this way."""


class Witnessed(TomlTable):
    """``[[payment.witnessed]]``: a payment that a person made, for the gateway to confirm."""

    gateway: Literal["stripe", "razorpay", "khqr", "bkash", "nagad", "sslcommerz", "acleda", "wing"]
    """Which one."""
    payment: str
    """What its inquiry knows the payment by: id, token, remark, or the text of the KHQR code."""
    amount: str
    """``"1.50"``."""
    currency: str
    """``USD``."""
    on: date
    """The day it was made: ``2026-11-20``."""
    by: str
    """Role of whoever paid: ``operations``."""
    environment: Literal["uat", "live"] = "live"
    """Where it was made."""


class Payment(TomlTable):
    """``[payment]``: how the shop is paid."""

    stripe: StripeTable | None = None
    """``[payment.stripe]``: Stripe."""
    razorpay: RazorpayTable | None = None
    """``[payment.razorpay]``: Razorpay."""
    khqr: KhqrTable | None = None
    """``[payment.khqr]``: Bakong KHQR."""
    bkash: BkashTable | None = None
    """``[payment.bkash]``: bKash."""
    nagad: NagadTable | None = None
    """``[payment.nagad]``: Nagad."""
    sslcommerz: SslcommerzTable | None = None
    """``[payment.sslcommerz]``: SSLCommerz."""
    acleda: AcledaTable | None = None
    """``[payment.acleda]``: ACLEDA XPAY."""
    wing: WingTable | None = None
    """``[payment.wing]``: Wing Money."""
    cod: CodTable | None = None
    """``[payment.cod]``: cash on delivery."""
    default: str = ""
    """The gateway that contracts about no special one pay through; empty: the first that needs no person."""
    success_rate: float = 90.0
    """Per cent of the attempts of a day that must end paid."""
    small_amount: str = "1.00"
    """Most that a first real payment may be, in the shop's currency."""
    books: tuple[str, ...] = ()
    """Gateways whose payments are compared with the orders and counted; empty: all. Name those that list their payments
    (Stripe, Razorpay) when there are others, which are then for a person."""
    books_days: int = 7
    """Days that are compared."""
    screening: tuple[str, ...] = ()
    """Gateways whose fraud screening is looked at; empty: all. Of those built only Stripe tells."""
    not_cards: tuple[str, ...] = ()
    """Columns (``table.column``) that look as if they held card data, and that somebody has seen to hold none."""
    status_feeds: Mapping[str, str] = field(default_factory=dict)
    """Status pages of gateways, as JSON (Statuspage's summary.json) or RSS: ``{stripe = "https://…"}``."""
    status_components: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of each of them the components that matter, as the page names them; none: all of them."""

    witnessed: tuple[Witnessed, ...] = ()
    """Payments that people made."""
    witnessed_days: int = 30
    """Days for which such a payment counts."""

    @property
    def declared(self) -> tuple[str, ...]:
        """Names of the gateways that have a table, even of those with a variable that is not set."""
        return tuple(name for name in GATEWAYS if vars(self)[name] is not None)

    @property
    def tables(self) -> dict[str, GatewayTable]:
        """The tables of the gateways, by name; cash on delivery is none."""
        return {name: getattr(self, name) for name in self.declared}


def with_paths(payment: Payment, at: Callable[[str], str]) -> Payment:
    """``payment`` with the paths of its tables as ``at`` makes them."""
    tables: Any = {name: replace(table, ca_file=at(table.ca_file)) for name, table in payment.tables.items()}
    return replace(payment, **tables)


def secrets_of(table: GatewayTable) -> tuple[str, ...]:
    """The values of a table that no output may show."""
    return tuple(getattr(table, one.name) for one in fields(table) if not one.repr)
