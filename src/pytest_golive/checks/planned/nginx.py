"""Planned checks: nginx."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "nginx.config-valid",
    "The nginx configuration is valid.",
    severity="critical",
    needs=("server",),
    says=(),
)
planned(
    "nginx.https-enabled",
    "HTTPS is on in the nginx configuration.",
    severity="critical",
    needs=("server",),
    says=(),
)
planned(
    "nginx.reverse-proxy",
    "The reverse proxy is set up.",
    severity="high",
    needs=("server", "url"),
    says=(),
)
planned(
    "nginx.maintenance-page",
    "A maintenance page is prepared.",
    severity="medium",
    needs=("server", "url"),
    says=(),
)
