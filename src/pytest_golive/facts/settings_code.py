"""Reads settings code without running it: which environment variables does it ask for?"""

from __future__ import annotations

import ast
import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PARSE_TRIES = 3
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")
#: Methods of ``env`` objects that do not read one variable.
OTHER_METHODS = frozenset({"read_env", "prefixed", "get_value", "read_envfile", "dump", "seal"})
#: What django-environ's short-hands read when they are given no name.
SHORTHANDS = {
    "db": "DATABASE_URL",
    "db_url": "DATABASE_URL",
    "cache": "CACHE_URL",
    "cache_url": "CACHE_URL",
    "email_url": "EMAIL_URL",
}
CASTS = frozenset({"bool", "int", "float", "str", "list", "dict", "tuple", "Csv"})
#: Set by the system or the launcher, not by the team's env file.
SYSTEMS_OWN = frozenset(
    {"PATH", "HOME", "USER", "LANG", "TZ", "TMPDIR", "HOSTNAME", "PWD", "SHELL", "DJANGO_SETTINGS_MODULE"}
)
BRANCHES = (
    ast.If,
    ast.IfExp,
    ast.Try,
    ast.BoolOp,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Lambda,
    ast.Match,
)


@dataclass(frozen=True, kw_only=True)
class VariableRead:
    """One place where the code asks for a variable."""

    name: str
    file: str
    line: int
    required: bool
    """Without a default: the import fails when it is missing."""
    conditional: bool
    """Inside an ``if``, ``try`` or function: asked for only sometimes."""


@dataclass(frozen=True, kw_only=True)
class SettingsCode:
    """What the settings module, and the project's modules it imports, read from the environment."""

    module: str
    files: tuple[str, ...]
    reads: tuple[VariableRead, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every variable that is read, each once."""
        return tuple(dict.fromkeys(read.name for read in self.reads))


@dataclass(kw_only=True)
class _Scan:
    root: Path
    todo: list[str]
    files: dict[str, ast.Module] = field(default_factory=dict)
    helpers: dict[str, bool] = field(default_factory=dict)
    """The project's own functions that read a variable: name → fails without one."""
    defaults: set[str] = field(default_factory=set)
    """Variables with a default in ``environ.Env(NAME=(cast, default))``."""


def scan(root: Path, module: str, *, strings: bool = False) -> SettingsCode:
    """Follow the imports of ``module`` inside ``root`` and list what they read.

    ``strings``: follow texts that name a module as well, as in Flask's ``from_object("shop.config.Production")``.
    """
    work = _Scan(root=root, todo=[module])
    while work.todo:
        name = work.todo.pop()
        path = module_file(root, name)
        if path is not None and (relative := str(path.relative_to(root))) not in work.files:
            try:
                tree = parse_python(path.read_text(encoding="utf-8"))
            except (SyntaxError, ValueError):  # such a file cannot be imported either
                continue
            work.files[relative] = tree
            work.todo += _imports(tree, name, is_package=path.name == "__init__.py")
            work.todo += _named(tree) if strings else []
            _declare(tree, work)
    reads = [read for relative, tree in work.files.items() for read in _reads(tree, relative, work)]
    return SettingsCode(module=module, files=tuple(work.files), reads=tuple(reads))


def parse_python(text: str) -> ast.Module:
    """Python 3.11 loses count when another thread parses at the same moment (CPython issue 106905): try again."""
    for _ in range(PARSE_TRIES):
        with contextlib.suppress(SystemError):
            return ast.parse(text)
    return ast.parse(text)


def module_file(root: Path, module: str) -> Path | None:
    """The file of a module of the project, or None when it is from elsewhere."""
    path = root.joinpath(*module.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None)


def _imports(tree: ast.Module, module: str, *, is_package: bool) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            parts = module.split(".")
            up = node.level - (1 if is_package else 0)
            above = parts[: len(parts) - up] if node.level else []
            base = ".".join([*above, *((node.module or "").split(".") if node.module else [])])
            found += [base, *(f"{base}.{alias.name}" for alias in node.names)]
    return [name for name in found if name]


def _named(tree: ast.Module) -> list[str]:
    """Modules, or what may be in one, that a text names."""
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    dotted = [text for text in texts if DOTTED.fullmatch(text)]
    return [name for text in dotted for name in (text, text.rpartition(".")[0])]


def _declare(tree: ast.Module, work: _Scan) -> None:
    """Note the project's own reading functions and the defaults given to ``environ.Env``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.args.args:
            first = node.args.args[0].arg
            inside = list(ast.walk(node))
            subscript = any(
                isinstance(n, ast.Subscript) and _is_environ(n.value) and _is(n.slice, first) for n in inside
            )
            asks = any(isinstance(n, ast.Call) and n.args and _is(n.args[0], first) and _getter(n) for n in inside)
            if subscript or asks:
                work.helpers[node.name] = subscript or any(isinstance(n, ast.Raise) for n in inside)
        elif isinstance(node, ast.Call) and _last(node.func) == "Env":
            work.defaults |= {
                word.arg
                for word in node.keywords
                if word.arg and isinstance(word.value, ast.Tuple) and len(word.value.elts) > 1
            }


def _reads(tree: ast.Module, file: str, work: _Scan) -> Iterator[VariableRead]:
    for node, conditional in _walk(tree, conditional=False):
        for name, required in _asked(node, work):
            if NAME.fullmatch(name) and name not in SYSTEMS_OWN:
                line = getattr(node, "lineno", 0)
                yield VariableRead(name=name, file=file, line=line, required=required, conditional=conditional)


def _walk(node: ast.AST, *, conditional: bool) -> Iterator[tuple[ast.AST, bool]]:
    yield node, conditional
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, conditional=conditional or isinstance(node, BRANCHES))


def _asked(node: ast.AST, work: _Scan) -> Iterator[tuple[str, bool]]:
    """Names of the variables this one node reads, and whether it needs them."""
    match node:
        case ast.Subscript(value=value, slice=ast.Constant(value=str(name)), ctx=ast.Load()) if _is_environ(value):
            yield name, True
        case ast.Compare(left=ast.Constant(value=str(name)), comparators=[there]) if _is_environ(there):
            yield name, False
        case ast.Call(args=[ast.Constant(value=str(name)), *_]) if _getter(node):
            yield name, False
        case ast.Call(func=ast.Name(id=called), args=[ast.Constant(value=str(name)), *_]) if called in work.helpers:
            yield name, work.helpers[called] and not _has_default(node)
        case ast.Call(func=func, args=[ast.Constant(value=str(name)), *_]) if _is_env_object(func):
            yield name, not _has_default(node) and name not in work.defaults
        case ast.Call(func=ast.Attribute(attr=method) as func, args=[]) if (
            _is_env_object(func) and method in SHORTHANDS
        ):
            yield SHORTHANDS[method], not _has_default(node)


def _getter(call: ast.Call) -> bool:
    """``os.getenv(…)``, ``os.environ.get(…)`` and the like."""
    func = call.func
    if isinstance(func, ast.Attribute) and func.attr in {"get", "setdefault", "pop"}:
        return _is_environ(func.value)
    return _last(func) == "getenv"


def _is_environ(node: ast.AST) -> bool:
    return _last(node) == "environ"


def _is_env_object(func: ast.AST) -> bool:
    """``env(…)``, ``env.bool(…)``, ``config(…)`` of django-environ, environs and python-decouple."""
    if isinstance(func, ast.Name):
        return func.id in {"env", "config"}
    return isinstance(func, ast.Attribute) and _is(func.value, "env") and func.attr not in OTHER_METHODS


def _has_default(call: ast.Call) -> bool:
    if any(word.arg == "default" for word in call.keywords):
        return True
    return len(call.args) > 1 and not (isinstance(call.args[1], ast.Name) and call.args[1].id in CASTS)


def _is(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _last(node: ast.AST) -> str:
    """The last part of a dotted name."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
