"""Writes static/store/shop.min.css from assets/shop.css: `python store/minify.py`."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "assets" / "shop.css"
MINIFIED = HERE / "static" / "store" / "shop.min.css"


def minify(css: str) -> str:
    """Drop comments and the white space that means nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    return re.sub(r"(?<=[{;])([\w-]+):\s+", r"\1:", css).replace(";}", "}").strip() + "\n"


if __name__ == "__main__":
    MINIFIED.write_text(minify(SOURCE.read_text(encoding="utf-8")), encoding="utf-8")
