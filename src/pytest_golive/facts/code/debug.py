"""What the production settings module makes of DEBUG, read without running it."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.code.spots import Spot, spot
from pytest_golive.facts.env import settings_module
from pytest_golive.facts.redact import as_boolean
from pytest_golive.facts.registry import fact
from pytest_golive.facts.settings_code import module_file
from pytest_golive.settings import Settings
from pytest_golive.syntax import parse_python

Meaning = Literal["true", "default true", "false", "open"]
#: How readers of variables are called: `os.getenv`, `environ.get`, `env.bool`, `config` …
READERS = frozenset({"getenv", "get", "env", "bool", "config", "getbool", "str", "setdefault", "pop"})
#: Methods of a text that say or keep whether it means yes.
OF_TEXT = frozenset({"lower", "upper", "strip", "casefold", "startswith"})
#: Functions that make a yes or a no of a text; teams call their own ``str2bool``, ``to_bool``, ``env_bool`` …
AS_BOOLEAN = re.compile(r"int|loads|literal_eval|eval|\w+bool\w*|bool_\w+")


@dataclass(frozen=True, kw_only=True)
class DebugValue:
    """One assignment to DEBUG, in the order in which they take effect."""

    spot: Spot
    meaning: Meaning
    """What it assigns when the environment says nothing; open: that cannot be told from the code."""
    conditional: bool
    """Inside an ``if``, ``try`` or loop."""


@dataclass(frozen=True, kw_only=True)
class DebugValues:
    """Every assignment to DEBUG of the settings module and of those it star-imports."""

    module: str
    files: tuple[str, ...]
    values: tuple[DebugValue, ...] = ()
    unread: tuple[str, ...] = ()
    """Star-imported modules from elsewhere since the last unconditional assignment."""


@dataclasses.dataclass
class _Reader:
    root: Path
    files: list[str]
    values: list[DebugValue]
    unread: list[str]
    names: dict[str, Any] = dataclasses.field(default_factory=dict)
    """What other names of the settings hold when no variable is set."""
    env_default: Any = None
    """DEBUG's default in ``environ.Env(DEBUG=(bool, …))``."""


@fact(timeout=10.0)
def debug_values(settings: Settings) -> DebugValues:
    """The assignments to DEBUG in the order in which Python would make them."""
    if not settings.app.dir:
        raise CannotLook("no project folder is configured", cure="set dir in [app] of golive.toml")
    root, module = Path(settings.app.dir), settings_module(settings.app)
    if not module or module_file(root, module) is None:
        why = f"the settings module {module} is not in {root}" if module else "no settings module is named"
        raise CannotLook(why, cure="set settings in [app] of golive.toml")
    reader = _Reader(root=root, files=[], values=[], unread=[])
    _read(reader, module)
    return DebugValues(
        module=module, files=tuple(reader.files), values=tuple(reader.values), unread=tuple(reader.unread)
    )


def _read(reader: _Reader, module: str, *, conditional: bool = False) -> None:
    path = module_file(reader.root, module)
    if path is None:
        reader.unread.append(module)
        return
    file = str(path.relative_to(reader.root))
    if file in reader.files:
        return
    reader.files.append(file)
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        tree = parse_python(text)
    except (SyntaxError, ValueError) as error:
        raise CannotLook(f"{file} cannot be parsed: {error}", cure="make the settings module importable") from None
    for node, branched in _statements(tree.body, conditional=conditional):
        _take(reader, node, branched, (file, text.splitlines()), (module, path.name == "__init__.py"))


def _take(
    reader: _Reader, node: ast.stmt, conditional: bool, source: tuple[str, list[str]], where: tuple[str, bool]
) -> None:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", getattr(call.func, "id", "")) == "Env":
            defaults = [one.value for one in call.keywords if one.arg == "DEBUG"]
            if defaults and isinstance(defaults[0], ast.Tuple) and isinstance(defaults[0].elts[-1], ast.Constant):
                reader.env_default = defaults[0].elts[-1].value
    if isinstance(node, ast.ImportFrom) and any(_brings_debug(alias) for alias in node.names):
        _read(reader, _imported(node, *where), conditional=conditional)
        return
    value = _assigned(node)
    if value is None:
        _remember(reader, node, conditional)
        return
    if not conditional:
        reader.values.clear()
        reader.unread.clear()
    found = spot(source[0], source[1], node.lineno)
    meaning = _meaning(value, reader)
    reader.values.append(DebugValue(spot=found, meaning=meaning, conditional=conditional))


def _statements(body: list[ast.stmt], *, conditional: bool) -> Iterator[tuple[ast.stmt, bool]]:
    """Statements of a module in order, those of functions and classes left out."""
    for node in body:
        blocks = [getattr(node, name, []) for name in ("body", "orelse", "finalbody")]
        handlers = [handler.body for handler in getattr(node, "handlers", [])]
        cases = [case.body for case in getattr(node, "cases", [])]
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if not any((*blocks, *handlers, *cases)):
            yield node, conditional
        for block in (*blocks, *handlers, *cases):
            yield from _statements(block, conditional=conditional or not isinstance(node, ast.With))


def _imported(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    parts = module.split(".")
    above = parts[: len(parts) - node.level + (1 if is_package else 0)] if node.level else []
    return ".".join([*above, *([node.module] if node.module else [])])


def _remember(reader: _Reader, node: ast.stmt, conditional: bool) -> None:
    """What the statement gives to other names, as far as the code alone says it."""
    for one in ast.walk(node):
        if isinstance(one, ast.Name | ast.alias) and not isinstance(getattr(one, "ctx", None), ast.Load):
            reader.names.pop(one.id if isinstance(one, ast.Name) else one.asname or one.name, None)
    if not conditional and isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
        for one in node.targets if isinstance(node, ast.Assign) else [node.target]:
            if isinstance(one, ast.Name):
                with suppress(_Open):
                    reader.names[one.id] = _evaluate(node.value, reader)


def _brings_debug(alias: ast.alias) -> bool:
    return alias.name == "*" or (alias.name == "DEBUG" and alias.asname in {None, "DEBUG"})


def _assigned(node: ast.stmt) -> ast.expr | None:
    """What the statement assigns to DEBUG."""
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
        pairs = [pair for one in node.targets for pair in zip(getattr(one, "elts", ()), node.value.elts, strict=False)]
        if told := [value for name, value in pairs if isinstance(name, ast.Name) and name.id == "DEBUG"]:
            return told[-1]
    if isinstance(node, ast.Assign):
        return node.value if any(isinstance(one, ast.Name) and one.id == "DEBUG" for one in node.targets) else None
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "DEBUG":
        return node.value
    return None


class _Open(Exception):  # noqa: N818 - a signal: the code alone does not say
    """The value depends on what only a run knows."""


def _meaning(value: ast.expr, reader: _Reader) -> Meaning:
    """What an expression is when no variable is set."""
    if isinstance(value, ast.Constant):
        return "true" if value.value else "false"
    try:
        return "default true" if _evaluate(value, reader) else "open"
    except _Open:
        return "open"


def _evaluate(node: ast.expr, reader: _Reader) -> Any:
    """The value of an expression with every reading of the environment replaced by its default."""
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name) if name in reader.names:
            return reader.names[name]
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            return [_evaluate(item, reader) for item in items]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _evaluate(operand, reader)
        case ast.BoolOp(op=op, values=values):
            told = [_evaluate(one, reader) for one in values]
            decides = [one for one in told if bool(one) is isinstance(op, ast.Or)]
            return (decides or told[-1:])[0]
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _evaluate(body if _evaluate(test, reader) else orelse, reader)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            if isinstance(op, ast.In | ast.NotIn) and "environ" in _dotted(right).split("."):
                return isinstance(op, ast.NotIn)  # No variable is set.
            return _compared(_evaluate(left, reader), op, _evaluate(right, reader))
        case ast.Call():
            return _of_call(node, reader)
    raise _Open


def _of_call(call: ast.Call, reader: _Reader) -> Any:
    match call:
        case ast.Call(func=ast.Attribute(value=inner, attr=method), args=given) if method in OF_TEXT and all(
            isinstance(one, ast.Constant) and isinstance(one.value, str) for one in given
        ):
            text = _evaluate(inner, reader)
            if text is None:  # This raises, and the site does not start.
                raise _Open
            return getattr(str(text), method)(*(one.value for one in given if isinstance(one, ast.Constant)))
        case ast.Call(func=ast.Name(id="bool"), args=[inner]):
            return bool(_evaluate(inner, reader))
        case ast.Call(func=ast.Name(id="str"), args=[inner]):
            return str(_evaluate(inner, reader))
        case ast.Call(func=func, args=[inner]) if not isinstance(inner, ast.Constant) and (
            AS_BOOLEAN.fullmatch(_dotted(func).rpartition(".")[2])
        ):
            return as_boolean(str(_evaluate(inner, reader)))
    return _default(call, reader)


def _dotted(node: ast.expr) -> str:
    """``os.environ`` of the name, or of the call of it, that a node is."""
    return ast.unparse(node.func if isinstance(node, ast.Call) else node)


def _compared(left: Any, op: ast.cmpop, right: Any) -> bool:
    holds_some = isinstance(right, list) or (isinstance(right, str) and isinstance(left, str))
    match op:
        case ast.Eq() | ast.Is():
            return bool(left == right)
        case ast.NotEq() | ast.IsNot():
            return bool(left != right)
        case ast.In() if holds_some:
            return left in right
        case ast.NotIn() if holds_some:
            return left not in right
    raise _Open


def _default(call: ast.Call, reader: _Reader) -> Any:
    """The default of a call that reads a variable, as that reader understands it."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if not (name in READERS or AS_BOOLEAN.fullmatch(name)) or not call.args:
        raise _Open
    named = [one.value for one in call.keywords if one.arg == "default"]
    given = named or call.args[1:2]
    # These hand a text out as it is, and any but the empty one is true.
    as_it_is = name in {"getenv", "get", "str", "setdefault", "pop"}
    if given:
        value = _evaluate(given[0], reader)
    elif reader.env_default is not None and not as_it_is:
        value = reader.env_default
    elif name in {"getenv", "get"}:
        value = None
    else:
        raise _Open
    return value if as_it_is or not isinstance(value, str) else as_boolean(value)
