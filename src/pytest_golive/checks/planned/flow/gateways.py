"""Planned checks: each way to pay."""

from __future__ import annotations
