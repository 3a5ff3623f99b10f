"""Planned checks: what people type in and upload."""

from __future__ import annotations
