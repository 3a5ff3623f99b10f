"""Reads the env file; what the process was already given wins."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit


def load_env_file(path: Path) -> None:
    """Put each KEY=value of the file into os.environ, unless it is there already."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        key, sign, value = line.partition("=")
        if sign and not key.lstrip().startswith("#"):
            os.environ.setdefault(key.strip(), value.strip().strip("\"'"))


def words(value: str) -> list[str]:
    """Split a comma-separated value."""
    return [word.strip() for word in value.split(",") if word.strip()]


#: Django's engine for a scheme, and its port.
ENGINES = {
    "postgresql": ("django.db.backends.postgresql", 5432),
    "mysql": ("django.db.backends.mysql", 3306),
}


def database(url: str) -> dict[str, object]:
    """Turn postgresql://user:password@host:port/name, or mysql://…, into Django's DATABASES entry."""
    parts = urlsplit(url)
    engine, port = ENGINES[parts.scheme]
    if parts.scheme == "mysql":
        import pymysql

        # Django asks for mysqlclient, which has no wheels for Linux; PyMySQL offers the same interface.
        pymysql.install_as_MySQLdb()
    return {
        "ENGINE": engine,
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or port),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 3},
    }
