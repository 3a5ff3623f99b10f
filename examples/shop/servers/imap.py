"""The team's mailbox at the shop's provider: as much of IMAP4rev1 as it takes to look for a message, over TLS."""

from __future__ import annotations

import re
import secrets
import socketserver
import ssl
import threading
from email import message_from_bytes

#: The team's own mailbox, and the addresses that are forwarded to it.
TEAM = "team@shop.test"
ALIASES = ("info@shop.test", "support@shop.test")
COMMAND = re.compile(r"(?P<tag>\S+) (?P<name>\w+) ?(?P<rest>.*)")
WANTED = re.compile(r'(SUBJECT|TO) "([^"]*)"', re.IGNORECASE)
WHOLE = re.compile(r"(\d+) \(BODY\.PEEK(\[\])\)", re.IGNORECASE)
FIELDS = re.compile(r"(\d+) \(BODY\.PEEK(\[HEADER\.FIELDS \(([^)]*)\)\])\)", re.IGNORECASE)


class Inbox:
    """One mailbox, on one port, of one user."""

    def __init__(self, messages: list[bytes]) -> None:
        self.messages = messages
        self.password = secrets.token_urlsafe(24)
        self._server: socketserver.ThreadingTCPServer | None = None

    @property
    def url(self) -> str:
        """Where the mailbox is, with its password."""
        assert self._server is not None
        user = TEAM.replace("@", "%40")
        return f"imaps://{user}:{self.password}@localhost:{self._server.server_address[1]}"

    def start(self, context: ssl.SSLContext) -> None:
        """Listen with this certificate."""
        inbox = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                inbox.serve(self)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True

            def get_request(self) -> tuple[ssl.SSLSocket, object]:
                """Greet in the session's own thread: a stranger must not hold up the others."""
                plain, address = super().get_request()
                return context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False), address

            def handle_error(self, request: object, client_address: object) -> None:
                """Whoever went away in the middle is no error of the server."""

        self._server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    def stop(self) -> None:
        """Listen no more."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def serve(self, client: socketserver.StreamRequestHandler) -> None:
        """One session: answer each command until the client has gone."""
        client.wfile.write(b"* OK ready\r\n")
        is_known, folder = False, ""
        for line in client.rfile:
            found = COMMAND.match(line.decode("utf-8", "replace").strip())
            if not found:
                continue
            name, rest = found["name"].upper(), found["rest"]
            is_known = is_known or (name == "LOGIN" and self._knows(rest))
            is_free = name in {"CAPABILITY", "LOGOUT", "NOOP"}
            folder = rest.strip('"') if name == "EXAMINE" else folder
            answer = self._answer(name, rest, self._in(folder)) if is_known or is_free else None
            told = b"".join(answer or [])
            client.wfile.write(told + f"{found['tag']} {'NO' if answer is None else 'OK'} {name}\r\n".encode())
            if name == "LOGOUT":
                return

    def _knows(self, rest: str) -> bool:
        return rest.replace('"', "").split() == [TEAM, self.password]

    def _answer(self, name: str, rest: str, messages: list[bytes] | None) -> list[bytes] | None:
        """What comes before the final line; None: refused."""
        if name == "CAPABILITY":
            return [b"* CAPABILITY IMAP4rev1\r\n"]
        if name == "LIST":
            return [b'* LIST (\\HasNoChildren) "/" "INBOX"\r\n', b'* LIST (\\Junk) "/" "Spam"\r\n']
        if name == "EXAMINE":
            return None if messages is None else [f"* {len(messages)} EXISTS\r\n".encode()]
        if name == "SEARCH":
            wanted = WANTED.search(rest)
            heads = [str(message_from_bytes(one)[wanted[1]]).lower() for one in messages or () if wanted]
            numbers = [str(at) for at, head in enumerate(heads, 1) if wanted and wanted[2].lower() in head]
            return [f"* SEARCH {' '.join(numbers)}\r\n".encode()]
        if name == "FETCH":
            return self._fetched(rest, messages or [])
        return [] if name in {"LOGIN", "LOGOUT", "NOOP"} else None

    def _in(self, folder: str) -> list[bytes] | None:
        return {"INBOX": self.messages, "Spam": []}.get(folder)

    def _fetched(self, rest: str, messages: list[bytes]) -> list[bytes] | None:
        asked = FIELDS.match(rest) or WHOLE.match(rest)
        if not asked or not 0 < int(asked[1]) <= len(messages):
            return None
        if asked.re is WHOLE:
            return self._told(asked, messages[int(asked[1]) - 1])
        message = message_from_bytes(messages[int(asked[1]) - 1])
        lines = [f"{name}: {message[name]}\r\n" for name in asked[3].split() if message[name]]
        head = ("".join(lines) + "\r\n").encode()
        return self._told(asked, head)

    def _told(self, asked: re.Match[str], content: bytes) -> list[bytes]:
        return [f"* {asked[1]} FETCH (BODY{asked[2]} {{{len(content)}}}\r\n".encode(), content, b")\r\n"]
