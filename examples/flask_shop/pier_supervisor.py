"""Starts the Flask shop with the servers of examples/shop, plants faults, puts the good shop back."""

from __future__ import annotations

import re
import secrets
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from copy import deepcopy
from pathlib import Path

from servers.certificates import Certificates
from servers.dns import NameServer, Zone
from servers.edge import Edge
from servers.keeper import Child, Keeper
from servers.mariadb import MariaDB
from servers.outside import Outside, good_answers
from servers.site import Site, service_environment
from servers.valkey import Valkey
from servers.web import Web, WebDownError

from pier_faults import FAULTS, GOOD_EDGE, Pier

HERE = Path(__file__).resolve().parent
APP = "pier"
ENV_FILE = "/etc/pier-and-quay/environment"
DEPLOYED = (
    *("shop", "wsgi.py", "shop.service", "requirements.txt", "ruff.toml", ".env.example", ".gitignore"),
    # What the gate reads of it; nothing of this runs.
    *("README.md", "LICENSE", "docs"),
)
ASSIGNED = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


class Supervisor:
    """Every server of the shop, and the faults that are planted now."""

    def __init__(self, keeper: Keeper, say: Callable[[str], None]) -> None:
        self._keeper = keeper
        self._say = say
        self._mariadb = MariaDB(keeper, APP)
        self._valkey = Valkey(keeper)
        self._web = Web(keeper, "wsgi:app")
        # Where the unit says, below a folder that stands for the machine.
        self.env_file = keeper.directory / "machine" / ENV_FILE.lstrip("/")
        self.env_file.parent.mkdir(parents=True)
        self._site = Site(keeper.directory, HERE, DEPLOYED, self.env_file, write_line=quoted)
        self._certificates = Certificates(keeper.directory / "tls")
        self._zone = Zone()
        self._edge = Edge(self._certificates, self._site.media)
        self._name_server = NameServer(lambda: self._zone, is_authoritative=True)
        self._resolvers = [NameServer(lambda: self._zone, is_authoritative=False) for _ in range(3)]
        self._release = check_in(self._site.source, keeper.directory / "remote")
        self._answers = good_answers(self._release)
        self._outside = Outside(lambda: self._answers)
        self._mariadb.reserve_port()
        self._good_env = self._make_env()
        self._web_inputs: object = None
        self.is_good_inside = True

    def start(self) -> None:
        """Bring the good shop up."""
        self._say("creating the database")
        self._edge.configure(GOOD_EDGE)
        self._valkey.start(self._valkey.good_arguments())
        self._mariadb.start({})
        self._mariadb.create_app_database()
        self._site.write_env_file(self._good_env, ["; written by the set-up of the machine"])
        self._flask("seed").wait("seeding")
        self._mariadb.remember_app_database()
        self._site.remember()
        self._apply(self._good_plan())

    def heal(self) -> list[str]:
        """Put the good shop back; returns what was restarted."""
        self._site.restore()
        return self._apply(self._good_plan())

    def plant(self, *names: str) -> list[str]:
        """Put the good shop back, then plant the faults; returns the parts that were restarted."""
        self._site.restore()
        plan, good = self._good_plan(), self._good_plan()
        for name in names:
            FAULTS[name].plant(plan)
        outside = deepcopy(plan)
        outside.edge, outside.zone = good.edge, good.zone
        self.is_good_inside = outside == good and self._site.is_good()
        return self._apply(plan)

    def stop(self) -> None:
        """Stop what runs in this process; the keeper ends the rest."""
        self._edge.stop()

    def facts(self) -> dict[str, str]:
        """What golive.toml and the tests read from the environment."""
        return {
            "SHOP_URL": "https://www.shop.test",
            "SHOP_HTTPS": self._edge.https,
            "SHOP_HTTP": self._edge.http,
            "SHOP_CA": str(self._certificates.root_file),
            "SHOP_DIR": str(self._site.source),
            "SHOP_PYTHON": sys.executable,
            "SHOP_ENV_FILE": str(self.env_file),
            "SHOP_PID_FILE": str(self._web.pid_file),
            "SHOP_DNS": self._name_server.address,
            "SHOP_RESOLVERS": ",".join(one.address for one in self._resolvers),
            "SHOP_RDAP": f"{self._outside.url}/rdap/",
            "SHOP_TRACKER": f"{self._outside.url}/tracker/",
            "SHOP_RELEASE": self._release,
        }

    def _good_plan(self) -> Pier:
        return Pier(
            site=self._site.source,
            env=self._good_env.copy(),
            valkey_arguments=list(self._valkey.good_arguments()),
        )

    def _apply(self, plan: Pier) -> list[str]:
        """Make everything as planned, restarting only what has other inputs than before."""
        restarted = []
        self._site.write_env_file(plan.env, ["; written by the set-up of the machine"])
        self._edge.configure(plan.edge)
        self._zone = plan.zone
        if self._mariadb.start({}):
            restarted.append("database")
        if self._valkey.start(tuple(plan.valkey_arguments)):
            restarted.append("redis")
        if self._mariadb.restore_app_database():
            restarted.append("data")
        self._valkey.start_afresh()
        inputs = (self._site.digest(), plan.env)
        if inputs != self._web_inputs:
            self._restart_web(plan, inputs)
            restarted.append("web")
        self._finish(plan)
        return restarted

    def _restart_web(self, plan: Pier, inputs: object) -> None:
        self._web_inputs = None
        self._web.stop()
        self._web.start(self._site.source, self._unit_environment())
        try:
            self._web.wait_until_ready()
            self._edge.upstream, self._web_inputs = self._web.port, inputs
        except WebDownError:
            self._edge.upstream = None
            if not plan.may_web_fail:
                raise

    def _finish(self, plan: Pier) -> None:
        for statement in plan.statements:
            with closing(self._mariadb.connect(APP)) as connection, connection.cursor() as cursor:
                cursor.execute(statement)
        if "web" in plan.stopped:
            self._web.stop()
            self._edge.upstream = self._web_inputs = None
        if "redis" in plan.stopped:
            self._valkey.stop()
        if "database" in plan.stopped:
            self._mariadb.stop()

    def _flask(self, command: str) -> Child:
        arguments = [sys.executable, "-m", "flask", "--app", "wsgi", command]
        return self._keeper.start(command, arguments, cwd=self._site.source, env=self._unit_environment())

    def _unit_environment(self) -> dict[str, str]:
        """What systemd would give the service: the unit's own variables, and those of its EnvironmentFile."""
        found: dict[str, str] = {}
        for name, value in unit_lines(self._site.source / "shop.service"):
            if name == "Environment":
                found.update(pair.split("=", 1) for pair in shlex.split(value))
            if name == "EnvironmentFile":
                file = self._keeper.directory / "machine" / value.lstrip("/")
                matches = map(ASSIGNED.fullmatch, file.read_text(encoding="utf-8").splitlines())
                found.update({match[1]: match[2] for match in matches if match})
        return {name: value for name, value in service_environment(found).items() if name != "DJANGO_SETTINGS_MODULE"}

    def _make_env(self) -> dict[str, str]:
        url = self._mariadb.url().replace("mysql://", "mysql+pymysql://", 1)
        return {
            "FLASK_ENV": "production",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "SITE_URL": "https://www.shop.test",
            "APP_ORIGIN": "https://app.shop.test",
            "DATABASE_URL": f"{url}?charset=utf8mb4",
            "DATABASE_POOL_SIZE": "5",
            "DATABASE_POOL_RECYCLE": "3600",
            "REDIS_URL": self._valkey.url(),
            "LOG_LEVEL": "INFO",
            "RELEASE": self._release,
        }


def check_in(folder: Path, remote: Path) -> str:
    """Make the folder a checkout of what is in it, with nothing left to commit or push; returns the commit."""

    def git(*arguments: str) -> str:
        names = ("-c", "user.name=Ines", "-c", "user.email=ines@shop.test", "-c", "commit.gpgsign=false")
        command = ["git", "-C", str(folder), *names, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    git("init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    git("init", "--quiet", "--initial-branch=main")
    git("remote", "add", "origin", str(remote))
    git("commit", "--quiet", "--allow-empty", "--message", "An empty pier")
    git("tag", "--annotate", "--message", "The first release", "v1.0.0")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Sell gift cards")
    git("push", "--quiet", "--follow-tags", "--set-upstream", "origin", "main")
    return git("rev-parse", "HEAD")


def unit_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Each name=value of a unit."""
    for line in path.read_text(encoding="utf-8").splitlines():
        name, sign, value = line.partition("=")
        if sign:
            yield name.strip(), value.strip()


def quoted(name: str, value: str) -> str:
    """A line of an EnvironmentFile."""
    return f'{name}="{value}"'
