"""The demo as people run it: `pytest --golive examples/shop`, and with a fault."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
#: The lines of the demo's checklist that are red with the fault debug-on.
RED = {
    "DEBUG=False in production",
    "No debug page is shown to visitors",
    "Django deployment check passes",
    "DEBUG=False",
    "404 page exists",
    "Static files cached",
    "Application starts without errors",
}


def run_demo(report: Path, *arguments: str, shop: str = "examples/shop") -> tuple[int, dict[str, Any]]:
    """Exit code and verdict of a run that starts a shop of its own."""
    command = [sys.executable, "-m", "pytest", "--golive", shop, "--golive-report", str(report)]
    # The run is nobody's xdist worker.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [*command, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
    )
    assert (report / "verdict.json").exists(), done.stdout + done.stderr
    return done.returncode, json.loads((report / "verdict.json").read_text(encoding="utf-8"))


def texts(verdict: dict[str, Any], outcome: str) -> set[str]:
    return {line["text"] for line in verdict["lines"] if line["outcome"] == outcome}


def test_good_shop_is_go(tmp_path: Path) -> None:
    code, verdict = run_demo(tmp_path)
    assert (code, verdict["decision"], verdict["blockers"]) == (0, "GO", [])
    assert texts(verdict, "failed") == texts(verdict, "error") == set()


def test_good_shop_on_mariadb_is_go(tmp_path: Path) -> None:
    code, verdict = run_demo(tmp_path, "--shop-database", "mariadb")
    assert (code, verdict["decision"], verdict["blockers"]) == (0, "GO", [])
    assert texts(verdict, "failed") == texts(verdict, "error") == set()
    assert {"MariaDB, not SQLite (if using MariaDB)", "MariaDB version supported (if using MariaDB)"} <= texts(
        verdict, "passed"
    )


def test_the_other_good_shop_is_go(tmp_path: Path) -> None:
    code, verdict = run_demo(tmp_path, shop="examples/flask_shop")
    assert (code, verdict["decision"], verdict["blockers"]) == (0, "GO", [])
    assert texts(verdict, "unverified") == {"A sailor has bought a lamp on a phone"}
    assert verdict["counts"]["passed"] == verdict["counts"]["total"] - 1


def test_planted_fault_is_no_go(tmp_path: Path) -> None:
    code, verdict = run_demo(tmp_path, "--shop-fault", "debug-on")
    assert (code, verdict["decision"]) == (1, "NO-GO")
    assert texts(verdict, "failed") == RED
