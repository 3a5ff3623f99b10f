"""Pages that anybody may see."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, abort, current_app, make_response, render_template, request, session
from sqlalchemy import select, text

from shop.database import begin, category, product
from shop.limits import remembered

blueprint = Blueprint("pages", __name__)
LEGAL = ("privacy", "terms", "imprint")


@blueprint.app_context_processor
def shared() -> dict[str, Any]:
    """What every page shows; nothing of it is asked of the database."""
    return {
        "in_cart": sum(session.get("cart", {}).values()),
        "money": lambda cents: f"{cents / 100:.2f}\u202fEUR",
        "year": datetime.now(UTC).year,
    }


def goods() -> list[dict[str, Any]]:
    """All products."""
    columns = (product.c.sku, product.c.name, product.c.about, product.c.cents, category.c.name.label("category"))
    query = select(*columns).join(category).order_by(category.c.id, product.c.id)
    with begin() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


@blueprint.get("/")
def home() -> str:
    return render_template("home.html", goods=remembered("goods", goods)[:4])


@blueprint.get("/products")
def products() -> str:
    wanted = request.args.get("q", "")
    found = [one for one in remembered("goods", goods) if wanted.lower() in one["name"].lower()]
    return render_template("products.html", goods=found, wanted=wanted)


@blueprint.get("/products/<sku>")
def one_product(sku: str) -> str:
    found = next((one for one in remembered("goods", goods) if one["sku"] == sku), None)
    return render_template("product.html", one=found or abort(404))


@blueprint.get("/legal/<name>")
def legal(name: str) -> str:
    if name not in LEGAL:
        abort(404)
    return render_template(f"{name}.html")


@blueprint.get("/healthz")
def health() -> tuple[dict[str, str], int]:
    """Asks database and cache, and tells strangers nothing about why one of them is down."""
    states = {}
    for name, ask in {"database": ask_database, "cache": current_app.extensions["redis"].ping}.items():
        try:
            ask()
            states[name] = "up"
        except Exception:
            current_app.logger.exception("%s is down", name)
            states[name] = "down"
    is_up = set(states.values()) == {"up"}
    told = {"status": "up" if is_up else "down", **states, "version": current_app.config["RELEASE"]}
    return told, 200 if is_up else 503


def ask_database() -> None:
    with begin() as connection:
        connection.execute(text("SELECT 1"))


@blueprint.get("/robots.txt")
def robots() -> Response:
    lines = ("User-agent: *", "Disallow: /cart", "Disallow: /account/", f"Sitemap: {site()}/sitemap.xml", "")
    return plain("\n".join(lines), "text/plain")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    paths = ["/", "/products", *(f"/products/{one['sku']}" for one in remembered("goods", goods))]
    paths += [f"/legal/{name}" for name in LEGAL]
    rows = "".join(f"<url><loc>{site()}{path}</loc></url>" for path in paths)
    schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return plain(f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{schema}">{rows}</urlset>', "application/xml")


def site() -> str:
    """Where the shop is, for whoever reads it elsewhere."""
    return str(current_app.config["SITE_URL"])


def plain(body: str, kind: str) -> Response:
    response = make_response(body)
    response.mimetype = kind
    return response
