"""Planned checks: gunicorn."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "gunicorn.config-valid",
    "The gunicorn configuration is valid.",
    severity="high",
    needs=("server", "code"),
    says=(
        "application|app|wsgi? server? gunicorn configured|configuration tested|valid|gunicorn.conf.py?",
        "gunicorn.conf.py valid|@set|tested|reviewed|correct",
        "gunicorn check config|configuration passes|ok?",
        "gunicorn workers: adjust gunicorn.conf.py if needed",
        "gunicorn|gunicorn.conf.py|gunicorn_config.py config|configured|settings|gunicorn.conf.py|configuration|"
        "setting|conf right|correct|valid|passes|pass|check|ok|tested|reviewed|review|place|bind|timeout|file|"
        "present|fine|sane ~ @set get gets up check file bind worker workers timeout",
        "gunicorn reload|debug not|no ~ config configured option options set production",
        "gunicorn reload|debug @off|false ~ config configured option options set production",
        "gunicorn timeout|bind set|configured|tuned|correct|right|timeout|defined|reasonable ~ @set get gets up "
        "address socket worker workers port",
        "gunicorn.conf.py|gunicorn_config.py check|reviewed|review|valid|tested|present|exists|deployed|correct|"
        "bind ~ config file @set get gets up timeout workers reload off",
    ),
)
planned(
    "gunicorn.workers",
    "The number of workers fits the machine.",
    severity="medium",
    needs=("server",),
    says=(
        "gunicorn|uwsgi workers|worker processes|count|number? @set|set|tuned|sized|adjusted",
        "gunicorn|uwsgi workers|worker processes|count|number? match|matches|fit|fits cpu? cores|cpus",
        "number? workers match|matches|fit|fits cpu? cores|cpus",
        "=worker processes|count|number @set|set|tuned|sized",
        "gunicorn? worker|workers count|number? 2 cpu? cores|core|cpus 1",
        "workers: default 2 cpu cores 1",
        "gunicorn workers: adjust gunicorn.conf.py if needed",
        "gunicorn|uwsgi|puma|unicorn worker|workers|processes|process number|count|enough|tuned|tune|set|sized|"
        "right|configured|cores|cpus|cpu|fit|match|matches|adjusted|calculated|scaled|2n ~ @set get gets up "
        "correct core cores cpu ram machine server memory according starts start based 2 3 4 5 8 9 1 2n thread "
        "threads",
        "=worker|workers count|number|processes|process cores|cpu|ram|core|memory|cpus ~ gunicorn uwsgi times plus "
        "twice 2 1 x set tuned fit fits matches available according based",
        "gunicorn start|starts|runs|running|configured workers|worker ~ 2 3 4 5 6 7 8 9 12 16 thread processes",
    ),
)
planned(
    "gunicorn.logging-configured",
    "The app server logs.",
    severity="medium",
    needs=("server",),
    says=(
        "application|app|gunicorn server|gunicorn access|error? logs|logging|log configured|enabled|@set|on",
        "gunicorn|uwsgi access|error? error? logs|logging|log @set|on|written",
        "=gunicorn|uwsgi: logging configured|enabled",
        "gunicorn|uwsgi|uvicorn access|error|accesslog|errorlog logs|log|logging|logfile|accesslog|errorlog|logged|"
        "enabled ~ @set get gets up error access writes write written both file stdout journald stderr syslog "
        "errors requests goes go",
        "gunicorn|uwsgi|uvicorn|puma logs|log|logging|logged stdout|journald|journalctl|file|requests|stderr|"
        "docker|syslog|written|writes|visible|systemd ~ @set get gets up go goes show access error server",
        "=app|application server log|logs|logging file|stdout|journald|enabled|configured|stderr|works|written ~ "
        "go goes writes write access error gunicorn",
    ),
)
