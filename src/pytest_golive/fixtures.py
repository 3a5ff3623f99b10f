"""What a team's own tests may ask for. Imported by every pytest run: drivers are imported inside.

Without ``--golive`` a test that asks for one of these is skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import psycopg
    import pymysql
    import redis
    import requests

    from pytest_golive.checks.registry import Evidence
    from pytest_golive.gate import Gate
    from pytest_golive.settings import Target

#: Names of the fixtures of this module: no fact may take one.
PUBLIC = ("golive", "target", "http", "database", "redis_client", "evidence", "storefront")
NOT_LIVE = "looks at the live target: run it with --golive"


@pytest.fixture(scope="session")
def golive(request: pytest.FixtureRequest) -> Gate:
    """The gate of this run: ``golive.settings``, ``golive.now``, ``golive.look("certificates")``."""
    from pytest_golive.plugin import GATE

    gate = request.config.stash.get(GATE, None)
    if gate is None:
        pytest.skip(NOT_LIVE)
    return gate


@pytest.fixture(scope="session")
def target(golive: Gate) -> Target:
    """The ``[target]`` table of golive.toml: ``target.url``, ``target.all_hosts``."""
    return golive.settings.target


@pytest.fixture(scope="session")
def http(target: Target) -> Iterator[requests.Session]:
    """A `requests.Session` for the target: ``http.get("/path")`` is relative to its base URL."""
    from pytest_golive.facts.session import open_session

    if not target.url:
        pytest.skip("no [target] url is configured: set it in golive.toml or with --golive-target")
    with open_session(target) as session:
        yield session


@pytest.fixture(scope="session")
def database(golive: Gate) -> Iterator[psycopg.Connection[Any] | pymysql.Connection[Any]]:
    """A read-only connection with the URL of ``[database]``, with a statement time-out; of psycopg or PyMySQL."""
    from pytest_golive.errors import CannotLook
    from pytest_golive.facts.database import connect

    try:
        connection = connect(golive.settings)
    except CannotLook as error:
        pytest.skip(error.reason)
    with connection:
        yield connection


@pytest.fixture(scope="session")
def redis_client(golive: Gate) -> Iterator[redis.Redis]:
    """A `redis.Redis` with the URL of ``[redis]``."""
    from pytest_golive.errors import CannotLook
    from pytest_golive.facts.redis_server import connect

    try:
        client = connect(golive.settings)
    except CannotLook as error:
        pytest.skip(error.reason)
    with client:
        yield client


@pytest.fixture(scope="session")
def storefront(golive: Gate) -> Callable[[], Any]:
    """What makes a person at a browser in the shop; override it with a class of your own (docs/storefront.md)."""
    shop = golive.settings.storefront
    if shop.api is None:
        pytest.skip(golive.stage.why)
    from pytest_golive.contracts.json_shop import JsonShop

    return lambda: JsonShop(shop, golive.stage.new_session())


@pytest.fixture
def evidence(request: pytest.FixtureRequest, golive: Gate) -> Evidence:
    """What goes into the report of this test: ``saw`` adds a sentence, ``table`` a table, ``lapses`` what ends when."""
    return golive.evidence_of(request.node.nodeid)


def skip_tests_of_facts(items: Iterable[pytest.Item]) -> None:
    """Mark as skipped every test with a parameter that is no fixture but the name of a fact."""
    for item in items:
        info = getattr(item, "_fixtureinfo", None)
        if info is None:
            continue
        unknown = [name for name in info.argnames if name not in info.name2fixturedefs and name != "request"]
        if unknown:
            # Only now is it worth loading the facts: an ordinary test run never gets here.
            from pytest_golive.facts import FACTS

            if set(unknown) <= FACTS.names:
                item.add_marker(pytest.mark.skip(reason=NOT_LIVE))


def fact_fixtures(names: Iterable[str]) -> ModuleType:
    """A plug-in module with one session fixture per fact, that hands out the fact's value."""

    def fixture_of(name: str) -> Any:
        @pytest.fixture(scope="session", name=name)
        def look(golive: Gate) -> Any:
            attempt = golive.look(name)
            if not attempt.seen:
                pytest.skip(attempt.reason)
            return attempt.value

        return look

    plugin = ModuleType("pytest_golive_facts")
    for name in names:
        setattr(plugin, f"fact_{name}", fixture_of(name))
    return plugin
