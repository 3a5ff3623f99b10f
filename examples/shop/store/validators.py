"""What may be uploaded, and which phone numbers can be called."""

from __future__ import annotations

from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import RegexValidator

IMAGE_SUFFIXES = {".png", ".jpg", ".jpeg", ".webp"}

phone_number = RegexValidator(r"^\+?[0-9][0-9 ]{6,18}$", "Enter a phone number, such as +44 20 7946 0000.")


def upload_size(upload: File[bytes]) -> None:
    """Refuse files larger than MAX_UPLOAD_SIZE."""
    if upload.size > settings.MAX_UPLOAD_SIZE:
        raise ValidationError(f"The file is larger than {settings.MAX_UPLOAD_SIZE // 1024 // 1024} MB.")


def image_suffix(upload: File[bytes]) -> None:
    """Refuse files that are not named like an image."""
    if PurePath(upload.name or "").suffix.lower() not in IMAGE_SUFFIXES:
        raise ValidationError(f"Upload an image ({', '.join(sorted(IMAGE_SUFFIXES))}).")
