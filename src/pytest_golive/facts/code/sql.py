"""Calls in a syntax tree that hand SQL over as text."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import replace

from pytest_golive.data import dataclass

STATEMENT = re.compile(r"\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP|TRUNCATE|CALL|EXEC)\b", re.IGNORECASE)
EXECUTES = frozenset({"execute", "executemany", "executescript", "callproc", "mogrify"})
MANAGERS = frozenset({"objects", "_default_manager", "_base_manager", "query"})
#: Functions whose text is the one they are given; SQL is psycopg's.
HANDS_ON = frozenset({"str", "dedent", "cleandoc", "SQL"})
EXTRA = frozenset({"select", "where", "params", "tables", "order_by", "select_params"})


@dataclass(frozen=True, kw_only=True)
class SqlCall:
    """One call that takes SQL."""

    line: int
    what: str
    is_raw: bool
    """It is written by hand, and not SQLAlchemy's text() around a literal."""
    is_built: bool
    """Its text is put together with ``+``, ``%``, ``format``, ``join``, ``replace`` or an f-string."""


@dataclass(frozen=True, kw_only=True)
class _Names:
    """What names stand for."""

    texts: frozenset[str]
    """SQLAlchemy's text()."""
    literal: frozenset[str]
    """A literal text, at some place of the module."""
    constant: frozenset[str]
    """A literal text, and nothing else anywhere in the module."""
    built: frozenset[str] = frozenset()
    """Text that is put together, in this scope or one around it."""
    cursors: frozenset[str] = frozenset()


def sql_calls(tree: ast.Module) -> Iterator[SqlCall]:
    """Every call of the module that takes SQL."""
    nodes = list(ast.walk(tree))
    literal = {name for node in nodes for name, value in _assigned(node) if _is_text(value)}
    bound = Counter(one.id for one in nodes if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
    bound.update(one.arg for one in nodes if isinstance(one, ast.arg))
    constant = frozenset(name for name in literal if bound[name] == 1)
    yield from _scope(tree, _Names(texts=_text_names(tree), literal=frozenset(literal), constant=constant))


def _scope(node: ast.AST, names: _Names) -> Iterator[SqlCall]:
    """The calls of a module or function; names are known by what this scope or one around it assigns to them."""
    inside = list(_own_nodes(node))
    given = [pair for one in inside for pair in _assigned(one)]
    names = replace(names, cursors=names.cursors | {name for name, value in given if _opens_cursor(value)})
    # Twice: a text may be built from one that is built further down in a loop.
    for _ in range(2):
        names = replace(names, built=names.built | {name for name, value in given if _is_built(value, names)})
    for one in inside:
        if isinstance(one, ast.Call) and (found := _sql_call(one, names)):
            yield found
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            yield from _scope(one, names)


def _own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Nodes of a scope in order; functions and classes inside are named, not entered."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            yield from _own_nodes(child)


def _text_names(tree: ast.Module) -> frozenset[str]:
    """What SQLAlchemy's text() is called here."""
    found = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
        if alias.name == "text"
    }
    return frozenset(found)


def _sql_call(call: ast.Call, names: _Names) -> SqlCall | None:
    name = _last(call.func)
    receiver = call.func.value if isinstance(call.func, ast.Attribute) else None
    first = _first(call)
    is_built = any(_is_built(one, names) for one in _texts_of(call, name))
    what = ""
    if receiver is not None:
        if name in EXECUTES and (_is_cursor(receiver, names.cursors) or _is_statement(first) or is_built):
            what = f"{name}()"
        elif name == "raw" and (_last(receiver) in MANAGERS or _is_statement(first) or is_built):
            what = "raw()"
        elif name == "extra" and EXTRA & {one.arg for one in call.keywords}:
            what = "extra()"
    if name == "RawSQL":
        what = "RawSQL()"
    if name in names.texts or (
        name == "text" and receiver is not None and _last(receiver) in {"sa", "db", "sqlalchemy"}
    ):
        is_constant = isinstance(first, ast.Constant)
        return SqlCall(line=call.lineno, what="text()", is_raw=not is_constant, is_built=is_built)
    return SqlCall(line=call.lineno, what=what, is_raw=True, is_built=is_built) if what else None


def _texts_of(call: ast.Call, name: str) -> list[ast.expr]:
    """The arguments that may be SQL."""
    first = _first(call)
    values = [first] if first is not None else []
    if name == "extra":
        values += [
            part
            for keyword in call.keywords
            if keyword.arg in {"select", "where", "tables"}
            for part in ast.walk(keyword.value)
            if isinstance(part, ast.expr)
        ]
    return values


def _first(call: ast.Call) -> ast.expr | None:
    named = [one.value for one in call.keywords if one.arg in {"sql", "query", "raw_query", "operation", "statement"}]
    return next(iter((*call.args, *named)), None)


def _is_cursor(node: ast.expr, cursors: frozenset[str]) -> bool:
    return _opens_cursor(node) or _last(node) in cursors or "cursor" in _last(node).lower()


def _opens_cursor(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _last(node.func) == "cursor"


def _is_statement(node: ast.expr | None) -> bool:
    """Whether an argument is, or begins with, a text that reads like SQL."""
    if isinstance(node, ast.JoinedStr):
        node = next(iter(node.values), None)
    elif isinstance(node, ast.BinOp):
        return _is_statement(node.left)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return _is_statement(node.func.value)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(STATEMENT.match(node.value))


def _is_built(node: ast.AST | None, names: _Names) -> bool:
    """Whether an expression puts a text together from something that is not a literal."""
    match node:
        case ast.JoinedStr(values=parts):
            return any(isinstance(part, ast.FormattedValue) for part in parts)
        case ast.BinOp(op=ast.Mod(), left=left):
            return _is_text(left, names.literal) or _is_built(left, names)
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            sides = (left, right)
            has_text = any(_is_text(side, names.literal) or _is_built(side, names) for side in sides)
            return has_text and not all(_is_text(side, names.constant) for side in sides)
        case ast.Call():
            return _is_built_by(node, names)
        case ast.Name(id=name):
            return name in names.built
        case ast.IfExp(body=body, orelse=orelse):
            return _is_built(body, names) or _is_built(orelse, names)
    return False


def _is_built_by(call: ast.Call, names: _Names) -> bool:
    """Whether a call puts a text together, or hands on one that is."""
    match call:
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str()), attr="join"), args=[parts]):
            return not all(_is_text(one, names.constant) for one in getattr(parts, "elts", [parts]))
        case ast.Call(func=ast.Attribute(value=inner, attr="format" | "format_map")):
            return _is_text(inner, names.literal) or _is_built(inner, names)
        case ast.Call(func=ast.Attribute(value=inner, attr="replace"), args=[*_, new]):
            return (_is_text(inner, names.literal) and not _is_text(new, names.constant)) or _is_built(inner, names)
        case ast.Call(func=ast.Attribute(attr="substitute" | "safe_substitute")):
            return True
        case ast.Call(func=func, args=[first, *_]) if _last(func) in HANDS_ON:
            return _is_built(first, names)
        case ast.Call(func=ast.Attribute(value=inner, attr="strip" | "lstrip" | "rstrip")):
            return _is_built(inner, names)
    return False


def _is_text(node: ast.AST, names: Set[str] = frozenset()) -> bool:
    """A literal text, a name that holds one, or such joined by ``+``."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _is_text(node.left, names) and _is_text(node.right, names)
    if isinstance(node, ast.Name):
        return node.id in names
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _assigned(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Names that a statement gives a value to, with that value."""
    match node:
        case ast.Assign(targets=targets, value=value):
            yield from ((one.id, value) for one in targets if isinstance(one, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name), value=value) if value is not None:
            yield name, value
        case ast.NamedExpr(target=ast.Name(id=name), value=value):
            yield name, value
        case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=value) if not _is_text(value):
            yield name, ast.BinOp(left=ast.Constant(value=""), op=ast.Add(), right=value)
        case ast.With(items=items) | ast.AsyncWith(items=items):
            for item in items:
                if isinstance(item.optional_vars, ast.Name):
                    yield item.optional_vars.id, item.context_expr


def _last(node: ast.AST) -> str:
    """The last part of a dotted name."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
