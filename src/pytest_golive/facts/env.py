"""The env files, and which variables the settings code reads. No secret's value is ever part of a fact."""

from __future__ import annotations

import re
from pathlib import Path

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.dotenv import Dotenv, parse_dotenv, read_dotenv
from pytest_golive.facts.inspector.base import manage_default
from pytest_golive.facts.redact import (
    REAL_SECRET,
    REDACTOR,
    SAMPLE,
    Strength,
    as_boolean,
    is_placeholder,
    is_secret_name,
    learn,
    learn_all,
    strength,
    url_password,
)
from pytest_golive.facts.registry import fact
from pytest_golive.facts.settings_code import SettingsCode, scan
from pytest_golive.settings import App, Settings

#: ``<password>`` in a longer value, but not an address such as ``Marta <marta@shop.test>``.
SLOT = re.compile(r"<[A-Za-z][\w .-]*>")
PREFIX = re.compile(r"PREFIX$", re.IGNORECASE)
HEXADECIMAL = re.compile(r"[0-9a-fA-F]{32,}")
BASE64 = re.compile(r"(?=.*\d)(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9+][A-Za-z0-9+/]*={0,2}")
MIXED = re.compile(r"(?=.*\d)(?=.*[A-Z])(?=.*[a-z]).{16,}")


@dataclass(frozen=True, kw_only=True)
class EnvEntry:
    """One variable of an env file."""

    name: str
    line: int
    empty: bool
    placeholder: bool
    """Left as in an example file (an empty value is one too)."""
    sample: bool
    """A secret with the very value of the example file."""
    value: str | None
    """None for a secret."""
    strength: Strength | None = None
    """Measures of a secret."""
    looks_real: bool = False
    """Begins like the keys of a known service, or is long and random."""

    @property
    def is_set(self) -> bool:
        """Whether it holds something of the team's own."""
        return not (self.empty or self.placeholder or self.sample)


@dataclass(frozen=True, kw_only=True)
class EnvFile:
    """An env file as it lies there."""

    path: str
    exists: bool
    error: str = ""
    """Why it could not be read to its end, with the line."""
    entries: tuple[EnvEntry, ...] = ()
    repeated: tuple[str, ...] = ()
    """Variables that are assigned more than once; the last one counts."""
    commented: tuple[str, ...] = ()
    """Variables that stand there as a comment."""

    def entry(self, name: str) -> EnvEntry | None:
        """The variable of that name."""
        return next((entry for entry in self.entries if entry.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        """All variables it assigns."""
        return tuple(entry.name for entry in self.entries)


@fact(timeout=5.0)
def env_file(settings: Settings) -> EnvFile:
    """The production env file; that it is missing or cannot be parsed is part of the answer."""
    if not settings.app.env_file:
        raise CannotLook("no env file is configured", cure="set env_file in [app] of golive.toml")
    example = example_path(settings.app)
    samples = read_dotenv(example) if example and example.is_file() else Dotenv()
    return _see(env_path(settings.app), samples)


@fact(timeout=5.0)
def env_example(settings: Settings) -> EnvFile:
    """The example env file; that it is missing is part of the answer."""
    path = example_path(settings.app)
    if path is None:
        raise CannotLook("no project folder is configured", cure="set dir (or env_example) in [app] of golive.toml")
    return _see(path, Dotenv())


@fact(timeout=10.0)
def settings_code(settings: Settings) -> SettingsCode:
    """Which variables the project's settings code reads, and which of them it cannot do without."""
    if not settings.app.dir:
        raise CannotLook("no project folder is configured", cure="set dir in [app] of golive.toml")
    root = Path(settings.app.dir)
    if flask := settings.app.flask:
        return _scanned(root, flask.partition(":")[0], strings=True)
    module = settings_module(settings.app)
    if not module:
        raise CannotLook(
            f"no settings module is named, and {root / 'manage.py'} names none", cure="set settings in [app]"
        )
    return _scanned(root, module)


def _scanned(root: Path, module: str, *, strings: bool = False) -> SettingsCode:
    found = scan(root, module, strings=strings)
    if not found.files:
        why = f"{module} is no module in {root}" if not found.unclear else f"{found.unclear[0]} is not valid Python"
        raise CannotLook(why, cure="set dir in [app] of golive.toml to the folder that it is imported from")
    return found


def settings_module(app: App) -> str:
    """The settings module: configured, in the environment the app gets, or manage.py's default."""
    named = app.settings or app.env.get("DJANGO_SETTINGS_MODULE", "")
    if not named and app.env_file:
        named = read_dotenv(env_path(app)).values.get("DJANGO_SETTINGS_MODULE", "")
    manage = Path(app.dir) / "manage.py"
    if not named and manage.is_file():
        named = manage_default(manage.read_text(encoding="utf-8"))
    return named


def env_path(app: App) -> Path:
    """Where the env file is: as given, or below the project's folder."""
    return _below(app, app.env_file)


def example_path(app: App) -> Path | None:
    """Where the example file is, or None when nothing says."""
    if app.env_example:
        return _below(app, app.env_example)
    return Path(app.dir) / ".env.example" if app.dir else None


def _below(app: App, name: str) -> Path:
    path = Path(name)
    return path if path.is_absolute() or path.exists() or not app.dir else Path(app.dir) / path


def variables(app: App) -> dict[str, str]:
    """Every variable the application gets, with its value; all secrets among them are known to the redactor.

    Raises:
        CannotLook: the env file is configured but missing or broken.
    """
    found: dict[str, str] = {}
    if app.env_file:
        path = env_path(app)
        if not path.is_file():
            cure = "write it from the example file, or correct env_file in [app] of golive.toml"
            raise CannotLook(f"the env file {path} does not exist", cure=cure)
        parsed = read_dotenv(path)
        learn_all(parsed.values)
        if parsed.error:
            cure = "repair it, or correct env_file in [app] of golive.toml"
            raise CannotLook(f"the env file {path} cannot be used: {parsed.error}", cure=cure)
        found |= parsed.values
    learn_all(app.env)
    return found | dict(app.env)


def is_left(name: str, value: str, *, secret: bool) -> bool:
    """Whether a value was left as in an example file; ``<…>`` inside a text or an address counts, in a password not."""
    # What goes before a subject is mostly written ``[Shop]``.
    text = value.strip("[] ") if PREFIX.search(name) else value
    password = url_password(value)
    in_address = bool(password) and (password.lower() in SAMPLE or is_placeholder(password))
    return is_placeholder(text) or in_address or (SLOT.search(value) is not None and (not secret or "://" in value))


def _see(path: Path, samples: Dotenv) -> EnvFile:
    if not path.is_file():
        return EnvFile(path=str(path), exists=False)
    parsed = read_dotenv(path)
    entries = tuple(_entry(name, value, parsed.lines[name], samples) for name, value in parsed.values.items())
    return EnvFile(
        path=str(path),
        exists=True,
        error=parsed.error,
        entries=entries,
        repeated=tuple(parsed.repeated),
        commented=tuple(parsed.commented),
    )


def _entry(name: str, value: str, line: int, samples: Dotenv) -> EnvEntry:
    learn(name, value)
    boolean = as_boolean(value) is not None
    measured = strength(value)
    secret = not boolean and bool(value) and (is_secret_name(name) or REAL_SECRET.search(value) is not None)
    password = url_password(value)
    # Of an address, the password is what must be the team's own.
    sample = samples.values.get(name, "")
    same = password == url_password(sample) if password else secret and value == sample
    looks_random = _is_random_password(password) if password else secret and _is_random(value)
    return EnvEntry(
        name=name,
        line=line,
        empty=not value.strip(),
        placeholder=is_left(name, value, secret=secret),
        sample=same,
        value=None if secret else REDACTOR.clean_fact(value),
        strength=measured if secret else None,
        looks_real=not is_placeholder(password or value) and (REAL_SECRET.search(value) is not None or looks_random),
    )


def holds_real_secret(text: str) -> bool:
    """Whether the text of an env file has a secret that looks real, or cannot be read to its end."""
    parsed, nothing = parse_dotenv(text), Dotenv()
    return bool(parsed.error) or any(_entry(*one, 0, nothing).looks_real for one in parsed.values.items())


def _is_random(value: str) -> bool:
    """Whether a value is long and random; of the sixteen digits of a hexadecimal one, three bits are much."""
    measured = strength(value)
    if HEXADECIMAL.fullmatch(value):
        return measured.entropy >= 3.0
    # A slash is in half of all base64, and in every path and address.
    is_text = BASE64.fullmatch(value) is not None if "/" in value else not re.search(r"[\s:]", value)
    return is_text and measured.length >= 24 and measured.entropy >= 4.0


def _is_random_password(password: str) -> bool:
    """Whether the password of an address is no word: ``shop-dev-password`` is an example."""
    if is_secret_name(password) or is_placeholder(password):
        return False
    return _is_random(password) or (MIXED.fullmatch(password) is not None and strength(password).entropy >= 3.5)
