"""What the application's own Python tries out: pages' queries, migrations from zero, mail templates."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.facts.mails import RenderedMail, RenderedPart
from pytest_golive.facts.pages import PageQueries
from pytest_golive.facts.scratch import ScratchMigrations
from pytest_golive.settings import App, Database, DeclaredView, Mail, MailTemplate, Settings, Target
from tests.checks.outside_cases import ask, see
from tests.findings import told

N_PLUS_ONE, BUDGET = "db.no-n-plus-one", "db.query-budget"
APPLY, RENDER = "db.migrations-apply-cleanly", "mail.templates-render"
FILES = {
    "site_settings.py": """
from pathlib import Path
BASE_DIR = Path(__file__).parent
SECRET_KEY = "x" * 50
ALLOWED_HOSTS = ["shop.test"]
ROOT_URLCONF = "library.urls"
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "library"]
MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware"]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": BASE_DIR / "kept"}}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = BASE_DIR / "sent"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
""",
    "library/__init__.py": "",
    "library/models.py": """
from django.db import models
class Shelf(models.Model):
    name = models.CharField(max_length=20)
class Book(models.Model):
    shelf = models.ForeignKey(Shelf, models.CASCADE, related_name="books")
    name = models.CharField(max_length=20)
""",
    "library/migrations/__init__.py": "",
    "library/views.py": """
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpResponse
from library.models import Book, Shelf
def joined(request):
    with transaction.atomic(durable=True):
        Shelf.objects.create(name="written")
    cache.set("seen", 1)
    send_mail("seen", "text", None, ["ada@shop.test"])
    return HttpResponse(", ".join(book.shelf.name for book in Book.objects.select_related("shelf")))
def lazy(request):
    books = Book.objects.filter(name__startswith=request.GET.get("q", ""))
    return HttpResponse(", ".join(book.shelf.name for book in books))
@login_required
def mine(request):
    return HttpResponse(request.user.username + str(list(Book.objects.all())))
def broken(request):
    return HttpResponse(Book.objects.get(name="nowhere"))
def one(request):
    return HttpResponse(Book.objects.first().name)
""",
    "library/urls.py": """
from django.urls import path
from library import views
urlpatterns = [path(name + "/", getattr(views, name)) for name in ("joined", "lazy", "mine", "broken", "one")]
""",
    "library/templates/mail/subject.txt": "{{ order.number }}",
    "library/templates/mail/text.txt": "Dear {{ name|default:'customer' }}, of {{ day|date:'j F Y' }}: {{ total }}",
    "library/templates/mail/lines.txt": "{% for line in order.linse %}{{ line }}{% empty %}none{% endfor %}",
    "library/templates/mail/raises.txt": "{{ total|add:tax }}",
    "library/templates/mail/translated.txt": (
        "{% load i18n %}{% blocktranslate %}Dear {{ nmae }}{% endblocktranslate %}"
    ),
    "library/templates/mail/text.html": "<p>TODO <a href='https://shop.test/'>shop</a> <a href='/track/'>order</a></p>",
    "library/templates/mail/good.html": "<p>{{ order.number }} <a href='mailto:help@shop.test'>help</a></p>",
    "sample.toml": 'name = ""\nday = 2026-11-20\ntotal = "A & B"\n[order]\nnumber = "N1"\n',
}
MAKE = """
import os, sys
sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "site_settings"
import django
django.setup()
from django.core.management import call_command
call_command("makemigrations", "library", verbosity=0)
call_command("migrate", verbosity=0)
from django.contrib.auth.models import User
from library.models import Book, Shelf
User.objects.create_user("ada")
for number in range(4):
    Book.objects.create(shelf=Shelf.objects.create(name=f"shelf {number}"), name="ab" if number else "b")
"""
UNAPPLIED = """
from django.db import migrations
class Migration(migrations.Migration):
    dependencies = [("library", "0001_initial")]
    operations = [migrations.{}]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with four books on four shelves."""
    made = tmp_path_factory.mktemp("library")
    for name, text in FILES.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text, encoding="utf-8")
    subprocess.run([sys.executable, "-c", MAKE], cwd=made, env={**os.environ}, check=True, capture_output=True)
    return made


def settings(folder: Path, *views: DeclaredView, **changes: Any) -> Settings:
    app = App(dir=str(folder), python=sys.executable, settings="site_settings")
    target = Target(url="https://shop.test")
    return Settings(app=app, target=target, database=Database(views=views), **changes)


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, PageQueries]:
    """Every kind of page, asked for in one process."""
    before = rows(folder)
    declared = (
        DeclaredView(path="/joined/"),
        DeclaredView(path="/lazy/"),
        DeclaredView(path="/lazy/?q=", fewer="/lazy/?q=a"),
        DeclaredView(path="/lazy/?q=a", fewer="/joined/"),
        DeclaredView(path="/lazy/?q=b", fewer="/lazy/?q=c"),
        DeclaredView(path="/mine/"),
        DeclaredView(path="/mine/?as=ada", user="ada"),
        DeclaredView(path="/mine/?as=bob", user="bob"),
        DeclaredView(path="/broken/"),
        DeclaredView(path="/gone/"),
        DeclaredView(path="/one/"),
        DeclaredView(path="/one/?one", shows_list=False),
    )
    found = see("page_queries", settings=settings(folder, *declared))
    assert isinstance(found, tuple), found
    assert rows(folder) == before
    assert not (folder / "kept").exists()
    assert not (folder / "sent").exists()
    return {one.view.path: one for one in found}


def rows(folder: Path) -> dict[str, int]:
    """How many rows each table has, and how far its numbers have come."""
    with closing(sqlite3.connect(folder / "db.sqlite3")) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counted = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
        return counted | dict(connection.execute("SELECT 'next ' || name, seq FROM sqlite_sequence"))


@pytest.mark.parametrize(
    ("path", "outcome", "words"),
    [
        ("/joined/", "passed", ""),
        ("/lazy/", "unverified", "/lazy/ shows 4 rows only, and runs 4 times: SELECT … FROM"),
        ("/lazy/?q=", "failed", "/lazy/?q= runs 5 queries, and /lazy/?q=a with fewer things 4"),
        ("/lazy/?q=a", "unverified", "/lazy/?q=a: /joined/: is another view (library.views.joined)"),
        ("/lazy/?q=b", "unverified", "/lazy/?q=b shows 1 rows and /lazy/?q=c 0"),
        ("/mine/", "unverified", "/mine/ answers 302 (to /accounts/login/?next=/mine/)"),
        ("/mine/?as=ada", "passed", ""),
        ("/mine/?as=bob", "unverified", "/mine/?as=bob as bob: DoesNotExist: User matching query does not exist."),
        ("/broken/", "unverified", "/broken/: DoesNotExist: Book matching query does not exist."),
        ("/gone/", "unverified", "/gone/ answers 404"),
        ("/one/", "unverified", "/one/ shows no list of two rows or more"),
        ("/one/?one", "passed", ""),
    ],
)
def test_queries_of_a_page(pages: dict[str, PageQueries], path: str, outcome: str, words: str) -> None:
    finding = ask(N_PLUS_ONE, page_queries=(pages[path],))
    assert told(finding)[0] == outcome
    assert told(finding)[1].startswith(words)


def test_one_statement_again_and_again(pages: dict[str, PageQueries]) -> None:
    page = pages["/lazy/"]
    often = replace(page, repeated=(replace(page.repeated[0], times=6),))
    assert told(ask(N_PLUS_ONE, page_queries=(pages["/joined/"], often)))[1].startswith("/lazy/ runs 6 times: SELECT")


def test_a_budget_is_the_pages_own_or_the_lines(pages: dict[str, PageQueries]) -> None:
    page = pages["/lazy/"]
    assert ask(BUDGET, page_queries=(page,)).evidence == ("/lazy/: 5 of 30 queries",)
    small = replace(page, view=replace(page.view, queries=4))
    assert told(ask(BUDGET, page_queries=(small,))) == ("failed", "/lazy/ runs 5 queries, of at most 4")
    assert told(ask(BUDGET, page_queries=(pages["/broken/"],)))[0] == "unverified"
    assert told(ask(BUDGET, page_queries=(pages["/gone/"],))) == ("unverified", "/gone/ answers 404")


def test_without_declared_pages_nothing_is_told(folder: Path) -> None:
    assert see("page_queries", settings=settings(folder)) == "no page is declared whose queries could be counted"
    flask = Settings(app=App(dir=str(folder), flask="shop:app"), database=Database(views=(DeclaredView(path="/"),)))
    assert see("page_queries", settings=flask).startswith("this is a Flask application (shop:app")


@pytest.mark.parametrize(
    ("operation", "outcome", "words"),
    [
        ("", "passed", ""),
        (
            "RunSQL('UPDATE library_review SET stars = 5')",
            "failed",
            "from zero, migrate ends at library.0002_later: OperationalError: no such table: library_review",
        ),
        (
            "RemoveField('book', 'name')",
            "failed",
            "no migration makes library: Add field name to book",
        ),
        (
            "RunPython(lambda apps, schema: apps.get_model('library', 'Book').objects.using('other').first())",
            "unverified",
            "library.0002_later: RuntimeError: migrations reach the scratch database only",
        ),
    ],
)
def test_migrations_from_zero(folder: Path, operation: str, outcome: str, words: str) -> None:
    other = folder / "other_settings.py"
    other.write_text("from site_settings import *\nDATABASES['other'] = dict(DATABASES['default'])\n")
    later = folder / "library" / "migrations" / "0002_later.py"
    if operation:
        later.write_text(UNAPPLIED.format(operation))
    before = rows(folder)
    plain = settings(folder)
    try:
        seen = see("scratch_migrations", settings=replace(plain, app=replace(plain.app, settings="other_settings")))
    finally:
        later.unlink(missing_ok=True)
    assert isinstance(seen, ScratchMigrations), seen
    assert rows(folder) == before
    finding = ask(APPLY, scratch_migrations=seen)
    assert told(finding)[0] == outcome
    assert told(finding)[1].startswith(words)


def test_a_database_that_is_left_is_told() -> None:
    tried = ScratchMigrations(vendor="postgresql", applied=3, migration="a.0003", left="golive_scratch_1: refused")
    finding = ask(APPLY, scratch_migrations=tried)
    assert "a scratch database is left, drop it: golive_scratch_1: refused" in finding.evidence
    none = replace(tried, applied=0)
    assert told(ask(APPLY, scratch_migrations=none)) == ("unverified", "there is no migration")


def test_a_scratch_address_is_of_the_same_engine(folder: Path) -> None:
    given = replace(settings(folder), database=Database(scratch_url="postgresql://who:CANARY-p4ss@db.test/postgres"))
    seen = see("scratch_migrations", settings=given)
    assert "scratch_url is of another kind of database than the application's (sqlite)" in seen
    assert "CANARY" not in seen


def mail(folder: Path, **parts: str) -> MailTemplate:
    named = {part: f"mail/{name}" for part, name in parts.items()}
    return MailTemplate(name=" ".join(parts.values()), sample=str(folder / "sample.toml"), **named)


@pytest.fixture(scope="module")
def mails(folder: Path) -> dict[str, RenderedMail]:
    """Every kind of template, rendered in one process."""
    declared = (
        mail(folder, subject="subject.txt", html="good.html"),
        mail(folder, text="text.txt"),
        mail(folder, text="lines.txt"),
        mail(folder, text="raises.txt"),
        mail(folder, text="translated.txt"),
        mail(folder, text="none.txt"),
        mail(folder, html="text.html"),
    )
    found = see("mail_renders", settings=settings(folder, mail=Mail(templates=declared)))
    assert isinstance(found, tuple), found
    return {one.name: one for one in found}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("subject.txt good.html", ""),
        ("text.txt", "text.txt: mail/text.txt is plain text and says '&amp;': it is escaped as HTML"),
        ("lines.txt", "lines.txt: mail/lines.txt has order.linse, which the sample has not"),
        ("raises.txt", "raises.txt: mail/raises.txt raises VariableDoesNotExist: Failed lookup for key [tax]"),
        (
            "translated.txt",
            "translated.txt: mail/translated.txt prints a variable that the sample has not, at 'Dear (unresolved)'",
        ),
        ("none.txt", "none.txt: mail/none.txt raises TemplateDoesNotExist: mail/none.txt"),
        (
            "text.html",
            "text.html: mail/text.html says 'TODO'; text.html: mail/text.html has the relative link '/tra",
        ),
    ],
)
def test_mail_templates(mails: dict[str, RenderedMail], name: str, words: str) -> None:
    finding = ask(RENDER, mail_renders=(mails[name],))
    assert told(finding)[1].startswith(words)
    assert told(finding)[0] == ("failed" if words else "passed")


def test_what_a_mail_says(mails: dict[str, RenderedMail]) -> None:
    good = mails["subject.txt good.html"]
    assert ask(RENDER, mail_renders=(good,)).evidence == ("subject.txt good.html “N1”: html render",)
    assert good.subject is not None
    empty = replace(good, subject=replace(good.subject, text=" \n"))
    assert told(ask(RENDER, mail_renders=(empty,)))[1].endswith("mail/subject.txt is empty")
    assert mails["text.txt"].text is not None
    assert mails["text.txt"].text.text == "Dear customer, of 20 November 2026: A &amp; B"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Look: https://shop.test/orders/N1/", ""),
        ("Open 24/7, and/or by night, 12 km/h", ""),
        ("Look: /orders/N1/", "a.txt has the relative link '/orders/N1/'"),
        ("Look: http://localhost:8000/N1.", "a.txt links to 'http://localhost:8000/N1', which no customer can open"),
        ("Look: https://example.com/N1", "a.txt links to 'https://example.com/N1', which no customer can open"),
    ],
)
def test_links_of_a_mail(text: str, words: str) -> None:
    one = RenderedMail(name="order", text=RenderedPart(template="a.txt", text=text))
    assert told(ask(RENDER, mail_renders=(one,)))[1] == (f"order: {words}" if words else "")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("", "", "no mail templates are declared"),
        ("gone.toml", None, "gone.toml cannot be read: No such file or directory"),
        ("bad.toml", "= 1", "bad.toml is no sample: "),
        ("time.toml", "at = 09:30:00", "time.toml is no sample: datetime.time(9, 30) is nothing that a template"),
    ],
)
def test_what_is_not_declared_is_not_rendered(folder: Path, name: str, text: str | None, words: str) -> None:
    if text:
        (folder / name).write_text(text)
    templates = (MailTemplate(name="order", sample=str(folder / name), text="mail/text.txt"),) if name else ()
    assert see("mail_renders", settings=settings(folder, mail=Mail(templates=templates))).startswith(words)


def test_a_mail_needs_a_text(folder: Path) -> None:
    given = settings(folder, mail=Mail(templates=(mail(folder, subject="subject.txt"),)))
    assert see("mail_renders", settings=given) == "the mail 'subject.txt' has no template of its text"


def test_flask_templates_are_strict(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "good.txt").write_text("{{ order.number }} {{ shop }}")
    (tmp_path / "templates" / "bad.txt").write_text("{{ order.nmuber }}")
    (tmp_path / "app.py").write_text(
        "from flask import Flask\napp = Flask('app')\napp.context_processor(lambda: {'shop': 'Pier'})\n"
    )
    (tmp_path / "sample.json").write_text('{"order": {"number": "N1"}}')
    templates = tuple(
        MailTemplate(name=name, sample=str(tmp_path / "sample.json"), text=f"{name}.txt") for name in ("good", "bad")
    )
    app = App(dir=str(tmp_path), python=sys.executable, flask="app:app")
    good, bad = see("mail_renders", settings=Settings(app=app, mail=Mail(templates=templates)))
    assert good.text.text == "N1 Pier"
    assert told(ask(RENDER, mail_renders=(good, bad)))[1].startswith("bad: bad.txt raises UndefinedError: ")
