"""LINES → STATEMENTS: a line without what a team hangs on it and what says nothing about the target.

Numbers, issues, people, priorities, dates due and references go. What may be a claim of its own stays and is left
over: "(reviewed by legal)", "(in staging)", "(30 min)".
"""

from __future__ import annotations

import re

from pytest_golive.checklist.model import Severity, strictest
from pytest_golive.checklist.shapes import SEVERITY_SIGNS, SEVERITY_WORDS
from pytest_golive.patterns import lazily

_DAY = r"(?:(?:next\ )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = rf"(?:\d{{4}}-\d\d-\d\d|\d\d?\.?\ {_MONTH}|{_MONTH}\ \d\d?)"
#: Where a team files a line; "[staging]" and "[mobile]" would change what it says.
_FILED = r"(?:security|back-?end|front-?end|fe|be|(?:dev)?ops|infra(?:structure)?|qa|seo|tech|team|general|misc)"
#: Names with a number that are no numbers of lines.
_NAMES = r"(?:UTF|SHA|AES|TLS|ISO|HTTP|RFC|CVE|MD|RSA|HMAC|WCAG|PCI|GPT|IPV|COVID)"
_TOOL = r"(?:curl|wget|httpie|postman|openssl|dig|nslookup|psql|redis-cli)"
_REFERENCE = r"(?:docs?\b|runbook|wiki|below|above|section|appendix|readme|\#|https?:|[\w-]+/|[\w/-]+\.\w{2,4}\b)"
_NUMBER = (
    r"^\W*(?:\d{1,2}(?:\.\d{1,2})*(?:[.)]\s|(?<=\.\d)\s+(?-i:(?=[A-Z`\"'])))"
    r"|(?:step|task|item|part|no\.)\ ?\d{1,2}\s*[.):–—-]\s)"
)
NUMBERED = lazily(_NUMBER)
ANNOTATIONS = lazily(
    rf"""(?xi)
    \((?:optional|recommended|required|mandatory|if|when|where|nice\ to\ have|e\.?g\b|for\ example|i\.?e\b)[^()]*\)
    | \([^()]*(?<![\w.])@[\w-][^()]*\)
    | [.,;(–—-]\s*see\ (?:also\ )?(?:the\ )?{_REFERENCE}[^()]*\)?\s*$
    | \(\s*(?:docs?|link|how(?:[\ -]?to)?|guide|details|more(?:\ info)?|wiki|source|reference)\s*\) | \[\^[^\]]+\]
    | \(?\#\d+\)? | (?:\s+\#[a-z][\w/-]*)+\s*$
    | \(?(?<![\w.])@[\w-]+\)?(?!\.\w)
    | (?-i:\b(?!{_NAMES})[A-Z]{{2,10}}-\d+\b(?=\W*$))
    | (?-i:^\W*(?!{_NAMES})[A-Z]{{1,8}}-\d{{1,4}}\b(?![.\w-]\w))[\])]?:?
    | {_NUMBER} | ^\W*[a-z]\)\s
    | ^\W*[\[(]{_FILED}[\])]:? | ^\W*{_FILED}(?::|\s[–—-])\s
    | [\[(]?\b(?:due|owners?|assignee|deadline|eta)\b:\s*[^\])]*[\])]? | \(due\ [^)]*\)
    | \(by\ (?:{_DAY}|{_DATE})[^()]*\) | [📅⏰⏳🛫🗓✅]\ufe0f?\s*\d{{4}}-\d\d-\d\d
    | [(–—-]\s*(?:verify|check|test)(?:ed)?\ (?:with|using|via)\ {_TOOL}\s*(?:\)|$) | \bas\ expected\b
    | \(done\) | \s[–—-]\s*done\W*$ | :\s*done\W*$
    | :[a-z_]+: | ❗
    """
)
#: ``[P0] …``, ``Critical: …``, ``… (high)``, ``… - must have``, ``… #critical``.
TAG = lazily(
    r"""(?xi)
    ^\W*?[\[(]([\w ]+)[\])]:? | ^\W*?([\w ]+?)\s*: | ^\W*?(P[0-4])\b
    | [\[(]([\w ]+)[\])]\W*$ | \s\#(\w+)\W*$ | \s(P[0-4])\W*$
    | \s[–—-]\s*(critical|blocker|blocking|(?:must|nice\ to)\ have|\w+\ priority)\W*$
    """
)
#: What any of them has and most lines have not.
_HANGS = lazily(r"[^\w\s.'’\"/!?]|^\W*\d|\b(?:[Pp][0-4]|[Ss]ee|expected)\b")


def severity_of_line(text: str) -> Severity | None:
    """The severity a line tags itself with: ``[P0] …``, ``Critical: …``, ``… (high)``, ``🔴 …``; the strictest."""
    if not _HANGS.search(text):
        return None
    words = {_word(tag) for said in (text, ANNOTATIONS.sub(" ", text)) for tag in TAG.finditer(said)}
    tags = [severity for word, severity in SEVERITY_WORDS.items() if word in words]
    tags = tags or [SEVERITY_SIGNS[sign] for sign in (text[:1], text[-1:]) if sign in SEVERITY_SIGNS]
    return strictest(tags)


def statement_of(text: str) -> str:
    """The line without its annotations and the tags of its severity."""
    if not _HANGS.search(text):
        return text
    # Twice: a number may stand before a tag or behind it.
    untagged = TAG.sub(lambda tag: " " if _word(tag) in SEVERITY_WORDS else tag[0], ANNOTATIONS.sub(" ", text))
    return ANNOTATIONS.sub(" ", untagged)


def _word(tag: re.Match[str]) -> str:
    return tag[tag.lastindex or 0].strip().casefold()
