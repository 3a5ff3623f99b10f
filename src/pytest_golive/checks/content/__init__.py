"""Checks of what the shop is filled with: its name, its contact details, its shipping, taxes and catalogue."""

from __future__ import annotations

from pytest_golive.checks.content import catalogue, identity, selling

__all__ = ["catalogue", "identity", "selling"]
