"""The HTTP client: kept connections, polite, honest about failures."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client, Jar, NoAnswer, Request, site_url
from pytest_golive.facts.page import Page, Visit
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.facts.site import arrived
from pytest_golive.facts.wire import blank_tokens, decode, to_ascii
from pytest_golive.settings import Settings, Target
from tests.website import Answer, Asked, Place, website

HTML = {"Content-Type": "text/html; charset=utf-8"}
SHOP = "https://shop.test"


def count_asked(asked: Asked) -> Answer:
    return Answer(f"{asked.headers['Host']} {asked.path}")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with website({"*": count_asked}, tmp_path) as found:
        yield found


@pytest.fixture
def closed_port() -> Iterator[str]:
    with socket.socket() as bound:
        # Bound and not listening: connections are refused, and nobody else gets the port.
        bound.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{bound.getsockname()[1]}"


@pytest.fixture
def silent_port() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"127.0.0.1:{listener.getsockname()[1]}"


def test_the_host_keeps_its_name_though_connected_elsewhere(place: Place) -> None:
    page = place.client().get(f"{SHOP}/a?b=1#c")
    assert (page.status, page.body, page.url) == (200, "shop.test /a?b=1", f"{SHOP}/a?b=1#c")
    assert place.site.asked[0].headers["User-Agent"].startswith("pytest-golive/")


def test_an_address_is_asked_once_however_many_ask(place: Place) -> None:
    client = place.client()
    pages = client.fetch([f"{SHOP}/a"] * 5 + [f"{SHOP}/a#part"])
    assert {page.status for page in pages if not isinstance(page, NoAnswer)} == {200}
    client.get(f"{SHOP}/a", headers={"Origin": "https://evil.example"})
    client.get(f"{SHOP}/a", fresh=True)
    assert place.site.paths() == ["/a"] * 3


def test_many_addresses_share_few_kept_connections(place: Place) -> None:
    client = place.client(connections=3)
    pages = client.fetch([f"{SHOP}/{number}" for number in range(40)])
    assert [page.body for page in pages if not isinstance(page, NoAnswer)] == [f"shop.test /{n}" for n in range(40)]
    assert place.site.connections == client.counters["connections"] <= 3
    assert (client.counters["requests"], client.counters["names"]) == (40, 1)


def test_two_names_of_one_server_share_its_lanes(place: Place) -> None:
    client = place.client(connections=2)
    client.fetch([f"https://{host}/{n}" for n in range(10) for host in ("shop.test", "www.shop.test")])
    # Lanes prefer the name their connection is open for, so they do not reconnect for every request.
    assert place.site.connections <= 6


def test_another_host_header_leaves_certificate_and_connection_alone(place: Place) -> None:
    assert place.client().get(f"{SHOP}/a", host="evil.example").body == "evil.example /a"


def test_refused_connection(closed_port: str) -> None:
    target = Target(url=SHOP, connect_to={"shop.test:443": closed_port})
    client = Client(Settings(target=target))
    answers = client.fetch([f"{SHOP}/{number}" for number in range(50)])
    assert {str(answer) for answer in answers} == {
        f"nothing answers at shop.test:443 ({closed_port}): connection refused"
    }
    # Each lane tried once more at most, and nobody else tried at all.
    assert client.counters["retries"] <= target.connections
    assert client.visit(SHOP).error == f"nothing answers at shop.test:443 ({closed_port}): connection refused"


def test_a_certificate_of_nobody_we_trust(place: Place) -> None:
    client = place.client(ca_file="")
    with pytest.raises(NoAnswer, match=r"^certificate of shop.test not trusted: .*local issuer") as raised:
        client.get(SHOP)
    assert raised.value.kind == "tls"


def test_a_certificate_for_other_names(place: Place) -> None:
    client = place.client(connect_to={"other.test:443": place.site.address})
    with pytest.raises(NoAnswer, match=r"^certificate of other.test not trusted: Hostname mismatch"):
        client.get("https://other.test/")


def test_a_ca_file_that_is_not_there(place: Place) -> None:
    with pytest.raises(NoAnswer, match=r"ca_file /nowhere.pem does not exist$") as raised:
        place.client(ca_file="/nowhere.pem").get(SHOP)
    assert raised.value.cure == "give ca_file in [target] of golive.toml a PEM file"


def test_plain_text_where_tls_is_expected(place: Place) -> None:
    client = place.client(connect_to={"shop.test:443": place.plain.address})
    with pytest.raises(NoAnswer, match=r"^no TLS handshake with shop.test:443 .*: it answers, but not with TLS$"):
        client.get(SHOP)


def test_a_name_that_cannot_be_resolved() -> None:
    # Too long for DNS, so that no name server is asked.
    host = f"{'x' * 70}.test"
    with pytest.raises(NoAnswer, match=r"^the name x{70}.test does not resolve$") as raised:
        Client(Settings()).get(f"http://{host}/")
    assert raised.value.kind == "name"


def test_a_server_that_never_answers_costs_one_time_out(silent_port: str) -> None:
    target = Target(url="http://shop.test", connect_to={"shop.test:80": silent_port}, timeout=0.2, connections=2)
    began = time.monotonic()
    answers = Client(Settings(target=target)).fetch([f"http://shop.test/{number}" for number in range(30)])
    assert {answer.kind for answer in answers if isinstance(answer, NoAnswer)} == {"timeout"}
    assert str(answers[0]).endswith("within 0.2 s")
    # Two tries of 0.2 s and the pause between them, not thirty of them.
    assert time.monotonic() - began < 3


def test_tls_with_a_server_that_never_answers(silent_port: str) -> None:
    target = Target(url=SHOP, connect_to={"shop.test:443": silent_port}, connect_timeout=0.2)
    with pytest.raises(NoAnswer, match=r"^nothing answers at shop.test:443 .*: no TLS handshake within 0.2 s$"):
        Client(Settings(target=target)).get(SHOP)


def test_a_kept_connection_may_be_closed_by_the_server(tmp_path: Path) -> None:
    with website({"*": Answer(close_after=True)}, tmp_path) as place:
        client = place.client(connections=1)
        assert [client.get(f"{SHOP}/{number}").status for number in range(3)] == [200] * 3
        assert client.counters["connections"] == 3
        assert client.counters["retries"] == 0


def test_a_hang_up_is_tried_once_more(tmp_path: Path) -> None:
    answers = iter([Answer(hang_up=True), Answer("well")])
    with website({"/": lambda asked: next(answers)}, tmp_path) as place:
        client = place.client()
        assert client.get(SHOP).body == "well"
        assert client.counters["retries"] == 1


def test_a_post_is_never_sent_twice(tmp_path: Path) -> None:
    with website({"/": Answer(hang_up=True)}, tmp_path) as place:
        with pytest.raises(NoAnswer, match=r"^shop.test:443 .* closes connections without an answer$"):
            place.client().request("POST", f"{SHOP}/", "a=1")
        assert len(place.site.asked) == 1


def test_an_answer_of_the_site_is_never_asked_for_again(tmp_path: Path) -> None:
    with website({"/": Answer(status=500)}, tmp_path) as place:
        assert place.client().get(SHOP).status == 500
        assert len(place.site.asked) == 1


def test_an_answer_that_breaks_off(tmp_path: Path) -> None:
    with (
        website({"/": Answer("half", length=100)}, tmp_path) as place,
        pytest.raises(NoAnswer, match=r"^the answer of https://shop.test is not sound HTTP: IncompleteRead"),
    ):
        place.client().get(SHOP)


def test_what_is_not_http() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet() -> None:
            wire, _peer = listener.accept()
            wire.recv(1000)
            wire.sendall(b"220 mail.test ESMTP\r\n")
            wire.close()

        threading.Thread(target=greet, daemon=True).start()
        address = f"127.0.0.1:{listener.getsockname()[1]}"
        client = Client(Settings(target=Target(connect_to={"shop.test:80": address})))
        with pytest.raises(NoAnswer, match=r"does not speak HTTP, it says '220 mail\.test ESMTP'"):
            client.get("http://shop.test/")


def test_bodies_are_decoded(tmp_path: Path) -> None:
    text = "Ü" * 2000
    headers = HTML | {"Content-Encoding": "gzip"}
    replies = {
        "/": Answer(gzip.compress(text.encode()), headers=headers),
        "/latin": Answer("Ü".encode("latin-1"), headers={"Content-Type": "text/html; charset=latin-1"}),
        "/odd": Answer("Ü", headers={"Content-Type": "text/html; charset=klingon"}),
        "/broken": Answer(b"no gzip", headers=headers),
        "/brotli": Answer(b"\x00\x01", headers=HTML | {"Content-Encoding": "br"}),
        "/picture": Answer(b"\x89PNG", headers={"Content-Type": "image/png"}),
    }
    with website(replies, tmp_path) as place:
        client = place.client()
        page = client.get(f"{SHOP}/")
        assert page.body == text
        assert page.size < 200
        assert client.get(f"{SHOP}/latin").body == "Ü"
        assert client.get(f"{SHOP}/odd").body == "Ü"
        # An empty text would be judged as a page that holds nothing bad.
        with pytest.raises(NoAnswer, match=r"/brotli came with Content-Encoding: br, which was not offered") as raised:
            client.get(f"{SHOP}/brotli")
        assert raised.value.kind == "encoding"
        with pytest.raises(NoAnswer, match=r"^the text of .*/broken does not decode as gzip") as raised:
            client.get(f"{SHOP}/broken")
        assert raised.value.kind == "protocol"
        assert client.get(f"{SHOP}/brotli", headers={"Accept-Encoding": "br"}).header("Content-Encoding") == "br"
        assert (client.get(f"{SHOP}/picture").body, client.get(f"{SHOP}/picture").size) == ("", 4)


def test_decoding() -> None:
    import zlib

    raw = zlib.compressobj(wbits=-15)
    assert decode(raw.compress(b"text") + raw.flush(), "deflate") == b"text"
    assert decode(zlib.compress(b"text"), "deflate") == b"text"
    assert decode(b"no gzip", "gzip") is None
    assert decode(zlib.compress(b"text" * 99)[:-6], "deflate") is None
    assert decode(b"x", "zstd") is None


def test_secrets_of_an_answer_are_blanked_and_can_still_be_sent_back(tmp_path: Path) -> None:
    secret, token = "c00kie-value-c00kie-value", "f0rm-token"
    form = f'<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="{token}"></form>'
    cookies = f"sessionid={secret}; Secure; HttpOnly\nlang=en; Path=/\nold=; Max-Age=0"
    with website({"*": Answer(form, headers=HTML | {"Set-Cookie": cookies})}, tmp_path) as place:
        client, jar = place.client(), Jar()
        page = client.send(Request(url=f"{SHOP}/", jar=jar))
        assert page.all("set-cookie") == ("sessionid=***; Secure; HttpOnly", "lang=***; Path=/", "old=; Max-Age=0")
        assert 'value="***"' in page.body
        assert token not in page.body
        assert REDACTOR.text(f"it is {secret}") == "it is ***"
        assert REDACTOR.text("en") == "en"
        client.request("POST", f"{SHOP}/", f"t={jar.form_token}", jar=jar)
        assert place.site.asked[1].headers["Cookie"] == f"sessionid={secret}; lang=en; old="
        assert place.site.asked[1].body == b"t=f0rm-token"


def test_blank_tokens_leaves_other_fields() -> None:
    text = '<input value=abc name=csrf_token><input name="q" value="shoes">'
    assert blank_tokens(text) == '<input value=*** name=csrf_token><input name="q" value="shoes">'


def test_redirects_inside_the_site_are_followed(tmp_path: Path) -> None:
    replies = {
        "/a": Answer(status=301, headers={"Location": "https://www.shop.test/b#part"}),
        "/b": Answer(status=302, headers={"Location": "/c"}),
        "/c": Answer("there"),
    }
    with website(replies, tmp_path) as place:
        visit = place.client().visit(f"{SHOP}/a")
        assert visit.page is not None
        assert (visit.page.url, visit.page.body, visit.error) == ("https://www.shop.test/c", "there", "")
        assert [hop.status for hop in visit.hops] == [301, 302]


@pytest.mark.parametrize(
    ("location", "error"),
    [
        ("https://evil.example/", "redirects to https://evil.example/, which is not a host in [target] url or hosts"),
        ("http://shop.test/", "https://shop.test/a redirects from https to http://shop.test/"),
        ("/a", "redirects go round in a circle: https://shop.test/a"),
    ],
)
def test_redirects_that_are_not_followed(tmp_path: Path, location: str, error: str) -> None:
    with website({"/a": Answer(status=302, headers={"Location": location})}, tmp_path) as place:
        visit = place.client().visit(f"{SHOP}/a")
        assert visit.page is None
        assert error in visit.error
        assert [one.path for one in place.site.asked] == ["/a"]


def test_a_home_page_that_leads_to_itself_is_an_outage(tmp_path: Path) -> None:
    to_itself = {"/": Answer(status=301, headers={"Location": f"{SHOP}/"})}
    with website(to_itself | {"/a": Answer(status=302, headers={"Location": "/a"})}, tmp_path) as place:
        home, other = place.client().visits([site_url(place.settings), f"{SHOP}/a"])
        assert (home.root, other.root) == ("host shop.test", "")
        assert "SECURE_PROXY_SSL_HEADER" in home.cure


def test_a_redirect_to_another_site_has_a_kind_of_its_own(tmp_path: Path) -> None:
    replies = {"/in/": Answer(status=302, headers={"Location": "https://accounts.example/o"})}
    with website(replies | {"/a": Answer(status=302, headers={"Location": "/a"})}, tmp_path) as place:
        client = place.client()
        assert [client.visit(f"{SHOP}{path}").failure for path in ("/in/", "/a")] == ["away", ""]
        assert not client.visit(f"{SHOP}/in/").look_failed


def test_redirects_without_end(tmp_path: Path) -> None:
    def onwards(asked: Asked) -> Answer:
        return Answer(status=302, headers={"Location": f"{asked.path}x"})

    with website({"*": onwards}, tmp_path) as place:
        visit = place.client().visit(f"{SHOP}/a")
        assert visit.error == "more than 5 redirects from https://shop.test/a"
        assert len(visit.hops) == 6


def test_a_path_that_says_429_is_left_alone(tmp_path: Path) -> None:
    slow = Answer(status=429, headers={"Retry-After": "30"})
    with website({"/a": slow, "/b": slow, "/c": Answer("well")}, tmp_path) as place:
        client = place.client()
        for _ in range(2):
            with pytest.raises(NoAnswer, match=r"/a asked us to come back later \(429, Retry-After: 30\)"):
                client.get(f"{SHOP}/a", fresh=True)
        assert client.get(f"{SHOP}/c").body == "well"
        assert place.site.paths() == ["/a", "/c"]
        assert client.send(Request(url=f"{SHOP}/a", tests_limit=True)).status == 429
        with pytest.raises(NoAnswer, match="/b asked us"):
            client.get(f"{SHOP}/b")
        # A second limited path: the whole server is left alone.
        with pytest.raises(NoAnswer, match="/a asked us"):
            client.get(f"{SHOP}/d")
        assert place.site.paths() == ["/a", "/c", "/a", "/b"]


def test_maintenance_is_shown_once(tmp_path: Path) -> None:
    with website({"/": Answer(status=503, headers={"Retry-After": "60"})}, tmp_path) as place:
        client = place.client()
        assert client.get(f"{SHOP}/").status == 503
        with pytest.raises(NoAnswer, match="asked us to come back later"):
            client.get(f"{SHOP}/?again")


def test_proxies_of_the_environment_are_ignored(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert place.client().get(SHOP).status == 200


def test_background_requests_wait_for_the_others(tmp_path: Path) -> None:
    gate = threading.Event()

    def slow(asked: Asked) -> Answer:
        gate.wait(5)
        return Answer()

    with website({"/slow": slow, "*": Answer()}, tmp_path) as place:
        client = place.client(connections=1)
        later = [Request(url=f"{SHOP}/crawl{n}", background=True) for n in range(3)]
        asking = [
            threading.Thread(target=client.fetch, args=(group,))
            for group in ([f"{SHOP}/slow"], later, [f"{SHOP}/urgent"])
        ]
        for number, thread in enumerate(asking, 1):
            thread.start()
            while len(client._jobs) < (number, 4, 5)[number - 1]:
                threading.Event().wait(0.001)
        gate.set()
        for thread in asking:
            thread.join(5)
        assert place.site.paths()[:2] == ["/slow", "/urgent"]


def test_after_close_the_lanes_end(place: Place) -> None:
    client = place.client()
    client.get(SHOP)
    assert client.is_quiet(0.0)
    assert not client.is_quiet(60.0)
    client.close()


@pytest.mark.parametrize("url", ["ftp://shop.test/", "shop.test", "https://[half/", "http://shop.test:99999/"])
def test_what_is_no_url(url: str) -> None:
    with pytest.raises(NoAnswer, match="is not"):
        Client(Settings()).get(url)


def test_a_connect_to_that_leads_nowhere() -> None:
    client = Client(Settings(target=Target(connect_to={"shop.test:443": "127.0.0.1"})))
    with pytest.raises(NoAnswer, match=r"connect_to gives '127.0.0.1' for shop.test:443") as raised:
        client.get(SHOP)
    assert raised.value.cure == "write it as address:port"


def test_site_url() -> None:
    settings = Settings(target=Target(url="https://shop.test/base/"))
    assert site_url(settings) == "https://shop.test/base/"
    assert site_url(settings, "/a/") == "https://shop.test/base/a/"
    assert site_url(settings, "https://cdn.test/x") == "https://cdn.test/x"
    with pytest.raises(CannotLook, match=r"no \[target\] url is configured") as raised:
        site_url(replace(settings, target=Target()), "/")
    assert "--golive-target" in raised.value.cure


@pytest.mark.parametrize(
    ("name", "ascii_name"),
    [
        ("Shop.test", "Shop.test"),
        ("bücher.test", "xn--bcher-kva.test"),
        ("STRAẞE.example", "xn--strae-oqa.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("_dmarc.straße.example.", "_dmarc.xn--strae-oqa.example."),
        ("i❤.test", "xn--i-7iq.test"),
    ],
)
def test_names_as_browsers_write_them(name: str, ascii_name: str) -> None:
    assert to_ascii(name) == ascii_name


def test_names_that_nothing_can_be_made_of() -> None:
    with pytest.raises(UnicodeError):
        to_ascii("ü" * 70)


def test_odd_characters_in_a_path(place: Place) -> None:
    page = place.client().get(f"{SHOP}/schön & gut/?q=ü %C3%BC")
    assert page.body == "shop.test /sch%C3%B6n%20&%20gut/?q=%C3%BC%20%C3%BC"


@pytest.mark.parametrize(
    ("status", "root", "failed"),
    [(404, "", False), (500, "", True), (502, "host shop.test", True), (503, "host shop.test", True)],
)
def test_what_answers_in_front_of_a_site_that_is_down_is_an_outage(status: int, root: str, failed: bool) -> None:
    page = Page(url="https://shop.test/", status=status, headers=())
    with pytest.raises(CannotLook) as caught:
        arrived(Visit(asked="https://shop.test/", page=page))
    assert (caught.value.root, caught.value.look_failed) == (root, failed)
