"""golive.toml, overlays, flags and environment: precedence, and the text of every mistake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.checklist.model import Phase
from pytest_golive.errors import CannotLook, CannotTell, ConfigError
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.options import Options, load
from pytest_golive.settings import ApiEndpoint, Http, Target, Witnessed

Load = Callable[..., Options]


@pytest.fixture
def read(tmp_path: Path) -> Load:
    def run(toml: str | None = None, environ: dict[str, str] | None = None, **flags: str) -> Options:
        if toml is not None:
            (tmp_path / "golive.toml").write_text(toml, encoding="utf-8")
        return load(lambda name: flags.get(name.removeprefix("golive_")), tmp_path, environ or {})

    return run


def mistake(read: Load, toml: str | None, tmp_path: Path, **given: object) -> str:
    with pytest.raises(ConfigError) as caught:
        read(toml, **given)
    return str(caught.value).replace(str(tmp_path / "golive.toml"), "golive.toml")


def test_baseline_and_format(read: Load, tmp_path: Path) -> None:
    toml = 'baseline = "old/verdict.json"\nformat = "markdown"\n[env.staging]\nbaseline = "staging.json"\n'
    settings = read(toml).settings
    assert (settings.baseline, settings.format) == (str(tmp_path / "old/verdict.json"), "markdown")
    assert read(env="staging").settings.baseline == str(tmp_path / "staging.json")
    # As typed: relative to the working directory.
    options = read(env="staging", baseline="mine.json", format="terminal")
    assert (options.settings.baseline, options.settings.format) == (str(Path("mine.json").absolute()), "terminal")
    assert (options.origins["baseline"], options.origins["format"]) == ("--golive-baseline", "--golive-format")
    (tmp_path / "golive.toml").unlink()
    assert (read().settings.baseline, read().settings.format) == ("", "terminal")


def test_without_a_file_everything_has_its_default(read: Load) -> None:
    options = read()
    assert options.settings.phase is Phase.PRE_DEPLOY
    assert options.settings.target.connections == 6
    assert options.config_file is None


def test_flag_over_overlay_over_file(read: Load) -> None:
    toml = '[target]\nurl = "https://file.test"\ntimeout = 3\n[env.staging.target]\nurl = "https://staging.test"\n'
    assert read(toml).settings.target.url == "https://file.test"
    staging = read(toml, env="staging")
    assert (staging.settings.target.url, staging.settings.target.timeout) == ("https://staging.test", 3)
    assert staging.origins["target.url"].endswith("golive.toml [env.staging]")
    flag = read(toml, env="staging", target="https://flag.test")
    assert flag.settings.target.url == "https://flag.test"
    assert flag.origins["target.url"] == "--golive-target"


def test_paths_are_relative_to_the_file(read: Load, tmp_path: Path) -> None:
    settings = read('checklist = ["GO.md"]\n[app]\ndir = "src"\n').settings
    assert settings.checklist == (str(tmp_path / "GO.md"),)
    assert settings.app.dir == str(tmp_path / "src")
    # A name without a folder is for PATH to find.
    pythons = [read(f'[app]\npython = "{one}"\n').settings.app.python for one in (".venv/bin/python", "python3", "")]
    assert pythons == [str(tmp_path / ".venv/bin/python"), "python3", ""]
    assert settings.report == str(tmp_path / "golive-report")


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("docs/*.md", "docs/a.md"),
        ("docs/**/*.md", "docs/a.md docs/x/b.md docs/x/y/c.md"),
        ("**/[bc].md", "docs/x/b.md docs/x/y/c.md"),
        ("docs/x/**", "docs/x/b.md docs/x/y/c.md"),
        ("docs/**/y/?.md", "docs/x/y/c.md"),
        ("**/*.md", "docs/a.md docs/x/b.md docs/x/y/c.md list[1].md"),
        ("list[1].md", "list[1].md"),
        ('docs/a.md", "docs/*.md', "docs/a.md"),
    ],
)
def test_a_pattern_stands_for_the_teams_checklists(read: Load, tmp_path: Path, pattern: str, found: str) -> None:
    others = ("node_modules/m/d.md", "docs/.venv/d.md", "docs/py/d.md", ".git/d.md", "golive-report/d.md", "out/d.md")
    marks = ("docs/py/pyvenv.cfg", "docs/notes.txt")
    for name in ("docs/a.md", "docs/x/b.md", "docs/x/y/c.md", "list[1].md", *others, *marks):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("- [ ] Backups\n")
    settings = read(f'checklist = ["{pattern}"]\nreport = "out"\n').settings
    assert settings.checklist == tuple(str(tmp_path / name) for name in found.split())


@pytest.mark.parametrize("pattern", ["docs/**/*.md", "none/*.md", "node_modules/m/*.md"])
def test_a_pattern_that_stands_for_no_file_is_refused(read: Load, tmp_path: Path, pattern: str) -> None:
    (tmp_path / "docs").mkdir()
    told = mistake(read, f'checklist = ["{pattern}"]\n', tmp_path)
    assert told == f"golive.toml:1: checklist.0: no file is like {pattern}; correct it, or name the file"


def test_a_folder_that_cannot_be_listed_is_told(read: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()

    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("os.scandir", refuse)
    told = mistake(read, 'checklist = ["docs/*.md"]\n', tmp_path)
    assert told == f"golive.toml:1: checklist.0: {tmp_path / 'docs'} cannot be listed: Permission denied"


def test_a_value_from_the_environment(read: Load) -> None:
    toml = '[database]\nurl = "env:DATABASE_URL"\n[dns]\nresolvers = ["env:RESOLVERS"]\n'
    environ = {"DATABASE_URL": "postgresql://shop:canary-1234@db/shop", "RESOLVERS": "10.0.0.1,10.0.0.2"}
    settings = read(toml, environ).settings
    assert settings.dns.resolvers == ("10.0.0.1", "10.0.0.2")
    assert "canary" not in repr(settings)
    assert REDACTOR.text("it is canary-1234") == "it is ***"


def test_a_value_from_the_env_file(read: Load, tmp_path: Path) -> None:
    (tmp_path / ".env.production").write_text("REDIS_URL=redis://:canary-5678@cache/0\n")
    settings = read('[app]\nenv_file = ".env.production"\n[redis]\nurl = "env:REDIS_URL"\n').settings
    assert settings.redis.url == "redis://:canary-5678@cache/0"
    assert REDACTOR.text("canary-5678") == "***"


def test_as_of(read: Load) -> None:
    assert read(as_of="2026-12-01T09:00+00:00").as_of == datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert read(as_of="2026-12-01").as_of.tzinfo is not None


def test_allowed_effects(read: Load) -> None:
    assert read(allow="writes, sends").settings.allow == ("writes", "sends")


@pytest.mark.parametrize(
    ("toml", "text"),
    [
        (
            "# Our gate\n[target]\nurl =",
            "golive.toml: not valid TOML: Invalid value (at line 3, the end of the document)",
        ),
        (
            "[target\n",
            "golive.toml: not valid TOML: Expected ']' at the end of a table declaration (at line 1, column 8)",
        ),
        (
            '[target]\nurl = "https://a.test"\nhostss = []\n',
            "golive.toml:3: target.hostss: unknown key, did you mean 'hosts'?",
        ),
        (
            "zzz = 1\n",
            "golive.toml:1: zzz: unknown key; "
            "allowed: checklist, phase, report, format, baseline, allow, applies, target, http, dns, app, code, "
            "tests, database, redis, mail, release, tracker, docs, legal, payment, storefront, content, admin, "
            "records, signatures, reminders",
        ),
        ("[targett]\nurl = 'x'\n", "golive.toml:1: targett: unknown key, did you mean 'target'?"),
        (
            '[target]\nconnections = "many"\n',
            "golive.toml:2: target.connections: given 'many', allowed: a whole number",
        ),
        (
            'phase = "predeploy"\n',
            "golive.toml:1: phase: given 'predeploy', allowed: pre-deploy, deploy, post-deploy, post-launch, daily, "
            "weekly, monthly, quarterly, annually, rollback, did you mean 'pre-deploy'?",
        ),
        (
            '[target]\nurl = "shop.test"\n',
            "golive.toml:2: target.url: what was given is not shown; allowed: a URL such as https://shop.example",
        ),
        (
            '[target]\nurl = "https://ada:canary@shop.test/"\n',
            "golive.toml:2: target.url: it holds a user name (what stands before @), which the gate sends nobody; "
            "take it out",
        ),
        (
            '[target]\nurl = "env:SHOP_URL"\npages = ["/", "env:PAGE"]\n',
            "golive.toml:2: target.url: SHOP_URL is set neither in the environment nor in an env file,"
            " for [app] env_file names none; set the variable in one of the two\n"
            "golive.toml:3: target.pages.1: PAGE is set neither in the environment nor in an env file,"
            " for [app] env_file names none; set the variable in one of the two",
        ),
        (
            'checklist = ["env:LIST"]\n[app]\nenv_file = ".env.none"\n',
            "golive.toml:1: checklist.0: LIST is set neither in the environment nor in .env.none"
            " (No such file or directory); set the variable in one of the two",
        ),
        ('[dns]\ntimeout = "env:T"\n', "golive.toml:2: dns.timeout: given 'env:T', allowed: a number"),
        ("app = 5\n", "golive.toml:1: app: given 5, allowed: a table"),
    ],
)
def test_mistakes(read: Load, tmp_path: Path, toml: str, text: str) -> None:
    assert mistake(read, toml, tmp_path) == text


def test_a_setting_whose_variable_is_not_set_cannot_be_read(read: Load, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("REDIS_URL=redis://cache/0\n")
    toml = (
        '[app]\nenv_file = ".env"\n[app.env]\nA = "env:A"\n[database]\nurl = "env:DB"\n[redis]\nurl = "env:REDIS_URL"\n'
    )
    settings = read(toml).settings
    for look, reason in (
        (
            lambda: settings.database.url,
            "golive.toml:6: database.url: DB is set neither in the environment nor in .env",
        ),
        (lambda: settings.app.env, "golive.toml:4: app.env.A: A is set neither in the environment nor in .env"),
    ):
        with pytest.raises(CannotLook) as caught:
            look()
        assert caught.value.reason == reason
        assert caught.value.cure == "set the variable in one of the two"
        assert isinstance(caught.value, CannotTell)
    assert settings.redis.url == "redis://cache/0"
    assert settings.database.statement_timeout == 5
    assert settings.app.env_file == str(tmp_path / ".env")


def test_an_env_file_that_is_not_known_is_told(read: Load) -> None:
    settings = read('[app]\nenv_file = "env:ENV_FILE"\n[redis]\nurl = "env:REDIS_URL"\n').settings
    with pytest.raises(CannotLook, match="REDIS_URL is set neither in the environment nor in an env file"):
        _ = settings.redis.url
    with pytest.raises(CannotLook, match=r"golive\.toml:2: app\.env_file: ENV_FILE is set neither"):
        _ = settings.app.env_file


def test_a_variable_that_an_overlay_names_is_told_with_the_overlays_line(read: Load) -> None:
    toml = '[database]\nurl = "postgresql://db"\n[env.staging.database]\nurl = "env:DB"\n'
    assert read(toml).settings.database.url == "postgresql://db"
    with pytest.raises(CannotLook, match=r"golive\.toml \[env\.staging\]:4: database\.url: DB is set neither"):
        _ = read(toml, env="staging").settings.database.url


def test_all_mistakes_at_once(read: Load, tmp_path: Path) -> None:
    text = mistake(read, "[target]\nurll = 1\ntimeout = 'x'\n[http]\nhealt = 1\n", tmp_path)
    assert len(text.splitlines()) == 3


def test_mistaken_flags(read: Load, tmp_path: Path) -> None:
    assert mistake(read, None, tmp_path, config="none.toml") == "--golive-config none.toml: there is no such file"
    assert mistake(read, "[env.a]\n", tmp_path, env="b").endswith("golive.toml has no [env.b] (there: a)")
    assert mistake(read, "env = 1\n", tmp_path, env="b").endswith("golive.toml has no [env.b] (there: none)")
    (tmp_path / "golive.toml").unlink()
    assert (
        mistake(read, None, tmp_path, as_of="soon")
        == "--golive-as-of soon: not ISO 8601, such as 2026-12-01T09:00+01:00"
    )
    assert "allow.0: given 'harm', allowed: writes, sends, load" in mistake(read, None, tmp_path, allow="harm")
    assert mistake(read, None, tmp_path, target="shop").startswith("--golive-target: target.url: what was")


def test_a_misspelt_variable(read: Load, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=postgresql://ada:canary-2468@db/shop\n")
    text = '[app]\nenv_file = ".env"\n[database]\nurl = "env:DATABSE_URL"\n'
    with pytest.raises(CannotLook) as caught:
        _ = read(text).settings.database.url
    assert "DATABSE_URL is set neither in the environment nor in .env (did you mean DATABASE_URL" in str(caught.value)
    assert "canary" not in str(caught.value)


def test_a_file_that_is_not_utf8(read: Load, tmp_path: Path) -> None:
    (tmp_path / "golive.toml").write_bytes(b"# caf\xe9\n")
    assert mistake(read, None, tmp_path) == "golive.toml: not UTF-8 (byte 5); save the file as UTF-8"


def test_a_secret_given_wrongly_is_not_shown(read: Load, tmp_path: Path) -> None:
    environ = {"API_TOKEN": "canary-9876"}
    text = mistake(read, '[target]\ntimeout = "env:API_TOKEN"\n', tmp_path, environ=environ)
    assert "canary" not in text


SECRET_SITES = (
    "ada:canary-4711@shop.test",
    "https://ada:canary-4711/x@shop.test",
    "https://ada:canary-4711@shop.test",
    "https://ada:canary-4711?x@shop.test",
    "https://shop.test/?token=canary-4711",
    "https://shop.test/#token=canary-4711",
    "https://ada:canary-4711",
    "https://shop.test:99999",
    "canary-4711",
    "https:ada:canary-4711%40shop.test",
)


@pytest.mark.parametrize("url", SECRET_SITES)
def test_no_part_of_a_refused_url_of_the_site_is_shown(read: Load, tmp_path: Path, url: str) -> None:
    ways: list[dict[str, Any]] = [
        {"text": f'[target]\nurl = "{url}"\n'},
        {"text": f'[env.staging.target]\nurl = "{url}"\n', "env": "staging"},
        {"text": '[target]\nurl = "env:SHOP_URL"\n', "environ": {"SHOP_URL": url}},
        {"text": f'[target]\nurl = "env:{url}"\n'},
        {"text": None, "target": url},
        {"text": f'[target]\nurl = ["{url}"]\n'},
    ]
    for way in ways:
        told = mistake(read, way.pop("text"), tmp_path, **way)
        assert "target.url: " in told
        assert "canary" not in told
        assert "ada" not in told


def test_hosts_are_the_same_in_capitals(read: Load) -> None:
    target = read(toml='[target]\nurl = "https://Shop.test"\nhosts = ["WWW.shop.test", "shop.TEST"]\n').settings.target
    assert target.all_hosts == target.names == ("shop.test", "www.shop.test")


def test_a_site_may_have_a_port_and_a_path(read: Load) -> None:
    for url in ("https://shop.test:8443/de/", "http://[::1]:8000", "https://büro.test", "http://127.0.0.1"):
        assert read(target=url).settings.target.url == url


@pytest.mark.parametrize("key", ["database", "redis", "tracker"])
def test_the_password_of_any_url_is_blanked(read: Load, tmp_path: Path, key: str) -> None:
    text = f'[{key}]\nurl = ["scheme://ada:canary-0815/x@host/?api_token=canary-0816"]\n'
    told = mistake(read, text, tmp_path)
    assert f"{key}.url: what was given is not shown; allowed: a text" in told
    assert REDACTOR.text("it says canary-0815 and canary-0816") == "it says *** and ***"
    assert "canary" not in told


def test_a_table_of_settings_is_frozen_and_compared_by_what_it_holds() -> None:
    table = Target(url="https://shop.example")
    assert table == Target(url="https://shop.example") != Target()
    assert {ApiEndpoint(path="/a"), ApiEndpoint(path="/a"), ApiEndpoint(path="/b")} == {
        ApiEndpoint(path="/a"),
        ApiEndpoint(path="/b"),
    }
    assert table != Http()
    assert hash(ApiEndpoint(path="/a", method="GET")) == hash(ApiEndpoint(method="GET", path="/a"))
    with pytest.raises(FrozenInstanceError):
        table.url = ""  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del table.url
    with pytest.raises(TypeError, match="Target has no uri"):
        Target(uri="https://shop.example")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Witnessed needs amount, by"):
        Witnessed()  # type: ignore[call-arg]
    assert "https" not in repr(table), "what a table holds may be secret"
