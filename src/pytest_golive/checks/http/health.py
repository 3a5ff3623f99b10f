"""The health endpoint, and what it says of the site's parts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pytest_golive.checks.http.common import short
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_golive.facts.page import Page
    from pytest_golive.settings import Settings

    WellRule = Callable[[str, Any], bool]

#: Where endpoints list their parts, each of which says how it is.
COMPONENTS = frozenset({"components", "checks", "services", "dependencies"})
#: Keys under which one part says how it is.
STATES = ("status", "state", "healthy", "ok", "up", "alive")
HEALTH_PATH = re.compile(
    r"/(?:api/(?:v\d+/)?)?(?:health|healthz|healthcheck|status|up|ping|livez|readyz|actuator/health)/?"
)
HEALTHY = frozenset({"ok", "healthy", "pass", "up"})
WELL = HEALTHY | set("connected available running true working alive green operational online passing".split())
ILL = frozenset(
    "error fail failed failing failure down unhealthy false critical degraded dead broken offline disconnected"
    " unavailable unreachable out_of_service".split()
)
#: What is well when it is false.
WELL_IF_FALSE = re.compile(r"error|fail|maintenance|debug|degraded|read_?only|drain|shut|leader|primary", re.IGNORECASE)
#: Keys under which troubles are told, and what stands there when there are none.
TROUBLES = re.compile(r"errors?|failures?|failed(?:_?checks)?", re.IGNORECASE)
NO_TROUBLE = WELL | {"", "no", "none", "null", "nil", "n/a", "-", "false", "0"}


class HealthPath(str):
    """A path of the kind that health endpoints have; empty: the line names none."""

    def __new__(cls, text: str) -> HealthPath:
        """Raises ValueError for any other word."""
        if text and not HEALTH_PATH.fullmatch(text):
            raise ValueError(text)
        return super().__new__(cls, text)


NOT_NAMED = HealthPath("")


@check(
    "http.health-endpoint",
    severity="critical",
    overlooks="kubernetes k8s pod pods balancer balancers service",
    says=(
        "health-check endpoint|url|route @works|configured|exists|implemented|@set {path}",
        "health check|checks passing|passes|pass|works|working|ok|healthy|green|operational",
        "health-check endpoint|url|route",
        "health-check endpoint|url|route @works|configured|healthy|green|implemented|exists|responding",
        "health-check endpoint|url|route returns|responds|answers|gives 200|ok ok?",
        "health|healthz|status|readiness endpoint|url|route @works|healthy|green|200|exists|implemented returns|200?",
        "health-check endpoint|url {path}",
        "health check {path}",
        "{path} endpoint? returns|answers|responds|gives|green|@works 200|ok? says|status? ok?",
        "healthcheck|healthchecks endpoint? passing|passes|works|working|ok|healthy|green|200",
        "=healthcheck|health endpoint|url",
        "readiness|liveness liveness? probe|probes|check|checks endpoint? passing|passes|green|healthy|succeed|ok",
        "deployment successful",
        "test production environment",
        "system|platform operational",
        "=criteria: monitoring configured",
        "=curl https / yourdomain.com health return json status ok",
        "=curl http / localhost api v1 health return status healthy",
        "{path} 200|ok|green|up|healthy|endpoint|reports|reachable",
        "health endpoint|route|url|probe answers|responds|returns|reports|says|ok|healthy|200|up|reachable",
        "health-check answers|responds|returns|reports|says|200|reachable",
        "actuator health up|ok|green|endpoint",
        ("health|healthcheck endpoint responds|returns|200|ok ~ curl https / yourdomain.com example.com up check url"),
        (
            "health|healthz|healthcheck "
            "200|ok|green|healthy|pass|answers|responds|returns|up|works|reports ~ check endpoint route probe url "
            "load balancer alb elb nlb target get says status liveness readiness kubernetes k8s json state "
            "created added exposed available http service"
        ),
        "health check|endpoint liveness|probe ~ configured readiness ready see more add",
        ("health endpoint|route|url configured|exists|implemented|added ~ check load balancer return exposed"),
        (
            "probe liveness|readiness|kubernetes|health|k8s|startup "
            "pass|succeed|succeeds|green|ok|healthy|working ~ container pod check endpoint respond"
        ),
    ),
)
def health_endpoint(health: Page, settings: Settings, evidence: Evidence, *, path: HealthPath = NOT_NAMED) -> None:
    """The health endpoint answers 200 within 5 seconds and says that the site and its components are well.

    Why: load balancers and monitoring believe it; one that always says yes is worse than none.
    Fix: look at the component it names; set health and health_word in [http] if it lives elsewhere.
    """
    where = short(health.url)
    if path and path != settings.http.health:
        cannot_tell(f"the line names {path}, and {where} was asked", cure=f'set health = "{path}" in [http]')
    missing = health.status == 404 and settings.http.health == "/health/"
    hint = "; if the endpoint is elsewhere, set health in [http] of golive.toml" if missing else ""
    body = _json(health)
    assert health.status == 200, f"{where} answered {health.status}{_ill(body)}{hint}"
    word = settings.http.health_word.lower()
    if body is None:
        text = health.body.strip().lower()
        kind = health.content_type or "no content type"
        assert text in ({word} if word else HEALTHY), (
            f"{where} answered with {kind}, not JSON, and not one healthy word"
        )
        evidence.saw(f"{where} answered 200 {text!r}")
        return
    status = str(body.get("status", "")).lower() if isinstance(body, dict) else ""
    assert status in ({word} if word else HEALTHY), f"{where} says status {status or 'nothing'!r}{_ill(body)}"
    assert not _ill(body), f"{where} says status {status!r}, but{_ill(body)}"
    evidence.saw(f"{where} answered 200 with status {status!r} in {health.seconds:.2f} s")


def _json(page: Page) -> Any:
    try:
        return json.loads(page.body)
    except ValueError:
        return None


def _ill(body: Any) -> str:
    """Which components are not well, as the end of a sentence."""
    parts = body.items() if isinstance(body, dict) else []
    ill = [told for name, part in parts if name != "status" for told in _walk(name, part, _is_not_ill)]
    return f" ({', '.join(dict.fromkeys(ill))})" if ill else ""


def _walk(name: str, part: Any, is_well: WellRule) -> Iterator[str]:
    """What is not well in one part of the answer and in the parts of it; ``is_well`` judges its words."""
    if told := _troubles(part) if TROUBLES.fullmatch(name) else "":
        yield f"{name}: {told}"
    elif isinstance(part, dict):
        yield from _walk_object(name, part, is_well)
    elif isinstance(part, list):
        # A list of words names the parts, and does not say how they are.
        for one in part:
            if isinstance(one, dict):
                named = str(one.get("name") or one.get("id") or f"one of {name}")
                yield from _walk(named, one, _is_known_well if name in COMPONENTS else is_well)
    elif not is_well(name, part):
        yield f"{name} is {str(part).lower()!r}"


def _troubles(part: Any) -> str:
    """What is told under such a key: a text, or a list of anything; a number there may count what is long over."""
    told = [part] if isinstance(part, str) else part if isinstance(part, list) else []
    return "; ".join(str(one) for one in told if str(one).strip().lower() not in NO_TROUBLE)[:200]


def _walk_object(name: str, part: dict[str, Any], is_well: WellRule) -> Iterator[str]:
    is_listed = is_well is _is_known_well
    key = "" if name in COMPONENTS else next((key for key in STATES if key in part), "")
    if key:
        yield from _walk(name, part[key], _is_known_well if is_listed else _is_not_ill)
    elif is_listed and not part:
        yield f"{name} is ''"
    if name in COMPONENTS or (is_listed and not key):
        within: WellRule = _is_known_well
    else:
        # What a component says beside its state (a path, timed_out: false) is no state.
        within = _is_beside if key or is_well is _is_beside else _is_not_ill
    for inner, value in part.items():
        if inner != key:
            yield from _walk(inner, value, within)


def _is_known_well(_: str, state: Any) -> bool:
    """Of a listed component."""
    return str(state).lower() in WELL


def _is_not_ill(name: str, state: Any) -> bool:
    """Of anything else, which need not be a state."""
    word = str(state).lower().partition(":")[0].strip()
    # The word of a log level says what is logged.
    return word not in ILL or "level" in name or (word == "false" and bool(WELL_IF_FALSE.search(name)))


def _is_beside(_: str, state: Any) -> bool:  # noqa: ARG001
    return True
