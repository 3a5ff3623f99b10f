"""The drill of checks that look at files alone: a copy of the shop's files in a git repository, and no server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from faults.trees import Tree
from pytest_golive.checks import load_checks, registry
from pytest_golive.checks.registry import Check
from pytest_golive.facts.client import Client
from pytest_golive.facts.dns import Answer
from pytest_golive.facts.gather import Attempt, Gatherer
from pytest_golive.facts.linked import Reply, wanted
from pytest_golive.facts.registry import OURS, closure
from pytest_golive.finding import Finding
from pytest_golive.options import load
from pytest_golive.settings import Settings

SHOP = Path(__file__).parents[2] / "examples" / "shop"
#: Modules of facts that read nothing but the repository's files.
TREE = {"documents", "written", "licences", "paperwork", "runbook"}
#: Modules whose facts they may build upon.
FILES = TREE | {"env", "linked"}
#: What starts and breaks the shop is no part of it.
NOT_COPIED = (
    "__pycache__",
    "golive-report",
    ".pytest_cache",
    ".env.production",
    "faults",
    "servers",
    "serve.py",
    "conftest.py",
)


def is_of_tree(check: Check) -> bool:
    """Whether a check looks at the repository's files and at nothing else."""
    rooms = {OURS.get(name, "") for name in closure(check.facts)}
    return bool(rooms & TREE) and rooms <= FILES


def tree_checks() -> dict[str, Check]:
    """The built checks that this drill covers."""
    return {name: one for name, one in load_checks().items() if one.is_built and one.is_shipped and is_of_tree(one)}


def judge_tree(folder: Path, *plants: Callable[[Tree], None]) -> Mapping[str, Finding]:
    """Copy the shop, plant faults, commit it all, and ask every check that looks at files alone."""
    root = folder / "shop"
    shutil.copytree(SHOP, root, ignore=shutil.ignore_patterns(*NOT_COPIED))
    tree = Tree(root=root)
    for plant in plants:
        plant(tree)
    commit(tree)
    settings = load(lambda _: None, root, environment(root)).settings
    now = datetime.now(UTC)
    checks, client = tree_checks(), Client(settings)
    gatherer = Gatherer({"settings": settings, "client": client, "now": now})
    gatherer.start({name for check in checks.values() for name in check.facts if OURS[name] != "linked"})
    answered = answers(tree, gatherer, settings)

    def look(name: str) -> Attempt:
        return answered[name] if name in answered else gatherer.get(name)

    givens = {"settings": settings, "now": now}
    return {name: registry.run(check, look, givens, {}) for name, check in checks.items()}


def answers(tree: Tree, gatherer: Gatherer, settings: Settings) -> dict[str, Attempt]:
    """What the network says of the good shop, as the demo's own run hears it; here is none."""
    told = {name: gatherer.get(name) for name in ("documents", "contacts", "locations")}
    seen = all(one.seen for one in told.values())
    urls = wanted(settings, *(one.value for one in told.values())) if seen else []
    domains = told["contacts"].value.domains if seen else ()
    mail = {name: Answer(name=name, kind="MX", server="-", status="answered", values=("10 mx",)) for name in domains}
    return {
        "linked": Attempt(fact="linked", value={url: Reply(status=404 if url in tree.dead else 200) for url in urls}),
        "contact_domains": Attempt(fact="contact_domains", value=mail),
        "web_manual": Attempt(fact="web_manual", reason="the manual is not kept on the web"),
    }


def commit(tree: Tree) -> None:
    """Put the copy into a repository of its own."""
    dated = {"GIT_AUTHOR_DATE": tree.committed, "GIT_COMMITTER_DATE": tree.committed} if tree.committed else {}
    who = ["-c", "user.name=Marta", "-c", "user.email=marta@shop.test", "-c", "commit.gpgsign=false"]
    for command in (["init", "--quiet"], ["add", "--all"], [*who, "commit", "--quiet", "--message", "The shop"]):
        subprocess.run(["git", *command], cwd=tree.root, env={**os.environ, **dated}, check=True, capture_output=True)


def environment(root: Path) -> dict[str, str]:
    """What golive.toml takes from the environment, as far as files alone need it."""
    nowhere = "127.0.0.1:9"
    return {
        "PATH": os.environ["PATH"],
        "SHOP_URL": "https://shop.test",
        "SHOP_HTTPS": nowhere,
        "SHOP_HTTP": nowhere,
        "SHOP_CA": "",
        "SHOP_DIR": str(root),
        "SHOP_PYTHON": sys.executable,
        "SHOP_ENV_FILE": str(root / ".env.production"),
    }
