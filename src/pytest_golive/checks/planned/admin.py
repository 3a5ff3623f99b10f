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
        "=admin|/admin|/admin/|backoffice|office reachable|reached|accessible|open|up|load|online|respond|answer|200 "
        "~ panel area interface dashboard back staff https css login form see wp url show works get",
        "=admin panel|dashboard|area|interface|site|console available|online|up|running ~ https staff get",
        "=back end|office staff|admin reachable|accessible|up|load|open|online ~ https get",
        "=wp admin open|load|up|reachable|accessible|work ~ panel get",
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
        "admin|wp|/admin|/admin/ url|path|location|route|address "
        "custom|change|move|rename|hidden|hide|nonstandard|non|hard|secret|obscure|another|gone|other|different ~ "
        "default standard guess behind",
        "not|isnt|no|never|other admin|wp url|path|location|address "
        "default|/admin|/admin/|guessable|standard|obvious|guess ~ under served longer",
        "=not|isnt admin /admin|/admin/ ~ under served url path default",
        "=/admin|/admin/ 404 ~ return give answer default",
        "admin|wp behind|under custom|secret|nonstandard|unguessable|obscure|own url|path|address ~ hidden",
        "=hide|hidden|move|rename admin|/wp-admin|wp ~ url path login behind somewhere else",
        "admin not|isnt|no default path|url|place|address ~ any longer",
        "change|custom|rename|move wp|admin login url|path|slug|address ~ default",
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
        "=unused|old|former|stale|default|test|demo|shared|unknown|obsolete|inactive|orphaned|departed|agency|"
        "agencys|developer|ex|previous admin|superuser|staff|colleague|employee|administrator|wp "
        "account|user|right|admin remove|delete|gone|deactivated|disabled|revoked|cleaned|closed ~ any left generic "
        "password permission",
        "=unused|old|former|stale|default|test|demo|shared|unknown|obsolete|inactive|orphaned|departed|agency|"
        "agencys|developer|ex|previous admin|superuser|staff|colleague|employee|administrator|wp "
        "account|user|right|admin no|without ~ any left generic password permission",
        "=admin|superuser|staff|administrator user|account|access|right|list|permission|superuser "
        "only|right|reviewed|audited|correct|limited|current|people|need|known|minimal|necessary|few ~ who them "
        "clean granted restricted",
        "=admin|superuser audited|reviewed|limited|known ~ users",
        "=account|access|user former|departed|ex|previous colleague|employee|staff|developer|contractor "
        "removed|deleted|deactivated|disabled|gone|revoked|closed ~ admin",
        "=no admin|superuser|staff leftover|forgotten|surplus|extra|unneeded|strange|stray|unknown ~ user account any",
        "=colleague|employee|staff|developer ex|former|departed cant|cannot|no|not ~ get any more longer login "
        "access account admin",
        "=test|demo|dummy|unused account|user remove|delete|deactivated ~ any admin",
        "review role|permission|rights admin|staff ~ user access",
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
        "=admin|audit|staff log|history|trail|activity|action|entry "
        "unknown|reviewed|strange|suspicious|odd|known|clean|only|check ~ user people person show contain declared "
        "account recent change any last week",
        "=nothing|no admin|audit log|history|trail odd|strange|suspicious|unusual|unexpected|weird ~ last entries",
        "=admin|audit|staff log|history|trail|activity|action no unknown|strange|suspicious|odd|unusual|unexpected ~ "
        "user people person show contain entry account change any",
    ),
)
