"""Whether the data in the database holds together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.integrity import Integrity
    from pytest_golive.settings import Settings

#: Findings that are named.
MOST = 8


@check(
    "db.integrity",
    severity="critical",
    overlooks="total totals sum sums add adds line lines order orders",
    says=(
        "=data|database integrity|consistency|consistent|intact checks? @works?",
        "data|database integrity|consistency ok|intact|tested|passes|passed|good",
        "no|zero orphaned|orphan|dangling rows|records|foreign? keys|constraints?",
        "foreign keys|key constraints? valid|hold|intact|satisfied",
        "no|zero data corruption|corrupted|inconsistencies",
        "!data|database corruption|corrupted|inconsistent|inconsistency detected|found|discovered|suspected?",
        "orphaned|orphan|dangling rows|records|references no|none|zero",
        "no foreign|constraint key|violations violations?",
        "amcheck|pg_amcheck clean|passes|ok|run|no",
        "data consistent|intact",
        "referential integrity",
        "constraints hold|valid|intact|enforced",
        "orphan|orphaned|orphans|dangling|broken no|zero|none|without|not record|records|rows|database|references|"
        "foreign|keys ~ database db data tables references found",
        "=data consistent|consistency|integrity|corruption|intact ~ database ok tested correct checks",
        "foreign key|keys point|valid|hold|intact|satisfied|violations|ok ~ somewhere constraints constraint existing",
        "order|orders totals|sums|sum add|match|consistent|adds ~ up lines line equal",
        "constraints|constraint valid|hold|satisfied|intact ~ database foreign key",
        "table|amcheck no problems|problem|corruption|errors|reports ~ check reports mysql",
        "table|amcheck clean|ok|fine problems|problem|corruption|errors|reports ~ check reports mysql",
        "database corruption|corrupt|corrupted no|not|without|none|isnt ~ data",
        "database corruption|corrupt|corrupted free ~ data",
        "data|database integrity|consistency ok|good|fine|reports|tested|passes ~ @set get gets up errors test",
    ),
)
def integrity(data_integrity: Integrity, settings: Settings, evidence: Evidence) -> None:
    """No row refers to a row that is gone, the declared invariants hold, and the server finds its files whole.

    Why: an order whose lines do not add up, or whose product is gone, is found by a customer or by the tax office.
    Fix: repair the rows named here, then VALIDATE the constraint (or write the one) that forbids them.
    Cannot tell when: no invariants are declared in [database], a question takes too long, or nothing can tell of damage
    to the server's files.
    Source: https://www.postgresql.org/docs/current/amcheck.html; MySQL manual, "CHECK TABLE Statement"
    """
    wrong = (*data_integrity.wrong, *data_integrity.corruption.found)
    more = f" and {len(wrong) - MOST} more" if len(wrong) > MOST else ""
    assert not wrong, "; ".join(wrong[:MOST]) + more
    if data_integrity.unasked:
        cure = "raise statement_timeout in [database], or let the gate's user read these tables"
        cannot_tell(f"not answered: {'; '.join(data_integrity.unasked[:MOST])}", cure=cure)
    if not data_integrity.corruption.asked:
        cannot_tell("nothing says whether the server's files are damaged", cure=data_integrity.corruption.cure)
    names = settings.database.invariants
    if not names:
        cure = "write into [database.invariants] what must hold of orders, payments and stock, each as a query"
        cannot_tell("no invariant of the data is declared", cure=cure)
    evidence.saw(f"{data_integrity.references} foreign keys followed, {len(names)} invariants hold: {', '.join(names)}")
    evidence.saw(f"no damage by {' and '.join(data_integrity.corruption.asked)}")
