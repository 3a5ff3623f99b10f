"""``golive sign`` and ``golive verify``: a role signs a verdict, and a deploy script asks whether it may go on."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pytest_golive.checklist.model import Kind
from pytest_golive.checklist.roles import role_key, role_name
from pytest_golive.commands.parsers import add_flags, add_parser
from pytest_golive.data import dataclass
from pytest_golive.errors import ConfigError, GoliveError, did_you_mean
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.facts.release import author, checkout, is_committed, is_only_change, signing_key
from pytest_golive.options import Options, load
from pytest_golive.records import signature
from pytest_golive.records.signature import Checked, Rules, Statement
from pytest_golive.records.signoff import by_key, how_to_sign
from pytest_golive.records.standing import SKEW
from pytest_golive.reports.words import moment, plural, visible
from pytest_golive.settings.people import MOST_HOURS
from pytest_golive.verdict import Effect, Verdict

COMMANDS = frozenset({"sign", "verify"})
#: Where ssh-keygen puts a key by default, the best first.
OWN_KEYS = ("id_ed25519", "id_ed25519_sk", "id_ecdsa", "id_ecdsa_sk", "id_rsa")


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the commands."""
    told = "sign a verdict as one role, with your SSH key"
    sign = _command(commands, "sign", told)
    sign.add_argument("--role", required=True, metavar="ROLE", help="the role you sign as, as the checklist names it")
    sign.add_argument("--decision", required=True, choices=("go", "no-go"), help="what you decide")
    sign.add_argument("--key", metavar="FILE", help="SSH key, or the .pub of one in your agent (default: git's, yours)")
    sign.add_argument("--note", metavar="TEXT", default="", help="what you want to have said; it is signed as well")
    told = "the gate of a deploy script: exit 0 when the verdict is GO, of this commit, and signed by every role"
    verify = _command(commands, "verify", told)
    verify.add_argument("--max-age", metavar="HOURS", type=_hours, help="refuse what is older (default: 24)")
    add_flags(verify, "phase", phase="the phase it must be the verdict of")


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, told: str
) -> argparse.ArgumentParser:
    parser = add_parser(commands, name, told)
    parser.add_argument(
        "verdict", metavar="VERDICT", nargs="?", type=Path, help="verdict.json (default: the last run's)"
    )
    add_flags(parser, "config", "env")
    return parser


def _hours(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = 0
    if not 0 < hours <= MOST_HOURS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of hours above 0")
    return hours


@dataclass(frozen=True, kw_only=True)
class Document:
    """A verdict as it lies on the disk."""

    path: Path
    raw: bytes
    verdict: Verdict | None
    problem: str = ""
    """Why it cannot be read."""


def run(given: argparse.Namespace, root: Path) -> int:
    """Run one of the commands; returns the exit code."""
    options = load(lambda name: getattr(given, name, None), root, looks=False)
    signature.find_ssh_keygen()
    document = _read(given.verdict or Path(options.settings.report) / "verdict.json")
    return _sign(given, document, options) if given.command == "sign" else _verify(given, document, options)


def _read(path: Path) -> Document:
    from pytest_golive.reports import json

    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}; run the gate first: golive gate") from None
    try:
        verdict = json.load(raw.decode("utf-8"))
    except (GoliveError, UnicodeDecodeError) as error:
        return Document(path=path, raw=raw, verdict=None, problem=f"{path}: {error}")
    if verdict.as_of.tzinfo is None:
        return Document(path=path, raw=raw, verdict=None, problem=f"{path}: as_of has no time zone")
    return Document(path=path, raw=raw, verdict=verdict)


def _rules(verdict: Verdict | None, options: Options, max_age: float | None = None) -> Rules:
    asked = options.settings.signatures
    commit = verdict.release.commit if verdict else ""
    return Rules(
        allowed_signers=Path(asked.allowed_signers),
        now=datetime.now(UTC),
        max_age=timedelta(hours=max_age or asked.max_age_hours),
        may_sign=asked.may_sign,
        is_independent=asked.independent,
        author=author(options.root, commit) if asked.independent else "",
    )


def _required(verdict: Verdict | None, options: Options) -> dict[str, str]:
    """The roles that must sign, by key: the verdict's own, and those golive.toml asks for by now."""
    named = [one.role for one in verdict.signoffs] if verdict else []
    return by_key([*named, *options.settings.signatures.roles])


def _known(verdict: Verdict, options: Options) -> dict[str, str]:
    """The roles that may sign: the required ones, and those the checklist leaves free to."""
    signs = [line for line in verdict.lines if line.kind is Kind.SIGNOFF]
    of_phase = by_key(role_name(line.text) for line in signs if line.phase is verdict.phase)
    known = of_phase | _required(verdict, options)
    _check_may_sign(options.settings.signatures.may_sign, known | by_key(role_name(line.text) for line in signs))
    return known


def _check_may_sign(may_sign: Mapping[str, tuple[str, ...]], known: Mapping[str, str]) -> None:
    """A misspelt role in the list of who may sign would leave the real one to everybody."""
    for key, name in by_key(may_sign).items():
        if key in known:
            continue
        if hint := did_you_mean(key, known, cutoff=0.8):
            raise ConfigError(f"golive.toml: signatures.may_sign: no role {name!r}{hint}")
        print(f"note: signatures.may_sign names {visible(name)!r}, which is no role of this verdict")


def _sign(given: argparse.Namespace, document: Document, options: Options) -> int:
    from pytest_golive.wholefile import replace

    verdict = document.verdict
    if verdict is None:
        raise ConfigError(document.problem)
    known = _known(verdict, options)
    role = _role(given.role, known)
    decision = given.decision.upper()
    if decision == "GO" and verdict.decision != "GO":
        raise ConfigError(f"the verdict is NO-GO, so nobody can sign GO: {plural(len(verdict.blockers), 'blocker')}")
    statement = Statement(
        verdict=signature.digest(document.raw),
        role=role,
        decision=decision,
        signed_at=datetime.now(UTC).replace(microsecond=0),
        # Bytes of the command line that are no UTF-8 arrive as lone surrogates.
        note=REDACTOR.text(given.note.strip().encode("utf-8", "replace").decode("utf-8")),
    )
    made = signature.sign(statement, _given_key(given.key) if given.key else _own_key(options.root))
    path = signature.file_of(document.path, role)
    rules = _rules(verdict, options)
    checked = signature.weigh(Checked(path=path, statement=statement), made, document.raw, rules)
    if checked.problem:
        raise ConfigError(f"not signed: {checked.problem}{_how_to_allow(checked, made.signature, rules)}")
    try:
        path.parent.mkdir(exist_ok=True)
        replace(path, [signature.render(made)])
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror or error}") from None
    _tell(checked, document, verdict, signature.read_all(document.path, document.raw, rules), options)
    _fill_in(document, verdict, rules, options)
    return 0


def _fill_in(document: Document, verdict: Verdict, rules: Rules, options: Options) -> None:
    """Write who signed into the filled checklists, where those judged are still as they were."""
    from pytest_golive.checklist.fill import fill
    from pytest_golive.checklist.parse import parse
    from pytest_golive.filling import results
    from pytest_golive.records import file as records_file
    from pytest_golive.wholefile import replace

    records = records_file.read(Path(options.settings.records.file))
    signed = signature.signed(document.path, rules)
    for judged in verdict.checklists:
        source, filled = options.root / judged.path, document.path.parent / Path(judged.path).name
        if not source.is_file() or not filled.is_file():
            continue
        checklist = parse(source.read_bytes(), judged.path)
        if checklist.sha256 == judged.sha256:
            replace(filled, [fill(source.read_bytes(), checklist, results(verdict, checklist, records, signed))])
            print(f"  filled in: {filled}")


def _tell(checked: Checked, document: Document, verdict: Verdict, made: Iterable[Checked], options: Options) -> None:
    """What was signed, and who comes next."""
    commit = verdict.release.commit[:10] or "no commit"
    print(f"signed {checked.statement and checked.statement.decision} as {visible(checked.role)}, by {checked.name}")
    print(f"  the verdict: {verdict.decision}, phase {verdict.phase}, {commit}, as of {moment(verdict.as_of)}")
    print(f"  written to: {checked.path}")
    have = {role_key(one.role) for one in made if not one.problem}
    left = [name for key, name in _required(verdict, options).items() if key not in have]
    for reason in [*_about_verdict(verdict, _rules(verdict, options)), *_about_release(verdict, options)]:
        print(f"  note: golive verify refuses this: {visible(reason)}")
    print(f"  still to sign: {visible(', '.join(left)) or f'nobody; golive verify {document.path}'}")


def _role(said: str, known: Mapping[str, str]) -> str:
    if role_key(said) in known:
        return known[role_key(said)]
    hint = did_you_mean(role_key(said), known)
    if not known:
        hint = "; no role signs this verdict: name them in golive.toml, [signatures] roles"
    roles = f" (roles: {', '.join(known.values())})" if known else ""
    raise ConfigError(f"no role {said!r} signs this verdict{hint}{roles}")


def _given_key(given: str) -> str:
    path = Path(given).expanduser()
    if not path.is_file():
        raise ConfigError(f"--key {given}: there is no such file")
    return str(path)


def _own_key(root: Path) -> str:
    """The key git signs with, else the first of those with a usual name."""
    if key := signing_key(root):
        return key
    folder = Path.home() / ".ssh"
    found = next((folder / name for name in OWN_KEYS if (folder / name).is_file()), None)
    if found is None:
        raise ConfigError(
            "no SSH key: give one with --key FILE, set git's gpg.format and user.signingkey,"
            f" or make one: ssh-keygen -t ed25519 (looked for {', '.join(OWN_KEYS)} in {folder})"
        )
    return str(found)


def _how_to_allow(checked: Checked, made: str, rules: Rules) -> str:
    if checked.by:
        return ""
    line = f'YOU@EXAMPLE.COM namespaces="{signature.NAMESPACE}" {signature.public_key(made)}'
    return f"\n  if this person may sign, add to {rules.allowed_signers} and commit it:\n  {line}"


def _verify(given: argparse.Namespace, document: Document, options: Options) -> int:
    verdict = document.verdict
    if verdict:
        _known(verdict, options)
    rules = _rules(verdict, options, given.max_age)
    made = signature.read_all(document.path, document.raw, rules)
    required = _required(verdict, options)
    for row in _rows(made, required):
        print(visible(row))
    reasons = list(
        dict.fromkeys(
            [
                *_against(document, made),
                *(_about_verdict(verdict, rules) if verdict else [document.problem]),
                *(_about_scope(verdict, options) if verdict else []),
                *(_about_release(verdict, options) if verdict else []),
                *(_about_records(verdict, options) if verdict else []),
                *(f"{one.role}: {one.problem}" for one in made if one.problem and not one.is_of_other),
                *_missing(document, made, required),
            ]
        )
    )
    if reasons:
        print(f"NO-GO: {visible(reasons[0])}")
        for reason in reasons[1:]:
            print(f"  also: {visible(reason)}")
        return 1
    assert verdict is not None
    where = f"{verdict.target}, " if verdict.target else ""
    print(
        f"GO: {visible(where)}{verdict.release.commit[:10]}, {verdict.phase}, signed by {plural(len(required), 'role')}"
    )
    return 0


def _rows(made: Iterable[Checked], required: Mapping[str, str]) -> Iterator[str]:
    """One row for each role: the required ones, then whoever signed beside them."""
    by_role: dict[str, list[Checked]] = {key: [] for key in required}
    for one in made:
        by_role.setdefault(role_key(one.role), []).append(one)
    for key, signatures in by_role.items():
        told = [_told(one) for one in signatures] or ["not signed"]
        yield f"{required.get(key) or signatures[0].role}: {'; '.join(told)}"


def _told(one: Checked) -> str:
    if one.problem or one.statement is None:
        return f"void: {one.problem}"
    note = f" ({one.statement.note})" if one.statement.note else ""
    return f"{one.statement.decision} by {one.name}, {moment(one.statement.signed_at)}{note}"


def _against(document: Document, made: Iterable[Checked]) -> Iterator[str]:
    """What outweighs everything else: somebody says no, or this is not what was signed."""
    for one in made:
        if one.statement and not one.problem and one.statement.decision == "NO-GO":
            yield f"{one.role} signed NO-GO ({one.name}){f': {note}' if (note := one.statement.note) else ''}"
    others = ", ".join(one.role for one in made if one.is_of_other)
    if others:
        yield f"{document.path} is not what was signed: it changed, or was judged anew, after {others} signed"


def _about_verdict(verdict: Verdict, rules: Rules) -> Iterator[str]:
    if verdict.decision != "GO":
        first = f": {verdict.blockers[0].reason}" if verdict.blockers else ""
        yield f"the verdict is NO-GO{first}"
    elif verdict.blockers or any(line.effect is Effect.BLOCKS for line in verdict.lines):
        yield "the verdict says GO and names what blocks: it was edited"
    if verdict.as_of > rules.now + SKEW:
        yield f"the verdict is of the future: as of {moment(verdict.as_of)}"
    elif not rules.now - verdict.as_of <= rules.max_age:
        yield f"the verdict is older than {signature.hours(rules.max_age)}: as of {moment(verdict.as_of)}"


def _about_scope(verdict: Verdict, options: Options) -> Iterator[str]:
    """Whether the verdict is about all that golive.toml asks for: one of a smaller checklist has fewer roles, too."""
    asked = options.settings.phase
    if verdict.phase is not asked:
        yield f"it judged phase {verdict.phase}, this gate asks for {asked} (--golive-phase)"
    target = options.settings.target.url
    if target and verdict.target != target:
        yield f"it judged {verdict.target or 'no target'}, this gate is for {target} (--golive-env names another one)"
    judged = {one.sha256 for one in verdict.checklists}
    for path in map(Path, options.settings.checklist):
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() not in judged:
            yield f"{path.name}, which golive.toml names, was not judged as it is here"


def _about_release(verdict: Verdict, options: Options) -> Iterator[str]:
    """Whether this checkout is what was judged, and holds what decides who may sign."""
    judged = verdict.release
    apart = Path(options.settings.records.file) if judged.content else None
    here = checkout(options.root, apart, Path(options.settings.report))
    if not here.commit:
        yield f"{options.root} is no git checkout: what would be deployed is not known"
        return
    if not judged.commit:
        yield "the verdict names no commit: it was judged outside of git"
    elif judged.commit != here.commit and not (judged.content and judged.content == here.content):
        yield f"it judged commit {judged.commit[:10]}, this checkout is {here.commit[:10]}: run the gate again"
    if judged.dirty:
        yield "it judged uncommitted changes: commit them, then run the gate again"
    if here.dirty:
        records = Path(options.settings.records.file)
        is_said = is_only_change(options.root, records, Path(options.settings.report))
        yield f"{records.name} is not committed: commit it" if is_said else "this checkout has uncommitted changes"
    for file in filter(None, (Path(options.settings.signatures.allowed_signers), options.config_file)):
        if file.exists() and not is_committed(options.root, file):
            yield f"{file.name} is not committed: it decides who may sign, so it must not change unseen"


def _about_records(verdict: Verdict, options: Options) -> Iterator[str]:
    """Whether every word that the verdict stands on is still said."""
    from pytest_golive.records import file as records_file
    from pytest_golive.records.model import redacted

    now = {redacted(record) for record in records_file.read(Path(options.settings.records.file))}
    gone = [line for line in verdict.lines if line.record and line.record_counts and line.record not in now]
    if gone:
        more = f" and {plural(len(gone) - 1, 'other')}" if len(gone) > 1 else ""
        yield f"“{gone[0].text}”{more}: what people said was withdrawn or changed since: run the gate again"


def _missing(document: Document, made: Iterable[Checked], required: Mapping[str, str]) -> Iterator[str]:
    have = {role_key(one.role) for one in made}
    for key, role in required.items():
        if key not in have:
            yield f"{role} has not signed: {how_to_sign(role, str(document.path))}"
    if not required and document.verdict:
        yield "no role has to sign: name one in golive.toml, [signatures] roles, or in a sign-off line of the checklist"
