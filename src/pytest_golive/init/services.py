"""Payment gateways and other services in use, by requirements, names of settings and container images."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.init.launch import Launch
from pytest_golive.init.tree import Tree

REQUIREMENTS = re.compile(
    r"(?:^|/)(?:[\w.-]*requirements[\w.-]*\.(?:txt|in)|(?:requirements|reqs)/[\w.-]+\.(?:txt|in)|pyproject\.toml|pipfile"
    r"|package\.json)$",
    re.IGNORECASE,
)
SETTINGS_FILES = re.compile(
    r"(?:^|/)(?:settings|config|conf)(?:/[\w/]*)?[\w-]*\.py$|(?:^|/)\w*(?:settings|config)\w*\.py$"
)
CONSTANT = re.compile(r"\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, kw_only=True)
class Service:
    """One service, and the signs of its being used."""

    name: str
    packages: str = ""
    """As the package indexes call them; a ``*`` at the end stands for anything."""
    settings: str = ""
    """First words of its settings and variables."""
    images: str = ""


def _service(name: str, packages: str = "", settings: str = "", images: str = "") -> Service:
    return Service(name=name, packages=packages, settings=settings, images=images)


SERVICES = (
    _service("Stripe", "stripe dj-stripe @stripe/*", "STRIPE"),
    _service("Razorpay", "razorpay", "RAZORPAY"),
    _service("PayPal", "paypalrestsdk paypal-* django-paypal @paypal/*", "PAYPAL"),
    _service("Mollie", "mollie-api-python django-payments", "MOLLIE"),
    _service("Adyen", "adyen @adyen/*", "ADYEN"),
    _service("Braintree", "braintree braintree-web", "BRAINTREE"),
    _service("Square", "squareup squareup-*", "SQUARE"),
    _service("Klarna", "klarna*", "KLARNA"),
    _service("Paystack", "paystack* pypaystack*", "PAYSTACK"),
    _service("Paytm", "paytmchecksum paytm*", "PAYTM"),
    _service("PhonePe", "phonepe*", "PHONEPE"),
    _service("PayU", "payu* paywix", "PAYU"),
    _service("Cashfree", "cashfree*", "CASHFREE"),
    _service("Sentry", "sentry-sdk raven @sentry/*", "SENTRY"),
    _service("Celery", "celery django-celery-*", "CELERY"),
    _service("RQ", "rq django-rq flask-rq2", "RQ"),
    _service("Redis", "redis django-redis hiredis channels-redis flask-redis valkey", "REDIS", "redis valkey redis-*"),
    _service(
        "PostgreSQL",
        "psycopg psycopg2 psycopg2-binary psycopg-binary pg8000 asyncpg",
        "POSTGRES PG",
        "postgres postgis timescaledb",
    ),
    _service(
        "MySQL or MariaDB",
        "mysqlclient pymysql mysql-connector-python aiomysql asyncmy flask-mysqldb",
        "MYSQL MARIADB",
        "mysql mariadb percona*",
    ),
    _service("Memcached", "pymemcache pylibmc python-memcached", "MEMCACHED", "memcached"),
    _service("RabbitMQ", "pika", "RABBITMQ AMQP", "rabbitmq"),
    _service(
        "Elasticsearch or OpenSearch",
        "elasticsearch elasticsearch-dsl django-elasticsearch-dsl opensearch-py",
        "ELASTICSEARCH OPENSEARCH",
        "elasticsearch opensearch",
    ),
    _service("Amazon Web Services", "boto3 django-ses flask-s3", "AWS"),
    _service("Cloudinary", "cloudinary django-cloudinary-storage", "CLOUDINARY"),
    _service("SendGrid", "sendgrid sendgrid-django django-sendgrid-v5", "SENDGRID"),
    _service("Mailgun", "mailgun*", "MAILGUN"),
    _service("Postmark", "postmarker django-postmark", "POSTMARK"),
    _service("Twilio", "twilio", "TWILIO"),
    _service("Telegram", "python-telegram-bot aiogram pytelegrambotapi telethon", "TELEGRAM"),
    _service("WhatsApp", "pywa heyoo", "WHATSAPP"),
    _service("Firebase", "firebase-admin pyfcm", "FIREBASE FCM"),
    _service("Google Analytics", "django-analytical", "GOOGLE_ANALYTICS ANALYTICS GA_MEASUREMENT GA4 GTAG"),
    _service(
        "social or OAuth log-in",
        "django-allauth social-auth-app-django authlib flask-dance",
        "SOCIAL_AUTH SOCIALACCOUNT OAUTH GOOGLE_CLIENT",
    ),
    _service("Gunicorn", "gunicorn", "GUNICORN"),
    _service("nginx", images="nginx nginx-*"),
)


@dataclass(frozen=True, kw_only=True)
class InUse:
    """One service that is used, and the first file that says so of each kind."""

    name: str
    where: tuple[str, ...]


def find_services(tree: Tree, launch: Launch, variables: Iterable[str], named_in: str) -> tuple[InUse, ...]:
    """Every service with at least one sign of it.

    Args:
        tree: the project.
        launch: what starts it.
        variables: names of environment variables it reads.
        named_in: the file that holds those.
    """
    packages: dict[str, str] = {}
    for path in requirements(tree):
        for name in required(tree, path):
            packages.setdefault(name, path)
    settings = dict.fromkeys(sorted(variables), named_in)
    for path in tree.files:
        if SETTINGS_FILES.search(path):
            for name in CONSTANT.findall(tree.text(path)):
                settings.setdefault(name, path)
    images = {said.what.lower(): said.where for said in launch.images}
    found = []
    for one in SERVICES:
        signs = [_package(one.packages, packages), _prefix(one.settings, settings), _package(one.images, images)]
        if where := tuple(dict.fromkeys(sign for sign in signs if sign)):
            found.append(InUse(name=one.name, where=where))
    return tuple(found)


def requirements(tree: Tree) -> list[str]:
    """The files that say what is installed."""
    return [path for path in tree.files if REQUIREMENTS.search(path)]


def required(tree: Tree, path: str) -> Iterator[str]:
    """Names of the packages that a file of requirements asks for, as the index compares them."""
    yield from (re.sub(r"[-_.]+", "-", name).lower() for name in _names(path, tree.text(path)))


def _names(path: str, text: str) -> Iterator[str]:
    if path.endswith((".txt", ".in")):
        yield from (match[0] for line in text.splitlines() if (match := NAME.match(line.strip())))
        return
    try:
        data: Any = json.loads(text) if path.endswith(".json") else tomllib.loads(text)
    except ValueError:
        return
    yield from _listed(data)


def _listed(data: Any, above: str = "") -> Iterator[str]:
    """Everything in a list or table that is called so: dependencies, dependency groups, packages."""
    if isinstance(data, dict):
        for key, value in data.items():
            inside = "depend" in key.lower() or key.lower() in {"packages", "dev-packages"} or above
            if isinstance(value, str) and above:
                yield key
            yield from _listed(value, key if inside else "")
            if isinstance(value, dict) and above:
                yield key
    elif isinstance(data, list) and above:
        yield from (match[0] for item in data if isinstance(item, str) and (match := NAME.match(item.strip())))


def _package(wanted: str, there: dict[str, str]) -> str:
    for pattern in wanted.split():
        for name, where in there.items():
            if name == pattern or (pattern.endswith("*") and name.startswith(pattern[:-1])):
                return where
    return ""


def _prefix(wanted: str, there: dict[str, str]) -> str:
    words = tuple(f"{word}_" for word in wanted.split())
    return next((where for name, where in there.items() if words and f"{name}_".startswith(words)), "")
