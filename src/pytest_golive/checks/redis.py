"""Checks of Redis or Valkey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check, fails

if TYPE_CHECKING:
    from pytest_golive.facts.redis_server import RedisServer, RedisStats, RedisStranger
    from pytest_golive.facts.services import CacheRoundtrip

PING_SECONDS = 2.0
SHORTEST_PASSWORD = 16
FEWEST_LOOKUPS = 1000


@check(
    "redis.ping",
    severity="critical",
    overlooks="worker container",
    says=(
        "=redis production configured|running|up|set ~ @set",
        "redis configured",
        "redis connection url",
        "redis server|instance|service? running|up|reachable|available|responding|started|connected running?",
        "redis connectivity",
        "redis connection|connectivity @works|ok|tested|url",
        "redis accepts|accepting connections",
        "redis cli ping return? pong?",
        "redis ping|responds|answers pong|ping",
        "redis|valkey|elasticache|keydb up|alive|running|reachable|responding|responds|connects|connected|connect|"
        "connection|pong|talk|answers|ping|reached|works|accessible|available ~ @set get gets up @tested @works "
        "server app application url production pong returns return cli connection web worker container service "
        "tested status online backend ping workers",
        "=app|application talk|talks|connect|connects|reach|reaches redis|valkey|elasticache ~ ",
    ),
)
def ping(redis_server: RedisServer, evidence: Evidence) -> None:
    """Redis answers PING with PONG, with the app's own URL, within two seconds.

    Why: without it the shop has no cache, and perhaps no sessions, no rate limits and no background tasks.
    Fix: start Redis (`systemctl start redis`), then correct host, port and password in REDIS_URL.
    Cannot tell when: the certificate of its TLS cannot be verified, or a Sentinel answers in its place.
    Source: Redis documentation, PING.
    """
    server = redis_server
    if "no permissions to run" in server.error:
        fails(server.error, cure="allow it: `ACL SETUSER <user> +ping`, and `ACL SAVE`")
    assert not server.error, server.error
    told = f"{server.product} {server.version}".strip() or "Redis"
    evidence.saw(f"{told} at {server.host} answered PONG after {server.seconds:.3f} s")
    assert server.seconds <= PING_SECONDS, f"{server.host} took {server.seconds:.1f} s to answer, allowed are 2"


@check(
    "redis.password-required",
    severity="critical",
    says=(
        "redis password authentication|auth? @set|set|required|protected",
        "redis|valkey requires|demands|needs|asks password|authentication|auth",
        "redis authentication|auth|acl @set|required|enforced",
        "redis requirepass @set|set",
        "redis secured|protected|locked password",
        "redis no|not anonymous|unauthenticated|passwordless access|connections|logins|login",
        "redis not open|accessible without password|authentication",
        "redis|valkey|elasticache password|auth|requirepass|passwords|acl set|protected|required|enabled|requires|"
        "secured|needs|strong|redis.conf|authentication ~ @set get gets up strong redis.conf requirepass "
        "authentication access protected secure long",
        "requirepass set|redis|redis.conf ~ strong @set get gets up redis redis.conf configured",
        "=redis|valkey password|auth|requirepass ~ protected set strong",
        "redis|valkey unauthenticated|anonymous no|not|never ~ access connections connection",
        "redis|valkey unauthenticated|anonymous refused|rejected|denied ~ access connections connection",
        "redis|valkey isnt|not|no|never open|accessible|reachable without ~ auth password authentication",
    ),
    effect="probe",
)
def password_required(redis_server: RedisServer, redis_stranger: RedisStranger, evidence: Evidence) -> None:
    """Redis refuses whoever gives no password or a wrong one, and the app's is long and nobody's example.

    Why: whoever reaches an open Redis reads the sessions, changes the cache and can run code on the machine.
    Fix: set requirepass (or an ACL user) to 32 random characters, put it into REDIS_URL and restart the app.
    Cannot tell when: the app itself is refused, or the refusal of a stranger was about something else.
    Source: Redis documentation, "Redis security".
    """
    host = redis_server.host
    assert not redis_stranger.pong, f"PING without a password is answered PONG at {host}"
    if not redis_stranger.asks_password:
        cure = "let Redis refuse strangers by password (requirepass or ACL), and see its log"
        cannot_tell(f"PING without a password ended otherwise at {host}: {redis_stranger.words}", cure=cure)
    if user := redis_stranger.any_password:
        cure = f"`ACL SETUSER {user} resetpass >…` with the password of REDIS_URL, and `ACL SAVE`"
        fails(f"the user {user!r} is let in with any password (nopass) at {host}", cure=cure)
    evidence.saw(f"PING without a password is refused at {host}: {redis_stranger.words}")
    if redis_server.error:
        cannot_tell(f"the app itself is refused: {redis_server.error}", cure="correct the password in [redis] url")
    password = redis_server.password
    if password is None:
        cure = "write the app's password into [redis] url (env:REDIS_URL)"
        cannot_tell("[redis] url holds no password, so its strength is unknown", cure=cure)
    evidence.saw(f"the password has {password.length} characters")
    assert not password.placeholder, "the Redis password is the placeholder of an example file"
    assert password.length >= SHORTEST_PASSWORD, (
        f"the Redis password has {password.length} characters, at least {SHORTEST_PASSWORD} are needed"
    )


@check(
    "redis.hit-ratio",
    severity="medium",
    overlooks="=monitored =monitoring =observed =tracked =alerts =alerting =watched",
    says=(
        "cache|redis hit ratio|rate {percent}? acceptable|good|high|healthy?",
        "cache|redis hit ratio|rate >|≥|>=|above|over|least {percent}",
        "redis cache hit ratio|rate",
        "database query|queries results cached where? appropriate|needed|useful?",
        "cache|redis|keyspace hit|hits|misses|miss ratio|rate|ratios|>|percentage|most|above|exceed good|high|"
        "acceptable|above|fine|monitored|ok|misses|> ~ 50 60 70 80 85 90 95 percent enough hit hits ratio redis "
        "rate application object than least",
        "=cache|redis misses|miss few|low|rare ~ ratio rate only",
        "=cache|redis effectiveness|efficiency|hits|lookups good|fine|ok|served|high|misses ~ most > exceed more "
        "than hits misses",
    ),
)
def hit_ratio(redis_stats: RedisStats, evidence: Evidence, *, percent: int = 50) -> None:
    """Enough look-ups find their key (half, unless the line says more), and no key was thrown out.

    Why: a cache that misses costs time instead of saving it.
    Fix: see which keys miss (`redis-cli monitor` for a few seconds) and cache these pages longer.
    Cannot tell when: there were fewer than 1000 look-ups since the start, or keys were evicted at some time.
    Source: Redis documentation, INFO (stats).
    """
    hits, lookups = redis_stats.hits, redis_stats.hits + redis_stats.misses
    evidence.saw(f"{hits} of {lookups} look-ups hit, {redis_stats.evicted} keys were evicted")
    if lookups < FEWEST_LOOKUPS:
        why = f"there were only {lookups} look-ups since Redis started, {FEWEST_LOOKUPS} are needed"
        cannot_tell(why, cure="let the site be used for a while, then run the gate again")
    ratio = hits / lookups
    assert ratio * 100 >= percent, f"only {ratio:.0%} of {lookups} look-ups hit, at least {percent}% must"
    if redis_stats.evicted:
        why = f"{redis_stats.evicted} keys were evicted since Redis started; nobody knows since when not"
        cannot_tell(why, cure="raise maxmemory, then CONFIG RESETSTAT and look again after a day")


@check(
    "redis.cache-roundtrip",
    severity="high",
    overlooks="page",
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
    effect="writes",
)
def cache_roundtrip(cache_roundtrip: CacheRoundtrip, evidence: Evidence) -> None:
    """The application's cache gives back what it is given, keeps it in Redis for the time asked, and deletes it.

    Why: a cache that only looks configured loses sessions and rate limits and makes every page slow.
    Fix: point CACHES["default"] at Redis (django.core.cache.backends.redis.RedisCache) with the app's REDIS_URL.
    Cannot tell when: the cache is kept by something else than Redis that other processes share.
    Source: Django documentation, "Django's cache framework".
    """
    seen = cache_roundtrip
    assert not seen.error, f"the application cannot use its cache: {seen.error}"
    assert seen.returned, f"{seen.backend} does not give back what was set"
    assert not seen.backend.endswith("LocMemCache"), f"{seen.backend} keeps values in one process, not in Redis"
    if not seen.redis:
        cannot_tell(f"the cache works, but is kept by {seen.backend}, not Redis", cure="have somebody vouch for it")
    if seen.seconds is None:
        cannot_tell(f"{seen.backend} does not say how long Redis keeps a key", cure="ask with `redis-cli ttl`")
    assert seen.seconds != -2, f"{seen.backend} gave the value back, but Redis does not have the key"
    assert seen.seconds > 0, f"{seen.backend} lets Redis keep for ever what was set for 30 s"
    assert seen.deleted, f"{seen.backend} still has the key after it was deleted"
    evidence.saw(f"{seen.backend} set, read and deleted a key that Redis kept for {seen.seconds} s")
