"""Planned checks: tls."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "tls.auto-renewal",
    "Certificate renewal is automatic.",
    severity="high",
    needs=("server", "tls"),
    says=(
        "ssl|https|lets? certificate|encrypt auto|automatic renewal|renewed|renews|renew @set|@works|on|tested?",
        "ssl|https|lets? certificate|encrypt automatically renewal|renewed|renews|renew @set|@works|on|tested?",
        "ssl|https|lets? certificate|certificates renewal|renewed|renews|renewing @automatic|@set|@works|itself",
        "ssl|https|lets? encrypt renewal|renewed|renews|renewing @automatic|@set|@works|itself",
        "ssl|https|lets? certificate|certificates|encrypt renewal|renewed|renews|renewing themselves|own|on|auto",
        "ssl? certificate renewal scheduled 90 days lets encrypt",
        "ssl? certificate manager renews|renewal|renew certificates? own|automatically|itself|@set|@works?",
        "certbot|acme.sh|lets auto|renew|renewal|encrypt? timer|cron|renew @set|@works|@automatic|on|enabled",
        "certbot|acme.sh|lets auto|renew|renewal|encrypt? renewal|hook|job @set|@works|@automatic|on|enabled",
        "certbot renew dry run passes|ok|@works|passed?",
        "auto|automatic renewal ssl|https|lets certificate|certificates|encrypt",
        (
            "certificate|certbot|encrypt|acme|manager renew|renewal "
            "auto|automatic|automatically|itself|themselves|cron|timer|job|automate|runs ~ lets ssl https up dry "
            "before expire day daily systemd own hook server reload process place @set @works schedule"
        ),
        (
            "certificate|certbot renewal doesnt|no|without|never human|manual|hand|intervention ~ need ssl lets "
            "encrypt step"
        ),
        (
            "certbot|acme.sh|lego|acme timer|cron|systemd|scheduled ~ active enabled renew renewal runs job place "
            "certificate lets encrypt daily twice"
        ),
        "=certificate|ssl|https renewal|renew auto|automatic|automatically|automated ~ up lets encrypt @set",
    ),
)
