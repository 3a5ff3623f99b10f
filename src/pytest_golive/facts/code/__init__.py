"""The team's files: what git knows of them, and what is written in them. Nothing of them is run.

Only files that git tracks, or would (not ignored), are read: never an environment's or a package manager's.
"""

from __future__ import annotations

from pytest_golive.facts.code.audit import audit
from pytest_golive.facts.code.debug import debug_values
from pytest_golive.facts.code.git import git_state, team_files
from pytest_golive.facts.code.history import env_in_git, secret_key_places
from pytest_golive.facts.code.launchers import launchers
from pytest_golive.facts.code.past import past_secrets
from pytest_golive.facts.code.python import python_code
from pytest_golive.facts.code.releases import package_releases
from pytest_golive.facts.code.requirements import requirements
from pytest_golive.facts.code.ruff import import_order, lint, security_scan, style
from pytest_golive.facts.code.scan import secret_scan
from pytest_golive.facts.code.templates import templates

__all__ = [
    "audit",
    "debug_values",
    "env_in_git",
    "git_state",
    "import_order",
    "launchers",
    "lint",
    "package_releases",
    "past_secrets",
    "python_code",
    "requirements",
    "secret_key_places",
    "secret_scan",
    "security_scan",
    "style",
    "team_files",
    "templates",
]
