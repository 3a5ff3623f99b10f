"""Faults of the cache server and of how the shop uses it."""

from __future__ import annotations

import secrets

from faults import Running, Shop, fault


@fault(
    "redis-down",
    reds=("redis.ping", "http.health-endpoint"),
    also=("redis.cache-roundtrip", "http.site-up", "django.local-smoke"),
    hides=(
        *("redis.*", "http.*", "dns.www", "django.xss-filter", "legal.*", "docs.api-*", "release.version-live"),
        *("content.site-name", "content.contact-info", "content.categories", "admin.reachable", "admin.url-custom"),
    ),
)
def redis_down(shop: Shop) -> None:
    """Stop the Redis server: the health page says degraded, and pages fail, because their session is there."""
    shop.stop("redis")


@fault("redis-without-password", reds=("redis.password-required",))
def redis_without_password(shop: Shop) -> None:
    """Start Redis without requirepass."""
    place = shop.valkey_arguments.index("--requirepass")
    password = shop.valkey_arguments[place + 1]
    del shop.valkey_arguments[place : place + 2]
    shop.env["REDIS_URL"] = shop.env["REDIS_URL"].replace(f":{password}@", "")


@fault(
    "redis-password-short",
    reds=("redis.password-required",),
    also=("env.no-placeholders", "env.all-required-set"),
)
def redis_password_short(shop: Shop) -> None:
    """Protect Redis with "changeme", which is a placeholder too, so that REDIS_URL counts as not set."""
    place = shop.valkey_arguments.index("--requirepass") + 1
    shop.env["REDIS_URL"] = shop.env["REDIS_URL"].replace(shop.valkey_arguments[place], "changeme")
    shop.valkey_arguments[place] = "changeme"


@fault(
    "cache-dummy",
    reds=("django.cache-configured", "redis.cache-roundtrip"),
    also=("django.session-in-redis", "http.rate-limit-active", "http.health-endpoint"),
)
def cache_dummy(shop: Shop) -> None:
    """Point CACHES at DummyCache: sessions and login limits live there and are lost too."""
    shop.settings.append('CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}')


@fault("cache-misses", reds=("redis.hit-ratio",))
def cache_misses(shop: Shop) -> None:
    """Look up thousands of random missing keys."""

    def look_up(running: Running) -> None:
        with running.redis() as client:
            lookups = client.pipeline(transaction=False)
            for _ in range(6000):
                lookups.get(secrets.token_hex(8))
            lookups.execute()

    shop.once_running(look_up)
