"""The checks of git and of the running release: green on a good repository, red with each fault, on real git."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pytest_golive.facts.app_model import ModelChanges
from pytest_golive.facts.client import Client
from pytest_golive.facts.release import tracked
from pytest_golive.facts.versions import can_be_undone
from pytest_golive.settings import App, Release, Settings, Target
from tests.checks.outside_cases import ask, see
from tests.commits import git
from tests.findings import told

MIGRATION = "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    operations = [{}]\n"
ONE_WAY = MIGRATION.format("migrations.RunPython(print)")


@dataclass
class Tree:
    """A project in git with two releases, and the remote it was pushed to."""

    folder: Path

    def git(self, *arguments: str, folder: Path | None = None) -> str:
        return git(folder or self.folder, *arguments)

    def commit(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", f"Change {name}")

    def push(self) -> None:
        self.git("push", "-q", "--tags", "origin", "HEAD:main")

    def judged(self, **release: Any) -> tuple[str, str]:
        settings = Settings(app=App(dir=str(self.folder)), release=Release(**release))
        seen = see("git_release", settings=settings)
        if isinstance(seen, str):
            return "unseen", seen
        return told(ask("release.rollback-target-known", settings, git_release=seen))


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    remote = tmp_path / "remote.git"
    tree = Tree(tmp_path / "shop")
    tree.folder.mkdir()
    tree.git("init", "-q", "--bare", str(remote))
    tree.git("init", "-q", "-b", "main")
    tree.git("remote", "add", "origin", str(remote))
    tree.commit("store/models.py", "")
    tree.git("tag", "v1.0.0")
    tree.commit("store/migrations/0002_reviews.py", MIGRATION.format(""))
    tree.git("tag", "v1.1.0")
    tree.push()
    return tree


def test_good_repository(tree: Tree) -> None:
    assert tree.judged() == ("passed", "")
    assert tree.judged(previous="v1.0.0", remote="") == ("passed", "")


def delete_tag(tree: Tree) -> None:
    tree.git("tag", "-d", "v1.0.0")


def tag_only_here(tree: Tree) -> None:
    tree.git("push", "-q", "origin", ":refs/tags/v1.0.0")


def move_tag_there(tree: Tree) -> None:
    tree.git("push", "-q", "-f", "origin", "main:refs/tags/v1.0.0")


def add_one_way_migration(tree: Tree) -> None:
    tree.commit("store/migrations/0003_fill.py", ONE_WAY)
    tree.git("tag", "-d", "v1.1.0")


@pytest.mark.parametrize(
    ("plant", "words"),
    [
        (delete_tag, "and previous in [release] names none"),
        (tag_only_here, "origin does not have v1.0.0: push it"),
        (move_tag_there, "origin does not have v1.0.0: its tag v1.0.0 is another commit"),
        (add_one_way_migration, "cannot be undone on the way back to v1.0.0: store.0003_fill"),
    ],
)
def test_fault(tree: Tree, plant: Callable[[Tree], None], words: str) -> None:
    plant(tree)
    outcome, observed = tree.judged()
    assert (outcome, observed.endswith(words)) == ("failed", True), observed


def test_declared(tree: Tree) -> None:
    add_one_way_migration(tree)
    assert tree.judged(irreversible=("store.0003_fill",)) == ("passed", "")
    assert tree.judged(previous="v0.9.0") == ("failed", "v0.9.0 is not in this repository")
    assert tree.judged(previous="HEAD") == ("failed", "HEAD is the very release that is meant")
    assert tree.judged(previous="--all")[0] == "failed"


def test_without_access(tree: Tree, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert Tree(elsewhere).judged() == ("unseen", f"{elsewhere} is in no git repository with a commit")
    assert told(ask("release.rollback-target-known"))[0] == "unverified"
    shallow = tmp_path / "shallow"
    tree.git(
        "clone", "-q", "--depth", "1", "--no-tags", f"file://{tmp_path / 'remote.git'}", "-b", "main", str(shallow)
    )
    assert Tree(shallow).judged() == ("unverified", "the clone is shallow and has no tags")
    tree.git("remote", "set-url", "origin", str(tmp_path / "gone.git"))
    assert tree.judged()[0] == "unverified"
    words = "upstream does not answer: this repository has no remote of that name"
    assert tree.judged(remote="upstream") == ("unverified", words)


@pytest.mark.parametrize(
    ("operation", "can"),
    [
        ("migrations.RunPython(forward, migrations.RunPython.noop)", True),
        ("migrations.RunSQL('SELECT 1', reverse_sql='')", True),
        ("migrations.RunSQL('SELECT 1')", False),
        ("migrations.RunPython(forward, back)", True),
        ("migrations.RunPython(forward, None)", False),
        ("migrations.RunPython(forward, reverse_code=None)", False),
        ("migrations.RunSQL('SELECT 1', reverse_sql=None)", False),
        ("migrations.AddField('a', 'b', None)", True),
        ("migrations.AddField(", False),
    ],
)
def test_ways_back(operation: str, can: bool) -> None:
    assert can_be_undone(MIGRATION.format(operation)) is can


# The version that runs


@pytest.fixture
def say(tree: Tree) -> Iterator[Callable[..., tuple[str, str]]]:
    """A site that answers what it is told, one answer after the other, and the judgement over it."""
    running: list[tuple[ThreadingHTTPServer, Client]] = []

    def judge(*bodies: str, status: int = 200, header: str = "", **release: Any) -> tuple[str, str]:
        left = list(bodies)

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = left.pop(0) if len(left) > 1 else left[0]
                self.send_response(status)
                self.send_header("X-Release", header)
                self.send_header("Content-Type", "text/plain")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *arguments: Any) -> None:
                """Quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}"
        settings = Settings(
            target=Target(url=url), app=App(dir=str(tree.folder)), release=Release(version_url="/version/", **release)
        )
        client = Client(settings)
        running.append((server, client))
        seen = see("live_version", settings=settings, client=client)
        return ("unseen", seen) if isinstance(seen, str) else told(ask("release.version-live", live_version=seen))

    yield judge
    for server, client in running:
        client.close()
        server.shutdown()
        server.server_close()


def test_the_release_runs(tree: Tree, say: Callable[..., tuple[str, str]]) -> None:
    commit = tree.git("rev-parse", "HEAD")
    for body in (commit, commit[:8], "v1.1.0", "1.1.0\n", f'{{"status": "ok", "version": "{commit}"}}'):
        assert say(body) == ("passed", "")
    assert say("-", header=commit, version_header="X-Release") == ("passed", "")
    assert say(f'{{"app": {{"rev": "{commit}"}}}}', version_key="app.rev") == ("passed", "")
    assert say("2026.11", commit="2026.11") == ("passed", "")


def test_another_release_runs(tree: Tree, say: Callable[..., tuple[str, str]]) -> None:
    commit = tree.git("rev-parse", "HEAD")
    old = tree.git("rev-parse", "v1.0.0")
    assert say(old) == ("failed", f"the site runs {old}, not {commit[:12]} (v1.1.0)")
    assert say(commit[:4])[0] == "failed"
    outcome, words = say(commit, old, commit)
    assert (outcome, f"different versions: {commit}, {old}" in words) == ("failed", True)
    assert say("Bad gateway", status=502)[0] == "unverified"
    assert say('{"status": "degraded", "release": "v1.1.0"}', status=503) == ("passed", "")


def test_no_version_is_told(say: Callable[..., tuple[str, str]]) -> None:
    assert say('{"status": "ok"}')[0] == "unverified"
    assert say("<html>\n<body>Hello</body>\n</html>")[0] == "unverified"
    assert say("1.1.0", version_header="X-Release")[0] == "unverified"
    assert see("live_version", settings=Settings(), client=None) == (
        "nothing says where the site tells which version it runs"
    )


# Migration files


def test_files_that_git_does_not_keep(tree: Tree, tmp_path: Path) -> None:
    kept = str(tree.folder / "store/migrations/0002_reviews.py")
    new = tree.folder / "store/migrations/0003_new.py"
    new.write_text("", encoding="utf-8")
    assert tracked(tree.folder, [kept, str(new)]) == {kept}
    assert tracked(tmp_path, [kept]) is None
    seen = ModelChanges(files=(kept, str(new)), untracked=(str(new),))
    assert told(ask("db.migrations-in-sync", model_changes=seen)) == ("failed", f"git does not keep {new}")
    clash = ModelChanges(conflicts={"store": ("0002_a", "0002_b")})
    words = "several last migrations: store: 0002_a, 0002_b"
    assert told(ask("db.migrations-in-sync", model_changes=clash)) == ("failed", words)
    assert told(ask("db.migrations-in-sync"))[0] == "unverified"
