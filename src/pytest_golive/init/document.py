"""What was found as a commented golive.toml: paths, modules and host names, and ``env:`` names for all else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pytest_golive.init.addresses import Server
from pytest_golive.init.project import Project

HEAD = """\
# What the gate needs to know of this project. `golive init` read it from the files named here and ran nothing.
# A value "env:NAME" comes from the environment or from env_file of [app]: secrets belong there, never here.
# What starts with a # is not set."""
URL = "env:GOLIVE_DATABASE_URL"
SHOWN = 5


@dataclass(kw_only=True)
class Page:
    """The file being written, and the short of it for the terminal."""

    lines: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)

    def say(self, *comments: str) -> None:
        """Add comments."""
        self.lines += [f"# {plain(one)}" for one in comments]

    def set(self, key: str, value: str | Iterable[str], *, is_set: bool = True) -> None:
        """Add a setting, or show how it would look."""
        text = quoted(value) if isinstance(value, str) else f"[{', '.join(map(quoted, value))}]"
        self.lines.append(f"{'' if is_set else '# '}{key} = {text}")

    def table(self, name: str, *, is_set: bool = True) -> None:
        """Begin a table."""
        self.lines += ["", f"{'' if is_set else '# '}[{name}]"]

    @property
    def text(self) -> str:
        """The whole file."""
        return "\n".join([HEAD, *self.lines]) + "\n"


def plain(text: str) -> str:
    """A comment on one line, whatever a file is called."""
    return "".join(one if one.isprintable() else "?" for one in text)


def quoted(value: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def write(project: Project) -> Page:
    """The file for this project."""
    page = Page()
    for part in (_checklist, _target, _app, _env_file, _database, _redis, _services):
        part(page, project)
    return page


def _checklist(page: Page, project: Project) -> None:
    page.lines.append("")
    if project.checklists:
        page.set("checklist", project.checklists)
        page.found.append(f"checklist: {_several(project.checklists)}")
    else:
        page.say("Not found: a go-live checklist (markdown with boxes). Without one, the default checklist is judged.")
        page.set("checklist", ["GO_LIVE.md"], is_set=False)
        page.lacking.append("a go-live checklist: the default one is judged")
    if project.perhaps:
        page.say(f"These have boxes, too, and speak of a launch: {_several(project.perhaps)}")


def _target(page: Page, project: Project) -> None:
    site = project.site
    page.table("target")
    if site.url:
        page.say(f"From {site.where}.")
        page.set("url", site.url)
        page.found.append(f"site: {site.url} ({site.where})")
    else:
        page.say("Not found: the public address of the site. It can be given with --golive-target as well.")
        page.set("url", "https://www.example.com", is_set=False)
        page.lacking.append("the public address of the site: set url in [target], or give --golive-target")
    if site.hosts:
        page.set("hosts", site.hosts)
    page.say("Pages that every check of pages looks at, and the addresses that DNS must lead to:")
    page.set("pages", ["/", "/cart/", "/checkout/"], is_set=False)
    page.set("addresses", ["203.0.113.7"], is_set=False)


def _app(page: Page, project: Project) -> None:
    app = project.app
    page.table("app")
    if not app.framework:
        wants = f" The requirements name {project.wants}." if project.wants else ""
        page.say(f"Not found: manage.py of a Django project, or a Flask app or factory.{wants}")
        page.set("dir", ".", is_set=False)
        page.set("flask", "shop:create_app()", is_set=False)
        page.lacking.append("the application (manage.py, or a Flask app or factory)")
        return
    what = "the settings module is" if app.framework == "Django" else "the application is"
    page.say(f"{app.framework}; {what} {app.why}." if app.why else f"{app.framework}.")
    page.set("dir", app.dir)
    if app.flask:
        page.set("flask", app.flask)
    elif app.settings:
        page.set("settings", app.settings)
    elif "DJANGO_SETTINGS_MODULE" not in project.env.dotenv.values:
        page.say("Not found: the settings module.")
        page.set("settings", "shop.settings", is_set=False)
        page.lacking.append("the settings module: set settings in [app]")
    if app.others:
        page.say(f"Not taken: {_several(app.others)}")
    if app.python:
        page.set("python", app.python)
    else:
        page.say("The Python that runs the site, when it is not the one that runs the gate:")
        page.set("python", ".venv/bin/python", is_set=False)
    named = app.flask or app.settings or "settings named in the env file"
    page.found.append(f"application: {app.framework} in {app.dir} ({named})")


def _env_file(page: Page, project: Project) -> None:
    env = project.env
    if env.path:
        page.say(f"The production env file: {env.why}.")
        page.set("env_file", env.path)
        page.found.append(f"env file: {env.path} ({env.why})")
    else:
        page.say("Not found: the production env file. It is often only on the server.")
        page.set("env_file", ".env.production", is_set=False)
        page.lacking.append("the production env file: set env_file in [app]")
    if env.missing:
        page.say(f"Not on this machine: {_several(env.missing)}")
    if env.others:
        page.say(f"Not taken: {_several(env.others)}")
    default = ".env.example" if project.app.dir in {"", "."} else f"{project.app.dir}/.env.example"
    if env.example and env.example != default:
        page.set("env_example", env.example)


def _database(page: Page, project: Project) -> None:
    database = project.database
    page.table("database")
    if database.product == "sqlite":
        _sqlite(page, database)
        return
    if database.variable:
        page.set("url", f"env:{database.variable}")
        page.found.append(f"database: env:{database.variable}{_product(database.product)}")
    else:
        page.say(
            "Not found: a variable with the database's URL. Set this one, in the environment or in env_file:",
            "postgresql://user:password@host:5432/name; a user who may only read is enough.",
        )
        # Without any sign of one, a setting would only say of a variable that nobody needs that it is missing.
        page.set("url", URL, is_set=bool(database.where))
        how = f"set {URL.removeprefix('env:')}" if database.where else "set url in [database] if there is one"
        page.lacking.append(f"a variable with the database's URL: {how}")
    if database.product:
        page.set("engine", database.product)
        if database.product == "mysql":
            page.say("MySQL and MariaDB are asked through an extra: pip install 'pytest-golive[mysql]'.")
    else:
        page.say("Not found: whether it is PostgreSQL or MySQL (postgresql is what is expected).")
        page.set("engine", "postgresql", is_set=False)


def _sqlite(page: Page, database: Server) -> None:
    """A file that only the app opens: say what else answers the lines about it."""
    page.say(
        "SQLite is a file that only the app opens: there is no server to look at, and nothing to set for it.",
        "Lines about the database are answered by tests of your own or by golive attest.",
        "Where production uses a server, write here the variable with its URL: env:DATABASE_URL",
    )
    page.set("url", f"env:{database.variable}" if database.variable else "sqlite://")
    page.found.append(f"database: SQLite ({database.variable or database.where})")
    page.lacking.append(
        "a database server: lines about the database wait for a test of yours or golive attest, "
        "or name production's in [database]"
    )


def _redis(page: Page, project: Project) -> None:
    where = next((one.where for one in project.services if one.name == "Redis"), ())
    if project.redis.variable:
        page.table("redis")
        page.set("url", f"env:{project.redis.variable}")
        page.found.append(f"Redis: env:{project.redis.variable}")
    elif where:
        page.table("redis")
        page.say(f"Redis is used ({', '.join(where)}). Not found: a variable with its URL. Set this one:")
        page.say("redis://:password@host:6379/0")
        page.set("url", "env:GOLIVE_REDIS_URL")
        page.lacking.append("a variable with the URL of Redis: set GOLIVE_REDIS_URL")
    else:
        page.table("redis", is_set=False)
        page.say("Not found: any sign of Redis.")
        page.set("url", "env:REDIS_URL", is_set=False)


def _services(page: Page, project: Project) -> None:
    page.lines.append("")
    if project.launch.files:
        page.say(f"What starts the site: {_several(project.launch.files)}")
    else:
        page.say("Not found: a Procfile, compose file, Dockerfile or systemd unit.")
    if project.services:
        page.say("In use, as requirements, settings and container images say:")
        page.say(*_in_use(project))
        page.found.append(f"in use: {', '.join(one.name for one in project.services)}")
    else:
        page.say("Not found: a payment gateway or other service in requirements or settings.")


def _in_use(project: Project) -> Iterator[str]:
    yield from (f"  {one.name} ({', '.join(one.where)})" for one in project.services)


def _product(name: str) -> str:
    return f" ({name})" if name else ""


def _several(names: Iterable[str]) -> str:
    shown = list(names)
    more = f" and {len(shown) - SHOWN} more" if len(shown) > SHOWN else ""
    return ", ".join(shown[:SHOWN]) + more
