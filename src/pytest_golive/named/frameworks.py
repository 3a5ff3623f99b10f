"""Lines about DEBUG, SECRET_KEY or cookies mean Django's checks or Flask's: those of the application's answer them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import replace

from pytest_golive.checklist.bind import Binding, Bound
from pytest_golive.errors import CannotLook
from pytest_golive.finding import Finding, Outcome
from pytest_golive.patterns import lazily
from pytest_golive.settings import Settings

NAMED = {
    "django": lazily(r"django|manage\.py", re.IGNORECASE),
    "flask": lazily(r"flask|werkzeug|\bapp\.(?:run|debug|config|secret_key)\b", re.IGNORECASE),
}
SAY_SO = "have somebody look and vouch for it, or say why it does not apply: `golive todo` shows the commands"


def framework_of(settings: Settings) -> str:
    """The area of the checks that look into the application; empty when nothing says which it is."""
    try:
        if settings.app.flask or not settings.app.dir:
            return "flask" if settings.app.flask else ""
        from pytest_golive.facts.env import settings_module

        return "django" if settings_module(settings.app) else ""
    except CannotLook:  # a setting whose variable is set nowhere
        return ""


def suited(binding: Binding, text: str, framework: str, checks: Container[str]) -> Binding:
    """The binding with the other framework's checks replaced by this one's of the same name, where there are such.

    A line that names the other framework keeps its checks: they are not applicable.
    """
    if not framework:
        return binding
    bound = [_twin(one, text, framework, checks) for one in binding.bound]
    return replace(binding, bound=tuple({one.key: one for one in bound}.values()))


def _twin(bound: Bound, text: str, framework: str, checks: Container[str]) -> Bound:
    area, _, name = bound.check.partition(".")
    twin = f"{framework}.{name}"
    if area not in NAMED or area == framework or twin not in checks or NAMED[area].search(text):
        return bound
    return replace(bound, check=twin)


def of_framework(findings: Iterable[Finding], text: str) -> tuple[Finding, ...]:
    """The findings on a line: one that only another framework's checks could look at was not looked at at all.

    Its words may be true of any application ("passwords are hashed"); only a line that names the other framework
    does not apply.
    """
    found = tuple(findings)
    if not all(one.elsewhere for one in found):
        return found
    return tuple(one if _names(one, text) else _unlooked(one) for one in found)


def _names(finding: Finding, text: str) -> bool:
    return NAMED[finding.check.partition(".")[0]].search(text) is not None


def _unlooked(finding: Finding) -> Finding:
    why = f"{finding.reason}, and {finding.check} looks at no such application"
    return replace(finding, outcome=Outcome.UNVERIFIED, reason=why, remedy=SAY_SO)
