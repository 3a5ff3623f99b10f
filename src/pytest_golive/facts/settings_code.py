"""Reads settings code without running it: which environment variables does it ask for?"""

from __future__ import annotations

import ast
import dataclasses
import glob
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pytest_golive.data import dataclass
from pytest_golive.syntax import parse_python

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
#: Objects that read the environment, by the class they are made of.
MADE = {"Env": "env", "FileAwareEnv": "env", "Config": "config", "AutoConfig": "config"}
#: What is known by its name, and may have been imported as another.
USUAL = frozenset({"environ", "getenv", "env", "config", *MADE})
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
    unclear: tuple[str, ...] = ()
    """Where names are asked for, or settings included, that only the run knows: ``shop/settings.py line 7``."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every variable that is read, each once."""
        return tuple(dict.fromkeys(read.name for read in self.reads))


@dataclasses.dataclass(kw_only=True)
class _Scan:
    root: Path
    todo: list[str]
    files: dict[str, ast.Module] = dataclasses.field(default_factory=dict)
    helpers: dict[str, bool] = dataclasses.field(default_factory=dict)
    """The project's own functions that read a variable: name → fails without one."""
    defaults: set[str] = dataclasses.field(default_factory=set)
    """Variables with a default in ``environ.Env(NAME=(cast, default))``."""
    objects: dict[str, str] = dataclasses.field(default_factory=dict)
    """The project's own names of what reads the environment: ``ENV`` → ``env``."""
    known: set[int] = dataclasses.field(default_factory=set)
    """Nodes inside the reading functions, whose variables are those of their calls."""
    unclear: list[str] = dataclasses.field(default_factory=list)


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
            except (SyntaxError, ValueError):
                work.unclear.append(relative)
                continue
            work.files[relative] = tree
            work.todo += _imports(tree, name, is_package=path.name == "__init__.py")
            work.todo += _named(tree) if strings else []
            work.todo += _included(tree, path, relative, work)
            _follow(tree, work)
    for tree in work.files.values():
        _rename(tree, work.objects)
        _declare(tree, work)
    reads = [read for relative, tree in work.files.items() for read in _reads(tree, relative, work)]
    return SettingsCode(
        module=module, files=tuple(work.files), reads=tuple(reads), unclear=tuple(dict.fromkeys(work.unclear))
    )


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


def _included(tree: ast.Module, path: Path, relative: str, work: _Scan) -> list[str]:
    """Modules that ``include("base.py", "parts/*.py")`` of django-split-settings takes in."""
    froms = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    if not any(name.startswith("split_settings") for name in froms):
        return []
    found = []
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and (kind := _last(call.func)) in {"include", "optional"}:
            for given in call.args:
                is_optional = kind == "optional" or isinstance(given, ast.Call)
                names = _files(given, path, work.root)
                found += names
                if not is_optional and not (names and all(module_file(work.root, name) for name in names)):
                    work.unclear.append(f"{relative} line {given.lineno}")
    return found


def _files(given: ast.expr, path: Path, root: Path) -> list[str]:
    if not (isinstance(given, ast.Constant) and isinstance(given.value, str)):
        return []
    files = [Path(one).resolve() for one in sorted(glob.glob(str(path.parent / given.value)))]
    inside = [one.relative_to(root.resolve()) for one in files if one.is_relative_to(root.resolve())]
    return [".".join(one.with_suffix("").parts) for one in inside]


def _follow(tree: ast.Module, work: _Scan) -> None:
    """Give what reads the environment its usual name, whatever it was imported or made as."""
    aliases = [alias for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names]
    _rename(tree, {one.asname: one.name for one in aliases if one.asname and one.name in USUAL})
    made: dict[str, str] = {}
    for node in ast.walk(tree):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=func))
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.Call(func=func))
            ) if _last(func) in MADE:
                made[name] = MADE[_last(func)]
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if _is_environ(value):
                made[name] = "environ"
    _rename(tree, made)
    # Other files may import them; what another file means by a usual name is its own to say.
    work.objects |= {name: usual for name, usual in made.items() if name not in USUAL}


def _rename(tree: ast.Module, names: Mapping[str, str]) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)


def _declare(tree: ast.Module, work: _Scan) -> None:
    """Note the project's own reading functions and the defaults given to ``environ.Env``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.args.args:
            first = node.args.args[0].arg
            inside = list(ast.walk(node))
            subscript = any(
                isinstance(n, ast.Subscript) and _is_environ(n.value) and _is(n.slice, first) for n in inside
            )
            calls = [n for n in inside if isinstance(n, ast.Call) and n.args and _is(n.args[0], first)]
            needs = any(_is_env_object(n.func) and not _has_default(n) for n in calls)
            if subscript or any(_getter(n) or _is_env_object(n.func) for n in calls):
                work.helpers[node.name] = subscript or needs or any(isinstance(n, ast.Raise) for n in inside)
                work.known |= {id(n) for n in inside}
        elif isinstance(node, ast.Call) and _last(node.func) == "Env":
            work.defaults |= {
                word.arg
                for word in node.keywords
                if word.arg and isinstance(word.value, ast.Tuple) and len(word.value.elts) > 1
            }


def _reads(tree: ast.Module, file: str, work: _Scan) -> Iterator[VariableRead]:
    loops = _loops(tree)
    for node, conditional in _walk(tree, conditional=False):
        line = getattr(node, "lineno", 0)
        for asked, required in _asked(node, work):
            names = _texts(asked)
            if not names and id(node) not in work.known:
                names = loops.get(asked.id, ()) if isinstance(asked, ast.Name) else ()
                if required and not names:
                    work.unclear.append(f"{file} line {line}")
            for name in names:
                if NAME.fullmatch(name) and name not in SYSTEMS_OWN:
                    yield VariableRead(name=name, file=file, line=line, required=required, conditional=conditional)


def _loops(tree: ast.Module) -> dict[str, tuple[str, ...]]:
    """What the variables of loops over written names stand for."""
    lists: dict[str, tuple[str, ...]] = {}
    found: dict[str, tuple[str, ...]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                lists[name] = _texts(value)
            case ast.For(target=ast.Name(id=name), iter=over) | ast.comprehension(target=ast.Name(id=name), iter=over):
                found[name] = (*found.get(name, ()), *(_texts(over) or lists.get(_last(over), ())))
    return found


def _texts(node: ast.expr) -> tuple[str, ...]:
    """The texts that a literal holds; none when it holds anything else."""
    match node:
        case ast.Constant(value=str(text)):
            return (text,)
        case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
            texts = [one.value for one in elements if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            return tuple(texts) if len(texts) == len(elements) else ()
    return ()


def _walk(node: ast.AST, *, conditional: bool) -> Iterator[tuple[ast.AST, bool]]:
    yield node, conditional
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, conditional=conditional or isinstance(node, BRANCHES))


def _asked(node: ast.AST, work: _Scan) -> Iterator[tuple[ast.expr, bool]]:
    """What this one node names the variables it reads by, and whether it needs them."""
    match node:
        case ast.Subscript(value=value, slice=asked, ctx=ast.Load()) if _is_environ(value):
            yield asked, True
        case ast.Compare(left=asked, comparators=[there]) if _is_environ(there):
            yield asked, False
        case ast.Call(args=[asked, *_]) if _getter(node):
            yield asked, False
        case ast.Call(func=ast.Name(id=called), args=[asked, *_]) if called in work.helpers:
            yield asked, work.helpers[called] and not _has_default(node)
        # With anything but a text, other methods of what is called env do something else.
        case ast.Call(func=func, args=[asked, *_]) if _is_env_object(func) and (_texts(asked) or _casts(func)):
            yield asked, not _has_default(node) and not work.defaults & {*_texts(asked)}
        case ast.Call(func=ast.Attribute(attr=method) as func, args=[]) if (
            _is_env_object(func) and method in SHORTHANDS
        ):
            yield ast.Constant(SHORTHANDS[method]), not _has_default(node)


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
    if not isinstance(func, ast.Attribute):
        return False
    return (_is(func.value, "env") and func.attr not in OTHER_METHODS) or ast.unparse(func) == "decouple.config"


def _casts(func: ast.expr) -> bool:
    return isinstance(func, ast.Name) or (isinstance(func, ast.Attribute) and func.attr in {"config", *CASTS})


def _has_default(call: ast.Call) -> bool:
    if any(word.arg == "default" for word in call.keywords):
        return True
    return len(call.args) > 1 and not (isinstance(call.args[1], ast.Name) and call.args[1].id in CASTS)


def _is(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _last(node: ast.AST) -> str:
    """The last part of a dotted name."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
