"""Coverage of files that no test has imported."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.checks.code.project import Project

ALL = {"num_statements": 4, "covered_lines": 4, "num_branches": 2, "covered_branches": 2}


@pytest.mark.parametrize(
    ("critical", "measured", "outcome", "told"),
    [
        ((), ("store/prices.py", "store/cart.py"), "passed", ""),
        ((), ("store/prices.py",), "unverified", "1 files were not measured, such as store/cart.py"),
        ((), ("/srv/shop/store/prices.py", "/srv/shop/store/cart.py"), "passed", ""),
        ((), ("prices.py", "cart.py"), "passed", ""),
        (("store/prices.py",), ("store/prices.py",), "passed", ""),
        (("store/*.py",), ("store/prices.py",), "failed", "of at least 80 %: store/cart.py: not measured"),
        (("store/cart.py",), ("store/prices.py",), "failed", "of at least 80 %: store/cart.py: not measured"),
    ],
)
def test_what_no_test_imports(
    project: Project, critical: tuple[str, ...], measured: tuple[str, ...], outcome: str, told: str
) -> None:
    for name in ("store/prices.py", "store/cart.py", "manage.py", "store/tests.py", "store/migrations/0001_a.py"):
        project.write(name, "x = 1\n")
    project.write("store/__init__.py", '"""The store."""\n')
    project.write(".gitignore", "coverage.json\n")
    report = {"meta": {"branch_coverage": True}, "files": {name: {"summary": ALL} for name in measured}}
    project.write("coverage.json", json.dumps(report))
    settings = project.settings()
    suite = replace(settings.tests, coverage=str(project.path / "coverage.json"), critical=critical)
    finding = project.judge("tests.coverage", replace(settings, tests=suite))
    assert (finding.outcome, finding.observed or finding.reason) == (outcome, told)
