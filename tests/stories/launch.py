"""What a team does between the first run and the signed GO, as commands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.stories.story import Story

ANA, BO = "Ana Ek", "Bo Li"
EXPIRES = (datetime.now(UTC) + timedelta(days=30)).date()
#: What a field of the document is filled in with, by a word of its label; anything else gets `OTHERWISE`.
VALUES = (("url", "https://shop.test/"), ("date", "2026-11-21"), ("time", "09:30 UTC"), ("version", "1.1"))
OTHERWISE = "Cy Oh, +46 70 000 00 00"


def open_lines(story: Story) -> list[dict[str, Any]]:
    """Lines that wait for a word of their own."""
    return [
        line
        for line in story.verdict["lines"]
        if line["outcome"] in {"unverified", "failed", "error"} and not line["follows"] and not is_sum(line)
    ]


def is_sum(line: dict[str, Any]) -> bool:
    """Whether other lines answer it."""
    return bool(line["checks"]) and all(one.startswith("release.") for one in line["checks"]) and not line["for_people"]


def resolve(story: Story) -> None:
    """Say everything that people have to say: conditions, fields, one "not applicable", one waiver, attestations."""
    decide_conditions(story)
    # A word is said of a release: what decides about it is committed first.
    story.commit("Which conditions apply")
    assert story.gate().code == 1
    waiting = open_lines(story)
    for line in waiting:
        if line["outcome"] == "failed":
            waive(story, line)
    fields = [line for line in waiting if "document" in line["checks"] and line["kind"] in {"record", "contact"}]
    for line in fields:
        done = story.golive("fill", line["id"], value_for(line["text"]), "--by", ANA)
        assert done.code == 0, done.said
    rest = [line for line in waiting if line["outcome"] == "unverified" and line not in fields]
    not_ours, *rest = sorted(rest, key=lambda line: line["severity"] == "critical")
    done = story.golive("na", not_ours["id"], "--reason", "we sell no such thing", "--by", ANA)
    assert done.code == 0, done.said
    attest(story, rest)


def attest(story: Story, lines: Iterable[dict[str, Any]]) -> None:
    """Vouch for lines, with an end."""
    told = ("--by", ANA, "--evidence", "seen in the minutes of 20 November", "--expires", str(EXPIRES))
    done = story.golive("attest", *(line["id"] for line in lines), *told)
    assert done.code == 0, done.said


def waive(story: Story, line: dict[str, Any]) -> None:
    """Have somebody accept that a line does not hold."""
    told = ("--reason", "runs a newer one", "--by", ANA, "--approved-by", BO, "--expires", str(EXPIRES))
    done = story.golive("waive", line["id"], *told)
    assert done.code == 0, done.said


def decide_conditions(story: Story) -> None:
    """Write into golive.toml what each undecided condition asks for, word for word: it does not apply."""
    asked = {line["root"] for line in open_lines(story) if line["root"].startswith("[applies]")}
    names = sorted(name for root in asked for name in re.findall(r'"(?:[^"\\]|\\.)*"', root))
    if names:
        text = "\n[applies]\n" + "".join(f"{name} = false\n" for name in dict.fromkeys(names))
        assert tomllib.loads(text)
        story.append("golive.toml", text)


def value_for(text: str) -> str:
    """What is written into a field."""
    if "☐" in text:
        return text.partition("☐")[2].split("☐")[0].strip()
    return next((value for word, value in VALUES if word in text.casefold()), OTHERWISE)


def allow(story: Story, *people: str) -> None:
    """Make a key for each and allow it to sign."""
    for one in people:
        key = story.key(one)
        done = story.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", one, "-f", str(key))
        assert done.code == 0, done.said
        public = " ".join(key.with_suffix(".pub").read_text("utf-8").split()[:2])
        story.append("golive-allowed-signers", f'{one} namespaces="pytest-golive" {public}\n')


def sign(story: Story, role: str, who: str) -> None:
    """Sign GO as a role."""
    done = story.golive("sign", "--role", role, "--decision", "go", "--key", str(story.key(who)))
    assert done.code == 0, done.said
