"""Accounts and tokens of a shop of a few lines, which is bent in one way at a time."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import jwt
import pytest

from pytest_golive.contracts.keys import Tokens
from pytest_golive.contracts.storefront import Answer, Customer, Leftover, Storefront
from pytest_golive.finding import Outcome
from tests.contracts.tillshop import Tillshop, play

KEY = "k" * 32


@dataclass
class Guild:
    """Who has an account, with which password."""

    ways: frozenset[str] = frozenset()
    accounts: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)


class Fellow(Storefront):
    """Somebody at a browser."""

    def __init__(self, guild: Guild) -> None:
        self.guild, self.name = guild, ""

    def register(self, customer: Customer) -> Answer:
        name, ways = customer.email.lower(), self.guild.ways
        if not name:
            return Answer(accepted=False, message="An address is needed.")
        if len(customer.password) < 10:
            if "opens-without-password" in ways and not customer.password:
                return Answer(accepted=True)  # somebody sends a link to set one
            return Answer(accepted=False, message="The password is too short.")
        if name not in self.guild.accounts or "overwrites" in ways:
            self.guild.accounts[name] = customer.password
            return Answer(accepted=True)
        return Answer(accepted="polite" in ways, message="We have sent you a mail.")

    def log_in(self, email: str, password: str) -> Answer:
        # Names are taken as they are typed: nobody gets in as EVE@SHOP.TEST.
        is_right = self.guild.accounts.get(email) == password
        self.name = email if is_right else ""
        return Answer(accepted=is_right, message="" if is_right else "Name or password is wrong.")

    def is_logged_in(self) -> bool:
        return bool(self.name)

    def remove(self, leftover: Leftover) -> None:
        self.guild.accounts.pop(leftover.id.lower(), None)

    def tokens(self, email: str, password: str) -> Tokens | None:
        return self._tokens("1") if self.guild.accounts.get(email) == password else None

    def refresh_tokens(self, refresh: str) -> Tokens | None:
        if "rotates" in self.guild.ways:
            if refresh in self.guild.used:
                return None
            self.guild.used.add(refresh)
            return self._tokens(f"{refresh}1")
        return self._tokens(f"{refresh}1" if "keeps-used" in self.guild.ways else "")

    def takes_token(self, access: str) -> bool:
        try:
            jwt.decode(access, KEY, algorithms=["HS256"])
        except jwt.InvalidTokenError:
            return False
        return True

    def _tokens(self, refresh: str) -> Tokens:
        claims = {"sub": "1", "exp": int(time.time()) + 600}
        return Tokens(access=jwt.encode(claims, KEY, algorithm="HS256"), refresh=refresh)


@pytest.mark.parametrize(
    ("contract", "ways", "words"),
    [
        ("flow.register", "", ""),
        ("flow.register", "polite", ""),
        ("flow.register", "overwrites", "who registers with a known address sets its password"),
        ("flow.register", "opens-without-password", "an account was opened for tests+"),
        ("flow.jwt-auth", "rotates", ""),
        ("flow.jwt-auth", "", ""),
        ("flow.jwt-auth", "keeps-used", "a refresh token works twice"),
    ],
)
def test_ways_of_a_shop(contract: str, ways: str, words: str, tmp_path: Path) -> None:
    guild = Guild(frozenset(ways.split()))
    told = play(Tillshop(), contract, tmp_path, person=lambda: Fellow(guild))
    assert (told.outcome is Outcome.PASSED, words in told.text) == (not words, True), told
    assert not words or told.outcome is Outcome.FAILED
    assert guild.accounts == {}
