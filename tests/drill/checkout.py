"""The drill of checks that look at files alone: a checkout of the shop in a git repository, and no server."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from faults.tree import Tree
from pytest_golive.checks import load_checks, registry
from pytest_golive.checks.registry import Check
from pytest_golive.facts.gather import Gatherer
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.facts.registry import OURS
from pytest_golive.finding import Finding, Outcome
from pytest_golive.options import load
from pytest_golive.settings import Settings

SHOP = Path(__file__).parents[2] / "examples" / "shop"
#: What of the shop is its team's: not the demo's own servers and faults.
TEAMS = ("manage.py", "gunicorn.conf.py", "requirements.txt", ".env.example", ".gitignore", "ruff.toml", "pytest.ini")
FOLDERS = ("shop", "store", "tests")
#: Modules of facts that look at the checkout.
ROOMS = frozenset({"code"})
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

Judge = Callable[..., dict[str, Finding]]


def is_of_tree(check: Check) -> bool:
    """Whether a check looks at the checkout: it is drilled there, and not on the running shop."""
    return any(OURS.get(name) in ROOMS for name in check.needs)


def tree_checks() -> dict[str, Check]:
    """Every built check that looks at the checkout."""
    return {name: check for name, check in load_checks().items() if check.is_built and is_of_tree(check)}


def make_tree(folder: Path) -> Tree:
    """The good shop's files below ``folder/work``, committed, and pushed to ``folder/remote``."""
    shop = folder / "work" / "examples" / "shop"
    shop.mkdir(parents=True)
    shutil.copy2(SHOP.parents[1] / "pyproject.toml", folder / "work")
    for name in TEAMS:
        shutil.copy2(SHOP / name, shop)
    for name in FOLDERS:
        shutil.copytree(SHOP / name, shop / name, ignore=shutil.ignore_patterns("__pycache__"))
    tree = Tree(folder=shop, env_file=shop / ".env.production")
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


def settings_of(tree: Tree) -> Settings:
    """The demo's own golive.toml for this checkout; nothing of it is on a network."""
    here = {"SHOP_DIR": str(tree.folder), "SHOP_ENV_FILE": str(tree.env_file), "SHOP_PYTHON": sys.executable}
    nowhere = dict.fromkeys(("SHOP_CA", "SHOP_HTTPS", "SHOP_HTTP", "SHOP_DNS", "SHOP_RESOLVERS"), "127.0.0.1:9")
    # One process judges many trees: what one fault made a secret is an ordinary word in the next.
    REDACTOR._secrets.clear()
    environment = {"PATH": os.environ["PATH"], **nowhere, **here, "SHOP_URL": "https://shop.test"}
    return load(lambda name: None, SHOP, environment).settings


def judge(settings: Settings) -> dict[str, Finding]:
    """What every check of the checkout finds."""
    checks, givens = tree_checks(), {"settings": settings, "now": datetime.now(UTC)}
    gatherer = Gatherer(givens)
    gatherer.start({name for check in checks.values() for name in check.facts})
    return {name: registry.run(check, gatherer.get, givens, {}) for name, check in checks.items()}


def told(findings: dict[str, Finding]) -> dict[str, str]:
    """The words of those that did not pass."""
    return {
        name: f"{one.outcome}: {one.observed or one.reason}"
        for name, one in findings.items()
        if one.outcome is not Outcome.PASSED
    }
