"""How the shop is configured, by FLASK_ENV; everything that differs between machines is in the environment."""

from __future__ import annotations

import os
from datetime import timedelta


class Base:
    SECRET_KEY = os.environ["SECRET_KEY"]
    SQLALCHEMY_DATABASE_URI = os.environ["DATABASE_URL"]
    SQLALCHEMY_ENGINE_OPTIONS = {  # noqa: RUF012 - Flask reads it from the class
        "pool_size": int(os.environ.get("DATABASE_POOL_SIZE", "5")),
        "pool_recycle": int(os.environ.get("DATABASE_POOL_RECYCLE", "3600")),
        "pool_pre_ping": True,
    }
    REDIS_URL = os.environ["REDIS_URL"]
    LOG_LEVEL = os.environ.get("LOG_LEVEL", "INFO")
    RELEASE = os.environ["RELEASE"]
    SITE_URL = os.environ["SITE_URL"]
    APP_ORIGIN = os.environ["APP_ORIGIN"]
    SESSION_COOKIE_SAMESITE = "Lax"
    PERMANENT_SESSION_LIFETIME = timedelta(hours=12)
    MAX_CONTENT_LENGTH = 2 * 1024 * 1024
    WTF_CSRF_TIME_LIMIT = None


class Production(Base):
    SESSION_COOKIE_SECURE = True


class Development(Base):
    DEBUG = True
