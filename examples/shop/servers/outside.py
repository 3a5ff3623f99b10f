"""What registry, tracker and a gateway's status page answer: RDAP (RFC 9083), GitHub's REST API, Statuspage."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

REPO = "/tracker/repos/hill-harbour/shop"
DOMAIN = "/rdap/domain/shop.test"
STATUS = "/status/summary.json"
#: A path, and where it matters the label that is asked for → status and JSON.
Answers = dict[str, tuple[int, Any]]


def good_answers(release: str) -> Answers:
    """A domain that is paid for, a release that was reviewed, and nobody waiting."""
    author, reviewer = {"login": "ada"}, {"login": "jonas"}
    commits = [{"sha": release, "commit": {"message": "Sell gift cards"}}]
    return {
        DOMAIN: (200, registration(datetime.now(UTC) + timedelta(days=300))),
        STATUS: (200, status_page()),
        REPO: (200, {"full_name": "hill-harbour/shop"}),
        f"{REPO}/labels/P0": (200, {"name": "P0"}),
        f"{REPO}/labels/P1": (200, {"name": "P1"}),
        f"{REPO}/issues": (200, [issue(7, days=20, association="MEMBER")]),
        f"{REPO}/issues?P0": (200, []),
        f"{REPO}/issues?P1": (200, []),
        f"{REPO}/compare/v1.0.0...{release}": (200, {"total_commits": 1, "commits": commits}),
        f"{REPO}/commits/{release}/pulls": (200, [{"number": 12, "merged_at": "2026-11-01T10:00:00Z", "user": author}]),
        f"{REPO}/pulls/12/reviews": (200, [{"state": "APPROVED", "user": reviewer}]),
        **{f"{REPO}/{kind}/alerts": (200, []) for kind in ("dependabot", "code-scanning", "secret-scanning")},
    }


def issue(number: int, *, days: int, association: str = "NONE", title: str = "Gift cards in other colours") -> Any:
    """An open issue as GitHub tells it."""
    opened = datetime.now(UTC) - timedelta(days=days)
    return {
        "number": number,
        "title": title,
        "created_at": opened.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "author_association": association,
        "assignees": [],
        "comments": 0,
    }


def status_page(*incidents: Any, **states: str) -> Any:
    """The summary of a status page with these incidents, and components in these states."""
    components = {"API": "operational", "Dashboard": "operational", "Webhooks": "operational", **states}
    return {
        "page": {"id": "s1", "name": "Stripe (a stand-in)", "url": "https://status.example"},
        "status": {"indicator": "none", "description": "All Systems Operational"},
        "components": [{"id": name.lower(), "name": name, "status": state} for name, state in components.items()],
        "incidents": list(incidents),
        "scheduled_maintenances": [],
    }


def incident(name: str, impact: str, *components: str, status: str = "investigating") -> Any:
    """An incident as Statuspage tells it."""
    parts = [{"id": one.lower(), "name": one} for one in components]
    return {"id": "i1", "name": name, "impact": impact, "status": status, "components": parts}


def registration(expires: datetime, *, contact: list[Any] | None = None) -> Any:
    """The answer of the registry; without a contact the registrant's is redacted."""
    hidden = [["version", {}, "text", "4.0"], ["fn", {}, "text", "REDACTED FOR PRIVACY"]]
    return {
        "objectClassName": "domain",
        "ldhName": "shop.test",
        "status": ["active", "client transfer prohibited"],
        "events": [
            {"eventAction": "registration", "eventDate": "2019-03-01T09:00:00Z"},
            {"eventAction": "expiration", "eventDate": expires.strftime("%Y-%m-%dT%H:%M:%SZ")},
        ],
        "entities": [
            {"objectClassName": "entity", "roles": ["registrant"], "vcardArray": ["vcard", contact or hidden]}
        ],
        "nameservers": [{"objectClassName": "nameserver", "ldhName": "ns1.shop.test"}],
    }


class Outside:
    """Answers from whatever is current."""

    def __init__(self, answers: Callable[[], Mapping[str, tuple[int, Any]]]) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                path, label = unquote(parts.path), parse_qs(parts.query).get("labels", [""])[0]
                known = answers()
                status, value = known.get(f"{path}?{label}") or known.get(path) or (404, {"message": "Not Found"})
                body = json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments: Any) -> None:
                """A question is no event here."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, name="outside", daemon=True).start()
