"""The OpenAPI document of the API."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from store.cart import MAX_QUANTITY


def document(server: str) -> dict[str, Any]:
    """OpenAPI 3.0, for clients and for the documentation page."""
    return {
        "openapi": "3.0.3",
        "info": {"title": f"{settings.SITE_NAME} API", "version": "1"},
        "servers": [{"url": server.rstrip("/")}],
        "paths": {
            "/api/v1/products/": {"get": _list_products()},
            "/api/v1/orders/": {"get": _list_orders()},
            "/api/v1/cart/items/": {"post": _add_cart_item()},
            "/api/v1/auth/login/": {"post": _auth("logIn", "Log in", "LogIn")},
            "/api/v1/auth/refresh/": {"post": _auth("refresh", "Exchange a refresh token, once", "Refresh")},
        },
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
                "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            },
        },
    }


def _list_products() -> dict[str, Any]:
    return {
        "operationId": "listProducts",
        "summary": "The catalogue, page by page",
        "parameters": [
            {"name": "category", "in": "query", "schema": {"type": "string"}},
            {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}},
        ],
        "responses": {"200": _answer("Products", "ProductPage"), "404": _answer("No category", "Errors")},
    }


def _list_orders() -> dict[str, Any]:
    return {
        "operationId": "listOrders",
        "summary": "Your own orders",
        "security": [{"session": []}, {"token": []}],
        "responses": {"200": _answer("Orders", "OrderList"), "401": _answer("Not logged in", "Errors")},
    }


def _add_cart_item() -> dict[str, Any]:
    return {
        "operationId": "addCartItem",
        "summary": "Add a product to a cart",
        "requestBody": {"required": True, "content": _json("CartItem")},
        "responses": {"201": _answer("The cart", "Cart"), "400": _answer("Refused", "Errors")},
    }


def _auth(operation: str, summary: str, body: str) -> dict[str, Any]:
    refused = {"400": _answer("Refused", "Errors"), "401": _answer("Wrong", "Errors")}
    return {
        "operationId": operation,
        "summary": summary,
        "requestBody": {"required": True, "content": _json(body)},
        "responses": {"200": _answer("The tokens", "Tokens"), **refused, "503": _answer("Closed", "Errors")},
    }


def _schemas() -> dict[str, Any]:
    text, whole = {"type": "string"}, {"type": "integer"}
    product = {
        "id": whole,
        "name": text,
        "category": text,
        "price": {"type": "string", "pattern": r"^\d+\.\d{2}$"},
        "in_stock": {"type": "boolean"},
        "url": {"type": "string", "format": "uri"},
        "image": {"type": "string", "format": "uri"},
    }
    order = {"number": text, "total": text, "status": text}
    page = {"count": whole, "page": whole, "pages": whole, "results": _list_of("Product")}
    item = {
        "product": {"type": "integer", "minimum": 1},
        "quantity": {"type": "integer", "minimum": 1, "maximum": MAX_QUANTITY},
        "cart": {"type": "string", "description": "The token of an earlier answer"},
    }
    return {
        "Product": _object(product),
        "ProductPage": _object(page),
        "Order": _object(order),
        "OrderList": _object({"results": _list_of("Order")}),
        "CartItem": {**_object(item), "required": ["product", "quantity"]},
        "Cart": _object({"cart": text, "items": {"type": "object", "additionalProperties": whole}}),
        "LogIn": _object({"username": text, "password": text}),
        "Refresh": _object({"refresh": text}),
        "Tokens": _object({"access": text, "refresh": text}),
        "Errors": _object({"code": text, "errors": {"type": "object", "additionalProperties": text}}),
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list_of(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


def _answer(description: str, name: str) -> dict[str, Any]:
    return {"description": description, "content": _json(name)}


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
