"""The generated documentation says what the code says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_generated_pages_are_current() -> None:
    command = [sys.executable, "docs/generate.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


PAGES = [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_pages_are_read_on_github_too(page: Path) -> None:
    """Roles of MyST are raw text there, and a link leads to the file."""
    text = page.read_text(encoding="utf-8")
    assert not re.findall(r"\{(?:doc|ref|term)\}`", text)
    links = [link.partition("#")[0] for link in re.findall(r"\]\((?!https?:)([^()\s]+\.md(?:#[^()\s]*)?)\)", text)]
    assert [link for link in links if not (page.parent / link).exists()] == []
