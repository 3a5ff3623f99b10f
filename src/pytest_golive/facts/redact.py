"""One redactor stands between the world and every output.

Facts tell it each secret they meet (`Redactor.learn`); everything that is stored or printed goes through
`Redactor.text` or `Redactor.clean`. Secrets are replaced by ``***``, wherever they turn up.

Facts are compared before they are printed, and a weak secret may be an ordinary word: with ``postgres`` as a password
``django.db.backends.postgresql`` must stay the name of an engine. So `Redactor.clean_fact` leaves such a word where it
is a part of a longer name; what is then printed of the fact goes through `Redactor.text` all the same.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote, unquote

from pytest_golive.patterns import lazily

T = TypeVar("T")

MASK = "***"
#: Shorter values would blank ordinary words ("on", "no", "db") all over the report.
SHORTEST = 4
#: Fewer characters of a shortened secret tell nothing.
SHORTEST_END = 4

SECRET_NAME = lazily(
    r"SECRET|PASSW|PASSPHRASE|TOKEN|PRIVATE|CREDENTIAL|SIGNATURE|SALT|COOKIE_VALUE|SESSION_?ID"
    r"|(?:^|_)(?:KEY|PWD|PIN|DSN|AUTH|PASS)(?:$|_)|API_?KEY",
    re.IGNORECASE,
)
#: How well-known services begin their keys.
REAL_SECRET = lazily(
    r"^(?:sk|rk)_(?:live|test)_\w{16,}|^AKIA[0-9A-Z]{16}$|^gh[pousr]_\w{30,}|^xox[abprs]-[\w-]{10,}|^whsec_\w{16,}"
    r"|^SG\.[\w-]{16,}|-----BEGIN [A-Z ]*PRIVATE KEY|^\d{8,10}:[\w-]{35}$|^django-insecure-.{20,}"
)
#: A secret that may as well be a product, a user or a part of a module's path.
WORD = lazily(r"[A-Za-z]?[a-z]{3,11}|[A-Z]{4,12}")
TRUE = frozenset({"true", "1", "yes", "on", "y", "t"})
FALSE = frozenset({"false", "0", "no", "off", "n", "f"})
#: Passwords of addresses in documentation.
SAMPLE = frozenset({"password", "passwd", "pass", "pw", "pwd", "secret", "user", "xxx", "***"})
URL_PASSWORD = lazily(r"(?P<before>[a-z][a-z0-9+.-]*://[^\s/:@]*:)(?P<password>\S+)(?P<after>@)", re.IGNORECASE)


def as_boolean(text: str) -> bool | None:
    """True or False for the usual spellings of either, None for anything else."""
    word = text.strip().lower()
    return True if word in TRUE else False if word in FALSE else None


def is_secret_name(name: str) -> bool:
    """Whether a setting or variable of this name is to be kept out of every output."""
    return SECRET_NAME.search(name) is not None


class Redactor:
    """Knows the secrets met so far and blanks them."""

    def __init__(self) -> None:
        self._secrets: dict[str, None] = {}

    def learn(self, secret: str) -> None:
        """Remember a secret value, plain and percent-encoded; values under 4 characters are left alone."""
        for form in (secret, quote(secret, safe=""), unquote(secret)):
            if len(form) >= SHORTEST:
                self._secrets[form] = None

    def learn_url(self, url: str) -> None:
        """Remember the password of a URL such as ``postgresql://user:password@host/name``, and ``?token=…``.

        Of one that is written wrongly (``user:pass/word@host``), what may be a part of the password, too.
        """
        user, _, _ = url.partition("://")[2].rpartition("@")
        password = user.partition(":")[2]
        parts = re.split(r"[/?#]", password)
        asked = [pair.partition("=") for pair in re.split(r"[?#&;]", url)[1:]]
        for one in (password, parts[0], *(value for name, _, value in asked if is_secret_name(name))):
            self.learn(one)

    def text(self, text: str) -> str:
        """``text`` with every known secret, and the password of any URL, blanked."""
        return self._blank(text, str.replace)

    def _blank(self, text: str, replace: Callable[[str, str, str], str]) -> str:
        for secret in sorted(self._secrets, key=len, reverse=True):
            if secret in text:
                text = replace(text, secret, MASK)
        if "://" in text and "@" in text:
            text = URL_PASSWORD.sub(rf"\g<before>{MASK}\g<after>", text)
        return self._without_ends(text) if "..." in text else text

    def _without_ends(self, text: str) -> str:
        """Blank what is left of a secret where a long value was shortened with ``...`` in its middle."""
        parts = text.split("...")
        # A copy: other threads learn secrets meanwhile.
        for secret in tuple(self._secrets):
            for length in range(len(secret) - 1, SHORTEST_END - 1, -1):
                head, tail = secret[:length], secret[-length:]
                parts = [part[:-length] + MASK if part.endswith(head) else part for part in parts[:-1]] + parts[-1:]
                parts = parts[:1] + [MASK + part[length:] if part.startswith(tail) else part for part in parts[1:]]
        ended = "...".join(parts)
        # Mostly nothing is left of one: a page need not be in memory twice.
        return text if ended == text else ended

    def clean(self, value: T) -> T:
        """``value`` (dataclasses, mappings, tuples, lists and strings) with every string redacted."""
        return _each_text(value, self.text)  # type: ignore[no-any-return]

    def clean_fact(self, value: T) -> T:
        """As `clean`, but secrets that are ordinary words stay where they are a part of a longer name."""
        return _each_text(value, lambda text: self._blank(text, _replace_names))  # type: ignore[no-any-return]


def _replace_names(text: str, secret: str, mask: str) -> str:
    """``text.replace``, of a word only where it stands by itself: not in ``postgresql`` or ``backends.postgres``."""
    if not WORD.fullmatch(secret):
        return text.replace(secret, mask)
    return re.sub(rf"(?<!\w)(?<!\w\.){re.escape(secret)}(?!\w|\.\w)", mask, text)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    """``value`` with every string inside of it changed."""
    match value:
        case str():
            # A StrEnum member must stay a member.
            return change(value) if type(value) is str else value
        case Mapping():
            return {_each_text(key, change): _each_text(item, change) for key, item in value.items()}
        case tuple() | list() | set() | frozenset():
            return type(value)(_each_text(item, change) for item in value)
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            changes = {
                field.name: _each_text(getattr(value, field.name), change)
                for field in dataclasses.fields(value)
                if field.init
            }
            return dataclasses.replace(value, **changes)
        case _:
            return value


#: The one redactor of this process.
REDACTOR = Redactor()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Strength:
    """What may be said about a secret without telling it."""

    length: int
    distinct: int
    """Number of different characters."""
    entropy: float
    """Shannon entropy in bits per character."""
    insecure_prefix: bool
    """Begins with Django's ``django-insecure-``."""
    placeholder: bool
    """Looks like the value of an example file: ``change-me``, ``<your-key>``, ``xxx``."""


#: ``[…]`` and ``{…}`` around words: a list or an object of JSON is a value. Blanks after "your" are in slogans, too.
PLACEHOLDER = lazily(
    r"^$|^<.*>$|^\[[A-Za-z][\w .-]*\]$|^\{[A-Za-z][\w .-]*\}$|^\{\{.*\}\}$|(?<![A-Za-z])your[-_]"
    r"|^(?:(?:enter|insert|put|add|paste) )?your (?:[\w-]+ ){0,3}(?:key|id|token|secret|password|dsn|domain|here)$"
    # The keys of Amazon's documentation.
    r"|^AKIAIOSFODNN7EXAMPLE$|^wJalrXUtnFEMI/K7MDENG"
    r"|change[-_ ]?(me|this|it)|replace[-_ ]?(me|this)"
    r"|(?<![a-z0-9])x{3,}(?![a-z0-9])|placeholder|yourdomain|example\.(com|org|net)|^todo$|^secret$|^password$|^changeit$",
    re.IGNORECASE,
)


def is_placeholder(value: str) -> bool:
    """Whether a value was left as in an example file."""
    return PLACEHOLDER.search(value.strip()) is not None


def url_password(value: str) -> str:
    """The password of a URL, or nothing."""
    authority = re.split(r"[/?#]", value.partition("://")[2], maxsplit=1)[0]
    return unquote(authority.rpartition("@")[0].partition(":")[2])


def strength(secret: str) -> Strength:
    """Measure a secret; the result holds nothing of its text."""
    counts = Counter(secret)
    total = len(secret) or 1
    return Strength(
        length=len(secret),
        distinct=len(counts),
        entropy=round(-sum(n / total * math.log2(n / total) for n in counts.values()), 2) if secret else 0.0,
        insecure_prefix=secret.startswith("django-insecure-"),
        placeholder=is_placeholder(secret),
    )


def learn_all(values: Mapping[str, str]) -> None:
    """Tell the redactor what must never be shown of these variables."""
    for name, value in values.items():
        learn(name, value)


def learn(name: str, value: str) -> None:
    """Tell the redactor what must never be shown of this variable."""
    REDACTOR.learn_url(value)
    ordinary = as_boolean(value) is not None or (value.isdigit() and len(value) < 6) or is_placeholder(value)
    if (is_secret_name(name) or REAL_SECRET.search(value)) and not ordinary:
        REDACTOR.learn(value)
