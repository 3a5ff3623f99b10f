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
        methods = methods_of(callback, view)
        told.append(
            {
                "route": route,
                "name": names,
                "view": dotted(view or inspect.unwrap(plain)),
                "methods": methods,
                "csrf_exempt": bool(getattr(callback, "csrf_exempt", False)),
                "drf": _has_own_csrf(callback),
                "limited": is_limited(plain, view, methods),
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
    cells = _cells(thing)
    if "request_method_list" in cells and thing.__globals__.get("__name__") == "django.views.decorators.http":
        return list(cells["request_method_list"])
    inside = getattr(thing, "__wrapped__", None)
    return _required(inside, depth + 1) if inside is not None else []


def is_limited(plain: Any, view: Any, methods: list[str]) -> bool:
    """Whether a known rate limiter stops what is posted to a view: a decorator, or the REST framework's throttles."""
    posted = not methods or "POST" in methods
    doors: list[Any] = [plain]
    if view is not None:
        if any(getattr(view, "throttle_classes", None) or ()):
            return True
        doors += [getattr(view, name, None) for name in ("dispatch", "post" if posted else "get")]
    found = [_cells(limiter) for door in doors for limiter in _limiters(door, 0)]
    # django-ratelimit's `block=False` leaves it to the view to refuse, by `request.limited`.
    return any(_counts_posts(one, posted) and (one.get("block", True) or _refuses(plain, view)) for one in found)


def _counts_posts(limiter: dict[str, Any], posted: bool) -> bool:
    methods = limiter.get("method")
    named = [str(one).upper() for one in ([methods] if isinstance(methods, str) else methods or ()) if one]
    return not posted or not named or "POST" in named


def _refuses(plain: Any, view: Any) -> bool:
    """Whether the view's own code asks whether a request is ``limited``."""
    things = [plain] if view is None else [value for kind in view.__mro__ for value in vars(kind).values()]
    codes = [getattr(inspect.unwrap(thing), "__code__", None) for thing in things if inspect.isfunction(thing)]
    for code in codes:
        if code is not None and "limited" in (*code.co_names, *code.co_consts):
            return True
        codes += [inner for inner in getattr(code, "co_consts", ()) if inspect.iscode(inner)]
    return False


def _limiters(thing: Any, depth: int) -> Iterator[Any]:
    """The rate limiters in a function, what it wraps and what it has closed over."""
    if depth > 6:
        return
    if isinstance(thing, (list, tuple)):
        for item in thing:
            yield from _limiters(item, depth + 1)
    if not inspect.isfunction(thing):
        return
    if thing.__globals__.get("__name__", "").partition(".")[0] in LIMITERS:
        yield thing
    for item in (getattr(thing, "__wrapped__", None), *_cells(thing).values()):
        yield from _limiters(item, depth + 1)


def _cells(function: Any) -> dict[str, Any]:
    """What a function has closed over, by name."""
    found = {}
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or ()):  # noqa: B905 - Python 3.8
        try:
            found[name] = cell.cell_contents
        except ValueError:  # a cell that was never filled
            continue
    return found
