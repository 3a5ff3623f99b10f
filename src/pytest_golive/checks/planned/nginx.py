"""Planned checks: nginx."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "nginx.config-valid",
    "The nginx configuration is valid.",
    severity="critical",
    needs=("server",),
    says=(
        "nginx configuration|configurations @tested|valid|correct|ok|passes",
        "=nginx configured|configuration",
        "webserver nginx configured",
        "nginx syntax ok|valid|@tested",
        "docker compose f? docker? compose.prod.yml? exec nginx t",
        "sudo? nginx t passes|ok|clean|successful|succeeds|reports|returns ok|no|successful? errors?",
    ),
)
planned(
    "nginx.https-enabled",
    "HTTPS is on in the nginx configuration.",
    severity="critical",
    needs=("server",),
    says=(
        "https|ssl enabled|configured|active|on nginx configuration|server?",
        "nginx listens|serves|terminates ssl|https|443 443?",
        "only ssl|tlsv1.2|sslv1.2 1.2+|1.2|1.3|tlsv1.3 1.3? enabled|allowed|supported|accepted|offered?",
        "ssl 1.2|1.2+|1.3 minimum|least|higher|newer|above|enforced",
        "ssl 1.0|1.1|v1.0 1.1|v1.1? @off|rejected|refused|blocked",
        "old|weak|legacy ssl|sslv3 versions|version|protocols|protocol @off|rejected|refused|removed",
        "outdated|deprecated|obsolete ssl|sslv3 versions|version|protocols|protocol @off|rejected|refused|removed",
    ),
)
planned(
    "nginx.reverse-proxy",
    "The reverse proxy is set up.",
    severity="high",
    needs=("server", "url"),
    says=(
        "nginx? reverse proxy nginx? @set|@works",
        "nginx configured|acts|runs|works reverse proxy",
        "proxyfix? app|application|django sees|gets|knows visitors|visitor|clients|client ip|address scheme?",
        "proxyfix? flask|rails sees|gets|knows visitors|visitor|clients|client ip|address scheme?",
        "proxyfix? app|application|django|flask|rails sees|gets|knows real|original client? ip|address",
        "x forwarded proto|headers|host passed|set|forwarded|trusted",
        "forwarded proto|headers passed|set|trusted",
    ),
)
planned(
    "nginx.maintenance-page",
    "A maintenance page is prepared.",
    severity="medium",
    needs=("server", "url"),
    says=(
        "maintenance|503|downtime page|maintenance @set|prepared|designed|tested page?",
        "nginx? maintenance page nginx? @set|prepared",
    ),
)
