"""Planned checks: tls."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "tls.auto-renewal",
    "Certificate renewal is automatic.",
    severity="high",
    needs=("server", "tls"),
    says=(),
)
