"""Who signs: the shapes in which documents name a role."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_golive.checklist.model import Kind, Phase
from pytest_golive.checklist.parse import parse
from pytest_golive.checklist.roles import SOMEBODY, role_key, role_name, roles

REAL = Path(__file__).parent / "data" / "real"
OF = {
    "django-generic.md": ["Lead Developer", "System Administrator", "Project Manager"],
    "django-mysql-stripe.md": ["Project Manager", "Dev Lead", "DevOps/Sysadmin", "QA Lead"],
    "docker-django-readiness.md": ["Sign-off"],
    "flask-razorpay.md": ["Dev Lead", "QA Lead", "Security", "Ops", "Product"],
    "madam-da-go-no-go.md": ["Technical Lead", "Security Reviewer", "Product Owner/Client"],
}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Technical Lead", "Technical Lead"),
        ("Product Owner/Client", "Product Owner/Client"),
        ("Dev Lead: ____ Date: ____", "Dev Lead"),
        ("Project Manager (name, date)", "Project Manager"),
        ("Dev Lead | | |", "Dev Lead"),
        ("| Dev Lead | | |", "Dev Lead"),
        ("Dev Lead: Ana", "Dev Lead"),
        ("Legal (EU)", "Legal (EU)"),
        ("Sign-off: ____", "Sign-off"),
        ("Geschäftsführung: ____ Datum: ____", "Geschäftsführung"),
        ("____", SOMEBODY),
        ("", SOMEBODY),
        ("|", SOMEBODY),
    ],
)
def test_name(text: str, name: str) -> None:
    assert role_name(text) == name


@pytest.mark.parametrize("document", sorted(OF))
def test_real_checklists(document: str) -> None:
    checklist = parse((REAL / document).read_bytes(), document)
    found = roles(checklist)
    assert [role.name for role in found if role.phase is Phase.PRE_DEPLOY] == OF[document]
    later = ["All checks completed", "Handover to operations"] if document == "django-generic.md" else []
    assert [role.name for role in found if role.phase is not Phase.PRE_DEPLOY] == later
    signoffs = [line.id for line in checklist.lines if line.kind is Kind.SIGNOFF]
    assert [role.line for role in found] == signoffs, "a sign-off line without a role would be lost"


def test_only_what_the_team_calls_optional_need_not_sign() -> None:
    text = b"- [ ] One\n\n## Sign-off\n\n| Role | Name | Date |\n|---|---|---|\n"
    text += b"| QA | | |\n| Legal (optional) | | |\n| Privacy (if using Telegram) | | |\n"
    names = [role.name for role in roles(parse(text, "GO.md"))]
    assert names == ["QA", "Privacy (if using Telegram)"]


@pytest.mark.parametrize("form", ["- [ ] {}", "- {}", "{}"])
@pytest.mark.parametrize("name", ["Owner", "Engineering"])
def test_an_owner_with_a_blank_for_the_date_signs(form: str, name: str) -> None:
    text = f"- [ ] One\n\n## Sign-off\n\n{form.format(f'{name}: ________ Date: ______')}\n"
    assert [role.name for role in roles(parse(text, "GO.md"))] == [name]


def test_names_are_compared_without_case_and_spacing() -> None:
    assert role_key(" Security  REVIEWER") == role_key("Security Reviewer") != role_key("Security")
