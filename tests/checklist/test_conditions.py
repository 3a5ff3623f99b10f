"""Conditions are decided by [applies], by the names that lines give them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_golive.checklist.conditions import Conditions, key, same_keys, unasked
from pytest_golive.checklist.parse import parse

MARKDOWN = """# Launch

## Content

- [ ] TELEGRAM_BOT_TOKEN (if using Telegram)
- [ ] **Tax rules** configured (if applicable)
- [ ] Sentry integration (if using)
- [ ] Telegram bot answers (if using Telegram)
  - Greeting sent
  - Cards shown (if EU users)
- [ ] Plain

### [ ] 3. Shipping (if shipping abroad)

- [ ] Customs papers
"""


def decided(**applies: bool) -> dict[str, tuple[bool | None, str] | None]:
    return asked({name.replace("_", " "): value for name, value in applies.items()})


def asked(applies: dict[str, bool]) -> dict[str, tuple[bool | None, str] | None]:
    checklist = parse(MARKDOWN, "GO.md")
    conditions = Conditions(checklist, applies)
    found = {line.text: conditions.decision(line) for line in checklist.lines}
    return {text: (one.applies, one.name) if one else None for text, one in found.items()}


def test_nothing_is_decided() -> None:
    assert asked({}) == {
        "TELEGRAM_BOT_TOKEN (if using Telegram)": (None, "using Telegram"),
        "Tax rules configured (if applicable)": (None, "tax-rules-configured"),
        "Sentry integration (if using)": (None, "sentry-integration"),
        "Telegram bot answers (if using Telegram)": (None, "using Telegram"),
        "Greeting sent": (None, "using Telegram"),
        "Cards shown (if EU users)": (None, "using Telegram"),
        "Plain": None,
        "3. Shipping (if shipping abroad)": (None, "shipping abroad"),
        "Customs papers": (None, "shipping abroad"),
    }


def test_a_condition_decides_every_line_that_states_it_and_their_parts() -> None:
    found = asked({"if  Using “TELEGRAM”": False, "shipping abroad": True})
    no = (False, "if  Using “TELEGRAM”")
    assert [found[text] for text in ("Greeting sent", "Cards shown (if EU users)")] == [no, no]
    assert found["TELEGRAM_BOT_TOKEN (if using Telegram)"] == no
    assert found["Customs papers"] == (True, "shipping abroad")
    assert found["Plain"] is None


def test_both_conditions_have_to_hold() -> None:
    text = "Cards shown (if EU users)"
    assert asked({"using Telegram": True})[text] == (None, "EU users")
    assert asked({"using Telegram": True, "EU users": True})[text] == (True, "using Telegram")
    assert asked({"EU users": False})[text] == (False, "EU users")


@pytest.mark.parametrize(
    "name", ["tax-rules-configured", "tax-rules-configured-if-applicable", "content/tax-rules-configured-if-applicable"]
)
def test_the_name_of_a_line(name: str) -> None:
    assert asked({name: False})["Tax rules configured (if applicable)"] == (False, name)


def test_a_line_s_own_name_wins_over_its_condition() -> None:
    found = asked({"using Telegram": True, "telegram-bot-token": False})
    assert found["TELEGRAM_BOT_TOKEN (if using Telegram)"] == (False, "telegram-bot-token")
    assert found["Greeting sent"] == (True, "using Telegram")


def test_two_lines_of_one_name_are_asked_for_by_their_whole_id() -> None:
    checklist = parse("## A\n\n- [ ] Tested (if needed)\n\n## B\n\n- [ ] Tested (if needed)\n", "GO.md")
    conditions = Conditions(checklist, {"a/tested-if-needed": True})
    found = [conditions.decision(line) for line in checklist.lines]
    assert [(one.applies, one.name) for one in found if one] == [
        (True, "a/tested-if-needed"),
        (None, "b/tested-if-needed"),
    ]


def test_a_comment_speaks_for_its_variables() -> None:
    text = "## Environment variables\n\n```bash\n# Database (if applicable)\nDATABASE_URL=x\n```\n"
    checklist = parse(text, "GO.md")
    decision = Conditions(checklist, {"database-url": False}).decision(checklist.lines[0])
    assert decision
    assert decision.applies is False


@given(st.text(max_size=30))
def test_the_setting_is_toml(name: str) -> None:
    import tomllib

    from pytest_golive.checklist.conditions import Decision

    name = "".join(char for char in name if char.isprintable() and not "\ud800" <= char <= "\udfff")
    assert tomllib.loads(Decision(applies=None, name=name).setting) == {name: True}


def test_unasked() -> None:
    conditions = [Conditions(parse(MARKDOWN, "GO.md"), {})]
    assert list(unasked(conditions, {"if EU users": True, "using telegrm": True, "zzz": False})) == [
        "no line of the checklist asks for 'using telegrm', did you mean 'using Telegram'?",
        "no line of the checklist asks for 'zzz'",
    ]


def test_keys() -> None:
    assert key("If  using: “Telegram”!") == key("using-telegram") == "using telegram"
    assert list(same_keys({"a": True, "if A": False, "A.": True})) == [("if A", "a")]
