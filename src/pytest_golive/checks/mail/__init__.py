"""Checks of mail: how it is sent, what it says, and what DNS says about it."""

from __future__ import annotations

from pytest_golive.checks.mail import arriving, content, domain, sending

__all__ = ["arriving", "content", "domain", "sending"]
