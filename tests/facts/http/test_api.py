"""What is seen of the API of a real website on loopback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.facts.openapi import at
from pytest_golive.settings import ApiEndpoint
from tests.facts.http.shop import JSON, SHOP, gather, shop, why_not
from tests.website import Answer, Asked, Reply

SCHEMA = {
    "openapi": "3.1.0",
    "info": {"title": "Shop"},
    "paths": {
        "/api/products/": {"get": {"responses": {"200": {}}}},
        "/api/products/{id}/": {"get": {}},
        "/api/orders/": {"get": {"security": [{"cookie": []}]}},
        "/api/cart/": {
            "post": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}}
            },
            "delete": {},
        },
        "/api/cart/{id}/": {"put": {}},
    },
    "components": {
        "schemas": {
            "Item": {
                "required": ["product", "quantity", "note"],
                "properties": {
                    "product": {"type": "integer"},
                    "quantity": {"type": "integer"},
                    "note": {"type": ["string", "null"], "maxLength": 5},
                    "gift": {"type": "boolean"},
                },
            }
        }
    },
}


def cart(asked: Asked) -> Answer:
    """Takes a product and a quantity, and forgets to look whether the quantity is negative."""
    try:
        body = json.loads(asked.body)
        good = body["product"] == 7 and isinstance(body["quantity"], int) and isinstance(body["note"], str)
    except (ValueError, KeyError, TypeError):
        good = False
    return Answer('{"error": "no"}', 201 if good and len(body["note"]) <= 5 else 400, headers=JSON)


def test_the_api(tmp_path: Path) -> None:
    products = '{"count": 1, "results": [{"id": 7}]}'
    changes: dict[str, Reply] = {
        "/api/schema/": Answer(json.dumps(SCHEMA), headers=JSON),
        "/api/docs/": Answer('<div id="swagger-ui" data-schema-url="/api/schema/"></div>'),
        "/api/products/": Answer(products, headers=JSON),
        "/api/orders/": Answer("{}", 401, headers=JSON),
        "/api/cart/": cart,
    }
    declared = (ApiEndpoint(path="/api/products/", keys=("count", "pages")), ApiEndpoint(path="/gone/", method="HEAD"))
    http = {"api_schema": "/api/schema/", "api_docs": "/api/docs/", "api": declared}
    with shop(tmp_path, changes, **http) as place:
        found = gather(place, "api_schema", "api_docs", "api_docs_schema", "api_answers", "api_input")
        assert found["api_schema"].value.paths == 5
        docs = found["api_docs"].value
        assert (docs.product, docs.schema_url) == ("Swagger UI", f"{SHOP}/api/schema/")
        answers = {(one.endpoint.method, one.endpoint.path): one for one in found["api_answers"].value}
        assert answers["GET", "/api/products/"].missing == ("pages",)
        assert answers["GET", "/api/orders/"].endpoint.protected
        assert answers["HEAD", "/gone/"].status == 404
        bad = {one.what: one.status for one in found["api_input"].value if one.method == "POST"}
        assert bad["quantity -1"] == 201
        assert bad["note 6 characters long"] == 400
        assert bad["product unknown"] == 400
        assert {what for what, status in bad.items() if status != 400} == {"quantity -1"}
        unknown = [one for one in found["api_input"].value if one.what == "an unknown id"]
        assert unknown[0].url == f"{SHOP}/api/products/2147483647/"


@pytest.mark.parametrize(
    "where", ["media", "media examples", "schema", "property", "property examples", "enum", "default"]
)
def test_examples_of_the_document_are_sent_where_nothing_is_wrong(tmp_path: Path, where: str) -> None:
    """Else the made-up name of the product would be refused, and the forgotten limit would not be seen."""
    whole = {"sku": "tide-vase", "quantity": 2}
    mine: dict[str, Any] = {
        "property": {"example": "tide-vase"},
        "property examples": {"examples": ["tide-vase"]},
        "enum": {"enum": ["tide-vase"]},
        "default": {"default": "tide-vase"},
    }
    properties = {"sku": {"type": "string", **mine.get(where, {})}, "quantity": {"type": "integer", "minimum": 1}}
    schema: dict[str, Any] = {"required": ["sku", "quantity"], "properties": properties}
    media: dict[str, Any] = {"schema": schema | ({"example": whole} if where == "schema" else {})}
    media |= {"media": {"example": whole}, "media examples": {"examples": {"one": {"value": whole}}}}.get(where, {})
    quote = {"post": {"requestBody": {"content": {"application/json": media}}}}
    document = {"openapi": "3.1.0", "info": {"title": "Shop"}, "paths": {"/api/quote": quote}}

    def answer(asked: Asked) -> Answer:
        try:
            body = json.loads(asked.body)
            good = body["sku"] == "tide-vase" and isinstance(body["quantity"], int)
        except (ValueError, KeyError, TypeError):
            good = False
        return Answer("{}", 200 if good else 422, headers=JSON)

    changes: dict[str, Reply] = {
        "/api/schema/": Answer(json.dumps(document), headers=JSON),
        "/api/quote": answer,
    }
    with shop(tmp_path, changes, api_schema="/api/schema/", api=(ApiEndpoint(path="/"),)) as place:
        found = gather(place, "api_schema", "api_answers", "api_input")["api_input"].value
        assert [one.what for one in found if one.method == "POST" and one.status == 200] == ["quantity 0"]


def test_a_reference_through_a_list_and_a_percent_encoded_name_is_followed() -> None:
    """A reference is the fragment of a URL, and a step into a list is its number."""
    note = {"type": "string"}
    document = {"paths": {"/cart/{id}": {"allOf": [{"title": "no"}, {"properties": {"note": note}}]}}}
    assert at(document, "#/paths/~1cart~1%7Bid%7D/allOf/1/properties/note") == note
    for nowhere in ("#/paths/~1cart~1%7Bid%7D/allOf/2", "#/paths/~1cart~1%7Bid%7D/allOf/-1", "#/paths/x/0"):
        assert at(document, nowhere) is None


def test_a_reference_to_a_name_with_a_slash_and_a_tilde_is_followed(tmp_path: Path) -> None:
    """``~1`` and ``~0`` of RFC 6901; and ``~01`` is a tilde before a 1."""
    item = {"content": {"application/json": {"schema": {"properties": {"note": {"type": "string"}}}}}}
    answers = {"201": {"$ref": "#/components/responses/it~01s"}}
    documented = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {
            "/api/~cart/": {"post": {"requestBody": item, "responses": answers}},
            "/api/list/": {
                "post": {"requestBody": {"$ref": "#/paths/~1api~1~0cart~1/post/requestBody"}, "responses": answers}
            },
        },
        "components": {"responses": {"it~1s": item}},
    }
    changes: dict[str, Reply] = {"/api/schema/": Answer(json.dumps(documented), headers=JSON)}
    with shop(tmp_path, changes, api_schema="/api/schema/") as place:
        found = gather(place, "api_schema", "api_contract")
        assert [one.name for one in found["api_schema"].value.operations[1].fields] == ["note"]
        contract = found["api_contract"].value
        assert (contract.problems, [one.gaps for one in contract.operations]) == ((), [(), ()])


def test_an_api_that_is_not_declared(tmp_path: Path) -> None:
    with shop(tmp_path) as place:
        assert why_not(place, "api_schema")[0] == "[http] api_schema is not set"
        assert why_not(place, "api_docs")[0] == "[http] api_docs is not set"
        assert why_not(place, "api_answers")[0] == "no API endpoint is declared"
        assert why_not(place, "api_schema", api_schema="/none/")[0] == f"{SHOP}/none/ answered 404"
        assert why_not(place, "api_schema", api_schema="/")[0] == f"{SHOP}/ is not JSON (text/html)"
        for name in ("api_schema", "api_contract"):
            correct = "correct api_schema in [http] of golive.toml"
            reason, cure = why_not(place, name, api_schema="/health/")
            assert ("has no paths" in reason, cure) == (True, correct)
        reason = why_not(place, "api_docs_schema", api_docs="/")[0]
        assert reason == f"{SHOP}/ does not say which document it loads"
