"""DKIM (RFC 6376, 3.6.1; RFC 8463): the public keys that are published under the declared selectors."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.dns.ask import Answer
from pytest_golive.facts.dns.zones import Zone
from pytest_golive.facts.mail_dns.lookups import lookups_of
from pytest_golive.facts.mail_dns.tags import TagFault, read_tags
from pytest_golive.facts.registry import fact
from pytest_golive.facts.together import together
from pytest_golive.settings import Settings

ED25519_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class DkimKey:
    """The record of one selector."""

    name: str
    answer: Answer
    kind: str = ""
    """``rsa`` or ``ed25519``."""
    bits: int = 0
    fault: str = ""
    """Why nobody can verify a signature with it; empty: it can be used."""


@fact(timeout=15.0, rounds=2)
def dkim_keys(settings: Settings, dns_zones: Mapping[str, Zone]) -> tuple[DkimKey, ...]:
    """The key of each declared selector."""
    selectors = settings.mail.dkim_selectors
    if not selectors:
        cure = "name the provider's selectors in dkim_selectors of [mail]"
        raise CannotLook("no DKIM selector is declared, and DNS does not list them", cure=cure)
    lookups = lookups_of(settings, dns_zones)
    names = [f"{selector}._domainkey.{lookups.domain}" for selector in selectors]
    limit = settings.dns.timeout * 4

    def late(name: str) -> Answer:
        return Answer(name=name, kind="TXT", server="the name server", status="silent")

    answers = together(lambda name: lookups.ask(name, "TXT"), names, seconds=limit, late=late)
    return tuple(_key(answer) for answer in answers)


def _key(answer: Answer) -> DkimKey:
    if len(answer.values) != 1:
        return DkimKey(name=answer.name, answer=answer)
    try:
        kind, bits = read_key(answer.values[0])
    except TagFault as error:
        return DkimKey(name=answer.name, answer=answer, fault=str(error))
    return DkimKey(name=answer.name, answer=answer, kind=kind, bits=bits)


def read_key(text: str) -> tuple[str, int]:
    """Kind and length in bits of the key in a DKIM record.

    Raises TagFault when a verifier could not use it.
    """
    tags = read_tags(text)
    if "v" in tags and (next(iter(tags)) != "v" or tags["v"] != "DKIM1"):
        raise TagFault("the version is not the first tag, or not DKIM1")
    if "p" not in tags:
        raise TagFault("it has no key (p=)")
    encoded = re.sub(r"\s", "", tags["p"])
    if not encoded:
        raise TagFault("the key is revoked (p= is empty)")
    services = re.split(r"\s*:\s*", tags.get("s", "*"))
    if not {"*", "email"} & {*services}:
        raise TagFault("the key is not for mail (s=)")
    if "y" in re.split(r"\s*:\s*", tags.get("t", "")):
        raise TagFault("it says that DKIM is only tested (t=y), so signatures count for nothing")
    if "h" in tags and "sha256" not in re.split(r"\s*:\s*", tags["h"]):
        raise TagFault("it does not allow sha256 (h=)")
    try:
        raw = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise TagFault("the key (p=) is not base64: part of it is missing or changed") from None
    return _measured(tags.get("k", "rsa"), raw)


def _measured(kind: str, raw: bytes) -> tuple[str, int]:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    if kind == "ed25519":
        if len(raw) != ED25519_BYTES:
            raise TagFault(f"an Ed25519 key has {ED25519_BYTES} bytes, this one {len(raw)}")
        return kind, ED25519_BYTES * 8
    if kind != "rsa":
        raise TagFault(f"keys of the kind {kind!r} are unknown (k=)")
    try:
        key = load_der_public_key(raw)
    except (ValueError, UnsupportedAlgorithm):
        raise TagFault("the key (p=) cannot be read: part of it is missing or changed") from None
    if not isinstance(key, RSAPublicKey):
        raise TagFault("the key (p=) is not an RSA key, as k= says")
    return kind, key.key_size
