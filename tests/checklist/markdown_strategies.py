"""Documents for the property tests: arbitrary text, and text made of what checklists are made of."""

from __future__ import annotations

from hypothesis import strategies as st

from pytest_golive.checklist.parse import parse
from pytest_golive.errors import ChecklistError

WORDS = st.sampled_from(
    (
        *("a", "b", "|", "#", "-", "1.", ">", ":", "\t", "Verify it.", "All items must be ticked.", "Daily"),
        *("**Label:**", "**Remember:**", "**Bold**", "Notes: ____", "Role: ____ Date: ____", "☐ Pass ☐ Fail"),
        *("[ ]", "[x]", "yes [ ] no [x]", "a: [ ]", "[ ] = open"),
        *("\\[ ]", "☐", "`code`", "`", "```", "~~~", "---", "===", "[l](u)", "&amp;", "<b>"),
        *("<!-- golive: a.b -->", "(optional)", "Rollback", "Sign-off", "KEY=value", "____", "Notes:"),
    )
)
STARTS = st.sampled_from(
    (
        *(
            "",
            "",
            "- [ ] ",
            "* [x] ",
            "1. [ ] ",
            "- ",
            "  - ",
            "  - [ ] ",
            "    ",
            "## ",
            "### [ ] ",
            "> - [ ] ",
        ),
        *(
            "| [ ] | ",
            "1. ",
            "```bash",
            "```",
            "  ```",
            "**Label:** ",
            "  - Notes: ",
            "- Result: ☐ Pass ☐ Fail",
        ),
        *("---", "|--|--|", "**Notes:** ", "Notes: ", "- Notes: ", "| Risk | Severity | ☐ Mitigated "),
    )
)
ENDS = st.sampled_from(("\n", "\n", "\n", "\r\n", "\n\n", "\r"))
LINES = st.builds(lambda start, words, end: start + " ".join(words) + end, STARTS, st.lists(WORDS, max_size=4), ENDS)


def is_readable(text: str) -> bool:
    """Whether no code block without an end hides boxes: such a document is refused."""
    try:
        parse(text, "x.md")
    except ChecklistError:
        return False
    return True


DOCUMENT = st.lists(LINES, max_size=25).map("".join).filter(is_readable)
ANY_TEXT = st.one_of(st.text(max_size=300), DOCUMENT)
