"""Checks about the packages the code asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, check

if TYPE_CHECKING:
    from pytest_golive.facts.code.requirements import Requirements


@check(
    "code.requirements-pinned",
    severity="high",
    says=(
        "requirements|requirements.txt|dependencies everything|entries|versions? pinned|locked|frozen versions?",
        "packages|libraries everything|entries|versions? pinned|locked|frozen versions?",
        "requirements.txt updated pinned|locked|exact versions?",
        "pinned|locked|exact versions requirements|requirements.txt|dependencies|packages",
        "dependency|package|library versions|version pinned|locked|fixed|frozen",
        "lockfile committed|current|tracked|present",
        "lock|lock.json|yarn.lock|poetry.lock file|files? committed|current|tracked|present",
        "gemfile.lock|composer.lock|uv.lock file|files? committed|current|tracked|present",
        "requirements|requirements.txt|dependencies|gems|packages|libraries pinned|locked|hashes|exact",
        "pinned|locked dependencies|requirements",
        "lockfile committed|current|sync|matches|step",
        "lock|gemfile.lock|poetry.lock|uv.lock|yarn.lock|lock.json committed|current|sync|matches|step",
        (
            "=gemfile.lock|poetry.lock|yarn.lock|composer.lock|uv.lock|pipfile.lock|cargo.lock|lockfile|lockfiles ~ "
            "in current"
        ),
        (
            "dependencies|dependency|requirements|requirements.txt|packages|package.json|libraries|gems|modules|"
            "versions pinned|pin|locked|lock|frozen|freeze|exact ~ all versions version == exact numbers "
            "dependencies in to requirements.txt package.json their with hash hashes file every fixed by"
        ),
        (
            "dependencies|requirements|requirements.txt|packages|package.json|libraries fixed|exact versions|version "
            "~ == all numbers number use used pinned in every only to"
        ),
        (
            "lock.json|gemfile.lock|poetry.lock|yarn.lock|composer.lock|uv.lock|pipfile.lock|cargo.lock|lockfile|"
            "lockfiles|lock.yaml committed|commit|checked|repo|repository|git|sync|current|versioned|tracked|version|"
            "used|exists|present|matches|match|step ~ package package.json pyproject.toml file control into the "
            "under with pnpm npm ci source kept up are added both all version"
        ),
        (
            "lock file|files committed|commit|checked|repo|repository|git|sync|current|versioned|tracked|version|"
            "matches ~ package package.json pyproject.toml control under with source added dependency dependencies "
            "kept"
        ),
        (
            "no|none|never|nothing|without floating|unpinned|loose|ranges dependencies|dependency|versions|version|"
            "requirements|packages|requirements.txt|package.json ~ left any in package.json requirements.txt version"
        ),
    ),
)
def requirements_pinned(requirements: Requirements, evidence: Evidence) -> None:
    """Every package is asked for in one version only: in requirements files, or in a lock file in step with its source.

    Why: otherwise the next deploy installs what nobody has tested.
    Fix: pin each with `==` (as `pip freeze`, pip-compile or a lock file does), and an address to a commit or a hash.
    Cannot tell when: there is neither a requirements file nor a lock file.
    Source: https://pip.pypa.io/en/stable/topics/repeatable-installs/
    """
    loose = [f"{one.name} {one.trouble} ({one.place})" for one in requirements.packages if one.trouble]
    assert not loose, f"not pinned: {', '.join(loose)}"
    assert not requirements.stale, f"the lock is not in step: {'; '.join(requirements.stale)}"
    evidence.saw(f"{len(requirements.packages)} packages pinned in {', '.join(requirements.files)}")
