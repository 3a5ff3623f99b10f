"""Every check of a Django project: passed on a good day, unverified without its facts, failed somewhere."""

from __future__ import annotations

import pytest

from pytest_golive.checks import load_checks
from tests.checks.django import test_files, test_headers, test_people, test_settings
from tests.checks.django.cases import FACTS, judge

CHECKS = load_checks()

IDS = sorted(one for one in CHECKS if one.startswith("django."))


@pytest.mark.parametrize("check", IDS)
def test_passed_on_the_good_shop(check: str) -> None:
    finding = judge(check.partition(".")[2])
    assert (finding.outcome, finding.observed, finding.reason) == ("passed", "", "")
    assert finding.evidence


@pytest.mark.parametrize("check", IDS)
def test_unverified_without_its_facts(check: str) -> None:
    finding = judge(check.partition(".")[2], **dict.fromkeys(FACTS))
    assert finding.outcome == "unverified"
    assert finding.reason == f"{CHECKS[check].needs[0]} is out of sight"


def test_every_check_is_shown_failed() -> None:
    shown = {case[0] for module in (test_settings, test_headers, test_files, test_people) for case in module.FAILED}
    assert {f"django.{name}" for name in shown} == set(IDS)
