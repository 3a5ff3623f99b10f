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
    ),
)
