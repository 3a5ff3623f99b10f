"""Checks of DNS: the site's names, and the domain's registration."""

from __future__ import annotations

from pytest_golive.checks.dns import names, registration

__all__ = ["names", "registration"]
