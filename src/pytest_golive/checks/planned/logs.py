"""Planned checks: logs."""

from __future__ import annotations

import enum

from pytest_golive.checks.registry import planned


class LogLevel(enum.StrEnum):
    """What a line can ask for; "log level set" asks for none."""

    INFO = "info"
    WARNING = "warning"
    WARN = "warn"
    ERROR = "error"
    CRITICAL = "critical"


planned(
    "logs.configured",
    "Application logging works.",
    severity="high",
    needs=("settings", "server"),
    says=(
        "=logging configured|enabled|implemented|active|working|works|on",
        "application|app|error|exception logging|logs|logger configured|enabled|implemented|active",
        "application|app|error|exception logging|logs|logger working|works|on",
        "django|rails|production logging|logs|logger configured|enabled|implemented|active|working|works|on",
        "application|app logs|logging written|go|goes|sent stdout|file|journald|syslog",
        "configured|enable application|app|error logging",
        "logging configured production|file|stdout|journald|json|structured",
        "review logging implementation",
        "log|logs|logging|logger app|application|laravel|rails|django|node|structured|json|php stdout|stderr|"
        "journald|journalctl|cloudwatch|written|writes|write|works|working|enabled|configured|show|visible|arrive|"
        "active|appear ~ @set get gets up @tested @works go goes output production see json structured error "
        "errors events docker switched",
        "=log|logs|logging|logger enabled|works|working|configured ~ structured json app application production "
        "set events backend level levels",
        "=error|errors|events|exceptions written|logged|log|logs application|app|file ~ log",
        "=log|logs output ~ stdout structured json app goes",
    ),
)
planned(
    "logs.directory-exists",
    "Log directories exist.",
    severity="medium",
    needs=("server",),
    says=(
        "log|logs directory|directories|folder|folders @set|exist|exists",
        "log directory|directories|folder|folders created write|writable|write permissions|permission?",
        "logs stored|written accessible location|place",
        "=mkdir p logs django|app? logs? nginx?",
        "log|logs|/var/log|/logs directory|dir|folder|path|volume exist|exists|created|create|present|available|"
        "persistent|mounted|mkdir ~ @set get gets up server host box machine vm vps node instance droplet p live "
        "lives persistent",
        "mkdir /var/log|/var/log/app|/var/log/shop|/var/log/gunicorn|/var/log/django|logs ~ p done directory app "
        "created",
        "=/var/log/app|/var/log/shop|/var/log/gunicorn|/var/log/django ~ exists present created available "
        "directory folder",
        "log|logs persistent volume|disk|storage ~ live lives written",
        "=log|logs folder|directory|dir ~ server host box machine vm vps node instance droplet",
    ),
)
planned(
    "logs.writable",
    "Log files are writable by the service.",
    severity="high",
    needs=("server",),
    says=(
        "log|logs files|file|directory? writable app|application|service|process|user|server?",
        "log|logs folder|directories|folders writable app|application|service|process|user|server?",
        "log directory|directories|folder|folders created write|writable|write permissions|permission?",
        "log|logs files|file|directory|folder|directories write permissions|permission|access @set|set?",
        "logs stored|written accessible location|place",
        "=touch logs django|nginx gunicorn? access.log|error.log",
        "environment|variables|logging: log_file",
        "log|logs|/var/log|/var/log/app|/var/log/shop|/var/log/gunicorn|/var/log/django writable|writeable|write|"
        "owned|owner|append|chown|ownership user|service|www|server|directory|dir|folder|file|files|process|"
        "storage|account|webserver ~ data app application give access permission permissions right group correct "
        "storage process user deploy @set get gets up",
        "log|logs directory|dir|folder|file|files permission|permissions|owner ~ correct right set app user write "
        "fixed service ok",
        "storage logs|log writable|writeable ~ laravel",
        "/var/log|/var/log/app|/var/log/shop|/var/log/gunicorn|/var/log/django writable|writeable|owned www|user|"
        "app|service ~ data",
    ),
)
planned(
    "logs.level",
    "The log level is as declared.",
    severity="medium",
    needs=("settings", "env"),
    says=(
        "log_level|loglevel {level}",
        "log|logging level set|@set? {level}",
        "log|logging level|levels set|@set|appropriate|sensible",
        "debug|verbose logging|logs @off",
        "no debug|verbose logging|logs",
        "log|logs|logging|loglevel|log_level|verbosity level|verbosity|loglevel {level} ~ info warn warning error "
        "@set get gets up set production raised app application lowered root above higher logger",
        "log|logs|logging level|verbosity info|warn|warning|error|sensible|reasonable|appropriate|lowered|raised|"
        "right|production|correct ~ @set get gets up app application production above debug set",
        "log|logs|logging level|verbosity isnt|not debug ~ production set",
        "debug|verbose|trace logging|logs|log|verbosity|loglevel no|not|never ~ level production output enabled "
        "mode turned statements app",
        "debug|verbose|trace logging|logs|log|verbosity|loglevel @off ~ level production output enabled mode "
        "turned statements app",
        "=production|prod logs|log|logging info|warn|warning|error ~ above level only higher",
    ),
    quantities={"level": LogLevel},
)
planned(
    "logs.rotation",
    "Logs are rotated.",
    severity="high",
    needs=("server",),
    says=(
        "log|logs|logfile|logfiles files? rotation|rotated|rotate|rotates @set|@works|@automatic?",
        "logrotate @set|@works|configuration logs|log?",
        "log production.log gets? rotated",
        "logs dont|cannot|cant|not|never fill|fills up? disk",
        "log|logs|logfiles|logging rotate|rotated|rotation|logrotate|rotating|rotates|rotator ~ @set get gets up "
        "@tested handler handles handle handled file files size daily weekly day days kept keep old out 7 14 30 10 "
        "app application nginx after limit max compress compressed weeks",
        "log|logs|logfiles|journald size limit|limits|max|maximum|capped|cap ~ @set get gets up docker json file "
        "container driver mb gb limited",
        "log|logs cant|cannot|dont|not|never|no fill|grow|overflow|forever|bounds|unbounded ~ up disk files file "
        "forever out growing server bounds",
        "log|logs dont|not grow without ~ files bounds limit limits end forever",
        "journald limit|limits|capped|vacuum|systemmaxuse ~ size set disk usage @set get gets up",
        "docker log|logs|logging rotation|limited|max ~ size file driver options @set get gets up",
        "rotating|timedrotatingfilehandler|rotatingfilehandler file|handler ~ handler log logs file",
    ),
)
planned(
    "logs.archived",
    "Old logs are archived.",
    severity="medium",
    needs=("server", "storage"),
    says=(
        "log|logs files|file? archival|archived|archive|archiving @automatic|@set|old?",
        "old|older|rotated log|logs files|file? archival|archived|archive|archiving",
        "log|logs archive|archived|archival|archiving|archives|glacier|compressed ~ @automatic @set get gets up "
        "old older rotated monthly weekly yearly year years month months last 12 6 keep kept long term moved move "
        "s3 compressed storage cold shipped stored bucket works exists",
        "old|rotated|aged log|logs cold|s3|glacier|bucket|compressed ~ storage moved shipped get go stored kept "
        "compress",
    ),
)
planned(
    "logs.no-critical-errors",
    "No critical errors in the logs.",
    severity="critical",
    needs=("server",),
    says=(
        "no critical|new|serious|unexpected|unhandled? errors|exceptions application|server|error|production? logs",
        "no critical|new|serious|unexpected|unhandled? tracebacks application|server|error|production? logs",
        "@watched|review|reviewed|inspect application|app|server? logs errors|exceptions",
        "application|app|server|production logs errors|exceptions",
        "review|reviewed|@watched application|app|server|error error? logs @automatic?",
        "=daily|weekly|monthly|after|post: error logs",
        "=application|app|server|error? logs clean|quiet|silent",
        "application|app|server|error logs free|empty|clean errors?",
        "monitored site closely first? 24? 48|72? hours after? launch",
        "=monitored errors",
        "monitored recurrence issues",
        "docker compose f? docker? compose.prod.yml? logs f? web",
        "view|see? error logs tail f? /var/log/django/error.log|/var/log/nginx/error.log|/var/log/app.log",
        "view? logs? sudo? journalctl u app.service|gunicorn n? 50|100|200",
        "log|logs|syslog no|zero|nothing|without|clean|quiet|empty|none|free error|500|errors|exception|exceptions|"
        "traceback|tracebacks|fatal|alarming|critical|stack|clean|5xx|unexpected|warnings|php ~ s app application "
        "server nginx error errors php traces trace show shows any last 24 hours h hour critical fatal new serious "
        "unusual strange unhandled production web laravel severe",
        "=log|logs clean|quiet|empty|fine|ok|silent ~ error app application since after deploy deployment release "
        "nginx php look looks",
        "=scan|check|review|look|watch|inspect|tail|reviewed|scanned log|logs error|errors|exceptions|problems ~ "
        "app application server error after deploy nginx php through critical new any production deployment",
        "fatal|critical|error|errors|exceptions|traceback|tracebacks no|zero|none log|logs|hour|hours|h last|logs|"
        "log ~ any new app 24 application production 1 2 error",
    ),
)
planned(
    "logs.no-sensitive-data",
    "No sensitive data in the logs.",
    severity="high",
    needs=("server",),
    says=(
        "no sensitive|personal|confidential|private|secret data|information|details? logs|logged",
        "sensitive|personal|confidential|private data|information not|never logged|logs",
        "no passwords|secrets|tokens|pii|credentials tokens|passwords|secrets? written|stored? logs|logged",
        "no card numbers|data|details logs|logged",
        "passwords|secrets|tokens|pii|credentials tokens|secrets|passwords? not|never written? logged|logs",
        "logs free|scrubbed sensitive|personal|pii|secrets data|information?",
        "logs contain no|not|dont|never sensitive|personal|pii|secrets|passwords data|information?",
        "review logging implementation",
        "log|logs|logged|logging password|passwords|pii|personal|secret|secrets|token|tokens|card|cards|sensitive|"
        "credentials|gdpr|cvv|pan|filter_parameters|filter_parameter_logging|phi no|not|never|dont|without|none ~ "
        "data information info number numbers credit card cards customer user users appear appears written visible "
        "personal api output params parameters rails end up get leak out session application app server emails "
        "email addresses plain contain payment details any stored key keys",
        "log|logs|logged|logging password|passwords|pii|personal|secret|secrets|token|tokens|card|cards|sensitive|"
        "credentials|gdpr|cvv|pan|filter_parameters|filter_parameter_logging|phi masked|mask|scrubbed|scrub|"
        "filtered|redacted|redact|free|hidden|stripped|filter|anonymised|anonymized ~ data information info number "
        "numbers credit card cards customer user users appear appears written visible personal api output params "
        "parameters rails end up get leak out session application app server emails email addresses plain contain "
        "payment details any stored key keys",
        "filter_parameters|filter_parameter_logging password|card|token|covers|set ~ cover card covers params "
        "tokens @set get gets up",
    ),
)
planned(
    "logs.failed-login-recorded",
    "Failed logins are logged.",
    severity="high",
    needs=("url", "server"),
    says=(
        "failed login|authentication|auth|signin attempts|attempt|events|logged logged|recorded|audited|log",
        "failed login logged|recorded|log",
        "login failures|failure logged|recorded|log",
        "logs record|contain|show failed login|authentication attempts?",
        "failed|failures|failure|unsuccessful|wrong|bad|invalid login|logins|password|passwords|authentication|"
        "auth|attempts log|logs|logged|logging|recorded|record|trace|written|audited|captured ~ attempt attempts "
        "security audit get gets ip address leave sign ins user time timestamp admin login up @set",
        "log|logs|record failed|failures|unsuccessful login|logins|auth|authentication ~ attempt attempts ip address",
        "failed|wrong|unsuccessful sign|signin|signins log|logs|logged|recorded|trace ~ ins leave attempts attempt "
        "ip up",
    ),
)
planned(
    "logs.failed-logins",
    "No suspicious failed logins.",
    severity="medium",
    needs=("server",),
    says=(
        "=failed|suspicious|unusual login|authentication attempts",
        "failed|suspicious|unusual login|authentication attempts|activity reviewed|review",
        "failed login reviewed|review",
        "no suspicious|unusual|anomalous login|authentication attempts|activity",
        "review|reviewed security logs|log",
        "=security|incident|emergency: access logs",
        "failed|failures|brute|suspicious|failure|unsuccessful|unusual login|logins|auth.log|attempts|signin|"
        "signins no|none|zero ~ login logins attempt attempts auth.log number last week day force through ssh any "
        "look account accounts activity patterns server 24 h hours 7 days admin user access check",
        "failed|failures|brute|suspicious|failure|unsuccessful|unusual login|logins|auth.log|attempts|signin|"
        "signins review|reviewed|normal|look|looked|spike|unusual|check|suspicious|watch|inspected|examined|"
        "examine ~ login logins attempt attempts auth.log number last week day force through ssh any look account "
        "accounts activity patterns server 24 h hours 7 days admin user access check",
        "spike no|without|zero failed|failures login|logins|sign|auth ~ ins attempts unusual failed",
        "failed sign|login|logins no spike|spikes|number|rise|increase ~ ins",
        "failed sign|login|logins unusual spike|spikes|number|rise|increase ~ ins",
    ),
)
planned(
    "logs.attack-patterns",
    "Attack patterns in the access log are reviewed.",
    severity="medium",
    needs=("server",),
    says=(
        "=@watched? sql injection|xss attempts|attacks @watched?",
        "=@watched? xss attempts|attacks",
        "=@watched? sql injection xss attempts|attacks",
        "access logs reviewed|review|@watched attacks|attack patterns|requests|traffic|activity?",
        "access logs reviewed|review|@watched suspicious|malicious patterns|requests|traffic|activity?",
        "review|reviewed security logs|log",
        "=security|incident|emergency: access logs",
        "log|logs|weblogs suspicious|attack|attacks|injection|malicious|traversal|xss|probing|exploit|exploits|"
        "scanners|exploitation|intrusion ~ access server nginx apache sql path any signs sign attempt attempts "
        "requests request traffic pattern patterns check scan scanned review reviewed look looked through waf "
        "found ip hacking web",
        "log|logs no|none|without|zero suspicious|attack|attacks|malicious|exploits|injection|scanners ~ access "
        "server nginx apache signs sign attempt attempts requests request traffic pattern patterns show shows any "
        "web",
        "log|logs nothing suspicious|attack|attacks|malicious|exploits|injection|scanners ~ access server nginx "
        "apache signs sign attempt attempts requests request traffic pattern patterns show shows any web",
        "=malicious|suspicious requests|traffic|request ~ any check access web nginx review reviewed monitored",
    ),
)
planned(
    "logs.cross-origin-requests",
    "Cross-origin access is only by declared origins.",
    severity="medium",
    needs=("server",),
    says=(
        "review|reviewed|@watched cors access? logs|log|requests",
        "cross|cors origin requests|access reviewed|review|@watched logs?",
        "cors|origin|origins|crossorigin log|logs|review|reviewed|monitor|monitored|watched requests|calls|unknown|"
        "foreign|request|call|traffic|unexpected ~ cross access unexpected requests own other domain domains "
        "undeclared any third party check unknown",
        "log|logs no|none|zero origin|origins|cors unknown|unexpected|undeclared|foreign ~ cross requests access "
        "domain domains",
        "cross origin requests|traffic|calls only|unexpected|unknown|monitor|monitored|reviewed|undeclared ~ own "
        "domains domain declared",
    ),
)
planned(
    "logs.shipped",
    "Logs reach the log service.",
    severity="medium",
    needs=("monitoring",),
    says=(
        "logs|log shipped|forwarded|sent|streamed|exported elk|elasticsearch|kibana|splunk|loggly|papertrail",
        "logs|log shipped|forwarded|sent|streamed|exported cloudwatch|graylog|loki|datadog|logtail",
        "logs|log shipped|forwarded|sent|aggregated|collected central|centralized place|location|system|service|store?",
        "logs|log shipping|aggregation|forwarding|collection @set|@works",
        "centralized|centralised|aggregated logging|logs|log @set|@works|place?",
        "logs|log centralized|centralised|aggregated|searchable elk|kibana|splunk|loki|graylog|datadog?",
        "logs|log searchable|collected one|central place|location",
        "logs leave box|server|host|machine land|arrive? elk|elasticsearch|splunk|loki|graylog|datadog?",
        "logs|log arrive|land|visible|searchable elk|elasticsearch|kibana|splunk|loki|graylog|datadog",
        "=logging: splunk|loggly|papertrail|graylog|loki",
        "=logging: elk stack elasticsearch? logstash? kibana?",
        "log|logs|logging datadog|loki|elasticsearch|elk|kibana|papertrail|graylog|splunk|loggly|logstash|fluentd|"
        "fluentbit|filebeat|logtail|opensearch|cloudwatch|stackdriver|sumologic|logzio|seq|syslog|vector|promtail|"
        "logdna|axiom|betterstack go|goes|ship|shipped|ships|arrive|arrives|send|sent|forwarded|forwarding|search|"
        "searchable|end|works|collected|receives|pushed|stream|streamed|visible|shipping|aggregated|up ~ host "
        "hosts up container containers app application nginx server servers filebeat fluentd elasticsearch kibana "
        "loki grafana @set get gets go centrally pods",
        "log|logs|logging central|centralised|centralized|centrally|aggregated|aggregation|aggregator|collected|"
        "searchable ~ @set get gets up place one system service server servers host hosts app application enabled "
        "searchable container",
        "log|logs datadog|loki|elasticsearch|elk|kibana|papertrail|graylog|splunk|loggly|cloudwatch|filebeat|"
        "fluentd ~ end up host app go ship goes",
        "cloudwatch|datadog|kibana|loki|splunk|papertrail|graylog log|logs receives|receiving|gets|shows ~ app "
        "application server",
    ),
)
