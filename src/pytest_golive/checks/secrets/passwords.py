"""Checks about secrets: strong, and used once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.credentials import DatabasePassword, DatabasePasswords, SharedSecrets

CLASSES = 3
BITS = 80


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
