from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pytest_golive.facts.redact import strength
from pytest_golive.facts.redis_server import RedisStats, RedisStranger
from tests.checks.database_cases import GOOD, judge
from tests.findings import told

SERVER = GOOD["redis_server"]
REFUSED = "connection refused at 127.0.0.1:6379"
UNSEEN = {
    "redis_stranger": f"Redis cannot be reached: {REFUSED}",
    "redis_stats": f"Redis cannot be reached: {REFUSED}",
}


@pytest.mark.parametrize(
    ("check", "evidence"),
    [
        ("redis.ping", "Valkey 9.1.2 at 127.0.0.1:6379 answered PONG after 0.003 s"),
        (
            "redis.password-required",
            "PING without a password is refused at 127.0.0.1:6379: Authentication required.",
        ),
        ("redis.hit-ratio", "1500 of 2000 look-ups hit, 0 keys were evicted"),
    ],
)
def test_good_server(check: str, evidence: str) -> None:
    finding = judge(check)
    assert told(finding) == ("passed", "")
    assert evidence in finding.evidence


@pytest.mark.parametrize(
    ("check", "changed", "outcome", "message"),
    [
        ("redis.ping", {"redis_server": replace(SERVER, pong=False, error=REFUSED)}, "failed", REFUSED),
        (
            "redis.ping",
            {"redis_server": replace(SERVER, seconds=2.4)},
            "failed",
            "127.0.0.1:6379 took 2.4 s to answer, allowed are 2",
        ),
        (
            "redis.password-required",
            {"redis_stranger": RedisStranger(pong=True)},
            "failed",
            "PING without a password is answered PONG at 127.0.0.1:6379",
        ),
        (
            "redis.password-required",
            {"redis_stranger": RedisStranger(asks_password=True, words="No.", any_password="app")},
            "failed",
            "the user 'app' is let in with any password (nopass) at 127.0.0.1:6379",
        ),
        (
            "redis.password-required",
            {"redis_stranger": RedisStranger(words="Connection reset by peer")},
            "unverified",
            "PING without a password ended otherwise at 127.0.0.1:6379: Connection reset by peer",
        ),
        (
            "redis.password-required",
            {"redis_server": replace(SERVER, error="invalid password at 127.0.0.1:6379")},
            "unverified",
            "the app itself is refused: invalid password at 127.0.0.1:6379",
        ),
        (
            "redis.password-required",
            {"redis_server": replace(SERVER, password=None)},
            "unverified",
            "[redis] url holds no password, so its strength is unknown",
        ),
        (
            "redis.password-required",
            {"redis_server": replace(SERVER, password=strength("shortword"))},
            "failed",
            "the Redis password has 9 characters, at least 16 are needed",
        ),
        (
            "redis.password-required",
            {"redis_server": replace(SERVER, password=strength("change-me-change-me"))},
            "failed",
            "the Redis password is the placeholder of an example file",
        ),
        (
            "redis.hit-ratio",
            {"redis_stats": RedisStats(hits=400, misses=1600, evicted=0)},
            "failed",
            "only 20% of 2000 look-ups hit, at least 50% must",
        ),
        (
            "redis.hit-ratio",
            {"redis_stats": RedisStats(hits=9, misses=0, evicted=0)},
            "unverified",
            "there were only 9 look-ups since Redis started, 1000 are needed",
        ),
        (
            "redis.hit-ratio",
            {"redis_stats": RedisStats(hits=1500, misses=500, evicted=8)},
            "unverified",
            "8 keys were evicted since Redis started; nobody knows since when not",
        ),
    ],
)
def test_worse_server(check: str, changed: dict[str, Any], outcome: str, message: str) -> None:
    assert told(judge(check, **changed)) == (outcome, message)


def test_server_is_down() -> None:
    down = replace(SERVER, pong=False, answered=False, error=REFUSED)
    assert told(judge("redis.ping", redis_server=down)) == ("failed", REFUSED)
    for check in ("redis.password-required", "redis.hit-ratio"):
        finding = judge(check, redis_server=down, unseen=UNSEEN)
        assert told(finding) == ("unverified", f"Redis cannot be reached: {REFUSED}")


def test_no_url() -> None:
    why = "no [redis] url is configured"
    unseen = dict.fromkeys(("redis_server", "redis_stranger", "redis_stats"), why)
    for check in ("redis.ping", "redis.password-required", "redis.hit-ratio"):
        assert told(judge(check, unseen=unseen)) == ("unverified", why)


def test_hit_ratio_of_the_line() -> None:
    finding = judge("redis.hit-ratio", quantities={"percent": 80})
    assert told(finding) == ("failed", "only 75% of 2000 look-ups hit, at least 80% must")
