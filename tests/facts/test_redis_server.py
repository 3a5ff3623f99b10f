from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import trustme

from pytest_golive.errors import CannotLook
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.facts.redis_server import (
    RedisServer,
    RedisStats,
    RedisStranger,
    redis_server,
    redis_stats,
    redis_stranger,
)
from pytest_golive.settings import Redis, Settings, Target
from servers.keeper import Keeper
from servers.postgres import free_port
from servers.valkey import Valkey, find_binary
from tests.database_servers import listening, tls_front

Start = Callable[..., Valkey]


def given(url: str, *, ca_file: str = "") -> Settings:
    return Settings(redis=Redis(url=url), target=Target(ca_file=ca_file))


def look(url: str, *, ca_file: str = "") -> RedisServer:
    return redis_server(given(url, ca_file=ca_file))


def test_good_server(start_valkey: Start) -> None:
    server = start_valkey()
    seen = look(server.url())
    assert (seen.pong, seen.answered, seen.error) == (True, True, "")
    assert seen.host == f"127.0.0.1:{server.port}"
    assert seen.product == "Valkey"
    assert seen.version.startswith("9.")
    assert seen.password is not None
    assert seen.password.length == len(server.password)
    assert 0 < seen.seconds < 2


def test_it_survives_json_and_holds_no_password(start_valkey: Start) -> None:
    server = start_valkey()
    seen = look(server.url())
    text = msgspec.json.encode(seen)
    assert msgspec.json.decode(text, type=RedisServer) == seen
    assert server.password.encode() not in text
    assert REDACTOR.text(f"<{server.password}>") == "<***>"


def test_stranger_is_refused(start_valkey: Start) -> None:
    settings = given(start_valkey().url())
    stranger = redis_stranger(settings, redis_server(settings))
    assert stranger == RedisStranger(asks_password=True, words="Authentication required.")


@pytest.mark.parametrize(
    ("rule", "password", "let_in"),
    [("nopass", "a-long-password", "app"), ("nopass", "", "app"), (">a-long-password", "a-long-password", "")],
)
def test_any_password_is_right(start_valkey: Start, rule: str, password: str, let_in: str) -> None:
    server = start_valkey()
    with server.connect() as client:
        client.execute_command("ACL", "SETUSER", "app", "on", rule, "~*", "+@all")
    settings = given(f"redis://app:{password}@127.0.0.1:{server.port}/0")
    seen = redis_server(settings)
    assert seen.pong
    assert redis_stranger(settings, seen) == RedisStranger(
        asks_password=True, words="Authentication required.", any_password=let_in
    )


def test_stranger_is_let_in(start_valkey: Start) -> None:
    server = start_valkey("--maxmemory", "64mb")
    settings = given(f"redis://127.0.0.1:{server.port}/0")
    seen = redis_server(settings)
    assert (seen.pong, seen.password) == (True, None)
    assert redis_stranger(settings, seen).pong


def test_wrong_password_is_an_answer(start_valkey: Start) -> None:
    server = start_valkey()
    settings = given(f"redis://:wrong-password@127.0.0.1:{server.port}/0")
    seen = redis_server(settings)
    assert seen.error == f"invalid username-password pair or user is disabled at 127.0.0.1:{server.port}"
    assert (seen.answered, seen.pong) == (True, False)
    assert redis_stranger(settings, seen).asks_password
    with pytest.raises(CannotLook, match="Redis cannot be reached: invalid username-password pair"):
        redis_stats(seen)


def test_missing_password(start_valkey: Start) -> None:
    seen = look(f"redis://127.0.0.1:{start_valkey().port}/0")
    assert seen.error.startswith("authentication required at 127.0.0.1:")
    assert seen.password is None


def test_password_that_the_server_does_not_want(start_valkey: Start) -> None:
    server = start_valkey("--maxmemory", "64mb")
    settings = given(f"redis://:some-password@127.0.0.1:{server.port}/0")
    seen = redis_server(settings)
    assert seen.error.startswith("AUTH <password> called without any password configured")
    assert redis_stranger(settings, seen).pong


def test_nobody_listens() -> None:
    port = free_port()
    settings = given(f"redis://127.0.0.1:{port}")
    seen = redis_server(settings)
    assert seen.error == f"connection refused at 127.0.0.1:{port}"
    assert not seen.answered
    with pytest.raises(CannotLook) as raised:
        redis_stranger(settings, seen)
    assert raised.value.reason == f"Redis cannot be reached: connection refused at 127.0.0.1:{port}"
    assert raised.value.cure == "start Redis, let this machine reach its port, or correct [redis] url"


def test_server_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pytest_golive.facts.redis_server.SECONDS", 0.3)
    with listening(lambda connection: connection.recv(65536) and connection.recv(1)) as port:
        seen = look(f"redis://127.0.0.1:{port}")
    assert seen.error == f"timeout reading from socket at 127.0.0.1:{port}"


def test_server_that_is_no_redis() -> None:
    def answer(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with listening(answer) as port:
        seen = look(f"redis://127.0.0.1:{port}")
    assert seen.error
    assert not seen.pong


def test_info_may_be_forbidden(start_valkey: Start) -> None:
    server = start_valkey()
    with server.connect() as client:
        client.execute_command("ACL", "SETUSER", "app", "on", ">a-long-app-password", "~*", "+ping", "+get")
    seen = look(f"redis://app:a-long-app-password@127.0.0.1:{server.port}/0")
    assert (seen.pong, seen.product, seen.stats) == (True, "", None)
    with pytest.raises(CannotLook, match="the app's Redis user may not ask INFO"):
        redis_stats(seen)


def test_ping_may_be_forbidden(start_valkey: Start) -> None:
    server = start_valkey()
    with server.connect() as client:
        client.execute_command("ACL", "SETUSER", "app", "on", ">a-long-app-password", "~*", "+info")
    seen = look(f"redis://app:a-long-app-password@127.0.0.1:{server.port}/0")
    assert (seen.pong, seen.answered) == (False, True)
    assert "no permissions to run the 'ping' command" in seen.error


def test_stats(start_valkey: Start) -> None:
    server = start_valkey()
    with server.connect() as client:
        client.set("here", "1")
        client.mget("here", "here", "absent")
    assert redis_stats(look(server.url())) == RedisStats(hits=2, misses=1, evicted=0)


def test_two_connections_and_no_chatter(start_valkey: Start) -> None:
    server = start_valkey()
    settings = given(server.url())
    with server.connect() as client:
        client.config_resetstat()
        redis_stranger(settings, redis_server(settings))
        calls = set(client.info("commandstats"))
        assert client.info("stats")["total_connections_received"] == 2
    assert calls - {"cmdstat_config|resetstat"} == {"cmdstat_auth", "cmdstat_ping", "cmdstat_info"}


def test_tls_is_verified_whatever_the_url_says(start_valkey: Start, tmp_path: Path) -> None:
    server, authority, stranger = start_valkey(), trustme.CA(), trustme.CA()
    for name, one in (("ca.pem", authority), ("stranger.pem", stranger)):
        one.cert_pem.write_to_path(str(tmp_path / name))
    with tls_front(server.port, authority, postgres=False) as port:
        url = f"rediss://:{server.password}@localhost:{port}/0?ssl_cert_reqs=none"
        trusted = look(url, ca_file=str(tmp_path / "ca.pem"))
        with pytest.raises(CannotLook, match=r"^certificate verify failed: .* at localhost:\d+$") as refused:
            look(url, ca_file=str(tmp_path / "stranger.pem"))
    assert (trusted.pong, trusted.tls) == (True, True)
    assert refused.value.cure.startswith("give the CA that signed it as ca_file in [target]")


def test_unix_socket(start_valkey: Start, tmp_path: Path) -> None:
    path = tmp_path / "s"
    server = start_valkey("--requirepass", "p" * 20, "--unixsocket", str(path))
    seen = look(f"unix://:{'p' * 20}@{path}")
    assert (seen.pong, seen.host) == (True, str(path)), server
    by_options = look(f"unix://{path}?password={'p' * 20}&db=1")
    assert (by_options.pong, by_options.password) == (True, seen.password)


def test_who_logs_in_where_may_stand_in_the_options(start_valkey: Start) -> None:
    server = start_valkey()
    seen = look(f"redis://127.0.0.1:{server.port}?password={server.password}&username=default")
    assert (seen.pong, seen.password is None) == (True, False)
    assert REDACTOR.text(f"<{server.password}>") == "<***>"
    seen = look(f"redis://:{server.password}@127.0.0.1:{server.port}/0?db=99")
    assert seen.error == f"DB index is out of range at 127.0.0.1:{server.port}"


def test_a_sentinel_is_not_the_server_it_watches(tmp_path: Path) -> None:
    port = free_port()
    (tmp_path / "sentinel.conf").write_text(f"port {port}\nbind 127.0.0.1\ndir {tmp_path}\n")
    with Keeper() as keeper:
        keeper.start("sentinel", [str(find_binary()), str(tmp_path / "sentinel.conf"), "--sentinel"])
        with pytest.raises(CannotLook, match=f"^a Sentinel answers at 127.0.0.1:{port}, not the Redis"):
            for _ in range(100):  # until it is up
                assert not look(f"redis://127.0.0.1:{port}/0").pong
                time.sleep(0.05)


@pytest.mark.parametrize(
    ("url", "reason", "cure"),
    [
        ("", "no [redis] url is configured", "set url in [redis] of golive.toml"),
        ("redis://h:port/0", "[redis] url is no URL", "write it as redis://:…@host:6379/0"),
        (
            "memcached://h:1/0",
            "[redis] url has another scheme than redis",
            "write it as redis://, rediss:// or unix://",
        ),
    ],
)
def test_urls_that_nobody_can_use(url: str, reason: str, cure: str) -> None:
    with pytest.raises(CannotLook) as raised:
        look(url)
    assert (raised.value.reason, raised.value.cure) == (reason, cure)
