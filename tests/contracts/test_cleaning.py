"""What contracts leave behind: marked, removed at the end, and found again after a run that was killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pytest_golive.contracts.ledger import Ledger, age_of, mark_in, new_mark
from pytest_golive.contracts.live import is_live, live_sign
from pytest_golive.settings import App, Payment, Settings
from pytest_golive.settings.payment import StripeTable
from tests.contracts.conftest import ADAPTER
from tests.contracts.minishop import Minishop
from tests.plugin.conftest import PLUGINS, Judged, loading

PURCHASE = '''
from pytest_golive import contract

@contract("demo.purchase", severity="critical", says=("somebody buys tea",), moves_money=True)
def purchase(scene):
    """Somebody can buy.

    Why: it is a shop.
    Fix: sell something.
    """
    scene.saw(scene.buy(scene.product(stock=1)).order)
'''
LINE = "# Flows\n- [ ] Somebody buys tea\n"
Run = Callable[..., Judged]


def evidence(judged: Judged) -> str:
    return " ".join(judged.verdict["lines"][0]["evidence"])


def begun(project: Path, monkeypatch: pytest.MonkeyPatch) -> subprocess.Popen[bytes]:
    """A gate that runs."""
    with loading(PLUGINS, monkeypatch):
        # Whoever runs these tests in the background may have Ctrl-C ignored, which children inherit.
        heed = "import signal, sys, pytest; signal.signal(signal.SIGINT, signal.default_int_handler); "
        command = [sys.executable, "-c", f"{heed}sys.exit(pytest.main(['--golive']))"]
        return subprocess.Popen(command, cwd=project, start_new_session=True, stdout=subprocess.DEVNULL)


def test_a_killed_run_is_cleaned_up_by_the_next_one(
    judged: Run, minishop: Minishop, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = dict(minishop.products)
    assert judged(adapter=ADAPTER + PURCHASE, checklist=LINE).outcomes == {"Somebody buys tea": "passed"}
    minishop.hold.clear()
    minishop.held.clear()
    process = begun(pytester.path, monkeypatch)
    assert minishop.held.wait(60), "the purchase never came to the checkout"
    process.kill()
    process.wait()
    minishop.hold.set()
    left = dict(minishop.orders)
    assert len(left) == 1
    assert minishop.products != good
    said = judged(adapter="", checklist=LINE)
    assert "an earlier run had left 1 order, 1 product" in evidence(said)
    assert said.outcomes == {"Somebody buys tea": "passed"}
    assert (minishop.orders, minishop.products) == ({}, good)
    assert sum(asked == "POST /api/checkout/" for asked in minishop.asked) == 3, "the killed purchase was not repeated"
    assert "an earlier run" not in evidence(judged(adapter="", checklist=LINE)), "a second run finds nothing"


def test_what_cannot_be_removed_is_named(judged: Run, minishop: Minishop) -> None:
    stubborn = ADAPTER.replace(
        "def remove(self, leftover):", "def remove(self, leftover):\n        raise OSError('no')"
    )
    said = judged(adapter=stubborn + PURCHASE, checklist=LINE)
    assert said.outcomes == {"Somebody buys tea": "passed"}
    assert "left in the shop: 1 order, 1 customer, 1 product" in evidence(said)
    assert len(minishop.orders) == 1


def test_ctrl_c_cleans_up(
    judged: Run, minishop: Minishop, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = dict(minishop.products)
    judged(adapter=ADAPTER + PURCHASE, checklist=LINE)
    minishop.hold.clear()
    minishop.held.clear()
    process = begun(pytester.path, monkeypatch)
    assert minishop.held.wait(60)
    process.send_signal(signal.SIGINT)
    minishop.hold.set()
    assert process.wait(60) != 0
    assert (minishop.orders, minishop.products) == ({}, good)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STRIPE_SECRET_KEY", "sk_live_" + "x" * 24),
        ("RAZORPAY_KEY_ID", "rzp_live_abcdefgh"),
        ("BAKONG_BASE_URL", "https://api-bakong.nbc.gov.kh"),
        ("BKASH_BASE_URL", "https://tokenized.pay.bka.sh/v1.2.0-beta"),
        ("NAGAD_BASE_URL", "https://api.mynagad.com/api/dfs"),
        ("SSLCOMMERZ_URL", "https://securepay.sslcommerz.com"),
        ("ACLEDA_URL", "https://epayment.acledabank.com.kh/SHOP"),
        ("WING_URL", "https://ir.wingmoney.com"),
    ],
)
def test_with_a_live_key_nothing_that_moves_money_starts(
    judged: Run, minishop: Minishop, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    said = judged(adapter=ADAPTER + PURCHASE, checklist=LINE)
    assert said.outcomes == {"Somebody buys tea": "unverified"}
    told = f"demo.purchase moves money, and the environment's {name} is of the live mode"
    assert told in said.verdict["lines"][0]["reason"]
    assert minishop.asked == []


def test_a_live_key_in_the_env_file_or_golive_toml_counts_too(tmp_path: Path) -> None:
    env_file = tmp_path / "production.env"
    env_file.write_text("RAZORPAY_KEY_ID=rzp_live_abcdefgh\n", encoding="utf-8")
    assert live_sign(Settings(app=App(env_file=str(env_file))), {}) == "RAZORPAY_KEY_ID of the env file"
    table = StripeTable(secret_key="rk_live_" + "x" * 24)
    assert live_sign(Settings(payment=Payment(stripe=table)), {}) == "secret_key of [payment.stripe]"
    good = {"STRIPE_SECRET_KEY": "sk_test_x", "BKASH_URL": "https://tokenized.sandbox.bka.sh", "WING_SANDBOX": "1"}
    assert live_sign(Settings(), {**good, "DEBUG": "False", "ENVIRONMENT": "production"}) == ""


@pytest.mark.parametrize(
    ("name", "value", "live"),
    [
        ("STRIPE_LIVE_MODE", "True", True),
        ("NAGAD_IS_LIVE", "1", True),
        ("PAYMENT_PRODUCTION", "yes", True),
        ("BKASH_TEST_MODE", "false", True),
        ("SSLCZ_TESTMODE", "0", True),
        ("RAZORPAY_MODE", "live", True),
        ("BKASH_URL", "https://checkout.pay.bka.sh/v1.2.0-beta", True),
        ("ACLEDA_URL", "https://acledabank.com.kh/SHOP", True),
        ("WING_URL", "https://wingmoney.com:334/", True),
        ("STRIPE_LIVE_MODE", "False", False),
        ("BKASH_TEST_MODE", "true", False),
        ("PAYMENT_OLIVE", "1", False),
        ("PAYMENT_TEST_CARDS_SHOWN", "false", False),
        ("SITE_LIVE", "1", False),
        ("WING_URL", "https://stageonline.wingmoney.com/", False),
        ("ACLEDA_URL", "https://epaymentuat.acledabank.com.kh/SHOP", False),
    ],
)
def test_switches_and_hosts_of_live_mode(name: str, value: str, live: bool) -> None:
    assert is_live(name, value) is live


def test_marks_tell_their_age() -> None:
    mark = new_mark(1_700_000_000)
    assert mark_in(f"TESTS+{mark.upper()}-7@shop.test") == mark
    assert 0 <= age_of(mark, 1_700_000_000) < 60
    assert len(f"{mark}-zz") <= 20, "a promo code may be no longer in many shops"


def test_an_old_mark_of_another_machine_is_over_and_a_young_one_is_not(tmp_path: Path) -> None:
    ledger, now = Ledger(tmp_path), 1_700_000_000.0
    assert ledger.is_over(new_mark(now - 7200), now)
    assert not ledger.is_over(new_mark(now - 60), now)
    ledger.begin(mark := new_mark(now - 60))
    assert Ledger(tmp_path).is_over(mark, now), "this machine's own, of a run that was ended"
    ledger.end(mark)
    assert not (tmp_path / "test-data.json").exists()
    (tmp_path / "test-data.json").write_text("{broken", encoding="utf-8")
    assert ledger.open_marks() == frozenset()
