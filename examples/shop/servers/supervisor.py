"""Starts the shop, plants faults, puts the good shop back."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from contextlib import ExitStack
from copy import deepcopy
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import redis

from faults import find
from faults.plan import Shop
from servers.certificates import Certificates
from servers.clamd import Clamd
from servers.dns import NameServer, Zone
from servers.edge import Edge
from servers.imap import TEAM, Inbox
from servers.keeper import Child, Keeper
from servers.mail import USER, MailServer
from servers.mariadb import MariaDB
from servers.outside import STATUS, Outside, good_answers
from servers.postgres import Postgres, free_port
from servers.site import ENV_FILE, Site, service_environment
from servers.tills import Booked, Tills
from servers.valkey import Valkey
from servers.web import Web, WebDownError

PEOPLE = ("OWNER", "STAFF", "CUSTOMER", "TESTER")
#: What the gateways know of before the shop was started.
BOOKED = """
SELECT p.gateway, p.gateway_id, o.number, p.attempt, p.amount, p.currency, p.refunded, p.status = 'paid', p.created_at
FROM store_payment p JOIN store_order o ON o.id = p.order_id WHERE p.gateway <> 'cod' ORDER BY p.created_at
"""
#: Parts of the plan that the application cannot see: they lie between it and its visitors.
OUTSIDE = {"edge", "zone", "stale_zones", "mail_name", "mail_aliases", "answers"}


class Supervisor:
    """Every server of the shop, and the faults that are planted now."""

    def __init__(self, keeper: Keeper, say: Callable[[str], None], database: str = "postgresql") -> None:
        self._keeper = keeper
        self._say = say
        self._resources = ExitStack()
        self._database: Postgres | MariaDB = MariaDB(keeper) if database == "mariadb" else Postgres(keeper)
        self._valkey = Valkey(keeper)
        self._web = Web(keeper)
        self._site = Site(keeper.directory)
        self._certificates = Certificates(keeper.directory / "tls")
        self._zone = Zone()
        self._stale_zones: dict[int, Zone] = {}
        self._edge = Edge(self._certificates, self._site.media)
        self._name_server = NameServer(lambda: self._zone, is_authoritative=True)
        self._resolvers = [self._resolver(index) for index in range(3)]
        self._release = secrets.token_hex(20)
        self._answers = good_answers(self._release)
        self._outside = Outside(lambda: self._answers)
        self._clamd = Clamd()
        self._mail, self._mail_name = MailServer(), ""
        self._inbox = Inbox(self._mail.inbox)
        self._inbox.start(self._certificates.mail_context("localhost"))
        self._tills = Tills(self._certificates)
        self._tills.reach_shop(self._certificates.root_file, self._edge.https)
        self._booked: list[Booked] = []
        self._passwords = {who: secrets.token_urlsafe(16) for who in PEOPLE}
        self._totp_keys = {who: secrets.token_hex(20) for who in ("OWNER", "TESTER")}
        # The gate itself answers there, as long as it tries the log-in.
        self._oauth = f"127.0.0.1:{free_port()}"
        self._good_env = self._make_env()
        self._web_inputs: object = None
        self.env_file = self._site.source / ENV_FILE
        #: Nothing but the proxy and the zone differs from the good shop.
        self.is_good_inside = True

    def start(self) -> None:
        """Bring the good shop up; what can be done at the same time is."""
        self._say("collecting static files, creating the database")
        self._site.write_env_file(self._good_env, [])
        collecting = self._manage("collectstatic", "--noinput", "--verbosity=0")
        self._valkey.start(self._valkey.good_arguments())
        self._database.start({})
        self._start_mail("localhost")
        self._say("migrating and seeding")
        seeding = self._begin_seeding()
        collecting.wait("collectstatic")
        self._start_web(self._good_env)
        seeding.wait("seeding")
        self._tills.recall(self._read_booked())
        self._database.remember_app_database()
        self._site.remember()
        self._valkey.start_afresh()
        self._web_inputs = (self._site.digest(), self._good_env)
        self._web.wait_until_ready()

    def heal(self) -> list[str]:
        """Put the good shop back; returns what was restarted ("data": the database was copied anew)."""
        self.is_good_inside = True
        return self._apply(self._good_plan())

    def plant(self, *names: str) -> list[str]:
        """Put the good shop back, then plant the faults; returns the parts that were restarted."""
        entries = [find(name) for name in names]
        plan = self._good_plan()
        good = deepcopy(plan)
        for entry in entries:
            entry.plant(plan)
        inside = [field.name for field in fields(plan) if field.name not in OUTSIDE]
        is_as_planned = all(getattr(plan, name) == getattr(good, name) for name in inside)
        self.is_good_inside = is_as_planned and self._site.is_good()
        return self._apply(plan)

    def stop(self) -> None:
        """Stop what runs in this process; the keeper ends the rest."""
        self._resources.close()
        self._edge.stop()
        self._mail.stop()
        self._inbox.stop()
        self._clamd.stop()
        self._tills.stop()

    def facts(self) -> dict[str, str]:
        """What golive.toml and the tests read from the environment."""
        return {
            "SHOP_URL": "https://shop.test",
            "SHOP_HTTPS": self._edge.https,
            "SHOP_HTTP": self._edge.http,
            "SHOP_CA": str(self._certificates.root_file),
            "SHOP_DIR": str(self._site.source),
            "SHOP_PYTHON": sys.executable,
            "SHOP_ENV_FILE": str(self.env_file),
            "SHOP_MEDIA_DIR": str(self._site.media),
            "SHOP_STATIC_DIR": str(self._site.static),
            "SHOP_PID_FILE": str(self._web.pid_file),
            "SHOP_SCRATCH": self._database.builder_url,
            "SHOP_DNS": self._name_server.address,
            "SHOP_RESOLVERS": ",".join(resolver.address for resolver in self._resolvers),
            "SHOP_OUTSIDE": self._outside.url,
            "SHOP_RDAP": f"{self._outside.url}/rdap/",
            "SHOP_TRACKER": f"{self._outside.url}/tracker/",
            "SHOP_STATUS": f"{self._outside.url}{STATUS}",
            "SHOP_TEAM": TEAM,
            "SHOP_INBOX": self._inbox.url,
            "SHOP_RELEASE": self._release,
            "SHOP_OAUTH": self._oauth,
            **self._tills.facts(),
            "SHOP_OWNER": "marta",
            "SHOP_STAFF": "jonas",
            "SHOP_CUSTOMER": "ada",
            "SHOP_TESTER": "tester",
            "SHOP_ADMIN_URL": self._good_env["ADMIN_URL"],
            **{f"SHOP_{who}_TOTP_KEY": key for who, key in self._totp_keys.items()},
            **{f"SHOP_{who}_PASSWORD": password for who, password in self._passwords.items()},
        }

    def database(self, name: str = "shop", *, user: str = "") -> Any:
        """For faults: a database connection, as superuser unless somebody is named."""
        return self._database.connect(name, user or self._database.superuser)

    @property
    def tills(self) -> Tills:
        """For faults: the gateways."""
        return self._tills

    def redis(self) -> redis.Redis:
        """For faults: a Redis connection."""
        return self._valkey.connect()

    def get(self, path: str) -> int:
        """For faults: the status of a page."""
        return self._web.get(path)

    def start_web_anew_later(self) -> None:
        """For faults: the application remembers what it read; have whatever comes next start it again."""
        self._web_inputs = None

    def keep(self, resource: Any) -> None:
        """For faults: hold something open until the shop is healed."""
        self._resources.callback(resource.close)

    def _good_plan(self) -> Shop:
        self._resources.close()
        self._tills.behave()
        self._tills.recall(self._booked)
        self._site.restore()
        return Shop(
            site=self._site.source,
            static=self._site.static,
            media=self._site.media,
            env=self._good_env.copy(),
            release=self._release,
            answers=good_answers(self._release),
            superuser_database_url=self._database.url(self._database.superuser),
            valkey_arguments=list(self._valkey.good_arguments()),
        )

    def _apply(self, plan: Shop) -> list[str]:
        """Make everything as planned, restarting only what has other inputs than before."""
        restarted = []
        self._write_files(plan)
        self._edge.configure(plan.edge)
        self._zone, self._stale_zones, self._answers = plan.zone, plan.stale_zones, plan.answers
        self._start_mail(plan.mail_name)
        self._mail.aliases = plan.mail_aliases
        if self._start_database(plan):
            restarted.append("database")
        if not self._database.has_app_database:
            self._begin_seeding().wait("seeding")
            self._database.remember_app_database()
        if self._valkey.start(tuple(plan.valkey_arguments)):
            restarted.append("redis")
        inputs = (self._site.digest(), plan.env)
        must_restart = inputs != self._web_inputs
        if must_restart:
            self._web_inputs = None
            self._web.stop()
            self._start_web(plan.env)
            restarted.append("web")
        if self._database.restore_app_database():
            restarted.append("data")
        self._valkey.start_afresh()
        if must_restart:
            self._wait_for_web(plan, inputs)
        self._finish(plan)
        return restarted

    def _start_database(self, plan: Shop) -> bool:
        if isinstance(self._database, MariaDB):
            return self._database.start(plan.mariadb_settings)
        return self._database.start(plan.postgres_settings, plan.postgres_major)

    def _write_files(self, plan: Shop) -> None:
        if plan.settings:
            with (plan.site / "shop" / "settings.py").open("a", encoding="utf-8") as settings:
                settings.write("\n" + "\n".join(plan.settings) + "\n")
        edited = {**plan.env, **plan.env_file_only}
        values = {key: value for key, value in edited.items() if value is not None}
        self._site.write_env_file(values if plan.has_env_file else {}, plan.env_file_lines)
        if plan.must_collect_static:
            self._manage("collectstatic", "--noinput", "--verbosity=0").wait("collectstatic")

    def _finish(self, plan: Shop) -> None:
        """What needs a running shop: statements, actions, and then stopping parts of it."""
        for database, statement in plan.statements:
            with self.database(database) as connection, connection.cursor() as cursor:
                cursor.execute(statement.encode())
        for action in plan.actions:
            action(self)
        if "web" in plan.stopped:
            self._web.stop()
            self._edge.upstream = self._web_inputs = None
        if "redis" in plan.stopped:
            self._valkey.stop()
        if "database" in plan.stopped:
            self._database.stop()

    def _start_mail(self, name: str) -> None:
        if name != self._mail_name:
            self._mail.start(self._certificates.mail_context(name))
            self._mail_name = name

    def _start_web(self, env: dict[str, str]) -> None:
        trusted = {"SSL_CERT_FILE": str(self._certificates.root_file)}
        self._web.start(self._site.source, service_environment({**env, **trusted}))
        self._edge.upstream = self._web.port

    def _wait_for_web(self, plan: Shop, inputs: object) -> None:
        try:
            self._web.wait_until_ready()
            self._web_inputs = inputs
        except WebDownError:
            self._edge.upstream = None
            if not plan.may_web_fail:
                raise

    def _begin_seeding(self) -> Child:
        """Create the shop's database and let Django fill it."""
        self._database.create_app_database()
        seeds = {f"SEED_{who}_PASSWORD": password for who, password in self._passwords.items()}
        seeds |= {f"SEED_{who}_TOTP_KEY": key for who, key in self._totp_keys.items()}
        return self._manage("seed", "--migrate", **seeds)

    def _manage(self, *arguments: str, **environment: str) -> Child:
        command = [sys.executable, "manage.py", *arguments]
        env = service_environment({**self._good_env, **environment})
        return self._keeper.start(arguments[0], command, cwd=self._site.source, env=env)

    def _read_booked(self) -> list[Booked]:
        """The payments that the shop was seeded with; Django keeps times in UTC."""
        with self.database() as connection, connection.cursor() as cursor:
            cursor.execute(BOOKED.encode())
            names = [one.name for one in fields(Booked)]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        self._booked = [
            Booked(**{**row, "is_paid": bool(row["is_paid"]), "created": _in_utc(row["created"])}) for row in rows
        ]
        return self._booked

    def _resolver(self, index: int) -> NameServer:
        return NameServer(lambda: self._stale_zones.get(index, self._zone), is_authoritative=False)

    def _make_env(self) -> dict[str, str]:
        self._database.reserve_port()
        return {
            "SECRET_KEY": secrets.token_urlsafe(64),
            "DEBUG": "False",
            "ALLOWED_HOSTS": "shop.test,www.shop.test",
            "CSRF_TRUSTED_ORIGINS": "https://shop.test,https://app.shop.test",
            "CORS_ALLOWED_ORIGINS": "https://app.shop.test",
            "DATABASE_URL": self._database.url(),
            "REDIS_URL": self._valkey.url(),
            "ADMIN_URL": "back-office-7f3a/",
            "ADMINS": "Marta <marta@shop.test>",
            "SERVER_EMAIL": "errors@shop.test",
            "DEFAULT_FROM_EMAIL": "orders@shop.test",
            "EMAIL_HOST": "localhost",
            "EMAIL_PORT": str(self._mail.port),
            "EMAIL_HOST_USER": USER,
            "EMAIL_HOST_PASSWORD": self._mail.password,
            "EMAIL_USE_TLS": "True",
            "RELEASE": self._release,
            "ANALYTICS_ID": "G-DEMO12345",
            "ANALYTICS_COLLECTOR": "https://count.shop-statistics.test/g/collect",
            "STATIC_ROOT": str(self._site.static),
            "MEDIA_ROOT": str(self._site.media),
            "STAFF_EMAIL": TEAM,
            "CLAMD_ADDRESS": self._clamd.address,
            # Who plays a gateway that does not answer shall not wait for long.
            "PAYMENT_TIMEOUT": "3",
            "GOOGLE_ISSUER": f"http://{self._oauth}",
            "GOOGLE_CLIENT_ID": f"{secrets.token_hex(8)}.apps.googleusercontent.com",
            "GOOGLE_CLIENT_SECRET": secrets.token_urlsafe(24),
            "LOGINS_DISABLED": "False",
            "ORDERS_PAUSED": "False",
            "GOLIVE_TOKEN": secrets.token_urlsafe(24),
            **self._tills.env(),
        }


def _in_utc(moment: datetime) -> datetime:
    """MariaDB keeps no zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
