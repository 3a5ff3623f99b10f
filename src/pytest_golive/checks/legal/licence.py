"""Checks of licences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.licences import Licences
    from pytest_golive.settings import Settings

#: What stands for brackets that are met, or not.
YES, NO = "+yes+", "+no"


@check(
    "legal.license-file",
    severity="medium",
    overlooks="npm reviewed approved",
    says=(
        "license|licence file @set|correct",
        "=license|licence @set",
        "dependencies|dependency licenses|licences compatible|checked|allowed|reviewed|ok",
        "repo|repository license|licence file?",
        (
            "license|licence file|root|text|repo|repository|project|added|add|present|readme ~ open source chosen "
            "mit apache gpl included @set"
        ),
        (
            "license|licence dependency|library|third|open|package|npm "
            "compatible|reviewed|compliance|acceptable|check|ok|allowed|compliant|compatibility|approved|scan|audit "
            "~ party source ours software gpl code report"
        ),
        "=open source|third license|licence ~ party library dependencies",
        "=add license|licence ~ file",
        "=license|licence compliance dependency ~ third party",
    ),
)
def license_file(licences: Licences, settings: Settings, evidence: Evidence) -> None:
    """The licence file is the declared licence, the metadata agree, and every dependency's licence is allowed.

    Why: code without a licence may not be used by anybody, and a dependency's may forbid what the shop does.
    Fix: add the file, correct the metadata, or replace the dependency; declare license and allowed_licenses in [legal].
    Cannot tell when: license or allowed_licenses is not set in [legal], or the dependencies are not installed.
    Source: https://spdx.org/licenses/
    """
    assert licences.file, "there is no LICENSE, LICENCE or COPYING file"
    evidence.saw(f"{licences.file}: {licences.recognised or 'no licence that is known'}")
    declared = settings.legal.license
    if not declared:
        cannot_tell(
            "the licence is not declared", cure='set license in [legal] of golive.toml, as "MIT" or "proprietary"'
        )
    assert licences.recognised == _plain(declared), (
        f"{licences.file} is {licences.recognised or 'no licence that is known'}, declared is {declared}"
    )
    other = [
        f"{file} says {given}"
        for file, given in licences.metadata.items()
        if _plain(given) != _plain(declared) and given != f"SEE LICENSE IN {licences.file}"
    ]
    assert not other, f"declared is {declared}, but {', '.join(other)}"
    allowed = {_plain(one) for one in settings.legal.allowed_licenses}
    if not allowed:
        cannot_tell("no licences of dependencies are allowed", cure="set allowed_licenses in [legal] of golive.toml")
    if licences.error:
        cannot_tell(f"the dependencies could not be seen: {licences.error}", cure="set python in [app] of golive.toml")
    wrong = [
        f"{name} ({one or 'none named'})" for name, one in licences.dependencies.items() if not _is_in(one, allowed)
    ]
    assert not wrong, f"not allowed: {', '.join(wrong)}"
    if licences.missing:
        cure = "install them into the Python that [app] python names"
        cannot_tell(f"not installed, so that nobody knows its licence: {', '.join(licences.missing)}", cure=cure)
    evidence.saw(f"{len(licences.dependencies)} dependencies")


def _is_in(expression: str, allowed: set[str]) -> bool:
    """Whether an SPDX expression can be met: one side of each OR, every side of each AND."""
    while inner := re.search(r"(?:^|(?<= AND )|(?<= OR )|(?<=\())\(([^()]*)\)", expression):
        expression = expression.replace(inner[0], YES if _is_in(inner[1], allowed) else NO, 1)
    sides = [side.split(" AND ") for side in expression.split(" OR ")]
    return any(all(one == YES or _plain(one.partition(" WITH ")[0]) in allowed for one in side) for side in sides)


def _plain(licence: str) -> str:
    """An id without "only" and "or later"; npm's ``UNLICENSED`` is another word for what nobody else may use."""
    name = re.sub(r"(?:-only|-or-later|\+)$", "", licence.strip()).removesuffix(" License")
    return "proprietary" if name.lower() in {"unlicensed", "licenseref-proprietary", "proprietary"} else name
