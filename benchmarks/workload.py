"""Writes what each contender finds in its folder: the checklist, golive.toml, the team's checks, the tests.

`gate150` is 150 lines on 60 facts: 40 pages, 10 certificates (one fact), 10 greetings (one fact); each line is
bound to a check and looks at one aspect of one page, certificate or greeting.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.server import GREETING_PORTS, HOSTS, PAGES
from benchmarks.slow_target import SlowTarget

SUITES = Path(__file__).parent / "suites"
#: Of 150 lines, so many are about the pages, the certificates and the greetings.
SHARES = {"page": 100, "certificate": 30, "greeting": 20}
THINGS = {"page": len(PAGES), "certificate": len(HOSTS), "greeting": GREETING_PORTS}

PAGE_CHECK = '''
@fact(rounds=3)
def page_{number}(settings: Settings, client: Client) -> Page:
    """The page at {path}."""
    return client.get(site_url(settings, "{path}"))


@check("bench.page-{number}", severity="high", says=("page p{number} look {{look}} good",))
def page_{number}_good(page_{number}: Page, *, look: int) -> None:
    """The page at {path} is as it should be.

    Why: it is measured.
    Fix: nothing.
    """
    good_page(page_{number}, {number}, look - 1)
'''


#: Kind, number of the thing and number of the aspect.
Look = tuple[str, int, int]


def looks(lines: int) -> list[Look]:
    """What so many lines look at."""
    return [
        (kind, index % THINGS[kind], index // THINGS[kind])
        for kind, share in SHARES.items()
        for index in range(share * lines // 150)
    ]


def once(*kinds: str) -> list[Look]:
    """One look at each thing of these kinds."""
    return [(kind, number, 0) for kind in kinds for number in range(THINGS[kind])]


def checklist(about: Iterable[Look]) -> str:
    """The checklist of a gate with these looks."""
    # Counted from 1, since a line that wants zero of something asks for the opposite and is not bound.
    words = {
        "page": lambda number: f"Page p{number}",  # part of a word: never taken for the number of the aspect
        "certificate": lambda number: f"Leaf {number + 1}",
        "greeting": lambda number: f"Greeting {number + 1}",
    }
    return _boxes(f"{words[kind](number)} look {aspect + 1} good" for kind, number, aspect in about)


def _boxes(lines: Iterable[str]) -> str:
    return "# Benchmark\n\n" + "".join(f"- [ ] {line}\n" for line in lines)


def gate(folder: Path, target: SlowTarget, about: Sequence[Look], **more: object) -> None:
    """Our own contender: checklist, settings (``more`` of ``[target]``) and a team's facts and checks."""
    _start(folder)
    (folder / "GO_LIVE.md").write_text(checklist(about))
    (folder / "golive.toml").write_text(settings(target, **more))
    source = (SUITES / "gate_checks.py").read_text()
    source += "\n".join(PAGE_CHECK.format(number=n, path=path) for n, path in enumerate(PAGES))
    (folder / "gate_checks.py").write_text(source)
    shutil.copy(SUITES / "gate_conftest.py", folder / "conftest.py")


def settings(target: SlowTarget, *, pages: Iterable[str] = PAGES, **more: object) -> str:
    """A golive.toml for the slow target; ``more`` goes into its ``[target]`` table."""
    table = {
        "url": target.url,
        "hosts": list(HOSTS),
        "pages": list(pages),
        "ca_file": str(target.ca_file),
        **more,
    }
    rows = [f"{key} = {json.dumps(value)}" for key, value in table.items()]
    routes = [f"{json.dumps(name)} = {json.dumps(where)}" for name, where in target.connect_to.items()]
    return "\n".join(['checklist = ["GO_LIVE.md"]', "[target]", *rows, "[target.connect_to]", *routes, ""])


def offline(folder: Path, lines: int = 600) -> None:
    """A checklist whose checks need no network: what is left is pytest's and our own time."""
    _start(folder)
    sums = (f"Sum of {line + 10} and {line % 7 + 1} is right" for line in range(lines))
    (folder / "GO_LIVE.md").write_text(_boxes(sums))
    (folder / "golive.toml").write_text('checklist = ["GO_LIVE.md"]\n')
    shutil.copy(SUITES / "offline_checks.py", folder / "gate_checks.py")
    shutil.copy(SUITES / "gate_conftest.py", folder / "conftest.py")


def peer(folder: Path) -> None:
    """The same looks in plain pytest and requests."""
    _start(folder)
    shutil.copy(SUITES / "peer.py", folder / "test_peer.py")


def testinfra(folder: Path) -> None:
    """The same looks by testinfra, which asks programs."""
    _start(folder)
    shutil.copy(SUITES / "infra.py", folder / "test_infra.py")


def bare(folder: Path) -> None:
    """Nothing but a folder."""
    _start(folder)


def floor(folder: Path) -> None:
    """The same looks in a bare script."""
    _start(folder)
    shutil.copy(SUITES / "floor.py", folder)


def empty(folder: Path) -> None:
    """One test that does nothing."""
    _start(folder)
    (folder / "test_nothing.py").write_text("def test_nothing() -> None:\n    pass\n")


def items(folder: Path) -> None:
    """Six hundred items that do nothing."""
    _start(folder)
    (folder / "GO_LIVE.md").write_text("")
    shutil.copy(SUITES / "items_conftest.py", folder / "conftest.py")


def dead(folder: Path, port: int, *, connect_timeout: float) -> None:
    """A hundred lines about a host that never answers a connection."""
    _start(folder)
    lines = (f"Visit {page} look {look} good" for page in range(1, 11) for look in range(1, 11))
    (folder / "GO_LIVE.md").write_text(_boxes(lines))
    host = "dead.golive.test"
    (folder / "golive.toml").write_text(
        'checklist = ["GO_LIVE.md"]\n[target]\n'
        f'url = "https://{host}:{port}"\nconnect_timeout = {connect_timeout}\n'
        f"pages = {json.dumps([f'/page/{number}/' for number in range(10)])}\n"
        f'[target.connect_to]\n"{host}:{port}" = "127.0.0.1:{port}"\n'
    )
    _visits(folder)


def late(folder: Path, target: SlowTarget, *, deadline: float) -> None:
    """Forty lines about pages that come after half a minute."""
    _start(folder)
    (folder / "GO_LIVE.md").write_text(_boxes(f"Visit {page} look 1 good" for page in range(1, 41)))
    pages = [f"/late/30000/{number}" for number in range(40)]
    (folder / "golive.toml").write_text(settings(target, pages=pages, deadline=deadline))
    _visits(folder)


def goss(folder: Path, target: SlowTarget) -> None:
    """The pages as goss's users write them: one http resource each (without the certificates' names)."""
    _start(folder)
    resource = {
        "status": 200,
        "allow-insecure": True,
        "timeout": 10_000,
        "request-headers": [f"Host: {HOSTS[0]}"],
    }
    urls = [f"https://127.0.0.1:{target.port}{path}" for path in PAGES]
    (folder / "goss.json").write_text(json.dumps({"http": dict.fromkeys(urls, resource)}))


def _visits(folder: Path) -> None:
    shutil.copy(SUITES / "visit_checks.py", folder / "gate_checks.py")
    shutil.copy(SUITES / "gate_conftest.py", folder / "conftest.py")


def _start(folder: Path) -> None:
    """An empty folder with an empty pytest.ini, so that no setting of a folder above counts."""
    folder.mkdir()
    (folder / "pytest.ini").write_text("[pytest]\n")
    shutil.copy(SUITES / "looks.py", folder)
