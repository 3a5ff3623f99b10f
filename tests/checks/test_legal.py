"""Checks of documents and legal pages, over facts built by hand: what the drill does not show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pytest_golive.facts.contract import Contract, ContractOperation
from pytest_golive.facts.legal import Footer, LegalPage
from pytest_golive.facts.licences import Licences
from pytest_golive.facts.markdown import read_blocks
from pytest_golive.facts.prose import Document, Documents, Section
from pytest_golive.settings import Docs, Legal, Settings, Target
from tests.checks.http_cases import judge
from tests.checks.outside_cases import ask, bound
from tests.findings import told

GIVEN = Settings(
    target=Target(url="https://shop.test"), legal=Legal(company="Lamp Ltd", license="MIT", allowed_licenses=("MIT",))
)
ROLLBACK = """\
# Rollback

1. Code: `git checkout <previous tag>`, by the on-call engineer.
2. Database: `python manage.py migrate store <number>`.
3. Verify: `curl --fail https://shop.test/health/`.
"""


def documents(text: str, path: str = "docs/operations.md") -> Documents:
    one = Document(path=path, blocks=read_blocks(text, is_rst=path.endswith(".rst")))
    return Documents(root=".", documents=(one,), services={}, infrastructure={})


@pytest.mark.parametrize(
    ("text", "path", "outcome"),
    [
        (ROLLBACK, "docs/operations.md", ("passed", "")),
        (
            "Way back\n========\n\nRollback\n--------\n\n#. Code: ``git checkout <tag>`` by the on-call engineer.\n"
            "#. Database: ``manage.py migrate store <number>`` as above.\n#. Verify that the health page says ok.\n",
            "docs/way.rst",
            ("failed", "docs/way.rst, “Rollback” has no step with a command or an owner for how it is verified"),
        ),
        (
            "# Rollback\n",
            "docs/operations.md",
            ("failed", "docs/operations.md, “Rollback” has only 0 words"),
        ),
        (
            "# Something else\n",
            "docs/operations.md",
            ("failed", "there is no section about it in docs/operations.md"),
        ),
        (
            ROLLBACK.replace("on-call engineer", "[Name]"),
            "docs/operations.md",
            ("failed", "not filled in: '[Name]' (docs/operations.md line 3)"),
        ),
        (
            ROLLBACK.replace("<previous tag>", "<branch name>"),
            "docs/operations.md",
            ("failed", "not filled in: '<branch name>' (docs/operations.md line 3)"),
        ),
        (
            "# Rollback\n\n1. Code: go back to the previous version by hand.\n2. Database: undo the migrations, but "
            "only if they have run.\n3. Verify: check by eye whether the shop looks right, as root@shop.test:/srv.\n",
            "docs/operations.md",
            (
                "failed",
                "docs/operations.md, “Rollback” has no step with a command or an owner for the code, the database, "
                "how it is verified",
            ),
        ),
    ],
)
def test_rollback_plan(text: str, path: str, outcome: tuple[str, str]) -> None:
    assert told(judge("docs.rollback-plan", {"documents": documents(text, path)}, GIVEN)) == outcome


def test_a_place_on_the_web_is_not_read() -> None:
    given = replace(GIVEN, docs=Docs(places={"rollback-plan": "https://wiki.shop.test/rollback"}))
    finding = judge("docs.rollback-plan", {"documents": documents(ROLLBACK)}, given)
    assert told(finding) == ("unverified", "it is kept at https://wiki.shop.test/rollback, which is not read")


def test_a_declared_place() -> None:
    given = replace(GIVEN, docs=Docs(places={"rollback-plan": "docs/operations.md#way-back"}))
    text = ROLLBACK.replace("# Rollback", "# Way back")
    assert told(judge("docs.rollback-plan", {"documents": documents(text)}, given)) == ("passed", "")
    assert told(judge("docs.rollback-plan", {"documents": documents(ROLLBACK)}, given)) == (
        "failed",
        "there is no section at docs/operations.md#way-back",
    )


@pytest.mark.parametrize("check", ["docs.deployment", "docs.error-codes", "docs.admin-guide", "docs.api-schemas"])
def test_what_cannot_be_seen_is_unverified(check: str) -> None:
    assert judge(check, {}, GIVEN).outcome == "unverified"


def test_api_schemas() -> None:
    described = ContractOperation(method="GET", path="/api/v1/lamps/")
    contract = Contract(where="api.json", version="3.1.0", problems=(), operations=(described,))
    assert told(judge("docs.api-schemas", {"api_contract": contract}, GIVEN)) == ("passed", "")
    gap = replace(contract, operations=(replace(described, gaps=("answer 200",)),))
    assert told(judge("docs.api-schemas", {"api_contract": gap}, GIVEN)) == (
        "failed",
        "not described: GET /api/v1/lamps/: answer 200",
    )


def written(first: str) -> LegalPage:
    return legal_page(first=first)


def legal_page(
    text: str = "", first: str = "Lamp Ltd, 1 May 2026. Write to privacy@shop.test.", **changed: Any
) -> LegalPage:
    whole = f"# Privacy\n\n{first} {'word ' * 300}{text}\n"
    body = Section(path="/privacy/", heading="Privacy", line=0, level=0, blocks=read_blocks(whole))
    links = {"/": "/privacy/", "/checkout/": "/privacy/"}
    return LegalPage(**{"kind": "privacy", "links": links, "url": "/privacy/", "status": 200, "body": body} | changed)


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        (legal_page(), ("passed", "")),
        (legal_page(links={"/": "/privacy/", "/checkout/": ""}),
         ("failed", "the footer of /checkout/ links to no privacy policy")),
        (legal_page(links={"/": "#", "/checkout/": "#"}),
         ("failed", "the link to the privacy policy leads nowhere on /, /checkout/")),
        (legal_page(links={"/": "/privacy/", "/checkout/": "mailto:x@shop.test"}, url="", status=0),
         ("failed", "the link to the privacy policy leads nowhere on /checkout/")),
        (legal_page(status=404), ("failed", "/privacy/ answered 404")),
        (legal_page("[Company Name]"), ("failed", "not filled in: '[Company Name]' (/privacy/ line 3)")),
        (legal_page("[Date]"), ("failed", "not filled in: '[Date]'")),
        (legal_page("of [Business Name]"), ("failed", "not filled in: '[Business Name]'")),
        (legal_page("[Insert date], [State/Country]"), ("failed", "not filled in: '[Insert date]', '[State/Country]'")),
        (legal_page("privacy [at] shop.test [1] [sic]"), ("passed", "")),
        (written("Lamp Ltdx, 1 May 2026. me@shop.test"), ("failed", "/privacy/ does not name Lamp Ltd")),
        (written("Lamp Ltd, 2026-05-01."), ("failed", "/privacy/ says nowhere how to reach Lamp Ltd")),
        (written("Lamp Ltd, 01.05.2026."), ("failed", "/privacy/ says nowhere how to reach Lamp Ltd")),
        (written("Lamp Ltd, 2026-05-01. +44 20 7946 0958"), ("passed", "")),
        (written("Lamp Ltd, 15/03/2026. me@shop.test"), ("passed", "")),
        (written("Lamp Ltd, 12. Mai 2026. me@shop.test"), ("passed", "")),
        (written("Lamp Ltd, 12 mars 2026. me@shop.test"), ("passed", "")),
        (written("Lamp Ltd, diciembre de 2026. me@shop.test"), ("passed", "")),
        (written("Lamp Ltd, since 2026. me@shop.test"), ("failed", "/privacy/ has no date")),
    ],
)  # fmt: skip
def test_privacy_policy(page: LegalPage, outcome: tuple[str, str]) -> None:
    assert told(judge("legal.privacy-policy", {"legal_pages": {"privacy": page}}, GIVEN)) == outcome


def test_privacy_policy_of_nobody() -> None:
    finding = judge("legal.privacy-policy", {"legal_pages": {"privacy": legal_page()}}, replace(GIVEN, legal=Legal()))
    assert finding.outcome == "unverified"


@pytest.mark.parametrize(
    ("notice", "outcome"),
    [
        ("© 2026 Lamp Ltd", "passed"),
        ("© 2019–2026 Lamp Ltd", "passed"),
        ("Copyright 2019-present Lamp Ltd", "passed"),
        ("Lamp Ltd 2026 ©", "passed"),
        ("© 2019, 2026 Lamp Ltd", "passed"),
        ("© 2025 Lamp Ltd", "failed"),
        ("© 2020 Lamp Ltd. Prices of 2026.", "failed"),
        ("Here since 2026. © 2019 Lamp Ltd", "failed"),
        ("Copyright of pictures, 2026 · © 2019 Lamp Ltd", "failed"),
        ("© 2026 Your Company", "failed"),
        ("© 2026 Bulb Ltd", "failed"),
        ("© Lamp Ltd", "failed"),
        ("Lamp Ltd", "failed"),
    ],
)
def test_copyright_notice(notice: str, outcome: str) -> None:
    footers = (Footer(page="/", text=f"{notice} Contact us", links=()),)
    assert judge("legal.copyright-notice", {"footers": footers}, GIVEN).outcome == outcome


@pytest.mark.parametrize(
    ("declared", "metadata", "outcome"),
    [
        ("proprietary", "UNLICENSED", "passed"),
        ("proprietary", "LicenseRef-Proprietary", "passed"),
        ("UNLICENSED", "Proprietary", "passed"),
        ("proprietary", "SEE LICENSE IN LICENSE", "passed"),
        ("proprietary", "SEE LICENSE IN terms.md", "failed"),
        ("proprietary", "MIT", "failed"),
        ("MIT", "UNLICENSED", "failed"),
    ],
)
def test_licence_that_is_none(declared: str, metadata: str, outcome: str) -> None:
    recognised = "MIT" if declared == "MIT" else "proprietary"
    seen = Licences(
        file="LICENSE", recognised=recognised, metadata={"package.json": metadata}, dependencies={"a": "MIT"}
    )
    given = replace(GIVEN, legal=replace(GIVEN.legal, license=declared))
    assert judge("legal.license-file", {"licences": seen}, given).outcome == outcome


@pytest.mark.parametrize(
    ("dependencies", "missing", "outcome"),
    [
        ({"a": "MIT", "b": "GPL-3.0-only OR MIT"}, (), "passed"),
        ({"a": "MIT AND GPL-3.0-only"}, (), "failed"),
        ({"a": "GPL-3.0-only AND (BSD-3-Clause OR MIT)"}, (), "failed"),
        ({"a": "(MIT OR BSD-3-Clause) AND GPL-3.0-only"}, (), "failed"),
        ({"a": "MIT AND ((GPL-3.0-only) OR (MIT OR BSD-3-Clause))"}, (), "passed"),
        ({"a": "(MIT)"}, (), "passed"),
        ({"a": ""}, (), "failed"),
        ({"a": "MIT"}, ("b",), "unverified"),
    ],
)
def test_licences_of_dependencies(dependencies: dict[str, str], missing: tuple[str, ...], outcome: str) -> None:
    seen = Licences(file="LICENSE", recognised="MIT", metadata={}, dependencies=dependencies, missing=missing)
    assert judge("legal.license-file", {"licences": seen}, GIVEN).outcome == outcome


@pytest.mark.parametrize(
    ("line", "query", "rows", "outcome"),
    [
        ("Data retention policy documented", "", None, "passed"),
        ("Data retention enforced", "", None, "unverified"),
        ("Data retention enforced", "SELECT 0", {"orders": 0}, "passed"),
        ("Data retention enforced", "SELECT 0", {"orders": 2}, "failed"),
        ("Data retention enforced", "SELECT 0", None, "unverified"),
    ],
)
def test_periods_that_are_written_down_are_not_enforced_by_that(
    line: str, query: str, rows: dict[str, int] | None, outcome: str
) -> None:
    place = "docs/operations.md"
    written = documents("# Data retention\n\nOrders are kept for ten years, and deleted then.\n", place)
    settings = replace(GIVEN, legal=Legal(retention={"orders": query}), docs=Docs(places={"data-retention": place}))
    seen = {"documents": written} | ({} if rows is None else {"overdue_rows": rows})
    (one,) = bound(line)
    assert ask(one.check, settings, one.quantities, **seen).outcome == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("# Section 5: Data retention\n\n- Orders: 10 years\n", "passed"),
        ("# Data retention\n\n## Orders\n\nOrders are kept for 10 years.\n", "passed"),
        ("# Data retention\n\n- Orders: as long as the law says\n", "failed"),
        ("# Delivery\n\n- Orders: 10 years\n", "failed"),
    ],
)
def test_periods_in_the_privacy_policy(text: str, outcome: str) -> None:
    body = Section(path="/privacy/", heading="Privacy", line=0, level=0, blocks=read_blocks(text))
    settings = replace(GIVEN, legal=Legal(retention={"orders": ""}))
    seen = {"legal_pages": {"privacy": legal_page(body=body)}}
    (one,) = bound("Data retention policy documented")
    assert ask(one.check, settings, one.quantities, **seen).outcome == outcome
