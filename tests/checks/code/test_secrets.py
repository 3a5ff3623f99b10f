"""Secrets in files as they are really written, and in the history."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest

from tests.checks.code.project import Project

PASSWORDS = {
    "DATABASE_URL=postgresql://shop:kW8zQ3vT6yP1nR5mXb@db/shop": "",
    "DB_PASSWORD=kW8z-Q3vT-6yP1-nR5mXb": "",
    "DATABASE_URL=postgresql://shop:postgres@db/live": "DATABASE_URL (line 1) is a common word",
    "DATABASE_URL=postgresql://db/live": "DATABASE_URL (line 1) is empty",
    "MYSQL_ROOT_PASSWORD=Ab3": "MYSQL_ROOT_PASSWORD (line 1) has 3 characters, fewer than 16",
    "DB_PASSWORD=aaaaaaaaaaaaaaaaaaaa": "DB_PASSWORD (line 1) is too simple",
    "DATABASE_URL=postgresql://shop:kW8zQ3vT6yP1nR5mXb@db/shop\nRDS_PASSWORD=Ab3": (
        "RDS_PASSWORD (line 2) has 3 characters, fewer than 16"
    ),
    "DB_PASSWORD=kW8zQ3vT6yP1nR5mXb\nREPORTS=mysql2://tea:tea@db/reports": "REPORTS (line 2) contains the name tea",
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


SHARED = {
    "A_URL=mysql://shop:{0}@one/shop\nB_URL=mysql://wiki:{0}@two/wiki\n": "A_URL and B_URL are the same",
    "A_URL=mysql://shop:{0}@one/shop\nB_URL=mysql://wiki:{0}@one/shop\n": "A_URL and B_URL are the same",
    "A_URL=mysql://shop:{0}@one/shop\nB_URL=mysql://shop:{0}@one/wiki\n": "",
    "A_URL=mysql://shop:{0}@one/shop\nREPLICA_URL=mysql://shop:{0}@two/shop\n": "",
    "EMAIL_HOST_PASSWORD={0}\nSENDGRID_API_KEY={0}\n": "",
    "EMAIL_HOST_PASSWORD={0}\nMAPS_API_KEY={0}\n": "EMAIL_HOST_PASSWORD and MAPS_API_KEY are the same",
    "RABBITMQ_DEFAULT_PASS={0}\nCELERY_BROKER_URL=amqp://shop:{0}@mq:5672//\n": "",
}


@pytest.mark.parametrize(("text", "wrong"), SHARED.items())
def test_secrets_that_open_the_same(project: Project, text: str, wrong: str) -> None:
    project.write(".env.production", text.format("kW8zQ3vT6yP1nR5mXb"))
    finding = project.judge("secrets.credentials-unique")
    assert finding.observed == (f"in {project.path}/.env.production: {wrong}" if wrong else "")
    assert finding.outcome == ("failed" if wrong else "passed")


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


REAL = "API_TOKEN=xxV5wYMWUtzaj3OPis0Gq7Lm2N\n"
ENV_FILES = {
    (".env", REAL): False,
    ("backend/.env", "DEBUG=True\n"): False,
    ("prod.env", REAL): False,
    ("config/.env.prod", REAL): False,
    (".ENV", REAL): False,
    ("geräte/.env", REAL): False,
    (".env.test", REAL): False,
    (".env.test", "API_TOKEN=made-up\nDB_PASSWORD=postgres\n"): True,
    ("ci.env", "DEBUG=True\n"): True,
    (".env.example", REAL): True,
    (".env.dist", ""): True,
    ("sample.env", ""): True,
    (".env.local.template", ""): True,
    (".env.vault", REAL): True,
    ("node_modules/thing/.env", ""): True,
    (".env/pyvenv.cfg", ""): True,
    ("shop/env.py", ""): True,
}


@pytest.mark.parametrize(("file", "is_fine"), ENV_FILES.items(), ids=str)
def test_every_env_file_counts(project: Project, file: tuple[str, str], is_fine: bool) -> None:
    name, text = file
    project.write(".gitignore", ".env.production\n")
    project.write(name, text)
    finding = project.judge("secrets.env-not-committed")
    # What tests use is looked into when git has it.
    is_open = not is_fine and name != ".env.test"
    assert finding.observed == (f"git does not ignore {name}: the next `git add` takes it in" if is_open else "")
    project.git("add", "--all", "--force")
    assert project.judge("secrets.env-not-committed").observed == ("" if is_fine else f"git tracks {name}")
    project.git("commit", "--quiet", "--message", "Begin")
    project.git("rm", "--quiet", name)
    project.git("commit", "--quiet", "--message", "Out")
    commit = project.git("rev-parse", "--short", "HEAD~1").strip()
    finding = project.judge("secrets.env-not-committed")
    assert finding.observed == ("" if is_fine else f"the history holds {name} ({commit})")
    assert finding.outcome == ("passed" if is_fine else "failed")


def test_an_env_file_that_came_with_a_merge_or_a_rename(project: Project) -> None:
    project.write(".gitignore", ".env*\n")
    project.write("notes.txt", REAL)
    project.git("add", "--all")
    project.git("commit", "--quiet", "--message", "Begin")
    project.git("checkout", "--quiet", "-b", "side")
    project.git("commit", "--quiet", "--allow-empty", "--message", "Side")
    project.git("checkout", "--quiet", "main")
    project.git("commit", "--quiet", "--allow-empty", "--message", "Main")
    project.git("merge", "--quiet", "--no-commit", "--no-ff", "side")
    project.git("mv", "notes.txt", ".env")
    project.git("commit", "--quiet", "--message", "Merge")
    project.git("rm", "--quiet", ".env")
    project.git("commit", "--quiet", "--message", "Out")
    assert project.judge("secrets.env-not-committed").observed.startswith("the history holds .env (")


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


KEY = "sk_" + "live_" + "51Hb8xQ2ZrT9vLw4NcYp7KdG"
RANDOM = "xxV5wYMWUtzaj3OPis0G"
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
    # What a line holds besides the credential is no reason to let it pass.
    f'PAY = {{\n    "bkash": {{"username": "shop", "password": "{RANDOM}"}},\n}}\n': "shop/pay.py:2 Secret Keyword",
    f'DB_PASSWORD = "{RANDOM}"  # change me every year\n': "shop/pay.py:1 Secret Keyword",
    f'MAIL_PASSWORD = "{RANDOM}"  # mailbox of shop@example.com\n': "shop/pay.py:1 Secret Keyword",
    f'BKASH = {{"user": "shop", "app_secret": "{"5f2b9c" * 6}"}}\n': "shop/pay.py:1 ",
    'PAY = {"username": "shop", "password": "<password>"}  # from the vault\n': "",
    # Shapes that detect-secrets does not know.
    f'CONNECTION = connect(host="db", password="{RANDOM}")\n': "shop/pay.py:1 literal value of password",
    f'DB_PASSWORD: str = "{RANDOM}"\n': "shop/pay.py:1 literal value of DB_PASSWORD",
    f'API_TOKEN = "{RANDOM}"\n': "shop/pay.py:1 literal value of API_TOKEN",
    f'EMAIL_PASS = "{RANDOM}"\n': "shop/pay.py:1 literal value of EMAIL_PASS",
    f'PW = os.environ.get("DB_PASSWORD", "{RANDOM}")\n': "shop/pay.py:1 literal value of DB_PASSWORD",
    f'PW = (\n    os.getenv("DB_PASSWORD")\n    or "{RANDOM}"\n)\n': "shop/pay.py:3 literal value of DB_PASSWORD",
    f'PW = config("SECRET_KEY", default="{RANDOM}")\n': "shop/pay.py:1 literal value of SECRET_KEY",
    f'def connect(host, password="{RANDOM}"): ...\n': "shop/pay.py:1 ",
    'RAZORPAY_KEY_ID = "rzp_' + 'live_ILgsfZCZoFIKMb"\n': "shop/pay.py:1 key of a known service",
    f'API_TOKEN = "{RANDOM}"  # pragma: allowlist secret\n': "",
    'API_TOKEN = ""\nDB_PASSWORD: str = "<password>"\nPW = os.environ.get("DB_PASSWORD", "change-me")\n': "",
    'PW = os.environ.get("DB_PASSWORD", "")\nLOCALE = os.environ.get("LANGUAGE", "en-gb")\n': "",
    'TOKEN_TYPE = "Bearer"\nTOKEN = "refresh"\nRESET_TOKEN = "reset_token"\nTOKEN_URL = "https://x/token"\n': "",
    'check(token="/reset/", pass_="***")\n': "",
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
    assert RANDOM not in str(finding)


def test_made_up_credentials_of_tests(project: Project) -> None:
    pytest.importorskip("detect_secrets", reason="needs pytest-golive[code]")
    project.write("shop/tests/test_pay.py", f'log_in(password="{RANDOM}")\nPAY = {{"password": "{RANDOM}"}}\n')
    project.git("add", "--all")
    assert project.judge("secrets.no-hardcoded").outcome == "passed"


def commit(project: Project, name: str, text: str) -> str:
    project.write(name, text)
    project.git("add", "--all", "--force")
    project.git("commit", "--quiet", "--message", "Go on")
    return project.git("rev-parse", "--short", "HEAD").strip()


PAST = {
    ("shop/pay.py", f'STRIPE = "{KEY}"\n'): "key of a known service",
    ("deploy/key.pem", "-----BEGIN " + "RSA PRIVATE KEY-----\n"): "key of a known service",
    ("shop/pay.py", f'DB_PASSWORD = "{RANDOM}"\n'): "literal value of DB_PASSWORD",
    ("shop/pay.py", 'DB_PASSWORD = "hunterhunter"\n'): "literal value of DB_PASSWORD",
    ("web/pay.js", f"const config = {{ apiKey: '{RANDOM}' }}\n"): "literal value of apiKey",
    ("web/de.json", '{"password": "Passwort"}\n'): "",
    ("shop/pay.py", 'PASSWORD = "<your-password>"\nTOKEN = os.environ["TOKEN"]\n'): "",
    ("shop/tests/test_pay.py", f'log_in(password="{RANDOM}")\n'): "",
    ("node_modules/pay/key.pem", "-----BEGIN " + "RSA PRIVATE KEY-----\n"): "",
    ("shop/pay.py", f'DB_PASSWORD = "{RANDOM}"  # pragma: allowlist secret\n'): "",
}


@pytest.mark.parametrize(("file", "wrong"), PAST.items(), ids=str)
def test_credentials_that_were_taken_out_again(project: Project, file: tuple[str, str], wrong: str) -> None:
    name, text = file
    at = commit(project, name, text)
    commit(project, name, "pass\n")
    finding = project.judge("secrets.never-committed")
    assert finding.observed == (f"the history holds {name} ({at}) {wrong}" if wrong else "")
    assert finding.outcome == ("failed" if wrong else "passed")
    assert finding.evidence == (() if wrong else ("2 commits added no credential",))
    assert KEY not in str(finding)
    assert RANDOM not in str(finding)


def test_what_is_allowed_later_was_allowed_before(project: Project) -> None:
    commit(project, "shop/pay.py", f'DB_PASSWORD = "{RANDOM}"\n')
    commit(project, "shop/pay.py", f'DB_PASSWORD = "{RANDOM}"  # pragma: allowlist secret\n')
    commit(project, "shop/pay.py", "pass\n")
    assert project.judge("secrets.never-committed").outcome == "passed"


def test_a_credential_that_came_with_a_merge(project: Project) -> None:
    commit(project, "shop/pay.py", "pass\n")
    project.git("checkout", "--quiet", "-b", "side")
    commit(project, "shop/side.py", "pass\n")
    project.git("checkout", "--quiet", "main")
    project.git("merge", "--quiet", "--no-commit", "--no-ff", "side")
    at = commit(project, "shop/pay.py", f'STRIPE = "{KEY}"\n')
    commit(project, "shop/pay.py", "pass\n")
    finding = project.judge("secrets.never-committed")
    assert finding.observed == f"the history holds shop/pay.py ({at}) key of a known service"


def test_a_history_that_is_too_long_or_shallow_cannot_be_told(
    project: Project, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(project, "shop/pay.py", "pass\n")
    commit(project, "shop/pay.py", "pass  # more\n")
    clone = tmp_path_factory.mktemp("shallow") / "clone"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", f"file://{project.path}", clone], check=True)
    finding = project.judge("secrets.never-committed", project.settings(dir=str(clone)))
    assert finding.outcome == "unverified"
    assert "shallow" in finding.reason
    monkeypatch.setattr("pytest_golive.facts.code.past.LARGEST", 10)
    finding = project.judge("secrets.never-committed")
    assert finding.outcome == "unverified"
    assert "vouch for the line" in finding.remedy
