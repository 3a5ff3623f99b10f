"""One form for each phone number, however it was typed."""

from __future__ import annotations

from django.conf import settings


def normalise(text: str) -> str:
    """`+442079460001` for `020 7946 0001`, `0044 20 7946 0001` and `+44 (20) 7946-0001`; empty for no number."""
    digits = "".join(sign for sign in text if sign.isascii() and sign.isdigit())
    country = settings.PHONE_COUNTRY
    if not digits:
        return ""
    if text.strip().startswith("+"):
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    if digits.startswith("0"):
        return f"+{country}{digits[1:]}"
    # With the country's code and without the plus; no number of the country itself is so long.
    return f"+{digits}" if digits.startswith(country) and len(digits) > 10 else f"+{country}{digits}"
