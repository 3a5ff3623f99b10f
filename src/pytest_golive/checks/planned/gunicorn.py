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
    ),
)
