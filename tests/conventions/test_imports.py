"""Imports point one way, drivers stay in their room, and the idle plug-in is light."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys

from pytest_golive.facts.registry import OURS

from .source import Import, Module, imports, modules

#: Each room may import from itself and from rooms with a smaller number; what is not named is the plug-in itself.
ORDER = {
    "errors": 0,
    "checklist": 1,
    "finding": 1,
    "reminders": 3,
    "data": 0,
    "schema": 0,
    "patterns": 0,
    "syntax": 0,
    "settings": 1,
    "facts": 2,
    "checks": 3,
    "contracts": 3,
    "effect": 2,
    "wholefile": 0,
    "records": 3,
    "judged": 3,
    "verdict": 4,
    "compare": 4,
    "reports": 5,
}
PLUGIN = 6

#: Modules that open connections.
NETWORK = (
    "socket",
    "ssl",
    "select",
    "selectors",
    "http.client",
    "http.server",
    "urllib.request",
    "urllib3",
    "requests",
    "httpx",
    "aiohttp",
    "asyncio",
    "smtplib",
    "imaplib",
    "poplib",
    "ftplib",
    "socketserver",
    "psycopg",
    "pymysql",
    "MySQLdb",
    "mysql",
    "redis",
    "valkey",
    "dns",
    "OpenSSL",
    "paramiko",
    "asyncssh",
    "boto3",
    "playwright",
)
#: Rooms that may import them, and why.
MAY_CONNECT = {
    "facts": "it is the room that looks",
    "contracts": "they act on the target",
    "fixtures": "it hands connections to the team's own tests",
    "integrations": "they talk to other plug-ins",
}
#: Modules of the standard library that cost nothing until they are used.
LIGHT = frozenset({"socket", "select"})
#: What an idle run must not pay for.
HEAVY = (
    "ssl",
    "http.client",
    "asyncio",
    "requests",
    "redis",
    "psycopg",
    "pymysql",
    "dns",
    "OpenSSL",
    "cryptography",
    "django",
    "jinja2",
    "markdown_it",
    "msgspec",
    "tomlkit",
)


def rank(name: str) -> int:
    """Place of a module of ours in the order, by its dotted name."""
    room = [*name.split("."), ""][1]
    return ORDER.get(room, PLUGIN) if room else 0


def test_imports_point_one_way() -> None:
    wrong = [
        f"{one.where} imports {one.name}, but {module.room} may only know what comes before it"
        for module in modules()
        for one in imports(module)
        if one.name.startswith("pytest_golive.")
        if rank(one.name) > ORDER.get(module.room, PLUGIN)
        if module.room != "__init__"
    ]
    order = " ← ".join(sorted(ORDER, key=ORDER.__getitem__))
    assert not wrong, f"imports point one way ({order} ← the plug-in):\n" + "\n".join(wrong)


def is_network(one: Import) -> bool:
    """Whether an import is of a module that opens connections, or of a part of one."""
    return any(one.name == name or one.name.startswith(f"{name}.") for name in NETWORK)


def test_only_the_looking_rooms_import_drivers() -> None:
    wrong = [
        f"{one.where} imports {one.name}"
        for module in modules()
        if module.room not in MAY_CONNECT
        for one in imports(module)
        if is_network(one)
    ]
    assert not wrong, "a connection is opened in facts/ only; checks judge what facts saw:\n" + "\n".join(wrong)


def test_drivers_are_imported_inside_functions() -> None:
    wrong = [
        f"{one.where} imports {one.name} at module level"
        for module in modules()
        for one in imports(module)
        if is_network(one) and one.is_at_top and one.name.partition(".")[0] not in LIGHT
    ]
    assert not wrong, "import a driver in the function that uses it, or under TYPE_CHECKING:\n" + "\n".join(wrong)


def modules_loaded_by(statement: str) -> list[str]:
    """What a fresh interpreter loads for it, beside pytest."""
    code = f"import json, sys, pytest; before = set(sys.modules); {statement}; "
    code += "print(json.dumps(sorted(set(sys.modules) - before)))"
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "COVERAGE_"))}
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=clean)
    assert answer.returncode == 0, answer.stderr
    loaded: list[str] = json.loads(answer.stdout)
    return loaded


def test_the_idle_plugin_is_light() -> None:
    new = modules_loaded_by("import pytest_golive.plugin")
    heavy = [name for name in new if any(name == one or name.startswith(f"{one}.") for one in HEAVY)]
    assert not heavy, f"importing pytest_golive.plugin brings in {', '.join(heavy)}"


def test_knowing_the_checks_loads_none_of_them() -> None:
    ask = "from pytest_golive.checks import load_checks; one = load_checks()['tls.certificate-valid']"
    new = modules_loaded_by(ask)
    assert not {"pytest_golive.checks.tls", "pytest_golive.contracts.trial"} & {*new}
    new = modules_loaded_by(f"{ask}; one.judge")
    assert "pytest_golive.checks.tls" in new
    assert "pytest_golive.checks.redis" not in new


def test_declaring_the_checks_loads_no_fact() -> None:
    new = modules_loaded_by("from pytest_golive.checks import declare_all; declare_all()")
    assert {"pytest_golive.checks.tls", "pytest_golive.contracts.trial"} < {*new}
    facts = {f"pytest_golive.facts.{module}" for module in OURS.values()} & {*new}
    assert not facts, f"import the types of facts under TYPE_CHECKING: {', '.join(facts)}"


def test_the_rule_sees_what_it_should() -> None:
    code = """
from typing import TYPE_CHECKING
import http.client
from dns import resolver
if TYPE_CHECKING:
    import ssl
def look():
    from redis import Redis
from ..verdict import judge
"""
    module = Module("facts/tls/x.py", code, ast.parse(code))
    found = list(imports(module))
    assert [one.name for one in found if is_network(one) and one.is_at_top] == ["http.client", "dns", "dns.resolver"]
    assert [one.name for one in found if is_network(one) and not one.is_at_top] == ["ssl", "redis", "redis.Redis"]
    assert found[-1].name == "pytest_golive.facts.verdict.judge"
    assert rank("pytest_golive.verdict") > rank("pytest_golive.checks.tls") > rank("pytest_golive.facts")
