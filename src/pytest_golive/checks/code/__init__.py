"""Checks about the team's code: committed, tidy, current, and safe."""

from __future__ import annotations

from pytest_golive.checks.code import dependencies, escaping, git, lint, production, sql

__all__ = ["dependencies", "escaping", "git", "lint", "production", "sql"]
