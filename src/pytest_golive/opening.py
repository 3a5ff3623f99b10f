"""Opens the gate of one run: the settings first, so that connections open while everything else is loaded."""

from __future__ import annotations

import gc
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pytest_golive.errors import GoliveError
from pytest_golive.flags import CONFIG_NAME
from pytest_golive.options import load

if TYPE_CHECKING:
    from pytest_golive.facts.client import Client
    from pytest_golive.settings import Settings

#: Options of pytest with which it shows something and runs nothing.
SHOWS = ("help", "version", "markers", "collectonly", "showfixtures", "show_fixtures_per_test", "cacheshow")


def open_gate(config: pytest.Config) -> None:
    """Read the settings and register the gate's hooks.

    Raises:
        pytest.UsageError: something in the settings is wrong (exit 4).
    """
    try:
        _open(config)
    except pytest.UsageError as error:
        # Loaded here alone: connections should open before anything large is.
        from pytest_golive import narrowed, refused

        # A part would not have touched the reports of the whole.
        if not (hasattr(config, "workerinput") or only_shows(config) or narrowed.named(config)):
            refused.tell(config, project(config), str(error))
        raise


def _open(config: pytest.Config) -> None:
    started = time.monotonic()
    # Hundreds of modules are about to be loaded and none of it is garbage: looking for it costs 50 ms.
    gc.disable()
    config.add_cleanup(gc.enable)

    def flag(name: str) -> Any:
        # All workers judge by the controller's clock.
        told = getattr(config, "workerinput", {})
        return told["golive_as_of"] if name == "golive_as_of" and told else config.getoption(name)

    try:
        options = load(flag, project(config))
        client = _warmed_up(options.settings) if looks_itself(config) and options.settings.target.url else None
        # Only now: it takes as long as the first connections do.
        from pytest_golive.asked import read_checklists
        from pytest_golive.gate import Gate
        from pytest_golive.masking import mask_logs
        from pytest_golive.team import load_team

        checks, binder = load_team(config)
        gate = Gate(options, client, checks, started=started)
        gate.read_records()
        gate.read_baseline()
        _make_folder(gate.report_folder)
        if not (hasattr(config, "workerinput") or only_shows(config)):
            gate.ask_for_release()
        config.add_cleanup(mask_logs())
        paths = read_checklists(config, gate, binder)
    except GoliveError as error:
        raise pytest.UsageError(str(error)) from None
    # What the lines need is being looked at: the rest has time.
    from pytest_golive.integrations.plain import PlainReports
    from pytest_golive.plugin import GATE
    from pytest_golive.session import GateSession

    config.stash[GATE] = gate
    config.pluginmanager.register(GateSession(config, gate, paths), "golive-session")
    config.pluginmanager.register(PlainReports(), "golive-plain-reports")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = f"the report folder {folder} cannot be made: {error.strerror}"
        raise pytest.UsageError(f"{why}; name another with --golive-report") from None


def _warmed_up(settings: Settings) -> Client:
    from pytest_golive.facts.client import Client

    client = Client(settings)
    threading.Thread(target=client.warm_up, name="golive-warm-up", daemon=True).start()
    return client


def project(config: pytest.Config) -> Path:
    """The folder of golive.toml: pytest's rootdir, or where it was called.

    `--golive-report DIR` with a blank makes pytest take an existing DIR for tests, and look for the rootdir there.
    """
    called = config.invocation_params.dir
    has_settings = [folder for folder in (config.rootpath, called) if (folder / CONFIG_NAME).is_file()]
    return has_settings[0] if has_settings else config.rootpath


def looks_itself(config: pytest.Config) -> bool:
    """Whether this process will look at the target, as far as its flags say."""
    return not (hasattr(config, "workerinput") or hands_out(config) or only_shows(config))


def hands_out(config: pytest.Config) -> bool:
    """Whether pytest-xdist, under whatever name it was loaded, has workers do the running."""
    return bool(config.getoption("dist", "no") != "no")


def only_shows(config: pytest.Config) -> bool:
    """Whether pytest is asked to show something instead of running anything."""
    return any(getattr(config.option, name, False) for name in SHOWS)
