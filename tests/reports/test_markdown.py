"""The markdown summary: short, complete, and dead to whatever a checklist says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pytest_golive.compare import Change, compare
from pytest_golive.finding import Finding, Outcome
from pytest_golive.reports import markdown, summary
from pytest_golive.reports.words import visible
from pytest_golive.verdict import Blocker, Verdict
from tests.reports import samples

NO_GO, GO = samples.no_go(), samples.go()
NASTY = (
    "a | b | c", "\\| c", "`x|y`", "| --- |", "# heading", "1. one", "2) two", "- item", "+ item", "* item", "> quote",
    "===", "---", "***", "~~~", "```", "    code", "[a](https://evil.example)", "![a](https://evil.example/x.png)",
    "<https://evil.example>", "https://evil.example/?a=1", "HTTP://evil.example", "www.evil.example",
    "_www.evil.example",
    "mail me@evil.example", "@everybody", "@org/team", "cc:@admin", "fixes #12", "GH-12", "org/repo#12", ":shipit:",
    "<!-- -->", "<script>alert(1)</script>", "&lt;b&gt;", "&#64;admin", "[^1]", "$x$", "**b** _i_ ~~s~~", "a\n\n# b",
    "a\r\n- b", "a\x1b[31m\x00", "\u202eevil", "[ref]: https://evil.example", "a `b", "`a``b`", "\\", "a\\", "`\\`",
    "\u2028# b", "\t- b", "x" * 5000, "&" * 5000, "@" * 5000,
)  # fmt: skip
#: Everything the summary itself is made of.
OURS = frozenset((
    "heading", "paragraph", "inline", "text", "strong", "table", "thead", "tbody", "tr", "th", "td", "bullet_list",
    "list_item", "code_inline", "softbreak",
))  # fmt: skip
LIVE = re.compile(r"://|www\.|@[\w]|#\d|GH-\d|:(?!\d\d:)[\w+-]+:", re.IGNORECASE)
anything = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=80), st.text("#->|`*_[]()<>!@:/.w1 \n\\~$=+&", max_size=30)
)


def tokens(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        yield token
        yield from token.children or ()


def kinds(found: Iterable[Token]) -> list[str]:
    return [token.type.removesuffix("_open").removesuffix("_close") for token in found]


def shown(text: str) -> str:
    """What a reader sees of one paragraph."""
    return "".join(token.content for token in tokens(text) if token.type in {"text", "code_inline"})


def with_text(text: str, verdict: Verdict = NO_GO) -> Verdict:
    """The sample with ``text`` wherever a checklist, a target or a person may put one."""
    lines = tuple(
        replace(
            line, text=text, checklist=text, observed=text, reason=text, remedy=text, section=(text,), follows="",
            id=f"{text}{place}",
        )
        for place, line in enumerate(verdict.lines)
    )  # fmt: skip
    return replace(
        verdict,
        target=text,
        release=replace(verdict.release, commit=text),
        lines=lines,
        blockers=(Blocker(id="run", reason=text), *(Blocker(id=line.id, reason=text) for line in lines)),
        warnings=(Blocker(id=text, reason=text),),
    )


def change(text: str) -> Change:
    lines = with_text(text).lines
    return replace(
        compare(NO_GO, GO), commit=text, new=lines[:3], gone=lines[3:6], fixed=lines[6:9], regressed=lines[9:12]
    )


@given(anything)
@settings(deadline=None)
def test_any_text_is_shown_as_it_is_and_does_nothing(text: str) -> None:
    for write in (markdown.escaped, markdown.prose):
        written = write(text)
        assert "\n" not in written
        assert "<" not in written
        assert set(kinds(tokens(written))) <= {"paragraph", "inline", "text", "code_inline"}
        assert re.sub(r"(?<!\\)(\\\\)*\\\|", "", written).count("|") == 0
        read = shown(written).replace(markdown.GAP, "")
        plain = " ".join(visible(text).split())
        if len(plain) <= markdown.ROOM[0]:
            assert (read.replace("`", "") if write is markdown.prose else read) == (
                plain.replace("`", "") if write is markdown.prose else plain
            )
        else:
            assert read.endswith("…")


@given(anything)
@settings(deadline=None)
def test_nothing_in_plain_text_is_live_on_github(text: str) -> None:
    for token in tokens(markdown.escaped(text)):
        if token.type == "text":
            assert not LIVE.search(token.content)


def test_code_is_kept_where_it_is_safe() -> None:
    assert (
        markdown.prose("renew it (`certbot renew`), then @you")
        == f"renew it (`certbot renew`), then @{markdown.GAP}you"
    )
    assert markdown.prose("`a|b`") == "\\`a\\|b\\`"
    assert markdown.prose("`a``b`") == "\\`a\\`\\`b\\`"
    assert markdown.prose("a `b") == "a \\`b"


@given(anything)
@example("x" * 5000)
@settings(deadline=None, max_examples=60)
def test_no_text_changes_the_shape_of_the_summary(text: str) -> None:
    written = markdown.render(with_text(text), change(text))
    found = [*tokens(written)]
    assert set(kinds(found)) <= OURS
    usual = kinds(tokens(markdown.render(with_text("plain"), change("plain"))))
    for kind in ("heading", "table", "tr", "td", "th", "bullet_list", "list_item"):
        assert kinds(found).count(kind) == usual.count(kind)
    assert len(written.encode()) < markdown.LIMIT


@pytest.mark.parametrize("text", NASTY)
def test_the_largest_summary_is_small(text: str) -> None:
    book = samples.Book(path=text)
    failed = Finding(check="c", outcome=Outcome.FAILED, observed=text, remedy=text)
    for number in range(300):
        book.add(samples.CRITICAL, text=f"{number} {text}" * 9, found=[replace(failed, observed=f"{number}{text}" * 9)])
    verdict = book.judge(target=text, problems=[text * 3] * 40)
    verdict = replace(verdict, warnings=verdict.blockers)
    written = markdown.render(verdict, compare(verdict, GO))
    assert len(written.encode()) < markdown.LIMIT
    assert "and 320 more" in written


def test_a_no_go_says_what_to_do_first() -> None:
    text = markdown.render(NO_GO, compare(NO_GO, GO))
    rows = text.splitlines()
    assert rows[0] == "## NO-GO: `https://shop.example`"
    assert "Phase **pre-deploy**, as of" in text
    assert "commit `9cd6f17c0ffee5a1d2b3c4d5e6f708192a3b4c5d`" in text
    assert "| 1 | critical | the certificate of shop.example expired on 2026-11-19 (2 lines, the first is" in text
    assert "| renew it (`certbot renew`) and reload the web server |" in text
    assert text.index("### Blockers (6)") < text.index("### Conditions") < text.index("### Changes")
    assert "- **high** Compression enabled" in text
    assert "- **regressed** SSL certificate valid" in text
    assert "- **to say** Backup tested and restorable" not in text  # the list is cut
    assert "- **to sign** Technical lead" in text
    assert "`golive todo`" in text


def test_the_counts_add_up() -> None:
    rows = markdown.render(NO_GO).splitlines()
    place = next(number for number, row in enumerate(rows) if "**total**" in row)
    *numbers, total = [int(cell.strip(" *")) for cell in rows[place + 2].strip("|").split("|")]
    assert sum(numbers) == total == len(NO_GO.lines)


def test_at_most_twenty_blockers() -> None:
    book = samples.Book()
    for number in range(23):
        book.add(samples.CRITICAL, text=f"Thing {number}", found=[replace(samples.SLOW, observed=f"{number} s")])
    text = markdown.render(book.judge())
    assert "### Blockers (23)" in text
    assert text.count("| critical |") == 20
    assert "\nand 3 more\n" in text


def test_a_go_is_short() -> None:
    text = markdown.render(GO)
    assert text.startswith(
        "## GO: `https://shop.example`\n\nnothing blocks, of 8 lines: 3 seen to hold; 1 condition to accept.\n"
    )
    assert "Blockers" not in text
    assert "Changes" not in text
    assert "Warnings" not in text
    assert "People" not in text


def test_warnings_and_an_unchanged_baseline() -> None:
    warned = replace(GO, warnings=(Blocker(id="a/b", reason="the certificate of shop.test expires on 2026-12-01"),))
    text = markdown.render(warned, compare(GO, GO))
    assert (
        "### Warnings, what ends soon included\n\n- **a/b**: the certificate of shop.test expires on 2026-12-01" in text
    )
    assert "Since the GO as of 2026-11-21 09:30:00 UTC, " in text
    assert "commit 9cd6f17c0f: nothing changed, 2 still open." in text
    assert summary.changed(compare(GO, GO)) == []


def test_uncommitted_changes_are_said() -> None:
    assert "**with uncommitted changes**" in markdown.render(replace(GO, release=replace(GO.release, dirty=True)))
    assert "commit not known" in markdown.render(replace(GO, release=replace(GO.release, commit="")))


def test_the_hostile_sample() -> None:
    verdict = samples.hostile()
    found = [*tokens(markdown.render(verdict, compare(verdict, GO)))]
    assert set(kinds(found)) <= OURS
