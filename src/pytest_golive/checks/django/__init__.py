"""Checks about a Django project's production settings, looked at by the project's own Python."""

from __future__ import annotations

from pytest_golive.checks.django import (
    accounts,
    cookies,
    files,
    identity,
    origins,
    services,
    system,
    transport,
)

__all__ = ["accounts", "cookies", "files", "identity", "origins", "services", "system", "transport"]
