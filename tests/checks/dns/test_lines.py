"""Which lines the checks of DNS are bound to."""

from __future__ import annotations

import pytest

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.model import Kind, Line
from pytest_golive.checks import load_checks

CHECKS = load_checks()

# What lines bind to


def bound(text: str, kind: Kind = Kind.ITEM) -> tuple[set[str], tuple[str, ...]]:
    """Checks of this area bound to a line, and the words they leave over."""
    own = {name: one for name, one in CHECKS.items() if one.area == "dns"}
    binding = Binder(own).bind(Line(id="line", number=1, text=text, kind=kind))
    return {one.check.partition(".")[2] for one in binding.bound}, binding.leftover


@pytest.mark.parametrize(
    ("text", "checks"),
    [
        ("Domain pointed to server IP (A record)", {"a-record"}),
        ("DNS records point to the correct server", {"a-record"}),
        ("DNS points to production server", {"a-record"}),
        ("DNS configured", {"a-record"}),
        ("DNS resolves", {"a-record"}),
        ("Domain resolves", {"a-record"}),
        ("Domain resolves to the right IP address", {"a-record"}),
        ("www subdomain configured (CNAME or A record)", {"www"}),
        ("The www version works", {"www"}),
        ("DNS propagation complete", {"propagated"}),
        ("DNS changes have propagated", {"propagated"}),
        ("nslookup yourdomain.com", {"a-record", "propagated"}),
        ("MX records configured for e-mail", {"mx"}),
        ("MX records point to the mail provider", {"mx"}),
        ("DNS records verified (A, CNAME, MX)", {"a-record", "www", "mx"}),
    ],
)
def test_lines_that_are_verified(text: str, checks: set[str]) -> None:
    assert bound(text) == (checks, ())


def test_a_line_that_another_check_must_verify_too() -> None:
    assert bound("Domain registered and DNS configured") == ({"a-record", "domain-registered"}, ())


@pytest.mark.parametrize(
    "text",
    [
        "SPF record configured",
        "Redirect www to non-www",
        "Server IP address is on the allow list",
        "Audit records are created",
        "DNS TTL lowered before the switch",
    ],
)
def test_lines_about_something_else(text: str) -> None:
    assert bound(text)[0] == set()
