"""Planned checks: admin."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "admin.reachable",
    "The admin panel is reachable.",
    severity="critical",
    needs=("url",),
    says=(),
)
planned(
    "admin.login-works",
    "Admin login works.",
    severity="critical",
    needs=("storefront",),
    says=(),
)
planned(
    "admin.url-custom",
    "The admin path is not the default.",
    severity="medium",
    needs=("url", "settings"),
    says=(),
)
planned(
    "admin.product-crud",
    "Products can be managed in the admin.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "admin.orders-listed",
    "Orders are listed in the admin.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "admin.order-manage",
    "Orders can be managed in the admin.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "admin.order-status-update",
    "Order status can be changed in the admin.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "admin.cod-mark-paid",
    "A COD payment can be marked received.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "admin.reports",
    "Reports are right.",
    severity="high",
    needs=("storefront",),
    says=(),
)
planned(
    "admin.accounts-as-declared",
    "Staff accounts are as declared.",
    severity="high",
    needs=("settings", "db"),
    says=(),
)
planned(
    "admin.audit-log-known-actors",
    "Admin actions are by known people.",
    severity="medium",
    needs=("settings", "db"),
    says=(),
)
