"""Faults in the application's settings and code, as its own Python sees them."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace

from faults import Shop, fault
from faults.plan import Running


@fault(
    "debug-text",
    reds=("django.debug-off",),
    also=(
        "django.check-deploy",
        "django.local-smoke",
        "http.debug-page-absent",
        "http.error-404",
        "http.static-cache-headers",
    ),
)
def debug_text(shop: Shop) -> None:
    """DEBUG is the text "False", which counts as true: debug pages, no caching and Django's own warning follow."""
    shop.settings.append('DEBUG = "False"')


@fault("secret-key-insecure", reds=("django.secret-key-strong",), also=("django.check-deploy",))
def secret_key_insecure(shop: Shop) -> None:
    """SECRET_KEY is the one that startproject made, which Django's own check names as well."""
    shop.env["SECRET_KEY"] = "django-insecure-w8rv2n0q6zk4yh1xj5tc9bm3df7gp"


@fault("host-forgotten", reds=("django.allowed-hosts",))
def host_forgotten(shop: Shop) -> None:
    """ALLOWED_HOSTS lacks www.shop.test, so that Django answers 400 should the proxy pass it on."""
    shop.env["ALLOWED_HOSTS"] = "shop.test"


@fault("host-wildcard", reds=("django.allowed-hosts-no-wildcard",))
def host_wildcard(shop: Shop) -> None:
    """ALLOWED_HOSTS holds "*" beside the right hosts."""
    shop.env["ALLOWED_HOSTS"] = "shop.test,www.shop.test,*"


@fault("csrf-origin-http", reds=("django.csrf-trusted-origins",))
def csrf_origin_http(shop: Shop) -> None:
    """The front end stands in CSRF_TRUSTED_ORIGINS with http://."""
    shop.env["CSRF_TRUSTED_ORIGINS"] = "https://shop.test,http://app.shop.test"


@fault("cors-allow-all", reds=("django.cors-origins",), also=("http.cors",))
def cors_allow_all(shop: Shop) -> None:
    """CORS_ALLOW_ALL_ORIGINS is True, and the API answers so."""
    shop.settings.append("CORS_ALLOW_ALL_ORIGINS = True")


@fault("csrf-middleware-removed", reds=("django.csrf-middleware", "django.check-deploy"))
def csrf_middleware_removed(shop: Shop) -> None:
    """CsrfViewMiddleware is gone: Django warns (W003), and forms are taken without a token."""
    shop.settings.append("MIDDLEWARE.remove('django.middleware.csrf.CsrfViewMiddleware')")


@fault("csrf-exempt-view", reds=("django.csrf-middleware",))
def csrf_exempt_view(shop: Shop) -> None:
    """The log-in is exempt from CSRF protection without being declared."""
    urls = "\nfrom django.views.decorators.csrf import csrf_exempt\nfrom store import views as exempted\n"
    urls += "urlpatterns.insert(0, path('login/', csrf_exempt(exempted.login)))\n"
    shop.edit(
        "shop/urls.py",
        'handler400 = "store.views.bad_request"',
        urls + 'handler400 = "store.views.bad_request"',
    )


@fault("namespace-twice", reds=("django.check-clean", "django.check-deploy"))
def namespace_twice(shop: Shop) -> None:
    """Two URL patterns have the same namespace (urls.W005); `check --deploy` repeats it."""
    twice = 'path("one/", include(("store.api_urls", "twice"))), path("two/", include(("store.api_urls", "twice"))),'
    shop.edit("shop/urls.py", "urlpatterns = [", "urlpatterns = [\n    " + twice)


@fault(
    "hsts-off",
    reds=("django.check-deploy", "django.hsts-seconds", "django.hsts-include-subdomains"),
    also=("http.hsts", "http.security-headers"),
)
def hsts_off(shop: Shop) -> None:
    """SECURE_HSTS_SECONDS is 0 (security.W004): no header is sent, so nothing covers the subdomains."""
    shop.settings.append("SECURE_HSTS_SECONDS = 0")


@fault("deploy-check-silenced", reds=("django.check-deploy",))
def deploy_check_silenced(shop: Shop) -> None:
    """SILENCED_SYSTEM_CHECKS hides a security check nobody declared."""
    shop.settings.append("SILENCED_SYSTEM_CHECKS = ['security.W009']")


@fault("hsts-short", reds=("django.hsts-seconds",), also=("http.hsts",))
def hsts_short(shop: Shop) -> None:
    """SECURE_HSTS_SECONDS is an hour."""
    shop.settings.append("SECURE_HSTS_SECONDS = 3600")


@fault(
    "hsts-without-subdomains",
    reds=("django.hsts-include-subdomains", "django.check-deploy"),
    also=("http.hsts",),
)
def hsts_without_subdomains(shop: Shop) -> None:
    """SECURE_HSTS_INCLUDE_SUBDOMAINS is False, of which Django warns too (W005)."""
    shop.settings.append("SECURE_HSTS_INCLUDE_SUBDOMAINS = False")


@fault("ssl-redirect-off", reds=("django.ssl-redirect", "django.check-deploy"), also=("http.https-redirect",))
def ssl_redirect_off(shop: Shop) -> None:
    """Neither Django nor the proxy redirects plain http any more; Django warns of it (W008)."""
    shop.settings.append("SECURE_SSL_REDIRECT = False")
    shop.edge = replace(shop.edge, plain_http="serve")


@fault("session-cookie-plain", reds=("django.session-cookie-secure", "django.check-deploy"))
def session_cookie_plain(shop: Shop) -> None:
    """The session cookie travels over http (W012)."""
    shop.settings.append("SESSION_COOKIE_SECURE = False")


@fault("csrf-cookie-plain", reds=("django.csrf-cookie-secure", "django.check-deploy"))
def csrf_cookie_plain(shop: Shop) -> None:
    """The CSRF cookie travels over http (W016)."""
    shop.settings.append("CSRF_COOKIE_SECURE = False")


@fault("session-cookie-readable", reds=("django.session-cookie-httponly", "django.check-deploy"))
def session_cookie_readable(shop: Shop) -> None:
    """Scripts may read the session cookie (W013)."""
    shop.settings.append("SESSION_COOKIE_HTTPONLY = False")


@fault("csrf-cookie-readable", reds=("django.csrf-cookie-httponly",))
def csrf_cookie_readable(shop: Shop) -> None:
    """CSRF_COOKIE_HTTPONLY is at Django's default."""
    shop.settings.append("CSRF_COOKIE_HTTPONLY = False")


@fault("csp-gone", reds=("django.xss-filter",), also=("http.csp-header",))
def csp_gone(shop: Shop) -> None:
    """The old XSS filter setting is on, which does nothing, and no Content-Security-Policy is sent."""
    shop.settings += [
        "SECURE_BROWSER_XSS_FILTER = True",
        "MIDDLEWARE.remove('store.middleware.ContentSecurityPolicyMiddleware')",
    ]


@fault(
    "nosniff-off",
    reds=("django.content-type-nosniff", "django.check-deploy"),
    also=("http.security-headers", "http.nosniff"),
)
def nosniff_off(shop: Shop) -> None:
    """SECURE_CONTENT_TYPE_NOSNIFF is False (W006)."""
    shop.settings.append("SECURE_CONTENT_TYPE_NOSNIFF = False")


@fault("static-root-relative", reds=("django.static-root",))
def static_root_relative(shop: Shop) -> None:
    """STATIC_ROOT depends on the folder the process was started in."""
    shop.settings.append("STATIC_ROOT = os.path.relpath(STATIC_ROOT)")


@fault("media-in-static", reds=("django.media-root",))
def media_in_static(shop: Shop) -> None:
    """MEDIA_ROOT lies inside STATIC_ROOT, which collectstatic owns."""
    shop.settings.append("MEDIA_ROOT = os.path.join(STATIC_ROOT, 'media')")


@fault("static-changed", reds=("django.static-collected",))
def static_changed(shop: Shop) -> None:
    """A script was edited after collectstatic ran."""
    file = shop.site / "store/static/store/shop.js"
    file.write_text(file.read_text(encoding="utf-8") + "\n// edited later\n", encoding="utf-8")


@fault("static-new-file", reds=("django.static-collected",))
def static_new_file(shop: Shop) -> None:
    """A picture was added after collectstatic ran."""
    shop.add_file("store/static/store/badge.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>\n')


@fault("upload-unlimited", reds=("django.upload-limits",))
def upload_unlimited(shop: Shop) -> None:
    """DATA_UPLOAD_MAX_MEMORY_SIZE is None."""
    shop.settings.append("DATA_UPLOAD_MAX_MEMORY_SIZE = None")


@fault("admins-nobody", reds=("django.admins-email",))
def admins_nobody(shop: Shop) -> None:
    """ADMINS is empty."""
    shop.settings.append("ADMINS = []")


@fault("session-two-weeks", reds=("django.session-timeout",))
def session_two_weeks(shop: Shop) -> None:
    """SESSION_COOKIE_AGE is at Django's default of two weeks."""
    shop.settings.append("SESSION_COOKIE_AGE = 1_209_600")


@fault("password-any", reds=("django.password-validators",))
def password_any(shop: Shop) -> None:
    """AUTH_PASSWORD_VALIDATORS is empty."""
    shop.settings.append("AUTH_PASSWORD_VALIDATORS = []")


@fault("ratelimit-disabled", reds=("django.ratelimit-installed",), also=("http.rate-limit-active",))
def ratelimit_disabled(shop: Shop) -> None:
    """RATELIMIT_ENABLE is False, so that nothing is limited."""
    shop.settings.append("RATELIMIT_ENABLE = False")


@fault("ratelimit-view-bare", reds=("django.ratelimit-installed",))
def ratelimit_view_bare(shop: Shop) -> None:
    """The registration, a declared view, has lost its limit."""
    shop.edit("store/views.py", "@per_visitor\ndef register", "def register")


@fault(
    "cache-per-process",
    reds=("django.cache-configured", "django.session-in-redis", "redis.cache-roundtrip"),
    also=("http.rate-limit-active",),
)
def cache_per_process(shop: Shop) -> None:
    """CACHES is deleted: each process has its own cache, and the sessions and limits are in it."""
    shop.settings.append("del CACHES")


@fault("session-in-database", reds=("django.session-in-redis",))
def session_in_database(shop: Shop) -> None:
    """Sessions are kept in the database."""
    shop.settings.append("SESSION_ENGINE = 'django.contrib.sessions.backends.db'")


@fault(
    "superuser-admin-admin", reds=("django.superuser-exists",), also=("django.two-factor", "admin.accounts-as-declared")
)
def superuser_admin_admin(shop: Shop) -> None:
    """There is a superuser admin with the password "admin", undeclared and without a second factor."""
    digest = base64.b64encode(hashlib.scrypt(b"admin", salt=b"drill", n=2**14, r=8, p=5, maxmem=2**26)).decode()
    columns = "username, password, is_superuser, is_staff, is_active, first_name, last_name, email, date_joined"
    values = f"'admin', 'scrypt$16384$drill$8$5${digest}', true, true, true, '', '', '', now()"
    shop.sql(f"INSERT INTO auth_user ({columns}) VALUES ({values})")


@fault("superuser-none", reds=("django.superuser-exists",), also=("admin.accounts-as-declared",))
def superuser_none(shop: Shop) -> None:
    """Nobody is a superuser, not even the declared one."""
    shop.sql("UPDATE auth_user SET is_superuser = false")


@fault("admin-password-only", reds=("django.two-factor",))
def admin_password_only(shop: Shop) -> None:
    """django-otp is installed, but the admin is Django's own, which a password opens."""
    shop.edit("shop/settings.py", '"shop.apps.BackOfficeConfig"', '"django.contrib.admin"')


@fault("superuser-without-device", reds=("django.two-factor",))
def superuser_without_device(shop: Shop) -> None:
    """The owner never confirmed the second factor."""
    shop.sql("UPDATE otp_totp_totpdevice SET confirmed = false")


@fault("wsgi-broken", reds=("django.local-smoke",))
def wsgi_broken(shop: Shop) -> None:
    """The next start fails: the WSGI module, edited under the running service, imports what is not there."""

    def edit(running: Running) -> None:
        del running
        shop.edit("shop/wsgi.py", "import os", "import os\n\nimport shop.telemetry  # noqa: F401")

    shop.once_running(edit)


@fault(
    "settings-broken",
    reds=("django.local-smoke", "django.check-clean", "django.check-deploy"),
    also=("http.site-up", "http.health-endpoint", "env.all-required-set"),
    hides=("*",),
)
def settings_broken(shop: Shop) -> None:
    """The settings import what is not there: nothing starts, nothing can be asked."""
    shop.settings.append("import shop.telemetry")
    shop.may_web_fail = True
