"""Checks of the admin, over facts built by hand: what the drill does not show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pytest_golive.facts.admin import AdminPage
from pytest_golive.facts.app_model import AdminSite, AdminSites
from pytest_golive.facts.content import Rows
from pytest_golive.settings import Admin, Settings, Target
from pytest_golive.settings.content import Account
from tests.checks.http_cases import NOW, SHOP, judge
from tests.findings import told

INES, JO = (
    Account(name="ines", superuser=True),
    Account(name="jo", groups=("Orders",), permissions=("store.*",)),
)
GIVEN = Settings(target=Target(url=SHOP), admin=Admin(url="desk-7f/", accounts=(INES, JO)))
PANEL = AdminPage(
    asked=f"{SHOP}/desk-7f/",
    url=f"{SHOP}/desk-7f/login/",
    status=200,
    has_form=True,
    styles={f"{SHOP}/a.css": 200},
    own_address="10.8.0.7",
)
NOWHERE = AdminPage(asked=f"{SHOP}/admin/", url=f"{SHOP}/admin/", status=404, styles={})


def with_admin(**changed: Any) -> Settings:
    return replace(GIVEN, admin=replace(GIVEN.admin, **changed))


def judged(check: str, given: Settings = GIVEN, **facts: Any) -> tuple[str, str]:
    return told(judge(check, facts, given))


@pytest.mark.parametrize(
    ("panel", "changed", "outcome"),
    [
        (PANEL, {}, ("passed", "")),
        (replace(PANEL, status=404), {}, ("failed", f"{SHOP}/desk-7f/login/ answers 404")),
        (replace(PANEL, has_form=False), {}, ("failed", f"{SHOP}/desk-7f/login/ shows no form with a password")),
        (replace(PANEL, url="http://shop.test/x"), {}, ("failed", "http://shop.test/x is not https")),
        (
            replace(PANEL, styles={f"{SHOP}/a.css": 404, f"{SHOP}/b.css": 0}),
            {},
            ("failed", f"these style sheets of it do not load: {SHOP}/a.css: 404, {SHOP}/b.css: no style sheet comes"),
        ),
        (
            PANEL,
            {"networks": ("10.8.0.0/24",)},
            ("unverified", "it is open to 10.8.0.7; that it is closed outside of 10.8.0.0/24 cannot be seen from here"),
        ),
        (
            replace(PANEL, own_address="8.8.8.8"),
            {"networks": ("10.8.0.0/24",)},
            ("failed", "it is open to 8.8.8.8, which is in none of 10.8.0.0/24"),
        ),
        # Which address the site sees of a machine behind a router is not known.
        (
            replace(PANEL, own_address="192.168.1.5"),
            {"networks": ("10.8.0.0/24",)},
            (
                "unverified",
                "it is open to 192.168.1.5; that it is closed outside of 10.8.0.0/24 cannot be seen from here",
            ),
        ),
        (
            replace(PANEL, status=403, own_address="8.8.8.8"),
            {"networks": ("10.8.0.0/24",)},
            ("unverified", "it is closed here, as declared: whether it opens in 10.8.0.0/24 is unknown"),
        ),
        (
            AdminPage(asked=PANEL.asked, error="timed out", styles={}, own_address="10.8.0.7"),
            {"networks": ("10.8.0.0/24",)},
            ("failed", f"from 10.8.0.7, which is declared, {SHOP}/desk-7f/: timed out"),
        ),
        (PANEL, {"networks": ("the office",)}, ("unverified", "'the office'")),
    ],
)
def test_reachable(panel: AdminPage, changed: dict[str, Any], outcome: tuple[str, str]) -> None:
    seen = judged("admin.reachable", with_admin(**changed), admin_panel=panel)
    assert seen[0] == outcome[0]
    assert outcome[1] in seen[1]


@pytest.mark.parametrize(
    ("panel", "default", "changed", "outcome"),
    [
        (PANEL, NOWHERE, {}, ("passed", "")),
        (replace(PANEL, asked=f"{SHOP}/Admin/"), NOWHERE, {}, ("failed", f"the admin is at {SHOP}/Admin/")),
        (replace(PANEL, status=404), NOWHERE, {}, ("failed", f"{SHOP}/desk-7f/ answers 404")),
        (
            PANEL,
            replace(NOWHERE, status=200, has_form=True),
            {},
            ("failed", f"/admin/ shows a log-in form ({SHOP}/admin/) and is no declared honeypot"),
        ),
        (
            PANEL,
            replace(NOWHERE, url=f"{SHOP}/desk-7f/login/", status=200, has_form=True),
            {"honeypot": True},
            ("failed", "/admin/ leads to /desk-7f/login/"),
        ),
        (PANEL, replace(NOWHERE, status=200), {}, ("unverified", "/admin/ answers 200, and shows no form")),
        (PANEL, replace(NOWHERE, status=200, has_form=True), {"honeypot": True}, ("passed", "")),
    ],
)
def test_url_custom(panel: AdminPage, default: AdminPage, changed: dict[str, Any], outcome: tuple[str, str]) -> None:
    sites = AdminSites(sites=(AdminSite(path="/desk-7f/", site="x", password_only=False),))
    facts = {"admin_panel": panel, "default_admin": default, "admin_sites": sites}
    assert judged("admin.url-custom", with_admin(**changed), **facts) == outcome


def test_a_honeypot_is_told_from_the_real_one() -> None:
    given, facts = with_admin(honeypot=True), {"admin_panel": PANEL, "default_admin": replace(NOWHERE, status=200)}
    assert judged("admin.url-custom", given, **facts) == ("unverified", "admin_sites was not seen")
    real = AdminSites(sites=(AdminSite(path="/admin/", site="x", password_only=False),))
    outcome = judged("admin.url-custom", given, admin_sites=real, **facts)
    assert outcome == ("failed", "/admin/ is an admin site of the application, and no honeypot")


STAFF = "name superuser seen since team permission".split()
SEEN, LONG_AGO = "2026-11-01T09:00:00+00:00", "2024-01-01T09:00:00+00:00"
GOOD = (
    ("ines", "true", SEEN, LONG_AGO, None, None),
    ("jo", "0", None, SEEN, "Orders", "store.add_order"),
    ("jo", "0", None, SEEN, "Orders", "store.view_order"),
)


def rows(columns: list[str], *values: tuple[str | None, ...]) -> Rows:
    return Rows(columns=tuple(columns), rows=tuple(dict(zip(columns, row, strict=True)) for row in values))


@pytest.mark.parametrize(
    ("staff", "outcome"),
    [
        (GOOD, ("passed", "")),
        (GOOD[1:], ("failed", "declared and not active: ines")),
        ((*GOOD, ("kim", "0", SEEN, SEEN, None, None)), ("failed", "active and not declared: kim")),
        ((*GOOD, ("Admin", "0", SEEN, SEEN, None, None)), ("failed", "everybody's names: Admin")),
        (
            (("ines", "1", LONG_AGO, LONG_AGO, None, None), *GOOD[1:]),
            ("failed", "nobody has logged in as ines for 90 days"),
        ),
        ((("ines", "1", None, None, None, None), *GOOD[1:]), ("failed", "nobody has logged in as ines for 90 days")),
        (
            (GOOD[0], ("jo", "1", SEEN, SEEN, "Everything", "auth.add_user")),
            (
                "failed",
                "jo is a superuser, is in the groups Everything, not Orders, may auth.add_user, may not store.*",
            ),
        ),
        ((("ines", "f", SEEN, SEEN, None, None), *GOOD[1:]), ("failed", "ines is no superuser")),
    ],
)
def test_accounts(staff: tuple[tuple[str | None, ...], ...], outcome: tuple[str, str]) -> None:
    assert judged("admin.accounts-as-declared", filled_with={"accounts_query": rows(STAFF, *staff)}) == outcome


def test_accounts_that_nobody_declared() -> None:
    facts = {"filled_with": {"accounts_query": rows(STAFF, *GOOD)}}
    finding = judge("admin.accounts-as-declared", facts, with_admin(accounts=()))
    assert (finding.outcome, finding.reason) == ("unverified", "no account is declared; active are ines, jo")
    assert "[[admin.accounts]]" in finding.remedy
    facts = {"filled_with": {"accounts_query": Rows(error="no table auth_user")}}
    finding = judge("admin.accounts-as-declared", facts, GIVEN)
    assert finding.reason == "the query accounts_query of [admin] was not answered: no table auth_user"
    assert '[admin], accounts_query = "SELECT ' in finding.remedy


LOG = "name happened what action".split()
DAY = "2026-11-20T10:00:00+00:00"


@pytest.mark.parametrize(
    ("log", "changed", "outcome"),
    [
        ([("ines", DAY, "Lamp", "changed")], {}, ("passed", "")),
        # Nothing in these days; that it is logged can be seen.
        ([("kim", LONG_AGO, "Lamp", "deleted")], {}, ("passed", "")),
        ([], {}, ("unverified", "nothing has ever been logged")),
        (
            [("kim", DAY, "Lamp", "changed")],
            {},
            ("failed", "by accounts that are not declared: kim changed “Lamp” at 2026-11-20T10:00"),
        ),
        (
            [(None, DAY, "Lamp", "changed")],
            {},
            ("failed", "nobody knows who: unknown changed “Lamp” at 2026-11-20T10:00"),
        ),
        ([("jo", None, "Lamp", "changed")], {}, ("failed", "nobody knows when: Lamp")),
        (
            [("jo", DAY, "Lamp", "Deleted"), ("jo", DAY, "Desk", "deleted")],
            {"log_deletions": 1},
            (
                "failed",
                "2 deletions in 7 days, of at most 1: jo Deleted “Lamp” at 2026-11-20T10:00, "
                "jo deleted “Desk” at 2026-11-20T10:00",
            ),
        ),
        (
            [("jo", "2026-11-20T22:30:00+02:00", "Lamp", "changed")],
            {"hours": "07:00-20:00"},
            ("failed", "outside of 07:00-20:00: jo changed “Lamp” at 2026-11-20T22:30"),
        ),
        ([("jo", "2026-11-20T23:30:00+00:00", "Lamp", "changed")], {"hours": "22:00-06:00"}, ("passed", "")),
        (
            [("jo", DAY, "Lamp", "changed")],
            {"hours": "by day"},
            ("unverified", "the hours in [admin] cannot be read: by day"),
        ),
        (
            [("jo", DAY, "Lamp", "changed")],
            {"accounts": ()},
            ("unverified", "no account is declared, so that nobody is known"),
        ),
    ],
)
def test_log(log: list[tuple[str | None, ...]], changed: dict[str, Any], outcome: tuple[str, str]) -> None:
    assert NOW.isoformat().startswith("2026-11-21")
    seen = judged("admin.audit-log-known-actors", with_admin(**changed), filled_with={"log_query": rows(LOG, *log)})
    assert seen == outcome
