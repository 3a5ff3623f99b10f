"""SPF (RFC 7208): the record of the sender's domain and all that it includes, with what each term stands for."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from pytest_golive.data import dataclass
from pytest_golive.facts.dns.ask import Answer
from pytest_golive.facts.dns.zones import Zone
from pytest_golive.facts.mail_dns.lookups import Lookups, lookups_of
from pytest_golive.facts.mail_dns.spf_syntax import COSTLY, QUALIFIERS, SyntaxFault, Term, is_spf, parse
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

#: A receiver gives up after so many look-ups (4.6.4); we go on a little, to say how many there are.
MOST_LOOKUPS = 10
MOST_VOID = 2
MOST_MX = 10
GIVE_UP = 25


@dataclass(frozen=True, kw_only=True)
class SpfRecord:
    """The SPF record of one domain."""

    domain: str
    texts: tuple[str, ...] = ()
    """Every TXT record that claims to be SPF; there must be one."""
    terms: tuple[Term, ...] = ()
    fault: str = ""
    """Why a receiver takes it for a permanent error."""


@dataclass(frozen=True, kw_only=True)
class Spf:
    """What may send for the domain."""

    domain: str
    answer: Answer
    records: Mapping[str, SpfRecord] = field(default_factory=dict)
    """By domain: the first one's and those it includes or redirects to."""
    lookups: int = 0
    """What a receiver has to ask when nothing matches before the end."""
    void: int = 0
    """How many of these find nothing."""
    faults: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """What was asked and not answered."""
    macros: tuple[str, ...] = ()
    """Terms that are only known for one mail."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every domain whose permission is taken over: `?include:` and `-include:` take none."""
        found: list[str] = []
        onward = [self.domain]
        while onward:
            terms = self._terms(onward.pop())
            passes = [term for term in terms if (term.kind, term.qualifier) in {("include", "+"), ("redirect", "+")}]
            new = [term.target for term in passes if term.target in self.records and term.target not in found]
            found += new
            onward += new
        return tuple(found)

    def ends(self, domain: str = "") -> str:
        """The qualifier of the ``all`` that decides about everybody else; empty: there is none."""
        terms = self._terms(domain or self.domain)
        for term in terms:
            if term.kind == "all":
                return term.qualifier
        onward = next((term.target for term in terms if term.kind == "redirect"), "")
        return self.ends(onward) if onward and onward != domain and onward in self.records else ""

    def result(self, address: str, domain: str = "", depth: int = 0) -> str:
        """What a receiver finds for a mail from ``address`` (check_host, 4)."""
        terms = self._terms(domain or self.domain)
        for term in terms:
            if depth <= MOST_LOOKUPS and self._matches(term, address, depth):
                return QUALIFIERS[term.qualifier]
        onward = next((term.target for term in terms if term.kind == "redirect"), "")
        has_all = any(term.kind == "all" for term in terms)
        if onward and not has_all and depth <= MOST_LOOKUPS:
            return self.result(address, onward, depth + 1)
        return "neutral"

    def _matches(self, term: Term, address: str, depth: int) -> bool:
        if term.kind == "all":
            return True
        if term.kind == "include":
            return self.result(address, term.target, depth + 1) == "pass"
        there = ipaddress.ip_address(address)
        return any(there in ipaddress.ip_network(network) for network in term.networks)

    def _terms(self, domain: str) -> tuple[Term, ...]:
        return self.records[domain].terms if domain in self.records else ()


@fact(timeout=30.0, rounds=4)
def spf(settings: Settings, dns_zones: Mapping[str, Zone]) -> Spf:
    """The SPF record of the domain that mail is sent from, with everything it refers to."""
    lookups = lookups_of(settings, dns_zones)
    answer = lookups.ask(lookups.domain, "TXT")
    walk = _Walk(lookups)
    if answer.is_known:
        walk.read(lookups.domain, answer, "")
    return Spf(
        domain=lookups.domain,
        answer=replace(answer, values=tuple(text for text in answer.values if is_spf(text))),
        records=walk.records,
        lookups=walk.count,
        void=walk.void,
        faults=tuple(dict.fromkeys(walk.faults)),
        unknown=tuple(dict.fromkeys(walk.unknown)),
        macros=tuple(dict.fromkeys(walk.macros)),
    )


class _Walk:
    """Follows the terms as a receiver does when nothing matches."""

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups
        self.records: dict[str, SpfRecord] = {}
        self.count = self.void = 0
        self.faults: list[str] = []
        self.unknown: list[str] = []
        self.macros: list[str] = []

    def read(self, domain: str, answer: Answer, by: str) -> None:
        """Read the record of a domain, and what its terms refer to; ``by`` is the term that led here."""
        texts = tuple(text for text in answer.values if is_spf(text))
        record = SpfRecord(domain=domain, texts=texts)
        if len(texts) != 1 and by:
            has = "no SPF record" if not texts else f"{len(texts)} SPF records"
            record = replace(record, fault=f"{by} leads to {domain}, which has {has}")
        elif len(texts) == 1:
            try:
                record = replace(record, terms=parse(texts[0]))
            except SyntaxFault as error:
                record = replace(record, fault=f"the record of {domain}: {error}")
        self.faults += [record.fault] if record.fault else []
        self.records[domain] = record
        self.records[domain] = replace(record, terms=tuple(self._followed(record, domain)))

    def _followed(self, record: SpfRecord, domain: str) -> Iterator[Term]:
        """The terms with the addresses they stand for; those after ``all`` are never reached (5.1)."""
        has_all = any(term.kind == "all" for term in record.terms)
        for term in record.terms:
            is_ignored = term.kind == "redirect" and has_all
            yield term if is_ignored or self.count > GIVE_UP else self._follow(term, domain)
            if term.kind == "all":
                return

    def _follow(self, term: Term, domain: str) -> Term:
        self.count += term.kind in COSTLY
        where = f"{term.kind}:{term.target or domain}"
        if term.has_macro:
            self.macros.append(where)
            return term
        if term.kind in {"include", "redirect"}:
            answer = self._ask(term.target, "TXT")
            if answer.is_known:
                self.read(term.target, answer, where)
        elif term.kind == "a":
            return replace(term, networks=self._networks(term, [term.target or domain], is_void=True))
        elif term.kind == "mx":
            return self._mx(term, domain)
        elif term.kind == "ptr":
            self.macros.append(where)
        elif term.kind == "exists" and self._ask(term.target, "A").values:
            return replace(term, networks=("0.0.0.0/0", "::/0"))
        return term

    def _mx(self, term: Term, domain: str) -> Term:
        answer = self._ask(term.target or domain, "MX")
        names = [value.split()[-1] for value in answer.values if value.split()[-1] != "."]
        if len(names) > MOST_MX:
            self.faults.append(f"mx:{term.target or domain} has {len(names)} servers, allowed are {MOST_MX}")
            return term
        return replace(term, networks=self._networks(term, names, is_void=False))

    def _networks(self, term: Term, names: list[str], *, is_void: bool) -> tuple[str, ...]:
        found = []
        for name in names:
            four, six = self._lookups.addresses(name)
            self.unknown += [str(one) for one in (four, six) if not one.is_known]
            self.void += is_void and four.is_known and six.is_known and not (four.values or six.values)
            found += [f"{value}/{term.length4}" for value in four.values]
            found += [f"{value}/{term.length6}" for value in six.values]
        return tuple(str(ipaddress.ip_network(one, strict=False)) for one in found)

    def _ask(self, name: str, kind: str) -> Answer:
        answer = self._lookups.ask(name, kind)
        if not answer.is_known:
            self.unknown.append(str(answer))
        self.void += answer.is_known and not answer.values
        return answer
