"""Checks of the runbook: can its commands be run?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.runbook import Runbook
    from pytest_golive.settings import Settings


@check(
    "docs.runbook-paths-exist",
    severity="high",
    says=(
        "runbook|playbook commands|scripts|paths exist|work|valid|current|tested",
        "commands|scripts runbook|playbook|checklist exist|work|run|tested",
        "rollback: docker compose f docker compose.prod.yml down",
        "rollback: bash scripts deploy.sh update",
        "runbook commands|scripts|paths",
        (
            "runbook|playbook command|script|path|dry|tested|rehearsed ~ work exist run written tried right named "
            "done valid executed up copy paste"
        ),
    ),
)
def runbook_paths_exist(runbook: Runbook, settings: Settings, evidence: Evidence) -> None:
    """For every command of the runbook, its program, script, sub-command, compose file, unit and folder are there.

    Why: a runbook is read for the first time when there is no time to correct it.
    Fix: correct the commands that are named here (or name the place as `runbook-paths-exist` in [docs] places).
    Cannot tell when: the runbook holds no command, or the gate runs elsewhere than the commands do (runbook_here in
    [docs]), so that it cannot see their programs.
    Source: https://sre.google/sre-book/being-on-call/
    """
    place = settings.docs.places.get("runbook-paths-exist", "")
    if "://" in place:
        cannot_tell(f"it is kept at {place}, which is not read", cure="have somebody read it and vouch for it")
    assert runbook.sections, f"there is no runbook {f'at {place}' if place else 'among the documents'}"
    where = ", ".join(runbook.sections)
    if not runbook.commands:
        cannot_tell(f"{where} holds no command", cure="write its commands as code")
    gone = [f"{path} ({one.where})" for one in runbook.commands for path in one.gone]
    assert not gone, f"not there: {', '.join(dict.fromkeys(gone))}"
    wrong = [f"{one.problem} ({one.where})" for one in runbook.commands if one.problem]
    assert not wrong, "; ".join(dict.fromkeys(wrong))
    absent = [f"{name} ({one.where})" for one in runbook.commands for name in one.absent]
    assert not absent, f"this machine does not have {', '.join(dict.fromkeys(absent))}"
    unseen = list(dict.fromkeys(name for one in runbook.commands for name in one.unseen))
    if unseen:
        cure = "set runbook_here in [docs] where the gate runs on the machine that the commands are run on"
        cannot_tell(f"whether the server has {', '.join(unseen)} cannot be seen from here", cure=cure)
    evidence.saw(f"{len(runbook.commands)} commands of {where}")
