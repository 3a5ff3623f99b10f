"""Checks of what brings a release to the servers: its script, and its run on staging."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.delivery import DeployScript, StagingVerdict
    from pytest_golive.facts.versions import GitRelease
    from pytest_golive.settings import Settings

#: Findings and lines that are named.
MOST = 5
#: How long a run on staging speaks for a release.
FRESH = timedelta(days=7)


@check(
    "release.deploy-script-valid",
    severity="high",
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
    staging_verdict: StagingVerdict, git_release: GitRelease, now: datetime, evidence: Evidence
) -> None:
    """The gate ended GO on staging for this very commit, this week, with no critical or high line open.

    Why: what was tested on staging is what goes live, or nothing was tested.
    Fix: deploy this commit to staging, run the gate there, and keep its verdict.json.
    Cannot tell when: staging_verdict is not set in [release], or the commit is not known.
    """
    staging, ours = staging_verdict, git_release.commit
    if not ours or not staging.commit:
        cannot_tell("which commit was judged is not known", cure="run the gate in checkouts of the release")
    assert staging.commit == ours, f"it was of commit {staging.commit[:10]}, not of {ours[:10]}"
    assert not staging.dirty, f"it judged uncommitted changes on top of {ours[:10]}"
    more = f" and {len(staging.open) - MOST} more" if len(staging.open) > MOST else ""
    assert not staging.open, f"{', '.join(staging.open[:MOST])}{more}"
    assert staging.decision == "GO", f"staging ended {staging.decision}"
    age = now - staging.as_of
    assert age <= FRESH, f"it is {age.days} days old"
    evidence.saw(f"GO on {staging.as_of:%Y-%m-%d} for {ours[:10]} ({staging.name})")
    evidence.lapses("the run on staging", staging.as_of + FRESH)
