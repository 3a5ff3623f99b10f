"""Writes a file that is there whole or not at all, whenever somebody reads it and whatever ends the run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def replace(path: Path, content: Iterable[bytes], *, durable: bool = False) -> None:
    """Write a file, piece by piece, through a temporary one beside it.

    ``durable``: it is on the disk before the older one is gone, and whoever could read that can read this.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.writelines(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if durable and path.exists():
            shutil.copymode(path, temporary)
        # Replaces a symbolic link itself, and does not follow it out of the folder.
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
