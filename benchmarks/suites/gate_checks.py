"""A team's facts and checks: one look at one page, certificate or port for each line of the checklist.

The benchmark appends a fact and a check for every page.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping

from looks import TARGET, Look, judge_certificate, judge_greeting, judge_page

from pytest_golive.checks.registry import check
from pytest_golive.facts.client import Client, site_url  # noqa: F401 - for the pages
from pytest_golive.facts.page import Page
from pytest_golive.facts.registry import fact
from pytest_golive.facts.tls import ServedCertificate
from pytest_golive.facts.together import together
from pytest_golive.settings import Settings  # noqa: F401 - for the pages


@fact(rounds=2)
def greetings() -> Mapping[int, str]:
    """What each greeting port says, by number."""
    ports = TARGET["greeting_ports"]
    said = together(greet, ports, seconds=10, late=lambda port: f"port {port} said nothing")
    return dict(enumerate(said))


def greet(port: int) -> str:
    """What a port says to who connects."""
    with socket.create_connection(("127.0.0.1", port), 10) as wire:
        return wire.recv(100).decode()


@check("bench.certificate", severity="high", says=("leaf {host} look {look} good",))
def certificate_good(certificates: Mapping[str, ServedCertificate], *, host: int, look: int) -> None:
    """The certificate is as it should be.

    Why: it is measured.
    Fix: nothing.
    """
    served = certificates[TARGET["hosts"][host - 1]]
    leaf = served.leaf
    assert not served.problems
    judge_certificate(Look("certificate", host - 1, look - 1), list(served.names), leaf.not_before, leaf.not_after)


@check("bench.greeting", severity="high", says=("greeting {port} look {look} good",))
def greeting_good(greetings: Mapping[int, str], *, port: int, look: int) -> None:
    """The port greets as it should.

    Why: it is measured.
    Fix: nothing.
    """
    judge_greeting(Look("greeting", port - 1, look - 1), greetings[port - 1])


def good_page(seen: Page, number: int, look: int) -> None:
    """Judge one aspect of a page."""
    headers = {name.lower(): value for name, value in seen.headers}
    judge_page(Look("page", number, look), seen.status, headers, seen.body)
