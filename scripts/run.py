#!/usr/bin/env python3
"""Sets up what is needed in ``.venv`` and runs the demo or the tests: ``python3 scripts/run.py demo|tests``.

Needs only Python 3.11 or newer and pip: works where pip refuses to install into the system and where the
venv package is missing. Further arguments go to pytest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
#: Debian's package, and the programs of which one will do: the reports are opened, the verdict is signed, and the
#: shop runs on MariaDB too.
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "mariadb-server": ("mariadb-install-db",),
    "openssh-client": ("ssh-keygen",),
}


def main() -> int:
    """Set up and run."""
    wanted, rest = (sys.argv[1:2] or [""])[0], sys.argv[2:]
    if wanted not in {"demo", "tests"}:
        print(__doc__, file=sys.stderr)
        return 2
    os.chdir(ROOT)
    make_environment()
    if wanted == "demo":
        install(".[demo]")
        return run(["-m", "pytest", "--golive", "examples/shop", *rest])
    install(".[demo]", "--group", "test")
    if not have_programs():
        return 1
    # Bytecode makes the many runs of pytest inside of tests twice as fast.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # Three workers for two cores: much of a test is waiting for a server of its own.
    return run(["-m", "pytest", "-n", "3", "--dist", "worksteal", *rest])


def say(text: str) -> None:
    """One line for people."""
    print(f"setup: {text}", file=sys.stderr, flush=True)


def make_environment() -> None:
    """Create the virtual environment; without its own pip, because Debian may lack what installs it."""
    if PYTHON.exists():
        return
    if sys.version_info < (3, 11):  # noqa: UP036 - whatever python3 is on the machine runs this
        sys.exit(f"setup: Python 3.11 or newer is needed, this is {sys.version.split()[0]}")
    say(f"creating {VENV.name}")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(VENV)], check=True)


def install(*what: str) -> None:
    """Install with the pip of the Python that runs this script; it needs 22.3, for ``--python``."""
    say("installing " + " ".join(what))
    started = time.monotonic()
    quiet = ("--disable-pip-version-check", "install", "-q")
    # Dependency groups need a newer pip than many systems have, and people who follow a cure need one at all.
    subprocess.run([sys.executable, "-m", "pip", "--python", str(PYTHON), *quiet, "pip>=25.1"], check=True)
    subprocess.run([str(PYTHON), "-m", "pip", *quiet, "-e", *what], check=True)
    say(f"ready in {time.monotonic() - started:.0f} s")


def have_programs() -> bool:
    """The tests need more than Python: install it when that is possible, else say what is missing."""
    missing = [package for package, names in PROGRAMS.items() if not any(shutil.which(name) for name in names)]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        say(f"installing {' '.join(missing)}, which the tests need")
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-q", "-y", "--no-install-recommends", *missing], check=False, **quiet)
        missing = [package for package in missing if not any(shutil.which(name) for name in PROGRAMS[package])]
    for package in missing:
        say(f"the tests need {package}: install it (Debian: apt-get install {package}) and run this again")
    return not missing


def run(arguments: list[str]) -> int:
    """Run the environment's Python in the project's folder."""
    with subprocess.Popen([str(PYTHON), *arguments]) as running:
        while True:
            try:
                return running.wait()
            except KeyboardInterrupt:
                # Ctrl-C reached pytest as well: it writes its reports before it ends.
                continue


if __name__ == "__main__":
    sys.exit(main())
