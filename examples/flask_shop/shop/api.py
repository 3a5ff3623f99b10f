"""The JSON API: a list of goods, one of them, a quote for several, and a customer's purchases."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, current_app, jsonify, request, session
from sqlalchemy import select

from shop.database import begin, purchase
from shop.limits import remembered
from shop.pages import goods

blueprint = Blueprint("api", __name__, url_prefix="/api")
#: What went wrong → code and words, as docs/api.md explains them.
PROBLEMS = {
    400: ("PQ-400", "The request is no JSON object."),
    401: ("PQ-401", "Log in first."),
    404: ("PQ-404", "There is nothing here."),
    405: ("PQ-405", "This method is not allowed here."),
    422: ("PQ-422", "A value is missing, of the wrong type or out of range."),
    429: ("PQ-429", "Too many requests; try again in a minute."),
    500: ("PQ-500", "Something broke; we have been told."),
}
MOST = 99


def problem(status: int) -> Response:
    """What a program is told about an error."""
    code, words = PROBLEMS.get(status, ("PQ-500", "Something broke; we have been told."))
    response = jsonify(code=code, error=words)
    response.status_code = status
    return response


def shown(one: dict[str, Any]) -> dict[str, Any]:
    return {name: one[name] for name in ("sku", "name", "category", "cents")}


@blueprint.after_request
def allow_the_app(response: Response) -> Response:
    """The app for phones may read the API from its own origin; nobody else's pages may."""
    origin = request.headers.get("Origin", "")
    response.vary.add("Origin")
    if origin and origin == current_app.config["APP_ORIGIN"]:
        response.headers["Access-Control-Allow-Origin"] = origin
    return response


@blueprint.get("/products")
def products() -> Response:
    return jsonify([shown(one) for one in remembered("goods", goods)])


@blueprint.get("/products/<sku>")
def one_product(sku: str) -> Response:
    found = next((one for one in remembered("goods", goods) if one["sku"] == sku), None)
    return jsonify(shown(found or abort(404)))


@blueprint.post("/quote")
def quote() -> Response:
    """What so many of one product cost."""
    asked = request.get_json(silent=True)
    if not isinstance(asked, dict):
        return problem(400)
    sku, quantity = asked.get("sku"), asked.get("quantity")
    is_number = isinstance(quantity, int) and not isinstance(quantity, bool)
    if set(asked) != {"sku", "quantity"} or not isinstance(sku, str) or not is_number or not 1 <= quantity <= MOST:
        return problem(422)
    found = next((one for one in remembered("goods", goods) if one["sku"] == sku), None)
    return jsonify(cents=found["cents"] * quantity) if found else problem(422)


@blueprint.get("/purchases")
def purchases() -> Response:
    if "customer" not in session:
        return problem(401)
    query = select(purchase.c.id, purchase.c.cents).where(purchase.c.customer_id == session["customer"])
    with begin() as connection:
        return jsonify([dict(row) for row in connection.execute(query).mappings()])


@blueprint.get("/openapi.json")
def openapi() -> dict[str, Any]:
    from shop.openapi import DOCUMENT

    return DOCUMENT
