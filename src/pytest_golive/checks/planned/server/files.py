"""Planned checks: a server's files and resources."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "server.env-file-mode",
    "The env file is readable by its owner only.",
    severity="critical",
    needs=("server",),
    says=(
        ".env|.env.production|environment file? permissions|mode|permission 600|0600|restricted",
        ".env|.env.production|environment file? permissions|mode|permission restrictive|strict",
        ".env|.env.production file? permissions|mode @set|secure|secured|set",
        ".env|.env.production file? 600|0600|400",
        ".env|.env.production 600 belongs|owned service|application|app|deploy account|user",
        ".env|.env.production|environment file? readable only owner|root|app|application|service user?",
        ".env|.env.production|environment file? not world|group readable",
        "chmod 600|0600|400 .env|.env.production",
    ),
)
planned(
    "server.scripts-executable",
    "Scripts are executable.",
    severity="medium",
    needs=("server",),
    says=(
        "shell|deploy|deployment|maintenance|bash? scripts executable @set?",
        "scripts executable|execute permission|permissions|bit @set|set?",
        "chmod x scripts .sh",
    ),
)
planned(
    "server.disk-space",
    "Disk space is enough.",
    severity="high",
    needs=("server",),
    says=(
        "=daily|weekly|monthly|maintenance: @watched disk space|usage",
        "disk|storage|volume space enough|sufficient|acceptable|ok|fine|healthy server|servers|host?",
        "=server|servers|host? disk space|usage",
        "least? {percent} disk space|storage? free",
        "enough|sufficient|adequate free? disk space server|servers|host|left|available|free?",
        "disk usage|space|usage acceptable|ok|healthy|low|normal",
        "disk usage|utilization|utilisation <|under|below|≤|less than? {percent}",
        "launch|daily|weekly: monitored server? resource|resources usage",
        "=server resources",
        "monitored resource usage cpu memory disk",
        "disk space df h",
    ),
    quantities={"percent": float},
)
planned(
    "server.memory",
    "Memory is enough.",
    severity="high",
    needs=("server",),
    says=(
        "memory|ram usage|utilization acceptable|ok|healthy|normal",
        "enough|sufficient|adequate free? memory|ram server|servers|host|left|available|free?",
        "memory|ram usage|utilization <|under|below|≤|less than? {percent}",
        "=server|servers|host? memory|ram usage",
        "launch|daily|weekly: monitored server? resource|resources usage",
        "=server resources",
        "monitored resource usage cpu memory disk",
        "memory usage free h|m",
    ),
    quantities={"percent": float},
)
planned(
    "server.cpu-load",
    "CPU load is acceptable.",
    severity="medium",
    needs=("server",),
    says=(
        "cpu usage|load|utilization|utilisation acceptable|ok|healthy|normal|low",
        "cpu usage|load|utilization|utilisation <|under|below|≤|less than? {percent}",
        "=server|servers|host? cpu usage|load|utilization",
        "launch|daily|weekly: monitored server? resource|resources usage",
        "load average acceptable|ok|normal|low|healthy",
        "=server resources",
        "monitored resource usage cpu memory disk",
    ),
    quantities={"percent": float},
)
planned(
    "server.media-permissions",
    "The media folder's permissions are right.",
    severity="high",
    needs=("server",),
    says=(
        "media|upload|uploads directory|folder|dir|files permissions|permission @set|set|secure|restricted|tight?",
        "media|upload|uploads directory|folder|dir writable app|application|service|server?",
        "media|upload|uploads directory|folder|dir writable process|webserver|www|user",
        "media|upload|uploads directory|folder|dir write permissions @set|set?",
    ),
)
planned(
    "server.temp-files",
    "Temporary files are cleaned up.",
    severity="medium",
    needs=("server",),
    says=(
        "temporary|temp|tmp files|folder|directory|directories clean|cleaned|cleanup up? @automatic|old?",
        "temporary|temp|tmp files|folder|directory|directories cleared|purged|deleted up? @automatic|old?",
        "expired sessions cleaned|cleared|purged|deleted|removed @automatic?",
        "clearsessions @automatic",
    ),
)
