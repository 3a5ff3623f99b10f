"""GitLab's REST API, version 4."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from pytest_golive.errors import CannotLook
from pytest_golive.facts.outside import Service
from pytest_golive.facts.tracker.model import Alerts, Change, Changes, Critical, Issue, Questions
from pytest_golive.settings import Tracker

API = "https://gitlab.com/api/v4"
RIGHTS = "give token in [tracker] the scope read_api for the project"
#: What jobs that look for vulnerabilities are called, and the reports they leave.
SCANNER = re.compile(
    r"(?<![a-z])[sd]ast(?![a-z])|(?:dependency|container|secret).(?:scanning|detection)|fuzzing|cyclonedx",
    re.IGNORECASE,
)
SERIOUS = frozenset({"high", "critical"})


class GitLab:
    """One project."""

    def __init__(self, tracker: Tracker) -> None:
        # Not as PRIVATE-TOKEN: a redirect would carry it to another host.
        token = {"Authorization": f"Bearer {tracker.token}"} if tracker.token else {}
        headers = {"Accept": "application/json"} | token
        self._service = Service(base=tracker.url or API, headers=headers, ca_file=tracker.ca_file)
        self._project = f"projects/{quote(tracker.project.strip('/'), safe='')}"
        self.place = f"GitLab's {tracker.project}"

    def critical(self, tracker: Tracker) -> Critical:
        """Open issues with one of the labels, which must be there."""
        found: dict[str, Issue] = {}
        unknown = []
        for label in tracker.critical:
            if not self._has_label(label):
                unknown.append(label)
                continue
            path = f"{self._project}/issues?state=opened&labels={quote(label, safe='')}&per_page=100"
            found |= {str(one["iid"]): _issue(one) for one in self._service.pages(path, RIGHTS)}
        return Critical(place=self.place, asked=tracker.critical, unknown=tuple(unknown), issues=tuple(found.values()))

    def _has_label(self, label: str) -> bool:
        listed = self._service.pages(f"{self._project}/labels?search={quote(label, safe='')}&per_page=100", RIGHTS)
        return any(one["name"] == label for one in listed)

    def changes(self, tracker: Tracker, since: str, until: str) -> Changes:
        """Every commit between two releases with its merge request and that one's approvals."""
        del tracker
        query = f"from={quote(since, safe='')}&to={quote(until, safe='')}"
        reply = self._service.expect(f"{self._project}/repository/compare?{query}", RIGHTS)
        if not isinstance(reply.value, Mapping) or reply.value.get("compare_timeout"):
            raise CannotLook(
                f"{self.place} did not compare {since} with {until} in time", cure=RIGHTS, look_failed=True
            )
        commits = tuple(self._change(one) for one in reply.value["commits"])
        return Changes(place=self.place, since=since, until=until, commits=commits)

    def _change(self, commit: Any) -> Change:
        sha, title = str(commit["id"]), str(commit["title"])[:100]
        path = f"{self._project}/repository/commits/{sha}/merge_requests"
        merged = [one for one in self._service.pages(path, RIGHTS) if one["state"] == "merged"]
        if not merged:
            return Change(commit=sha, title=title)
        number, author = merged[0]["iid"], (merged[0].get("author") or {}).get("username", "")
        reply = self._service.expect(f"{self._project}/merge_requests/{number}/approvals", RIGHTS)
        names = [one["user"]["username"] for one in reply.value.get("approved_by", [])]
        return Change(
            commit=sha, title=title, request=f"!{number}", approved_by=tuple(name for name in names if name != author)
        )

    def alerts(self, tracker: Tracker) -> tuple[Alerts, ...]:
        """Open vulnerabilities, high and critical ones, and dismissed ones without a reason."""
        del tracker
        self._service.expect(self._project, RIGHTS)
        path = f"{self._project}/vulnerabilities?per_page=100"
        reply = self._service.ask(path)
        if reply.status == 403:
            raise CannotLook(f"{self.place} does not show its vulnerabilities: {reply.words}", cure=RIGHTS)
        if reply.status == 404:
            return (Alerts(kind="vulnerabilities", is_on=False, words=reply.words),)
        listed = [one for one in self._service.pages(path, RIGHTS) if one["severity"] in SERIOUS]
        named = {one["id"]: f"#{one['id']} {str(one['title'])[:120]}" for one in listed}
        still = [named[one["id"]] for one in listed if one["state"] in {"detected", "confirmed"}]
        silent = [
            named[one["id"]]
            for one in listed
            if one["state"] == "dismissed" and "dismissal_reason" in one and not one["dismissal_reason"]
        ]
        if not still and not silent:
            self._expect_scanner()
        return (Alerts(kind="vulnerabilities", is_on=True, open=tuple(still), dismissed=tuple(silent)),)

    def _expect_scanner(self) -> None:
        """The list of vulnerabilities is empty, too, where nothing has ever looked for any."""
        jobs = self._service.expect(f"{self._project}/jobs?scope[]=success&per_page=100", RIGHTS).value
        reports = [kind.get("file_type") for job in jobs for kind in job.get("artifacts") or ()]
        if not SCANNER.search(" ".join(map(str, (*reports, *(job["name"] for job in jobs))))):
            why = f"{self.place} lists no open vulnerability, but none of its last {len(jobs)} jobs looked for one"
            raise CannotLook(why, cure="include Jobs/SAST.gitlab-ci.yml and its like in .gitlab-ci.yml, and let it run")

    def questions(self, tracker: Tracker) -> Questions:
        """Open issues by people outside the project, or with the declared label."""
        members = {one["username"] for one in self._service.pages(f"{self._project}/members/all?per_page=100", RIGHTS)}
        label = f"&labels={quote(tracker.questions, safe='')}" if tracker.questions else ""
        if tracker.questions and not self._has_label(tracker.questions):
            raise CannotLook(f"{self.place} has no label {tracker.questions}", cure="correct questions in [tracker]")
        issues = self._service.pages(f"{self._project}/issues?state=opened{label}&per_page=100", RIGHTS)
        asked = [one for one in issues if tracker.questions or one["author"]["username"] not in members]
        return Questions(
            place=self.place, issues=tuple(_issue(one, answered=self._answered(one, members)) for one in asked)
        )

    def _answered(self, issue: Any, members: set[str]) -> bool:
        if issue.get("assignees"):
            return True
        notes = self._service.pages(f"{self._project}/issues/{issue['iid']}/notes?per_page=100", RIGHTS)
        return any(not one["system"] and one["author"]["username"] in members for one in notes)


def _issue(told: Any, *, answered: bool = False) -> Issue:
    opened = datetime.fromisoformat(told["created_at"])
    return Issue(number=f"#{told['iid']}", title=str(told["title"])[:120], opened=opened, answered=answered)
