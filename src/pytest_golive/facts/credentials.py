"""The passwords in the env file, measured and compared; none is part of a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.dotenv import Dotenv, read_dotenv
from pytest_golive.facts.env import env_path, example_path
from pytest_golive.facts.redact import (
    REAL_SECRET,
    Strength,
    as_boolean,
    is_placeholder,
    is_secret_name,
    learn_all,
    strength,
)
from pytest_golive.facts.registry import fact
from pytest_golive.settings import App, Settings

REPAIR = "write or repair it, or correct env_file in [app] of golive.toml"
SCHEMES = re.compile(
    r"^(?:postgres|postgresql|postgis|pgsql|cockroach|cockroachdb|timescale|timescalegis|redshift|mysql|mysql2|mysqlgis|mariadb"
    r"|mysql-connector|mongodb|mssql|mssqlms|oracle|oraclegis)(?:[+.][a-z0-9+]+)?$"
)
PRODUCT = r"(?:^|_)(?:DB|DATABASE|POSTGRES|POSTGRESQL|PG|MYSQL|MARIADB|MONGO|MONGODB|SQL|RDS)"
DATABASE_PASSWORD = re.compile(rf"{PRODUCT}(?:_\w+)?_?(?:PASSWORD|PASSWD|PASS|PWD)$|^PGPASSWORD$", re.IGNORECASE)
NAMING = re.compile(rf"{PRODUCT}_?(?:USER|USERNAME|NAME|DB|DATABASE)$|^PGUSER$|^PGDATABASE$", re.IGNORECASE)
#: Keys that are meant to be seen by everybody.
PUBLIC = re.compile(r"PUBLIC|PUBLISHABLE|SITE_?KEY|_PREFIX$", re.IGNORECASE)
#: The key of a provider of mail is what its SMTP server takes for a password.
MAIL = re.compile(
    r"^(?:DJANGO_)?(?:EMAIL_HOST|EMAIL|MAIL|SMTP)_PASS(?:WORD)?$"
    r"|(?:^|_)(?:SENDGRID|POSTMARK|MAILGUN|MAILJET|BREVO|SENDINBLUE|RESEND|SPARKPOST|MANDRILL)(?:_|$)",
    re.IGNORECASE,
)
PASSWORD = re.compile(r"PASS|PWD", re.IGNORECASE)
COMMON = frozenset(
    "password passw0rd admin administrator postgres postgresql mysql mariadb root toor secret letmein welcome qwerty "
    "qwertyuiop azerty iloveyou monkey dragon football baseball master superman batman trustno sunshine princess "
    "shadow login abc test testing changeme changeit default guest user database oracle django flask shop server "
    "production passwort motdepasse contrasena hunter correcthorsebatterystaple".split()
)


@dataclass(frozen=True, kw_only=True)
class DatabasePassword:
    """One password of a database, measured."""

    variable: str
    line: int
    strength: Strength
    classes: int
    """How many of lower case, upper case, digits and others it mixes."""
    common: bool
    """A well-known word, apart from digits and signs."""
    holds: str = ""
    """The name of the user or database that it contains."""
    is_local: bool = False
    """An address of a socket without a password: the system says who connects."""

    @property
    def bits(self) -> float:
        """Estimated entropy of the whole password."""
        return self.strength.entropy * self.strength.length


@dataclass(frozen=True, kw_only=True)
class DatabasePasswords:
    """All passwords of databases in the env file."""

    path: str
    passwords: tuple[DatabasePassword, ...]


@dataclass(frozen=True, kw_only=True)
class SharedSecrets:
    """Secrets of the env file that stand twice, or in another environment's file."""

    path: str
    compared: int
    """Secrets of the file."""
    same: tuple[tuple[str, str], ...] = ()
    """Pairs of variables with one value."""
    elsewhere: tuple[tuple[str, str], ...] = ()
    """Variables with their value of another file, and the file."""
    others: tuple[str, ...] = ()
    """Files that were compared with."""


@fact(timeout=5.0)
def database_passwords(settings: Settings) -> DatabasePasswords:
    """The strength of every database password in the env file."""
    path, parsed = _production(settings.app)
    return DatabasePasswords(path=str(path), passwords=tuple(_database_passwords(parsed)))


@fact(timeout=5.0)
def shared_secrets(settings: Settings) -> SharedSecrets:
    """Secrets of the production env file with a value that another variable or environment has too."""
    path, parsed = _production(settings.app)
    mine = dict(_secrets(parsed.values))
    files = [Path(name) for name in settings.app.other_env_files]
    example = example_path(settings.app)
    files += [example] if example is not None and example.is_file() else []
    elsewhere = []
    for file in files:
        other = read_dotenv(file)
        if other.error:
            why = f"the env file {file} cannot be used: {other.error}"
            raise CannotLook(why, cure="correct other_env_files (or env_example) in [app] of golive.toml")
        theirs = dict(_secrets(other.values))
        elsewhere += [(name, str(file)) for name, value in mine.items() if theirs.get(name) == value]
    return SharedSecrets(
        path=str(path),
        compared=len(mine),
        same=tuple(
            (one, other)
            for one, other in combinations(mine, 2)
            if mine[one] == mine[other] and not _open_the_same(one, other, parsed.values)
        ),
        elsewhere=tuple(elsewhere),
        others=tuple(str(file) for file in files),
    )


def _production(app: App) -> tuple[Path, Dotenv]:
    if not app.env_file:
        raise CannotLook("no env file is configured", cure="set env_file in [app] of golive.toml")
    path = env_path(app)
    if not path.is_file():
        raise CannotLook(f"the env file {path} does not exist", cure=REPAIR)
    parsed = read_dotenv(path)
    learn_all(parsed.values)
    if parsed.error:
        raise CannotLook(f"the env file {path} cannot be used: {parsed.error}", cure=REPAIR)
    return path, parsed


def _database_passwords(parsed: Dotenv) -> Iterator[DatabasePassword]:
    names = [value for name, value in parsed.values.items() if NAMING.search(name)]
    for name, value in parsed.values.items():
        url = _url(value)
        if url is not None and SCHEMES.match(url.scheme):
            user, database = unquote(url.username or ""), url.path.strip("/")
            password = unquote(url.password or "")
            is_local = not password and not url.hostname
            yield _measured(name, parsed.lines[name], password, [user, database], is_local=is_local)
        elif DATABASE_PASSWORD.search(name):
            yield _measured(name, parsed.lines[name], value, names)


def _measured(name: str, line: int, password: str, names: list[str], *, is_local: bool = False) -> DatabasePassword:
    kinds = (str.islower, str.isupper, str.isdigit, lambda one: not one.isalnum())
    word = re.sub(r"[\W\d_]", "", password).lower()
    return DatabasePassword(
        variable=name,
        line=line,
        strength=strength(password),
        classes=sum(any(kind(one) for one in password) for kind in kinds),
        common=word in COMMON or password.lower() in COMMON,
        holds=next((one for one in names if len(one) > 2 and one.lower() in password.lower()), ""),
        is_local=is_local,
    )


def _secrets(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is secret in a file: keys and passwords, those of addresses too, without what is only a placeholder."""
    for name, value in values.items():
        url = _url(value)
        secret = unquote(url.password or "") if url is not None and url.hostname else value
        is_one = bool(url is not None and url.password) or is_secret_name(name) or REAL_SECRET.search(value) is not None
        ordinary = as_boolean(secret) is not None or (secret.isdigit() and len(secret) < 6)
        long_enough = len(secret) >= 8 or PASSWORD.search(name) is not None
        if (
            is_one
            and secret
            and long_enough
            and not ordinary
            and not is_placeholder(secret)
            and not PUBLIC.search(name)
        ):
            yield name, secret


def _open_the_same(one: str, other: str, values: Mapping[str, str]) -> bool:
    """Whether two secrets open one thing, so that they have to be the same."""
    if _service(one, values) != _service(other, values):
        return False
    first, second = _url(values[one]), _url(values[other])
    if first is None or second is None or not SCHEMES.match(first.scheme):
        return True
    # One user of one server, or of a database and its replica.
    one_server = (first.hostname, first.port) == (second.hostname, second.port)
    one_database = first.path == second.path and first.path.strip("/") != ""
    return first.username == second.username and (one_server or one_database)


def _service(name: str, values: Mapping[str, str]) -> str:
    """What a secret opens: one password may stand in an address and by itself."""
    url = _url(values[name])
    if (url is not None and SCHEMES.match(url.scheme)) or DATABASE_PASSWORD.search(name):
        return "database administrator" if "ROOT" in name.upper() else "database"
    if (url is not None and url.scheme in {"redis", "rediss", "valkey", "unix"}) or "REDIS" in name.upper():
        return "redis"
    if (url is not None and url.scheme in {"amqp", "amqps", "pyamqp"}) or "RABBIT" in name.upper():
        return "broker"
    if MAIL.search(name):
        return "mail"
    return f"{url.hostname}:{url.port} {url.username}" if url is not None and url.hostname else name


def _url(value: str) -> SplitResult | None:
    if "://" not in value:
        return None
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return None
    return parts
