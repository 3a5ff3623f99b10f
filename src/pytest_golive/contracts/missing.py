"""How a stub of the storefront says that nobody has written it."""

from __future__ import annotations

import inspect
from typing import NoReturn


class Missing(NotImplementedError):  # noqa: N818 - a signal, as those of the checks
    """The adapter does not have this method."""

    def __init__(self, method: str) -> None:
        super().__init__(method)
        self.method = method


def missing() -> NoReturn:
    """Say that the method that calls this is not there."""
    frame = inspect.currentframe()
    raise Missing(frame.f_back.f_code.co_name if frame and frame.f_back else "")
