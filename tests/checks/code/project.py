"""A project to be looked at."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pytest_golive.checks import load_checks
from pytest_golive.checks.registry import run
from pytest_golive.facts.gather import Gatherer
from pytest_golive.finding import Finding
from pytest_golive.settings import App, Code, Settings

NOW = datetime(2026, 11, 21, tzinfo=UTC)
CHECKS = load_checks()


class Project:
    """A folder with a git repository in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.name", "Marta")
        self.git("config", "user.email", "marta@shop.test")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.path, capture_output=True, text=True, check=True)
        return done.stdout

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def settings(self, **code: Any) -> Settings:
        app = App(dir=str(self.path), settings="shop.settings", env_file=str(self.path / ".env.production"))
        return Settings(app=app, code=Code(**code), report=str(self.path / "golive-report"))

    def judge(self, check: str, settings: Settings | None = None, **quantities: Any) -> Finding:
        givens = {"settings": settings or self.settings(), "now": NOW}
        gatherer = Gatherer(givens)
        gatherer.start(CHECKS[check].facts)
        return run(CHECKS[check], gatherer.get, givens, quantities)
