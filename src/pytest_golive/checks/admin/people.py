"""Checks of who may log in to the admin, and who did what there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from pytest_golive.checks.content.common import Row, asked, is_true, named
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.content_model import Rows
    from pytest_golive.settings import Settings
    from pytest_golive.settings.content import Account

#: Names that belong to nobody.
NOBODY = frozenset(
    "admin administrator root test testuser demo user guest staff superuser super manager webmaster info shop"
    " default sample support".split()
)
NO_ACCOUNTS = (
    'write into golive.toml who may log in, each as [[admin.accounts]]: name = "ines", superuser = true; and'
    ' name = "jo", groups = ["Orders"]'
)
HOURS = re.compile(r"(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)")
#: Rows of Django's log that are read.
READ = 5000


@check(
    "admin.accounts-as-declared",
    severity="high",
    says=(
        "=user permissions",
        "user permissions @set|@tested|enforced",
        "staff users|accounts @set|reviewed|review|current|limited",
        "admin accounts reviewed|review|current|limited|known",
        "=user? permission|access review|reviewed",
        "no user|users|account|username called|named? admin|administrator left?",
        "no default|shared|generic admin|staff users|accounts|logins",
        "default|shared|demo admin|staff users|accounts removed|deleted|disabled|deactivated",
        "only current|known|named|declared employees|staff|people admin accounts|access|rights",
        "old|former|unused|stale staff|admin|employee accounts|users|logins removed|deleted|disabled|deactivated",
        "ex|former|departed employees|staff|people no longer? admin? access|account|accounts",
        "no unknown|unexpected|unneeded|undeclared superusers|admins|staff|superuser accounts?",
        "=unused|old|former|stale|default|test|demo|shared|unknown|obsolete|inactive|orphaned|departed|agency|"
        "agencys|developer|ex|previous admin|superuser|staff|colleague|employee|administrator|wp "
        "account|user|right|admin remove|delete|gone|deactivated|disabled|revoked|cleaned|closed ~ any left generic "
        "password permission",
        "=unused|old|former|stale|default|test|demo|shared|unknown|obsolete|inactive|orphaned|departed|agency|"
        "agencys|developer|ex|previous admin|superuser|staff|colleague|employee|administrator|wp "
        "account|user|right|admin no|without ~ any left generic password permission",
        "=admin|superuser|staff|administrator user|account|access|right|list|permission|superuser "
        "only|right|reviewed|audited|correct|limited|current|people|need|known|minimal|necessary|few ~ who them "
        "clean granted restricted",
        "=admin|superuser audited|reviewed|limited|known ~ users",
        "=account|access|user former|departed|ex|previous colleague|employee|staff|developer|contractor "
        "removed|deleted|deactivated|disabled|gone|revoked|closed ~ admin",
        "=no admin|superuser|staff leftover|forgotten|surplus|extra|unneeded|strange|stray|unknown ~ user account any",
        "=colleague|employee|staff|developer ex|former|departed cant|cannot|no|not ~ get any more longer login "
        "access account admin",
        "=test|demo|dummy|unused account|user remove|delete|deactivated ~ any admin",
        "review role|permission|rights admin|staff ~ user access",
    ),
)
def accounts_as_declared(
    filled_with: Mapping[str, Rows], settings: Settings, now: datetime, evidence: Evidence
) -> None:
    """The active staff are the declared accounts, with their groups and rights; each is used, and none is everybody's.

    Why: the account of somebody who left, or of the agency, opens the shop long after.
    Fix: deactivate the account that is named here, or give it the declared groups and rights; or declare what is right.
    Cannot tell when: no account is declared in [admin], or the query fails.
    Source: OWASP ASVS 5.0, V8 Authorization
    """
    rows = asked(
        filled_with, "accounts_query", "name", "superuser", "seen", "since", "team", "permission", table="admin"
    )
    people: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        people[str(row["name"])].append(row)
    shared = [name for name in people if name.lower() in NOBODY]
    assert not shared, f"everybody's names: {named(shared)}"
    oldest = now - timedelta(days=settings.admin.unused_days)
    unused = [name for name, told in people.items() if not _is_used(told[0], oldest)]
    assert not unused, f"nobody has logged in as {named(unused)} for {settings.admin.unused_days} days"
    declared = {one.name: one for one in settings.admin.accounts}
    if not declared:
        who = f"active are {named(people)}" if people else "nobody is active"
        cannot_tell(f"no account is declared; {who}", cure=NO_ACCOUNTS)
    strangers, missing = people.keys() - declared.keys(), declared.keys() - people.keys()
    assert not strangers, f"active and not declared: {named(sorted(strangers))}"
    assert not missing, f"declared and not active: {named(sorted(missing))}"
    wrong = [told for name, one in declared.items() if (told := _differs(one, people[name]))]
    assert not wrong, "; ".join(wrong)
    evidence.saw(f"{len(people)} accounts as declared: {named(sorted(people))}")


def _is_used(row: Row, oldest: datetime) -> bool:
    return any(_moment(text) >= oldest for text in (row["seen"], row["since"]) if text)


def _moment(text: str) -> datetime:
    """The moment, or the beginning of the day."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _differs(account: Account, rows: Iterable[Row]) -> str:
    """What an account is that it should not be, or is not; empty: nothing."""
    told = list(rows)
    groups = {row["team"] for row in told if row["team"]}
    rights = {row["permission"] for row in told if row["permission"]}
    surplus = [one for one in sorted(rights) if not any(fnmatchcase(one, pattern) for pattern in account.permissions)]
    absent = [one for one in account.permissions if not any(fnmatchcase(right, one) for right in rights)]
    found = []
    if is_true(told[0]["superuser"]) != account.superuser:
        found.append("is a superuser" if not account.superuser else "is no superuser")
    if groups != {*account.groups}:
        found.append(f"is in the groups {named(sorted(groups)) or 'none'}, not {named(account.groups) or 'none'}")
    found += [f"may {named(surplus)}"] if surplus else []
    found += [f"may not {named(absent)}"] if absent else []
    return f"{account.name} {', '.join(found)}" if found else ""


@check(
    "admin.audit-log-known-actors",
    severity="medium",
    says=(
        "=review|reviewed audit logs",
        "review|reviewed admin actions|activity|audit logs",
        "admin|audit log shows|contains? nothing|no odd|unknown|suspicious|strange|unexpected",
        "=admin|audit|staff log|history|trail|activity|action|entry "
        "unknown|reviewed|strange|suspicious|odd|known|clean|only|check ~ user people person show contain declared "
        "account recent change any last week",
        "=nothing|no admin|audit log|history|trail odd|strange|suspicious|unusual|unexpected|weird ~ last entries",
        "=admin|audit|staff log|history|trail|activity|action no unknown|strange|suspicious|odd|unusual|unexpected ~ "
        "user people person show contain entry account change any",
    ),
)
def audit_log_known_actors(
    filled_with: Mapping[str, Rows], settings: Settings, now: datetime, evidence: Evidence
) -> None:
    """What was done in the admin of late was done by declared accounts, within hours, and without many deletions.

    Why: a stolen account is seen first in what it does at night.
    Fix: look through the entries that are named here; deactivate the account, or declare it.
    Cannot tell when: no account is declared in [admin], nothing has ever been logged, or the query fails.
    Source: OWASP Top 10:2021, A09 Security Logging and Monitoring Failures
    """
    rows = asked(filled_with, "log_query", "name", "happened", "what", "action", table="admin")
    if not rows:
        cure = "log what is done in the admin, or give the query of where it is logged as log_query in [admin]"
        cannot_tell("nothing has ever been logged", cure=cure)
    given = settings.admin
    begin = now - timedelta(days=given.log_days)
    timeless = [row["what"] for row in rows if not row["happened"]]
    assert not timeless, f"nobody knows when: {named(timeless)}"
    recent = [row for row in rows if _moment(str(row["happened"])) >= begin]
    nobody = [_entry(row) for row in recent if not row["name"]]
    assert not nobody, f"nobody knows who: {named(nobody)}"
    deleted = [row for row in recent if (row["action"] or "").lower() == "deleted"]
    many = f"{len(deleted)} deletions in {given.log_days} days, of at most {given.log_deletions}"
    assert len(deleted) <= given.log_deletions, f"{many}: {named(_entry(row) for row in deleted)}"
    late = [_entry(row) for row in recent if not _is_within(_moment(str(row["happened"])), given.hours)]
    assert not late, f"outside of {given.hours}: {named(late)}"
    known = {one.name for one in given.accounts}
    if not known:
        cannot_tell("no account is declared, so that nobody is known", cure=NO_ACCOUNTS)
    strange = [_entry(row) for row in recent if row["name"] not in known]
    assert not strange, f"by accounts that are not declared: {named(strange)}"
    if len(recent) >= READ:
        cannot_tell(f"more than {READ} entries in {given.log_days} days", cure="set fewer log_days in [admin]")
    evidence.saw(f"{len(recent)} entries in {given.log_days} days by {named({str(row['name']) for row in recent})}")


def _entry(row: Row) -> str:
    """One entry in a few words."""
    return f"{row['name'] or 'unknown'} {row['action']} “{row['what']}” at {str(row['happened'])[:16]}"


def _is_within(moment: datetime, hours: str) -> bool:
    """Whether it is in the declared hours (UTC); they may go past midnight."""
    if not hours:
        return True
    found = HOURS.fullmatch(hours.strip())
    if found is None:
        cannot_tell(f"the hours in [admin] cannot be read: {hours}", cure='write them as hours = "07:00-20:00"')
    first, last = (int(found[at]) * 60 + int(found[at + 1]) for at in (1, 3))
    here = moment.astimezone(UTC)
    at = here.hour * 60 + here.minute
    return first <= at < last if first <= last else at >= first or at < last
