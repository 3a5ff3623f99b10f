"""Planned checks: how tidy, current and committed the code is."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "code.dependencies-current",
    "Dependencies are current.",
    severity="medium",
    needs=("code",),
    says=(
        "dependencies|gems current|upgraded|latest version|versions?",
        "dependencies|libraries|gems updated|update latest version|versions?",
        "dependencies|security|quality|development|maintenance: dependencies|libraries|gems updated",
        "=maintenance: dependency|dependencies updates",
        "dependency|dependencies update|updates applied|installed|done|reviewed",
        "no|zero outdated|deprecated dependencies|packages|libraries|gems",
        "update dependencies test environment",
        "update|upgrade dependencies regularly|monthly|weekly|quarterly",
        "no outdated|deprecated|abandoned|eol|yanked packages|gems|libraries|dependencies",
        "dependencies|gems|libraries current|latest|recent no|none|nothing?",
        (
            "=dependencies|dependency|libraries|library|plugins|plugin|gems|modules|themes|framework|frameworks "
            "current|latest|updated|upgraded|update|upgrade|recent|updates ~ all versions version stable release "
            "releases npm pip composer third party wordpress themes plugins core packages their project javascript "
            "python php applied done installed minor patch have run library libraries frameworks cms theme and "
            "extensions"
        ),
        (
            "packages|package npm|pip|composer|python|third|node|js|javascript|nuget|dependencies current|latest|"
            "updated|upgraded|update|upgrade|newest ~ all versions version stable party packages project their have"
        ),
        (
            "no|zero|none|nothing|without outdated|deprecated|obsolete|abandoned|unmaintained dependencies|"
            "dependency|packages|libraries|gems|plugins|modules|library ~ npm pip third party any used in left "
            "versions installed or themes"
        ),
        (
            "outdated|deprecated dependencies|packages|libraries|gems|plugins|modules upgraded|updated|replaced|"
            "update|upgrade|removed ~ all npm pip third party"
        ),
    ),
)
planned(
    "code.lint-clean",
    "The linter is clean.",
    severity="medium",
    needs=("code",),
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
planned(
    "code.pep8",
    "Code follows PEP 8.",
    severity="medium",
    needs=("code",),
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
planned(
    "code.imports-sorted",
    "Imports are organised.",
    severity="medium",
    needs=("code",),
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
