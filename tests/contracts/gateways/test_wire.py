"""Every way a call can end, over a real TLS connection; the shared half of the stand-ins with it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from pytest_golive.contracts.gateways.base import (
    GatewayError,
    GatewayTimeout,
    GatewayUnreachable,
    RateLimited,
)
from pytest_golive.contracts.gateways.wire import Wire, refuse
from pytest_golive.settings.payment import GatewayTable
from servers.certificates import Certificates
from servers.gateways import Answer, Asked, Courier, StandIn

from .conftest import Shop


class Counter(StandIn):
    """Counts what was booked."""

    name = "counter"
    booked = 0

    def answer(self, asked: Asked) -> Answer:
        if asked.path == "/page":
            return Answer(200, "<p>Welcome</p>")
        if asked.path == "/moved":
            return Answer(302, {}, {"Location": "/page"})
        self.booked += 1
        return Answer(200, b'{"amount": 1000.10, "booked": true}')

    def pay(self, payment: str) -> str:
        return {"P1": "paid"}[payment]


@pytest.fixture(scope="module")
def running(certificates: Certificates) -> Iterator[Counter]:
    server = Counter(certificates.mail_context("127.0.0.1"))
    server.late_seconds = 10
    yield server
    server.stop()


@pytest.fixture
def counter(running: Counter) -> Counter:
    running.next = running.always = running.only = ""
    running.booked = 0
    running.calls.clear()
    return running


@pytest.fixture
def table(certificates: Certificates) -> GatewayTable:
    return GatewayTable(ca_file=str(certificates.root_file), timeout=10)


@pytest.fixture
def wire(counter: Counter, table: GatewayTable) -> Iterator[Wire]:
    opened = Wire(counter.url, table)
    yield opened
    opened.close()


def test_numbers_are_exact(wire: Wire) -> None:
    assert wire.call("POST", "/pay", body={}) == (200, {"amount": Decimal("1000.10"), "booked": True})


def test_a_late_answer_is_no_answer_and_it_was_booked(counter: Counter, table: GatewayTable) -> None:
    counter.next = "late"
    wire = Wire(counter.url, replace(table, timeout=0.3))
    begin = time.monotonic()
    with pytest.raises(GatewayTimeout, match=r"no answer within 0\.3 s"):
        wire.call("POST", "/pay", body={})
    assert time.monotonic() - begin < 5
    assert counter.booked == 1


@pytest.mark.parametrize("trouble", ["cut", "half"])
def test_after_a_cut_connection_nobody_knows(counter: Counter, wire: Wire, trouble: str) -> None:
    counter.next = trouble
    with pytest.raises(GatewayTimeout) as caught:
        wire.call("POST", "/pay?password=hush", body={})
    assert counter.booked == 1
    assert "hush" not in str(caught.value)


def test_a_page_instead_of_json_is_an_error(counter: Counter, wire: Wire) -> None:
    counter.next = "error"
    with pytest.raises(GatewayError, match=r"answered text/html; charset=utf-8, not JSON \(HTTP 502\)"):
        wire.call("POST", "/pay", body={})
    assert counter.booked == 0
    with pytest.raises(GatewayError, match="not JSON"):
        wire.call("GET", "/page")


def test_no_redirect_is_followed(wire: Wire) -> None:
    assert wire.call("GET", "/moved")[0] == 302


def test_too_many_calls(counter: Counter, wire: Wire) -> None:
    counter.next = "busy"
    status, _ = wire.call("POST", "/pay", body={})
    assert isinstance(refuse(status, "too many"), RateLimited)
    assert counter.booked == 0


def test_an_unknown_certificate_is_refused_whatever_the_environment_says(
    counter: Counter, table: GatewayTable, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificates.root_file))
    with pytest.raises(GatewayUnreachable, match="certificate verify failed"):
        Wire(counter.url, replace(table, ca_file="")).call("POST", "/pay", body={})
    assert counter.booked == 0


@pytest.mark.parametrize("url", ["https://127.0.0.1:9", "https://gateway.invalid", "https://["])
def test_what_was_never_sent_moved_no_money(table: GatewayTable, url: str) -> None:
    with pytest.raises(GatewayUnreachable):
        Wire(url, table).call("POST", "/pay?password=hush", body={})


def test_a_server_without_tls_is_sent_nothing(table: GatewayTable) -> None:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as plain:
        plain.handle_error = lambda request, client_address: None  # type: ignore[method-assign]
        threading.Thread(target=plain.handle_request, daemon=True).start()
        with pytest.raises(GatewayUnreachable):
            Wire(f"https://127.0.0.1:{plain.server_address[1]}", table).call("POST", "/pay", body={})


def test_trouble_for_some_paths_only(counter: Counter, wire: Wire) -> None:
    counter.next, counter.only = "error", "/refund"
    assert wire.call("POST", "/pay", body={})[0] == 200
    with pytest.raises(GatewayError):
        wire.call("POST", "/refund", body={})


def test_another_process_steers_it(counter: Counter, wire: Wire) -> None:
    assert wire.call("POST", "/-/pay", body={"payment": "P1"}) == (200, {"answer": "paid"})
    assert wire.call("POST", "/-/pay", body={"payment": "P2"})[0] == 404
    assert wire.call("POST", "/-/dance", body={})[0] == 404
    wire.call("POST", "/-/next", body={"outcome": "error"})
    with pytest.raises(GatewayError):
        wire.call("POST", "/pay", body={})
    [call] = wire.call("GET", "/-/calls")[1]["calls"]
    assert (call["method"], call["path"]) == ("POST", "/pay")


def test_notices_reach_the_shop_by_its_name(counter: Counter, shop: Shop, courier: Courier) -> None:
    with pytest.raises(LookupError, match="nobody has said how the shop is reached"):
        counter.tell(b"{}", {})
    shop.hears(counter, courier)
    assert counter.tell(b'{"paid": true}', {"X-Signature": "abc"}) == 200
    heard = shop.calls[-1]
    assert (heard.method, heard.path, heard.json) == ("POST", "/notice/", {"paid": True})
    assert (heard.headers["x-signature"], heard.headers["Host"]) == ("abc", "shop.test")
