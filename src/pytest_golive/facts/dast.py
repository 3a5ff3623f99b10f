"""The report that a web scanner left: ZAP's JSON, Nessus' .nessus or OpenVAS' XML, read as what they have in common."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.registry import fact
from pytest_golive.facts.repository import git
from pytest_golive.settings import Settings

CURE = "scan the site (for ZAP: `zap-baseline.py -t URL -J zap.json`) and set dast_report in [http] of golive.toml"
ZAP_RISK = {"3": "High", "2": "Medium", "1": "Low"}
NESSUS_RISK = {"4": "High", "3": "High", "2": "Medium", "1": "Low"}
OPENVAS_RISK = {"Critical": "High", "High": "High", "Medium": "Medium", "Low": "Low"}


@dataclass(frozen=True, kw_only=True)
class Alert:
    """Something the scanner found of risk Low, Medium or High (Critical is High)."""

    id: str
    """The scanner's own number of the test."""
    name: str
    risk: str


@dataclass(frozen=True, kw_only=True)
class ScanReport:
    """What a scanner says of hosts."""

    file: str
    scanner: str
    ended: datetime
    hosts: tuple[str, ...]
    """Names and addresses that it looked at; of ZAP, which looks at a site and not at all of a host, with the port."""
    alerts: tuple[Alert, ...]
    released: datetime | None = None
    """When the release's commit was made; None: git does not say."""


@fact(timeout=15.0)
def scan_report(settings: Settings) -> ScanReport:
    """Read the declared report."""
    given = settings.http.dast_report
    if not given:
        raise CannotLook("no report of a web scanner is declared", cure=CURE)
    path = Path(given)
    try:
        raw = path.read_bytes()
        read = _zap if raw.lstrip()[:1] == b"{" else _xml
        scanner, ended, hosts, alerts = read(raw)
    except OSError as error:
        raise CannotLook(f"{given} cannot be read: {error.strerror}", cure=CURE) from None
    except (ValueError, KeyError, TypeError, ET.ParseError) as error:
        why = f"{path.name} is no report of ZAP (JSON), Nessus (.nessus) or OpenVAS (XML): {error}"
        raise CannotLook(why, cure=CURE) from None
    if ended is None or not hosts:
        raise CannotLook(f"{path.name} does not say when it ended, or which host it is about", cure=CURE)
    commit = settings.release.commit or "HEAD"
    told = git(Path(settings.app.dir or "."), "log", "-1", "--format=%cI", commit, "--").strip()
    return ScanReport(
        file=path.name,
        scanner=scanner,
        ended=ended,
        hosts=tuple(dict.fromkeys(one.lower() for one in hosts if one)),
        alerts=tuple(dict.fromkeys(alerts)),
        released=datetime.fromisoformat(told) if told else None,
    )


Told = tuple[str, datetime | None, list[str], list[Alert]]


def _zap(raw: bytes) -> Told:
    """ZAP's traditional JSON report; ``created`` is there since 2.15, ``@generated`` always."""
    told = json.loads(raw)
    if "site" not in told or "@version" not in told:
        raise ValueError("it has no sites")
    sites = told["site"] if isinstance(told["site"], list) else [told["site"]]
    alerts = [
        Alert(id=str(one["pluginid"]), name=str(one.get("name") or one["alert"]), risk=ZAP_RISK[str(one["riskcode"])])
        for site in sites
        for one in site["alerts"]
        if str(one["riskcode"]) in ZAP_RISK
    ]
    ended = _moment(told["created"]) if told.get("created") else _moment(told["@generated"], "%a, %d %b %Y %H:%M:%S")
    return f"ZAP {told['@version']}", ended, [_host_and_port(site) for site in sites], alerts


def _host_and_port(site: Mapping[str, Any]) -> str:
    parts = urlsplit(str(site.get("@name", "")))
    host = str(site.get("@host") or parts.hostname or "")
    port = site.get("@port") or parts.port or (80 if parts.scheme == "http" else 443)
    return f"{host}:{port}" if host else ""


def _xml(raw: bytes) -> Told:
    root = ET.fromstring(raw)  # noqa: S314 - the team's own file, and expat stops what grows without end
    if root.tag == "NessusClientData_v2":
        return _nessus(root)
    report = root if root.find("results") is not None else root.find("report")
    if report is None or report.find("results") is None:
        raise ValueError(f"its first element is {root.tag}")
    return _openvas(report)


def _nessus(root: ET.Element) -> Told:
    hosts, ends, alerts = [], [], []
    for host in root.iterfind("Report/ReportHost"):
        tags = {tag.get("name"): tag.text or "" for tag in host.iterfind("HostProperties/tag")}
        hosts += [host.get("name") or "", tags.get("host-fqdn", ""), tags.get("host-ip", "")]
        if stamp := tags.get("HOST_END_TIMESTAMP"):
            ends.append(datetime.fromtimestamp(int(stamp), UTC))
        elif text := tags.get("HOST_END"):
            ends.append(_moment(text, "%a %b %d %H:%M:%S %Y"))
        alerts += [
            Alert(id=item.get("pluginID") or "", name=item.get("pluginName") or "", risk=NESSUS_RISK[severity])
            for item in host.iterfind("ReportItem")
            if (severity := item.get("severity") or "") in NESSUS_RISK
        ]
    return "Nessus", min(ends, default=None), hosts, alerts


def _openvas(report: ET.Element) -> Told:
    ended = report.findtext("scan_end") or report.findtext("report/scan_end") or ""
    hosts = [_own_text(one) for one in report.iterfind("host/ip")]
    alerts = []
    for result in report.iterfind("results/result"):
        host = result.find("host")
        hosts += [] if host is None else [_own_text(host), host.findtext("hostname") or ""]
        if risk := OPENVAS_RISK.get(result.findtext("threat") or ""):
            test = result.find("nvt")
            number = "" if test is None else test.get("oid") or ""
            alerts.append(Alert(id=number, name=result.findtext("name") or "", risk=risk))
    return "OpenVAS", _moment(ended) if ended else None, hosts, alerts


def _own_text(element: ET.Element) -> str:
    return (element.text or "").strip()


def _moment(text: str, form: str = "") -> datetime:
    """A moment that names no zone is taken as UTC."""
    moment = datetime.strptime(f"{text.strip()} +0000", f"{form} %z") if form else datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
