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
        "gunicorn|uwsgi|uvicorn workers|worker count|number? @set|set|tuned cpu|cores? cores|count?",
        "gunicorn|uwsgi|uvicorn workers|worker count|number? @set|set|tuned machine|server cores|count?",
        "gunicorn|uwsgi|uvicorn workers|worker count|number? sized|adjusted cpu|cores? cores|count?",
        "gunicorn|uwsgi|uvicorn workers|worker count|number? sized|adjusted machine|server cores|count?",
        "gunicorn|uwsgi|uvicorn workers|worker processes|workers @set|set|tuned cpu|cores? cores|count?",
        "gunicorn|uwsgi|uvicorn workers|worker processes|workers @set|set|tuned machine|server cores|count?",
        "gunicorn|uwsgi|uvicorn workers|worker processes|workers sized|adjusted cpu|cores? cores|count?",
        "gunicorn|uwsgi|uvicorn workers|worker processes|workers sized|adjusted machine|server cores|count?",
        "gunicorn|uwsgi|uvicorn processes|threads count|number? @set|set|tuned cpu|cores? cores|count?",
        "gunicorn|uwsgi|uvicorn processes|threads count|number? @set|set|tuned machine|server cores|count?",
        "gunicorn|uwsgi|uvicorn processes|threads count|number? sized|adjusted cpu|cores? cores|count?",
        "gunicorn|uwsgi|uvicorn processes|threads count|number? sized|adjusted machine|server cores|count?",
        "gunicorn|uwsgi|uvicorn processes|threads processes|workers @set|set|tuned cpu|cores? cores|count?",
        "gunicorn|uwsgi|uvicorn processes|threads processes|workers @set|set|tuned machine|server cores|count?",
        "gunicorn|uwsgi|uvicorn processes|threads processes|workers sized|adjusted cpu|cores? cores|count?",
        "gunicorn|uwsgi|uvicorn processes|threads processes|workers sized|adjusted machine|server cores|count?",
        "gunicorn|uwsgi|uvicorn workers|worker count|number? match|matches cpu|cores|machine|server? cores|count?",
        "gunicorn|uwsgi|uvicorn workers|worker count|number? fit|calculated cpu|cores? cores|count?",
        "gunicorn|uwsgi|uvicorn workers|worker count|number? fit|calculated machine|server cores|count?",
        "gunicorn|uwsgi|uvicorn workers|worker processes|workers match|matches cpu|cores? cores|count?",
        "gunicorn|uwsgi|uvicorn workers|worker processes|workers match|matches machine|server cores|count?",
        "gunicorn|uwsgi|uvicorn workers|worker processes|workers fit|calculated cpu|cores? cores|count?",
        "gunicorn|uwsgi|uvicorn workers|worker processes|workers fit|calculated machine|server cores|count?",
        "gunicorn|uwsgi|uvicorn processes|threads count|number? match|matches cpu|cores? cores|count?",
        "gunicorn|uwsgi|uvicorn processes|threads count|number? match|matches machine|server cores|count?",
        "gunicorn|uwsgi|uvicorn processes|threads count|number? fit|calculated cpu|cores? cores|count?",
        "gunicorn|uwsgi|uvicorn processes|threads count|number? fit|calculated machine|server cores|count?",
        "gunicorn|uwsgi|uvicorn processes|threads processes|workers match|matches cpu|cores? cores|count?",
        "gunicorn|uwsgi|uvicorn processes|threads processes|workers match|matches machine|server cores|count?",
        "gunicorn|uwsgi|uvicorn processes|threads processes|workers fit|calculated cpu|cores? cores|count?",
        "gunicorn|uwsgi|uvicorn processes|threads processes|workers fit|calculated machine|server cores|count?",
        "=worker processes|count|number @set|set|tuned|sized",
        "gunicorn|uwsgi|web? worker|workers count|number? 2 cpu? cores|core|cpus 1",
        "number workers matches|fits|match|suits cpu|cores|machine|server cores|count?",
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
