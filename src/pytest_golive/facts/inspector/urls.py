"""The views behind the URLconf: their methods, which are exempt from CSRF protection, which carry a rate limit."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from pytest_golive.facts.inspector.base import Eye, dotted, load

#: Modules whose decorators limit how often a view may be called.
LIMITERS = ("django_ratelimit", "ratelimit", "axes", "defender", "brake")

#: Methods that nobody documents one by one.
UNTOLD = {"HEAD", "OPTIONS", "TRACE"}


def see_views(_eye: Eye) -> Any:
    """Every view of the URLconf."""
    told = []
    for route, names, callback in walk(load("django.urls:get_resolver")()):
        view = getattr(callback, "view_class", None) or getattr(callback, "cls", None)
        plain = getattr(callback, "func", callback)
        told.append(
            {
                "route": route,
                "name": names,
                "view": dotted(view or inspect.unwrap(plain)),
                "methods": methods_of(callback, view),
                "csrf_exempt": bool(getattr(callback, "csrf_exempt", False)),
                "drf": _has_own_csrf(callback),
                "limited": is_limited(plain, view),
                "admin": getattr(callback, "admin_site", None) is not None,
            }
        )
    return told


def walk(resolver: Any, prefix: str = "", space: str = "") -> Iterator[tuple[str, str, Any]]:
    """Route, name with namespaces, and callback of every pattern below ``resolver``."""
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern).lstrip("^")
        if hasattr(pattern, "url_patterns"):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern, route, inner)
        else:
            yield route, space + (pattern.name or ""), pattern.callback


def _has_own_csrf(callback: Any) -> bool:
    """Whether it is a view of the REST framework that asks for the token whenever a session says who it is."""
    view = getattr(callback, "cls", None)
    if view is None or not any("rest_framework" in base.__module__ for base in view.__mro__):
        return False
    session = load("rest_framework.authentication:SessionAuthentication")
    given = getattr(callback, "initkwargs", {}).get("authentication_classes", view.authentication_classes)
    return all(one.enforce_csrf is session.enforce_csrf for one in given if issubclass(one, session))


def methods_of(callback: Any, view: Any) -> list[str]:
    """The methods a view answers; empty when it takes any, or does not say."""
    bound = getattr(callback, "actions", None)
    if isinstance(bound, dict):  # a view set of the REST framework
        named = list(bound)
    elif view is not None:
        named = [name for name in getattr(view, "http_method_names", ()) if hasattr(view, name)]
    else:
        named = _required(callback, 0)
    return sorted({str(name).upper() for name in named} - UNTOLD)


def _required(thing: Any, depth: int) -> list[str]:
    """What Django's require_http_methods, somewhere around a function, lets through."""
    if depth > 6 or not inspect.isfunction(thing):
        return []
    cells = dict(zip(thing.__code__.co_freevars, thing.__closure__ or (), strict=False))
    if "request_method_list" in cells and thing.__globals__.get("__name__") == "django.views.decorators.http":
        return list(cells["request_method_list"].cell_contents)
    inside = getattr(thing, "__wrapped__", None)
    return _required(inside, depth + 1) if inside is not None else []


def is_limited(callback: Any, view: Any) -> bool:
    """Whether a known rate limiter stands around the view: a decorator, or the REST framework's throttles."""
    doors: list[Any] = [callback]
    if view is not None:
        if any(getattr(view, "throttle_classes", None) or ()):
            return True
        doors += [getattr(view, name, None) for name in ("dispatch", "get", "post")]
    return any(_is_wrapped(door, 0) for door in doors)


def _is_wrapped(thing: Any, depth: int) -> bool:
    """Look at a function, what it wraps and what it has closed over."""
    if depth > 6:
        return False
    if isinstance(thing, (list, tuple)):
        return any(_is_wrapped(item, depth + 1) for item in thing)
    if not inspect.isfunction(thing):
        return False
    if thing.__globals__.get("__name__", "").partition(".")[0] in LIMITERS:
        return True
    inside = [getattr(thing, "__wrapped__", None)]
    for cell in thing.__closure__ or ():
        try:
            inside.append(cell.cell_contents)
        except ValueError:  # a cell that was never filled
            continue
    return any(_is_wrapped(item, depth + 1) for item in inside)
