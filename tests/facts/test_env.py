"""The env files and the settings code, read from real files."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import msgspec
import pytest

from pytest_golive.errors import CannotLook
from pytest_golive.facts.dotenv import parse_dotenv, read_dotenv
from pytest_golive.facts.env import EnvFile, env_example, env_file, settings_code, variables
from pytest_golive.facts.redact import REDACTOR, as_boolean
from pytest_golive.facts.settings_code import scan
from pytest_golive.settings import App, Settings

CANARY = "golive-canary-9XqTz81Lm"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("A=1\r\nB=two words\r\n", {"A": "1", "B": "two words"}),
        ("\ufeffA=1", {"\ufeffA": "1"}),
        ("export A = 1 # why", {"A": "1"}),
        ("A=a#b\nB= # nothing\nC=#Zk83 # why\nD=\nE=\t 'x'", {"A": "a#b", "B": "", "C": "#Zk83", "D": "", "E": "x"}),
        ('A=\'x # y $1\'\nB="x\\n\\"y\\""', {"A": "x # y $1", "B": 'x\n"y"'}),
        ('A="one\ntwo" # end\nB=2', {"A": "one\ntwo", "B": "2"}),
        ("A=x\nB=${A}/y\nC='${A}'\nD=${E}", {"A": "x", "B": "x/y", "C": "${A}", "D": "${E}"}),
        ("A=pa$$w0rd$x", {"A": "pa$$w0rd$x"}),
        ('A="a\\qb"', {"A": "a\\qb"}),
    ],
)
def test_values(text: str, values: dict[str, str]) -> None:
    found = parse_dotenv(text)
    if text.startswith("\ufeff"):  # taken off where bytes are decoded
        assert found.error == "line 1 is not NAME=value"
    else:
        assert (found.values, found.error) == (values, "")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("A=1\n\nnonsense\n", "line 3 is not NAME=value"),
        ("A=1\nB='open\nC=2\n", "line 2 opens a quote that is never closed"),
        ('A="x" y', "line 1 has text after the closing quote"),
        ("1A=x", "line 1 is not NAME=value"),
    ],
)
def test_the_line_of_an_error(text: str, error: str) -> None:
    assert parse_dotenv(text).error == error


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert read_dotenv(tmp_path / "none").error == "No such file or directory"
    (tmp_path / "binary").write_bytes(b"A=\xff")
    assert read_dotenv(tmp_path / "binary").error == "is not UTF-8 text (byte 2)"
    (tmp_path / "marked").write_bytes(b"\xef\xbb\xbfA=1")
    assert read_dotenv(tmp_path / "marked").values == {"A": "1"}


def test_comments_of_systemd() -> None:
    found = parse_dotenv("; written by the set-up\nA=1\n;B=2\nC=3;4")
    assert (found.values, found.commented, found.error) == ({"A": "1", "C": "3;4"}, ["B"], "")


def test_repeated_and_commented_variables() -> None:
    found = parse_dotenv("A=1\nA=2\n# B=3\n# just words\n")
    assert (found.values, found.repeated, found.commented) == ({"A": "2"}, ["A"], ["B"])


def written(folder: Path, env: str, example: str = "") -> Settings:
    (folder / ".env").write_text(env)
    (folder / ".env.example").write_text(example)
    return Settings(app=App(dir=str(folder), env_file=str(folder / ".env")))


def test_no_secret_is_part_of_the_fact(tmp_path: Path) -> None:
    text = f"API_TOKEN={CANARY}\nDATABASE_URL=postgresql://u:{CANARY}x@h/db\nPIN=2468\nUSE_AUTH=on\nMODE=live\n"
    fact = env_file(written(tmp_path, text))
    assert CANARY not in repr(fact)
    token, url, pin, use, mode = fact.entries
    assert (token.value, pin.value, use.value, mode.value) == (None, None, "on", "live")
    assert url.value == "postgresql://u:***@h/db"
    assert token.strength is not None
    assert token.strength.length == len(CANARY)
    assert REDACTOR.text(f"seen: {CANARY}, at 2468") == "seen: ***, at 2468"
    assert msgspec.json.decode(msgspec.json.encode(fact), type=EnvFile) == fact


def test_ordinary_words_are_not_blanked_everywhere(tmp_path: Path) -> None:
    env_file(written(tmp_path, "SESSION_TOKEN_AUTH=True\nADMIN_PASSWORD=password\n"))
    assert REDACTOR.text("DEBUG is True; the password is short") == "DEBUG is True; the password is short"


def test_the_example_value_of_a_secret_is_known(tmp_path: Path) -> None:
    fact = env_file(written(tmp_path, "SECRET_KEY=abc123abc123\nMODE=live\n", "SECRET_KEY=abc123abc123\nMODE=live\n"))
    assert [(entry.name, entry.sample, entry.is_set) for entry in fact.entries] == [
        ("SECRET_KEY", True, False),
        ("MODE", False, True),
    ]


def test_what_is_not_configured_cannot_be_seen() -> None:
    with pytest.raises(CannotLook) as caught:
        env_file(Settings())
    assert (caught.value.reason, caught.value.cure) == (
        "no env file is configured",
        "set env_file in [app] of golive.toml",
    )
    for fact in (env_example, settings_code):
        with pytest.raises(CannotLook, match=r"^no project folder is configured$"):
            fact(Settings())


def test_a_missing_file_is_an_answer(tmp_path: Path) -> None:
    settings = Settings(app=App(dir=str(tmp_path), env_file=str(tmp_path / "none")))
    assert env_file(settings) == EnvFile(path=str(tmp_path / "none"), exists=False)
    assert not env_example(settings).exists
    assert env_example(dataclasses.replace(settings, app=App(env_example=str(tmp_path / "none")))).exists is False


def test_a_broken_file_gives_no_variables(tmp_path: Path) -> None:
    settings = written(tmp_path, "broken")
    with pytest.raises(CannotLook, match=r"\.env cannot be used: line 1 is not NAME=value$"):
        variables(settings.app)


def test_variables_of_the_toml_win(tmp_path: Path) -> None:
    app = dataclasses.replace(written(tmp_path, "A=1\nB=2\n").app, env={"B": "3"})
    assert variables(app) == {"A": "1", "B": "3"}


@pytest.mark.parametrize(("text", "value"), [("Yes", True), ("off", False), ("maybe", None)])
def test_booleans(text: str, value: bool | None) -> None:
    assert as_boolean(text) is value


SOURCE = """
import os
from os import environ, getenv
from .base import *
import shop.extra
A = os.environ["A1"]
B = environ.get("B1")
C = getenv("C1", "x")
D = env("D1")
E = env.bool("E1", default=False)
F = config("F1", cast=bool)
G = config("G1", "x")
H = env("H1", str)
I = env.db()
J = "J1" in os.environ
K = required("K1")
L = optional("L1")
env = environ.Env(M1=(bool, False))
M = env("M1")
if J:
    N = os.environ["N1"]
O = os.environ["HOME"]
env.read_env("P1")
os.environ["Q1"] = "written"
R = env.int("not a name")
"""
HELPERS = """
import os
def required(name):
    return os.environ[name]
def optional(name, default=None):
    return os.environ.get(name, default)
BASE = os.environ["BASE1"]
"""


def test_what_the_code_reads(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    for name, text in {"settings": SOURCE, "base": HELPERS, "extra": "def broken(:"}.items():
        (tmp_path / "shop" / f"{name}.py").write_text(text)
    found = scan(tmp_path, "shop.settings")
    assert set(found.files) == {"shop/settings.py", "shop/base.py"}
    reads = {read.name: (read.required, read.conditional) for read in found.reads}
    required = ("A1", "D1", "F1", "H1", "DATABASE_URL", "K1", "BASE1")
    optional = ("B1", "C1", "E1", "G1", "J1", "L1", "M1")
    assert reads == {
        **dict.fromkeys(required, (True, False)),
        **dict.fromkeys(optional, (False, False)),
        "N1": (True, True),
    }
    assert found.reads[0].line == 6


def test_the_settings_module_is_found(tmp_path: Path) -> None:
    settings = written(tmp_path, "A=1\n")
    with pytest.raises(CannotLook, match=r"^no settings module is named"):
        settings_code(settings)
    (tmp_path / "shop").mkdir()
    for name in ("live", "other", "mine"):
        (tmp_path / "shop" / f"{name}.py").write_text("")
    (tmp_path / "manage.py").write_text('import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.live")\n')
    assert settings_code(settings).module == "shop.live"
    (tmp_path / ".env").write_text("DJANGO_SETTINGS_MODULE=shop.other\n")
    assert settings_code(settings).module == "shop.other"
    named = dataclasses.replace(settings, app=dataclasses.replace(settings.app, settings="shop.mine"))
    assert settings_code(named).module == "shop.mine"


def test_a_settings_module_that_is_not_there(tmp_path: Path) -> None:
    settings = Settings(app=App(dir=str(tmp_path), settings="shop.settings"))
    (tmp_path / "src" / "shop").mkdir(parents=True)
    (tmp_path / "src" / "shop" / "settings.py").write_text("")
    with pytest.raises(CannotLook, match=r"^shop\.settings is no module in ") as caught:
        settings_code(settings)
    assert caught.value.cure == "set dir in [app] of golive.toml to the folder that it is imported from"
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "settings.py").write_text("def broken(:")
    with pytest.raises(CannotLook, match=r"^shop/settings\.py is not valid Python$"):
        settings_code(settings)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('from os import environ as env\nA = env["A1"]', "A1"),
        ('from os import getenv as ask\nA = ask("A1")', "A1"),
        ('import os\nE = os.environ\nA = E["A1"]', "A1"),
        ('from decouple import config as cfg\nA = cfg("A1")', "A1"),
        ('import decouple\nA = decouple.config("A1")', "A1"),
        ('import environ\nENV = environ.Env()\nA = ENV("A1")\nB = ENV.bool("B1")', "A1 B1"),
        ('from environs import Env as E\nread: E = E()\nA = read.str("A1")', "A1"),
        ('from shop.base import ENV\nA = ENV("A1")', "A1"),
        ('import os\nfor n in ("A1", "B1"):\n    os.environ[n]', "A1 B1"),
        ('import os\nALL = ["A1", "B1"]\nA = {n: os.environ[n] for n in ALL}', "A1 B1"),
        ('from shop.base import secret\nA = secret("A1")', "A1"),
        ('from split_settings.tools import include, optional\ninclude("parts/*.py", optional("none.py"))', "P1"),
    ],
)
def test_what_is_read_under_another_name(tmp_path: Path, text: str, names: str) -> None:
    base = "import environ\nENV = environ.Env()\ndef secret(name):\n    return ENV.str(name)\n"
    for name, code in {"settings": text, "base": base, "parts/pay": 'import os\nP = os.environ["P1"]'}.items():
        (tmp_path / "shop" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "shop" / f"{name}.py").write_text(code)
    found = scan(tmp_path, "shop.settings")
    assert (found.names, found.unclear) == (tuple(names.split()), ())


@pytest.mark.parametrize(
    "text",
    [
        "import os\nfor n in names():\n    os.environ[n]",
        'import os\nA = os.environ[f"{PREFIX}_KEY"]',
        "env(NAME)\nenv.read_env(PATH)\nenv.from_string(TEXT)",
        "config(NAME)\nconfig(OTHER, default=1)",
        'from split_settings.tools import include\ninclude(f"{MODE}.py")',
        'from split_settings.tools import include\ninclude("none.py")',
        "def get(self, name):\n    return os.environ[name]",
    ],
)
def test_what_only_the_run_knows(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.py").write_text(text)
    [place] = scan(tmp_path, "settings").unclear
    assert place.startswith("settings.py line ")
