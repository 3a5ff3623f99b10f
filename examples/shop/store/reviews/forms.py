"""What a customer writes of a product."""

from __future__ import annotations

import secrets

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, UnidentifiedImageError

from store.reviews.models import Review
from store.reviews.scanner import ScannerDownError, virus_in

#: What a photo may be by its content, whatever it is called.
SUFFIXES = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
MAX_PIXELS = 50_000_000


class ReviewForm(forms.ModelForm):
    """A name, stars, words, and perhaps a photo."""

    class Meta:
        """All but who and when."""

        model = Review
        fields = ["name", "rating", "text", "photo"]
        widgets = {"text": forms.Textarea({"rows": 4}), "photo": forms.FileInput({"accept": "image/*"})}

    def clean_photo(self) -> UploadedFile | None:
        """Clean and really a picture; its name becomes one of ours."""
        photo: UploadedFile | None = self.cleaned_data["photo"]
        if not photo:
            return None
        no_virus(photo)
        photo.name = f"{secrets.token_hex(16)}.{SUFFIXES[picture_format(photo)]}"
        return photo


def no_virus(upload: UploadedFile) -> None:
    """Refuse what the scanner finds, and everything while it does not answer."""
    try:
        virus = virus_in(upload.chunks())
    except ScannerDownError:
        raise ValidationError("Photos cannot be checked just now. Please try again later.") from None
    if virus:
        raise ValidationError("This file is infected.")
    upload.seek(0)


def picture_format(upload: UploadedFile) -> str:
    """The format that the content has; refuses what is no picture."""
    try:
        with Image.open(upload, formats=list(SUFFIXES)) as picture:
            width, height = picture.size
            picture.verify()
            found = str(picture.format)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise ValidationError("Upload a photo (JPEG, PNG or WebP).") from None
    if width * height > MAX_PIXELS:
        raise ValidationError("The photo has too many pixels.")
    upload.seek(0)
    return found
