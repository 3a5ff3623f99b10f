"""Planned checks: server."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "server.env-file-mode",
    "The env file is readable by its owner only.",
    severity="critical",
    needs=("server",),
    says=(),
)
planned(
    "server.scripts-executable",
    "Scripts are executable.",
    severity="medium",
    needs=("server",),
    says=(),
)
planned(
    "server.firewall-active",
    "A firewall is active.",
    severity="critical",
    needs=("server",),
    says=(),
)
planned(
    "server.open-ports",
    "Only the declared ports are open.",
    severity="critical",
    needs=("server", "url"),
    says=(),
)
planned(
    "server.docker-installed",
    "Docker and Compose are installed.",
    severity="high",
    needs=("server",),
    says=(),
)
planned(
    "server.compose-services-healthy",
    "All compose services are up and healthy.",
    severity="critical",
    needs=("server",),
    says=(),
)
planned(
    "server.process-managed",
    "The app runs under a process manager.",
    severity="high",
    needs=("server",),
    says=(),
)
planned(
    "server.unit-file-current",
    "The service unit file is in place and current.",
    severity="high",
    needs=("server",),
    says=(),
)
planned(
    "server.starts-on-boot",
    "Services start on boot.",
    severity="high",
    needs=("server",),
    says=(),
)
planned(
    "server.auto-restart",
    "The app server restarts by itself.",
    severity="high",
    needs=("server",),
    says=(),
)
planned(
    "server.web-server-running",
    "The web server runs with a valid configuration.",
    severity="critical",
    needs=("server",),
    says=(),
)
planned(
    "server.web-server-reloaded",
    "The web server was restarted after the last change.",
    severity="medium",
    needs=("server",),
    says=(),
)
planned(
    "server.app-server-installed",
    "The app server is installed.",
    severity="high",
    needs=("server",),
    says=(),
)
planned(
    "server.app-server-running",
    "The app server runs.",
    severity="critical",
    needs=("server",),
    says=(),
)
planned(
    "server.db-service-running",
    "The database service runs.",
    severity="critical",
    needs=("server",),
    says=(),
)
planned(
    "server.python-version",
    "Python has the declared minimum version.",
    severity="high",
    needs=("server",),
    says=(),
)
planned(
    "server.python-supported",
    "Python is a supported, current release.",
    severity="medium",
    needs=("server",),
    says=(),
)
planned(
    "server.virtualenv",
    "The app runs in a virtual environment.",
    severity="medium",
    needs=("server",),
    says=(),
)
planned(
    "server.dependencies-installed",
    "Dependencies are installed as pinned.",
    severity="critical",
    needs=("server", "code"),
    says=(),
)
planned(
    "server.ssh-port-nondefault",
    "SSH does not listen on port 22.",
    severity="medium",
    needs=("server",),
    says=(),
)
planned(
    "server.ssh-key-auth",
    "SSH uses keys only.",
    severity="high",
    needs=("server",),
    says=(),
)
planned(
    "server.ssh-no-root",
    "Root cannot log in by SSH.",
    severity="high",
    needs=("server",),
    says=(),
)
planned(
    "server.intrusion-detection",
    "Intrusion detection runs.",
    severity="medium",
    needs=("server",),
    says=(),
)
planned(
    "server.security-patches",
    "No security update is pending.",
    severity="high",
    needs=("server",),
    says=(),
)
planned(
    "server.packages-updated",
    "Packages are up to date.",
    severity="medium",
    needs=("server",),
    says=(),
)
planned(
    "server.auto-updates",
    "Security updates install themselves.",
    severity="medium",
    needs=("server",),
    says=(),
)
planned(
    "server.disk-space",
    "Disk space is enough.",
    severity="high",
    needs=("server",),
    says=(),
)
planned(
    "server.memory",
    "Memory is enough.",
    severity="high",
    needs=("server",),
    says=(),
)
planned(
    "server.cpu-load",
    "CPU load is acceptable.",
    severity="medium",
    needs=("server",),
    says=(),
)
planned(
    "server.network-connections",
    "Network connections are within limits.",
    severity="medium",
    needs=("server",),
    says=(),
)
planned(
    "server.media-permissions",
    "The media folder's permissions are right.",
    severity="high",
    needs=("server",),
    says=(),
)
planned(
    "server.temp-files",
    "Temporary files are cleaned up.",
    severity="medium",
    needs=("server",),
    says=(),
)
