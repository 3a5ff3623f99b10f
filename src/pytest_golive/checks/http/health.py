"""The health endpoint, and what it says of the site's parts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pytest_golive.checks.http.common import short
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.page import Page
    from pytest_golive.settings import Settings

COMPONENTS = ("components", "checks", "services", "dependencies", "details")
HEALTH_PATH = re.compile(
    r"/(?:api/(?:v\d+/)?)?(?:health|healthz|healthcheck|status|up|ping|livez|readyz|actuator/health)/?"
)
HEALTHY = frozenset({"ok", "healthy", "pass", "up"})
WELL = HEALTHY | {"connected", "available", "running", "true", "working", "alive", "green", "operational"}


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
    parts = body if isinstance(body, dict) else {}
    listed: Any = next((parts[key] for key in COMPONENTS if key in parts), {})
    pairs = listed.items() if isinstance(listed, dict) else []
    ill = [f"{name} is {_state(state)!r}" for name, state in pairs if _state(state) not in WELL]
    return f" ({', '.join(ill)})" if ill else ""


def _state(state: Any) -> str:
    """One component's word: ``"ok"``, ``true``, ``{"status": "ok"}`` or ``[{"status": "pass"}]``."""
    if isinstance(state, list) and state:
        state = next((one for one in state if _state(one) not in WELL), state[0])
    if isinstance(state, dict):
        state = state.get("status", state.get("state", state.get("healthy", "")))
    return str(state).lower()
