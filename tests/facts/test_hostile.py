"""Settings that print, exit, hang, shadow modules or lack a variable: one clear reason, no secret, no hang."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_golive.errors import CannotLook
from pytest_golive.facts import app as look_at
from pytest_golive.facts.app import inspect_app
from pytest_golive.settings import Settings
from tests.facts.django_project import CANARY, FILES, build

LOUD = f"""
import os, sys
print('{{"parts": {{}}}}')
sys.stderr.write("{CANARY}key")
os.write(1, b"not json at all {CANARY}key")
"""


def why_not(settings: Settings) -> str:
    """Why the application could not be seen; empty when it was."""
    try:
        look_at.application(settings)
    except CannotLook as error:
        return error.reason
    return ""


def test_settings_that_print(tmp_path: Path) -> None:
    good = next(text for name, text in FILES.items() if name.endswith("settings.py"))
    seen = look_at.application(build(tmp_path, settings=good + LOUD))
    assert seen.django
    assert CANARY not in repr(seen)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("raise SystemExit(3)", "Django cannot be set up: SystemExit: 3"),
        (f"raise SystemExit('{CANARY}key')", "Django cannot be set up: SystemExit: ***"),
        ("import os\nos._exit(3)", "ended"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "ended"),
        ('import os\nX = os.environ["SHOP_MAIL_KEY"]', "KeyError: 'SHOP_MAIL_KEY' (shop/settings.py, line"),
        ("import shop.telemetry", "ModuleNotFoundError: No module named 'shop.telemetry'"),
        ("X = (", "SyntaxError: '(' was never closed (settings.py, line"),
        ("def f():\n    f()\nf()", "RecursionError"),
    ],
)
def test_settings_that_end_it(tmp_path: Path, settings: str, words: str) -> None:
    with pytest.raises(CannotLook) as caught:
        look_at.application(build(tmp_path, settings=settings))
    assert words in caught.value.reason
    assert CANARY not in caught.value.reason + caught.value.cure
    assert caught.value.cure


def test_settings_that_hang(tmp_path: Path) -> None:
    with pytest.raises(CannotLook, match=r"told nothing: it took longer than 1 s$") as caught:
        inspect_app(build(tmp_path, settings="while True:\n    pass\n"), run=False, seconds=1.0)
    assert caught.value.look_failed


@pytest.mark.parametrize("name", ["json", "typing", "re", "traceback", "hashlib", "collections", "pytest_golive"])
def test_modules_that_have_a_name_of_ours(tmp_path: Path, name: str) -> None:
    settings = build(tmp_path)
    (Path(settings.app.dir) / f"{name}.py").write_text('raise RuntimeError("the wrong one")\n')
    why = why_not(settings)
    assert not why or "RuntimeError: the wrong one" in why
