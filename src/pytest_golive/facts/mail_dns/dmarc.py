"""DMARC (RFC 7489, 6.3 and 6.6.3): the policy for mail that claims to come from the domain."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pytest_golive.data import dataclass
from pytest_golive.facts.dns.ask import Answer
from pytest_golive.facts.dns.zones import Zone
from pytest_golive.facts.mail_dns.lookups import lookups_of
from pytest_golive.facts.mail_dns.tags import TagFault, read_tags
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

POLICIES = ("none", "quarantine", "reject")
REPORT = re.compile(r"(?:mailto:[^@\s,!]+@[^@\s,!]+\.[^@\s,!]+|https?://\S+?)(?:![0-9]+[kmgt]?)?", re.IGNORECASE)
VERSION = re.compile(r"v\s*=\s*DMARC1\s*(?:;|$)")
#: What the optional tags may hold.
ALLOWED = {
    "sp": re.compile("none|quarantine|reject", re.IGNORECASE),
    "adkim": re.compile("[rs]", re.IGNORECASE),
    "aspf": re.compile("[rs]", re.IGNORECASE),
    "pct": re.compile(r"100|\d{1,2}"),
    "ri": re.compile(r"\d+"),
    "fo": re.compile(r"[01ds](?:\s*:\s*[01ds])*", re.IGNORECASE),
    "rf": re.compile(r"[a-z0-9-]+(?:\s*:\s*[a-z0-9-]+)*", re.IGNORECASE),
}


@dataclass(frozen=True, kw_only=True)
class Dmarc:
    """The DMARC record that counts for the domain."""

    domain: str
    name: str
    """Where it was found: at the domain, or at the registered domain above it."""
    answer: Answer
    texts: tuple[str, ...] = ()
    """Every TXT record there that is a DMARC one."""
    others: tuple[str, ...] = ()
    """TXT records there that are none."""
    policy: str = ""
    percent: int = 100
    fault: str = ""
    """Why a receiver cannot use it."""


@fact(timeout=15.0, rounds=2)
def dmarc(settings: Settings, dns_zones: Mapping[str, Zone]) -> Dmarc:
    """The record at ``_dmarc`` below the mail's domain, or below the registered domain when there is none."""
    lookups = lookups_of(settings, dns_zones)
    domain = lookups.domain
    for owner in dict.fromkeys((domain, lookups.zone.name)):
        answer = lookups.ask(f"_dmarc.{owner}", "TXT")
        texts = tuple(text for text in answer.values if VERSION.match(text))
        if texts or not answer.is_known:
            break
    others = tuple(text[:80] for text in answer.values if text not in texts)
    seen = Dmarc(domain=domain, name=f"_dmarc.{owner}", answer=answer, texts=texts, others=others)
    if len(texts) != 1:
        return seen
    try:
        policy, percent = read_policy(texts[0], is_below=owner != domain)
    except TagFault as error:
        return Dmarc(domain=domain, name=seen.name, answer=answer, texts=texts, others=others, fault=str(error))
    return Dmarc(
        domain=domain, name=seen.name, answer=answer, texts=texts, others=others, policy=policy, percent=percent
    )


def read_policy(text: str, *, is_below: bool) -> tuple[str, int]:
    """The policy of a record, and for how many mails in a hundred it counts.

    Args:
        text: the record.
        is_below: the mail's domain lies below the record's, so that ``sp`` counts.

    Raises:
        TagFault: a receiver could not use it.
    """
    tags = read_tags(text)
    if "p" not in tags:
        raise TagFault("it has no policy (p=)")
    if list(tags)[1] != "p":
        raise TagFault("the policy (p=) must come right after the version")
    if tags["p"].lower() not in POLICIES:
        raise TagFault(f"the policy {tags['p']!r} is none of {', '.join(POLICIES)}")
    for name, allowed in ALLOWED.items():
        if name in tags and not allowed.fullmatch(tags[name]):
            raise TagFault(f"{name}={tags[name]} is not allowed")
    for name in ("rua", "ruf"):
        for address in tags[name].split(",") if name in tags else ():
            if not REPORT.fullmatch(address.strip()):
                raise TagFault(f"{name} holds {address.strip()!r}, which is no mailto: address")
    policy = tags.get("sp", tags["p"]) if is_below else tags["p"]
    return policy.lower(), int(tags.get("pct", "100"))
