"""Planned checks: mail."""

from __future__ import annotations
