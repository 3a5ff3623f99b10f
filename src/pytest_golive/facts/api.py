"""The JSON API: declared endpoints, its OpenAPI document and page, and what it does with invalid input."""

from __future__ import annotations

import json
import re
from urllib.parse import urljoin

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.api_operations import Operation, described
from pytest_golive.facts.client import Client, NoAnswer, Request, no_page, site_url
from pytest_golive.facts.openapi import ACCEPT, fetch, version
from pytest_golive.facts.page import Page
from pytest_golive.facts.registry import fact
from pytest_golive.settings import ApiEndpoint, Settings

JSON = {"Accept": "application/json"}
SCHEMA_LINK = re.compile(r"(?:spec-?url|url)\s*[=:]\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
SCHEMA_WORD = re.compile(r"schema|openapi|swagger|\.json|\.ya?ml", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class ApiAnswer:
    """What one endpoint answered an anonymous caller."""

    endpoint: ApiEndpoint
    url: str
    status: int = 0
    content_type: str = ""
    is_json: bool = False
    is_page: bool = False
    """HTML, and not empty."""
    missing: tuple[str, ...] = ()
    """Declared keys that the object, or an object of the list, lacks."""
    is_empty_list: bool = False
    error: str = ""
    operation: Operation | None = None
    """What the OpenAPI document, from which it is taken, says of it; None: declared in golive.toml."""


@dataclass(frozen=True, kw_only=True)
class ApiSchema:
    """An OpenAPI document."""

    url: str
    version: str
    title: str
    paths: int
    operations: tuple[Operation, ...]


@dataclass(frozen=True, kw_only=True)
class ApiDocs:
    """The page that shows the API to people."""

    url: str
    status: int
    product: str
    """Swagger UI, ReDoc, RapiDoc or Scalar; empty: none of them."""
    schema_url: str
    """The document the page loads, or empty when its markup does not say."""


@fact(rounds=3)
def api_schema(settings: Settings, client: Client) -> ApiSchema:
    """The OpenAPI document at ``[http] api_schema``."""
    if not settings.http.api_schema:
        cure = "set api_schema in [http] of golive.toml to the path of the OpenAPI document (JSON)"
        raise CannotLook("[http] api_schema is not set", cure=cure)
    url, document = fetch(settings, client)
    return ApiSchema(
        url=url,
        version=version(document),
        title=str((document.get("info") or {}).get("title", "")),
        paths=len(document["paths"]),
        operations=described(settings, url, document),
    )


@fact(rounds=4)
def api_docs(
    settings: Settings,
    client: Client,
    home: Page,  # noqa: ARG001 - when the site is down, that is the one reason
) -> ApiDocs:
    """The page at ``[http] api_docs``."""
    path = settings.http.api_docs
    if not path:
        cure = "set api_docs in [http] of golive.toml to the path of the Swagger UI or ReDoc page"
        raise CannotLook("[http] api_docs is not set", cure=cure)
    visit = client.visit(site_url(settings, path))
    if visit.page is None:
        raise no_page(visit)
    text = visit.page.body.lower()
    names = {"swagger": "Swagger UI", "redoc": "ReDoc", "rapi-doc": "RapiDoc", "scalar": "Scalar"}
    links = [link for link in SCHEMA_LINK.findall(visit.page.body) if SCHEMA_WORD.search(link)]
    declared = site_url(settings, settings.http.api_schema) if settings.http.api_schema else ""
    return ApiDocs(
        url=visit.page.url,
        status=visit.page.status,
        product=next((name for word, name in names.items() if word in text), ""),
        schema_url=urljoin(visit.page.url, links[0]) if links else declared,
    )


@fact(rounds=5)
def api_docs_schema(client: Client, api_docs: ApiDocs) -> Page:
    """The answer to the document that the API page loads."""
    if not api_docs.schema_url:
        cure = "set api_schema in [http] of golive.toml"
        raise CannotLook(f"{api_docs.url} does not say which document it loads", cure=cure)
    return client.get(api_docs.schema_url, headers=ACCEPT)


@fact(rounds=4)
def api_answers(
    settings: Settings,
    client: Client,
    home: Page,  # noqa: ARG001 - when the site is down, that is the one reason
    api_schema: ApiSchema | None = None,
) -> tuple[ApiAnswer, ...]:
    """Every declared endpoint as an anonymous caller sees it, and every plain GET of the OpenAPI document."""
    declared = settings.http.api
    known = {(one.method, one.path.partition("?")[0]) for one in declared}
    gets = [
        one
        for one in (api_schema.operations if api_schema else ())
        if one.method == "GET" and ("GET", one.path) not in known
    ]
    further = [one for one in gets if not one.left_out]
    if not declared and not further:
        raise _nothing(gets)
    wanted = [*((one, None) for one in declared), *((_endpoint(one), one) for one in further)]
    asked = [_request(site_url(settings, endpoint.path), endpoint.method, one) for endpoint, one in wanted]
    return tuple(
        _answer(*one, request.url, answer)
        for one, request, answer in zip(wanted, asked, client.fetch(asked), strict=True)
    )


def _endpoint(operation: Operation) -> ApiEndpoint:
    return ApiEndpoint(
        path=f"{operation.path}?{operation.query}" if operation.query else operation.path,
        status=401 if operation.needs_login else 200,
        protected=operation.needs_login,
    )


def _nothing(gets: list[Operation]) -> CannotLook:
    if not gets:
        cure = "declare the endpoints as [[http.api]] in golive.toml, or set api_schema in [http]"
        return CannotLook("no API endpoint is declared, and no OpenAPI document describes a GET", cure=cure)
    names = "; ".join(f"{one.path}: {one.left_out}" for one in gets[:5])
    cure = (
        "declare endpoints with their query as [[http.api]] in golive.toml; or give required parameters an example in "
        "the OpenAPI document, and name the host of its servers in hosts of [target]"
    )
    return CannotLook(f"no GET of the OpenAPI document can be asked as it stands ({names})", cure=cure)


def _request(url: str, method: str, operation: Operation | None) -> Request:
    if operation and operation.kinds and "application/json" not in operation.kinds:
        # Who writes CSV only may refuse to write it for somebody who wants JSON.
        return Request(url=url, method=method, headers={"Accept": ", ".join(operation.kinds)})
    if method in {"GET", "HEAD"}:
        return Request(url=url, method=method, headers=JSON)
    return Request(url=url, method=method, headers=JSON | {"Content-Type": "application/json"}, body=b"{}")


def _answer(endpoint: ApiEndpoint, operation: Operation | None, url: str, answer: Page | NoAnswer) -> ApiAnswer:
    if isinstance(answer, NoAnswer):
        return ApiAnswer(endpoint=endpoint, url=url, error=answer.reason, operation=operation)
    try:
        body = json.loads(answer.body)
    except ValueError:
        body = None
    objects = body if isinstance(body, list) else [body]
    lacking = [key for key in endpoint.keys for one in objects if not (isinstance(one, dict) and key in one)]
    return ApiAnswer(
        endpoint=endpoint,
        url=url,
        status=answer.status,
        content_type=answer.content_type,
        is_json=body is not None,
        is_page=answer.content_type == "text/html" and bool(answer.body.strip()),
        missing=tuple(dict.fromkeys(lacking)),
        is_empty_list=body == [],
        operation=operation,
    )
