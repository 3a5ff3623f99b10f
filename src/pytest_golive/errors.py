"""Everything pytest-golive raises on purpose.

GoliveError
├── ConfigError      golive.toml, a flag or an environment variable is wrong (exit 4)
├── ChecklistError   the checklist cannot be read (exit 4)
└── CannotLook       a fact could not be seen; its checks become *unverified*
CannotTell           a check has seen its facts, and cannot judge by them: *unverified*
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def in_words(error: OSError) -> str:
    """An error of the system without its number: which file, and what is wrong with it."""
    what = error.strerror or str(error)
    return f"{error.filename} cannot be opened: {what}" if error.filename else what


def bad_toml(path: object, text: str, error: Exception) -> ConfigError:
    """The text of a file is no TOML: where, also when the parser only says that it met the end."""
    last = f"at line {len(text.rstrip().splitlines())}, the end of the document"
    return ConfigError(f"{path}: not valid TOML: {str(error).replace('at end of document', last)}")


def did_you_mean(given: str, known: Iterable[str] | Mapping[str, str], *, cutoff: float = 0.6) -> str:
    """The end of a sentence: ``, did you mean 'tls.chain'?``; empty when nothing is near. Of a mapping, the value."""
    import difflib

    close = difflib.get_close_matches(given, known, n=1, cutoff=cutoff)
    if not close:
        return ""
    return f", did you mean {known[close[0]] if isinstance(known, Mapping) else close[0]!r}?"


class GoliveError(Exception):
    """Base of every error this package raises on purpose; its text is meant for people."""


class ConfigError(GoliveError):
    """A setting is wrong: names the file, the key path, what was given and what is allowed."""


class ChecklistError(GoliveError):
    """A checklist cannot be read: names the file, the line and the cure."""


class CannotLook(GoliveError):  # noqa: N818 - reads as what happened: "raise CannotLook(why)"
    """A fact could not be seen, for the reason in its text.

    ``cure`` says what the team can do about it (a setting to add, a package to install); ``root`` names what is
    behind it when other facts cannot be seen for the same reason (a host that does not answer). ``look_failed``: the
    look was tried and nothing came of it (no answer, or none in time), so that no person's word may stand in for it;
    what was not tried for want of a setting or a permission is not. ``not_for``: area of the checks that do not concern
    this project (``django`` where it is a Flask application): they are not applicable.
    """

    def __init__(
        self, reason: str, *, cure: str = "", root: str = "", look_failed: bool = False, not_for: str = ""
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cure = cure
        self.root = root
        self.look_failed = look_failed
        self.not_for = not_for


class CannotTell(Exception):  # noqa: N818 - a signal, not an error
    """Ends a check as *unverified*; raised by `checks.registry.cannot_tell`."""

    def __init__(self, why: str, cure: str = "", *, look_failed: bool = False) -> None:
        super().__init__(why)
        self.cure = cure
        self.look_failed = look_failed
