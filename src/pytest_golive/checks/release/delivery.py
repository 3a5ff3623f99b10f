"""Checks of what brings a release to the servers: its script, and its run on staging."""

from __future__ import annotations

from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.delivery import DeployScript, StagingVerdict
    from pytest_golive.facts.rehearsal import Rehearsal
    from pytest_golive.facts.stack import Stack
    from pytest_golive.facts.versions import GitRelease
    from pytest_golive.settings import Settings

#: Findings and lines that are named.
MOST, LENGTH = 5, 80
#: How long a run on staging speaks for a release.
FRESH = timedelta(days=7)
#: How long it is taken for granted that staging has not changed.
ALIKE = timedelta(days=30)
#: How long a rehearsal of the rollback speaks for its procedure.
REHEARSED = timedelta(days=90)


@check(
    "release.deploy-script-valid",
    severity="high",
    overlooks=(
        "tested reviewed rehearsed ran run runs dry twice once idempotent repeatable tried proven works test rehearsal"
    ),
    says=(
        "deploy|deployment|release script|scripts|deploy.sh @tested|works|working|valid|sound",
        "deploy.sh @tested|works|working|valid",
        "shellcheck clean|passes deploy|deployment? script|scripts|deploy.sh",
        "deploy|deployment|release script|scripts shellcheck|dry|idempotent|executable|stops",
        "deploy|deployment|release script|scripts aborts|runs|clean|exits",
        "deploy.sh shellcheck|dry|executable|clean|runs",
        (
            "deploy|deployment|release script|scripts ran|runs through|once|twice|cleanly|successfully ~ staging on "
            "deploy a the full"
        ),
        (
            "deploy|deployment|release script|scripts|deploy.sh tested|test|works|working|valid|sound|idempotent|"
            "executable|shellcheck|dry|tried|rehearsed|proven|verified|passes|reviewed|ok ~ script scripts deploy.sh "
            "on run runs ran staging reviewed first ok one command green clean passes passed dry successfully "
            "through mode again repeatable twice automated bash tested works deployment"
        ),
        (
            "deploy.sh tested|test|works|working|valid|idempotent|executable|dry|passes|reviewed|stops|aborts|"
            "without|no ~ run runs ran once twice tried errors error on an any staging first script bash shellcheck "
            "clean is"
        ),
        (
            "deploy|deployment|release script|scripts|deploy.sh stops|stop|aborts|abort|exits|without|no|halts error|"
            "errors|failure|first ~ on runs run any when failures code with deploy.sh finishes script bash "
            "shellcheck clean"
        ),
        (
            "shellcheck deploy|deployment|release|deploy.sh clean|passes|green|passed|ok ~ script scripts errors "
            "warnings findings deploy.sh on for is the runs"
        ),
        (
            "deployment|deploy one|single command|step works|tested|runs|automated ~ click is with script scripted "
            "fully a deployment"
        ),
    ),
)
def deploy_script_valid(deploy_script: DeployScript, settings: Settings, evidence: Evidence) -> None:
    """The deployment script is executable, is whole, stops at the first error, and knows its sub-commands.

    Why: a script that goes on after a failed migration takes the site down in the middle of a launch.
    Fix: `chmod +x` it, begin it with `set -euo pipefail`, and repair what `bash -n` and `shellcheck` say.
    Cannot tell when: none is declared in [release], it is no shell script, or shellcheck is not installed.
    Source: https://www.shellcheck.net/wiki/
    """
    script = deploy_script
    assert script.is_executable, f"{script.name} is not executable"
    assert not script.syntax, f"its syntax is broken: {script.syntax}"
    assert not script.errors, f"shellcheck: {'; '.join(script.errors[:MOST])}"
    assert script.stops_on_error, f"{script.name} goes on after an error: nothing in it says `set -e`"
    unknown = [name for name in settings.release.deploy_commands if name not in script.commands]
    assert not unknown, f"{script.name} knows no {', '.join(unknown)}; it knows {', '.join(script.commands) or 'none'}"
    evidence.saw(f"{script.name} is executable, whole, and stops on error; it was read, not run")


@check(
    "release.staging-run-passed",
    severity="medium",
    overlooks="qa uat regression client acceptance approved approval sign signed suite =tests =test smoke",
    says=(
        "=staging environment|site|deployment|server tested|passed|green|exercised",
        "features|feature|everything|functionality|changes|release|build|code|application @tested staging environment?",
        "tested|rehearsed staging before|first release|deployment|deploy|production|launch?",
        "full|complete regression|test|tests|run staging|suite passed|green|done|completed staging?",
        "=staging run|checks|gate|tests|qa|uat|pass|smoke green|passed|clean|tests|test",
        "release|build|candidate|commit|version|deploy green|passed|tested|through|proven|tried staging",
        (
            "=staging run|ran|went|gone|go|test everything|all|features|pages ~ through one last time on once more "
            "full before launch whole site again"
        ),
        (
            "=staging qa|uat|regression|smoke|tests|test|acceptance|tested|suite done|green|passed|passes|pass|"
            "completed|complete|successful|clean|approved|ok|finished|all ~ full all features site environment by "
            "first on the run is client are before production go launch tested suite tests deployment deploying "
            "rollout smoke"
        ),
        (
            "=everything|feature|features|release|build|candidate|version|changes|site|app|functionality|fixes "
            "staging tested|test|passed|approved|deployed|tried|ran|proven|checked|green|run ~ first before going "
            "live go launch final all week for and production on full fully the tests rc working a successfully new "
            "was deployment tested deployed release one days"
        ),
        (
            "=tested staging before|first|prior|ahead ~ going go live launch release production deploying deployment "
            "everything fully the promoting app site rollout"
        ),
        "=staging qa|sign|client|approved|approval off|approved|signed|approval ~ by sign qa has the on",
    ),
)
def staging_run_passed(
    staging_verdict: StagingVerdict, git_release: GitRelease, settings: Settings, now: datetime, evidence: Evidence
) -> None:
    """The gate ended GO on staging for this commit and checklist, this week, with no critical or high line open.

    Why: what was tested on staging is what goes live, or nothing was tested.
    Fix: deploy this commit to staging, run the gate there, and keep its verdict.json.
    Cannot tell when: staging_verdict is not set in [release], or the commit is not known.
    """
    staging, ours = staging_verdict, git_release.commit
    if not ours or not staging.commit:
        cannot_tell("which commit was judged is not known", cure="run the gate in checkouts of the release")
    assert staging.commit == ours, f"it was of commit {staging.commit[:10]}, not of {ours[:10]}"
    assert staging.target not in {"", settings.target.url}, f"it is the verdict on {staging.target or 'no site at all'}"
    left = [Path(name).name for name, digest in staging.ours.items() if digest not in staging.checklists.values()]
    assert not left, f"on staging {', '.join(staging.checklists)} was judged, not {', '.join(left)} as it is now"
    assert not staging.dirty, f"it judged uncommitted changes on top of {ours[:10]}"
    more = f" and {len(staging.open) - MOST} more" if len(staging.open) > MOST else ""
    assert not staging.open, f"{', '.join(staging.open[:MOST])}{more}"
    assert staging.decision == "GO", f"staging ended {staging.decision}"
    age = now - staging.as_of
    assert age <= FRESH, f"it is {age.days} days old"
    evidence.saw(f"GO on {staging.as_of:%Y-%m-%d} for {ours[:10]} ({staging.name})")
    evidence.lapses("the run on staging", staging.as_of + FRESH)


@check(
    "release.rollback-drill",
    severity="high",
    says=(
        "rollback procedure|plan|process? tested|test|tried|rehearsed|practised least? once? staging?",
        "rollback script|steps|path tested|test|tried|rehearsed|practised least? once? staging?",
        "rollback procedure|plan|process|script|steps|path? practiced|drilled|proven|exercised least? once? staging?",
        "roll-back procedure|plan|process|script? tested|tried|rehearsed|practised least? once? staging?",
        "roll-back procedure|plan|process|script? practiced|drilled|proven least? once? staging?",
        "rollback plan|procedure|strategy documented|written tested|rehearsed",
        "rollback drill|rehearsal|test|exercise done|performed|passed|successful|completed|executed",
        "=rollback drill|rehearsal",
        "tested|rehearsed|practised|practiced rolling back staging|release|deployment?",
        "rollback rehearsed|tested|practised|practiced|drilled|tried|exercised|drill",
        "practised|practiced|rehearsed|tried rolling|going back",
        "rollback once|staging|minutes staging|rehearsed|minutes|tried|tested",
        "redeploy|redeploying|restoring previous|last version|release|build tested|rehearsed|tried|staging|works",
        "roll-back rehearsed|tested|practised|practiced|drilled|tried",
        (
            "rollback works|work tried|tested|test|practised|practiced|rehearsed ~ we know because have it once on "
            "staging can"
        ),
        (
            "rollback tested|test|tried|try|rehearsed|rehearse|practised|practiced|practise|drilled|works|proven|"
            "exercised|dry|simulated ~ procedure plan process script staging minutes once least end last release "
            "deployment before launch takes less than time we to previous version can run on has been go "
            "successfully in deploy working within team the a for mechanism strategy live steps"
        ),
        (
            "rolling back tested|test|tried|rehearsed|practised|practiced|drilled|works|proven ~ staging once "
            "release version deployment to the was previous last in before launch works"
        ),
        (
            "=go|way|going|switch|switching back previous|version|old|last|earlier|release tested|tried|rehearsed|"
            "practised|practiced|drilled|tested ~ to the has been in minutes was once version old previous release "
            "staging can way"
        ),
    ),
)
def rollback_drill(rollback_rehearsal: Rehearsal, settings: Settings, now: datetime, evidence: Evidence) -> None:
    """With the declared commands the previous release came back within the declared time and served, and this one too.

    Why: a rollback that nobody has tried fails on the one night it is needed.
    Fix: repair what the rehearsal stopped at, and run `golive rehearse` on staging again.
    Cannot tell when: nobody has rehearsed it, or the commands have changed since.
    """
    done = rollback_rehearsal
    where = f"{done.target} on {done.as_of:%Y-%m-%d}"
    assert not done.trouble, f"at {where}: {done.trouble}"
    age = now - done.as_of
    assert age <= REHEARSED, f"it was last rehearsed {age.days} days ago"
    limit = settings.release.rollback_seconds
    assert done.seconds_back <= limit, f"it took {done.seconds_back:g} s at {where}, {limit:g} are allowed"
    evidence.saw(f"{where}: {done.previous[:10]} served after {done.seconds_back:g} s")
    evidence.saw(f"{done.release[:10]} again after {done.seconds_again:g} s")
    evidence.lapses("the rehearsal of the rollback", done.as_of + REHEARSED)


@check(
    "release.staging-parity",
    severity="medium",
    overlooks="infrastructure server documented listed explained",
    says=(
        "staging environment? mirrors|matches|match|identical production|live configuration|setup|environment?",
        "staging environment? equals|same|resembles|replicates production|live configuration|setup|environment?",
        "staging production same|identical|equal|match|matching|parity",
        "staging production run|runs|running? same|identical|equal versions|version|stack everything?",
        "staging production run|runs|running? same|identical|equal software|configuration everything?",
        "production staging environments? identical|same|match|parity",
        "staging parity production?",
        "dependencies tested production? like environment",
        "no drift|differences|difference between? staging production",
        "staging production parity|identical|equal|same",
        "staging same|identical|mirrors|mirror versions|production|stack|setup|prod",
        "staging runs|uses same|identical",
        (
            "staging production|live|prod identical|same|mirrors|mirror|matches|match|equal|equals|equivalent|parity|"
            "replicates|resembles|close|corresponds|mirroring ~ environment environments setup configuration "
            "versions version stack possible run runs keep kept software database schema settings server "
            "infrastructure uses use each other both exactly at to as in the with has have is of like"
        ),
        "=staging copy|clone|replica|twin|duplicate production|live ~ exact environment is a an of full",
        (
            "no drift|difference|differences staging|stage ~ between production live configuration any known and "
            "unexplained environments there environment"
        ),
        (
            "=differences|difference staging known|listed|documented|explained|declared ~ between production live "
            "and environment"
        ),
        (
            "=staging same|identical setup|stack|versions|version|configuration|software ~ live production both run "
            "runs uses on prod and has as environments environment everything"
        ),
    ),
)
def staging_parity(stack: Stack, staging_stack: Stack, settings: Settings, now: datetime, evidence: Evidence) -> None:
    """Staging runs on the same versions, packages, migrations, variables and security settings as this site.

    Why: what was tested on another database, or with another cookie setting, was not tested.
    Fix: bring staging in line, or name what may differ in staging_differs in [release] of golive.toml.
    Cannot tell when: staging_stack is not set in [release], or a part could not be seen on either side.
    """
    assert staging_stack.target != stack.target, f"what was kept is of {stack.target} itself, not of staging"
    age = now - staging_stack.as_of
    assert age <= ALIKE, f"staging was last looked at {age.days} days ago"
    accepted = settings.release.staging_differs
    differences = [
        f"{one} is {ours or 'not there'} here and {theirs or 'not there'} on staging"
        for one, ours, theirs in _differences(stack, staging_stack)
        if not any(fnmatchcase(one, pattern) for pattern in accepted)
    ]
    more = f" and {len(differences) - MOST} more" if len(differences) > MOST else ""
    assert not differences, "; ".join(differences[:MOST]) + more
    for where, unseen in (("here", stack.unseen), ("on staging", staging_stack.unseen)):
        if unseen:
            cannot_tell(f"{' and '.join(unseen)} could not be seen {where}", cure="let `golive stack` see it there")
    told = ", ".join(f"{len(part)} {name}" for name, part in stack.parts.items())
    evidence.saw(f"{staging_stack.target} had the same {told} on {staging_stack.as_of:%Y-%m-%d}")
    evidence.lapses("the look at staging", staging_stack.as_of + ALIKE)


def _differences(here: Stack, there: Stack) -> list[tuple[str, str, str]]:
    """``versions.Python`` and what it is on either side; what a side lacks is no difference where it could not look."""
    return [
        (f"{part}.{name}", ours.get(name, "")[:LENGTH], theirs.get(name, "")[:LENGTH])
        for part in sorted({*here.parts, *there.parts})
        for ours, theirs in [(here.parts.get(part, {}), there.parts.get(part, {}))]
        for name in sorted({*ours, *theirs})
        if ours.get(name) != theirs.get(name)
        and (name in ours or not here.unseen)
        and (name in theirs or not there.unseen)
    ]
