"""Planned checks: server."""

from __future__ import annotations

from pytest_golive.checks.planned.server import files, network, services, software

__all__ = ["files", "network", "services", "software"]
