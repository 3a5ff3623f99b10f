"""Test mail: sent by the application's own mail function, and found in the mailbox it was sent to."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.app import inspect_app, only_django, part_of
from pytest_golive.facts.dns import Answer
from pytest_golive.facts.imap import FORM, Arrived, mailbox
from pytest_golive.facts.linked import mail_servers_of
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

if TYPE_CHECKING:
    import ssl

SECONDS = 45.0
#: Seconds between two looks into the mailbox.
PAUSE = 1.0
#: Kinds of the gate's own: no key of [mail.kinds] is empty or an @ alone.
PLAIN, ALIAS = "", "@"
ADDRESS = "set test_address in [mail] of golive.toml, and inbox: the mailbox it leads to"
REPLY = "set reply_to in [mail] of golive.toml: the address that customers' answers reach"


@dataclass(frozen=True, kw_only=True)
class TrialMail:
    """One message, and what became of it."""

    kind: str
    """A declared kind, or one of `PLAIN` and `ALIAS`, which cannot be declared."""
    to: str
    marker: str
    """Stands in the subject, and nowhere else in the world."""
    function: str = ""
    """Makes it; empty: it is a plain one."""
    error: str = ""
    """Why it was not sent."""
    sender: str = ""
    """Whom it is from, as the application says."""
    arrived: Arrived | None = None
    """None: it was not found in time."""
    seconds: float = 0.0
    """From sending to the look that found it."""

    @property
    def is_plain(self) -> bool:
        """Made by the gate, to the test address."""
        return self.kind == PLAIN

    @property
    def is_alias(self) -> bool:
        """Made by the gate, to an address that is forwarded."""
        return self.kind == ALIAS


@fact(rounds=20, effect="sends", first=only_django)
def mail_arrivals(settings: Settings) -> tuple[TrialMail, ...]:
    """A plain message, one of each declared kind and one to each alias: sent, and looked for until they are there."""
    import ssl

    mail = settings.mail
    if not mail.test_address or not mail.inbox:
        raise CannotLook("no mailbox for test mail is declared", cure=ADDRESS if not mail.test_address else FORM)
    only_django(settings)
    asked = list(_asked(settings))
    context = ssl.create_default_context()
    if settings.target.ca_file:
        context.load_verify_locations(settings.target.ca_file)
    with mailbox(mail.inbox, context):
        pass  # Nothing is sent that nobody could find.
    sent = _sent(settings, asked)
    return tuple(_found(sent, settings, context))


@fact(effect="read-only")
def reply_domain(settings: Settings) -> Answer:
    """What the resolvers say about the mail servers of the domain that answers go to."""
    domain = settings.mail.reply_to.rpartition("@")[2]
    if not domain:
        raise CannotLook("reply_to is not set in [mail] of golive.toml", cure=REPLY)
    return mail_servers_of([domain], settings)[domain]


def _asked(settings: Settings) -> Iterator[TrialMail]:
    mail, run = settings.mail, secrets.token_hex(4)
    kinds = [(PLAIN, mail.test_address, ""), *((kind, mail.test_address, mail.kinds[kind]) for kind in mail.kinds)]
    kinds += [(ALIAS, alias, "") for alias in mail.aliases]
    for number, (kind, to, function) in enumerate(kinds):
        yield TrialMail(kind=kind, to=to, marker=f"golive-{run}-{number}", function=function)


def _sent(settings: Settings, mails: list[TrialMail]) -> list[TrialMail]:
    messages = [{"to": one.to, "marker": one.marker, "function": one.function} for one in mails]
    seen = inspect_app(settings, seconds=SECONDS, service="sending", asked={"messages": messages})
    told = part_of(seen, "sending", "test mail")
    if told["sent"] is None:
        cure = "set EMAIL_BACKEND to one that sends"
        raise CannotLook(f"{told['backend']} sends no mail to anybody", cure=cure)
    return [
        replace(mail, error=one["error"], sender=one["sender"]) for mail, one in zip(mails, told["sent"], strict=True)
    ]


def _found(mails: list[TrialMail], settings: Settings, context: ssl.SSLContext) -> list[TrialMail]:
    """Look until all that were sent are there, or their time is over."""
    began, missing = time.monotonic(), {one.marker for one in mails if not one.error}
    found = {one.marker: one for one in mails}
    with mailbox(settings.mail.inbox, context) as box:
        while missing:
            passed = time.monotonic() - began
            for marker in sorted(missing):
                if arrived := box.find(marker):
                    found[marker] = replace(found[marker], arrived=arrived, seconds=round(passed, 1))
                    missing.discard(marker)
            if passed > settings.mail.arrival:
                break
            if missing:
                time.sleep(PAUSE)
    return list(found.values())
