"""Checks over the team's tracker: issues, reviews, security alerts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pytest_golive.facts.tracker import Alerts, Changes, Critical, Questions
    from pytest_golive.settings import Settings

SHOWN = 5
SATURDAY = 5


def _named(things: Iterable[object]) -> str:
    """The first few, and how many more there are."""
    texts = [str(one) for one in things]
    return ", ".join(texts[:SHOWN]) + (f" and {len(texts) - SHOWN} more" if len(texts) > SHOWN else "")


@check(
    "tracker.no-open-critical",
    severity="critical",
    says=(
        "no open|known? critical|blocker|blocking p1? bugs|defects|blockers open|left|outstanding?",
        "no open|known? severe|p0|showstopper p1? bugs|defects|blockers open|left|outstanding?",
        "no open|outstanding|unresolved critical|blocker|blocking|p0 p1? issues|bugs|tickets|defects",
        "no critical|blocking|p0|p1 issues|tickets open|outstanding|left|unresolved",
        "no open|release|launch? blockers|showstoppers open|left|outstanding",
        "critical|blocker|blocking|p0|p1 p1|high|major? bugs|defects fixed|resolved|closed",
        "=critical|blocker|blocking|p0|p1 p1|high? issues|tickets fixed|resolved|closed",
        "zero|0 open? critical|blocker|blocking|p0|p1 bugs|issues|defects open?",
        "!critical bugs open|found|exist?",
        "!user reported critical bugs",
        "no|zero|none show stoppers|stopper ~ open left known any bugs release launch",
        "show stoppers|stopper fixed|closed|resolved ~ all known",
        (
            "critical|blocker|blocking|p0|p1|showstopper|severe|sev1|s1|major|serious|high bugs|bug|defects|defect "
            "no|zero|none|without|0 ~ open known left remaining remain jira tracker list has unresolved outstanding "
            "release priority severity high critical p0 p1 in any is are of for or backlog github gitlab reported"
        ),
        (
            "critical|blocker|blocking|p0|p1|showstopper|severe|high issues|tickets|issue|ticket no|zero|none|0 open|"
            "tracker|jira|unresolved|outstanding|github|backlog ~ left remaining bugs known priority severity "
            "critical high p0 p1 shows in any are list for release or has"
        ),
        "=p0|p1 no|zero|none|0 issues|tickets|issue|bugs ~ p0 p1 open left known priority",
        (
            "critical|blocker|blocking|p0|p1|sev1|s1|showstopper|severe|major|high bugs|bug|defects|defect fixed|"
            "resolved|closed|solved|squashed ~ every each all known priority severity open critical high p0 p1 "
            "reported for release have"
        ),
        (
            "=critical|blocker|blocking|p0|p1|high issues|tickets|issue fixed|resolved|closed|solved|addressed ~ all "
            "known priority severity open critical p0 p1 bugs and are"
        ),
        (
            "=blockers|blocker|showstoppers|showstopper no|none|zero|0|fixed|closed|resolved|clear|cleared ~ release "
            "launch open known left jira shows all list bug bugs any remaining remain for go live show in the "
            "tracker"
        ),
        (
            "bug|bugs|tracker|jira|backlog no|zero|none blockers|blocker|showstoppers ~ list open has shows left "
            "release known critical any"
        ),
    ),
)
def no_open_critical(critical_issues: Critical, evidence: Evidence) -> None:
    """No issue with one of the labels declared critical is open.

    Why: a bug that the team itself calls critical is found by customers on the first day.
    Fix: fix and close the issues named here, or take the label off with a reason.
    Cannot tell when: the tracker refuses to answer, or does not know a label, so that nothing can bear it.
    Source: GitHub REST API, "List repository issues"; GitLab REST API, "List project issues".
    """
    seen = critical_issues
    assert not seen.issues, f"open in {seen.place}: {_named(seen.issues)}"
    if seen.unknown:
        cure = "correct critical in [tracker], or create the label"
        cannot_tell(f"{seen.place} has no label {', '.join(seen.unknown)}", cure=cure)
    evidence.saw(f"{seen.place} has no open issue with {', '.join(seen.asked)}")


@check(
    "tracker.release-reviewed",
    severity="high",
    overlooks="two pair eyes senior lead",
    says=(
        "code|pull|merge|prs|peer code|requests? reviewed|review|reviews approved|completed|done approved?",
        "code|pull|merge|prs|peer code|requests? reviewed|review|reviews signed|merged approved?",
        "=code review|reviews|reviewed peer?",
        "code quality review completed|done|passed",
        "change|changes|commit|prs reviewed|approved second|another|colleague person|developer|engineer?",
        "change|changes|commit|prs reviewed|approved somebody|peer person|developer|engineer?",
        "=pull requests reviewed|approved",
        "=prs reviewed|approved",
        (
            "somebody|someone|developer|colleague|person change|changes|commit|commits|code read|reads|reviewed|"
            "looked|checked|seen ~ else every second another has each all at other the new line of"
        ),
        (
            "pull|merge request|requests approved|reviewed|review|reviews|approval ~ every each all were by reviewer "
            "reviewers second another developer somebody two peer colleague code merged and least one have has "
            "person team before release the in this completed"
        ),
        (
            "code|commit|commits|changes|change reviewed|review|reviews|looked|approved second|another|peer|peers|"
            "senior|colleague|developer|developers|somebody|someone|two|pair|eyes|reviewer|lead|done|completed|"
            "complete|passed|approved ~ by code every all each this release in at has have been person engineer "
            "engineers with of pull requests changes merged a final"
        ),
        (
            "=code|changes|change|commit|commits|prs|pr|release reviewed|review|approved|reviews ~ all every each "
            "peer code by approved merged this release and were requests pull in done"
        ),
        (
            "prs|pr reviewed|reviews|review|approved|approval|pair|eyes second|another|peer|two|eyes|merged|approved|"
            "reviewer|every|each|developer ~ had has of by all pr code open reviewed before merge have"
        ),
        (
            "no|nothing|never|not merged|merge|ships|shipped|goes without review|reviewed|approval ~ code any pr "
            "request is was live main"
        ),
        (
            "no|nothing|zero|none unreviewed|unapproved code|changes|commits|prs|pr|release|merged ~ in this left "
            "merged any main"
        ),
    ),
)
def release_reviewed(release_changes: Changes, evidence: Evidence) -> None:
    """Every commit since the last release came in by a merged request that somebody else approved.

    Why: what only its author has seen holds what its author cannot see.
    Fix: have the commits named here reviewed, and protect the branch against direct pushes.
    Cannot tell when: there is no commit between the releases, or more than can be looked through.
    Source: GitHub REST API, "List reviews for a pull request"; GitLab REST API, "Merge request approvals".
    """
    seen = release_changes
    if not seen.commits:
        cure = "set since in [tracker] to the last release"
        cannot_tell(f"{seen.place} has no commit between {seen.since} and {seen.until}", cure=cure)
    pushed = [f"{one.commit[:10]} “{one.title}”" for one in seen.commits if not one.request]
    assert not pushed, f"pushed without a pull or merge request: {_named(pushed)}"
    alone = dict.fromkeys(one.request for one in seen.commits if not one.approved_by)
    assert not alone, f"merged without somebody else's approval: {_named(alone)}"
    requests = dict.fromkeys(one.request for one in seen.commits)
    evidence.saw(f"{len(seen.commits)} commits since {seen.since} came in by {len(requests)} approved requests")


@check(
    "tracker.no-security-alerts",
    severity="high",
    says=(
        "=review|reviewed? security|dependabot alerts",
        "no open|outstanding|unresolved dependabot|security|github security? alerts|alert open?",
        "no open|outstanding|unresolved codeql|vulnerability security? alerts|alert open?",
        "no critical|high|pending dependabot|security|github|codeql|vulnerability security? alerts|alert open?",
        "no dependabot|codeql alerts|alert open|left|outstanding?",
        "dependabot|security|codeql alerts|alert resolved|triaged|closed|reviewed|fixed",
        "dependabot|security|codeql alerts|alert cleared|dismissed|zero|empty|handled",
        "!security vulnerabilities|vulnerability|issues found|discovered|exist",
        "!critical security vulnerability|vulnerabilities discovered|found",
        (
            "dependabot|security|scanning|codeql|vulnerability alerts|alert|advisories|advisory no|zero|none|without|"
            "empty|0 ~ open github gitlab code secret scanning high critical unresolved left outstanding tab in any "
            "are is repo repository dependabot security severity pending on of"
        ),
        (
            "dependabot|scanning|codeql alerts|alert|advisories resolved|fixed|closed|handled|triaged|dealt|cleared|"
            "dismissed|done|addressed ~ all github gitlab code secret security open high critical scanning with are "
            "have been or on"
        ),
        (
            "=security alerts|alert|advisories resolved|fixed|closed|handled|triaged|dealt|cleared|dismissed|"
            "addressed|reviewed ~ all github gitlab code open high critical with dependabot are have been on of"
        ),
        (
            "dependabot quiet|empty|clean|silent|happy|green|nothing|clear ~ github is reports has alerts list tab "
            "shows all"
        ),
        "github|gitlab security tab|overview|page|dashboard empty|clean|clear|nothing|no ~ shows is alerts open page",
    ),
)
def no_security_alerts(security_alerts: tuple[Alerts, ...], evidence: Evidence) -> None:
    """The tracker looks for vulnerabilities and leaked secrets, and no high or critical alert is open.

    Why: an alert is public knowledge about the shop's own code; attackers read the same lists.
    Fix: update the packages, revoke the secrets, or dismiss the alerts named here with a reason.
    Cannot tell when: the tracker refuses to answer, or none of GitLab's last jobs looked for vulnerabilities.
    Source: GitHub REST API, "Dependabot alerts", "Code scanning", "Secret scanning"; GitLab, "Vulnerabilities".
    """
    if not security_alerts:
        cannot_tell("alerts in [tracker] names none", cure="name the kinds of alerts in alerts of [tracker]")
    found = [one for kind in security_alerts for one in kind.open]
    assert not found, f"open alerts: {_named(found)}"
    silent = [one for kind in security_alerts for one in kind.dismissed]
    assert not silent, f"dismissed without a reason: {_named(silent)}"
    off = [f"{kind.kind} ({kind.words})" for kind in security_alerts if not kind.is_on]
    assert not off, f"not switched on: {', '.join(off)}"
    evidence.saw(f"no open alert of {', '.join(kind.kind for kind in security_alerts)}")


@check(
    "tracker.issues-answered",
    severity="medium",
    overlooks="monitor watch observe track",
    says=(
        "=respond|reply|answer user|customer|support issues|tickets|feedback|questions",
        "=@watched support|customer tickets|issues|requests",
        "user|customer|support issues|tickets|reports answered|triaged|responded|handled|replied",
        "no unanswered user|customer|support? issues|tickets|requests",
        (
            "no|nobody support|customer|user|users ticket|tickets|request|requests|report|reports|question|questions "
            "without|unanswered ~ answer reply response older than two days day left open stays an from is"
        ),
        (
            "support|customer|user|users ticket|tickets|request|requests|email|emails|question answered|replied|"
            "reply|answer within ~ all every gets get got an one two day days hour hours 24 48 response"
        ),
        (
            "tickets|ticket|requests|feedback|report|reports|issues|issue|complaints|inquiries|enquiries support|"
            "customer|customers|user|users|beta|testers|tester|helpdesk|client|clients|zendesk|bug answered|answer|"
            "replied|reply|responded|response|handled|triaged|respond|addressed|acknowledged ~ all every open each "
            "have has within to are support bug reports from users user tickets requests feedback questions issues "
            "customer by team"
        ),
        (
            "no|nobody|none|nothing unanswered|waits|waiting|unhandled support|customer|customers|user|users|tester|"
            "ticket|tickets ~ report reports requests request questions ticket issue issues answer reply is an open "
            "for left email emails"
        ),
        "support|helpdesk inbox|queue|backlog empty|zero|clean|cleared|clear|answered ~ tickets is open all",
    ),
)
def issues_answered(user_issues: Questions, settings: Settings, now: datetime, evidence: Evidence) -> None:
    """Every open issue of a user that waits longer than the declared working days has an answer or an owner.

    Why: people who report a problem and hear nothing neither report the next one nor buy.
    Fix: answer the issues named here, or assign them.
    Cannot tell when: the tracker refuses to answer.
    Source: GitHub REST API, "List issue comments"; GitLab REST API, "Notes".
    """
    seen, days = user_issues, settings.tracker.answer_days
    if seen.only_late:
        late = list(seen.issues)
    else:
        waiting = [one for one in seen.issues if not one.answered and one.opened]
        late = [one for one in waiting if one.opened and working_days(one.opened, now) > days]
    assert not late, f"without an answer for more than {days} working days: {_named(late)}"
    evidence.saw(
        f"{seen.place} has {len(seen.issues)} open issues of users, none waits longer than {days} working days"
    )


def working_days(start: datetime, end: datetime) -> int:
    """Whole days from ``start`` to ``end`` that are no Saturday or Sunday."""
    days = [start + timedelta(days=passed) for passed in range(1, (end - start).days + 1)]
    return sum(day.weekday() < SATURDAY for day in days)
