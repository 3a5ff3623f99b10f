"""Planned checks: what in the code an attacker could use."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "code.dependencies-no-cves",
    "Dependencies have no known vulnerability.",
    severity="critical",
    needs=("code",),
    says=(
        "dependencies|packages|libraries secure? no|without known|open|critical|high? cves|cve|vulnerabilities",
        "gems|requirements secure? no|without known|open|critical|high? cves|cve|vulnerabilities",
        "dependencies|packages|libraries|gems free known? cves|vulnerabilities",
        "no|zero known? vulnerable dependencies|packages|libraries|gems",
        "no|zero known|critical|high? vulnerabilities|cves dependencies|packages|libraries|gems",
        "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit clean|passes|passed|green|ok|run",
        "npm|yarn|pnpm|pip audit no|zero|without critical|high|known? vulnerabilities|issues|findings|advisories",
        "cargo|composer|bundler|bundle audit no|zero|without critical|high|known? vulnerabilities|issues",
        "cargo|composer|bundler|bundle audit no|zero|without critical|high|known? findings|advisories",
        "npm|yarn|pnpm|pip audit shows|reports|finds no|zero critical|high|known? vulnerabilities|issues|findings",
        "cargo|composer|bundler audit shows|reports|finds no|zero critical|high|known? vulnerabilities|issues|findings",
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
        "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit",
        "vulnerable dependencies|packages|libraries|gems|versions no|none|zero",
        "known vulnerabilities|cves dependencies|packages|libraries|gems no|none|zero|free|without",
        "no|zero known cve|cves|advisories",
        "snyk|safety clean|green|no|passes|quiet|silent|happy",
        "dependency|dependencies|package|packages scan|scanner|check|audit clean|green|no|passes|quiet",
        (
            "snyk|trivy|safety|grype|osv clean|nothing|green|passes ~ scan test check packages dependencies "
            "libraries finds found reports is"
        ),
        (
            "snyk|trivy|safety|grype|osv no|zero|without|none vulnerable|vulnerabilities|cves|issues|findings|cve ~ "
            "packages dependencies finds found reports known high critical scan test check libraries shows"
        ),
        (
            "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit clean|nothing|passes|passed|green|ok|0 ~ run "
            "reports finds high critical is found known result vulnerabilities"
        ),
        (
            "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit no|zero|without|none|0 findings|finding|issues|"
            "issue|errors|error|warnings|warning|vulnerabilities|vulnerability|problems|advisories|high|critical ~ "
            "run reports finds shows severity moderate or left found known has high critical any"
        ),
        (
            "vulnerable|vulnerabilities|vulnerability|cve|cves|advisories|holes|exploits|flaws dependencies|"
            "dependency|packages|package|libraries|library|plugins|plugin|gems|modules|components|requirements no|"
            "zero|free|without|clean|none|nothing|green|passes ~ known security third party high critical open any "
            "use used our in scan check npm severity python node js outdated project unpatched extensions wordpress "
            "findings has problems issues flaws"
        ),
        (
            "dependencies|dependency|packages|libraries|plugins|gems|modules scanned|scan|audit|audited|check|"
            "screened vulnerabilities|cves|cve|security|vulnerability ~ known all our third party for against done "
            "clean passed with issues holes npm snyk trivy pip high automated check"
        ),
        (
            "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit run|ran|fix|fixed ~ high critical vulnerabilities "
            "findings issues ones known and all the resolve moderate problems"
        ),
    ),
)
