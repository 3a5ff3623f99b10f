"""The admin of the shop."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class BackOfficeConfig(AdminConfig):
    """Django's admin behind a second factor: a password alone opens nothing."""

    default_site = "django_otp.admin.OTPAdminSite"
