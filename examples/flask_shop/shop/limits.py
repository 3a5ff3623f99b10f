"""What is kept in Valkey: how often somebody has tried to log in, and the list of goods for a minute."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import redis
from flask import Flask, abort, current_app, request


def connect(app: Flask) -> None:
    """Give the application its client, which connects when it is first asked."""
    app.extensions["redis"] = redis.Redis.from_url(app.config["REDIS_URL"], socket_timeout=2, socket_connect_timeout=2)


def limit(name: str, most: int, seconds: int = 60) -> None:
    """Refuse the request with 429 when this visitor has made too many."""
    key = f"pier:limit:{name}:{request.remote_addr}"
    client = current_app.extensions["redis"]
    count = client.incr(key)
    if count == 1:
        client.expire(key, seconds)
    if count > most:
        abort(429)


def remembered(name: str, make: Callable[[], Any], seconds: int = 60) -> Any:
    """What `make` returned within the last minute."""
    client, key = current_app.extensions["redis"], f"pier:kept:{name}"
    kept = client.get(key)
    if kept is None:
        kept = json.dumps(make())
        client.setex(key, seconds, kept)
    return json.loads(kept)
