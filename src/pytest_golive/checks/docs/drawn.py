"""Checks of what is drawn: the architecture and the network."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from pytest_golive.checks.docs.sections import is_stale, section, when_written
from pytest_golive.checks.registry import Evidence, cannot_tell, check
from pytest_golive.facts.prose import missing_names

if TYPE_CHECKING:
    from pytest_golive.facts.prose import Documents, Drawing, Section
    from pytest_golive.settings import Settings

#: Smaller pictures show nothing.
PICTURE_BYTES = 10 * 1024


def _drawings_of(documents: Documents, found: Section) -> list[Drawing]:
    """The drawings that stand in a section or that it shows or links to."""
    lines = {block.line for block in found.blocks}
    shown = {one.target.rpartition("/")[2] for one in found.references if one.kind in {"image", "link"}}
    return [
        one
        for one in documents.drawings
        if (one.line and one.path == found.path and one.line in lines) or one.path.rpartition("/")[2] in shown
    ]


@check(
    "docs.architecture",
    severity="medium",
    says=(
        "system|software|infrastructure? architecture diagram|overview @written?",
        "architecture diagram|overview|documentation matches|reflects what? deployed|production|reality|running",
        "system|software|infrastructure? architecture documented|described",
        "system|infrastructure diagram @written",
        "architecture diagram",
        (
            "=architecture|infrastructure|components sketch|document|docs|diagram|overview|described|drawing ~ up "
            "team wiki software shared high level drawn services show matches what deployed reality cloud "
            "reflects overall readme @written"
        ),
        "system diagram ~ shows services components wiki drawn up shared @written",
    ),
)
def architecture(documents: Documents, settings: Settings, now: datetime, evidence: Evidence) -> None:
    """An architecture diagram opens, is current, and every service that is declared is named with it.

    Why: who looks for a fault looks where the drawing says something is.
    Fix: draw it (a Mermaid block in docs/architecture.md is enough), with every service; or name the place as
    `architecture` in [docs] places of golive.toml.
    Cannot tell when: no compose file, unit or Procfile, and no services in [docs], say which services there are.
    Source: https://c4model.com
    """
    topic = r"architecture|system (?:diagram|overview)|components"
    found = section(documents, settings, evidence, "architecture", topic)
    drawings = _drawings_of(documents, found)
    assert drawings, f"{found.where} shows no diagram (an image, or Mermaid, PlantUML or draw.io source)"
    broken = [f"{one.path} {one.problem}" for one in drawings if one.problem]
    assert not broken, f"cannot be drawn: {', '.join(broken)}"
    small = [one.path for one in drawings if one.kind == "image" and not one.text and one.size < PICTURE_BYTES]
    assert len(small) < len(drawings), f"too small to show anything: {', '.join(small)}"
    evidence.saw(f"{drawings[0].kind} in {drawings[0].path}")
    services = [*documents.services, *settings.docs.services]
    if not services:
        cure = "name them as services in [docs] of golive.toml"
        cannot_tell("no compose file, unit or Procfile says which services there are", cure=cure)
    missing = missing_names(services, "\n".join([found.text, *(one.text for one in drawings)]))
    told = ", ".join(f"{name} ({documents.services.get(name, '[docs] services')})" for name in missing)
    assert not missing, f"{found.where} does not name {told}"
    written = when_written(documents, found)
    days = settings.docs.max_age_days
    if written is not None:
        assert not is_stale(written, now, days), f"{found.where} was last changed on {written}, over {days} days ago"


@check(
    "docs.network-topology",
    severity="medium",
    says=(
        "network topology|diagram|plan|layout @written",
        "=network topology|diagram|plan|layout",
        "network: topology|diagram @written",
        "network diagram|topology",
        (
            "=network|vpc|subnet|firewall document|diagram|topology|map|drawn|layout|plan ~ zones up rules "
            "architecture ports hosts @written"
        ),
    ),
)
def network_topology(documents: Documents, settings: Settings, evidence: Evidence) -> None:
    """The network's description names every declared host, network and open port.

    Why: a port nobody wrote down is a port nobody guards.
    Fix: add what is named here (or name the place as `network-topology` in [docs] places of golive.toml).
    Cannot tell when: no network and port is declared as network in [docs].
    Source: https://www.cisecurity.org/controls/network-infrastructure-management
    """
    found = section(documents, settings, evidence, "network-topology", r"\bnetwork|topology|firewall")
    names = [*settings.target.all_hosts, *settings.docs.network]
    missing = [one for one in names if not re.search(rf"(?<![\w.]){re.escape(one)}(?![\w/]|\.\w)", found.text)]
    assert not missing, f"{found.where} does not name {', '.join(missing)}"
    if not settings.docs.network:
        cannot_tell("no network and no open port is declared", cure="list them as network in [docs] of golive.toml")
    evidence.saw(f"{len(names)} hosts, networks and ports are named")
