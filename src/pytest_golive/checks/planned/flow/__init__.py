"""Planned checks of the shop's flows, tried as a customer would."""

from __future__ import annotations

from pytest_golive.checks.planned.flow import gateways

__all__ = ["gateways"]
