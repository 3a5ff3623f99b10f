"""What every part of the inspector uses: how it prints, what it must not print, how secrets are measured."""

from __future__ import annotations

import ast
import contextlib
import datetime as dt
import hashlib
import importlib
import json
import math
import os
import re
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from typing import IO, Any

MASK = "***"
URL_PASSWORD = re.compile(r"([a-z][a-z0-9+.-]*://[^\s/:@]*:)([^\s@]+)(@)", re.IGNORECASE)
BOOLEANS = ("true", "false", "yes", "no", "on", "off", "none")


def load(path: str) -> Any:
    """Import ``module`` or ``module:attribute`` of the application's world."""
    module, _, attribute = path.partition(":")
    found: Any = importlib.import_module(module)
    return getattr(found, attribute) if attribute else found


def dotted(thing: Any) -> str:
    """Where a class or function is defined: ``shop.views.home``."""
    name = getattr(thing, "__qualname__", "") or type(thing).__qualname__
    module = getattr(thing, "__module__", "") or ""
    return f"{module}.{name}".strip(".")


def installed() -> dict[str, str]:
    """Every installed package and its version, from the names of their folders: reading them all takes too long."""
    found: dict[str, str] = {}
    for place in sys.path:
        for name in os.listdir(place or ".") if os.path.isdir(place or ".") else ():
            package, _, version = name.removesuffix(".dist-info").partition("-")
            if name.endswith(".dist-info") and version:
                # The first place on the path is what is imported.
                found.setdefault(re.sub(r"[-_.]+", "-", package).lower(), version)
    return dict(sorted(found.items()))


def manage_default(text: str) -> str:
    """The settings module that the text of a manage.py names, or empty."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) == 2:
            name, value = [getattr(arg, "value", None) for arg in node.args]
            if name == "DJANGO_SETTINGS_MODULE" and isinstance(value, str):
                return value
    return ""


def where(error: BaseException) -> str:
    """The last line of the project's own code that led to the error."""
    here = os.getcwd() + os.sep
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith(here) and "site-packages" not in frame.filename:
            return f" ({frame.filename[len(here) :]}, line {frame.lineno})"
    return ""


class Eye:
    """What the inspector was asked (its options) and the one way its answers leave."""

    def __init__(self, options: dict[str, Any], out: IO[str]) -> None:
        self.options = options
        self._out = out
        self._secret_name = re.compile(options.get("secret_name") or "SECRET|PASSW|TOKEN|KEY", re.IGNORECASE)
        self._word = re.compile(options.get("word") or "[a-z]+")
        self._placeholder = re.compile(options.get("placeholder") or "^$|change", re.IGNORECASE)
        self._samples = frozenset(options.get("samples") or ())
        self._secrets: list[str] = []
        for name, value in os.environ.items():
            if self.is_secret(name):
                self.hide(value)
            self.hide_password(value)

    def emit(self, part: str, value: Any) -> None:
        """Print one part as one line of JSON, at once: what follows may hang or crash."""
        self._out.write(json.dumps({"part": part, "value": value}, default=str) + "\n")
        self._out.flush()

    def look(self, part: str, see: Callable[[Eye], Any]) -> None:
        """Emit what ``see`` returns, or what went wrong: the application's own code may raise anything."""
        try:
            value = see(self)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - an error is an answer here
            self.emit(part, {"error": self.sentence(error)})
        else:
            self.emit(part, value)

    def is_secret(self, name: str) -> bool:
        """Whether a setting of this name is kept out of every output."""
        return self._secret_name.search(name) is not None

    def hide(self, secret: Any) -> None:
        """Blank this value wherever it turns up in a text."""
        if isinstance(secret, str) and len(secret) >= 6 and secret.lower() not in BOOLEANS:
            self._secrets.append(secret)

    def hide_password(self, url: Any) -> None:
        """Blank the password of a URL wherever it turns up."""
        for match in URL_PASSWORD.finditer(url) if isinstance(url, str) else ():
            self.hide(match.group(2))

    def redact(self, text: str) -> str:
        """``text`` without the secrets met so far and without passwords of URLs.

        One that is an ordinary word stays where it is a part of a longer name: ``postgres`` in ``postgresql``.
        """
        for secret in sorted(set(self._secrets), key=len, reverse=True):
            if self._word.fullmatch(secret):
                text = re.sub(rf"(?<!\w)(?<!\w\.){re.escape(secret)}(?!\w|\.\w)", MASK, text)
            else:
                text = text.replace(secret, MASK)
        return URL_PASSWORD.sub(r"\1" + MASK + r"\3", text)

    def sentence(self, error: BaseException) -> str:
        """What the traceback would end with, on one line."""
        text = " ".join(str(error).split()) or "no message"
        return self.redact(f"{type(error).__name__}: {text}")[:300]

    def strength(self, secret: str) -> dict[str, Any]:
        """Measures of a secret that hold nothing of its text."""
        self.hide(secret)
        counts, total = Counter(secret), len(secret) or 1
        return {
            "length": len(secret),
            "distinct": len(counts),
            "entropy": round(-sum(n / total * math.log2(n / total) for n in counts.values()), 2) if secret else 0.0,
            "insecure_prefix": secret.startswith("django-insecure-"),
            "placeholder": self._placeholder.search(secret.strip()) is not None
            or hashlib.sha256(secret.encode()).hexdigest() in self._samples,
        }

    def safe(self, value: Any, depth: int = 0) -> Any:
        """``value`` as JSON-safe data without secrets; what is neither is told by its class."""
        if value is None or isinstance(value, (bool, int, float)):
            return value
        if isinstance(value, (str, os.PathLike)):
            return self.redact(str(value))
        if isinstance(value, dt.timedelta):
            return value.total_seconds()
        if isinstance(value, re.Pattern):
            return value.pattern
        if depth > 6:
            return "…"
        if isinstance(value, dict):
            return {
                str(key): MASK
                if self.is_secret(str(key)) and isinstance(item, str) and item
                else self.safe(item, depth + 1)
                for key, item in value.items()
            }
        if isinstance(value, (list, tuple)):
            return [self.safe(item, depth + 1) for item in value]
        if isinstance(value, (set, frozenset)):
            return sorted((self.safe(item, depth + 1) for item in value), key=str)
        if type(value).__name__ == "__proxy__":  # a lazily translated text
            with contextlib.suppress(Exception):
                return self.redact(str(value))
        return dotted(value)
