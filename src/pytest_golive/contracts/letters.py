"""The mails that a shop sends to invented customers and to its staff, found in the mailbox of ``[mail]``."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.scene import Scene
from pytest_golive.data import dataclass
from pytest_golive.facts.imap import FORM, Mailbox, mailbox

LINK = re.compile(r"https?://[^\s\"'<>]+")
TAG = re.compile(r"<[^>]*>")
#: What a mail shows or is written in, and nobody follows.
UNFOLLOWED = re.compile(r"//www\.w3\.org/|\.(?:png|jpe?g|gif|svg|webp|ico|css|woff2?|ttf|dtd)(?:[?#]|$)", re.IGNORECASE)
UNSEEN = re.compile(r"<(script|style|head)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
#: What may stand between the digits of thousands and of hundreds (1,234.50; 1.234,50; 1 234,50; 1’234.50), and before
#: the cents.
GROUPS, POINTS = (",", ".", " ", "’", "'"), (".", ",")
#: What a whole number, or word, does not come after or before.
NUMBER = r"(?<![0-9])(?<![0-9][.,’'])"
BEFORE, AFTER = rf"(?<![A-Za-z]){NUMBER}", r"(?![A-Za-z0-9]|[.,’'][0-9])"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One mail."""

    id: str
    subject: str
    text: str
    """Its words, of the HTML part too, without tags."""
    links: tuple[str, ...]
    is_spam: bool

    def holds(self, *words: str) -> bool:
        """Whether subject or text holds all of these, none as a part of a longer one, whatever the spaces between."""
        return all(re.search(_apart(re.escape(" ".join(word.split()))), self._words) for word in words if word)

    def names(self, amount: Money) -> bool:
        """Whether it holds the amount, as any country writes it; without the cents where there are none."""
        return re.search(f"{NUMBER}(?:{'|'.join(_written(amount))})(?![0-9]|[.,’'][0-9])", self._words) is not None

    def link_to(self, hosts: Collection[str]) -> str:
        """The longest link to one of these hosts, else of all; empty: there is none that people follow."""
        links = [one for one in self.links if not UNFOLLOWED.search(one)]
        ours = [one for one in links if urlsplit(one).hostname in hosts]
        return max(ours or links, key=len, default="")

    @property
    def _words(self) -> str:
        told = " ".join(f"{self.subject} {self.text}".split())
        return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in told)


class Postbox:
    """The open mailbox, for the letters to one address.

    Args:
        scene: whose turn it is.
        box: the mailbox.
        address: whom the letters are to.
    """

    def __init__(self, scene: Scene, box: Mailbox, address: str) -> None:
        self._scene = scene
        self._box = box
        self._address = address

    def letters(self, *words: str) -> list[Letter]:
        """What is there now, and holds all the words."""
        found = (letter(raw, is_spam=is_spam) for raw, is_spam in self._box.letters(self._address))
        return [one for one in found if one.holds(*words)]

    def wait(self, *words: str, known: frozenset[str] = frozenset()) -> None:
        """Until there is one that is not known yet, or the time for mail to arrive is over."""
        seconds = self._scene.settings.mail.arrival
        self._scene.wait_for(lambda: any(one.id not in known for one in self.letters(*words)) or None, seconds)

    def wait_new(self, before: list[Letter], like: re.Pattern[str]) -> Letter | None:
        """A letter that was not there before, with a link: one that reads ``like`` this, else any."""
        known = {one.id for one in before}

        def fresh(pattern: re.Pattern[str]) -> Letter | None:
            new = [one for one in self.letters() if one.links and one.id not in known]
            return next((one for one in new if pattern.search(f"{one.subject} {one.text} {one.links}")), None)

        return self._scene.wait_for(lambda: fresh(like), self._scene.settings.mail.arrival) or fresh(re.compile(""))


@contextmanager
def postbox(scene: Scene, address: str) -> Iterator[Postbox]:
    """Open the mailbox that ``address`` leads to; cannot tell without one."""
    import ssl

    settings = scene.settings
    if not settings.mail.inbox:
        cannot_tell("no mailbox is declared in which the mail could be found", cure=FORM)
    context = ssl.create_default_context()
    if settings.target.ca_file:
        context.load_verify_locations(settings.target.ca_file)
    with mailbox(settings.mail.inbox, context) as box:
        yield Postbox(scene, box, address)


def shown(page: str) -> str:
    """The words of a page, without what is another at each load and nobody sees."""
    return " ".join(html.unescape(TAG.sub(" ", UNSEEN.sub(" ", page))).split())


def letter(raw: bytes, *, is_spam: bool) -> Letter:
    """A message as people read it."""
    from email import message_from_bytes, policy

    message = message_from_bytes(raw, policy=policy.default)
    parts = [part for part in message.walk() if part.get_content_maintype() == "text" and not part.is_attachment()]
    texts, links = [], []
    for part in parts:
        content = str(part.get_content())
        links += [html.unescape(link).rstrip(".,;:!?)") for link in LINK.findall(content)]
        is_html = part.get_content_subtype() == "html"
        texts.append(html.unescape(TAG.sub(" ", content)) if is_html else content)
    subject, key = str(message.get("Subject", "")), str(message.get("Message-ID", "")) or str(hash(raw))
    return Letter(id=key, subject=subject, text="\n".join(texts), links=tuple(dict.fromkeys(links)), is_spam=is_spam)


def _apart(pattern: str) -> str:
    """What matches the words that this begins and ends with as whole ones; where no letter is, it is told by itself."""
    first, last = pattern[0].isascii() and pattern[0].isalnum(), pattern[-1].isascii() and pattern[-1].isalnum()
    return (BEFORE if first else "") + pattern + (AFTER if last else "")


def _written(amount: Money) -> Iterator[str]:
    """Patterns of all ways to write an amount."""
    whole, _, cents = amount.text.partition(".")
    # Indian groups are of two digits, but for the last one.
    for size in ("{3}", "{2}"):
        groups = re.sub(rf"(?<=[0-9])(?=(?:[0-9]{size})*[0-9]{{3}}$)", "~", whole)
        for point in POINTS:
            between = "|".join(re.escape(one) for one in GROUPS if one != point)
            ends = f"{re.escape(point)}{cents}"
            yield groups.replace("~", f"(?:{between})?") + (
                ends if int(cents or 0) else f"(?:{ends})?" if cents else ""
            )
