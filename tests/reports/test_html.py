from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from pytest_golive.compare import compare
from pytest_golive.reports import html
from pytest_golive.verdict import Effect
from tests.reports import samples


class Outline(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("verdict", [samples.no_go, samples.go, samples.hostile])
def test_the_page_is_well_formed_and_has_its_landmarks(verdict):
    outline = Outline(samples.page_of(verdict()))
    assert outline.open == []
    for tag in ("header", "main", "nav", "footer", "h1", "title"):
        assert outline.tags.count(tag) == 1
    assert "script" not in outline.tags
    levels = [int(tag[1]) for tag in outline.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_changes_stand_between_what_blocks_and_the_conditions():
    verdict = samples.no_go()
    changed = compare(verdict, samples.go())
    page = samples.page_of(verdict, changed)
    assert page.index('id="gl-causes"') < page.index('id="gl-changes"') < page.index('id="gl-conditions"')
    part = page[page.index('id="gl-changes"') : page.index('id="gl-conditions"')]
    assert "2 regressed, " in part
    assert f"<li>and {len(changed.new) - html.CHANGES} more</li>" in part
    assert part.count("<li>") == 2 + html.CHANGES + 1
    assert 'id="gl-changes"' in html.Page(verdict, changed).fragment()
    assert 'id="gl-changes"' not in samples.page_of(verdict)
    assert "nothing changed" in samples.page_of(verdict, compare(verdict, verdict))
    assert Outline(samples.page_of(samples.hostile(), compare(samples.hostile(), verdict))).open == []


def test_every_line_is_on_the_page_once_with_its_outcome():
    verdict = samples.no_go()
    page = samples.page_of(verdict)
    for line in verdict.lines:
        assert page.count(f"<strong>{line.text.replace('<', '&lt;')}</strong>") >= 1
    assert page.count('<li class="gl-line') == len(verdict.lines)
    assert page.count('<span class="gl-blocks">blocks</span>') == sum(
        line.effect is Effect.BLOCKS for line in verdict.lines
    )


def test_a_person_s_word_looks_unlike_what_was_seen():
    page = samples.page_of(samples.go())
    fill = dict(re.findall(r'class="gl-fill-(\w+)"[^>]*? fill="(#\w+)"', page))
    assert fill["attested"] != fill["passed"]
    sign = dict(re.findall(r'gl-outcome gl-(\w+)"><span aria-hidden="true">(.)<', page))
    assert sign["attested"] != sign["passed"]


def test_it_says_what_was_judged():
    verdict = samples.no_go()
    page = samples.page_of(replace(verdict, release=replace(verdict.release, dirty=True)))
    for text in (
        "9cd6f17c0ffee5a1d2b3c4d5e6f708192a3b4c5d, with uncommitted changes",
        "docs/GO_LIVE.md",
        "3b5d" * 16,
        "2026-11-21 09:30:00 UTC",
        "https://shop.example",
        "pre-deploy",
        "4.2 s",
        "pytest-golive ",
        "Nobody looked at</dt> <dd>code",
        "certbot renew",
        "Technical lead",
    ):
        assert text in page


def test_a_cause_with_many_lines_is_one_entry():
    page = samples.page_of(samples.no_go())
    blockers = page[page.index('id="gl-causes"') : page.index('id="gl-conditions"')]
    assert blockers.count("the database could not be reached") == 1
    assert "(12 lines)" in blockers
    assert "The 12 lines this blocks" in blockers


def test_without_sign_off_lines_there_are_three_blank_ones():
    assert samples.page_of(samples.go()).count("Signature:") == 3
    assert samples.page_of(samples.no_go()).count("Signature:") == 2


def test_control_and_direction_characters_are_spelt_out():
    page = samples.page_of(samples.hostile())
    assert not set("\x1b\x07\x9b\x00\u202e") & set(page)
    assert r"\x1b[2J" in page
    assert r"\u202egpj.exe" in page


def test_the_fragment_is_one_scoped_part():
    part = html.Page(samples.no_go()).fragment()
    outline = Outline(part)
    assert outline.open == []
    assert not {"html", "body", "head", "footer", "script"} & set(outline.tags)
    style = re.search(r"<style>(.*?)</style>", part, re.DOTALL)
    assert style is not None
    selectors = re.findall(r"^\s*([^@\s{}][^{}:]*?(?::[\w-]+)*[^{};]*)\{", style[1], re.MULTILINE)
    assert selectors
    assert all(one.strip().startswith(".golive") for rule in selectors for one in rule.split(","))


def test_a_verdict_without_lines_is_a_page_too():
    page = samples.page_of(samples.Book().judge())
    assert "NO-GO" in page
    assert "no line of the checklist is due in phase pre-deploy" in page
