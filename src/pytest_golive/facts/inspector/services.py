"""What the application's own settings lead to: its mail server, and its cache. Only the settings are loaded."""

from __future__ import annotations

import contextlib
import os
import socket
from typing import Any

from pytest_golive.facts.inspector.base import Eye, dotted, load

SECONDS = 10.0
#: Backends that hand mail to another one later, and the setting that names it.
QUEUES = {
    "djcelery_email.backends.CeleryEmailBackend": "CELERY_EMAIL_BACKEND",
    "mailer.backend.DbBackend": "MAILER_EMAIL_BACKEND",
    "django_q_email.backends.DjangoQBackend": "Q_EMAIL_BACKEND",
    "huey_mailer.backends.HueyEmailBackend": "HUEY_EMAIL_BACKEND",
}


def _client(context: Any, elsewhere: str) -> Any:
    """SMTP that connects where it is told, and by TLS from the start when it is given a context."""
    import smtplib

    class Via(smtplib.SMTP):
        def _get_socket(self, host: Any, port: Any, timeout: Any) -> Any:
            name, _, number = elsewhere.rpartition(":")
            place = (name.strip("[]"), int(number)) if elsewhere else (host, port)
            plain = socket.create_connection(place, timeout)
            if context is None:
                return plain
            try:
                return context.wrap_socket(plain, server_hostname=host)
            except BaseException:
                plain.close()
                raise

    return Via(timeout=SECONDS)


def mail_backend() -> str:
    """The backend that mail goes to in the end."""
    settings = load("django.conf:settings")
    path = str(settings.EMAIL_BACKEND)
    if path in QUEUES:
        return str(getattr(settings, QUEUES[path], "django.core.mail.backends.smtp.EmailBackend"))
    return path


def see_mail(eye: Eye) -> Any:
    """Connect to the mail server as the application would, greet, switch to TLS, log in, and send nothing."""
    path = mail_backend()
    kind = load("django.utils.module_loading:import_string")(path)
    told: dict[str, Any] = {"backend": path, "host": "", "port": 0}
    if not (isinstance(kind, type) and issubclass(kind, load("django.core.mail.backends.smtp:EmailBackend"))):
        return told
    settings = load("django.conf:settings")
    if settings.EMAIL_USE_TLS and settings.EMAIL_USE_SSL:
        # Django refuses both; what it would connect to is told all the same.
        return {**told, **_place(settings.EMAIL_HOST, settings.EMAIL_PORT), "use_tls": True, "use_ssl": True}
    backend = kind()
    eye.hide(backend.password)
    told.update(_place(backend.host, backend.port))
    told.update(
        use_tls=bool(backend.use_tls),
        use_ssl=bool(backend.use_ssl),
        user=bool(backend.username),
        password=bool(backend.password),
    )
    _talk(eye, backend, told)
    return told


def _place(host: Any, port: Any) -> dict[str, Any]:
    return {"host": str(host), "port": int(port)}


def _talk(eye: Eye, backend: Any, told: dict[str, Any]) -> None:
    """Each step adds what came of it; the first that fails is the last."""
    import smtplib
    import ssl

    context = ssl.create_default_context()
    if eye.options.get("ca_file"):
        context.load_verify_locations(eye.options["ca_file"])
    elsewhere = (eye.options.get("connect_to") or {}).get(f"{backend.host}:{backend.port}", "")
    client = _client(context if backend.use_ssl else None, elsewhere)
    try:
        # Not by the constructor: smtplib keeps the name it was given for SNI and the certificate's check.
        client._host = backend.host
        code, words = client.connect(backend.host, backend.port)
        told["banner"] = _words(eye, code, words)
        if code != 220:
            return
        code, words = client.ehlo()
        told["greeted"] = code == 250
        told["greeting"] = _words(eye, code, words.splitlines()[0] if words else b"")
        if backend.use_tls and client.has_extn("starttls"):
            client.starttls(context=context)
            client.ehlo()
        told["tls"] = client.sock.version() if isinstance(client.sock, ssl.SSLSocket) else ""
        if told["tls"] and backend.username and backend.password:
            _log_in(eye, client, backend, told)
    except ssl.SSLCertVerificationError as error:
        told["certificate"] = eye.redact(error.verify_message)
    except (OSError, smtplib.SMTPException) as error:
        told["trouble"] = _why(eye, error)
    finally:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            client.quit()
        client.close()


def _log_in(eye: Eye, client: Any, backend: Any, told: dict[str, Any]) -> None:
    import smtplib

    try:
        code, words = client.login(backend.username, backend.password)
    except smtplib.SMTPAuthenticationError as error:
        code, words = error.smtp_code, error.smtp_error
    except smtplib.SMTPNotSupportedError as error:
        code, words = 0, str(error).encode()
    told["login_code"] = code
    told["login_words"] = _words(eye, code, words)


def _words(eye: Eye, code: int, words: Any) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return eye.redact(f"{code} {' '.join(text.split())}"[:200])


def _why(eye: Eye, error: Exception) -> str:
    if isinstance(error, socket.timeout):
        return f"no answer within {SECONDS:g} s"
    if isinstance(error, ConnectionRefusedError):
        return "connection refused"
    if isinstance(error, socket.gaierror):
        return f"the name is not known ({error.strerror})"
    return eye.sentence(error)


def see_cache(_eye: Eye) -> Any:
    """Set a key of the gate's own with a short life, read it, ask the server for its life, delete it."""
    cache = load("django.core.cache:caches")["default"]
    kinds = [dotted(kind) for kind in type(cache).__mro__]
    key, value = "golive-" + os.urandom(8).hex(), os.urandom(8).hex()
    told: dict[str, Any] = {"backend": dotted(type(cache)), "redis": any("redis" in kind.lower() for kind in kinds)}
    cache.set(key, value, 30)
    try:
        told["returned"] = cache.get(key) == value
        told["seconds"] = _life(cache, key) if told["redis"] else None
    finally:
        cache.delete(key)
    told["deleted"] = cache.get(key) is None
    return told


def _life(cache: Any, key: str) -> Any:
    """Seconds that the server keeps the key for; -2: it does not have it, -1: for ever; None: not to be asked."""
    if hasattr(cache, "ttl"):  # django-redis
        left = cache.ttl(key)
        return -1 if left is None else int(left) or -2
    if hasattr(getattr(cache, "_cache", None), "get_client"):  # Django's own
        return int(cache._cache.get_client(key).ttl(cache.make_and_validate_key(key)))
    return None
