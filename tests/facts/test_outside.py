"""Trackers and registries: real HTTP servers on loopback that speak the published answers."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from pytest_golive.errors import CannotLook
from pytest_golive.facts.dns.ask import NameServer as Asked
from pytest_golive.facts.dns.zones import Zone as Known
from pytest_golive.facts.outside import Service
from pytest_golive.settings import Dns, Release, Settings, Target, Tracker
from servers.dns import NameServer, Zone
from servers.outside import DOMAIN, REPO, Outside, good_answers, registration
from tests.checks.outside_cases import NOW, ask, see
from tests.findings import told

TOKEN = "t0ken-of-the-tests"
SHA = "ab" * 20
Serve = Callable[[dict[str, Any], str], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a server that knows some paths (with their queries) and wants one header."""
    running: list[ThreadingHTTPServer] = []

    def start(answers: dict[str, Any], header: str = "") -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                name, _, wanted = header.partition(": ")
                status, value = 404, {"message": "Not Found"}
                if header and self.headers.get(name) != wanted:
                    status, value = 401, {"message": "Bad credentials"}
                elif self.path in answers or parts.path in answers:
                    status, value = 200, answers.get(self.path, answers.get(parts.path))
                body = json.dumps(value).encode()
                self.send_response(status)
                if isinstance(value, dict) and "next" in value:
                    here = f"http://127.0.0.1:{self.server.server_address[1]}"
                    self.send_header("Link", f'<{urljoin(here, value["next"])}>; rel="next"')
                    body = json.dumps(value["items"]).encode()
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments: Any) -> None:
                """Quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        running.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def on(tracker: Tracker, commit: str = SHA) -> Settings:
    return Settings(tracker=tracker, release=Release(commit=commit))


# GitHub


def github(**changes: Any) -> Settings:
    answers = good_answers(SHA) | changes.pop("answers", {})
    url = Outside(lambda: answers).url
    given = {"kind": "github", "project": "hill-harbour/shop", "critical": ("P0", "P1"), "since": "v1.0.0", **changes}
    return on(Tracker(url=f"{url}/tracker/", **given))


CHECKS = {
    "tracker.no-open-critical": "critical_issues",
    "tracker.release-reviewed": "release_changes",
    "tracker.no-security-alerts": "security_alerts",
    "tracker.issues-answered": "user_issues",
}


def judged(check: str, settings: Settings) -> tuple[str, str]:
    seen = see(CHECKS[check], settings=settings)
    return ("unseen", seen) if isinstance(seen, str) else told(ask(check, settings, **{CHECKS[check]: seen}))


@pytest.mark.parametrize("check", CHECKS)
def test_good_repository(check: str) -> None:
    assert judged(check, github()) == ("passed", "")


@pytest.mark.parametrize("check", CHECKS)
def test_without_access(check: str, serve: Serve) -> None:
    assert judged(check, Settings()) == ("unseen", "no tracker is configured")
    assert told(ask(check)) == ("unverified", "nobody gave access")
    url = serve({}, f"Authorization: Bearer {TOKEN}")
    refused = on(Tracker(kind="github", url=url, project="a/b", token="wrong-one", critical=("P1",), since="v1"))
    outcome, words = judged(check, refused)
    assert outcome == "unseen"
    assert words.endswith("answers 401 Bad credentials")
    closed = on(Tracker(kind="github", url="http://127.0.0.1:1", project="a/b", critical=("P1",), since="v1"))
    outcome, words = judged(check, closed)
    assert (outcome, words.endswith("gives no answer: no connection")) == ("unseen", True)


def test_a_label_that_is_unknown_is_no_pass() -> None:
    assert judged("tracker.no-open-critical", github(critical=("P0", "blocker"))) == (
        "unverified",
        "GitHub's hill-harbour/shop has no label blocker",
    )
    assert judged("tracker.no-open-critical", github(critical=())) == (
        "unseen",
        "no label of critical issues is declared",
    )


def test_a_long_list_is_read_to_its_end(serve: Serve) -> None:
    base = "/repos/a/b"
    pull = {"number": 3, "title": "A pull request", "created_at": "2026-11-01T10:00:00Z", "pull_request": {}}
    bug = {"number": 4, "title": "Cart is empty", "created_at": "2026-11-01T10:00:00Z"}
    answers = {
        base: {},
        f"{base}/labels/P1": {"name": "P1"},
        f"{base}/issues": {"items": [pull], "next": f"{base}/issues?page=2"},
        f"{base}/issues?page=2": [bug],
    }
    url = serve(answers, f"Authorization: Bearer {TOKEN}")
    settings = on(Tracker(kind="github", url=url, project="a/b", token=TOKEN, critical=("P1",)))
    assert judged("tracker.no-open-critical", settings) == ("failed", "open in GitHub's a/b: #4 “Cart is empty”")


def test_reviews() -> None:
    reviews = f"{REPO}/pulls/12/reviews"
    mine = [{"state": "APPROVED", "user": {"login": "ada"}}]
    taken_back = [{"state": state, "user": {"login": "jonas"}} for state in ("APPROVED", "CHANGES_REQUESTED")]
    for told_of in (mine, taken_back, []):
        outcome = judged("tracker.release-reviewed", github(answers={reviews: (200, told_of)}))
        assert outcome == ("failed", "merged without somebody else's approval: #12")
    pushed = github(answers={f"{REPO}/commits/{SHA}/pulls": (200, [])})
    words = f"pushed without a pull or merge request: {SHA[:10]} “Sell gift cards”"
    assert judged("tracker.release-reviewed", pushed) == ("failed", words)
    none = github(answers={f"{REPO}/compare/v1.0.0...{SHA}": (200, {"total_commits": 0, "commits": []})})
    assert judged("tracker.release-reviewed", none)[0] == "unverified"
    many = github(answers={f"{REPO}/compare/v1.0.0...{SHA}": (200, {"total_commits": 900, "commits": []})})
    assert judged("tracker.release-reviewed", many) == (
        "unseen",
        "900 commits since v1.0.0 are more than can be looked through",
    )


def test_alerts() -> None:
    path = f"{REPO}/code-scanning/alerts"
    low = {"number": 1, "rule": {"severity": "warning", "security_severity_level": "low", "description": "Style"}}
    high = {"number": 2, "rule": {"severity": "warning", "security_severity_level": "high", "description": "XSS"}}
    assert judged("tracker.no-security-alerts", github(answers={path: (200, [low])})) == ("passed", "")
    words = "open alerts: code-scanning #2 XSS"
    assert judged("tracker.no-security-alerts", github(answers={path: (200, [low, high])})) == ("failed", words)
    off = github(answers={path: (403, {"message": "Advanced Security must be enabled for this repository."})})
    assert judged("tracker.no-security-alerts", off)[0] == "failed"
    refused = github(answers={path: (403, {"message": "Resource not accessible by personal access token"})})
    assert judged("tracker.no-security-alerts", refused)[0] == "unseen"
    less = github(answers={path: (404, {"message": "no analysis found"})}, alerts=("dependabot",))
    assert judged("tracker.no-security-alerts", less) == ("passed", "")


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({}, "failed"),
        ({"assignees": [{"login": "jonas"}]}, "passed"),
        ({"comments": 2}, "passed"),
        ({"comments": 1, "number": 9}, "failed"),
        ({"created_at": "2026-11-19T10:00:00Z"}, "passed"),
        ({"author_association": "OWNER"}, "passed"),
    ],
)
def test_questions(changes: dict[str, Any], outcome: str) -> None:
    issue = {"number": 5, "title": "Where is it?", "created_at": "2026-11-13T10:00:00Z", "author_association": "NONE"}
    issue |= {"assignees": [], "comments": 0, **changes}
    comments = {
        f"{REPO}/issues": (200, [issue]),
        f"{REPO}/issues/5/comments": (200, [{"author_association": "NONE"}, {"author_association": "MEMBER"}]),
        f"{REPO}/issues/9/comments": (200, [{"author_association": "NONE"}]),
    }
    assert judged("tracker.issues-answered", github(answers=comments))[0] == outcome


def test_a_weekend_is_no_time_to_answer() -> None:
    from pytest_golive.checks.tracker import working_days

    monday = NOW + timedelta(days=3)
    assert working_days(NOW, monday) == 1
    assert working_days(NOW - timedelta(days=4), NOW) == 4


# GitLab


def gitlab(serve: Serve, **changes: Any) -> Settings:
    base = "/projects/hill%2Fshop"
    mine, other = {"username": "ada"}, {"username": "jonas"}
    question = {"iid": 8, "title": "Help", "created_at": "2026-11-02T10:00:00.000Z", "author": {"username": "eve"}}
    answers: dict[str, Any] = {
        base: {"id": 1},
        f"{base}/labels": [{"name": "P1"}, {"name": "P10"}],
        f"{base}/issues": [],
        f"{base}/issues?state=opened&per_page=100": [{**question, "assignees": []}],
        f"{base}/issues/8/notes": [{"system": False, "author": other}],
        f"{base}/members/all": [mine, other],
        f"{base}/repository/compare": {"commits": [{"id": SHA, "title": "Sell gift cards"}], "compare_timeout": False},
        f"{base}/repository/commits/{SHA}/merge_requests": [{"iid": 3, "state": "merged", "author": mine}],
        f"{base}/merge_requests/3/approvals": {"approved_by": [{"user": other}]},
        f"{base}/vulnerabilities": [{"id": 1, "title": "Old", "severity": "high", "state": "resolved"}],
        f"{base}/jobs": [{"name": "test"}, {"name": "scan", "artifacts": [{"file_type": "sast"}]}],
    }
    answers |= {f"{base}{path}": value for path, value in changes.items()}
    url = serve(answers, f"Authorization: Bearer {TOKEN}")
    given = {"project": "hill/shop", "token": TOKEN, "critical": ("P1",), "since": "v1.0.0"}
    return on(Tracker(kind="gitlab", url=url, **given))  # type: ignore[arg-type]


@pytest.mark.parametrize("check", CHECKS)
def test_good_project(check: str, serve: Serve) -> None:
    assert judged(check, gitlab(serve)) == ("passed", "")


@pytest.mark.parametrize(
    ("check", "path", "value", "words"),
    [
        (
            "tracker.no-open-critical",
            "/issues",
            [{"iid": 2, "title": "No mail", "created_at": "2026-11-01T10:00:00.000Z"}],
            "open in GitLab's hill/shop: #2 “No mail”",
        ),
        (
            "tracker.release-reviewed",
            "/merge_requests/3/approvals",
            {"approved_by": [{"user": {"username": "ada"}}]},
            "merged without somebody else's approval: !3",
        ),
        (
            "tracker.no-security-alerts",
            "/vulnerabilities",
            [{"id": 5, "title": "RCE", "severity": "critical", "state": "detected"}],
            "open alerts: #5 RCE",
        ),
        (
            "tracker.no-security-alerts",
            "/vulnerabilities",
            [{"id": 6, "title": "RCE", "severity": "high", "state": "dismissed", "dismissal_reason": None}],
            "dismissed without a reason: #6 RCE",
        ),
        (
            "tracker.issues-answered",
            "/issues/8/notes",
            [{"system": True, "author": {"username": "jonas"}}],
            "without an answer for more than 2 working days: #8 “Help”",
        ),
    ],
)
def test_project_with_a_fault(check: str, path: str, value: Any, words: str, serve: Serve) -> None:
    assert judged(check, gitlab(serve, **{path: value})) == ("failed", words)


@pytest.mark.parametrize(
    ("jobs", "outcome"),
    [
        ([], "unseen"),
        ([{"name": "test", "artifacts": [{"file_type": "junit"}]}], "unseen"),
        ([{"name": "gemnasium-python-dependency_scanning", "artifacts": []}], "passed"),
    ],
)
def test_no_vulnerability_where_nobody_looks(jobs: list[Any], outcome: str, serve: Serve) -> None:
    assert judged("tracker.no-security-alerts", gitlab(serve, **{"/vulnerabilities": [], "/jobs": jobs}))[0] == outcome


def test_label_that_gitlab_lacks(serve: Serve) -> None:
    settings = gitlab(serve, **{"/labels": [{"name": "P10"}]})
    assert judged("tracker.no-open-critical", settings) == ("unverified", "GitLab's hill/shop has no label P1")


# Any other


def listed(serve: Serve, answer: Any, **changes: Any) -> Settings:
    basic = base64.b64encode(TOKEN.encode()).decode()
    url = serve({"/rest/api/3/search/jql": answer}, f"Authorization: Basic {basic}")
    query = "rest/api/3/search/jql?jql=priority%3DHighest&fields=summary"
    given = {"token": TOKEN, "authorization": "basic", "critical_url": query, "questions_url": query, **changes}
    return on(Tracker(kind="json", url=url, **given))


def test_any_other_tracker(serve: Serve) -> None:
    assert judged("tracker.no-open-critical", listed(serve, {"issues": [], "isLast": True})) == ("passed", "")
    found = {"issues": [{"key": "SHOP-7", "fields": {"summary": "Basket"}}]}
    words = "open in the tracker: SHOP-7 “Basket”"
    assert judged("tracker.no-open-critical", listed(serve, found)) == ("failed", words)
    late = "without an answer for more than 2 working days: SHOP-7 “Basket”"
    assert judged("tracker.issues-answered", listed(serve, found)) == ("failed", late)


def test_what_any_other_tracker_does_not_say(serve: Serve) -> None:
    assert judged("tracker.no-open-critical", listed(serve, {"errors": []}))[0] == "unseen"
    assert judged("tracker.no-open-critical", listed(serve, {"issues": [], "total": 3}))[0] == "unseen"
    assert judged("tracker.no-open-critical", listed(serve, {"issues": []}, token="other"))[0] == "unseen"
    assert judged("tracker.no-open-critical", listed(serve, {"issues": []}, critical_url=""))[0] == "unseen"
    settings = Settings(tracker=Tracker(kind="json", url="http://127.0.0.1:1", since="v1"), release=Release(commit=SHA))
    assert judged("tracker.release-reviewed", settings) == ("unseen", "a tracker of the kind json knows no reviews")
    assert judged("tracker.no-security-alerts", settings)[0] == "unseen"


def test_another_host_does_not_get_the_token(serve: Serve) -> None:
    elsewhere = serve({"/page": []}, f"Authorization: Bearer {TOKEN}")
    home = serve({"/list": {"items": [], "next": f"{elsewhere}/page"}}, f"Authorization: Bearer {TOKEN}")
    service = Service(base=home, headers={"Authorization": f"Bearer {TOKEN}"})
    assert Service(base=elsewhere, headers=service.headers).ask("page").status == 200
    with pytest.raises(CannotLook, match="/page answers 401"):
        list(service.pages("list", ""))


# The registry


def registry_of(
    answers: dict[str, Any], zone: str = "shop.test", *, has_authority: bool = True, is_silent: bool = False
) -> tuple[Settings, Any]:
    records = Zone() if zone == "shop.test" else Zone().adding(zone, "SOA", Zone().records[0][2])
    server = NameServer(lambda: records, is_authoritative=has_authority)
    address, _, port = server.address.rpartition(":")
    port = "9" if is_silent else port
    url = Outside(lambda: answers).url
    settings = Settings(target=Target(url=f"https://{zone}"), dns=Dns(rdap=f"{url}/rdap", timeout=1.0))
    zones = {zone: Known(name=zone, servers=(Asked(address=address, port=int(port)),))}
    return settings, see("registration", settings=settings, dns_zones=zones)


def domain(value: Any, zone: str = "shop.test", status: int = 200, **server: bool) -> list[tuple[str, str]]:
    settings, seen = registry_of({DOMAIN: (status, value)}, zone, **server)
    if isinstance(seen, str):
        return [("unseen", seen)]
    return [told(ask(check, settings, registration=seen)) for check in ("dns.domain-registered", "dns.whois-privacy")]


LATER = datetime(2027, 11, 20, tzinfo=UTC)


def shown(*properties: list[Any]) -> Any:
    return registration(LATER, contact=[["version", {}, "text", "4.0"], *properties])


def test_registered_and_private() -> None:
    assert domain(registration(LATER)) == [("passed", ""), ("passed", "")]
    # The site's zone may be a delegation of the domain's own.
    assert domain(registration(LATER), "eu.shop.test")[0] == ("passed", "")
    nobody = {**registration(LATER), "entities": []}
    assert domain(nobody)[1] == ("passed", "")


def test_registration_failed() -> None:
    soon = domain(registration(NOW + timedelta(days=10)))[0]
    assert soon == ("failed", "shop.test expires on 2026-11-30, in 10 days, at least 30 are needed")
    held = domain({**registration(LATER), "status": ["serverHold"]})[0]
    assert held == ("failed", "the registration of shop.test is in the status serverHold")
    assert domain({}, status=404)[0][1].startswith("shop.test is not registered, says http://127.0.0.1")


def test_name_servers_that_are_none() -> None:
    outcome, words = domain(registration(LATER), has_authority=False)[0]
    assert (outcome, words.partition(" only ")[2]) == (
        "failed",
        "passes on what others say about shop.test (no AA flag)",
    )
    assert domain(registration(LATER), is_silent=True)[0] == (
        "unverified",
        "127.0.0.1:9 does not answer about shop.test",
    )


def test_registration_not_told() -> None:
    endless = {**registration(LATER), "events": []}
    assert domain(endless)[0][0] == "unverified"
    [(outcome, words)] = domain({"message": "busy"}, status=503)
    assert (outcome, words[-9:]) == ("unseen", " 503 busy")
    assert told(ask("dns.domain-registered")) == told(ask("dns.whois-privacy")) == ("unverified", "nobody gave access")


def test_privacy() -> None:
    name, phone = ["fn", {}, "text", "Marta Hill"], ["tel", {}, "uri", "tel:+44"]
    outcome, words = domain(shown(name, phone))[1]
    assert outcome == "failed"
    assert words.endswith("shows the registrant's name, phone")
    service = ["fn", {}, "text", "Domains By Proxy, LLC"]
    assert domain(shown(service, phone))[1] == ("passed", "")
    company = ["org", {}, "text", "Hill & Harbour Ltd"]
    assert domain(shown(name, company))[1] == (
        "unverified",
        "shown is name of the organisation Hill & Harbour Ltd",
    )
    country = ["adr", {}, "text", ["", "", "", "", "Islay", "", "GB"]]
    assert domain(shown(["fn", {}, "text", ""], country))[1] == ("passed", "")


REDACTED, PHONE = "REDACTED FOR PRIVACY", "tel:+44.2079460001"


@pytest.mark.parametrize(
    ("contact", "seen"),
    [
        ({"fn": "Marta Hill", "org": REDACTED, "email": "marta@mail.test", "tel": PHONE}, "name, e-mail, phone"),
        ({"fn": REDACTED, "email": "marta.hill@mail.test", "tel": PHONE}, "e-mail, phone"),
        ({"fn": "Marta Hill", "org": "Proxyma Private Kitchen"}, "name"),
        ({"fn": "Marta Hill", "org": "Domains By Proxy, LLC", "tel": PHONE}, "name, phone"),
        ({"fn": "Registration Private", "org": "Domains By Proxy, LLC", "email": "marta@mail.test"}, "e-mail"),
        ({"fn": REDACTED, "email": "https://registrar.test/contact/shop.test"}, ""),
        ({"fn": REDACTED, "email": "2f0b7c19e3a84d55-1234@contact.registrar.test"}, ""),
        ({"fn": "Registration Private", "org": "Domains By Proxy, LLC", "tel": PHONE}, ""),
        ({"fn": REDACTED, "org": "Withheld for Privacy ehf", "tel": PHONE, "email": "a1@withheldforprivacy.com"}, ""),
    ],
)
def test_each_field_of_the_registrant_counts(contact: dict[str, str], seen: str) -> None:
    outcome, words = domain(shown(*([name, {}, "text", text] for name, text in contact.items())))[1]
    assert outcome == ("failed" if seen else "passed")
    assert words.rpartition("shows the registrant's ")[2] == seen


def test_a_thin_registry_refers_to_the_registrar(serve: Serve) -> None:
    thin = {**registration(LATER), "entities": []}
    full = shown(["fn", {}, "text", "Marta Hill"])
    link = {"rel": "related", "type": "application/rdap+json"}
    there = serve({"/domain/shop.test": full}, "")
    assert domain({**thin, "links": [{**link, "href": f"{there}/domain/shop.test"}]})[1][0] == "failed"
    assert domain({**thin, "links": [{**link, "href": f"{there}/gone"}]})[1][0] == "unverified"
