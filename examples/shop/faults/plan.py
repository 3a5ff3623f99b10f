"""The shop as it is about to run; a fault changes the plan, and the supervisor makes it so."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, Protocol

import redis

from servers.dns import Zone
from servers.edge import EdgeConfig
from servers.imap import ALIASES
from servers.outside import Answers
from servers.tills import Tills


class Running(Protocol):
    """The running shop, for faults that can only be planted then."""

    env_file: Path

    @property
    def tills(self) -> Tills:
        """The stand-ins for the gateways."""

    def database(self, name: str = "shop", *, user: str = "") -> Any:
        """Open a connection of the database's driver, by default as superuser."""

    def redis(self) -> redis.Redis:
        """Open a connection with the password."""

    def get(self, path: str) -> int:
        """Ask the application server for a page; returns the status."""

    def start_web_anew_later(self) -> None:
        """Have the application server started again by whatever comes next."""

    def keep(self, resource: Any) -> None:
        """Hold something with a `close` method until the shop is healed."""


@dataclass(kw_only=True)
class Deployed:
    """The files of a shop where it runs."""

    #: The deployed copy: the code, its requirements, the example of the env file.
    site: Path

    def edit(self, path: str | Path, old: str, new: str) -> None:
        """Replace text in a file of the deployed copy (or in any file, by its whole path)."""
        file = self.site / path
        text = file.read_text(encoding="utf-8")
        if old not in text:
            raise LookupError(f"{path} does not contain {old!r}; has the shop changed?")
        file.write_text(text.replace(old, new), encoding="utf-8")

    def add_file(self, path: str | Path, text: str) -> None:
        """Write a new file into the deployed copy."""
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def remove(self, path: str | Path) -> None:
        """Delete a file of the deployed copy."""
        (self.site / path).unlink()


@dataclass(kw_only=True)
class Shop(Deployed):
    """Everything that a fault may change."""

    #: Collected static files.
    static: Path
    media: Path
    #: Variables of the env file, which the service is started with as well.
    env: dict[str, str]
    #: Variables that only the file has, or lacks (None): edited after the service was started.
    env_file_only: dict[str, str | None] = field(default_factory=dict)
    #: Text lines added to the env file as they are.
    env_file_lines: list[str] = field(default_factory=list)
    has_env_file: bool = True
    #: Lines of Python added to the end of the settings.
    settings: list[str] = field(default_factory=list)
    edge: EdgeConfig = field(default_factory=EdgeConfig)
    zone: Zone = field(default_factory=Zone)
    #: Zones that single resolvers still have in memory, by their place in SHOP_RESOLVERS (0, 1, 2).
    stale_zones: dict[int, Zone] = field(default_factory=dict)
    #: The name in the mail server's certificate; the shop calls it localhost.
    mail_name: str = "localhost"
    #: Addresses that are forwarded to the team's mailbox.
    mail_aliases: frozenset[str] = frozenset(ALIASES)
    #: The commit that should run.
    release: str
    #: What registry and tracker answer.
    answers: Answers
    #: The shop's database as superuser; the app's own address is in env["DATABASE_URL"].
    superuser_database_url: str
    #: Command line of the Valkey server, without port and directory.
    valkey_arguments: list[str]
    #: PostgreSQL settings, as after `-c`.
    postgres_settings: dict[str, str] = field(default_factory=dict)
    #: MariaDB settings, as after `--`.
    mariadb_settings: dict[str, str] = field(default_factory=dict)
    #: Another major version, with the same port, passwords and rows; None: the good shop's.
    postgres_major: int | None = None
    stopped: set[Literal["web", "redis", "database"]] = field(default_factory=set)
    #: The fault breaks the shop's code so that gunicorn cannot start at all: not an error then.
    may_web_fail: bool = False
    must_collect_static: bool = False
    statements: list[tuple[str, str]] = field(default_factory=list)
    actions: list[Callable[[Running], None]] = field(default_factory=list)

    def sends(self, name: str, value: str) -> None:
        """Have the proxy send a header instead of the shop's, beside those of other faults."""
        self.edge = replace(self.edge, set_headers=(*self.edge.set_headers, (name, value)))

    def collected(self, name: str) -> Path:
        """The hashed file that a static file was collected as."""
        manifest = json.loads((self.static / "staticfiles.json").read_text(encoding="utf-8"))
        return self.static / str(manifest["paths"][name])

    def rewrite_collected(self, name: str, text: str) -> None:
        """Change what is served for a static file, and drop its compressed twin."""
        file = self.collected(name)
        file.write_text(text, encoding="utf-8")
        file.with_name(f"{file.name}.gz").unlink(missing_ok=True)

    def remove_collected(self, name: str) -> None:
        """Delete a collected static file and its compressed twin."""
        file = self.collected(name)
        file.unlink()
        file.with_name(f"{file.name}.gz").unlink(missing_ok=True)

    def collect_static(self) -> None:
        """Run collectstatic after the edits."""
        self.must_collect_static = True

    def sql(self, statement: str, *, database: str = "shop") -> None:
        """Run a statement as superuser, once the shop is running."""
        self.statements.append((database, statement))

    def stop(self, *parts: Literal["web", "redis", "database"]) -> None:
        """Let parts of the shop be down."""
        self.stopped.update(parts)

    def once_running(self, action: Callable[[Running], None]) -> None:
        """Do something when everything runs."""
        self.actions.append(action)
