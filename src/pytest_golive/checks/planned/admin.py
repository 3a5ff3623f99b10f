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
        "=login admin|staff|superuser|backoffice|office|dashboard|wp|panel ~ @works @tested back user area interface "
        "able credential account client possible end",
        "=log|sign able|possible admin|office|backoffice|dashboard|panel|wp ~ staff client back superuser user works "
        "area end",
        "=admin|staff|superuser credential|password works|accepted|tested|valid ~ login account",
        "=owner|staff|client|admin log|login admin|panel|dashboard|office|staff ~ able back",
        "=test|try staff|admin login ~ once",
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
