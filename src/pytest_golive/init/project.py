"""Everything that `golive init` finds out about a project, reading files only."""

from __future__ import annotations

from pathlib import Path

from pytest_golive.data import dataclass
from pytest_golive.facts.settings_code import scan
from pytest_golive.init.addresses import Server, Site, find_database, find_redis, find_site
from pytest_golive.init.application import App, find_app
from pytest_golive.init.checklists import find_checklists
from pytest_golive.init.envfiles import EnvFiles, find_env_files
from pytest_golive.init.launch import Launch, read_launch
from pytest_golive.init.rootdir import has_pytest_settings
from pytest_golive.init.services import InUse, find_services, required, requirements
from pytest_golive.init.tree import Tree, name_of, within


@dataclass(frozen=True, kw_only=True)
class Project:
    """What was found."""

    app: App
    env: EnvFiles
    launch: Launch
    site: Site
    database: Server
    redis: Server
    services: tuple[InUse, ...]
    checklists: tuple[str, ...]
    perhaps: tuple[str, ...]
    """Documents that could be checklists, too."""
    own_tests: str = ""
    """Settings of pytest below the root: the team's tests are run from there."""
    wants: str = ""
    """Framework that the requirements name, although no application was found."""


def look_around(root: Path) -> Project:
    """Look at the project in this folder."""
    tree = Tree(root)
    launch = read_launch(tree)
    env = find_env_files(tree, launch)
    app = find_app(tree, launch, env)
    files, reads = _settings_code(tree, app, env)
    variables = frozenset({*env.names, *reads})
    services = find_services(tree, launch, variables, env.path or env.example)
    checklists, perhaps = find_checklists(tree)
    return Project(
        app=app,
        env=env,
        launch=launch,
        site=find_site(tree, env, files),
        database=find_database(env, reads, [one.name for one in services], {file: tree.text(file) for file in files}),
        redis=find_redis(env, reads),
        services=services,
        checklists=checklists,
        perhaps=perhaps,
        own_tests=next((path for path in tree.files if "/" in path and has_pytest_settings(tree.root / path)), ""),
        wants="" if app.framework else _wanted(tree),
    )


def _settings_code(tree: Tree, app: App, env: EnvFiles) -> tuple[list[str], tuple[str, ...]]:
    """The files with the settings, and the variables they read."""
    if app.framework == "Flask":
        module = app.flask.partition(":")[0]
    else:
        module = app.settings or env.dotenv.values.get("DJANGO_SETTINGS_MODULE", "")
    if not app.framework or not module:
        return [], ()
    code = scan(tree.root / app.dir, module)
    beside = [path for path in tree.files if app.framework == "Flask" and name_of(path) in {"config.py", "settings.py"}]
    found = [code, *(scan(tree.root / folder, name) for folder, name in map(tree.dotted, beside))]
    files = [within(app.dir, file) for file in code.files]
    return list(dict.fromkeys([*files, *beside])), tuple(dict.fromkeys(name for one in found for name in one.names))


def _wanted(tree: Tree) -> str:
    names = {name for path in requirements(tree) for name in required(tree, path)}
    return "Django" if "django" in names else "Flask" if "flask" in names else ""
