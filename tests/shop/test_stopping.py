"""Whoever stops the demo early sees the prompt again and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

SHOP = Path(__file__).resolve().parents[2] / "examples" / "shop"
PATIENCE = 30

#: A proxy with visitors at every stage: no handshake yet, half a request, a request that waits for the shop.
BUSY_EDGE = """
import gc, socket, ssl, sys, tempfile, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from servers.certificates import Certificates
from servers.edge import Edge

with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as shop:
    edge = Edge(Certificates(Path(folder) / "tls"), Path(folder))
    edge.upstream = shop.getsockname()[1]
    host, port = edge.https.split(":")
    visitors = [socket.create_connection((host, int(port))) for _ in range(9)]
    trusting = ssl._create_unverified_context()
    for number in range(6):
        visitors[number] = trusting.wrap_socket(visitors[number], server_hostname="shop.test")
        visitors[number].sendall(b"GET / HTTP/1.1\\r\\nHost: shop.test\\r\\n" + (b"\\r\\n" if number % 2 else b""))
    time.sleep(0.3)
    edge.stop()
    gc.collect()
"""


def test_the_proxy_stops_in_silence() -> None:
    done = subprocess.run([sys.executable, "-c", BUSY_EDGE, str(SHOP)], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("moment", ["loading", "starting"])
def test_ctrl_c_at_the_start_is_silent_and_leaves_nothing(moment: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pytest", "--golive", str(SHOP), "--golive-report", str(tmp_path / "report")]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    with (tmp_path / "said").open("w+") as said:
        # Ctrl-C reaches every process of the terminal's group.
        demo = subprocess.Popen(
            command,
            stdout=said,
            stderr=said,
            env=environment,
            start_new_session=True,
            # Whoever starts the tests in the background has the signal ignored, by us and by all we start.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        wait_for(lambda: "creating the database" in text(said.name) or (moment == "loading" and children(demo)))
        family = children(demo)
        assert family
        os.killpg(demo.pid, signal.SIGINT)
        assert demo.wait(PATIENCE) == 2
    lines = [line for line in text(said.name).splitlines() if line]
    assert [line for line in lines if not line.startswith("shop: ")] == []
    wait_for(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in family))


def text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def children(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def wait_for(is_so: object) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():  # type: ignore[operator]
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)
