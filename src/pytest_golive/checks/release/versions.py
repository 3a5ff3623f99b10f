"""Checks of the release that runs, and of the one to go back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.versions import GitRelease, LiveVersion
    from pytest_golive.settings import Settings

SHOWN = 5
SERVER_ERROR = 500


@check(
    "release.rollback-target-known",
    severity="high",
    overlooks=(
        "image artifact container docker registry build disk archived saved deployable server two three four five few"
    ),
    says=(
        "rollback plan|procedure|strategy ready",
        "previous|last|prior stable|good|working? release|image|version tag|version|number? noted|known down?",
        "previous|last|prior stable|good|working? release|image|version tag|version|number? recorded down?",
        "previous|last|prior stable|good|working? release|version tag|version|number? kept down?",
        "previous|last|prior stable|good|working? build|artifact|commit tag|version|number? noted|known down?",
        "previous|last|prior stable|good|working? build|artifact|commit tag|version|number? recorded down?",
        "previous|last|prior stable|good|working? build|commit tag|version|number? kept down?",
        "previous|last|prior stable|good|working? release|version tag|version|number? available|tagged down?",
        "previous|last|prior stable|good|working? release|version tag|version|number? retained down?",
        "previous|last|prior stable|good|working? release|image|version tag|version|number? written down?",
        "previous|last|prior stable|good|working? build|commit tag|version|number? available|tagged down?",
        "previous|last|prior stable|good|working? build|commit tag|version|number? retained down?",
        "previous|last|prior stable|good|working? build|artifact|commit tag|version|number? written down?",
        "know|known version|release|commit|image rollback",
        "rollback target|version|release|commit|tag|image known|noted|recorded|identified|defined",
        "rollback target|version|release|commit|tag available",
        "previous|last version|release|build ready|available|kept rollback",
        "git checkout < previous stable? commit|tag|release|version >",
        "previous|last|prior release|version|tag|build kept|available|around",
        "previous|last|prior release|version|image|tag|build|artifact|container noted|known",
        "previous|last|prior release|version|tag|build registry|saved|deployable",
        "previous|last|prior release|version|image|tag|build|artifact|container written|recorded",
        "last known good version|release|image|tag|build|commit",
        "know|known|noted version|release|tag|image|commit|build go|return|fall|revert|rollback",
        (
            "keep|kept|keeps|retain|available last|previous|old releases|builds|versions ~ two "
            "three five few n server registry on in disk for rollback of"
        ),
        (
            "previous|last|prior|stable|good|earlier release|version|build|commit|tag "
            "kept|known|available|tagged|archived|recorded|saved|retained|written|keep|registry|identified "
            "~ rollback for working docker container down good stable number back previous release version the in of "
            "to last tag registry deployable ready known is are builds hand id hash sha git"
        ),
        (
            "old|older version|release|build rollback|back|registry kept|keep|available|"
            "known|registry|ready|retained|deployable|archived ~ for in case docker to go images the previous a"
        ),
        (
            "know|known|knows|identified|recorded|clear|defined version|release|commit|tag|image|build rollback|back|"
            "return|revert|fall ~ which what to go we can last previous stable good roll target is id hash needed"
        ),
        (
            "rollback version|target|tag|release|commit known|recorded|identified|defined|available|written|"
            "ready|tagged|documented ~ down number previous is and the id hash for build"
        ),
    ),
)
def rollback_target_known(git_release: GitRelease, settings: Settings, evidence: Evidence) -> None:
    """The release to go back to is tagged or named, lies at the remote, and every migration since can be undone.

    Why: with a shop down is no time to find out which version ran yesterday, and whether its schema can come back.
    Fix: tag each release and push the tag, or set previous in [release]; give each migration its reverse.
    Cannot tell when: the clone is shallow, or the remote is not there or does not answer.
    Source: Django documentation, "Reversing migrations".
    """
    seen = git_release
    if not seen.previous and seen.is_shallow:
        cannot_tell("the clone is shallow and has no tags", cure="fetch all of it: `git fetch --unshallow --tags`")
    assert seen.previous, f"no tag lies before {seen.commit[:10]}, and previous in [release] names none"
    assert seen.previous_commit, f"{seen.previous} is not in this repository"
    assert seen.previous_commit != seen.commit, f"{seen.previous} is the very release that is meant"
    evidence.saw(f"{seen.previous} ({seen.previous_commit[:10]}) comes before {seen.commit[:10]}")
    new = [one for one in seen.irreversible if one not in settings.release.irreversible]
    assert not new, f"cannot be undone on the way back to {seen.previous}: {', '.join(new[:SHOWN])}"
    if seen.remote_error and seen.is_at_remote is None:
        cure = f"let this machine read {seen.remote}, or set remote in [release] to nothing"
        cannot_tell(f"{seen.remote} does not answer: {seen.remote_error}", cure=cure, look_failed=True)
    assert seen.is_at_remote is not False, (
        f"{seen.remote} does not have {seen.previous}: {seen.remote_error or 'push it'}"
    )
    evidence.saw(f"{seen.remote} has it" if seen.remote else "no remote was asked")


@check(
    "release.version-live",
    severity="critical",
    says=(
        "=deployment executed|performed|done|completed|finished",
        "correct|right|intended|expected|tagged version|release|commit|build|code live|deployed|running|online|serving",
        "released|latest|new|final version|release|commit|build|code live|deployed|running|online|serving",
        "whats|what|version? running|deployed|live commit|version|release|tag|build|image tagged|released|expected",
        "commit|image|build running|deployed|live commit|version|release|tag|build|image tagged|released|expected",
        "whats|what|version? running|deployed|live commit|version|release|tag|build|image intended|approved",
        "commit|image|build running|deployed|live commit|version|release|tag|build|image intended|approved",
        "running|deployed|live version|release|commit matches|equals|corresponds|same tag|tagged|release|released",
        "running|deployed|live build|image matches|equals|corresponds|same tag|tagged|release|released",
        "running|deployed|live version|release|commit matches|equals|corresponds|same expected|commit",
        "running|deployed|live version|release|commit matches|equals|corresponds|same approved|intended",
        "running|deployed|live build|image matches|equals|corresponds|same expected|commit|approved|intended",
        "=clone? pull|pulled|fetch|checkout latest? code repository|git|main|master|origin",
        "=deploy|deployed application|app|latest|new? code|application|version production? server|servers?",
        "=deploy|deployed application|app|latest|new? release|build production? server|servers?",
        "deployment|deploy succeeded|successful",
        "=bash scripts deploy.sh fresh",
        "=revert|rollback previous|last stable|working|good? version|release|commit",
        "live|deployed commit|sha|hash",
        "running commit|sha|hash release|latest|right|correct|same|tagged|expected|new",
        "version endpoint|page|header shows|reports|matches|equals|returns|says",
        "version|tag|commit|release|sha|hash|build live|deployed|running|matches|equals tag|commit|release|built",
        "version|tag|commit|release|sha|hash|build live|deployed|running|matches|equals approved|tagged|expected",
        "instances|pods|servers|containers run|running|serve same|new|right|tagged version|image|build|release|commit",
        "approved build|image|version|release|commit|tag live|running|deployed|out|online|up",
        (
            "site|website|page|server shows|show|serves|runs|serving version|release|build|commit built|tagged|"
            "approved|released|new|latest|right|correct ~ just we last live production the of expected"
        ),
        "=site|website shows|serves|runs version|release|build ~ built just last",
        (
            "=version|release|build|commit|image|code right|correct|new|latest|intended|expected|tagged|approved|"
            "final|current live|deployed|online|running|out|production|serving|serves ~ is on the site all servers "
            "runs run shows of server every instances prod website now production release version tagged approved "
            "deploy in was software"
        ),
        (
            "deployed|live|running|production commit|version|build|image|release|sha|hash equals|matches|same|equal|"
            "is|match|corresponds tag|release|tagged|expected|approved|version|commit ~ the site page number website "
            "on of what as that deployed build released latest git production with is image"
        ),
        (
            "=deploy|deployed release|tag|version|build|image|commit ~ production server live tagged final new "
            "latest approved to the on release servers prod successfully is"
        ),
        (
            "=servers|instances|pods|containers run|runs|running|serve|serving|on release|version|build|image|commit "
            "~ new same latest tagged right all current the correct every identical of tag"
        ),
        "=pull|pulled production|server|live|servers ~ on code latest changes git new the release repo main to from",
        (
            "version endpoint|page|footer|header|number returns|shows|reports|equals|says|displays|matches release|"
            "number|version|tag|commit|new|right|expected ~ on website the site live correct released release of "
            "current number version tagged running"
        ),
        (
            "=/version returns|shows|reports|equals|says|matches release|number|version|tag|commit|new|right|"
            "expected ~ the correct released number of current tag version endpoint"
        ),
    ),
)
def version_live(live_version: LiveVersion, evidence: Evidence) -> None:
    """Each time it is asked, the site says that it runs the release that is meant: its commit or its tag.

    Why: code that was pulled and not restarted, or an old container, is judged by a checklist for another version.
    Fix: deploy the release and restart every instance; or correct commit in [release].
    Cannot tell when: version_url in [release] is not set, or the site does not tell its version there.
    Source: https://12factor.net/build-release-run
    """
    seen = live_version
    silent = [one for one in seen.answers if not one.value]
    if silent:
        cure = "set version_url, version_header or version_key in [release] to where the version stands"
        why = f"an answer of {seen.url} (status {silent[0].status}) holds no version"
        cannot_tell(why, cure=cure, look_failed=silent[0].status >= SERVER_ERROR)
    values = tuple(dict.fromkeys(one.value for one in seen.answers))
    assert len(values) == 1, f"{seen.url} answers with different versions: {', '.join(values)}"
    name = f" ({', '.join(seen.names)})" if seen.names else ""
    assert seen.is_meant(values[0]), f"the site runs {values[0]}, not {seen.commit[:12]}{name}"
    evidence.saw(f"{seen.url} said {values[0]} {len(seen.answers)} times, as {seen.source} does")
