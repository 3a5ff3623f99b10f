"""Flags, golive.toml, its overlays and the environment, read into one `Settings`.

Precedence: flag over overlay (``[env.NAME]``) over file over default. Every value knows where it came from,
and every mistake is told at once: file, line, key, what was given, what is allowed, "did you mean".
"""

from __future__ import annotations

import copy
import dataclasses
import difflib
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook, CannotTell, ConfigError, bad_toml
from pytest_golive.facts.dotenv import Dotenv, read_dotenv
from pytest_golive.facts.redact import REDACTOR, is_secret_name, learn, learn_all
from pytest_golive.flags import CONFIG_NAME
from pytest_golive.globs import files_of
from pytest_golive.schema import Mistake, build
from pytest_golive.settings import Settings
from pytest_golive.settings.payment import secrets_of, with_paths
from pytest_golive.settings.people import MOST_HOURS

FROM_ENV = "env:"
#: The URL of a site: no user, no query, no fragment.
SITE = re.compile(r"https?://(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?(?:/[^\s?#@\\]*)?")
MOST_PORTS = 65_535
NAME = re.compile(r"\w+")
SET_IT = "set the variable in one of the two"
#: Tables whose settings only some lines need: these lines are unverified when a variable is not set.
MAY_LACK = (
    *("http", "dns", "app", "code", "database", "redis", "mail", "release", "tracker", "docs", "legal"),
    *("payment", "storefront", "content", "admin"),
)


class Unset(CannotLook, CannotTell):
    """A setting was read whose variable is not set: no fact can be seen and no check can tell without it."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """The settings of one run."""

    settings: Settings
    as_of: datetime
    root: Path
    """Folder that relative paths of golive.toml start from."""
    config_file: Path | None = None
    origins: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Dotted key → where its value came from; a key that is missing has its default."""


def load(
    flag: Callable[[str], Any], rootdir: Path, environ: Mapping[str, str] = os.environ, *, looks: bool = True
) -> Options:
    """Read everything into `Options`.

    Args:
        flag: gives the value of a flag by its ``dest``, or None.
        rootdir: pytest's rootdir.
        environ: the environment variables.
        looks: False when nothing will be looked at: what only looking needs is not read, and may be unset.

    Raises:
        ConfigError: with every mistake found.
    """
    path = _config_path(flag("golive_config"), rootdir)
    text = _read(path) if path else ""
    data = _parse(path, text) if path else {}
    origins = dict.fromkeys(_keys(data), str(path))
    overlays = data.pop("env", {})
    origins = {key: origin for key, origin in origins.items() if not key.startswith("env.")}
    name = flag("golive_env")
    if name:
        data = _overlay(data, overlays, name, path, origins)
    _apply_flags(data, flag, origins)
    root = path.parent if path else rootdir
    data, unset = _resolve(data, root, environ)
    if not looks:
        # After it was resolved: the secrets of all tables are known now.
        site = data.get("target", {})
        data = {key: value for key, value in data.items() if key not in {*MAY_LACK, "target"}}
        if isinstance(site, dict) and ("target", "url") not in {one.where for one in unset}:
            data |= {"target": {"url": site["url"]}} if "url" in site else {}  # which site a verdict must be of
        unset = [one for one in unset if one.where[0] in data]
    told = {one.where: _explain(one, path, text, origins) for one in unset}
    # Without the target, or without what rules the run itself, there is nothing to look at.
    if needed := [why for where, why in told.items() if where[0] not in MAY_LACK]:
        raise ConfigError("\n".join(f"{why}; {SET_IT}" for why in needed))
    settings = _absolute(_validate(data, path, text, origins), root)
    checklists, mistakes = files_of("checklist", settings.checklist, root, Path(settings.report))
    if mistakes:
        raise ConfigError("\n".join(_explain(mistake, path, text, origins) for mistake in mistakes))
    return Options(
        settings=_lacking(dataclasses.replace(settings, checklist=checklists), told, root),
        as_of=_moment(flag("golive_as_of")),
        root=root,
        config_file=path,
        origins=origins,
    )


def _config_path(given: str | None, rootdir: Path) -> Path | None:
    if given:
        path = Path(given)
        if not path.is_file():
            is_there = "that is no file" if path.exists() else "there is no such file"
            raise ConfigError(f"--golive-config {given}: {is_there}")
        return path.resolve()
    path = rootdir / CONFIG_NAME
    return path if path.is_file() else None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start}); save the file as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise bad_toml(path, text, error) from None


def _keys(data: Mapping[str, Any], above: str = "") -> list[str]:
    found = []
    for key, value in data.items():
        found += _keys(value, f"{above}{key}.") if isinstance(value, dict) else [f"{above}{key}"]
    return found


def _overlay(
    data: dict[str, Any], overlays: Any, name: str, path: Path | None, origins: dict[str, str]
) -> dict[str, Any]:
    if not isinstance(overlays, dict) or not isinstance(overlays.get(name), dict):
        known = ", ".join(overlays) if isinstance(overlays, dict) and overlays else "none"
        raise ConfigError(f"--golive-env {name}: {path or CONFIG_NAME} has no [env.{name}] (there: {known})")
    origins |= dict.fromkeys(_keys(overlays[name]), f"{path} [env.{name}]")
    return _merge(data, overlays[name])


def _merge(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merge(merged[key], value) if both else value
    return merged


def _apply_flags(data: dict[str, Any], flag: Callable[[str], Any], origins: dict[str, str]) -> None:
    if (target := flag("golive_target")) and isinstance(data.get("target", {}), dict):
        data["target"] = {**data.get("target", {}), "url": target}
        origins["target.url"] = "--golive-target"
    if phase := flag("golive_phase"):
        data["phase"] = phase
        origins["phase"] = "--golive-phase"
    if allow := flag("golive_allow"):
        data["allow"] = [effect.strip() for effect in allow.split(",") if effect.strip()]
        origins["allow"] = "--golive-allow"
    if report := flag("golive_report"):
        # A flag is relative to where it was typed, not to golive.toml.
        data["report"] = str(Path(report).absolute())
        origins["report"] = "--golive-report"
    if baseline := flag("golive_baseline"):
        data["baseline"] = str(Path(baseline).absolute())
        origins["baseline"] = "--golive-baseline"
    if shape := flag("golive_format"):
        data["format"] = shape
        origins["format"] = "--golive-format"


def _resolve(data: dict[str, Any], root: Path, environ: Mapping[str, str]) -> tuple[dict[str, Any], list[Mistake]]:
    """Replace each ``env:NAME`` by its value from the environment, or from ``[app] env_file``; and those not set."""
    app = data.get("app")
    env_file = app.get("env_file") if isinstance(app, dict) else ""
    if isinstance(env_file, str) and env_file.startswith(FROM_ENV):
        env_file = environ.get(env_file.removeprefix(FROM_ENV), "")
    of_file = read_dotenv(root / env_file) if isinstance(env_file, str) and env_file else Dotenv()
    learn_all(of_file.values)
    values = {**of_file.values, **environ}
    error = f" ({of_file.error})" if of_file.error else ""
    nor = f"in {env_file}{error}" if env_file else "in an env file, for [app] env_file names none"
    unset: list[Mistake] = []

    def resolve(value: Any, where: tuple[str | int, ...]) -> Any:
        if isinstance(value, dict):
            return {name: resolve(item, (*where, name)) for name, item in value.items()}
        if isinstance(value, list):
            resolved = [(item, resolve(item, (*where, at))) for at, item in enumerate(value)]
            # One variable may hold a list: env:RESOLVERS = "1.1.1.1,8.8.8.8".
            return [part for item, one in resolved for part in (one.split(",") if item != one else [one])]
        if not isinstance(value, str) or not value.startswith(FROM_ENV):
            return value
        name = value.removeprefix(FROM_ENV)
        if not NAME.fullmatch(name):
            # Not shown: it may be the value itself.
            unset.append(Mistake(where, f"what follows {FROM_ENV} is no name of a variable, such as env:SHOP_URL"))
            return value
        if name not in values:
            close = difflib.get_close_matches(name, of_file.values, n=1)
            meant = f" (did you mean {close[0]}, which is there?)" if close else ""
            unset.append(Mistake(where, f"{name} is set neither in the environment nor {nor}{meant}"))
            return value
        learn(name, values[name])
        return values[name]

    return {name: resolve(item, (name,)) for name, item in data.items()}, unset


def _lacking(settings: Settings, unset: Mapping[tuple[str | int, ...], str], root: Path) -> Settings:
    """The settings without those whose variable is not set: whoever reads one cannot look, and is told why."""
    lacking: dict[str, dict[str, property]] = {}
    for (table, name, *_), why in unset.items():
        lacking.setdefault(str(table), {})[str(name)] = _unset(why.removeprefix(f"{root}{os.sep}"))
    tables = {name: copy.copy(getattr(settings, name)) for name in lacking}
    for name, holes in lacking.items():
        kind = type(tables[name])
        object.__setattr__(tables[name], "__class__", type(kind.__name__, (kind,), holes))
    return dataclasses.replace(settings, **tables)


def _unset(why: str) -> property:
    def read(_table: object) -> Any:
        raise Unset(why, cure=SET_IT)

    return property(read)


def _validate(data: dict[str, Any], path: Path | None, text: str, origins: Mapping[str, str]) -> Settings:
    _learn(data)
    settings, mistakes = build(Settings, data)
    mistakes = [_unshown(one) for one in mistakes]
    url = data.get("target", {}).get("url", "") if isinstance(data.get("target"), dict) else ""
    if isinstance(url, str) and url and (why := _not_a_site(url)):
        mistakes.append(Mistake(("target", "url"), why))
    for name in ("connections", "connect_timeout", "timeout", "deadline"):
        if settings and (value := getattr(settings.target, name)) <= 0:
            mistakes.append(Mistake(("target", name), f"given {value}, allowed: more than 0"))
    if settings and any(not role.strip() for role in settings.signatures.roles):
        mistakes.append(Mistake(("signatures", "roles"), "an empty name was given, allowed: names of roles"))
    if settings and not 0 < (hours := settings.signatures.max_age_hours) <= MOST_HOURS:
        mistakes.append(
            Mistake(("signatures", "max_age_hours"), f"given {hours}, allowed: more than 0, at most {MOST_HOURS}")
        )
    mistakes += _contradictions(settings.applies) if settings and settings.applies else ()
    if settings and settings.reminders.days < 0:
        mistakes.append(Mistake(("reminders", "days"), f"given {settings.reminders.days}, allowed: 0 or more"))
    if mistakes or settings is None:
        raise ConfigError("\n".join(_explain(mistake, path, text, origins) for mistake in mistakes))
    _learn_secrets(settings)
    return settings


def _contradictions(applies: Mapping[str, bool]) -> Iterator[Mistake]:
    # The words of conditions take longer to load than all settings to read, and few projects have such a table.
    from pytest_golive.checklist.conditions import same_keys

    for name, other in same_keys(applies):
        yield Mistake(("applies", name), f"is the same as {other!r}, which says otherwise; keep one")


def _learn_secrets(settings: Settings) -> None:
    """Have the redactor know every secret that golive.toml may hold beside those in URLs."""
    REDACTOR.learn(settings.tracker.token)
    learn_all(settings.app.env)
    if settings.storefront.api:
        REDACTOR.learn(settings.storefront.api.staff_password)
    if settings.storefront.oauth:
        REDACTOR.learn(settings.storefront.oauth.client_secret)
    for header in settings.storefront.headers.values():
        REDACTOR.learn(header)
    for table in settings.payment.declared:
        for secret in secrets_of(getattr(settings.payment, table)):
            REDACTOR.learn(secret)


def _learn(value: Any) -> None:
    """Tell the redactor the passwords of all URLs, before anything is said of them."""
    if isinstance(value, dict):
        value = [*value.values()]
    if isinstance(value, list):
        for one in value:
            _learn(one)
    elif isinstance(value, str):
        REDACTOR.learn_url(value)


def _unshown(mistake: Mistake) -> Mistake:
    """Without what was given for an address or a secret."""
    is_private = any(str(key).endswith("url") or key == "inbox" or is_secret_name(str(key)) for key in mistake.where)
    if not is_private or not mistake.text.startswith("given "):
        return mistake
    allowed = mistake.text.rpartition(", allowed: ")[2]
    return mistake._replace(text=f"what was given is not shown; allowed: {allowed}")


def _not_a_site(url: str) -> str:
    """What is wrong with the URL of the site, of which nothing is shown: any part of it may be a secret."""
    if "@" in url:
        return "it holds a user name (what stands before @), which the gate sends nobody; take it out"
    if "?" in url or "#" in url:
        return "it holds a query or a fragment (? or #), which would stand in every report; take it out"
    site = SITE.fullmatch(url)
    is_site = site is not None and int(site[1] or 0) <= MOST_PORTS
    return "" if is_site else "what was given is not shown; allowed: a URL such as https://shop.example"


def _explain(mistake: Mistake, path: Path | None, text: str, origins: Mapping[str, str]) -> str:
    """One mistake as one line: where it stands, its key, what was given and what is allowed."""
    key = ".".join(str(part) for part in mistake.where)
    origin = origins.get(key) or next((o for k, o in origins.items() if k.startswith(key) or key.startswith(k)), path)
    overlay = re.search(r" \[(env)\.(.+)\]$", str(origin))
    location = (*overlay.groups(), *mistake.where) if overlay else mistake.where
    line = _line_of(text, location) if origin and str(origin).startswith(str(path)) else 0
    where = f"{origin}:{line}" if line else str(origin)
    return f"{where}: {key}: {REDACTOR.text(mistake.text)}"


def _line_of(text: str, location: Sequence[str | int]) -> int:
    """Line of a key in the file, found by its table header and name; 0 when it is not there as such."""
    *tables, name = [str(part) for part in location if isinstance(part, str)] or [""]
    wanted, current, header_line = ".".join(tables), "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\[?\s*([\w.\"-]+)\s*\]\]?", line):
            current = header[1].replace('"', "")
            header_line = number if current == f"{wanted}.{name}".lstrip(".") else header_line
        elif re.match(rf"\s*\"?{re.escape(name)}\"?\s*=", line) and current.endswith(wanted):
            return number
    return header_line


def _moment(given: str | None) -> datetime:
    if not given:
        return datetime.now(UTC).astimezone()
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise ConfigError(f"--golive-as-of {given}: not ISO 8601, such as 2026-12-01T09:00+01:00") from None
    return moment if moment.tzinfo else moment.astimezone()


def _absolute(settings: Settings, root: Path) -> Settings:
    """Make the paths of golive.toml independent of the working directory."""

    def at(path: str) -> str:
        return str(root / path) if path else ""

    def paths(table: Any, *names: str) -> Any:
        return dataclasses.replace(table, **{name: at(getattr(table, name)) for name in names})

    app = paths(settings.app, "dir", "env_file", "pid_file", "env_example")
    # Without a folder it is a command that PATH knows.
    python = at(app.python) if os.sep in app.python else app.python
    return dataclasses.replace(
        settings,
        report=at(settings.report),
        baseline=at(settings.baseline),
        payment=with_paths(settings.payment, at),
        records=paths(settings.records, "file"),
        signatures=paths(settings.signatures, "allowed_signers"),
        mail=dataclasses.replace(
            settings.mail, templates=tuple(paths(template, "sample") for template in settings.mail.templates)
        ),
        tracker=paths(settings.tracker, "ca_file"),
        target=paths(settings.target, "ca_file"),
        http=paths(settings.http, "dast_report"),
        docs=paths(settings.docs, "dir"),
        app=dataclasses.replace(app, python=python, other_env_files=tuple(at(path) for path in app.other_env_files)),
        code=paths(settings.code, "dir"),
        release=paths(settings.release, "deploy_script", "rehearsal", "staging_stack", "staging_verdict"),
        tests=paths(settings.tests, "junit", "coverage"),
    )
