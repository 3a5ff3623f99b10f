"""The program that is run by the application's own Python and prints what it sees as JSON lines.

It is sent as text on standard input (``python - OPTIONS < program``), so that it runs where this package is
not installed: under an old Python, in another virtual environment, on the server over ssh. Its modules
import nothing of ours but each other, and keep to what Python 3.8 knows.
"""

from __future__ import annotations

from pathlib import Path

#: In the order they are loaded: each uses only what stands before it.
MODULES = (
    "base",
    "snapshot",
    "urls",
    "models",
    "execution",
    "migrations",
    "flask_app",
    "services",
    "pages",
    "scratch",
    "mails",
    "sending",
    "main",
)

#: Loads the modules under their own names, and takes the names back: the application may have a package like ours.
LOADER = """
import sys, types
PACKAGE, SOURCES = {package!r}, {sources!r}
ours = [PACKAGE.rsplit(".", up)[0] for up in range(PACKAGE.count(".") + 1)]
for name in ours:
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = []
for name, text in SOURCES:
    module = sys.modules[PACKAGE + "." + name] = types.ModuleType(PACKAGE + "." + name)
    exec(compile(text, "golive/" + name + ".py", "exec"), module.__dict__)
for name in ours:
    del sys.modules[name]
module.main()
"""


def program() -> str:
    """The whole program as one text."""
    sources = [(name, Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8")) for name in MODULES]
    return LOADER.format(package=__name__, sources=sources)
