"""A slow line on loopback: forwards TCP connections, each direction late by half a round-trip time.

A forwarder cannot hold back ``connect()`` itself, which returns at once. It makes up for that by reaching the
server only when the client's last packet of the TCP handshake would have arrived, after one and a half round
trips, and keeps what the client says meanwhile. So everything but a bare connect takes as long as on a real
line without loss and without TCP's slow start.
"""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from typing import Any

from benchmarks.server import obey_parent, tell


class Direction:
    """Delivers what is put in after a delay, in order."""

    def __init__(self, delay: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._delay = delay
        self._waiting: deque[tuple[float, bytes | None]] = deque()
        self._not_before = 0.0
        self.transport: Any = None

    def hold(self, until: float) -> None:
        """Deliver nothing before this moment."""
        self._not_before = until

    def put(self, data: bytes | None) -> None:
        """Take in data, or None for the end of the stream."""
        due = max(self._loop.time() + self._delay, self._not_before)
        self._waiting.append((due, data))
        if len(self._waiting) == 1:
            self._loop.call_at(due, self.deliver)

    def deliver(self) -> None:
        """Write what is due; when there is nobody to write to yet, this is called again on connection."""
        if self.transport is None:
            return
        # The clock of call_at is coarser than the one it is compared with.
        now = self._loop.time() + 0.0002
        while self._waiting and self._waiting[0][0] <= now:
            _, data = self._waiting.popleft()
            if self.transport.is_closing():
                continue
            if data is None:
                self.transport.close()
            else:
                self.transport.write(data)
        if self._waiting:
            self._loop.call_at(self._waiting[0][0], self.deliver)


class End(asyncio.Protocol):
    """One end of a forwarded connection: puts what it hears into one direction and speaks for the other."""

    def __init__(self, hears: Direction, speaks: Direction) -> None:
        self.hears = hears
        self.speaks = speaks

    def connection_made(self, transport: Any) -> None:
        """Called by asyncio."""
        self.speaks.transport = transport
        self.speaks.deliver()

    def data_received(self, data: bytes) -> None:
        """Called by asyncio."""
        self.hears.put(data)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Called by asyncio."""
        self.hears.put(None)


class Client(End):
    """The end at the client: once connected, the server is reached as late as on a real line."""

    def __init__(self, server_port: int, round_trip: float) -> None:
        there, back = Direction(round_trip / 2), Direction(round_trip / 2)
        super().__init__(hears=there, speaks=back)
        self._port = server_port
        self._round_trip = round_trip

    def connection_made(self, transport: Any) -> None:
        """Called by asyncio."""
        super().connection_made(transport)
        loop = asyncio.get_running_loop()
        handshake = 1.5 * self._round_trip
        self.hears.hold(loop.time() + handshake)
        loop.call_later(handshake, lambda: asyncio.ensure_future(self._reach()))

    async def _reach(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: End(hears=self.speaks, speaks=self.hears), "127.0.0.1", self._port)


async def forward(round_trip: float, ports: list[int]) -> None:
    """Listen once for each port of the server, tell where, and forward until the parent is gone."""
    loop = asyncio.get_running_loop()
    listening = [
        await loop.create_server(lambda port=port: Client(port, round_trip), "127.0.0.1", 0, backlog=1024)  # type: ignore[misc]
        for port in ports
    ]
    tell([server.sockets[0].getsockname()[1] for server in listening])
    obey_parent(loop, lambda _order: None)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(forward(float(sys.argv[1]), [int(port) for port in sys.argv[2:]]))
