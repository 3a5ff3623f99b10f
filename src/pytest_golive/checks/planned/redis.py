"""Planned checks: redis."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "redis.cache-roundtrip",
    "The app's cache stores and returns values.",
    severity="high",
    needs=("settings", "redis"),
    says=(
        "=redis configured",
        "=cache|caching @works|@tested",
        "redis|application|app|django|shared|object cache|caching @works|@tested|@set",
        "cache|caching backend|layer|server|redis @works|redis",
        "caching framework configured|@works",
        "cache|caching works|work|working|tested|test|active|operational|functional|reads|values|stores|writes|"
        "enabled|ok|functions ~ redis object application app reads writes come back written values layer backend "
        "django set get read write stored memcached production @set gets up",
        "=cache|caching object|layer|redis active|works|working|enabled|tested|ok ~ app application redis",
        "values|value cache written|stored|come|returns|back ~ back come",
    ),
)
