"""Faults that the registry, the tracker or the running release shows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from faults import Shop, fault
from servers.outside import DOMAIN, REPO, issue, registration


@fault("domain-expires-soon", reds=("dns.domain-registered",))
def domain_expires_soon(shop: Shop) -> None:
    """Let the registration end in 10 days."""
    shop.answers[DOMAIN] = (200, registration(datetime.now(UTC) + timedelta(days=10)))


@fault("domain-on-hold", reds=("dns.domain-registered",))
def domain_on_hold(shop: Shop) -> None:
    """Let the registrar hold the domain."""
    shop.answers[DOMAIN][1]["status"] = ["client hold"]


@fault("domain-not-registered", reds=("dns.domain-registered", "dns.whois-privacy"))
def domain_not_registered(shop: Shop) -> None:
    """Let the registry know nothing of the domain, so that nothing is redacted either."""
    del shop.answers[DOMAIN]


@fault("domain-owner-shown", reds=("dns.whois-privacy",))
def domain_owner_shown(shop: Shop) -> None:
    """Show the owner's name, street and phone."""
    contact = [
        ["version", {}, "text", "4.0"],
        ["fn", {}, "text", "Marta Hill"],
        ["adr", {}, "text", ["", "", "3 Harbour Lane", "Port Ellen", "", "PA42 7AH", "GB"]],
        ["tel", {"type": "voice"}, "uri", "tel:+44.2079460001"],
    ]
    shop.answers[DOMAIN] = (200, registration(datetime.now(UTC) + timedelta(days=300), contact=contact))


@fault("release-old-runs", reds=("release.version-live",))
def release_old_runs(shop: Shop) -> None:
    """Run the release before the one that is meant."""
    shop.env["RELEASE"] = "5f1d" * 10


@fault("bug-critical-open", reds=("tracker.no-open-critical",), also=("tracker.issues-answered",))
def bug_critical_open(shop: Shop) -> None:
    """Open an issue with the label P1."""
    shop.answers[f"{REPO}/issues?P1"] = (200, [issue(31, days=1, title="Cart loses its lines")])


@fault("commit-pushed", reds=("tracker.release-reviewed",))
def commit_pushed(shop: Shop) -> None:
    """Push the release without a pull request."""
    shop.answers[f"{REPO}/commits/{shop.release}/pulls"] = (200, [])


@fault("request-not-approved", reds=("tracker.release-reviewed",))
def request_not_approved(shop: Shop) -> None:
    """Merge without an approval; only the author approved of it."""
    shop.answers[f"{REPO}/pulls/12/reviews"] = (200, [{"state": "APPROVED", "user": {"login": "ada"}}])


@fault("alert-open", reds=("tracker.no-security-alerts",))
def alert_open(shop: Shop) -> None:
    """Leave a critical Dependabot alert open."""
    alert = {
        "number": 4,
        "state": "open",
        "dependency": {"package": {"name": "django"}},
        "security_advisory": {"severity": "critical", "summary": "SQL injection in QuerySet.values()"},
    }
    shop.answers[f"{REPO}/dependabot/alerts"] = (200, [alert])


@fault("alerts-off", reds=("tracker.no-security-alerts",))
def alerts_off(shop: Shop) -> None:
    """Switch secret scanning off."""
    words = "Secret scanning is disabled on this repository."
    shop.answers[f"{REPO}/secret-scanning/alerts"] = (404, {"message": words})


@fault("question-unanswered", reds=("tracker.issues-answered",))
def question_unanswered(shop: Shop) -> None:
    """Leave a customer's question of last week without an answer."""
    shop.answers[f"{REPO}/issues"] = (200, [issue(44, days=8, title="Where is my invoice?")])
