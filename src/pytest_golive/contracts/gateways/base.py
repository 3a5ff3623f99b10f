"""The one interface of all payment gateways; terms as in PCI and card schemes: authorize, capture, cancel, refund.

Money is in minor units. After a time-out the outcome is unknown: ask (`get_payment`) before trying again, and try
again only with the same idempotency key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import Literal, NoReturn

from pytest_golive.contracts.money import Money
from pytest_golive.data import dataclass

Kind = Literal["test", "live", "unknown"]
Outcome = Literal["success", "declined", "insufficient_funds", "timeout"]


class Status(StrEnum):
    """How far a payment is."""

    REQUIRES_ACTION = "requires_action"
    PROCESSING = "processing"
    AUTHORIZED = "authorized"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"
    EXPIRED = "expired"


class Capability(StrEnum):
    """What a gateway lets a program do."""

    CREDENTIALS = "credentials"
    """There is a read-only call that shows whether the credentials are accepted."""
    MODE = "mode"
    """The credentials themselves tell test from live."""
    HEADLESS_PAYMENT = "headless_payment"
    """A test payment needs no browser and no person."""
    AUTHORIZE = "authorize"
    CAPTURE = "capture"
    CANCEL = "cancel"
    DECLINE_SIMULATION = "decline_simulation"
    REFUND = "refund"
    PARTIAL_REFUND = "partial_refund"
    REFUNDS_TOLD = "refunds_told"
    """A payment tells how much of it went back."""
    WEBHOOK = "webhook"
    """The gateway tells the shop by a signed call from server to server."""
    CALLBACK_UNSIGNED = "callback_unsigned"
    """The payer's browser comes back with words that nobody signed."""
    POLL = "poll"
    """The shop has to ask."""


@dataclass(frozen=True, kw_only=True)
class NextAction:
    """What the payer has to do."""

    kind: Literal["none", "redirect", "show_qr", "collect_cash"] = "none"
    url: str = ""
    qr: str = ""
    """The text inside the QR code."""
    md5: str = ""
    expires_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class PaymentIntent:
    """A payment as the gateway tells it: the only trusted source of "paid"."""

    id: str
    status: Status
    money: Money
    reference: str
    """The shop's own number of the order or payment."""
    next_action: NextAction = NextAction()
    decline_code: str = ""
    transaction: str = ""
    """The gateway's number of the money's movement, once there is one (charge, trxID, bank_tran_id)."""
    livemode: bool | None = None
    """What the answer says; None: it does not tell."""
    created: datetime | None = None
    risk: str = ""
    """What the gateway's fraud screening says; empty: nothing."""
    refunded: int = 0
    """Minor units that went back."""


@dataclass(frozen=True, kw_only=True)
class Refund:
    """Money that went back."""

    id: str
    status: Literal["pending", "succeeded", "failed"]
    money: Money


@dataclass(frozen=True, kw_only=True)
class Mode:
    """Whether credentials are of the test or the live world, and how that is known."""

    kind: Kind
    evidence: str
    """``prefix sk_test_``, ``host sandbox.sslcommerz.com``; never the credential."""


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What the gateway said to the credentials."""

    state: Literal["accepted", "refused", "insufficient"]
    """insufficient: the key is accepted, and may not do this."""
    evidence: str
    mode: Mode | None = None
    """What the answer tells of the mode, if it does."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """An HTTP request to one of the shop's endpoints: a genuine notice of the gateway, or a forged one."""

    name: str
    """``no signature``, ``amount changed after signing``."""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    method: Literal["GET", "POST"] = "POST"
    to: Literal["callback", "back"] = "callback"
    """Which of the table's two paths it goes to: the one for the gateway's notices, or the one for the payer."""
    is_genuine: bool = False
    must_be_refused: bool = True
    """Whether the answer itself must be an error (4xx); else only the order must stay as it is."""


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """Where a gateway sends its notices."""

    url: str
    events: tuple[str, ...]
    """``*``: all."""
    is_enabled: bool
    is_live: bool


class GatewayError(Exception):
    """A gateway could not do what was asked; ``code`` is its own word for it."""

    def __init__(self, message: str, *, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class AuthFailed(GatewayError):  # noqa: N818 - the terms of payment SDKs
    """The credentials are refused."""


class AuthInsufficient(GatewayError):  # noqa: N818
    """The credentials are accepted, and lack a right."""


class BadRequest(GatewayError):  # noqa: N818
    """The gateway does not understand what it was asked, or refuses it as wrong."""


class Declined(GatewayError):  # noqa: N818
    """The payer's bank or wallet said no."""


class RateLimited(GatewayError):  # noqa: N818
    """Too many calls: nothing is tried again in this run."""


class GatewayTimeout(GatewayError):  # noqa: N818
    """No answer in time: whether the money moved is not known."""


class GatewayUnreachable(GatewayError):  # noqa: N818
    """No connection, or TLS that does not verify: the money did not move."""


class Unsupported(GatewayError):  # noqa: N818
    """This gateway has no such call."""


class Gateway:
    """One payment gateway with one set of credentials; every method may raise a `GatewayError`."""

    name: str = ""
    """As in golive.toml: ``stripe``."""
    capabilities: frozenset[Capability] = frozenset()
    events: tuple[str, ...] = ()
    """Kinds of notices that `build_event` makes: ``paid``, ``failed``."""
    wrong_payments: tuple[Literal["short", "elsewhere", "foreign"], ...] = ()
    """What a payer can do to a payment: too little, to another account, in another currency."""

    def mode_of_credentials(self) -> Mode:
        """Test or live, told without a call where it can be."""
        self._unsupported("tell its mode")

    def verify_credentials(self) -> Verified:
        """Ask the cheapest question there is; never creates a charge."""
        self._unsupported("verify credentials")

    def create_payment(
        self,
        money: Money,
        reference: str,
        *,
        idempotency_key: str,
        capture: Literal["automatic", "manual"] = "automatic",
        outcome: Outcome = "success",
    ) -> PaymentIntent:
        """Begin a payment; ``outcome`` is wished for where the sandbox can simulate it (`DECLINE_SIMULATION`)."""
        self._unsupported("create payments")

    def authorize(self, money: Money, reference: str, *, idempotency_key: str) -> PaymentIntent:
        """Have the money held without taking it."""
        if Capability.AUTHORIZE not in self.capabilities:
            self._unsupported("authorize without capturing")
        return self.create_payment(money, reference, idempotency_key=idempotency_key, capture="manual")

    def capture(self, payment: str, money: Money) -> PaymentIntent:
        """Take what was authorized."""
        self._unsupported("capture")

    def cancel(self, payment: str) -> PaymentIntent:
        """Let go of what was authorized."""
        self._unsupported("cancel")

    def complete(self, payment: str, callback: Mapping[str, str]) -> PaymentIntent:
        """What a shop does when the payer comes back with ``callback``: execute, validate or ask."""
        return self.get_payment(payment)

    def get_payment(self, payment: str) -> PaymentIntent:
        """Ask how far a payment is."""
        self._unsupported("be asked for a payment")

    def refund(self, payment: str, money: Money | None = None, *, idempotency_key: str) -> Refund:
        """Send money back; None: all of it."""
        self._unsupported("refund")

    def build_event(self, kind: str, payment: PaymentIntent) -> Call:
        """The notice that the gateway itself would send to the shop."""
        self._unsupported("notify the shop")

    def forgeries(self, payment: PaymentIntent, *, other: PaymentIntent | None = None) -> tuple[Call, ...]:
        """Forged notices about an unpaid ``payment``; ``other`` is a paid one of another order."""
        return ()

    def webhook_endpoints(self) -> tuple[Endpoint, ...]:
        """Where the gateway sends its notices, for those that tell."""
        self._unsupported("be asked where it sends its notices")

    def account_exists(self) -> bool:
        """Whether the gateway knows the account that money is sent to."""
        self._unsupported("be asked for an account")

    def token_ends(self) -> datetime | None:
        """When the credentials end, as they say themselves; None: they do not say."""
        return None

    def payments_since(self, moment: datetime) -> tuple[PaymentIntent, ...]:
        """Every payment that was begun since then, in whatever state, for those that tell."""
        self._unsupported("list its payments")

    def close(self) -> None:
        """Give connections back."""

    def _must_be_plain(self, capture: str, outcome: str) -> None:
        """Refuse what a gateway cannot do that takes the money at once and simulates nothing."""
        if capture == "manual" or outcome != "success":
            self._unsupported("authorize only, or simulate an outcome")

    def _unsupported(self, what: str) -> NoReturn:
        raise Unsupported(f"{self.name} cannot {what} by API")
