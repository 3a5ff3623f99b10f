"""Where the application is: manage.py and its settings module, or the Flask app or factory."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from pytest_golive.data import dataclass
from pytest_golive.facts.inspector.base import manage_default
from pytest_golive.init.envfiles import EnvFiles
from pytest_golive.init.launch import Launch, Said
from pytest_golive.init.tree import Tree, folder_of, name_of, within

PRODUCTION = re.compile(r"(?:^|[._])(?:prod|production|live|deploy)", re.IGNORECASE)
DEVELOPMENT = re.compile(r"(?:^|[._])(?:dev|development|local|test|testing|ci|debug)(?:$|[._])", re.IGNORECASE)
#: How such modules are called, the likeliest first; all others are looked at after them.
PRODUCTION_NAMES = ("production", "prod", "live", "deploy", "settings_production", "settings_prod")
FLASK_FILES = ("wsgi.py", "app.py", "application.py", "main.py", "run.py", "__init__.py", "factory.py", "server.py")
TESTS = re.compile(r"(?:^|/)(?:tests?|docs?|examples?|migrations)/|(?:^|/)(?:test_[^/]*|conftest|setup|manage)\.py$")


@dataclass(frozen=True, kw_only=True)
class App:
    """What ``[app]`` needs to be told."""

    framework: str = ""
    """Django, Flask, or empty."""
    dir: str = ""
    settings: str = ""
    """Django's settings module; empty when the env file names it."""
    flask: str = ""
    """``shop:app`` or ``shop:create_app()``."""
    why: str = ""
    """Where that was found."""
    others: tuple[str, ...] = ()
    """More of the same kind, which were not taken."""
    python: str = ""
    """The Python of a virtual environment of the project's own."""


def find_app(tree: Tree, launch: Launch, env: EnvFiles) -> App:
    """Django where there is a manage.py of its kind, else Flask."""
    manages = [path for path in tree.named("manage.py") if "django" in tree.text(path).lower()]
    if manages:
        return _django(tree, launch, env, manages)
    found = list(dict.fromkeys(_flask(tree, launch, env)))
    if not found:
        return App()
    folder, target, where = found[0]
    others = tuple(f"{one} in {path}" for _, one, path in found[1:] if one != target)
    python = _python(tree, folder)
    return App(framework="Flask", dir=folder, flask=target, why=f"named in {where}", others=others, python=python)


def _django(tree: Tree, launch: Launch, env: EnvFiles, manages: list[str]) -> App:
    folder = folder_of(manages[0])
    module, why = "", f"named by DJANGO_SETTINGS_MODULE in {env.path}"
    if "DJANGO_SETTINGS_MODULE" not in env.dotenv.values:
        module, why = _settings(tree, launch, manages[0], folder)
    python = _python(tree, folder)
    others = tuple(manages[1:])
    return App(framework="Django", dir=folder, settings=module, why=why, others=others, python=python)


def _settings(tree: Tree, launch: Launch, manage: str, folder: str) -> tuple[str, str]:
    """The production settings: what starts the site says it, else a module that is called so, else manage.py."""
    named = [(said.what, f"named in {said.where}") for said in launch.settings]
    paths = (*tree.named("wsgi.py", "asgi.py"), manage)
    named += [(manage_default(tree.text(path)), f"named in {path}") for path in paths]
    named = [(module, where) for module, where in named if module and tree.module(folder, module)]
    by_name = [module for one, _ in named for module in _siblings(tree, folder, one)]
    ranked = [
        *(one for one in named if PRODUCTION.search(one[0])),
        *((module, "production's by its name") for module in by_name),
        *(one for one in named if not DEVELOPMENT.search(one[0])),
        *named,
    ]
    return ranked[0] if ranked else ("", "")


def _siblings(tree: Tree, folder: str, module: str) -> Iterator[str]:
    """Modules beside this one, or in it, that are production's by name."""
    package = module.rpartition(".")[0]
    for above in (module, package):
        for name in PRODUCTION_NAMES:
            beside = f"{above}.{name}" if above else name
            if tree.module(folder, beside):
                yield beside


def _python(tree: Tree, folder: str) -> str:
    names = [within(one, f"{venv}/bin/python") for one in (folder, ".") for venv in (".venv", "venv", "env")]
    return next((name for name in names if tree.has(name)), "")


Found = tuple[str, str, str]
"""The folder it is imported from, its name there, where that was found."""


def _flask(tree: Tree, launch: Launch, env: EnvFiles) -> Iterator[Found]:
    apps = list(_written(tree))
    folders = dict.fromkeys(folder for folder, _, _ in apps)
    files = {tree.module(folder, target.partition(":")[0]) for folder, target, _ in apps}
    said = [*launch.targets, *launch.flask_apps, *_of_env(env)]
    for one in said if apps else ():
        yield from _resolved(tree, one, folders, files)
    # A module that gunicorn could be given comes before a factory.
    yield from sorted(apps, key=lambda one: (one[1].endswith("()"), one[2].count("/"), _likely(one[2])))


def _of_env(env: EnvFiles) -> Iterator[Said]:
    named = env.dotenv.values.get("FLASK_APP", "")
    if re.fullmatch(r"[\w./]+(?::\w+(?:\(\))?)?", named):
        yield Said(what=named, where=env.path)


def _resolved(tree: Tree, said: Said, folders: dict[str, None], files: set[str]) -> Iterator[Found]:
    """``shop:app``, ``shop`` or ``wsgi.py:app`` as said, where such a module is."""
    path, colon, name = said.what.partition(":")
    module = path.removesuffix(".py").strip("./").replace("/", ".")
    for folder in dict.fromkeys([folder_of(said.where), *folders]):
        file = tree.module(folder, module)
        if not file:
            continue
        if colon:
            yield folder, f"{module}:{name}", said.where
        elif file in files:
            names = [one for one in _apps_of(tree, file) if one]
            yield from ((folder, f"{module}:{one}", said.where) for one in names[:1])
        return


def _written(tree: Tree) -> Iterator[Found]:
    """Every application and factory that the code writes down."""
    for path in sorted((one for one in tree.files if one.endswith(".py")), key=lambda one: (_likely(one), one)):
        if TESTS.search(path) or not re.search(r"\bFlask\b|create_app|make_app", tree.text(path)):
            continue
        folder, module = tree.dotted(path)
        yield from ((folder, f"{module}:{name}", path) for name in _apps_of(tree, path))


def _likely(path: str) -> int:
    name = name_of(path)
    return FLASK_FILES.index(name) if name in FLASK_FILES else len(FLASK_FILES)


def _apps_of(tree: Tree, path: str) -> list[str]:
    """``app`` for an application at module level, ``create_app()`` for a factory that needs no argument."""
    code = tree.code(path)
    factories = {"create_app", "make_app"} & _imported(code)
    made = []
    for node in code.body:
        if isinstance(node, ast.FunctionDef) and _makes(node, {"Flask"}):
            factories.add(node.name)
            made += [] if _needs_arguments(node) else [f"{node.name}()"]
    at_top = [
        target.id
        for node in code.body
        if isinstance(node, ast.Assign) and _makes(node.value, {"Flask", *factories})
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    return at_top + made


def _imported(code: ast.Module) -> set[str]:
    found = [node for node in code.body if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name for node in found for alias in node.names}


def _makes(node: ast.AST, names: set[str]) -> bool:
    """Whether one of the functions or classes is called in it."""
    called = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
    return any(isinstance(one, ast.Name | ast.Attribute) and _last(one) in names for one in called)


def _last(node: ast.Name | ast.Attribute) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id


def _needs_arguments(node: ast.FunctionDef) -> bool:
    given = node.args
    wanted = [*given.posonlyargs, *given.args]
    return len(wanted) > len(given.defaults) or any(one is None for one in given.kw_defaults)
