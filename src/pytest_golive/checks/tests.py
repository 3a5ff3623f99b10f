"""Checks of the team's own tests: that they pass, and what they run through."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.app_model import Application
    from pytest_golive.facts.flask_model import FlaskApplication
    from pytest_golive.facts.suite import CoverageReport, SuiteRun
    from pytest_golive.settings import Settings

#: Failed tests and files that a finding names.
MOST = 5


@check(
    "tests.suite-passes",
    severity="critical",
    effect="executes",
    overlooks=(
        "end e2e e2e cypress playwright jest rspec phpunit vitest mocha minitest junit integration acceptance "
        "regression functional smoke postman newman ci jenkins pipeline pipelines build builds job jobs "
        "workflow workflows github gitlab bitbucket actions travis circleci main master branch branches "
        "locally nightly staging"
    ),
    says=(
        "unit|automated tests written pass|passing|passed|green",
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
def suite_passes(suite_run: SuiteRun, settings: Settings, evidence: Evidence) -> None:
    """The test suite has run on this commit, tests were found, and none failed, broke or was skipped unannounced.

    Why: the suite knows what worked last month; a run of zero tests, or of another commit, knows nothing.
    Fix: repair what is named here and run the suite again.
    Cannot tell when: neither command nor junit is set in [tests], or the results are of other files.
    Source: https://github.com/testmoapp/junitxml
    """
    run, wanted = suite_run, settings.tests
    more = f" and {len(run.bad) - MOST} more" if len(run.bad) > MOST else ""
    assert not run.bad, f"{len(run.bad)} of {run.ran} tests failed: {', '.join(run.bad[:MOST])}{more}"
    assert run.skipped <= wanted.skips, f"{run.skipped} of {run.ran} tests were skipped, of at most {wanted.skips}"
    passed = run.ran - run.skipped
    assert passed >= wanted.minimum, f"{passed} tests passed, of at least {wanted.minimum}"
    assert not run.code, f"{run.source} ended with code {run.code}"
    evidence.saw(f"{passed} tests passed, {run.skipped} were skipped ({run.source})")


@check(
    "tests.coverage",
    severity="medium",
    overlooks="front",
    effect="executes",
    says=(
        "unit tests critical functions|paths|code|logic|modules",
        "critical|core|important functions|paths|code|logic|modules covered unit|automated? tests|test",
        "test|code|line coverage >=|≥|>|above|least|minimum|exceeds {percent}",
        "{percent} test|code|line coverage reached|achieved|met?",
        "test|code coverage target|threshold|goal|minimum met|reached|achieved|above",
        "test|code coverage sufficient|adequate|acceptable|good|enough",
        "coverage above|least|>=|≥|>|exceeds {percent}",
        "coverage not|never|no below",
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
            "coverage not|hasnt|never|no|havent|didnt lower|below ~ test tests code line its the fallen falls "
            "dropped threshold target"
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
)
def coverage(coverage_report: CoverageReport, settings: Settings, evidence: Evidence, *, percent: float = 80.0) -> None:
    """The tests run through enough of the critical modules, lines and branches, or else of all the code.

    Why: what no test runs through is first run by a customer.
    Fix: write tests for what is named here until at least {percent} percent of it runs.
    Cannot tell when: coverage is not set in [tests], is of other files, was measured without branches, or lacks files
    of the code while no module is named critical.
    Source: https://coverage.readthedocs.io/en/latest/branch.html
    """
    if not coverage_report.with_branches:
        cannot_tell("branches were not measured", cure="run the tests with `coverage run --branch`")
    files, low = coverage_report.files, []
    for pattern in settings.tests.critical or ("*",):
        mine = [one for name, one in files.items() if fnmatchcase(name, pattern)]
        wanted, ran = sum(one.all for one in mine), sum(one.ran for one in mine)
        share = 100 * ran / wanted if wanted else 100.0 * bool(mine)
        told = f"{'all of it' if pattern == '*' else pattern}: {share:.0f} %" if mine else f"{pattern}: not measured"
        evidence.saw(told)
        low += [told] if share < percent else []
        if mine and pattern != "*":
            missing = [one for one in coverage_report.unmeasured if fnmatchcase(f"/{one}", f"*/{pattern}")]
            low += [f"{one}: not measured" for one in missing]
    assert not low, f"of at least {percent:g} %: {'; '.join(low)}"
    if coverage_report.unmeasured and not settings.tests.critical:
        some = ", ".join(coverage_report.unmeasured[:MOST])
        cure = "run the tests with `coverage run --branch --source=.`, or set critical in [tests]"
        cannot_tell(f"{len(coverage_report.unmeasured)} files were not measured, such as {some}", cure=cure)


#: A route for each ending (``.json``) that Django REST framework adds to another.
ENDINGS = ("<drf_format_suffix", "(?P<format>")


@check(
    "tests.api-endpoints-covered",
    severity="medium",
    effect="executes",
    overlooks="postman newman collection contract graphql",
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
def api_endpoints_covered(
    suite_run: SuiteRun,
    settings: Settings,
    evidence: Evidence,
    application: Application | None = None,
    flask_application: FlaskApplication | None = None,
) -> None:
    """The test run has requested every route below the API's prefix, with each of its methods.

    Requests are noted where the application resolves them, whatever client has sent them; what was answered is for the
    tests themselves to judge.

    Why: a route that no test has ever requested breaks unseen, and its users are programs that cannot ask.
    Fix: write a test that requests what is named here, or list it in `unrequested` of [tests].
    Cannot tell when: the tests were not run by the gate, ran elsewhere (in a container), or there is no such route.
    Source: https://docs.djangoproject.com/en/stable/topics/testing/tools/
    """
    wanted = _routes(application, flask_application, settings.docs.api_prefix)
    if not wanted:
        cure = "set api_prefix in [docs], and dir or flask in [app] of golive.toml"
        cannot_tell(f"no route below {settings.docs.api_prefix} is known", cure=cure)
    if suite_run.requests is None:
        cure = "let the gate run them: set command in [tests] of golive.toml, without a container around it"
        cannot_tell(f"nobody could note what the tests request ({suite_run.source})", cure=cure)
    noted = {(one.route.lstrip("^"), one.method) for one in suite_run.requests}
    routes = {route for route, _ in noted}
    missing = [
        f"{method} {route}"
        for route, methods in wanted.items()
        for method in methods or ("any method of",)
        if (route not in routes if not methods else (route, method) not in noted)
    ]
    missing = [one for one in missing if one not in settings.tests.unrequested]
    more = f" and {len(missing) - MOST} more" if len(missing) > MOST else ""
    assert not missing, f"no test requests {', '.join(missing[:MOST])}{more}"
    evidence.saw(f"all {len(wanted)} routes below {settings.docs.api_prefix} were requested ({suite_run.source})")


def _routes(
    application: Application | None, flask_application: FlaskApplication | None, prefix: str
) -> dict[str, tuple[str, ...]]:
    """Every route below the prefix, and its methods; none: it takes any."""
    if application is not None:
        told = [(view.route, view.methods) for view in application.views]
        below = [(route, methods) for route, methods in told if f"/{route}".startswith(prefix)]
        return {route: methods for route, methods in below if not any(ending in route for ending in ENDINGS)}
    if flask_application is not None:
        return {one.route: one.methods for one in flask_application.routes if one.route.startswith(prefix)}
    return {}
