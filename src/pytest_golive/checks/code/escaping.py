"""Checks about what templates write into pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.code.common import listed, unreviewed
from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.app_model import Application
    from pytest_golive.facts.code.python import PythonCode
    from pytest_golive.facts.code.templates import Templates
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.settings import Settings


@check(
    "code.autoescape-intact",
    severity="critical",
    says=(
        "template|templates|jinja escaping|autoescaping|autoescape @set|on",
        "templates escape|escaped user? input|output|data|values|variables|content",
        "template output|variables|values escaped|escape",
        "user input|content|data escaped templates|html|output|views",
        "autoescape|autoescaping @set",
        "auto-escaping templates? @set",
        "xss protection",
        "xss protection enabled|active|configured",
        "autoescape|autoescaping never|not|everywhere|active",
        "mark_safe|html_safe no|reviewed|audited|never|only|nowhere",
        "output|templates|variables escaped|escaping templates|html|default|automatically",
        (
            "escaped|escape|escaping|encoded|encoding|sanitized|sanitised output|content|input|data|variables|values|"
            "everything|comments|html templates|template|html|default|automatically|views|generated ~ xss by all "
            "against everywhere before display rendered rendering output content input data variables supplied user "
            "users render in it and"
        ),
        (
            "templates autoescape|autoescaping ~ all everything default user input output variables html on by jinja "
            "jinja2 django @set"
        ),
        (
            "mark_safe|html_safe user|content|data|input|templates no|never|not|nowhere|isnt "
            "~ used use filter user data content generated html any v templates template applied on input in or"
        ),
        (
            "no|never|nothing|zero unescaped output|input|content|variables|html|data|user ~ templates template user "
            "rendered in views generated any"
        ),
        (
            "autoescape|autoescaping|escaping not|never|no off|disabled ~ switched turned anywhere templates "
            "template is in for"
        ),
    ),
)
def autoescape_intact(
    python_code: PythonCode,
    templates: Templates,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    application: Application | None = None,
) -> None:
    """Every template engine escapes, and no template or module declares text safe that is not a literal.

    Why: one `|safe` on a review, and its author runs script in every visitor's browser.
    Fix: take it out (or clean the text first), or list the line under `autoescape-intact` in [code.reviewed].
    Cannot tell when: a file cannot be parsed, or the settings cannot be read to see the engines.
    Source: https://docs.djangoproject.com/en/stable/ref/templates/language/#automatic-html-escaping
    """
    new = unreviewed((*templates.unescaped, *python_code.unescaped), "autoescape-intact", settings, evidence)
    assert not new, f"not escaped: {listed(new)}"
    if python_code.unparsed:
        cannot_tell(f"files that cannot be parsed: {listed(python_code.unparsed)}", cure="correct them")
    if application is None:
        cannot_see(unseen["application"], "whether the template engines escape cannot be seen: ")
    engines = application.settings.get("TEMPLATES") or []
    off = [one.get("BACKEND") for one in engines if (one.get("OPTIONS") or {}).get("autoescape") is False]
    assert not off, f"autoescape is off in TEMPLATES: {', '.join(map(str, off))}"
    evidence.saw(f"{templates.files} templates, {python_code.files} Python files, {len(engines)} template engines")


@check(
    "code.csrf-tokens-in-templates",
    severity="high",
    says=(
        "csrf tokens|token post? forms|form",
        "csrf tokens|token @set|included|contained post? forms|form",
        "csrf tokens|token forms|form @set",
        "forms|form include|includes|carry|contain|protected csrf tokens|token",
        "csrf_token forms|form|templates post?",
        (
            "csrf token|tokens|field form|forms ~ post every each has include includes contain contains carry "
            "carries hidden templates template sends send with checkout login contact add added all protected by "
            "present in"
        ),
        (
            "csrf_token form|forms|templates|template ~ post every each has include includes contain carry hidden "
            "tag present in all checkout login contact add added html with"
        ),
        "no form|forms without csrf|csrf_token ~ token tokens post template any",
    ),
)
def csrf_tokens_in_templates(templates: Templates, settings: Settings, evidence: Evidence) -> None:
    """Every form in the templates that posts to the site itself holds a CSRF token, or includes a template that does.

    Why: without it the form is refused, or, where that was switched off, sent by other sites in the visitor's name.
    Fix: put `{% csrf_token %}` (Flask-WTF: `{{ form.hidden_tag() }}`) into each form named here.
    Cannot tell when: no template has a form that posts.
    Source: https://docs.djangoproject.com/en/stable/howto/csrf/
    """
    new = unreviewed(templates.unprotected, "csrf-tokens-in-templates", settings, evidence)
    assert not new, f"without a CSRF token: {listed(new)}"
    if not templates.forms:
        why = f"none of {templates.files} templates has a form that posts"
        cannot_tell(why, cure="set dir in [code] of golive.toml to the folder with the templates")
    evidence.saw(f"{templates.forms} forms in {templates.files} templates")
