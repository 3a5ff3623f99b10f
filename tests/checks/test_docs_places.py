"""Checks of contacts, places, references, the manual, the runbook and the API's documents, over real texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pytest_golive.facts.app_model import Application, View
from pytest_golive.facts.contract import Contract, ContractOperation
from pytest_golive.facts.dns import Answer
from pytest_golive.facts.flask_model import FlaskApplication, FlaskRoute
from pytest_golive.facts.linked import Manual, Reply, wanted
from pytest_golive.facts.markdown import read_blocks
from pytest_golive.facts.paperwork import contacts, locations
from pytest_golive.facts.prose import Document, Documents, Section
from pytest_golive.facts.runbook import runbook
from pytest_golive.settings import Docs, Http, Settings, Target
from tests.checks.http_cases import judge
from tests.findings import told

GIVEN = Settings(target=Target(url="https://shop.test"))
MANUAL = "# User manual\n\n" + "Press the button. " * 170


def documents(text: str, path: str = "docs/all.md", *, root: Path = Path(), **more: Any) -> Documents:
    one = Document(path=path, blocks=read_blocks(text), is_checklist=path == "GO.md")
    return Documents(root=str(root), documents=(one,), services={}, infrastructure={}, **more)


def asked(
    check: str,
    seen: Documents,
    given: Settings = GIVEN,
    replies: Mapping[str, Reply] | None = None,
    mail: Mapping[str, Answer] | None = None,
) -> tuple[str, str]:
    """What a check says of documents, where every address answers 200 but those of ``replies``."""
    called, places = contacts(given, seen), locations(seen)
    linked = {url: Reply(status=200) for url in wanted(given, seen, called, places)} | dict(replies or {})
    taken = {name: mx("10 mx.test", name) for name in called.domains} | dict(mail or {})
    facts = {"documents": seen, "contacts": called, "locations": places, "linked": linked, "contact_domains": taken}
    return told(judge(check, facts, given))


def mx(value: str, name: str = "shop.test", status: Any = "answered") -> Answer:
    return Answer(name=name, kind="MX", server="9.9.9.9", status=status, values=(value,) if value else ())


WAY = "Do it as the owner of the shop has shown you. " * 5
GUIDE = "# Admin guide\n\n" + "".join(f"## {name}\n\n{WAY}\n\n" for name in "goods customers orders tax mail".split())


def test_admin_guide_of_an_application_without_admin_site() -> None:
    seen = {"documents": documents(GUIDE)}
    assert told(judge("docs.admin-guide", seen, GIVEN))[0] == "unverified"
    declared = replace(GIVEN, docs=Docs(admin_sections=("goods", "orders")))
    assert told(judge("docs.admin-guide", seen, declared)) == ("passed", "")
    more = replace(GIVEN, docs=Docs(admin_sections=("goods", "vouchers")))
    assert told(judge("docs.admin-guide", seen, more)) == (
        "failed",
        "docs/all.md, “Admin guide” does not name vouchers",
    )


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("- **On call:** Jane Doe, +1 (555) 123-4567\n- Hosting: [Hetzner](https://robot.hetzner.com)\n- Slack: #ops\n"
         "- Response time: 15 minutes\n- Escalate after that to the owner.\n", ("passed", "")),
        ("### Jane Doe\n\n- Role: Chief Technician\n- +49 30 1234567\n", ("passed", "")),
        ("| role | name | phone |\n|---|---|---|\n| Owner | Ann Lee | 030 123 4567 |\n\n"
         "| severity | answer |\n|---|---|\n| P1 | 15 min |\n", ("passed", "")),
        ("Nothing here.\n", ("failed", "docs/all.md, “Contacts” lists nobody")),
        ("- Manager: ____________\n", ("failed", "not filled in: '____________' (docs/all.md line 3)")),
        ("- Security: [security email]\n", ("failed", "not filled in: '[security email]' (docs/all.md line 3)")),
        ("- Security: help@example.com\n", ("failed", "not filled in: 'help@example.com' (docs/all.md line 3)")),
        ("- Support: desk@shop\n", ("failed", "no mail address: 'desk@shop' (docs/all.md line 3)")),
        ("- Hosting: Ann Lee, since 2026-01-15\n", ("failed", "docs/all.md, “Contacts” lists nobody")),
        ("- DBA: John Smith\n",
         ("failed", "no phone number, mail address or page: “DBA: John Smith” (docs/all.md line 3)")),
        ("| name | phone |\n|---|---|\n| Bob Ray | |\n",
         ("failed", "no phone number, mail address or page: “Bob Ray |” (docs/all.md line 5)")),
        *(
            (f"| name | phone |\n|---|---|\n| Ann Lee | {figures} |\n",
             ("failed", f"no phone number, mail address or page: “Ann Lee | {figures}” (docs/all.md line 5)"))
            for figures in ("24/7/365", "09.00-17.30", "2024-2026", "192.168.1.20")
        ),
        ("| name | phone |\n|---|---|\n| Ann Lee | 020 7946 0958 09.00-17.00 |\n", ("passed", "")),
        ("| name | phone |\n|---|---|\n| Ann Lee | 01.23.45.67.89 |\n", ("passed", "")),
        ("- +49 30 1234567\n", ("failed", "nobody is named: “+49 30 1234567” (docs/all.md line 3)")),
    ],
)  # fmt: skip
def test_contacts(text: str, outcome: tuple[str, str]) -> None:
    assert asked("docs.contacts-filled", documents(f"# Contacts\n\n{text}")) == outcome


def test_contacts_that_a_checklist_still_waits_for() -> None:
    open_one = documents("# Contacts\n\n- **Lead:** [Name, Phone, Email]\n", "GO.md")
    waits = "not filled in yet: '[Name, Phone, Email]' (GO.md line 3)"
    assert asked("docs.contacts-filled", open_one) == ("unverified", waits)
    whole = documents("# Contacts\n\n- Jane Doe, +49 30 1234567\n")
    both = replace(whole, documents=(*open_one.documents, *whole.documents))
    assert asked("docs.contacts-filled", both) == ("passed", "")


def test_contacts_nobody_can_reach() -> None:
    seen = documents("# Contacts\n\n- Support: desk@shop.test, https://help.shop.test/\n")
    dead = {"https://help.shop.test/": Reply(status=404)}
    assert asked("docs.contacts-filled", seen, replies=dead)[1] == "leads nowhere: https://help.shop.test/ answers 404"
    none = ("failed", "no server takes mail for shop.test (no MX record)")
    assert asked("docs.contacts-filled", seen, mail={"shop.test": mx("0 .")}) == none
    assert asked("docs.contacts-filled", seen, mail={"shop.test": mx("", status="empty")}) == none
    silent = asked("docs.contacts-filled", seen, mail={"shop.test": mx("", status="silent")})
    assert silent == ("unverified", "nothing is known of the mail domains: 9.9.9.9 does not answer about shop.test")
    unseen = judge("docs.contacts-filled", {"contacts": contacts(GIVEN, seen)}, GIVEN)
    assert told(unseen) == ("unverified", "contact_domains was not seen")
    nowhere = asked("docs.contacts-filled", documents("# Other\n"))
    assert nowhere == ("failed", "there is no section about contacts in any document")
    given = replace(GIVEN, docs=Docs(places={"contacts-filled": "https://wiki.test/"}))
    assert asked("docs.contacts-filled", seen, given)[0] == "unverified"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("- Documentation stored in: `docs/`\n", ("passed", "")),
        ("- [ ] Runbook location: https://wiki.shop.test/run\n", ("passed", "")),
        ("### Location\n\n- Everything: [the plan](docs/plan.md)\n", ("passed", "")),
        ("- Documentation: API endpoints documented\n- Docs: complete\n",
         ("unverified", "no line of a checklist says where anything is kept")),
        ("- Documentation stored in: [Location]\n",
         ("unverified", "not filled in yet: “Documentation stored” (GO.md line 1)")),
        ("- Backup copies in: s3://bucket/x\n",
         ("unverified", "nobody can look there from here: s3://bucket/x (GO.md line 1)")),
        ("- Documentation stored in: wiki/\n", ("failed", "not there: wiki/ (GO.md line 1)")),
    ],
)  # fmt: skip
def test_locations(tmp_path: Path, text: str, outcome: tuple[str, str]) -> None:
    (tmp_path / "docs").mkdir()
    seen = documents(text, "GO.md", root=tmp_path)
    blocks = tuple(
        replace(block, references=tuple(replace(one, found=None if one.is_web else True) for one in block.references))
        for block in seen.documents[0].blocks
    )
    seen = replace(seen, documents=(replace(seen.documents[0], blocks=blocks),))
    assert asked("docs.location-resolves", seen) == outcome


@pytest.mark.parametrize("status", [401, 403])
def test_a_place_that_refuses_strangers_is_there(status: int) -> None:
    seen, url = documents("- Documentation stored in: https://wiki.test/\n", "GO.md"), "https://wiki.test/"
    assert asked("docs.location-resolves", seen, replies={url: Reply(status=status)}) == ("passed", "")
    assert asked("docs.location-resolves", seen, replies={url: Reply(status=404)})[0] == "failed"
    silent = {url: Reply(error="nobody answers", look_failed=True)}
    assert asked("docs.location-resolves", seen, replies=silent)[0] == "unverified"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("See https://docs.shop.test/ and ask http://localhost:8000/ yourself.\n", ("passed", "")),
        ("Run `curl https://yourdomain.com/health/` and see https://docs.shop.test/.\n", ("passed", "")),
        ("**Launch URL:** https://yourdomain.com\n",
         ("unverified", "not filled in yet: https://yourdomain.com (GO.md line 1)")),
        ("**Launch URL:** https://shop.test\n", ("passed", "")),
        ("Nothing at all.\n", ("unverified", "the checklists name no file and no address")),
        ("See https://gone.test/.\n", ("failed", "leads nowhere: https://gone.test/ answers 410")),
    ],
)  # fmt: skip
def test_references(text: str, outcome: tuple[str, str]) -> None:
    gone = {"https://gone.test/": Reply(status=410)}
    assert asked("docs.references-resolve", documents(text, "GO.md"), replies=gone) == outcome


def test_a_file_that_stands_alone_is_a_reference() -> None:
    [block] = read_blocks("- [ ] MYSQL_SETUP.md\n")
    assert [one.target for one in block.references] == ["MYSQL_SETUP.md"]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (MANUAL, ("passed", "")),
        (MANUAL + "\n[Name]\n", ("failed", "not filled in: '[Name]' (docs/all.md line 3)")),
        (MANUAL[:800], ("failed", "docs/all.md, “User manual” has 132 words, not 500")),
        ("# How to use it\n\nSee https://help.test/.\n",
         ("unverified", "docs/all.md, “How to use it” has 2 words and links to https://help.test/, which is not read")),
        ("# Manual assignment only\n\nNo.\n", ("failed", "there is no section about it in docs/all.md")),
        ("# Admin user manual\n\nNo.\n", ("failed", "there is no section about it in docs/all.md")),
    ],
)  # fmt: skip
def test_user_manual(text: str, outcome: tuple[str, str]) -> None:
    assert asked("docs.user-manual", documents(text)) == outcome


def test_a_manual_on_the_web() -> None:
    given = replace(GIVEN, docs=Docs(places={"user-manual": "https://help.test/"}))
    body = Section(path="https://help.test/", heading="Help", line=0, level=0, blocks=read_blocks(MANUAL))
    page = Manual(url="https://help.test/", status=200, body=body, links={"https://help.test/a": Reply(status=200)})
    facts = {"documents": documents("# Nothing\n"), "web_manual": page}
    assert told(judge("docs.user-manual", facts, given)) == ("passed", "")
    dead = {**facts, "web_manual": replace(page, links={"https://help.test/a.png": Reply(status=404)})}
    assert told(judge("docs.user-manual", dead, given))[1] == "leads nowhere: https://help.test/a.png answers 404"
    assert judge("docs.user-manual", {"documents": facts["documents"]}, given).outcome == "unverified"


def test_known_issues() -> None:
    text = "# Known issues\n\nLast reviewed: 2026-11-01.\n\n- The cart is slow.\n"
    released = datetime(2026, 11, 10, tzinfo=UTC)
    assert asked("docs.known-issues", documents(text)) == ("passed", "")
    assert asked("docs.known-issues", documents(text, last_release=released)) == (
        "failed",
        "docs/all.md, “Known issues” was last changed on 2026-11-01, before the last release (2026-11-10)",
    )
    undated = asked("docs.known-issues", documents(text.replace("Last reviewed: 2026-11-01.", "Here they are.")))
    assert undated[0] == "unverified"


SCRIPT = '#!/bin/sh\ncase "$1" in\n  fresh|update) echo ;;\n  "down") echo ;;\n  *) exit 2 ;;\nesac\n'


@pytest.mark.parametrize(
    ("command", "outcome"),
    [
        ("bash scripts/deploy.sh update", ("passed", "")),
        ("scripts/deploy.sh down && cd scripts", ("passed", "")),
        ("gunzip < backups/db_<timestamp>.sql.gz | \\\n  sh -c true", ("passed", "")),
        ("# a comment\nDROP TABLE shop;\nFOO=1 sudo sh scripts/deploy.sh fresh > /dev/null 2>&1", ("passed", "")),
        ("bash scripts/deploy.sh reset",
         ("failed", "scripts/deploy.sh does not know reset, only down, fresh, update (RUNBOOK.md line 4)")),
        ("bash scripts/gone.sh", ("failed", "not there: scripts/gone.sh (RUNBOOK.md line 4)")),
        ("sh -f compose.prod.yml", ("failed", "not there: compose.prod.yml (RUNBOOK.md line 4)")),
        ("cd backend", ("failed", "not there: backend (RUNBOOK.md line 4)")),
        ("golive-no-such-program --now",
         ("failed", "this machine does not have golive-no-such-program (RUNBOOK.md line 4)")),
        ("systemctl restart golive-no-such-unit", ("failed", "")),
        ("", ("unverified", "RUNBOOK.md holds no command")),
    ],
)  # fmt: skip
def test_runbook(tmp_path: Path, command: str, outcome: tuple[str, str]) -> None:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "deploy.sh").write_text(SCRIPT)
    given = replace(GIVEN, docs=Docs(runbook_here=True))
    looked = runbook(given, documents(f"# Runbook\n\n```bash\n{command}\n```\n", "RUNBOOK.md", root=tmp_path))
    found = told(judge("docs.runbook-paths-exist", {"runbook": looked}, given))
    assert found == outcome or (outcome == ("failed", "") and found[0] == "failed")
    if outcome == ("passed", ""):
        elsewhere = runbook(GIVEN, documents(f"# Rollback\n\n```\n{command}\n```\n", "GO.md", root=tmp_path))
        assert judge("docs.runbook-paths-exist", {"runbook": elsewhere}, GIVEN).outcome in {"unverified", "passed"}


def test_the_servers_programs_cannot_be_seen_from_elsewhere(tmp_path: Path) -> None:
    text = "# Rollback\n\n```\ndocker compose down\nsystemctl restart shop\n```\n"
    looked = runbook(GIVEN, documents(text, "GO.md", root=tmp_path))
    assert told(judge("docs.runbook-paths-exist", {"runbook": looked}, GIVEN)) == (
        "unverified",
        "whether the server has docker, systemctl, shop.service cannot be seen from here",
    )
    none = runbook(GIVEN, documents("# Else\n"))
    assert (
        told(judge("docs.runbook-paths-exist", {"runbook": none}, GIVEN))[1]
        == "there is no runbook among the documents"
    )


def view(route: str, *methods: str) -> View:
    return View(route=route, name="", view="shop.api.x", methods=methods)


def contract(*operations: tuple[str, str]) -> Contract:
    listed = tuple(ContractOperation(method=method, path=path) for method, path in operations)
    return Contract(where="api.json", version="3.1.0", problems=(), operations=listed)


@pytest.mark.parametrize(
    ("views", "operations", "outcome"),
    [
        ([view("api/lamps/<int:pk>/", "GET")], [("GET", "/api/lamps/{id}/")], ("passed", "")),
        ([view(r"api/lamps/(?P<pk>[^/.]+)/$", "GET")], [("GET", "/api/lamps/{id}/")], ("passed", "")),
        ([view("api/lamps/")], [("GET", "/api/lamps/"), ("POST", "/api/lamps/")], ("passed", "")),
        ([view("api/lamps/", "GET"), view("api/schema/")], [("GET", "/api/lamps/")], ("passed", "")),
        ([view("api/lamps/", "GET"), view(r"api/lamps\.(?P<format>[a-z0-9]+)/?$")], [("GET", "/api/lamps/")],
         ("passed", "")),
        ([view("api/lamps/", "GET", "POST")], [("GET", "/api/lamps/")],
         ("failed", "api.json does not describe POST /api/lamps")),
        ([view("api/lamps/", "GET"), view("api/bulbs/", "GET")], [("GET", "/api/lamps/")],
         ("failed", "api.json does not describe GET /api/bulbs")),
        ([view("api/lamps/", "GET")], [("GET", "/api/lamps/"), ("DELETE", "/api/lamps/")],
         ("failed", "api.json describes what the code does not have: DELETE /api/lamps")),
        ([view("api/lamps/", "GET")], [("GET", "/api/lamps/"), ("GET", "/api/gone/")],
         ("failed", "api.json describes what the code does not have: GET /api/gone")),
        ([view("shop/")], [("GET", "/api/lamps/")], ("unverified", "the code has nothing below /api/")),
    ],
)  # fmt: skip
def test_api_endpoints(views: list[View], operations: list[tuple[str, str]], outcome: tuple[str, str]) -> None:
    application = Application(python="3.13", django="5.2", module="shop.settings", settings={}, views=tuple(views))
    given = replace(GIVEN, http=Http(api_schema="/api/schema/"))
    facts = {"application": application, "api_contract": contract(*operations)}
    assert told(judge("docs.api-endpoints", facts, given)) == outcome
    assert judge("docs.api-endpoints", {"application": application}, given).outcome == "unverified"
    assert judge("docs.api-endpoints", {"api_contract": contract(*operations)}, given).outcome == "unverified"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("`GET /api/lamps/42` gives one: https://shop.test/api/lamps/42/. "
         "There is nothing else here to call, for anyone at all.",
         ("passed", "")),
        ("`GET /api/lamps/42` gives a lamp, and `POST /api/bulbs` makes a bulb, as everybody who asked knows by now.",
         ("failed", "docs/all.md, “API” describes what the code does not have: POST /api/bulbs")),
        ("This page will say which calls there are, and what each of them gives back, as soon as somebody has time.",
         ("failed", "docs/all.md, “API” does not describe GET /api/lamps/{}")),
    ],
)  # fmt: skip
def test_api_endpoints_of_flask_in_words(text: str, outcome: tuple[str, str]) -> None:
    route = FlaskRoute(route="/api/lamps/<int:pk>", methods=("GET",), endpoint="lamp")
    flask = FlaskApplication(python="3.13", flask="3.1", module="shop", settings={}, routes=(route,))
    facts = {"flask_application": flask, "documents": documents(f"# API\n\n{text}\n")}
    assert told(judge("docs.api-endpoints", facts, GIVEN)) == outcome
