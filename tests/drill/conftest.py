"""The gate drill: one real shop for each worker, and every shipped check run over what is seen of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import pytest

from faults import Fault
from faults.trees import Tree
from pytest_golive.checks import load_checks, registry
from pytest_golive.checks.registry import Check
from pytest_golive.facts import FACTS
from pytest_golive.facts.client import Client
from pytest_golive.facts.dotenv import read_dotenv
from pytest_golive.facts.gather import Attempt, Gatherer
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.finding import Finding
from pytest_golive.options import Options, load
from servers.client import ShopClient
from tests.drill.tree import copy_tree, is_of_tree, make_tree

SHOP = Path(__file__).parents[2] / "examples" / "shop"
#: Pages of a crawl where all 240 products would be too many: every kind of page and the newest products are among them.
PAGES = 40

#: What a line would give to the checks that cannot be asked without.
QUANTITIES: dict[str, dict[str, Any]] = {
    "env.var-set": {"variable": "ANALYTICS_ID"},
    "env.var-value": {"variable": "DEBUG", "value": "False"},
    "postgres.version": {"major": 18},
}
#: Variables that golive.toml takes from the env file.
ADDRESSES = ("DATABASE_URL", "REDIS_URL")
#: Facts whose checks are drilled by themselves: with a Flask shop, with repositories (test_tree_release), with staging
#: (test_staging), and with gateways that are no stand-ins (tests/facts/test_gateways).
ELSEWHERE = frozenset(
    {"flask_application", "git_release", "staging_stack", "rollback_rehearsal", "scan_report", "service_here"}
)

#: Facts that take long, or start the application once more: looked at on good shops, and with faults of their checks.
COSTLY = frozenset({"page_queries", "scratch_migrations", "mail_renders", "mail_arrivals", "gateway_urls", "card_data"})

#: Where facts are that ask the application's own Python, and nobody over the network.
INSIDE = {"pytest_golive.facts.app", "pytest_golive.facts.settings_code"}

Read = Callable[[], Options]


class Judge(Protocol):
    """Looks at the shop as it is now and asks every check."""

    def __call__(
        self, *, crawl_limit: int | None = None, good_inside: bool = False, faults: Iterable[Fault] | None = None
    ) -> dict[str, Finding]:
        """The findings by check.

        Args:
            crawl_limit: instead of golive.toml's, to look at fewer of the 240 products.
            good_inside: the supervisor says that only proxy and zone differ from the good shop; what its own Python
                then says of code, settings and database is asked once for all such faults.
            faults: what is planted, so that costly facts are looked at for their checks alone; None: for all checks.
        """


def shipped() -> dict[str, Check]:
    """Every check that looks at the running Django shop on PostgreSQL.

    Those of checklist, files, git, Flask and MySQL have other drills, and so have contracts.
    """
    built = {name: check for name, check in load_checks().items() if check.is_built and not check.is_about_document}
    built = {name: check for name, check in built.items() if check.area != "mysql" and not check.is_contract}
    here = {name: one for name, one in built.items() if ELSEWHERE.isdisjoint(one.needs)}
    return {name: one for name, one in here.items() if not is_of_tree(one)}


def asked(faults: Iterable[Fault] | None) -> dict[str, Check]:
    """What is asked of a shop with these faults, or (None) of a good one."""
    if faults is None:
        return shipped()
    named = {check for fault in faults for check in (*fault.reds, *fault.also)}
    return {name: one for name, one in shipped().items() if name in named or COSTLY.isdisjoint(one.needs)}


@pytest.fixture(scope="session")
def good_tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A checkout of the good shop."""
    return make_tree(tmp_path_factory.mktemp("good"))


@pytest.fixture
def tree(good_tree: Tree, tmp_path: Path) -> Tree:
    """A copy of it to be spoilt."""
    return copy_tree(good_tree, tmp_path)


@pytest.fixture(scope="session")
def read_options(live_shop: ShopClient) -> Read:
    """Reads the demo's own golive.toml for the shop as it is now.

    Where a fault has taken the env file away, the gate has the addresses in it from elsewhere, as from the secrets
    of a CI: else it would not even start (a usage error), and what it then sees could not be drilled.
    """
    live_shop.heal()
    env_file = Path(live_shop.env["SHOP_ENV_FILE"])
    kept = {name: read_dotenv(env_file).values[name] for name in ADDRESSES}

    def read() -> Options:
        # One process judges a hundred times: what one fault made a secret is an ordinary word in the next.
        REDACTOR._secrets.clear()
        there = read_dotenv(env_file).values
        absent = {name: value for name, value in kept.items() if name not in there}
        return load(lambda name: None, SHOP, {**os.environ, **absent, **live_shop.env})

    return read


@pytest.fixture(scope="session")
def judge(read_options: Read) -> Judge:
    """Asks every check that looks at the target."""
    inside = {"cache_roundtrip", *(name for name in FACTS.names if FACTS[name].look.__module__ in INSIDE)}
    seen_inside: dict[str, Attempt] = {}

    def run(
        *, crawl_limit: int | None = None, good_inside: bool = False, faults: Iterable[Fault] | None = None
    ) -> dict[str, Finding]:
        settings, now = read_options().settings, datetime.now(UTC)
        settings = replace(settings, http=replace(settings.http, crawl_limit=crawl_limit or settings.http.crawl_limit))
        checks, client = asked(faults), Client(settings)
        givens = {"settings": settings, "now": now}
        allowed = ("read-only", "probe", "executes", *settings.allow)
        gatherer = Gatherer({**givens, "client": client}, allowed=allowed)
        known = dict(seen_inside) if good_inside else {}
        gatherer.start({name for check in checks.values() for name in check.facts} - known.keys())

        def look(name: str) -> Attempt:
            return known[name] if name in known else gatherer.get(name)

        try:
            findings = {n: registry.run(check, look, givens, QUANTITIES.get(n, {})) for n, check in checks.items()}
        finally:
            client.close()
        if good_inside:
            seen_inside.update({n: one for n, one in gatherer.attempts().items() if n in inside and one.seen})
        return findings

    return run
