"""Compares the API that the code has with the one that is documented."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pytest_golive.checks.docs.sections import section
from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.app_model import Application
    from pytest_golive.facts.contract import Contract
    from pytest_golive.facts.flask_model import FlaskApplication
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.facts.prose import Documents
    from pytest_golive.settings import Settings

#: By path: its methods; none: any.
Api = dict[str, frozenset[str]]

#: Views that describe the API and are no part of it.
DESCRIBING = ("drf_spectacular.", "drf_yasg.", "rest_framework.schemas", "rest_framework.routers", "flasgger.")
#: What the REST framework adds to each route for suffixes such as ``.json``.
FORMATS = re.compile(r"\?P<format>|<drf_format")
UNTOLD = frozenset({"HEAD", "OPTIONS", "TRACE"})
TOLD = re.compile(
    r"\b(GET|POST|PUT|PATCH|DELETE)\b[\s|`*:]*(?:https?://[^/\s`]+)?(/[^\s`|)?]*)|(?:https?://[^/\s`]+)?(/[\w/{}<>:.-]+)"
)


@check(
    "docs.api-endpoints",
    severity="medium",
    overlooks="public",
    says=(
        "api? endpoints|routes documented|described",
        "document api? endpoints|routes",
        "=api documentation|docs|reference",
        "api documentation|docs|reference complete|current|updated|maintained",
        "openapi|swagger spec|specification|document? covers|lists|describes endpoints|routes|api|code",
        "openapi|swagger spec|specification|document? includes|matches endpoints|routes|api|code",
        "openapi|swagger file|schema covers|lists|describes|includes|matches endpoints|routes|api|code",
        "openapi|swagger spec|specification|document|file|schema? current",
        "api documentation|docs|reference covers|lists|includes endpoints|routes",
        "api docs|documentation|reference current|covers|matches|complete|describes|lists",
        "openapi|swagger spec|specification|file|document|schema matches|covers|current|complete|describes|lists",
        (
            "api|endpoint|routes document|docs|reference|described|swagger|openapi "
            "complete|current|endpoint|routes|describe|cover|public|postman|match|code|documented|updated ~ spec "
            "collection rest up file @written"
        ),
        "=api|endpoint document ~ rest openapi swagger current",
        (
            "openapi|swagger spec|docs|schema|file|definition match|current|cover|complete|updated|code ~ "
            "endpoints route implementation api documentation"
        ),
    ),
)
def api_endpoints(
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    application: Application | None = None,
    flask_application: FlaskApplication | None = None,
    api_contract: Contract | None = None,
    documents: Documents | None = None,
) -> None:
    """Every endpoint of the code below the API's prefix is documented, and every documented one is in the code.

    Why: what is not documented is used as it was guessed, and breaks when it changes.
    Fix: describe what is named here in the OpenAPI document (or in the place `api-endpoints` of [docs] places).
    Cannot tell when: the application cannot be looked at, has nothing below api_prefix of [docs], or the OpenAPI
    document cannot be read.
    Source: https://spec.openapis.org/oas/v3.1.1.html
    """
    if application is None and flask_application is None:
        cannot_see(unseen["flask_application" if settings.app.flask else "application"])
    code = _api(application, flask_application, settings)
    if not code:
        cure = "correct api_prefix in [docs] of golive.toml"
        cannot_tell(f"the code has nothing below {settings.docs.api_prefix}", cure=cure)
    where, told = _documented(code, settings, evidence, unseen, api_contract, documents)
    evidence.saw(f"{len(code)} endpoints in the code, {len(told)} in {where}")
    silent = _lacking(code, told)
    assert not silent, f"{where} does not describe {', '.join(silent)}"
    gone = _lacking(told, code)
    assert not gone, f"{where} describes what the code does not have: {', '.join(gone)}"


def _lacking(wanted: Api, there: Api) -> list[str]:
    """Endpoints that the other side lacks; one that names no method has any."""
    found = []
    for path, methods in wanted.items():
        missing = methods - there.get(path, frozenset()) if there.get(path, methods) else frozenset()
        if path not in there or missing:
            found.append(f"{'/'.join(sorted(missing or methods))} {path}".strip())
    return found


def _api(application: Application | None, flask: FlaskApplication | None, settings: Settings) -> Api:
    """The endpoints of the code."""
    routes = [
        (one.route, one.methods)
        for one in (application.views if application else ())
        if not one.admin and not one.view.startswith(DESCRIBING) and not FORMATS.search(one.route)
    ]
    routes += [(one.route, one.methods) for one in (flask.routes if flask else ())]
    return _gathered([(plain(route), frozenset(methods)) for route, methods in routes], settings)


def _documented(
    code: Api,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    contract: Contract | None,
    documents: Documents | None,
) -> tuple[str, Api]:
    """Where the API is documented, and the endpoints there."""
    if contract is not None:
        pairs = [(plain(one.path), frozenset({one.method}) - UNTOLD) for one in contract.operations]
        return contract.where, _gathered(pairs, settings)
    if settings.docs.openapi or settings.http.api_schema:
        cannot_see(unseen["api_contract"])
    if documents is None:
        cannot_see(unseen["documents"])
    found = section(documents, settings, evidence, "api-endpoints", r"\bAPI\b|\bendpoints\b")
    shapes = {path: re.compile(re.escape(path).replace(r"\{\}", "[^/]+")) for path in code}
    pairs = []
    for method, path, bare in TOLD.findall(found.text):
        written = plain((path or bare).rstrip(".,;:"))
        # An example calls it with a number where the code has a parameter.
        known = next((one for one, shape in shapes.items() if shape.fullmatch(written)), "")
        if known or method:
            pairs.append((known or written, frozenset({method} - {""})))
    return found.where, _gathered(pairs, settings)


def _gathered(pairs: list[tuple[str, frozenset[str]]], settings: Settings) -> Api:
    """The methods of each path below the prefix, but for those that describe the API."""
    aside = {plain(path) for path in (settings.http.api_schema, settings.http.api_docs) if path}
    prefix = plain(settings.docs.api_prefix)
    found: Api = {}
    for path, methods in pairs:
        if path.startswith(f"{prefix}/" if prefix else "/") and path not in aside:
            found[path] = found.get(path, frozenset()) | methods
    return found


def plain(path: str) -> str:
    """A path as both sides write it: parameters are ``{}``, and no slash is at its end."""
    bare = re.sub(r"\(\?P?<\w+>(?:[^()]|\([^()]*\))*\)|<[^<>]*>|\{[^{}]*\}", "{}", path)
    bare = re.sub(r"\\(?=[./-])|[\^$]|\\Z|/\?$", "", bare)
    return "/" + bare.strip("/")
