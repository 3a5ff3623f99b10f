"""Sends marked test mail by the application's own mail function and settings, when sending is allowed."""

from __future__ import annotations

import os
from typing import Any

from pytest_golive.facts.inspector.base import Eye, load, where
from pytest_golive.facts.inspector.execution import bound_connecting
from pytest_golive.facts.inspector.services import mail_backend

TEXT = "This is a test of the mail of this site before it goes live. Nobody has to do anything.\n"


def see_sending(eye: Eye) -> Any:
    """One message for each that was asked for; what went wrong with one does not stop the others."""
    bound_connecting()
    if eye.options.get("ca_file"):
        # Where Django's own SMTP backend finds whom to trust.
        os.environ["SSL_CERT_FILE"] = str(eye.options["ca_file"])
    backend = mail_backend()
    if backend.startswith("django.") and not backend.endswith(".smtp.EmailBackend"):
        return {"backend": backend, "sent": None}
    # Not read-only: a backend may keep mail in the database until a worker sends it.
    return {"backend": backend, "sent": [_send(eye, given) for given in eye.options.get("messages") or ()]}


def _send(eye: Eye, given: Any) -> dict[str, Any]:
    told = {"error": "", "sender": ""}
    try:
        message = _made(given)
        message.to, message.cc, message.bcc = [given["to"]], [], []
        message.subject = " ".join(str(message.subject).split()) + " [" + given["marker"] + "]"
        told["sender"] = eye.redact(str(message.from_email))
        if not message.send():
            told["error"] = "the mail function says that nothing was sent"
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the mail function and the server may raise anything
        told["error"] = eye.sentence(error) + where(error)
    return told


def _made(given: Any) -> Any:
    """The message as the application makes it, or a plain one."""
    if not given["function"]:
        return load("django.core.mail:EmailMessage")("Test mail", TEXT)
    module, _, name = str(given["function"]).rpartition(".")
    message = load(module + ":" + name)(given["to"])
    if not isinstance(message, load("django.core.mail:EmailMessage")):
        raise TypeError(given["function"] + " returns no django.core.mail.EmailMessage")
    return message
