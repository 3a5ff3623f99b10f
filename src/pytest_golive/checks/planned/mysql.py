"""Planned checks: mysql."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "mysql.version-supported",
    "MySQL version is supported and current.",
    severity="medium",
    needs=("db",),
    says=(
        "mysql|mariadb version|release updated|supported|current|latest|maintained",
        "supported|current|latest mysql|mariadb version|release running?",
        "mysql|mariadb not end life",
        "mysql|mariadb not|past|before eol|end",
        "mysql|mariadb 8|8.0|8.4 supported|lts|current|newer|higher",
    ),
)
