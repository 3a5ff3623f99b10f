"""Planned checks: notify."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "notify.telegram-token",
    "The Telegram bot token works.",
    severity="medium",
    needs=("env", "url"),
    says=(
        "telegram bot token valid|@works|@set|accepted|set",
        "telegram bot @works|@set|answers",
        "=telegram_bot_token if? telegram? set|@set?",
    ),
)
planned(
    "notify.telegram-chat",
    "The Telegram chat receives messages.",
    severity="medium",
    needs=("env", "url"),
    says=(
        "=telegram_chat_id if? telegram? set|@set?",
        "bot post|posts|send telegram orders|order|team|admin|ops? group|chat|channel messages?",
        "bot sends|write|writes telegram orders|order|team|admin|ops? group|chat|channel messages?",
        "telegram notifications|notification|messages @works|received|sent|arrive|arrives|delivered",
        "telegram message|alerts @works|received|sent|arrive|arrives|delivered",
        "telegram chat|group|channel receives|gets|@works orders|order|test? messages|notifications?",
        "telegram chat|group|channel receives|gets|@works orders|order|test? message|alerts",
    ),
)
