"""Mail templates, rendered as the application's own engine does, with the declared sample in place of an order."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from typing import Any

from pytest_golive.facts.inspector.base import Eye, load
from pytest_golive.facts.inspector.execution import bound_connecting, hush, read_only

#: What a JSON text has in place of a date.
DATE = "golive-date"
#: Filters that say what stands in for a value that is not there.
STAND_INS = {"default", "default_if_none", "yesno", "length_is"}
PARTS = ("subject", "text", "html")


class Missing(str):
    """What an unresolved variable is: false, so that filters see it as Django's own would be, and visible."""

    def __bool__(self) -> bool:
        return False


def see_mails(eye: Eye) -> Any:
    """Every declared part of every declared mail, with what is unresolved in it."""
    bound_connecting()
    hush()
    with read_only(), _noting() as missing:
        return [_mail(eye, given, _django, missing) for given in eye.options.get("mails") or ()]


def see_flask_mails(eye: Eye, app: Any) -> Any:
    """The same for Flask; undefined names raise there, so that nothing has to be noted."""

    def render(name: str, sample: dict[str, Any]) -> str:
        sample = dict(sample)
        app.update_template_context(sample)
        return _jinja(app.jinja_env, name, sample)

    with app.test_request_context():
        return [_mail(eye, given, render, []) for given in eye.options.get("mails") or ()]


def _mail(eye: Eye, given: Any, render: Any, missing: list[str]) -> dict[str, Any]:
    sample = _dated(given["sample"])
    told: dict[str, Any] = {"name": given["name"]}
    for part in PARTS:
        if given[part]:
            missing.clear()
            told[part] = {"template": given[part], "text": "", "error": ""}
            try:
                told[part]["text"] = eye.redact(str(render(given[part], sample))[:200_000])
            except (Exception, SystemExit) as error:  # noqa: BLE001 - a template may raise anything
                told[part]["error"] = eye.sentence(error)
            told[part]["missing"] = list(dict.fromkeys(missing))
    return told


def _dated(value: Any) -> Any:
    """The sample with its dates as dates."""
    if isinstance(value, dict) and set(value) == {DATE}:
        text = value[DATE]
        return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)
    if isinstance(value, dict):
        return {name: _dated(item) for name, item in value.items()}
    return [_dated(item) for item in value] if isinstance(value, list) else value


def _django(name: str, sample: dict[str, Any]) -> str:
    template = load("django.template.loader:get_template")(name)
    engine = getattr(template.backend, "engine", None)
    if engine is not None:
        engine.string_if_invalid = Missing("(unresolved)")
        return str(template.render(sample))
    environment = getattr(template.backend, "env", None)
    return _jinja(environment, name, sample) if environment is not None else str(template.render(sample))


def _jinja(environment: Any, name: str, sample: dict[str, Any]) -> str:
    strict = environment.overlay(undefined=load("jinja2:StrictUndefined"))
    return str(strict.get_template(name).render(sample))


@contextlib.contextmanager
def _noting() -> Iterator[list[str]]:
    """Collects the variables that Django cannot resolve where they are printed, or gone through one by one."""
    missing: list[str] = []
    expression, loop = load("django.template.base:FilterExpression"), load("django.template.defaulttags:ForNode")
    absent = load("django.template.base:VariableDoesNotExist")
    resolve, render = expression.resolve, loop.render

    def note(one: Any, context: Any) -> None:
        has_stand_in = any(getattr(function, "__name__", "") in STAND_INS for function, _ in one.filters)
        if one.is_var and not has_stand_in:
            try:
                one.var.resolve(context)
            except absent:
                missing.append(str(one.var))

    def noted_resolve(one: Any, context: Any, ignore_failures: bool = False) -> Any:
        if not ignore_failures:
            note(one, context)
        return resolve(one, context, ignore_failures)

    def noted_render(one: Any, context: Any) -> Any:
        note(one.sequence, context)
        return render(one, context)

    expression.resolve, loop.render = noted_resolve, noted_render
    try:
        yield missing
    finally:
        expression.resolve, loop.render = resolve, render
