"""Mail server and cache, through a Django project's own settings and with real servers."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from pytest_golive.checks.mail.sending import NOWHERE
from pytest_golive.facts.app_model import Application
from pytest_golive.facts.services import CacheRoundtrip, SmtpServer
from pytest_golive.settings import App, Mail, Settings, Target
from servers.mail import USER, MailServer
from tests.checks.outside_cases import ask, see
from tests.findings import told

CHECKS = ("mail.smtp-connect", "mail.smtp-tls", "mail.smtp-login")
CACHE = 'CACHES = {{"default": {{"BACKEND": "django.core.cache.backends.{}"}}}}'


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def mail_server(authority: trustme.CA) -> Iterator[MailServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    server = MailServer()
    server.start(context)
    yield server
    server.stop()


def project(folder: Path, lines: str, authority: trustme.CA | None = None) -> Settings:
    (folder / "site_settings.py").write_text(f'SECRET_KEY = "x"\nINSTALLED_APPS = []\n{lines}\n', encoding="utf-8")
    ca_file = ""
    if authority:
        ca_file = str(folder / "root.pem")
        authority.cert_pem.write_to_path(ca_file)
    return Settings(app=App(dir=str(folder), settings="site_settings"), target=Target(ca_file=ca_file))


def mailing(server: MailServer, **changes: Any) -> str:
    given = {"HOST": "localhost", "PORT": server.port, "USE_TLS": True, "HOST_USER": USER}
    given |= {"HOST_PASSWORD": server.password, **changes}
    return "\n".join(f"EMAIL_{name} = {value!r}" for name, value in given.items())


def judged(seen: Any) -> dict[str, str]:
    return {check: told(ask(check, smtp_server=seen))[0] for check in CHECKS}


def test_a_good_server_and_nothing_is_sent(tmp_path: Path, mail_server: MailServer, authority: trustme.CA) -> None:
    seen = see("smtp_server", settings=project(tmp_path, mailing(mail_server), authority))
    assert judged(seen) == dict.fromkeys(CHECKS, "passed")
    assert mail_server.messages == []
    assert mail_server.password not in repr(seen)


def test_the_host_is_reached_where_connect_to_says(
    tmp_path: Path, mail_server: MailServer, authority: trustme.CA
) -> None:
    settings = project(tmp_path, mailing(mail_server, PORT=587), authority)
    elsewhere = {"localhost:587": f"127.0.0.1:{mail_server.port}"}
    target = Target(ca_file=settings.target.ca_file, connect_to=elsewhere)
    seen = see("smtp_server", settings=Settings(app=settings.app, target=target))
    assert judged(seen) == dict.fromkeys(CHECKS, "passed")


@pytest.mark.parametrize(
    ("changes", "outcomes"),
    [
        ({"PORT": 1}, ("failed", "unverified", "unverified")),
        ({"HOST_PASSWORD": "not-the-password"}, ("passed", "passed", "failed")),
        ({"HOST_PASSWORD": ""}, ("passed", "passed", "failed")),
        ({"HOST_USER": "", "HOST_PASSWORD": ""}, ("passed", "passed", "unverified")),
        ({"USE_TLS": False}, ("passed", "failed", "failed")),
        ({"USE_SSL": True}, ("failed", "failed", "unverified")),
        ({"USE_TLS": False, "USE_SSL": True}, ("failed", "unverified", "unverified")),
        ({"BACKEND": "django.core.mail.backends.console.EmailBackend"}, ("unverified",) * 3),
    ],
)
def test_faults(
    tmp_path: Path, mail_server: MailServer, authority: trustme.CA, changes: dict[str, Any], outcomes: tuple[str, ...]
) -> None:
    seen = see("smtp_server", settings=project(tmp_path, mailing(mail_server, **changes), authority))
    assert judged(seen) == dict(zip(CHECKS, outcomes, strict=True)), seen


def test_no_password_goes_to_a_server_nobody_vouches_for(tmp_path: Path, mail_server: MailServer) -> None:
    seen = see("smtp_server", settings=project(tmp_path, mailing(mail_server)))
    assert seen.login_code is None
    assert judged(seen) == dict(zip(CHECKS, ("failed", "failed", "unverified"), strict=True))


def test_ports_and_relays() -> None:
    server = SmtpServer(backend="smtp", host="mail.test", port=465, use_tls=True, greeted=True, tls="TLSv1.3")
    words = "EMAIL_USE_TLS does not fit port 465: 587 goes with EMAIL_USE_TLS, 465 with EMAIL_USE_SSL"
    assert told(ask("mail.smtp-tls", smtp_server=server)) == ("failed", words)
    relay = SmtpServer(backend="smtp", host="127.0.0.1", port=25, banner="220 here", greeted=True)
    assert told(ask("mail.smtp-tls", smtp_server=relay))[0] == "unverified"
    plain = SmtpServer(backend="smtp", host="mail.test", port=587, use_tls=True, banner="220 x", greeted=True)
    assert told(ask("mail.smtp-tls", smtp_server=plain)) == ("failed", "mail.test:587 offers no STARTTLS")


def test_without_access(tmp_path: Path) -> None:
    assert see("smtp_server", settings=Settings()) == "no project folder is configured"
    assert see("cache_roundtrip", settings=Settings()) == "no project folder is configured"
    broken = see("smtp_server", settings=project(tmp_path, "import nothing_there"))
    assert broken.startswith("the settings cannot be read: ModuleNotFoundError")
    flask = Settings(app=App(dir=str(tmp_path), flask="shop:app"))
    for fact in ("smtp_server", "cache_roundtrip"):
        assert see(fact, settings=flask) == "this is a Flask application (shop:app in [app] of golive.toml)"
    for check in (*CHECKS, "mail.backend-real", "redis.cache-roundtrip"):
        assert told(ask(check)) == ("unverified", "nobody gave access")


def test_cache_that_is_none(tmp_path: Path) -> None:
    for backend, words in (
        ("dummy.DummyCache", "does not give back what was set"),
        ("locmem.LocMemCache", "keeps values in one process, not in Redis"),
    ):
        seen = see("cache_roundtrip", settings=project(tmp_path, CACHE.format(backend)))
        outcome, observed = told(ask("redis.cache-roundtrip", cache_roundtrip=seen))
        assert (outcome, observed.endswith(words)) == ("failed", True)
    line = 'CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}}'
    seen = see("cache_roundtrip", settings=project(tmp_path, line))
    outcome, observed = told(ask("redis.cache-roundtrip", cache_roundtrip=seen))
    assert (outcome, observed.startswith("the application cannot use its cache: ConnectionError")) == ("failed", True)


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({}, "passed"),
        ({"seconds": -1}, "failed"),
        ({"seconds": -2}, "failed"),
        ({"deleted": False}, "failed"),
        ({"seconds": None}, "unverified"),
        ({"redis": False, "seconds": None}, "unverified"),
    ],
)
def test_cache_in_redis(changes: dict[str, Any], outcome: str) -> None:
    given: dict[str, Any] = {"backend": "RedisCache", "redis": True, "returned": True, "deleted": True, "seconds": 30}
    seen = CacheRoundtrip(**{**given, **changes})
    assert told(ask("redis.cache-roundtrip", cache_roundtrip=seen))[0] == outcome


def backend(explicit: tuple[str, ...] = ("EMAIL_HOST",), mail: Mail | None = None, **told_of: str) -> tuple[str, str]:
    given = {"EMAIL_HOST": "mail.test", "DEFAULT_FROM_EMAIL": "Shop <orders@shop.test>"}
    given |= {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", **told_of}
    application = Application(
        python="3.12", django="5.2", module="x", settings=given, explicit=explicit, secrets={}, databases=(), caches=()
    )
    return told(ask("mail.backend-real", Settings(mail=mail or Mail()), application=application))


def test_backends() -> None:
    assert backend() == ("passed", "")
    assert backend(EMAIL_BACKEND="anymail.backends.postmark.EmailBackend") == ("passed", "")
    for name in NOWHERE:
        assert backend(EMAIL_BACKEND=name)[0] == "failed"
    queue = {"EMAIL_BACKEND": "djcelery_email.backends.CeleryEmailBackend"}
    assert backend(**queue) == ("passed", "")
    assert backend(**queue, CELERY_EMAIL_BACKEND="django.core.mail.backends.console.EmailBackend")[0] == "failed"
    assert backend(DEFAULT_FROM_EMAIL="webmaster@localhost")[0] == "failed"
    assert backend(EMAIL_HOST="")[0] == "failed"
    assert backend(explicit=())[0] == "unverified"
    own = "shop.mail.Backend"
    assert backend(EMAIL_BACKEND=own)[0] == "unverified"
    assert backend(EMAIL_BACKEND=own, mail=Mail(backends=(own,))) == ("passed", "")
