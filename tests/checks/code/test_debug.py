"""Debugging that is left on, in settings as they are really written and in files that start Flask."""

from __future__ import annotations

import pytest

from pytest_golive.facts.gather import Gatherer
from tests.checks.code.project import NOW, Project

#: Defaults that are on while no variable is set, each in its one line.
ON = (
    'DEBUG = "LIVE" not in os.environ',
    'DEBUG = not "DYNO" in os.environ',
    'DEBUG = "LIVE" not in os.environ.keys()',
    'DEBUG = strtobool(os.environ.get("DEBUG", "1"))',
    'DEBUG = distutils.util.strtobool(os.getenv("DEBUG", "yes"))',
    'DEBUG = str2bool(os.getenv("DEBUG", "True"))',
    'DEBUG = get_env_bool("DEBUG", True)',
    'DEBUG = json.loads(os.getenv("DEBUG", "true"))',
    'DEBUG = ast.literal_eval(os.getenv("DEBUG", "True"))',
    'DEBUG = os.getenv("DEBUG", "True").lower().startswith("t")',
    'DEBUG = os.getenv("DEBUG", str(True)) == "True"',
)
OFF = (
    'DEBUG = "DEBUG" in os.environ',
    'DEBUG = distutils.util.strtobool(os.getenv("DEBUG", "0"))',
    'DEBUG = get_env_bool("DEBUG", False)',
    'DEBUG = get_env_bool("DEBUG")',
    'DEBUG = json.loads(os.getenv("DEBUG", "false"))',
    'DEBUG = os.getenv("DEBUG", "no").startswith(("t", "y"))',
)
DEBUG = {
    **{f"{line}\n": f"shop/settings.py:1 {line}" for line in ON},
    **{f"{line}\n": "" for line in OFF},
    "DEBUG = False\n": "",
    "DEBUG = True\n": "shop/settings.py:1 DEBUG = True",
    "DEBUG = True\nDEBUG = False\n": "",
    "DEBUG = False\nif HOST:\n    DEBUG = True\n": "shop/settings.py:3 DEBUG = True (in a branch)",
    'DEBUG = os.environ["DEBUG"] == "1"\n': "",
    'DEBUG = os.environ.get("DEBUG", "") == "1"\n': "",
    'DEBUG = os.getenv("DEBUG", "False")\n': 'shop/settings.py:1 DEBUG = os.getenv("DEBUG", "False")',
    'DEBUG = os.getenv("DEBUG", "True") == "True"\n': 'shop/settings.py:1 DEBUG = os.getenv("DEBUG", "True") == "True"',
    'DEBUG = os.getenv("D", "").lower() not in ("0", "no")\n': (
        'shop/settings.py:1 DEBUG = os.getenv("D", "").lower() not in ("0", "no")'
    ),
    'DEBUG = config("DEBUG", default=True, cast=bool)\n': (
        'shop/settings.py:1 DEBUG = config("DEBUG", default=True, cast=bool)'
    ),
    'DEBUG = config("DEBUG", default="false", cast=bool)\n': "",
    'env = environ.Env(DEBUG=(bool, True))\nDEBUG = env("DEBUG")\n': 'shop/settings.py:2 DEBUG = env("DEBUG")',
    'env = environ.Env(DEBUG=(bool, False))\nDEBUG = env("DEBUG")\n': "",
    'DEBUG: bool = env.bool("DEBUG", True)\n': 'shop/settings.py:1 DEBUG: bool = env.bool("DEBUG", True)',
    "from .base import *\n": "shop/base.py:1 DEBUG = True",
    "from shop.base import *\nDEBUG = False\n": "",
    "NAME = 'shop'\n": "",
    'DEBUG = os.getenv("ENV") != "live"\n': 'shop/settings.py:1 DEBUG = os.getenv("ENV") != "live"',
    'DEBUG = os.getenv("ENV") in ("dev", "test")\n': "",
    'DEBUG = os.getenv("ENV") in "dev"\n': "",
    'DEBUG = os.getenv("DEBUG").lower() != "no"\n': "",
    'DEBUG = False if os.getenv("LIVE") else True\n': (
        'shop/settings.py:1 DEBUG = False if os.getenv("LIVE") else True'
    ),
    'ENV = os.getenv("ENV") or "dev"\nDEBUG = ENV == "dev"\n': 'shop/settings.py:2 DEBUG = ENV == "dev"',
    'ENV = os.getenv("ENV", "live")\nDEBUG = ENV == "dev"\n': "",
    'ENV = "dev"\nif HOST:\n    ENV = "live"\nDEBUG = ENV == "dev"\n': "",
    "DEBUG, ADMIN = True, False\n": "shop/settings.py:1 DEBUG, ADMIN = True, False",
    "DEBUG, ADMIN = False, True\n": "",
    "from shop.base import DEBUG\n": "shop/base.py:1 DEBUG = True",
    "from shop.base import NAME\n": "",
    'DEBUG = True\nif os.getenv("LIVE"):\n    from shop.live import *\n': "shop/settings.py:1 DEBUG = True",
    "DEBUG = True\nfrom shop.live import *\n": "",
}


@pytest.mark.parametrize(("text", "wrong"), DEBUG.items())
def test_debug(project: Project, text: str, wrong: str) -> None:
    project.write("shop/base.py", "DEBUG = True\n")
    project.write("shop/live.py", "DEBUG = False\n")
    project.write("shop/settings.py", text)
    finding = project.judge("code.no-debug-true")
    assert finding.observed == (f"DEBUG is true in shop.settings: {wrong}" if wrong else "")
    assert finding.outcome == ("failed" if wrong else "passed")


def test_debug_of_another_package_cannot_be_told(project: Project) -> None:
    project.write("shop/settings.py", "DEBUG = False\nfrom company.settings import *\n")
    finding = project.judge("code.no-debug-true")
    assert finding.outcome == "unverified"
    assert finding.reason == "shop.settings takes over everything of company.settings, which is not in the project"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Procfile", "web: FLASK_DEBUG=1 flask --app wsgi run"),
        ("deploy/tea.service", "Environment=FLASK_DEBUG=1"),
        ("docker-compose.yml", "      FLASK_DEBUG: 'true'"),
        ("Dockerfile", "CMD flask --app wsgi run --debug"),
        ("Dockerfile", "ENV FLASK_DEBUG 1"),
        ("Procfile", "web: flask --app shop --debug run"),
        ("start.sh", "exec flask --app shop \\\n  run \\\n  --debug"),
        ("tea.service", "ExecStart=/srv/venv/bin/flask run \\\n  --debug"),
        ("compose.yml", "command:\n  - flask\n  - run\n  - --debug"),
        ("fly.toml", "FLASK_DEBUG = '1'"),
        ("render.yaml", "- key: FLASK_DEBUG\n  value: 1"),
    ],
)
def test_files_that_start_flask_with_debug(project: Project, name: str, text: str) -> None:
    project.write(name, f"{text}\n")
    project.write("docker-compose.dev.yml", "FLASK_DEBUG: 1\n")
    gatherer = Gatherer({"settings": project.settings(), "now": NOW})
    gatherer.start(["launchers"])
    assert [one.place for one in gatherer.get("launchers").value.debug] == [f"{name}:1"]


@pytest.mark.parametrize(
    ("launcher", "code", "places"),
    [
        ("web: python run.py", "app.run(debug=True)", ["run.py:1"]),
        ("web: /srv/venv/bin/python3.12 -u /srv/run.py", "app.run(debug=True)", ["run.py:1"]),
        ("web: python other.py", "app.run(debug=True)", []),
        ("web: python run.py", "app.run(debug=False)", []),
        ("web: python run.py", "asyncio.run(main(), debug=True)", []),
        ("web: flask run --no-debug # --debug", "", []),
    ],
)
def test_scripts_that_are_started(project: Project, launcher: str, code: str, places: list[str]) -> None:
    project.write("Procfile", launcher + "\n")
    project.write("run.py", code + "\n")
    gatherer = Gatherer({"settings": project.settings(), "now": NOW})
    gatherer.start(["launchers"])
    assert [one.place for one in gatherer.get("launchers").value.debug] == places
