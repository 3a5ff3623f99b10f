"""The virus scanner: clamd's protocol over TCP, and the one signature that harms nobody."""

from __future__ import annotations

import base64
import io
import socketserver
import struct
import threading
import zipfile

#: The EICAR test file, in a form that no scanner of this machine meets.
EICAR = base64.b64decode("WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo=")
NAME = "Eicar-Test-Signature"
MAX_STREAM = 25 * 1024 * 1024


class Clamd:
    """One scanner on one port."""

    def __init__(self) -> None:
        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(answer(self.rfile) + b"\0")

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                """Whoever went away in the middle is no error of the server."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    def stop(self) -> None:
        """Listen no more."""
        self._server.shutdown()
        self._server.server_close()


def answer(stream: io.BufferedIOBase) -> bytes:
    """What clamd says to one command."""
    command = b""
    while not command.endswith((b"\0", b"\n")):
        letter = stream.read(1)
        if not letter:
            return b""
        command += letter
    match command[:-1]:
        case b"zPING" | b"nPING":
            return b"PONG"
        case b"zINSTREAM" | b"nINSTREAM":
            content = received(stream)
            return b"INSTREAM size limit exceeded. ERROR" if content is None else verdict(content)
        case _:
            return b"UNKNOWN COMMAND"


def received(stream: io.BufferedIOBase) -> bytes | None:
    """The chunks, each after its length; None: too many."""
    content = b""
    while size := struct.unpack(">I", stream.read(4))[0]:
        if len(content) + size > MAX_STREAM:
            return None
        content += stream.read(size)
    return content


def verdict(content: bytes) -> bytes:
    """Found or not, in the content or in what is packed in it."""
    return f"stream: {NAME} FOUND".encode() if is_infected(content) else b"stream: OK"


def is_infected(content: bytes) -> bool:
    """Whether it is the test file, or a ZIP with it."""
    if content.startswith(EICAR):
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return any(is_infected(packed.read(name)) for name in packed.namelist())
    except zipfile.BadZipFile:
        return False
