"""What a scanner of web applications said of the site."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.dast import ScanReport
    from pytest_golive.settings import Settings

#: How long a report speaks for the site.
RECENT = timedelta(days=30)
#: How far the scanner's clock (and a time without its zone) may be ahead.
CLOCKS = timedelta(hours=14)
#: Alerts that are named.
MOST = 8


class NoneAtAll(str):
    """The word by which a line says that there is no alert, of whatever risk; empty where it does not say so."""

    def __new__(cls, said: str) -> NoneAtAll:
        """Take it out of a line.

        Raises:
            ValueError: it says something else.
        """
        if said not in {"", "no", "zero", "nothing", "without", "0"}:
            raise ValueError(said)
        return super().__new__(cls, said)


NOT_SAID = NoneAtAll("")


@check(
    "http.dast-scan",
    severity="high",
    overlooks=(
        "penetration pentest burp nikto arachni acunetix qualys nuclei wpscan detectify weekly automated "
        "pipeline active external suite"
    ),
    says=(
        "=security|vulnerability scan|scans performed|run|done|completed|passed|clean|executed",
        "web|external|dynamic|dast|application|site security|vulnerability? scan|scans performed|run|done|completed",
        "web|external|dynamic|dast|application|site security|vulnerability? scan|scans passed|clean|executed",
        "=owasp? zap nessus|burp|openvas|nikto? similar?",
        "zap|nessus|openvas|nikto|arachni|dast baseline? scan|report|run clean|passed|green|performed",
        "zap|nessus|openvas|nikto|arachni|dast baseline? scan|report|run done|completed|no",
        "owasp? zap|nessus baseline? scan|report? no|zero|nothing|without high|critical|medium alerts|findings",
        "owasp? zap|nessus baseline? shows|finds no|zero|nothing|without high|critical|medium alerts|findings",
        "owasp? openvas|nikto baseline? scan|report? no|zero|nothing|without high|critical|medium alerts|findings",
        "owasp? openvas|nikto baseline? shows|finds no|zero|nothing|without high|critical|medium alerts|findings",
        "owasp? zap|nessus baseline? scan|report? no|zero|nothing|without high|critical|medium issues|severity",
        "owasp? zap|nessus baseline? shows|finds no|zero|nothing|without high|critical|medium issues|severity",
        "owasp? openvas|nikto baseline? scan|report? no|zero|nothing|without high|critical|medium issues|severity",
        "owasp? openvas|nikto baseline? shows|finds no|zero|nothing|without high|critical|medium issues|severity",
        "owasp? zap|nessus|openvas|nikto baseline? scan|report? shows|finds|reports? {none} alerts|findings|issues",
        "=security|vulnerability|penetration scan|scanner shows|finds|reports? {none} alerts|findings|issues|risk",
        "owasp zap scan|baseline clean|passed|green|performed|done|run|no",
        "=review api endpoints vulnerabilities",
        "=full security audit",
        "zap baseline|scan|report|alerts",
        "nessus|openvas|nikto|burp|dast scan|report|clean",
        (
            "zap|nessus|burp|openvas|nikto|dast|acunetix|qualys|nuclei|wpscan|detectify "
            "scan|scanner|run|ran|clean|baseline|report|passed|green|pipeline ~ owasp against suite done "
            "penetration performed before launch automated weekly result active"
        ),
        (
            "zap|nessus|burp|openvas|nikto|dast|acunetix|qualys|nuclei|wpscan|detectify no|zero|without|nothing|0 "
            "high|critical|medium|serious|severe ~ owasp scan baseline report show severity issue against automated "
            "finding risk alerts"
        ),
        (
            "=security|vulnerability|penetration scan|scanner "
            "run|done|passed|clean|performed|site|web|automated|completed|app|external ~ before launch against "
            "report test result released"
        ),
        (
            "=security|vulnerability|penetration scan|scanner no|zero|without|nothing|0 "
            "high|critical|severe|serious|medium ~ automated done run report show severity external "
            "left major issue clean finding risk"
        ),
    ),
)
def dast_scan(
    scan_report: ScanReport, settings: Settings, now: datetime, evidence: Evidence, *, none: NoneAtAll = NOT_SAID
) -> None:
    """A scanner's report about this site, younger than a month and than the release, has nothing of risk high, and of
    risk medium only what was reviewed; where the line says that there is no alert, there is none of risk low either.

    Why: a scanner tries in minutes what a stranger tries in a day.
    Fix: repair what the report names, or list an id of risk medium in dast_reviewed in [http]; then scan again.
    Cannot tell when: dast_report is not set in [http], or it is no report of ZAP, Nessus or OpenVAS.
    Source: https://www.zaproxy.org/docs/docker/baseline-scan/
    """
    report = scan_report
    names = {*(name.lower() for name in settings.target.all_hosts), *settings.target.addresses}
    ours = names | {f"{name}:{_port(settings.target.url)}" for name in names}
    if not ours:
        cannot_tell("which site the report has to be about is not known", cure="set url in [target]")
    assert ours & {*report.hosts}, f"{report.file} is about {', '.join(report.hosts[:MOST])}"
    when = f"{report.file} ({report.scanner}) is of {report.ended:%Y-%m-%d %H:%M %Z}"
    assert report.ended - now <= CLOCKS, f"{when}, which is yet to come"
    assert now - report.ended <= RECENT, f"{when}: {(now - report.ended).days} days old"
    if report.released:
        made = f"{report.released.astimezone(report.ended.tzinfo):%Y-%m-%d %H:%M %Z}"
        assert report.ended >= report.released, f"{when}, before the release's commit of {made}"
    reviewed = {*settings.http.dast_reviewed}
    counted = [one for one in report.alerts if none or one.risk != "Low"]
    found = [one for one in counted if none or one.risk == "High" or one.id not in reviewed]
    told = "; ".join(f"{one.risk}: {one.name} ({one.id})" for one in found[:MOST])
    assert not found, told + (f" and {len(found) - MOST} more" if len(found) > MOST else "")
    evidence.saw(f"{when}; {len(counted)} reviewed alerts of risk medium")
    evidence.lapses("the report of the web scanner", report.ended + RECENT)


def _port(url: str) -> int:
    parts = urlsplit(url)
    return parts.port or (80 if parts.scheme == "http" else 443)
