"""Asks for any name: the domain's own at its authoritative servers, every other one at the resolvers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.dns.ask import Answer, Question, ask_all
from pytest_golive.facts.dns.records import resolvers_of
from pytest_golive.facts.dns.zones import Zone, zone_of
from pytest_golive.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Lookups:
    """Who has the last word on the mail domain, and who is asked about the rest of the world."""

    domain: str
    zone: Zone
    settings: Settings

    def ask(self, name: str, kind: str) -> Answer:
        """What the first server that knows says; an alias into another zone is followed there."""
        is_inside = name == self.zone.name or name.endswith(f".{self.zone.name}")
        found = self._first(name, kind, at_home=is_inside)
        if found.status == "answered" and found.aliases and not found.values:
            elsewhere = self._first(found.aliases[-1], kind, at_home=False)
            return replace(elsewhere, name=name, aliases=(*found.aliases, *elsewhere.aliases))
        return found

    def addresses(self, name: str) -> tuple[Answer, Answer]:
        """The A and the AAAA records."""
        return self.ask(name, "A"), self.ask(name, "AAAA")

    def _first(self, name: str, kind: str, *, at_home: bool) -> Answer:
        servers = self.zone.servers if at_home else resolvers_of(self.settings)
        if not servers:
            raise CannotLook(f"nobody can be asked for {name}", cure="set resolvers in [dns]")
        answers = ask_all([Question(name=name, kind=kind, server=server) for server in servers[:3]], self._seconds)
        return next((answer for answer in answers if answer.is_known), answers[0])

    @property
    def _seconds(self) -> float:
        return self.settings.dns.timeout


def lookups_of(settings: Settings, zones: Mapping[str, Zone]) -> Lookups:
    """For the domain that mail is sent from."""
    site = zones[settings.target.all_hosts[0]]
    domain = (settings.mail.domain or settings.dns.mail_domain or site.name).strip().rstrip(".").lower()
    return Lookups(domain=domain, zone=zone_of(domain, zones, settings), settings=settings)
