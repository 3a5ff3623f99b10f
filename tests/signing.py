"""Real keys and a real repository, for the tests of signatures."""

from __future__ import annotations

import argparse
import json
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks
from pytest_golive.cli import refuse
from pytest_golive.commands import signing
from pytest_golive.errors import GoliveError
from pytest_golive.facts.release import checkout
from pytest_golive.finding import Finding, Outcome
from pytest_golive.reports.html import Page
from pytest_golive.reports.write import write_all
from pytest_golive.verdict import LineFindings, Run, judge
from tests.commits import git

CHECKS = load_checks()

ROLES = ("Technical Lead", "Product Owner/Client")
CHECKLIST = """# Shop

## Critical

- [ ] Good line

## Sign-off

| Role | Name | Date |
|---|---|---|
| Technical Lead | | |
| Product Owner/Client | | |

## Post-deployment sign-off

| Role | Name | Date |
|---|---|---|
| Operations | | |
"""


def make_key(folder: Path, name: str) -> Path:
    """A new key without a passphrase."""
    path = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path], check=True)
    return path


def public(key: Path) -> str:
    """The public half without its comment."""
    return " ".join(key.with_name(f"{key.name}.pub").read_text("utf-8").split()[:2])


class Shop:
    """A repository with a checklist and a verdict, and three people with keys: Ana and Bo may sign, Eve may not."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        self.path = folder / "shop"
        self.path.mkdir()
        self.keys = {name: make_key(folder, name) for name in ("ana", "bo", "eve")}
        self.verdict = self.path / "golive-report" / "verdict.json"
        self.git("init", "-q")
        self.write("GO.md", CHECKLIST)
        self.write(".gitignore", "golive-report/\nstdout\nstderr\nignored_*\n")
        self.allow("ana", "bo")
        self.configure()

    def git(self, *arguments: str) -> None:
        """Run git as the developer."""
        git(self.path, *arguments)

    def write(self, name: str, text: str) -> None:
        """Write and commit a file."""
        self.path.joinpath(name).write_text(text, "utf-8")
        self.git("add", name)
        self.git("commit", "-qm", f"change {name}")

    def allow(self, *people: str, options: str = 'namespaces="pytest-golive"') -> None:
        """Write the allowed signers."""
        lines = [f"{name}@shop.example {options} {public(self.keys[name])}" for name in people]
        self.write("golive-allowed-signers", "\n".join(lines) + "\n")

    def configure(self, *lines: str) -> None:
        """Write golive.toml with a table ``[signatures]``."""
        self.write("golive.toml", "\n".join(['checklist = ["GO.md"]', "[signatures]", *lines]) + "\n")

    def judge(self, outcome: Outcome = Outcome.PASSED, **more: Any) -> None:
        """Have the real judge say GO (or not) of the checkout as it is."""
        checklist = parse(self.path.joinpath("GO.md").read_bytes(), "GO.md")
        found = Finding(check="demo.good", outcome=outcome, reason="it is sunny")
        run: dict[str, Any] = {
            "checklists": [checklist],
            "said": {("GO.md", "critical/good-line"): LineFindings(findings=(found,))},
            "checks": CHECKS,
            "phase": checklist.lines[0].phase,
            "as_of": datetime.now(UTC),
            "release": checkout(self.path, self.path / "golive-records.toml"),
        }
        verdict = judge(Run(**run | more))
        assert not write_all(verdict, lambda: Page(verdict), self.verdict.parent, {})

    def golive(self, *arguments: str) -> tuple[int, str]:
        """Run a command; exit code and all it said."""
        parser = argparse.ArgumentParser()
        signing.add_commands(parser.add_subparsers(dest="command"))
        self.capsys.readouterr()
        try:
            code = signing.run(parser.parse_args(arguments), self.path)
        except GoliveError as error:
            code = refuse(error)
        said = self.capsys.readouterr()
        return code, said.out + said.err

    def sign(self, role: str, who: str = "ana", decision: str = "go", *more: str) -> tuple[int, str]:
        """``golive sign``."""
        key = str(self.keys[who])
        return self.golive("sign", "--role", role, "--decision", decision, "--key", key, *more)

    def sign_all(self, roles: Iterable[str] = ROLES) -> None:
        """Every role signs GO; Ana the first, Bo the others."""
        for number, role in enumerate(roles):
            code, said = self.sign(role, "bo" if number else "ana")
            assert code == 0, said

    def reasons(self, *arguments: str) -> list[str]:
        """Why ``golive verify`` says NO-GO; nothing when it says GO."""
        code, said = self.golive("verify", *arguments)
        rows = said.splitlines()
        if code == 0:
            assert rows[-1].startswith("GO: ")
            return []
        assert code == 1, said
        first = next(number for number, row in enumerate(rows) if row.startswith("NO-GO: "))
        return [row.removeprefix("NO-GO: ").removeprefix("  also: ") for row in rows[first:]]

    def edit_signature(self, role: str, /, **statement: Any) -> None:
        """Change a statement without signing it again."""
        [path] = [path for path in self.signatures() if json.loads(path.read_text())["statement"]["role"] == role]
        document = json.loads(path.read_text("utf-8"))
        document["statement"] |= statement
        path.write_text(json.dumps(document), "utf-8")

    def signatures(self) -> list[Path]:
        """The signature files."""
        return sorted(self.verdict.parent.joinpath("signatures").iterdir())
