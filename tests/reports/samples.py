"""Verdicts to show: made by the real judge from a small checklist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from pytest_golive.checklist.model import Checklist, Kind, Line, Phase, Severity
from pytest_golive.checks import load_checks
from pytest_golive.checks.release import document
from pytest_golive.compare import Change
from pytest_golive.finding import Finding, Outcome, Release
from pytest_golive.records.signoff import Signoff
from pytest_golive.reports.html import Page
from pytest_golive.verdict import LineFindings, Run, Verdict, judge

CHECKS = load_checks()


def page_of(verdict: Verdict, change: Change | None = None) -> str:
    """The page as a text."""
    return b"".join(Page(verdict, change).whole()).decode()


FILE = "docs/GO_LIVE.md"
TITLE = "✅ GO/NO-GO Production Deployment Checklist"
CRITICAL, HIGH, MEDIUM = "🔴 CRITICAL - Must Pass", "🟡 HIGH PRIORITY", "🟢 MEDIUM"
SEVERITIES = {CRITICAL: Severity.CRITICAL, HIGH: Severity.HIGH, MEDIUM: Severity.MEDIUM}
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</style><script>document.title='owned'</script>",
    "javascript:alert(1) [click](javascript:alert(1))",
    "\"><svg onload=alert(1)> '--> ]]> {{ 7*7 }} {% raw %}",
    "\x1b[2J\x1b[31mred\x07 \u202egpj.exe \x9b5m \x00",
)
DATABASE_DOWN = Finding(
    check="database.migrations-applied",
    outcome=Outcome.UNVERIFIED,
    expected="Every migration of the code is applied to the database.",
    reason="the database could not be reached: connection to 10.0.0.5:5432 refused",
    remedy="start PostgreSQL on 10.0.0.5 or correct [database] url in golive.toml",
    root="database_catalogue",
)


def passed(check: str, *evidence: str) -> Finding:
    return Finding(check=check, outcome=Outcome.PASSED, expected="It holds.", evidence=evidence, seconds=0.12)


def failed(check: str, expected: str, observed: str, remedy: str, *evidence: str) -> Finding:
    return Finding(
        check=check,
        outcome=Outcome.FAILED,
        expected=expected,
        observed=observed,
        remedy=remedy,
        evidence=evidence,
        seconds=0.3,
    )


EXPIRED = failed(
    "tls.certificate-valid",
    "The certificate verifies for the host name and lasts at least 14 more days.",
    "the certificate of shop.example expired on 2026-11-19",
    "renew it (`certbot renew`) and reload the web server",
    "shop.example: CN=shop.example, issued by R11, not after 2026-11-19 08:12:44 UTC",
    "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a089f86d081884c7d659a2feaa0c55ad015",
)
SLOW = failed(
    "http.page-time",
    "The page loads in under 2 seconds.",
    "the home page took 3.4 s",
    "see which part is slow with `golive explain http.page-time`",
)
WAIVED = Finding(check="record", outcome=Outcome.WAIVED, reason="waived by Mara Lind until 2026-12-15: CDN next week")
Said = dict[str, LineFindings]


#: Imported for its registration: the judge runs this check for every group.
assert document.group_complete


class Book:
    """Writes a checklist line by line."""

    def __init__(self, path: str = FILE, title: str = TITLE) -> None:
        self.path, self.title = path, title
        self.lines: list[Line] = []
        self.said: Said = {}

    def add(self, *section: str, text: str, found: Sequence[Finding] = (), **more: object) -> str:
        leftover = more.pop("leftover", ())
        severity = SEVERITIES.get(section[0] if section else "")
        number = len(self.lines) + 10
        line = Line(
            id=f"line-{number}", number=number, text=text, section=(self.title, *section),
            **{"kind": Kind.ITEM, "severity": severity, **more},  # type: ignore[arg-type]
        )  # fmt: skip
        self.lines.append(line)
        self.said[line.id] = LineFindings(findings=tuple(found), leftover=tuple(leftover))  # type: ignore[arg-type]
        return line.id

    def judge(self, said: Mapping[str, LineFindings] | None = None, **more: object) -> Verdict:
        answers = self.said if said is None else said
        return judge(
            Run(
                checklists=(Checklist(path=self.path, sha256="3b5d" * 16, lines=tuple(self.lines)),),
                checks=CHECKS,
                said={(self.path, line): found for line, found in answers.items()},
                **{
                    "phase": Phase.PRE_DEPLOY,
                    "as_of": datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
                    "target": "https://shop.example",
                    "release": Release(commit="9cd6f17c0ffee5a1d2b3c4d5e6f708192a3b4c5d", dirty=False),
                    "seconds": 4.23,
                    **more,
                },  # type: ignore[arg-type]
            )
        )


def no_go(**more: object) -> Verdict:
    """An ordinary first run: one proven fault, a database that cannot be seen, lines nobody looks at."""
    book = Book()
    debug = book.add(CRITICAL, "Security", text="DEBUG=False in production")
    book.add(
        CRITICAL, "Security", parent=debug, text="Verified in environment variables",
        found=[passed("django.debug-off", "DEBUG is False in shop.settings.production")],
    )  # fmt: skip
    tls = book.add(CRITICAL, "Security", text="SSL/HTTPS configured")
    book.add(CRITICAL, "Security", parent=tls, text="SSL certificate installed", found=[EXPIRED])
    book.add(
        CRITICAL, "Security", parent=tls, text="HTTPS redirect enabled",
        found=[passed("http.redirects-to-https", "http://shop.example/ answers 301 to https://shop.example/")],
    )  # fmt: skip
    book.add(CRITICAL, "Security", parent=tls, text="SSL certificate valid", found=[EXPIRED])
    secret = book.add(CRITICAL, "Security", text="SECRET_KEY set and secure")
    book.add(
        CRITICAL, "Security", parent=secret, text="Strong random key generated",
        found=[passed("django.secret-key-strong", "50 characters, 5.1 bits each")],
    )  # fmt: skip
    book.add(
        CRITICAL, "Security", parent=secret, text="Stored in environment (not in code)", leftover=["code"],
        found=[passed("django.secret-key-from-environment")],
    )  # fmt: skip
    for number, name in enumerate(["Migrations applied", "Database configured", "Indexes created"]):
        group = book.add(CRITICAL if number < 2 else HIGH, "Database", text=name)
        for part in ("All of them", "None pending", "Connection tested", "User has few rights"):
            book.add(CRITICAL, "Database", parent=group, text=f"{part}: {name.lower()}", found=[DATABASE_DOWN])
    for text in ("All automated tests passing", "Security review completed", "Backup tested and restorable"):
        book.add(CRITICAL, "Code quality and tests", text=text)
    book.add(
        HIGH, "Performance", text="Homepage < 2 seconds",
        found=[SLOW],
    )  # fmt: skip
    book.add(
        HIGH, "Performance", text="Compression enabled",
        found=[WAIVED],
    )  # fmt: skip
    book.add(
        HIGH, "Functionality", text="Promo codes work",
        found=[Finding(check="record", outcome=Outcome.ATTESTED, reason="attested by Jo Beck on 2026-11-20")],
    )  # fmt: skip
    book.add(
        HIGH, "Functionality", text="Telegram notifications (if using Telegram)", optional=True,
        found=[Finding(check="record", outcome=Outcome.NOT_APPLICABLE, reason="Telegram is not configured")],
    )  # fmt: skip
    book.add(HIGH, "Functionality", text="Error page works", found=[
        Finding(check="http.error-page", outcome=Outcome.ERROR, reason="the check broke: KeyError: 'status'"),
    ])  # fmt: skip
    for number in range(14):
        book.add(MEDIUM, "Documentation", text=f"Runbook chapter {number + 1} written")
    book.add("After the launch", text="Watch the error rate for 24 hours", phase=Phase.POST_LAUNCH)
    book.add("Sign-off", text="Technical lead", kind=Kind.SIGNOFF)
    book.add("Sign-off", text="Product owner", kind=Kind.SIGNOFF)
    return book.judge(**more)


def go() -> Verdict:
    """Everything holds, one line is waived."""
    book = Book()
    for text in ("DEBUG=False in production", "SSL certificate valid", "Migrations applied"):
        book.add(CRITICAL, "Security", text=text, found=[passed("django.debug-off", f"{text}: seen in 2 places")])
    for text in ("Order tracking works", "Promo codes work"):
        book.add(HIGH, "Functionality", text=text, found=[
            Finding(check="record", outcome=Outcome.ATTESTED, reason="attested by Jo Beck on 2026-11-20"),
        ])  # fmt: skip
    book.add(HIGH, "Performance", text="Compression enabled", found=[
        WAIVED,
    ])  # fmt: skip
    book.add(MEDIUM, "Documentation", text="Runbook written")
    book.add("After the launch", text="Watch the error rate for 24 hours", phase=Phase.POST_LAUNCH)
    return book.judge()


def hostile() -> Verdict:
    """Every text of every line is an attack."""
    book = Book(path="docs/<b>GO</b>\x1b.md", title=HOSTILE[1])
    for text in HOSTILE:
        bad = Finding(
            check=text, outcome=Outcome.FAILED, expected=text, observed=text, evidence=(text, text),
            reason=text, remedy=text, root=text,
        )  # fmt: skip
        book.add(text, text, text=text, found=[bad], leftover=[text])
        waived = replace(bad, outcome=Outcome.WAIVED, root="")
        book.add(text, text=text, found=[waived], severity=Severity.HIGH)
        book.add(text, text=text, found=[replace(bad, root="")], severity=Severity.MEDIUM)
        book.add(text, text=text, kind=Kind.SIGNOFF, found=[passed(text)])
    verdict = book.judge(target=HOSTILE[0], problems=HOSTILE, release=Release(commit=HOSTILE[3], dirty=True))
    roles = tuple(Signoff(role=text, line=text, checklist=text, phase=Phase.PRE_DEPLOY) for text in HOSTILE)
    return replace(verdict, signoffs=roles)
