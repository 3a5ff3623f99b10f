"""What a purchase sends to analytics, seen by a real Chromium on a shop of one page."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from pytest_golive.checks import load_checks
from pytest_golive.contracts.events import events_of
from pytest_golive.contracts.keys import hand_over
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.stage import Stage
from pytest_golive.contracts.storefront import Customer, Order, Placed, Product, Storefront, Totals
from pytest_golive.contracts.suites import conversion
from pytest_golive.contracts.suites.conversion import Watched, judge
from pytest_golive.contracts.trial import Trial
from pytest_golive.errors import CannotLook, CannotTell
from pytest_golive.facts import FACTS, browser
from pytest_golive.facts.browser import Sent, Window, executable, good_keys, launched, resolver_rules
from pytest_golive.facts.session import open_session
from pytest_golive.finding import Outcome
from pytest_golive.settings import Settings, Target
from pytest_golive.settings.storefront import Conversion
from pytest_golive.settings.storefront import Storefront as Table
from tests.website import Answer, Place, website

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

COLLECTOR = "https://count.test/g/collect"
TAGS = "http://tags.test/"
PURCHASE = "v=2&en=purchase&ep.transaction_id=A1&epn.value=12.5&cu=USD"
ORDER = Order(number="A1", totals=Totals(total=Money.of("12.50", "USD"), subtotal=Money.of("11", "USD")), status="new")
SEND = f"navigator.sendBeacon('{COLLECTOR}?{PURCHASE}')"
ONCE = f"if (!localStorage.getItem('sent')) {{ localStorage.setItem('sent', 'yes'); {SEND}; }}"
EVERY_WAY = f"""
navigator.sendBeacon('{COLLECTOR}?v=2', 'en=page_view\\r\\n{PURCHASE}');
new Image().src = '{COLLECTOR}?{PURCHASE}';
fetch('{COLLECTOR}', {{method: 'POST', body: new URLSearchParams('{PURCHASE}')}});
fetch('{COLLECTOR}', {{method: 'POST', headers: {{'Content-Type': 'application/json'}},
  body: JSON.stringify({{
    events: [{{en: 'purchase', ep: {{transaction_id: 'A1'}}, epn: {{value: 12.5}}, cu: 'USD'}}]}})}});
navigator.sendBeacon('{COLLECTOR}', new Blob(['{PURCHASE}'], {{type: 'text/plain'}}));
fetch('/own/collect?{PURCHASE}').then(() => fetch('https://elsewhere.test/?{PURCHASE}'))
  .then((answer) => {{ document.title = answer.status; }});
"""
COOKIES = {"Set-Cookie": "who=me; Secure; HttpOnly; Path=/\ncart=c7; Domain=shop.test; Path=/"}
SCRIPT = {"Content-Type": "text/javascript"}


def page(script: str, tag: str = "") -> Answer:
    return Answer(f"<title>Thanks</title>{tag}<script>{script}</script>", headers={"Content-Type": "text/html"})


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    tag = f'<script src="{TAGS}tag.js"></script>'
    pages = {"/once": page(ONCE), "/always": page(SEND), "/ways": page(EVERY_WAY), "/cookie": Answer(headers=COOKIES)}
    plain = {"/tagged": page("", tag), "/tag.js": Answer(ONCE, headers=SCRIPT)}
    with website(pages, tmp_path_factory.mktemp("thanks"), plain=plain) as there:
        target = there.settings.target
        connect_to = {**target.connect_to, "tags.test:80": there.plain.address}
        target = replace(target, connect_to=connect_to)
        yield replace(there, settings=replace(there.settings, target=target))


@pytest.fixture(scope="module")
def chromium(place: Place) -> Iterator[Browser]:
    with launched(place.settings.target, also=[TAGS]) as running:
        yield running


class Buyer(Storefront):
    """Somebody for whom ordering is opening the page after it."""

    def __init__(self, path: str) -> None:
        self._path = path

    def browse(self) -> list[Product]:
        return [Product(id="tea", name="Tea", price=ORDER.totals.total)]

    def buy_in_browser(self, page: Page, product: str, customer: Customer, method: str = "") -> Placed:
        page.goto(self._path)
        return Placed(accepted=True, order="A1")

    def order(self, number: str) -> Order:
        return ORDER


@pytest.fixture
def play(place: Place, chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """How the contract goes; the browser is the module's."""

    @contextmanager
    def shared(*given: object, **how: object) -> Iterator[Browser]:
        yield chromium

    def run(
        path: str, scheme: str = "https", more: tuple[Conversion, ...] = (), start: Any = shared, **table: Any
    ) -> Trial:
        load_checks()
        monkeypatch.setattr(conversion, "launched", start)
        monkeypatch.setattr(conversion, "WATCH", 0.2)
        told = Conversion(**{"collectors": (COLLECTOR,), "seconds": 0.5, **table})
        settings = Settings(
            report=str(tmp_path),
            allow=("writes",),
            target=replace(place.settings.target, url=f"{scheme}://shop.test"),
            storefront=Table(conversion=(told, *more), headers={"X-Golive": "let me in"}),
        )
        stage = Stage(settings, environ={})
        stage.give(lambda: Buyer(path))
        trial: Trial = FACTS["flow.conversion-event"].look(stage=stage)
        return trial

    return run


def test_one_event_of_the_order(play: Any, place: Place) -> None:
    before = len(place.site.asked)
    told = play("/once")
    assert (told.outcome, told.text) == (Outcome.PASSED, "")
    assert (
        told.evidence[0]
        == "order A1 was sent once as 'purchase' to count.test, and not again when the page was loaded again"
    )
    asked = [{name.lower(): value for name, value in one.headers.items()} for one in place.site.asked[before:]]
    assert {one.get("x-golive") for one in asked} == {"let me in"}


def test_an_event_on_every_view(play: Any) -> None:
    told = play("/always")
    assert told.outcome is Outcome.FAILED
    assert told.text == (
        "2 purchase events were sent to count.test: 1 before the page after the order was loaded again, 1 after it"
    )


def test_a_tag_of_others_is_loaded_only_when_allowed(play: Any) -> None:
    told = play("/tagged", "http")
    assert told.outcome is Outcome.UNVERIFIED
    assert told.text == (
        f"scripts of other hosts were not loaded ({TAGS}tag.js): no purchase event was sent without them"
    )
    told = play("/tagged", "http", allow_scripts=(TAGS,))
    assert (told.outcome, told.text) == (Outcome.PASSED, "")


def test_the_host_that_received_it_is_named(play: Any) -> None:
    told = play("/once", collectors=("https://elsewhere.test/collect", COLLECTOR))
    assert told.evidence[0].startswith("order A1 was sent once as 'purchase' to count.test, ")


def test_nothing_is_declared(play: Any) -> None:
    told = play("/once", collectors=())
    assert (told.outcome, told.text) == (Outcome.UNVERIFIED, "nothing says where events of a purchase go")


def test_events_in_every_form_and_nobody_is_reached(chromium: Browser, place: Place) -> None:
    own = "https://shop.test/own/"
    window = Window(chromium, place.settings.target, headers={}, keeps=(own,))
    window.page.goto("/ways")
    assert window.wait_for(lambda: any("elsewhere" in one.url for one in window.sent), 5)
    window.settle(5)
    found = [one for one in events_of(window.sent, "en") if one.values["en"] == "purchase"]
    assert [one.url.partition("?")[0] for one in found].count(COLLECTOR) == 5
    assert {one.url.partition("?")[0] for one in found} == {COLLECTOR, f"{own}collect", "https://elsewhere.test/"}
    assert {one.values.get("ep.transaction_id") for one in found} == {"A1"}
    assert window.page.title() == "204"
    assert "/own/collect" not in {path.partition("?")[0] for path in place.site.paths()}


def test_cookies_are_handed_over(chromium: Browser, place: Place) -> None:
    session = open_session(place.settings.target)
    session.get("/cookie")
    window = Window(chromium, place.settings.target, headers={})
    hand_over(session, window.page)
    window.page.goto("/cookie")
    first, second = (one.headers for one in place.site.asked if one.path == "/cookie")
    assert "Cookie" not in first
    assert sorted(second["Cookie"].split("; ")) == ["cart=c7", "who=me"]
    kept = {one["name"]: (one["domain"], one["httpOnly"]) for one in window.page.context.cookies()}
    assert kept == {"who": ("shop.test", True), "cart": (".shop.test", False)}


def judged(*sent: str, unloaded: tuple[str, ...] = (), **table: Any) -> str:
    """What is said of these URLs."""
    told = Watched(sent=[Sent(url=one) for one in sent], at_first=1, unloaded=unloaded)
    try:
        judge(Conversion(collectors=(COLLECTOR,), **table), ORDER, told)
    except AssertionError as error:
        return "failed: " + str(error).partition("\nassert ")[0]
    except CannotTell as error:
        return f"unverified: {error}"
    return "passed"


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (PURCHASE, "passed"),
        (PURCHASE.replace("A1", "A2"), "failed: count.test is told of order 'A2', and it is 'A1' (ep.transaction_id)"),
        (
            PURCHASE.replace("12.5", "1250"),
            "failed: count.test is told of USD 1250.00, and the order's total is USD 12.50",
        ),
        (PURCHASE.replace("USD", "EUR"), "failed: count.test is told of EUR 12.50, and the order's total is USD 12.50"),
        (PURCHASE.replace("&cu=USD", ""), "failed: the event says '12.5' '', which is no amount of money"),
        ("en=page_view", "failed: no purchase event was sent to count.test within 10 s of the purchase"),
        ("ev=Purchase", f"unverified: what was sent to {COLLECTOR} names no event by 'en'"),
    ],
)
def test_what_the_event_says(sent: str, expected: str) -> None:
    assert judged(f"{COLLECTOR}?{sent}") == expected


def test_what_else_may_have_been_sent() -> None:
    there = f"{COLLECTOR}?{PURCHASE}"
    assert judged() == "failed: no purchase event was sent to count.test within 10 s of the purchase"
    stray = "unverified: the purchase event went to https://count2.test/collect, which is not declared"
    assert judged(f"https://count2.test/collect?{PURCHASE}") == stray
    tag = "unverified: scripts of other hosts were not loaded (https://chat.test/x.js): whether they send the event"
    assert judged(there, unloaded=("https://chat.test/x.js?id=7",)).startswith(tag)
    assert judged(there, there).startswith("failed: 2 purchase events were sent to count.test: 1 before")
    assert judged(there.replace("12.5", "11"), amount="goods") == "passed"
    assert judged(there, amount="subtotal").endswith("the order's subtotal is USD 11.00")


def test_each_tool_is_judged(play: Any) -> None:
    pixel = Conversion(collectors=("https://pixel.test/tr",), name="ev", event="Purchase", seconds=0.2)
    told = play("/once", more=(pixel,))
    assert told.text == "no Purchase event was sent to pixel.test within 0.2 s of the purchase"


def test_what_has_to_be_installed(play: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    own: Any = SimpleNamespace(chromium=SimpleNamespace(executable_path="/nowhere/chrome"))
    with pytest.raises(CannotLook, match="no Chromium is installed") as none:
        executable(own)
    assert "apt-get install chromium" in none.value.cure
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    with pytest.raises(CannotLook, match="Playwright is not installed") as none, launched(Target()):
        pass
    assert none.value.cure == "pip install 'pytest-golive[browser]'"
    told = play("/once", start=launched)
    assert (told.outcome, told.cure) == (Outcome.UNVERIFIED, none.value.cure)
    assert told.text == "no browser can be driven: Playwright is not installed"


def test_only_a_key_that_is_good_is_trusted(place: Place, tmp_path: Path) -> None:
    target = place.settings.target
    assert {len(key) for key in good_keys(target)} == {44}
    other = tmp_path / "other.pem"
    with website({}, tmp_path) as elsewhere:
        other.write_bytes(Path(elsewhere.settings.target.ca_file).read_bytes())
    assert good_keys(replace(target, ca_file=str(other))) == []
    assert good_keys(replace(target, ca_file="")) == []
    with pytest.raises(CannotLook, match="no browser could open"):
        good_keys(replace(target, connect_to={"shop.test:443": "127.0.0.1:9"}))


def test_nothing_else_is_found() -> None:
    target = Target(url="https://shop.test", connect_to={"shop.test:443": "127.0.0.1:8443"})
    assert resolver_rules(target, [TAGS]) == [
        "MAP shop.test:443 127.0.0.1:8443", "MAP shop.test shop.test", "MAP tags.test tags.test", "MAP * ~NOTFOUND"
    ]  # fmt: skip
