"""Planned checks: code."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "code.no-raw-sql",
    "No raw SQL in the project.",
    severity="critical",
    needs=("code",),
    says=(
        "queries django|sqlalchemy? orm",
        "no raw sql|query queries|statements|strings|code?",
        "database access only|exclusively orm",
        "sql injection protection|prevention|prevented|impossible|safe tested?",
        "review|scan|audit? code? sql injection vulnerabilities|holes|flaws|risks",
        "no sql injection vulnerabilities|holes|flaws|possible?",
        "sql? queries|statements parameterized|parameterised|parametrized",
        "parameterized|parameterised|prepared queries|statements",
        "no|avoid|without raw|hand|handwritten written? sql|queries",
        "orm only|everywhere|exclusively|queries|bypassed",
        "prepared|parameterized|parameterised|bound statements|queries|parameters|sql",
        "database|queries access|go|goes through|only? orm",
        (
            "raw|hand|handwritten sql dont|not|isnt use|used|written|anywhere ~ query queries statements code models "
            "codebase any in orm project"
        ),
        (
            "raw|hand|handwritten sql no|avoid|avoided|free|without|never|zero|nowhere|none ~ written query queries "
            "statements code models codebase used use any left strings in orm project"
        ),
        (
            "orm only|everywhere|exclusively|through|always queries|query|access|database|sql|code ~ use used uses "
            "go goes via database data statements all"
        ),
        "orm only|everywhere|all|exclusively raw sql no|without ~ queries query use used",
        "=orm everywhere|used|only ~ use used always database access queries for we django sqlalchemy code",
        (
            "no|never|nowhere|none cursor.execute|rawsql|execute ~ raw extra sql code codebase used calls in models "
            "anywhere"
        ),
        "no|without|avoid raw extra ~ queries query models code used orm and querysets calls",
    ),
)
planned(
    "code.sql-injection-scan",
    "The SQL-injection scan is clean.",
    severity="critical",
    needs=("code",),
    says=(
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
planned(
    "code.autoescape-intact",
    "Templates escape user input.",
    severity="critical",
    needs=("code", "settings"),
    says=(
        "templates escape|escaped user? input|output|data|values|variables|content",
        "template output|variables|values escaped|escape",
        "user input|content|data escaped templates|html|output|views",
        "autoescape|autoescaping @set",
        "auto-escaping templates? @set",
        "xss protection",
        "xss protection enabled|active|configured",
        "autoescape|autoescaping never|not|everywhere|active",
        "mark_safe|html_safe|dangerouslysetinnerhtml no|reviewed|audited|never|only|nowhere",
        "output|templates|variables escaped|escaping templates|html|default|automatically",
        (
            "escaped|escape|escaping|encoded|encoding|sanitized|sanitised output|content|input|data|variables|values|"
            "everything|comments|html templates|template|html|user|users|default|xss|automatically|views|generated ~ "
            "by all against everywhere before display rendered rendering output content input data variables "
            "supplied user users render in it and"
        ),
        (
            "templates autoescape|autoescaping ~ all everything default user input output variables html on by jinja "
            "jinja2 django @set"
        ),
        (
            "mark_safe|dangerouslysetinnerhtml|html_safe user|content|data|input|templates no|never|not|nowhere|isnt "
            "~ used use filter user data content generated html any v templates template applied on input in or"
        ),
        (
            "no|never|nothing|zero unescaped output|input|content|variables|html|data|user ~ templates template user "
            "rendered in views generated any"
        ),
        (
            "autoescape|autoescaping|escaping not|never|no off|disabled ~ switched turned anywhere templates "
            "template is in for"
        ),
    ),
)
planned(
    "code.csrf-tokens-in-templates",
    "Every POST form template has a CSRF token.",
    severity="high",
    needs=("code",),
    says=(
        "csrf tokens|token post? forms|form",
        "csrf tokens|token @set|included|contained post? forms|form",
        "csrf tokens|token forms|form @set",
        "forms|form include|includes|carry|contain|protected csrf tokens|token",
        "csrf_token forms|form|templates post?",
        (
            "csrf token|tokens|field form|forms ~ post every each has include includes contain contains carry "
            "carries hidden templates template sends send with checkout login contact add added all protected by "
            "present in"
        ),
        (
            "csrf_token form|forms|templates|template ~ post every each has include includes contain carry hidden "
            "tag present in all checkout login contact add added html with"
        ),
        "no form|forms without csrf|csrf_token ~ token tokens post template any",
    ),
)
planned(
    "code.sast-clean",
    "The static security scan is clean.",
    severity="high",
    needs=("code",),
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
planned(
    "code.dependencies-no-cves",
    "Dependencies have no known vulnerability.",
    severity="critical",
    needs=("code",),
    says=(
        "dependencies|packages|libraries secure? no|without known|open|critical|high? cves|cve|vulnerabilities",
        "gems|requirements secure? no|without known|open|critical|high? cves|cve|vulnerabilities",
        "dependencies|packages|libraries|gems free known? cves|vulnerabilities",
        "no|zero known? vulnerable dependencies|packages|libraries|gems",
        "no|zero known|critical|high? vulnerabilities|cves dependencies|packages|libraries|gems",
        "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit clean|passes|passed|green|ok|run",
        "npm|yarn|pnpm|pip audit no|zero|without critical|high|known? vulnerabilities|issues|findings|advisories",
        "cargo|composer|bundler|bundle audit no|zero|without critical|high|known? vulnerabilities|issues",
        "cargo|composer|bundler|bundle audit no|zero|without critical|high|known? findings|advisories",
        "npm|yarn|pnpm|pip audit shows|reports|finds no|zero critical|high|known? vulnerabilities|issues|findings",
        "cargo|composer|bundler audit shows|reports|finds no|zero critical|high|known? vulnerabilities|issues|findings",
        "snyk|trivy|safety no|zero|without critical|high|known? vulnerabilities|cves|findings",
        "dependencies|packages|libraries|gems scanned|audited|scan|audit vulnerabilities|cves|security? clean?",
        "dependency vulnerability|security scan|audit clean|passes|passed|run|performed|done|completed",
        "=dependencies vulnerabilities|cves",
        "=security updates|update reviews|review|reviewed",
        "=security audit",
        "=full security audit",
        "=run security audit code|codebase|application",
        "=security audit code|codebase",
        "=risks: security review complete|completed|done",
        "no known|open|critical|high|severe security vulnerabilities",
        "!critical? security vulnerabilities|vulnerability found|discovered|detected|known",
        "!known|critical vulnerabilities|cves dependencies|packages",
        "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit",
        "vulnerable dependencies|packages|libraries|gems|versions no|none|zero",
        "known vulnerabilities|cves dependencies|packages|libraries|gems no|none|zero|free|without",
        "no|zero known cve|cves|advisories",
        "snyk|safety clean|green|no|passes|quiet|silent|happy",
        "dependency|dependencies|package|packages scan|scanner|check|audit clean|green|no|passes|quiet",
        (
            "snyk|trivy|safety|grype|osv clean|nothing|green|passes ~ scan test check packages dependencies "
            "libraries finds found reports is"
        ),
        (
            "snyk|trivy|safety|grype|osv no|zero|without|none vulnerable|vulnerabilities|cves|issues|findings|cve ~ "
            "packages dependencies finds found reports known high critical scan test check libraries shows"
        ),
        (
            "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit clean|nothing|passes|passed|green|ok|0 ~ run "
            "reports finds high critical is found known result vulnerabilities"
        ),
        (
            "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit no|zero|without|none|0 findings|finding|issues|"
            "issue|errors|error|warnings|warning|vulnerabilities|vulnerability|problems|advisories|high|critical ~ "
            "run reports finds shows severity moderate or left found known has high critical any"
        ),
        (
            "vulnerable|vulnerabilities|vulnerability|cve|cves|advisories|holes|exploits|flaws dependencies|"
            "dependency|packages|package|libraries|library|plugins|plugin|gems|modules|components|requirements no|"
            "zero|free|without|clean|none|nothing|green|passes ~ known security third party high critical open any "
            "use used our in scan check npm severity python node js outdated project unpatched extensions wordpress "
            "findings has problems issues flaws"
        ),
        (
            "dependencies|dependency|packages|libraries|plugins|gems|modules scanned|scan|audit|audited|check|"
            "screened vulnerabilities|cves|cve|security|vulnerability ~ known all our third party for against done "
            "clean passed with issues holes npm snyk trivy pip high automated check"
        ),
        (
            "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit run|ran|fix|fixed ~ high critical vulnerabilities "
            "findings issues ones known and all the resolve moderate problems"
        ),
    ),
)
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
            "dependencies|dependency|libraries|library|plugins|plugin|gems|modules|themes|framework|frameworks "
            "current|latest|updated|upgraded|update|upgrade|newest|recent|updates ~ all versions version stable "
            "release releases npm pip composer third party wordpress themes plugins core packages their project "
            "javascript python php applied done installed minor patch have run library libraries frameworks cms "
            "theme and extensions"
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
    "code.no-debug-true",
    "No DEBUG = True in the production settings.",
    severity="critical",
    needs=("code",),
    says=(
        "remove debug true production? settings|code|configuration",
        "no debug true production? settings|code|configuration",
        "debug not true production? settings",
        "debug true removed|not|nowhere production? settings|code",
        "debug true gone|nowhere|not|no settings|code|production?",
        (
            "debug true no|not|never|nowhere|isnt|nothing|without|none ~ left anywhere settings code production prod "
            "file production.py settings.py finds grep contain contains live configuration found set any in setting "
            "is for say says said have has ever still"
        ),
        (
            "debug true gone|removed|remove|deleted|eliminated ~ settings code production file production.py "
            "settings.py live configuration all any from lines every"
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
