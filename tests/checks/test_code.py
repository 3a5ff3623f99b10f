"""The checks of code and secrets, over files as they are really written; the drill has the rest."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.checks import load_checks
from pytest_golive.checks.registry import CHECKS, run
from pytest_golive.facts.gather import Gatherer
from pytest_golive.finding import Finding
from pytest_golive.settings import App, Code, Settings

NOW = datetime(2026, 11, 21, tzinfo=UTC)
load_checks()


class Project:
    """A folder with a git repository in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.name", "Marta")
        self.git("config", "user.email", "marta@shop.test")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.path, capture_output=True, text=True, check=True)
        return done.stdout

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def settings(self, **code: Any) -> Settings:
        app = App(dir=str(self.path), settings="shop.settings", env_file=str(self.path / ".env.production"))
        return Settings(app=app, code=Code(**code), report=str(self.path / "golive-report"))

    def judge(self, check: str, settings: Settings | None = None, **quantities: Any) -> Finding:
        givens = {"settings": settings or self.settings(), "now": NOW}
        gatherer = Gatherer(givens)
        gatherer.start(CHECKS[check].facts)
        return run(CHECKS[check], gatherer.get, givens, quantities)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


DEBUG = {
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
}


@pytest.mark.parametrize(("text", "wrong"), DEBUG.items())
def test_debug(project: Project, text: str, wrong: str) -> None:
    project.write("shop/base.py", "DEBUG = True\n")
    project.write("shop/settings.py", text)
    finding = project.judge("code.no-debug-true")
    assert finding.observed == (f"DEBUG is true in shop.settings: {wrong}" if wrong else "")
    assert finding.outcome == ("failed" if wrong else "passed")


def test_debug_of_another_package_cannot_be_told(project: Project) -> None:
    project.write("shop/settings.py", "DEBUG = False\nfrom company.settings import *\n")
    finding = project.judge("code.no-debug-true")
    assert finding.outcome == "unverified"
    assert finding.reason == "shop.settings takes over everything of company.settings, which is not in the project"


def test_git_without_a_remote_cannot_be_told(project: Project) -> None:
    project.git("commit", "--quiet", "--allow-empty", "--message", "Begin")
    finding = project.judge("code.git-clean")
    assert (finding.outcome, finding.reason) == ("unverified", "the repository has no remote to be pushed to")


def test_the_report_of_the_run_itself_is_no_change(project: Project) -> None:
    project.write("golive-report/verdict.json", "{}")
    finding = project.judge("code.git-clean")
    assert finding.observed == "nothing is committed yet"
    project.write("a b.txt", "")
    assert project.judge("code.git-clean").observed == "not committed: a b.txt"


def test_the_commit_is_on_the_declared_branch_or_tag(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    remote = tmp_path_factory.mktemp("remote")
    subprocess.run(["git", "init", "--quiet", "--bare", remote], check=True)
    project.git("commit", "--quiet", "--allow-empty", "--message", "Begin")
    project.git("remote", "add", "origin", str(remote))
    project.git("push", "--quiet", "origin", "main")
    project.git("tag", "v1")
    for wanted in ("", "main", "v1"):
        assert project.judge("code.git-clean", project.settings(branch=wanted)).outcome == "passed"
    finding = project.judge("code.git-clean", project.settings(branch="release"))
    assert finding.observed.endswith(" is not on release, but on main, v1")


def test_todo_comments(project: Project) -> None:
    project.write("shop/views.py", 'TEXT = "TODO in a text is none"\n# todo in small letters neither\n')
    assert project.judge("code.todo-comments").outcome == "passed"
    project.write("shop/cart.py", "PRICE = 1  # FIXME round\n")
    assert project.judge("code.todo-comments").observed == "not reviewed: shop/cart.py:1 FIXME: # FIXME round"
    reviewed = project.settings(reviewed={"todo-comments": ("shop/cart.py: # FIXME round",)})
    assert project.judge("code.todo-comments", reviewed).outcome == "passed"
    project.write("shop/cart.py", "PRICE = 1  # TODO(#12): round\n")
    assert project.judge("code.todo-comments").reason.startswith("whether these issues are open was not looked at")


def test_files_of_packages_and_ignored_files_are_not_the_teams(project: Project) -> None:
    project.write(".gitignore", "secret/\n")
    for name in ("node_modules/a.py", "venv/b.py", "secret/c.py", "vendor/d.py"):
        project.write(name, "# TODO\n")
    project.write("shop.py", "")
    finding = project.judge("code.todo-comments", project.settings(exclude=("vendor/*",)))
    assert (finding.outcome, finding.evidence) == ("passed", ("comments of 1 Python files and 0 of other languages",))


REQUIREMENTS = {
    "django==5.2.1\n": "",
    "Django == 5.2.1 ; python_version > '3.8'  # why\n": "",
    "django==5.2.1 \\\n    --hash=sha256:abc\n": "",
    "--index-url https://packages.shop.test/simple\ndjango==5.2.1\n": "",
    "django\n": "django allows every version (requirements.txt:1)",
    "\ndjango>=4\n": "django allows >=4 (requirements.txt:2)",
    "django==5.2.*\n": "django allows ==5.2.* (requirements.txt:1)",
    "-e ./lib\n": "./lib is editable (requirements.txt:1)",
    "lib @ git+https://git.shop.test/lib@main\n": (
        "lib is taken from an address without a commit or a hash (requirements.txt:1)"
    ),
    f"lib @ git+https://git.shop.test/lib@{'a1' * 20}\n": "",
    "-r more.txt\n": "redis allows >=5 (more.txt:1)",
    "-c pins.txt\nredis>=5\n": "",
}


@pytest.mark.parametrize(("text", "wrong"), REQUIREMENTS.items())
def test_requirements(project: Project, text: str, wrong: str) -> None:
    project.write("requirements.txt", text)
    project.write("more.txt", "redis>=5\n")
    project.write("pins.txt", "redis==5.1\n")
    finding = project.judge("code.requirements-pinned")
    assert finding.observed == (f"not pinned: {wrong}" if wrong else "")
    assert finding.outcome == ("failed" if wrong else "passed")


LOCK = '[[package]]\nname = "django"\nversion = "5.2.1"\n[[package]]\nname = "shop"\nsource = {virtual = "."}\n'


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ('"Django>=5"', ""),
        ('"Django>=6"', "uv.lock holds django 5.2.1, and pyproject.toml allows >=6"),
        ('"Django", "redis"', "uv.lock lacks redis of pyproject.toml"),
    ],
)
def test_a_lock_file_answers_its_source(project: Project, asked: str, wrong: str) -> None:
    project.write("uv.lock", LOCK)
    project.write("pyproject.toml", f'[project]\nname = "shop"\ndependencies = [{asked}]\n')
    finding = project.judge("code.requirements-pinned")
    assert finding.observed == (f"the lock is not in step: {wrong}" if wrong else "")


def test_pipenv_and_poetry(project: Project) -> None:
    project.write("Pipfile", '[packages]\ndjango = "*"\nredis = {version = "<5"}\n')
    project.write("Pipfile.lock", '{"default": {"django": {"version": "==5.2.1"}, "redis": {"version": "==5.1"}}}')
    finding = project.judge("code.requirements-pinned")
    assert finding.observed == "the lock is not in step: Pipfile.lock holds redis 5.1, and Pipfile allows <5"
    project.write("poetry.lock", LOCK)
    project.write("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.11"\ndjango = "^5.2"\n')
    assert project.judge("code.requirements-pinned").evidence == ("1 packages pinned in poetry.lock",)


def test_no_requirements_cannot_be_told(project: Project) -> None:
    finding = project.judge("code.requirements-pinned")
    assert finding.outcome == "unverified"
    assert finding.reason == f"there is neither a requirements file nor a lock file in {project.path}"


PASSWORDS = {
    "DATABASE_URL=postgresql://shop:kW8zQ3vT6yP1nR5mXb@db/shop": "",
    "DB_PASSWORD=kW8z-Q3vT-6yP1-nR5mXb": "",
    "DATABASE_URL=postgresql://shop:postgres@db/live": "DATABASE_URL (line 1) is a common word",
    "DATABASE_URL=postgresql://db/live": "DATABASE_URL (line 1) is empty",
    "MYSQL_ROOT_PASSWORD=Ab3": "MYSQL_ROOT_PASSWORD (line 1) has 3 characters, fewer than 16",
    "DB_PASSWORD=aaaaaaaaaaaaaaaaaaaa": "DB_PASSWORD (line 1) is too simple",
    "DB_USER=harbour\nDB_PASSWORD=Harbour-9qT3xL-77": "DB_PASSWORD (line 2) contains the name harbour",
}


@pytest.mark.parametrize(("text", "wrong"), PASSWORDS.items())
def test_database_passwords(project: Project, text: str, wrong: str) -> None:
    project.write(".env.production", text + "\n")
    finding = project.judge("secrets.db-password-strong")
    assert finding.observed == (f"in {project.path}/.env.production: {wrong}" if wrong else "")
    assert finding.outcome == ("failed" if wrong else "passed")


def test_the_line_says_how_long_a_password_is(project: Project) -> None:
    project.write(".env.production", "DB_PASSWORD=kW8zQ3vT6yP1nR5mXb\n")
    finding = project.judge("secrets.db-password-strong", length=24)
    assert finding.observed.endswith("has 18 characters, fewer than 24")
    assert "of 24 characters or more" in finding.remedy


@pytest.mark.parametrize("check", ["secrets.db-password-strong", "secrets.credentials-unique"])
def test_no_secret_cannot_be_told(project: Project, check: str) -> None:
    project.write(".env.production", "DEBUG=False\n")
    assert project.judge(check).outcome == "unverified"
    project.write(".env.production", "DATABASE_URL=postgresql:///shop\n")
    assert project.judge(check).outcome == "unverified"


def test_secrets_that_are_shared(project: Project) -> None:
    same = "kW8zQ3vT6yP1nR5mXb"
    lines = f"DATABASE_URL=postgresql://shop:{same}@db/shop\nPOSTGRES_PASSWORD={same}\nLOGIN_PIN=1234\nOTHER_PIN=1234\n"
    project.write(".env.production", lines)
    assert project.judge("secrets.credentials-unique").outcome == "passed"
    project.write(".env.production", f"{lines}SMTP_PASSWORD={same}\n")
    finding = project.judge("secrets.credentials-unique")
    assert finding.observed.endswith("POSTGRES_PASSWORD and SMTP_PASSWORD are the same")
    assert same not in str(finding)


def test_secrets_of_another_environment(project: Project) -> None:
    project.write(".env.production", "STRIPE_SECRET_KEY=q9w8e7r6t5y4u3i2\n")
    project.write(".env.staging", "STRIPE_SECRET_KEY=q9w8e7r6t5y4u3i2\n")
    settings = project.settings()
    app = replace(settings.app, other_env_files=(str(project.path / ".env.staging"),))
    finding = project.judge("secrets.credentials-unique", replace(settings, app=app))
    assert finding.observed.endswith(f"STRIPE_SECRET_KEY is as in {project.path}/.env.staging")


@pytest.mark.parametrize(
    ("unit", "outcome"),
    [
        ("WorkingDirectory=/srv/shop\nEnvironmentFile=-/etc/shop/environment", "passed"),
        ("WorkingDirectory=/srv/shop/code\nEnvironmentFile=/srv/shop/environment", "passed"),
        ("WorkingDirectory=/srv/shop\nEnvironmentFile=/srv/shop/environment", "failed"),
        ("EnvironmentFile=/srv/shop/environment", "failed"),
        ("WorkingDirectory=/srv/shop\nEnvironmentFile=/etc/shop/other", "failed"),
        ("", "failed"),
    ],
)
def test_an_env_file_that_a_unit_has_elsewhere_need_not_be_ignored(
    project: Project, tmp_path_factory: pytest.TempPathFactory, unit: str, outcome: str
) -> None:
    env_file = tmp_path_factory.mktemp("machine") / "environment"
    env_file.write_text("SECRET_KEY=q9w8e7r6t5y4u3i2\n")
    project.write("shop.service", f"[Service]\n{unit}\n")
    project.git("add", "--all")
    settings = project.settings()
    settings = replace(settings, app=replace(settings.app, env_file=str(env_file)))
    assert project.judge("secrets.env-not-committed", settings).outcome == outcome
    project.write("environment", "SECRET_KEY=q9w8e7r6t5y4u3i2\n")
    project.git("add", "--all")
    assert project.judge("secrets.env-not-committed", settings).outcome == "failed"


def test_a_shallow_clone_cannot_tell_the_history(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    project.write(".gitignore", ".env.production\n")
    for message in ("Begin", "Go on"):
        project.git("add", "--all")
        project.git("commit", "--quiet", "--allow-empty", "--message", message)
    assert project.judge("secrets.env-not-committed").outcome == "passed"
    clone = tmp_path_factory.mktemp("shallow") / "clone"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", f"file://{project.path}", clone], check=True)
    settings = project.settings(dir=str(clone))
    finding = project.judge("secrets.env-not-committed", settings)
    assert finding.outcome == "unverified"
    assert "shallow" in finding.reason


RAW = {
    "cursor.execute('SELECT 1')": "execute()",
    "with connection.cursor() as c:\n    c.execute(query)": "execute()",
    "connection.cursor().executemany(query, rows)": "executemany()",
    "Order.objects.raw(query)": "raw()",
    "orders.extra(where=['total > 5'])": "extra()",
    "RawSQL('total + 1', [])": "RawSQL()",
    "from sqlalchemy import text as t\nsession.execute(t(query))": "text()",
    "session.execute('DELETE FROM carts')": "execute()",
    "from sqlalchemy import text\nsession.execute(text('SELECT 1'))": "",
    "session.execute(select(Order))": "",
    "logger.info('SELECT', extra={'a': 1})": "",
    "task.execute(name)": "",
    "request.raw(name)": "",
    "'cursor.execute(1)'": "",
}


@pytest.mark.parametrize(("text", "what"), RAW.items())
def test_raw_sql(project: Project, text: str, what: str) -> None:
    project.write("shop/views.py", text + "\n")
    for name in ("shop/tests/test_views.py", "shop/migrations/0001_x.py"):
        project.write(name, "cursor.execute('SELECT 1')\n")
    finding = project.judge("code.no-raw-sql")
    last = text.splitlines()[-1].strip()
    assert finding.observed == (f"SQL by hand: shop/views.py:{len(text.splitlines())} {what}: {last}" if what else "")


def test_a_file_that_cannot_be_parsed_is_not_passed_over(project: Project) -> None:
    project.write("shop/views.py", "def x(:\n")
    finding = project.judge("code.no-raw-sql")
    assert finding.outcome == "unverified"
    assert finding.reason == "files that cannot be parsed: shop/views.py:1 invalid syntax"


UNESCAPED = {
    "{{ review.text|safe }}": "a.html:1 |safe: {{ review.text|safe }}",
    "\n{{ x | default:'' | safeseq }}": "a.html:2 |safeseq: {{ x | default:'' | safeseq }}",
    "{% autoescape off %}": "a.html:1 autoescape is switched off: {% autoescape off %}",
    "{%- autoescape false -%}": "a.html:1 autoescape is switched off: {%- autoescape false -%}",
    "{{ x|default:'|safe' }} |safe {# {{ x|safe }} #}": "",
    "{% comment %}{{ x|safe }}{% endcomment %}{% verbatim %}{{ x|safe }}{% endverbatim %}": "",
    "{{ x|safe_name }}": "",
}


@pytest.mark.parametrize(("text", "wrong"), UNESCAPED.items())
def test_templates_that_do_not_escape(project: Project, text: str, wrong: str) -> None:
    project.write("a.html", text)
    project.write("shop.py", "")
    finding = project.judge("code.autoescape-intact")
    assert finding.observed == (f"not escaped: {wrong}" if wrong else "")
    assert wrong or finding.reason.startswith("whether the template engines escape cannot be seen: ")


CALLS = {
    "from django.utils.safestring import mark_safe as m\nm(x)": "mark_safe() of what is not a literal",
    "from markupsafe import Markup\nMarkup('<b>') + x": "",
    "from markupsafe import Markup\nMarkup(f'<b>{x}')": "Markup() of what is not a literal",
    "from jinja2 import Environment\nEnvironment(loader=x)": "Environment without autoescape",
    "from jinja2 import Environment\nEnvironment(autoescape=True)": "",
    "from django.utils.html import format_html\nformat_html('<b>{}', x)": "",
    "from django.utils.html import format_html\nformat_html(f'<b>{x}')": (
        "format_html() with a template that is not a literal"
    ),
    "import x\nOPTIONS = {'autoescape': False}": "autoescape is switched off",
    "import x\napp.jinja_env.autoescape = False": "autoescape is switched off",
    "import x\nmark_safe(x)": "",
}


@pytest.mark.parametrize(("text", "what"), CALLS.items())
def test_code_that_does_not_escape(project: Project, text: str, what: str) -> None:
    project.write("shop.py", text + "\n")
    finding = project.judge("code.autoescape-intact")
    assert finding.observed == (f"not escaped: shop.py:2 {what}: {text.splitlines()[-1]}" if what else "")


FORMS = {
    '<form method="post">{% csrf_token %}</form>': "",
    '<form method="POST" action="{% url "pay" %}">{{ form.hidden_tag() }}</form>': "",
    "<form method=post><input value='{{ csrf_token() }}'></form>": "",
    '<form method="post">{% include "fields.html" %}</form>': "",
    '<form method="post" action="https://pay.example/">x</form><form method=post>{% csrf_token %}': "",
    '<form method="post" action="{% url "pay" %}">\n</form>{% csrf_token %}': "shop.html:1",
    '\n<form method="post">{# {% csrf_token %} #}</form>': "shop.html:2",
    '<form method="post">{% include "other.html" %}</form>': "shop.html:1",
}


@pytest.mark.parametrize(("text", "place"), FORMS.items())
def test_forms(project: Project, text: str, place: str) -> None:
    project.write("shop.html", text)
    project.write("templates/fields.html", "{% csrf_token %}")
    project.write("templates/other.html", "<input>")
    finding = project.judge("code.csrf-tokens-in-templates")
    assert finding.outcome == ("failed" if place else "passed")
    assert finding.observed.startswith(f"without a CSRF token: {place}: <form" if place else "")


def test_no_form_cannot_be_told(project: Project) -> None:
    project.write("shop.html", '<form method="get"></form>')
    finding = project.judge("code.csrf-tokens-in-templates")
    assert (finding.outcome, finding.reason) == ("unverified", "none of 1 templates has a form that posts")


KEY = "sk_" + "live_" + "51Hb8xQ2ZrT9vLw4NcYp7KdG"
HARDCODED = {
    f'PAY = "{KEY}"\n': "shop/pay.py:1 ",
    "-----BEGIN " + "PRIVATE KEY-----\n": "shop/pay.py:1 ",
    '\npassword = "hJ4tG9sD2fL7cV0bNq"\n': "shop/pay.py:2 Secret Keyword",
    f'PAY = "{KEY}"  # pragma: allowlist secret\n': "",
    'PASSWORD = "<your-password>"\n': "",
    'secret_key = "env:STRIPE_SECRET_KEY"\n': "",
    'secret_key = "env:STRIPE hJ4tG9sD2fL7"\n': "shop/pay.py:1 Secret Keyword",
    'DIGEST = "d41d8cd98f00b204e9800998ecf8427e1a2b3c4d"\n': "",
    'DOC = "postgresql://user:password@host/name"\n': "",
}


@pytest.mark.parametrize(("text", "wrong"), HARDCODED.items())
def test_credentials_in_tracked_files(project: Project, text: str, wrong: str) -> None:
    pytest.importorskip("detect_secrets", reason="needs pytest-golive[code]")
    project.write("shop/pay.py", text)
    project.git("add", "--all")
    finding = project.judge("secrets.no-hardcoded")
    assert finding.outcome == ("failed" if wrong else "passed"), finding
    assert finding.observed.startswith(f"written in files: {wrong}" if wrong else "")
    assert KEY not in str(finding)


def test_a_project_with_another_linter_cannot_be_told(project: Project) -> None:
    project.write("shop.py", "")
    assert project.judge("code.lint-clean").evidence == ("1 Python files by E, F and W",)
    project.write(".flake8", "[flake8]\nmax-line-length = 100\n")
    finding = project.judge("code.lint-clean")
    assert finding.reason == "flake8 is what the project is linted by, and only ruff is run here"
    project.write("shop.py", f"X = '{'x' * 92}'\n")
    assert project.judge("code.pep8").outcome == "passed"
    project.write("shop.py", f"X = '{'x' * 102}'\n")
    assert project.judge("code.pep8").observed.startswith("1 by PEP 8 (E, W, N): shop.py:1 E501 Line too long")


def test_a_broken_configuration_cannot_be_told(project: Project) -> None:
    project.write("shop.py", "")
    project.write("ruff.toml", "nonsense = 1\n")
    finding = project.judge("code.lint-clean")
    assert (finding.outcome, finding.look_failed) == ("unverified", True)
    assert finding.reason.startswith("ruff ended with code 2: ")


SHELL = "import subprocess\n\n\ndef run(name):\n    subprocess.call(f'x {name}', shell=True)\n"


def test_the_security_scan_leaves_tests_out_and_takes_reviews(project: Project) -> None:
    project.write("tests/test_x.py", SHELL)
    project.write("shop.py", SHELL)
    finding = project.judge("code.sast-clean")
    assert finding.observed.startswith("found: shop.py:5 S602 ")
    assert "tests/" not in finding.observed
    line = "shop.py: subprocess.call(f'x {name}', shell=True)"
    assert project.judge("code.sast-clean", project.settings(reviewed={"sast-clean": (line,)})).outcome == "passed"


BUILT = {
    'cursor.execute(f"SELECT {x}")': True,
    'cursor.execute("SELECT %s" % x)': True,
    'cursor.execute("SELECT " + x)': True,
    'cursor.execute("SELECT {}".format(x))': True,
    'q = f"SELECT {x}"\ncursor.execute(q)': True,
    'q = "SELECT 1"\nq += x\ncursor.execute(q)': True,
    "Order.objects.extra(where=[f'n = {x}'])": True,
    'cursor.execute("SELECT %s", [x])': False,
    'cursor.execute("SELECT " "1")': False,
    'cursor.execute(sql.SQL("SELECT {}").format(sql.Identifier(x)))': False,
}


@pytest.mark.parametrize(("text", "is_built"), BUILT.items())
def test_sql_put_together(project: Project, text: str, is_built: bool) -> None:
    project.write("shop.py", text + "\n")
    finding = project.judge("code.sql-injection-scan")
    assert finding.outcome == ("failed" if is_built else "passed"), finding


def test_todos_of_other_languages_count(project: Project) -> None:
    project.write("shop.py", "")
    project.write("static/app.js", "// TODO: remove before launch\n")
    project.write("static/lib.min.js", "// TODO of somebody else's\n")
    project.write("deploy.sh", "#!/bin/sh\n# FIXME: no rollback\n")
    project.write("page.html", "<p>TODO list of a customer</p>\n")
    observed = project.judge("code.todo-comments").observed
    assert "static/app.js:1" in observed
    assert "deploy.sh:2" in observed
    assert "lib.min.js" not in observed
    assert "page.html" not in observed


def test_every_requirements_file_of_production_counts(project: Project) -> None:
    project.write("requirements.txt", "django==5.2.1\n")
    project.write("requirements-dev.txt", "pytest\n")
    assert project.judge("code.requirements-pinned").outcome == "passed"
    project.write("requirements-prod.txt", "requests>=2\n")
    assert "requests" in project.judge("code.requirements-pinned").observed


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Procfile", "web: FLASK_DEBUG=1 flask --app wsgi run"),
        ("deploy/tea.service", "Environment=FLASK_DEBUG=1"),
        ("docker-compose.yml", "      FLASK_DEBUG: 'true'"),
        ("Dockerfile", "CMD flask --app wsgi run --debug"),
    ],
)
def test_files_that_start_flask_with_debug(project: Project, name: str, text: str) -> None:
    project.write(name, f"{text}\n")
    project.write("docker-compose.dev.yml", "FLASK_DEBUG: 1\n")
    gatherer = Gatherer({"settings": project.settings(), "now": NOW})
    gatherer.start(["launchers"])
    assert [one.place for one in gatherer.get("launchers").value.debug] == [f"{name}:1"]
