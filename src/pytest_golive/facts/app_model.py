"""What can be seen of a Django application: the shapes of the facts of facts/app.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.facts.redact import Strength


@dataclass(frozen=True, kw_only=True)
class DatabaseSetting:
    """One entry of DATABASES, without its password."""

    alias: str
    engine: str
    """Dotted path of the backend."""
    vendor: str = ""
    """The product that a backend says it is for, whatever its name; empty when it cannot be loaded."""
    name: str
    user: str
    host: str
    port: str
    password: Strength | None = None
    """Measures of the password; None when there is none."""
    conn_max_age: float | None = 0.0
    """Seconds; None keeps connections for ever."""
    conn_health_checks: bool = False
    pool: bool = False
    pool_max: int | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CacheSetting:
    """One entry of CACHES, its URLs without passwords."""

    alias: str
    backend: str
    kinds: tuple[str, ...] = ()
    """The classes it is made of."""
    location: tuple[str, ...] = ()
    timeout: float | None = 300
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class View:
    """One pattern of the URLconf."""

    route: str
    name: str
    """With its namespaces: ``admin:index``."""
    view: str
    """Dotted path of the function or class."""
    methods: tuple[str, ...] = ()
    """Methods it answers, HEAD, OPTIONS and TRACE apart; empty: any, or it does not say."""
    csrf_exempt: bool = False
    drf: bool = False
    """A view of the REST framework, whose authentication does its own CSRF protection."""
    limited: bool = False
    """Carries a rate limit."""
    admin: bool = False


@dataclass(frozen=True, kw_only=True)
class Columns:
    """An index or unique constraint that a model declares."""

    name: str
    """Empty when Django makes up the name."""
    columns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ModelTable:
    """One table as its model declares it."""

    name: str
    model: str
    managed: bool = True
    in_default: bool = True
    """Migrations make it, in the default database."""
    columns: tuple[str, ...] = ()
    indexes: tuple[Columns, ...] = ()
    unique: tuple[Columns, ...] = ()
    foreign_keys: tuple[str, ...] = ()
    """Columns that refer to another table."""


@dataclass(frozen=True, kw_only=True)
class UploadField:
    """A file field of one of the project's models or forms."""

    field: str
    capped: bool | None
    """Whether its validators refuse a huge file; None when only the form's own clean method could."""


@dataclass(frozen=True, kw_only=True)
class StaticState:
    """The source files of the staticfiles finders against STATIC_ROOT."""

    files: int = 0
    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    """Collected, but the source has changed since."""
    unlisted: tuple[str, ...] = ()
    """Collected, but not in the manifest."""
    remote: bool = False
    """Kept by a storage service: not looked at."""


@dataclass(frozen=True, kw_only=True)
class Storage:
    """One of STORAGES."""

    alias: str
    backend: str
    local: bool
    """Keeps files in a folder of the machine."""
    in_memory: bool = False
    """Keeps files in the memory of one process."""
    folder: str = ""
    """Where a local one keeps them, as OPTIONS or the setting gives it."""
    place: str = ""
    """The same without links and detours."""
    url: str = ""
    """Where a local one's files are served, as OPTIONS or the setting gives it."""


@dataclass(frozen=True, kw_only=True)
class Files:
    """Where files come from and go to."""

    storages: tuple[Storage, ...] = ()
    static_sources: tuple[str, ...] = ()
    """STATICFILES_DIRS and the static folders of the apps, without links and detours."""
    media_exists: bool = False
    media_package: str = ""
    """A Python package at or above the folder of the uploads."""

    def storage(self, alias: str) -> Storage | None:
        """The storage of that alias."""
        return next((storage for storage in self.storages if storage.alias == alias), None)


@dataclass(frozen=True, kw_only=True)
class LogHandler:
    """One handler of one logger, as set up."""

    logger: str
    handler: str
    """Dotted path of its class."""
    level: int
    logger_level: int = 0
    file: str = ""
    format: str = ""
    propagate: bool = True


@dataclass(frozen=True, kw_only=True)
class Logs:
    """What happens to log records."""

    handlers: tuple[LogHandler, ...] = ()
    errors_mailed: bool = False
    """An error in a request reaches an AdminEmailHandler."""


@dataclass(frozen=True, kw_only=True)
class Validator:
    """One password validator."""

    name: str
    kinds: tuple[str, ...] = ()
    """The classes it is made of."""
    min_length: int | None = None
    """The length that it asks of a password."""


@dataclass(frozen=True, kw_only=True)
class Passwords:
    """What a new password must be like."""

    validators: tuple[Validator, ...] = ()
    password1_refused: bool = False


@dataclass(frozen=True, kw_only=True)
class Application:
    """A Django application as its own Python sees it, without asking a database or a page."""

    python: str
    django: str
    module: str
    """The settings module."""
    settings: Mapping[str, Any]
    """Every setting that is not a secret, JSON-safe: paths as text, timedeltas as seconds."""
    explicit: tuple[str, ...] = ()
    """Settings the project sets itself."""
    secrets: Mapping[str, Strength] = field(default_factory=dict)
    """Measures of SECRET_KEY and the other secret settings."""
    key_variable: str = ""
    """The environment variable that SECRET_KEY is the value of; empty when it is none's."""
    fallbacks: tuple[Strength, ...] = ()
    """Measures of SECRET_KEY_FALLBACKS."""
    databases: tuple[DatabaseSetting, ...] = ()
    caches: tuple[CacheSetting, ...] = ()
    packages: Mapping[str, str] = field(default_factory=dict)
    """Every installed package → its version, by the name that PEP 503 gives it."""
    middleware: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Each middleware, in order, with the classes it is made of."""
    own_csrf: tuple[str, ...] = ()
    """Those that are CsrfViewMiddleware, and decide for themselves which requests they let through."""
    views: tuple[View, ...] = ()
    tables: tuple[ModelTable, ...] = ()
    uploads: tuple[UploadField, ...] = ()
    files: Files = Files()
    logs: Logs = Logs()
    passwords: Passwords = Passwords()
    static: StaticState = StaticState()
    errors: Mapping[str, str] = field(default_factory=dict)
    """Parts that could not be seen (views, tables, uploads, storages, logging, passwords, static) and why."""

    @property
    def version(self) -> tuple[int, ...]:
        """Django's version as numbers: (5, 2)."""
        return tuple(int(part) for part in self.django.split(".")[:2] if part.isdigit())

    @property
    def installed_apps(self) -> tuple[str, ...]:
        """INSTALLED_APPS."""
        return tuple(self.settings.get("INSTALLED_APPS") or ())

    def has_middleware(self, dotted: str) -> bool:
        """Whether that middleware, or a subclass of it, is active."""
        return any(dotted in kinds for kinds in self.middleware.values())

    def database(self, alias: str = "default") -> DatabaseSetting | None:
        """The database of that alias."""
        return next((database for database in self.databases if database.alias == alias), None)

    def cache(self, alias: str = "default") -> CacheSetting | None:
        """The cache of that alias."""
        return next((cache for cache in self.caches if cache.alias == alias), None)


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message of a system check."""

    id: str
    level: str
    """DEBUG, INFO, WARNING, ERROR or CRITICAL."""
    text: str
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class SystemChecks:
    """What ``manage.py check --deploy`` finds."""

    start_error: str = ""
    """Why Django could not even be set up."""
    ordinary: tuple[Message, ...] = ()
    deploy: tuple[Message, ...] = ()
    silenced: tuple[str, ...] = ()
    """SILENCED_SYSTEM_CHECKS."""


@dataclass(frozen=True, kw_only=True)
class Migrations:
    """The migration files against the database."""

    recorded: bool
    """The database has the table of applied migrations."""
    applied: int = 0
    unapplied: tuple[str, ...] = ()
    disorder: tuple[str, ...] = ()
    """Of each database whose record has a migration, but not the one before it: the two."""
    conflicts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Apps with several last migrations."""


@dataclass(frozen=True, kw_only=True)
class ModelChanges:
    """The models against the migration files."""

    changes: tuple[str, ...] = ()
    """Changes no migration makes."""
    conflicts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Apps with several last migrations."""
    files: tuple[str, ...] = ()
    """The project's own migration files."""
    untracked: tuple[str, ...] | None = None
    """Those of them that git does not keep; None: the project is in no repository."""


@dataclass(frozen=True, kw_only=True)
class Superusers:
    """The active superusers with a usable password."""

    count: int
    default_password: tuple[str, ...] = ()
    """Names of those whose password everybody tries first."""
    tried: int = 0
    """How many of them were tried."""
    without_device: tuple[str, ...] | None = None
    """Those without a confirmed second factor; None when no known package keeps them."""


@dataclass(frozen=True, kw_only=True)
class AdminSite:
    """An admin site in the URLconf."""

    path: str
    site: str
    password_only: bool
    """Lets in a superuser who gave nothing but a password."""


@dataclass(frozen=True, kw_only=True)
class AdminSites:
    """Every admin site in the URLconf."""

    sites: tuple[AdminSite, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LocalError:
    """The page for a view that raises, rendered while the database is (pretended to be) down."""

    status: int
    """0 when not even an error page came."""
    body: str
    error: str
    """Why there was no page."""


@dataclass(frozen=True, kw_only=True)
class LocalSmoke:
    """The application started behind its WSGI door on this machine."""

    home: int
    """Status of the home page; 0 when it did not start."""
    lost: int = 0
    """Status of a page that does not exist."""
    debug_page: bool = False
    raised: tuple[str, ...] = ()
    """What views raised."""
    static: str = ""
    """Address of one static file, or why it has none; empty when there is no static file."""
    static_found: bool | None = None
    error: str = ""
    """Why it did not start."""
