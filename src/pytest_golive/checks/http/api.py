"""The JSON API: it answers as declared, refuses nonsense, and is documented."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pytest_golive.checks.http.common import short, some
from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.api import ApiAnswer, ApiDocs, ApiSchema
    from pytest_golive.facts.api_input import InputAnswer
    from pytest_golive.facts.api_operations import Operation
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.facts.page import Page
    from pytest_golive.settings import Settings


@check(
    "http.api-endpoints",
    severity="critical",
    overlooks="postman newman insomnia collection collections",
    says=(
        (
            "=api endpoints|routes require|requires|need|needs authentication|token|login ~ protected proper "
            "private all valid"
        ),
        "api endpoints|routes|calls @works|responding|responds",
        "rest|public|json|graphql api|apis @works|responds",
        "=api|apis @works",
        "=endpoints|routes @works",
        "test endpoints one more time",
        "endpoints|routes return|returns|answer expected status|codes|responses",
        "protected|authenticated|private endpoints|routes need|needs|require|reject authentication|token requests?",
        "protected|authenticated endpoints|routes need|needs|require|reject anonymous|unauthenticated requests?",
        "private endpoints|routes need|needs|require|reject anonymous|unauthenticated requests?",
        "api smoke test|tests passed|pass|green|run",
        "endpoints respond|answer|responding|reachable",
        "unauthenticated|anonymous api requests|calls|request|access get|gets|rejected|refused|401|403|denied",
        "endpoints|api|routes refuse|reject|deny|return unauthenticated|anonymous|401|403",
        (
            "=api|apis|endpoint|graphql return|answer|respond|up|200|called ~ rest json back end one simple query "
            "request expected documented declared status codes route curl once smoke test sanity data response "
            "get"
        ),
        (
            "smoke|postman|newman|insomnia|bruno api|endpoint|route|collection green|pass|run|ran|test|200 ~ rest "
            "against 0 zero failures @tested request"
        ),
        (
            "api|endpoint|route 401|403|unauthorized|unauthorised|forbidden|away ~ calls without token login auth "
            "session credentials anonymous unauthenticated stranger need require private protected turn get give "
            "return answer request reject refuse respond valid key bearer jwt"
        ),
    ),
)
def api_endpoints(
    api_answers: tuple[ApiAnswer, ...],
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    api_schema: ApiSchema | None = None,
) -> None:
    """Every declared endpoint answers as declared, and the protected ones refuse strangers.

    Why: the front end and every partner stand on these answers.
    Fix: call the listed endpoint by hand (curl -i) and look up its traceback in the log.
    Cannot tell when: no endpoint is declared, and no OpenAPI document is given, or its API is on a host that is none
    of the site's.
    """
    wrong = [f"{one.endpoint.method} {short(one.url)} {why}" for one in api_answers if (why := _wrong(one))]
    assert not wrong, some(wrong)
    silent = [f"{one.endpoint.method} {short(one.url)}: {one.error}" for one in api_answers if one.error]
    if silent:
        cure = "call these endpoints by hand (curl -i), and see the log of the site"
        cannot_tell(some(silent), cure=cure, look_failed=True)
    if settings.http.api_schema and api_schema is None:
        cannot_see(unseen["api_schema"])
    empty = [short(one.url) for one in api_answers if one.is_empty_list and one.endpoint.keys]
    if empty:
        cure = "let the list hold one object when the gate looks, or declare the endpoint without keys"
        cannot_tell(f"an empty list says nothing about its keys: {some(empty)}", cure=cure)
    asked = {one.endpoint.path.partition("?")[0] for one in api_answers}
    gets = [one for one in _here(api_schema) if one.method == "GET" and one.path not in asked]
    _tell_left_out(evidence, {f"GET {one.path}": one.left_out for one in gets})
    evidence.saw(", ".join(f"{one.endpoint.method} {short(one.url)} {one.status}" for one in api_answers[:8]))


def _here(api_schema: ApiSchema | None) -> tuple[Operation, ...]:
    """The operations that the OpenAPI document describes, if not all of them are on a host of others."""
    described = api_schema.operations if api_schema else ()
    if described and all(one.elsewhere for one in described):
        cure = "name that host in hosts of [target] in golive.toml, or correct servers (basePath, host) in the document"
        cannot_tell(f"the API of the OpenAPI document is on {described[0].elsewhere}, no host of the site", cure=cure)
    return described


def _tell_left_out(evidence: Evidence, why: Mapping[str, str]) -> None:
    left = [f"{name} ({reason})" for name, reason in why.items() if reason]
    if left:
        evidence.saw(f"operations of the OpenAPI document that were not asked: {len(left)}: {some(left)}")


def _wrong(one: ApiAnswer) -> str:
    """How an endpoint's answer differs from its declaration, or empty."""
    if one.error:
        return ""
    if one.status >= 500:
        return f"answered {one.status}"
    if one.endpoint.protected:
        return "" if one.status in {401, 403} else f"answered a stranger with {one.status}, although it is protected"
    expected = (one.operation.successes if one.operation else ()) or (str(one.endpoint.status),)
    if not {str(one.status), f"{one.status // 100}XX"} & set(expected):
        return f"answered {one.status} instead of {' or '.join(expected)}"
    if one.endpoint.method == "HEAD" or one.status in {204, 205} or 300 <= one.status < 400:
        return ""
    return _wrong_kind(one) or (f"lacks {', '.join(one.missing)}" if one.missing and not one.is_empty_list else "")


def _wrong_kind(one: ApiAnswer) -> str:
    kinds = one.operation.kinds if one.operation else ("application/json",)
    if one.is_json or ("json" not in one.content_type and one.content_type in kinds):
        return ""
    wants_json = any("json" in kind for kind in kinds)
    # A page where none is described is what many a front end shows for every address that it does not know.
    if not wants_json and not one.is_page:
        return ""
    wanted = "JSON" if wants_json or not kinds else " or ".join(kinds)
    return f"answered with {one.content_type or 'no content type'}, not {wanted}"


@check(
    "http.api-input-validation",
    severity="high",
    effect="probe",
    says=(
        "input validation endpoints|api|routes|requests|server @works?",
        "api|endpoints|server input|inputs|requests|payloads validation|validates @works?",
        "=input validation @works?",
        "bad|malformed|invalid json|input|requests gets|get|returns|return 4xx|400|422 never? 500|5xx?",
        "bad|malformed|invalid payloads|bodies|data gets|get|returns|return 4xx|400|422 never? 500|5xx?",
        "bad|malformed|invalid json|input|requests rejected|answered|give 4xx|400|422 never? 500|5xx?",
        "bad|malformed|invalid payloads|bodies|data rejected|answered|give 4xx|400|422 never? 500|5xx?",
        "bad|malformed|invalid json|input|requests|payloads rejected|refused 4xx|400|422?",
        "api|endpoints reject|rejects bad|malformed|invalid json|input|requests|payloads|data",
        "malformed|invalid|garbage payload|payloads|bodies|body|json rejected|refused|4xx|422|400|caught|handled",
        "bad|broken|missing payload|payloads|bodies|body|json rejected|refused|4xx|422|400|caught|handled",
        "malformed|invalid|garbage input|inputs|parameters|fields rejected|refused|4xx|422|400|caught|handled",
        "bad|broken|missing input|inputs|parameters|fields rejected|refused|4xx|422|400|caught|handled",
        "server-side validation",
        "input server side",
        "garbage|nonsense|malformed|invalid payload|payloads|input|json|bodies never|cannot|dont crash|500|break",
        "validation errors|error return|returns|give|gives|answered 400|422|4xx",
        (
            "input|payload|body|request|parameters validate "
            "server|back|api|endpoint|schema|zod|pydantic|joi|serializer ~ user end incoming type length range "
            "required field strict check sanitize json data post form side"
        ),
        "=input|payload|request|body server|api|endpoint|schema ~ user incoming back end field json",
        "dont|never trust client|user|input|browser ~ validate server back end data side check",
        (
            "invalid|bad|malformed|garbage|wrong|missing|negative|nonsense|fuzzed|unexpected "
            "api|endpoint|payload|body|json|input|request|field|data|quantities|types "
            "400|422|4xx|rejected|refused ~ send get return answer give expect value message client error come "
            "back clear status code"
        ),
        (
            "fuzz|fuzzed|malformed|invalid|garbage no|never|zero|dont 500|5xx|crash ~ api json input data request "
            "when body endpoint payload cause s server 400 422 4xx return send"
        ),
    ),
)
def api_input_validation(
    api_input: tuple[InputAnswer, ...], evidence: Evidence, api_schema: ApiSchema | None = None
) -> None:
    """Invalid input to the API is refused with a 4xx answer that says so, and breaks nothing.

    Why: a negative quantity that is accepted is money; a 500 is a door.
    Fix: validate in the serializer or form (types, minimum, maximum, length) before anything is saved.
    Cannot tell when: every operation asks for a log-in before it looks at the input, or takes no JSON.
    Source: OWASP API Security Top 10; ASVS 5.1.
    """
    broke = [
        f"{one.method} {short(one.url)} with {one.what} answered {one.status}" for one in api_input if one.status >= 500
    ]
    assert not broke, some(broke)
    took = [
        f"{one.method} {short(one.url)} accepted {one.what} ({one.status})"
        for one in api_input
        if one.status < 400 and one.must_refuse
    ]
    assert not took, some(took)
    judged = [one for one in api_input if one.must_refuse and one.status not in {401, 403, 404, 405}]
    mute = [f"{one.method} {short(one.url)} with {one.what}" for one in judged if not one.says_why]
    assert not mute, f"refused without a word: {some(mute)}"
    if not judged:
        cure = "answer the line with a test of your own that logs in (the http fixture)"
        why = "no operation looked at its input: each asked for a log-in or refused the method first"
        none = "no operation that a stranger may call takes a JSON body, or a name in its path"
        cannot_tell(why if any(one.must_refuse for one in api_input) else none, cure=cure)
    open_ones = [one for one in _here(api_schema) if not one.needs_login]
    _tell_left_out(evidence, {f"{one.method} {one.path}": one.cannot_be_asked for one in open_ones})
    evidence.saw(f"{len(api_input)} invalid inputs to {len({one.url for one in api_input})} addresses: all refused")


@check(
    "http.api-docs-ui",
    severity="medium",
    says=(
        "api documentation|docs accessible|available|published|reachable|live|online swagger|redoc? ui?",
        "swagger ui|documentation|docs accessible|available|reachable|works|working|live",
        "redoc accessible|available|reachable|works|working|live",
        "openapi documentation|docs|schema|spec accessible|available|published|reachable|live|online",
        "/docs|/api/docs|/swagger|/redoc reachable|accessible|loads|live|opens|works|answers",
        "swagger|redoc page|ui|docs opens|loads|live|works|reachable|online",
        (
            "swagger|redoc|openapi|/docs|/redoc|/swagger "
            "up|published|reachable|available|served|open|browse|publicly|online|live ~ ui api docs documentation "
            "reference schema spec integrator developer interactive browser /openapi.json /api/docs partners"
        ),
        (
            "=api docs|documentation|reference online|browser|interactive|opened|browse|published|publicly|live ~ "
            "developers integrator partner up read reachable"
        ),
    ),
)
def api_docs_ui(api_docs: ApiDocs, api_docs_schema: Page, evidence: Evidence) -> None:
    """The API's documentation page answers, and the OpenAPI document it loads is valid and not empty.

    Why: a page without its document shows integrators an error box.
    Fix: restore the schema route (drf-spectacular: SpectacularAPIView) that the page points to.
    Source: OpenAPI Specification 3.1.
    """
    where = short(api_docs.url)
    assert api_docs.status == 200, f"{where} answered {api_docs.status}"
    assert api_docs.product, f"{where} holds neither Swagger UI nor ReDoc"
    document = short(api_docs_schema.url)
    assert api_docs_schema.status == 200, f"{where} loads {document}, which answered {api_docs_schema.status}"
    paths = _paths(api_docs_schema)
    assert paths != 0, f"{document} names no path"
    if paths is None:
        cure = "set api_schema in [http] of golive.toml to the JSON form of the document"
        cannot_tell(f"{document} is {api_docs_schema.content_type}, which is not read here", cure=cure)
    evidence.saw(f"{api_docs.product} at {where} shows {paths} paths of {document}")


def _paths(page: Page) -> int | None:
    """Number of paths in an OpenAPI document; None when it is YAML."""
    if "yaml" in page.content_type or page.body.lstrip().startswith("openapi:"):
        found = page.body.partition("\npaths:")[2]
        return None if found.strip() and not found.startswith(" {}") else 0
    try:
        document = json.loads(page.body)
    except ValueError:
        return 0
    is_openapi = isinstance(document, dict) and ("openapi" in document or "swagger" in document)
    return len(document.get("paths") or {}) if is_openapi else 0
