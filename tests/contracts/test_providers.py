"""Log-in by another provider's account, on a shop of a few lines and the stand-in that the gate runs."""

from __future__ import annotations

import itertools
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.checks import declare_all
from pytest_golive.contracts import provider as module
from pytest_golive.contracts.stage import Stage
from pytest_golive.contracts.trial import Trial
from pytest_golive.errors import CannotLook
from pytest_golive.facts import FACTS
from pytest_golive.finding import Outcome
from pytest_golive.settings import OAuth, Settings, Target
from pytest_golive.settings.storefront import Storefront as Table
from tests.contracts.club import Club

declare_all()
LOGIN, MAPPING = "flow.oauth-login", "flow.oauth-mapping"
HOLDS = "it holds with a stand-in for Google: that is the shop's side of it, and says nothing of Google"
Play = Callable[..., Trial]


@pytest.fixture(scope="module")
def keys() -> Iterator[Any]:
    return itertools.cycle([module.new_key(), module.new_key()])


@pytest.fixture
def table() -> OAuth:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    return OAuth(listen=f"127.0.0.1:{port}", client_id="club", client_secret="tea & biscuits", existing="refused")


@pytest.fixture
def play(table: OAuth, tmp_path: Path, keys: Iterator[Any], monkeypatch: pytest.MonkeyPatch) -> Play:
    """Plays a contract on a club that is careless in these ways."""
    # Making them takes longer than all the rest.
    monkeypatch.setattr(module, "new_key", lambda: next(keys))

    def act(contract: str, *careless: str, asks: Any = None, declared: OAuth | None = table, **otherwise: Any) -> Trial:
        declared = replace(declared, **otherwise) if declared else None
        club = Club(replace(table, **otherwise), frozenset(careless), asks or {})
        shop = Table(oauth=declared)
        settings = Settings(
            report=str(tmp_path), allow=("writes",), storefront=shop, target=Target(url="https://club.test")
        )
        stage = Stage(settings, environ={})
        stage.give(lambda: club.storefront)
        trial: Trial = FACTS[contract].look(stage)
        assert club.accounts == {}, "everything is removed"
        return trial

    return act


def test_a_careful_shop_passes(play: Play) -> None:
    entered, mapped = play(LOGIN), play(MAPPING)
    assert (entered.outcome, entered.text) == (Outcome.UNVERIFIED, HOLDS)
    assert entered.cure == (
        "have somebody log in with an account of Google, and vouch for it: `golive todo` shows the command"
    )
    assert entered.evidence == (
        "logged in by a stand-in for Google",
        "refused: a wrong state, no state, another session's state, an answer that nobody asked for, another audience, "
        "another issuer, an expired token, another nonce, a foreign signature, no signature, an unverified e-mail "
        "address",
    )
    assert (mapped.outcome, mapped.text) == (Outcome.PASSED, "")
    assert mapped.evidence == (
        "with a stand-in for Google: email, name, subject are the provider's; an account with a password and the same"
        " e-mail address is refused",
    )


def test_accounts_may_be_linked_or_have_no_passwords(play: Play) -> None:
    linked, without = play(MAPPING, existing="linked"), play(MAPPING, existing="none")
    assert (linked.outcome, linked.text) == (Outcome.PASSED, "")
    assert linked.evidence[0].endswith("an account with a password and the same e-mail address is linked")
    assert (without.outcome, without.text) == (Outcome.PASSED, "")


def test_who_trusts_tls_need_not_verify_the_signature(play: Play) -> None:
    trial = play(LOGIN, "trusts-tls", "nonce", "aud", asks={"nonce": None})
    assert (trial.outcome, trial.text) == (Outcome.FAILED, "another audience logs in")
    trial = play(LOGIN, "trusts-tls", "nonce", asks={"nonce": None})
    assert trial.text == HOLDS, "PKCE binds an answer to its visitor as well"
    assert trial.evidence[0].endswith("its keys are never asked for, so signatures are taken on TLS's word")


@pytest.mark.parametrize(
    ("careless", "seen"),
    [
        ("state", "a wrong state logs in"),
        ("states-of-all", "another session's state logs in"),
        ("aud", "another audience logs in"),
        ("iss", "another issuer logs in"),
        ("exp", "an expired token logs in"),
        ("nonce", "another nonce logs in"),
        ("signature", "a foreign signature logs in"),
        ("unsigned", "no signature logs in"),
        ("unverified", "an unverified e-mail address logs in"),
    ],
)
def test_what_is_not_looked_at_is_red(play: Play, careless: str, seen: str) -> None:
    # Without PKCE a foreign answer could be used at all.
    asks = {"code_challenge": None, "code_challenge_method": None}
    more = {"nonce"} if careless == "states-of-all" else set()
    trial = play(LOGIN, careless, *more, asks=asks)
    assert (trial.outcome, trial.text) == (Outcome.FAILED, seen)


@pytest.mark.parametrize(
    ("asks", "seen"),
    [
        ({"response_type": "token"}, "response_type is 'token', not code"),
        ({"scope": "email"}, "the scope 'email' has no openid"),
        (
            {"redirect_uri": "http://club.test/back"},
            "redirect_uri is 'http://club.test/back', which is not on https://",
        ),
        ({"redirect_uri": "https://club.evil/"}, "redirect_uri is 'https://club.evil/', which is not on"),
        ({"state": None}, "a state of fewer than 16 letters is sent"),
        ({"state": "always the same one"}, "the same state is sent twice"),
        ({"nonce": None, "code_challenge": None}, "neither nonce nor code_challenge is sent"),
        ({"nonce": "1"}, "the same nonce or code_challenge is sent twice"),
        ({"code_challenge_method": "plain"}, "code_challenge_method is plain, not S256"),
    ],
)
def test_what_is_asked_wrongly_is_red(play: Play, asks: dict[str, str | None], seen: str) -> None:
    trial = play(LOGIN, asks=asks)
    assert trial.outcome is Outcome.FAILED
    assert trial.text.startswith(seen)


def test_a_request_that_no_provider_answers_is_red(play: Play) -> None:
    trial = play(MAPPING, asks={"scope": "email"})
    assert (trial.outcome, trial.text.partition(": ")[0]) == (
        Outcome.FAILED,
        "the stand-in refuses the shop's request",
    )


@pytest.mark.parametrize(
    ("careless", "existing", "seen"),
    [
        ("twice", "refused", "a second log-in of the same person meets another account"),
        ("names", "refused", "somebody else with the same name meets the account"),
        ("short-names", "refused", "name of the account is 'Golive', and the provider says 'Golive "),
        ("unverified", "linked", "an unverified address of somebody else's account logs in"),
        ("emails", "refused", "the address of an account with a password logs in"),
        ("emails", "linked", "beside the account with the same e-mail address and a password another one arises"),
    ],
)
def test_who_meets_the_wrong_account_is_red(play: Play, careless: str, existing: str, seen: str) -> None:
    trial = play(MAPPING, careless, existing=existing)
    assert trial.outcome is Outcome.FAILED
    assert trial.text.startswith(seen)


@pytest.mark.parametrize(
    ("contract", "careless", "otherwise", "why", "cure"),
    [
        (
            LOGIN,
            (),
            {"asks": {"where": "https://accounts.google.com/o/oauth2/v2/auth"}},
            "the shop sends the browser to https://accounts.google.com/o/oauth2/v2/auth, not to the stand-in at",
            "configure the shop that is tried with",
        ),
        (
            LOGIN,
            ("asks-nobody",),
            {},
            "the shop never asked the stand-in for the token: Google is away.",
            "see that the shop's servers reach",
        ),
        (
            LOGIN,
            ("tires-early",),
            {},
            "the shop never fetched the token with an unverified e-mail address: Too many.",
            "",
        ),
        (LOGIN, ("tires-late",), {}, "after 11 forged answers a good one is refused, too: Too many.", ""),
        (LOGIN, ("secret",), {}, "the stand-in has refused the shop: invalid_client", "set client_secret"),
        (LOGIN, (), {"asks": {"client_id": "other"}}, "the shop is the client 'other', and", "set client_id"),
        (LOGIN, (), {"declared": None}, "no log-in by a provider is declared", "add [storefront.oauth]"),
        (LOGIN, (), {"client_id": ""}, "client_id of [storefront.oauth] is not set", "add [storefront.oauth]"),
        (LOGIN, (), {"listen": "nonsense"}, "`listen` of [storefront.oauth] is 'nonsense'", 'set it as `listen = "'),
        (MAPPING, (), {"asks": {"client_id": "other"}}, "the shop is the client 'other', and", "set client_id"),
        (MAPPING, ("shows-no-name",), {}, "no page shows the name of the account", "have profile() read it"),
        (MAPPING, (), {"existing": ""}, "golive.toml does not say what becomes of", 'set `existing = "linked"'),
    ],
)
def test_what_cannot_be_told_is_unverified(
    play: Play, contract: str, careless: tuple[str, ...], otherwise: Any, why: str, cure: str
) -> None:
    trial = play(contract, *careless, **otherwise)
    assert trial.outcome is Outcome.UNVERIFIED
    assert (trial.text[: len(why)], trial.cure[: len(cure)]) == (why, cure)


def test_a_taken_port_is_unverified(play: Play, table: OAuth) -> None:
    host, _, port = table.listen.partition(":")
    with socket.create_server((host, int(port))):
        trial = play(LOGIN)
    assert trial.outcome is Outcome.UNVERIFIED
    assert trial.text == f"the stand-in for Google cannot listen on {table.listen}: Address already in use"
    assert trial.cure.startswith("free that port, or set another `listen`")


def test_without_the_extra_it_is_unverified(play: Play, table: OAuth, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "jwt.algorithms", None)
    trial = play(LOGIN)
    assert trial.outcome is Outcome.UNVERIFIED
    assert trial.cure == "pip install 'pytest-golive[oauth]'"


def test_a_storefront_without_the_methods_says_which(tmp_path: Path) -> None:
    stage = Stage(Settings(report=str(tmp_path), allow=("writes",)), environ={})
    stage.give(object)
    for contract, methods in (
        (LOGIN, "is_logged_in(), return_from_oauth(), start_oauth()"),
        (MAPPING, "is_logged_in(), profile(), return_from_oauth(), start_oauth()"),
    ):
        with pytest.raises(CannotLook) as seen:
            FACTS[contract].look(stage)
        assert seen.value.reason == f"the storefront has no {methods}"
        assert "def start_oauth(self) -> str: ..." in seen.value.cure
