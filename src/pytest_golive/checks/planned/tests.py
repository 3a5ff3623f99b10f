"""Planned checks: tests."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "tests.suite-passes",
    "The test suite passes.",
    severity="critical",
    needs=("code",),
    says=(
        "=result? tests|test suite? pass|passing|passed|green|succeed",
        "automated|unit|integration|regression|functional tests|test suite? pass|passing|passed|green|succeed|successful",
        "automated|unit integration tests|test suites? pass|passing|passed|green|succeed",
        "test suite|suites pass|passes|passing|passed|green|succeeds",
        "rspec|pytest|jest|phpunit|vitest|mocha|junit|minitest|unittest green|passes|passing|passed exact|release|same|final? commit|branch|build|code?",
        "ci|pipeline green|passes|passing|passed exact|release|same|final|main? commit|branch|build?",
        "no|zero failing|broken|red tests",
        "unit tests critical functions|paths|code|logic|modules",
        "=command? python manage.py test",
        "run unit|automated? tests python manage.py test",
        "docker compose f docker compose.prod.yml exec web python manage.py test",
        "dependencies tested production? like environment",
        "update dependencies test environment",
        "!critical|automated|unit? tests failing|fail|failed|broken|red",
    ),
)
planned(
    "tests.coverage",
    "Critical functions are covered by tests.",
    severity="medium",
    needs=("code",),
    says=(
        "unit tests critical functions|paths|code|logic|modules",
        "critical|core|important functions|paths|code|logic|modules covered unit|automated? tests|test",
        "test|code|line coverage >=|≥|>|above|least|minimum|exceeds {percent}",
        "{percent} test|code|line coverage reached|achieved|met?",
        "test|code coverage target|threshold|goal|minimum met|reached|achieved|above",
        "test|code coverage sufficient|adequate|acceptable|good|enough",
    ),
    quantities={"percent": float},
)
planned(
    "tests.api-endpoints-covered",
    "API endpoints have integration tests.",
    severity="medium",
    needs=("code",),
    says=(
        "integration|automated|functional tests|test suite? api endpoints|routes exist|cover|pass?",
        "api endpoints|routes covered integration|automated? tests|test",
        "integration|api tests|test suite? cover|covers|exist api? endpoints|routes",
    ),
)
