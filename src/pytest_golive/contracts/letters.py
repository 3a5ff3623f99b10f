"""The mails that a shop sends to invented customers and to its staff, found in the mailbox of ``[mail]``."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.scene import Scene
from pytest_golive.data import dataclass
from pytest_golive.facts.imap import FORM, Mailbox, mailbox

LINK = re.compile(r"https?://[^\s\"'<>]+")
TAG = re.compile(r"<[^>]*>")


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
        """Whether subject or text holds all of these, whatever the spaces between."""
        told = " ".join(f"{self.subject} {self.text}".split())
        return all(word in told for word in words)


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

    def wait(self, *words: str, number: int = 1) -> list[Letter]:
        """The same, once there are so many, or when the time for mail to arrive is over."""
        seconds = self._scene.settings.mail.arrival
        found = self._scene.wait_for(
            lambda: letters if len(letters := self.letters(*words)) >= number else None, seconds
        )
        return found or self.letters(*words)

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
