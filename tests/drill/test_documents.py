"""Five checklists of real teams on the demo shops: what a machine can see of their lines, it judges.

Rows that need nothing but the site, the application, its data, its code, its documents and the tracker are passed,
failed or not applicable, or stand in verdict_deviations.tsv with the reason; so do those of checks that are only
declared, until they are built.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from faults.trees import Tree
from servers.client import ShopClient
from tests.commits import git
from tests.conftest import FLASK_SHOP
from tests.drill.conftest import SHOP

REAL = Path(__file__).parents[1] / "checklist" / "data" / "real"
ACCESSES = frozenset("url tls dns settings env db redis code docs tracker".split())
#: What contracts act through; rows about it are asked of the Django shop, in all five documents.
ACTS = frozenset("storefront payment mail".split())
#: How a row about a gateway is answered where nothing but a stand-in or a person can: with how far it was seen.
LEVELS = re.compile(
    r"^(?:nobody has ruled it out: )?(?:it holds with a stand-in for|no key is of live mode|nothing drives the shop)"
    r"|is not declared$"
)
JUDGED = frozenset({"passed", "failed", "not_applicable"})
FLASK = "flask-razorpay.md"
DJANGO = tuple(sorted(path.name for path in REAL.glob("*.md") if path.name != FLASK))
#: All lines at once, whatever phase they are due in: else each phase would be a run of its own.
CONFTEST = """
from dataclasses import replace

import pytest_golive.gate
from pytest_golive.checklist.model import Phase

parse = pytest_golive.gate.parse


def all_due(raw, shown):
    read = parse(raw, shown)
    return replace(read, lines=tuple(replace(line, phase=Phase.PRE_DEPLOY) for line in read.lines))


pytest_golive.gate.parse = all_due
"""
#: Who acts in the shop.
STOREFRONT = f"""
import os
import sys

import pytest

sys.path.insert(0, {str(SHOP)!r})


@pytest.fixture(scope="session")
def storefront(golive):
    from golive_shop import HillHarbour

    return lambda: HillHarbour(golive.stage.new_session(), os.environ)
"""
#: Nobody's public site is asked.
NOBODY_ELSES = '"docs.djangoproject.com:443" = "127.0.0.1:9"'
#: What the Django shop's team has decided.
APPLIES = """[applies]
"using Telegram" = false
"using HTTPS" = true
"mark-cod-payment-received" = true
"set-up-webhook-handling" = true
"disable-user-logins" = true
"stop-accepting-new-orders" = true
"""
#: The Flask shop has a database, which no migrations make.
APPLIES_FLASK = """
[applies]
"document-database-schema" = true
"run-database-migrations" = false
"database-url" = true
"database-pool-size" = true
"database-pool-recycle" = true
"""


def asking(url: str) -> str:
    """The settings with which packages and their flaws are asked about on this machine."""
    return f'osv_url = "{url}/v1/query"\nindex_url = "{url}/simple"'


def rows_of(document: str, *, acts: bool = False) -> list[dict[str, str]]:
    """The rows that need accesses alone; ``acts``: those for which somebody has to act in the shop."""
    with (REAL / "items.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    mine = [(row, frozenset(row["needs"].split())) for row in rows if row["doc"] == document]
    if acts:
        return [row for row, needs in mine if needs & ACTS and needs <= ACCESSES | ACTS]
    return [row for row, needs in mine if needs <= ACCESSES]


def deviations() -> dict[tuple[str, int], str]:
    """By document and line: why a row has no verdict of a machine."""
    with (REAL / "verdict_deviations.tsv").open(encoding="utf-8", newline="") as file:
        return {(row["doc"], int(row["line"])): row["reason"] for row in csv.DictReader(file, delimiter="\t")}


def judged(
    folder: Path, documents: tuple[str, ...], config: str, env: Mapping[str, str], conftest: str = CONFTEST
) -> list[dict[str, Any]]:
    """The lines of a real run over the documents, which a repository keeps."""
    for name in documents:
        shutil.copy2(REAL / name, folder)
    (folder / "golive.toml").write_text(config.replace('["GO_LIVE.md"]', json.dumps(documents)), encoding="utf-8")
    (folder / "conftest.py").write_text(conftest)
    (folder / "pytest.ini").write_text("[pytest]\n")
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Lists"]):
        git(folder, *command)
    here = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    alone = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": "-p golive -p django -p no:cacheprovider"}
    command = [sys.executable, "-m", "pytest", "--golive", "-q"]
    done = subprocess.run(
        command, cwd=folder, env={**here, **env, **alone}, capture_output=True, text=True, timeout=400
    )
    report = folder / "golive-report" / "verdict.json"
    assert report.exists(), done.stdout + done.stderr
    lines: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["lines"]
    return lines


def covered(shop: ShopClient, folder: Path) -> str:
    """What coverage.py says of a run of the Flask shop's own tests."""
    command = [sys.executable, "-m", "coverage"]
    place = {"cwd": shop.env["SHOP_DIR"], "env": {**os.environ, "COVERAGE_FILE": str(folder / "data")}, "check": True}
    run = ["run", "--rcfile=/dev/null", "--branch", "--source=shop", "-m", "unittest", "--quiet", "shop.tests"]
    subprocess.run([*command, *run], **place)
    subprocess.run([*command, "json", "--rcfile=/dev/null", "--quiet", "-o", str(folder / "coverage.json")], **place)
    return str(folder / "coverage.json")


def without_verdict(document: str, lines: list[dict[str, Any]], *, acts: bool = False) -> dict[tuple[str, int], str]:
    """By document and line: the rows that no machine has judged."""
    by_line = defaultdict(list)
    for line in lines:
        if line["checklist"] == document:
            by_line[line["line"]].append(line)
    found = {}
    for row in rows_of(document, acts=acts):
        number = int(row["line"])
        here = by_line[number]
        if not here or any(line["outcome"] not in JUDGED and not LEVELS.search(line["reason"]) for line in here):
            reason = "; ".join(line["reason"] or line["outcome"] for line in here)
            found[document, number] = f"{row['text'][:60]} | {row['check']} | {reason}"
    return found


def assert_judged(documents: tuple[str, ...], lines: list[dict[str, Any]], *, acts: bool = False) -> None:
    left = {place: why for name in documents for place, why in without_verdict(name, lines, acts=acts).items()}
    asked = {(name, int(row["line"])) for name in documents for row in rows_of(name, acts=acts)}
    known = deviations().keys() & asked
    assert {place: why for place, why in left.items() if place not in known} == {}, "these have no verdict"
    assert known - left.keys() == set(), "these have a verdict now: take them out of verdict_deviations.tsv"


def test_documents_about_django(
    live_shop: ShopClient, good_tree: Tree, databases_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    acts = request.config.getoption("drill_flows")
    live_shop.heal()
    config = (SHOP / "golive.toml").read_text(encoding="utf-8")
    config = config.replace("[target.connect_to]\n", f"[target.connect_to]\n{NOBODY_ELSES}\n")
    for name in ("deploy/deploy.sh", "docs/mail-sample.toml"):
        config = config.replace(f'"{name}"', json.dumps(str(good_tree.root / name)))
    config = config.replace("[code.reviewed]", f"[code]\n{asking(databases_url)}\n\n[code.reviewed]")
    config = config.replace("[applies]\n", APPLIES)
    env = {**live_shop.env, "SHOP_DIR": str(good_tree.root)}
    if acts:
        lines = judged(tmp_path, (*DJANGO, FLASK), config, env, conftest=STOREFRONT + CONFTEST)
        assert_judged((*DJANGO, FLASK), lines, acts=True)
    else:
        assert_judged(DJANGO, judged(tmp_path, DJANGO, config, env))


def test_document_about_flask(flask_shop: ShopClient, databases_url: str, tmp_path: Path) -> None:
    flask_shop.heal()
    config = (FLASK_SHOP / "golive.toml").read_text(encoding="utf-8")
    config = config.replace("[tests]\n", f"[tests]\ncoverage = {json.dumps(covered(flask_shop, tmp_path))}\n")
    config += f"{APPLIES_FLASK}\n[code]\n{asking(databases_url)}\n"
    assert_judged((FLASK,), judged(tmp_path, (FLASK,), config, flask_shop.env))


@pytest.mark.parametrize("document", [*DJANGO, FLASK])
def test_deviations_are_about_rows_there_are(document: str) -> None:
    numbers = {int(row["line"]) for acts in (False, True) for row in rows_of(document, acts=acts)}
    assert {line for name, line in deviations() if name == document} <= numbers
