"""Checks of what is written down for those who deploy the site and bring it back."""

from __future__ import annotations

import itertools
import re
from datetime import datetime
from typing import TYPE_CHECKING

from pytest_golive.checks.docs.sections import is_stale, lacking, section, when_written
from pytest_golive.checks.registry import Evidence, cannot_tell, check
from pytest_golive.facts.prose import DAY, PERIOD, WHO, about

if TYPE_CHECKING:
    from pytest_golive.facts.prose import Documents, Section
    from pytest_golive.settings import Settings

STEPS = 5
PROBLEMS = 3
#: Fewer words are no remedy.
REMEDY = 6
SOMEBODY = WHO.pattern
LASTS = PERIOD.pattern
RTO, RPO = r"\bRTO\b|recovery time objective", r"\bRPO\b|recovery point objective"
OBJECTIVES = (("RTO", RTO, RPO), ("RPO", RPO, RTO))
#: What stands between a problem and its remedy in one item or row.
BEHIND = re.compile(r"[|:→–—,;\n]|[.?!] |\b(?:if|when)\b", re.IGNORECASE)
PLACE = r"bucket|\bs3\b|server|off-?site|disk|volume|region|storage|stored|copied to|`?/[\w.-]+/|://"
RESTORES = {
    "postgresql": r"\b(?:pg_restore|psql|pg_basebackup|pgbackrest|wal-g|barman)\b",
    "mysql": r"\b(?:mysql|mariadb|xtrabackup|mariabackup|mariadb-backup|myloader)\b",
}
ROLLBACK = r"roll(?:ing)?[- ]?back|back[- ]?out|\brevert"
PARTS_OF_A_WAY_BACK = {
    "the code": r"\bcode\b|application|\bgit\b|checkout|image|previous (?:version|release)|deploy",
    "the database": r"database|migrat|\bdump\b|schema",
    "how it is verified": r"verif|\bcheck(?!out)|smoke|health|confirm",
}
#: A script of the team's own that restores.
OWN_RESTORE = r"restore[\w.-]*\.(?:sh|py)\b|manage\.py \w*restore"


@check(
    "docs.deployment",
    severity="medium",
    says=(
        "deployment|release steps|process|procedure|instructions documented|written|described down?",
        "deployment|deploy|release guide|runbook|playbook|handbook @written|reviewed",
        "deployment documentation|docs @written|reviewed",
        "=deployment|release guide|runbook|playbook|documentation|instructions",
        "deployment.md @written|reviewed customized|adapted?",
        "how deploy|release documented|written|described",
        "deployment|deploy runbook|guide|instructions|documentation|docs|manual|playbook",
        "deploying|deployment|release described|documented step|steps|wiki|docs|runbook",
        "steps release|deploy|deployment written|documented",
        (
            "=deployment|deploy|deploying|release "
            "document|written|described|wiki|guide|runbook|docs|readme|instructions|playbook|write ~ process "
            "steps procedure how down team up run pipeline handbook confluence @written"
        ),
        (
            "someone|anyone|anybody|everyone else|team deploy|release "
            "docs|documentation|guide|runbook|instructions ~ could following new"
        ),
    ),
)
def deployment(documents: Documents, settings: Settings, evidence: Evidence) -> None:
    """The deployment is described in five steps or more, for the real host, with files that exist.

    Why: whoever deploys in an emergency is rarely the one who knows it by heart.
    Fix: write the steps into docs/deployment.md (or name the place as `deployment` in [docs] places of golive.toml).
    Cannot tell when: the folder holds no document, or no [target] url is configured.
    Source: https://sre.google/sre-book/release-engineering/
    """
    topic = r"^(?!.*\b(?:after|post|pre)\b).*\bdeploy|\brelease (?:steps|process|procedure)|\brollout"
    found = section(documents, settings, evidence, "deployment", topic, slots=True)
    assert found.steps >= STEPS, f"{found.where} has {found.steps} numbered steps or commands, not {STEPS}"
    hosts = settings.target.all_hosts
    if not hosts:
        cannot_tell("no [target] url is configured, so the real host is not known", cure="set url in [target]")
    assert any(host in found.text for host in hosts), f"{found.where} does not name {' or '.join(hosts)}"


@check(
    "docs.troubleshooting",
    severity="medium",
    says=(
        "create|write|provide? troubleshooting guide|documentation|playbook @written?",
        "troubleshooting section|page|steps @written",
        "common problems|issues solutions|fixes documented|described",
        "troubleshooting guide|section|documentation|docs|page|runbook|steps|playbook|tips",
        "common|typical problems|errors|failures fixes|remedies|solutions",
        "debugging guide|runbook|docs ~ common issues written problems",
        (
            "troubleshooting ~ guide docs steps on-call oncall runbook section wiki common issues faq team "
            "support tips list problems errors playbook @written"
        ),
        (
            "common|known|typical|frequent problem|error|failure|issues "
            "solutions|runbook|faq|wiki|remedies|cure|guide|playbook fix? ~ covers modes how list docs "
            "troubleshooting @written"
        ),
        (
            "common|known|typical problem|error|failure|issues fix document|listed|described|written|wiki|runbook "
            "~ modes how"
        ),
        "=what wrong goes|go|breaks ~ when things if something down wiki runbook anything @written",
    ),
)
def troubleshooting(documents: Documents, settings: Settings, evidence: Evidence) -> None:
    """A troubleshooting guide has three problems or more, each with its remedy.

    Why: at night nobody invents the remedy that somebody found last year.
    Fix: write down each problem with what to do (or name the place as `troubleshooting` in [docs] places).
    Source: https://sre.google/sre-book/effective-troubleshooting/
    """
    topic = r"troubleshoot|(?:common|typical) (?:problems|errors|issues)|something (?:goes|is) wrong|\bfaq\b"
    found = section(documents, settings, evidence, "troubleshooting", topic)
    problems = _problems(found)
    assert len(problems) >= PROBLEMS, f"{found.where} has {len(problems)} problems, not {PROBLEMS}"
    bare = [f"“{one.heading[:60]}”" for one in problems if not one.commands and not _has_remedy(one)]
    evidence.saw(f"{len(problems)} problems")
    assert not bare, f"{found.where} gives no remedy for {', '.join(bare)}"


def _problems(found: Section) -> list[Section]:
    """Its parts, without headings right above deeper ones: those are the title, or name a group of problems."""
    parts = found.parts()
    heads = [part.blocks[0] for part in parts]
    is_group = [one.kind == "heading" and after.level > one.level for one, after in itertools.pairwise(heads)]
    return [part for part, group in zip(parts, [*is_group, False], strict=False) if not group]


def _has_remedy(problem: Section) -> bool:
    """Whether anything stands behind its heading, or behind the first words of its item or row."""
    first, *rest = problem.blocks
    own = [] if first.kind == "heading" else BEHIND.split(first.text, maxsplit=1)[1:]
    said = " ".join([*own, *(block.text for block in rest if block.kind != "heading")])
    return problem.words >= REMEDY and any(letter.isalnum() for letter in said)


@check(
    "docs.restore-procedure",
    severity="high",
    says=(
        "restore|recovery procedure|process|steps|instructions|runbook documented|written|described down? commands?",
        "backup? restore|recovery guide|runbook|instructions @written",
        "restore|recovery procedure|process|steps documented|written tested",
        "how restore backup|backups|database? documented|written|write|described down?",
        "restore|recovery backup described step?",
        "backup recovery guide|runbook|instructions wiki",
        "restore|recovery instructions|runbook|guide|playbook",
        "how restore backup|backups|database|dump|data written|documented|described|wiki|runbook",
        "restore|recovery steps|procedure|commands written|documented|described|wiki|listed",
        (
            "restore|recovery document|written|described|runbook|wiki|instructions|write|guide|playbook|docs ~ "
            "procedure how down steps database process commands data dump knows tested detail team ops "
            "@written"
        ),
    ),
)
def restore_procedure(documents: Documents, settings: Settings, evidence: Evidence) -> None:
    """The restore is described: a command that fits the database, where the backups lie, and who may restore.

    Why: a backup is worth what the restore is, and that is done in a hurry.
    Fix: write it down (or name the place as `restore-procedure` in [docs] places of golive.toml).
    Source: https://www.postgresql.org/docs/current/backup-dump.html
    """
    found = section(documents, settings, evidence, "restore-procedure", r"\brestor")
    engine = settings.database.engine
    fitting = re.compile(f"{RESTORES.get(engine, OWN_RESTORE)}|{OWN_RESTORE}")
    commands = [one for one in found.commands if fitting.search(one)]
    assert commands, f"{found.where} has no command that restores {engine}"
    evidence.saw(f"{commands[0]!r}")
    wanted = {
        "where the backups lie": (r"back-?ups?|dumps?", PLACE),
        "who may restore": (r"restor", SOMEBODY),
    }
    missing = lacking(found, wanted)
    assert not missing, f"{found.where} does not say {' and '.join(missing)}"


@check(
    "docs.rollback-plan",
    severity="high",
    says=(
        "rollback|revert|backout plan|procedure|strategy|steps|process documented|written|described|defined down?",
        "rollback|revert|backout plan|procedure|strategy|steps|process prepared|exists|available|agreed down?",
        "rollback plan|procedure|strategy documented|written tested|rehearsed",
        "rollback|backout plan|procedure|strategy ready|configured",
        "=rollback|backout plan|procedure|strategy",
        "roll-back plan|procedure|strategy|steps documented|written|described|defined|prepared|ready|exists",
        "back-out plan|procedure documented|written|defined|prepared|ready|exists",
        "how rollback|revert documented|written|described down?",
        "rollback|backout plan",
        "rollback steps|instructions|runbook|playbook|procedure written|documented|described|wiki|listed",
        "know|clear how back|return previous|last|old version|release ~ everybody everyone team go get going",
        "=rollback instructions|runbook|playbook|guide|steps ~ hand ready known wiki shared ops team",
        (
            "rollback|backout|revert "
            "plan|documented|written|described|steps|know|procedure|known|agreed|runbook|wiki|strategy ~ how "
            "place down back deploy deployment release team bad code database clear everybody everyone emergency "
            "case tested previous version approved shared reviewed instructions @written @set"
        ),
        (
            "=rolling back plan|know|how|documented|steps ~ failed deploy release deployment bad written "
            "procedure everyone"
        ),
    ),
)
def rollback_plan(documents: Documents, settings: Settings, evidence: Evidence) -> None:
    """The rollback plan says how code and database go back and how that is verified, each with command or owner.

    Why: the way back is needed in the worst quarter of an hour of the year.
    Fix: write the three parts down as steps of a list (or name their place as `rollback-plan` in [docs] places of
    golive.toml), each with its command or its owner.
    Source: https://sre.google/sre-book/release-engineering/
    """
    own = about(documents, ROLLBACK, settings.docs.places.get("rollback-plan", ""))
    # A document's plan may be the better one, however much longer the checklist's is.
    is_whole = own is not None and not _not_usable(own)
    found = section(documents, settings, evidence, "rollback-plan", ROLLBACK, slots=True, checklists=not is_whole)
    missing = _not_usable(found)
    assert not missing, f"{found.where} has no step with a command or an owner for {', '.join(missing)}"
    evidence.saw("code, database and verification have a command or an owner")


def _not_usable(plan: Section) -> list[str]:
    """What a rollback plan has no step for that somebody could do."""
    usable = [part.text for part in plan.parts() if part.commands or WHO.search(part.text)]
    return [
        name
        for name, words in PARTS_OF_A_WAY_BACK.items()
        if not any(re.search(words, text, re.IGNORECASE) for text in usable)
    ]


@check(
    "docs.disaster-recovery",
    severity="high",
    says=(
        "disaster recovery|dr plan|procedure|runbook|concept @written|reviewed|current",
        "dr plan|procedure|runbook @written|reviewed|current",
        "=disaster recovery plan|procedure|runbook",
        "rto rpo defined|documented|agreed",
        "disaster recovery plan|runbook|procedure|playbook|document",
        ("=dr|disaster plan|playbook|runbook ~ approved signed reviewed agreed recovery written exists current ready"),
        (
            "disaster|dr recovery|plan plan|runbook|procedure|strategy|document|defined|written|playbook|concept "
            "~ place steps reviewed approved signed up @written @set"
        ),
        (
            "rto|rpo defined|agreed|documented|set|written|known|approved ~ recovery objectives time point "
            "targets business"
        ),
        (
            "plan loss|outage|fire|catastrophe data|center|centre|datacenter|region|disaster ~ total complete "
            "written recovery documented what"
        ),
    ),
)
def disaster_recovery(documents: Documents, settings: Settings, now: datetime, evidence: Evidence) -> None:
    """The disaster recovery plan states RTO, RPO, backup places, restore steps, owners and contacts, and is current.

    Why: when a data centre is gone, so is the time to find out who decides and how much may be lost.
    Fix: complete the plan (or name the place as `disaster-recovery` in [docs] places), and review it every
    {docs.max_age_days} days.
    Cannot tell when: neither the plan nor git says when it was last reviewed.
    Source: NIST SP 800-34, Contingency Planning Guide.
    """
    topic = r"disaster|\bDR plan|\bDR\b runbook|emergency recovery"
    found = section(documents, settings, evidence, "disaster-recovery", topic)
    wanted = {
        "where the backups lie": (r"back-?ups?|dumps?", PLACE),
        "restore steps": (r"restor|rebuild",),
        "owners": (r"owner|responsible|decides|\bleads?\b(?! to\b)|on-?call|manager",),
        "contacts": (rf"[\w.+-]+@[\w-]+\.\w+|(?<![\d-])(?!{DAY.pattern})\+?\d[\d ()-]{{6,}}\d|contact",),
    }
    missing = [f"an {name}" for name, *names in OBJECTIVES if not _states(found, *names)]
    missing += lacking(found, wanted)
    assert not missing, f"{found.where} does not state {', '.join(missing)}"
    written = when_written(documents, found)
    if written is None:
        cannot_tell(
            f"{found.where} does not say when it was last reviewed, nor does git", cure='add "Last reviewed: …"'
        )
    evidence.saw(f"last reviewed {written}")
    days = settings.docs.max_age_days
    assert not is_stale(written, now, days), f"{found.where} was last reviewed on {written}, more than {days} days ago"


def _states(found: Section, own: str, other: str) -> bool:
    """Whether a line gives a time for one objective: a line about both has to give two."""
    heading = found.heading
    for block in found.blocks:
        if block.kind == "heading":
            heading = block.text
            continue
        for line in re.split(rf"\n(?=\W*(?:{own}|{other}))", block.text, flags=re.IGNORECASE):
            mine, others, above = (
                re.search(*one, re.IGNORECASE) for one in ((own, line), (other, line), (own, heading))
            )
            wanted = 2 if mine and others else 1
            if (mine or (above and not others)) and len(PERIOD.findall(line)) >= wanted:
                return True
    return False


@check(
    "docs.backup-strategy",
    severity="medium",
    says=(
        "backup strategy|policy|plan|concept @written|configured|approved",
        "=backup strategy|policy|plan|concept",
        "backup schedule retention documented|described|defined",
        "backup policy|strategy|concept written|documented|agreed|described|defined",
        (
            "=backup strategy|policy|plan|concept|procedure|approach|schedule ~ place retention data clear "
            "database files up reviewed approved processes frequency @written @set"
        ),
        (
            "backup what|how often|frequently|long document|written|described|defined ~ down kept where data "
            "files database"
        ),
    ),
)
def backup_strategy(documents: Documents, settings: Settings, evidence: Evidence) -> None:
    """The backup strategy says what is backed up, how often, where to, for how long, how protected, and who tests it.

    Why: what nobody wrote down nobody checks, and the missing folder is found after the disk is gone.
    Fix: add what is named here (or name the place as `backup-strategy` in [docs] places of golive.toml).
    Source: https://www.postgresql.org/docs/current/backup.html
    """
    found = section(documents, settings, evidence, "backup-strategy", r"\bback-?ups?\b")
    wanted = {
        "what is backed up": (r"database|media|uploads|files",),
        "how often": (r"hourly|daily|nightly|weekly|every|each (?:day|night|hour|week)|continuous|\d{1,2}:\d\d",),
        "where to": (PLACE,),
        "how long they are kept": (r"keep|kept|retain|retention|delet|rotat", LASTS),
        "whether they are encrypted": (r"encrypt|\bgpg\b|\bage\b|\baes\b",),
        "who tests the restore": (r"restor", r"test|drill|rehears|practi[cs]|verif", SOMEBODY),
    }
    missing = lacking(found, wanted)
    assert not missing, f"{found.where} does not say {', '.join(missing)}"
