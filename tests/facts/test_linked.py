"""What answers where documents point to: a real website and a real name server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pytest_golive.errors import CannotLook
from pytest_golive.facts.linked import Reply, contact_domains, linked, web_manual
from pytest_golive.facts.markdown import read_blocks
from pytest_golive.facts.paperwork import Contact, Contacts
from pytest_golive.facts.prose import Document, Documents
from pytest_golive.settings import Dns, Docs
from tests.website import Answer, Place, website

HTML = {"Content-Type": "text/html"}
REPLIES = {
    "/": Answer(),
    "/moved": Answer("", 302, {"Location": "https://elsewhere.test/"}),
    "/round": Answer("", 302, {"Location": "/round"}),
    "/help": Answer(
        '<nav>Menu</nav><h1>Help</h1><p>Press <a href="/round#top">it</a>.</p><a href="/w?action=delete"></a>'
        '<img src="/gone.png">',
        200,
        HTML,
    ),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with website(REPLIES, tmp_path_factory.mktemp("site")) as running:
        yield running


def test_addresses(place: Place) -> None:
    urls = [f"https://shop.test/{path}" for path in ("", "moved", "round", "gone")]
    text = f"See {' and '.join(urls)}, and http://localhost/ and https://yourdomain.com/.\n"
    one = Document(path="GO.md", blocks=read_blocks(text), is_checklist=True)
    seen = Documents(root=".", documents=(one,), services={}, infrastructure={})
    called = Contacts(sections=(), lines=(Contact(where="", text="", urls=("https://nobody.test:1/",)),))
    settings = replace(
        place.settings, target=replace(place.settings.target, connect_to={
            **place.settings.target.connect_to, "nobody.test:1": "127.0.0.1:1"})
    )  # fmt: skip
    found = linked(settings, place.client(connect_to=settings.target.connect_to), seen, called, ())
    assert [found[url].status for url in urls] == [200, 302, 0, 404]
    assert [found[url].is_dead for url in urls] == [False, False, True, True]
    silent = found["https://nobody.test:1/"]
    assert silent.look_failed
    assert not silent.is_dead
    assert "refused" in str(silent)
    assert set(found) == {*urls, "https://nobody.test:1/"}


def test_manual(place: Place) -> None:
    settings = replace(place.settings, docs=Docs(places={"user-manual": "https://shop.test/help"}))
    found = web_manual(settings, place.client())
    assert found.status == 200
    assert found.body is not None
    assert found.body.words == 2
    assert {url: reply.is_dead for url, reply in found.links.items()} == {
        "https://shop.test/round": True,
        "https://shop.test/gone.png": True,
    }
    with pytest.raises(CannotLook):
        web_manual(place.settings, place.client())


def test_nobody_to_ask_about_mail(place: Place) -> None:
    settings = replace(place.settings, dns=Dns(resolvers=()))
    assert contact_domains(settings, Contacts(sections=(), lines=())) == {}
    called = Contacts(sections=(), lines=(Contact(where="", text="", mails=("a@shop.test",)),))
    with pytest.raises(CannotLook) as caught:
        contact_domains(settings, called)
    assert caught.value.cure == "set resolvers in [dns] of golive.toml"


def test_how_a_reply_reads() -> None:
    assert [Reply(status=status).is_dead for status in (200, 301, 401, 403, 404, 405, 410, 429, 500)] == [
        False, False, False, False, True, False, True, False, True,
    ]  # fmt: skip
