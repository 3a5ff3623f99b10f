"""Planned checks: admin."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

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
        "product|item create|created|add|added|edit|manage|change|delete|maintain "
        "admin|staff|dashboard|office|back|panel|backoffice ~ @works new able hide hidden see show shown appear "
        "possible price stock end update",
        "product|item create|add|edit|manage|change|maintain client|owner|merchant|editor|team|manager ~ new able "
        "delete price stock possible",
        "=product create|created|add|added|edit|management|crud works|tested|functional|ok|possible|able ~ new "
        "delete admin staff",
        "=client|owner|staff|merchant|editor product edit|add|create|change|manage ~ own her new able themselves alone",
        "new|test product admin|back turn|show|appear|visible ~ up created office storefront",
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
        "order admin|staff|office|dashboard|owner|back|backoffice|panel "
        "see|show|shown|list|visible|appear|view|found|find|arrive|searchable|search ~ new test placed incoming able "
        "number end after phone name customer",
        "order new|test|placed admin|back|dashboard|panel|staff pop|turn|show|arrive|appear|find|found|see|land ~ up "
        "office",
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
        "order manage|process|handle|edit|management|open "
        "admin|staff|office|dashboard|owner|client|merchant|back|panel|backoffice ~ change able new test end "
        "possible fulfil interface",
        "=order manage|process|handle|edit|management team|admin|staff|works|office|owner|tested ~ @works @tested "
        "able back possible dashboard client",
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
        "order status|state|shipped|completed|delivered|sent|dispatched change|set|mark|update|edited "
        "admin|staff|office|back|able|works|possible|backoffice|dashboard|panel|owner|team ~ new tested end",
        "=order status change|edit ~ @tested able possible manually",
        "=mark|set order shipped|delivered|dispatched|sent ~ able possible works tested",
        "staff|admin order shipped|delivered|paid|completed change|set|mark|switch ~",
        "=mark order shipped|delivered|sent ~",
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
        "cod|cash order|payment|delivery mark|record|set|confirm|book|received|collected "
        "paid|received|cash|admin|collected|payment ~ staff able works",
        "cash|cod payment|order|money tick|booked|mark|recorded admin|staff|received|office|back ~ paid delivery",
        "cash received delivery booked|recorded|marked|entered ~ staff order",
        "cod cash record|book ~ order payment staff",
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
        "=report sales|revenue|admin|works|export|download|totals|figure|open ~ generate csv excel pdf right number "
        "match order dashboard able monthly daily",
        "sales|revenue|turnover figure|number|total|dashboard|report|statistics|stats "
        "right|correct|match|accurate|order|agree|works|plausible ~ shown show",
        "dashboard|report revenue|sales right|correct|match|accurate ~ show total number figure order",
        "report total|figure|number tested|correct|right|match|agree ~ sales revenue admin order",
        "sales|revenue|order report|figure|number add|right|correct|match|tally ~ up monthly weekly daily total",
    ),
)
