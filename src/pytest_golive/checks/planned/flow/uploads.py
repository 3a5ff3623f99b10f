"""Planned checks: what people type in and upload."""

from __future__ import annotations

from pytest_golive.checks.registry import planned
