"""The floor: the same looks by a bare script, concurrent, over kept connections, without any framework."""

from __future__ import annotations

import http.client
import queue
import socket
import ssl
import threading
from datetime import UTC, datetime
from typing import Any

from looks import TARGET, Look, judge_certificate, judge_greeting, judge_page, looks, page_url

CONNECTIONS = 6
SECONDS = 10


def connect(port: int) -> socket.socket:
    """Without Nagle's algorithm: it would hold the request back for one round trip."""
    wire = socket.create_connection(("127.0.0.1", port), SECONDS)
    wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return wire


def lane(context: ssl.SSLContext, todo: queue.SimpleQueue[int], seen: dict[Any, Any]) -> None:
    """One kept connection that asks for page after page."""
    host = TARGET["hosts"][0]
    connection = http.client.HTTPConnection(host, TARGET["port"])
    connection.sock = context.wrap_socket(connect(TARGET["port"]), server_hostname=host)
    while True:
        try:
            number = todo.get_nowait()
        except queue.Empty:
            return
        connection.request("GET", page_url(number).partition(f":{TARGET['port']}")[2])
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        seen["page", number] = (answer.status, headers, answer.read().decode())


def certificate(context: ssl.SSLContext, number: int, seen: dict[Any, Any]) -> None:
    """One handshake."""
    with context.wrap_socket(connect(TARGET["port"]), server_hostname=TARGET["hosts"][number]) as wire:
        told: Any = wire.getpeercert()
    moments = [datetime.fromtimestamp(ssl.cert_time_to_seconds(told[key]), UTC) for key in ("notBefore", "notAfter")]
    seen["certificate", number] = ([name for _, name in told["subjectAltName"]], *moments)


def greeting(number: int, seen: dict[Any, Any]) -> None:
    """One connection to a port that speaks first."""
    with connect(TARGET["greeting_ports"][number]) as wire:
        seen["greeting", number] = (wire.recv(100).decode(),)


def main() -> None:
    """Gather everything at once, then judge."""
    context = ssl.create_default_context()
    context.load_verify_locations(TARGET["ca_file"])
    seen: dict[Any, Any] = {}
    todo: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(len(TARGET["pages"])):
        todo.put(number)
    threads = [threading.Thread(target=lane, args=(context, todo, seen)) for _ in range(CONNECTIONS)]
    hosts, ports = range(len(TARGET["hosts"])), range(len(TARGET["greeting_ports"]))
    threads += [threading.Thread(target=certificate, args=(context, number, seen)) for number in hosts]
    threads += [threading.Thread(target=greeting, args=(number, seen)) for number in ports]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    judges: dict[str, Any] = {"page": judge_page, "certificate": judge_certificate, "greeting": judge_greeting}
    done: list[Look] = looks()
    for look in done:
        judges[look.kind](look, *seen[look.kind, look.number])
    print(f"{len(done)} passed")


main()
