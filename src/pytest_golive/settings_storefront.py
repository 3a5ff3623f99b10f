"""The table of golive.toml about the shop as its customers and staff use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Storefront:
    """``[storefront]``: what contracts need to know of the shop, whichever adapter drives it."""

    currency: str = "USD"
    """ISO 4217 code of the prices."""
    phone_prefix: str = "+1202555"
    """Numbers of test customers begin so; four to eight digits are added."""
    phone_digits: int = 4
    """How many digits are added to it."""
    email: str = ""
    """Mailbox of test customers, with ``+`` for their marks: ``tests@shop.example`` becomes
    ``tests+golive-…@shop.example``; empty: ``test_address`` of ``[mail]``, or a name that cannot exist
    (``@example.invalid``)."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Sent with every request of a contract: what a rate limit or firewall lets through, usually ``env:…``."""
    visitors: int = 4
    """Contracts that act at the same time."""
    visible_seconds: float = 60.0
    """Seconds within which a change by the staff must be seen by customers."""
    paid_seconds: float = 60.0
    """Seconds within which a payment must make its order paid."""
    concurrent_orders: int = 5
    """Customers that want the last piece at the same time."""
    rounds: int = 5
    """How often they try."""
    logout: str = ""
    """Path of the log-out, which a mere link must not do: ``/logout/``; empty: not tried."""
    staff_mail: str = ""
    """Where the shop's notices to its staff go; they must be found in ``inbox`` of ``[mail]``."""
    token_seconds: float = 0.0
    """Seconds after which the API's access token must have expired at the latest (``flow.jwt-auth``); 0: any
    expiry within a day."""
