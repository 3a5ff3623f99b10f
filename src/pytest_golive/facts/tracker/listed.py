"""Any tracker that answers a query with a list of issues in JSON, such as Jira's search."""

from __future__ import annotations

import base64
from typing import Any, NoReturn

from pytest_golive.errors import CannotLook
from pytest_golive.facts.outside import Service
from pytest_golive.facts.tracker.model import Alerts, Changes, Critical, Issue, Questions
from pytest_golive.settings import Tracker

RIGHTS = "correct the query, and the token's rights, in [tracker]"


class Listed:
    """One tracker with its queries."""

    def __init__(self, tracker: Tracker) -> None:
        headers = {"Accept": "application/json"}
        if tracker.token and tracker.authorization == "basic":
            headers["Authorization"] = f"Basic {base64.b64encode(tracker.token.encode()).decode()}"
        elif tracker.token:
            headers["Authorization"] = f"Bearer {tracker.token}"
        self._service = Service(base=tracker.url, headers=headers, ca_file=tracker.ca_file)

    def critical(self, tracker: Tracker) -> Critical:
        """What the query for critical issues lists."""
        if not tracker.critical_url:
            raise CannotLook("no query for critical issues is declared", cure="set critical_url in [tracker]")
        issues = self._issues(tracker, tracker.critical_url)
        return Critical(place="the tracker", asked=("the query of critical_url",), issues=issues)

    def questions(self, tracker: Tracker) -> Questions:
        """What the query for unanswered issues lists."""
        if not tracker.questions_url:
            raise CannotLook("no query for unanswered issues is declared", cure="set questions_url in [tracker]")
        return Questions(place="the tracker", issues=self._issues(tracker, tracker.questions_url), only_late=True)

    def changes(self, tracker: Tracker, since: str, until: str) -> Changes:
        """Not known to such a tracker."""
        del tracker, since, until
        _elsewhere("reviews")

    def alerts(self, tracker: Tracker) -> tuple[Alerts, ...]:
        """Not known to such a tracker."""
        del tracker
        _elsewhere("security alerts")

    def _issues(self, tracker: Tracker, url: str) -> tuple[Issue, ...]:
        reply = self._service.expect(url, RIGHTS)
        listed = _at(reply.value, tracker.items)
        if not isinstance(listed, list):
            raise CannotLook(f"the tracker's answer has no list {tracker.items!r}", cure="correct items in [tracker]")
        if not listed and (_at(reply.value, "total") or _at(reply.value, "warningMessages")):
            raise CannotLook("the tracker's answer lists nothing and says that there is more", cure=RIGHTS)
        return tuple(
            Issue(number=str(_at(one, tracker.number) or "?"), title=str(_at(one, tracker.title) or "")[:120])
            for one in listed
        )


def _elsewhere(what: str) -> NoReturn:
    raise CannotLook(f"a tracker of the kind json knows no {what}", cure="use github or gitlab, or vouch for it")


def _at(told: Any, path: str) -> Any:
    for key in path.split(".") if path else ():
        told = told.get(key) if isinstance(told, dict) else None
    return told
