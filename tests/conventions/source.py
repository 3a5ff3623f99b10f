"""The source of the package as syntax trees, for the rules to look at."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest_golive

PACKAGE = Path(pytest_golive.__file__).parent
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file of the package."""

    path: str
    """Below the package folder: ``facts/tls/handshake.py``."""
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """First part of the path, without the ending: ``facts``, ``plugin``."""
        return self.path.partition("/")[0].removesuffix(".py")


@dataclass(frozen=True)
class Import:
    """One imported module (for ``from a import b`` both ``a`` and ``a.b``)."""

    where: str
    """``facts/tls/handshake.py:12``."""
    name: str
    is_at_top: bool
    """Runs as soon as the module is imported: not in a function, not for type checking only."""


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package."""
    files = sorted(PACKAGE.rglob("*.py"))
    texts = [(file.relative_to(PACKAGE).as_posix(), file.read_text(encoding="utf-8")) for file in files]
    assert len(texts) > 20, f"only {len(texts)} modules found below {PACKAGE}"
    # Every node is kept: looking for garbage among them takes six times as long as parsing.
    gc.disable()
    try:
        return tuple(Module(path, text, ast.parse(text)) for path, text in texts)
    finally:
        gc.enable()


def imports(module: Module) -> Iterator[Import]:
    """Every import of a module, wherever it stands."""
    yield from _imports(module, module.tree, is_at_top=True)


def functions(module: Module) -> Iterator[tuple[str, Function]]:
    """Every function and method, with its qualified name."""
    yield from _functions(module.tree, "")


def definitions(tree: ast.Module) -> Iterator[tuple[str, Function | ast.ClassDef]]:
    """Public classes, their public methods, and public functions; nested functions are private."""
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            for inner in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(inner, Function) and not inner.name.startswith("_"):
                    yield f"{node.name}.{inner.name}", inner


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """What stands directly in a node; nothing is defined or imported in an expression, of which most is made."""
    return (child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.expr))


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
    for child in _statements(node):
        name = f"{prefix}{child.name}" if isinstance(child, Function | ast.ClassDef) else prefix
        if isinstance(child, Function):
            yield name, child
        yield from _functions(child, f"{name}." if name != prefix else prefix)


def _imports(module: Module, node: ast.AST, *, is_at_top: bool) -> Iterator[Import]:
    for child in _statements(node):
        where = f"{module.path}:{getattr(child, 'lineno', 0)}"
        if isinstance(child, ast.Import):
            yield from (Import(where, alias.name, is_at_top) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            base = _absolute(module, child)
            yield Import(where, base, is_at_top)
            yield from (Import(where, f"{base}.{alias.name}", is_at_top) for alias in child.names)
        elif isinstance(child, Function):
            yield from _imports(module, child, is_at_top=False)
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            for inner in child.body:
                yield from _imports(module, ast.Module([inner], []), is_at_top=False)
            for inner in child.orelse:
                yield from _imports(module, ast.Module([inner], []), is_at_top=is_at_top)
        else:
            yield from _imports(module, child, is_at_top=is_at_top)


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    """The absolute name of what is imported from."""
    if not node.level:
        return node.module or ""
    package = ["pytest_golive", *module.path.split("/")[:-1]]
    above = package[: len(package) - node.level + 1]
    return ".".join([*above, *([node.module] if node.module else [])])
