"""Boxes that stand where Markdown shows no list: they are lines, or the document is refused."""

from __future__ import annotations

import pytest

from pytest_golive.checklist import hidden
from pytest_golive.checklist.parse import parse
from pytest_golive.errors import ChecklistError


@pytest.mark.parametrize(
    ("text", "line", "mark"),
    [
        ("# A\n```bash\nmake\n\n- [ ] swallowed", 2, "```"),
        ("- a\n\n  ~~~~\n  > 1. [x] swallowed\n  ~~~\n- [ ] b\n", 3, "~~~~"),
    ],
)
def test_a_code_block_that_never_ends_is_refused_where_it_hides_boxes(text: str, line: int, mark: str) -> None:
    with pytest.raises(ChecklistError) as caught:
        parse(text, "x.md")
    assert str(caught.value) == (
        f"x.md:{line}: the code block that begins here is never closed and hides the boxes below it;"
        f" close it with {mark}"
    )


@pytest.mark.parametrize("code", ["```\n- [ ] a\n```", "> ```\n> - [ ] a\n> ```\n", "```bash\nmake\n", "- ~~~\n- a"])
def test_a_code_block_that_hides_nothing_is_read(code: str) -> None:
    assert all(line.checked is None for line in parse(code, "x.md").lines)


@pytest.mark.parametrize(
    ("text", "line", "what", "end"),
    [
        ("- [ ] a\n\n<!-- old\n\n- [ ] b\n", 3, "comment", "-->"),
        ("<div><!-- one --> <!-- two\n- [ ] b", 1, "comment", "-->"),
        ("<details>\n<b>x</b>\n<!--\n- [ ] b\n", 3, "comment", "-->"),
        ("<PRE>\n\n1. [x] b\n", 1, "<pre>", "</pre>"),
        ("- a\n\n  <pre>\n  - [ ] b\n- [ ] c", 3, "<pre>", "</pre>"),
        ("<script>\n- [ ] b", 1, "<script>", "</script>"),
    ],
)
def test_html_that_never_ends_is_refused_where_it_hides_boxes(text: str, line: int, what: str, end: str) -> None:
    with pytest.raises(ChecklistError) as caught:
        parse(text, "x.md")
    assert str(caught.value) == (
        f"x.md:{line}: the {what} that begins here is never closed and hides the boxes below it; close it with {end}"
    )


@pytest.mark.parametrize(
    "text", ["<!-- - [ ] b -->\n- [ ] a", "<!-- no end\n\nwords", "<pre>\n\n- [ ] b\n</pre>", "<details>\n\n- [ ] a\n"]
)
def test_html_that_hides_nothing_or_on_purpose_is_read(text: str) -> None:
    assert all(line.text == "a" for line in parse(text, "x.md").lines)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Intro:\n\n    - [ ] Backups\n    - [x] Mail [sent](x)\n", ["item: Backups", "item: Mail sent"]),
        ("**Note:**\n\n    - [ ] Backups\n", ["item: Backups"]),
        ("Words.\n\n    just = code\n", []),
        ("- [ ] Pay\n  ```\n  - [ ] Live keys\n  ```\n", ["item: Pay", "item: Live keys < pay"]),
        ("- [ ] Pay\n  ```text\n  [ ] Live keys\n  ```\n", ["item: Pay", "item: Live keys < pay"]),
        ("- [ ] Pay\n```\n* [x] Keys\n```\n", ["item: Pay", "item: Keys < pay"]),
        ("- [ ] Pay\n\n  ```markdown\n  - [ ] Live keys\n  ```\n", ["item: Pay", "item: Live keys < pay"]),
        (
            "- [ ] Pay\n  ```md\n  - [ ] Keys\n  Key: [id]\n  ```\n",
            ["item: Pay", "item: Keys < pay", "record: Key: [id] < pay"],
        ),
        (
            "- [ ] Pay\n  ```bash\n  make x\n  - [ ] Keys\n  ```\n",
            ["item: Pay", "item: Keys < pay", "command: make x < pay"],
        ),
        ("- [ ] Pay\n\n      - [ ] Live keys\n", ["item: Pay", "item: Live keys < pay"]),
        ("```\n- [ ] How to write one\n```\n", []),
        ("```markdown\n- [ ] How to write one\n```\n- [ ] Pay\n", ["item: Pay"]),
    ],
)
def test_boxes_in_code_are_lines_of_their_own(text: str, found: list[str]) -> None:
    lines = parse(text, "x.md").lines
    told = [f"{line.kind}: {line.text}" + (f" < {line.parent}" if line.parent else "") for line in lines]
    assert sorted(told) == sorted(found)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("- [ ] a\n\n<!--\n## Critical\n\n- [ ] b\n- [x] c\n-->\n", (6, 7)),
        ("- [ ] a\n\n<!-- - [ ] b -->\n", (3,)),
        ("```markdown\n- [ ] b\n* [ ] c\n```\n\n- [ ] a\n", (2, 3)),
        ("```\n1. [ ] b\n```\n\n- [ ] a\n", (2,)),
        ("```md\n## [ ] b\n[ ] c\n| d | [ ] |\n☐ e\n```\n\n- [ ] a\n", (2, 3, 4, 5)),
        ("- [ ] a\n\n  ```yaml\n  - [ ] b\n  ```\n", (4,)),
        ("<pre>\n- [ ] b\n</pre>\n\n- [ ] a\n", (2,)),
        ("<ul>\n<li>[ ] b</li><li>[x] c</li>\n<li><b>[ ] d</b></li></ul>\n\n- [ ] a\n", (2, 2, 3)),
        ('<input type="checkbox"> b<br>\n<input checked type=checkbox> c\n\n- [ ] a\n', (1, 2)),
        ('- [ ] a\n\nWords.\n<input type="checkbox"/> b\n', (4,)),
        ("- [ ] a\n\n  <!--\n  - [ ] b\n  -->\n", (4,)),
        ("> <!-- - [ ] b -->\n\n- [ ] a\n", (1,)),
        ("<!-- [ ] = open, [x] = done -->\n- [ ] a\n", ()),
        ("```bash\nif [ x = y ]; then make; fi\n```\n- [ ] a\n", ()),
        ("- [ ] a\n  ```\n  - [ ] b\n  ```\n", ()),
        ("```\n[ ] Backups restored\n```\n", ()),
        ("<details>\n- [ ] a\n</details>\n", ()),
        ('- <input type="checkbox"> a\n', ()),
        ('Not `<input type="checkbox"> b`.\n\n- [ ] a\n', ()),
        ("Write `- [ ] b` or <!-- golive: x --> \n\n- [ ] a\n", ()),
        ('| Check | Done |\n|---|---|\n| Orders | <input type="checkbox"> |\n\n- [ ] a\n', ()),
        ('| Page | Size |\n|---|---|\n| Orders | <input type="checkbox"> |\n\n- [ ] a\n', (3,)),
    ],
)
def test_boxes_that_are_no_lines_are_known(text: str, where: tuple[int, ...]) -> None:
    assert parse(text, "x.md").hidden == where


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ((14,), "1 box in comments, code blocks or HTML is no line of the checklist and not looked at (line 14): "),
        ((14, 20), "2 boxes in comments, code blocks or HTML are no lines of the checklist and not looked at (from "),
    ],
)
def test_they_are_told_in_one_sentence(where: tuple[int, ...], told: str) -> None:
    assert hidden.told(where).startswith(told)
