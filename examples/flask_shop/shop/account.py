"""Log-in, log-out and the customer's own purchases."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from sqlalchemy import select
from werkzeug.security import check_password_hash, generate_password_hash
from werkzeug.wrappers import Response

from shop.database import begin, customer, purchase
from shop.limits import limit

blueprint = Blueprint("account", __name__, url_prefix="/account")
#: Compared with when there is no such customer, so that the answer takes as long.
NOBODY = generate_password_hash("nobody")


@blueprint.get("/login")
def login() -> str:
    return render_template("login.html", wrong=False)


@blueprint.post("/login")
def log_in() -> Response | tuple[str, int]:
    limit("login", 20)
    email, password = request.form.get("email", ""), request.form.get("password", "")
    with begin() as connection:
        found = connection.execute(select(customer).where(customer.c.email == email)).mappings().first()
    if not check_password_hash(found["password_hash"] if found else NOBODY, password) or not found:
        return render_template("login.html", wrong=True), 200
    session.clear()
    session.permanent = True
    session["customer"] = found["id"]
    return redirect(url_for("account.purchases"), 303)


@blueprint.post("/logout")
def log_out() -> Response:
    session.clear()
    return redirect(url_for("pages.home"), 303)


@blueprint.get("/purchases")
def purchases() -> Response | str:
    if "customer" not in session:
        return redirect(url_for("account.login"), 302)
    query = select(purchase).where(purchase.c.customer_id == session["customer"]).order_by(purchase.c.created)
    with begin() as connection:
        return render_template("purchases.html", purchases=list(connection.execute(query).mappings()))
