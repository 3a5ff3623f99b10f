"""Faults to plant into the good shop: one small function each, in the module of its area.

How to add one:

    @fault("hsts-zero", reds=("http.hsts",), also=("http.security-headers",))
    def hsts_zero(shop: Shop) -> None:
        \"\"\"Send max-age=0. The security headers turn red too, because HSTS is one of them.\"\"\"
        shop.sends("Strict-Transport-Security", "max-age=0")

`reds` are the checks that must turn red, `also` those that may turn red as a consequence, with the reason in the
docstring. `hides` are the checks whose facts can then not be seen ("http.*" means all of an area): they may end
unverified, never red. Every other check must stay green. `@variant` marks a shop that is built differently and
still good: all checks stay green on it.

What `shop` offers is in plan.py: `env`, `settings` (lines of Python), `edge`, `zone`, `edit`, `add_file`,
`remove`, `rewrite_collected`, `collect_static`, `sql`, `stop`, `valkey_arguments`, `postgres_settings`,
`postgres_major`, `mariadb_settings`, and `once_running` for everything else.
Nothing has to be undone: before each fault the supervisor puts the good shop back.
The faults of mariadb.py are for the shop on MariaDB (`--database mariadb`), those that say SQL for PostgreSQL.
Try one by hand with `python examples/shop/serve.py --fault hsts-zero`. Names are unique over all areas.
Never plant a fault by mocking: the shop must really have it.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache
from importlib import import_module

from faults.plan import Running, Shop

__all__ = ["Fault", "Running", "Shop", "catalogue", "fault", "find", "variant"]

Plant = Callable[[Shop], None]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A way in which a shop can be wrong, or (a variant) be built differently and right."""

    name: str
    plant: Plant
    reds: tuple[str, ...] = ()
    """Checks that must turn red."""
    also: tuple[str, ...] = ()
    """Checks that may turn red as a consequence."""
    hides: tuple[str, ...] = ()
    """Checks that may be unable to tell; patterns, as in fnmatch."""
    cells: tuple[tuple[str, str], ...] = ()
    """Gateway and attack that the table of forged notices shows as let in."""
    is_variant: bool = False

    @property
    def area(self) -> str:
        """The module it is in."""
        return self.plant.__module__.rpartition(".")[2]

    @property
    def is_for_mariadb(self) -> bool:
        """Whether it is planted into the shop that runs on MariaDB."""
        return self.area == "mariadb"

    @property
    def is_of_flow(self) -> bool:
        """Whether contracts turn red by it: they are drilled by themselves."""
        return self.area.startswith("flow_")

    @property
    def summary(self) -> str:
        """The first line of the docstring."""
        return (self.plant.__doc__ or "").strip().partition("\n")[0]

    def explains(self, check: str, *, is_red: bool) -> bool:
        """Whether the fault is a reason for this check to be red, or else for being unable to tell."""
        if check in {*self.reds, *self.also}:
            return True
        return not is_red and any(fnmatchcase(check, pattern) for pattern in self.hides)


_registered: dict[str, Fault] = {}


def fault(
    name: str,
    *,
    reds: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
    hides: tuple[str, ...] = (),
    cells: tuple[tuple[str, str], ...] = (),
) -> Callable[[Plant], Plant]:
    """Register a function as a fault."""
    if not reds:
        raise ValueError(f"fault {name}: say which checks must turn red")
    return lambda plant: _register(Fault(name=name, reds=reds, also=also, hides=hides, cells=cells, plant=plant))


def variant(name: str) -> Callable[[Plant], Plant]:
    """Register a function as another good shop."""
    return lambda plant: _register(Fault(name=name, plant=plant, is_variant=True))


@cache
def catalogue() -> dict[str, Fault]:
    """Every fault and variant, by name."""
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return dict(_registered)


def find(name: str) -> Fault:
    """The fault of this name; raises with a suggestion if there is none."""
    known = catalogue()
    if name not in known:
        near = get_close_matches(name, known, n=1)
        raise LookupError(f"there is no fault {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    return known[name]


def _register(entry: Fault) -> Plant:
    if entry.name in _registered:
        raise ValueError(f"two faults are called {entry.name}")
    if not entry.summary:
        raise ValueError(f"fault {entry.name}: say in the docstring what is planted")
    _registered[entry.name] = entry
    return entry.plant
