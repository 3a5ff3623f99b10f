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
    ),
)
