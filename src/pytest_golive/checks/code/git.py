"""Checks about what is committed and pushed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.code.git import GitState
    from pytest_golive.settings import Settings

MOST = 20


@check(
    "code.git-clean",
    severity="high",
    overlooks="main master develop release merged merge unmerged branch branches feature features upstream server",
    says=(
        "changes|code|everything|work committed pushed? version|source control",
        "changes|code|everything|work committed|pushed pushed? git|repository|repo|github|gitlab|main|master|remote",
        "=changes|code|everything|work committed pushed?",
        "=git? working tree|directory|copy clean",
        "git tree|status|repository|repo clean",
        "no|zero uncommitted|unpushed|local changes|commits|work",
        "git status clean|empty|nothing",
        "no|nothing|zero uncommitted|unpushed|unmerged changes|work|commits|files|code|left?",
        "no stash|stashes|untracked files?",
        "=working tree|copy|directory clean",
        "everything|work|changes|commits|branch pushed|committed origin|remote|github|gitlab|git|main|master",
        (
            "=code|everything|work|changes github|gitlab|git|bitbucket|repo|repository|main|master|origin ~ all our "
            "is on latest the final"
        ),
        (
            "everything|changes|work|code|commits|commit|branches|branch committed|pushed|push|merged|commit main|"
            "master|origin|remote|github|gitlab|git|repo|repository|pushed|push|branch|upstream|bitbucket ~ all and "
            "feature features release develop final latest local to into is up main master code changes"
        ),
        (
            "=everything|work|changes|branches|code|commits pushed|merged|committed|commit|push|main|master ~ all "
            "main on master is and our done code changes"
        ),
        (
            "=push|pushed github|gitlab|origin|remote|main|master|git|bitbucket ~ all code changes commits final "
            "latest branch to commit repo repository"
        ),
        (
            "no|nothing|zero|none|without uncommitted|unpushed|unmerged|untracked|stash|stashes|stashed|unstaged ~ "
            "changes change commits files work git left local code branch branches in server working tree any"
        ),
        "=no|nothing|zero local changes|commits|edits|modifications ~ left server uncommitted unpushed on git any",
        "=working|work tree|copy|directory clean ~ git status is everything committed pushed repo",
        (
            "=git|repo|repository|tree clean ~ status is repository tree working all everything merged pushed "
            "committed and"
        ),
    ),
)
def git_clean(git_state: GitState, settings: Settings, evidence: Evidence) -> None:
    """Nothing is changed, new or stashed, and the commit is on a branch of the remote (as of the last fetch).

    Why: what is only on somebody's machine is not what the others tested, and it is gone with the machine.
    Fix: commit and push what is named here, or ignore it in .gitignore; look through `git stash list`.
    Cannot tell when: the repository has no remote, or no branch of it was fetched.
    Source: https://git-scm.com/docs/git-status
    """
    changes = git_state.changes
    more = f" and {len(changes) - MOST} more" if len(changes) > MOST else ""
    assert not changes, f"not committed: {', '.join(changes[:MOST])}{more}"
    assert not git_state.stashes, f"{git_state.stashes} stashed change(s): see `git stash list`"
    assert git_state.head, "nothing is committed yet"
    if not git_state.remotes:
        cannot_tell("the repository has no remote to be pushed to", cure="add one with `git remote add`")
    at = git_state.head[:12]
    if not git_state.knows_remote:
        cannot_tell("no branch of the remote was fetched", cure="fetch them in CI (actions/checkout: fetch-depth: 0)")
    assert git_state.pushed_to, f"commit {at} of {git_state.branch or 'no branch'} is not pushed"
    wanted = settings.code.branch
    on = {*git_state.tags, *(name.partition("/")[2] for name in git_state.pushed_to)}
    assert not wanted or wanted in on, f"commit {at} is not on {wanted}, but on {', '.join(sorted(on - {''}))}"
    evidence.saw(f"commit {at} is on {', '.join(git_state.pushed_to)}")
