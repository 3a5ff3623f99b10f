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
        "sentry|rollbar|bugsnag|honeybadger|airbrake|raygun|glitchtip|appsignal|crashlytics|trackjs live|set|"
        "installed|install|configured|working|works|enabled|active|dsn|connected|integrated|receives|receive|"
        "receiving|catches|catch|gets|running ~ @set get gets up production errors error events exceptions server "
        "client browser javascript js app sdk project release dsn environment backend frontend",
        "error|errors|exception|exceptions|crash|crashes sentry|rollbar|bugsnag|honeybadger|airbrake|raygun|"
        "glitchtip|appsignal|crashlytics go|goes|show|shows|sent|reported|reports|captured|caught|appear|appears|"
        "arrive|arrives|end|land|tracked|logged|visible|test|track|tracking|catches|tags|get ~ @set get gets up "
        "unhandled uncaught js javascript client server browser release tags test frontend backend app within "
        "minutes environment react",
        "error|errors|exception tracking|tracker enabled|installed|configured|works|active|set|live|running ~ @set "
        "get gets up sentry rollbar bugsnag service tool system js server client app frontend backend",
        "unhandled|uncaught errors|exceptions|error|exception|crashes reported|tracked|captured|caught|collected ~ "
        "get automatically sentry",
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
        "uptimerobot|pingdom|statuscake|updown|hetrixtools|freshping|nodeping|uptimekuma|site24x7|checkly|"
        "betteruptime pings|ping|check|checks|monitor|monitors|watches|watching|watch|set|configured|active|"
        "running|polls|monitoring ~ @set get gets up homepage home health url minute minutes 1 5 checkout "
        "configured uptime /health /healthz endpoint two outside regions",
        "uptime|synthetic|synthetics|ping|heartbeat|availability|downtime|blackbox monitor|monitors|check|checks|"
        "monitoring|watching|watches|probe|robot|kuma ~ @set get gets up homepage home health url minute minutes 1 "
        "5 external outside 24 7 service tool better configured pingdom uptimerobot running",
        "external health|uptime|ping monitoring|monitor|check|checks|probe ~ @set get gets up url site homepage minute",
        "site|website|homepage down know|told|notice|notices|learn|notified ~ within minutes when if get minute shop",
        "=watching|watches|monitors|monitoring up ~ somebody someone whether site 24 7 anyone if",
        "=better uptime|stack watches|monitors|configured|set|checks ~ site",
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
        "=alert|alerts|alerting|alarms|alarm|alertmanager|pagerduty|opsgenie|victorops reach|slack|sms|phone|call|"
        "engineer|page|pages|rules|email|notify|go|goes|sent|somebody|someone|team|route|routed|set|woken|opsgenie|"
        "pagerduty|tested|configured|enabled|active|works|defined|cpu ~ get gets up configured enabled active "
        "exist exists work works tested tests set oncall person channel rota 5xx latency disk memory cpu error "
        "rate errors down downtime outage outages place when thresholds rule cloudwatch grafana prometheus datadog "
        "out goes critical right people spikes high call if response time ops who",
        "oncall|team|engineer|someone|somebody notified|paged|woken|pinged|called|sms outage|outages|down|breaks|"
        "fails|goes|failure|failures|error|errors ~ call gets get when about up site if checkout engineer phone "
        "email slack sms",
        "alert|alerts|alarm|alarms when|if error|errors|5xx|latency|cpu|disk|memory|down|outage|downtime ~ rate "
        "spikes spike high response time server full goes @set get gets up low threshold",
        "cloudwatch|grafana|prometheus|datadog|zabbix|newrelic alarm|alarms|alert|alerts|alerting ~ @set get gets "
        "up rules configured 5xx latency cpu disk errors memory rule",
        "=get|gets|receive sms|call|email|paged|notified down|outage|breaks|outages|fails ~ when site goes",
        "=call|oncall|team gets|notified|paged about|outages|outage|down ~ get notified when site goes outages outage",
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
        "cpu|ram|memory|disk memory|disk|ram|cpu graphed|graphs|graph|dashboard|dashboards|monitored|monitoring|"
        "monitor|collected|collects|charts|metrics|grafana|agent|watched|recorded|tracked|plotted|charted ~ "
        "cloudwatch agent node server host usage i o network load exist grafana datadog",
        "server|servers|host|hosts|infrastructure|node|nodes|machine|box|vps|system metrics|monitored|monitoring|"
        "monitor|exporter|agent|dashboard|dashboards|metric ~ grafana prometheus datadog zabbix netdata cloudwatch "
        "newrelic munin nagios telegraf collectd @set get gets up arrive arrives box resource resources usage data "
        "show health machine performance",
        "netdata|zabbix|munin|nagios|node_exporter|telegraf|collectd|checkmk|glances agent|installed|set|running|"
        "configured|server|servers|host|up|hosts|node|box ~ @set get gets up server host box machine vm vps node "
        "instance droplet servers monitors monitoring exporter",
        "cloudwatch|datadog|newrelic|grafana agent|collects|metrics memory|disk|cpu|host|hosts|server|"
        "infrastructure ~ collects metrics installed host dashboards running servers",
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
        "=pg_stat_statements ~ extension",
        "database|postgres|mysql|mariadb|rds|query|queries|mongodb monitored|monitoring|monitor|metrics|exporter|"
        "insights|tracked|graphed|graphs|dashboard|postgres_exporter|mysqld_exporter|watched performance|query|"
        "connections|grafana|running|enabled|datadog|times|configured|set|prometheus|pganalyze|pmm ~ @set get gets "
        "up performance query queries time times connections slow throughput installed prometheus replication lag "
        "database active",
        "postgres_exporter|mysqld_exporter|pganalyze|pghero|pmm|pgbadger running|installed|set|active|up|"
        "configured|enabled ~ @set get gets up database",
        "pg_stat_statements|performance_schema enabled|loaded|installed|active|set|extension ~ @set get gets up "
        "extension database",
        "=database|postgres|mysql|rds|query performance|monitored|monitoring|monitor|tracked|watched ~ performance "
        "database set configured place enabled",
        "performance insights enabled|active ~ rds aurora database",
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
        "apm installed|set|configured|collecting|agent|live|enabled|works|data|traces|transactions|running|arrives|"
        "active|reports|sends ~ @set get gets up new relic datadog elastic newrelic dynatrace scout skylight "
        "transactions app collecting server",
        "newrelic|relic|datadog|skylight|scout|dynatrace|appdynamics|opentelemetry|otel|prometheus|jaeger|tempo|"
        "honeycomb apm|traces|trace|tracing|scrapes|scraping|transactions|metrics|reports|agent|collects|"
        "performance ~ @set get gets up come app application rails node django arrive arrives requests latency "
        "throughput data monitoring new backend",
        "request|requests latency|rate|throughput|duration grafana|dashboard|graphed|datadog|prometheus|dashboards|"
        "charted|recorded|measured ~ throughput latency rate error duration app visible route",
        "application|app|apps performance|metrics|traces monitored|monitoring|monitor|collected|tracked|scraped|"
        "exported|recorded|configured|enabled ~ @set get gets up performance prometheus place traces apm tool",
        "performance monitoring enabled|active|configured|installed|works|set|running ~ @set get gets up apm "
        "datadog newrelic relic new sentry",
        "new relic installed|reports|reporting|configured|set|live|receives|agent ~ @set get gets up apm agent app "
        "data performance server",
        "prometheus scrapes|scraping|targets app|application|metrics|up ~ target endpoint up",
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
        "certificate|ssl|certificates expiry|expire|expires|expiration|expiring|expired|runs warn|warned|warning|"
        "alert|alerts|alerted|alarm|monitor|monitored|monitoring|monitors|watched|notified|notify|reminder|checks|"
        "tracked|told|notification|tracking {ahead}? ~ @set get gets up ssl certificate days day weeks week before "
        "30 14 21 7 three two about when expiry out advance uptime exporter blackbox cert manager near check robot",
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
        "alert|alerts|alarm|alarms|incident|incidents|alerting|pagerduty no|zero|none|without open|firing|active|"
        "ongoing|unacknowledged|unresolved|alerting|right|outstanding|pending ~ any now pagerduty opsgenie "
        "statuspage shows currently moment alerts active incident alert grafana alertmanager",
        "alert|alerts|alarm|alarms|incident|incidents|alerting|pagerduty nothing open|firing|active|ongoing|"
        "unacknowledged|unresolved|alerting|right|outstanding|pending ~ any now pagerduty opsgenie statuspage "
        "shows currently moment alerts active incident alert grafana alertmanager",
        "monitor|monitors|dashboards|dashboard|checks green ~ everything uptime grafana show",
        "alertmanager|pagerduty|opsgenie quiet|silent|empty|clean ~ ",
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
        "=monitored|monitor|monitoring|watch|observe errors",
        "error|errors|5xx|500|failure|failures rate|rates|ratio|percentage|share zero {percent}? ~ http 500 5xx "
        "server percent near one stays within limits requests last hour h release deploy since after look looks "
        "production 1 24 errors cent",
        "error|errors|5xx|500|failure|failures rate|rates|ratio|percentage|share below|under|<|≤|less|beneath|"
        "normal|low|fine|ok|acceptable|healthy|stable {percent}? ~ http 500 5xx server percent near one stays "
        "within limits requests last hour h release deploy since after look looks production 1 24 errors cent",
        "5xx|500 below|under|<|≤|less|beneath|fewer {percent} ~ http errors error requests rate percent past last "
        "hour deploy",
        "5xx|500|errors no|without|zero spike|spikes|jump|increase|rise since|after|deploy|deployment|release ~ "
        "error rate http server s",
        "requests|request fail|failed|failing|errors fewer|less|under|below|than {percent} ~ percent",
        "error budget not|isnt|no exhausted|exceeded|burnt|burned|left|intact ~ up slo",
        "error budget within exhausted|exceeded|burnt|burned|left|intact ~ up slo",
        "=error|errors|5xx rate|rates ~ ok watch watched http fine",
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
        "p95|p99|latency|percentile|ttfb|response|average|median below|under|<|≤|less|beneath {milliseconds} ms ~ "
        "time times latency response average server percentile 95th p95 p99 95 99 th backend stays http requests "
        "production",
        "p95|p99|latency|percentile|ttfb|response below|under|<|≤|less|beneath {seconds} s|second|seconds ~ time "
        "times latency response average server percentile 95th 95 99 th p95 p99 backend stays requests one",
        "response|latency|ttfb time|times|server normal|healthy|good|fine|ok|acceptable|low|stable|looks ~ server "
        "backend average look looks grafana after deploy deployment release within limits response latency p95 "
        "time times",
        "=latency|ttfb|p95 normal|fine|good|ok|acceptable|healthy|low|stable ~ backend server response after "
        "deploy deployment release look looks grafana",
        "latency no|without|zero regression|regressions|spike|spikes|increase ~ dashboard since deploy after release",
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
        "uptime|availability {percent} ~ least above last 30 days month months monthly target past slo sla more "
        "better >= > ≥ weeks year 7 90",
        "uptime|availability target|sla|slo met|reached|above|meets|within|hit|kept|ok|achieved|fulfilled ~ last "
        "month monthly percent target slo sla met",
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
        "outage|outages|downtime|down no|not|zero|never|none|without|isnt longer|long|extended|unplanned|major|"
        "week|month|than|launch|prolonged|significant|serious|last {minutes}? ~ minutes min minute more less past "
        "last week month since days 7 30 site any unplanned outage downtime major hour hours",
    ),
    quantities={"minutes": float},
)
