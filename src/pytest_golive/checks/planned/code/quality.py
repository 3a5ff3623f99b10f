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
    "code.requirements-pinned",
    "Requirements are pinned.",
    severity="high",
    needs=("code",),
    says=(
        "requirements|requirements.txt|dependencies everything|entries|versions? pinned|locked|frozen versions?",
        "packages|libraries everything|entries|versions? pinned|locked|frozen versions?",
        "requirements.txt updated pinned|locked|exact versions?",
        "pinned|locked|exact versions requirements|requirements.txt|dependencies|packages",
        "dependency|package|library versions|version pinned|locked|fixed|frozen",
        "lockfile committed|current|tracked|present",
        "lock|lock.json|yarn.lock|poetry.lock file|files? committed|current|tracked|present",
        "gemfile.lock|composer.lock|uv.lock file|files? committed|current|tracked|present",
        "requirements|requirements.txt|dependencies|gems|packages|libraries pinned|locked|hashes|exact",
        "pinned|locked dependencies|requirements",
        "lockfile committed|current|sync|matches|step",
        "lock|gemfile.lock|poetry.lock|uv.lock|yarn.lock|lock.json committed|current|sync|matches|step",
        (
            "=gemfile.lock|poetry.lock|yarn.lock|composer.lock|uv.lock|pipfile.lock|cargo.lock|lockfile|lockfiles ~ "
            "in current"
        ),
        (
            "dependencies|dependency|requirements|requirements.txt|packages|package.json|libraries|gems|modules|"
            "versions pinned|pin|locked|lock|frozen|freeze|exact ~ all versions version == exact numbers "
            "dependencies in to requirements.txt package.json their with hash hashes file every fixed by"
        ),
        (
            "dependencies|requirements|requirements.txt|packages|package.json|libraries fixed|exact versions|version "
            "~ == all numbers number use used pinned in every only to"
        ),
        (
            "lock.json|gemfile.lock|poetry.lock|yarn.lock|composer.lock|uv.lock|pipfile.lock|cargo.lock|lockfile|"
            "lockfiles|lock.yaml committed|commit|checked|repo|repository|git|sync|current|versioned|tracked|version|"
            "used|exists|present|matches|match|step ~ package package.json pyproject.toml file control into the "
            "under with pnpm npm ci source kept up are added both all version"
        ),
        (
            "lock file|files committed|commit|checked|repo|repository|git|sync|current|versioned|tracked|version|"
            "matches ~ package package.json pyproject.toml control under with source added dependency dependencies "
            "kept"
        ),
        (
            "no|none|never|nothing|without floating|unpinned|loose|ranges dependencies|dependency|versions|version|"
            "requirements|packages|requirements.txt|package.json ~ left any in package.json requirements.txt version"
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
planned(
    "code.todo-comments",
    "TODO comments are reviewed.",
    severity="medium",
    needs=("code",),
    says=(
        "review|resolve|remove|clean? todo|todos|fixme comments|notes code?",
        "todo|fixme comments reviewed|resolved|removed|addressed|cleaned",
        "todos|fixmes code? reviewed|resolved|removed|addressed|cleaned|gone",
        "no todo|todos|fixme|fixmes comments? left|remaining|open|remain? code?",
        "no open|leftover|remaining|stray? todo|todos|fixme|fixmes code|comments|codebase",
        "todo|todos|fixme|fixmes comments|code|triaged|ticket|tickets|reviewed|gone|resolved|addressed",
        "no|unreviewed|leftover|stray todo|todos|fixme|fixmes",
        (
            "todo|todos|fixme|fixmes|hack code|comment|comments|source|codebase|fixme|left reviewed|resolved|looked|"
            "look|triaged|ticket|tickets|ticketed|tracked|cleaned|clean|removed|remove|through|addressed|gone|go|"
            "walked|checked|issue ~ all every todo fixme todos have has each list at open outstanding remaining in "
            "the up xxx went code over of with one"
        ),
        (
            "todo|todos|fixme|fixmes no|none|zero|without left|leftover|remaining|code|open|outstanding|comments|"
            "source|unresolved|untracked ~ fixme todo todos fixmes comments any in has or code the stray xxx"
        ),
        (
            "outstanding|remaining|open|every todo|todos|fixme|fixmes triaged|reviewed|resolved|tracked|ticketed|"
            "ticket|addressed|done|cleared ~ all in code comments have list"
        ),
        "fixme|fixmes resolved|ticketed|tracked|triaged|addressed|fixed ~ all todo todos or and comments code",
        "=fixme|fixmes|hacks looked|reviewed|resolved|triaged|removed ~ every all at code has been through",
        "=todo|todos clean|cleanup|cleaned ~ up code all comments fixme",
    ),
)
planned(
    "code.git-clean",
    "All changes are committed and pushed.",
    severity="high",
    needs=("code",),
    says=(
        "changes|code|everything|work committed pushed? version|source control",
        "changes|code|everything|work committed|pushed pushed? git|repository|repo|github|gitlab|main|master|remote",
        "=changes|code|everything|work committed pushed?",
        "=git? working tree|directory|copy clean",
        "git tree|status|repository|repo clean",
        "no|zero uncommitted|unpushed|local changes|commits|work",
        "git status clean|empty|nothing",
        "no|nothing|zero uncommitted|unpushed|unmerged changes|work|commits|files|code|left?",
        "no stash|stashes|untracked files?",
        "=working tree|copy|directory clean",
        "everything|work|changes|commits|branch pushed|committed origin|remote|github|gitlab|git|main|master",
        (
            "=code|everything|work|changes github|gitlab|git|bitbucket|repo|repository|main|master|origin ~ all our "
            "is on latest the final"
        ),
        (
            "everything|changes|work|code|commits|commit|branches|branch committed|pushed|push|merged|commit main|"
            "master|origin|remote|github|gitlab|git|repo|repository|pushed|push|branch|upstream|bitbucket ~ all and "
            "feature features release develop final latest local to into is up main master code changes"
        ),
        (
            "=everything|work|changes|branches|code|commits pushed|merged|committed|commit|push|main|master ~ all "
            "main on master is and our done code changes"
        ),
        (
            "=push|pushed github|gitlab|origin|remote|main|master|git|bitbucket ~ all code changes commits final "
            "latest branch to commit repo repository"
        ),
        (
            "no|nothing|zero|none|without uncommitted|unpushed|unmerged|untracked|stash|stashes|stashed|unstaged ~ "
            "changes change commits files work git left local code branch branches in server working tree any"
        ),
        "=no|nothing|zero local changes|commits|edits|modifications ~ left server uncommitted unpushed on git any",
        "=working|work tree|copy|directory clean ~ git status is everything committed pushed repo",
        (
            "=git|repo|repository|tree clean ~ status is repository tree working all everything merged pushed "
            "committed and"
        ),
    ),
)
