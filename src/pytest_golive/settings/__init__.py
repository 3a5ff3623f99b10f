"""What golive.toml may say: one frozen dataclass per table, validated by schema.py; a field's docstring documents it.

Every string may be given as ``env:NAME``: it is then taken from the environment or from ``[app] env_file``.
When the variable is set in neither, lines that need the setting are unverified; for ``[target]`` the run is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal
from urllib.parse import urlsplit

from pytest_golive.checklist.model import Phase
from pytest_golive.schema import TomlTable
from pytest_golive.settings.code import Code as Code
from pytest_golive.settings.code import DeclaredView as DeclaredView
from pytest_golive.settings.code import Suite as Suite
from pytest_golive.settings.code import Waiver as Waiver
from pytest_golive.settings.content import Admin as Admin
from pytest_golive.settings.content import Content as Content
from pytest_golive.settings.payment import GatewayTable as GatewayTable
from pytest_golive.settings.payment import Payment as Payment
from pytest_golive.settings.payment import Witnessed as Witnessed
from pytest_golive.settings.people import Records as Records
from pytest_golive.settings.people import Reminders as Reminders
from pytest_golive.settings.people import Signatures as Signatures
from pytest_golive.settings.services import Mail as Mail
from pytest_golive.settings.services import MailTemplate as MailTemplate
from pytest_golive.settings.services import Release as Release
from pytest_golive.settings.services import Tracker as Tracker
from pytest_golive.settings.storefront import Conversion as Conversion
from pytest_golive.settings.storefront import JsonApi as JsonApi
from pytest_golive.settings.storefront import OAuth as OAuth
from pytest_golive.settings.storefront import Storefront as Storefront

Effect = Literal["read-only", "probe", "executes", "writes", "sends", "load"]
"""What looking costs the target. The last three only with ``--golive-allow``."""


def is_address(host: str) -> bool:
    """Whether a host is an IP address rather than a name."""
    import ipaddress

    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class Target(TomlTable):
    """``[target]``: the deployed site."""

    url: str = ""
    """Base URL of the site, https: ``https://shop.example``."""
    hosts: tuple[str, ...] = ()
    """Host names the site answers to, beside the one in ``url``."""
    pages: tuple[str, ...] = ("/",)
    """Paths (or full URLs) of the pages every page check looks at."""
    marker: str = ""
    """A text the home page must hold."""
    addresses: tuple[str, ...] = ()
    """IP addresses the host names must point to (the server's, CDN's or load balancer's)."""
    connect_to: Mapping[str, str] = field(default_factory=dict)
    """Connect elsewhere for a host, as ``curl --connect-to``: ``{"shop.example:443" = "10.0.0.7:8443"}``."""
    ca_file: str = ""
    """PEM file of a private certificate authority to trust beside the system's."""
    connections: int = 6
    """Connections kept per server (host address and port); a browser uses 6."""
    connect_timeout: float = 5.0
    """Seconds to wait for a connection."""
    timeout: float = 10.0
    """Seconds to wait for an answer."""
    deadline: float = 60.0
    """Seconds for all looking together; what is not seen by then is unverified."""

    @property
    def host(self) -> str:
        """Host name of ``url``, or empty."""
        return urlsplit(self.url).hostname or ""

    @property
    def all_hosts(self) -> tuple[str, ...]:
        """The host of ``url`` and ``hosts``, each once, in that order."""
        # In lower case, as every URL gives them: names are the same in any (RFC 4343).
        return tuple(dict.fromkeys(host.lower() for host in (self.host, *self.hosts) if host))

    @property
    def names(self) -> tuple[str, ...]:
        """Those of ``all_hosts`` that DNS may know; an IP address has no records."""
        return tuple(host for host in self.all_hosts if not is_address(host))


class ApiEndpoint(TomlTable):
    """``[[http.api]]``: one declared endpoint."""

    path: str
    """Path below the base URL."""
    method: str = "GET"
    """HTTP method; anything but GET and HEAD is only probed without a session."""
    status: int = 200
    """The status an anonymous call must get."""
    protected: bool = False
    """True: an anonymous call must be refused with 401 or 403."""
    keys: tuple[str, ...] = ()
    """Names that must be in the JSON object (or in each object of a JSON list)."""


class Http(TomlTable):
    """``[http]``: what the site promises over HTTP."""

    health: str = "/health/"
    """Path of the health endpoint."""
    health_word: str = ""
    """Word its ``status`` field must hold; empty: ok, healthy, pass or up."""
    login: str = ""
    """Path of the login form."""
    search: tuple[str, ...] = ()
    """Paths with the parameter that shows user input: ``/search/?q=``."""
    origins: tuple[str, ...] = ()
    """Front-end origins that may call the API from a browser (CORS)."""
    cors_path: str = ""
    """Path the CORS probes ask; empty: the first ``api`` path or the home page."""
    api: tuple[ApiEndpoint, ...] = ()
    """Endpoints that must answer as declared."""
    api_schema: str = ""
    """Path of the OpenAPI document (JSON)."""
    api_docs: str = ""
    """Path of the Swagger UI or ReDoc page."""
    rate_limit: int = 0
    """Requests after which ``rate_limited_path`` must refuse; 0: not declared."""
    rate_limited_path: str = ""
    """Path with the limit; empty: ``login``."""
    hsts_seconds: int = 15_552_000
    """Smallest max-age of Strict-Transport-Security."""
    hsts_include_subdomains: bool = False
    """True: Strict-Transport-Security must say includeSubDomains."""
    media: tuple[str, ...] = ()
    """Paths of uploaded files that are public."""
    private_media: tuple[str, ...] = ()
    """Paths of uploaded files an anonymous visitor must not get."""
    media_url: str = ""
    """Path below which uploaded files are served: ``/media/``."""
    cdn_hosts: tuple[str, ...] = ()
    """Host names of the CDN the static files come from."""
    analytics_id: str = ""
    """Measurement id that every page must carry once: ``G-ABC1234567``."""
    csrf_header_paths: tuple[str, ...] = ()
    """Form actions sent by script with an X-CSRFToken header instead of a hidden field."""
    not_found_marker: str = ""
    """Text of the site's own 404 page."""
    server_error_path: str = ""
    """Staging-only URL that raises, to see the 500 page; empty: the test client raises one."""
    dast_report: str = ""
    """The last report of a web scanner, relative to golive.toml: ZAP's JSON, a ``.nessus`` file or OpenVAS' XML."""
    dast_reviewed: tuple[str, ...] = ()
    """Ids of its alerts of risk medium that the team has reviewed and accepts: ``["10038"]``."""
    crawl_limit: int = 500
    """Pages the crawl visits at most."""


class Dns(TomlTable):
    """``[dns]``: name servers to ask and what they must say."""

    nameservers: tuple[str, ...] = ()
    """Servers (``address`` or ``address:port``) asked as authoritative; empty: found from the NS records."""
    resolvers: tuple[str, ...] = ("1.1.1.1", "8.8.8.8", "9.9.9.9")
    """Public resolvers that must agree."""
    timeout: float = 3.0
    """Seconds to wait for one answer; a question without one is asked twice."""
    mail_domain: str = ""
    """Domain that receives mail; empty: the site's registered domain."""
    mail: bool = True
    """False: the domain receives no mail and must say so with a null MX."""
    mx: tuple[str, ...] = ()
    """Names (or parent domains) of the mail provider's servers."""
    rdap: str = ""
    """Base URL of the RDAP service of the domain's registry; empty: found in IANA's list."""
    registration_days: int = 30
    """Fewest days the domain must still be registered for."""


class App(TomlTable):
    """``[app]``: the application's own code, looked at by its own Python."""

    dir: str = ""
    """Folder of the project (of manage.py, or that a Flask app is imported from), relative to golive.toml."""
    python: str = ""
    """The application's Python, by name or relative to golive.toml; empty: the one that runs pytest."""
    flask: str = ""
    """The Flask app or factory: ``shop:app``, ``shop:create_app()``; empty: the project is a Django project."""
    settings: str = ""
    """Django settings module; empty: DJANGO_SETTINGS_MODULE or manage.py's default."""
    env_file: str = ""
    """The production env file."""
    env_example: str = ""
    """The example env file; empty: ``.env.example`` in ``dir``."""
    other_env_files: tuple[str, ...] = ()
    """Env files of other environments (development, staging), whose secrets must be others."""
    pid_file: str = ""
    """File with the process id of the running service, when the gate runs on its machine (``gunicorn --pid``)."""
    env: Mapping[str, str] = field(default_factory=dict)
    """Further variables to set when the application is inspected."""
    csrf_exempt: tuple[str, ...] = ()
    """Views (dotted) that may be csrf_exempt: payment webhooks; and a subclass of CsrfViewMiddleware of your own."""
    silenced_checks: tuple[str, ...] = ()
    """Ids of system checks the team may silence."""
    frontend_origins: tuple[str, ...] = ()
    """Origins of a separate front end, for CSRF_TRUSTED_ORIGINS and CORS; empty: the site itself."""
    session_max_age: int = 86_400
    """Longest session in seconds."""
    password_min_length: int = 8
    """Shortest password the validators may accept."""
    limited_views: tuple[str, ...] = ()
    """Dotted paths of views that must carry a rate limit."""
    upload_max_bytes: int = 0
    """Largest upload; 0: not declared."""


class Database(TomlTable):
    """``[database]``: how the gate itself connects, read-only."""

    url: str = field(default="", repr=False)
    """``postgresql://user@host/name`` or ``mysql://user@host/name``; usually ``env:DATABASE_URL``.

    MySQL and MariaDB need the extra ``mysql`` (``pip install 'pytest-golive[mysql]'``).
    """
    same_as_app: bool = False
    """True: `url` leads to the app's own server, though its settings name it by another host or port (a tunnel, a
    pooler, a container's name)."""
    engine: str = "postgresql"
    """Product the site must run on: postgresql, mysql (MariaDB is one too), or mariadb alone."""
    version: int = 0
    """Major version it must have, or of MySQL and MariaDB at least; 0: the line's own number, or not declared."""
    minor: int = 0
    """Smallest minor version it may have (8 and 4: MySQL 8.4, 10 and 11: MariaDB 10.11); 0: any."""
    databases: tuple[str, ...] = ()
    """Further databases of the same server that belong to the app."""
    max_size_mb: int = 0
    """Megabytes the database may grow to, with room to spare; 0: not declared."""
    conn_max_age: int = 1
    """Smallest CONN_MAX_AGE in seconds."""
    pooler: bool = False
    """True: a pooler (PgBouncer, ProxySQL) before the server keeps the connections, so that the app need keep none."""
    processes: int = 0
    """Worker processes times threads of all servers, to compare with max_connections; 0: not declared."""
    accept_seq_scans: tuple[str, ...] = ()
    """Tables that may be scanned without an index."""
    accept_slow: tuple[str, ...] = ()
    """Statements that may be slow, by how they begin: ``["SELECT date_trunc($1, created)"]``.

    As pg_stat_statements writes them, or as ``DIGEST_TEXT`` of the performance schema does.
    """
    private_network: bool = False
    """True: the server has a network of its own (a container's, a subnet's), so that it may listen everywhere in it and
    let in everybody there; its port is still tried at the site's public addresses."""
    invariants: Mapping[str, str] = field(default_factory=dict)
    """What must hold of the data, each with a query that counts the rows that break it: ``{"orders add up" = "SELECT
    count(*) FROM store_order o WHERE total <> (SELECT sum(price * quantity) FROM store_orderline WHERE order_id =
    o.id)"}``."""
    statement_timeout: float = 5.0
    """Seconds one of the gate's own queries may take."""
    views: tuple[DeclaredView, ...] = ()
    """Pages whose queries are counted."""
    scratch_url: str = field(default="", repr=False)
    """A user who may create a database, and one to begin from: ``postgresql://migrator@host/postgres``, usually
    ``env:SCRATCH_URL``; empty: the application's own user. Migrations are tried in a database made for it."""


class Redis(TomlTable):
    """``[redis]``: how the gate itself connects."""

    url: str = field(default="", repr=False)
    """``redis://:password@host:6379/0``; usually ``env:REDIS_URL``."""


class Docs(TomlTable):
    """``[docs]``: what the team has written down."""

    dir: str = "."
    """Folder of the repository, relative to golive.toml."""
    files: tuple[str, ...] = ("README*", "*.md", "*.rst", "docs/*", "doc/*")
    """Patterns of the documents; ``docs/*`` takes in the folders below it."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Where a topic is when its heading does not tell: ``{"rollback-plan" = "docs/operations.md#way-back"}``."""
    max_age_days: int = 365
    """Days after which a plan, the README or a diagram has to be looked through again."""
    checklist_max_age_days: int = 92
    """Days after which the checklist itself has to be."""
    services: tuple[str, ...] = ()
    """Services the architecture must name, beside those of compose files, units and Procfile."""
    network: tuple[str, ...] = ()
    """Networks and open ports that the topology must name, beside the hosts: ``["10.0.0.0/24", "443"]``."""
    error_codes: str = ""
    """Pattern of the error codes in the code: ``E[0-9]{3}``."""
    api_prefix: str = "/api/"
    """Path below which the API lies."""
    openapi: str = ""
    """File of the OpenAPI document (JSON); empty: ``[http] api_schema`` is asked."""
    runbook_here: bool = False
    """True: the gate runs on the machine that the runbook's commands are run on, so that it can see their programs."""
    admin_sections: tuple[str, ...] = ()
    """Sections of the admin that the admin's guide must name; empty: all."""


class Legal(TomlTable):
    """``[legal]``: who runs the site and what it must say."""

    company: str = ""
    """Name of the company, as the pages must give it."""
    privacy: str = ""
    """Path of the privacy policy; empty: found by its link."""
    terms: str = ""
    """Path of the terms; empty: found by their link."""
    checkout: str = "/checkout/"
    """The page beside the home page whose footer must link to both."""
    retention: Mapping[str, str] = field(default_factory=dict)
    """Kinds of data that the retention section must give a period for, as words it uses: ``{"order" = ""}``.
    A text is a query (one number) that counts the rows that are older than allowed."""
    license: str = ""
    """SPDX id of the code's licence, or ``proprietary``."""
    allowed_licenses: tuple[str, ...] = ()
    """Licences that dependencies may have, as SPDX ids: ``["MIT", "BSD-3-Clause"]``."""
    patent_notice: str = ""
    """The text of the patent notice."""
    patent_place: str = "/"
    """Path of the page, or name of the file, that must hold it."""


class Settings(TomlTable):
    """golive.toml, its environment overlay and the flags, in one place."""

    checklist: tuple[str, ...] = ()
    """Checklist files, relative to golive.toml, or patterns such as ``docs/**/*.md``; empty: the default checklist of
    this package."""
    phase: Phase = Phase.PRE_DEPLOY
    """The phase that is judged: lines of other phases are shown, not counted."""
    report: str = "golive-report"
    """Folder the reports are written to."""
    format: Literal["terminal", "markdown"] = "terminal"
    """``markdown`` prints and writes a short summary (`summary.md`) for a pull request or a CI step instead."""
    baseline: str = ""
    """An earlier verdict.json to compare with; empty: the last GO in the folder of the reports."""
    allow: tuple[Literal["writes", "sends", "load"], ...] = ()
    """Effects allowed on the target."""
    applies: Mapping[str, bool] = field(default_factory=dict)
    """``[applies]``: whether the conditions of lines hold: ``"using Telegram" = false``."""
    target: Target = Target()
    http: Http = Http()
    dns: Dns = Dns()
    app: App = App()
    code: Code = Code()
    tests: Suite = Suite()
    database: Database = Database()
    redis: Redis = Redis()
    mail: Mail = Mail()
    release: Release = Release()
    tracker: Tracker = Tracker()
    docs: Docs = Docs()
    legal: Legal = Legal()
    payment: Payment = Payment()
    storefront: Storefront = Storefront()
    content: Content = Content()
    admin: Admin = Admin()
    records: Records = Records()
    signatures: Signatures = Signatures()
    reminders: Reminders = Reminders()
