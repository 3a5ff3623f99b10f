"""Ways to pay that the demo shop does not have: a shop of a few lines is paid at the real stand-ins."""

from __future__ import annotations

import ssl
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest

from pytest_golive.checks import declare_all
from pytest_golive.contracts.gateways import open_gateway
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.stage import Stage
from pytest_golive.contracts.storefront import Customer
from pytest_golive.contracts.trial import Trial
from pytest_golive.facts import FACTS
from pytest_golive.finding import Outcome
from pytest_golive.settings import Payment, Settings
from pytest_golive.settings.payment import (
    AcledaTable,
    BkashTable,
    GatewayTable,
    NagadTable,
    RazorpayTable,
    StripeTable,
    WingTable,
    Witnessed,
)
from pytest_golive.settings.storefront import Storefront as Shop
from servers.certificates import Certificates
from servers.gateways import StandIn
from servers.gateways.acleda import AcledaStandIn
from servers.gateways.bkash import BkashStandIn
from servers.gateways.nagad import NagadStandIn
from servers.gateways.razorpay import Razorpay
from servers.gateways.stripe import Stripe
from servers.gateways.wing import WingStandIn
from tests.contracts.tinyshop import Books

Name = Literal["bkash", "nagad", "acleda", "wing"]
NAMES: tuple[Name, ...] = ("bkash", "nagad", "acleda", "wing")
PRICES = {name: Money.of("12.50", "BDT" if name in {"bkash", "nagad"} else "USD") for name in NAMES}
TODAY = datetime.now(UTC).date()
SOMEBODY = Customer(name="Eve Sands", phone="+12025550123", email="eve@shop.test", address="1 Quay")


@dataclass
class Street:
    """Every gateway, and how it is reached."""

    stand_ins: dict[str, StandIn]
    tables: dict[str, GatewayTable]
    ca_file: str

    def settings(self, name: Name, report: Path, **payment: Any) -> Settings:
        tables: Any = {name: self.tables[name]}
        table = Shop(currency=PRICES[name].currency, paid_seconds=0.5)
        paid = Payment(**{**tables, "default": name, **payment})
        return Settings(report=str(report), allow=("writes",), storefront=table, payment=paid)

    def books(self, name: Name, **careless: Any) -> Books:
        gateway = open_gateway(name, self.tables[name])
        return Books(gateway, self.stand_ins[name], self.ca_file, PRICES[name], **careless)


def tables_of(there: dict[str, Any]) -> dict[str, GatewayTable]:
    bkash, nagad, acleda, wing = (there[name] for name in NAMES)
    return {
        "bkash": BkashTable(
            app_key=bkash.app_key, app_secret=bkash.app_secret, username=bkash.username, password=bkash.password
        ),
        "nagad": NagadTable(
            merchant_id=nagad.merchant_id,
            account="01800000000",
            private_key=nagad.merchant_private_pem,
            public_key=nagad.gateway_public_pem,
        ),
        "acleda": AcledaTable(
            login=acleda.login, password=acleda.password, merchant_id=acleda.merchant_id, secret=acleda.secret
        ),
        "wing": WingTable(username=wing.username, rest_key=wing.rest_key),
    }


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("methods") / "certificates")


@pytest.fixture(scope="module")
def context(certificates: Certificates) -> ssl.SSLContext:
    return certificates.mail_context("127.0.0.1")


@pytest.fixture(scope="module")
def street(certificates: Certificates, context: ssl.SSLContext) -> Iterator[Street]:
    there: dict[str, Any] = {
        "bkash": BkashStandIn(context),
        "nagad": NagadStandIn(context),
        "acleda": AcledaStandIn(context),
        "wing": WingStandIn(context),
    }
    ca_file = str(certificates.root_file)
    tables = {
        name: replace(table, base_url=there[name].base_url, ca_file=ca_file) for name, table in tables_of(there).items()
    }
    yield Street(there, tables, ca_file)
    for one in there.values():
        one.stop()


def play(settings: Settings, contract: str, books: Books | None = None) -> Trial:
    """How a contract goes."""
    declare_all()
    stage = Stage(settings, environ={})
    if books:
        stage.give(lambda: books.storefront)
    try:
        told: Trial = FACTS[contract].look(stage=stage)
    finally:
        stage.close()
    assert not stage.left
    assert not (books and books.orders), "orders were left"
    return told


@pytest.mark.parametrize("name", NAMES)
def test_an_order_is_paid_and_the_gateway_confirms_it(name: Name, street: Street, tmp_path: Path) -> None:
    told = play(street.settings(name, tmp_path), f"flow.pay-{name}", street.books(name))
    assert (told.outcome, told.text) == (Outcome.PASSED, "")
    assert f"L2: handed over by redirect for {PRICES[name]}" in told.evidence
    assert any(one.startswith(f"L3: {name} confirms {PRICES[name]}") for one in told.evidence)


@pytest.mark.parametrize("name", NAMES)
def test_a_stand_in_says_nothing_of_its_gateway(name: Name, street: Street, tmp_path: Path) -> None:
    table: Any = {name: replace(street.tables[name], stand_in=True)}
    told = play(street.settings(name, tmp_path, **table), f"flow.pay-{name}", street.books(name))
    assert told.outcome is Outcome.UNVERIFIED
    assert told.text.startswith(f"it holds with a stand-in for {name}:")
    assert "have a real payment witnessed" in told.cure


def test_bkash_without_execution(street: Street, tmp_path: Path) -> None:
    told = play(street.settings("bkash", tmp_path), "flow.pay-bkash", street.books("bkash", believes=True))
    assert (told.outcome, told.text) == (Outcome.FAILED, "the shop says paid, bkash says requires_action")


def test_nagad_with_the_key_of_another_environment(street: Street, tmp_path: Path) -> None:
    other: Any = street.stand_ins["nagad"]
    books = street.books("nagad")
    wrong: Any = replace(street.tables["nagad"], public_key=_public(other.merchant_private_pem))
    books.gateway = open_gateway("nagad", wrong)
    told = play(street.settings("nagad", tmp_path), "flow.pay-nagad", books)
    assert told.outcome is Outcome.FAILED
    assert told.text.startswith("the checkout was refused: ")


def test_acleda_asked_in_the_other_currency(street: Street, tmp_path: Path) -> None:
    books = street.books("acleda", asks_for=Money.of("1250", "KHR"))
    told = play(street.settings("acleda", tmp_path), "flow.pay-acleda", books)
    assert (told.outcome, told.text) == (Outcome.FAILED, "acleda is asked for KHR 1250.00, the order is USD 12.50")


def test_wing_believed_when_it_has_declined(street: Street, tmp_path: Path) -> None:
    street.stand_ins["wing"].next = "declined"
    told = play(street.settings("wing", tmp_path), "flow.pay-wing", street.books("wing", believes=True))
    assert told.outcome is Outcome.FAILED
    assert "Transaction failed" in told.text


@pytest.fixture(scope="module")
def payments(street: Street) -> Callable[[Name], tuple[str, Any]]:
    """One payment through each gateway that a person has made."""
    made: dict[str, tuple[str, Any]] = {}

    def of(name: Name) -> tuple[str, Any]:
        if name not in made:
            books = street.books(name)
            placed = books.storefront.checkout(SOMEBODY)
            assert books.storefront.pay(placed).accepted
            made[name] = (placed.reference, PRICES[name])
        return made[name]

    return of


def witnessed(name: Name, payment: str, **other: Any) -> dict[str, Any]:
    known = {"gateway": name, "payment": payment, "amount": PRICES[name].text, "currency": PRICES[name].currency}
    return {"witnessed": (Witnessed(**{**known, "on": TODAY, "by": "operations", **other}),)}


@pytest.mark.parametrize("name", NAMES)
def test_a_witnessed_payment_is_confirmed_again(
    name: Name, street: Street, payments: Callable[[Name], tuple[str, Any]], tmp_path: Path
) -> None:
    payment, price = payments(name)

    def said(**other: Any) -> Trial:
        found = witnessed(name, other.pop("payment", payment), **other)
        return play(street.settings(name, tmp_path, **found), f"flow.pay-{name}", street.books(name))

    good = said()
    assert (good.outcome, good.text) == (Outcome.PASSED, "")
    assert good.evidence[-1].endswith(f"seen by operations; {name} confirms {price} now")
    more = said(amount="99.00")
    assert more.outcome is Outcome.FAILED
    assert f"{name} says {price} of the witnessed payment of" in more.text
    old = said(on=TODAY - timedelta(days=31))
    assert (old.outcome, "31 days ago, and counts for 30" in old.text) == (Outcome.UNVERIFIED, True)
    assert said(payment="nobody-has-paid-this").outcome is Outcome.FAILED


def test_without_an_answer_nothing_is_known(street: Street, tmp_path: Path) -> None:
    table: Any = {"wing": replace(street.tables["wing"], base_url="https://127.0.0.1:9/")}
    settings = street.settings("wing", tmp_path, **table, **witnessed("wing", "any"))
    told = play(settings, "flow.pay-wing", street.books("wing"))
    assert (told.outcome, told.look_failed) == (Outcome.UNVERIFIED, True)


@pytest.mark.parametrize(
    ("key_id", "secret", "public", "outcome", "words"),
    [
        ("rzp_live_1", "sk_live_1", "pk_live_1", Outcome.PASSED, ""),
        ("rzp_test_1", "sk_live_1", "", Outcome.FAILED, "razorpay is in test mode: prefix rzp_test_"),
        ("rzp_live_1", "sk_test_1", "pk_test_1", Outcome.FAILED, "stripe is in test mode: prefix sk_test_"),
        ("rzp_live_1", "sk_test_1", "pk_live_1", Outcome.FAILED, "test mode: prefix sk_test_ and prefix pk_live_"),
        ("rzp_live_1", "sk_live_1", "pk_test_1", Outcome.FAILED, "test mode: prefix sk_live_ and prefix pk_test_"),
        ("rzp_live_1", "sk_live_1", "pk_other_1", Outcome.UNVERIFIED, "nothing shows the mode of stripe"),
    ],
)
def test_live_mode(
    context: ssl.SSLContext,
    certificates: Certificates,
    tmp_path: Path,
    key_id: str,
    secret: str,
    public: str,
    outcome: Outcome,
    words: str,
) -> None:
    stripe = Stripe(context, secret_key=secret)
    razorpay = Razorpay(context, key_id=key_id, key_secret="s")
    ca_file = str(certificates.root_file)
    payment = Payment(
        stripe=StripeTable(base_url=stripe.url, ca_file=ca_file, secret_key=secret, public_key=public),
        razorpay=RazorpayTable(base_url=razorpay.url, ca_file=ca_file, key_id=key_id, key_secret="s"),
    )
    told = play(Settings(report=str(tmp_path), payment=payment), "payment.live-mode")
    stripe.stop()
    razorpay.stop()
    assert told.outcome is outcome, told.text
    assert words in told.text


def test_refused_credentials(context: ssl.SSLContext, certificates: Certificates, tmp_path: Path) -> None:
    razorpay = Razorpay(context, key_id="rzp_test_1", key_secret="right")
    table = RazorpayTable(
        base_url=razorpay.url, ca_file=str(certificates.root_file), key_id="rzp_test_1", key_secret="wrong"
    )
    settings = Settings(report=str(tmp_path), payment=Payment(razorpay=table))
    told = play(settings, "payment.credentials-accepted")
    razorpay.stop()
    assert told.outcome is Outcome.FAILED
    assert told.text.startswith("razorpay refuses the credentials")


def test_refunds_that_the_gateway_does_not_tell(street: Street, tmp_path: Path) -> None:
    told = play(street.settings("wing", tmp_path), "flow.refund", street.books("wing"))
    assert (told.outcome, told.cure) == (Outcome.UNVERIFIED, "look into the gateway's dashboard")
    assert told.text == "wing does not tell how much of a payment went back"


def test_without_a_gateway_no_refund_can_be_told_of(street: Street, tmp_path: Path) -> None:
    settings = Settings(report=str(tmp_path), allow=("writes", "sends"))
    told = play(settings, "mail.refund-issued", street.books("wing"))
    assert (told.outcome, told.text) == (Outcome.UNVERIFIED, "no payment gateway is declared")


def test_without_the_extra_the_line_names_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "stripe", None)
    payment = Payment(stripe=StripeTable(secret_key="sk_test_1", stand_in=True))
    told = play(Settings(report=str(tmp_path), payment=payment), "payment.credentials-accepted")
    assert (told.outcome, told.text) == (Outcome.UNVERIFIED, "Stripe's SDK is not installed")
    assert told.cure == "pip install 'pytest-golive[stripe]'"


def _public(private_pem: str) -> str:
    """The public half of a key."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

    key = load_pem_private_key(private_pem.encode(), None).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
