"""For all tests of pytest-golive: runs of pytest inside of tests, and the demo shop on the path."""

from __future__ import annotations

import sys
from pathlib import Path

pytest_plugins = ["pytester"]

sys.path.insert(0, str(Path(__file__).parent / "examples" / "shop"))
