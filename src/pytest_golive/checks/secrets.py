"""Checks about secrets: out of the repository, strong, and used once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.code.common import listed
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.code.history import EnvInGit, SecretKeyPlaces
    from pytest_golive.facts.code.scan import SecretScan
    from pytest_golive.facts.credentials import DatabasePassword, DatabasePasswords, SharedSecrets

DEEPER = "fetch the whole history: `git fetch --unshallow`"
CLASSES = 3
BITS = 80


@check(
    "secrets.no-hardcoded",
    severity="critical",
    overlooks="history =commit =commits gitleaks trufflehog ggshield bundle javascript front frontend client",
    says=(
        (
            "credentials|secrets|passwords|keys|tokens environment no|not|never "
            "hardcoded|code|git|repo|repository|source ~ api stored kept variables variable via loaded read "
            "from in files .env hard coded the"
        ),
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
def no_hardcoded(secret_scan: SecretScan, evidence: Evidence) -> None:
    """detect-secrets, the beginnings of well-known keys, and literals of Python code show no credential in the files.

    Why: a key in the repository is on every developer's machine, and in the history for ever.
    Fix: move it to the environment and change it; mark a false alarm with `# pragma: allowlist secret` on its line.
    Cannot tell when: detect-secrets is not installed.
    Source: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    """
    assert not secret_scan.spots, f"written in files: {listed(secret_scan.spots)}"
    evidence.saw(f"{secret_scan.files} tracked files hold no credential")


@check(
    "secrets.env-not-committed",
    severity="critical",
    says=(
        "api? secrets|credentials|passwords|keys|tokens never committed version|source control",
        "api? secrets|credentials|passwords|keys|tokens never committed|checked git|repo|repository|github",
        (
            ".env|.env.production|.env.local gitignore|.gitignore|gitignored|ignored never|not|isnt "
            "committed|git|repo|repository ~ file files added listed in version control to is"
        ),
        (
            "secrets|credentials|passwords|keys|tokens never committed|checked ~ api private access in git "
            "source version control repo repository stored to the"
        ),
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
def env_not_committed(env_in_git: EnvInGit, evidence: Evidence) -> None:
    """Git ignores the production env file (or a unit has it elsewhere), and no commit ever held it or another env file.

    An env file is what golive.toml names, and whatever is called `.env`, `.env.*` or `*.env`, in any folder; templates
    (`.env.example`) and encrypted ones are not, nor one of tests (`.env.test`) without a real secret.

    Why: who can read the repository, now or later, has every password of the shop.
    Fix: take it out with `git rm --cached`, add it to .gitignore, and change every secret that was in it; a commit
    that holds it goes only with the history rewritten (`git filter-repo --invert-paths --path FILE`).
    Cannot tell when: the clone is shallow, so that its history cannot be looked at.
    Source: https://git-scm.com/docs/gitignore
    """
    name = env_in_git.name
    assert not env_in_git.tracked, f"git tracks {', '.join(env_in_git.tracked)}"
    assert not env_in_git.history, f"the history holds {', '.join(env_in_git.history)}"
    kept_out = env_in_git.elsewhere or (f"git ignores {name}" if env_in_git.ignored else "")
    open_to_add = env_in_git.untracked or (() if kept_out else (name,))
    assert not open_to_add, f"git does not ignore {', '.join(open_to_add)}: the next `git add` takes it in"
    if env_in_git.shallow:
        cannot_tell("the clone is shallow: whether an env file was ever committed cannot be seen", cure=DEEPER)
    evidence.saw(f"{kept_out}, and no commit holds it or another env file")


@check(
    "secrets.secret-key-from-env",
    severity="critical",
    overlooks="vault manager",
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
            "flask keys move"
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
def secret_key_from_env(secret_key_places: SecretKeyPlaces, evidence: Evidence) -> None:
    """SECRET_KEY is the value of an environment variable, and neither a tracked file nor the git history holds it.

    Why: whoever reads the key can forge sessions and password reset links, and many read the repository.
    Fix: read it with `os.environ["SECRET_KEY"]`, and put a new key into the env file: the old one stays in the history.
    Cannot tell when: the clone is shallow, or the application cannot be started to ask it.
    Source: https://docs.djangoproject.com/en/stable/ref/settings/#secret-key
    """
    seen = secret_key_places
    assert seen.variable, "SECRET_KEY is not the value of an environment variable: it is written in the code"
    assert not seen.files, f"the value of SECRET_KEY is in {', '.join(seen.files)}"
    assert not seen.history, f"the value of SECRET_KEY is in the git history of {', '.join(seen.history)}"
    if seen.shallow:
        cannot_tell("the clone is shallow: whether SECRET_KEY was ever committed cannot be seen", cure=DEEPER)
    evidence.saw(f"SECRET_KEY is the value of {seen.variable}, which no commit holds")


@check(
    "secrets.db-password-strong",
    severity="critical",
    says=(
        "database credentials|password|passwords strong|secure|random unique?",
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
)
def db_password_strong(database_passwords: DatabasePasswords, evidence: Evidence, *, length: int = 16) -> None:
    """Every database password of the env file is long, mixed, and neither a common word nor a name of its own database.

    Why: a port that is open for an afternoon is tried with every common password.
    Fix: set a random password of {length} characters or more, as `openssl rand -base64 24` prints.
    Cannot tell when: the env file holds no database password, or the database is reached through a socket without one.
    Source: https://pages.nist.gov/800-63-4/sp800-63b.html
    """
    seen = database_passwords
    if not seen.passwords:
        cannot_tell(f"{seen.path} holds no database password", cure="name the env file that does in [app] env_file")
    weak = [f"{one.variable} (line {one.line}) {why}" for one in seen.passwords if (why := _weakness(one, length))]
    assert not weak, f"in {seen.path}: {'; '.join(weak)}"
    local = [one.variable for one in seen.passwords if one.is_local]
    if local:
        why = f"{', '.join(local)} connects through a socket without a password"
        cannot_tell(why, cure="look at pg_hba.conf: peer authentication needs no password")
    strong = ", ".join(f"{one.variable} has {one.strength.length} characters" for one in seen.passwords)
    evidence.saw(strong)


def _weakness(one: DatabasePassword, length: int) -> str:
    if one.is_local:
        return ""
    if not one.strength.length:
        return "is empty"
    if one.strength.placeholder:
        return "is still a placeholder"
    if one.common:
        return "is a common word"
    if one.holds:
        return f"contains the name {one.holds}"
    if one.strength.length < length:
        return f"has {one.strength.length} characters, fewer than {length}"
    return "" if one.classes >= CLASSES or one.bits >= BITS else "is too simple"


@check(
    "secrets.credentials-unique",
    severity="high",
    says=(
        "database credentials|passwords|password strong|secure|random unique",
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
def credentials_unique(shared_secrets: SharedSecrets, evidence: Evidence) -> None:
    """No two secrets of the production env file are the same, and none is that of another environment's file.

    Why: whoever gets one password, or into staging, then has the others too.
    Fix: give each service, and each environment, a secret of its own; name the other files in [app] other_env_files.
    Cannot tell when: the env file holds no secret.
    Source: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    """
    seen = shared_secrets
    if not seen.compared:
        cannot_tell(f"{seen.path} holds no secret", cure="name the env file that does in [app] env_file")
    same = [f"{one} and {other} are the same" for one, other in seen.same]
    same += [f"{name} is as in {file}" for name, file in seen.elsewhere]
    assert not same, f"in {seen.path}: {'; '.join(same)}"
    others = f", other than in {', '.join(seen.others)}" if seen.others else ""
    evidence.saw(f"{seen.compared} secrets in {seen.path}, each its own{others}")
