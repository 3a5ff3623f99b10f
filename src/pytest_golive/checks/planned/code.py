"""Planned checks: code."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "code.no-raw-sql",
    "No raw SQL in the project.",
    severity="critical",
    needs=("code",),
    says=(
        "queries django|sqlalchemy? orm",
        "no raw sql|query queries|statements|strings|code?",
        "database access only|exclusively orm",
        "sql injection protection|prevention|prevented|impossible|safe tested?",
        "review|scan|audit? code? sql injection vulnerabilities|holes|flaws|risks",
        "no sql injection vulnerabilities|holes|flaws|possible?",
        "sql? queries|statements parameterized|parameterised|parametrized",
        "parameterized|parameterised|prepared queries|statements",
    ),
)
planned(
    "code.sql-injection-scan",
    "The SQL-injection scan is clean.",
    severity="critical",
    needs=("code",),
    says=(
        "sql injection protection|prevention|prevented|impossible|safe tested?",
        "review|scan|audit? code? sql injection vulnerabilities|holes|flaws|risks",
        "sql injection scan clean|passed|tested|done|run?",
        "code scanned|tested sql injection vulnerabilities|holes?",
        "no sql injection vulnerabilities|holes|flaws|possible?",
        "sql? queries|statements parameterized|parameterised|parametrized",
        "parameterized|parameterised|prepared queries|statements",
        "no string concatenation|concatenated|formatting|interpolation sql queries|statements?",
    ),
)
planned(
    "code.autoescape-intact",
    "Templates escape user input.",
    severity="critical",
    needs=("code", "settings"),
    says=(
        "templates escape|escaped user? input|output|data|values|variables|content",
        "template output|variables|values escaped|escape",
        "user input|content|data escaped templates|html|output|views",
        "autoescape|autoescaping @set",
        "auto-escaping templates? @set",
        "xss protection",
        "xss protection enabled|active|configured",
    ),
)
planned(
    "code.csrf-tokens-in-templates",
    "Every POST form template has a CSRF token.",
    severity="high",
    needs=("code",),
    says=(
        "csrf tokens|token post? forms|form",
        "csrf tokens|token @set|included|contained post? forms|form",
        "csrf tokens|token forms|form @set",
        "forms|form include|includes|carry|contain|protected csrf tokens|token",
        "csrf_token forms|form|templates post?",
    ),
)
planned(
    "code.sast-clean",
    "The static security scan is clean.",
    severity="high",
    needs=("code",),
    says=(
        "bandit|semgrep|brakeman|codeql|gosec|sast clean|passes|passing|green|ok|silent",
        "bandit|semgrep|brakeman|codeql|gosec scan|run|report clean|passed|passes|green",
        "bandit|semgrep|brakeman|codeql|gosec|sast shows|reports|finds? no|nothing|zero critical|high|medium? severity|findings|issues|warnings|problems",
        "static security analysis|scan|scans|check clean|passes|passed|done|no findings|issues?",
        "security static analysis|code scan|scans clean|passes|passed|done",
        "=security audit",
        "=full security audit",
        "=run security audit code|codebase|application",
        "=security audit code|codebase",
        "=risks: security review complete|completed|done",
        "no known|open|critical|high|severe security vulnerabilities",
        "!security vulnerabilities|vulnerability found",
    ),
)
planned(
    "code.dependencies-no-cves",
    "Dependencies have no known vulnerability.",
    severity="critical",
    needs=("code",),
    says=(
        "dependencies|packages|libraries|gems|requirements secure? no|without known|open|critical|high? cves|cve|vulnerabilities",
        "dependencies|packages|libraries|gems free known? cves|vulnerabilities",
        "no|zero known? vulnerable dependencies|packages|libraries|gems",
        "no|zero known|critical|high? vulnerabilities|cves dependencies|packages|libraries|gems",
        "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit clean|passes|passed|green|ok|run",
        "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit no|zero|without critical|high|known? vulnerabilities|issues|findings|advisories",
        "snyk|trivy|safety no|zero|without critical|high|known? vulnerabilities|cves|findings",
        "dependencies|packages|libraries|gems scanned|audited|scan|audit vulnerabilities|cves|security? clean?",
        "dependency vulnerability|security scan|audit clean|passes|passed|run|performed|done|completed",
        "=dependencies vulnerabilities|cves",
        "=security updates|update reviews|review|reviewed",
        "=security audit",
        "=full security audit",
        "=run security audit code|codebase|application",
        "=security audit code|codebase",
        "=risks: security review complete|completed|done",
        "no known|open|critical|high|severe security vulnerabilities",
        "!critical? security vulnerabilities|vulnerability found|discovered|detected|known",
        "!known|critical vulnerabilities|cves dependencies|packages",
    ),
)
planned(
    "code.dependencies-current",
    "Dependencies are current.",
    severity="medium",
    needs=("code",),
    says=(
        "dependencies|libraries|gems current|upgraded|latest version|versions?",
        "dependencies|libraries|gems updated|update latest version|versions?",
        "dependencies|security|quality|development|maintenance: dependencies|libraries|gems updated",
        "=maintenance: dependency|dependencies updates",
        "dependency|dependencies update|updates applied|installed|done|reviewed",
        "no|zero outdated|deprecated dependencies|packages|libraries|gems",
        "update dependencies test environment",
        "update|upgrade dependencies regularly|monthly|weekly|quarterly",
    ),
)
planned(
    "code.requirements-pinned",
    "Requirements are pinned.",
    severity="high",
    needs=("code",),
    says=(
        "requirements|requirements.txt|dependencies|packages|libraries everything|entries|versions? pinned|locked|frozen versions?",
        "requirements.txt updated pinned|locked|exact versions?",
        "pinned|locked|exact versions requirements|requirements.txt|dependencies|packages",
        "dependency|package|library versions|version pinned|locked|fixed|frozen",
        "lockfile committed|current|tracked|present",
        "lock file|files committed|current|tracked|present",
    ),
)
planned(
    "code.lint-clean",
    "The linter is clean.",
    severity="medium",
    needs=("code",),
    says=(
        "run linter|lint flake8|ruff|eslint|rubocop? pylint|black?",
        "linter|lint|linting|flake8|pylint|ruff|eslint|rubocop|stylelint|golangci clean|passes|passed|passing|green|silent|ok",
        "linter|lint|linting|flake8|pylint|ruff|eslint|rubocop|stylelint no|without errors|warnings|findings|issues",
        "no|zero lint|linter|linting|eslint|flake8|pylint|rubocop errors|warnings|findings|issues|offenses",
        "code linted",
        "code passes|passed linting|linter|lint",
    ),
)
planned(
    "code.pep8",
    "Code follows PEP 8.",
    severity="medium",
    needs=("code",),
    says=(
        "code? follows|conforms|complies|adheres pep 8 style? guide|guidelines|conventions|standards?",
        "code? follows|conforms|complies|adheres pep8 style? guide|guidelines|conventions|standards?",
        "pep8|pycodestyle compliant|compliance|clean|passes|conformant|errors",
        "pep 8 compliant|compliance|clean|conformant",
    ),
)
planned(
    "code.imports-sorted",
    "Imports are organised.",
    severity="medium",
    needs=("code",),
    says=(
        "imports organized|organised|sorted|ordered|cleaned|tidy alphabetically?",
        "isort clean|passes|passed|run",
        "no|zero unused imports",
        "unused imports removed|deleted|gone",
    ),
)
planned(
    "code.no-debug-true",
    "No DEBUG = True in the production settings.",
    severity="critical",
    needs=("code",),
    says=(
        "remove debug true production? settings|code|configuration",
        "no debug true production? settings|code|configuration",
        "debug not true production? settings",
        "debug true removed|not|nowhere production? settings|code",
    ),
)
planned(
    "code.todo-comments",
    "TODO comments are reviewed.",
    severity="medium",
    needs=("code",),
    says=(
        "review|resolve|remove|clean? todo|todos|fixme comments|notes code?",
        "todo|fixme comments reviewed|resolved|removed|addressed|cleaned",
        "todos|fixmes code? reviewed|resolved|removed|addressed|cleaned|gone",
        "no todo|todos|fixme|fixmes comments? left|remaining|open|remain? code?",
        "no open|leftover|remaining|stray? todo|todos|fixme|fixmes code|comments|codebase",
    ),
)
planned(
    "code.git-clean",
    "All changes are committed and pushed.",
    severity="high",
    needs=("code",),
    says=(
        "changes|code|everything|work committed pushed? version|source control",
        "changes|code|everything|work committed|pushed pushed? git|repository|repo|github|gitlab|main|master|remote",
        "=changes|code|everything|work committed pushed?",
        "git? working tree|directory|copy clean",
        "git tree|status|repository|repo clean",
        "no|zero uncommitted|unpushed|local changes|commits|work",
    ),
)
