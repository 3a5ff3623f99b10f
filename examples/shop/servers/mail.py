"""The mail server of the shop's provider: it speaks SMTP with STARTTLS, wants a password, and keeps what it gets."""

from __future__ import annotations

import logging
import secrets
import ssl
from email import message_from_bytes
from email.utils import parseaddr
from typing import Any

from aiosmtpd.controller import Controller  # type: ignore[import-untyped]
from aiosmtpd.smtp import AuthResult, LoginPassword  # type: ignore[import-untyped]

from servers.imap import ALIASES, TEAM
from servers.postgres import free_port

#: aiosmtpd warns there of its own use of what it has deprecated.
logging.getLogger("mail.log").setLevel(logging.ERROR)

USER = "orders@shop.test"
#: Domains whose SPF names this server.
SERVED = ("shop.test",)


class MailServer:
    """One server on one port; started again when its certificate changes."""

    def __init__(self) -> None:
        self.port = free_port()
        self.password = secrets.token_urlsafe(24)
        self.messages: list[bytes] = []
        self.aliases: frozenset[str] = frozenset(ALIASES)
        self.inbox: list[bytes] = []
        self._controller: Controller | None = None

    def start(self, context: ssl.SSLContext) -> None:
        """Listen with this certificate."""
        self.stop()
        self._controller = Controller(
            self,
            hostname="127.0.0.1",
            port=self.port,
            server_hostname="mail.shop.test",
            tls_context=context,
            require_starttls=True,
            authenticator=self._judge,
            auth_required=True,
        )
        self._controller.start()

    def stop(self) -> None:
        """Listen no more."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep a message; one for the team lies in its mailbox, with what the server thinks of its sender."""
        del server, session
        self.messages.append(envelope.content)
        if any(plain(one) == TEAM or plain(one) in self.aliases for one in envelope.rcpt_tos):
            sender = parseaddr(message_from_bytes(envelope.content)["From"])[1]
            spf = "pass" if sender.rpartition("@")[2] in SERVED else "fail"
            judged = f"Authentication-Results: mail.shop.test; spf={spf} smtp.mailfrom={sender}\r\n"
            self.inbox.append(judged.encode() + envelope.content)
        return "250 Kept"

    def _judge(self, server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        del server, session, envelope, mechanism
        wanted = LoginPassword(USER.encode(), self.password.encode())
        # Not handled: aiosmtpd itself is to answer 235 or 535.
        return AuthResult(success=given == wanted, handled=False)


def plain(address: str) -> str:
    """The mailbox of an address: what stands after a plus is the owner's own affair."""
    box, _, host = address.lower().partition("@")
    return f"{box.partition('+')[0]}@{host}"
