"""A mailbox that is looked into over IMAP, and never changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook

if TYPE_CHECKING:
    import imaplib
    import ssl

SECONDS = 10.0
PORTS = {"imaps": 993, "imap": 143}
FORM = "set inbox in [mail] of golive.toml: imaps://user:password@imap.example, usually env:MAIL_INBOX"
#: One line of the answer to LIST: flags, separator, name.
FOLDER = re.compile(rb'\((?P<flags>[^)]*)\) (?:"[^"]*"|NIL) (?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>.+))$')
SPAM = ("spam", "junk", "junk e-mail", "bulk mail")
FETCHED = "(BODY.PEEK[HEADER.FIELDS (FROM REPLY-TO SUBJECT AUTHENTICATION-RESULTS)])"
WHOLE = "(BODY.PEEK[])"


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """A test message as it lies in the mailbox."""

    folder: str
    is_spam: bool
    sender: str
    """Address of From."""
    reply_to: str
    """Address of Reply-To, or empty."""
    authentication: str
    """The topmost Authentication-Results, which the mailbox's own server has written; empty: none."""


class Mailbox:
    """An open mailbox."""

    def __init__(self, client: imaplib.IMAP4, folders: Iterable[tuple[str, bool]]) -> None:
        self._client = client
        self._folders = list(folders)

    def find(self, marker: str) -> Arrived | None:
        """The message with this marker in its subject, in the inbox or among the spam."""
        for folder, is_spam in self._folders:
            # Selected anew, for some servers tell of new mail only then; and only to be read.
            if self._client.select(f'"{folder}"', readonly=True)[0] != "OK":
                continue
            numbers = self._client.search(None, "SUBJECT", f'"{marker}"')[1][0]
            for number in (numbers or b"").split()[:1]:
                parts = self._client.fetch(number.decode(), FETCHED)[1]
                head = next((part[1] for part in parts if isinstance(part, tuple)), b"")
                return _arrived(message_from_bytes(head), folder, is_spam=is_spam)
        return None

    def letters(self, to: str) -> list[tuple[bytes, bool]]:
        """Every message to this address, whole, with whether it lies among the spam."""
        found: list[tuple[bytes, bool]] = []
        for folder, is_spam in self._folders:
            if self._client.select(f'"{folder}"', readonly=True)[0] != "OK":
                continue
            for number in (self._client.search(None, "TO", f'"{to}"')[1][0] or b"").split():
                parts = self._client.fetch(number.decode(), WHOLE)[1]
                found += [(part[1], is_spam) for part in parts if isinstance(part, tuple)]
        return found


def _arrived(message: Message, folder: str, *, is_spam: bool) -> Arrived:
    return Arrived(
        folder=folder,
        is_spam=is_spam,
        sender=parseaddr(_text(message, "From"))[1].lower(),
        reply_to=parseaddr(_text(message, "Reply-To"))[1].lower(),
        authentication=" ".join(_text(message, "Authentication-Results").split()),
    )


def _text(message: Message, name: str) -> str:
    return str(make_header(decode_header(message.get(name, ""))))


@contextmanager
def mailbox(url: str, context: ssl.SSLContext) -> Iterator[Mailbox]:
    """Log in to the mailbox at ``imaps://user:password@host[:port][/folder]``; ``imap://`` begins TLS by STARTTLS.

    Raises:
        CannotLook: the address is none, the server is not reached, is not who it says it is, or refuses the log-in.
    """
    import imaplib

    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or not parts.username:
        raise CannotLook("inbox in [mail] of golive.toml is no address of a mailbox", cure=FORM)
    place = f"{parts.hostname}:{parts.port or PORTS[parts.scheme]}"
    try:
        client = _connected(parts.scheme, parts.hostname, parts.port or PORTS[parts.scheme], context)
        try:
            client.login(unquote(parts.username), unquote(parts.password or ""))
            yield Mailbox(client, _folders(client, unquote(parts.path.strip("/")) or "INBOX"))
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                client.logout()
    except imaplib.IMAP4.error as error:
        said = error.args[0] if error.args else ""
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        raise CannotLook(f"the mailbox at {place} refuses: {words}", cure=FORM, look_failed=True) from None
    except OSError as error:
        reason = f"the mailbox at {place} cannot be reached: {error}"
        raise CannotLook(reason, cure="let this machine reach the mailbox's server", look_failed=True) from None


def _connected(scheme: str, host: str, port: int, context: ssl.SSLContext) -> imaplib.IMAP4:
    import imaplib

    if scheme == "imaps":
        return imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=SECONDS)
    client = imaplib.IMAP4(host, port, timeout=SECONDS)
    client.starttls(context)
    return client


def _folders(client: imaplib.IMAP4, inbox: str) -> Iterator[tuple[str, bool]]:
    """The inbox, and the folders that hold spam, by their flag or their name."""
    yield inbox, False
    for line in client.list()[1]:
        found = FOLDER.match(line) if isinstance(line, bytes) else None
        if found:
            name = (found["quoted"] or found["plain"]).decode("ascii", "replace")
            if b"\\junk" in found["flags"].lower() or re.split(r"[./]", name)[-1].lower() in SPAM:
                yield name, True
