"""How gateways are called: real TLS servers, real files, and status pages over HTTP."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.errors import CannotLook
from pytest_golive.facts.gateway_code import GatewayCode, gateway_code
from pytest_golive.facts.gateways import gateway_urls
from pytest_golive.facts.incidents import Feed, provider_feeds
from pytest_golive.facts.process import ServiceHere, service_here
from pytest_golive.settings import App, Code, Settings, Target
from pytest_golive.settings.payment import KhqrTable, Payment, StripeTable
from servers.certificates import Certificates
from servers.gateways.stripe import Stripe
from servers.outside import incident, status_page
from tests.checks.outside_cases import ask
from tests.findings import told

NOW = datetime.now(UTC)
HTTPS, STATUS = "payment.api-over-https", "payment.provider-status"
REACHED = "payment.endpoint-reachable"
CLEAN = GatewayCode(files=3)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("tls") / "certificates")


@pytest.fixture(scope="module")
def gateway(certificates: Certificates) -> Iterator[Stripe]:
    running = Stripe(certificates.mail_context("127.0.0.1"), secret_key="sk_test_1")
    yield running
    running.stop()


def calls(settings: Settings, code: GatewayCode = CLEAN) -> tuple[str, str]:
    return told(ask(HTTPS, settings, gateway_urls=gateway_urls(settings, NOW), gateway_code=code))


def test_a_certificate_that_verifies(gateway: Stripe, certificates: Certificates) -> None:
    trusting = StripeTable(base_url=gateway.url, ca_file=str(certificates.root_file))
    assert calls(Settings(payment=Payment(stripe=trusting))) == ("passed", "")
    outcome, words = calls(Settings(payment=Payment(stripe=replace(trusting, ca_file=""))))
    assert (outcome, words.startswith(f"the certificate does not verify: {gateway.url}: ")) == ("failed", True)


def test_what_the_env_file_says(gateway: Stripe, certificates: Certificates, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    settings = Settings(
        payment=Payment(khqr=KhqrTable()),
        target=Target(url="https://shop.test", ca_file=str(certificates.root_file)),
        app=App(env_file=str(file)),
    )
    file.write_text("PAYMENT_RETURN=http://shop.test/back/\nDEBUG=False\n", encoding="utf-8")
    assert calls(settings) == ("unverified", "nothing says where khqr is called")
    file.write_text(f"BAKONG_URL={gateway.url}/v1?token=abc\n", encoding="utf-8")
    assert calls(settings) == ("passed", "")
    file.write_text("BAKONG_URL=http://user:pass@10.0.0.1:81/v1?token=abc\n", encoding="utf-8")
    assert calls(settings) == ("failed", "not encrypted: BAKONG_URL of the env file: http://10.0.0.1:81")
    file.unlink()
    assert calls(settings)[0] == "unverified"


def test_a_gateway_that_does_not_answer() -> None:
    settings = Settings(payment=Payment(stripe=StripeTable(base_url="https://127.0.0.1:9")))
    found = ask(HTTPS, settings, gateway_urls=gateway_urls(settings, NOW), gateway_code=CLEAN)
    assert (found.outcome, found.look_failed) == ("unverified", True)
    with pytest.raises(CannotLook, match="no payment gateway is declared"):
        gateway_urls(Settings(), NOW)


def test_the_server_reaches_the_gateway(gateway: Stripe, certificates: Certificates, tmp_path: Path) -> None:
    pid_file = tmp_path / "service.pid"
    pid_file.write_text(str(os.getpid()), encoding="ascii")
    here = service_here(Settings(app=App(pid_file=str(pid_file))))
    assert (here.pid, here.is_in_our_network) == (os.getpid(), True)

    here = replace(here, proxy="")

    def reached(service: ServiceHere = here, **stripe: Any) -> tuple[str, str]:
        table = StripeTable(**{"base_url": gateway.url, "ca_file": str(certificates.root_file), **stripe})
        settings = Settings(payment=Payment(stripe=table))
        urls = gateway_urls(settings, NOW)
        return told(ask(REACHED, settings, gateway_urls=urls, service_here=service))

    assert reached() == ("passed", "")
    outcome, words = reached(base_url="https://127.0.0.1:9")
    assert (outcome, words.startswith("https://127.0.0.1:9: ")) == ("failed", True)
    assert reached(base_url="https://gateway.invalid")[0] == "failed"
    assert reached(ca_file="")[0] == "failed"
    assert reached(stand_in=True) == ("unverified", "only a stand-in was reached for stripe")
    elsewhere = replace(here, is_in_our_network=False)
    assert reached(elsewhere) == ("unverified", f"process {here.pid} ({here.program}) has a network of its own")
    assert reached(replace(here, proxy="HTTPS_PROXY"))[0] == "unverified"
    with pytest.raises(CannotLook, match="nothing says which process the service is"):
        service_here(Settings())


@pytest.mark.parametrize(
    "line",
    [
        "requests.get(url, verify=False)", "session.verify = False", "client = httpx.Client(verify=False)",
        "context.check_hostname = False", "context.verify_mode = ssl.CERT_NONE", "ssl._create_unverified_context()",
        'urllib3.PoolManager(cert_reqs="CERT_NONE")', 'how = {"verify": False}', "await session.post(url, ssl=False)",
        'URL = "http://api.stripe.com/v1"', 'STRIPE_URL = "http://10.0.0.1/"',
        'os.environ.get("PAYMENT_URL", "http://gate.way/")', 'open_client(bkash_url="http://x.y/")',
    ],
)  # fmt: skip
def test_code_that_verifies_nothing(line: str, tmp_path: Path) -> None:
    (tmp_path / "pay.py").write_text(f"import x\n{line}\n", encoding="utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_pay.py").write_text("requests.get(url, verify=False)\n", encoding="utf-8")
    settings = Settings(code=Code(dir=str(tmp_path)))
    seen = gateway_code(settings)
    assert (seen.files, [one.place for one in seen.spots]) == (1, ["pay.py:2"])
    urls = gateway_urls(Settings(payment=Payment(stripe=StripeTable(base_url="https://127.0.0.1:9"))), NOW)
    outcome, words = told(ask(HTTPS, settings, gateway_urls=urls, gateway_code=seen))
    assert (outcome, words.startswith("not verified: pay.py:2")) == ("failed", True)
    reviewed = replace(settings, code=replace(settings.code, reviewed={"api-over-https": (seen.spots[0].key,)}))
    assert told(ask(HTTPS, reviewed, gateway_urls=urls, gateway_code=seen))[0] == "unverified"


def test_code_that_is_fine(tmp_path: Path) -> None:
    lines = (
        "requests.get(url, verify=path)", "requests.get(url)", "form.verify = True", "connect(ssl=False)",
        'STRIPE_URL = "http://localhost:12111"', 'SCHEMA = "http://www.w3.org/2000/svg"', "sign(verify=True)",
    )  # fmt: skip
    (tmp_path / "pay.py").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "x.py").write_text("get(verify=False)", encoding="utf-8")
    settings = Settings(code=Code(dir=str(tmp_path)))
    assert gateway_code(settings) == GatewayCode(files=1)
    (tmp_path / "broken.py").write_text("verify=(", encoding="utf-8")
    assert gateway_code(settings).unparsed == ("broken.py",)
    with pytest.raises(CannotLook, match="no folder of the code"):
        gateway_code(Settings())


RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>Status</title>{items}</channel></rss>'
ITEM = "<item><title>{title}</title><description>{words}</description><pubDate>{date}</pubDate></item>"
PAGES: dict[str, bytes] = {}


@pytest.fixture(scope="module")
def pages() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = PAGES.get(self.path, b"")
            self.send_response(200 if body else 503)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def read(pages: str, body: bytes, *components: str) -> tuple[Feed, tuple[str, str]]:
    PAGES["/feed"] = body
    payment = Payment(status_feeds={"stripe": f"{pages}/feed"}, status_components={"stripe": components})
    settings = Settings(payment=payment)
    feeds = provider_feeds(settings, NOW)
    return feeds[0], told(ask(STATUS, settings, provider_feeds=feeds))


def statuspage(*incidents: Any, **states: str) -> bytes:
    return json.dumps(status_page(*incidents, **states)).encode()


@pytest.mark.parametrize(
    ("body", "components", "said"),
    [
        (statuspage(), (), ("passed", "")),
        (statuspage(incident("Late", "critical", status="resolved")), (), ("passed", "")),
        (statuspage(incident("Late", "critical")), (), ("failed", "stripe: Late (critical, investigating)")),
        (statuspage(incident("Late", "major", "Dashboard")), ("API",), ("passed", "")),
        (statuspage(incident("Late", "major", "API")), ("API",), ("failed", "stripe: Late (major, investigating)")),
        (statuspage(incident("Late", "minor")), (), ("unverified", "stripe: Late (minor, investigating)")),
        (statuspage(API="partial_outage"), (), ("failed", "stripe: API has a partial outage")),
        (statuspage(API="under_maintenance"), (), ("unverified", "stripe: API is under_maintenance")),
        (statuspage(Dashboard="major_outage"), ("API",), ("passed", "")),
        (statuspage(), ("Cards",), ("unverified", "stripe: its page has no component Cards")),
    ],
)
def test_statuspage(pages: str, body: bytes, components: tuple[str, ...], said: tuple[str, str]) -> None:
    assert read(pages, body, *components)[1] == said


def item(title: str, words: str, *, days: int = 0) -> str:
    return ITEM.format(title=title, words=words, date=format_datetime(NOW - timedelta(days=days)))


@pytest.mark.parametrize(
    ("items", "outcome"),
    [
        ("", "passed"),
        (item("Errors", "&lt;p&gt;&lt;strong&gt;Resolved&lt;/strong&gt; &lt;i&gt;Update&lt;/i&gt;"), "passed"),
        (item("Errors", "&lt;strong&gt;Monitoring&lt;/strong&gt; &lt;strong&gt;Update&lt;/strong&gt;"), "failed"),
        (item("[Investigating] Errors", "we look", days=9), "failed"),
        (item("Work", "<![CDATA[<strong>Scheduled</strong>]]>"), "passed"),
        (item("Errors", "we look"), "unverified"),
        (item("Errors", "we looked", days=9), "passed"),
    ],
)  # fmt: skip
def test_rss(pages: str, items: str, outcome: str) -> None:
    feed, said = read(pages, RSS.format(items=items).encode())
    assert (feed.kind, feed.error, said[0]) == ("RSS", "", outcome)


def test_atom(pages: str) -> None:
    entry = f"<entry><title>Errors</title><content>update</content><updated>{NOW.isoformat()}</updated></entry>"
    feed, said = read(pages, f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode())
    assert (feed.kind, feed.entries, said[0]) == ("Atom", 1, "unverified")


BOMB = b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'


@pytest.mark.parametrize(
    "body",
    [b"", b"<html><body>Status</body></html>", b"{}", b"[]", b"<rss>", BOMB, BOMB.decode().encode("utf-16"),
     b'{"incidents": [], "components": []}', b"no feed"],
)  # fmt: skip
def test_what_is_no_feed(pages: str, body: bytes) -> None:
    PAGES["/feed"] = body
    settings = Settings(payment=Payment(status_feeds={"stripe": f"{pages}/feed"}))
    feeds = provider_feeds(settings, NOW)
    found = ask(STATUS, settings, provider_feeds=feeds)
    assert (found.outcome, found.look_failed) == ("unverified", True), found


def test_no_page_is_declared() -> None:
    with pytest.raises(CannotLook, match="no status page"):
        provider_feeds(Settings(), NOW)
