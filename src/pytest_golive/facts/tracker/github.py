"""GitHub's REST API (2022-11-28)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from pytest_golive.errors import CannotLook
from pytest_golive.facts.outside import Service
from pytest_golive.facts.together import together
from pytest_golive.facts.tracker.model import Alerts, Change, Changes, Critical, Issue, Questions
from pytest_golive.settings import Tracker

API = "https://api.github.com"
RIGHTS = "give token in [tracker] the right to read issues, pull requests, contents and alerts of the repository"
TEAM = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})
MOST_COMMITS = 250
AT_ONCE = 6
SERIOUS = frozenset({"high", "critical"})
#: How GitHub says that a kind of alert is not switched on.
OFF = ("disabled", "no analysis found", "must be enabled", "not enabled", "archived")


class GitHub:
    """One repository."""

    def __init__(self, tracker: Tracker) -> None:
        headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
        if tracker.token:
            headers["Authorization"] = f"Bearer {tracker.token}"
        base = tracker.url or API
        self._service = Service(base=base, headers=headers, ca_file=tracker.ca_file)
        self._repo = f"repos/{quote(tracker.project.strip('/'))}"
        self.place = f"GitHub's {tracker.project}"

    def critical(self, tracker: Tracker) -> Critical:
        """Open issues with one of the labels, which must be there."""
        found: dict[str, Issue] = {}
        unknown = []
        self._service.expect(self._repo, RIGHTS)
        for label in tracker.critical:
            reply = self._service.ask(f"{self._repo}/labels/{quote(label, safe='')}")
            if reply.status == 404:
                unknown.append(label)
                continue
            query = f"{self._repo}/issues?state=open&labels={quote(label, safe='')}&per_page=100"
            issues = self._service.pages(query, RIGHTS)
            found |= {str(one["number"]): _issue(one) for one in issues if "pull_request" not in one}
        return Critical(place=self.place, asked=tracker.critical, unknown=tuple(unknown), issues=tuple(found.values()))

    def changes(self, tracker: Tracker, since: str, until: str) -> Changes:
        """Every commit between two releases with its merged pull request and that one's approvals."""
        del tracker
        path = f"{self._repo}/compare/{quote(since, safe='')}...{quote(until, safe='')}?per_page=100"
        commits: list[Any] = []
        while path and len(commits) <= MOST_COMMITS:
            reply = self._service.expect(path, RIGHTS)
            if not isinstance(reply.value, Mapping) or "commits" not in reply.value:
                raise CannotLook(f"{self.place} did not compare {since} with {until}", cure=RIGHTS)
            commits += reply.value["commits"]
            path, total = reply.next, int(reply.value.get("total_commits", len(commits)))
        if total > len(commits):
            why = f"{total} commits since {since} are more than can be looked through"
            raise CannotLook(why, cure="set since in [tracker] to a later release")
        found = [self._change(one) for one in commits] if len(commits) < AT_ONCE else self._all_changes(commits)
        return Changes(place=self.place, since=since, until=until, commits=tuple(found))

    def _all_changes(self, commits: list[Any]) -> list[Change]:
        found: list[Change] = []
        for at in range(0, len(commits), AT_ONCE):
            batch = commits[at : at + AT_ONCE]
            found += together(self._change, batch, seconds=60, late=_late)
        return found

    def _change(self, commit: Any) -> Change:
        sha, title = str(commit["sha"]), str(commit["commit"]["message"]).partition("\n")[0][:100]
        requests = [one for one in self._service.pages(f"{self._repo}/commits/{sha}/pulls", RIGHTS) if one["merged_at"]]
        if not requests:
            return Change(commit=sha, title=title)
        number, author = requests[0]["number"], (requests[0].get("user") or {}).get("login", "")
        latest: dict[str, str] = {}
        for review in self._service.pages(f"{self._repo}/pulls/{number}/reviews?per_page=100", RIGHTS):
            if review["state"] in {"APPROVED", "CHANGES_REQUESTED", "DISMISSED"}:
                latest[(review.get("user") or {}).get("login", "")] = review["state"]
        approved = tuple(who for who, state in latest.items() if state == "APPROVED" and who not in {author, ""})
        return Change(commit=sha, title=title, request=f"#{number}", approved_by=approved)

    def alerts(self, tracker: Tracker) -> tuple[Alerts, ...]:
        """Open alerts of each declared kind, high and critical ones."""
        self._service.expect(self._repo, RIGHTS)
        return tuple(self._alerts(kind) for kind in tracker.alerts)

    def _alerts(self, kind: str) -> Alerts:
        path = f"{self._repo}/{kind}/alerts?state=open&per_page=100"
        reply = self._service.ask(path)
        if reply.status in {403, 404} and any(word in reply.words.lower() for word in OFF):
            return Alerts(kind=kind, is_on=False, words=reply.words)
        found = [
            f"{kind} #{one['number']} {_about(kind, one)}"
            for one in self._service.pages(path, RIGHTS)
            if _serious(kind, one)
        ]
        return Alerts(kind=kind, is_on=True, open=tuple(found))

    def questions(self, tracker: Tracker) -> Questions:
        """Open issues by people outside the team, or with the declared label."""
        label = f"&labels={quote(tracker.questions, safe='')}" if tracker.questions else ""
        if tracker.questions:
            self._service.expect(f"{self._repo}/labels/{quote(tracker.questions, safe='')}", RIGHTS)
        listed = self._service.pages(f"{self._repo}/issues?state=open{label}&per_page=100", RIGHTS)
        issues = [one for one in listed if "pull_request" not in one]
        asked = [one for one in issues if tracker.questions or one.get("author_association") not in TEAM]
        return Questions(place=self.place, issues=tuple(_issue(one, answered=self._answered(one)) for one in asked))

    def _answered(self, issue: Any) -> bool:
        if issue.get("assignees"):
            return True
        if not issue.get("comments"):
            return False
        comments = self._service.pages(f"{self._repo}/issues/{issue['number']}/comments?per_page=100", RIGHTS)
        return any(one.get("author_association") in TEAM for one in comments)


def _late(commit: Any) -> Change:
    raise CannotLook(
        f"GitHub did not tell in time how {str(commit['sha'])[:10]} came in", cure="look again", look_failed=True
    )


def _issue(told: Any, *, answered: bool = False) -> Issue:
    opened = datetime.fromisoformat(told["created_at"])
    return Issue(number=f"#{told['number']}", title=str(told["title"])[:120], opened=opened, answered=answered)


def _serious(kind: str, alert: Any) -> bool:
    if kind == "dependabot":
        return (alert.get("security_advisory") or {}).get("severity") in SERIOUS
    if kind == "code-scanning":
        rule = alert.get("rule") or {}
        return (rule.get("security_severity_level") or "") in SERIOUS or rule.get("severity") == "error"
    return True


def _about(kind: str, alert: Any) -> str:
    if kind == "dependabot":
        package = ((alert.get("dependency") or {}).get("package") or {}).get("name", "")
        return f"{package}: {(alert.get('security_advisory') or {}).get('summary', '')}"[:120]
    if kind == "code-scanning":
        return str((alert.get("rule") or {}).get("description", ""))[:120]
    return str(alert.get("secret_type_display_name") or alert.get("secret_type") or "")[:120]
