"""Planned checks: tests."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "tests.suite-passes",
    "The test suite passes.",
    severity="critical",
    needs=("code",),
    says=(
        "=specs|tests pass|passes|passing|green",
        "=result? tests|test suite? pass|passing|passed|green|succeed",
        "automated|unit|regression|functional tests|test suite? pass|passing|passed|green|succeed|successful",
        "automated|unit integration tests|test suites? pass|passing|passed|green|succeed",
        "test suite|suites pass|passes|passing|passed|green|succeeds",
        "rspec|pytest|jest green|passes|passing|passed exact|release|same|final? commit|branch|build|code?",
        "phpunit|vitest green|passes|passing|passed exact|release|same|final? commit|branch|build|code?",
        "mocha|junit|minitest|unittest green|passes|passing|passed exact|release|same|final? commit|branch|build|code?",
        "ci|pipeline green|passes|passing|passed exact|release|same|final|main? commit|branch|build?",
        "no|zero failing|broken|red tests",
        "unit tests critical functions|paths|code|logic|modules",
        "=command? python manage.py test",
        "run unit|automated? tests python manage.py test",
        "docker compose f docker compose.prod.yml exec web python manage.py test",
        "dependencies tested production? like environment",
        "update dependencies test environment",
        "!critical|automated|unit? tests failing|fail|failed|broken|red",
        "full|whole|entire|complete|automated|regression test|tests suite|tests green|passes|pass|passed|passing",
        "suite green|passes|passed|passing",
        "ci|jenkins|pipeline build|run|job|checks|pipeline green|passed|passing|passes",
        "github|gitlab actions|ci|pipeline green|passed|passing|passes",
        "pytest|rspec|jest|phpunit|vitest|mocha|minitest green|passes|clean|pass|no|zero|failures|suite",
        "no|zero failing|failed|red|broken|skipped test|tests|specs|spec",
        "specs green|pass|passing|passed",
        "=integration tests green|pass|passed|passing",
        "ci green|passed|passes|passing",
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
        "coverage above|least|>=|≥|>|exceeds {percent}",
        "coverage not|never|no drop|dropped|below|fall|fallen",
        "{percent} test|code|line|branch coverage",
        "branch|line|test|code coverage @set|threshold|gate|enforced|target",
        "critical|core|payment|checkout|business code|logic|modules|module covered|tests unit?",
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
        "endpoint|endpoints|route|routes covered|test|tests integration|automated|request|contract",
        "endpoint|endpoints|route|routes least|one test|tests|spec",
    ),
)
