"""Checks of what must not be in code that goes to production."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pytest_golive.checks.code.common import listed, unreviewed
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.code.debug import DebugValues
    from pytest_golive.facts.code.python import PythonCode
    from pytest_golive.settings import Settings

ISSUE = re.compile(r"#\d+|\b[A-Z][A-Z0-9]+-\d+\b|/issues/\d+")


@check(
    "code.no-debug-true",
    severity="critical",
    says=(
        "remove debug true production? settings|code|configuration",
        "no debug true production? settings|code|configuration",
        "debug not true production? settings",
        "debug true removed|not|nowhere production? settings|code",
        "debug true gone|nowhere|not|no settings|code|production?",
        (
            "debug true no|not|never|nowhere|isnt|nothing|without|none ~ left anywhere settings code production prod "
            "file production.py settings.py finds grep contain contains live configuration found set any in setting "
            "is for say says said have has ever still"
        ),
        (
            "debug true gone|removed|remove|deleted|eliminated ~ settings code production file production.py "
            "settings.py live configuration all any from lines every"
        ),
    ),
)
def no_debug_true(debug_values: DebugValues, evidence: Evidence) -> None:
    """The production settings, and the modules they star-import, leave DEBUG neither True nor true by default.

    Why: one forgotten variable, and visitors read the source and the settings in an error page.
    Fix: write `DEBUG = False`, or read it from the environment with a default that is false.
    Cannot tell when: a star import of another package comes last, so that its DEBUG counts.
    Source: https://docs.djangoproject.com/en/stable/ref/settings/#debug
    """
    wrong = [one for one in debug_values.values if one.meaning in {"true", "default true"}]
    told = [f"{one.spot.place} {one.spot.text}{' (in a branch)' if one.conditional else ''}" for one in wrong]
    assert not wrong, f"DEBUG is true in {debug_values.module}: {'; '.join(told)}"
    if debug_values.unread:
        others = ", ".join(debug_values.unread)
        cure = "assign DEBUG after that import"
        cannot_tell(f"{debug_values.module} takes over everything of {others}, which is not in the project", cure=cure)
    seen = [f"{one.spot.place} {one.spot.text}" for one in debug_values.values]
    evidence.saw("; ".join(seen) or f"{', '.join(debug_values.files)} leave DEBUG at Django's default, False")


@check(
    "code.todo-comments",
    severity="medium",
    says=(
        "review|resolve|remove|clean? todo|todos|fixme comments|notes code?",
        "todo|fixme comments reviewed|resolved|removed|addressed|cleaned",
        "todos|fixmes code? reviewed|resolved|removed|addressed|cleaned|gone",
        "no todo|todos|fixme|fixmes comments? left|remaining|open|remain? code?",
        "no open|leftover|remaining|stray? todo|todos|fixme|fixmes code|comments|codebase",
        "todo|todos|fixme|fixmes comments|code|triaged|ticket|tickets|reviewed|gone|resolved|addressed",
        "no|unreviewed|leftover|stray todo|todos|fixme|fixmes",
        (
            "todo|todos|fixme|fixmes|hack code|comment|comments|source|codebase|fixme|left reviewed|resolved|looked|"
            "look|triaged|ticket|tickets|ticketed|tracked|cleaned|clean|removed|remove|through|addressed|gone|go|"
            "walked|checked|issue ~ all every todo fixme todos have has each list at open outstanding remaining in "
            "the up xxx went code over of with one"
        ),
        (
            "todo|todos|fixme|fixmes no|none|zero|without left|leftover|remaining|code|open|outstanding|comments|"
            "source|unresolved|untracked ~ fixme todo todos fixmes comments any in has or code the stray xxx"
        ),
        (
            "outstanding|remaining|open|every todo|todos|fixme|fixmes triaged|reviewed|resolved|tracked|ticketed|"
            "ticket|addressed|done|cleared ~ all in code comments have list"
        ),
        "fixme|fixmes resolved|ticketed|tracked|triaged|addressed|fixed ~ all todo todos or and comments code",
        "=fixme|fixmes|hacks looked|reviewed|resolved|triaged|removed ~ every all at code has been through",
        "=todo|todos clean|cleanup|cleaned ~ up code all comments fixme",
    ),
)
def todo_comments(python_code: PythonCode, settings: Settings, evidence: Evidence) -> None:
    """Every TODO, FIXME, XXX and HACK comment in the code is in the list of reviewed ones.

    Why: what was put off "until before the launch" has to be looked at before the launch.
    Fix: do what the comment says, or list it under `todo-comments` in [code.reviewed] of golive.toml.
    Cannot tell when: a comment names an issue instead: whether that is still open is not looked at.
    """
    evidence.saw(f"comments of {python_code.files} Python files and {python_code.others} of other languages")
    new = unreviewed(python_code.todos, "todo-comments", settings, evidence)
    nameless = [one for one in new if not ISSUE.search(one.text)]
    assert not nameless, f"not reviewed: {listed(nameless)}"
    if new:
        cure = "list them under todo-comments in [code.reviewed] of golive.toml once somebody has looked"
        cannot_tell(f"whether these issues are open was not looked at: {listed(new)}", cure=cure)
    if python_code.unparsed:
        cannot_tell(f"files that cannot be parsed: {listed(python_code.unparsed)}", cure="correct them")
