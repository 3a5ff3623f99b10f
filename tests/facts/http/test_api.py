"""What is seen of the API of a real website on loopback."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.facts.openapi import at
from pytest_golive.settings import ApiEndpoint
from tests.facts.http.shop import JSON, SHOP, gather, look, shop, why_not
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


OK: dict[str, Any] = {"responses": {"200": {}}}


def documented(paths: Mapping[str, Any], **changes: Any) -> dict[str, Reply]:
    """A site with an OpenAPI document that describes these paths."""
    given = {"openapi": "3.1.0", "info": {"title": "Shop"}, "paths": paths, **changes}
    return {"/api/schema/": Answer(json.dumps(given), headers=JSON)}


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ({}, f"{SHOP}/products"),
        ({"servers": []}, f"{SHOP}/products"),
        ({"servers": [{"url": "/"}]}, f"{SHOP}/products"),
        ({"servers": [{"url": "/api/v1/"}]}, f"{SHOP}/api/v1/products"),
        ({"servers": [{"url": "../v1"}]}, f"{SHOP}/api/v1/products"),
        ({"servers": [{"url": "http://shop.test/v1"}]}, f"{SHOP}/v1/products"),
        ({"servers": [{"url": "https://www.shop.test/v1"}]}, "https://www.shop.test/v1/products"),
        ({"servers": [{"url": "http://localhost:8000"}, {"url": f"{SHOP}/v1"}]}, f"{SHOP}/v1/products"),
        ({"servers": [{"url": "/v{n}", "variables": {"n": {"default": "2"}}}]}, f"{SHOP}/v2/products"),
        ({"swagger": "2.0", "basePath": "/api"}, f"{SHOP}/api/products"),
        ({"swagger": "2.0", "basePath": "/api", "host": "shop.test"}, f"{SHOP}/api/products"),
    ],
)
def test_operations_are_asked_below_their_server(tmp_path: Path, given: dict[str, Any], url: str) -> None:
    with shop(tmp_path, documented({"/products": {"get": OK}}, **given), api_schema="/api/schema/") as place:
        assert [one.url for one in look(place, "api_answers")] == [url]
        probes = look(place, "api_input")
        assert {one.url.partition("?")[0] for one in probes} == {url}


def test_the_server_of_a_path_and_of_an_operation_goes_before_the_documents(tmp_path: Path) -> None:
    paths = {
        "/a": {"get": OK},
        "/b": {"servers": [{"url": "/of-path"}], "get": OK},
        "/c": {"servers": [{"url": "/of-path"}], "get": {**OK, "servers": [{"url": "/own"}]}},
    }
    declared = (ApiEndpoint(path="/of-path/b", keys=("id",)),)
    changes = documented(paths, servers=[{"url": "/all"}])
    with shop(tmp_path, changes, api_schema="/api/schema/", api=declared) as place:
        answers = look(place, "api_answers")
    assert [one.endpoint.path for one in answers] == ["/of-path/b", "/all/a", "/own/c"]


def parameter(**schema: Any) -> dict[str, Any]:
    return {"name": "q", "in": "query", "required": True, "schema": {"type": "string"} | schema}


@pytest.mark.parametrize(
    ("parameters", "query"),
    [
        ([parameter(example="red lamp")], "?q=red+lamp"),
        ([parameter() | {"example": "lamp"}], "?q=lamp"),
        ([parameter() | {"examples": {"one": {"value": "lamp"}}}], "?q=lamp"),
        ([parameter(default=0)], "?q=0"),
        ([parameter(default=False)], "?q=false"),
        ([parameter(enum=["lamp", "vase"])], "?q=lamp"),
        ([parameter(example=["a", "b"])], "?q=a&q=b"),
        ([{"$ref": "#/components/parameters/Q"}], "?q=lamp"),
        ([{"name": "q", "in": "query", "required": True, "type": "string", "enum": ["lamp"]}], "?q=lamp"),
        ([parameter() | {"required": False}], ""),
        ([{"name": "Accept", "in": "header", "required": True}], ""),
        ([], "?q=path"),
    ],
)
def test_required_parameters_get_what_the_document_gives(tmp_path: Path, parameters: list[Any], query: str) -> None:
    of_path = [parameter(example="path")] if not parameters else [parameter() | {"required": False}]
    paths = {"/search": {"parameters": of_path, "get": {**OK, "parameters": parameters}}}
    components = {"parameters": {"Q": parameter(example="lamp")}}
    with shop(tmp_path, documented(paths, components=components), api_schema="/api/schema/") as place:
        assert [one.url for one in look(place, "api_answers")] == [f"{SHOP}/search{query}"]
        joined = f"{query}&page=-1" if query else "?page=-1"
        assert f"{SHOP}/search{joined}" in {one.url for one in look(place, "api_input")}


@pytest.mark.parametrize(
    ("get", "given", "why"),
    [
        ({**OK, "parameters": [parameter()]}, {}, "/search: no example of q"),
        (
            {**OK, "parameters": [{"name": "X-Tenant", "in": "header", "required": True, "example": 1}]},
            {},
            "/search: the header X-Tenant is required",
        ),
        (OK, {"servers": [{"url": "https://api.example.com/v1"}]}, "/search: on api.example.com"),
        (OK, {"swagger": "2.0", "host": "api.example.com"}, "/search: on api.example.com"),
    ],
)
def test_what_cannot_be_asked_is_left_out(tmp_path: Path, get: dict[str, Any], given: dict[str, Any], why: str) -> None:
    """Asked without what it needs, or at the wrong host, it would be refused and called broken."""
    changes = documented({"/search": {"get": get}}, **given)
    with shop(tmp_path, changes, api_schema="/api/schema/") as place:
        reason, cure = why_not(place, "api_answers")
        assert reason == f"no GET of the OpenAPI document can be asked as it stands ({why})"
        assert "give required parameters an example" in cure
        assert why_not(place, "api_input")[0] == reason
        home = (ApiEndpoint(path="/health/"),)
        assert [one.url for one in look(place, "api_answers", api=home)] == [f"{SHOP}/health/"]
        assert {one.url.partition("?")[0] for one in look(place, "api_input", api=home)} == {f"{SHOP}/health/"}


CSV = {"content": {"text/csv; charset=utf-8": {}}}


@pytest.mark.parametrize(
    ("get", "given", "found"),
    [
        ({}, {}, ((), ())),
        ({"responses": {"404": CSV}}, {}, ((), ())),
        ({"responses": {"204": {}, "404": CSV}}, {}, (("204",), ())),
        ({"responses": {"200": {"$ref": "#/components/responses/Csv"}}}, {}, (("200",), ("text/csv",))),
        ({"responses": {"2xx": {"content": {"*/*": {}}}, "302": CSV}}, {}, (("2XX",), ())),
        ({"responses": {"302": {}, "default": CSV}}, {}, (("302",), ())),
        ({"responses": {"200": {}, "default": CSV}}, {}, (("200",), ())),
        ({"responses": {"404": {}, "default": CSV}}, {}, (("2XX",), ("text/csv",))),
        (
            {"responses": {"200": {"schema": {}}}},
            {"swagger": "2.0", "produces": ["text/csv"]},
            (("200",), ("text/csv",)),
        ),
        ({"responses": {"200": {}}}, {"swagger": "2.0", "produces": ["text/csv"]}, (("200",), ())),
    ],
)
def test_what_an_operation_succeeds_with(tmp_path: Path, get: Any, given: Any, found: Any) -> None:
    changes = documented({"/a": {"get": get}}, components={"responses": {"Csv": CSV}}, **given)
    with shop(tmp_path, changes, api_schema="/api/schema/") as place:
        [operation] = look(place, "api_schema").operations
        assert (operation.successes, operation.kinds) == found


def test_an_operation_is_asked_for_what_it_has(tmp_path: Path) -> None:
    def export(asked: Asked) -> Answer:
        is_fine = asked.headers["Accept"] == "text/csv"
        return Answer("a,b", 200 if is_fine else 406, headers={"Content-Type": "text/csv"})

    changes = documented({"/export": {"get": {"responses": {"200": CSV}}}}) | {"/export": export}
    with shop(tmp_path, changes, api_schema="/api/schema/") as place:
        assert [(one.status, one.is_json) for one in look(place, "api_answers")] == [(200, False)]


NOTE = {"type": "object", "required": ["note"], "properties": {"note": {"type": "string"}}}
BAD = ("unreadable JSON", "a list instead of an object", "nothing in it", "no note", "note as an object")


def body(schema: dict[str, Any] | None = None, kind: str = "application/json") -> dict[str, Any]:
    return {"content": {"text/plain": {}, kind: {"schema": schema or {}}}}


@pytest.mark.parametrize(
    ("post", "given", "probes"),
    [
        ({}, {}, ()),
        ({"requestBody": body(NOTE, "multipart/form-data")}, {}, ()),
        ({"requestBody": body(NOTE)}, {}, BAD),
        ({"requestBody": body(NOTE, "application/vnd.api+json")}, {}, BAD),
        ({"requestBody": {"$ref": "#/components/requestBodies/Note"}}, {}, BAD),
        ({"requestBody": body({"allOf": [NOTE]})}, {}, BAD[:2]),
        ({"requestBody": body({"type": ["object", "null"]})}, {}, BAD[:2]),
        ({"requestBody": body({"type": "array", "items": NOTE})}, {}, BAD[:1]),
        ({"requestBody": body()}, {}, BAD[:1]),
        ({"parameters": [{"in": "body", "name": "note", "schema": NOTE}]}, {"swagger": "2.0"}, BAD),
        (
            {"parameters": [{"in": "body", "name": "note", "schema": NOTE}]},
            {"swagger": "2.0", "consumes": ["application/xml"]},
            (),
        ),
        ({"requestBody": body(NOTE), "parameters": [parameter()]}, {}, ()),
        ({"requestBody": body(NOTE), "parameters": [parameter(example="lamp")]}, {}, BAD),
    ],
)
def test_bodies_are_sent_to_what_takes_json(tmp_path: Path, post: Any, given: Any, probes: tuple[str, ...]) -> None:
    """Who takes none reads none, and is right to answer 200 to unreadable JSON."""
    paths = {"/a": {"get": OK}, "/b": {"post": {**OK, **post}}}
    changes = documented(paths, components={"requestBodies": {"Note": body(NOTE)}}, **given)
    with shop(tmp_path, changes, api_schema="/api/schema/") as place:
        assert tuple(one.what for one in look(place, "api_input") if one.method == "POST") == probes


def test_a_body_is_sent_as_the_media_type_that_is_taken(tmp_path: Path) -> None:
    kinds: set[str] = set()

    def answer(asked: Asked) -> Answer:
        kinds.add(asked.headers["Content-Type"])
        return Answer("{}", 422, headers=JSON)

    paths = {"/a": {"get": OK}, "/b": {"post": {**OK, "requestBody": body(NOTE, "application/vnd.api+json")}}}
    with shop(tmp_path, documented(paths) | {"/b": answer}, api_schema="/api/schema/") as place:
        look(place, "api_input")
    assert kinds == {"application/vnd.api+json"}


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
    document = {
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
    changes: dict[str, Reply] = {"/api/schema/": Answer(json.dumps(document), headers=JSON)}
    with shop(tmp_path, changes, api_schema="/api/schema/") as place:
        found = gather(place, "api_schema", "api_contract")
        assert [one.name for one in found["api_schema"].value.operations[1].fields] == ["note"]
        contract = found["api_contract"].value
        assert (contract.problems, [one.gaps for one in contract.operations]) == ((), [(), ()])


def test_an_api_that_is_not_declared(tmp_path: Path) -> None:
    with shop(tmp_path) as place:
        assert why_not(place, "api_schema")[0] == "[http] api_schema is not set"
        assert why_not(place, "api_docs")[0] == "[http] api_docs is not set"
        assert (
            why_not(place, "api_answers")[0] == "no API endpoint is declared, and no OpenAPI document describes a GET"
        )
        assert why_not(place, "api_schema", api_schema="/none/")[0] == f"{SHOP}/none/ answered 404"
        assert why_not(place, "api_schema", api_schema="/")[0] == f"{SHOP}/ is not JSON (text/html)"
        for name in ("api_schema", "api_contract"):
            correct = "correct api_schema in [http] of golive.toml"
            reason, cure = why_not(place, name, api_schema="/health/")
            assert ("has no paths" in reason, cure) == (True, correct)
        reason = why_not(place, "api_docs_schema", api_docs="/")[0]
        assert reason == f"{SHOP}/ does not say which document it loads"
