# ruff: noqa: PT009, PT027 - the shop's suite is one of unittest
"""Unit tests of what needs no database: `python -m unittest store.tests`."""

from __future__ import annotations

import unittest

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from store import minify, validators


class Minify(unittest.TestCase):
    """The style sheet gets smaller and means the same."""

    def test_comments_and_white_space(self) -> None:
        """Drops what no browser needs."""
        self.assertEqual(minify.minify("/* b */\nb {\n  color: red;\n}\n"), "b{color:red}\n")

    def test_space_between_names_stays(self) -> None:
        """A space that means something is kept."""
        self.assertEqual(minify.minify("a b { margin: 0 auto }"), "a b{margin:0 auto }\n".replace(" }", "}"))


class Validators(unittest.TestCase):
    """What customers may type and upload."""

    def test_phone_numbers(self) -> None:
        """Takes a number that can be called, and no text."""
        validators.phone_number("+44 20 7946 0000")
        with self.assertRaises(ValidationError):
            validators.phone_number("call me")

    def test_uploads_are_images(self) -> None:
        """Refuses what is not named like an image."""
        validators.image_suffix(ContentFile(b"", name="lamp.PNG"))
        with self.assertRaises(ValidationError):
            validators.image_suffix(ContentFile(b"", name="lamp.php"))


if __name__ == "__main__":
    unittest.main()
