"""Planned checks: what runs on a server."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "server.docker-installed",
    "Docker and Compose are installed.",
    severity="high",
    needs=("server",),
    says=(
        "docker compose? installed|available server|host?",
        "docker engine|daemon installed|running",
        "=docker compose? version",
    ),
)
planned(
    "server.compose-services-healthy",
    "All compose services are up and healthy.",
    severity="critical",
    needs=("server",),
    says=(
        "=compose? services|containers up|@works|running|healthy|started healthy|running?",
        "docker|compose|docker compose services|containers|stack up|running|healthy|started healthy|running?",
        "services|containers up healthy|running",
        "services|containers healthy",
        "running docker|containers",
        "docker compose f? docker? compose.prod.yml|compose.yml|compose.production.yml? ps",
        "show database redis web nginx up healthy",
    ),
)
planned(
    "server.process-managed",
    "The app runs under a process manager.",
    severity="high",
    needs=("server",),
    says=(
        "process manager|management|supervisor|supervision @set",
        "process manager|management systemd|supervisor|supervisord|compose systemd|supervisor|supervisord? @set?",
        "app|application|gunicorn runs|running|managed|supervised under? systemd|supervisor|supervisord service?",
        "uwsgi|process|server runs|running|managed|supervised under? systemd|supervisor|supervisord service?",
        "app|application|gunicorn|uwsgi process manager|supervisor",
    ),
)
planned(
    "server.unit-file-current",
    "The service unit file is in place and current.",
    severity="high",
    needs=("server",),
    says=(
        "systemd service|unit file? @set|updated|current|reviewed updated|current?",
        "unit file @set|updated|current",
        "gunicorn.service @set|updated|current",
        "systemctl? daemon reload done|run?",
    ),
)
planned(
    "server.starts-on-boot",
    "Services start on boot.",
    severity="high",
    needs=("server",),
    says=(
        "services|service|app set|configured|@automatic? start|starts boot|reboot|startup @automatic?",
        "services|service|app set|configured|@automatic? started|enabled boot|reboot|startup @automatic?",
        "application|server set|configured|@automatic? start|starts boot|reboot|startup @automatic?",
        "application|server set|configured|@automatic? started|enabled boot|reboot|startup @automatic?",
        "everything set|configured|@automatic? start|starts|started|enabled boot|reboot|startup @automatic?",
        "services|service|app|application|server start|starts|started automatically after? boot|reboot|startup",
        "start|starts|started|launched automatically boot|reboot|startup|after boot|reboot?",
        "services|service|app|application|server|unit|units enabled boot|startup|systemd",
        "come|comes back up? themselves|itself|own|automatically? after reboot",
        "app|site|server|services come|comes back after server|host|machine? reboot",
        "services|service|app|application|server|site|stack survive|survives reboot|restart server|host|machine?",
        "autostart @set boot|reboot?",
        "systemctl is? enabled nginx|gunicorn|app.service",
    ),
)
planned(
    "server.auto-restart",
    "The app server restarts by itself.",
    severity="high",
    needs=("server",),
    says=(
        "application|app server? auto|automatic|automatically restart|restarts|restarted @set|failure|crash?",
        "process|processes|service auto|automatic|automatically restart|restarts|restarted @set|failure|crash?",
        "services|gunicorn auto|automatic|automatically restart|restarts|restarted @set|failure|crash?",
        "process|processes|app|application restart|restarts|restarted if|when|after|crash crashes|crash|failure?",
        "process|processes|app|application restart|restarts|restarted if|when|after|crash dies|crashed",
        "service|services|server restart|restarts|restarted if|when|after|crash crashes|crash|failure?",
        "service|services|server restart|restarts|restarted if|when|after|crash dies|crashed",
        "restart policy always|unless|@set|set|failure stopped?",
        "=restart always",
        "auto restart @set|failure|crash",
    ),
)
planned(
    "server.web-server-running",
    "The web server runs with a valid configuration.",
    severity="critical",
    needs=("server",),
    says=(
        "webserver nginx|apache|caddy|httpd? installed? configured|running|up|started|active|enabled|installed",
        "webserver nginx|apache|caddy|httpd? configuration valid|tested|correct",
        "nginx|apache service? running|up|started|active|installed|healthy configured?",
        "install|installed|configured|configure nginx apache",
        "apachectl|httpd|apache2ctl configtest|t ok|passes|passing|clean?",
    ),
)
planned(
    "server.web-server-reloaded",
    "The web server was restarted after the last change.",
    severity="medium",
    needs=("server",),
    says=(
        "webserver|nginx|apache restarted|reloaded|reload after? configuration? change|changes?",
        "sudo? systemctl restart|reload nginx|apache2|httpd",
        "=restart services",
    ),
)
planned(
    "server.app-server-installed",
    "The app server is installed.",
    severity="high",
    needs=("server",),
    says=(
        "application|app server gunicorn|uwsgi|uvicorn|uwsgi? installed",
        "gunicorn|uwsgi|uvicorn|daphne|hypercorn installed",
    ),
)
planned(
    "server.app-server-running",
    "The app server runs.",
    severity="critical",
    needs=("server",),
    says=(
        "application|app|wsgi server gunicorn|uwsgi|uvicorn|puma? uwsgi? start|started|running|up|active|healthy",
        "gunicorn|uwsgi|uvicorn|puma service|process|workers? start|started|running|up|active|restarted|healthy",
        "application|server? status? ps aux grep gunicorn|uwsgi|uvicorn",
        "server|application|service? status? systemctl status status app.service|gunicorn|uwsgi|gunicorn.service",
        "systemctl status gunicorn|uwsgi|app.service|gunicorn.service",
        "restart|start application|service|app sudo? systemctl restart|start app.service|gunicorn",
        "restart|start application|service|app sudo? systemctl restart|start gunicorn.service",
        "sudo? systemctl restart|start gunicorn|uwsgi|app.service|gunicorn.service",
        "=restart services",
    ),
)
planned(
    "server.db-service-running",
    "The database service runs.",
    severity="critical",
    needs=("server",),
    says=(
        "database|postgres|mysql|mariadb service|container|daemon running|up|started|active|healthy",
        "pg_isready ok|succeeds|passes|accepting connections?",
        "mysqladmin ping alive|ok?",
    ),
)
