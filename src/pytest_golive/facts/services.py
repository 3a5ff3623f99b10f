"""The mail server and the cache, reached by the application's own Python with its own settings."""

from __future__ import annotations

from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.app import CHECK, inspect_app, only_django, part_of, shape
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

MAIL_SECONDS = 30.0
CACHE_SECONDS = 20.0


@dataclass(frozen=True, kw_only=True)
class SmtpServer:
    """How far the application gets with its mail server; nothing is ever sent."""

    backend: str
    host: str = ""
    """Empty: the backend does not speak SMTP."""
    port: int = 0
    use_tls: bool = False
    use_ssl: bool = False
    user: bool = False
    password: bool = False
    banner: str = ""
    greeted: bool = False
    """EHLO was answered 250."""
    greeting: str = ""
    tls: str = ""
    """Version of TLS that was agreed upon; empty: none."""
    certificate: str = ""
    """Why its certificate cannot be verified."""
    login_code: int | None = None
    """What AUTH was answered with (235: accepted, 0: no common mechanism); None: the password was not sent."""
    login_words: str = ""
    trouble: str = ""
    """What ended it, when it was something else than the certificate."""

    @property
    def place(self) -> str:
        """Host and port."""
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, kw_only=True)
class CacheRoundtrip:
    """What became of one key of the gate's own."""

    backend: str
    redis: bool
    returned: bool = False
    deleted: bool = False
    seconds: int | None = None
    """Its life as the server says; -2: the server does not have it, -1: for ever; None: it could not be asked."""
    error: str = ""


@fact(timeout=MAIL_SECONDS + 2, rounds=10, effect="probe")
def smtp_server(settings: Settings) -> SmtpServer:
    """Connect, greet, switch to TLS and log in with the application's own mail settings."""
    return shape(SmtpServer, _ask(settings, "mail", "the mail settings", MAIL_SECONDS))


@fact(timeout=CACHE_SECONDS + 2, rounds=6, effect="writes", first=only_django)
def cache_roundtrip(settings: Settings) -> CacheRoundtrip:
    """Set, read and delete one key in the application's cache; that it fails is part of the answer."""
    only_django(settings)
    seen = inspect_app(settings, seconds=CACHE_SECONDS, service="cache")
    told = seen.parts.get("cache") if seen.start["kind"] == "ok" else None
    if isinstance(told, dict) and "error" in told:
        return CacheRoundtrip(backend="", redis=False, error=told["error"])
    return shape(CacheRoundtrip, part_of(seen, "cache", "the cache"))


def _ask(settings: Settings, service: str, what: str, seconds: float) -> Any:
    only_django(settings)
    seen = inspect_app(settings, seconds=seconds, service=service)
    if seen.start["kind"] != "ok":
        raise CannotLook(f"the settings cannot be read: {seen.start['error']}", cure=CHECK)
    return part_of(seen, service, what)
