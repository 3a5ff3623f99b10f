"""The Flask shop as it is about to run, and what can be wrong with it; see examples/shop/faults for the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from faults import Fault
from faults.plan import Deployed
from servers.dns import Zone
from servers.edge import EdgeConfig

HSTS = "Strict-Transport-Security"
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
#: The application sets no header, redirects nobody, compresses and caches nothing: the proxy does.
GOOD_EDGE = EdgeConfig(
    hosts=("www.shop.test",),
    alias_hosts=("shop.test",),
    hsts="max-age=63072000; includeSubDomains",
    set_headers=(
        (HSTS, "max-age=63072000; includeSubDomains"),
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("Referrer-Policy", "same-origin"),
    ),
    set_headers_on_static=(("Cache-Control", "public, max-age=604800"),),
    cdn_headers=(),
)


@dataclass(kw_only=True)
class Pier(Deployed):
    """Everything that a fault may change."""

    #: Variables of the file that the unit names.
    env: dict[str, str]
    edge: EdgeConfig = GOOD_EDGE
    zone: Zone = field(default_factory=Zone)
    #: Command line of the Valkey server, without port and directory.
    valkey_arguments: list[str]
    stopped: set[Literal["web", "redis", "database"]] = field(default_factory=set)
    may_web_fail: bool = False
    #: SQL that root runs in the shop's database.
    statements: list[str] = field(default_factory=list)

    def stop(self, part: Literal["web", "redis", "database"]) -> None:
        """Let a part of the shop be down."""
        self.stopped.add(part)

    def without_header(self, name: str) -> None:
        """Let the proxy forget a header."""
        self.edge = replace(self.edge, set_headers=tuple(one for one in self.edge.set_headers if one[0] != name))


FAULTS: dict[str, Fault] = {}
Plant = Callable[[Any], None]


def fault(name: str, *reds: str, also: tuple[str, ...] = (), hides: tuple[str, ...] = ()) -> Callable[[Plant], Plant]:
    """Register a function as a fault of this shop."""

    def register(plant: Plant) -> Plant:
        FAULTS[name] = Fault(name=name, plant=plant, reds=reds, also=also, hides=hides)
        return plant

    return register


#: What cannot be seen when no page comes.
PAGES = (
    *("http.*", "legal.*", "docs.*", "dns.www", "release.version-live", "flask.session-cookie-*"),
    # The application has asked for nothing.
    "db.slow-queries",
)


@fault("hsts-forgotten", "http.hsts", also=("http.security-headers",))
def hsts_forgotten(shop: Pier) -> None:
    """The proxy no longer sends HSTS, which is one of the security headers, too."""
    shop.without_header(HSTS)


@fault("nosniff-forgotten", "http.security-headers", "http.nosniff")
def nosniff_forgotten(shop: Pier) -> None:
    """The proxy drops X-Content-Type-Options from errors, as nginx does without `always`."""
    shop.edge = replace(shop.edge, drop_headers_on_errors=("X-Content-Type-Options",))


@fault("policy-forgotten", "http.csp-header")
def policy_forgotten(shop: Pier) -> None:
    """The proxy sends no content security policy."""
    shop.without_header("Content-Security-Policy")


@fault("plain-http", "http.https-redirect")
def plain_http(shop: Pier) -> None:
    """The proxy serves the shop on port 80, and the application redirects nobody."""
    shop.edge = replace(shop.edge, plain_http="serve")


@fault("catch-all", "http.unknown-host-rejected")
def catch_all(shop: Pier) -> None:
    """The proxy answers for any host name, and the application never asked."""
    shop.edge = replace(shop.edge, is_catch_all=True)


@fault("not-compressed", "http.compression")
def not_compressed(shop: Pier) -> None:
    """The proxy compresses nothing."""
    shop.edge = replace(shop.edge, is_gzip_on=False)


@fault("not-cached", "http.static-cache-headers")
def not_cached(shop: Pier) -> None:
    """Static files are sent as Flask sends them: no-cache."""
    shop.edge = replace(shop.edge, set_headers_on_static=())


@fault("certificate-ends", "tls.certificate-valid", also=("tls.certificate-obtained",))
def certificate_ends(shop: Pier) -> None:
    """The certificate has five days left."""
    shop.edge = replace(shop.edge, certificate="expires-soon")


@fault(
    "release-unset",
    "env.all-required-set",
    "http.site-up",
    "http.health-endpoint",
    also=("env.file-present",),
    hides=(*PAGES, "flask.*", "db.*", "mysql.*", "env.loaded-by-service", "tests.api-endpoints-covered"),
)
def release_unset(shop: Pier) -> None:
    """The environment file lacks RELEASE, so the application does not start, here or anywhere."""
    del shop.env["RELEASE"]
    shop.may_web_fail = True


@fault("debug-in-unit", "flask.debug-off")
def debug_in_unit(shop: Pier) -> None:
    """The unit on the server was edited by hand: FLASK_DEBUG=1, which git sees."""
    shop.edit("shop.service", "[Service]\n", "[Service]\nEnvironment=FLASK_DEBUG=1\n")


@fault("key-dev", "flask.secret-key-strong", also=("env.no-placeholders", "env.all-required-set"))
def key_dev(shop: Pier) -> None:
    """SECRET_KEY is “dev”, as in the tutorial: a placeholder."""
    shop.env["SECRET_KEY"] = "dev"


@fault(
    "cookies-open",
    *("flask.session-cookie-secure", "flask.session-cookie-httponly"),
    *("http.cookies-secure", "http.cookies-httponly"),
)
def cookies_open(shop: Pier) -> None:
    """The session cookie travels over plain http, and scripts may read it."""
    shop.edit("shop/config.py", "SESSION_COOKIE_SECURE = True", "SESSION_COOKIE_HTTPONLY = False")


@fault("login-exempt", "http.csrf-enforced")
def login_exempt(shop: Pier) -> None:
    """The log-in is exempt from CSRF protection."""
    shop.edit(
        "shop/__init__.py", "csrf.exempt(api.blueprint)", "csrf.exempt(api.blueprint), csrf.exempt(account.log_in)"
    )


@fault(
    "form-without-token",
    "http.csrf-tokens-in-forms",
    "code.csrf-tokens-in-templates",
)
def form_without_token(shop: Pier) -> None:
    """The form that empties the cart, and the one that fills it, hold no token."""
    field = '<input type="hidden" name="csrf_token" value="{{ csrf_token() }}">'
    shop.edit("shop/templates/product.html", field, "")


@fault("search-unescaped", "http.xss-probe", "code.autoescape-intact")
def search_unescaped(shop: Pier) -> None:
    """The search term is put into the page as it came."""
    shop.edit("shop/templates/products.html", "“{{ wanted }}”", "“{{ wanted|safe }}”")


@fault("login-unlimited", "http.rate-limit-active")
def login_unlimited(shop: Pier) -> None:
    """Nobody counts log-ins."""
    shop.edit("shop/account.py", '    limit("login", 20)\n', "")


@fault("quote-unchecked", "http.api-input-validation")
def quote_unchecked(shop: Pier) -> None:
    """A quote takes any number; the shop's own tests see that, too."""
    shop.edit("shop/api.py", "or not 1 <= quantity <= MOST", "")


@fault("lost-page-bare", "http.error-404")
def lost_page_bare(shop: Pier) -> None:
    """Unknown addresses get Werkzeug's own page."""
    shop.edit("shop/__init__.py", "(400, 404, ", "(400, ")


@fault("broken-page-bare", "http.error-500", also=("http.error-pages-clean",))
def broken_page_bare(shop: Pier) -> None:
    """A page that raises is answered with Werkzeug's own words."""
    shop.edit("shop/__init__.py", "429, 500, CSRFError", "429, CSRFError")


@fault("version-other", "release.version-live")
def version_other(shop: Pier) -> None:
    """Another commit runs than the released one."""
    shop.env["RELEASE"] = "0" * 40


@fault("redis-open", "redis.password-required")
def redis_open(shop: Pier) -> None:
    """Valkey wants no password, and the shop gives none."""
    shop.valkey_arguments = shop.valkey_arguments[2:]
    head, _, rest = shop.env["REDIS_URL"].partition("://")
    shop.env["REDIS_URL"] = f"{head}://{rest.rpartition('@')[2]}"


@fault("web-down", "http.site-up", "http.health-endpoint", hides=(*PAGES, "env.loaded-by-service"))
def web_down(shop: Pier) -> None:
    """The application server is down, so nothing that needs a page can be seen."""
    shop.stop("web")


@fault(
    "redis-down",
    "redis.ping",
    "http.health-endpoint",
    hides=(*PAGES, "redis.*"),
    also=("http.pages-load", "http.site-up"),
)
def redis_down(shop: Pier) -> None:
    """Valkey is down, so the pages with goods are errors."""
    shop.stop("redis")


@fault(
    "database-down",
    "db.connects",
    "http.health-endpoint",
    hides=("payment.no-card-data-stored", *PAGES, "db.*", "mysql.*"),
    also=("db.*", "http.pages-load", "http.site-up"),
)
def database_down(shop: Pier) -> None:
    """MariaDB is down, so the pages with goods are errors."""
    shop.stop("database")


@fault("user-of-all", "db.user-least-privilege")
def user_of_all(shop: Pier) -> None:
    """The shop's user may do everything on the server."""
    shop.statements.append("GRANT ALL PRIVILEGES ON *.* TO pier@'127.0.0.1'")


@fault("password-plain", "db.passwords-hashed")
def password_plain(shop: Pier) -> None:
    """A customer's password is kept as it was typed."""
    shop.statements.append("INSERT INTO customer (email, password_hash) VALUES ('bo@shop.test', 'letmein-now')")
