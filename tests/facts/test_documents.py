"""The documents as they lie in a real repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_golive.facts.documents import documents
from pytest_golive.facts.markdown import read_blocks
from pytest_golive.settings import Docs, Settings
from tests.commits import git


def keep(folder: Path, day: str, **files: str) -> None:
    """Write the files into a repository, and commit them on a day."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Write"]):
        git(folder, *command, at=f"{day}T12:00:00+00:00")


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_checklist_elsewhere_does_not_hide_when_the_others_were_changed(tmp_path: Path, is_kept: bool) -> None:
    keep(tmp_path / "code", "2026-05-01", README="# Shop\n")
    lists = tmp_path / "lists"
    if is_kept:
        keep(lists, "2026-06-02", GO="# Go\n")
    else:
        lists.mkdir()
        (lists / "GO.md").write_text("# Go\n")
    given = Settings(checklist=(str(lists / "GO.md"),), docs=Docs(dir=str(tmp_path / "code")))
    changed = {one.path: str(one.changed)[:10] for one in documents(given).documents}
    assert changed == {"README.md": "2026-05-01", "../lists/GO.md": "2026-06-02" if is_kept else "None"}


@pytest.mark.parametrize(
    ("directive", "language"),
    [
        (".. code-block:: plantuml", "plantuml"),
        (".. uml::", "plantuml"),
        (".. mermaid::", "mermaid"),
        (".. code:: dbml", "dbml"),
    ],
)
@pytest.mark.parametrize("end", ["", "\n", "\n\nAfter it\n--------\n\nMore.\n"])
def test_the_source_of_a_drawing_in_restructuredtext(directive: str, language: str, end: str) -> None:
    text = f"Here\n====\n\n{directive}\n\n   visitor -> shop\n   shop -> database{end}"
    blocks = read_blocks(text, is_rst=True)
    drawn = [one for one in blocks if one.kind == "code"]
    assert [(one.language, "shop -> database" in one.text) for one in drawn] == [(language, True)]
    assert [one.text for one in blocks if one.kind == "heading"] == ["Here", "After it"][: 1 + ("After" in end)]


def test_other_code_in_restructuredtext_is_no_drawing() -> None:
    blocks = read_blocks("Here\n====\n\n.. code-block:: python\n\n   mermaid = 1\n", is_rst=True)
    assert "mermaid" not in {one.language for one in blocks}
