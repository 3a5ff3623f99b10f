"""All migrations from zero, in a database made for it and dropped again."""

from __future__ import annotations

from types import MappingProxyType

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.app import inspect_app, only_django, part_of, shape
from pytest_golive.facts.inspector.scratch import TO_DROP, VARIABLE
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

SECONDS = 55.0
NO_SCRATCH = "set scratch_url in [database] of golive.toml to a user who may create databases (not the application's)"


@dataclass(frozen=True, kw_only=True)
class ScratchMigrations:
    """How the migrations went in an empty database."""

    vendor: str
    """``postgresql``, ``mysql`` or ``sqlite``."""
    applied: int
    """Migrations that were begun."""
    migration: str
    """The last of them."""
    failed: str = ""
    """What it raised."""
    changes: tuple[str, ...] = ()
    """What the models have and no migration makes."""
    left: str = ""
    """The scratch database, and why it could not be dropped."""


@fact(timeout=SECONDS + 2, rounds=12, effect="writes", first=only_django)
def scratch_migrations(settings: Settings) -> ScratchMigrations:
    """Create a database, run every migration, compare with the models, drop it."""
    only_django(settings)
    url = settings.database.scratch_url
    secrets = MappingProxyType({VARIABLE: url} if url else {})
    seen = inspect_app(settings, seconds=SECONDS, service="scratch", secrets=secrets)
    if (name := seen.parts.get("making")) and "scratch" not in seen.parts:
        why = f"the trial of the migrations broke off ({seen.ended}); the database {name} may be left"
        raise CannotLook(why, cure=f"drop {name} on the database server, and look again", look_failed=True)
    told = part_of(seen, "scratch", "the migrations")
    if told["refused"]:
        raise CannotLook(f"no scratch database can be created: {told['refused']}", cure=NO_SCRATCH)
    if told.get("late"):
        why = f"the migrations were not done after {SECONDS - TO_DROP:g} s, at {told['migration']}"
        raise CannotLook(why, cure="squash the migrations, or run them on an empty database by hand and vouch for it")
    return shape(ScratchMigrations, told)
