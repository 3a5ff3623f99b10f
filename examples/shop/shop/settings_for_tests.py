"""Settings of the shop's tests: a database, a cache and an outbox in memory, and static files as they are."""

from __future__ import annotations

from shop.settings import *  # noqa: F403 - everything else is as in production
from shop.settings import STORAGES

ALLOWED_HOSTS = ["testserver"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Quick ones: what a good one is worth is not tried here.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECURE_SSL_REDIRECT = False
# There is no proxy that would say who it was.
RATELIMIT_IP_META_KEY = "REMOTE_ADDR"
SILENCED_SYSTEM_CHECKS = ["django_ratelimit.E003", "django_ratelimit.W001"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
