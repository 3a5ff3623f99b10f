"""Planned checks: http."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "http.dast-scan",
    "A dynamic security scan is clean and recent.",
    severity="high",
    needs=("url",),
    says=(
        "=security|vulnerability scan|scans performed|run|done|completed|passed|clean|executed",
        "web|external|dynamic|dast|application|site security|vulnerability? scan|scans performed|run|done|completed",
        "web|external|dynamic|dast|application|site security|vulnerability? scan|scans passed|clean|executed",
        "=owasp? zap nessus|burp|openvas|nikto? similar?",
        "zap|nessus|openvas|nikto|arachni|dast baseline? scan|report|run clean|passed|green|performed",
        "zap|nessus|openvas|nikto|arachni|dast baseline? scan|report|run done|completed|no",
        "owasp? zap|nessus baseline? scan|report? no|zero|nothing|without high|critical|medium? alerts|findings",
        "owasp? zap|nessus baseline? shows|finds no|zero|nothing|without high|critical|medium? alerts|findings",
        "owasp? openvas|nikto baseline? scan|report? no|zero|nothing|without high|critical|medium? alerts|findings",
        "owasp? openvas|nikto baseline? shows|finds no|zero|nothing|without high|critical|medium? alerts|findings",
        "owasp? zap|nessus baseline? scan|report? no|zero|nothing|without high|critical|medium? issues|severity",
        "owasp? zap|nessus baseline? shows|finds no|zero|nothing|without high|critical|medium? issues|severity",
        "owasp? openvas|nikto baseline? scan|report? no|zero|nothing|without high|critical|medium? issues|severity",
        "owasp? openvas|nikto baseline? shows|finds no|zero|nothing|without high|critical|medium? issues|severity",
        "owasp zap scan|baseline clean|passed|green|performed|done|run|no",
        "=review api endpoints vulnerabilities",
        "=full security audit",
        "zap baseline|scan|report|alerts",
        "nessus|openvas|nikto|burp|dast scan|report|clean",
        (
            "zap|nessus|burp|openvas|nikto|dast|acunetix|qualys|nuclei|wpscan|detectify "
            "scan|scanner|run|ran|clean|baseline|report|passed|green|pipeline ~ owasp against suite done "
            "penetration performed before launch automated weekly result active"
        ),
        (
            "zap|nessus|burp|openvas|nikto|dast|acunetix|qualys|nuclei|wpscan|detectify no|zero|without|nothing|0 "
            "high|critical|medium|finding|risk|alerts|serious|severe ~ owasp scan baseline report show severity "
            "issue against automated"
        ),
        (
            "=security|vulnerability|penetration scan|scanner "
            "run|done|passed|clean|performed|site|web|automated|completed|app|external ~ before launch against "
            "report test result released"
        ),
        (
            "=security|vulnerability|penetration scan|scanner no|zero|without|nothing|0 "
            "high|critical|severe|serious|finding|medium|risk ~ automated done run report show severity external "
            "left major issue clean"
        ),
    ),
)
