"""How the checks of DNS are judged in tests: over answers made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pytest_golive.checks import load_checks
from pytest_golive.checks.registry import run
from pytest_golive.facts.dns import Answer, HostRecords
from pytest_golive.facts.dns.ask import Status
from pytest_golive.facts.gather import Attempt
from pytest_golive.finding import Finding
from pytest_golive.settings import Dns, Settings, Target

CHECKS = load_checks()

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
OWN, OLD = "192.0.2.1", "198.51.100.9"


def site(*addresses: str, hosts: tuple[str, ...] = (), **dns: Any) -> Settings:
    return Settings(target=Target(url="https://shop.test", hosts=hosts, addresses=addresses), dns=Dns(**dns))


def answer(
    *values: str,
    name: str = "shop.test",
    server: str = "ns1",
    status: Status | None = None,
    aliases: tuple[str, ...] = (),
) -> Answer:
    status = status or ("answered" if values or aliases else "empty")
    return Answer(name=name, kind="address", server=server, status=status, values=values, aliases=aliases)


def records(*answers: Answer, elsewhere: tuple[Answer, ...] = ()) -> HostRecords:
    return HostRecords(name=answers[0].name, zone="shop.test", answers=answers, elsewhere=elsewhere)


def judge(name: str, settings: Settings, facts: Mapping[str, Any], **quantities: str) -> Finding:
    return run(
        CHECKS[f"dns.{name}"],
        lambda fact: Attempt(fact=fact, value=facts[fact], root=fact),
        {"settings": settings, "now": NOW},
        quantities,
    )
