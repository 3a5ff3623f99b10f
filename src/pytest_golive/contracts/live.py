"""Tells whether anything around the target is of the live mode of a payment gateway: then nothing moves money."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from pytest_golive.facts.dotenv import read_dotenv
from pytest_golive.settings import Settings

#: Keys that show their mode (Stripe, Razorpay).
LIVE_KEY = re.compile(r"\b(?:sk|rk|pk)_live_|\brzp_live_")
#: Hosts that take real money. ACLEDA's and Wing's differ between contracts: what is not a test host counts as live.
LIVE_HOST = re.compile(
    r"://(?:api-bakong\.nbc\.(?:gov|org)\.kh|[\w-]+\.pay\.bka\.sh|api\.mynagad\.com|securepay\.sslcommerz\.com"
    r"|(?!epaymentuat\.)(?:[\w.-]*\.)?acledabank\.com\.kh|(?!stageonline\.|[\w.-]*(?:uat|test|sandbox|stage))"
    r"(?:[\w.-]*\.)?wingmoney\.com)\b",
    re.IGNORECASE,
)
GATEWAY = re.compile(r"STRIPE|RAZORPAY|BAKONG|KHQR|BKASH|NAGAD|SSLCOMMERZ|SSLCZ|ACLEDA|WING|PAYMENT", re.IGNORECASE)
OFF = frozenset({"0", "false", "no", "off"})
ON = frozenset({"1", "true", "yes", "on"})
LIVE = frozenset({"live", "production", "prod"})
#: Ends of names that are switches: on for test payments, on for real ones.
TEST_SWITCH = re.compile(r"(?:sandbox|test)(?:_?mode|_?enabled)?$", re.IGNORECASE)
LIVE_SWITCH = re.compile(r"(?:_|^|is)(?:live|production|prod)(?:_?mode|_?enabled)?$", re.IGNORECASE)


def live_sign(settings: Settings, environ: Mapping[str, str]) -> str:
    """Where a sign of live mode was found (the name of a variable or key, never its value), or nothing.

    Looked through: the environment, the application's env file, and the tables of ``[payment]``.
    """
    places = {f"the environment's {name}": (name, value) for name, value in environ.items()}
    if settings.app.env_file:
        of_file = read_dotenv(Path(settings.app.env_file)).values
        places |= {f"{name} of the env file": (name, value) for name, value in of_file.items()}
    for gateway, table in settings.payment.tables.items():
        for one in fields(table):
            name, value = f"{gateway}_{one.name}", str(getattr(table, one.name))
            places[f"{one.name} of [payment.{gateway}]"] = (name, value)
    return next((place for place, (name, value) in places.items() if is_live(name, value)), "")


def is_live(name: str, value: str) -> bool:
    """Whether a variable of this name and value is of a gateway's live mode."""
    if LIVE_KEY.search(value) or LIVE_HOST.search(value):
        return True
    if not GATEWAY.search(name):
        return False
    words = set(re.split(r"[^a-z]+", name.lower()))
    said = value.strip().lower()
    is_off = said in OFF and bool("sandbox" in words or TEST_SWITCH.search(name))
    is_on = said in ON and bool(LIVE_SWITCH.search(name))
    return is_off or is_on or (bool(words & {"mode", "env", "environment"}) and said in LIVE)
