"""Planned checks: what in the code an attacker could use."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "code.sql-injection-scan",
    "The SQL-injection scan is clean.",
    severity="critical",
    needs=("code",),
    says=(
        "sql injection protection|prevention|prevented|impossible|safe tested?",
        "review|scan|audit? code? sql injection vulnerabilities|holes|flaws|risks",
        "=sql injection tested",
        "sql injection scan clean|passed|tested|done|run?",
        "code scanned|tested sql injection vulnerabilities|holes?",
        "no sql injection vulnerabilities|holes|flaws|possible?",
        "sql? queries|statements parameterized|parameterised|parametrized",
        "parameterized|parameterised|prepared queries|statements",
        "no string concatenation|concatenated|formatting|interpolation sql queries|statements?",
        "sqlmap clean|finds|found|nothing|no|run",
        "sql injection tested|scan|no|not|impossible|safe|prevented|protected|closed|probe|scanner",
        "no string|concatenated|interpolated|built built|sql|concatenation sql|queries",
        "sqlmap nothing|clean ~ run finds found scan reports forms against is",
        (
            "sqlmap no|zero|without|none findings|injection|holes|vulnerabilities|issues ~ run finds found scan "
            "reports against forms points"
        ),
        (
            "sqli tested|test|safe|protected|protection|prevented|secured|against|impossible|clean ~ app application "
            "forms inputs all done attacks check passed xss scan"
        ),
        "sqli no|nothing|not found|possible|vulnerabilities|holes|findings ~ scan done test app forms tested in",
        (
            "sql injection|injections no|not|nothing|zero|none possible|found|vulnerable|vulnerabilities|"
            "vulnerability|holes|flaws|points|findings|anywhere|risk ~ app application forms scan test tests code "
            "any to known is scanner"
        ),
        "sql injection|injections impossible|excluded ~ app application forms in made is",
        (
            "sql injection|injections tested|test|tests|safe|protected|protection|prevented|prevention|secured|"
            "secure|against|scan|scanned|check|hardened|guarded|closed|mitigated ~ app application forms form inputs "
            "input all scan done passed clean attacks attack user code possible queries endpoints api database "
            "fields holes xss sqli automated"
        ),
        (
            "sql never|not|no|dont built|concatenated|concatenation|strings|string|interpolated|formatted ~ input "
            "user queries query ends up from of with string strings f into by statements"
        ),
    ),
)
planned(
    "code.sast-clean",
    "The static security scan is clean.",
    severity="high",
    needs=("code",),
    says=(
        "bandit|semgrep|brakeman|codeql|gosec|sast clean|passes|passing|green|ok|silent",
        "bandit|semgrep|brakeman|codeql|gosec|sast scan|run|report clean|passed|passes|green",
        "bandit|semgrep|brakeman shows|reports|finds? no|nothing|zero critical|high|medium? severity|findings|issues",
        "codeql|gosec|sast shows|reports|finds? no|nothing|zero critical|high|medium? severity|findings|issues",
        "bandit|semgrep|brakeman shows|reports|finds? no|nothing|zero critical|high|medium? warnings|problems",
        "codeql|gosec|sast shows|reports|finds? no|nothing|zero critical|high|medium? warnings|problems",
        "static security analysis|scan|scans|check clean|passes|passed|done|no findings|issues?",
        "security static analysis|code scan|scans clean|passes|passed|done",
        "=security audit",
        "=full security audit",
        "=run security audit code|codebase|application",
        "=security audit code|codebase",
        "=risks: security review complete|completed|done",
        "no known|open|critical|high|severe security vulnerabilities",
        "!security vulnerabilities|vulnerability found",
        "bandit|semgrep|brakeman|codeql|sonarqube no|nothing|clean|zero|quiet|silent|passes",
        "bandit|semgrep|brakeman|codeql|sonarqube green|without|findings|warnings|issues|happy",
        "static security analysis|analyzer|scan|scanner no|nothing|clean|zero|quiet|passes|green findings|high?",
        "sast clean|green|passes|no|scan",
        (
            "static|source analysis|scan|scanner|analyzer clean|passed|passes|green security|code|scan ~ static "
            "source analysis our of ci code security findings high run done"
        ),
        (
            "static|source|code analysis|scan|scanner|analyzer no|zero|without|nothing high|critical|vulnerabilities|"
            "serious|findings|security ~ code findings issues security scan analysis static source severity medium "
            "problems holes found finds warnings our of ci"
        ),
        (
            "bandit|semgrep|brakeman|codeql|gosec|sonarqube|sonarcloud|sonar|sast|checkmarx|veracode|fortify clean|"
            "green|passes|passed|quiet|silent|happy|nothing ~ scan scans run reports code job ci pipeline security "
            "analysis serious source is high over our finds found shows report any new quality gate"
        ),
        (
            "bandit|semgrep|brakeman|codeql|gosec|sonarqube|sonarcloud|sonar|sast|checkmarx|veracode|fortify no|zero|"
            "0|without findings|finding|issues|issue|errors|error|warnings|warning|vulnerabilities|vulnerability|"
            "problems|hotspots|bugs ~ scan scans run reports high code severity critical medium finds found shows "
            "report left job ci security analysis serious source open has over passes any new known"
        ),
        (
            "=security scan|scanner|scanning|scans clean|passed|completed|complete|done|passes|green|finished ~ code "
            "automated static"
        ),
        (
            "=security scan|scanner|scanning|scans no|zero|without|0 findings|finding|issues|issue|errors|error|"
            "warnings|warning|vulnerabilities|vulnerability|problems ~ high critical open code has severity left "
            "automated static"
        ),
        (
            "code|codebase scanned|scan|audited vulnerabilities|holes|security|flaws|weaknesses ~ source security "
            "static whole known for our completed passed done snyk with sonar semgrep bandit"
        ),
        (
            "run|ran bandit|semgrep|brakeman|codeql|gosec|sast ~ code project over against codebase scan whole "
            "source on security fix findings"
        ),
    ),
)
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
