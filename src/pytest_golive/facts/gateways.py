"""Where the payment gateways are called, and what certificate is shown there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.env import variables
from pytest_golive.facts.registry import fact
from pytest_golive.facts.tls.handshake import shake_all
from pytest_golive.facts.together import together
from pytest_golive.settings import Settings

SECONDS = 20.0
#: Gateways with one host for both modes, where their SDKs call when nothing else is said.
USUAL = {"stripe": "https://api.stripe.com", "razorpay": "https://api.razorpay.com"}
#: What variables of a gateway are called, where it is not its name.
ALIASES = {"khqr": "BAKONG|KHQR", "sslcommerz": "SSLCOMMERZ|SSLCZ"}
GATEWAY = re.compile(
    r"STRIPE|RAZORPAY|BAKONG|KHQR|BKASH|NAGAD|SSLCOMMERZ|SSLCZ|ACLEDA|WING_?MONEY|PAYMENT|PAYPAL|BRAINTREE|MOLLIE"
    r"|ADYEN|KLARNA|SQUAREUP|PAYWAY|PSP_",
    re.IGNORECASE,
)
GATEWAY_HOST = re.compile(
    r"(?:^|\.)(?:stripe\.com|razorpay\.com|nbc\.(?:gov|org)\.kh|bka\.sh|mynagad\.com|sslcommerz\.com"
    r"|acledabank\.com\.kh|wingmoney\.com|paypal\.com|braintreegateway\.com|mollie\.com|adyen\.com|klarna\.com"
    r"|squareup\.com|authorize\.net|worldpay\.com|payway\.com\.kh)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class GatewayUrl:
    """One address that a gateway is called at, without its path."""

    where: str
    """Who says so: ``[payment.stripe] base_url``, ``STRIPE_URL of the env file``."""
    address: str
    """``https://api.stripe.com``."""
    problem: str = ""
    """What is wrong with the certificate shown there."""
    unseen: str = ""
    """Why nobody saw one."""

    @property
    def is_https(self) -> bool:
        """Whether it is encrypted at all."""
        return self.address.startswith("https://")


@dataclass(frozen=True, kw_only=True)
class GatewayUrls:
    """Every address of a gateway that is declared or configured."""

    found: tuple[GatewayUrl, ...]
    nowhere: tuple[str, ...] = ()
    """Declared gateways of which nothing says where they are called."""
    unread: str = ""
    """Why the env file could not be read."""


@fact(timeout=SECONDS, rounds=3)
def gateway_urls(settings: Settings, now: datetime) -> GatewayUrls:
    """The addresses of all gateways, and a TLS handshake with each that is https."""
    if not settings.payment.declared:
        cure = "add its table to golive.toml (docs/payments.md)"
        raise CannotLook("no payment gateway is declared", cure=cure)
    try:
        given, unread = variables(settings.app), ""
    except CannotLook as error:
        given, unread = {}, error.reason
    named, configured = dict(_declared(settings)), dict(_configured(settings, given))
    nowhere = [name for name in settings.payment.declared if not _is_called(name, named, configured)]
    by_address: dict[str, list[str]] = {}
    for where, address in (*named.items(), *configured.items()):
        by_address.setdefault(address, []).append(where)
    places = [GatewayUrl(where=", ".join(where), address=address) for address, where in by_address.items()]
    trust = {_address(table.base_url): table.ca_file for table in settings.payment.tables.values()}
    found = together(
        lambda one: _shaken(one, trust.get(one.address, ""), settings, now),
        places,
        seconds=SECONDS - 2,
        late=lambda one: replace(one, unseen="it did not answer in time"),
    )
    return GatewayUrls(found=tuple(found), nowhere=tuple(nowhere), unread=unread)


def _declared(settings: Settings) -> Iterator[tuple[str, str]]:
    for name, table in settings.payment.tables.items():
        if table.base_url:
            yield f"[payment.{name}] base_url", _address(table.base_url)


def _configured(settings: Settings, given: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Variables of the application that hold a gateway's address; those of the shop's own pages are none."""
    for name, value in given.items():
        parts = urlsplit(value) if value.startswith(("http://", "https://")) else None
        host = parts.hostname if parts else None
        if host and host not in settings.target.all_hosts and (GATEWAY.search(name) or GATEWAY_HOST.search(host)):
            yield f"{name} of the env file", _address(value)


def _is_called(name: str, named: dict[str, str], configured: dict[str, str]) -> bool:
    """Whether it is known where a gateway is called; says the usual address where nothing else does."""
    alias = re.compile(ALIASES.get(name, name), re.IGNORECASE)
    if f"[payment.{name}] base_url" in named or any(map(alias.search, configured)):
        return True
    if name in USUAL:
        named[f"{name}’s own address"] = USUAL[name]
    return name in USUAL


def _address(url: str) -> str:
    """Scheme, host and port: what comes after may be a credential."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return url.partition("?")[0]
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}{port}"


def _shaken(one: GatewayUrl, ca_file: str, settings: Settings, now: datetime) -> GatewayUrl:
    if not one.is_https:
        return one
    parts = urlsplit(one.address)
    there = replace(settings.target, url=one.address, ca_file=ca_file or settings.target.ca_file)
    [seen] = shake_all((parts.hostname or "",), there, now)
    if seen.certificate is None:
        return replace(one, unseen=seen.error)
    return replace(one, problem="; ".join(problem.text for problem in seen.certificate.problems))
