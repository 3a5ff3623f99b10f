"""Checks that are declared and not built yet: their lines are unverified, and say so.

When one is built, its declaration moves from here to `checks/<area>`, phrases and all.
"""

from __future__ import annotations

from pytest_golive.checks.planned import (
    a11y,
    backup,
    browser,
    flow,
    gunicorn,
    legal,
    load,
    logs,
    mail,
    monitoring,
    nginx,
    notify,
    oauth,
    perf,
    server,
    storage,
    tls,
)

__all__ = [
    "a11y",
    "backup",
    "browser",
    "flow",
    "gunicorn",
    "legal",
    "load",
    "logs",
    "mail",
    "monitoring",
    "nginx",
    "notify",
    "oauth",
    "perf",
    "server",
    "storage",
    "tls",
]
