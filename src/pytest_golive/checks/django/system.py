"""Django's own system checks, and whether the application starts at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.django.edge import proven_by_edge
from pytest_golive.checks.registry import Evidence, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.app_model import LocalSmoke, Message, SystemChecks
    from pytest_golive.facts.page import Page, Visit
    from pytest_golive.settings import Settings

COUNTED = frozenset({"WARNING", "ERROR", "CRITICAL"})
SHOWN = 5


def _told(messages: list[Message]) -> str:
    """The messages in words, the first few of them."""
    texts = [f"{one.id or one.level}: {one.text}" + (f" ({one.about})" if one.about else "") for one in messages]
    more = f" … and {len(texts) - SHOWN} more" if len(texts) > SHOWN else ""
    return "; ".join(texts[:SHOWN]) + more


@check(
    "django.check-clean",
    severity="high",
    effect="executes",
    says=(
        "run? python? manage.py checks verify? no errors|error|issues|problems",
        "python? manage.py checks pass|passes|clean|silent|green",
        "django system checks pass|passes|clean|no errors|error|issue|problem?",
        "django checks|check passes|pass|passed|green|clean|silent|ok ~ system framework run is the",
        (
            "django checks|check no|zero|0 issues|issue|errors|warnings|problems ~ system framework run reports "
            "silenced identified finds shows"
        ),
        (
            "manage.py|/manage.py checks|check 0|clean|silent|passes|pass|passed|green|ok|happy|nothing ~ run python "
            "django found reports identified output settings production exits finds system ran with framework result "
            "code status"
        ),
        (
            "manage.py|/manage.py checks|check no|zero|0|without issues|issue|errors|error|warnings|problems ~ run "
            "python django silenced found reports identified output settings production finds system ran with "
            "framework result shows passes"
        ),
        "system check|checks identified no|zero issues|issue ~ 0 silenced django",
    ),
)
def check_clean(system_checks: SystemChecks, evidence: Evidence) -> None:
    """`manage.py check` reports no warning and no error under the production settings.

    Why: it finds broken models, templates and URL patterns before a visitor does.
    Fix: run `python manage.py check` and mend what it names.
    Source: https://docs.djangoproject.com/en/stable/ref/checks/
    """
    assert not system_checks.start_error, f"Django cannot be set up: {system_checks.start_error}"
    found = [message for message in system_checks.ordinary if message.level in COUNTED]
    evidence.saw(f"{len(system_checks.ordinary)} messages, {len(found)} of them warnings or worse")
    assert not found, _told(found)


@check(
    "django.check-deploy",
    severity="critical",
    effect="executes",
    says=(
        "run? python? manage.py checks deploy",
        "python? manage.py checks deploy pass|passes|clean|silent|green|ok",
        "python? manage.py checks deploy no|without|zero warnings|issues|errors",
        "django deployment checks|checklist pass|passes|clean|reviewed",
        "django security checks pass|passes|clean",
        "docker compose f docker compose.prod.yml exec web python manage.py check deploy",
        "=security audit passed",
        "=security audit",
        "django deploy|deployment check|checks|checklist clean|passes|no|run|silent|without|green",
        (
            "checks|check deploy|deployment manage.py|/manage.py|django|python clean|passes|pass|passed|silent|green|"
            "ok|clear|nothing ~ run output security reports left settings production ran open is python 0 django "
            "manage.py check system"
        ),
        (
            "checks|check deploy|deployment manage.py|/manage.py|django|python no|zero|0|without findings|finding|"
            "issues|issue|errors|error|warnings|warning|vulnerabilities|vulnerability|problems ~ run output security "
            "reports left settings production ran open has any shows python passes raised django manage.py check "
            "system"
        ),
        (
            "=checks|check deploy|deployment manage.py|/manage.py ~ run python ran settings production output "
            "reviewed django executed in with on"
        ),
        "=check deploy pass|passes|passed|clean|green|silent ~ did does django python manage.py security",
        "check|checks deploy no|zero|without|0 warnings|warning|issues ~ security left reports shows raised",
        (
            "django checklist deployment|deploy ~ official run followed worked went through done passes completed "
            "walk docs reviewed gone django's"
        ),
    ),
)
def check_deploy(
    system_checks: SystemChecks,
    settings: Settings,
    evidence: Evidence,
    home: Page | None = None,
    plain_http: Mapping[str, Visit] | None = None,
) -> None:
    """`manage.py check --deploy` warns of nothing that the site does not demonstrably do, and hides nothing.

    Why: its warnings are the known holes of Django sites, and on its own it exits 0 even with DEBUG on.
    Fix: run `python manage.py check --deploy --fail-level WARNING` and mend what it names; an id
        silenced on purpose belongs into silenced_checks of [app] in golive.toml.
    Source: https://docs.djangoproject.com/en/stable/howto/deployment/checklist/
    """
    assert not system_checks.start_error, f"Django cannot be set up: {system_checks.start_error}"
    proven = proven_by_edge(home, plain_http)
    found = [message for message in (*system_checks.ordinary, *system_checks.deploy) if message.level in COUNTED]
    for message in found:
        if message.id in proven:
            evidence.saw(f"{message.id} is not counted: {proven[message.id]}")
    evidence.saw(
        f"{len(system_checks.ordinary) + len(system_checks.deploy)} messages; silenced: "
        f"{', '.join(system_checks.silenced) or 'none'}"
    )
    counted = [message for message in found if message.id not in proven]
    assert not counted, _told(counted)
    hidden = [one for one in system_checks.silenced if one not in {*settings.app.silenced_checks, *proven}]
    assert not hidden, f"SILENCED_SYSTEM_CHECKS hides {', '.join(hidden)} without being declared"


@check(
    "django.local-smoke",
    severity="high",
    effect="executes",
    says=(
        "tested debug false locally",
        "=test|tested locally",
        "test locally python manage.py runserver",
        "tested locally production settings",
        "app|application starts locally production settings",
        "app|application starts without errors|error",
        (
            "=project|app|application starts|boots|comes settings|configuration ~ up production with locally start "
            "django under"
        ),
        (
            "locally debug false|off ~ @tested app application project django runs run boots starts start comes "
            "works up tried mode production settings boot with it server set runserver"
        ),
        (
            "locally|local production|prod settings|configuration start|starts|started|boot|boots|run|runs|comes|up|"
            "works|tried|tested|launches ~ app application project django once under with cleanly up does it mode "
            "machine builds"
        ),
        (
            "app|application|project locally starts|boots|start|launches|comes|boot ~ cleanly up with django server "
            "fine ok"
        ),
        (
            "app|application|project locally|local without|no error|errors|crash|crashes|exceptions ~ starts boots "
            "start runs comes up django cleanly"
        ),
        "=app|application|project|service starts|boots|start|boot cleanly|up|fine ~ django with production",
        (
            "=app|application|project|service starts|boots|start|boot no|without error|errors|crash|crashes|"
            "exceptions ~ any production django up"
        ),
        "=smoke locally ~ test tests tested @tested run app local",
        "=application|app starts ~ start boot boots up fine ok cleanly",
    ),
)
def local_smoke(local_smoke: LocalSmoke, evidence: Evidence) -> None:
    """Started here with the production settings, the application answers its home page and a proper 404.

    Why: an import that only production makes breaks the deploy at the worst moment.
    Fix: run `python manage.py check` and import the WSGI module with the production env file; mend the error.
    Source: https://docs.djangoproject.com/en/stable/howto/deployment/wsgi/
    """
    raised = f": {local_smoke.raised[0]}" if local_smoke.raised else ""
    assert not local_smoke.error, f"the application does not start: {local_smoke.error}"
    evidence.saw(f"the home page answers {local_smoke.home}, an unknown page {local_smoke.lost}")
    assert local_smoke.home < 500, f"the home page answers {local_smoke.home}{raised}"
    assert local_smoke.lost == 404, f"an unknown page answers {local_smoke.lost}, not 404{raised}"
    assert not local_smoke.debug_page, "an unknown page shows Django's debug page"
    if local_smoke.static:
        evidence.saw(f"static file: {local_smoke.static}")
    assert local_smoke.static_found is not False, f"the static file {local_smoke.static} cannot be found"
