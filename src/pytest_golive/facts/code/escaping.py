"""Places in a syntax tree where text gets into HTML without being escaped."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

from pytest_golive.data import dataclass

LIBRARIES = ("django.", "markupsafe.", "jinja2.", "flask.")
#: Declare a text safe for HTML.
SAFE = frozenset({"mark_safe", "Markup", "SafeString", "SafeText"})
#: Take a template as text: who writes into that text writes into the page, and may run code.
TEMPLATES = frozenset({"Template", "render_template_string", "format_html"})
ENGINE = re.compile(r"env\b|environment|engine", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class _Names:
    """What the names of a module stand for."""

    imported: dict[str, str]
    """What those of the template libraries are called where they come from: ``mark_safe`` of ``django.utils.…``."""
    literal: frozenset[str]
    """A literal text, and nothing else anywhere in the module."""


def unescaped_calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of each: something that is not a literal is declared safe, or escaping is switched off."""
    names = _Names(imported=_imported(tree), literal=_literals(tree))
    for node in ast.walk(tree):
        match node:
            case ast.Call():
                yield from ((node.lineno, what) for what in _of_call(node, names))
            case ast.FunctionDef(decorator_list=given) | ast.AsyncFunctionDef(decorator_list=given):
                for one in given:
                    if (name := _called(one, names)[0]) in SAFE:
                        yield one.lineno, f"@{name} of what a function returns"
            case ast.Assign(targets=[ast.Attribute(attr="autoescape")], value=ast.Constant(value=False)):
                yield node.lineno, "autoescape is switched off"
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    if _is(key, "autoescape") and _is(value, False):
                        yield value.lineno, "autoescape is switched off"


def _of_call(call: ast.Call, names: _Names) -> Iterator[str]:
    name, library = _called(call.func, names)
    is_open = bool(call.args) and not _is_literal(call.args[0], names.literal)
    if name in SAFE and is_open:
        yield f"{name}() of what is not a literal"
    elif name in TEMPLATES and is_open:
        yield f"{name}() with a template that is not a literal"
    elif isinstance(call.func, ast.Attribute) and call.func.attr == "from_string" and is_open:
        if ENGINE.search(ast.unparse(call.func.value)):
            yield "from_string() with a template that is not a literal"
    elif name:
        # Jinja2's Environment and Template escape nothing unless told to, Django's Engine and Context everything.
        given = next((one.value for one in call.keywords if one.arg == "autoescape"), None)
        is_told = given is not None or any(one.arg is None for one in call.keywords)
        needs_to_be = name.endswith("Environment") or (name == "Template" and library == "jinja2")
        if (isinstance(given, ast.Constant) and not given.value) or (needs_to_be and not is_told):
            yield f"{name} without autoescape"


def _imported(tree: ast.Module) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith(LIBRARIES):
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {one.asname: one.name for one in node.names if one.asname and f"{one.name}.".startswith(LIBRARIES)}
    return found


def _literals(tree: ast.Module) -> frozenset[str]:
    nodes = list(ast.walk(tree))
    bound = Counter(one.id for one in nodes if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
    bound.update(one.arg for one in nodes if isinstance(one, ast.arg))
    assigned = [one for one in nodes if isinstance(one, ast.Assign) and _is_literal(one.value)]
    named = {one.id for node in assigned for one in node.targets if isinstance(one, ast.Name)}
    return frozenset(name for name in named if bound[name] == 1)


def _called(func: ast.expr, names: _Names) -> tuple[str, str]:
    """The function's own name and its library, when that is one of the template libraries."""
    first, dot, rest = ast.unparse(func).partition(".")
    whole = f"{names.imported.get(first, first)}{dot}{rest}"
    return (whole.rpartition(".")[2], whole.partition(".")[0]) if whole.startswith(LIBRARIES) else ("", "")


def _is_literal(node: ast.expr, names: frozenset[str] = frozenset()) -> bool:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _is_literal(node.left, names) and _is_literal(node.right, names)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "gettext_lazy"}:
        return bool(node.args) and _is_literal(node.args[0], names)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id in names)


def _is(node: ast.AST | None, value: object) -> bool:
    return (
        isinstance(node, ast.Constant) and node.value is value
        if isinstance(value, bool)
        else (isinstance(node, ast.Constant) and node.value == value)
    )
