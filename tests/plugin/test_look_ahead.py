"""What every line needs is looked at while the tests are still being collected; what was left out is not."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.contracts.loopback import running
from tests.plugin.conftest import Gate

#: A visit and a probe leave a mark each; who collects waits for the visit's.
MARKS = """
VISITED = threading.Event()

@fact()
def visit() -> str:
    open("visited", "w").close()
    VISITED.set()
    return "seen"

@fact(effect="probe")
def provoked() -> str:
    open("provoked", "w").close()
    return "seen"

def visited(visit: str): pass
def probed(provoked: str): pass
declare("visited", visited, "The visited line holds")
declare("probed", probed, "The probed line holds")

def pytest_collection_modifyitems():
    VISITED.wait(PATIENCE)
    with open("collected", "w") as told:
        told.write(" ".join(name for name in ("visited", "provoked") if os.path.exists(name)))
"""
LINES = "- [ ] Good line\n- [ ] Visited line\n- [ ] Probed line\n"


def seen_meanwhile(gate: Gate, pytester: pytest.Pytester, *flags: str, patience: float) -> tuple[str, set[str]]:
    """What had been looked at when the tests were collected; and at the end."""
    with pytester.path.joinpath("conftest.py").open("a") as file:
        file.write(f"\nPATIENCE = {patience}\n{MARKS}")
    gate(LINES, *flags)
    marks = {name for name in ("visited", "provoked") if pytester.path.joinpath(name).exists()}
    return pytester.path.joinpath("collected").read_text(), marks


def test_a_visit_need_not_wait_for_the_collection_and_a_probe_does(gate: Gate, pytester: pytest.Pytester) -> None:
    assert seen_meanwhile(gate, pytester, patience=20) == ("visited", {"visited", "provoked"})


@pytest.mark.parametrize(
    "flags", [("-k", "good"), ("--deselect", "GO.md::visited-line"), ("GO.md::good-line",), ("-m", "critical")]
)
def test_what_is_left_out_is_not_looked_at(gate: Gate, pytester: pytest.Pytester, flags: tuple[str, ...]) -> None:
    meanwhile, at_the_end = seen_meanwhile(gate, pytester, *flags, patience=0.3)
    assert meanwhile == ""
    assert "visited" not in at_the_end


@pytest.mark.parametrize("flag", ["--collect-only", "--fixtures", "--markers", "--help", "--cache-show"])
def test_nothing_is_looked_at_when_something_is_only_shown(gate: Gate, pytester: pytest.Pytester, flag: str) -> None:
    with pytester.path.joinpath("conftest.py").open("a") as file:
        file.write(f"\nPATIENCE = 0\n{MARKS}")
    assert gate(LINES, flag).code == 0
    assert not pytester.path.joinpath("visited").exists()


class OneAtATime(BaseHTTPRequestHandler):
    """Answers and closes; whoever is connected and says nothing keeps all others waiting."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_server_of_one_worker_is_left_to_a_test(gate: Gate) -> None:
    """Connections that were opened ahead and that nobody wants are closed at once."""
    asks = "import pytest\n\n@pytest.mark.high\ndef test_up(http, target): assert http.get(target.url).ok\n"
    with running(HTTPServer(("127.0.0.1", 0), OneAtATime)) as url:
        config = f'[target]\nurl = "{url}"\npages = ["/", "/a/", "/b/", "/c/", "/d/", "/e/"]\ntimeout = 0.9\n'
        judged = gate("- [ ] Good line\n", "test_own.py", tests=asks, config=config)
    assert judged.outcomes["up"] == "passed", judged.out
