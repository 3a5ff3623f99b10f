"""Reads the earlier verdict that a run is compared with: the one that is named, else the last GO."""

from __future__ import annotations

import os
from pathlib import Path

from pytest_golive.compare import Change, compare, why_not
from pytest_golive.errors import ConfigError, GoliveError
from pytest_golive.reports import json
from pytest_golive.reports.words import visible
from pytest_golive.reports.write import LAST_GO
from pytest_golive.verdict import Verdict


def read(path: Path) -> Verdict:
    """The verdict in a file.

    Raises:
        ConfigError: it is missing, cannot be read, or is no verdict of this version.
    """
    try:
        return json.load(path.read_bytes())
    except OSError as error:
        raise ConfigError(f"{path}: the baseline cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: the baseline is not UTF-8 (byte {error.start})") from None
    except RecursionError:
        raise ConfigError(f"{path}: the baseline is no verdict.json: it is nested too deeply") from None
    except GoliveError as error:
        raise ConfigError(
            f"{path}: {visible(str(error))}; name the verdict.json of an earlier run as the baseline"
        ) from None


def change_since(named: Verdict | None, folder: Path, verdict: Verdict) -> tuple[Change | None, str]:
    """What changed since the named verdict, else since the last GO, and why there is nothing to say.

    Nothing that is wrong with the last GO may harm the run: it is one sentence.
    """
    before, what = named, "the baseline"
    if before is None:
        what = f"{folder / LAST_GO}, the last GO,"
        try:
            before = read(folder / LAST_GO) if os.path.lexists(folder / LAST_GO) else None
        except ConfigError as error:
            return None, f"nothing is compared with the last GO: {error}"
    if before is None:
        return None, ""
    if reason := why_not(verdict, before):
        return None, f"{what} is not compared with: {reason}"
    return compare(verdict, before), ""
