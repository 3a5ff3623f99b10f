"""Three projects that are laid out as differently as can be, full of secrets that nobody may copy."""

from __future__ import annotations

from pathlib import Path

CANARY = "Canary7Qw0zLrT4mXe9"
KEY = f"k3J-{CANARY}-vU8sPq2xWn5Zc7Bd1Fg6Hh4Jk9Ll0"
#: Leaves a trace wherever the project's own code is run.
TRACE = "import pathlib; pathlib.Path(__file__).with_suffix('.was-run').write_text('x')\n"
LINES = """
- [ ] `DEBUG = False`
- [ ] ALLOWED_HOSTS lists the real domains
- [ ] Django SECRET_KEY is strong
"""

MANAGE = """#!/usr/bin/env python
import os, sys
def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "{module}")
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)
"""
BASE = f"""import os
SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = os.environ.get("DEBUG") == "True"
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "").split(",")
INSTALLED_APPS = ["django.contrib.contenttypes"]
ROOT_URLCONF = "shop.urls"
USE_TZ = True
STRIPE_WEBHOOK_SECRET = "whsec_{CANARY}{CANARY}"
"""

SPLIT_SETTINGS = {
    "manage.py": MANAGE.format(module="shop.settings.local"),
    "Procfile": "web: gunicorn shop.wsgi --log-file -\nworker: celery -A shop worker\n",
    "conftest.py": TRACE,
    "shop/__init__.py": "",
    "shop/urls.py": "urlpatterns = []\n",
    "shop/wsgi.py": 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings.local")\n',
    "shop/settings/__init__.py": "",
    "shop/settings/base.py": TRACE + BASE,
    "shop/settings/local.py": "from shop.settings.base import *\nDEBUG = True\n",
    "shop/settings/production.py": "from shop.settings.base import *\n"
    f'DATABASES = {{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": "x", "PASSWORD": "{CANARY}"}}}}\n',
    "requirements/base.txt": f"Django>=5\nstripe==9.0\n--extra-index-url https://u:{CANARY}@index.test/simple\n",
    "requirements/production.txt": "-r base.txt\nsentry-sdk[django]\ncelery\npsycopg[binary]\n",
    ".env": f"DEBUG=True\nSECRET_KEY=local-{CANARY}\n",
    ".env.example": "SECRET_KEY=<unique>\nDATABASE_URL=\n",
    ".env.production": f"SECRET_KEY={KEY}\nDEBUG=False\nALLOWED_HOSTS=www.lamps.test,lamps.test\n"
    f"DATABASE_URL=postgres://lamps:{CANARY}@127.0.0.1:1/lamps\nCACHE_URL=redis://:{CANARY}@127.0.0.1:1/0\n"
    f"STRIPE_SECRET_KEY=sk_live_{CANARY}\nSENTRY_DSN=https://{CANARY}@errors.test/1\n",
    "docs/go-live.md": f"# Go-live\n{LINES}",
    "docs/onboarding.md": "# New colleagues\n\n- [ ] Laptop\n- [ ] Keys\n- [ ] Coffee\n",
    "CONTRIBUTING.md": "# Release a version\n\n- [ ] tests\n- [ ] tag\n- [ ] deploy\n",
}

FLASK_FACTORY = {
    "tox.ini": "[pytest]\npythonpath = src\ntestpaths = tests\n",
    "src/shop/__init__.py": TRACE
    + """from flask import Flask
def create_app(config="shop.config.Production"):
    app = Flask(__name__)
    app.config.from_object(config)
    return app
""",
    "src/shop/config.py": """import os
class Base:
    SECRET_KEY = os.environ["FLASK_SECRET"]
    SQLALCHEMY_DATABASE_URI = os.environ["SHOP_DB"]
    RAZORPAY_KEY_ID = os.environ.get("RAZORPAY_KEY_ID")
class Production(Base):
    SESSION_COOKIE_SECURE = True
class Development(Base):
    DEBUG = True
""",
    "src/shop/views.py": "from flask import Blueprint\nbp = Blueprint('shop', __name__)\n",
    "tests/conftest.py": TRACE + "from shop import create_app\n",
    "requirements.txt": "Flask==3.1.0\nPyMySQL~=1.1\nFlask-SQLAlchemy\nrazorpay\ngunicorn\n",
    "deploy/shop.service": "[Service]\nEnvironmentFile=/etc/shop-of-canaries/environment\n"
    "ExecStart=/srv/shop/bin/gunicorn -b 127.0.0.1:8000 'shop:create_app()'\n",
    "deploy/environment": f"# systemd\nFLASK_SECRET={KEY}\nSHOP_DB=mysql+pymysql://shop:{CANARY}@127.0.0.1:1/shop\n"
    f'RAZORPAY_KEY_SECRET="{CANARY}"\nSITE_URL=https://shop.flasks.test\n',
    "LAUNCH_CHECKLIST.md": "Ready?\n=======\n\n"
    "* [ ] Flask debug mode is off\n* [ ] Flask SECRET_KEY is strong\n* [ ] Flask session cookie is Secure\n",
}

MONOREPO = {
    "README.md": "# Mono\n\n## Before a release\n\n- [ ] build\n- [ ] test\n- [ ] tag\n",
    "compose.yaml": f"""services:
  db:
    image: registry.test:5000/library/postgres:16
    environment:
      POSTGRES_PASSWORD: {CANARY}
  cache:
    image: valkey/valkey:8
  api:
    build: backend
    command: gunicorn config.wsgi:application -b 0.0.0.0:8000
    environment:
      DJANGO_SETTINGS_MODULE: config.settings
    env_file:
      - ./backend/env/prod.env
""",
    "backend/manage.py": MANAGE.format(module="config.settings"),
    "backend/pytest.ini": "[pytest]\n",
    "backend/conftest.py": TRACE,
    "backend/tests/test_shop.py": "import config.settings\ndef test_one(): pass\n",
    "backend/config/__init__.py": "",
    "backend/config/urls.py": "urlpatterns = []\n",
    "backend/config/wsgi.py": 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n',
    "backend/config/settings.py": TRACE
    + BASE.replace("shop.urls", "config.urls").replace(
        'os.environ.get("ALLOWED_HOSTS", "").split(",")', '["localhost", "api.mono.test"]'
    )
    + 'DATABASE = os.environ["DB_HOST"], os.environ["DB_PASSWORD"]\n',
    "backend/env/prod.env": f"SECRET_KEY={KEY}\nDB_HOST=127.0.0.1\nDB_PASSWORD={CANARY}\n",
    "backend/env/dev.env": "SECRET_KEY=dev\n",
    "backend/env/.env.sample": "SECRET_KEY=\nDB_HOST=\nDB_PASSWORD=\n",
    "backend/pyproject.toml": '[project]\nname = "b"\nversion = "1"\ndependencies = ["django>=5", "django-redis"]\n'
    '[dependency-groups]\ndev = ["razorpay"]\n',
    "frontend/package.json": '{"dependencies": {"@stripe/stripe-js": "^4"}, "devDependencies": {"vite": "^6"}}',
    "frontend/node_modules/launch/GO_LIVE.md": f"# Launch\n{LINES}",
    "frontend/manage.py": "print('no project of that kind')\n",
    "docs/ops/production-checklist.md": f"# Before we open\n{LINES}",
}


def build(root: Path, files: dict[str, str]) -> Path:
    """Write a project."""
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root
