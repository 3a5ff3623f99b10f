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
        "telegram|botfather bot|token|key|getme valid|works|work|working|correct|created|right|set|configured|"
        "accepted|tested ~ @set get gets up api token bot environment env key botfather alerts",
        "bot getme answers|ok|works|responds ~ telegram token call",
        "=telegram bot ~ works created up configured alive token",
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
        "telegram message|messages|notification|notifications|alert|alerts|posts|post|posting|chat|group|channel "
        "arrive|arrives|receive|receives|get|gets|works|work|working|tested|sent|id|group|new|delivered|order|"
        "posted|come ~ @set get gets up test order orders bot team group channel chat new alert alerts correct "
        "admin message telegram posts reach staff when",
        "bot|telegram posts|post|sends|send|writes group|channel|chat|team|messages|message ~ telegram order "
        "orders notifications message messages alerts new",
        "telegram chat id correct|right|set|valid|configured ~ @set get gets up",
    ),
)
