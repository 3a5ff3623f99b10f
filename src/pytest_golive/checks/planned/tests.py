"""Planned checks: tests."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "tests.api-endpoints-covered",
    "API endpoints have integration tests.",
    severity="medium",
    needs=("code",),
    says=(
        "integration|automated|functional tests|test suite? api endpoints|routes exist|cover|pass?",
        "api endpoints|routes covered integration|automated? tests|test",
        "integration|api tests|test suite? cover|covers|exist api? endpoints|routes",
        "endpoint|endpoints|route|routes covered|test|tests integration|automated|request|contract",
        "endpoint|endpoints|route|routes least|one test|tests|spec",
        (
            "endpoint|endpoints|routes|route covered|cover|covers|integration|automated|automatically|contract|suite|"
            "postman|collection|request|newman|cases test|tests|tested|spec|specs|suite ~ api apis rest every each "
            "all public graphql have has by one routes endpoints integration automated collection tests test cases "
            "exist exists there in are with our an a written"
        ),
        "=endpoint|endpoints|route|routes tests|spec|specs ~ api each every least one rest has have own",
    ),
)
