"""Checks about the team's code: committed, tidy, current, and safe."""

from __future__ import annotations

from pytest_golive.checks.code import dependencies, git, production

__all__ = ["dependencies", "git", "production"]
