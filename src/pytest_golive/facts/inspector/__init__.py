"""The program that is run by the application's own Python and prints what it sees as JSON lines.

It is sent as text on standard input (``python - OPTIONS < program``), so that it runs where this package is
not installed: under an old Python, in another virtual environment, on the server over ssh. Its modules
import nothing of ours but each other, and keep to what Python 3.8 knows.
"""

from __future__ import annotations

import ast
from pathlib import Path

#: In the order they are joined: each uses only what stands before it.
MODULES = ("base", "snapshot", "urls", "models", "execution", "main")


def program() -> str:
    """The whole program as one text: the modules joined, their imports of one another left out."""
    parts = ["from __future__ import annotations"]
    for name in MODULES:
        text = (Path(__file__).with_name(f"{name}.py")).read_text(encoding="utf-8")
        lines = text.splitlines()
        for node in ast.parse(text).body:
            ours = isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("__future__", __name__))
            if ours:
                last = node.end_lineno or node.lineno
                lines[node.lineno - 1 : last] = [""] * (last - node.lineno + 1)
        parts.append("\n".join(lines))
    return "\n".join(parts)
