"""Planned checks: backup."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "backup.script-present",
    "The backup script exists.",
    severity="high",
    needs=("server", "code"),
    says=(),
)
planned(
    "backup.script-runs",
    "The backup script makes a usable backup.",
    severity="high",
    needs=("server", "backup"),
    says=(),
)
planned(
    "backup.scheduled",
    "Backups are scheduled.",
    severity="critical",
    needs=("server", "backup"),
    says=(),
)
planned(
    "backup.recent",
    "A recent backup exists.",
    severity="critical",
    needs=("backup",),
    says=(),
)
planned(
    "backup.integrity",
    "The backup file is sound.",
    severity="high",
    needs=("backup",),
    says=(),
)
planned(
    "backup.restore-drill",
    "A backup can be restored.",
    severity="critical",
    needs=("backup", "db"),
    says=(),
)
planned(
    "backup.encrypted",
    "Backups are encrypted.",
    severity="high",
    needs=("backup", "storage"),
    says=(),
)
planned(
    "backup.off-server",
    "Backups are kept off the server.",
    severity="high",
    needs=("backup", "storage", "server"),
    says=(),
)
planned(
    "backup.verification-scheduled",
    "Backup verification runs by itself.",
    severity="medium",
    needs=("server", "backup"),
    says=(),
)
planned(
    "backup.retention",
    "Backup retention is kept.",
    severity="medium",
    needs=("backup", "storage"),
    says=(),
)
planned(
    "backup.media-scheduled",
    "Media files are backed up.",
    severity="high",
    needs=("server", "backup"),
    says=(),
)
planned(
    "backup.app-files",
    "Application files are backed up.",
    severity="medium",
    needs=("backup", "server"),
    says=(),
)
