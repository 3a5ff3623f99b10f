"""WORDS FOR WHAT SOMEBODY DID: a plan that is written down says nothing of whether anybody read it or carried it out.

A check that reads a document leaves these words of a line to people, wherever they stand in its phrases.
"""

from __future__ import annotations

from collections.abc import Sequence

from pytest_golive.checklist.words import Word, stem

#: Facts that are what somebody wrote.
WRITING = frozenset("documents contacts runbook written_variables locations error_codes legal_pages".split())
DEEDS = frozenset(
    """review reviewed agreed approved approval sign signed accept accepted discussed
    tested test tests testing trial rehearse rehearsed rehearsal practise practised practice practiced drill drilled
    exercised exercise tried dry ran executed walked carried follow followed
    implement implemented enforce enforced adopted applied running handed delivered printed
    know known knows knew understood understand aware familiar learnt trained training
    communicated informed told briefed briefing announced shared distributed sent presented
    fixed resolved solved called""".split()
)
#: "Known issues" is a name; "issues known to the team" is a deed.
NAMED_KNOWN = frozenset(
    stem(word)
    for word in "issue issues bug bugs limitation limitations problem problems error errors failure failures".split()
)


def is_deed(said: Sequence[Word], at: int) -> bool:
    """Whether a word says that somebody did something, and not what a thing is called."""
    after = said[at + 1].stem if at + 1 < len(said) else ""
    if said[at].text == "known" and after in NAMED_KNOWN:
        return False
    return said[at].text in DEEDS
