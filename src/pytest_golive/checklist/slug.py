"""TEXT → IDS: short, stable, ASCII names for lines and sections."""

from __future__ import annotations

import hashlib
import unicodedata

from pytest_golive.patterns import lazily

SECTION_LENGTH = 28
LINE_LENGTH = 40
ID_LENGTH = 112

_NOT_PLAIN = lazily(r"[^a-z0-9]+")
_APOSTROPHE = lazily(r"(?<=\w)['’](?=\w)")


def slug(text: str, length: int = LINE_LENGTH) -> str:
    """A name for ``text`` out of a-z, 0-9 and hyphens, at most ``length`` characters.

    Accents are dropped. A text without any Latin letter or digit is named by a digest of itself, not by
    its line number: what people recorded about it must survive a line inserted above.
    """
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text.casefold()))
    plain = plain.encode("ascii", "ignore").decode() if plain.isascii() or _mostly_latin(plain) else ""
    words = _NOT_PLAIN.sub("-", plain).strip("-")
    if not words:
        return f"text-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    return shortened(words, length)


def shortened(words: str, length: int) -> str:
    """``words`` cut to ``length`` characters, between words where there is one to cut at."""
    if len(words) <= length:
        return words
    cut = max(words.rfind("-", 0, length + 1), words.rfind("/", 0, length + 1))
    return words[: cut if cut > length // 2 else length].strip("-/")


def _mostly_latin(plain: str) -> bool:
    letters = [char for char in plain if char.isalpha()]
    return 2 * sum(char.isascii() for char in letters) >= len(letters)


class Names:
    """Hands out each id once: a second ``a/b`` becomes ``a/b-2``."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._last: dict[str, int] = {}

    def unique(self, prefix: str, own: str) -> str:
        """A new id below ``prefix``, not longer than the limit."""
        room = ID_LENGTH - len(own) - 1
        prefix = shortened(prefix, room)
        base = f"{prefix}/{own}" if prefix else own
        name, count = base, self._last.get(base, 1)
        while name in self._given:
            count += 1
            name = f"{base}-{count}"
        self._last[base] = count
        self._given.add(name)
        return name
