"""Whether every route of the API was requested by the shop's tests: noted in a run of them, in a checkout."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from faults import tree_api
from faults.trees import TREE_FAULTS, Tree, TreeFault
from pytest_golive.facts.flask_model import FlaskApplication, FlaskRoute
from pytest_golive.facts.suite import SuiteRun
from pytest_golive.finding import Finding, Outcome
from pytest_golive.settings import App, Settings, Suite
from tests.checks.outside_cases import ask
from tests.drill.tree import judge, plant, route_checks, settings_of
from tests.findings import told

FAULTS = [one for one in TREE_FAULTS.values() if one.plant.__module__ == tree_api.__name__]
CHECKS = route_checks()
COVERED = "tests.api-endpoints-covered"
COMMAND = ("python", "manage.py", "test", "store.tests_api", "--settings", "shop.settings_for_tests")


def run(tree: Tree) -> Finding:
    """What is found when the API's tests are the suite."""
    return judge(replace(settings_of(tree), tests=Suite(command=COMMAND)), CHECKS)[COVERED]


def test_every_check_has_a_fault() -> None:
    assert CHECKS.keys() == {check for fault in FAULTS for check in fault.reds}


def test_good_tree(good_tree: Tree, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import os\nopen(os.environ['LOADED'], 'w').close()\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("LOADED", str(tmp_path / "loaded"))
    found = run(good_tree)
    assert told(found) == ("passed", "")
    assert found.evidence == (f"all 7 routes below /api/ were requested (`{' '.join(COMMAND)}`)",)
    assert (tmp_path / "loaded").exists(), "the machine's own sitecustomize was not loaded"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("api-route-untested", "no test requests GET api/v1/wishes/"),
        ("api-method-untested", "no test requests DELETE api/v1/cart/items/"),
    ],
)
def test_fault(tree: Tree, fault: str, words: str) -> None:
    planted: TreeFault = TREE_FAULTS[fault]
    plant(tree, planted)
    assert told(run(tree)) == ("failed", words)


def test_what_nobody_noted_is_not_told(good_tree: Tree) -> None:
    given = settings_of(good_tree)
    alone = replace(given, tests=Suite(command=("python", "-S", "-E", "-c", "print('Ran 1 test in 1s\\n\\nOK')")))
    found = judge(alone, CHECKS)[COVERED]
    assert found.outcome is Outcome.UNVERIFIED
    assert found.reason.startswith("nobody could note what the tests request (`python -S")
    elsewhere = replace(given, docs=replace(given.docs, api_prefix="/rest/"))
    assert judge(elsewhere, CHECKS)[COVERED].reason == "no route below /rest/ is known"


FLASK = """
import unittest
from flask import Flask, abort
app = Flask("shop")
app.before_request(lambda: abort(401))
app.add_url_rule("/api/a", "a", lambda: "a", methods=["GET", "POST"])
class Api(unittest.TestCase):
    def test_nobody_is_let_in(self):
        self.assertEqual(app.test_client().post("/api/a").status_code, 401)
        self.assertEqual(app.test_client().get("/api/gone").status_code, 401)
"""


def test_flask_routes(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text(FLASK)
    settings = Settings(
        app=App(dir=str(tmp_path), python=sys.executable, flask="shop:app"),
        tests=Suite(command=("python", "-m", "unittest", "shop"), unrequested=("GET /api/a",)),
    )
    assert told(judge(settings, CHECKS)[COVERED]) == ("passed", "")
    all_of_it = replace(settings, tests=replace(settings.tests, unrequested=()))
    assert told(judge(all_of_it, CHECKS)[COVERED]) == ("failed", "no test requests GET /api/a")


def test_a_run_of_others_has_noted_nothing() -> None:
    ran = SuiteRun(source="reports/1.xml", ran=1)
    routes = (FlaskRoute(route="/api/a", methods=("GET",), endpoint="a"),)
    app = FlaskApplication(python="3.13.0", flask="3.1.0", module="shop", settings={}, routes=routes)
    assert told(ask(COVERED, suite_run=ran, flask_application=app)) == (
        "unverified",
        "nobody could note what the tests request (reports/1.xml)",
    )
