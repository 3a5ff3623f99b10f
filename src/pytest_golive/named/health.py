"""A line that quotes what the health endpoint says ('answers "healthy"') is answered by that word alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pytest_golive.finding import Finding, Outcome
from pytest_golive.patterns import lazily

CHECK = "http.health-endpoint"
#: Without quotes such a word says how the endpoint is, and any of them will do.
QUOTED = lazily(r"[\"“'](ok|healthy|pass|up)[\"”']", re.IGNORECASE)


def of_the_word(findings: Iterable[Finding], text: str) -> tuple[Finding, ...]:
    """The findings on a line: an endpoint that says another word than is quoted does not do what the line says."""
    quoted = QUOTED.findall(text)
    return tuple(_weighed(one, quoted) if quoted and one.check == CHECK else one for one in findings)


def _weighed(finding: Finding, quoted: list[str]) -> Finding:
    if finding.outcome is not Outcome.PASSED or any(repr(word.lower()) in "".join(finding.evidence) for word in quoted):
        return finding
    why = f"the line says {' and '.join(quoted)}, and {'; '.join(finding.evidence)}"
    cure = "correct the word in the line, or have the endpoint say it and set health_word in [http] of golive.toml"
    return replace(finding, outcome=Outcome.UNVERIFIED, reason=why, remedy=cure)
