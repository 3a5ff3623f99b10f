"""Checks of the app's database: who may enter it, what is in it, how it keeps up."""

from __future__ import annotations

from pytest_golive.checks.db import access, exposure, integrity, schema, speed, tried, upkeep

__all__ = ["access", "exposure", "integrity", "schema", "speed", "tried", "upkeep"]
