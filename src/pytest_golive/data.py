"""Frozen dataclasses that share their methods.

The standard library writes and compiles six methods for each class: for the hundred of a run's start that is a
tenth of it. Type checkers are shown the standard library's own decorator, whose rules hold.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Literal, NoReturn

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: Literal[True], kw_only: Literal[True], repr: bool = True):  # noqa: A002 - its name there
        """A decorator for a class of frozen data, made by name, equal and hashed by value.

        Args:
            frozen: must be said, as it has to be to the standard library's.
            kw_only: the same.
            repr: whether to show the fields; those that are secrets themselves say so (``field(repr=False)``).
        """
        assert frozen, "what may change is a dataclass of the standard library's"
        assert kw_only, "data are made by name"
        return lambda cls: _made(cls, SHOWN if repr else SHARED)


def _made(cls: Any, shared: dict[str, Any]) -> Any:
    assert not hasattr(cls, "__post_init__"), "nothing would call it"
    own = frozenset(vars(cls))
    # Where there is none the standard library works out a signature to write one, which takes longer than all the rest.
    cls.__doc__ = cls.__doc__ or cls.__name__
    dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)
    for name in shared.keys() - own:
        setattr(cls, name, shared[name])
    fields = dataclasses.fields(cls)
    unset = dataclasses.MISSING
    # On the class: nothing is looked up faster.
    cls.__data_names__ = dict.fromkeys(field.name for field in fields).keys()
    cls.__data_first__ = next(iter(cls.__data_names__))
    cls.__data_defaults__ = {field.name: field.default for field in fields if field.default is not unset}
    cls.__data_factories__ = {
        field.name: field.default_factory for field in fields if field.default_factory is not unset
    }
    return cls


def _init(self: Any, /, **given: Any) -> None:
    values = {**self.__data_defaults__, **given}
    if values.keys() != self.__data_names__:
        values |= {name: make() for name, make in self.__data_factories__.items() if name not in values}
        _refuse_others(type(self).__name__, given.keys() - self.__data_names__, self.__data_names__ - values.keys())
    # Had it no attribute before, Python would give it a dictionary whose keys no other instance shares.
    object.__setattr__(self, self.__data_first__, None)
    vars(self).update(values)


def _refuse_others(name: str, unknown: set[str], missing: set[str]) -> None:
    if unknown:
        raise TypeError(f"{name} has no {', '.join(sorted(unknown))}")
    if missing:
        raise TypeError(f"{name} needs {', '.join(sorted(missing))}")


def _values(self: Any) -> tuple[Any, ...]:
    """The values of the fields; a cached property is none."""
    return tuple(map(vars(self).__getitem__, self.__data_names__))


def _eq(self: Any, other: object) -> bool:
    if type(other) is not type(self):
        return NotImplemented  # type: ignore[no-any-return]
    return bool(vars(self) == vars(other) or _values(self) == _values(other))


def _hash(self: Any) -> int:
    return hash(_values(self))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{type(self).__qualname__}({shown})"


def _setattr(_self: object, name: str, _value: object, /) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(_self: object, name: str, /) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


SHARED = {"__init__": _init, "__eq__": _eq, "__hash__": _hash, "__setattr__": _setattr, "__delattr__": _delattr}
SHOWN = {**SHARED, "__repr__": _repr}
