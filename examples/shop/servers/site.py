"""The deployed copy of the shop's files, and a second copy of how they were when all was well."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent
DEPLOYED = (
    *("manage.py", "gunicorn.conf.py", "requirements.txt", ".env.example", "shop", "store", "offer"),
    # What the gate reads of it; nothing of this runs.
    *("README.md", "LICENSE", "NOTICE.md", "docs", "deploy"),
)
ENV_FILE = ".env.production"
#: Not part of a copy: the supervisor writes the one, Python and git the others.
NOT_COPIED = (ENV_FILE, "__pycache__", ".git")


class Site:
    """Source, collected static files and media: `live` is what runs, `good` is what it goes back to."""

    def __init__(
        self,
        directory: Path,
        origin: Path = SOURCE,
        deployed: Iterable[str] = DEPLOYED,
        env_file: Path | None = None,
        write_line: Callable[[str, str], str] = "{}={}".format,
    ) -> None:
        """Copy what is `deployed` of a shop's folder; `write_line` says how its env file puts a variable."""
        self._write_line = write_line
        self._good = directory / "good"
        self._live = directory / "live"
        self.source, self.static, self.media = (self._live / part for part in ("site", "static", "media"))
        for folder in (self.source, self.static, self.media):
            folder.mkdir(parents=True)
        for name in deployed:
            _copy(origin / name, self.source / name)
        self.env_file = env_file or self.source / ENV_FILE

    def remember(self) -> None:
        """What is live now is good."""
        _copy(self._live, self._good)

    def restore(self) -> None:
        """Make live equal to good; only what differs is touched."""
        good, live = _files(self._good), _files(self._live)
        for name in live.keys() - good.keys():
            (self._live / name).unlink()
        for name, state in good.items():
            if live.get(name) != state:
                (self._live / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(self._good / name, self._live / name)
        # Byte code is told apart by second and size: two faults within a second could share it.
        for cache in self.source.rglob("__pycache__"):
            shutil.rmtree(cache)

    def is_good(self) -> bool:
        """Whether every file, media too, is as it was when all was well."""
        return _files(self._live) == _files(self._good)

    def digest(self) -> str:
        """Changes when any file does that the application server has read."""
        served = {k: v for k, v in _files(self._live).items() if not k.startswith("media/")}
        return hashlib.sha256(repr(sorted(served.items())).encode()).hexdigest()

    def write_env_file(self, values: Mapping[str, str], raw_lines: list[str]) -> None:
        """Write the env file; no values and no lines: no file."""
        path = self.env_file
        path.unlink(missing_ok=True)
        if values or raw_lines:
            lines = [*(self._write_line(key, value) for key, value in values.items()), *raw_lines]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            path.chmod(0o600)


def service_environment(values: Mapping[str, str]) -> dict[str, str]:
    """What a service manager would give the shop's processes: the env file and little else."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "DJANGO_SETTINGS_MODULE": "shop.settings",
        **values,
    }


def _files(root: Path) -> dict[str, tuple[int, int]]:
    return {str(path.relative_to(root)): _state(path) for path in _walk(root)}


def _walk(root: Path) -> Iterator[Path]:
    for entry in os.scandir(root):
        if entry.name not in NOT_COPIED:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path))
            else:
                yield Path(entry.path)


def _state(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(*NOT_COPIED))
    else:
        shutil.copy2(source, target)
