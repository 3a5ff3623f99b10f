"""Planned checks: what is installed on a server."""

from __future__ import annotations

import re

from pytest_golive.checks.registry import planned


class PythonVersion(str):
    """A version such as ``3.11`` or ``3.9+``; "Python version" is none."""

    __slots__ = ()

    def __new__(cls, number: str) -> PythonVersion:
        """Raise ValueError for a word that is none: the phrase does not fit then."""
        if not re.fullmatch(r"3\.\d+(\.\d+)?\+?", number):
            raise ValueError(number)
        return super().__new__(cls, number)


planned(
    "server.python-version",
    "Python has the declared minimum version.",
    severity="high",
    needs=("server",),
    says=(
        "python version? {minimum} installed|available|used|running|present|server?",
        "python version? ≥|>=|> {minimum} installed|available?",
        "python least|minimum|newer {minimum}",
    ),
    quantities={"minimum": PythonVersion},
)
planned(
    "server.python-supported",
    "Python is a supported, current release.",
    severity="medium",
    needs=("server",),
    says=(
        "python version updated|current|supported|maintained",
        "python updated|current|supported|maintained version|release",
        "=python updated|current|supported",
        "python version? not end|eol life?",
        "python|runtime version? still? receives security updates|fixes|patches",
    ),
)
planned(
    "server.virtualenv",
    "The app runs in a virtual environment.",
    severity="medium",
    needs=("server",),
    says=(
        "virtual environment|env @set|activated|isolated @tested?",
        "virtualenv|venv @set|activated",
        "runs|run|running|runs own|isolated|dedicated? virtualenv|venv",
        "runs|running|isolated own|isolated|dedicated virtual environment",
        "virtualenv|venv not system|global python",
    ),
)
planned(
    "server.dependencies-installed",
    "Dependencies are installed as pinned.",
    severity="critical",
    needs=("server", "code"),
    says=(
        "virtual environment created tested",
        "production|python|project|application|app|required? dependencies|requirements installed",
        "python|pip|required packages installed",
        "pip install r requirements.txt|requirements production.txt?",
        "pip check passes|clean|ok|reports|succeeds no? conflicts|problems|errors?",
        "code deployment: dependencies updated",
        "dependencies installed lockfile|pinned|requirements.txt|poetry.lock|lock file?",
    ),
)
planned(
    "server.security-patches",
    "No security update is pending.",
    severity="high",
    needs=("server",),
    says=(
        "os|system|server|kernel security patches|patch|updates|update|fixes applied|installed|current|done",
        "host|linux|ubuntu|debian security patches|patch|updates|update|fixes applied|installed|current|done",
        "=regular|latest|available? security patches|patch|updates|fixes applied|installed|application",
        "=update|apply|install security patches|patch|updates|fixes applied|installed|application",
        "=regular|latest|available? security patches|patch|updates|fixes current|update|install",
        "=update|apply|install security patches|patch|updates|fixes current|update|install",
        "=update security patches",
        "os|system|server|servers|host|hosts|kernel|machine fully? patched",
        "no pending|outstanding|missing|open os|system|server? security updates|patches",
        "security updates|patches|update reviews|review",
        "os|system|server|ubuntu|debian updates|patches installed|applied|install",
    ),
)
planned(
    "server.packages-updated",
    "Packages are up to date.",
    severity="medium",
    needs=("server",),
    says=(
        "os|system|server|apt|ubuntu|debian|linux packages updated|current|upgraded|installed",
        "=packages updated|current|upgraded",
        "os|system|server|ubuntu|debian updates installed|applied|install",
        "os|operating system? current|updated|upgraded",
        "apt|apt get update upgrade|upgraded run|done?",
    ),
)
planned(
    "server.auto-updates",
    "Security updates install themselves.",
    severity="medium",
    needs=("server",),
    says=(
        "security auto|automatic|automatically|unattended updates|upgrades|patches|patching @set|on",
        "unattended upgrades @set|on|works?",
        "os|system|server auto|automatic|unattended security? updates|upgrades|patching @set|on?",
        "automatic security updates|patches|patching|upgrades",
        "security updates|patches installed|applied|install themselves|automatically",
    ),
)
