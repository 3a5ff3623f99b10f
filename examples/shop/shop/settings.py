"""Production settings of the demo shop. Whatever differs between machines comes from the environment."""

from __future__ import annotations

import os
from decimal import Decimal
from email.utils import getaddresses
from pathlib import Path

from shop.env import database, load_env_file, words

BASE_DIR = Path(__file__).resolve().parent.parent
load_env_file(BASE_DIR / ".env.production")

SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = os.environ["DEBUG"].lower() == "true"
ALLOWED_HOSTS = words(os.environ["ALLOWED_HOSTS"])
ADMIN_URL = os.environ["ADMIN_URL"]
ADMINS = getaddresses([os.environ["ADMINS"]])
SERVER_EMAIL = os.environ["SERVER_EMAIL"]
DEFAULT_FROM_EMAIL = os.environ["DEFAULT_FROM_EMAIL"]
REPLY_TO = "support@shop.test"
EMAIL_HOST = os.environ["EMAIL_HOST"]
EMAIL_PORT = int(os.environ["EMAIL_PORT"])
EMAIL_HOST_USER = os.environ["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = os.environ["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = os.environ["EMAIL_USE_TLS"].lower() == "true"
EMAIL_TIMEOUT = 10
RELEASE = os.environ["RELEASE"]
ANALYTICS_ID = os.environ.get("ANALYTICS_ID", "")
# Where its events go; empty: nowhere.
ANALYTICS_COLLECTOR = os.environ.get("ANALYTICS_COLLECTOR", "")
SITE_NAME = "Hill & Harbour"
SITE_ID = 1
SITE_URL = f"https://{ALLOWED_HOSTS[0]}"

# What the shop is paid: prices in this currency, shipping for each parcel, tax in per cent of everything.
CURRENCY = "USD"
SHIPPING_FLAT = Decimal("5.00")
TAX_RATE = Decimal(10)
COD_LIMIT = Decimal("300.00")
SHOP_CITY, SHOP_COUNTRY = "Portree", "United Kingdom"
#: Phone numbers without a country are of this one.
PHONE_COUNTRY = "44"
STAFF_EMAIL = os.environ.get("STAFF_EMAIL") or REPLY_TO

# Payment. A gateway without its key is not offered.
PAYMENT_TIMEOUT = float(os.environ.get("PAYMENT_TIMEOUT") or 20)
STRIPE_URL = os.environ.get("STRIPE_URL") or "https://api.stripe.com"
STRIPE_SECRET_KEY = os.environ.get("STRIPE_SECRET_KEY", "")
STRIPE_WEBHOOK_SECRET = os.environ.get("STRIPE_WEBHOOK_SECRET", "")
BAKONG_URL = os.environ.get("BAKONG_URL") or "https://api-bakong.nbc.gov.kh"
BAKONG_TOKEN = os.environ.get("BAKONG_TOKEN", "")
BAKONG_ID = os.environ.get("BAKONG_ID", "")
BAKONG_MERCHANT_NAME = os.environ.get("BAKONG_MERCHANT_NAME", "")
BAKONG_CITY = "Phnom Penh"
SSLCOMMERZ_URL = os.environ.get("SSLCOMMERZ_URL") or "https://securepay.sslcommerz.com"
SSLCOMMERZ_STORE_ID = os.environ.get("SSLCOMMERZ_STORE_ID", "")
SSLCOMMERZ_STORE_PASSWORD = os.environ.get("SSLCOMMERZ_STORE_PASSWORD", "")
RAZORPAY_URL = os.environ.get("RAZORPAY_URL") or "https://api.razorpay.com"
RAZORPAY_KEY_ID = os.environ.get("RAZORPAY_KEY_ID", "")
RAZORPAY_KEY_SECRET = os.environ.get("RAZORPAY_KEY_SECRET", "")
RAZORPAY_WEBHOOK_SECRET = os.environ.get("RAZORPAY_WEBHOOK_SECRET", "")
PAYMENT_KEYS = {
    "stripe": STRIPE_SECRET_KEY,
    "khqr": BAKONG_TOKEN,
    "sslcommerz": SSLCOMMERZ_STORE_ID,
    "razorpay": RAZORPAY_KEY_ID,
}
PAYMENT_METHODS = ["cod", *(name for name, key in PAYMENT_KEYS.items() if key)]

# Log-in with Google; without a client it is not offered.
GOOGLE_ISSUER = os.environ.get("GOOGLE_ISSUER") or "https://accounts.google.com"
GOOGLE_CLIENT_ID = os.environ.get("GOOGLE_CLIENT_ID", "")
GOOGLE_CLIENT_SECRET = os.environ.get("GOOGLE_CLIENT_SECRET", "")

# The scanner that looks at uploads; nothing is taken that it has not seen.
CLAMD_ADDRESS = os.environ.get("CLAMD_ADDRESS") or "127.0.0.1:3310"

# Switches for maintenance, and the token with which the go-live gate is not stopped by the limits for visitors.
LOGINS_DISABLED = os.environ.get("LOGINS_DISABLED", "").lower() == "true"
ORDERS_PAUSED = os.environ.get("ORDERS_PAUSED", "").lower() == "true"
GOLIVE_TOKEN = os.environ.get("GOLIVE_TOKEN", "")

INSTALLED_APPS = [
    "shop.apps.BackOfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.sites",
    "django.contrib.staticfiles",
    "corsheaders",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "store",
    "offer",
    "store.google.apps.GoogleConfig",
    "store.reviews.apps.ReviewsConfig",
    "store.switches.apps.SwitchesConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "store.middleware.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_ratelimit.middleware.RatelimitMiddleware",
]

ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "store.context.shop",
            ],
        },
    },
]

# Data
DATABASES = {"default": database(os.environ["DATABASE_URL"])}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": os.environ["REDIS_URL"],
        "KEY_PREFIX": "shop",
        "TIMEOUT": 300,
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.cache"
SESSION_CACHE_ALIAS = "default"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = os.environ["STATIC_ROOT"]
MEDIA_URL = "/media/"
MEDIA_ROOT = os.environ["MEDIA_ROOT"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
MAX_UPLOAD_SIZE = 5 * 1024 * 1024

# Transport. TLS ends at the proxy, which alone may say that a request came by https.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; "
    f"connect-src 'self' {ANALYTICS_COLLECTOR}; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)

# Cookies, sessions, log-in
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = words(os.environ["CSRF_TRUSTED_ORIGINS"])
CSRF_FAILURE_VIEW = "store.views.csrf_failure"
CORS_ALLOWED_ORIGINS = words(os.environ["CORS_ALLOWED_ORIGINS"])
CORS_URLS_REGEX = r"^/api/"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
RATELIMIT_VIEW = "store.views.too_many_requests"
RATELIMIT_IP_META_KEY = "HTTP_X_REAL_IP"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Language and time
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "mail_admins": {"class": "django.utils.log.AdminEmailHandler", "level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"handlers": ["console", "mail_admins"], "level": "ERROR", "propagate": False},
        "store": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
