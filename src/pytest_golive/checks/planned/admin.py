"""Planned checks: admin."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "admin.reachable",
    "The admin panel is reachable.",
    severity="critical",
    needs=("url",),
    says=(
        "admin panel|interface|site|dashboard|area accessible|reachable|available|loads|responds /admin/|/admin?",
        "admin panel|interface|site|dashboard works|functional",
        "@tested admin panel|interface|dashboard access",
        "/admin|/admin/ loads|reachable|accessible|responds|answers",
        "=admin reachable|accessible|loads https?",
        "admin panel|interface|site comes up",
        "!admin panel|interface|site? down|unreachable|inaccessible",
        "!admin panel|interface|site not accessible|reachable|works",
    ),
)
planned(
    "admin.login-works",
    "Admin login works.",
    severity="critical",
    needs=("storefront",),
    says=(
        "admin|staff login works|functional|successful|@tested",
        "admin panel|interface|site|dashboard works|functional",
        "@tested admin panel|interface|dashboard access",
        "=test admin panel|interface",
        "=login admin panel|interface|dashboard|site?",
        "=staff|admins login admin? panel|interface?",
        "staff|admins|team login admin|back office|panel|area|dashboard|interface",
    ),
)
planned(
    "admin.url-custom",
    "The admin path is not the default.",
    severity="medium",
    needs=("url", "settings"),
    says=(
        "admin url|path|location custom|changed|moved|renamed|nonstandard default?",
        "admin url|path not|isnt default|guessable|/admin|/admin/",
        "admin lives|moved|reachable|served somewhere|anywhere? other than? /admin|/admin/",
        "custom|secret|non default? admin url|path",
        "=admin_url custom admin path optional?",
        "environment|variables: admin_url",
        "default admin|/admin|/admin/ url|path changed|moved|renamed|disabled|gone",
    ),
)
planned(
    "admin.product-crud",
    "Products can be managed in the admin.",
    severity="high",
    needs=("storefront",),
    says=(
        "admin: product management|editing|crud works|functional|@tested?",
        "product management|crud works|functional|@tested",
        "products created|added|edited|managed admin panel|interface?",
        "=admin operations works|functional|@tested?",
        "=test admin panel|interface",
        "products created|added edited|changed? deleted|hidden? admin",
        "staff|admins|admin add|create|edit|manage product",
    ),
)
planned(
    "admin.orders-listed",
    "Orders are listed in the admin.",
    severity="high",
    needs=("storefront",),
    says=(
        "admin: view|list|see orders",
        "orders visible|listed|shown|appear admin panel|interface|dashboard|list?",
        "admin|staff see|view|list orders",
        "new? orders show|appear|arrive up? admin|dashboard",
    ),
)
planned(
    "admin.order-manage",
    "Orders can be managed in the admin.",
    severity="high",
    needs=("storefront",),
    says=(
        "order management works|functional|@tested",
        "admin order management works|functional|@tested?",
        "admin: manage orders",
        "=admin operations works|functional|@tested?",
        "=test admin panel|interface",
        "orders managed|edited|processed admin|back office?",
        "staff|admins|admin manage|process|edit orders",
    ),
)
planned(
    "admin.order-status-update",
    "Order status can be changed in the admin.",
    severity="high",
    needs=("storefront",),
    says=(
        "admin: update|change|set order status",
        "admin|staff update|change|set order status",
        "order status updated|changed admin|staff panel|interface?",
    ),
)
planned(
    "admin.cod-mark-paid",
    "A COD payment can be marked received.",
    severity="high",
    needs=("storefront",),
    says=(
        "mark|marked cod payment|order received|paid if? applicable?",
        "mark|marked cash delivery payment|order? received|paid",
    ),
)
planned(
    "admin.reports",
    "Reports are right.",
    severity="high",
    needs=("storefront",),
    says=(
        "admin: generate|generated reports",
        "admin|sales|order reports generate|correct|accurate|works|@tested",
        "sales|order|revenue report totals|figures|numbers right|correct|match|accurate",
        "reports show|shows|contain right|correct numbers|totals|figures",
    ),
)
planned(
    "admin.accounts-as-declared",
    "Staff accounts are as declared.",
    severity="high",
    needs=("settings", "db"),
    says=(
        "=user permissions",
        "user permissions @set|@tested|enforced",
        "staff users|accounts @set|reviewed|review|current|limited",
        "admin accounts reviewed|review|current|limited|known",
        "=user? permission|access review|reviewed",
        "no user|users|account|username called|named? admin|administrator left?",
        "no default|shared|generic admin|staff users|accounts|logins",
        "default|shared|demo admin|staff users|accounts removed|deleted|disabled|deactivated",
        "only current|known|named|declared employees|staff|people admin accounts|access|rights",
        "old|former|unused|stale staff|admin|employee accounts|users|logins removed|deleted|disabled|deactivated",
        "ex|former|departed employees|staff|people no longer? admin? access|account|accounts",
        "no unknown|unexpected|unneeded|undeclared superusers|admins|staff|superuser accounts?",
    ),
)
planned(
    "admin.audit-log-known-actors",
    "Admin actions are by known people.",
    severity="medium",
    needs=("settings", "db"),
    says=(
        "=review|reviewed audit logs",
        "review|reviewed admin actions|activity|audit logs",
        "admin|audit log shows|contains? nothing|no odd|unknown|suspicious|strange|unexpected",
    ),
)
