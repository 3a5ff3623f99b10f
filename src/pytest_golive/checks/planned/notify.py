"""Planned checks: notify."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "notify.telegram-token",
    "The Telegram bot token works.",
    severity="medium",
    needs=("env", "url"),
    says=(),
)
planned(
    "notify.telegram-chat",
    "The Telegram chat receives messages.",
    severity="medium",
    needs=("env", "url"),
    says=(),
)
