"""Planned checks: mail."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "mail.backend-real",
    "Mail goes to a real backend.",
    severity="high",
    needs=("settings",),
    says=(),
)
planned(
    "mail.smtp-connect",
    "The mail server is reachable.",
    severity="high",
    needs=("mail", "env"),
    says=(),
)
planned(
    "mail.smtp-login",
    "SMTP credentials are accepted.",
    severity="high",
    needs=("mail", "env"),
    says=(),
)
planned(
    "mail.smtp-tls",
    "Mail is sent over TLS.",
    severity="high",
    needs=("settings", "mail"),
    says=(),
)
planned(
    "mail.test-message",
    "A test mail arrives.",
    severity="high",
    needs=("mail", "settings"),
    says=(),
)
planned(
    "mail.templates-render",
    "E-mail templates render.",
    severity="medium",
    needs=("settings", "code"),
    says=(),
)
planned(
    "mail.spf",
    "SPF allows the mail provider.",
    severity="high",
    needs=("dns",),
    says=(),
)
planned(
    "mail.dkim",
    "DKIM key is published.",
    severity="high",
    needs=("dns",),
    says=(),
)
planned(
    "mail.dmarc",
    "DMARC policy is published.",
    severity="medium",
    needs=("dns",),
    says=(),
)
planned(
    "mail.reply-to",
    "Reply-To is set rightly.",
    severity="medium",
    needs=("mail", "settings"),
    says=(),
)
planned(
    "mail.forwarding",
    "E-mail forwarding works.",
    severity="medium",
    needs=("mail",),
    says=(),
)
planned(
    "mail.order-confirmation",
    "The order confirmation mail is sent.",
    severity="high",
    needs=("storefront", "mail"),
    says=(),
)
planned(
    "mail.password-reset",
    "The password reset mail is sent.",
    severity="high",
    needs=("storefront", "mail"),
    says=(),
)
planned(
    "mail.registration",
    "The registration mail is sent.",
    severity="medium",
    needs=("storefront", "mail"),
    says=(),
)
planned(
    "mail.refund-request",
    "The refund notification is sent.",
    severity="medium",
    needs=("storefront", "mail"),
    says=(),
)
planned(
    "mail.admin-notification",
    "Admin notifications are sent.",
    severity="medium",
    needs=("storefront", "mail"),
    says=(),
)
