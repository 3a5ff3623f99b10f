"""Checks that are a linter's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.code.common import listed, unreviewed
from pytest_golive.checks.registry import Evidence, cannot_see, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.code.python import PythonCode
    from pytest_golive.facts.code.ruff import Lint
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.settings import Settings

#: Rules about SQL, which have a check of their own.
SQL = ("S608", "S610", "S611")


@check(
    "code.lint-clean",
    severity="medium",
    overlooks="eslint stylelint tslint biome rubocop golangci phpcs ktlint swiftlint prettier branches",
    says=(
        "run linter|lint flake8|ruff|eslint|rubocop? pylint|black?",
        "linter|lint|linting|flake8|pylint clean|passes|passed|passing|green|silent|ok",
        "ruff|eslint|rubocop|stylelint|golangci clean|passes|passed|passing|green|silent|ok",
        "linter|lint|linting|flake8|pylint|ruff|eslint|rubocop|stylelint no|without errors|warnings|findings|issues",
        "flake8|pylint|ruff|eslint|rubocop|linter passes|runs|clean without|no errors|warnings",
        "no|zero lint|linter|linting|eslint|flake8|pylint|rubocop errors|warnings|findings|issues|offenses",
        "code linted",
        "code passes|passed linting|linter|lint",
        "rubocop|eslint|flake8|ruff|pylint|linter|stylelint|lint quiet|happy|clean|green|silent|passes",
        "rubocop|eslint|flake8|ruff|pylint|linter|stylelint|lint no|zero",
        "linters|linter happy|quiet|green|clean|pass",
        "linter|lint|eslint|ruff|flake8|pylint|rubocop|stylelint exits clean|0|zero ~ code with on",
        (
            "linter|linters|lint|linting|eslint|ruff|flake8|pylint|rubocop|stylelint|golangci|biome|tslint|phpcs no|"
            "without|zero|0|none errors|error|warnings|warning|issues|findings|offenses|problems|violations|"
            "complaints ~ left finds found reports run shows passes runs code lint linter ci any has is with clean "
            "job both and in the our"
        ),
        (
            "linter|linters|lint|linting|eslint|ruff|flake8|pylint|rubocop|stylelint|golangci|biome|tslint|phpcs "
            "nothing ~ finds found reports run shows code lint ci complains left to"
        ),
        (
            "linter|linters|lint|linting|eslint|ruff|flake8|pylint|rubocop|stylelint|golangci|biome|tslint|phpcs|"
            "ktlint|swiftlint clean|passes|passed|pass|green|happy|quiet|silent|ok|successful|satisfied|free ~ base "
            "our the code job step ci pipeline run check checks eslint stylelint prettier lint linting all both "
            "project whole source on is and ruff branch"
        ),
        "=run lint|linter|linting|eslint|flake8|ruff|rubocop ~ code project whole npm the checks over",
        "=code linted ~ clean source all formatted properly linting prettier",
    ),
)
def lint_clean(lint: Lint, evidence: Evidence) -> None:
    """ruff finds nothing, by the project's own configuration or else by E, F and W.

    Why: a linter that always complains hides the day on which it is right.
    Fix: `ruff check --fix`, and correct by hand what is left.
    Cannot tell when: ruff is not installed, or the project declares flake8 or pylint instead.
    Source: https://docs.astral.sh/ruff/linter/
    """
    _nothing(lint, evidence)


@check(
    "code.pep8",
    severity="medium",
    overlooks="black formatter reformatted autopep8",
    says=(
        "code? follows|conforms|complies|adheres pep 8 style? guide|guidelines|conventions|standards?",
        "code? follows|conforms|complies|adheres pep8 style? guide|guidelines|conventions|standards?",
        "pep8|pycodestyle compliant|compliance|clean|passes|conformant|errors",
        "pep 8 compliant|compliance|clean|conformant",
        "black|pycodestyle|pep8 clean|passes|no|nothing|happy|compliant|formatted",
        (
            "black check|formatted|formatter|code|python nothing|passes|clean|formatted|happy ~ with files left "
            "python format reformatted would code codebase source reports changes check is base whole all by"
        ),
        "pycodestyle|autopep8 clean|nothing|passes|happy|silent ~ finds found reports code",
        "pycodestyle no|zero|without errors|error|warnings|violations|findings ~ finds found reports code any",
        (
            "pep 8 code|python|style|compliant|compliance|conformant|conform|conforms|respected|follows|followed|"
            "formatted|adheres|clean|everywhere ~ guide guidelines source according with is to conventions standard "
            "standards codebase base line style check checked project"
        ),
        (
            "pep8 code|python|style|compliant|compliance|conformant|respected|follows|followed|formatted|adheres|"
            "clean|everywhere ~ guide guidelines source according conventions standard codebase check project"
        ),
        "=pep 8|everywhere ~ style 8 code respected",
    ),
)
def pep8(style: Lint, evidence: Evidence) -> None:
    """The code follows PEP 8 (ruff's E, W and N) with the project's own length of lines.

    Why: code that looks alike everywhere is read faster, also in the night of an outage.
    Fix: `ruff format`, or another formatter, and correct by hand what is left.
    Cannot tell when: ruff is not installed.
    Source: https://peps.python.org/pep-0008/
    """
    _nothing(style, evidence)


@check(
    "code.imports-sorted",
    severity="medium",
    says=(
        "=imports organized|organised|sorted|ordered|cleaned|tidy alphabetically?",
        "isort clean|passes|passed|run",
        "no|zero unused imports",
        "unused imports removed|deleted|gone",
        "isort clean|happy|passes|nothing|no",
        (
            "isort passes|passed|clean|happy|green|nothing|ok|silent ~ imports import sorted order reports checks "
            "passes run check with only code"
        ),
        "isort check imports|sorted|order|import ~ with by checked run",
        (
            "=imports|import sorted|order|ordered|tidy|organised|organized|alphabetical|grouped ~ no none unused "
            "python modules code isort by with checked all files are clean and import statements"
        ),
        (
            "=no|remove|removed|clean|cleaned|gone|deleted|none|zero unused|dead imports|import ~ up all tidy sorted "
            "code python and left are in dead statements files"
        ),
    ),
)
def imports_sorted(import_order: Lint, evidence: Evidence) -> None:
    """Imports are sorted, and each is used (ruff's I001 and F401).

    Why: an import that nobody uses may still be what keeps a package, or a cycle, alive.
    Fix: `ruff check --select I001,F401 --fix`.
    Cannot tell when: ruff is not installed.
    Source: https://docs.astral.sh/ruff/rules/unsorted-imports/
    """
    _nothing(import_order, evidence)


@check(
    "code.sast-clean",
    severity="high",
    overlooks="sonarqube sonar semgrep codeql veracode checkmarx fortify snyk coverity brakeman quality gate",
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
def sast_clean(security_scan: Lint, settings: Settings, evidence: Evidence) -> None:
    """ruff's security rules (bandit's, without those rated low) find nothing outside tests and the reviewed lines.

    Why: a shell command with a visitor's text in it needs no password.
    Fix: correct it, or list the line under `sast-clean` in [code.reviewed] of golive.toml once it is reviewed.
    Cannot tell when: ruff is not installed.
    Source: https://docs.astral.sh/ruff/rules/#flake8-bandit-s
    """
    scan = security_scan
    assert not scan.unparsed, f"cannot be parsed: {listed(scan.unparsed)}"
    new = unreviewed((one for one in scan.spots if not one.what.startswith(SQL)), "sast-clean", settings, evidence)
    assert not new, f"found: {listed(new)}"
    evidence.saw(f"security rules over {scan.files} Python files")


@check(
    "code.sql-injection-scan",
    severity="critical",
    overlooks="sqlmap forms inputs fields api endpoints scanner",
    says=(
        (
            "sql injection protection|prevention|prevented|protected|impossible|safe "
            "orm|parameterized|parameterised ~ django sqlalchemy queries query using via through use "
            "statements"
        ),
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
def sql_injection_scan(
    python_code: PythonCode,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    security_scan: Lint | None = None,
) -> None:
    """No SQL is put together from texts, by the syntax tree and by ruff's S608, S610 and S611.

    Why: a quote in a search box then reads, or drops, the table of customers.
    Fix: pass values as parameters, or list the line under `sql-injection-scan` in [code.reviewed] once it is reviewed.
    Cannot tell when: ruff is not installed, or a file cannot be parsed.
    Source: https://owasp.org/www-community/attacks/SQL_Injection
    """
    scanned = [one for one in security_scan.spots if one.what.startswith(SQL)] if security_scan else []
    new = unreviewed((*python_code.built_sql, *scanned), "sql-injection-scan", settings, evidence)
    assert not new, f"SQL put together: {listed(new)}"
    assert not python_code.unparsed, f"cannot be parsed: {listed(python_code.unparsed)}"
    if security_scan is None:
        cannot_see(unseen["security_scan"], "the second look is missing: ")
    evidence.saw(f"syntax trees and security rules of {python_code.files} Python files")


def _nothing(lint: Lint, evidence: Evidence) -> None:
    found = (*lint.unparsed, *lint.spots)
    assert not found, f"{len(found)} by {lint.rules}: {listed(found)}"
    evidence.saw(f"{lint.files} Python files by {lint.rules}")
