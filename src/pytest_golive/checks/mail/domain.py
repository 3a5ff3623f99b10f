"""Checks of what DNS says about mail from the domain: SPF, DKIM, DMARC."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check, fails

if TYPE_CHECKING:
    from pytest_golive.facts.dns import Answer
    from pytest_golive.facts.mail_dns import DkimKey, Dmarc, Spf
    from pytest_golive.settings import Settings

#: RFC 7208, 4.6.4.
MOST_LOOKUPS = 10
MOST_VOID = 2
SHORTEST_RSA = 1024
GOOD_RSA = 2048
POLICIES = ("none", "quarantine", "reject")
ASK_AGAIN = "let this machine reach the name servers, and look again"


class Policy(str):
    """What a receiver is told to do with forged mail: none, quarantine or reject; empty where nothing is asked for."""

    def __new__(cls, said: str) -> Policy:
        """Take the policy out of a line.

        Raises:
            ValueError: it is none.
        """
        if said and said not in {*POLICIES, "enforced"}:
            raise ValueError(f"{said!r} is none of {', '.join(POLICIES)}")
        # A policy that only asks for reports enforces nothing.
        return super().__new__(cls, "quarantine" if said == "enforced" else said)


NOT_NAMED = Policy("")


def _known(answer: Answer) -> None:
    if not answer.is_known:
        cannot_tell(str(answer), cure=ASK_AGAIN, look_failed=True)


@check(
    "mail.spf",
    severity="high",
    overlooks="@provider dkim dmarc policy p quarantine reject softfail =domains",
    says=(
        "spf dkim? dmarc? record|records|dns? @set|set|published|valid|correct|passes|passing",
        "=spf dkim? dmarc? record|records|dns?",
        "spf dkim? dmarc policy? p? quarantine|reject",
        "=sender email|address|domain authenticated|@set?",
        "spf allows|includes|covers|authorises mail|email|sending? provider|sendgrid|mailgun|ses|google|service",
        (
            "spf @set|record|passes|published|dns|includes|authorises|authorizes|txt|check|covers|tested ~ dkim "
            "dmarc sending domain provider email sendgrid google mailgun ses postmark sender mail ends gmail "
            "servers authentication @set"
        ),
        (
            "spf dkim ~ dmarc record dns publish check email authentication add sending domain pass valid mail "
            "entry test mail-tester aligned alignment sender provider sendgrid @set"
        ),
    ),
)
def spf(spf: Spf, settings: Settings, evidence: Evidence) -> None:
    """The sender's domain has one valid SPF record that allows the declared senders and ends in -all or ~all.

    Why: without it receivers cannot tell the shop's mail from a forger's, and put both into spam.
    Fix: publish one TXT record such as `v=spf1 include:<the provider's> -all`, with at most 10 look-ups.
    Cannot tell when: spf_senders in [mail] names nobody, a name server is silent, or a macro hides a declared sender.
    Source: RFC 7208.
    """
    _known(spf.answer)
    records = spf.answer.values
    assert records, f"{spf.domain} has no SPF record"
    assert len(records) == 1, f"{spf.domain} has {len(records)} SPF records, of which receivers take none"
    evidence.saw(f"{spf.domain}: {records[0]}")
    assert not spf.faults, spf.faults[0]
    assert spf.lookups <= MOST_LOOKUPS, f"SPF of {spf.domain} needs {spf.lookups} look-ups, allowed are {MOST_LOOKUPS}"
    if spf.unknown:
        cannot_tell(spf.unknown[0], cure=ASK_AGAIN, look_failed=True)
    evidence.saw(f"{spf.lookups} of {MOST_LOOKUPS} look-ups, {spf.void} of them find nothing")
    assert spf.void <= MOST_VOID, f"{spf.void} look-ups of {spf.domain}'s SPF find nothing, allowed are {MOST_VOID}"
    end = spf.ends()
    assert end, f"SPF of {spf.domain} does not end in all, so it forbids nobody anything"
    assert end in {"-", "~"}, f"SPF of {spf.domain} ends in {end}all, which lets everybody send"
    _allows_senders(spf, settings.mail.spf_senders, evidence)


def _allows_senders(spf: Spf, senders: tuple[str, ...], evidence: Evidence) -> None:
    if not senders:
        cure = "name the provider's include, or the addresses of the sending servers, in spf_senders of [mail]"
        cannot_tell("who sends mail for the domain is not declared", cure=cure)
    for sender in senders:
        name = sender.removeprefix("include:").rstrip(".").lower()
        try:
            addresses = ipaddress.ip_network(name, strict=False)
        except ValueError:
            is_allowed = any(one == name or one.endswith(f".{name}") for one in spf.names)
        else:
            results = {spf.result(str(end)) for end in (addresses[0], addresses[-1])}
            is_allowed = results == {"pass"}
            if not is_allowed and spf.macros:
                cannot_tell(f"whether {sender} may send is hidden in {spf.macros[0]}", cure="send a test mail")
        assert is_allowed, f"SPF of {spf.domain} does not allow {sender} to send"
        evidence.saw(f"{sender} may send")


@check(
    "mail.dkim",
    severity="high",
    overlooks="@provider spf dmarc policy p quarantine reject =domains",
    says=(
        "dkim spf? dmarc? key|record|records|signing|signature? @set|set|published|valid|correct|passes|passing",
        "dkim spf dmarc? dns|authentication @set|set|published|valid|correct|passes|passing",
        "=dkim spf? dmarc? record|records|key|dns?",
        "dkim spf? dmarc policy? p? quarantine|reject",
        "=sender email|address|domain authenticated|@set?",
        (
            "dkim @set|record|passes|published|dns|signed|key|txt|cname|check|signature|tested ~ spf dmarc "
            "sending domain provider email sendgrid google mailgun ses postmark sender mail outgoing gmail "
            "selector 2048 bit authentication @set"
        ),
        (
            "dkim spf ~ dmarc record dns publish check email authentication add sending domain pass valid mail "
            "entry test mail-tester aligned alignment sender provider sendgrid @set"
        ),
    ),
)
def dkim(dkim_keys: tuple[DkimKey, ...], evidence: Evidence) -> None:
    """Each declared selector publishes one DKIM key that can be used: RSA of 1024 bits or more, or Ed25519.

    Why: mail whose signature nobody can verify counts as unsigned, and DMARC then refuses it.
    Fix: copy the provider's record to `<selector>._domainkey.<domain>` whole; long keys are often cut off.
    Cannot tell when: dkim_selectors in [mail] names none, or a name server is silent.
    Source: RFC 6376, 3.6; RFC 8301; RFC 8463.
    """
    for key in dkim_keys:
        if not key.answer.is_known:
            continue
        assert key.answer.values, f"there is no DKIM key at {key.name}"
        count = len(key.answer.values)
        assert count == 1, f"{key.name} has {count} TXT records, and nobody knows which is the key"
        assert not key.fault, f"DKIM at {key.name}: {key.fault}"
        assert key.kind != "rsa" or key.bits >= SHORTEST_RSA, f"the RSA key at {key.name} has only {key.bits} bits"
        weak = f", {GOOD_RSA} would be better" if key.kind == "rsa" and key.bits < GOOD_RSA else ""
        evidence.saw(f"{key.name}: {key.kind} key of {key.bits} bits{weak}")
    for key in dkim_keys:
        _known(key.answer)


@check(
    "mail.dmarc",
    severity="medium",
    overlooks="@provider spf dkim",
    says=(
        "dmarc spf? dkim? record|records|policy|dns? @set|set|published|valid|correct|passes|passing",
        "=dmarc spf? dkim? record|records|policy|dns?",
        "=sender email|address|domain authenticated|@set?",
        "dmarc policy? @set? least? p? {policy}",
        "spf|dkim dkim? dmarc policy? p? {policy}",
        (
            "dmarc {policy} ~ place spf dkim sending domain email mail right outgoing p least stricter rua "
            "authentication record published dns policy txt valid check tested quarantine reject @set"
        ),
        (
            "dmarc record|passes|published|dns|policy|txt|configured|enabled|exists|added|valid|check|tested "
            "~ place spf dkim sending domain email mail right outgoing rua authentication"
        ),
        (
            "dmarc spf|dkim ~ record dns publish check email authentication add sending domain pass valid mail "
            "entry test mail-tester aligned alignment sender provider sendgrid @set"
        ),
    ),
)
def dmarc(dmarc: Dmarc, settings: Settings, evidence: Evidence, *, policy: Policy = NOT_NAMED) -> None:
    """The sender's domain has one valid DMARC record whose policy is at least the line's, or else the declared one.

    Why: only DMARC tells receivers to refuse mail that claims to come from the shop and does not.
    Fix: publish `v=DMARC1; p=quarantine; rua=mailto:…` as the TXT record of `_dmarc.<domain>`.
    Cannot tell when: the policy is none, and dmarc_policy in [mail] does not say that this is meant.
    Source: RFC 7489, 6.3.
    """
    _known(dmarc.answer)
    other = f" (there is {dmarc.others[0]!r})" if dmarc.others else ""
    assert dmarc.texts, f"there is no DMARC record at {dmarc.name}{other}"
    assert len(dmarc.texts) == 1, f"{dmarc.name} has {len(dmarc.texts)} DMARC records, of which receivers take none"
    evidence.saw(f"{dmarc.name}: {dmarc.texts[0]}")
    assert not dmarc.fault, f"DMARC at {dmarc.name}: {dmarc.fault}"
    wanted = policy or settings.mail.dmarc_policy
    if dmarc.policy == "none" and not wanted:
        cure = "publish p=quarantine, or set dmarc_policy in [mail] to none"
        cannot_tell("the DMARC policy is none, which only asks for reports; nothing says that this is meant", cure=cure)
    least = wanted or "quarantine"
    is_enough = POLICIES.index(dmarc.policy) >= POLICIES.index(least)
    if not is_enough:
        asked = "asked for" if policy else "declared"
        fails(f"the DMARC policy is {dmarc.policy}, {asked} is {least}", cure=f"set p={least} in {dmarc.name}")
    assert dmarc.percent == 100 or wanted == "none", f"the DMARC policy counts for {dmarc.percent} % of mails only"
