"""How the shop is configured, by FLASK_ENV."""

from __future__ import annotations

import os


class Base:
    SECRET_KEY = os.environ["SECRET_KEY"]
    SQLALCHEMY_DATABASE_URI = os.environ.get("DATABASE_URL", "")
    SESSION_COOKIE_SAMESITE = "Lax"
    MAX_CONTENT_LENGTH = 2 * 1024 * 1024


class Production(Base):
    SESSION_COOKIE_SECURE = True


class Development(Base):
    DEBUG = True
