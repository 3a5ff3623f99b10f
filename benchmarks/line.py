"""A slow line on loopback: forwards TCP connections, each direction late by half a round-trip time.

A forwarder cannot hold back ``connect()`` itself, which returns at once. It makes up for that by reaching the
server only when the client's last packet of the TCP handshake would have arrived, after one and a half round
trips, and keeps what the client says meanwhile. So everything but a bare connect takes as long as on a real
line without TCP's slow start.

With ``loss`` packets are lost at random, and what they carry is late, as is all that follows it: by a round trip
where others of the same answer follow (fast retransmit), else by the kernel's shortest time-out, and a connection by
its first one.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections import deque
from typing import Any

from benchmarks.server import obey_parent, tell

#: Bytes of one packet.
PACKET = 1448
#: Seconds until Linux sends a lost packet again (TCP_RTO_MIN), and a lost request for a connection (RFC 6298).
AGAIN, CONNECT_AGAIN = 0.2, 1.0


class Direction:
    """Delivers what is put in after a delay, in order."""

    def __init__(self, delay: float, loss: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._delay = delay
        self._loss = loss
        self._waiting: deque[tuple[float, bytes | None]] = deque()
        self._not_before = 0.0
        self.transport: Any = None

    def hold(self, until: float) -> None:
        """Deliver nothing before this moment."""
        self._not_before = until

    def put(self, data: bytes | None) -> None:
        """Take in data, or None for the end of the stream."""
        due = max(self._loop.time() + self._delay, self._not_before)
        packets = -(-len(data or b"") // PACKET)
        if random.random() > (1 - self._loss) ** packets:
            due += 2 * self._delay if packets > 1 else AGAIN
            self.hold(due)
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

    def __init__(self, server_port: int, round_trip: float, loss: float) -> None:
        there, back = Direction(round_trip / 2, loss), Direction(round_trip / 2, loss)
        super().__init__(hears=there, speaks=back)
        self._port = server_port
        self._round_trip = round_trip
        self._loss = loss

    def connection_made(self, transport: Any) -> None:
        """Called by asyncio."""
        super().connection_made(transport)
        loop = asyncio.get_running_loop()
        handshake = 1.5 * self._round_trip
        if random.random() < 2 * self._loss:  # what asks for it, or what grants it
            handshake += CONNECT_AGAIN
        self.hears.hold(loop.time() + handshake)
        loop.call_later(handshake, lambda: asyncio.ensure_future(self._reach()))

    async def _reach(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: End(hears=self.speaks, speaks=self.hears), "127.0.0.1", self._port)


async def forward(round_trip: float, loss: float, ports: list[int]) -> None:
    """Listen once for each port of the server, tell where, and forward until the parent is gone."""
    loop = asyncio.get_running_loop()
    listening = [
        await loop.create_server(lambda port=port: Client(port, round_trip, loss), "127.0.0.1", 0, backlog=1024)  # type: ignore[misc]
        for port in ports
    ]
    tell([server.sockets[0].getsockname()[1] for server in listening])
    obey_parent(loop, lambda _order: None)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(forward(float(sys.argv[1]), float(sys.argv[2]), [int(port) for port in sys.argv[3:]]))
