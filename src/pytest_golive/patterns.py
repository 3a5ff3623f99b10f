"""Regular expressions that are compiled when they are first used: of two hundred a run needs about sixty."""

from __future__ import annotations

import re
from typing import Any, cast

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


def lazily(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, later.

    Raises re.error, when it is used, where ``text`` is no regular expression.
    """
    return cast("re.Pattern[str]", _Later(text, flags))


class _Later:
    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        # From now on it costs what a compiled one does.
        self.__dict__ |= {method: getattr(compiled, method) for method in METHODS}
        return getattr(compiled, name)
