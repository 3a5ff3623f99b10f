"""`golive rehearse`, on a site whose releases are folders and whose deploy script switches between them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pytest_golive.checks import load_checks, registry
from pytest_golive.facts.gather import Gatherer
from pytest_golive.finding import Finding, Outcome
from pytest_golive.options import load
from tests.commits import git

SCRIPT = """#!/bin/sh
set -e
case "$1" in
  deploy) git rev-parse HEAD > ../live ;;
  rollback) {rollback} ;;
esac
"""
TOML = """
[target]
url = "{url}"
[app]
dir = "shop"
[http]
health = "/health"
[release]
version_url = "/version"
rollback = ["./deploy.sh", "rollback"]
redeploy = ["./deploy.sh", "deploy"]
rollback_seconds = {seconds}
[env.staging.target]
url = "{url}"
"""
GOOD = "git rev-parse v1.0.0 > ../live"
CHECK = "release.rollback-drill"


@dataclass
class Staging:
    """The project, the site that serves what `live` says, and the gate's answer."""

    folder: Path
    url: str

    def declare(self, *, rollback: str = GOOD, seconds: float = 30) -> None:
        (self.folder / "shop" / "deploy.sh").write_text(SCRIPT.format(rollback=rollback), encoding="utf-8")
        (self.folder / "golive.toml").write_text(TOML.format(url=self.url, seconds=seconds), encoding="utf-8")

    def git(self, *arguments: str) -> None:
        git(self.folder / "shop", *arguments)

    def rehearse(self, *, allow: str = "writes", env: str = "staging") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pytest_golive.cli", "rehearse", "--golive-config", "golive.toml"]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        return subprocess.run(
            [*command, f"--golive-allow={allow}", *([f"--golive-env={env}"] if env else [])],
            cwd=self.folder,
            env=kept,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def judged(self, *, later: timedelta = timedelta()) -> Finding:
        settings = load(lambda _: None, self.folder, {}).settings
        givens = {"settings": settings, "now": datetime.now(UTC) + later}
        gatherer = Gatherer(givens)
        gatherer.start(["rollback_rehearsal"])
        return registry.run(load_checks()[CHECK], gatherer.get, givens, {})

    def change(self, **values: Any) -> None:
        file = self.folder / "golive-rollback.json"
        file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | values), encoding="utf-8")


@pytest.fixture
def staging(tmp_path: Path) -> Iterator[Staging]:
    live = tmp_path / "live"

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            version = live.read_text("utf-8").strip()
            body = b"ok" if self.path != "/version" else version.removesuffix("-broken").encode()
            self.send_response(500 if version.endswith("-broken") and self.path == "/health" else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: Any) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        made = Staging(tmp_path, f"http://127.0.0.1:{server.server_address[1]}")
        (tmp_path / "shop").mkdir()
        made.declare()
        (tmp_path / "shop" / "deploy.sh").chmod(0o755)
        made.git("init", "-q", "-b", "main")
        made.git("commit", "-q", "--allow-empty", "-m", "One")
        made.git("tag", "v1.0.0")
        made.git("commit", "-q", "--allow-empty", "-m", "Two")
        subprocess.run(["./deploy.sh", "deploy"], cwd=tmp_path / "shop", check=True)
        yield made
        server.shutdown()


def test_it_works(staging: Staging) -> None:
    assert staging.judged().outcome is Outcome.UNVERIFIED
    before = (staging.folder / "live").read_text("utf-8")
    done = staging.rehearse()
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert (staging.folder / "live").read_text("utf-8") == before
    found = staging.judged()
    assert found.outcome is Outcome.PASSED, found
    assert [one.what for one in found.lapses] == ["the rehearsal of the rollback"]
    late = staging.judged(later=timedelta(days=91))
    assert (late.outcome, late.observed) == (Outcome.FAILED, "it was last rehearsed 91 days ago")
    staging.change(seconds_back=31.0)
    assert "it took 31 s" in staging.judged().observed
    staging.declare(rollback=f"{GOOD}; true")
    changed = staging.judged()
    assert (changed.outcome, "have changed since" in changed.reason) == (Outcome.UNVERIFIED, True)


@pytest.mark.parametrize(
    ("rollback", "words"),
    [
        ("echo no such image >&2; exit 3", "on the way back, `./deploy.sh rollback` ended with code 3: no such image"),
        ('echo "$(git rev-parse v1.0.0)-broken" > ../live', "on the way back, after 0.5 s /health answers 500"),
        ("true", "on the way back, after 0.5 s the site runs"),
        ("exec sleep 30", "on the way back, `./deploy.sh` took longer than 0.5 s"),
        (f"{GOOD}; chmod -x deploy.sh", "on the way forth again, `./deploy.sh` does not run: Permission denied"),
    ],
)
def test_it_fails(staging: Staging, rollback: str, words: str) -> None:
    staging.declare(rollback=rollback, seconds=0.5)
    done = staging.rehearse()
    assert (done.returncode, words in done.stdout) == (1, True), done
    found = staging.judged()
    assert (found.outcome, words in found.observed) == (Outcome.FAILED, True), found
    if "chmod" not in rollback:
        assert (staging.folder / "shop" / ".git" / "refs" / "heads" / "main").read_text("utf-8") == (
            staging.folder / "live"
        ).read_text("utf-8"), "the release is live again"


def test_nothing_is_done(staging: Staging) -> None:
    refused = staging.rehearse(allow="sends")
    assert (refused.returncode, "say --golive-allow writes" in refused.stderr) == (4, True)
    unnamed = staging.rehearse(env="")
    assert (unnamed.returncode, "say which environment is staging" in unnamed.stderr) == (4, True)
    (staging.folder / "live").write_text("another\n", encoding="utf-8")
    other = staging.rehearse()
    assert (other.returncode, "nothing was done: the site runs another, not" in other.stderr) == (4, True)
    staging.git("tag", "-d", "v1.0.0")
    assert "which release comes before this one is not known" in staging.rehearse().stderr
    assert not (staging.folder / "golive-rollback.json").exists()


def test_a_file_that_is_none(staging: Staging) -> None:
    (staging.folder / "golive-rollback.json").write_text("{}", encoding="utf-8")
    found = staging.judged()
    assert (found.outcome, "is not what `golive rehearse` writes" in found.reason) == (Outcome.UNVERIFIED, True)
