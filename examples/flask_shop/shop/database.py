"""The tables and the engine: SQLAlchemy Core over PyMySQL."""

from __future__ import annotations

import secrets
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    func,
    insert,
)
from werkzeug.security import generate_password_hash

metadata = MetaData()
category = Table(
    "category",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(40), nullable=False, unique=True),
    Column("name", String(80), nullable=False),
)
product = Table(
    "product",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sku", String(40), nullable=False, unique=True),
    Column("category_id", ForeignKey("category.id"), nullable=False, index=True),
    Column("name", String(80), nullable=False),
    Column("about", Text, nullable=False),
    Column("cents", Integer, nullable=False),
)
customer = Table(
    "customer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("password_hash", String(255), nullable=False),
)
purchase = Table(
    "purchase",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("customer_id", ForeignKey("customer.id"), nullable=False, index=True),
    Column("cents", Integer, nullable=False),
    Column("created", DateTime, nullable=False, server_default=func.now()),
    Index("purchase_created", "created"),
)
GOODS = {
    "lamps": {"harbour-lamp": 4900, "deck-lantern": 3900},
    "vases": {"tide-vase": 2500, "pebble-vase": 1900},
    "candles": {"salt-candle": 900, "rope-candle": 1200},
}


def connect(app: Flask) -> None:
    """Give the application its engine, which connects when it is first asked."""
    config = app.config
    app.extensions["engine"] = create_engine(
        config["SQLALCHEMY_DATABASE_URI"],
        **config["SQLALCHEMY_ENGINE_OPTIONS"],
        connect_args={"connect_timeout": 3},
    )


def begin() -> Any:
    """A connection with a transaction: `with begin() as connection:`."""
    engine: Engine = current_app.extensions["engine"]
    return engine.begin()


@click.command("seed")
@with_appcontext
def seed() -> None:
    """Create the tables, the goods and one customer with a few purchases."""
    metadata.create_all(current_app.extensions["engine"])
    with begin() as connection:
        fill(connection)


def fill(connection: Connection) -> None:
    """The rows of a shop that has just opened."""
    for number, (slug, goods) in enumerate(GOODS.items(), 1):
        connection.execute(insert(category).values(id=number, slug=slug, name=slug.title()))
        for sku, cents in goods.items():
            name = sku.replace("-", " ").capitalize()
            about = f"{name}, made by hand at the old pier and sent within two working days."
            values = {"sku": sku, "name": name, "about": about, "cents": cents}
            connection.execute(insert(product).values(category_id=number, **values))
    hashed = generate_password_hash(secrets.token_urlsafe(16))
    connection.execute(insert(customer).values(id=1, email="ines@shop.test", password_hash=hashed))
    connection.execute(insert(purchase), [{"customer_id": 1, "cents": cents} for cents in (4900, 900, 2500)])
