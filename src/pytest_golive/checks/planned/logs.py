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
    ),
)
