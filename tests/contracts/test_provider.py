"""The stand-in for a provider of log-ins, asked over its socket as any client asks."""

from __future__ import annotations

import base64
import hashlib
import socket
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
import requests

from pytest_golive.contracts.provider import Person, Provider, Visit, packed
from pytest_golive.settings import OAuth

EVE = Person(subject="108204", email="eve@shop.test", name="Eve van der Sand")
BACK = "https://shop.test/back?lang=en"
VERIFIER = "a-verifier-of-more-than-forty-three-characters-it-is"
ASKED = {
    "response_type": "code",
    "client_id": "shop",
    "redirect_uri": BACK,
    "scope": "openid email",
    "state": "st&te",
    "nonce": "n0nce",
    "code_challenge": packed(hashlib.sha256(VERIFIER.encode()).digest()),
    "code_challenge_method": "S256",
}
CLIENT = ("shop", "tea+biscuits")


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    table = OAuth(listen=f"127.0.0.1:{port}", client_id="shop", client_secret="tea+biscuits")
    with Provider(table).listening() as listening:
        yield listening


@pytest.fixture(scope="module")
def found(provider: Provider) -> dict[str, Any]:
    """The discovery document."""
    answer = requests.get(f"{provider.issuer}/.well-known/openid-configuration", timeout=5)
    assert answer.headers["Content-Type"] == "application/json"
    document: dict[str, Any] = answer.json()
    return document


def code_of(provider: Provider, visit: Visit | None = None, **asked: str) -> str:
    """A person logs in: the code with which the browser is sent back."""
    address = f"{provider.issuer}/authorize?{urlencode({**ASKED, **asked})}"
    back = provider.admit(address, visit or Visit(person=EVE))
    return parse_qs(urlsplit(back).query)["code"][0]


def redeemed(found: dict[str, Any], a_code: str, auth: Any = CLIENT, **form: str) -> requests.Response:
    told = {"grant_type": "authorization_code", "code": a_code, "redirect_uri": BACK, "code_verifier": VERIFIER}
    return requests.post(found["token_endpoint"], {**told, **form}, auth=auth, timeout=5)


def read(found: dict[str, Any], token: str) -> dict[str, Any]:
    """The claims of a token, verified as PyJWT's own client does."""
    key = jwt.PyJWKClient(found["jwks_uri"]).get_signing_key_from_jwt(token)
    return dict(jwt.decode(token, key, algorithms=["RS256"], audience="shop", issuer=found["issuer"]))


def test_a_person_logs_in(provider: Provider, found: dict[str, Any]) -> None:
    address = f"{found['authorization_endpoint']}?{urlencode(ASKED)}"
    page = requests.get(address, allow_redirects=False, timeout=5)
    assert (page.status_code, "stands in for Google" in page.text) == (200, True), "nobody is expected yet"
    back = urlsplit(provider.admit(address, Visit(person=EVE)))
    given = parse_qs(back.query)
    assert (back.hostname, back.path, given["lang"], given["state"]) == ("shop.test", "/back", ["en"], ["st&te"])
    answer = redeemed(found, given["code"][0])
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    tokens = answer.json()
    claims = read(found, tokens["id_token"])
    assert claims.pop("exp") - claims.pop("iat") == 300
    at_hash = base64.urlsafe_b64decode(claims.pop("at_hash") + "==")
    assert at_hash == hashlib.sha256(tokens["access_token"].encode()).digest()[:16]
    person = {
        "sub": "108204",
        "email": "eve@shop.test",
        "email_verified": True,
        "name": "Eve van der Sand",
        "given_name": "Eve",
        "family_name": "van der Sand",
    }
    assert claims == {"iss": provider.issuer, "aud": "shop", "nonce": "n0nce", **person}
    bearer = {"authorization": f"{tokens['token_type']} {tokens['access_token']}"}
    assert requests.get(found["userinfo_endpoint"], headers=bearer, timeout=5).json() == person
    again = redeemed(found, given["code"][0])
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant"), "a code is good once"


@pytest.mark.parametrize("secret", ["tea+biscuits", "tea%2Bbiscuits"])
def test_the_secret_may_be_quoted_as_the_rfc_says(provider: Provider, found: dict[str, Any], secret: str) -> None:
    assert redeemed(found, code_of(provider), ("shop", secret)).status_code == 200


@pytest.mark.parametrize(
    ("auth", "form", "status", "error"),
    [
        (("shop", "wrong"), {}, 401, "invalid_client"),
        (None, {"client_id": "shop", "client_secret": "wrong"}, 401, "invalid_client"),
        (None, {}, 401, "invalid_client"),
        (CLIENT, {"grant_type": "password"}, 400, "unsupported_grant_type"),
        (CLIENT, {"code": "made-up"}, 400, "invalid_grant"),
        (CLIENT, {"redirect_uri": "https://shop.test/other"}, 400, "invalid_grant"),
        (CLIENT, {"code_verifier": "another"}, 400, "invalid_grant"),
        (CLIENT, {"code_verifier": ""}, 400, "invalid_grant"),
    ],
)
def test_a_client_that_proves_nothing_gets_nothing(
    provider: Provider, found: dict[str, Any], auth: Any, form: dict[str, str], status: int, error: str
) -> None:
    answer = redeemed(found, code_of(provider), auth, **form)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_the_secret_may_be_in_the_form_and_the_challenge_plain(provider: Provider, found: dict[str, Any]) -> None:
    code = code_of(provider, code_challenge="as it is", code_challenge_method="plain")
    form = {"client_id": "shop", "client_secret": "tea+biscuits", "code_verifier": "as it is"}
    assert redeemed(found, code, None, **form).status_code == 200


def test_tokens_are_as_wrong_as_they_are_to_be(provider: Provider, found: dict[str, Any]) -> None:
    def token(**visit: Any) -> str:
        answer = redeemed(found, code_of(provider, Visit(person=EVE, **visit)))
        return str(answer.json()["id_token"])

    for wrong, error in (
        ({"aud": "other"}, jwt.InvalidAudienceError),
        ({"iss": "https://other.test"}, jwt.InvalidIssuerError),
        ({"exp": int(time.time()) - 60}, jwt.ExpiredSignatureError),
    ):
        with pytest.raises(error):
            read(found, token(wrong=wrong))
    with pytest.raises(jwt.InvalidSignatureError):
        read(found, token(signed="by another"))
    head, body, signature = token(signed="not at all").split(".")
    assert jwt.get_unverified_header(f"{head}.{body}.")["alg"] == "none"
    assert signature == ""


@pytest.mark.parametrize("asked", [{"client_id": "other"}, {"response_type": "token"}, {"scope": "email"}])
def test_a_wrong_request_sends_nobody_back(found: dict[str, Any], asked: dict[str, str]) -> None:
    address = f"{found['authorization_endpoint']}?{urlencode({**ASKED, **asked})}"
    answer = requests.get(address, allow_redirects=False, timeout=5)
    assert (answer.status_code, "Location" in answer.headers) == (400, False)


def test_strangers_learn_nothing(found: dict[str, Any]) -> None:
    answers = [
        requests.get(found["userinfo_endpoint"], timeout=5),
        requests.get(found["userinfo_endpoint"], headers={"Authorization": "Bearer made-up"}, timeout=5),
        requests.get(f"{found['issuer']}/elsewhere", timeout=5),
        requests.get(found["token_endpoint"], timeout=5),
    ]
    assert [one.status_code for one in answers] == [401, 401, 404, 404]
