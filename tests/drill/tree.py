"""The drill of checks that look at files alone: a checkout of the shop in a git repository, and no server."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from faults.trees import Tree, TreeFault
from pytest_golive.checks import load_checks, registry
from pytest_golive.checks.registry import Check
from pytest_golive.facts.dns import Answer
from pytest_golive.facts.gather import Attempt, Gatherer
from pytest_golive.facts.linked import Reply, wanted
from pytest_golive.facts.registry import OURS, closure
from pytest_golive.finding import Finding, Outcome
from pytest_golive.options import load
from pytest_golive.settings import Settings

SHOP = Path(__file__).parents[2] / "examples" / "shop"
#: Where the shop lies in its repository, with the configuration of the linter above it.
PLACE = Path("work", "examples", "shop")
#: Modules of facts that look at the code, and those that read documents.
CODE = frozenset({"code"})
DOCUMENTS = frozenset({"documents", "written", "licences", "paperwork", "runbook"})
#: Modules whose facts those about documents may build upon.
FILES = DOCUMENTS | {"env", "linked"}
#: What starts and breaks the shop is no part of it.
NOT_COPIED = (
    *("__pycache__", ".pytest_cache", ".ruff_cache", "golive-report", ".env.production"),
    *("faults", "servers", "golive_shop", "serve.py", "conftest.py"),
)
ENV = {
    "SECRET_KEY": "Vw3-pT9_xLq7ZsR2mKd8YbNc5HfJ0gUe6aXo1iQr4tBwCyDzEv",
    "DEBUG": "False",
    "ALLOWED_HOSTS": "shop.test,www.shop.test",
    "CSRF_TRUSTED_ORIGINS": "https://shop.test",
    "CORS_ALLOWED_ORIGINS": "https://app.shop.test",
    "DATABASE_URL": "postgresql://shop:kW8zQ3vT6yP1nR5mXb@127.0.0.1:9/shop",
    "REDIS_URL": "redis://:hJ4tG9sD2fL7cV0bNq@127.0.0.1:9/0",
    "ADMIN_URL": "back-office-7f3a/",
    "ADMINS": "Marta <marta@shop.test>",
    "SERVER_EMAIL": "errors@shop.test",
    "DEFAULT_FROM_EMAIL": "orders@shop.test",
    "EMAIL_HOST": "mail.shop.test",
    "EMAIL_PORT": "587",
    "EMAIL_HOST_USER": "orders@shop.test",
    "EMAIL_HOST_PASSWORD": "rX5bN8kQ2wD7mZ1tVc",
    "EMAIL_USE_TLS": "True",
    "RELEASE": "c8e44f1c61b1a4c1d2f0a9e7b3d5f6a8c0e2b4d6",
    "ANALYTICS_ID": "G-DEMO12345",
    "STATIC_ROOT": "/srv/shop/static",
    "MEDIA_ROOT": "/srv/shop/media",
}


def is_of_code(check: Check) -> bool:
    """Whether a check looks at the code: it is drilled in a checkout, and not on the running shop."""
    return any(OURS.get(name) in CODE for name in check.needs)


def is_of_documents(check: Check) -> bool:
    """Whether a check looks at documents and files beside them, and at nothing else."""
    rooms = {OURS.get(name, "") for name in closure(check.facts)}
    return bool(rooms & DOCUMENTS) and rooms <= FILES


def is_of_suite(check: Check) -> bool:
    """Whether a check is about the shop's own tests, its deployment script, or what a run on staging has left."""
    return any(OURS.get(name) in {"suite", "delivery"} for name in check.needs) and not is_of_routes(check)


def is_of_routes(check: Check) -> bool:
    """Whether a check compares the application's routes with what its tests request."""
    return "suite_run" in check.needs and "application" in check.facts


def is_of_tree(check: Check) -> bool:
    """Whether a check is drilled in a checkout alone."""
    return is_of_code(check) or is_of_documents(check) or is_of_suite(check) or is_of_routes(check)


def code_checks() -> dict[str, Check]:
    """Every built check of the code."""
    return {name: one for name, one in _shipped().items() if is_of_code(one)}


def document_checks() -> dict[str, Check]:
    """Every built check of the documents."""
    return {name: one for name, one in _shipped().items() if is_of_documents(one)}


def suite_checks() -> dict[str, Check]:
    """Every built check of the shop's own tests and of how it is delivered."""
    return {name: one for name, one in _shipped().items() if is_of_suite(one)}


def route_checks() -> dict[str, Check]:
    """Every built check of what the shop's tests request."""
    return {name: one for name, one in _shipped().items() if is_of_routes(one)}


def _shipped() -> dict[str, Check]:
    return {name: one for name, one in load_checks().items() if one.is_built and one.is_shipped}


def make_tree(folder: Path) -> Tree:
    """The good shop's files below ``folder/work``, committed, and pushed to ``folder/remote``."""
    root = folder / PLACE
    shutil.copytree(SHOP, root, ignore=shutil.ignore_patterns(*NOT_COPIED))
    shutil.copy2(SHOP.parents[1] / "pyproject.toml", folder / "work")
    tree = Tree(root=root)
    tree.env_file.write_text("".join(f"{name}={value}\n" for name, value in ENV.items()), encoding="utf-8")
    tree.git("init", "--quiet", "--bare", "--initial-branch=main", str(folder / "remote"))
    tree.git("init", "--quiet", "--initial-branch=main", str(folder / "work"))
    tree.git("config", "user.name", "Marta")
    tree.git("config", "user.email", "marta@shop.test")
    tree.git("config", "commit.gpgsign", "false")
    tree.git("remote", "add", "origin", "../remote")
    tree.git("add", "--all")
    tree.git("commit", "--quiet", "--message", "The shop")
    tree.git("push", "--quiet", "--set-upstream", "origin", "main")
    return tree


def copy_tree(good: Tree, folder: Path) -> Tree:
    """Another one, with its remote, to be spoilt."""
    top = good.root.parents[len(PLACE.parts) - 1]
    shutil.copytree(top, folder / "copy", symlinks=True)
    return Tree(root=folder / "copy" / PLACE)


def plant(tree: Tree, *faults: TreeFault) -> None:
    """Spoil a tree, and publish what somebody would have; the rest comes after that."""
    published = [fault for fault in faults if fault.is_published]
    for fault in published:
        fault.plant(tree)
    if published:
        tree.publish()
    for fault in faults:
        if not fault.is_published:
            fault.plant(tree)


def settings_of(tree: Tree) -> Settings:
    """The tree's own golive.toml; nothing of it is on a network."""
    here = {"SHOP_DIR": str(tree.root), "SHOP_ENV_FILE": str(tree.env_file), "SHOP_PYTHON": sys.executable}
    here["SHOP_RELEASE"] = tree.git("rev-parse", "HEAD").strip()
    nowhere = dict.fromkeys(
        ("SHOP_PID_FILE", "SHOP_CA", "SHOP_HTTPS", "SHOP_HTTP", "SHOP_DNS", "SHOP_RESOLVERS"), "127.0.0.1:9"
    )
    environment = {"PATH": os.environ["PATH"], **nowhere, **here, "SHOP_URL": "https://shop.test"}
    return load(lambda _: None, tree.root, environment).settings


def judge(settings: Settings, checks: Mapping[str, Check], *, dead: Iterable[str] = ()) -> dict[str, Finding]:
    """What these checks find in the tree; at the ``dead`` addresses of its documents nothing answers."""
    givens = {"settings": settings, "now": datetime.now(UTC)}
    gatherer = Gatherer(givens)
    asked = {name for check in checks.values() for name in check.facts}
    outside = {name for name in asked if OURS.get(name) == "linked"}
    gatherer.start(asked - outside)
    answered = answers(gatherer, settings, dead) if outside else {}

    def look(name: str) -> Attempt:
        return answered[name] if name in answered else gatherer.get(name)

    return {name: registry.run(check, look, givens, {}) for name, check in checks.items()}


def answers(gatherer: Gatherer, settings: Settings, dead: Iterable[str]) -> dict[str, Attempt]:
    """What the network would say of the shop, as the demo's own run hears it; in a drill of files alone there is none.

    Args:
        dead: addresses at which nothing is; all others answer 200.
    """
    attempts = {name: gatherer.get(name) for name in ("documents", "contacts", "locations")}
    is_seen = all(one.seen for one in attempts.values())
    urls = wanted(settings, *(one.value for one in attempts.values())) if is_seen else []
    domains = attempts["contacts"].value.domains if is_seen else ()
    mail = {name: Answer(name=name, kind="MX", server="-", status="answered", values=("10 mx",)) for name in domains}
    replies = {url: Reply(status=404 if url in dead else 200) for url in urls}
    return {
        "linked": Attempt(fact="linked", value=replies),
        "contact_domains": Attempt(fact="contact_domains", value=mail),
        "web_manual": Attempt(fact="web_manual", reason="the manual is not kept on the web"),
    }


def told(findings: Mapping[str, Finding]) -> dict[str, str]:
    """The words of those that did not pass."""
    return {
        name: f"{one.outcome}: {one.observed or one.reason}"
        for name, one in findings.items()
        if one.outcome is not Outcome.PASSED
    }


def unexplained(findings: Mapping[str, Finding], *faults: TreeFault) -> dict[str, str]:
    """Of what did not pass, what no fault is a reason for; a check that broke has none."""
    return {
        name: said
        for name, said in told(findings).items()
        if findings[name].outcome is Outcome.ERROR
        or not any(fault.explains(name, is_red=findings[name].outcome is Outcome.FAILED) for fault in faults)
    }
