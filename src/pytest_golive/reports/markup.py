"""HTML by construction: what is no `Markup` is a text, and is escaped where it is filled in."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from pytest_golive.reports.words import visible

#: Markup of ours that says nothing.
NOTHING = Markup()


def text(value: object) -> Markup:
    """``value`` as text of a page: escaped, with control and invisible characters spelt out; markup stays as it is."""
    if type(value) is Markup:
        return value
    return escape(visible(value, lines=True) if type(value) is str else value)


def tag(template: str, *values: object) -> Markup:
    """Our own ``template`` with every ``{}`` replaced by one of ``values`` as `text`."""
    return _made(template.format(*map(text, values)))


def each(parts: Iterable[object], *, between: str = "\n") -> Markup:
    """Parts one after another, each as `text`."""
    return _made(between.join(map(text, parts)))


def _made(markup: str) -> Markup:
    # Thousands of times: without `Markup.__new__`, which asks every text whether it is something else.
    return str.__new__(Markup, markup)


def prose(said: str) -> Markup:
    """A text, with what stands between backticks as code."""
    parts = said.split("`")
    if len(parts) == 1 or len(parts) % 2 == 0:
        return text(said)
    return each((tag("<code>{}</code>", part) if at % 2 else text(part) for at, part in enumerate(parts)), between="")
