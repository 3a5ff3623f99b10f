"""The OpenAPI document as a contract: is it valid, and does each operation say what goes in and comes out?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client
from pytest_golive.facts.openapi import at, fetch, followed, operations, parsed, version
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

#: Answers without a body.
BODILESS = frozenset({"204", "205", "304"})
#: Keys of which one says something of a value.
TELLING = frozenset("type properties items enum const allOf anyOf oneOf additionalProperties format $ref".split())


@dataclass(frozen=True, kw_only=True)
class ContractOperation:
    """One method of one path."""

    method: str
    path: str
    """With the path of the server before it."""
    gaps: tuple[str, ...] = ()
    """What it does not describe."""


@dataclass(frozen=True, kw_only=True)
class Contract:
    """An OpenAPI document."""

    where: str
    version: str
    problems: tuple[str, ...]
    """Why it is not valid."""
    operations: tuple[ContractOperation, ...]


@fact(rounds=3)
def api_contract(settings: Settings, client: Client) -> Contract:
    """The OpenAPI document: the file ``[docs] openapi``, else what ``[http] api_schema`` answers."""
    where, document = _source(settings, client)
    return Contract(
        where=where,
        version=version(document),
        problems=tuple(dict.fromkeys(_problems(document))),
        operations=tuple(_operations(document)),
    )


def _source(settings: Settings, client: Client) -> tuple[str, dict[str, Any]]:
    if settings.docs.openapi:
        file = Path(settings.docs.dir) / settings.docs.openapi
        if not file.is_file():
            raise CannotLook(f"{file} does not exist", cure="correct openapi in [docs] of golive.toml")
        text, where = file.read_text(encoding="utf-8", errors="replace"), settings.docs.openapi
        return where, parsed(text, where, "correct openapi in [docs]")
    if not settings.http.api_schema:
        cure = "set openapi in [docs], or api_schema in [http], of golive.toml"
        raise CannotLook("no OpenAPI document is configured", cure=cure)
    return fetch(settings, client)


def _problems(document: Mapping[str, Any]) -> Iterator[str]:
    """What the specification demands and the document lacks."""
    given = str(document.get("openapi", ""))
    if not given.startswith(("3.0.", "3.1.", "3.2.")):
        yield f"openapi is {given!r}, not 3.0, 3.1 or 3.2"
    info = document.get("info")
    lacking = [key for key in ("title", "version") if not (isinstance(info, dict) and info.get(key))]
    if lacking:
        yield f"info has no {' and no '.join(lacking)}"
    for path in document["paths"]:
        if not path.startswith("/"):
            yield f"the path {path} does not begin with a slash"
    for method, path, operation in operations(document):
        if not operation.get("responses"):
            yield f"{method} {path} has no responses"
    for reference in _references(document):
        if reference.startswith("#/") and at(document, reference) is None:
            yield f"{reference} leads nowhere"


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for item in value.values():
            yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)


def _operations(document: Mapping[str, Any]) -> Iterator[ContractOperation]:
    servers = document.get("servers") or [{}]
    base = urlsplit(str(servers[0].get("url", "")) if isinstance(servers[0], dict) else "").path.rstrip("/")
    for method, path, operation in operations(document):
        yield ContractOperation(method=method, path=f"{base}{path}", gaps=tuple(_gaps(document, operation)))


def _gaps(document: Mapping[str, Any], operation: Mapping[str, Any]) -> Iterator[str]:
    """Bodies without a schema, and no described answer at all."""
    if "requestBody" in operation:
        body = followed(document, operation["requestBody"])
        if not _is_described(document, body.get("content")):
            yield "request body"
    answers = {str(code): answer for code, answer in (operation.get("responses") or {}).items()}
    if not any(code.startswith("2") for code in answers):
        yield "any 2xx answer"
    for code, answer in answers.items():
        if code[:1] in {"2", "4"} and code not in BODILESS:
            content = followed(document, answer).get("content")
            if not _is_described(document, content):
                yield f"answer {code}"


def _is_described(document: Mapping[str, Any], content: Any) -> bool:
    """Whether every media type has a schema that says something; what is no JSON needs none."""
    if not isinstance(content, dict) or not content:
        return False
    return all(
        "json" not in kind or TELLING & followed(document, (media or {}).get("schema")).keys()
        for kind, media in content.items()
    )
