"""Signatures of a verdict: small statements, signed with a person's SSH key by ``ssh-keygen -Y sign``.

Who signed is what the allowed_signers file says about the key, not what the signer says.
"""

from __future__ import annotations

import base64
import fnmatch
import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from pytest_golive.checklist.roles import role_key
from pytest_golive.checklist.slug import slug
from pytest_golive.data import dataclass
from pytest_golive.errors import ConfigError
from pytest_golive.records.standing import SKEW

NAMESPACE = "pytest-golive"
FOLDER = "signatures"
#: Seconds ssh-keygen may take; the longer one when a person has to type a passphrase or touch a key.
PATIENCE, PATIENCE_WITH_PEOPLE = 30, 300
_PUBLIC_KEY = re.compile(r"(?:ssh|sk|ecdsa)-\S+ AAAA")


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What is signed."""

    verdict: str
    """Digest of the bytes of verdict.json."""
    role: str
    decision: Literal["GO", "NO-GO"]
    signed_at: datetime
    note: str = ""
    schema: Literal["pytest-golive/signature/1"] = "pytest-golive/signature/1"

    @property
    def canonical(self) -> bytes:
        """The one way to write it, which is what the signature is over."""
        import msgspec

        return json.dumps(msgspec.to_builtins(self), sort_keys=True, separators=(",", ":")).encode("ascii")


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One file of the folder ``signatures``."""

    statement: Statement
    signature: str
    """As ssh-keygen writes it."""


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What a signature must keep to count."""

    allowed_signers: Path
    now: datetime
    max_age: timedelta
    may_sign: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Principals by role; a role that is not named here may be signed by every allowed signer."""
    is_independent: bool = False
    author: str = ""
    """E-mail address of whoever wrote the release's commit."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A signature with what is wrong with it."""

    path: Path
    statement: Statement | None = None
    by: tuple[str, ...] = ()
    """The principals of the key; empty when it is not allowed or the signature is broken."""
    problem: str = ""
    """Why it does not count; empty when it does."""
    is_of_other: bool = False
    """It signs other bytes than those of this verdict."""

    @property
    def role(self) -> str:
        """The role it was signed as, or the file's name."""
        return self.statement.role if self.statement else self.path.name

    @property
    def name(self) -> str:
        """The signer."""
        return ", ".join(self.by)


@dataclass(frozen=True, kw_only=True)
class SignedRole:
    """A signature that counts, for those who show it."""

    role: str
    by: str
    decision: Literal["GO", "NO-GO"]
    at: datetime


def digest(verdict: bytes) -> str:
    """What ties a signature to the bytes of verdict.json."""
    return f"sha256:{hashlib.sha256(verdict).hexdigest()}"


def file_of(verdict: Path, role: str) -> Path:
    """Where the signature of a role is kept: one file for each, however the role is written."""
    key = role_key(role)
    unique = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return verdict.parent / FOLDER / f"{slug(key)}-{unique}.json"


def render(signature: Signature) -> bytes:
    """A signature as its file holds it."""
    import msgspec

    return (json.dumps(msgspec.to_builtins(signature), indent=2) + "\n").encode("ascii")


def sign(statement: Statement, key: str) -> Signature:
    """Sign with a key: a file (private, or public when an agent holds the private half) or a public key as text.

    Raises:
        ConfigError: ssh-keygen cannot.
    """
    with tempfile.TemporaryDirectory() as folder:
        message = Path(folder, "statement")
        message.write_bytes(statement.canonical)
        literal = key.removeprefix("key::")
        if _PUBLIC_KEY.match(literal):
            Path(folder, "key.pub").write_text(f"{literal}\n", "utf-8")
            key = str(Path(folder, "key.pub"))
        # A file, and stderr as it is: the terminal stays free for a passphrase, or for "touch your key".
        arguments = ("-Y", "sign", "-q", "-n", NAMESPACE, "-f", key, str(message))
        done = _ssh_keygen(*arguments, timeout=PATIENCE_WITH_PEOPLE, stderr=None)
        signed = message.with_suffix(".sig")
        if done.returncode or not signed.exists():
            raise ConfigError(f"ssh-keygen could not sign with {key}; its own words are above")
        return Signature(statement=statement, signature=signed.read_text("ascii"))


def read_all(verdict: Path, raw: bytes, rules: Rules) -> list[Checked]:
    """Every signature in the folder beside a verdict, each with what is wrong with it.

    Args:
        raw: the bytes of the verdict.
    """
    return [check(path, raw, rules) for path in sorted((verdict.parent / FOLDER).glob("*.json"))]


def signed(verdict: Path, rules: Rules) -> tuple[SignedRole, ...]:
    """The signatures of a verdict that count."""
    return tuple(
        SignedRole(role=one.statement.role, by=one.name, decision=one.statement.decision, at=one.statement.signed_at)
        for one in read_all(verdict, verdict.read_bytes(), rules)
        if one.statement and not one.problem
    )


def check(path: Path, raw: bytes, rules: Rules) -> Checked:
    """One signature file, weighed."""
    checked = Checked(path=path)
    try:
        found = _read(path)
    except (OSError, ValueError) as error:
        return replace(checked, problem=f"{path.name} is no signature file ({error}): remove it, or sign again")
    return weigh(replace(checked, statement=found.statement), found, raw, rules)


def weigh(checked: Checked, found: Signature, raw: bytes, rules: Rules) -> Checked:
    """A signature with what is wrong with it."""
    statement = found.statement
    if statement.verdict != digest(raw):
        return replace(checked, problem="it signs other bytes than these", is_of_other=True)
    by, problem = _signer(found, rules.allowed_signers)
    return replace(checked, by=by, problem=problem or _broken_rule(statement, by, rules))


def _read(path: Path) -> Signature:
    import msgspec

    try:
        found = msgspec.convert(json.loads(path.read_bytes()), Signature)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None
    if found.statement.signed_at.tzinfo is None:
        raise ValueError("signed_at has no time zone")
    return found


def _broken_rule(statement: Statement, by: tuple[str, ...], rules: Rules) -> str:
    """The rule a true signature breaks; a NO-GO is only asked who may say it."""
    may = {role_key(role): principals for role, principals in rules.may_sign.items()}.get(role_key(statement.role))
    if may is not None and not set(by) & set(may):
        return f"{', '.join(by)} may not sign as this role, only {', '.join(may) or 'nobody'} ([signatures.may_sign])"
    if statement.decision == "NO-GO":
        return ""
    if statement.signed_at > rules.now + SKEW:
        return f"it is dated in the future ({statement.signed_at:%Y-%m-%d %H:%M} UTC)"
    if not rules.now - statement.signed_at <= rules.max_age:
        return f"it is older than {hours(rules.max_age)} ({statement.signed_at:%Y-%m-%d %H:%M} UTC)"
    if not rules.is_independent:
        return ""
    if not rules.author:
        return "who wrote the release's commit cannot be read, and [signatures] independent asks for somebody else"
    wrote = any(fnmatch.fnmatchcase(rules.author.casefold(), one.casefold()) for one in by)
    return f"{', '.join(by)} wrote the release's commit; somebody else has to sign" if wrote else ""


def hours(age: timedelta) -> str:
    """``24 hours``."""
    number = age / timedelta(hours=1)
    return f"{number:g} hour{'' if number == 1 else 's'}"


def _signer(found: Signature, allowed: Path) -> tuple[tuple[str, ...], str]:
    """The principals whose key made this signature over this statement; or why there are none."""
    try:
        key = public_key(found.signature)
    except ValueError:
        return (), "its signature is broken: it holds no key"
    if not allowed.is_file():
        return (), f"no key is allowed: there is no {allowed}"
    with tempfile.TemporaryDirectory() as folder:
        signature = Path(folder, "signature")
        signature.write_bytes(found.signature.encode("ascii", "replace"))
        about = ("-f", str(allowed), "-s", str(signature))
        asked = _ssh_keygen("-Y", "find-principals", *about)
        by = tuple(asked.stdout.decode("utf-8", "replace").splitlines())
        if asked.returncode or not by:
            why = _first_words(asked.stderr)
            if why.startswith("No principal"):
                return (), f"{allowed.name} does not hold the key that signed, {fingerprint(key)}"
            return (), f"the key that signed, {fingerprint(key)}, does not count: {why}"
        verified = _ssh_keygen("-Y", "verify", *about, "-I", by[0], "-n", NAMESPACE, stdin=found.statement.canonical)
        if verified.returncode:
            return (), f"its signature is broken: {_first_words(verified.stderr)}"
    return by, ""


def public_key(signature: str) -> str:
    """The key in a signature, as a line of an OpenSSH file.

    Raises:
        ValueError: there is none.
    """
    blob = base64.b64decode("".join(signature.splitlines()[1:-1]))
    # "SSHSIG", four bytes of version, then the key with its length before it; the key begins with its own type.
    key = _text(blob, 10)
    kind = _text(key, 0).decode("ascii")
    if not blob.startswith(b"SSHSIG") or not kind:
        raise ValueError("this is no SSH signature")
    return f"{kind} {base64.b64encode(key).decode('ascii')}"


def _text(blob: bytes, start: int) -> bytes:
    size = int.from_bytes(blob[start : start + 4])
    return blob[start + 4 : start + 4 + size]


def fingerprint(key: str) -> str:
    """``SHA256:…`` of a public key, as ssh-keygen shows it."""
    blob = base64.b64decode(key.split()[1])
    return f"SHA256:{base64.b64encode(hashlib.sha256(blob).digest()).decode('ascii').rstrip('=')}"


def find_ssh_keygen() -> str:
    """Path of ssh-keygen.

    Raises:
        ConfigError: there is none.
    """
    found = shutil.which("ssh-keygen")
    if not found:
        raise ConfigError("ssh-keygen is not on PATH; it comes with OpenSSH (Debian: apt-get install openssh-client)")
    return found


def _ssh_keygen(
    *arguments: str, stdin: bytes | None = None, timeout: float = PATIENCE, stderr: int | None = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    given: dict[str, Any] = {"stdin": None} if stderr is None else {"input": stdin or b""}
    try:
        return subprocess.run(  # noqa: S603 - a list of arguments, no shell
            [find_ssh_keygen(), *arguments],
            stdout=subprocess.PIPE,
            stderr=stderr,
            timeout=timeout,
            check=False,
            **given,
        )
    except subprocess.TimeoutExpired:
        raise ConfigError(f"ssh-keygen gave no answer within {timeout:g} seconds") from None
    except OSError as error:
        raise ConfigError(f"ssh-keygen cannot be run: {error.strerror or error}") from None


def _first_words(said: bytes) -> str:
    return next(iter(said.decode("utf-8", "replace").splitlines()), "ssh-keygen refuses it without a word").strip()
