"""A Django project that the inspector is run on, and its own Python."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
