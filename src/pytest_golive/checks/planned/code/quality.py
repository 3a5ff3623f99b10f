"""Planned checks: how tidy, current and committed the code is."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "code.dependencies-current",
    "Dependencies are current.",
    severity="medium",
    needs=("code",),
    says=(
        "dependencies|gems current|upgraded|latest version|versions?",
        "dependencies|libraries|gems updated|update latest version|versions?",
        "dependencies|security|quality|development|maintenance: dependencies|libraries|gems updated",
        "=maintenance: dependency|dependencies updates",
        "dependency|dependencies update|updates applied|installed|done|reviewed",
        "no|zero outdated|deprecated dependencies|packages|libraries|gems",
        "update dependencies test environment",
        "update|upgrade dependencies regularly|monthly|weekly|quarterly",
        "no outdated|deprecated|abandoned|eol|yanked packages|gems|libraries|dependencies",
        "dependencies|gems|libraries current|latest|recent no|none|nothing?",
        (
            "=dependencies|dependency|libraries|library|plugins|plugin|gems|modules|themes|framework|frameworks "
            "current|latest|updated|upgraded|update|upgrade|recent|updates ~ all versions version stable release "
            "releases npm pip composer third party wordpress themes plugins core packages their project javascript "
            "python php applied done installed minor patch have run library libraries frameworks cms theme and "
            "extensions"
        ),
        (
            "packages|package npm|pip|composer|python|third|node|js|javascript|nuget|dependencies current|latest|"
            "updated|upgraded|update|upgrade|newest ~ all versions version stable party packages project their have"
        ),
        (
            "no|zero|none|nothing|without outdated|deprecated|obsolete|abandoned|unmaintained dependencies|"
            "dependency|packages|libraries|gems|plugins|modules|library ~ npm pip third party any used in left "
            "versions installed or themes"
        ),
        (
            "outdated|deprecated dependencies|packages|libraries|gems|plugins|modules upgraded|updated|replaced|"
            "update|upgrade|removed ~ all npm pip third party"
        ),
    ),
)
