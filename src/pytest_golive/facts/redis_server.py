"""Redis or Valkey: log in as the app does, PING and INFO in one write; then PING as a stranger."""

from __future__ import annotations

import inspect
import re
import secrets
import time
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.redact import REDACTOR, Strength, strength
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

if TYPE_CHECKING:
    import redis

#: Seconds for a connection and for each answer: a cache slower than this is of no use.
SECONDS = 2.0


@dataclass(frozen=True, kw_only=True)
class RedisStats:
    """Numbers of INFO that somebody judges; they count from the server's start."""

    hits: int
    misses: int
    evicted: int
    """Keys thrown out to make room."""


@dataclass(frozen=True, kw_only=True)
class RedisServer:
    """How logging in with the app's own URL and PING went."""

    host: str
    """Address and port, or the socket's path."""
    tls: bool = False
    password: Strength | None = None
    """Strength of the URL's password; None: it has none."""
    answered: bool = False
    """A Redis answered at that address, be it with a refusal."""
    pong: bool = False
    """PING was answered PONG."""
    error: str = ""
    """Why there was no answer to PING, in one sentence."""
    seconds: float = 0.0
    """From the start of connecting to the last answer."""
    product: str = ""
    """Redis or Valkey; empty when INFO is not allowed."""
    version: str = ""
    stats: RedisStats | None = None
    """None when INFO is not allowed."""


@dataclass(frozen=True, kw_only=True)
class RedisStranger:
    """What the server says to somebody without a password."""

    pong: bool = False
    asks_password: bool = False
    """It refused, because of the missing password."""
    words: str = ""
    """The refusal in the server's words."""
    any_password: str = ""
    """The app's user, when it is let in with any password (``nopass``)."""


@fact(timeout=8.0, rounds=4)
def redis_server(settings: Settings) -> RedisServer:
    """Log in once with the app's own URL, and ask PING and INFO in one write."""
    import redis

    parts = _address(settings)
    server = RedisServer(host=_host(parts), tls=parts["scheme"] == "rediss", password=_strength(parts["password"]))
    started = time.monotonic()
    with closing(_client(parts, settings, log_in=True)) as client:
        try:
            with client.pipeline(transaction=False) as pipeline:
                pipeline.ping()
                pipeline.info()
                pong, info = pipeline.execute(raise_on_error=False)
        except redis.RedisError as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                cure = "give the CA that signed it as ca_file in [target], and name the host as the certificate does"
                raise CannotLook(_sentence(error, server.host), cure=cure) from None
            return replace(
                server,
                error=_sentence(error, server.host),
                answered=_is_answer(error),
                seconds=time.monotonic() - started,
            )
    server = replace(server, answered=True, seconds=time.monotonic() - started)
    if isinstance(pong, redis.RedisError):
        return replace(server, error=_sentence(pong, server.host))
    if isinstance(info, dict) and "sentinel" in {info.get("redis_mode"), info.get("server_mode")}:
        why = f"a Sentinel answers at {server.host}, not the Redis that it watches"
        raise CannotLook(why, cure="write host and port of Redis itself into [redis] url")
    if pong is not True:
        return replace(server, error=f"PING was answered with something else than PONG at {server.host}")
    return replace(server, pong=True, **(_told(info) if isinstance(info, dict) else {}))


@fact(timeout=5.0, rounds=2, effect="probe")
def redis_stranger(settings: Settings, redis_server: RedisServer) -> RedisStranger:
    """PING on a second connection that does not log in; then log in as the app's user with a password of nobody."""
    import redis

    if not redis_server.answered:
        raise CannotLook(f"Redis cannot be reached: {redis_server.error}", cure=CURE, look_failed=True)
    parts = _address(settings)
    with closing(_client(parts, settings, log_in=False)) as client:
        try:
            return RedisStranger(pong=bool(client.ping()))
        except redis.RedisError as error:
            words = str(error)
            asks = isinstance(error, redis.AuthenticationError) or words.startswith("DENIED")
    return RedisStranger(asks_password=asks, words=words, any_password=_any_password(parts, settings) if asks else "")


def _any_password(parts: dict[str, Any], settings: Settings) -> str:
    """The app's user when a random password is right, too; of the default user the PING of a stranger has told it."""
    import redis

    user = parts["username"] or "default"
    if user == "default":
        return ""
    with closing(_client(parts, settings, log_in=False)) as client:
        try:
            client.auth(secrets.token_urlsafe(24), user)
        except (redis.AuthenticationError, redis.ResponseError):
            return ""
        except redis.RedisError as error:
            why = f"whether {user} is let in with any password could not be seen: {_sentence(error, _host(parts))}"
            raise CannotLook(why, cure=CURE, look_failed=True) from None
    return str(user)


@fact(rounds=0)
def redis_stats(redis_server: RedisServer) -> RedisStats:
    """The numbers of INFO."""
    if redis_server.error:
        reason = f"Redis cannot be reached: {redis_server.error}"
        raise CannotLook(reason, cure=CURE, look_failed=not redis_server.answered)
    if redis_server.stats is None:
        raise CannotLook("the app's Redis user may not ask INFO", cure="allow it: ACL SETUSER <user> +info")
    return redis_server.stats


def connect(settings: Settings) -> redis.Redis:
    """A client for a team's own tests.

    Raises:
        CannotLook: no usable [redis] url is configured.
    """
    return _client(_address(settings), settings, log_in=True)


CURE = "start Redis, let this machine reach its port, or correct [redis] url"


def _address(settings: Settings) -> dict[str, Any]:
    """The parts of the URL that are obeyed. Of its options only who logs in where: some switch verifying of TLS off."""
    url = settings.redis.url.strip()
    if not url:
        raise CannotLook("no [redis] url is configured", cure="set url in [redis] of golive.toml")
    REDACTOR.learn_url(url)
    try:
        parts = urlsplit(url)
        port = parts.port or 6379
    except ValueError:
        raise CannotLook("[redis] url is no URL", cure="write it as redis://:…@host:6379/0") from None
    if parts.scheme not in {"redis", "rediss", "unix"}:
        raise CannotLook("[redis] url has another scheme than redis", cure="write it as redis://, rediss:// or unix://")
    path = unquote(parts.path)
    # As redis-py reads them: an option counts more than the same in its usual place.
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    database = options.get("db") or ("" if parts.scheme == "unix" else path.strip("/"))
    return {
        "scheme": parts.scheme,
        "host": parts.hostname or "localhost",
        "port": port,
        "path": path,
        "db": int(database) if database.isdigit() else 0,
        "username": options.get("username") or unquote(parts.username or "") or None,
        "password": options.get("password") or unquote(parts.password or ""),
    }


def _host(parts: dict[str, Any]) -> str:
    return parts["path"] if parts["scheme"] == "unix" else f"{parts['host']}:{parts['port']}"


def _strength(password: str) -> Strength | None:
    REDACTOR.learn(password)
    return strength(password) if password else None


def _client(parts: dict[str, Any], settings: Settings, *, log_in: bool) -> redis.Redis:
    """A client of one connection that tries once and says nothing about itself (two round trips less)."""
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    known = inspect.signature(redis.connection.AbstractConnection.__init__).parameters
    silent = {"driver_info": None} if "driver_info" in known else {"lib_name": None, "lib_version": None}
    options: dict[str, Any] = {
        "socket_timeout": SECONDS,
        "socket_connect_timeout": SECONDS,
        "retry": Retry(NoBackoff(), 0),
        "protocol": 2,
        "max_connections": 1,
        **silent,
    }
    if parts["scheme"] == "unix":
        options |= {"connection_class": redis.UnixDomainSocketConnection, "path": parts["path"]}
        options.pop("socket_connect_timeout")
    else:
        options |= {"host": parts["host"], "port": parts["port"]}
    if parts["scheme"] == "rediss":
        options |= {"connection_class": redis.SSLConnection, "ssl_ca_certs": settings.target.ca_file or None}
    if log_in:
        options |= {"username": parts["username"], "password": parts["password"] or None, "db": parts["db"]}
    return redis.Redis(connection_pool=redis.ConnectionPool(**options))


def _is_answer(error: redis.RedisError) -> bool:
    """Whether a Redis answered with a refusal, rather than nobody at all."""
    import redis

    return isinstance(error, redis.AuthenticationError | redis.ResponseError | redis.BusyLoadingError)


def _sentence(error: redis.RedisError, host: str) -> str:
    noise = r"^Error \S+ connecting to \S+\. |\[SSL: \w+\] |\s*\(_ssl\.c:\d+\)|\.$"
    words = re.sub(noise, "", str(error)) or type(error).__name__
    if words[1:2].islower():
        words = words[0].lower() + words[1:]
    return f"{words} at {host}"


def _told(info: dict[str, Any]) -> dict[str, Any]:
    """Product, version and numbers; a look-alike server may lack some of them."""
    counted = [info.get(name) for name in ("keyspace_hits", "keyspace_misses", "evicted_keys")]
    hits, misses, evicted = (int(number or 0) for number in counted)
    return {
        "product": "Valkey" if "valkey_version" in info else "Redis",
        "version": str(info.get("valkey_version") or info.get("redis_version") or ""),
        "stats": None if None in counted else RedisStats(hits=hits, misses=misses, evicted=evicted),
    }
