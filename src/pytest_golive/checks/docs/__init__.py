"""Checks of what the team has written down."""

from __future__ import annotations

from pytest_golive.checks.docs import application, checklist, drawn, endpoints, people, plans, runbook, software

__all__ = ["application", "checklist", "drawn", "endpoints", "people", "plans", "runbook", "software"]
