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
        "nginx|nginx.conf t|syntax|configtest|validates|parses|config|configured|configuration passes|pass|ok|"
        "green|clean|correct|tested|test|valid|successful|success|warnings|warning|error|errors|fine ~ file @set "
        "get gets up syntax says config configured t syntactically nginx vhost vhosts checks",
        "nginx|nginx.conf no|without|zero warning|warnings|error|errors ~ t syntax config configuration configured "
        "file test gives server check @set get gets up",
        "nginx server|virtual|vhost|vhosts block|blocks|host|hosts|vhost|config correct|configured|tested|set|"
        "exists|defined|valid ~ domain domains shop config @set get gets up",
        "=nginx vhost|vhosts configured|tested|correct|set|written|valid|enabled ~ domain config",
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
        "only ssl 1.2+|1.2|v1.2 1.3|v1.3|tlsv1.3? enabled|allowed|supported|accepted|offered?",
        "only tlsv1.2 1.3|tlsv1.3? enabled|allowed|supported|accepted|offered?",
        "ssl 1.2|1.2+ minimum|least|higher|newer|above|enforced",
        "ssl 1.0|1.1|v1.0 1.1|v1.1? @off|rejected|refused|blocked",
        "old|weak|legacy ssl|sslv3 versions|version|protocols|protocol @off|rejected|refused|removed",
        "outdated|deprecated|obsolete ssl|sslv3 versions|version|protocols|protocol @off|rejected|refused|removed",
        "nginx 443 ssl|https|certificate|listen|listens|serves|tls|serve|answers|port ~ @set get gets up ssl "
        "certificate http2 port block key https cert traffic",
        "nginx ssl|tls|tlsv1.2|tlsv1.3|https configured|enabled|enable|terminated|terminates|terminate|1.2|1.3|"
        "block|only|paths|speaks|key|served|serves|termination ~ @set get gets up 1.2 1.3 tlsv1.2 tlsv1.3 v1.2 "
        "v1.3 only right key certificate path block config point points correct vhost http2 443 listens",
        "ssl_certificate|ssl_certificate_key set|configured|correct|points|path|paths|present ~ nginx right "
        "ssl_certificate_key @set get gets up",
        "tlsv1.0|tlsv1|1.0|tlsv1.1 nginx no|not ~ 1.1 ssl tls tlsv1.1 protocols old",
        "tlsv1.0|tlsv1|1.0|tlsv1.1 nginx @off|removed ~ 1.1 ssl tls tlsv1.1 protocols old",
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
        "nginx|apache|traefik|haproxy|caddy|envoy proxy|proxies|proxying|forwards|forward|routes|route|passes|"
        "passed|proxied app|application|gunicorn|uwsgi|puma|node|upstream|traffic|requests|headers|reverse ~ @set "
        "get gets up request http works correct front sits behind server client ip pass container port traffic "
        "requests node through @tested",
        "proxy_pass|proxypass|proxy_set_header app|application|upstream|works|set|configured|correct|gunicorn|"
        "points ~ @set get gets up nginx header headers server points",
        "forwarded proto|host|header|headers|real|client nginx|proxy|passed|set|pass|forwards|passes|forwarded|"
        "sent ~ x ip host header headers real proto original @set get gets up app https proxy",
        "reverse proxy set|works|configured|passes|passing|pass|working|forwards|tested|front|headers|header ~ "
        "nginx apache traefik client ip host proto x forwarded real @set get gets up app application requests "
        "address correct https",
        "proxy header|headers set|configured|correct|passed|forwarded ~ x host real ip proto forwarded nginx @set "
        "get gets up",
        "requests|traffic go|goes|pass|passes|reach|routed nginx|proxy ~ app application through request server "
        "backend",
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
        "maintenance page|mode|html|site|screen ready|switched|exist|prepared|prepare|configured|tested|available|"
        "503|designed|exists|works|place|built ~ static get gets set nginx down deploying while returns status "
        "temporary custom http retry after serves",
        "maintenance.html|maintenance_page.html|maintenance ready|exists|uploaded|deployed|503 ~ page @set get "
        "gets up server nginx static file returns mode",
        "page 503|down|back maintenance|soon|deploying|downtime ~ prepare prepared put up while ready static "
        "friendly @set get gets during",
        "=maintenance page ~ nice",
    ),
)
