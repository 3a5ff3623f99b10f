"""A line that quotes the word of the health endpoint is answered by that word alone."""

from __future__ import annotations

import pytest

from pytest_golive.finding import Outcome
from pytest_golive.named import weighed
from pytest_golive.settings import Settings
from tests.checks.http.builders import json_page
from tests.checks.http_cases import judge, page


@pytest.mark.parametrize(
    ("text", "says", "outcome"),
    [
        ('Health endpoint answers "healthy"', "ok", Outcome.UNVERIFIED),
        ("Health endpoint answers “healthy”", "ok", Outcome.UNVERIFIED),
        ("Health endpoint answers 'OK'", "healthy", Outcome.UNVERIFIED),
        ('Health endpoint answers "healthy"', "healthy", Outcome.PASSED),
        ('Health endpoint answers "OK"', "ok", Outcome.PASSED),
        ("Health endpoint is healthy", "ok", Outcome.PASSED),
        ('Health endpoint answers "healthy"', "sick", Outcome.FAILED),
    ],
)
def test_a_quoted_word_is_asked_for(text: str, says: str, outcome: Outcome) -> None:
    for answer in (json_page(f'{{"status": "{says}"}}'), page("/health/", body=says, Content_Type="text/plain")):
        [finding] = weighed([judge("http.health-endpoint", {"health": answer})], text, Settings())
        assert finding.outcome is outcome, finding
        assert outcome is not Outcome.UNVERIFIED or "the line says " in finding.reason


def test_other_checks_stay_as_they_are() -> None:
    [finding] = weighed([judge("http.hsts", {"home": page()})], 'HSTS is "up"', Settings())
    assert finding.outcome is Outcome.PASSED
