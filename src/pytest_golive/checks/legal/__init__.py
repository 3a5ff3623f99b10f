"""Checks of what the law asks for."""

from __future__ import annotations

from pytest_golive.checks.legal import licence, pages

__all__ = ["licence", "pages"]
