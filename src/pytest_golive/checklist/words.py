"""Cuts a line or a phrase into the words that carry its meaning, so that the two can be compared.

The rules are few and meant to be read: lower case, no punctuation, filler words dropped, light stemming.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

#: Paths, words, and the signs that turn a statement round: a line with one of these is never wholly verified by words.
TOKEN = re.compile(r"(?<![\w/])/(?:[\w.<>{}-]+/?)*|\.?\w(?:[\w.+]*[\w+])?|!=|[<>]=?|[≠≤≥¬❌✗✘🚫]")

#: Words without which a line says the same. "no", "not" and "without" are never fillers.
FILLERS = frozenset(
    """a an the is are be been being was were am to for of in on at over and or with by from via per as into
    your our my their its it this that these those there which has have had do does should must shall will can
    may all each every also please using use used us we you so just etc properly correctly
    successfully appropriately""".split()
)
#: A checklist is there to verify: at the start of a line the verb alone says nothing …
LEADING = frozenset({"verify", "check", "ensure", "confirm", "make", "sure", "double", "validate"})
#: … nor does it elsewhere, once it is done.
DONE = frozenset({"verified", "confirmed", "checked", "validated"})
SILENT = FILLERS | DONE
#: "in production" is what the whole gate is about.
CONTEXT = re.compile(
    r"\b(?:in|for|on) (?:the )?(?:production|prod|live)(?: (?:environment|settings|server|site))?\b"
    r"|\((?:in |for )?production\)"
)

#: Words the suffix rules would spoil.
KEEP = frozenset(
    """https dns cors css js tls hsts aws sms redis always access process address status pass class
    bus gas os ios series news canvas nginx postgres kubernetes less sass axis basis was has
    need seed feed speed red bed media data date rate state create""".split()
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
#: Spellings of more than one word.
JOINED = {"e-mail": "email", "do not ": "dont ", "does not ": "doesnt "}
#: Two spellings of one thing.
SAME = {
    "postgresql": "postgres", "psql": "postgres", "db": "database",
    "databases": "database", "backend": "back end", "frontend": "front end", "cert": "certificate",
    "certs": "certificate",
    "prod": "production", "config": "configured", "configs": "configured", "setup": "set up", "env": "environment",
    "vars": "variables", "var": "variables", "creds": "credentials", "favicons": "favicon", "valkey": "redis",
    "gzipped": "gzip", "minification": "minified", "minify": "minified", "authn": "authentication",
    "tls": "ssl", "logins": "login",
}  # fmt: skip


class Word(NamedTuple):
    """One content word: how it is compared, and how it stands in the text."""

    stem: str
    text: str


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The comparable form of one lower-case word; names with digits, dots, slashes or underscores stay."""
    if len(word) <= 3 or not word.endswith(SUFFIXES) or word in KEEP or not word.isalpha() or not word.isascii():
        return word
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            if suffix == "s" and word.endswith(("ss", "us", "is")):
                continue
            stemmed = word.removesuffix(suffix)
            doubled = suffix in {"ing", "ings", "ed"} and stemmed[-1] == stemmed[-2] and stemmed[-1] not in "ls"
            return stemmed[:-1] if doubled else stemmed
    return word


@lru_cache(maxsize=4096)
def words(text: str, *, is_part: bool = False) -> tuple[Word, ...]:
    """The content words of a line, or of one part of a phrase, in order."""
    text = text.replace("’", "'").replace("'", "")
    lowered = CONTEXT.sub(" ", text.lower())
    tokens = TOKEN.findall(_join_spellings(lowered))
    while tokens and tokens[0] in LEADING and not is_part:
        tokens = tokens[1:]
    found: list[Word] = []
    for token in tokens:
        parts = SAME.get(token, token).split()
        found += [Word(stem(part), part if len(parts) > 1 else token) for part in parts if part not in SILENT]
    # "SSL/TLS certificate" says one thing twice; "3 and 3" does not.
    return tuple(
        word for at, word in enumerate(found) if at == 0 or word.stem != found[at - 1].stem or not word.stem.isalpha()
    )


def _join_spellings(text: str) -> str:
    for spelling, joined in JOINED.items():
        text = text.replace(spelling, joined)
    return text.replace("-", " ")
