"""What does not answer reads the same, whoever asked: one dead port is one cause."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from pytest_golive.errors import CannotLook
from pytest_golive.facts import FACTS
from pytest_golive.facts.client import Client, NoAnswer
from pytest_golive.facts.silence import OWN_NETWORK, START, no_connection, no_handshake
from pytest_golive.facts.tls.handshake import certificates, handshakes
from pytest_golive.facts.wire import endpoint_of
from pytest_golive.settings import Settings, Target

Talk = Callable[[socket.socket], None]
SHOP = endpoint_of("https://shop.test/", {})


def nothing(wire: socket.socket) -> None:
    """Take the connection and stay silent."""


def hang_up(wire: socket.socket) -> None:
    wire.close()


def greet(wire: socket.socket) -> None:
    wire.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
    # Closed at once, the greeting could be lost with what was never read.
    wire.settimeout(1)
    wire.recv(1000)
    wire.close()


@contextmanager
def server(talk: Talk) -> Iterator[str]:
    """A port at which every connection gets the same treatment."""
    taken: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    wire, _peer = listener.accept()
                except OSError:
                    return
                taken.append(wire)
                threading.Thread(target=quietly, args=(talk, wire), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
    for wire in taken:
        wire.close()


def quietly(talk: Talk, wire: socket.socket) -> None:
    """The other side may go away in the middle."""
    try:
        talk(wire)
    except OSError:
        wire.close()


def closed_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"127.0.0.1:{listener.getsockname()[1]}"


def said_by_facts(url: str) -> set[tuple[str, str, str]]:
    """Reason, cure and root of everything that looks at a target."""
    target = Target(url=url, connect_timeout=0.3, timeout=0.3)
    settings, now = Settings(target=target), datetime.now(UTC)
    client = Client(settings)
    failed = []
    for name in ("home", "pages", "not_found", "debug_probes", "unknown_host"):
        with pytest.raises(CannotLook) as caught:
            FACTS[name].look(settings, client)
        failed.append(caught.value)
    visit = next(iter(FACTS["arrival"].look(settings, client).values()))
    assert visit.page is None
    client.close()
    if url.startswith("https:"):
        with pytest.raises(CannotLook) as caught:
            certificates(handshakes(settings, now))
        failed.append(caught.value)
    return {(visit.error, visit.cure, visit.root), *((one.reason, one.cure, one.root) for one in failed)}


LISTENS = "see what listens there, or correct [target] url in golive.toml / --golive-target"


def test_a_dead_port() -> None:
    address = closed_port()
    for scheme in ("http", "https"):
        [said] = said_by_facts(f"{scheme}://{address}")
        assert said == (f"nothing answers at {address}: connection refused", START, "host 127.0.0.1")


def test_a_name_that_does_not_resolve() -> None:
    # Too long for DNS, so that no name server is asked.
    host = f"{'x' * 70}.test"
    [(reason, cure, root)] = said_by_facts(f"https://{host}")
    assert reason == f"the name {host} does not resolve"
    assert cure == "correct [target] url in golive.toml / --golive-target, or the DNS records of the name"
    assert root == f"host {host}"


@pytest.mark.parametrize(
    ("talk", "scheme", "reason"),
    [
        (nothing, "https", "nothing answers at {}: no TLS handshake within 0.3 s"),
        (nothing, "http", "nothing answers at {}: no answer to a request within 0.3 s"),
        (hang_up, "https", "no TLS handshake with {}: the server closed the connection"),
        (greet, "https", "no TLS handshake with {}: it answers, but not with TLS"),
        (greet, "http", "{} does not speak HTTP, it says 'SSH-2.0-OpenSSH_9.2'"),
    ],
)
def test_a_port_with_something_else(talk: Talk, scheme: str, reason: str) -> None:
    with server(talk) as address:
        said = said_by_facts(f"{scheme}://{address}")
    assert said == {(reason.format(address), LISTENS, "host 127.0.0.1")}


def test_a_port_that_hangs_up_on_plain_http_may_want_tls() -> None:
    with server(hang_up) as address:
        [(reason, cure, _)] = said_by_facts(f"http://{address}")
    assert reason == f"{address} closes connections without an answer, asked in plain http; perhaps it takes https only"
    assert cure == "where it speaks TLS, say https:// in [target] url in golive.toml / --golive-target"


def test_a_request_in_a_hurry_does_not_speak_for_the_others() -> None:
    def slow(wire: socket.socket) -> None:
        wire.recv(1000)
        time.sleep(0.5)
        wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell")

    with server(slow) as address:
        client = Client(Settings(target=Target(url=f"http://{address}", timeout=5, connections=1)))
        with pytest.raises(NoAnswer) as caught:
            client.get(f"http://{address}/health/", timeout=0.1)
        assert caught.value.reason == f"no answer from http://{address}/health/ within 0.1 s"
        assert client.get(f"http://{address}/").body == "well"
        client.close()


def test_each_name_of_a_dead_server_is_called_by_its_own() -> None:
    address = closed_port()
    names = ("shop.test", "www.shop.test")
    client = Client(Settings(target=Target(connect_to={f"{name}:443": address for name in names})))
    answers = client.fetch([f"https://{name}/{n}" for n in range(20) for name in names])
    assert {str(answer) for answer in answers} == {
        f"nothing answers at {name}:443 ({address}): connection refused" for name in names
    }
    assert {answer.cure for answer in answers if isinstance(answer, NoAnswer)} == {
        "start the site, or correct connect_to in [target] of golive.toml"
    }


@pytest.mark.parametrize(
    ("error", "expected", "gate_side"),
    [
        (
            socket.gaierror(socket.EAI_AGAIN, "again"),
            "this machine's name resolution does not answer for shop.test",
            True,
        ),
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "the name shop.test does not resolve", False),
        (UnicodeError("label too long"), "the name shop.test does not resolve", False),
        (ConnectionRefusedError(111, "refused"), "nothing answers at shop.test:443: connection refused", False),
        (
            ConnectionResetError(104, "reset"),
            "nothing answers at shop.test:443: the connection was closed while it was being opened",
            False,
        ),
        (TimeoutError(), "nothing answers at shop.test:443: no connection within 5 s", False),
        (OSError(113, "No route to host"), "nothing answers at shop.test:443: no route to host", False),
        (
            OSError(min(OWN_NETWORK), "Operation not permitted"),
            "shop.test:443 cannot be reached from this machine: operation not permitted",
            True,
        ),
    ],
)
def test_reasons_for_no_connection(error: Exception, expected: str, gate_side: bool) -> None:
    silence = no_connection(error, 5)
    assert (silence.at(SHOP).reason, silence.gate_side) == (expected, gate_side)


def test_openssl_is_put_in_words() -> None:
    assert no_handshake("WRONG_VERSION_NUMBER") == no_handshake("wrong version number")
    told = no_handshake("no cipher match", "unexpected eof while reading").at(SHOP).reason
    assert told == "no TLS handshake with shop.test:443: no cipher match, the server closed the connection"
