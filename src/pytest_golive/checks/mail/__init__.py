"""Checks of mail: how it is sent, and what DNS says about it."""

from __future__ import annotations

from pytest_golive.checks.mail import domain, sending

__all__ = ["domain", "sending"]
