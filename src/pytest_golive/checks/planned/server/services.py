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
        "docker engine|daemon|dockerd|info installed|available|present|up|running|works|active ~ compose @set get "
        "gets up server host box machine vm vps node instance droplet plugin v2",
        "docker|compose installed|install|available|present compose|plugin|v2|host|server|servers|machine|box|vps|"
        "vm|docker ~ docker engine v2 plugin server host box machine vm vps node instance droplet both @set get "
        "gets up",
        "=docker version|daemon ok|recent|current|supported|host|server ~ compose host server ok v2",
        "=compose v2|plugin installed|available|present ~ docker",
        "=docker server|host|machine|box|vps ~ ",
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
        "running docker",
        "=running containers",
        "docker compose f? docker? compose.prod.yml|compose.yml|compose.production.yml? ps",
        "show database redis web nginx up healthy",
        "container|containers|pod|pods|compose|stack healthy|green|healthchecks ~ service services status state up "
        "running run docker compose report reports ps server host box machine vm vps node instance droplet pass "
        "check start started error without web db redis worker database app",
        "container|containers|pod|pods no|not|zero|without|arent|never|none restarting|crashing|looping|crashloop|"
        "crashloopbackoff|unhealthy|crash ~ loop back keep keeps restart state",
        "=container|containers|pod|pods|stack running|run|up|ready ~ ready up kubectl get shows show docker "
        "compose ps everywhere healthy status web db redis worker app service database nginx celery state postgres",
        "container|containers|pod|pods|service|services pass|passes|passing health check|checks|probe|probes|"
        "healthcheck ~ compose docker",
        "=docker|compose healthy ~ ps everything up services show shows status",
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
        "=supervisord|supervisor|pm2|systemd app|application|process|processes ~ ",
        "app|application|gunicorn|uwsgi|puma|unicorn|node|uvicorn|daphne|process|processes systemd|supervisor|"
        "supervisord|pm2|runit|circus|monit managed|manages|manage|run|runs|running|control|controlled|supervised|"
        "supervises|under|keeps|kept|started ~ service unit alive server production worker own proper control @set",
        "app|application|gunicorn|uwsgi|puma|node|process no|not|isnt|never|dont tmux|screen|nohup|hand|shell ~ "
        "start started run running session login interactive manually",
        "=application|app|gunicorn|puma|node|uwsgi systemd service|unit ~ proper server run own",
        "=service|services|daemon systemd|supervisor|supervisord managed|controlled|supervised ~ under",
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
        "systemd|/etc/systemd/system unit|service|units copied|copy|deployed|deploy|match|matches|clean|created|"
        "repo|git|installed|reload|reloaded|reviewed|current ~ daemon file run server @set get gets up definition "
        "host box machine vm vps node instance droplet app verify",
        "unit file git|repo|repository ~ one same matches match current systemd service equals",
        "systemd|/etc/systemd/system unit|service file|definition current|git|repo|same|installed|copied|reviewed|"
        "matches ~ one under @set get gets up app server host box machine vm vps node instance droplet",
        "systemd analyze|verify clean|ok|passes|warning|error ~ verify unit file analyze errors warnings",
        "systemd unit|service no|not|isnt|doesnt root ~ run runs user own",
        "systemd unit|service non root ~ run runs user own",
        "app.service|gunicorn.service|shop.service|web.service created|installed|copied|deployed|current|written ~ "
        "systemd file unit @set get gets up",
        "/etc/systemd/system unit|file match|matches|repo|git|installed|current ~ service definition",
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
        "reboot|boot|rebooted|rebooting|autostart|startup start|starts|started|come|comes|came|back|backup|survive|"
        "survives|enable|enabled|launch|launches|return|returns app|service|services|site|everything|nginx|"
        "database|postgres|redis|shop|website|container|containers|worker|workers|systemctl|units|apache|itself|"
        "themselves|automatically|own ~ @automatic up server themselves itself own after host box machine vm vps "
        "node instance droplet tested worker puma gunicorn systemd system @set get gets site when comes again fine "
        "mysql web",
        "restart|restarts|restarted|loss|outage|powercycle host|server|machine|node|power|box|instance app|"
        "application|service|services|site|container|containers|everything start|starts|started|come|comes|came|"
        "back|backup|return|returns|up ~ up again after when itself themselves automatically own server host box "
        "machine vm vps node instance droplet run",
        "systemctl enable|enabled unit|units|service|services|nginx|postgres|redis|gunicorn ~ app done database",
        "=autostart nginx|postgres|service|services|app|application|redis|gunicorn|mysql|database ~ enable enabled "
        "everything",
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
        "process|processes|app|application restart|restarts|restarted if|when|after? crashes|crash|failure|dies",
        "service|services|server restart|restarts|restarted if|when|after? crashes|crash|failure|dies",
        "restart policy always|unless|@set|set|failure stopped?",
        "=restart always",
        "auto restart @set|failure|crash",
        "crash|crashes|crashed|crashing|dies|die|died|killed|kill|fails restart|restarts|restarted|back|backup|"
        "respawn|respawned|respawns|resurrected app|application|process|processes|worker|workers|service|services|"
        "container|containers|systemd|pm2|supervisor|gunicorn|puma|daemon ~ @automatic itself after when if second "
        "seconds 9 within again get come comes brings up server @set gets fails failure",
        "restart unless|always|policy container|containers|compose|docker|service|services|unit|systemd|pod|pods ~ "
        "stopped failure @set get gets up compose production",
        "restart failure|onfailure systemd|unit|service|services ~ @set get gets up always app process automatically",
        "autorestart true|set|enabled ~ supervisor program process app config",
        "restart|restarts|restarted automatically|automatic|itself|themselves crash|crashes|failure|dies|killed|"
        "error ~ app process server worker gunicorn service after container when if they",
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
        "=nginx|apache|apache2|httpd|caddy|webserver|lighttpd|litespeed|openresty up|running|active|started|alive|"
        "listening|start|run|runs ~ installed service systemctl status configuration configured test passes fine "
        "valid 443 80 ok without error errors config t says healthy server web systemd",
        "=nginx|apache|httpd|caddy|webserver active|running|up|ok t|configtest|test ~ nginx status service "
        "systemctl passes fine ok valid config configured",
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
        "nginx|apache|webserver|httpd|caddy|apache2 reload|reloaded|restarted|picked config|configured|"
        "configuration|change|vhost|certificate|renewal|latest|new|changing|changes ~ up after last latest since "
        "new ssl gracefully systemctl done server live change vhost @set get gets restart",
        "=nginx|apache|webserver|httpd|caddy|apache2 reload|reloaded|restart|restarted ~ systemctl done gracefully "
        "service",
        "certificate|configuration|config|configured live|active|loaded nginx|apache|webserver reload|restart|"
        "reloaded ~ new after",
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
        "=gunicorn|uwsgi|uvicorn|daphne|hypercorn|waitress|unicorn|puma install|installed|available|present|venv|"
        "virtualenv ~ pip host server box machine vm vps node instance droplet done application app package worker "
        "websocket requirements requirement virtualenv venv right version poetry",
        "=app|application server|gunicorn|uwsgi installed|present|available ~ package gunicorn uwsgi uvicorn venv",
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
        "=gunicorn|uwsgi|uvicorn|puma|daphne|unicorn|passenger|hypercorn|waitress up|running|active|alive|answers|"
        "listening|responds|started|ps|responding ~ process processes worker workers systemctl status socket "
        "service aux shows healthy server localhost systemd",
        "=app|application server|process|processes|service up|running|alive|active|started|responds ~ process "
        "processes server host box machine vm vps node instance droplet listening systemctl status",
        "curl|request 127.0.0.1|localhost answer|answers|responds|200|works|ok ~ 8000 8080 5000 3000 server port app",
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
        "=postgres|mysql|mariadb|database|mysqld|mongodb|rds|pg_isready|mysqladmin|mongod up|running|active|alive|"
        "online|started|accepting|available ~ server service daemon systemctl status container managed instance "
        "ping says connection connections shows systemd unit accepting postgres mysql",
    ),
)
