"""Where the site, its database and its Redis are, as names of variables; host names are the only values told."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from pytest_golive.data import dataclass
from pytest_golive.facts.redact import is_placeholder
from pytest_golive.init.envfiles import EnvFiles
from pytest_golive.init.tree import Tree
from pytest_golive.settings import is_address

SITE_NAMES = re.compile(
    r"^(?:\w+_)?(?:SITE|SHOP|APP|PUBLIC|WEBSITE|WEB|CANONICAL)(?:_BASE|_ROOT|_PUBLIC)?_UR[IL]$|^BASE_URL$"
)
HOST_NAMES = ("ALLOWED_HOSTS", "DJANGO_ALLOWED_HOSTS", "SERVER_NAME", "DOMAIN", "SITE_DOMAIN", "CSRF_TRUSTED_ORIGINS")
HOST = re.compile(r"(?:https://)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9])/?", re.IGNORECASE)
NOT_PUBLIC = re.compile(r"(?i)localhost$|\.(?:local|localdomain|internal|lan)$|your|example\.")
DATABASE_NAMES = re.compile(
    r"^(?:\w+_)?(?:DATABASE|DB|POSTGRES|POSTGRESQL|PG|MYSQL|MARIADB)_UR[IL]$|^SQLALCHEMY_DATABASE_URI$"
)
REDIS_NAMES = re.compile(
    r"^(?:\w+_)?(?:REDIS|VALKEY)_UR[IL]$|^(?:CACHE|CELERY_BROKER|BROKER|RATELIMIT_STORAGE)_UR[IL]$"
)
SCHEMES = {
    "postgresql": ("postgresql", "postgres", "psql", "pgsql", "postgis"),
    "mysql": ("mysql", "mysql2", "mysqlgis", "mariadb"),
    "sqlite": ("sqlite", "sqlite3", "spatialite"),
    "redis": ("redis", "rediss"),
}


#: In settings: a database that is a file, and one that is a server.
SQLITE = re.compile(r"django\.db\.backends\.sqlite3|sqlite(?:\+\w+)?:///")
SERVER = re.compile(r"\.backends\.(?:postgresql|mysql|postgis|oracle)|(?:postgres(?:ql)?|mysql|mariadb)(?:\+\w+)?://")


@dataclass(frozen=True, kw_only=True)
class Site:
    """What ``[target]`` needs."""

    url: str = ""
    """``env:NAME``, or the first host name over https."""
    hosts: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, kw_only=True)
class Server:
    """A database or a Redis, by the variable with its address."""

    variable: str = ""
    product: str = ""
    """postgresql, mysql, sqlite or redis, where the address or the code says it."""
    where: str = ""
    """What says that there is one: the file with the settings, else the products in use; empty when nothing does."""


def find_site(tree: Tree, env: EnvFiles, settings_files: Iterable[str]) -> Site:
    """The public address: a variable that holds it, else the host names the application answers to."""
    for name, value in env.dotenv.values.items():
        if SITE_NAMES.match(name) and _is_public_url(value):
            return Site(url=f"env:{name}", where=f"{name} in {env.path}")
    told = [(name, env.path, re.split(r"[\s,]+", env.dotenv.values.get(name, ""))) for name in HOST_NAMES]
    told += [(name, path, words) for path in settings_files for name, words in _literals(tree.code(path))]
    for name, path, words in told:
        if hosts := tuple(dict.fromkeys(host for word in words if (host := _host(word)))):
            return Site(url=f"https://{hosts[0]}", hosts=hosts[1:], where=f"{name} in {path}")
    return Site()


def _is_public_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
        has_secret = parts.username is not None or bool(parts.query or parts.fragment)
    except ValueError:
        return False
    return parts.scheme == "https" and not has_secret and bool(_host(parts.hostname or ""))


def _host(word: str) -> str:
    found = HOST.fullmatch(word.strip("'\"[]"))
    if not found or NOT_PUBLIC.search(found[1]) or is_placeholder(found[1]) or is_address(found[1]):
        return ""
    return found[1].lower()


def _literals(code: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Host names that settings hold as they are."""
    for node in code.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(one, ast.Name) and one.id in HOST_NAMES for one in node.targets
        ):
            name = next(one.id for one in node.targets if isinstance(one, ast.Name))
            items = node.value.elts if isinstance(node.value, ast.List | ast.Tuple) else [node.value]
            yield name, [str(one.value) for one in items if isinstance(one, ast.Constant)]


def find_database(
    env: EnvFiles, variables: Iterable[str], products: Iterable[str], settings: Mapping[str, str]
) -> Server:
    """The variable with the database's URL, and which product it is.

    Args:
        env: the env files.
        variables: names of the variables that the code reads.
        products: what else speaks of a product: the services in use.
        settings: text of the files with the settings, by path.
    """
    variable = _variable(env, variables, DATABASE_NAMES, ("postgresql", "mysql", "sqlite"))
    product = _product({**env.example_dotenv.values, **env.dotenv.values}.get(variable, ""))
    known = {"PostgreSQL": "postgresql", "MySQL or MariaDB": "mysql"}
    used = [known[one] for one in products if one in known]
    files = [path for path, text in settings.items() if SQLITE.search(text)]
    where = next((path for path, text in settings.items() if SERVER.search(text)), "") or " or ".join(used)
    if not (variable or where) and files:
        return Server(product="sqlite", where=files[0])
    return Server(variable=variable, product=product or (used[0] if len(used) == 1 else ""), where=where)


def find_redis(env: EnvFiles, variables: Iterable[str]) -> Server:
    """The variable with the URL of Redis."""
    return Server(variable=_variable(env, variables, REDIS_NAMES, ("redis",)), product="redis")


def _variable(env: EnvFiles, read: Iterable[str], names: re.Pattern[str], products: tuple[str, ...]) -> str:
    """A variable of the env file by what it holds, else one by its name: of the env files, or that the code reads."""
    by_value = _by_value(env.dotenv.values, products)
    by_name = [name for name in (*env.dotenv.values, *env.example_dotenv.values, *read) if names.match(name)]
    # A variable of the right name may hold something else: CACHE_URL=locmem://
    other = {
        name for name in by_name if (value := env.dotenv.values.get(name)) and name not in by_value and "://" in value
    }
    ranked = [
        *(name for name in by_value if name in by_name),
        *by_value,
        *(name for name in by_name if name not in other),
    ]
    return ranked[0] if ranked else ""


def _by_value(values: Mapping[str, str], products: tuple[str, ...]) -> list[str]:
    return [name for name, value in values.items() if "://" in value and _product(value) in products]


def _product(url: str) -> str:
    scheme = url.partition("://")[0].partition("+")[0].lower()
    return next((product for product, schemes in SCHEMES.items() if scheme in schemes), "")
