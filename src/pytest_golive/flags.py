"""The command-line flags, in one table for ``pytest`` and ``golive``. Imported by every pytest run: keep it light."""

from __future__ import annotations

from pytest_golive.data import dataclass

CONFIG_NAME = "golive.toml"
#: The names of `Phase`, which is not imported here: its module costs every pytest run 2 ms. A test compares them.
PHASES = (
    "pre-deploy", "deploy", "post-deploy", "post-launch", "daily", "weekly", "monthly", "quarterly", "annually",
    "rollback",
)  # fmt: skip
EFFECTS = ("writes", "sends", "load")
FORMATS = ("terminal", "markdown")


@dataclass(frozen=True, kw_only=True)
class Flag:
    """One command-line flag, the same for ``pytest`` and ``golive``."""

    name: str
    help: str
    metavar: str | None = None

    @property
    def dest(self) -> str:
        """Name of its value in pytest's options."""
        return self.name.lstrip("-").replace("-", "_")


FLAGS = (
    Flag(name="--golive", help="judge the go-live checklist: GO (exit 0) or NO-GO (exit 1)"),
    Flag(name="--golive-target", metavar="URL", help="base URL of the deployed site"),
    Flag(name="--golive-config", metavar="FILE", help=f"settings file (default: {CONFIG_NAME} in the rootdir)"),
    Flag(name="--golive-env", metavar="NAME", help="overlay [env.NAME] of the settings file"),
    Flag(
        name="--golive-phase", metavar="PHASE", help="phase to judge: " + ", ".join(PHASES) + " (default: pre-deploy)"
    ),
    Flag(name="--golive-allow", metavar="EFFECTS", help="effects allowed on the target: " + ",".join(EFFECTS)),
    Flag(name="--golive-as-of", metavar="ISO8601", help="judge as of this moment instead of now"),
    Flag(name="--golive-report", metavar="DIR", help="folder of the reports (default: golive-report)"),
    Flag(
        name="--golive-format",
        metavar="FORMAT",
        help="how the verdict is printed: " + " or ".join(FORMATS) + ", a summary also written to summary.md",
    ),
    Flag(
        name="--golive-baseline",
        metavar="FILE",
        help="verdict.json of an earlier run to compare with (default: the last GO in the report folder)",
    ),
)
