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
        "gunicorn|gunicorn.conf.py|gunicorn_config.py "
        "config|configured|settings|gunicorn.conf.py|configuration|setting|conf "
        "right|correct|valid|passes|pass|checked|check|ok|tested|reviewed|review|place|bind|timeout|file|present|verified|fine|sane "
        "~ @set been get gets on up check file bind worker workers timeout has are is in and correctly all with",
        "gunicorn reload|debug @off|not|no|false ~ config configured in is option options set the production",
        "gunicorn timeout|bind set|configured|tuned|correct|right|timeout|defined|reasonable ~ @set been get gets "
        "on up address socket worker workers and are is port",
        "gunicorn.conf.py|gunicorn_config.py "
        "check|reviewed|review|valid|tested|present|exists|deployed|correct|bind ~ with config file @set been get "
        "gets on up timeout workers reload off has",
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
        "gunicorn|uwsgi|puma|unicorn worker|workers|processes|process "
        "number|count|enough|tuned|tune|set|sized|right|configured|cores|cpus|cpu|fit|match|matches|adjusted|calculated|scaled|2n "
        "~ @set been get gets on up correct core cores cpu ram of for the to machine server per memory according "
        "with starts start based 2 3 4 5 8 9 1 2n thread threads are",
        "=worker|workers count|number|processes|process cores|cpu|ram|core|memory|cpus ~ is gunicorn uwsgi times "
        "plus twice 2 × 1 x set tuned fit fits into matches to available by according based",
        "gunicorn start|starts|runs|running|configured|has workers|worker ~ 2 3 4 5 6 7 8 9 12 16 with thread "
        "processes on",
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
        "gunicorn|uwsgi|uvicorn access|error|accesslog|errorlog "
        "logs|log|logging|logfile|accesslog|errorlog|logged|enabled|on ~ @set been get gets on up error access "
        "writes write written both file stdout journald stderr syslog in are errors requests goes go",
        "gunicorn|uwsgi|uvicorn|puma logs|log|logging|logged "
        "stdout|journald|journalctl|file|requests|stderr|docker|syslog|written|writes|visible|systemd ~ @set been "
        "get gets on up go goes show in to a access error server each every",
        "=app|application server log|logs|logging file|stdout|journald|enabled|on|configured|stderr|works|written "
        "~ go goes writes write access error to a are gunicorn",
    ),
)
