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
        "nginx|nginx.conf t|syntax|configtest|validates|parses|config|configured|configuration "
        "passes|pass|ok|green|clean|correct|correctly|tested|test|valid|successful|success|warnings|warning|error|errors|fine "
        "~ no without file is from @set been get gets on up syntax says config configured t syntactically nginx "
        "vhost all has for vhosts checked checks",
        "nginx server|virtual|vhost|vhosts block|blocks|host|hosts|vhost|config "
        "correct|configured|tested|set|exists|defined|valid ~ domain domains shop config for every @set been get "
        "gets on up each are is",
        "=nginx vhost|vhosts configured|tested|correct|set|written|valid|enabled ~ domain config for every our",
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
        "nginx 443 ssl|https|certificate|listen|listens|serves|tls|serve|answers|port ~ @set been get gets on up "
        "ssl certificate http2 with port block key https cert traffic",
        "nginx ssl|tls|tlsv1.2|tlsv1.3|https "
        "configured|enabled|enable|terminated|terminates|terminate|1.2|1.3|block|only|paths|speaks|key|served|serves|termination "
        "~ @set been get gets on up 1.2 1.3 tlsv1.2 tlsv1.3 v1.2 v1.3 only right key certificate path block "
        "config point points to in correct vhost http2 443 listens",
        "ssl_certificate|ssl_certificate_key set|configured|correct|points|path|paths|present ~ nginx in are "
        "right ssl_certificate_key to @set been get gets on up",
        "tlsv1.0|tlsv1|1.0|tlsv1.1 nginx @off|no|not|removed ~ 1.1 ssl tls in tlsv1.1 and protocols old",
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
        "nginx|apache|traefik|haproxy|caddy|envoy "
        "proxy|proxies|proxying|forwards|forward|routes|route|passes|passed|proxied "
        "app|application|gunicorn|uwsgi|puma|node|upstream|traffic|requests|headers|reverse ~ @set been get gets "
        "on up request http to works correct as in front of the sits behind server client ip pass container port "
        "traffic requests node from through @tested",
        "proxy_pass|proxypass|proxy_set_header "
        "app|application|upstream|works|set|configured|correct|gunicorn|points ~ @set been get gets on up nginx "
        "to header headers server points",
        "forwarded proto|host|header|headers|real|client "
        "nginx|proxy|passed|set|pass|forwards|passes|forwarded|sent ~ x for on by ip host header headers real "
        "proto original @set been get gets up app and to correctly https proxy",
        "reverse proxy set|works|configured|passes|passing|pass|working|forwards|tested|front|headers|header ~ "
        "nginx apache traefik client ip host proto x forwarded real @set been get gets on up the app application "
        "requests address in correct https",
        "proxy header|headers set|configured|correct|passed|forwarded ~ x host real ip proto forwarded for nginx "
        "@set been get gets on up",
        "requests|traffic go|goes|pass|passes|reach|routed nginx|proxy ~ app application through request to the "
        "all server backend",
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
        "maintenance page|mode|html|site|screen "
        "ready|switched|exist|prepared|prepare|configured|tested|available|503|designed|exists|works|enabled|place|there|built|on "
        "~ @set been get gets on up static can nginx down for deploying while with be a returns status temporary "
        "our custom http retry after serves is",
        "maintenance.html|maintenance_page.html|maintenance ready|exists|there|uploaded|deployed|503 ~ page @set "
        "been get gets on up server nginx static file returns mode",
        "page 503|down|back maintenance|soon|deploying|downtime ~ prepare prepared put can up while ready a "
        "static friendly @set been get gets on we for during the",
        "=maintenance page ~ there we have a nice our",
    ),
)
