"""Contracts, as a team meets them: fixture, stub, permission, live keys, cleaning up, xdist."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from pytest_golive.contracts.json_shop import JsonShop
from pytest_golive.contracts.stage import Stage
from pytest_golive.settings import Settings, Target
from pytest_golive.settings.storefront import JsonApi
from pytest_golive.settings.storefront import Storefront as Shop
from tests.contracts.minishop import CONFIG, Minishop
from tests.plugin.conftest import Judged

Run = Callable[..., Judged]
BROWSE = "# Flows\n- [ ] Products can be browsed <!-- golive: flow.browse-products -->\n"
WRITES = frozenset({"POST", "PATCH", "PUT", "DELETE"})


def reasons(judged: Judged) -> dict[str, str]:
    return {line["text"]: line["reason"] for line in judged.verdict["lines"]}


def test_contracts_play_on_a_json_api_described_in_golive_toml(judged: Run, minishop: Minishop) -> None:
    # Without an adapter of the team's own no product can be made: the two contracts that can do without still play.
    said = judged(adapter="")
    assert said.outcomes == {
        "Products can be browsed": "passed", "Add to cart": "passed", "The cart works": "unverified",
    }  # fmt: skip
    assert reasons(said)["The cart works"] == "the storefront has no create_product()"
    assert "def create_product(self, name: str, price: Money, stock: int) -> Product: ..." in " ".join(said.out.split())


def test_a_team_adds_what_its_api_does_not_have(judged: Run, minishop: Minishop) -> None:
    before = dict(minishop.products)
    said = judged()
    assert set(said.outcomes.values()) == {"passed"}
    assert said.verdict["decision"] == "GO"
    assert minishop.products == before, "what contracts made is removed"


def test_nothing_is_written_unless_it_is_allowed(judged: Run, minishop: Minishop) -> None:
    said = judged(allow="")
    assert said.outcomes["Products can be browsed"] == "passed"
    assert said.outcomes["The cart works"] == "unverified"
    assert reasons(said)["The cart works"] == "flow.cart writes on the target, which was not allowed"
    assert not [asked for asked in minishop.asked if asked.split()[0] in WRITES]


def test_without_a_storefront_the_cure_says_how_to_give_one(judged: Run) -> None:
    said = judged(adapter="", config="")
    assert set(said.outcomes.values()) == {"unverified"}
    assert "override the fixture `storefront` in conftest.py" in said.out


@pytest.mark.parametrize(
    ("adapter", "reason"),
    [
        ("\n@pytest.fixture\ndef storefront(): return dict\n", "the fixture `storefront` has the scope 'function'"),
        ('\n@pytest.fixture(scope="session")\ndef storefront(): raise OSError("no shop today")\n', "no shop today"),
        ('\n@pytest.fixture(scope="session")\ndef storefront(): return 7\n', "cannot be called"),
        ('\n@pytest.fixture(scope="session")\ndef storefront(): pytest.skip("closed")\n', "closed"),
    ],
)
def test_a_fixture_that_gives_no_storefront_is_one_reason(judged: Run, adapter: str, reason: str) -> None:
    said = judged(adapter=f"\nimport pytest\n{adapter}", checklist=BROWSE)
    assert said.code == 1
    assert reason in reasons(said)["Products can be browsed"]
    assert "Traceback" not in said.out


def test_an_adapter_that_breaks_is_an_error_with_its_place(judged: Run) -> None:
    adapter = """
import pytest
from pytest_golive.contracts.storefront import Storefront
class Shop(Storefront):
    def browse(self): return [][1]
    def product(self, product): ...
@pytest.fixture(scope="session")
def storefront(): return Shop
"""
    said = judged(adapter=adapter, checklist=BROWSE)
    assert said.outcomes == {"Products can be browsed": "error"}
    assert "conftest.py:" in reasons(said)["Products can be browsed"]
    assert "IndexError" in reasons(said)["Products can be browsed"]


def test_an_answer_of_500_is_a_failure_with_its_address(judged: Run, minishop: Minishop) -> None:
    minishop.products[1]["unit_price"] = object()  # the shop cannot show it
    said = judged(checklist=BROWSE)
    assert said.outcomes == {"Products can be browsed": "failed"}
    assert "GET /api/products/ was answered with 500" in said.out
    assert "look into the shop's error log for what broke there" in said.out


def test_all_critical_flows_are_as_good_as_the_lines_about_them(judged: Run, minishop: Minishop) -> None:
    flows = "## 🔴 CRITICAL\n- [ ] All critical user flows tested and passing\n" + BROWSE.partition("\n")[2]
    assert set(judged(checklist=flows).outcomes.values()) == {"passed"}
    minishop.products[1]["unit_price"] = object()
    said = judged(checklist=flows)
    assert said.outcomes["All critical user flows tested and passing"] == "failed"
    assert reasons(said)["All critical user flows tested and passing"] == ""


def test_under_xdist_every_contract_plays_once(judged: Run, minishop: Minishop) -> None:
    twice = "# Flows\n" + "".join(f"- [ ] Add to cart {n} <!-- golive: flow.add-to-cart -->\n" for n in range(4))
    said = judged("-n", "2", checklist=twice)
    assert set(said.outcomes.values()) == {"passed"}
    assert minishop.asked.count("POST /api/cart/items/") == 1


def test_tests_of_the_team_get_the_storefront_too(judged: Run, pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_shop="""
        import pytest
        @pytest.mark.high
        def test_there_is_tea(storefront):
            assert "Green tea" in [product.name for product in storefront().browse()]
        """
    )
    said = judged(checklist=BROWSE)
    assert said.outcomes["there is tea"] == "passed"


def test_declared_names_reach_the_api(judged: Run, minishop: Minishop) -> None:
    wrong = CONFIG.replace('price = "unit_price"', 'price = "cost"')
    said = judged(checklist=BROWSE, config=wrong)
    assert said.outcomes == {"Products can be browsed": "error"}
    assert "a product has no 'cost': see [storefront.api] names" in said.out


def test_a_storefront_that_yields_stays_up_until_the_end(judged: Run, pytester: pytest.Pytester) -> None:
    """The first line asks for nothing of it, and runs while contracts still play."""
    adapter = """
import pytest
from pytest_golive.contracts.json_shop import JsonShop
@pytest.fixture(scope="session")
def storefront(golive):
    said = {"closed": False}
    def person():
        assert not said["closed"], "the shop is closed already"
        return JsonShop(golive.settings.storefront, golive.stage.new_session())
    yield person
    said["closed"] = True
    open("closed.txt", "w").close()
"""
    lines = "# A\n- [ ] Good line\n\n# B\n- [ ] Add to cart <!-- golive: flow.add-to-cart -->\n\n# C\n- [ ] Bad line\n"
    said = judged(adapter=adapter, checklist=lines)
    assert said.outcomes == {"Good line": "passed", "Add to cart": "passed", "Bad line": "failed"}
    assert (pytester.path / "closed.txt").exists()


def test_what_is_put_into_an_address_is_quoted(address: str, minishop: Minishop) -> None:
    """A number that begins with + would be one that begins with a blank."""
    minishop.orders["M1"] = {"reference": "M1", "phone": "+12025550123", "total": "1.00", "items": []}
    api = JsonApi(track="/api/track/?number={number}&phone={phone}", names={"number": "reference", "lines": "items"})
    stage = Stage(Settings(target=Target(url=address), storefront=Shop(api=api)), environ={})
    found = JsonShop(stage.settings.storefront, stage.new_session()).track("M1", "+12025550123")
    assert found is not None
    assert found.number == "M1"


class Answering:
    """Keeps what it was asked with, and says no in a body of 200."""

    def __init__(self) -> None:
        import requests

        self.cookies, self.headers = requests.cookies.RequestsCookieJar(), dict[str, str]()

    def request(self, method: str, url: str, *, json: Any, headers: dict[str, str]) -> Any:
        self.headers = headers
        return SimpleNamespace(status_code=200, content=b'{"success": false, "message": "Wrong password."}')


def test_a_session_in_a_cookie_has_its_token_and_a_no_is_one_with_200() -> None:
    session: Any = Answering()
    shop = JsonShop(Shop(api=JsonApi(login="/login/")), session)
    answer = shop.log_in("eve@shop.test", "wrong")
    assert (answer.refused, answer.message, session.headers) == (True, "Wrong password.", {})
    session.cookies.set("csrftoken", "abc")
    session.cookies.set("XSRF-TOKEN", "a%3D%3D")
    shop.log_in("eve@shop.test", "wrong")
    assert session.headers == {"X-CSRFToken": "abc", "X-XSRF-TOKEN": "a=="}
