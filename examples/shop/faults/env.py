"""Faults of the env file. Without a usable one Django cannot be asked anything, and its checks cannot tell."""

from __future__ import annotations

from faults import Shop, fault

UNREADABLE = (
    "env.*",
    "secrets.*",
    "django.*",
    "db.*",
    "docs.*",
    "http.error-500",
    "http.cookies-*",
    "mail.backend-real",
    "mail.smtp-*",
    "redis.cache-roundtrip",
)
#: That the application does not start with the file is their answer.
STOPPED = ("django.check-clean", "django.check-deploy", "django.local-smoke")


@fault("env-file-missing", reds=("env.file-present",), hides=UNREADABLE)
def env_file_missing(shop: Shop) -> None:
    """Take the env file away from under the running service."""
    shop.has_env_file = False


@fault("env-file-garbled", reds=("env.file-present",), hides=UNREADABLE)
def env_file_garbled(shop: Shop) -> None:
    """Leave a line of a merge conflict in the env file."""
    shop.env_file_lines.append("<<<<<<< HEAD")


@fault(
    "env-placeholder",
    reds=("env.no-placeholders",),
    also=("env.loaded-by-service", "env.all-required-set", "django.secret-key-strong", "django.check-deploy"),
)
def env_placeholder(shop: Shop) -> None:
    """Leave SECRET_KEY=<unique-secure-key> in the file: a weak key, and not the one the service runs with."""
    shop.env_file_only["SECRET_KEY"] = "<unique-secure-key>"


@fault(
    "env-variable-missing",
    reds=("env.all-required-set", "env.file-present"),
    also=STOPPED,
    hides=UNREADABLE,
)
def env_variable_missing(shop: Shop) -> None:
    """Delete the line of ADMIN_URL, which the example has and the settings need."""
    shop.env_file_only["ADMIN_URL"] = None


@fault(
    "env-debug-true",
    reds=("env.var-value",),
    also=("env.loaded-by-service", "django.debug-off", "django.check-deploy", "django.local-smoke"),
)
def env_debug_true(shop: Shop) -> None:
    """Set DEBUG=True in the env file; started with it the application would show debug pages."""
    shop.env_file_only["DEBUG"] = "True"


@fault(
    "env-variable-new",
    reds=("env.all-required-set",),
    also=(*STOPPED, "env.example-complete", "http.site-up", "http.health-endpoint"),
    hides=("*",),
)
def env_variable_new(shop: Shop) -> None:
    """Read NEW_KEY in the settings without setting it: nothing starts any more. The example lacks it too."""
    shop.settings.append('NEW_KEY = os.environ["NEW_KEY"]')
    shop.may_web_fail = True


@fault("env-example-incomplete", reds=("env.example-complete",))
def env_example_incomplete(shop: Shop) -> None:
    """Read and set SUPPORT_PHONE, but leave .env.example alone."""
    shop.settings.append('SUPPORT_PHONE = os.environ["SUPPORT_PHONE"]')
    shop.env["SUPPORT_PHONE"] = "+44 20 7946 0001"


@fault(
    "env-example-with-secret",
    reds=("env.example-complete",),
    also=("env.all-required-set", "env.no-placeholders", "django.secret-key-strong", "secrets.credentials-unique"),
)
def env_example_with_secret(shop: Shop) -> None:
    """Copy the real SECRET_KEY into .env.example; it is the example's value then."""
    shop.edit(".env.example", "<unique-secure-key>", shop.env["SECRET_KEY"])


@fault("env-not-reloaded", reds=("env.loaded-by-service",))
def env_not_reloaded(shop: Shop) -> None:
    """Change a value in the env file without restarting the service."""
    shop.env_file_only["DEFAULT_FROM_EMAIL"] = "sales@shop.test"


@fault(
    "env-variable-sample",
    reds=("env.no-placeholders", "env.all-required-set"),
    also=("env.loaded-by-service", "redis.ping", "redis.cache-roundtrip", "django.local-smoke"),
    hides=("redis.*",),
)
def env_variable_sample(shop: Shop) -> None:
    """REDIS_URL is as in the example file: no Redis is there. The service still runs with the right one."""
    shop.env_file_only["REDIS_URL"] = "redis://:<password>@localhost:6379/0"


@fault("env-variable-gone", reds=("env.var-set", "env.file-present", "env.all-required-set"))
def env_variable_gone(shop: Shop) -> None:
    """Delete the line of ANALYTICS_ID, which the example has and the settings could do without."""
    shop.env_file_only["ANALYTICS_ID"] = None
