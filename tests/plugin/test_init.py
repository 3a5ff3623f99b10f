"""``golive init`` on unlike projects: what it finds, what it never copies, and the gate right after it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.init.rootdir import pytest_root
from tests.plugin.init_trees import CANARY, FLASK_FACTORY, KEY, MANAGE, MONOREPO, SPLIT_SETTINGS, build

SHOP = Path(__file__).parents[2] / "examples" / "shop"
FLASK_SHOP = SHOP.with_name("flask_shop")


def golive(root: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command, as somebody types it there."""
    dropped = ("COV_", "COVERAGE_", "PYTEST_", "SHOP_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    code = "import sys; from pytest_golive.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, cwd=root, env=env | environment, capture_output=True, text=True, check=False)


def init(root: Path, *flags: str) -> tuple[dict[str, Any], str]:
    """golive.toml after it was written, and what was said."""
    done = golive(root, "init", *flags)
    assert (done.returncode, done.stderr) == (0, "")
    text = (root / "golive.toml").read_text(encoding="utf-8")
    assert CANARY not in text + done.stdout
    assert not list(root.rglob("*.was-run")), "the project's own code was run"
    assert not list(root.rglob("__pycache__"))
    return tomllib.loads(text), done.stdout


def run_as_told(root: Path, told: str, before: str = "Now run the gate") -> subprocess.CompletedProcess[str]:
    """The gate, by the command that init ended with."""
    command = re.search(rf"{before}: golive ([^()\n]*)", told)
    assert command is not None
    done = golive(root, *shlex.split(command[1]), "-p", "no:randomly", "-p", "no:html")
    assert [*(root / "golive-report").rglob("verdict.json")], done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert CANARY not in done.stdout + done.stderr
    return done


def test_a_checklist_that_a_report_filled_in_is_none_of_the_team_s(tmp_path: Path) -> None:
    build(tmp_path, SPLIT_SETTINGS)
    report = tmp_path / "a" / "report"
    report.mkdir(parents=True)
    shutil.copy2(tmp_path / "docs" / "go-live.md", report / "go-live.md")
    (report / "verdict.json").write_text("{}")
    assert init(tmp_path)[0]["checklist"] == ["docs/go-live.md"]


def test_django_with_split_settings(tmp_path: Path) -> None:
    written, told = init(build(tmp_path, SPLIT_SETTINGS))
    assert written == {
        "checklist": ["docs/go-live.md"],
        "target": {"url": "https://www.lamps.test", "hosts": ["lamps.test"]},
        "app": {"dir": ".", "settings": "shop.settings.production", "env_file": ".env.production"},
        "database": {"url": "env:DATABASE_URL", "engine": "postgresql"},
        "redis": {"url": "env:CACHE_URL"},
    }
    assert "in use: Stripe, Sentry, Celery, PostgreSQL" in told
    done = run_as_told(tmp_path, told)
    assert done.returncode == 0, done.stdout
    assert "GO https://www.lamps.test" in done.stdout
    assert "3 passed" in done.stdout


def test_flask_factory_with_mysql_and_a_systemd_file(tmp_path: Path) -> None:
    written, told = init(build(tmp_path, FLASK_FACTORY))
    assert written == {
        "checklist": ["LAUNCH_CHECKLIST.md"],
        "target": {"url": "env:SITE_URL"},
        "app": {"dir": "src", "flask": "shop:create_app()", "env_file": "deploy/environment"},
        "database": {"url": "env:SHOP_DB", "engine": "mysql"},
    }
    assert "in use: Razorpay, MySQL or MariaDB, Gunicorn" in told
    done = run_as_told(tmp_path, told)
    assert done.returncode == 0, done.stdout
    assert "GO https://shop.flasks.test" in done.stdout


def test_the_flask_shop(tmp_path: Path) -> None:
    # What starts it as a demo is no part of it.
    demo = ("__pycache__", "golive.toml", "conftest.py", "pytest.ini", "serve.py", "pier_*.py")
    shop = shutil.copytree(FLASK_SHOP, tmp_path / "shop", ignore=shutil.ignore_patterns(*demo))
    env = f"SECRET_KEY={KEY}\nFLASK_ENV=production\nDATABASE_URL=mysql+pymysql://pier:{CANARY}@127.0.0.1:1/pier\n"
    env += f"REDIS_URL=redis://:{CANARY}@127.0.0.1:1/0\nAPP_ORIGIN=https://app.pier.test\nRELEASE=v1\n"
    (shop / "environment").write_text(f"{env}SITE_URL=https://pier.test\n")
    written, told = init(shop)
    assert written == {
        "checklist": ["GO_LIVE.md"],
        "target": {"url": "env:SITE_URL"},
        "app": {"dir": ".", "flask": "wsgi:app", "env_file": "environment"},
        "database": {"url": "env:DATABASE_URL", "engine": "mysql"},
        "redis": {"url": "env:REDIS_URL"},
    }
    # No server runs, so hardly a line can be looked at; those about its configuration can.
    done = run_as_told(shop, told)
    assert "54 lines: 13 passed" in done.stdout, done.stdout
    assert "cannot be loaded" not in done.stdout


def test_monorepo_with_a_compose_file(tmp_path: Path) -> None:
    written, told = init(build(tmp_path, MONOREPO))
    assert written == {
        "checklist": ["docs/ops/production-checklist.md"],
        "target": {"url": "https://api.mono.test"},
        "app": {
            "dir": "backend",
            "settings": "config.settings",
            "env_file": "backend/env/prod.env",
            "env_example": "backend/env/.env.sample",
        },
        "database": {"url": "env:GOLIVE_DATABASE_URL", "engine": "postgresql"},
        "redis": {"url": "env:GOLIVE_REDIS_URL"},
    }
    assert "not found a variable with the URL of Redis: set GOLIVE_REDIS_URL" in told
    assert "the tests of your own, which have their settings in backend/pytest.ini" in told
    done = run_as_told(tmp_path, told)
    assert done.returncode == 0, done.stdout
    assert "GO https://api.mono.test" in done.stdout


def test_the_demo_shop(tmp_path: Path) -> None:
    shop = shutil.copytree(
        SHOP, tmp_path / "shop", ignore=shutil.ignore_patterns("__pycache__", "golive*", "conftest.py")
    )
    env = {
        "SECRET_KEY": KEY, "DEBUG": "False", "ALLOWED_HOSTS": "shop.test", "CSRF_TRUSTED_ORIGINS": "https://shop.test",
        "CORS_ALLOWED_ORIGINS": "https://app.shop.test", "DATABASE_URL": f"postgresql://shop:{CANARY}@127.0.0.1:1/shop",
        "REDIS_URL": f"redis://:{CANARY}@127.0.0.1:1/0", "ADMIN_URL": "back/", "ADMINS": "Mia <mia@shop.test>",
        "SERVER_EMAIL": "errors@shop.test", "DEFAULT_FROM_EMAIL": "orders@shop.test", "STATIC_ROOT": "static",
        "MEDIA_ROOT": "media",
    }  # fmt: skip
    (shop / ".env.production").write_text("".join(f"{name}={value}\n" for name, value in env.items()))
    written, told = init(shop)
    assert written == {
        "checklist": ["GO_LIVE.md"],
        "target": {"url": "https://shop.test"},
        "app": {"dir": ".", "settings": "shop.settings", "env_file": ".env.production"},
        "database": {"url": "env:DATABASE_URL", "engine": "postgresql"},
        "redis": {"url": "env:REDIS_URL"},
    }
    done = run_as_told(shop, told, "without the tests of your own, and never a GO where some count")
    assert done.returncode == 1, done.stdout  # no server runs: NO-GO, with what was seen of the settings
    assert "NO-GO https://shop.test" in done.stdout


def test_an_empty_folder(tmp_path: Path) -> None:
    written, told = init(tmp_path)
    assert written == {"target": {}, "app": {}, "database": {}}
    assert [row for row in told.splitlines() if row.startswith("  not found")] == [
        "  not found a go-live checklist: the default one is judged",
        "  not found the public address of the site: set url in [target], or give --golive-target",
        "  not found the application (manage.py, or a Flask app or factory)",
        "  not found the production env file: set env_file in [app]",
        "  not found a variable with the database's URL: set url in [database] if there is one",
    ]
    assert ".gitignore" not in told  # no repository
    assert run_as_told(tmp_path, told).returncode == 1


@pytest.mark.parametrize("ignored", ["", "golive-report/\n"])
def test_a_repository_that_would_take_in_the_reports_is_told(tmp_path: Path, ignored: str) -> None:
    (tmp_path / ".gitignore").write_text(ignored)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    _, told = init(tmp_path)
    assert ("Add golive-report/ to .gitignore" in told) is (not ignored)


def test_a_file_that_is_there_is_kept_unless_forced(tmp_path: Path) -> None:
    mine = tmp_path / "golive.toml"
    mine.write_text("# mine\n")
    done = golive(tmp_path, "init")
    assert done.returncode == 4
    assert done.stderr == f"golive: {mine} exists already; --force writes over it\n"
    assert mine.read_text() == "# mine\n"
    init(tmp_path, "--force")
    assert "# mine" not in mine.read_text()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "golive.toml").mkdir()
    done = golive(tmp_path, "init", "--force")
    assert (done.returncode, done.stderr) == (
        4,
        f"golive: {tmp_path / 'golive.toml'} cannot be written: Is a directory\n",
    )


def test_a_tree_of_odd_files(tmp_path: Path) -> None:
    build(tmp_path, SPLIT_SETTINGS)
    (tmp_path / "shop" / "settings" / "production.py").write_text("DEBUG = (\n")
    (tmp_path / "pyproject.toml").write_text("[tool.pytest\n")
    (tmp_path / "package.json").write_text("{")
    (tmp_path / ".env.production").write_text(f"-----BEGIN PRIVATE KEY-----\n{CANARY}=\n")
    (tmp_path / "go-live\n[x] = 1.md").write_text("# Launch\n- [ ] a\n- [ ] b\n- [ ] c\n")
    (tmp_path / "launch.md").write_bytes(b"# Launch\xff\n- [ ] a\n- [ ] b\n- [ ] c\n")
    (tmp_path / "binary.py").write_bytes(bytes(range(256)) * 10)
    (tmp_path / "setup.cfg").write_bytes(b"\xff[")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / ".env.live")
    os.mkfifo(tmp_path / "compose.yaml")
    written, _ = init(tmp_path)
    assert written["app"] == {"dir": ".", "settings": "shop.settings.production", "env_file": ".env"}
    assert "it looks like" not in (tmp_path / "golive.toml").read_text()
    assert "docs/go-live.md" in written["checklist"]


@pytest.mark.parametrize(
    ("files", "app"),
    [
        ({"app.py": "from flask import Flask\napp = Flask(__name__)\n"}, {"dir": ".", "flask": "app:app"}),
        (
            {"shop/__init__.py": "", "shop/main.py": "import flask\nserver = flask.Flask('x')\n"},
            {"dir": ".", "flask": "shop.main:server"},
        ),
        (
            {
                "back/shop/__init__.py": "from flask import Flask\ndef make(config):\n    return Flask(config)\n",
                "back/wsgi.py": "from shop import make, create_app\napplication = create_app('live')\n",
            },
            {"dir": "back", "flask": "wsgi:application"},
        ),
        (
            {
                "shop.py": "from flask import Flask\ndef build():\n    return Flask('x')\n",
                "Procfile": 'web: gunicorn -w 4 -b unix:/run/shop.sock "shop:build()"\n',
            },
            {"dir": ".", "flask": "shop:build()"},
        ),
        (
            {
                "src/shop.py": "from flask import Flask\nsite = Flask('x')\nadmin = Flask('y')\n",
                ".env": "FLASK_APP=shop.py:admin\n",
            },
            {"dir": "src", "flask": "shop:admin", "env_file": ".env"},
        ),
        ({"manage.py": "from flask_script import Manager\n", "notes.py": "Flask = 1\n"}, {}),
        ({"venv/pyvenv.cfg": "", "venv/lib/app.py": "from flask import Flask\napp = Flask('x')\n"}, {}),
    ],
    ids=["one-file", "package", "wsgi-module", "procfile", "flask-app-variable", "neither", "somebody-elses"],
)
def test_flask_applications(tmp_path: Path, files: dict[str, str], app: dict[str, str]) -> None:
    assert init(build(tmp_path, files))[0]["app"] == app


def test_a_virtual_environment_of_the_projects_own(tmp_path: Path) -> None:
    build(tmp_path, {**SPLIT_SETTINGS, ".venv/bin/python": "", ".venv/pyvenv.cfg": "", ".venv/x/manage.py": "django"})
    assert init(tmp_path)[0]["app"]["python"] == ".venv/bin/python"


def test_values_that_are_no_address_of_a_site(tmp_path: Path) -> None:
    env = (
        f"SITE_URL=https://mia:{CANARY}@shop.test\nAPP_URL=http://localhost:8000\nALLOWED_HOSTS=*,127.0.0.1,.shop.test"
    )
    written, _ = init(build(tmp_path, {".env": f"{env},your-domain.com,{CANARY}\nDATABASE_URL=sqlite:///x\n"}))
    assert written["target"] == {}
    assert written["database"] == {"url": "env:DATABASE_URL"}


@pytest.mark.parametrize(
    "text",
    [
        "# Bikes go live\n\n| What | Done |\n|---|---|\n| a | [ ] |\n| b | [ ] |\n| c | [ ] |\n",
        "Old Books - before we open\n===\n\n- ☐ a\n- ☐ b\n- ☐ c\n",
        "# Shop\n\n- [ ] a\n- [ ] b\n- [ ] c\n",
    ],
    ids=["boxes-in-the-last-column", "before-we-open", "no-launch"],
)
def test_checklists_of_other_styles(tmp_path: Path, text: str) -> None:
    written, _ = init(build(tmp_path, {"ops/list.md": text}))
    assert written.get("checklist", []) == ([] if "# Shop" in text else ["ops/list.md"])


SQLITE = 'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "shop.db"}}\n'
POSTGRES = 'if PRODUCTION:\n    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}\n'


@pytest.mark.parametrize(
    ("code", "requirements", "url"),
    [
        (SQLITE, "", "sqlite://"),
        (SQLITE + POSTGRES, "", "env:GOLIVE_DATABASE_URL"),
        (SQLITE, "psycopg[binary]\n", "env:GOLIVE_DATABASE_URL"),
        (SQLITE + 'import os\nURL = os.environ["DATABASE_URL"]\n', "", "env:DATABASE_URL"),
    ],
    ids=["sqlite-alone", "a-server-in-settings", "a-server-s-driver", "a-variable"],
)
def test_a_project_on_sqlite_is_told_what_answers_its_lines(
    tmp_path: Path, code: str, requirements: str, url: str
) -> None:
    files = {"manage.py": MANAGE.format(module="shop.settings"), "shop/settings.py": code, "shop/__init__.py": ""}
    written, told = init(build(tmp_path, files | {"requirements.txt": requirements}))
    assert written["database"]["url"] == url
    is_told = "lines about the database wait for a test of yours or golive attest" in told
    assert is_told is (url == "sqlite://")


def test_a_root_of_pytest_further_up(tmp_path: Path) -> None:
    below = build(tmp_path, {"tox.ini": "[pytest]\n", "site/GO.md": "# Go-live\n- [ ] a\n- [ ] b\n- [ ] c\n"}) / "site"
    _, told = init(below)
    assert "Now run the gate: golive gate --golive-config golive.toml" in told
    assert f"(pytest's root is {tmp_path}, where no golive.toml is looked for here)" in told
    assert "3 unverified" in run_as_told(below, told).stdout


@pytest.mark.parametrize(
    ("name", "text", "is_root"),
    [
        ("pytest.ini", "", True),
        ("pyproject.toml", "[tool.pytest.ini_options]\n", True),
        ("pyproject.toml", "[project]\n", True),
        ("setup.cfg", "[tool:pytest]\n", True),
        ("setup.cfg", "[metadata]\n", False),
        ("tox.ini", "[tox]\n", False),
        ("setup.py", "", True),
    ],
)
def test_the_root_is_pytests(tmp_path: Path, name: str, text: str, is_root: bool) -> None:
    (tmp_path / name).write_text(text)
    below = tmp_path / "below"
    below.mkdir()
    command = [sys.executable, "-m", "pytest", "--collect-only", "-p", "no:cacheprovider"]
    env = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    out = subprocess.run(command, cwd=below, env=env, capture_output=True, text=True, check=False).stdout
    assert f"rootdir: {tmp_path if is_root else below}\n" in out
    assert pytest_root(below) == (tmp_path if is_root else below)
