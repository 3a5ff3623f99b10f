"""The terms of an SPF record, as RFC 7208 (4.6.1, 5, 6 and 12) writes them."""

from __future__ import annotations

import ipaddress
import re

from pytest_golive.data import dataclass

QUALIFIERS = {"+": "pass", "-": "fail", "~": "softfail", "?": "neutral"}
#: Mechanisms and modifiers that cost a look-up (4.6.4).
COSTLY = frozenset({"include", "a", "mx", "ptr", "exists", "redirect"})
MODIFIER = re.compile(r"([a-z][a-z0-9_.-]*)=(\S*)", re.IGNORECASE)
DIRECTIVE = re.compile(r"([+?~-]?)([a-z][a-z0-9]*)(?::([^/\s]*))?((?:/\S*)?)", re.IGNORECASE)
LENGTHS = re.compile(r"(?:/(\d{1,2}))?(?://(\d{1,3}))?")
NAME = re.compile(
    r"(?=.{1,253}\.?$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*\.?", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Term:
    """One directive or modifier."""

    kind: str
    """``include``, ``a``, ``ip4``, ``all``, ``redirect`` …"""
    qualifier: str = "+"
    target: str = ""
    """The domain it names (empty: the record's own); with ``%``, only known for one mail."""
    length4: int = 32
    length6: int = 128
    networks: tuple[str, ...] = ()
    """The addresses it stands for, once they are known."""

    @property
    def has_macro(self) -> bool:
        """Whether its domain is another one for each mail."""
        return "%" in self.target


class SyntaxFault(ValueError):  # noqa: N818 - a fault of the record
    """A term is not what RFC 7208 allows: the whole record is a permanent error."""


def is_spf(text: str) -> bool:
    """Whether a TXT record claims to be SPF (4.5)."""
    return text.lower() == "v=spf1" or text.lower().startswith("v=spf1 ")


def parse(text: str) -> tuple[Term, ...]:
    """All terms of a record, in order.

    Raises SyntaxFault for one that cannot be read.
    """
    terms = [_term(word) for word in text.split(" ")[1:] if word]
    for once in ("redirect", "exp"):
        if sum(term.kind == once for term in terms) > 1:
            raise SyntaxFault(f"{once}= stands there twice")
    return tuple(term for term in terms if term.kind)


def _term(word: str) -> Term:
    if found := MODIFIER.fullmatch(word):
        name, value = found[1].lower(), found[2]
        if name not in {"redirect", "exp"}:
            return Term(kind="")  # unknown modifiers are ignored (6)
        return Term(kind=name, target=_domain(value, word))
    found = DIRECTIVE.fullmatch(word)
    if found is None:
        raise SyntaxFault(f"“{word}” is no term")
    qualifier, kind, value, lengths = found[1] or "+", found[2].lower(), found[3], found[4]
    match kind:
        case "all" if value is None and not lengths:
            return Term(kind=kind, qualifier=qualifier)
        case "ip4" | "ip6" if value:
            return Term(kind=kind, qualifier=qualifier, networks=(_network(kind, value + lengths, word),))
        case "include" | "exists" if value and not lengths:
            return Term(kind=kind, qualifier=qualifier, target=_domain(value, word))
        case "ptr" if not lengths:
            return Term(kind=kind, qualifier=qualifier, target=_domain(value, word) if value else "")
        case "a" | "mx" if value != "":
            four, six = _lengths(lengths, word)
            target = _domain(value, word) if value else ""
            return Term(kind=kind, qualifier=qualifier, target=target, length4=four, length6=six)
    raise SyntaxFault(f"“{word}” is no mechanism of SPF")


def _domain(value: str, word: str) -> str:
    if "%" in value:
        if re.sub(r"%\{[slodiphcrtv]\d*r?[.+,/_=-]*\}|%%|%_|%-", "", value, flags=re.IGNORECASE).count("%"):
            raise SyntaxFault(f"“{word}” has a malformed macro")
        return value
    if not NAME.fullmatch(value):
        raise SyntaxFault(f"“{word}” names no domain")
    return value.rstrip(".").lower()


def _network(kind: str, value: str, word: str) -> str:
    try:
        network = ipaddress.ip_network(value, strict=False)
    except ValueError:
        raise SyntaxFault(f"“{word}” holds no address") from None
    if network.version != int(kind[-1]):
        raise SyntaxFault(f"“{word}” holds an address of the other family")
    return str(network)


def _lengths(text: str, word: str) -> tuple[int, int]:
    found = LENGTHS.fullmatch(text)
    four, six = (int(found[1] or 32), int(found[2] or 128)) if found else (99, 999)
    if four > 32 or six > 128:
        raise SyntaxFault(f"“{word}” has an impossible prefix length")
    return four, six
