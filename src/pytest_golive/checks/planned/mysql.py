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
        "mysql|mariadb eol|end no|not|isnt ~ life yet version server release",
        "mysql|mariadb eol|end before|past|outdated ~ life yet version server release",
        "=mysql|mariadb supported|maintained|lts|fixes|support|later|current ~ @set get gets up version release "
        "still security receives upgrade run running 8 8.0 8.4 10.6 10.11 11.4 server latest lts database",
        "=mysql|mariadb 8|8.0|8.0+|8.4|8.4+|8+|10.6|10.11|11.4 ~ @set get gets up production version server rds "
        "later newer lts running",
        "mysql 5.7|5.6 no ~ ",
        "mysql 5.7|5.6 gone|replaced|retired|longer ~ ",
    ),
)
