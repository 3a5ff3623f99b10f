"""Where the database listens, whom it lets in from everywhere, and whether its port is open at the site's addresses."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from pytest_golive.data import dataclass
from pytest_golive.facts.database.look import connect, module_of
from pytest_golive.facts.database.model import Catalogue, DatabaseSession
from pytest_golive.facts.dns import HostRecords
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

SECONDS = 3.0
EVERYWHERE = frozenset({"*", "0.0.0.0", "::", "::0", "all"})  # noqa: S104 - looked for, not bound to


@dataclass(frozen=True, kw_only=True)
class Listening:
    """What the server says of itself."""

    port: int
    addresses: tuple[str, ...]
    """As it is told them: ``*`` is every one of its machine; none: it has a socket file only."""
    open_to_all: tuple[str, ...] = ()
    """Rules or accounts that let in whoever comes from anywhere."""
    unread: str = ""
    """Which rules may not be read."""

    @property
    def is_local(self) -> bool:
        """Nobody but its own machine can reach it."""
        return all(one == "localhost" or _is(one, "is_loopback") for one in self.addresses)


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """How far the database can be reached."""

    listening: Listening
    open_at: tuple[str, ...] = ()
    """Public addresses with the port, where something answered."""
    closed_at: tuple[str, ...] = ()

    @property
    def is_everywhere(self) -> bool:
        """It listens on every address of its machine, or on a public one."""
        return any(one in EVERYWHERE or is_public(one) for one in self.listening.addresses)


@fact(timeout=15.0, rounds=4, effect="probe")
def database_exposure(
    settings: Settings,
    catalogue: Catalogue,
    database_session: DatabaseSession,
    dns_records: Mapping[str, HostRecords] | None = None,
) -> Exposure:
    """Ask the server where it listens, and knock at the site's public addresses and its own."""
    with connect(settings) as connection, connection.cursor() as cursor:
        listening: Listening = module_of(settings, "exposure").listening(cursor, catalogue)
    own = [database_session.host.rpartition(":")[0], *(one for one in listening.addresses if one not in EVERYWHERE)]
    of_site = [address for one in (dns_records or {}).values() for address in one.addresses]
    known = [*settings.target.addresses, *(address for host in own for address in _addresses(host)), *of_site]
    open_at, closed_at = knock((one for one in dict.fromkeys(known) if is_public(one)), listening.port)
    return Exposure(listening=listening, open_at=open_at, closed_at=closed_at)


def is_public(address: str) -> bool:
    """Whether an address is one that the Internet routes."""
    return _is(address, "is_global")


def _is(address: str, what: str) -> bool:
    try:
        return bool(getattr(ipaddress.ip_address(address.strip("[]")), what))
    except ValueError:
        return False


def knock(addresses: Iterable[str], port: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses at which a connection to the port is accepted, and the others; all are tried at once."""
    places = list(addresses)
    with ThreadPoolExecutor(max(1, len(places))) as pool:
        found = list(pool.map(lambda place: _is_open(place, port), places))
    told = [f"{place}:{port}" for place in places]
    pairs = list(zip(told, found, strict=True))
    return tuple(place for place, is_open in pairs if is_open), tuple(p for p, is_open in pairs if not is_open)


def _is_open(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), timeout=SECONDS).close()
    except OSError:
        return False
    return True


def _addresses(host: str) -> list[str]:
    """What a host name stands for here; nothing for a socket's folder."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except OSError:
        return []
