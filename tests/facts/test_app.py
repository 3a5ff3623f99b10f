"""The inspector on a real Django project, run by a real Python in a process of its own."""

from __future__ import annotations

import ast
import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from pytest_golive.errors import CannotLook
from pytest_golive.facts import app as look_at
from pytest_golive.facts import inspector
from pytest_golive.facts.app import Execution, inspect_app
from pytest_golive.facts.app_model import Application, LocalSmoke
from pytest_golive.settings import App, Settings, Target

CANARY = "golive-canary-Zr71qLw0"
SETTINGS = """
import os, datetime, re
from pathlib import Path
print("settings print to standard output")
BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = False
ALLOWED_HOSTS = ["shop.test"]
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = ["django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes",
    "django.contrib.messages", "django.contrib.sessions", "django.contrib.staticfiles", "shop"]
MIDDLEWARE = ["shop.middleware.Security", "django.contrib.sessions.middleware.SessionMiddleware",
    "shop.middleware.Named", "shop.middleware.Lax",
    "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware"]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {
    "context_processors": ["django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages"]}}]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3",
    "PASSWORD": "CANARYdb", "CONN_MAX_AGE": 60, "OPTIONS": {}}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": "redis://:CANARYredis@localhost:6379/0"}}
PAYMENT_API_KEY = "CANARYpay"
WAIT = datetime.timedelta(minutes=2)
PATTERN = re.compile("^/x")
THINGS = {"b", "a"}
NESTED = {"url": "amqp://u:CANARYamqp@h", "password": "CANARYnested", "path": BASE_DIR}
AUTH_PASSWORD_VALIDATORS = [{"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"}]
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "collected"
MEDIA_ROOT = BASE_DIR / "shop" / "media"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SILENCED_SYSTEM_CHECKS = ["security.W022"]
""".replace("CANARY", CANARY)
FILES = {
    "manage.py": 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
    "shop/__init__.py": "",
    "shop/settings.py": SETTINGS,
    "shop/middleware.py": """
from django.middleware.security import SecurityMiddleware
class Security(SecurityMiddleware):
    pass
from django.middleware.csrf import CsrfViewMiddleware
class Named(CsrfViewMiddleware):
    def _reject(self, request, reason):
        return super()._reject(request, "sorry")
class Lax(Named):
    def process_view(self, request, *args):
        return None
""",
    "shop/models.py": """
from django.core.exceptions import ValidationError
from django.db import models
def small(upload):
    if upload.size > 1000:
        raise ValidationError("too large")
class Shelf(models.Model):
    name = models.CharField(max_length=20, unique=True)
class Product(models.Model):
    shelf = models.ForeignKey(Shelf, models.CASCADE)
    code = models.CharField(max_length=20, db_index=True)
    image = models.FileField(validators=[small])
    manual = models.FileField()
    class Meta:
        indexes = [models.Index(fields=["code", "-shelf"], name="by_code")]
        constraints = [models.UniqueConstraint(fields=["shelf", "code"], name="one_code")]
""",
    "shop/forms.py": """
from django import forms
class Upload(forms.Form):
    checked = forms.FileField()
    loose = forms.FileField()
    def clean_checked(self):
        return self.cleaned_data["checked"]
""",
    "shop/views.py": """
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django_ratelimit.decorators import ratelimit
from django.utils.decorators import method_decorator
import shop.forms
def home(request):
    User.objects.create(username="written-by-home")
    request.session["seen"] = 1
    return HttpResponse("hello")
@csrf_exempt
@require_POST
def hook(request):
    return HttpResponse("thanks")
@ratelimit(key="ip", rate="5/m")
def login(request):
    return HttpResponse("log in")
@method_decorator(ratelimit(key="ip", rate="5/m"), name="dispatch")
class Register(View):
    def get(self, request):
        return HttpResponse("register")
    put = get
""",
    "shop/urls.py": """
from django.contrib import admin
from django.urls import include, path
from shop import views
urlpatterns = [path("staff/", admin.site.urls), path("", views.home, name="home"), path("hook/", views.hook),
    path("login/", views.login), path("api/", include(([path("register/", views.Register.as_view())], "api")))]
""",
    "shop/static/shop/a.css": "a{}",
    "shop/static/shop/b.css": "b{}",
    "shop/static/shop/c.css": "c{}",
    "collected/shop/a.css": "a{}",
    "collected/shop/b.css": "old",
    "shop/templates/500.html": "<h1>Sorry, {{ 1|add:1 }}</h1>",
    ".env": f"SECRET_KEY={CANARY}key\n",
}
MIGRATE = """
import os, sys
sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.contrib.auth.models import User
User.objects.create_superuser("root", password="admin")
User.objects.create_superuser("marta", password="f3Xw!9qLmZ")
User.objects.create_superuser("old", password=None)
"""


def build(folder: Path, **changed: str) -> Settings:
    """Write the project; ``changed`` replaces files by their names without folder and ending."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(changed.get(Path(name).stem, text))
    app = App(dir=str(folder), python=sys.executable, env_file=str(folder / ".env"))
    return Settings(target=Target(url="https://shop.test"), app=app)


def run_in(folder: Path, code: str, *arguments: str) -> None:
    """Run the project's own Python."""
    environment = {**os.environ, "SECRET_KEY": "x", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", code, *arguments]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_settings_that_cannot_be_imported(folder: Path) -> None:
    broken = f'import os\nraise RuntimeError("no \\n" + "{CANARY}key is wrong")\n'
    settings = build(folder, settings=broken)
    text = "RuntimeError: no *** is wrong (shop/settings.py, line 2)"
    with pytest.raises(CannotLook) as caught:
        look_at.application(settings)
    assert caught.value.reason == f"Django cannot be set up: {text}"
    ran = look_at.execution(settings)
    assert look_at.system_checks(ran).start_error == text
    assert look_at.local_smoke(ran) == LocalSmoke(home=0, error=text)
    for fact in (look_at.migrations, look_at.superusers, look_at.admin_sites, look_at.local_error):
        with pytest.raises(CannotLook, match=r"^Django cannot be set up: RuntimeError"):
            fact(ran)


def test_a_urlconf_that_cannot_be_imported_hides_only_the_views(folder: Path) -> None:
    seen = look_at.application(build(folder, urls="import nothing_of_that_name"))
    assert seen.errors == {"views": "ModuleNotFoundError: No module named 'nothing_of_that_name'"}
    assert seen.settings["DEBUG"] is False


def test_a_500_page_that_needs_the_database(folder: Path) -> None:
    needy = """
from django.contrib.auth.models import User
from django.http import HttpResponse
urlpatterns = []
def handler500(request):
    return HttpResponse(str(User.objects.count()), status=500)
"""
    ran = look_at.execution(build(folder, urls=needy))
    found = look_at.local_error(ran)
    assert (found.status, found.body) == (0, "")
    assert found.error == "OperationalError: the database is down (pretended by the gate)"
    with pytest.raises(CannotLook, match=r"^the users could not be seen: OperationalError: no such table"):
        look_at.superusers(ran)


def test_an_application_that_hangs_is_ended(folder: Path) -> None:
    settings = build(folder, urls="import threading\nthreading.Event().wait()")
    seen = inspect_app(settings, run=False, seconds=3.0)
    assert seen.ended == "it took longer than 3 s"
    assert "python" in seen.parts
    assert "settings" not in seen.parts


@pytest.mark.parametrize(
    ("app", "reason"),
    [
        (App(), "no project folder is configured"),
        (App(dir="/nowhere/at/all"), "the project folder /nowhere/at/all does not exist"),
    ],
)
def test_a_project_that_is_not_there(app: App, reason: str) -> None:
    with pytest.raises(CannotLook) as caught:
        look_at.application(Settings(app=app))
    assert caught.value.reason == reason


def test_no_settings_module(folder: Path) -> None:
    settings = build(folder, manage="")
    with pytest.raises(CannotLook, match=r"^no settings module is named, and there is no manage\.py that names one$"):
        look_at.application(settings)


def test_a_python_without_django(folder: Path) -> None:
    settings = build(folder)
    bare = folder / "python"
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')
    bare.chmod(bare.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(CannotLook) as caught:
        look_at.application(replace(settings, app=replace(settings.app, python=str(bare))))
    assert caught.value.reason == f"{bare} cannot import Django: ModuleNotFoundError: No module named 'django'"
    assert caught.value.cure == "set python in [app] of golive.toml to the Python that runs the site"


def test_a_python_that_does_not_run(folder: Path) -> None:
    settings = build(folder)
    with pytest.raises(CannotLook, match=r"Python /nowhere/python does not run: No such file or directory$"):
        look_at.application(replace(settings, app=replace(settings.app, python="/nowhere/python")))


def test_a_python_that_says_nothing(folder: Path) -> None:
    settings = build(folder)
    mute = folder / "python"
    mute.write_text("#!/bin/sh\ncat > /dev/null\necho went wrong >&2\nexit 3\n")
    mute.chmod(mute.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(CannotLook, match=r"told nothing: the process ended with 3: went wrong$"):
        look_at.application(replace(settings, app=replace(settings.app, python=str(mute))))


def test_the_env_file_replaces_the_gates_own_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "of-the-gate-not-of-the-app")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "of.the.gate")
    settings = build(folder)
    (folder / ".env").write_text("OTHER=1\n")
    with pytest.raises(CannotLook, match=r"^Django cannot be set up: KeyError: 'SECRET_KEY' \(shop/settings\.py, line"):
        look_at.application(settings)


def test_a_broken_env_file_is_the_one_reason(folder: Path) -> None:
    settings = build(folder)
    (folder / ".env").write_text("oops\n")
    with pytest.raises(CannotLook, match=r"\.env cannot be used: line 1 is not NAME=value$"):
        look_at.execution(settings)


@pytest.mark.parametrize("name", inspector.MODULES)
def test_the_program_is_for_old_pythons_and_imports_nothing_of_ours_but_itself(name: str) -> None:
    text = Path(inspector.__file__).with_name(f"{name}.py").read_text()
    tree = ast.parse(text, feature_version=(3, 8))
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    before = {f"{inspector.__name__}.{one}" for one in inspector.MODULES[: inspector.MODULES.index(name)]}
    assert {one for one in imported if one.startswith("pytest_golive")} <= before


def test_the_application_may_have_a_module_of_our_name(folder: Path) -> None:
    settings = build(folder)
    (folder / "pytest_golive").mkdir()
    (folder / "pytest_golive" / "__init__.py").write_text("NAME = 'of the team'\n")
    with (folder / "shop" / "settings.py").open("a") as file:
        file.write("\nfrom pytest_golive import NAME\nSESSION_COOKIE_NAME = NAME.replace(' ', '-')\n")
    assert look_at.application(settings).settings["SESSION_COOKIE_NAME"] == "of-the-team"
