"""The cart, kept in the signed session cookie."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from shop.limits import remembered
from shop.pages import goods

blueprint = Blueprint("cart", __name__, url_prefix="/cart")
MOST = 20


@blueprint.get("")
def show() -> str:
    held = session.get("cart", {})
    lines = [(one, held[one["sku"]]) for one in remembered("goods", goods) if one["sku"] in held]
    return render_template("cart.html", lines=lines, total=sum(one["cents"] * count for one, count in lines))


@blueprint.post("")
def add() -> Response:
    sku = request.form.get("sku", "")
    if sku not in {one["sku"] for one in remembered("goods", goods)}:
        abort(404)
    held = dict(session.get("cart", {}))
    held[sku] = min(held.get(sku, 0) + 1, MOST)
    session["cart"] = held
    return redirect(url_for("cart.show"), 303)


@blueprint.post("/empty")
def empty() -> Response:
    session.pop("cart", None)
    return redirect(url_for("cart.show"), 303)
