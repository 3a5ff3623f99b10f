"""OpenAPI documents: where they are fetched, what makes one, and what its references lead to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client, site_url
from pytest_golive.settings import Settings

ACCEPT = {"Accept": "application/vnd.oai.openapi+json, application/json"}
METHODS = ("get", "post", "put", "patch", "delete", "options", "head", "trace")


def fetch(settings: Settings, client: Client) -> tuple[str, dict[str, Any]]:
    """The URL of ``[http] api_schema``, and the document it answers with.

    Raises CannotLook when there is none in JSON.
    """
    url, wrong = site_url(settings, settings.http.api_schema), "correct api_schema in [http] of golive.toml"
    page = client.get(url, headers=ACCEPT)
    if page.status != 200:
        raise CannotLook(f"{url} answered {page.status}", cure=wrong, look_failed=page.status >= 500)
    hint = " (drf-spectacular: add ?format=json)"
    return url, parsed(page.body, url, wrong, kind=f" ({page.content_type})", hint=hint)


def parsed(text: str, where: str, wrong: str, *, kind: str = "", hint: str = "") -> dict[str, Any]:
    """The document that a text is; ``wrong`` is the cure where it is another one, ``hint`` where it is no JSON.

    Raises CannotLook when it is none in JSON.
    """
    try:
        document = json.loads(text)
    except ValueError as error:
        raise CannotLook(f"{where} is not JSON{kind}", cure=f"give the JSON form of the document{hint}") from error
    if not isinstance(document, dict) or not isinstance(document.get("paths"), dict):
        raise CannotLook(f"{where} is not an OpenAPI document: it has no paths", cure=wrong)
    return document


def operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and description of every operation."""
    for path, item in document["paths"].items():
        for method in METHODS:
            operation = item.get(method) if isinstance(item, dict) else None
            if isinstance(operation, dict):
                yield method.upper(), path, operation


def version(document: Mapping[str, Any]) -> str:
    """The version of the specification that it says it follows."""
    return str(document.get("openapi") or document.get("swagger") or "")


def at(document: Mapping[str, Any], reference: str) -> Any:
    """What a ``$ref`` leads to inside the document, or None."""
    found: Any = document
    for step in reference.removeprefix("#/").split("/"):
        # In this order: ~01 is a ~1 that belongs to the name.
        name = unquote(step).replace("~1", "/").replace("~0", "~")
        if isinstance(found, list):
            found = dict(enumerate(found)).get(int(name)) if name.isdecimal() else None
        else:
            found = found.get(name) if isinstance(found, dict) else None
    return found


def followed(document: Mapping[str, Any], value: Any) -> dict[str, Any]:
    """What a value is, references followed; what leads nowhere is empty."""
    for _ in range(10):
        if not isinstance(value, dict):
            return {}
        if not str(value.get("$ref", "")).startswith("#/"):
            return value
        value = at(document, value["$ref"])
    return {}
