"""A shop of a few lines that is entered by a provider's account: careful, unless it is told in which way not to be."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import requests

from pytest_golive.contracts.keys import Profile
from pytest_golive.contracts.provider import hashlib, packed
from pytest_golive.contracts.storefront import Answer, Customer, Leftover, Storefront
from pytest_golive.settings.storefront import OAuth

BACK = "https://club.test/back"


@dataclass
class Club:
    """What the shop knows."""

    table: OAuth
    careless: frozenset[str] = frozenset()
    asks: Mapping[str, str | None] = field(default_factory=dict)
    """What it sends the browser with otherwise; None: not at all."""
    accounts: dict[str, Profile] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    states: set[str] = field(default_factory=set)
    """Every state that was ever given out."""
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    turns: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    """Of those who have come back with the right state."""

    @property
    def storefront(self) -> Storefront:
        """One person at a browser."""
        return Member(self)

    def open(self, email: str, name: str, subject: str = "") -> Profile:
        account = str(next(self.numbers))
        self.accounts[account] = Profile(account=account, email=email, name=name, subject=subject)
        return self.accounts[account]


class Member(Storefront):
    """Somebody at a browser."""

    def __init__(self, club: Club) -> None:
        self._club = club
        self._kept: dict[str, str] = {}
        self._account = ""

    def register(self, customer: Customer) -> Answer:
        self._club.passwords[customer.email] = customer.password
        self._club.open(customer.email, customer.name)
        return Answer(accepted=True)

    def log_in(self, email: str, password: str) -> Answer:
        is_right = self._club.passwords.get(email) == password
        if is_right:
            self._account = self._found(email=email)
        return Answer(accepted=is_right)

    def is_logged_in(self) -> bool:
        return bool(self._account)

    def profile(self) -> Profile:
        found = self._club.accounts[self._account]
        return replace(found, name=None) if "shows-no-name" in self._club.careless else found

    def remove(self, leftover: Leftover) -> None:
        kept = self._club.accounts.items()
        self._club.accounts = {key: one for key, one in kept if one.email != leftover.id}

    def start_oauth(self) -> str:
        table = self._club.table
        verifier = secrets.token_urlsafe(32)
        self._kept = {name: secrets.token_urlsafe(16) for name in ("state", "nonce")} | {"verifier": verifier}
        self._club.states.add(self._kept["state"])
        asked = {
            "response_type": "code",
            "client_id": table.client_id,
            "redirect_uri": BACK,
            "scope": "openid email",
            "state": self._kept["state"],
            "nonce": self._kept["nonce"],
            "code_challenge": packed(hashlib.sha256(verifier.encode()).digest()),
            "code_challenge_method": "S256",
        }
        asked = {name: value for name, value in {**asked, **self._club.asks}.items() if value is not None}
        where = self._club.asks.get("where") or f"{table.address}/authorize"
        return f"{where}?{urlencode(asked)}"

    def return_from_oauth(self, address: str) -> Answer:
        given = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        kept, self._kept = self._kept, {}
        careless = self._club.careless
        known = self._club.states if "states-of-all" in careless else {kept.get("state")}
        if "state" not in careless and given.get("state", "") not in known:
            return Answer(accepted=False, message="Please try again.")
        turn = next(self._club.turns)
        if ("tires-early" in careless and turn > 7) or ("tires-late" in careless and turn > 8):
            return Answer(accepted=False, message="Too many.")
        if "asks-nobody" in careless:
            return Answer(accepted=False, message="Google is away.")
        claims = self._claims(given["code"], kept)
        if not claims:
            return Answer(accepted=False, message="Please try again.")
        self._account = self._met(claims)
        return Answer(accepted=bool(self._account), message="" if self._account else "Please use your password.")

    def _claims(self, code: str, kept: dict[str, str]) -> dict[str, Any]:
        table, careless = self._club.table, self._club.careless
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
        if self._club.asks.get("code_challenge", "") is not None:
            form["code_verifier"] = kept.get("verifier", "")
        secret = "wrong" if "secret" in careless else table.client_secret
        answer = requests.post(f"{table.address}/token", form, auth=(table.client_id, secret), timeout=10)
        if not answer.ok:
            return {}
        try:
            claims = self._read(answer.json()["id_token"])
        except (jwt.PyJWTError, KeyError):
            return {}
        is_nonce = "nonce" in careless or claims.get("nonce") == kept.get("nonce")
        return claims if is_nonce and ("unverified" in careless or claims["email_verified"]) else {}

    def _read(self, token: str) -> dict[str, Any]:
        table, careless = self._club.table, self._club.careless
        options: Any = {f"verify_{name}": name not in careless for name in ("aud", "iss", "exp", "signature")}
        named = {"audience": table.client_id, "issuer": table.address, "options": options}
        if "trusts-tls" in careless:
            options["verify_signature"] = False
            return dict(jwt.decode(token, **named))
        keys = jwt.PyJWKSet.from_dict(requests.get(f"{table.address}/jwks", timeout=10).json())
        if "unsigned" in careless and jwt.get_unverified_header(token)["alg"] == "none":
            options["verify_signature"] = False
        return dict(jwt.decode(token, keys.keys[0], algorithms=["RS256"], **named))

    def _met(self, claims: dict[str, Any]) -> str:
        """The account that the person meets; empty: none."""
        careless = self._club.careless
        if "twice" not in careless and (found := self._found(subject=claims["sub"])):
            return found
        if "names" in careless and (found := self._found(name=claims["name"])):
            return found
        if "emails" not in careless and claims["email"] in self._club.passwords:
            return self._found(email=claims["email"]) if self._club.table.existing == "linked" else ""
        name = claims["given_name"] if "short-names" in careless else claims["name"]
        return self._club.open(claims["email"], name, claims["sub"]).account

    def _found(self, **wanted: str) -> str:
        fits = (
            one.account
            for one in self._club.accounts.values()
            if all(getattr(one, name) == value for name, value in wanted.items())
        )
        return next(fits, "")
