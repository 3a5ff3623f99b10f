"""Places in a syntax tree where text gets into HTML without being escaped."""

from __future__ import annotations

import ast
from collections.abc import Iterator

#: Declare a text safe for HTML.
SAFE = frozenset({"mark_safe", "Markup", "SafeString", "SafeText"})


def unescaped_calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of each: something that is not a literal is declared safe, or escaping is switched off."""
    names = _imported(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=func, args=[first, *_]) if _called(func, names) in SAFE and not _is_literal(first):
                yield node.lineno, f"{_called(func, names)}() of what is not a literal"
            case ast.Call(func=func, args=[first, *_]) if _called(func, names) == "format_html" and not _is_literal(
                first
            ):
                yield node.lineno, "format_html() with a template that is not a literal"
            case ast.FunctionDef(decorator_list=given) | ast.AsyncFunctionDef(decorator_list=given):
                for one in given:
                    if _called(one, names) in SAFE:
                        yield one.lineno, f"@{_called(one, names)} of what a function returns"
            case ast.Call(func=func, keywords=keywords) if _called(func, names) in {"Environment", "Engine"}:
                yield from _environment(node.lineno, _called(func, names), keywords)
            case ast.Assign(targets=[ast.Attribute(attr="autoescape")], value=ast.Constant(value=False)):
                yield node.lineno, "autoescape is switched off"
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    if _is(key, "autoescape") and _is(value, False):
                        yield value.lineno, "autoescape is switched off"


def _environment(line: int, name: str, keywords: list[ast.keyword]) -> Iterator[tuple[int, str]]:
    """Jinja2's Environment escapes nothing unless told to, Django's Engine everything."""
    given = next((one.value for one in keywords if one.arg == "autoescape"), None)
    passed_on = any(one.arg is None for one in keywords)
    if _is(given, False) or (name == "Environment" and given is None and not passed_on):
        yield line, f"{name} without autoescape"


def _imported(tree: ast.Module) -> dict[str, str]:
    """What the names of this module's imports are called where they come from."""
    modules = ("django.", "markupsafe", "jinja2", "flask")
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(modules)
        for alias in node.names
    }


def _called(func: ast.expr, names: dict[str, str]) -> str:
    """The function's own name, when it is one of the template libraries'."""
    if isinstance(func, ast.Name):
        return names.get(func.id, "")
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name):
        return func.attr if func.value.id in {"safestring", "html", "markupsafe", "jinja2", "flask"} else ""
    return ""


def _is_literal(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _is_literal(node.left) and _is_literal(node.right)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "gettext_lazy"}:
        return bool(node.args) and _is_literal(node.args[0])
    return isinstance(node, ast.Constant)


def _is(node: ast.AST | None, value: object) -> bool:
    return (
        isinstance(node, ast.Constant) and node.value is value
        if isinstance(value, bool)
        else (isinstance(node, ast.Constant) and node.value == value)
    )
