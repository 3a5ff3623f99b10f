"""Cuts a line or a phrase into the words that carry its meaning, so that the two can be compared.

The rules are few and meant to be read: lower case, no punctuation, filler words dropped, light stemming.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pytest_golive.patterns import lazily

#: Paths, words, and the signs that turn a statement round: a line with one of these is never wholly verified by words.
TOKEN = lazily(r"(?<![\w/])/(?:[\w.<>{}-]+/?)*|\.?\w(?:[\w.+]*[\w+])?|!=|[<>]=?|[≠≤≥¬❌✗✘🚫]")

#: Words without which a line says the same. "no", "not" and "without" are never fillers.
FILLERS = frozenset(
    """a an the is are be been being was were am to for of in on at over and or with by from via per as into
    your our my their its it this that these those there which has have had do does should must shall can
    may all each every also please using use used us we you so just etc properly correctly
    successfully appropriately now""".split()
)
#: Words that turn a statement round, or put it off, unless a phrase takes them in.
REVERSERS = frozenset(
    """not no never none neither nor without off disable disabled disabling except unless until later yet
    dont doesnt isnt arent wont cant skip skipped remove removed drop dropped will todo tbd planned pending
    postponed soon instead broken missing fail fails failing failed cannot nobody deleted stopped
    hasnt havent didnt shouldnt mustnt lacks outdated false""".split()
)
#: Words that say a line is about something else than the target, or about a task, unless a phrase takes them in.
ELSEWHERE = frozenset(
    """old legacy staging preview laptop ci vendor training course workshop meeting who decide
    postpone intern demo sandbox localhost development dev""".split()
)
TURNS = REVERSERS | ELSEWHERE
#: A checklist is there to verify: at the start of a line the verb alone says nothing …
LEADING = frozenset({"verify", "check", "ensure", "confirm", "make", "sure", "double", "validate"})
#: … nor does it elsewhere, once it is done.
DONE = frozenset({"verified", "confirmed", "checked", "validated"})
SILENT = FILLERS | DONE
#: "in production" is what the whole gate is about.
CONTEXT = lazily(
    r"\b(?:in|for|on) (?:the )?(?:production|prod|live)(?! (?:mode|keys?)\b)"
    r"(?: (?:environment|settings|server|site))?\b"
    r"|\((?:in |for )?production\)"
)

#: Words the suffix rules would spoil.
KEEP = frozenset(
    """https dns cors css js tls hsts aws sms redis always access process address status pass class
    bus gas os ios series news canvas nginx postgres kubernetes less sass axis basis was has
    need seed feed speed red bed media data date rate state create
    planned pending meeting deleted except production presentation stores code""".split()
)
SUFFIXES = (
    "ations",
    "ation",
    "ating",
    "ated",
    "ates",
    "ate",
    "ions",
    "ion",
    "ings",
    "ing",
    "ies",
    "ed",
    "es",
    "s",
    "e",
    "y",
)
#: Spellings of more than one word, hyphens being blanks.
JOINED = {
    "e mail": "email", "do not": "dont", "does not": "doesnt", "log in": "login", "sign in": "login",
    "log out": "logout", "logging out": "logout", "logging in": "login", "sign out": "logout",
    "sign up": "signup", "reply to": "replyto",
    "set up": "configured", "in place": "configured", "up to date": "current", "switched on": "enabled",
    "turned on": "enabled", "turn on": "enabled", "turned off": "off", "switched off": "off", "turn off": "off",
    "switch off": "off", "logged out": "logout", "signed off": "approved", "web server": "webserver",
    "check out": "checkout", "up and running": "running",
    "set up and working": "working", "configured and working": "working", "installed and working": "working",
    "set up and running": "running", "installed and running": "running",
    "roll back": "rollback", "rolled back": "rollback", "back up": "backup", "backed up": "backup",
    "fail over": "failover", "web hook": "webhook", "time out": "timeout",
}  # fmt: skip
JOINING = lazily(rf"\b(?:e mail|(?:{'|'.join(JOINED)})\b)")
#: The gate looks at one site and at what it is made of: that all of a team's are fine is more than it can see.
_ONE = (
    r"(?:system|application|site|shop|store|website|database|server|node|machine|instance|pod"
    r"|worker|browser|device)"
)
_SORT = r"(?: (?:other|production|web|app|application))?"
SCOPE = lazily(
    rf"\b(all|both)(?: of)?(?: (?:the|our|your))?{_SORT} ({_ONE}s)\b"
    rf"|\b(every|each)(?: single)?{_SORT} ({_ONE})\b"
)
SCOPED = lazily(r"(?<=^all)_|(?<=^both)_|(?<=^every)_|(?<=^each)_")
#: A number and its unit are two words: "500ms", "24h".
UNIT = lazily(r"(?<![\w.+])(\d+(?:\.\d+)?)(ms|s|secs?|mins?|h|hrs?|d|kb|mb|gb|tb)\b")
TAG = lazily(r"<(\w+)>")
SIGNS = {" / ": " ", "&": " and "}

#: Two spellings of one thing.
SAME = {
    "postgresql": "postgres", "psql": "postgres", "db": "database",
    "databases": "database", "backend": "back end", "frontend": "front end", "cert": "certificate",
    "certs": "certificate",
    "prod": "production", "config": "configured", "configs": "configured", "setup": "configured", "env": "environment",
    "vars": "variables", "var": "variables", "creds": "credentials", "favicons": "favicon", "valkey": "redis",
    "gzipped": "gzip", "minification": "minified", "minify": "minified", "authn": "authentication",
    "tls": "ssl", "logins": "login",
}  # fmt: skip


#: ``@name`` in a phrase: ways to say that something is there, works, was tried, is off.
CLASSES = {
    "@set": tuple(
        """configured enabled enable on active activated installed implemented present available exist existing
        ready done created create added used running applied enforced defined integrated complete completed required
        set entered turned live deployed provided correct right proper""".split()
    ),
    "@works": tuple(
        """works working functional functions functioning operational tested test successful succeeds passes passing
        pass ok okay correct fine load loads loading responding responds reachable accessible good stable usable
        completed complete runs running verified verify""".split()
    ),
    "@tested": tuple(
        """tested test testing tried verified verify checked rehearsed proven confirmed exercised practised practiced
        run ran performed completed done executed passed passing passes successful drill drilled""".split()
    ),
    "@off": tuple("off disabled disable false deactivated deactivate".split()),
    "@no": tuple("no zero without never none not".split()),
    "@written": tuple(
        """documented document documentation written recorded described published complete available current
        exists defined prepared ready updated maintained agreed created create""".split()
    ),
    "@automatic": tuple(
        """automated automatic automatically scheduled schedule nightly daily hourly regular regularly cron
        periodic running""".split()
    ),
    "@watched": tuple(
        """monitored monitoring monitor watched observed tracked tracking alerts alerting alerted alert
        alarms""".split()
    ),
    "@provider": tuple(
        """sendgrid mailgun postmark ses amazon google workspace gmail outlook microsoft office365 mailchimp mandrill
        brevo sparkpost zoho resend mailjet""".split()
    ),
}
#: Where a clause begins that says what a thing is for.
_REASON = r"\b(?:so that|because|in order to|to (?:prevent|avoid|protect|help|reduce|minimi[sz]e|keep))\b"
REASON = lazily(rf"\s*{_REASON}", re.IGNORECASE)
#: Between two clauses: stops, colons, dashes, brackets, and where a reason begins.
CLAUSE = lazily(rf"[.;:!?]\s+|\s[-–—]\s|[()]|,\s+(?=e\.g\.|which\b)|(?={_REASON})", re.IGNORECASE)


class Word(NamedTuple):
    """One content word: how it is compared, and how it stands in the text."""

    stem: str
    text: str


@cache
def stem(word: str) -> str:
    """The comparable form of one lower-case word; names with digits, dots, slashes or underscores stay."""
    if word.endswith("s") and word[:-1] in KEEP:
        return word[:-1]
    if len(word) <= 3 or not word.endswith(SUFFIXES) or word in KEEP or not word.isalpha() or not word.isascii():
        return word
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            if suffix == "s" and word.endswith(("ss", "us", "is")):
                continue
            stemmed = word.removesuffix(suffix)
            doubled = suffix in {"ing", "ings", "ed"} and stemmed[-1] == stemmed[-2] and stemmed[-1] not in "ls"
            stemmed = stemmed[:-1] if doubled else stemmed
            # "notes" are no "not", and an "exception" is no "except".
            return word if stemmed in TURNS and word not in TURNS and suffix != "s" else stemmed
    return word


@cache
def stems_of(word: str) -> tuple[str, ...]:
    """The stems of one word of a phrase; none when it says nothing, several when it is cut up."""
    word = word.lower()
    if not word.isalpha() or not word.isascii():
        return tuple(one.stem for one in words(word, is_part=True))
    return tuple(stem(part) for part in SAME.get(word, word).split() if part not in SILENT)


@lru_cache(maxsize=256)
def words(text: str, *, is_part: bool = False) -> tuple[Word, ...]:
    """The content words of a line, or of one part of a phrase, in order."""
    text = text.replace("’", "'").replace("'", "")
    lowered = CONTEXT.sub(" ", text.lower())
    plain = SCOPE.sub(lambda scope: "_".join(filter(None, scope.groups())), _plain(lowered))
    tokens = TOKEN.findall(joined(plain))
    while tokens and tokens[0] in LEADING and not is_part:
        tokens = tokens[1:]
    found = [word for token in tokens for word in _said(token)]
    # "SSL/TLS certificate" says one thing twice; "3 and 3" does not.
    return tuple(
        word for at, word in enumerate(found) if at == 0 or word.stem != found[at - 1].stem or not word.stem.isalpha()
    )


@cache
def _said(token: str) -> tuple[Word, ...]:
    """The words of one token: none when it says nothing, several when it is cut up."""
    parts = SAME.get(token, token).split()
    shown = SCOPED.sub(" ", token)
    return tuple(Word(stem(part), part if len(parts) > 1 else shown) for part in parts if part not in SILENT)


class Clause(NamedTuple):
    """A part of a line."""

    places: range
    """Which of the line's words are in it."""
    is_reason: bool
    """It says what something is for."""


def clauses(text: str, said: Sequence[Word]) -> list[Clause]:
    """Cut a line whose words are ``said`` at its stops, brackets and reasons; one that cannot be cut is one clause."""
    found: list[Clause] = []
    start = 0
    for part in CLAUSE.split(text):
        count = len(words(part))
        found.append(Clause(range(start, start + count), bool(REASON.match(part))))
        start += count
    return found if start == len(said) else [Clause(range(len(said)), is_reason=False)]


def joined(text: str) -> str:
    """The text with every spelling of more than one word as one."""
    return JOINING.sub(lambda found: JOINED[found[0]], text)


def _plain(text: str) -> str:
    """The text without the signs that only dress words up, and numbers apart from their units."""
    for sign, word in SIGNS.items():
        text = text.replace(sign, word)
    return UNIT.sub(r"\1 \2", TAG.sub(r"\1", text.replace("-", " ")))
