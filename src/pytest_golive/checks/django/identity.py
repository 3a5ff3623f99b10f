"""DEBUG, SECRET_KEY and the hosts the site answers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.app_model import Application
    from pytest_golive.facts.redact import Strength
    from pytest_golive.settings import Settings


@check(
    "django.debug-off",
    severity="critical",
    says=(
        "debug false|off production|live",
        "debug false|off production|live settings",
        "debug false|off|disabled",
        "debug mode off|disabled|false",
        "debug mode off|disabled|false production",
        "debug disabled production",
        "production debug off|false|disabled",
        "debug set false",
        "debug set false production",
        "debug turned|switched off",
        "debug turned|switched off production",
        "debug false .env.production",
        "debug not enabled",
        "debug not enabled production",
    ),
)
def debug_off(application: Application, evidence: Evidence) -> None:
    """DEBUG is off (the boolean False) in the production settings.

    Why: with DEBUG on, every error shows the settings, the code and the queries to whoever caused it.
    Fix: set `DEBUG = False`; read from the environment, compare the text: `os.environ["DEBUG"] == "true"`.
    Source: https://docs.djangoproject.com/en/stable/ref/settings/#debug
    """
    debug = application.settings.get("DEBUG")
    evidence.saw(f"DEBUG is {debug!r} in {application.module}")
    assert not isinstance(debug, str), f"DEBUG is the text {debug!r}, which counts as true, in {application.module}"
    assert debug is False, f"DEBUG is {debug!r} in {application.module}"


DECLARE = "set url (and hosts) in [target] of golive.toml, or --golive-target"
#: The command that makes a key, as checklists quote it.
MAKE_KEY = "django.core.management.utils import get_random_secret_key print get_random_secret_key"


@check(
    "django.secret-key-strong",
    severity="critical",
    says=(
        "secret_key set secure|strong|random",
        "secret_key secure|strong|random",
        "secret_key set secure|strong random value",
        "secret_key secure|strong random value",
        "secret_key secure|strong random",
        "secret_key unique secure|strong|random",
        "secret_key generated",
        f"python3|python c {MAKE_KEY}",
        "secret_key long random",
        "secret_key not default",
        "secret key strong|secure random",
        "secret key strong|secure",
        "strong|secure random secret key",
        "strong|secure|unique secret_key",
        "strong|secure random key generated",
        "secret_key {length} character",
        "secret_key {length} random character",
        "secret_key least {length} character",
        "secret_key {length} char",
        "strong {length} char secret_key",
    ),
)
def secret_key_strong(application: Application, evidence: Evidence, *, length: int = 50) -> None:
    """SECRET_KEY, and every fallback still accepted, is long, random and no sample value.

    Why: whoever guesses it signs sessions and password-reset links, and is then any user.
    Fix: put a new one into the env file: `python -c "import secrets; print(secrets.token_urlsafe({length}))"`.
    Source: Django security.W009 and W025
    """
    key = application.secrets.get("SECRET_KEY")
    assert key is not None, "SECRET_KEY is not set"
    assert key.length, "SECRET_KEY is empty"
    evidence.saw(f"SECRET_KEY has {key.length} characters, {key.distinct} different, {key.entropy:g} bits each")
    keys = {"SECRET_KEY": key} | {
        f"SECRET_KEY_FALLBACKS[{number}]": fallback for number, fallback in enumerate(application.fallbacks)
    }
    weak = [f"{name} {why}" for name, one in keys.items() if (why := _weakness(one, length))]
    assert not weak, "; ".join(weak)


def _weakness(key: Strength, length: int) -> str:
    """Why a key is weak, or empty."""
    if key.placeholder:
        return "is a sample value"
    if key.insecure_prefix:
        return "begins with django-insecure-, as startproject made it"
    if key.length < length:
        return f"has {key.length} characters, fewer than {length}"
    if key.distinct < 5:
        return f"has only {key.distinct} different characters"
    return f"has only {key.entropy:g} bits of entropy per character" if key.entropy < 3 else ""


@check(
    "django.allowed-hosts",
    severity="critical",
    says=(
        "allowed_hosts configured actual domain|domains",
        "allowed_hosts configured|set|correct",
        "allowed_hosts configured|set",
        "allowed_hosts configured|set actual|production|real domain",
        "allowed_hosts configured|set domain",
        "allowed_hosts includes|lists|contains production|actual domain",
        "allowed_hosts includes|lists|contains domain",
        "allowed_hosts production domain",
        "allowed_hosts production domain set",
        "production domain listed",
        "production domain s listed",
        "production domain allowed_hosts",
        "domain added allowed_hosts",
    ),
)
def allowed_hosts(application: Application, settings: Settings, evidence: Evidence) -> None:
    """ALLOWED_HOSTS accepts every declared host of the site.

    Why: Django answers 400 to a host that is not listed, so the site is down under that name.
    Fix: list the production host names in ALLOWED_HOSTS.
    Cannot tell when: [target] url is not configured.
    Source: https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts
    """
    allowed = [str(entry) for entry in application.settings.get("ALLOWED_HOSTS") or ()]
    evidence.saw(f"ALLOWED_HOSTS is {', '.join(allowed) or 'empty'}")
    assert allowed, "ALLOWED_HOSTS is empty"
    if not settings.target.all_hosts:
        cannot_tell("no host is declared", cure=DECLARE)
    refused = [host for host in settings.target.all_hosts if not any(accepts(entry, host) for entry in allowed)]
    assert not refused, f"ALLOWED_HOSTS ({', '.join(allowed)}) does not accept {', '.join(refused)}"


def accepts(entry: str, host: str) -> bool:
    """Whether an entry of ALLOWED_HOSTS means this host, by Django's rules."""
    entry, host = entry.lower(), host.lower().rstrip(".")
    if entry.startswith("."):
        return host.endswith(entry) or host == entry[1:]
    return entry in {"*", host}


@check(
    "django.allowed-hosts-no-wildcard",
    severity="critical",
    says=(
        "allowed_hosts configured actual domain|domains",
        "no wildcard",
        "no wildcard used",
        "no wildcard allowed_hosts",
        "allowed_hosts no|without wildcard",
        "allowed_hosts not contain wildcard",
        "allowed_hosts production domain",
        "allowed_hosts configured|set actual|production|real domain",
        "allowed_hosts configured|set domain",
        "allowed_hosts configured|set",
    ),
)
def allowed_hosts_no_wildcard(application: Application, settings: Settings, evidence: Evidence) -> None:
    """ALLOWED_HOSTS holds no wildcard beyond the declared domains.

    Why: with "*" an attacker chooses the host name in password-reset links and cached pages.
    Fix: replace "*" (or the leading-dot entry) by the site's host names.
    Cannot tell when: a leading-dot entry stands there and [target] url is not configured.
    Source: https://docs.djangoproject.com/en/stable/topics/security/#host-header-validation
    """
    allowed = [str(entry) for entry in application.settings.get("ALLOWED_HOSTS") or ()]
    assert allowed, "ALLOWED_HOSTS is empty"
    evidence.saw(f"ALLOWED_HOSTS is {', '.join(allowed)}")
    assert "*" not in allowed, 'ALLOWED_HOSTS has the entry "*", which accepts any host'
    dotted = [entry for entry in allowed if entry.startswith(".")]
    if dotted and not settings.target.all_hosts:
        cannot_tell(f"no host is declared to compare {dotted[0]!r} with", cure=DECLARE)
    wide = [entry for entry in dotted if entry.lower()[1:] not in settings.target.all_hosts]
    assert not wide, f"ALLOWED_HOSTS has {', '.join(wide)}, wider than the declared hosts"
