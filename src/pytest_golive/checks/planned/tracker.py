"""Planned checks: tracker."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "tracker.no-open-critical",
    "No critical bug is open.",
    severity="critical",
    needs=("tracker",),
    says=(
        "no open|known? critical|blocker|blocking p1? bugs|defects|blockers open|left|outstanding?",
        "no open|known? severe|p0|showstopper p1? bugs|defects|blockers open|left|outstanding?",
        "no open|outstanding|unresolved critical|blocker|blocking|p0 p1? issues|bugs|tickets|defects",
        "no critical|blocking|p0|p1 issues|tickets open|outstanding|left|unresolved",
        "no open|release|launch? blockers|showstoppers open|left|outstanding",
        "critical|blocker|blocking|p0|p1 p1|high|major? bugs|defects fixed|resolved|closed",
        "=critical|blocker|blocking|p0|p1 p1|high? issues|tickets fixed|resolved|closed",
        "zero|0 open? critical|blocker|blocking|p0|p1 bugs|issues|defects open?",
        "!critical bugs open|found|exist?",
        "!user reported critical bugs",
    ),
)
planned(
    "tracker.release-reviewed",
    "All released changes were reviewed.",
    severity="high",
    needs=("tracker",),
    says=(
        "code|pull|merge|prs|peer code|requests? reviewed|review|reviews approved|completed|done approved?",
        "code|pull|merge|prs|peer code|requests? reviewed|review|reviews signed|merged approved?",
        "=code review|reviews|reviewed peer?",
        "code quality review completed|done|passed",
        "change|changes|commit|prs reviewed|approved second|another|colleague person|developer|engineer?",
        "change|changes|commit|prs reviewed|approved somebody|peer person|developer|engineer?",
        "=pull requests reviewed|approved",
        "=prs reviewed|approved",
    ),
)
planned(
    "tracker.no-security-alerts",
    "No open security alert.",
    severity="high",
    needs=("tracker",),
    says=(
        "=review|reviewed? security|dependabot alerts",
        "no open|outstanding|unresolved dependabot|security|github security? alerts|alert open?",
        "no open|outstanding|unresolved codeql|vulnerability security? alerts|alert open?",
        "no critical|high|pending dependabot|security|github|codeql|vulnerability security? alerts|alert open?",
        "no dependabot|codeql alerts|alert open|left|outstanding?",
        "dependabot|security|codeql alerts|alert resolved|triaged|closed|reviewed|fixed",
        "dependabot|security|codeql alerts|alert cleared|dismissed|zero|empty|handled",
        "!security vulnerabilities|vulnerability|issues found|discovered|exist",
        "!critical security vulnerability|vulnerabilities discovered|found",
    ),
)
planned(
    "tracker.issues-answered",
    "User issues are answered.",
    severity="medium",
    needs=("tracker",),
    says=(
        "=respond|reply|answer user|customer|support issues|tickets|feedback|questions",
        "=@watched support|customer tickets|issues|requests",
        "user|customer|support issues|tickets|reports answered|triaged|responded|handled|replied",
        "no unanswered user|customer|support? issues|tickets|requests",
    ),
)
