"""Reports of web scanners: what each of them says, and how it is judged."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.facts.dast import ScanReport
from pytest_golive.settings import App, Http, Settings, Target
from tests.checks.outside_cases import NOW, ask, bound, see
from tests.commits import git
from tests.findings import told

YESTERDAY = NOW - timedelta(days=1)


def zap(
    *alerts: tuple[str, str, str], port: str = "443", host: str = "shop.test", ended: datetime = YESTERDAY, **other: Any
) -> str:
    told = [
        {"pluginid": number, "alert": name, "name": name, "riskcode": risk, "count": "1"}
        for number, name, risk in alerts
    ]
    site = {"@name": f"https://{host}", "@host": host, "@port": port, "@ssl": "true", "alerts": told}
    moments = {"@generated": f"{ended:%a, %d %b %Y %H:%M:%S}", "created": ended.isoformat()}
    return json.dumps({"@programName": "ZAP", "@version": "2.16.1", **moments, "site": [site], **other})


def nessus(severity: int, *, host: str = "203.0.113.7") -> str:
    ended = int(YESTERDAY.timestamp())
    return f"""<?xml version="1.0" ?>
<NessusClientData_v2><Report name="Shop"><ReportHost name="{host}"><HostProperties>
<tag name="HOST_END_TIMESTAMP">{ended}</tag><tag name="host-ip">{host}</tag></HostProperties>
<ReportItem port="443" severity="{severity}" pluginID="104743" pluginName="TLS 1.0 is used"/>
<ReportItem port="0" severity="0" pluginID="19506" pluginName="Scan information"/>
</ReportHost></Report></NessusClientData_v2>"""


def openvas(threat: str) -> str:
    return f"""<report id="1"><report id="1"><scan_end>{YESTERDAY:%Y-%m-%dT%H:%M:%SZ}</scan_end>
<host><ip>203.0.113.7</ip></host>
<results><result><name>Old jQuery</name><host>203.0.113.7<hostname>shop.test</hostname></host>
<nvt oid="1.3.6.1.4.1.25623.1.0.141636"/><threat>{threat}</threat></result></results></report></report>"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "app").mkdir()
    return Settings(
        target=Target(url="https://shop.test", addresses=("203.0.113.7",)),
        http=Http(dast_report=str(tmp_path / "report"), dast_reviewed=("10038",)),
        app=App(dir=str(tmp_path / "app")),
    )


def judged(settings: Settings, report: str, line: str = "ZAP scan clean") -> tuple[str, str]:
    Path(settings.http.dast_report).write_text(report, encoding="utf-8")
    seen = see("scan_report", settings=settings)
    (one,) = bound(line)
    return (
        ("unseen", seen) if isinstance(seen, str) else told(ask(one.check, settings, one.quantities, scan_report=seen))
    )


CSP = ("10038", "Content Security Policy not set", "2")
XSS = ("40012", "Cross Site Scripting (Reflected)", "3")


LOW = ("10096", "Timestamp Disclosure", "1")


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("No high alerts in ZAP", "passed"),
        ("Zero alerts in ZAP", "failed"),
        ("ZAP report shows no findings", "failed"),
        ("No ZAP alerts", "failed"),
    ],
)
def test_no_alert_at_all_is_none_of_risk_low_either(settings: Settings, line: str, outcome: str) -> None:
    assert judged(settings, zap(LOW), line)[0] == outcome
    assert judged(settings, zap(("10109", "Modern Web Application", "0")), line) == ("passed", "")


@pytest.mark.parametrize("report", [zap(), zap(CSP, ("10096", "Timestamp", "1")), nessus(1), openvas("Log")])
def test_clean(settings: Settings, report: str) -> None:
    assert judged(settings, report) == ("passed", "")


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (zap(CSP, XSS), "High: Cross Site Scripting (Reflected) (40012)"),
        (zap(("10020", "Missing anti-clickjacking header", "2")), "Medium: Missing anti-clickjacking header (10020)"),
        (zap(("10038", "Reviewed, but worse now", "3")), "High: Reviewed, but worse now (10038)"),
        (nessus(4), "High: TLS 1.0 is used (104743)"),
        (nessus(2), "Medium: TLS 1.0 is used (104743)"),
        (openvas("Medium"), "Medium: Old jQuery (1.3.6.1.4.1.25623.1.0.141636)"),
        (zap(host="staging.test"), "report is about staging.test:443"),
        (zap(port="8443"), "report is about shop.test:8443"),
        (zap(ended=NOW - timedelta(days=90)), "90 days old"),
        (zap(ended=NOW + timedelta(days=7)), "which is yet to come"),
    ],
)
def test_not_clean(settings: Settings, report: str, words: str) -> None:
    outcome, observed = judged(settings, report)
    assert (outcome, words in observed) == ("failed", True), observed


def test_older_than_the_release(settings: Settings) -> None:
    folder = Path(settings.app.dir)
    git(folder, "init", "-q")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Release", at=NOW.isoformat())
    outcome, observed = judged(settings, zap())
    assert (outcome, "before the release's commit of 2026-11-20 12:00 UTC" in observed) == ("failed", True), observed
    assert judged(settings, zap(ended=NOW))[0] == "passed"


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ("{}", "is no report of ZAP"),
        ("<html/>", "is no report of ZAP"),
        ("not found", "is no report of ZAP"),
        (zap(site=[{"@name": "https://shop.test", "@host": "shop.test"}]), "is no report of ZAP"),
        (zap(site=[]), "does not say when it ended, or which host"),
        ("<NessusClientData_v2/>", "does not say when it ended, or which host"),
    ],
)
def test_what_is_no_report(settings: Settings, report: str, words: str) -> None:
    outcome, why = judged(settings, report)
    assert (outcome, words in why) == ("unseen", True), why


def test_without_a_report(settings: Settings) -> None:
    assert see("scan_report", settings=Settings()) == "no report of a web scanner is declared"
    assert "cannot be read: No such file" in see("scan_report", settings=settings)
    assert told(ask("http.dast-scan"))[0] == "unverified"
    nowhere = ScanReport(file="zap.json", scanner="ZAP", ended=datetime.now(UTC), hosts=("shop.test",), alerts=())
    assert told(ask("http.dast-scan", scan_report=nowhere))[0] == "unverified"


def test_older_reports_of_zap_have_no_zone(settings: Settings) -> None:
    document = json.loads(zap())
    del document["created"]
    assert judged(settings, json.dumps(document)) == ("passed", "")
