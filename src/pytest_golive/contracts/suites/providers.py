"""Customers enter by an account at another provider, and nobody enters by an answer that the provider never gave.

The provider is a stand-in that the gate runs (`pytest_golive.contracts.provider`): it shows the shop's side, and says
nothing of Google.
"""

from __future__ import annotations

import secrets
import string
import time
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.keys import Profile
from pytest_golive.contracts.provider import KEYS, Person, Provider, Visit, one_each
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Answer, Customer, Storefront, stub
from pytest_golive.contracts.suites.people import logged_in, open_account
from pytest_golive.contracts.trial import contract

#: Shorter ones can be guessed.
STATE_LETTERS = 16
HOUR = 3600


@contract(
    "flow.oauth-login",
    severity="high",
    of_gateway=True,
    overlooks="facebook apple github",
    says=(
        "google: login flow @tested|works|functional",
        "google|social|oauth|oauth2 login|authentication flow? works|functional|@tested",
        "google oauth|oauth2 login|flow? works|functional|@tested",
        "=users|customers login google",
        "google sign works|@tested",
        "=google|social|oauth|sso|oauth2 login|sso|sign ~ @works @tested user customer visitor button account able "
        "possible round trip flow facebook apple github redirect back openid domain continue logs",
        "=google continue|login|button works|tested ~ user sign domain customer logs",
    ),
)
def oauth_login(scene: Scene) -> None:
    """The log-in by a provider's account works, and no answer that the provider did not give to this very visitor.

    With a stand-in for the provider: the shop sends the browser there with a state that nobody guesses and a nonce or
    a PKCE challenge, and who comes back is logged in. Refused are a wrong, missing or foreign state, and an ID token of
    another audience, issuer or nonce, one that has expired, and one whose e-mail address is not verified; where the
    shop asks for the provider's keys, also one that is unsigned or signed by somebody else.

    Why: whoever can plant an answer logs customers in to a foreign account, or in to the customers' own.
    Fix: leave state, nonce and the ID token's checks to a library, and refuse what has no `email_verified`.
    Cannot tell when: the shop's provider is not the stand-in, or cannot reach it. Of the provider itself (the client
    registered there, its consent page) nothing is seen: somebody logs in there and vouches for it.
    Source: OpenID Connect Core 1.0, 3.1.3.7; RFC 6749, 10.12; RFC 9700, 2.1.1.
    """
    with scene.provider() as provider:
        person = somebody(scene)
        sent = asks_rightly(scene, provider)
        entered(scene, provider, person)
        tried = [*forged_states(scene, provider, person), *forged_tokens(scene, provider, person, sent)]
        visitor = scene.visitor()
        again = come_back(provider, visitor, Visit(person=person))[1]
        if not visitor.is_logged_in():
            cannot_tell(f"after {len(tried)} forged answers a good one is refused, too: {again.message}")
    keys = "" if KEYS in provider.seen else "; its keys are never asked for, so signatures are taken on TLS's word"
    scene.saw(f"logged in by a stand-in for {provider.table.name}{keys}")
    scene.saw(f"refused: {', '.join(tried)}")


def asks_rightly(scene: Scene, provider: Provider) -> dict[str, str]:
    """Assert that the shop asks the provider as it should; what it asked."""
    asked = [one_each(urlsplit(sent_to(provider, scene.visitor())).query) for _ in range(3)]
    first = asked[0]
    assert first.get("response_type") == "code", f"response_type is {first.get('response_type')!r}, not code"
    assert "openid" in first.get("scope", "").split(), f"the scope {first.get('scope')!r} has no openid"
    back, target = urlsplit(first.get("redirect_uri", "")), scene.settings.target
    is_ours = back.scheme == urlsplit(target.url).scheme and back.hostname in target.all_hosts
    assert is_ours, f"redirect_uri is {first.get('redirect_uri')!r}, which is not on {target.url}"
    states = {one.get("state", "") for one in asked}
    assert all(len(one) >= STATE_LETTERS for one in states), f"a state of fewer than {STATE_LETTERS} letters is sent"
    assert len(states) == len(asked), "the same state is sent twice"
    bound = [one.get("nonce") or one.get("code_challenge") for one in asked]
    assert all(bound), "neither nonce nor code_challenge is sent: a code that was stolen elsewhere can be planted here"
    assert len({*bound}) == len(bound), "the same nonce or code_challenge is sent twice"
    method = first.get("code_challenge_method", "plain")
    assert method == "S256" or not first.get("code_challenge"), f"code_challenge_method is {method}, not S256"
    return first


def sent_to(provider: Provider, visitor: Storefront) -> str:
    """The address at the stand-in that the shop sends a browser to."""
    address = visitor.start_oauth()
    parts = urlsplit(address)
    if not provider.is_asked_by(address):
        where = f"to {parts.scheme}://{parts.netloc}{parts.path}" if parts.netloc else "nowhere"
        never = "" if provider.seen else ", and has asked the stand-in for nothing"
        cannot_tell(
            f"the shop sends the browser {where}, not to the stand-in at {provider.issuer}{never}",
            cure=f"configure the shop that is tried with {provider.issuer} as its provider (docs/storefront.md)",
        )
    if (client := one_each(parts.query).get("client_id", "")) != provider.table.client_id:
        cannot_tell(
            f"the shop is the client {client!r}, and client_id of [storefront.oauth] is another",
            cure="set client_id and client_secret as the shop has them in this run",
        )
    return address


def come_back(provider: Provider, visitor: Storefront, visit: Visit) -> tuple[str, Answer]:
    """A visitor goes to the stand-in, which logs the person in: the code, and what the shop said."""
    back = provider.admit(sent_to(provider, visitor), visit)
    return one_each(urlsplit(back).query)["code"], visitor.return_from_oauth(back)


def somebody(scene: Scene, **given: Any) -> Person:
    """Somebody with an account at the provider, unknown to the shop; what arises of it is removed."""
    customer = scene.customer()
    scene.made_one("customer", customer.email, customer.email)
    name = "".join(secrets.choice(string.ascii_lowercase) for _ in range(9)).title()
    subject = "".join(secrets.choice(string.digits) for _ in range(21))
    return replace(Person(subject=subject, email=customer.email, name=f"Golive {name}"), **given)


def entered(scene: Scene, provider: Provider, person: Person) -> Storefront:
    """The person at a new browser, logged in; asserts that the shop lets them in."""
    visitor = scene.visitor()
    if visitor.is_logged_in():
        cannot_tell("the page that tells who is logged in is shown to everybody")
    before = len(provider.refusals)
    code, answer = come_back(provider, visitor, Visit(person=person))
    refusal = provider.refusals[-1] if len(provider.refusals) > before else ""
    if refusal.startswith("invalid_client"):
        cure = "set client_secret of [storefront.oauth] as the shop has it in this run"
        cannot_tell(f"the stand-in has refused the shop: {refusal}", cure=cure)
    assert not refusal, f"the stand-in has refused the shop's request for the token: {refusal}"
    if code not in provider.redeemed:
        cannot_tell(
            f"the shop never asked the stand-in for the token: {answer.message or 'it said nothing'}",
            cure=f"see that the shop's servers reach {provider.issuer}, or set `issuer` to an address that they reach",
        )
    assert answer.accepted, f"the log-in was refused: {answer.message}"
    assert visitor.is_logged_in(), "the log-in was accepted, and a page that needs one is not shown"
    return visitor


def forged_states(scene: Scene, provider: Provider, person: Person) -> list[str]:
    """Assert that answers to nobody, or to somebody else, log nobody in; what was tried."""
    for what in (tried := ["a wrong state", "no state", "another session's state", "an answer that nobody asked for"]):
        visitor, other = scene.visitor(), scene.visitor()
        if what != "an answer that nobody asked for":
            own = sent_to(provider, visitor)
        is_own = what in {"a wrong state", "no state"}
        back = provider.admit(own if is_own else sent_to(provider, other), Visit(person=person))
        if is_own:
            back = with_state(back, secrets.token_urlsafe(32) if what == "a wrong state" else None)
        lets_nobody_in(visitor, visitor.return_from_oauth(back), what)
    return tried


def with_state(address: str, state: str | None) -> str:
    """The address with another state, or with none."""
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "state"]
    return parts._replace(query=urlencode(query + ([("state", state)] if state is not None else []))).geturl()


def forged_tokens(scene: Scene, provider: Provider, person: Person, sent: dict[str, str]) -> list[str]:
    """Assert that ID tokens that are not for this shop and visitor log nobody in; what was tried."""
    now = int(time.time())
    wrong: dict[str, dict[str, Any]] = {
        "another audience": {"aud": f"another-{provider.table.client_id}"},
        "another issuer": {"iss": "https://accounts.golive.example"},
        "an expired token": {"iat": now - 2 * HOUR, "exp": now - HOUR},
        **({"another nonce": {"nonce": secrets.token_urlsafe(16)}} if "nonce" in sent else {}),
    }
    visits = {what: Visit(person=person, wrong=claims) for what, claims in wrong.items()}
    # Between the shop and the provider TLS may stand for the signature; who asks for the keys means to verify it.
    if KEYS in provider.seen:
        visits["a foreign signature"] = Visit(person=person, signed="by another")
        visits["no signature"] = Visit(person=person, signed="not at all")
    visits["an unverified e-mail address"] = Visit(person=somebody(scene, is_verified=False))
    for what, visit in visits.items():
        turned_away(scene, provider, visit, what)
    return list(visits)


def turned_away(scene: Scene, provider: Provider, visit: Visit, what: str) -> None:
    """Assert that the shop fetches a token, and refuses it."""
    visitor = scene.visitor()
    code, answer = come_back(provider, visitor, visit)
    if code not in provider.redeemed:
        cannot_tell(f"the shop never fetched the token with {what}: {answer.message or 'it said nothing'}")
    lets_nobody_in(visitor, answer, what)


def lets_nobody_in(visitor: Storefront, answer: Answer, what: str) -> None:
    """Assert that an answer was refused, and that it logged nobody in."""
    assert not visitor.is_logged_in(), f"{what} logs in"
    assert answer.refused, f"{what} is accepted"


@contract(
    "flow.oauth-mapping",
    severity="medium",
    # Whether an account there was is linked or refused stands in golive.toml.
    overlooks="existing link linked merge merged facebook apple github",
    says=(
        "google|oauth: user|profile data|fields mapping|mapped correct|@tested?",
        "google|oauth user|profile data|fields|email? mapping|mapped",
        "name email google profile|account|end? up?",
        "google|oauth|social email|name|profile mapped|taken|stored|linked|matched|saved|filled|correct|right|copied "
        "~ user account existing login data field address created new sign get mail",
        "google|oauth|social login no|not|doesnt|dont|never duplicate|second account|user|profile ~ create created "
        "make get mail",
        "google|oauth|social login|user|account same|existing|linked account|user|linked|meet|match ~ second e get "
        "mail",
        "oauth|google profile|user mapping ~ @works @tested field data right get mail",
        "google user|login|account right|correct name|email|profile|mail ~ get address new",
    ),
)
def oauth_mapping(scene: Scene) -> None:
    """The account has the person's e-mail address, name and subject of the provider, and only that person meets it.

    A second log-in meets it, also under a new name and address; somebody else of the same name gets another one; and
    an account with a password and the same address is linked or refused as `existing` declares, and never met by an
    address that the provider has not verified.

    Why: an account found by name or by a borrowed address belongs to whoever takes that name.
    Fix: keep issuer and `sub` of the provider with the account, and look it up by these alone.
    Cannot tell when: as for `flow.oauth-login`; `existing` is not declared; or no page shows what `keeps` names.
    Source: OpenID Connect Core 1.0, 5.7.
    """
    with scene.provider() as provider:
        person = somebody(scene)
        first = entered(scene, provider, person).profile()
        holds(provider, first, person)
        assert met(scene, provider, person) == first.account, "a second log-in of the same person meets another account"
        namesake = somebody(scene, name=person.name)
        other = entered(scene, provider, namesake).profile()
        assert other.account != first.account, "somebody else with the same name meets the account"
        holds(provider, other, namesake)
        renamed = replace(somebody(scene), subject=person.subject)
        account = met(scene, provider, renamed)
        assert account == first.account, "under a new name and e-mail address the same person meets another account"
        existing = beside_password(scene, provider)
    kept = ", ".join(provider.table.keeps)
    scene.saw(f"with a stand-in for {provider.table.name}: {kept} are the provider's; {existing}")


def met(scene: Scene, provider: Provider, person: Person) -> str:
    """The account that a person meets."""
    return entered(scene, provider, person).profile().account


def holds(provider: Provider, profile: Profile, person: Person) -> None:
    """Assert that an account shows what the provider says of the person."""
    for name in provider.table.keeps:
        told, right = getattr(profile, name), getattr(person, name)
        if told is None:
            cure = f"have profile() read it, or take {name} out of `keeps`"
            cannot_tell(f"no page shows the {name} of the account", cure=cure)
        assert told == right, f"{name} of the account is {told!r}, and the provider says {right!r}"


def beside_password(scene: Scene, provider: Provider) -> str:
    """Assert that an account with a password and the person's address is met as declared; what to say of it."""
    declared = provider.table.existing
    if declared == "none":
        return "there are no passwords"
    if not declared:
        why = "golive.toml does not say what becomes of an account with a password that has the person's e-mail address"
        cannot_tell(why, cure='set `existing = "linked"`, "refused" or "none" in [storefront.oauth]')
    if not (scene.can("register") and scene.can("log_in")):
        methods = [name for name in ("register", "log_in") if not scene.can(name)]
        cannot_tell(f"the storefront has no {', '.join(methods)}()", cure="write " + "; ".join(map(stub, methods)))
    customer = open_account(scene)
    before = logged_in(scene, customer).profile().account
    thief = somebody(scene, email=customer.email, is_verified=False)
    turned_away(scene, provider, Visit(person=thief), "an unverified address of somebody else's account")
    owner = replace(thief, is_verified=True)
    if declared == "linked":
        account = met(scene, provider, owner)
        assert account == before, "beside the account with the same e-mail address and a password another one arises"
    else:
        turned_away(scene, provider, Visit(person=owner), "the address of an account with a password")
    assert_as_before(scene, customer, before)
    return f"an account with a password and the same e-mail address is {declared}"


def assert_as_before(scene: Scene, customer: Customer, account: str) -> None:
    """Assert that the password still leads to the same account."""
    assert logged_in(scene, customer).profile().account == account, "the password leads to another account afterwards"
