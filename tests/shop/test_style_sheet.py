"""The minified style sheet is the readable one, minified."""

from __future__ import annotations

from store.minify import MINIFIED, SOURCE, minify
from tests.shop.conftest import SHOP


def test_minified_style_sheet_is_up_to_date() -> None:
    assert SOURCE.is_relative_to(SHOP)
    assert MINIFIED.read_text(encoding="utf-8") == minify(SOURCE.read_text(encoding="utf-8"))
