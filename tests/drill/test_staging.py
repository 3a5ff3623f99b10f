"""`golive stack` of the good shop, kept as staging's, against the shop as it is then."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.checks import load_checks, registry
from pytest_golive.facts.client import Client
from pytest_golive.facts.gather import Gatherer
from pytest_golive.finding import Finding, Outcome
from pytest_golive.settings import Release, Settings
from servers.client import ShopClient
from tests.checks.outside_cases import ask, see
from tests.drill.conftest import Read
from tests.findings import told

SHOP = Path(__file__).parents[2] / "examples" / "shop"
CHECK = "release.staging-parity"
Judge = Callable[..., Finding]


@pytest.fixture(scope="module")
def staging(live_shop: ShopClient, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command prints of the good shop."""
    live_shop.heal()
    command = [sys.executable, "-m", "pytest_golive.cli", "stack", "--golive-config", str(SHOP / "golive.toml")]
    # The run is nobody's xdist worker.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(command, env={**kept, **live_shop.env}, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    file = tmp_path_factory.mktemp("staging") / "stack.json"
    told = json.loads(done.stdout)
    assert told["target"] == "https://shop.test"
    file.write_text(json.dumps(told | {"target": "https://staging.shop.test"}), encoding="utf-8")
    return file


@pytest.fixture
def judge(read_options: Read, staging: Path) -> Judge:
    """Asks the one check."""

    def run(later: timedelta = timedelta(), **release: Any) -> Finding:
        settings = read_options().settings
        settings = replace(settings, release=replace(settings.release, **{"staging_stack": str(staging), **release}))
        check, client = load_checks()[CHECK], Client(settings)
        givens = {"settings": settings, "now": datetime.now(UTC) + later}
        gatherer = Gatherer({**givens, "client": client})
        gatherer.start(check.facts)
        try:
            return registry.run(check, gatherer.get, givens, {})
        finally:
            client.close()

    return run


def test_staging_is_the_same(live_shop: ShopClient, judge: Judge, staging: Path) -> None:
    live_shop.heal()
    found = judge()
    assert found.outcome is Outcome.PASSED, found
    assert [one.what for one in found.lapses] == ["the look at staging"]
    late = judge(timedelta(days=31))
    assert (late.outcome, late.observed) == (Outcome.FAILED, "staging was last looked at 31 days ago")
    parts = json.loads(staging.read_text("utf-8"))["parts"]
    assert {"Python", "Django", "PostgreSQL", "Valkey", "proxy"} <= parts["versions"].keys()
    assert parts["packages"].keys() >= {"django", "gunicorn"}
    assert "SECRET_KEY" in parts["variables"]
    assert "store.0001_initial" in parts["migrations"]
    assert "SESSION_COOKIE_SECURE" in parts["settings"]


def test_what_was_kept_of_this_very_site(live_shop: ShopClient, judge: Judge, staging: Path, tmp_path: Path) -> None:
    live_shop.heal()
    own = tmp_path / "own.json"
    own.write_text(json.dumps(json.loads(staging.read_text("utf-8")) | {"target": "https://shop.test"}), "utf-8")
    found = judge(staging_stack=str(own))
    assert found.observed == "what was kept is of https://shop.test itself, not of staging"


def test_no_secret_is_kept(live_shop: ShopClient, staging: Path) -> None:
    values = [line.partition("=") for line in Path(live_shop.env["SHOP_ENV_FILE"]).read_text("utf-8").splitlines()]
    kept = staging.read_text("utf-8")
    assert [name for name, _, value in values if len(value) > 15 and value in kept] == []


def test_staging_differs(live_shop: ShopClient, judge: Judge) -> None:
    live_shop.plant("postgres-16", "session-cookie-readable")
    try:
        found = judge()
        assert found.outcome is Outcome.FAILED
        for words in ("versions.PostgreSQL is 16.", "settings.SESSION_COOKIE_HTTPONLY is false here"):
            assert words in found.observed
        accepted = judge(staging_differs=("versions.PostgreSQL", "settings.SESSION_*"))
        assert accepted.outcome is Outcome.PASSED, accepted
    finally:
        live_shop.heal()


def test_a_part_cannot_be_seen(live_shop: ShopClient, judge: Judge) -> None:
    live_shop.plant("redis-down")
    try:
        found = judge()
        assert (found.outcome, found.reason) == (Outcome.UNVERIFIED, "Redis and the proxy could not be seen here"), (
            found
        )
    finally:
        live_shop.heal()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "cannot be read: No such file or directory"),
        ("{", "is not what `golive stack` writes"),
        ('{"schema": "other"}', "it does not say that it is pytest-golive/stack/1"),
        ('{"schema": "pytest-golive/stack/1", "parts": {}}', "is not what `golive stack` writes"),
    ],
)
def test_without_what_staging_told(tmp_path: Path, text: str | None, words: str) -> None:
    file = tmp_path / "stack.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    assert words in see("staging_stack", settings=Settings(release=Release(staging_stack=str(file))))
    assert see("staging_stack", settings=Settings()) == "nothing says what staging runs on"
    assert told(ask(CHECK))[0] == "unverified"
