"""Five real checklists, unedited, from the first run to the signed GO, and every way back to NO-GO."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from servers.client import ShopClient
from tests.forking import Forker
from tests.stories.launch import ANA, EXPIRES, allow, is_sum, open_lines, resolve, sign
from tests.stories.story import Story

REAL = Path(__file__).parents[1] / "checklist" / "data" / "real"
SIGNER, STRANGER = "ana@shop.test", "eve@elsewhere.test"
#: What the shop has to be for a document: its own database is PostgreSQL 18.
AS_THE_DOCUMENT_SAYS = {"docker-django-readiness.md": "postgres-16"}


@pytest.fixture(params=sorted(path.name for path in REAL.glob("*.md")))
def story(
    request: pytest.FixtureRequest, live_shop: ShopClient, databases_url: str, tmp_path: Path, forker: Forker
) -> Iterator[Story]:
    """A repository with one of the documents, and the shop as the document wants it."""
    wanted = AS_THE_DOCUMENT_SAYS.get(request.param)
    if wanted:
        live_shop.plant(wanted)
    else:
        live_shop.heal()
    yield Story(tmp_path / "shop", REAL / request.param, live_shop, databases_url, forker)
    if wanted:
        live_shop.heal()


def test_from_the_first_run_to_the_signed_go_and_every_way_back(story: Story) -> None:
    first_run_is_no_go_for_want_of_words(story)
    allow(story, SIGNER, STRANGER)
    allowed = story.folder / "golive-allowed-signers"
    allowed.write_text("".join(allowed.read_text("utf-8").splitlines(keepends=True)[:1]), "utf-8")
    resolve(story)
    story.commit("What people said")
    done = story.gate()
    assert (done.code, story.verdict["blockers"]) == (0, []), done.said
    assert story.verdict["counts"]["unverified"] == 0
    every_role_signs(story)
    for way_back in (
        a_changed_word,
        a_commit,
        a_day_past_the_end,
        a_byte_of_the_verdict,
        a_foreign_key,
    ):
        and_back(story, way_back)
    assert story.golive("verify").code == 0


def first_run_is_no_go_for_want_of_words(story: Story) -> None:
    done = story.gate()
    assert done.code == 1, done.said
    counts = story.verdict["counts"]
    red = [(one["text"], one["observed"]) for one in story.lines(outcome="failed")]
    assert (counts["failed"], counts["error"]) == (0, 0), red
    assert counts["passed"] > 5
    assert counts["unverified"] > 10
    assert sum(counts[name] for name in counts if name != "total") == counts["total"] == len(story.verdict["lines"])
    # Nobody is asked for what a word cannot change.
    undecided = [line for line in open_lines(story) if not line["root"].startswith("[applies]")]
    assert {line["text"]: line["reason"] for line in undecided if not line["for_people"]} == {}
    todo = story.golive("todo")
    assert todo.code == 0
    assert "golive attest" in todo.said


def every_role_signs(story: Story) -> None:
    roles = [one["role"] for one in story.verdict["signoffs"]]
    assert roles
    assert story.golive("verify").code == 1
    for role in roles:
        sign(story, role, SIGNER)
    done = story.golive("verify")
    assert done.code == 0, done.said
    filled = (story.report / story.document.name).read_text("utf-8")
    assert filled.count(SIGNER) >= len(roles)


def and_back(story: Story, way_back: Callable[[Story], None]) -> None:
    """Tell one way back to NO-GO, and have everything as it was."""
    kept = story.folder.with_name("kept")
    shutil.copytree(story.folder, kept, symlinks=True)
    try:
        way_back(story)
    finally:
        shutil.rmtree(story.folder)
        kept.rename(story.folder)


def no_go(story: Story, *command: str) -> str:
    """The one reason of `golive verify`."""
    done = story.golive("verify", *command)
    assert done.code == 1, done.said
    [reason] = [row for row in done.said.splitlines() if row.startswith("NO-GO: ")]
    assert "  also: " not in done.said, done.said
    return reason.removeprefix("NO-GO: ")


def causes(story: Story) -> list[dict[str, Any]]:
    """Blocking lines that no other line answers."""
    return [one for one in story.lines(effect="blocks") if not one["follows"] and not is_sum(one)]


def a_changed_word(story: Story) -> None:
    # Not a critical one: the commit alone opens those again. A document may leave people none that is high.
    said = story.lines(outcome="attested", severity=("high", "medium"))
    line = min((one for one in said if one["kind"] in {"item", "condition"}), key=lambda one: one["severity"] != "high")
    raw = story.document.read_text("utf-8")
    rows = raw.splitlines(keepends=True)
    row = rows[line["line"] - 1]
    last = next(word for word in reversed(line["text"].split()) if word.isalpha() and word in row)
    rows[line["line"] - 1] = f"{last}s".join(row.rsplit(last, 1))
    story.document.write_text("".join(rows), "utf-8")
    story.commit("One word")
    assert story.gate().code == 1
    again = story.lines(outcome="unverified", severity=("high", "medium"))
    about = [one for one in again if not one["follows"] and not is_sum(one)]
    assert [one["line"] for one in about] == [line["line"]]
    assert "has changed since" in about[0]["reason"]


def a_commit(story: Story) -> None:
    story.append("app.py", "print('new')\n")
    story.commit("A new release")
    assert "it judged commit" in no_go(story)
    assert story.gate().code == 1
    assert causes(story)
    others = [one for one in causes(story) if one["severity"] != "critical"]
    assert [(one["text"], one["observed"], one["reason"]) for one in others] == []
    assert all("it is of another release" in one["reason"] for one in causes(story))


def a_day_past_the_end(story: Story) -> None:
    assert story.gate("--golive-as-of", f"{EXPIRES}T12:00:00Z").code == 0
    assert story.gate("--golive-as-of", f"{EXPIRES + timedelta(days=1)}T12:00:00Z").code == 1
    assert causes(story)
    assert all(f"it expired on {EXPIRES}" in one["reason"] for one in causes(story))
    assert all(ANA in one["reason"] for one in causes(story))


def a_byte_of_the_verdict(story: Story) -> None:
    path = story.report / "verdict.json"
    raw = path.read_bytes()
    at = raw.index(b"attested by") + len(b"attested b")
    path.write_bytes(raw[:at] + b"z" + raw[at + 1 :])
    assert json.loads(path.read_bytes())["decision"] == "GO"
    assert "is not what was signed" in no_go(story)


def a_foreign_key(story: Story) -> None:
    role = story.verdict["signoffs"][0]["role"]
    done = story.golive("sign", "--role", role, "--decision", "go", "--key", str(story.key(STRANGER)))
    assert done.code == 4
    assert "does not hold the key that signed" in done.said
    forge(story, role)
    assert "does not hold the key that signed" in no_go(story)


def forge(story: Story, role: str) -> None:
    """Put a stranger's signature in the place of a role's: made with a checkout that allows the stranger."""
    allowed = story.folder / "golive-allowed-signers"
    own = allowed.read_text("utf-8")
    public = " ".join(story.key(STRANGER).with_suffix(".pub").read_text("utf-8").split()[:2])
    allowed.write_text(f'{own}{STRANGER} namespaces="pytest-golive" {public}\n', "utf-8")
    sign(story, role, STRANGER)
    allowed.write_text(own, "utf-8")
