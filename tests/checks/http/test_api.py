"""The API and its documentation: passed, failed and unverified, with the words people read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pytest_golive.facts.api import ApiAnswer, ApiDocs, ApiSchema
from pytest_golive.facts.api_input import InputAnswer
from pytest_golive.facts.api_operations import Operation
from pytest_golive.finding import Outcome
from pytest_golive.settings import ApiEndpoint
from tests.checks.http.builders import json_page
from tests.checks.http.tables import Case, proofs
from tests.checks.http_cases import SHOP, judge, page, settings


def endpoint(status: int = 200, *, declared: ApiEndpoint | None = None, **changes: Any) -> ApiAnswer:
    one = declared or ApiEndpoint(path="/api/products/", keys=("count",))
    given: dict[str, Any] = {"content_type": "application/json", "is_json": True}
    return ApiAnswer(endpoint=one, url=f"{SHOP}{one.path}", status=status, **{**given, **changes})


def described(status: int, content_type: str = "", successes: str = "200", kinds: str = "") -> ApiAnswer:
    """An answer without JSON of an endpoint that the OpenAPI document describes."""
    operation = Operation(method="GET", path="/api/a", successes=tuple(successes.split()), kinds=tuple(kinds.split()))
    is_page = content_type == "text/html"
    return endpoint(
        status,
        declared=ApiEndpoint(path="/api/a"),
        operation=operation,
        content_type=content_type,
        is_json=False,
        is_page=is_page,
    )


def nonsense(status: int, **changes: Any) -> InputAnswer:
    given: dict[str, Any] = {"what": "quantity -1", "says_why": True}
    return InputAnswer(method="POST", url=f"{SHOP}/api/cart/", status=status, **{**given, **changes})


def docs(**changes: Any) -> ApiDocs:
    given: dict[str, Any] = {"status": 200, "product": "Swagger UI", "schema_url": f"{SHOP}/api/schema/"}
    return ApiDocs(url=f"{SHOP}/api/docs/", **{**given, **changes})


def schema(*operations: Operation) -> ApiSchema:
    return ApiSchema(url=f"{SHOP}/s/", version="3.1", title="Shop", paths=1, operations=operations)


PRIVATE = ApiEndpoint(path="/api/orders/", protected=True)
OPENAPI = json_page('{"openapi": "3.1.0", "paths": {"/a/": {}}}', path="/api/schema/")


PASSED: list[Case] = [
    (
        "http.api-endpoints",
        {"api_answers": (endpoint(), endpoint(401, declared=PRIVATE))},
        settings(),
        "GET /api/products/ 200, GET /api/orders/ 401",
    ),
    *(
        ("http.api-endpoints", {"api_answers": (one,)}, settings(), f"GET /api/a {one.status}")
        for one in (
            described(204, successes="204"),
            described(204, successes="200 204"),
            described(202, "text/plain", successes="2XX"),
            described(302, "text/html", successes="302"),
            described(200, "text/csv", kinds="text/csv"),
            described(200, "text/csv", kinds="application/json text/csv"),
            described(200, "text/html", kinds="text/html"),
            described(200, "text/plain"),
            described(200),
        )
    ),
    ("http.api-input-validation", {"api_input": (nonsense(400),)}, settings(), "1 invalid inputs to 1 addresses"),
    (
        "http.api-docs-ui",
        {"api_docs": docs(), "api_docs_schema": OPENAPI},
        settings(),
        "Swagger UI at /api/docs/ shows 1 paths",
    ),
]


FAILED: list[Case] = [
    ("http.api-endpoints", {"api_answers": (endpoint(500),)}, settings(), "GET /api/products/ answered 500"),
    ("http.api-endpoints", {"api_answers": (endpoint(404),)}, settings(), "answered 404 instead of 200"),
    (
        "http.api-endpoints",
        {"api_answers": (endpoint(200, declared=PRIVATE),)},
        settings(),
        "answered a stranger with 200",
    ),
    ("http.api-endpoints", {"api_answers": (endpoint(missing=("count",)),)}, settings(), "lacks count"),
    (
        "http.api-endpoints",
        {"api_answers": (endpoint(is_json=False, content_type="text/html"),)},
        settings(),
        "with text/html, not JSON",
    ),
    *(
        ("http.api-endpoints", {"api_answers": (one,)}, settings(), f"GET /api/a {words}")
        for one, words in (
            (described(200, "text/html"), "answered with text/html, not JSON"),
            (described(200, "text/html", kinds="text/csv"), "answered with text/html, not text/csv"),
            (described(200, "text/plain", kinds="application/json"), "answered with text/plain, not JSON"),
            (described(200, "application/json", kinds="application/json"), "answered with application/json, not JSON"),
            (described(404, successes="200 204"), "answered 404 instead of 200 or 204"),
            (described(302, "text/html"), "answered 302 instead of 200"),
            (described(404, successes=""), "answered 404 instead of 200"),
            (described(503, successes="2XX 503"), "answered 503"),
        )
    ),
    (
        "http.api-input-validation",
        {"api_input": (nonsense(201),)},
        settings(),
        "POST /api/cart/ accepted quantity -1 (201)",
    ),
    ("http.api-input-validation", {"api_input": (nonsense(500),)}, settings(), "with quantity -1 answered 500"),
    (
        "http.api-input-validation",
        {"api_input": (nonsense(400, says_why=False),)},
        settings(),
        "refused without a word",
    ),
    (
        "http.api-docs-ui",
        {"api_docs": docs(status=404), "api_docs_schema": OPENAPI},
        settings(),
        "/api/docs/ answered 404",
    ),
    (
        "http.api-docs-ui",
        {"api_docs": docs(product=""), "api_docs_schema": OPENAPI},
        settings(),
        "neither Swagger UI nor ReDoc",
    ),
    (
        "http.api-docs-ui",
        {"api_docs": docs(), "api_docs_schema": replace(OPENAPI, status=404)},
        settings(),
        "/api/docs/ loads /api/schema/, which answered 404",
    ),
    (
        "http.api-docs-ui",
        {"api_docs": docs(), "api_docs_schema": json_page('{"openapi": "3"}', path="/api/schema/")},
        settings(),
        "/api/schema/ names no path",
    ),
]


UNVERIFIED: list[Case] = [
    (
        "http.api-endpoints",
        {"api_answers": (endpoint(0, error="timed out"),)},
        settings(),
        "GET /api/products/: timed out",
    ),
    (
        "http.api-endpoints",
        {"api_answers": (endpoint(is_empty_list=True),)},
        settings(),
        "an empty list says nothing about its keys",
    ),
    (
        "http.api-endpoints",
        {"api_answers": (endpoint(),)},
        settings(api_schema="/s/"),
        "api_schema was not seen",
    ),
    ("http.api-input-validation", {"api_input": (nonsense(401),)}, settings(), "no operation looked at its input"),
    (
        "http.api-input-validation",
        {"api_input": (nonsense(200, must_refuse=False),)},
        settings(),
        "no operation that a stranger may call takes a JSON body",
    ),
    (
        "http.api-docs-ui",
        {
            "api_docs": docs(),
            "api_docs_schema": page("/s/", body="openapi: 3\npaths:\n  /a/:\n", Content_Type="text/yaml"),
        },
        settings(),
        "/s/ is text/yaml, which is not read here",
    ),
]

test_passed, test_failed, test_unverified = proofs(PASSED, FAILED, UNVERIFIED)


def test_the_openapi_document_adds_endpoints() -> None:
    facts = {"api_answers": (endpoint(),), "api_schema": schema()}
    assert judge("http.api-endpoints", facts, settings(api_schema="/s/")).outcome is Outcome.PASSED


def test_what_was_left_out_of_the_openapi_document_is_told() -> None:
    further = (
        Operation(method="GET", path="/search", lacks="no example of q"),
        Operation(method="GET", path="/products/{id}"),
        Operation(method="GET", path="/by-hand", lacks="no example of q"),
        Operation(method="POST", path="/pay", lacks="no example of q"),
        Operation(method="GET", path="/a", elsewhere="api.example.com"),
    )
    by_hand = endpoint(declared=ApiEndpoint(path="/by-hand?q=lamp"))
    facts = {"api_answers": (by_hand,), "api_schema": schema(*further)}
    finding = judge("http.api-endpoints", facts, settings(api_schema="/s/"))
    assert finding.outcome is Outcome.PASSED
    assert finding.evidence[0] == (
        "operations of the OpenAPI document that were not asked: 3: GET /search (no example of q); "
        "GET /products/{id} (a name in its path); GET /a (on api.example.com)"
    )
    finding = judge("http.api-input-validation", {"api_input": (nonsense(400),), **facts}, settings(api_schema="/s/"))
    assert "POST /pay (no example of q)" in finding.evidence[0]
    assert "/products/{id}" not in finding.evidence[0]


@pytest.mark.parametrize("check", ["http.api-endpoints", "http.api-input-validation"])
def test_an_api_that_is_elsewhere_as_a_whole_is_not_proven_by_what_is_here(check: str) -> None:
    facts = {
        "api_input": (nonsense(400),),
        "api_answers": (endpoint(),),
        "api_schema": schema(Operation(method="GET", path="/a", elsewhere="api.example.com")),
    }
    finding = judge(check, facts, settings(api_schema="/s/"))
    assert finding.outcome is Outcome.UNVERIFIED
    assert finding.reason == "the API of the OpenAPI document is on api.example.com, no host of the site"
    assert finding.remedy.startswith("name that host in hosts of [target]")
