"""Invalid input for the API, and what it answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.api import JSON, ApiAnswer, ApiSchema
from pytest_golive.facts.api_operations import Field, Operation
from pytest_golive.facts.client import Client, NoAnswer, Request, site_url
from pytest_golive.facts.page import Page
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

#: Fields in which a number below zero makes no sense, whatever the document says.
COUNTS = ("quantity", "qty", "count", "amount", "price", "stock")
UNKNOWN_ID = 2**31 - 1
LONG = 20_000
#: Operations probed at most.
MOST = 30


@dataclass(frozen=True, kw_only=True)
class InputAnswer:
    """What one invalid input got."""

    method: str
    url: str
    what: str
    """The input, in words."""
    status: int
    says_why: bool
    """The answer has a body."""
    must_refuse: bool = True
    """False: a friendly answer (page=-1 shows page 1) is right too."""


@fact(effect="probe", rounds=6)
def api_input(
    settings: Settings,
    client: Client,
    api_answers: tuple[ApiAnswer, ...],
    api_schema: ApiSchema | None = None,
) -> tuple[InputAnswer, ...]:
    """Missing, mistyped, negative and over-long values for every operation an anonymous caller may use."""
    documented = api_schema.operations if api_schema else ()
    known = [one for one in documented if not (one.needs_login or one.cannot_be_asked)]
    have = {(one.method, one.path) for one in known}
    known += [
        Operation(method=one.method, path=one.path)
        for one in settings.http.api
        if not one.protected and (one.method, one.path) not in have
    ]
    # Where even a plain request breaks, odd parameters tell nothing more.
    broken = {(one.endpoint.method, _bare(one.endpoint.path)) for one in api_answers if one.status >= 500}
    known = [one for one in known if (one.method, _bare(one.path)) not in broken]
    samples = _samples(client, api_answers)
    asked = [probe for operation in known[:MOST] for probe in _probes(settings, operation, samples)]
    if not asked:
        cure = "answer the line with a test of your own that logs in, or set api_schema in [http] of golive.toml"
        raise CannotLook("no API operation takes input from an anonymous caller", cure=cure)
    found = []
    for (what, must_refuse, request), answer in zip(asked, client.fetch(one[2] for one in asked), strict=True):
        if isinstance(answer, NoAnswer):
            raise answer
        found.append(
            InputAnswer(
                method=request.method,
                url=request.url,
                what=what,
                status=answer.status,
                says_why=bool(answer.body.strip()),
                must_refuse=must_refuse,
            )
        )
    return tuple(found)


def _samples(client: Client, answers: tuple[ApiAnswer, ...]) -> dict[str, Any]:
    """An id that exists, by the last word of the list it is in: ``{"products": 7}``."""
    lists = [one.url for one in answers if one.endpoint.method == "GET" and one.status == 200 and one.is_json]
    found = {}
    for page in client.fetch(Request(url=url, headers=JSON) for url in lists):
        if isinstance(page, Page) and (first := _first_object(page)) is not None and "id" in first:
            found[page.url.partition("?")[0].rstrip("/").rpartition("/")[2]] = first["id"]
    return found


def _first_object(page: Page) -> Mapping[str, Any] | None:
    try:
        body = json.loads(page.body)
    except ValueError:
        return None
    if isinstance(body, dict):
        body = next((body[key] for key in ("results", "items", "data") if isinstance(body.get(key), list)), [])
    return next((one for one in body if isinstance(one, dict)), None) if isinstance(body, list) else None


def _probes(
    settings: Settings, operation: Operation, samples: Mapping[str, Any]
) -> Iterator[tuple[str, bool, Request]]:
    """What is sent to one operation: (in words, must be refused, request)."""
    path, query = operation.path, f"?{operation.query}" if operation.query else ""
    if "{" in path:
        if operation.method == "GET":
            filled = "/".join(str(UNKNOWN_ID) if part.startswith("{") else part for part in path.split("/"))
            yield "an unknown id", True, Request(url=site_url(settings, f"{filled}{query}"), headers=JSON)
        return
    url = site_url(settings, f"{path}{query}")
    if operation.method == "GET":
        for query in ("page=-1", "page=%00", "page=abc", "id=%27"):
            yield f"?{query}", False, Request(url=f"{url}{'&' if '?' in url else '?'}{query}", headers=JSON)
        return
    if operation.method == "DELETE" or not operation.takes:
        return
    for what, body in _bodies(operation, samples):
        headers = JSON | {"Content-Type": operation.takes}
        yield what, True, Request(url=url, method=operation.method, headers=headers, body=body)


def _bare(path: str) -> str:
    return path.partition("?")[0]


def _bodies(operation: Operation, samples: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Request bodies, each with one thing wrong."""
    yield "unreadable JSON", b'{"golive":'
    if not operation.takes_list:
        yield "a list instead of an object", b"[]"
    required = [one for one in operation.fields if one.is_required]
    if not required:
        return
    good = {one.name: _good(one, samples) for one in required}
    yield "nothing in it", b"{}"
    for one in required:
        yield f"no {one.name}", _json({name: value for name, value in good.items() if name != one.name})
    for one in operation.fields:
        for what, value in _bad_values(one):
            yield f"{one.name} {what}", _json(good | {one.name: value})


def _bad_values(one: Field) -> Iterator[tuple[str, Any]]:
    if one.type in {"integer", "number"}:
        yield "as a word", "golive"
        if one.minimum is not None:
            yield f"{one.minimum - 1:g}", one.minimum - 1
        elif any(word in one.name.lower() for word in COUNTS):
            yield "-1", -1
        if one.name.lower().endswith("id") or one.name in {"product", "category", "order", "item"}:
            yield "unknown", UNKNOWN_ID
    elif one.type == "string" and one.is_required:
        yield "as an object", {"golive": 1}
        if one.max_length:
            yield f"{one.max_length + 1} characters long", "x" * (one.max_length + 1)
    elif one.type in {"array", "object", "boolean"} and one.is_required:
        yield "as a word", "golive"


def _good(one: Field, samples: Mapping[str, Any]) -> Any:
    """A value that should be right, so that only the one thing is wrong."""
    if one.example is not None:
        return one.example
    stem = one.name.lower().removesuffix("_id").removesuffix("id") or one.name
    sample = next((value for name, value in samples.items() if name.rstrip("s") == stem.rstrip("s")), None)
    if sample is not None:
        return sample
    number = max(1, one.minimum or 0)
    plain: dict[str, Any] = {"integer": number, "number": number, "boolean": True, "array": [], "object": {}}
    return plain.get(one.type, "golive"[: one.max_length])


def _json(body: object) -> bytes:
    return json.dumps(body).encode()
