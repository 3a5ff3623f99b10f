"""Fixtures that more than one folder of tests uses."""

from __future__ import annotations

from tests.database_servers import keeper, postgres, shop_database, start_valkey

__all__ = ["keeper", "postgres", "shop_database", "start_valkey"]
