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
    overlooks="everywhere environments servers instances =files",
    says=(
        "=debug off|disabled|deactivated|false off|false ~ mode @set set turned",
        "debug mode? false|off|disabled|deactivated production|live? settings?",
        "debug mode? set|turned|switched false|off production|live?",
        "debug false .env.production",
        "debug mode? not|never enabled|active|true production|live?",
        "debug mode? not|never set true",
        "django_debug false|off|0",
        "django debug mode? false|off|disabled",
        (
            "debug|debugging|django_debug|settings.debug off|false|disabled|deactivated ~ mode flag setting settings "
            "django configuration environment file variable set evaluates under is switched turned value "
            "production.py settings.py before go live launch deploying page tracebacks stack traces server box "
            "machine instance on kill leave every did"
        ),
        (
            "debug|debugging not|never|isnt|no|nobody|dont|doesnt true|enabled|active|activated|left|leave|run|runs|"
            "running ~ mode flag setting settings django environment file variable set server"
        ),
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


@check(
    "django.secret-key-strong",
    severity="critical",
    overlooks="rotated rotate rotates rotation",
    says=(
        "secret_key set? strong|long|random|secure|unique random|secure|long|unique? random|value|key?",
        "secret_key strong|secure|random|unique random|secure? value|key",
        "secret_key generated|regenerated unique|long|strong|secure|random? random|long?",
        "strong|secure|unique|random|long random? secret_key|key generated",
        "strong|secure|unique|long random? secret_key",
        "strong|secure|long|unique random? secret key",
        "secret key strong|secure|long|unique|random random|long|secure?",
        "secret_key not default|insecure|sample|example",
        "secret_key < unique|strong|secure|random secure|random|unique? key",
        "secret_key least? {length} random? character|characters|char|chars",
        "strong {length} char|character secret_key",
        "python3|python c django.core.management.utils import get_random_secret_key print get_random_secret_key",
        "secret_key strong|long|random|unique|fresh",
        "secret key not default|sample|development|insecure|example",
        "no django-insecure key|prefix|secret_key?",
        "=secret_key @set",
        "=secret key @set",
        (
            "secret key not|isnt|never|no default|sample|example|tutorial|insecure ~ random strong unique long "
            "django one the value app application"
        ),
        "=secret_key rotate|rotated|changed|replaced ~ before production django launch go live deploying new one",
        (
            "secret_key strong|long|random|unique|unpredictable|unguessable|fresh|generated|regenerated|entropy|"
            "complex|secure ~ django production value new own enough characters chars changed cryptographically"
        ),
        (
            "secret_key {length} ~ strong long random least characters chars character minimum unique generated "
            "fresh new django ≥ >="
        ),
        (
            "secret_key not|never|isnt|no|without default|sample|example|insecure|tutorial|startproject|placeholder|"
            "dev|development ~ django one value prefix changed real"
        ),
        (
            "django|app|application secret key strong|long|random|unique|unpredictable|fresh|generated|regenerated|"
            "secure ~ value new own production enough"
        ),
        (
            "secret key strong|long|random|unique|unpredictable|fresh|generated|regenerated|replaced ~ value new own "
            "secure strong production enough unique"
        ),
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
    weak = [f"{name} {why}" for name, one in keys.items() if (why := weakness(one, length))]
    assert not weak, "; ".join(weak)


def weakness(key: Strength, length: int) -> str:
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
        "allowed_hosts @set|set|restricted|limited specific|explicit domain|domains|host|hosts|hostnames",
        "allowed_hosts @set|set|correct",
        "allowed_hosts @set|set|restricted|limited actual|real|own|production? domain|domains|hosts s?",
        "allowed_hosts only? includes|lists|contains|holds|matches actual|real|own|production? domain|domains|hosts s?",
        "allowed_hosts includes|lists actual|real|own|production? domain|domains no|not wildcard|wildcards|entry?",
        "allowed_hosts contains|holds actual|real|own|production? domain|domains no|not wildcard|wildcards|entry?",
        "allowed_hosts includes|lists|contains|holds actual|real|own|production? domain|domains no",
        "allowed_hosts production domain|domains set?",
        "allowed_hosts: production|live domain|domains s? listed|added|included|configured",
        "allowed_hosts: listed production domain s",
        "production domain|domains added|listed allowed_hosts",
        "environment variables: allowed_hosts",
        "allowed_hosts lists|contains|only|limited|restricted|exact|explicit|real|names|covers",
        (
            "allowed hosts name|names|domain|domains|apex|www|fqdn|hostnames ~ @set list has contains django only "
            "live own real setting"
        ),
        (
            "allowed_hosts domain|domains|hostname|hostnames|host|hosts|name|names|www|apex|url|urls ~ @set live "
            "real own actual lists list names has includes new updated part public contains matches only restricted "
            "limited put populate populated django fqdn example.com www.example.com"
        ),
        "allowed hosts @set|updated|restricted ~ django domain domains live real own hostname hostnames list setting",
        "=allowed_hosts populate|populated|filled|@set|updated ~ django setting settings list",
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
        "allowed_hosts @set|set|restricted|limited specific|explicit domain|domains|host|hosts|hostnames",
        "allowed_hosts only includes|lists|contains|holds actual|real|own|production? domain|domains|hosts s?",
        "allowed_hosts @set|set",
        "allowed_hosts @set|set|restricted|limited actual|real|own|production? domain|domains|hosts s?",
        "allowed_hosts includes|lists actual|real|own|production? domain|domains no|not wildcard|wildcards|entry?",
        "allowed_hosts contains|holds actual|real|own|production? domain|domains no|not wildcard|wildcards|entry?",
        "allowed_hosts includes|lists|contains|holds actual|real|own|production? domain|domains no",
        "allowed_hosts no|without|not|never contain|contains? wildcard|wildcards|asterisk",
        "allowed_hosts production domain|domains set?",
        "allowed_hosts: no|without wildcard|wildcards",
        "=no wildcard|wildcards entries|hosts?",
        "environment variables: allowed_hosts",
        "allowed_hosts no|never|not|without wildcard|star|asterisk",
        "allowed_hosts explicit|exact|only",
        (
            "allowed_hosts|hosts no|not|never|without|isnt|none|gone|free wildcard|wildcards|asterisk|star|"
            "everything|everybody|catch ~ allowed entry entries contain contains allow allows anymore all list "
            "django setting accept accepts"
        ),
        "allowed_hosts wildcard|wildcards|asterisk|star removed|remove|gone|deleted|dropped ~ entry django setting",
        "=allowed_hosts restrictive|restricted|strict|explicit ~ list django only our real",
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
