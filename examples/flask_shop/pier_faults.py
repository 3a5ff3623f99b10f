"""The Flask shop as it is about to run, and what can be wrong with it; see examples/shop/faults for the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from faults import Fault
from faults.plan import Deployed
from servers.dns import Zone
from servers.edge import EdgeConfig

HSTS = "Strict-Transport-Security"
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
#: The application sets no header, redirects nobody, compresses and caches nothing: the proxy does.
GOOD_EDGE = EdgeConfig(
    hosts=("www.shop.test",),
    alias_hosts=("shop.test",),
    hsts="max-age=63072000; includeSubDomains",
    set_headers=(
        (HSTS, "max-age=63072000; includeSubDomains"),
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("Referrer-Policy", "same-origin"),
    ),
    set_headers_on_static=(("Cache-Control", "public, max-age=604800"),),
    cdn_headers=(),
)


@dataclass(kw_only=True)
class Pier(Deployed):
    """Everything that a fault may change."""

    #: Variables of the file that the unit names.
    env: dict[str, str]
    edge: EdgeConfig = GOOD_EDGE
    zone: Zone = field(default_factory=Zone)
    #: Command line of the Valkey server, without port and directory.
    valkey_arguments: list[str]
    stopped: set[Literal["web", "redis", "database"]] = field(default_factory=set)
    may_web_fail: bool = False
    #: SQL that root runs in the shop's database.
    statements: list[str] = field(default_factory=list)

    def without_header(self, name: str) -> None:
        """Let the proxy forget a header."""
        self.edge = replace(self.edge, set_headers=tuple(one for one in self.edge.set_headers if one[0] != name))


FAULTS: dict[str, Fault] = {}
Plant = Callable[[Any], None]


def fault(name: str, *reds: str, also: tuple[str, ...] = (), hides: tuple[str, ...] = ()) -> Callable[[Plant], Plant]:
    """Register a function as a fault of this shop."""

    def register(plant: Plant) -> Plant:
        FAULTS[name] = Fault(name=name, plant=plant, reds=reds, also=also, hides=hides)
        return plant

    return register
