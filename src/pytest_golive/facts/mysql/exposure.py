"""MySQL's and MariaDB's bind_address, and from where the app's account may log in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.facts.database.model import Catalogue
from pytest_golive.facts.exposure import Listening

if TYPE_CHECKING:
    import pymysql

VARIABLES = "SHOW GLOBAL VARIABLES WHERE variable_name IN ('bind_address', 'port', 'skip_networking')"


def listening(cursor: pymysql.cursors.Cursor, catalogue: Catalogue) -> Listening:
    """Ask the server. Raises pymysql.Error."""
    cursor.execute(VARIABLES)
    told = {name.lower(): value for name, value in cursor.fetchall()}
    # Without a word of it the server listens everywhere.
    bound = told.get("bind_address") or "*"
    here = () if told.get("skip_networking") == "ON" else tuple(one.strip() for one in bound.split(","))
    return Listening(
        port=int(told.get("port") or 3306),
        addresses=here,
        open_to_all=tuple(f"the account '{one.name}'@'%'" for one in catalogue.roles[:1] if one.host == "%"),
        unread="the accounts of others were not looked at",
    )
