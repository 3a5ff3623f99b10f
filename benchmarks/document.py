"""``python -m benchmarks.document``: the gate of a team's largest document on the demo shop, against its floor.

The floor looks at exactly the same facts with the same gatherer and nothing else: no pytest, no lines, no reports.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHOP = ROOT / "examples" / "shop"
DOCUMENTS = ROOT / "tests" / "checklist" / "data" / "real"
BAR = 1.5
#: What the gate would look at, for the floor: written once, not timed.
NAMES = """
import json, sys
from pathlib import Path
from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks, new_binder
checks = load_checks()
binder = new_binder(checks)
checklist = parse(Path(sys.argv[1]).read_bytes(), sys.argv[1])
phase = [line for line in checklist.lines if line.phase.value == "pre-deploy" and not line.is_field]
found = [binder.bind(line, sys.argv[1], parent=checklist.parent_text(line)).bound for line in phase]
facts = {fact for bound in found for one in bound for fact in checks[one.check].facts}
# How a contract went is a fact too; none of them plays here, since nothing drives the shop.
print(json.dumps(sorted(fact for fact in facts if "." not in fact)))
"""
FLOOR = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from pytest_golive.facts.client import Client
from pytest_golive.facts.gather import Gatherer
from pytest_golive.options import load
settings = load(lambda name: None, Path.cwd()).settings
client = Client(settings)
allowed = ("read-only", "probe", "executes", *settings.allow)
gatherer = Gatherer({"settings": settings, "client": client, "now": datetime.now(UTC)}, deadline=120, allowed=allowed)
names = json.loads(Path("facts.json").read_text())
gatherer.start(names)
seen = [gatherer.get(name).seen for name in names]
print(sum(seen), "of", len(seen))
"""


def main() -> int:
    """Measure and print; exit 1 when the bar is missed."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.document", description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    sys.path.append(str(SHOP))
    from servers.client import ShopClient

    document = max(DOCUMENTS.glob("*.md"), key=lambda path: len(path.read_text(encoding="utf-8").splitlines()))
    with tempfile.TemporaryDirectory(prefix="golive-document-") as name, ShopClient() as shop:
        folder = Path(name)
        env = {**os.environ, **shop.env, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        _make(folder, document, env)
        gate = [sys.executable, "-m", "pytest", "-q", "-p", "pytest_golive.plugin", "--golive"]
        floor = [sys.executable, "-c", FLOOR]
        pairs = [(_timed(gate, folder, env, 1), _timed(floor, folder, env, 0)) for _ in range(rounds + 1)][1:]
    ratio = statistics.median(gate / floor for gate, floor in pairs)
    walls = [statistics.median(times) for times in zip(*pairs, strict=True)]
    print(f"{document.name}: gate {walls[0]:.2f} s, floor {walls[1]:.2f} s, ratio {ratio:.2f} (bar: {BAR})")
    return 0 if ratio <= BAR else 1


def _make(folder: Path, document: Path, env: dict[str, str]) -> None:
    """The demo's settings with the document as its checklist."""
    shutil.copy2(document, folder)
    toml = (SHOP / "golive.toml").read_text(encoding="utf-8").replace('["GO_LIVE.md"]', json.dumps([document.name]))
    # Nobody's public services are asked; what refuses at once costs both sides nothing.
    nobody = 'osv_url = "http://127.0.0.1:9/"\nindex_url = "http://127.0.0.1:9/"'
    toml = toml.replace("[code.reviewed]", f"[code]\n{nobody}\n\n[code.reviewed]")
    toml = toml.replace("[target.connect_to]\n", '[target.connect_to]\n"docs.djangoproject.com:443" = "127.0.0.1:9"\n')
    (folder / "golive.toml").write_text(toml, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-c", NAMES, document.name]
    told = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=True)
    (folder / "facts.json").write_text(told.stdout)


def _timed(command: list[str], folder: Path, env: dict[str, str], code: int) -> float:
    started = time.monotonic()
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=200)
    if done.returncode != code:
        raise SystemExit(done.stdout + done.stderr)
    return time.monotonic() - started


if __name__ == "__main__":
    sys.exit(main())
