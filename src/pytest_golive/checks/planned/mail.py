"""Planned checks: mail."""

from __future__ import annotations

from pytest_golive.checks.registry import planned
