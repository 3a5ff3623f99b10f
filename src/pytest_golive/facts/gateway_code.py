"""The team's Python code, searched for connections that verify nothing and gateways that are called over http."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.code.git import TeamFiles, code_root, is_migration, is_test
from pytest_golive.facts.code.spots import Spot, spot
from pytest_golive.facts.gateways import GATEWAY, GATEWAY_HOST
from pytest_golive.facts.registry import fact
from pytest_golive.facts.repository import NOT_THE_TEAMS
from pytest_golive.settings import Settings
from pytest_golive.syntax import parse_python

OWN_MACHINE = re.compile(r"^(?:localhost|127\.[\d.]+|::1|0\.0\.0\.0|.*\.(?:test|example|invalid|localhost))$")
#: A file without any of these needs no second look.
TRIGGER = re.compile(r"\bverify(?:_ssl)?\b|\bssl\s*=|CERT_NONE|check_hostname|_create_unverified_context|http://")
REQUESTS = frozenset({"get", "post", "put", "patch", "delete", "head", "request", "ws_connect"})
UNVERIFIED = frozenset({"CERT_NONE", "_create_unverified_context"})


@dataclass(frozen=True, kw_only=True)
class GatewayCode:
    """What the team's code says of TLS and of gateways' addresses."""

    files: int
    spots: tuple[Spot, ...] = ()
    """Verification that is switched off, and gateways called over http."""
    unparsed: tuple[str, ...] = ()


@fact(timeout=30.0)
def gateway_code(settings: Settings, team_files: TeamFiles | None = None) -> GatewayCode:
    """The team's Python files, tests and migrations apart, searched for calls that verify nothing."""
    root = code_root(settings)
    names = team_files.python if team_files else tuple(_walked(root, settings))
    names = tuple(name for name in names if not is_test(name) and not is_migration(name))
    if not names:
        raise CannotLook(f"there is no Python file in {root}", cure="set dir in [code] of golive.toml")
    spots: list[Spot] = []
    unparsed: list[str] = []
    for name in names:
        text = (root / name).read_text(encoding="utf-8", errors="replace")
        if not TRIGGER.search(text):
            continue
        try:
            tree = parse_python(text)
        except (SyntaxError, ValueError):
            unparsed.append(name)
            continue
        lines = text.splitlines()
        spots += [spot(name, lines, line, what) for line, what in sorted(set(_loose(tree)))]
    return GatewayCode(files=len(names), spots=tuple(spots), unparsed=tuple(unparsed))


def _walked(root: Path, settings: Settings) -> Iterator[str]:
    """Python files of a folder that git does not know, as on a server."""
    for folder, folders, files in os.walk(root):
        folders[:] = [
            one for one in folders if one not in NOT_THE_TEAMS and not Path(folder, one, "pyvenv.cfg").exists()
        ]
        for file in files:
            name = Path(folder, file).relative_to(root).as_posix()
            if file.endswith(".py") and not any(fnmatchcase(name, pattern) for pattern in settings.code.exclude):
                yield name


def _loose(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and words of each place where a certificate is not looked at, or a gateway is called over http."""
    for node in ast.walk(tree):
        match node:
            case ast.Call():
                yield from _of_call(node)
            case ast.Assign(targets=[target], value=value) | ast.AnnAssign(target=target, value=ast.expr() as value):
                name = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
                if isinstance(target, ast.Attribute) and _is_off(name, value):
                    yield node.lineno, f"{name} = False"
                yield from _plain(name, value)
            case ast.Dict():
                yield from _of_dict(node)
            case ast.Attribute(attr=name) | ast.Name(id=name) if name in UNVERIFIED:
                yield node.lineno, name
            case ast.Constant(value=str(text)):
                if text == "CERT_NONE":
                    yield node.lineno, text
                if text.startswith("http://") and GATEWAY_HOST.search(_host(text)):
                    yield node.lineno, "http://"


def _of_call(node: ast.Call) -> Iterator[tuple[int, str]]:
    for keyword in node.keywords:
        if _is_off(keyword.arg or "", keyword.value, node.func):
            yield keyword.value.lineno, f"{keyword.arg}=False"
        yield from _plain(keyword.arg or "", keyword.value)
    # A variable with its default: os.environ.get("STRIPE_URL", "http://…").
    if len(node.args) == 2 and isinstance(node.args[0], ast.Constant):
        yield from _plain(str(node.args[0].value), node.args[1])


def _of_dict(node: ast.Dict) -> Iterator[tuple[int, str]]:
    for key, value in zip(node.keys, node.values, strict=True):
        name = str(key.value) if isinstance(key, ast.Constant) else ""
        if name == "verify" and _is_off(name, value):
            yield value.lineno, "verify: False"
        yield from _plain(name, value)


def _is_off(name: str, value: ast.expr, function: ast.expr | None = None) -> bool:
    if not (isinstance(value, ast.Constant) and value.value is False):
        return False
    asks = isinstance(function, ast.Attribute) and function.attr in REQUESTS
    return name in {"verify", "verify_ssl", "check_hostname"} or (name == "ssl" and asks)


def _plain(name: str, value: ast.expr) -> Iterator[tuple[int, str]]:
    """An http address under the name of a gateway; one on the developer's own machine is none."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value.startswith("http://"):
        host = _host(value.value)
        if host and GATEWAY.search(name) and not OWN_MACHINE.match(host):
            yield value.lineno, "http://"


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
