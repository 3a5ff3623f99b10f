"""Asks clamd whether a file is infected."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable

from django.conf import settings

SECONDS = 10.0


class ScannerDownError(Exception):
    """The scanner does not answer, or not in its protocol."""


def virus_in(chunks: Iterable[bytes]) -> str:
    """Name of the virus, or nothing; by clamd's INSTREAM.

    Raises:
        ScannerDownError: nobody has looked at the file.
    """
    host, _, port = settings.CLAMD_ADDRESS.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=SECONDS) as connection:
            connection.sendall(b"zINSTREAM\0")
            for chunk in chunks:
                connection.sendall(struct.pack(">I", len(chunk)) + chunk)
            connection.sendall(struct.pack(">I", 0))
            said = connection.makefile("rb").read(4096).rstrip(b"\0").decode("ascii", "replace")
    except (OSError, ValueError) as error:
        raise ScannerDownError(str(error)) from None
    if said == "stream: OK":
        return ""
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND")
    raise ScannerDownError(said)
