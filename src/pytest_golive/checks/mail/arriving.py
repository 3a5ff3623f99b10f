"""Checks that send test mail and look where it arrives."""

from __future__ import annotations

import re
from email.utils import parseaddr
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.dns import Answer
    from pytest_golive.facts.inbox import TrialMail
    from pytest_golive.settings import Settings

#: What a server thinks of the sender's SPF and the signature; others (dmarc, arc) follow from these.
JUDGED = re.compile(r"\b(spf|dkim)\s*=\s*(\w+)", re.IGNORECASE)
BAD = {"fail", "softfail", "permerror", "policy"}
DECLARE_KINDS = 'set kinds in [mail] of golive.toml: {"order confirmation" = "shop.mails.sample_confirmation"}'
DECLARE_ALIASES = 'set aliases in [mail] of golive.toml: ["info@shop.example"]'


def _lost(mail: TrialMail, settings: Settings) -> str:
    """Why a message is not in its mailbox, or empty."""
    if mail.error:
        return f"the mail to {mail.to} was not sent: {mail.error}"
    return "" if mail.arrived else f"the mail to {mail.to} has not arrived after {settings.mail.arrival:g} s"


@check(
    "mail.test-message",
    severity="high",
    effect="sends",
    overlooks="form contact enquiries submission customer gmail outlook hotmail yahoo notifications",
    says=(
        "=email|mail notifications sent|delivered|received|arrive ~ correct reliable customer user",
        "email|mail sending|delivery|deliverability works|functional|@tested",
        "email|mail notifications works|functional|@tested",
        "=email|mail notifications",
        "send? test email|mail|message sent|received|arrives|delivered|lands inbox?",
        "send? test email|mail|message lands|arrives inbox|mailbox|inboxes not spam",
        "email|mail arrive|delivered|land|lands inbox|inboxes not? spam?",
        "email|mail dont|not|never land|lands|go|goes|end|ends spam|junk folder?",
        "=email|mail works|functional|@tested",
        "outgoing|outbound|transactional|system email|mail works|@tested|delivered|arrive",
        "email|mail delivered? dont|not|never land|go|end up? spam",
        "form|contact mail|email|message form? arrives|received|delivered",
        "!email|mail sending? not|arent sent|delivered|works",
        (
            "mail|email reach|land|arrive inbox|mailbox ~ customer user actual transactional gmail recipient real "
            "external"
        ),
        (
            "form submission|enquiries|entries arrive|reach|land|delivered ~ mailbox inbox email right mail "
            "contact office"
        ),
        (
            "=email|mail sending|sent|delivered|arrive|works|deliverability|out|received ~ go transactional get "
            "inbox outgoing real customer server user address account gmail outlook @works"
        ),
        (
            "test email|mail|message send|sent|received|arrives|reaches|delivered|lands|inbox ~ gmail outlook "
            "real external hotmail yahoo out account address customer @works"
        ),
        (
            "email|mail no|not|dont|never|arent|doesnt spam|junk ~ land go goes end inbox folder flagged marked "
            "filter outgoing delivered arrive get up"
        ),
        (
            "contact form email|mail|message arrive|received|delivered|works|reach|sends|sent|tested ~ inbox "
            "right address mailbox goes submission office submit"
        ),
    ),
)
def test_message(
    mail_arrivals: tuple[TrialMail, ...],
    settings: Settings,
    evidence: Evidence,
) -> None:
    """A message that the application's own mail function sends arrives in time, not among spam, from its sender.

    Why: a server that takes the mail is no proof that anybody gets it.
    Fix: follow the message in the provider's log; let SPF and DKIM of the sender's domain name the provider.
    Cannot tell when: test_address and inbox of [mail] are not set, or the mailbox cannot be looked into.
    Source: RFC 8601.
    """
    mail = next(one for one in mail_arrivals if one.is_plain)
    arrived = mail.arrived
    assert arrived, _lost(mail, settings)
    assert not arrived.is_spam, f"the mail to {mail.to} is among the spam ({arrived.folder})"
    sender = parseaddr(settings.mail.sender or mail.sender)[1].lower()
    assert arrived.sender == sender, f"it comes from {arrived.sender}, not from {sender}"
    judged = {name.lower(): result.lower() for name, result in reversed(JUDGED.findall(arrived.authentication))}
    bad = [f"{name}={result}" for name, result in judged.items() if result in BAD]
    assert not bad, f"the mailbox's server says {', '.join(bad)} of {arrived.sender}"
    said = ", ".join(f"{name}={result}" for name, result in judged.items()) or "nothing about SPF and DKIM"
    evidence.saw(f"a mail to {mail.to} came after {mail.seconds:g} s from {arrived.sender}; its server says {said}")


@check(
    "mail.reply-to",
    severity="medium",
    effect="sends",
    overlooks="monitored team",
    says=(
        "=reply|replyto email|address|header? @set|correct|valid",
        "reply|replyto email|address|header @set|correct|valid",
        (
            "replyto "
            "goes|support|address|header|mailbox|email|mail|right|correct|points|helpdesk|inbox|set|proper ~ real "
            "outgoing team reply customer sender monitored valid reach desk send transactional @set"
        ),
        "no reply replyto ~ address proper mail email set",
        (
            "replies|replyto email|mails|outgoing reach|support|customer|go|goes|arrive|helpdesk ~ address inbox "
            "mailbox team desk order"
        ),
    ),
)
def reply_to(
    mail_arrivals: tuple[TrialMail, ...], reply_domain: Answer, settings: Settings, evidence: Evidence
) -> None:
    """Answers to every declared kind of mail go to the declared address, whose domain receives mail.

    Why: customers answer the order confirmation, and a shop that does not hear them does not know what went wrong.
    Fix: set reply_to of the message (or its sender) to {mail.reply_to}, and publish MX records for its domain.
    Cannot tell when: reply_to or kinds of [mail] are not set, the mail did not arrive, or no resolver answers.
    Source: RFC 5322, 3.6.2.
    """
    kinds = [one for one in mail_arrivals if one.kind in settings.mail.kinds]
    if not kinds:
        cannot_tell("no kind of mail is declared", cure=DECLARE_KINDS)
    wanted = settings.mail.reply_to.lower()
    answers = {one.kind: one.arrived.reply_to or one.arrived.sender for one in kinds if one.arrived}
    wrong = [f"{kind}: {address}" for kind, address in answers.items() if address != wanted]
    assert not wrong, f"answers go elsewhere than to {wanted}: {', '.join(wrong)}"
    if lost := [f"{one.kind}: {told}" for one in kinds if (told := _lost(one, settings))]:
        cannot_tell("; ".join(lost), cure="see to it that test mail arrives (mail.test-message)", look_failed=True)
    domain = wanted.rpartition("@")[2]
    if not reply_domain.is_known:
        cannot_tell(str(reply_domain), cure="let this machine reach the resolvers, and look again", look_failed=True)
    takes = [one for one in reply_domain.values if one.split()[-1].rstrip(".")]
    assert takes, f"{domain} has no mail server (MX)"
    evidence.saw(f"answers to {', '.join(answers)} go to {wanted}; {domain} has {len(takes)} mail servers")


@check(
    "mail.forwarding",
    severity="medium",
    effect="sends",
    says=(
        "email|mail forwarding @set|works|functional|@tested",
        "email|mail info|support|hello|contact forwarded",
        "email|mail info|support forwarded team?",
        (
            "info|support|hello|contact|sales|alias|aliases|mailbox|email|mail forward "
            "works|tested|team|set|configured|rules|up|place|inbox|right|info|support|hello|contact|mailbox|owner "
            "~ address group shared domain gmail account catch @set @works"
        ),
        (
            "email|mail|mailbox|info|support aliases|alias ~ up sales receive contact hello forward address team "
            "@set @works"
        ),
        (
            "info|support|hello|contact|sales reaches|lands|arrives|goes|received "
            "mailbox|inbox|team|right|mail|email|staff ~ shared address sent"
        ),
    ),
)
def forwarding(mail_arrivals: tuple[TrialMail, ...], settings: Settings, evidence: Evidence) -> None:
    """A message to each declared alias arrives in the mailbox that it is forwarded to.

    Why: the address on the contact page is the one that nobody of the team ever writes to.
    Fix: set the alias up again at the mail provider, with the mailbox as its target.
    Cannot tell when: aliases of [mail] are not set, the mail could not be sent, or the mailbox cannot be looked into.
    """
    asked = [one for one in mail_arrivals if one.is_alias]
    if not asked:
        cannot_tell("no alias is declared", cure=DECLARE_ALIASES)
    plain = next(one for one in mail_arrivals if one.is_plain)
    if not plain.arrived:
        cure = "see to it that test mail arrives at all (mail.test-message)"
        cannot_tell(_lost(plain, settings), cure=cure, look_failed=True)
    lost = [told for one in asked if (told := _lost(one, settings))]
    assert not lost, "; ".join(lost)
    for one in asked:
        evidence.saw(f"a mail to {one.to} came after {one.seconds:g} s")
