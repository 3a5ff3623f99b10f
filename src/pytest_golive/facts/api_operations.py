"""What an OpenAPI document tells of each operation: where it is asked, what goes in and what comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from pytest_golive.data import dataclass
from pytest_golive.facts.client import site_url
from pytest_golive.facts.openapi import followed, operations
from pytest_golive.facts.site import same_site
from pytest_golive.settings import Settings

#: Methods with which an API is called.
CALLS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
#: Headers that OpenAPI describes elsewhere than among the parameters.
NOT_PARAMETERS = frozenset({"accept", "content-type", "authorization"})


@dataclass(frozen=True, kw_only=True)
class Field:
    """One property of a request body."""

    name: str
    type: str
    is_required: bool
    minimum: float | None = None
    max_length: int | None = None
    example: Any = None
    """A value that the document gives as right; None: it gives none."""


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    """With the path of its server before it; a full URL when that is not below the base URL."""
    query: str = ""
    """The required parameters, with the values that the document gives as right."""
    lacks: str = ""
    """What a call needs and the document gives no value of, in words; empty: nothing."""
    elsewhere: str = ""
    """The host it is on, when that is none of the site's."""
    takes: str = "application/json"
    """Media type of the JSON body it takes; empty: it takes none."""
    takes_list: bool = False
    """Its body may be a list, as far as the document says."""
    fields: tuple[Field, ...] = ()
    needs_login: bool = False
    successes: tuple[str, ...] = ()
    """Codes with which it is documented to succeed: ``200``, ``2XX``; empty: none is."""
    kinds: tuple[str, ...] = ()
    """Media types that it is documented to succeed with; empty: none is."""

    @property
    def cannot_be_asked(self) -> str:
        """Why the document does not tell how to call it here, in words; empty: it does."""
        return f"on {self.elsewhere}" if self.elsewhere else self.lacks

    @property
    def left_out(self) -> str:
        """Why it is not asked as it stands in the document, in words; empty: it is."""
        return self.cannot_be_asked or ("a name in its path" if "{" in self.path else "")


def described(settings: Settings, url: str, document: Mapping[str, Any]) -> tuple[Operation, ...]:
    """Every call that the document at a URL describes."""
    return tuple(_operation(settings, url, document, *one) for one in operations(document) if one[0] in CALLS)


def _operation(
    settings: Settings, url: str, document: Mapping[str, Any], method: str, path: str, operation: Mapping[str, Any]
) -> Operation:
    item = document["paths"][path]
    before, elsewhere = _place(settings, url, _servers(document, item, operation))
    parameters = _parameters(document, item, operation)
    query, lacks = _query(document, parameters)
    takes, media = _body(document, operation, parameters)
    body = followed(document, media.get("schema"))
    whole = _example(media, document) or _example(body, document)
    examples = whole if isinstance(whole, dict) else {}
    required = body.get("required") or []
    security = operation.get("security", document.get("security") or [])
    successes = _successes(document, operation)
    return Operation(
        method=method,
        path=f"{before}{path}",
        query=query,
        lacks=lacks,
        elsewhere=elsewhere,
        takes=takes,
        takes_list="object" not in (body.get("type") or "") and not {"properties", "allOf"} & body.keys(),
        fields=tuple(
            _field(name, followed(document, given), name in required, examples.get(name))
            for name, given in (body.get("properties") or {}).items()
        ),
        # An empty object among the alternatives means that a login is optional.
        needs_login=bool(security) and {} not in security,
        successes=tuple(successes),
        kinds=tuple(_kinds(document, operation, successes)),
    )


def _servers(document: Mapping[str, Any], item: Mapping[str, Any], operation: Mapping[str, Any]) -> Iterator[str]:
    """The URLs below which an operation is, as they stand in the document."""
    if "host" in document or "basePath" in document:  # Swagger 2
        host = document.get("host")
        yield f"{f'//{host}' if host else ''}{document.get('basePath') or '/'}"
        return
    for server in operation.get("servers") or item.get("servers") or document.get("servers") or ():
        given = str(server.get("url") or "/")
        for name, variable in (server.get("variables") or {}).items():
            given = given.replace(f"{{{name}}}", str(variable.get("default", "")))
        yield given


def _place(settings: Settings, url: str, servers: Iterator[str]) -> tuple[str, str]:
    """What stands before the path, of the first server on the site; else the host of the first one."""
    base = site_url(settings, "").rstrip("/")
    strangers = []
    for server in servers:
        full = urljoin(url, server)
        parts = urlsplit(full)
        if same_site(settings, full):
            # An application behind a proxy that ends TLS often takes itself for one on plain http.
            if parts.netloc == parts.hostname:
                full = parts._replace(scheme=urlsplit(base).scheme).geturl()
            full = full.rstrip("/")
            return full.removeprefix(base) if f"{full}/".startswith(f"{base}/") else full, ""
        strangers.append(parts.netloc)
    return "", strangers[0] if strangers else ""


def _parameters(
    document: Mapping[str, Any], item: Mapping[str, Any], operation: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The parameters of an operation; its own replace those of its path."""
    both = (*(item.get("parameters") or ()), *(operation.get("parameters") or ()))
    found = [followed(document, one) for one in both]
    return list({(one.get("in"), one.get("name")): one for one in found}.values())


def _query(document: Mapping[str, Any], parameters: list[dict[str, Any]]) -> tuple[str, str]:
    """The query that holds what is required; else what cannot be given, in words."""
    given = {}
    for one in parameters:
        place, name = one.get("in"), str(one.get("name"))
        if not one.get("required") or (place == "header" and name.lower() in NOT_PARAMETERS):
            continue
        if place in {"header", "cookie"}:
            return "", f"the {place} {name} is required"
        if place != "query":
            continue
        value = _example(one, document)
        if value is None:
            value = _example(followed(document, one.get("schema")), document)
        if value is None or isinstance(value, dict):
            return "", f"no example of {name}"
        given[name] = str(value).lower() if isinstance(value, bool) else value
    return urlencode(given, doseq=True), ""


def _body(
    document: Mapping[str, Any], operation: Mapping[str, Any], parameters: list[dict[str, Any]]
) -> tuple[str, Mapping[str, Any]]:
    """The media type of the JSON body that an operation takes, and what is said of it; empty when it takes none."""
    content = followed(document, operation.get("requestBody")).get("content") or {}
    of_swagger_2 = [one for one in parameters if one.get("in") == "body"]
    if of_swagger_2:
        kinds = operation.get("consumes") or document.get("consumes") or ["application/json"]
        content = dict.fromkeys(kinds, of_swagger_2[0])
    found = [kind for kind in content if "json" in kind.lower()]
    found.sort(key=lambda kind: kind.partition(";")[0].lower() != "application/json")
    return (found[0], content[found[0]] or {}) if found else ("", {})


def _successes(document: Mapping[str, Any], operation: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The answers with which an operation succeeds, by code."""
    answers = {
        str(code).upper(): followed(document, answer) for code, answer in (operation.get("responses") or {}).items()
    }
    # A redirect beside a page is for somebody else, and a default beside a success is how it fails.
    for first in "23":
        if found := {code: answer for code, answer in answers.items() if code.startswith(first)}:
            return found
    return {"2XX": answers["DEFAULT"]} if "DEFAULT" in answers else {}


def _kinds(
    document: Mapping[str, Any], operation: Mapping[str, Any], answers: Mapping[str, Mapping[str, Any]]
) -> Iterator[str]:
    """Media types of the answers, without parameters; ``*/*`` says nothing."""
    for answer in answers.values():
        # Swagger 2 has a schema in the answer, and its media types beside.
        of_schema = (operation.get("produces") or document.get("produces") or ()) if "schema" in answer else ()
        for kind in (*(answer.get("content") or ()), *of_schema):
            if "*" not in kind:
                yield kind.partition(";")[0].strip().lower()


def _example(given: Mapping[str, Any], document: Mapping[str, Any]) -> Any:
    """What OpenAPI or JSON Schema gives as an example, or None."""
    several = given.get("examples")
    if isinstance(several, dict):
        several = [followed(document, one).get("value") for one in several.values()]
    first = several[0] if isinstance(several, list) and several else None
    listed = given.get("enum")
    known = (
        given.get("example"),
        first,
        given.get("default"),
        listed[0] if isinstance(listed, list) and listed else None,
    )
    return next((one for one in known if one is not None), None)


def _field(name: str, given: Mapping[str, Any], is_required: bool, example: Any = None) -> Field:
    kind = given.get("type", "")
    return Field(
        name=name,
        type=str(kind[0] if isinstance(kind, list) and kind else kind),
        is_required=is_required,
        minimum=given.get("minimum"),
        max_length=given.get("maxLength"),
        example=example if example is not None else _example(given, {}),
    )
