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
        (
            "tests|test|specs|suite unit|integration|automated|automatic|e2e|regression|functional|suite|suites|full|"
            "whole|entire|complete|all|cypress|playwright|jest|pytest|rspec|phpunit|end|ci|branch|commit|specs pass|"
            "passes|passing|passed|green|succeed|succeeds|successful|success ~ tests test unit integration automated "
            "e2e end regression functional suite suites branch main master release candidate commit ci cypress "
            "playwright jest build final latest last run all full whole on of front back 100% local locally in are "
            "for exact acceptance ran successfully"
        ),
        (
            "ci|pipeline|pipelines|jenkins|actions|travis|circleci|build|builds ci|pipeline|build|builds|run|runs|"
            "job|jobs|main|master|commit|branch|actions|checks|status|workflow|everything green|passes|passing|"
            "passed|pass|successful|succeeds|succeeded|success ~ all github gitlab checks last latest release "
            "candidate tests on the is for our of workflows both run"
        ),
        (
            "=ci|pipeline|build|pytest|jest|cypress|playwright|rspec|phpunit|vitest|mocha|tests|specs green|passes|"
            "passing|passed|pass|succeeds|happy|succeed ~ all and jest cypress playwright pytest is on main"
        ),
        (
            "no|zero|none|nothing|without failing|failed|red|broken tests|test|specs|spec ~ left any known unit "
            "integration e2e skipped ci suite in the or on main automated"
        ),
        (
            "tests|test|suite run|ran|runs|running|execute|executed automated|unit|suite|full|whole|entire|complete|"
            "your|integration|regression|e2e|functional ~ test tests all before release launch final suite locally "
            "once full in ci main and on"
        ),
        "=run|execute tests|suite|specs ~ all test your front ends back end frontend backend suite",
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
        (
            "coverage {percent} test|tests|code|line|lines|branch|unit|above|least|≥|>=|>|over|minimum|more|exceeds|"
            "greater|higher|statement ~ code line report shows % percent unit test tests at reached target minimum "
            "than is its of by or backend frontend critical modules good branches above"
        ),
        (
            "covered|cover {percent} code|codebase|lines|logic|modules ~ tests test unit percent % least more than "
            "automated of by is are over"
        ),
        (
            "coverage not|hasnt|never|no|havent|didnt dropped|drop|fallen|lower|below|decreased|decrease|dropping|"
            "falls|went ~ test tests code down line its the since last release threshold"
        ),
        (
            "coverage threshold|gate|target|goal|minimum met|enforced|reached|hit|achieved|set|passes|passed ~ @set "
            "test tests code ci line in is branch unit by our agreed"
        ),
        (
            "coverage test|tests|code|unit sufficient|adequate|good|acceptable|enough|high|reasonable|satisfactory|"
            "critical ~ code paths logic is for modules core test business functions of important"
        ),
        (
            "critical|core|important|business|payment|checkout|key|essential code|logic|modules|module|functions|"
            "classes|paths|parts covered|coverage|unit ~ tests test unit automated critical by have has payment "
            "checkout business logic code are is in with core key functions tested and"
        ),
        (
            "critical|core|important|business code|logic|modules|classes test|tests ~ unit critical business has "
            "have automated own with are"
        ),
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
        (
            "endpoint|endpoints|routes|route covered|cover|covers|integration|automated|automatically|contract|suite|"
            "postman|collection|request|newman|cases test|tests|tested|spec|specs|suite ~ api apis rest every each "
            "all public graphql have has by one routes endpoints integration automated collection tests test cases "
            "exist exists there in are with our an a written"
        ),
        "=endpoint|endpoints|route|routes tests|spec|specs ~ api each every least one rest has have own",
    ),
)
