"""Test mail: sent by a Django project's own mail function through a real server, and found in a real mailbox."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import trustme

from pytest_golive.facts import inbox as look_at
from pytest_golive.facts.dns import Answer
from pytest_golive.facts.imap import Arrived, _folders
from pytest_golive.facts.inbox import ALIAS, PLAIN, TrialMail
from pytest_golive.finding import Finding
from pytest_golive.settings import App, Mail, Settings, Target
from servers.imap import ALIASES, TEAM, Inbox
from servers.mail import USER, MailServer
from tests.checks.outside_cases import ask, see
from tests.findings import told

ARRIVES, REPLY, FORWARDED = "mail.test-message", "mail.reply-to", "mail.forwarding"
FUNCTIONS = """
from django.core.mail import EmailMessage
def order(address):
    return EmailMessage("Your\\norder", "text", to=["customer@shop.test"], bcc=["boss@shop.test"],
        headers={"Reply-To": "Help <help@shop.test>"})
def text(address):
    return "Your order"
def broken(address):
    raise ValueError("no order to show")
"""


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def server(authority: trustme.CA) -> Iterator[MailServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    made = MailServer()
    made.start(context)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def inbox(server: MailServer, authority: trustme.CA) -> Iterator[Inbox]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    made = Inbox(server.inbox)
    made.start(context)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def settings(
    tmp_path_factory: pytest.TempPathFactory, server: MailServer, inbox: Inbox, authority: trustme.CA
) -> Settings:
    folder = tmp_path_factory.mktemp("site")
    given = {"HOST": "localhost", "PORT": server.port, "USE_TLS": True, "HOST_USER": USER}
    given |= {"HOST_PASSWORD": server.password}
    lines = [f"EMAIL_{name} = {value!r}" for name, value in given.items()]
    text = "\n".join(['SECRET_KEY = "x"', "INSTALLED_APPS = []", f'DEFAULT_FROM_EMAIL = "The shop <{USER}>"', *lines])
    (folder / "site_settings.py").write_text(text)
    backend = "django.core.mail.backends.filebased.EmailBackend"
    silent = f"EMAIL_BACKEND = {backend!r}\nEMAIL_FILE_PATH = {str(folder / 'sent')!r}\n"
    (folder / "silent_settings.py").write_text(f"{text}\n{silent}")
    (folder / "mails.py").write_text(FUNCTIONS)
    authority.cert_pem.write_to_path(folder / "root.pem")
    return Settings(
        app=App(dir=str(folder), settings="site_settings"),
        target=Target(ca_file=str(folder / "root.pem")),
        mail=Mail(
            test_address=TEAM,
            inbox=inbox.url,
            arrival=0.1,
            reply_to="help@shop.test",
            kinds={"order": "mails.order", "text": "mails.text", "broken": "mails.broken"},
            aliases=(ALIASES[0], "gone@shop.test"),
        ),
    )


@pytest.fixture(scope="module")
def mails(settings: Settings, server: MailServer) -> dict[str, TrialMail]:
    before = len(server.messages)
    found = see("mail_arrivals", settings=settings)
    assert isinstance(found, tuple), found
    # The plain one, the order, two aliases: and nobody in copy.
    assert len(server.messages) - before == 4
    return {one.to if one.kind == ALIAS else one.kind or "plain": one for one in found}


def judged(check: str, settings: Settings, *mails: TrialMail, **facts: Any) -> Finding:
    return ask(check, settings, mail_arrivals=mails, **facts)


def test_a_plain_message_arrives(mails: dict[str, TrialMail], settings: Settings) -> None:
    finding = judged(ARRIVES, settings, mails["plain"])
    assert told(finding) == ("passed", "")
    assert finding.evidence[0].endswith(f"from {USER}; its server says spf=pass")


ARRIVED = Arrived(folder="INBOX", is_spam=False, sender=USER, reply_to="", authentication="")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"is_spam": True, "folder": "Junk"}, f"the mail to {TEAM} is among the spam (Junk)"),
        ({"sender": "a@b.test"}, f"it comes from a@b.test, not from {USER}"),
        (
            {"authentication": "mx.test; spf=softfail smtp.mailfrom=b.test; dkim=fail (bad) header.d=b.test"},
            f"the mailbox's server says dkim=fail, spf=softfail of {USER}",
        ),
        ({"authentication": "mx.test; dkim=pass header.d=b.test; dkim=fail"}, ""),
    ],
)
def test_what_a_message_must_be(settings: Settings, changes: dict[str, Any], words: str) -> None:
    plain = TrialMail(kind=PLAIN, to=TEAM, marker="m", sender=USER, arrived=replace(ARRIVED, **changes))
    assert told(judged(ARRIVES, settings, plain)) == ("failed" if words else "passed", words)


def test_a_message_that_does_not_arrive(settings: Settings) -> None:
    plain = TrialMail(kind=PLAIN, to=TEAM, marker="m", sender=USER)
    words = f"the mail to {TEAM} has not arrived after 0.1 s"
    assert told(judged(ARRIVES, settings, plain)) == ("failed", words)
    alias = TrialMail(kind=ALIAS, to="info@shop.test", marker="n")
    assert told(judged(FORWARDED, settings, plain, alias)) == ("unverified", words)
    unsent = replace(plain, error="OSError: gone")
    assert told(judged(ARRIVES, settings, unsent)) == ("failed", f"the mail to {TEAM} was not sent: OSError: gone")


def mx(*values: str) -> Answer:
    return Answer(name="shop.test", kind="MX", server="127.0.0.1:53", status="answered", values=values)


def test_answers_go_where_they_should(mails: dict[str, TrialMail], settings: Settings) -> None:
    order = mails["order"]
    assert order.arrived is not None
    assert order.arrived.reply_to == "help@shop.test"
    good = {"reply_domain": mx("10 mail.shop.test.")}
    assert told(judged(REPLY, settings, order, **good)) == ("passed", "")
    elsewhere = replace(order, arrived=replace(order.arrived, reply_to=""))
    words = f"answers go elsewhere than to help@shop.test: order: {USER}"
    assert told(judged(REPLY, settings, elsewhere, **good)) == ("failed", words)
    assert told(judged(REPLY, settings, order, reply_domain=mx("0 .")))[1] == "shop.test has no mail server (MX)"
    assert told(judged(REPLY, settings, mails["plain"], **good)) == ("unverified", "no kind of mail is declared")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("text", f"text: the mail to {TEAM} was not sent: TypeError: mails.text returns no django.core.mail."),
        ("broken", f"broken: the mail to {TEAM} was not sent: ValueError: no order to show (mails.py, line 9)"),
    ],
)
def test_a_kind_that_cannot_be_made(mails: dict[str, TrialMail], settings: Settings, kind: str, words: str) -> None:
    finding = judged(REPLY, settings, mails[kind], reply_domain=mx("10 mail.shop.test."))
    assert told(finding)[0] == "unverified"
    assert told(finding)[1].startswith(words)


def test_aliases(mails: dict[str, TrialMail], settings: Settings) -> None:
    plain, good, gone = mails["plain"], mails[ALIASES[0]], mails["gone@shop.test"]
    assert told(judged(FORWARDED, settings, plain, good)) == ("passed", "")
    words = "the mail to gone@shop.test has not arrived after 0.1 s"
    assert told(judged(FORWARDED, settings, plain, good, gone)) == ("failed", words)
    assert told(judged(FORWARDED, settings, plain)) == ("unverified", "no alias is declared")


def test_what_is_lacking_is_told_and_nothing_sent(settings: Settings, server: MailServer, inbox: Inbox) -> None:
    before, mail = len(server.messages), settings.mail

    def reason(**changes: Any) -> Any:
        return see("mail_arrivals", settings=replace(settings, mail=replace(mail, **changes)))

    assert reason(test_address="") == reason(inbox="") == "no mailbox for test mail is declared"
    assert reason(inbox="https://localhost/") == "inbox in [mail] of golive.toml is no address of a mailbox"
    assert reason(inbox="imaps://who:what@localhost:1").startswith("the mailbox at localhost:1 cannot be reached: ")
    place = inbox.url.rpartition("@")[2]
    assert reason(inbox=f"imaps://who:what@{place}") == f"the mailbox at {place} refuses: LOGIN"
    stranger = replace(settings, target=Target())
    assert "CERTIFICATE_VERIFY_FAILED" in see("mail_arrivals", settings=stranger)
    silent = replace(settings, app=replace(settings.app, settings="silent_settings"))
    assert "filebased.EmailBackend sends no mail to anybody" in see("mail_arrivals", settings=silent)
    assert see("mail_arrivals", settings=replace(settings, app=App(flask="shop:app"))).startswith("this is a Flask")
    assert len(server.messages) == before


def test_whom_answers_go_to_must_be_declared() -> None:
    assert see("reply_domain", settings=Settings()) == "reply_to is not set in [mail] of golive.toml"


def test_folders_of_spam() -> None:
    class Client:
        def list(self) -> tuple[str, list[bytes]]:
            names = [rb'(\HasNoChildren) "/" "INBOX"', rb'(\Junk) "/" "Werbung"', b'() "." INBOX.Spam', b"() NIL Sent"]
            return "OK", names

    assert list(_folders(Client(), "INBOX")) == [("INBOX", False), ("Werbung", True), ("INBOX.Spam", True)]  # type: ignore[arg-type]


def test_a_mailbox_is_asked_again_until_it_is_there(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    del tmp_path
    monkeypatch.setattr(look_at, "PAUSE", 0.01)
    looks = iter([None, None, ARRIVED])
    monkeypatch.setattr("pytest_golive.facts.imap.Mailbox.find", lambda _self, _marker: next(looks))
    alone = replace(settings, mail=replace(settings.mail, kinds={}, aliases=(), arrival=30.0))
    [found] = see("mail_arrivals", settings=alone)
    assert found.arrived == ARRIVED
