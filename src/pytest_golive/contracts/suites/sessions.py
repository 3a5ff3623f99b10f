"""What a customer holds who is logged in, and how long it is good."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import replace
from typing import Any

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Storefront
from pytest_golive.contracts.suites.people import logged_in, open_account
from pytest_golive.contracts.trial import contract

DAY = 86400.0
#: Longest wait for a token to expire.
PATIENCE = 90.0


@contract(
    "flow.session-lifecycle",
    severity="critical",
    overlooks="=sessions",
    says=(
        "=review|reviewed session management",
        "session management secure|@tested|works|functional",
        "session id|ids|identifier|key renewed|regenerated|rotated|changes|changed login",
        "session fixation prevented|prevention|protection|impossible|@tested",
        "no session fixation",
        "sessions expire|expired|end|ended|invalidated logout|inactivity|idle",
        "session id? renewed|regenerated|rotated after? login",
        "new|fresh session id|key after? login no? fixation?",
        "session login|sign|log|authentication change|renewed|regenerated|rotated|new|fresh ~ id key cookie "
        "identifier after when user i",
        "session idle|inactive|inactivity|unused end|expire|logged|invalidated|terminated|closed ~ out after "
        "automatically user new i",
        "user|customer|member idle|inactive|inactivity logged|logout|signed ~ out after 15 20 30 60 minute hour "
        "automatically session new i",
        "session logout|password invalidated|refused|ended|destroyed|dead|killed|revoked|terminated|reject ~ after "
        "change user other reset existing new i",
        "=session fixation|handling|management|lifecycle|security ~ @works @tested secure prevented attack "
        "protection against safe reviewed impossible possible new i",
        "session killed|ends|closed|dies|dropped idle|inactive|inactivity ~ after 15 20 30 60 minute user new i",
        "session refused|invalid|dead|rejected|revoked password|logout ~ old after change existing user",
    ),
)
def session_lifecycle(scene: Scene) -> None:
    """The session has another id after the log-in and after a change of password, and ends with the log-out.

    What was known of it before is of no use then. Its cookie is sent over https only, hidden from scripts, and not
    sent along with forms of other sites (Secure, HttpOnly, SameSite).

    Why: an id that a stranger planted or saw once must not become the key to an account.
    Fix: renew the session's id when somebody logs in or changes the password, end it on the server at the log-out, and
    set the three flags.
    """
    customer, visitor = open_account(scene), scene.visitor()
    visitor.add_to_cart(scene.something().id, 1)
    planted = visitor.session_key()
    assert visitor.log_in(customer.email, customer.password).accepted, "the log-in was refused"
    first = visitor.session_key() or cannot_tell("the storefront gives no session_key() of somebody who is logged in")
    assert_of_no_use(scene, planted, first, "before the log-in")
    cookie = visitor.session_cookie()
    if cookie is not None:
        lacks = [name for name, there in (("Secure", cookie.secure), ("HttpOnly", cookie.http_only)) if not there]
        lacks += ["SameSite"] if cookie.same_site.lower() not in {"lax", "strict"} else []
        assert not lacks, f"the session's cookie lacks {', '.join(lacks)}"
    other, new = logged_in(scene, customer), f"New-{customer.password}"
    answer = visitor.change_password(customer.password, new)
    assert answer.accepted, f"the password could not be changed: {answer.message} {dict(answer.errors) or ''}"
    assert visitor.is_logged_in(), "whoever changes the password is logged out"
    second = visitor.session_key()
    assert_of_no_use(scene, first, second, "before the change of password")
    assert not other.is_logged_in(), "another browser is still logged in after the change of password"
    visitor.log_out()
    assert_of_no_use(scene, second, "", "before the log-out")
    flags = "its cookie has the three flags" if cookie else "it is in a token"
    scene.saw(f"the id changed at log-in and change of password, and ended with the log-out; {flags}")
    logged_in(scene, replace(customer, password=new))


def assert_of_no_use(scene: Scene, old: str, now: str, when: str) -> None:
    """Assert that a session's id of earlier is another one than now and lets nobody in."""
    if not old:
        return
    assert old != now, f"the session's id is the same as {when}"
    thief = scene.visitor()
    thief.with_session_key(old)
    assert not thief.is_logged_in(), f"the session's id of {when} lets in"


@contract(
    "flow.jwt-auth",
    severity="high",
    overlooks="=endpoints",
    says=(
        "jwt|jwts|token authentication|auth|login works|functional|@tested|secure",
        "jwt|jwts tokens? expire|expiry|expiration|expired rejected|refused|enforced?",
        "expired|tampered|forged|invalid|altered jwt|jwts|tokens tokens? rejected|refused|denied",
        "jwt|jwts tokens? signature|signatures checked|enforced|required|rejected",
        "access|refresh|bearer tokens expire|expiry|rotate|rotated",
        "api refuses|rejects expired|tampered|invalid|forged tampered|expired? tokens",
        "jwt alg none refused|rejected",
        "expired|invalid|tampered tokens give|get|return|gives 401",
        "=jwt @works|@tested|auth|authentication|login|refresh|token|signature|expire|rejected|refused|401|protected|"
        "endpoint|api|invalid|tampered|forged|call|request|get|handling|flow|turned|down|ones|behave|expected ~ "
        "@works @tested auth authentication login refresh token signature expire rejected refused 401 protected "
        "endpoint api invalid tampered forged call request get handling flow turned down ones behave expected",
        "token|jwt tampered|forged|altered|expired|invalid|without|missing|manipulated "
        "401|403|refused|rejected|denied ~ api bearer access signature endpoint protected request call valid get "
        "answered return unauthorized any behave expected",
        "access|refresh|bearer|auth|jwt token expire|rotate|refresh|works|required|lifetime|short ~ after 5 10 15 30 "
        "60 minute hour 1 endpoint protected tested api behave expected",
        "token refresh works|tested|functional|succeeds|rotated ~ access jwt login behave expected",
        "no|without|missing token 401|403|access|unauthorized ~ api give gets call request endpoint valid answers "
        "jwt denied behave expected",
        "jwt expiry|refresh|signature|rotation ~ behave works tested token expected",
    ),
)
def jwt_auth(scene: Scene) -> None:
    """The API's log-in gives a token that expires; calls want it whole, signed and in time, and a refresh token that is
    exchanged for another works once.

    Refused are: no token, one with an altered signature, changed claims, `alg: none`, and an expired one. Its life is
    at most `token_seconds` of `[storefront]`, else a day.

    Why: a token that nobody checks is a name that anybody may write.
    Fix: verify signature, algorithm and expiry at every call, and give out a new refresh token for each used one.
    """
    customer, api = open_account(scene), scene.visitor()
    assert api.tokens(customer.email, f"not-{customer.password}") is None, "a wrong password gets a token"
    given = api.tokens(customer.email, customer.password)
    assert given is not None, "the right password gets no token"
    assert given.access.count(".") == 2, "the access token is no JWT"
    assert api.takes_token(given.access), "a call with the token is refused"
    assert not api.takes_token(""), "a call without a token is answered"
    for what, forged in forgeries(given.access).items():
        assert not api.takes_token(forged), f"a token with {what} is taken"
    life = expires_in(given.access)
    most = scene.settings.storefront.token_seconds or DAY
    assert life <= most, f"the token is good for {life:.0f} s, more than {most:g}"
    saw_expiry = expired(scene, api, given.access, life)
    if given.refresh:
        fresh = api.refresh_tokens(given.refresh)
        assert fresh is not None, "the refresh token is refused"
        assert api.takes_token(fresh.access), "the refreshed token is refused"
        # Where there is no other one to go on with, the same is meant to be used again.
        if fresh.refresh not in {"", given.refresh}:
            assert api.refresh_tokens(given.refresh) is None, "a refresh token works twice"
            saw_expiry += "; a used refresh token is refused"
    scene.saw(f"expires after {life:.0f} s{saw_expiry}; refused: none, forged and unsigned ones")


def expires_in(token: str) -> float:
    """Seconds for which the token says to be good."""
    expiry = claims(token).get("exp")
    assert isinstance(expiry, int | float), "the token never expires: it has no exp"
    return float(expiry) - time.time()


def expired(scene: Scene, api: Storefront, token: str, life: float) -> str:
    """Assert that the token is refused in the end, where that comes soon; what to say of it."""
    if life > PATIENCE:
        return " (not waited for)"
    taken = scene.wait_for(lambda: None if api.takes_token(token) else True, life + 5)
    assert taken, "an expired token is taken"
    return ", and was refused then"


def forgeries(token: str) -> dict[str, str]:
    """The token, made false in several ways."""
    head, body, signature = token.split(".")
    bent = ("A" if signature[0] != "A" else "B") + signature[1:]
    other = packed({**claims(token), "exp": int(time.time()) + 7 * 86400})
    unsigned = packed({"alg": "none", "typ": "JWT"})
    return {
        "an altered signature": f"{head}.{body}.{bent}",
        "changed claims": f"{head}.{other}.{signature}",
        "no signature": f"{head}.{body}.",
        "alg none": f"{unsigned}.{body}.",
    }


def claims(token: str) -> dict[str, Any]:
    """What is in the token."""
    body = token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return found


def packed(values: dict[str, Any]) -> str:
    """A part of a JWT."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
