"""Planned checks: secrets."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "secrets.secret-key-from-env",
    "The secret key comes from the environment, not from code.",
    severity="critical",
    needs=("settings", "env", "code"),
    says=(
        "secret_key set|@set secure",
        "secret_key read|loaded|comes|stored|taken|set|kept environment variable|variables?",
        "secret key read|loaded|comes|stored|taken|set|kept environment variable|variables|var?",
        "secret_key read|loaded|comes|stored|taken environment not|nowhere|never code|git|repo|repository",
        "secret key read|loaded|comes|stored|taken environment not|nowhere|never code|git|repo|repository",
        "secret_key|secret not|never|isnt key? hardcoded|committed|code|git|repo|repository",
        "secret_key not|never|isnt committed? version|source control|code",
        "secret key not|never|isnt hardcoded|committed code|git|repo|repository?",
        "secret_key environment variable|variables",
        "secret_key: stored|set|read|kept environment not code",
        (
            "secret_key environment|.env|vault read|reads|comes|come|loaded|loads|stored|moved|taken|lives|kept|via|"
            "only|injected|variable|supplied|provided|passed ~ @set django production file variables value is "
            "settings through secret manager app flask"
        ),
        (
            "secret|django key environment|.env read|reads|comes|come|loaded|loads|stored|moved|taken|lives|kept|via|"
            "injected|variable|variables|supplied|use|used ~ secret @set django production file only through app "
            "flask secure keys move"
        ),
        (
            "secret_key no|not|never|isnt|nowhere|nothing|dont code|git|repo|repository|settings|settings.py|source|"
            "hardcoded|committed|codebase|history|github ~ hard coded kept stored file python version control django "
            "value in checked into commit read environment comes"
        ),
        (
            "secret_key out|outside code|git|repo|repository|settings|settings.py|source|codebase|history|github ~ "
            "kept keep moved move stored file python version control django lives of"
        ),
        (
            "secret key no|not|never|isnt|nowhere code|git|repo|repository|settings|settings.py|source|hardcoded|"
            "hard|committed|codebase|github ~ coded kept stored file python version control django value checked "
            "into flask app commit"
        ),
        (
            "secret key out|outside code|git|repo|repository|settings|settings.py|source|codebase ~ kept keep moved "
            "move stored file python version control django lives of flask app"
        ),
    ),
)
planned(
    "secrets.no-hardcoded",
    "No credential is hard-coded in the repository.",
    severity="critical",
    needs=("code",),
    says=(
        "no hardcoded credentials|secrets|passwords|keys|tokens code|codebase|repo|repository|source|git?",
        "no hard coded credentials|secrets|passwords|keys|tokens code|codebase|repo|repository|source?",
        "=hardcoded credentials|secrets|passwords|keys",
        "no secrets|credentials|passwords|tokens committed|stored|left? git|repo|repository|code|codebase|source",
        "no api|secret|private keys passwords|tokens|secrets? committed|stored|left? git|repo|repository|code|codebase",
        "no passwords|secrets|credentials keys|tokens|passwords|secrets committed? git|repo|repository|code|codebase",
        "no secrets|credentials|passwords|tokens committed|stored|left? version|source control|code",
        "secrets|credentials not|never|arent committed|hardcoded|stored git|repo|repository|code|codebase",
        "passwords|keys not|never|arent committed|hardcoded|stored git|repo|repository|code|codebase",
        "secrets|credentials|passwords|keys not|never|arent committed|stored? version|source control|code",
        "=secrets|credentials|passwords not|never committed|hardcoded",
        "secret|gitleaks|trufflehog scan|scanning repo|repository|git|history? clean|passes|green",
        "gitleaks|trufflehog clean|passes|green|finds|reports nothing|no? secrets|leaks?",
        "run? security audit codebase",
        (
            "secret|secrets|credentials scan|scans|scanned|scanning|scanner clean|nothing|green|passed|passes ~ repo "
            "repository git history found finds code codebase result github is of"
        ),
        (
            "secret|secrets|credentials scan|scans|scanned|scanning|scanner no|none|zero leaks|leaked|findings|"
            "secrets|hits|leak|results ~ repo repository git history found finds code codebase any shows secret"
        ),
        (
            "gitleaks|trufflehog|ggshield clean|nothing|green|passes|passed ~ scan scans scanned repo repository git "
            "history found finds run reports report over result pipeline whole is"
        ),
        (
            "gitleaks|trufflehog|ggshield no|zero|without|none secret|secrets|leaks|findings|issues|leak|credentials "
            "~ scan scans scanned repo repository git history found finds run reports report over result pipeline "
            "any shows"
        ),
        (
            "secret|secrets|password|passwords|credential|credentials|keys|tokens no|never|not|nothing|free|zero|"
            "none|arent|dont repo|repository|repositories|git|code|codebase|source|history|github|javascript|bundle "
            "~ committed commit hardcoded hard coded api private access sensitive stored kept checked in leaked leak "
            "any version control found pushed push live or exposed secrets passwords keys credentials tokens "
            "contains contain left remain lives source code frontend front end client side plain text into plaintext "
            "embedded clean"
        ),
        (
            "secret|secrets|password|passwords|credentials|keys|tokens out|outside|removed|remove repo|repository|"
            "git|code|codebase|source|history|github|hardcoded ~ kept keep stored store live production all of the "
            "api committed version control moved secrets passwords source sensitive hard coded any from"
        ),
        (
            "secret|secrets|password|passwords|credentials|keys|tokens no|never|not|nothing|arent|dont committed|"
            "commit|hardcoded|versioned|checked ~ api private access in git sensitive version control stored any "
            "hard coded or secrets passwords keys credentials tokens pushed"
        ),
        (
            "hardcoded secret|secrets|password|passwords|credential|credentials|keys|tokens no|zero|without|never|"
            "none|nowhere ~ api private access code any or source secrets passwords credentials keys tokens left "
            "codebase"
        ),
        (
            "hard coded|code secret|secrets|password|passwords|credential|credentials|keys|tokens no|zero|without|"
            "never|none|nowhere|not ~ coded api private access any or source secrets passwords credentials keys "
            "tokens left codebase all"
        ),
        (
            "hardcoded secret|secrets|password|passwords|credential|credentials|keys|tokens removed|remove|gone ~ "
            "api all any every code from source the"
        ),
        (
            "hard coded secret|secrets|password|passwords|credential|credentials|keys|tokens removed|remove|gone ~ "
            "api all any every code from source the"
        ),
        (
            "secret|secrets version control no|nothing|never|not ~ source secrets passwords credentials keys stored "
            "committed in kept"
        ),
        (
            "scan|scanned|searched|grepped|audited repo|repository|code|git|history|codebase|commits secret|secrets|"
            "keys|credentials|passwords ~ leaked committed clean hardcoded for github api tokens passwords keys hard "
            "coded exposed source whole"
        ),
    ),
)
planned(
    "secrets.env-not-committed",
    "The production env file is not in version control.",
    severity="critical",
    needs=("code",),
    says=(
        ".env|.env.production file|files? not|never|dont|isnt committed|tracked git|repo|repository? control?",
        ".env|.env.production file|files? not|never|dont|isnt commit git|repo|repository? control?",
        ".env|.env.production file|files? not|never|dont|isnt versioned|checked git|repo|repository? control?",
        ".env|.env.production file|files? not|never|dont|isnt committed|tracked version|control|source control?",
        ".env|.env.production file|files? not|never|dont|isnt commit version|control|source control?",
        ".env|.env.production file|files? not|never|dont|isnt versioned|checked version|control|source control?",
        "environment file|files not|never|dont|isnt committed|tracked git|repo|repository|version? control?",
        "environment file|files not|never|dont|isnt commit|versioned git|repo|repository|version? control?",
        ".env|.env.production file|files? .gitignore|gitignored|ignored git|listed|added? control?",
        ".env|.env.production file|files? .gitignore|gitignored|ignored control|version control?",
        ".env|.env.production file|files? gitignore|excluded git|listed|added|control|version? control?",
        "production .env file created dont|not|never commit|committed",
        "no .env file|files committed|git|repo|repository|tracked",
        (
            ".env|.env.production|.env.local|environment gitignore|.gitignore|gitignored|ignored|ignore ~ file files "
            "listed added add git repo repository covered covers contains lists is entry has version control"
        ),
        (
            ".env|.env.production|.env.local no|not|never|isnt|arent|nothing|nobody|dont|none git|repo|repository|"
            "version|github|gitlab|committed|commit|tracked|checked|history|vcs|pushed ~ file files control source "
            "kept stored part in present checked under added pushed accidentally any ls shows there code with into"
        ),
        (
            ".env|.env.production|.env.local out|outside|excluded|absent git|repo|repository|version|github|vcs ~ "
            "file files control source kept keep stored is from left of"
        ),
        (
            "environment file|files no|not|never|isnt|arent|dont git|repo|repository|github|committed|commit|tracked|"
            "checked|version|vcs ~ control source kept stored in under pushed history production settings"
        ),
        (
            "environment settings|configuration no|never|not committed version|git|repo|repository ~ production prod "
            "test staging control source local"
        ),
    ),
)
planned(
    "secrets.db-password-strong",
    "Database password is strong.",
    severity="critical",
    needs=("env",),
    says=(
        "database|postgres|mysql user? password|passwords strong|complex|secure {length}? characters|chars?",
        "database|postgres|mysql user? password|passwords strong|complex|secure {length}? character",
        "database|postgres|mysql user? password|passwords long|random {length}? characters|chars|character?",
        "database|postgres|mysql user? password|passwords ≥|>=|least|>|minimum {length} random? characters|chars",
        "strong database|postgres|mysql user? password|passwords @set|set?",
        "database credentials strong unique?",
        "db_password|mysql_password|postgres_password|database_password strong password?",
        "variables|environment: mysql_password",
        (
            "=database|postgres|mysql|mariadb|mongodb default password|passwords change|changed|replaced|replace ~ "
            "user root the strong own random by with"
        ),
        (
            "=database|postgres|mysql|mariadb|db_password|postgres_password|mysql_password|mongodb password|"
            "passwords|credentials strong|long|random|complex|secure|generated|unguessable|secured ~ user users "
            "characters chars character enough production least @set app application role account unique live new "
            "own accounts manager by from key give gets get roles root admin choose use"
        ),
        (
            "database|postgres|mysql|mariadb|mongodb password|passwords {length} ~ characters chars character random "
            "least long strong user generated or more minimum users ≥ >= >"
        ),
        (
            "database|postgres|mysql|mariadb|mongodb password|passwords not|isnt|never|no|arent|doesnt|dont trivial|"
            "default|weak|guessable|simple|short|common|empty|postgres|root|easy ~ user users production live "
            "changed credentials accounts databases root role use uses have an any"
        ),
    ),
    quantities={"length": int},
)
planned(
    "secrets.credentials-unique",
    "Credentials are not reused.",
    severity="high",
    needs=("env",),
    says=(
        "database credentials strong unique",
        "secret_key unique secure|strong|random",
        "variables: unique secure key",
        "=production? credentials|secrets|passwords unique|different environment|service|each?",
        "production|live? secrets|credentials not|never shared|reused other|staging|another environment|environments?",
        "production|live? passwords|keys not|never shared|reused other|staging|another environment|environments?",
        "production secrets|credentials|passwords|keys not|never shared|reused any other environment",
        "no shared|reused|duplicate secrets|credentials|passwords environments?",
        "production secrets|credentials|passwords|keys differ|different|distinct staging|development|dev",
        (
            "credentials|secrets|passwords|keys|tokens different|separate|distinct live|production test|staging|dev|"
            "development ~ use have between environments api accounts"
        ),
        (
            "credentials|secrets|secret|password|passwords|keys|tokens no|never|not|nothing|arent|dont used|use|"
            "valid|work elsewhere|anywhere|else ~ live production api anywhere else are"
        ),
        (
            "credential|credentials|secret|secrets|password|passwords|keys|tokens different|separate|unique|distinct|"
            "own|differ|individual environment|environments|staging|service|services|system|dev|development ~ "
            "production each every per live api development dev staging use uses between from have has test its key "
            "secrets set keys in database than local and values separate"
        ),
        (
            "credentials|secrets|secret|password|passwords|keys|tokens no|never|not|nothing|arent|dont share|shared|"
            "same|copied|reused|reuse|used environments|environment|staging|service|services|dev|development|systems|"
            "accounts|between|across ~ production live between across api keys different other test prod databases "
            "environments use multiple twice from each secrets two"
        ),
        (
            "credentials|secrets|secret|password|passwords|keys|tokens no|never|not|nothing|arent|none|dont reused|"
            "reuse|recycled|twice|duplicated|elsewhere ~ used across services between live keys anywhere systems "
            "environments accounts is api any else other"
        ),
    ),
)
