"""The rollback, rehearsed: the previous release brought live on staging by the declared command, and back again.

`golive rehearse` does it (`rehearse`), apart from any run of the gate, for what everything else would then see is the
wrong release; the gate reads what it left (`rollback_rehearsal`).
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client, NoAnswer, site_url
from pytest_golive.facts.command import TimeoutExpired, run
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.facts.registry import fact
from pytest_golive.facts.versions import git_release, is_version, live_version
from pytest_golive.settings import Settings

SCHEMA = "pytest-golive/rollback/1"
AGAIN_SECONDS = 0.2
OK, SERVER_ERROR = 200, 500
DO_IT = "run `golive rehearse --golive-env staging --golive-allow writes` and keep the file it writes"


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """How one rehearsal went."""

    target: str
    as_of: datetime
    release: str
    previous: str
    procedure: str
    """Digest of the commands and of the files they name."""
    trouble: str = ""
    """What went wrong, in one sentence; empty: all went well."""
    seconds_back: float = 0.0
    """From the command to the previous release that serves."""
    seconds_again: float = 0.0
    """The same for the way forth."""
    schema: str = SCHEMA


class Trouble(Exception):  # noqa: N818 - an answer, not an error
    """What went wrong."""


@fact(timeout=5.0)
def rollback_rehearsal(settings: Settings) -> Rehearsal:
    """The last rehearsal, from the file that it was kept in."""
    import msgspec

    path = Path(settings.release.rehearsal)
    try:
        document = json.loads(path.read_bytes())
        if not isinstance(document, dict) or document.get("schema") != SCHEMA:
            raise ValueError(f"it does not say that it is {SCHEMA}")
        done = msgspec.convert(document, Rehearsal)
    except FileNotFoundError:
        raise CannotLook(f"no rehearsal of the rollback is kept: there is no {path.name}", cure=DO_IT) from None
    except OSError as error:
        raise CannotLook(f"{path.name} cannot be read: {error.strerror}", cure=DO_IT) from None
    except (ValueError, msgspec.ValidationError) as error:
        raise CannotLook(f"{path.name} is not what `golive rehearse` writes: {error}", cure=DO_IT) from None
    if done.procedure != procedure(settings):
        why = f"rollback and redeploy in [release] have changed since the rehearsal on {done.as_of:%Y-%m-%d}"
        raise CannotLook(why, cure=DO_IT)
    return done


def procedure(settings: Settings) -> str:
    """Digest of the two commands, and of those of their words that are files of the project."""
    digest = hashlib.sha256()
    for word in (*settings.release.rollback, "\0", *settings.release.redeploy):
        digest.update(word.encode() + b"\0")
        if (_folder(settings) / word).is_file():
            digest.update((_folder(settings) / word).read_bytes())
    return f"sha256:{digest.hexdigest()}"


def rehearse(settings: Settings, client: Client, now: datetime, say: Callable[[str], None]) -> Rehearsal:
    """Go back to the previous release and forth again; whatever happens in between, the way forth is tried.

    Args:
        settings: with rollback, redeploy and version_url in [release].
        client: asks the site.
        now: when it begins, with its time zone.
        say: is told each step.

    Raises:
        CannotLook: the release, the one before it, or the running version is not known. Nothing was done then.
    """
    if not (settings.release.rollback and settings.release.redeploy):
        cure = 'set rollback = ["deploy.sh", "rollback"] and redeploy = ["deploy.sh", "deploy"] in [release]'
        raise CannotLook("nothing says how one goes back, and forth again", cure=cure)
    release = git_release(settings)
    if not release.previous_commit:
        raise CannotLook("which release comes before this one is not known", cure="set previous in [release]")
    names = {release.commit, *release.tags}
    before = {release.previous, release.previous_commit}
    running = {one.value for one in live_version(settings, client).answers}
    if not all(is_version(one, names) for one in running):
        cure = "deploy the release to staging first"
        raise CannotLook(f"the site runs {', '.join(running)}, not {release.commit[:12]}", cure=cure)
    troubles, seconds = [], [0.0, 0.0]
    steps = ((settings.release.rollback, before), (settings.release.redeploy, names))
    for at, (command, wanted) in enumerate(steps):
        say(" ".join(command))
        try:
            seconds[at] = _bring_live(settings, client, command, wanted)
            say(f"{'previous' if at == 0 else 'new'} release serves after {seconds[at]:.0f} s")
        except Trouble as trouble:
            troubles.append(REDACTOR.text(f"on the way {'forth again' if at else 'back'}, {trouble}"))
            say(troubles[-1])
    return Rehearsal(
        target=settings.target.url,
        as_of=now,
        release=release.commit,
        previous=release.previous_commit,
        procedure=procedure(settings),
        trouble="; ".join(troubles),
        seconds_back=seconds[0],
        seconds_again=seconds[1],
    )


def _folder(settings: Settings) -> Path:
    return Path(settings.app.dir or ".")


def _bring_live(settings: Settings, client: Client, command: Sequence[str], wanted: Collection[str]) -> float:
    """Run a command and wait until every instance serves that release; the seconds it took."""
    started = time.monotonic()
    limit = settings.release.rollback_seconds
    try:
        done = run(command, seconds=limit, folder=_folder(settings))
    except TimeoutExpired:
        raise Trouble(f"`{command[0]}` took longer than {limit:g} s") from None
    except OSError as error:
        raise Trouble(f"`{command[0]}` does not run: {error.strerror}") from None
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip() or "it says nothing").splitlines()[-1][:200]
        raise Trouble(f"`{' '.join(command)}` ended with code {done.returncode}: {said}")
    while (why := _not_yet(settings, client, wanted)) and time.monotonic() - started < limit:
        time.sleep(AGAIN_SECONDS)
    if why:
        raise Trouble(f"after {limit:g} s {why}")
    return round(time.monotonic() - started, 1)


def _not_yet(settings: Settings, client: Client, wanted: Collection[str]) -> str:
    """Why the release does not serve yet; empty when it does."""
    wanted_of = {settings.http.health: range(OK, OK + 1), "/": range(SERVER_ERROR)}
    try:
        running = {one.value for one in live_version(settings, client).answers}
        if not all(is_version(one, wanted) for one in running):
            return f"the site runs {', '.join(sorted(running)) or 'no version'}"
        for path, good in wanted_of.items():
            status = client.get(site_url(settings, path), fresh=True).status
            if status not in good:
                return f"{path} answers {status}"
    except (CannotLook, NoAnswer) as error:
        return error.reason
    return ""
