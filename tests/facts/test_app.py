"""The inspector on a real Django project, run by a real Python in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from pytest_golive.facts import app as look_at
from pytest_golive.facts.app import Execution
from pytest_golive.facts.app_model import Application
from pytest_golive.settings import Settings
from tests.facts.django_project import CANARY, MIGRATE, SETTINGS, build, run_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("site")
    found = build(folder)
    run_in(folder, MIGRATE)
    return found


@pytest.fixture(scope="module")
def seen(settings: Settings) -> Application:
    return look_at.application(settings)


@pytest.fixture(scope="module")
def ran(settings: Settings) -> Execution:
    return look_at.execution(settings)


def test_settings(seen: Application) -> None:
    assert (seen.module, seen.python) == ("shop.settings", ".".join(map(str, sys.version_info[:3])))
    assert seen.errors == {}
    assert seen.settings["DEBUG"] is False
    assert seen.settings["WAIT"] == 120
    assert seen.settings["PATTERN"] == "^/x"
    assert seen.settings["THINGS"] == ["a", "b"]
    assert seen.settings["AUTH_USER_MODEL"] == "auth.User"
    assert "CACHES" in seen.explicit
    assert seen.secrets["SECRET_KEY"].length == len(CANARY) + 3
    assert set(seen.secrets) >= {"SECRET_KEY", "PAYMENT_API_KEY", "EMAIL_HOST_PASSWORD"}
    assert seen.version >= (5, 2)
    assert "django.contrib.admin" in seen.installed_apps


def test_no_secret_leaves_the_process(seen: Application, ran: Execution) -> None:
    assert CANARY not in repr(seen)
    assert CANARY not in repr(ran)
    assert seen.settings["NESTED"]["url"] == "amqp://u:***@h"
    assert seen.settings["NESTED"]["password"] == "***"


def test_a_weak_secret_is_left_inside_of_longer_names(tmp_path: Path) -> None:
    changed = SETTINGS.replace(f"{CANARY}db", "django")
    seen = look_at.application(build(tmp_path, settings=f'{changed}NOTE = "log in with django"\n'))
    default = seen.database()
    assert default is not None
    assert default.engine == "django.db.backends.sqlite3"
    assert "django.contrib.admin" in seen.settings["INSTALLED_APPS"]
    assert seen.settings["NOTE"] == "log in with ***"


def test_the_fact_survives_json(seen: Application, ran: Execution) -> None:
    for fact in (seen, ran, look_at.superusers(ran), look_at.system_checks(ran), look_at.migrations(ran)):
        assert msgspec.json.decode(msgspec.json.encode(fact), type=type(fact)) == fact


def test_databases_and_caches(seen: Application) -> None:
    database, cache = seen.database(), seen.cache()
    assert database is not None
    assert cache is not None
    assert (database.engine, database.vendor, database.conn_max_age) == ("django.db.backends.sqlite3", "sqlite", 60)
    assert database.password is not None
    assert cache.location == ("redis://:***@localhost:6379/0",)
    assert (seen.database("other"), seen.cache("other")) == (None, None)


def test_middleware_counts_as_what_it_is_made_of(seen: Application) -> None:
    assert seen.has_middleware("django.middleware.security.SecurityMiddleware")
    assert not seen.has_middleware("django.middleware.clickjacking.XFrameOptionsMiddleware")


def test_a_csrf_middleware_that_decides_itself(seen: Application) -> None:
    assert seen.own_csrf == ("shop.middleware.Lax",)


REST = {
    "rest_framework/__init__.py": "",
    "rest_framework/authentication.py": """
class SessionAuthentication:
    def enforce_csrf(self, request):
        raise PermissionError
""",
    "rest_framework/views.py": """
from django.views.decorators.csrf import csrf_exempt
from rest_framework.authentication import SessionAuthentication
class APIView:
    authentication_classes = [SessionAuthentication]
    @classmethod
    def as_view(cls, **initkwargs):
        def view(request):
            pass
        view.cls, view.initkwargs = cls, initkwargs
        return csrf_exempt(view)
""",
}
REST_URLS = """
from django.urls import path
from rest_framework.authentication import SessionAuthentication
from rest_framework.views import APIView
class Exempt(SessionAuthentication):
    def enforce_csrf(self, request):
        return
class Token:
    def enforce_csrf(self, request):
        pass
class Guarded(APIView):
    authentication_classes = [SessionAuthentication, Token]
class Open(APIView):
    authentication_classes = [Exempt]
urlpatterns = [path("guarded/", Guarded.as_view()), path("open/", Open.as_view()),
    path("opened/", Guarded.as_view(authentication_classes=[Exempt]))]
"""


def test_a_session_of_the_rest_framework_without_csrf(folder: Path) -> None:
    settings = build(folder, urls=REST_URLS)
    (folder / "rest_framework").mkdir()
    for name, text in REST.items():
        (folder / name).write_text(text)
    seen = look_at.application(settings)
    assert {view.route: (view.drf, view.csrf_exempt) for view in seen.views} == {
        "guarded/": (True, True),
        "open/": (False, True),
        "opened/": (False, True),
    }


def test_views(seen: Application) -> None:
    views = {view.route: view for view in seen.views if not view.route.startswith("staff/")}
    assert [view.methods for view in views.values()] == [(), ("POST",), (), ("GET", "PUT")]
    assert [view.view for view in views.values()] == [
        "shop.views.home",
        "shop.views.hook",
        "shop.views.login",
        "shop.views.Register",
    ]
    assert [route for route, view in views.items() if view.csrf_exempt] == ["hook/"]
    assert [route for route, view in views.items() if view.limited] == ["login/", "api/register/"]
    assert views["api/register/"].name == "api:"


LIMITS = """
from django.urls import path
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_GET
from django_ratelimit.decorators import ratelimit
def loose(request):
    pass
def refusing(request):
    if getattr(request, "limited", False):
        raise PermissionError
class Login(View):
    def get(self, request):
        pass
    post = get
class Refusing(Login):
    def post(self, request):
        return [request.limited for _ in "1"]
def on(name, **how):
    return method_decorator(ratelimit(key="ip", rate="5/m", **how), name=name)
views = {
    "post": ratelimit(key="ip", rate="5/m", method=["POST"])(loose),
    "unsafe": ratelimit(key="ip", rate="5/m", method=ratelimit.UNSAFE)(loose),
    "search": require_GET(ratelimit(key="ip", rate="5/m", method="GET")(loose)),
    "asked": ratelimit(key="ip", rate="5/m", block=False)(refusing),
    "class-asked": on("dispatch", block=False)(type("A", (Refusing,), {})).as_view(),
    "class-post": on("post")(type("A", (Login,), {})).as_view(),
    "two": ratelimit(key="ip", rate="5/m", block=False)(ratelimit(key="ip", rate="9/m")(loose)),
    "no-get": ratelimit(key="ip", rate="5/m", method="GET")(loose),
    "no-block": ratelimit(key="ip", rate="5/m", block=False)(loose),
    "no-class-get": on("get")(type("A", (Login,), {})).as_view(),
    "no-class-block": on("dispatch", block=False)(type("A", (Login,), {})).as_view(),
}
urlpatterns = [path(name, view) for name, view in views.items()]
"""


def test_limits_that_stop_nobody(folder: Path) -> None:
    seen = look_at.application(build(folder, urls=LIMITS))
    assert len(seen.views) == 11
    assert [view.route for view in seen.views if view.limited == view.route.startswith("no-")] == []


def test_tables(seen: Application) -> None:
    table = next(table for table in seen.tables if table.name == "shop_product")
    assert table.columns == ("id", "shelf_id", "code", "image", "manual")
    assert table.foreign_keys == ("shelf_id",)
    assert {(index.name, index.columns) for index in table.indexes} == {
        ("by_code", ("code", "shelf_id")),
        ("", ("shelf_id",)),
        ("", ("code",)),
    }
    assert {(one.name, one.columns) for one in table.unique} == {("one_code", ("shelf_id", "code")), ("", ("id",))}


def test_files(seen: Application) -> None:
    assert {upload.field: upload.capped for upload in seen.uploads} == {
        "shop.models.Product.image": True,
        "shop.models.Product.manual": False,
        "shop.forms.Upload.checked": None,
        "shop.forms.Upload.loose": False,
    }
    assert "shop/c.css" in seen.static.missing
    assert "shop/a.css" not in seen.static.missing
    assert seen.static.stale == ("shop/b.css",)
    assert [storage.local for storage in seen.files.storages] == [True, True]
    assert seen.files.media_package.endswith("/shop")
    assert not seen.files.media_exists
    assert seen.logs.errors_mailed
    assert seen.passwords.password1_refused
    assert [one.min_length for one in seen.passwords.validators] == [None]


MANIFEST = """
STORAGES = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
"""
COLLECT = (
    MIGRATE.partition("from django.core")[0]
    + """
from django.core.management import call_command
call_command("collectstatic", interactive=False, clear=True, verbosity=0)
"""
)


def test_what_the_manifest_lists_is_there_and_current(tmp_path: Path) -> None:
    settings = build(tmp_path, settings=SETTINGS + MANIFEST)
    source, collected = tmp_path / "shop/static/shop", tmp_path / "collected/shop"
    (source / "url.css").write_text("a{background:url(a.css)}")
    environment = {**os.environ, "SECRET_KEY": "x", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", COLLECT], cwd=tmp_path, env=environment, check=True, capture_output=True)
    static = look_at.application(settings).static
    assert (static.missing, static.stale, static.unlisted) == ((), (), ())
    for raw in (source / "a.css", collected / "a.css"):
        raw.write_text("a{color:red}")  # copied by hand: the site still serves what the manifest lists
    [old] = collected.glob("a.????????????.css")
    assert look_at.application(settings).static.stale == (f"shop/{old.name}",)
    [hashed] = collected.glob("url.????????????.css")
    hashed.unlink()
    assert look_at.application(settings).static.missing == (f"shop/{hashed.name}",)


def test_where_storages_keep_their_files(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "data")
    own = """
STORAGES = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": BASE_DIR / "shop" / ".." / "link", "base_url": "/up/"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
"""
    files = look_at.application(build(tmp_path, settings=SETTINGS + own)).files
    default, static = files.storages
    assert default.folder == f"{tmp_path}/shop/../link"
    assert (default.place, default.url) == (os.path.realpath(tmp_path / "data"), "/up/")
    assert (static.folder, static.in_memory) == (f"{tmp_path}/collected", False)
    assert (files.media_exists, files.media_package) == (True, "")
    kept = own.replace(".FileSystemStorage", ".InMemoryStorage").replace("link", "shop")
    assert look_at.application(build(tmp_path, settings=SETTINGS + kept)).files.storages[0].in_memory


OWN = """
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.cache.backends.redis import RedisCache
from django.core.exceptions import ValidationError
class Cache(RedisCache):
    pass
class Common(CommonPasswordValidator):
    pass
class Digits:
    min_length = 12
    def validate(self, password, user=None):
        if sum(one.isdigit() for one in password) < self.min_length:
            raise ValidationError("too few digits")
class Long:
    min_length = 9
    def validate(self, password, user=None):
        if len(password) < self.min_length:
            raise ValidationError("too short")
"""
OWN_SETTINGS = """
CACHES = {"default": {"BACKEND": "shop.own.Cache", "LOCATION": "redis://localhost:1"}, "no": {"BACKEND": "no.Cache"}}
AUTH_PASSWORD_VALIDATORS = [{"NAME": f"shop.own.{name}"} for name in ("Common", "Digits", "Long")]
LOGGING = {"version": 1, "filters": {"debug": {"()": "django.utils.log.RequireDebugTrue"}},
    "handlers": {"mail": {"class": "django.utils.log.AdminEmailHandler", "filters": ["debug"]}},
    "loggers": {"django": {"handlers": ["mail"], "level": "INFO"}}}
"""


def test_classes_of_the_team_s_own(folder: Path) -> None:
    settings = build(folder, settings=SETTINGS + OWN_SETTINGS)
    (folder / "shop" / "own.py").write_text(OWN)
    seen = look_at.application(settings)
    cache, unknown = seen.caches
    assert "django.core.cache.backends.redis.RedisCache" in cache.kinds
    assert unknown.kinds == ()
    assert [one.min_length for one in seen.passwords.validators] == [None, None, 9]
    assert "django.contrib.auth.password_validation.CommonPasswordValidator" in seen.passwords.validators[0].kinds
    assert not seen.logs.errors_mailed


def test_system_checks(ran: Execution) -> None:
    found = look_at.system_checks(ran)
    # W001: Django itself does not take a subclass for SecurityMiddleware.
    assert {message.id for message in found.deploy} >= {"security.W001", "security.W012"}
    assert {message.level for message in found.deploy} == {"WARNING"}
    assert "security.W022" not in {message.id for message in found.deploy}
    assert found.silenced == ("security.W022",)
    assert found.ordinary == ()


def test_migrations(ran: Execution) -> None:
    found = look_at.migrations(ran)
    assert found.recorded
    assert found.applied > 10
    assert (found.unapplied, found.conflicts) == ((), {})


PEOPLE = """
DATABASES["people"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "people.sqlite3"}
DATABASES["crm"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "crm.sqlite3"}
DATABASE_ROUTERS = ["shop.routers.People"]
"""
ROUTERS = """
OWN = {"auth", "contenttypes"}
class People:
    def db_for_read(self, model, **hints):
        return "people" if model._meta.app_label in OWN else None
    db_for_write = db_for_read
    def allow_migrate(self, db, app_label, model_name=None, **hints):
        return db == "people" if app_label in OWN else None
"""
MIGRATE_ONE = """
import os, sys
sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
import django
django.setup()
from django.core.management import call_command
call_command("migrate", *sys.argv[2:], database=sys.argv[1], verbosity=0)
"""


def test_migrations_of_every_database_that_a_router_sends_tables_to(folder: Path) -> None:
    """One that nobody routes to (crm) is somebody else's, and apps that stay elsewhere are no business of it."""

    def migrate(*arguments: str) -> tuple[str, ...]:
        run_in(folder, MIGRATE_ONE, *arguments)
        return look_at.migrations(look_at.execution(site)).unapplied

    site = build(folder, settings=SETTINGS + PEOPLE)
    (folder / "shop" / "routers.py").write_text(ROUTERS)
    homes = {table.name: table.in_default for table in look_at.application(site).tables}
    assert (homes["auth_user"], homes["auth_user_groups"], homes["shop_shelf"]) == (False, False, True)
    lacking = migrate("default")
    assert lacking[0] == "people: contenttypes.0001_initial"
    assert {one.partition(".")[0] for one in lacking} == {"people: contenttypes", "people: auth"}
    assert migrate("people", "auth") == ()


FORGET = (
    MIGRATE_ONE
    + """
from django.db import connection
connection.cursor().execute("DELETE FROM django_migrations WHERE app = 'auth' AND name = '0001_initial'")
"""
)


def test_a_record_with_a_hole(folder: Path) -> None:
    """No leaf is missing then, and `migrate` refuses to begin."""
    site = build(folder)
    run_in(folder, FORGET, "default")
    found = look_at.migrations(look_at.execution(site))
    assert (found.unapplied, len(found.disorder)) == ((), 1)
    assert found.disorder[0].endswith(" is applied before its dependency auth.0001_initial on database 'default'")


def test_superusers(ran: Execution) -> None:
    found = look_at.superusers(ran)
    assert (found.count, found.tried, found.default_password) == (2, 2, ("root",))
    assert found.without_device is None


def test_admin_sites(ran: Execution) -> None:
    (site,) = look_at.admin_sites(ran).sites
    assert (site.path, site.password_only) == ("/staff/", True)


def test_pages_are_answered_and_nothing_stays(settings: Settings, ran: Execution) -> None:
    found = look_at.local_smoke(ran)
    assert (found.home, found.lost, found.debug_page, found.raised) == (200, 404, False, ())
    assert found.static_found is not None
    again = look_at.local_smoke(look_at.execution(settings))
    assert (again.home, again.raised) == (200, ())  # the name home wrote is unique: it was rolled back


def test_the_500_page(ran: Execution) -> None:
    found = look_at.local_error(ran)
    assert (found.status, found.body, found.error) == (500, "<h1>Sorry, 2</h1>", "")


def test_nothing_is_written_into_the_project(settings: Settings, seen: Application, ran: Execution) -> None:
    assert not list(Path(settings.app.dir).rglob("*.pyc"))
