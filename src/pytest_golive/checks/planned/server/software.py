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
        "=python|python3 {minimum} ~ python3 server runtime version least minimum newer above higher installed "
        "uses run runs prints > >= met later host box machine vm vps node instance droplet",
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
        "python eol|end no|not|isnt|dont|arent ~ reached past hasnt life still version release runtime interpreter end",
        "python eol|end before ~ reached past hasnt life still version release runtime interpreter end",
        "=python supported|maintained|current|latest|fixes|support ~ version release still upstream interpreter "
        "runtime security get gets upgrade server uses bugfix",
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
        "=venv|virtualenv ~ app own create @set get gets up python uses project run running inside server host box "
        "machine vm vps node instance droplet isolated clean check pip gunicorn exists /srv/app/venv dedicated "
        "created activated separate",
        "=python environment isolated|virtual|own|separate|dedicated ~ @set get gets up app",
        "system python no|not|isnt|never ~ uses venv",
        "system python instead ~ uses venv",
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
        "=dependencies|dependency|requirements|requirements.txt|lockfile|pip|bundle|bundler|poetry|npm|composer|"
        "yarn|pnpm|gems install|installed|ci|sync|synced|equal ~ python package packages r lockfile pinned went "
        "through without error errors venv run ran project done version versions server host box machine vm vps "
        "node instance droplet clean cleanly ok match matching file",
        "=pip check no ~ broken requirement requirements report reports dependency conflict conflicts finds error",
        "=pip check clean|ok|passes|nothing ~ requirement requirements report reports dependency conflict "
        "conflicts finds error",
        "=python packages installed ~ lockfile requirements version right pinned server host box machine vm vps "
        "node instance droplet",
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
        "=os|operating|server|kernel|host|security|hosts patch|patched|patches|fixes|update ~ patch patches "
        "patched fully latest applied apply installed level current system security update updates os kernel linux "
        "fixes up date server host box machine vm vps node instance droplet fix",
        "=no|zero|none outstanding|pending|missing|open|unapplied security|os|kernel patches|patch|updates|fixes|"
        "update ~ apt dnf yum shows show server system host box machine vm vps node instance droplet security left",
        "=nothing outstanding|pending|missing|open|unapplied security|os|kernel patches|patch|updates|fixes|update "
        "~ apt dnf yum shows show server system host box machine vm vps node instance droplet security left",
        "=unpatched host|hosts|server|servers|machine none|no|zero ~ os",
        "=dnf|apt|yum security no|none|zero ~ check update updates list upgrades pending shows",
        "=dnf|apt|yum security nothing|empty ~ check update updates list upgrades shows",
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
        "=apt|yum|dnf|apk|zypper upgrade|update|upgraded|updated ~ run ran get server host box machine vm vps node "
        "instance droplet packages upgrade update done",
        "=package|packages|software system|os|server|linux|apt|yum|debian|ubuntu updated|update|current|upgraded|"
        "latest ~ server host box machine vm vps node instance droplet run apt upgrade installed",
        "=no|zero|none pending|upgradable|outstanding package|packages|update|updates|list ~ os system apt server "
        "list updates",
        "=nothing|empty pending|upgradable|outstanding package|packages|update|updates|list ~ os system apt server "
        "list updates",
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
        "=unattended upgrade|upgrades ~ @set get gets up active security package running timer works server host "
        "box machine vm vps node instance droplet",
        "=dnf automatic ~ @set get gets up timer active enabled",
        "=automatic|automatically|auto|themselves|itself|autoupdate security|os|server|servers|patching|kernel|"
        "system|patches|host|hosts update|updates|patch|patches|patched|patching|install|fixes ~ @set get gets up "
        "installed night nightly daily fixes active security install own turned system os place",
    ),
)
