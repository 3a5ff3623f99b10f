"""Checks of what the shop's mail says: its templates, rendered."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pytest_golive.checks.registry import Evidence, check
from pytest_golive.facts.pointers import ADDRESS, is_elsewhere, is_template
from pytest_golive.facts.prose import LEFT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_golive.facts.mails import RenderedMail, RenderedPart
    from pytest_golive.settings import Settings

#: What a template engine leaves of a tag that it did not understand, and words of the trade.
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\bdummy text\b", re.IGNORECASE)
ENTITY = re.compile(r"&(?:amp|lt|gt|quot|#x?[0-9a-f]+);", re.IGNORECASE)
#: A link that a mail program can follow, or that stays inside of the mail.
ABSOLUTE = re.compile(r"(?:https?://[^/]|mailto:.|tel:.|sms:.|cid:.|data:|#.)", re.IGNORECASE)
ADDRESSES = ("href", "src", "background")
#: A path of the site in plain text: a mail program makes no link of it.
PATH = re.compile(r"(?<![^\s(<:])/(?:[\w~%-]+/)+[\w~%?=&.#-]*")
#: What is printed for a variable that nobody could note, as those in `{% blocktranslate %}`.
UNRESOLVED = re.compile(r"\S*[^\S\n]*\(unresolved\)")
#: What a finding names.
MOST = 5


class _Links(HTMLParser):
    """Every address in a mail."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the addresses of one element."""
        del tag
        self.found += [(value or "").strip() for name, value in attrs if name in ADDRESSES]


@check(
    "mail.templates-render",
    severity="medium",
    effect="executes",
    overlooks="look branded customised customized nice mobile outlook gmail preview reviewed version well",
    says=(
        "=email|mail templates",
        "email|mail templates render|rendered|@tested|works|functional",
        "email|mail templates render without|no errors",
        (
            "=email|mail template "
            "look|render|tested|reviewed|ready|check|branded|customised|customized|correct|broken|preview|"
            "placeholders no? ~ right notification transactional variables html error text proper version mobile "
            "outlook well nice wrong gmail order customer links content @works"
        ),
        "=email|mail render|branded ~ html text version well right template look plain",
    ),
)
def templates_render(mail_renders: tuple[RenderedMail, ...], settings: Settings, evidence: Evidence) -> None:
    """Every declared mail renders with its sample: nothing unresolved, no subject empty, no placeholder, no dead link.

    Why: a misspelt variable is no error to Django, and the customer reads "Dear ,".
    Fix: correct the template that is named here; links in a mail begin with https:// and your own host.
    Cannot tell when: no mail is declared in [[mail.templates]], or its sample cannot be read.
    Source: https://docs.djangoproject.com/en/stable/ref/templates/api/
    """
    wrong = [f"{mail.name}: {told}" for mail in mail_renders for told in _wrong(mail, settings.target.all_hosts)]
    more = f" and {len(wrong) - MOST} more" if len(wrong) > MOST else ""
    assert not wrong, "; ".join(wrong[:MOST]) + more
    for mail in mail_renders:
        subject = f" “{' '.join(mail.subject.text.split())}”" if mail.subject else ", whose subject is no template"
        parts = [name for name in ("text", "html") if getattr(mail, name)]
        evidence.saw(f"{mail.name}{subject}: {' and '.join(parts)} render")


def _wrong(mail: RenderedMail, own: tuple[str, ...]) -> Iterator[str]:
    """What is wrong with one mail."""
    parts = [(name, part) for name in ("subject", "text", "html") if (part := getattr(mail, name))]
    for name, part in parts:
        if part.error:
            yield f"{part.template} raises {part.error}"
            continue
        for variable in part.missing:
            yield f"{part.template} has {variable}, which the sample has not"
        if not part.missing and (printed := UNRESOLVED.search(part.text)):
            yield f"{part.template} prints a variable that the sample has not, at {printed[0]!r}"
        if not part.text.strip():
            yield f"{part.template} is empty"
        if left := LEFT.search(part.text) or TAG.search(part.text):
            yield f"{part.template} says {left[0]!r}"
        for link in dict.fromkeys(one.rstrip(".,;:!?") for one in ADDRESS.findall(part.text)):
            if (is_template(link, own) or not is_elsewhere(link)) and urlsplit(link).hostname not in own:
                yield f"{part.template} links to {link!r}, which no customer can open"
        yield from _dead(part) if name == "html" else _plain(part)


def _plain(part: RenderedPart) -> Iterator[str]:
    if path := PATH.search(part.text):
        yield f"{part.template} has the relative link {path[0]!r}"
    if entity := ENTITY.search(part.text):
        yield f"{part.template} is plain text and says {entity[0]!r}: it is escaped as HTML"


def _dead(part: RenderedPart) -> Iterator[str]:
    links = _Links()
    links.feed(part.text)
    for link in dict.fromkeys(links.found):
        if not ABSOLUTE.match(link):
            yield f"{part.template} has the relative link {link!r}"
