"""The API as OpenAPI tells it."""

from __future__ import annotations

from typing import Any

from shop.database import GOODS

PRODUCT = {
    "type": "object",
    "required": ["sku", "name", "category", "cents"],
    "properties": {
        "sku": {"type": "string"},
        "name": {"type": "string"},
        "category": {"type": "string"},
        "cents": {"type": "integer"},
    },
}
PROBLEM = {
    "type": "object",
    "required": ["code", "error"],
    "properties": {"code": {"type": "string"}, "error": {"type": "string"}},
}
QUOTE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["sku", "quantity"],
    "properties": {
        "sku": {"type": "string", "maxLength": 40},
        "quantity": {"type": "integer", "minimum": 1, "maximum": 99},
    },
    "example": {"sku": next(iter(GOODS["lamps"])), "quantity": 2},
}


def answer(text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


SKU = {"name": "sku", "in": "path", "required": True, "schema": {"type": "string"}, "example": "tide-vase"}
BAD = {"400": answer("no JSON object", PROBLEM), "422": answer("a wrong value", PROBLEM)}
COST = {"type": "object", "required": ["cents"], "properties": {"cents": {"type": "integer"}}}
BOUGHT = {
    "type": "array",
    "items": {"type": "object", "properties": {"id": {"type": "integer"}, "cents": {"type": "integer"}}},
}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Pier & Quay", "version": "1"},
    "paths": {
        "/api/products": {
            "get": {"summary": "All goods", "responses": {"200": answer("all", {"type": "array", "items": PRODUCT})}}
        },
        "/api/products/{sku}": {
            "get": {
                "summary": "One of the goods",
                "parameters": [SKU],
                "responses": {"200": answer("it", PRODUCT), "404": answer("there is none", PROBLEM)},
            }
        },
        "/api/quote": {
            "post": {
                "summary": "What so many of one product cost",
                "requestBody": {"required": True, "content": {"application/json": {"schema": QUOTE}}},
                "responses": {"200": answer("the price", COST), **BAD},
            }
        },
        "/api/purchases": {
            "get": {
                "summary": "The customer's purchases",
                "security": [{"session": []}],
                "responses": {"200": answer("them", BOUGHT), "401": answer("not logged in", PROBLEM)},
            }
        },
    },
    "components": {"securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "session"}}},
}
