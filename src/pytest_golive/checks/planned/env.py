"""Planned checks: env."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "env.loaded-by-service",
    "The running service has the variables loaded.",
    severity="high",
    needs=("server", "env"),
    says=(
        "environment variables|file loaded|reloaded|picked app|application|service|container|process|up?",
        "=environment variables loaded|reloaded",
        "pods|containers really? got|have|run|see new|latest|current configmap|secret|secrets secret? values|variables",
        "services really? got|have|run|see new|latest|current configmap|secret|secrets secret? values|variables",
        "pods|containers|services|app really? got|have|run|see new|latest|current environment variables|values",
        "no stale|old|outdated environment|configuration values|variables?",
        (
            "environment|.env|configmap|environmentfile loaded|load|loads|reloaded|picked|sees|see|reads|read|"
            "reached|injected|passed|got|received|inherited|run|runs|current service|services|process|processes|"
            "container|containers|pods|pod|gunicorn|uwsgi|worker|workers|systemd|unit|app|application|supervisor ~ "
            "new current latest variables variable values value changes change up running live file its from into "
            "all with run reads secrets really actually by deployment"
        ),
        (
            "restarted|restart|redeployed|reloaded|recreated environment|.env|configmap|variables service|services|"
            "app|application|containers|container|pods|pod|gunicorn|process|workers|server ~ change changes new "
            "reads read picks picked after so values file update updated up current variables variable latest secret "
            "were when since it"
        ),
        (
            "no|none|never stale|outdated|old environment|variables|configmap ~ containers container pods pod "
            "service services runs running run process value values variables with configuration uses"
        ),
    ),
)
