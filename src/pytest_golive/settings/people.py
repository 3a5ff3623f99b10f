"""The tables of golive.toml about people: what they said, what they sign, what they are reminded of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from pytest_golive.schema import TomlTable


class Records(TomlTable):
    """``[records]``: what people said about lines."""

    file: str = "golive-records.toml"
    """The file, relative to golive.toml; `golive attest`, `waive`, `na` and `fill` write it."""
    reopen_on_release: tuple[Literal["critical", "high", "medium"], ...] = ("critical",)
    """Severities whose lines have to be said again for each new release."""


#: Far more than a verdict is good for, and few enough to count with.
MOST_HOURS = 100_000


class Signatures(TomlTable):
    """``[signatures]``: who signs a verdict, and how long it is good for a deploy."""

    roles: tuple[str, ...] = ()
    """Roles that must sign, beside those of the checklists."""
    allowed_signers: str = "golive-allowed-signers"
    """The allowed keys (OpenSSH's allowed_signers format), relative to golive.toml and committed."""
    max_age_hours: float = 24.0
    """Hours after which `golive verify` refuses a verdict and its signatures."""
    independent: bool = False
    """True: whoever wrote the release's commit cannot sign GO for it."""
    may_sign: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Principals that may sign as a role: ``{QA = ["ana@shop.example"]}``; roles not named here: every allowed one."""


class Reminders(TomlTable):
    """``[reminders]``: what is announced before it ends."""

    days: int = 14
    """Certificates, attestations and waivers that end within this many days are warnings."""
