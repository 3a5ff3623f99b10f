"""A very small Flask shop: another good shop for the gate, as unlike the Django one as it can be."""

from __future__ import annotations

import os

from flask import Flask, Response, abort, redirect, render_template, session, url_for

PRODUCTS = {"lamp": 4900, "vase": 2500, "candle": 900}
CONFIGS = {"production": "shop.config.Production", "development": "shop.config.Development"}


def create_app() -> Flask:
    """The application, configured as FLASK_ENV says."""
    app = Flask(__name__)
    app.config.from_object(CONFIGS[os.environ.get("FLASK_ENV", "production")])

    @app.get("/")
    def home() -> str:
        return render_template("home.html", products=PRODUCTS, cart=session.get("cart", []))

    @app.post("/cart/<name>")
    def add(name: str) -> Response:
        if name not in PRODUCTS:
            abort(404)
        session["cart"] = [*session.get("cart", []), name]
        return redirect(url_for("home"))

    @app.get("/health/")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    return app
