"""Planned checks: monitoring."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "monitoring.error-tracking",
    "Error tracking receives errors.",
    severity="high",
    needs=("monitoring", "env"),
    says=(
        "error|exception|crash tracking|reporting|monitoring @set|@works",
        "error|exception|crash tracking|reporting @set? sentry|rollbar|bugsnag rollbar|sentry|bugsnag? @set?",
        "error|exception|crash monitoring @set? sentry|rollbar|bugsnag rollbar|sentry|bugsnag? @set?",
        "error|exception|crash tracking|reporting|monitoring honeybadger|airbrake|raygun @set?",
        "sentry|rollbar|bugsnag|honeybadger @set|@works|integration|connected production? dsn|release?",
        "sentry|rollbar|bugsnag|honeybadger receives|receiving|catches|captures errors|exceptions|events",
        "unhandled|production? errors|exceptions|crashes turn|show up sentry|rollbar|bugsnag within? minutes?",
        "errors|exceptions|crashes arrive|visible|reported|sent|captured|tracked sentry|rollbar|bugsnag|honeybadger",
        "test error|exception|event arrives|sent|visible|received|captured sentry|rollbar|bugsnag|honeybadger",
        "sentry_dsn @set|set",
        "=sentry: sentry_dsn .env.production?",
        "=error tracking: sentry|rollbar|bugsnag",
        "=error tracking: new relic",
    ),
)
planned(
    "monitoring.uptime-configured",
    "Uptime monitoring watches the site.",
    severity="high",
    needs=("monitoring",),
    says=(
        "uptime|availability monitoring|monitor|monitors|check|checks @set|running|works",
        "=uptime|availability monitoring",
        "uptime monitoring|monitor @set? uptimerobot|pingdom|statuscake|datadog pingdom|uptimerobot? @set?",
        "external? uptime|http|synthetic probe|monitor|check hits|watches public|production url|site minute?",
        "external? uptime|http|synthetic probe|monitor|check polls|pings public|production url|site minute?",
        "external? uptime|http|synthetic probe|monitor|check site|website|homepage|/health|/healthz minute?",
        "site|website|homepage|production|health @watched uptimerobot|pingdom|statuscake|betterstack",
        "uptimerobot|pingdom|statuscake|betterstack check|checks|watches|pings|monitors site|website|homepage|url",
        "uptimerobot|pingdom|statuscake|betterstack @set",
        "=criteria: monitoring configured",
        "=uptime monitoring: pingdom|uptimerobot|datadog|statuscake",
    ),
)
planned(
    "monitoring.alerts-configured",
    "Alerts reach somebody.",
    severity="high",
    needs=("monitoring",),
    says=(
        "monitoring alerts|alerting|alarms @set",
        "=alerts|alerting|alarms @set|on",
        "=alerts|alerting|alarms @set|on cpu memory|ram? disk?",
        "=monitoring|monitors alerting|alerts|alarms",
        "alert|alerting|alarm rules|channels|policies|thresholds|contacts @set",
        "alerts|pages|alarms reach|wake|get|go actual|real|right? human|person|somebody|someone|engineer|team|call",
        "call gets|engineer? paged|alerted|notified when|if site|app|service goes|is? down",
        "rota|rotation|schedule pagerduty|opsgenie",
        "pagerduty|opsgenie|alertmanager @set|integration|connected|integrated",
        "=monitoring? alerts|alarms|alerting sent|delivered|routed|go email|slack|sms|call|team|pagerduty|opsgenie",
        "=criteria: monitoring configured",
    ),
)
planned(
    "monitoring.host-metrics",
    "Server resources are monitored.",
    severity="medium",
    needs=("monitoring",),
    says=(
        "server|servers|host|hosts|node|nodes|system|infrastructure resource|resources usage|metrics? @watched",
        "server|host|infrastructure|system monitoring|metrics cpu memory|ram disk",
        "server|host|infrastructure|system|node metrics collected|graphed|visible|recorded|exported grafana?",
        "server|host|infrastructure|system|node metrics grafana|datadog|cloudwatch|prometheus grafana?",
        "server|host|infrastructure monitoring @set",
        "cpu memory|ram disk graphs|dashboards|metrics|charts exist|@set|visible? node|nodes|server?",
        "cpu memory|ram disk graphs|dashboards|metrics|charts exist|@set|visible? servers|host|hosts",
        "cpu memory|ram disk graphed|@watched|collected exist|@set|visible? node|nodes|server|servers|host|hosts?",
    ),
)
planned(
    "monitoring.db-metrics",
    "Database performance is monitored.",
    severity="medium",
    needs=("monitoring", "db"),
    says=(
        "database|postgres|mysql|mariadb performance|metrics|health|load @watched|collected|graphed",
        "database|postgres|mysql|mariadb performance|metrics|health|load visible|recorded",
        "database|postgres|mysql|mariadb monitoring @set",
        "database|postgres|mysql query|queries performance|time|times @watched",
    ),
)
planned(
    "monitoring.apm-data",
    "Application performance data arrives.",
    severity="medium",
    needs=("monitoring",),
    says=(
        "application|app|service|web? target up prometheus",
        "request|application|app metrics flowing|collected|exported|scraped prometheus|grafana|datadog|relic?",
        "service|latency metrics flowing|collected|exported|scraped prometheus|grafana|datadog|relic?",
        "request|application|app metrics arriving|arrive|visible|available prometheus|grafana|datadog|relic?",
        "service|latency metrics arriving|arrive|visible|available prometheus|grafana|datadog|relic?",
        "application|app performance monitoring|monitored @set|apm|active?",
        "apm @set|agent|active|receives|receiving data|traces|installed?",
        "prometheus scrapes|scraping app|application|service|metrics",
        "=performance monitoring: datadog|prometheus|appdynamics|dynatrace",
        "=performance monitoring: new relic",
        "new relic apm @set|active|installed?",
    ),
)
planned(
    "monitoring.certificate-expiry",
    "Certificate expiry is monitored.",
    severity="medium",
    needs=("monitoring",),
    says=(
        "ssl|certificate certificate? expiry|expiration alerts|alert|reminder|warning|check|monitor @set|on?",
        "ssl|https? certificate expiration|expiry|expires @watched",
        "ssl|https? certificate @watched expiration|expiry",
        "alert|alarm|warning before|ahead|when ssl? certificate expires|expiry|expiration|expire",
        "reminder|notification|warned before|ahead|when ssl? certificate expires|expiry|expiration|expire",
        "get? warned|alerted {ahead} days|weeks before ssl? certificate expires|runs|expiry|expire out?",
        "get? notified|told {ahead} days|weeks before ssl? certificate expires|runs|expiry|expire out?",
        "alert|alarm|warning {ahead} days|weeks before ssl? certificate expires|runs|expiry|expire",
    ),
    quantities={"ahead": str},
)
planned(
    "monitoring.no-open-incidents",
    "No open incident or unanswered alert.",
    severity="high",
    needs=("monitoring",),
    says=(
        "monitored|review uptime|availability alerts|alarms",
        "no open|active|firing|unresolved incidents|incident|alerts|alarms|outages",
        "no unacknowledged|ongoing|current|outstanding incidents|incident|alerts|alarms|outages",
        "incidents|alerts|alarms acknowledged|resolved|closed",
        "monitored site closely first? 24? 48|72? hours after? launch",
    ),
)
planned(
    "monitoring.error-rate",
    "The error rate is acceptable.",
    severity="high",
    needs=("monitoring", "server"),
    says=(
        "error|5xx|500|failure rate|ratio|rates <|≤|<= than? {percent} past|last|over? hour|day|24h|week?",
        "error|5xx rate|ratio|rates under|below|less than? {percent} past|last|over? hour|day|24h|week?",
        "500|failure rate|ratio|rates under|below|less than? {percent} past|last|over? hour|day|24h|week?",
        "error|5xx|500 rate|rates|ratio|percentage acceptable|normal|low limits|threshold|target|expected?",
        "error|5xx|500 rate|rates|ratio|percentage stable|within|baseline limits|threshold|target|expected?",
        "=post|day|launch|daily|weekly|monthly: @watched error rate|rates",
        "performance? response times error rates monitored?",
        "@watched performance response times error rates",
        "=@watched errors",
    ),
    quantities={"percent": float},
)
planned(
    "monitoring.response-time",
    "Response times are acceptable.",
    severity="high",
    needs=("monitoring", "server"),
    says=(
        "response|request time|latency acceptable|normal|stable|within|good limits|target|threshold|slo?",
        "analyze|analyse|review|reviewed response times|time",
        "p95|95th percentile? latency|response time|times? <|≤|<= than? {milliseconds} ms|milliseconds",
        "p95|95th percentile? latency|response time|times? under|below|less than? {milliseconds} ms|milliseconds",
        "p95|95th percentile? latency|response time|times? <|≤|<= than? {seconds} s|second|seconds|sec",
        "p95|95th percentile? latency|response time|times? under|below|less than? {seconds} s|second|seconds|sec",
        "@watched performance response times error rates",
        "=performance metrics|analysis @watched|reviewed|review?",
    ),
    quantities={"milliseconds": float, "seconds": float},
)
planned(
    "monitoring.uptime",
    "Uptime meets its target.",
    severity="high",
    needs=("monitoring",),
    says=(
        "uptime|availability target|slo|sla|goal? >|≥|>=|above|least|exceeds? {percent} met|target?",
        "{percent} uptime|availability",
        "uptime|availability target|slo|sla|goal met|reached|kept",
    ),
    quantities={"percent": float},
)
planned(
    "monitoring.no-long-outage",
    "No outage longer than the limit.",
    severity="critical",
    needs=("monitoring",),
    says=(
        "!service|site|website|app unavailable|down|outage|offline >|longer|more than? {minutes} minutes|min",
        "!application|shop|system unavailable|down|outage|offline >|longer|more than? {minutes} minutes|min",
        "no outage|outages|downtime >|longer|more|exceeding|above than? {minutes} minutes|min",
    ),
    quantities={"minutes": float},
)
