"""What is read of mails, pictures, tokens and pages, without a shop."""

from __future__ import annotations

import base64
import io
import itertools
import struct
import time
import zipfile
from contextlib import nullcontext
from email.message import EmailMessage
from pathlib import Path

import jwt
import pytest
from PIL import Image

from pytest_golive.contracts.keys import cookie_flags
from pytest_golive.contracts.letters import Letter, letter, shown
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.suites.accounts import altered
from pytest_golive.contracts.suites.hostile import attributes, bad_values, runs_in
from pytest_golive.contracts.suites.mails import holds_amount
from pytest_golive.contracts.suites.sessions import claims, expires_in, forgeries
from pytest_golive.contracts.suites.uploads import EICAR, padded, picture, pixels
from pytest_golive.finding import Outcome
from pytest_golive.settings import Mail
from servers.clamd import answer
from tests.contracts.tillshop import Tillshop, play

KEY = "k" * 32


def test_a_letter_is_read_in_all_its_parts() -> None:
    message = EmailMessage()
    message["Subject"], message["Message-ID"] = "Ihre Bestellung für Ö", "<1@shop.test>"
    message.set_content("Total: £12.50.\nSee https://shop.test/track/.")
    message.add_alternative(
        '<p>Total: <b>£12.50</b></p><a href="https://shop.test/a?b=1&amp;c=2">x</a>', subtype="html"
    )
    message.add_attachment(b"https://evil.test/", maintype="text", subtype="plain", filename="a.txt")
    read = letter(bytes(message), is_spam=False)
    assert read.subject == "Ihre Bestellung für Ö"
    assert read.links == ("https://shop.test/track/", "https://shop.test/a?b=1&c=2")
    assert read.holds("Ö", "Total: £12.50")
    assert not read.holds("12.51")


@pytest.mark.parametrize(
    ("text", "word", "holds"),
    [
        ("Order 171 was placed", "171", True),
        ("Order #171.", "171", True),
        ("订单171已确认", "171", True),
        ("Order 1712 was placed", "171", False),
        ("Order A171", "171", False),
        ("Total: 171.50", "171", False),
        ("Total: 9,171", "171", False),
        ("Green  Tea\n(100 g)", "Green Tea", True),
    ],
)
def test_a_word_is_no_part_of_a_longer_one(text: str, word: str, holds: bool) -> None:
    assert Letter(id="1", subject="Hello", text=text, links=(), is_spam=False).holds(word) is holds


@pytest.mark.parametrize(
    ("text", "amount", "holds"),
    [
        ("Total $1,234.50", "1234.50 USD", True),
        ("Total USD1234.50.", "1234.50 USD", True),
        ("Gesamt: 1.234,50 €", "1234.50 EUR", True),
        ("Total : 1\u202f234,50 €", "1234.50 EUR", True),
        ("CHF 1’234.50", "1234.50 CHF", True),
        ("Summe: 25,- Euro", "25 EUR", True),
        ("₹1,23,450.50", "123450.50 INR", True),
        ("合計 ¥12,500", "12500 JPY", True),
        ("4,000៛", "4000 KHR", True),
        ("মোট ৳১২.৫০", "12.50 BDT", True),
        ("12,50zł", "12.50 PLN", True),
        ("Total $112.50", "12.50 USD", False),
        ("Total $1,012.50", "12.50 USD", False),
        ("Total $12.505", "12.50 USD", False),
        ("Total $12.00", "12.50 USD", False),
        ("Total $25.50", "25 USD", False),
        ("Total 12.50", "12.50 USD", False),
        ("Total £12.50", "12.50 USD", False),
    ],
)
def test_amounts_are_read_as_they_are_written_anywhere(text: str, amount: str, holds: bool) -> None:
    read = Letter(id="1", subject="Order", text=text, links=(), is_spam=False)
    try:
        holds_amount(read, Money.of(*amount.split()))
    except AssertionError:
        assert not holds
    else:
        assert holds


TEMPLATE = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
 "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml">
<img src="https://shop.test/static/mails/a-long-name-of-the-logo-of-the-shop.3f2a9c.png?v=2">
<a href="https://shop.test/reset/abc123/">Set a new password</a>
<a href="https://social.test/pages/everything-about-our-shop-and-its-many-friends">Follow us</a></html>"""


def test_the_link_of_a_mail_is_the_one_that_people_follow() -> None:
    message = EmailMessage()
    message.set_content(TEMPLATE, subtype="html")
    read = letter(bytes(message), is_spam=False)
    assert read.link_to({"shop.test"}) == "https://shop.test/reset/abc123/"
    assert read.link_to({"other.test"}).startswith("https://social.test/")
    assert letter(b"\n\nhttps://shop.test/logo.png", is_spam=False).link_to({"shop.test"}) == ""


def test_a_page_is_the_same_whatever_token_is_hidden_in_it() -> None:
    page = "<head><title>{0}</title></head><script nonce={0}>'{0}'</script><input value={0}><p>It is confirmed.</p>"
    assert shown(page.format(1)) == shown(page.format(2)) == "It is confirmed."


class Box:
    """A mailbox of a shop that was set up anew: the mail about the first order of this number is still there."""

    def __init__(self, *arriving: str) -> None:
        self.arriving, self.there = list(arriving), ["New order T1001"]

    def letters(self, to: str) -> list[tuple[bytes, bool]]:
        found = [(f"Subject: {one}\nMessage-ID: <{at}>\n\n{one}".encode(), False) for at, one in enumerate(self.there)]
        self.there += self.arriving
        self.arriving = []
        return found


@pytest.mark.parametrize(
    ("arriving", "words"),
    [
        ((), "no mail to the staff arrived"),
        (("New order T10012",), "no mail to the staff arrived"),
        (("New order T1001",), ""),
        (("New order T1001", "New order T1001"), "2 mails to the staff arrived"),
    ],
)
def test_the_staff_gets_one_new_mail(
    arriving: tuple[str, ...], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = Box(*arriving)
    monkeypatch.setattr("pytest_golive.contracts.letters.mailbox", lambda url, context: nullcontext(box))
    told = play(
        Tillshop(numbers=itertools.count(1000)), "mail.admin-notification", tmp_path,
        mail=Mail(inbox="imaps://u:p@imap.test", arrival=0.1), staff_mail="staff@shop.test",
    )  # fmt: skip
    assert (told.outcome is Outcome.PASSED, words in told.text) == (not words, True), told


def test_an_altered_link_differs_in_its_token_alone() -> None:
    assert altered("https://shop.test/password/MQ/abc-123a/") == "https://shop.test/password/MQ/abc-a23a/"
    assert altered("https://shop.test/?token=xyz9") == "https://shop.test/?token=xya9"


@pytest.mark.parametrize(
    ("before", "token", "after"),
    [
        ("https://shop.test/reset?token=", "abcdefghijklmnop", "&email=golive-1ptyxm-0c7-3@example.org"),
        ("https://shop.test/reset?email=tests+golive-1ptyxm-0c7-3%40shop.test&token=", "abcdefghijkl", ""),
        ("https://shop.test/reset/", "abcdefghijklmnopq", "/?utm_source=mail"),
        ("https://shop.test/accounts/password-reset-confirm/", "YlQ1pR-xk_3c", "/"),
        ("https://a-very-long-name-of-a-host.shop.test/r/", "abc123", ""),
        ("https://shop.test/r/MQ/d1f2a3-", "b4c5d6e7f8a9b0c1d2e3f4a5b6c7d8e9", "/#top"),
    ],
)
def test_only_the_token_of_a_link_is_altered(before: str, token: str, after: str) -> None:
    forged = altered(before + token + after)
    assert forged != before + token + after
    assert (forged.startswith(before), forged.endswith(after)) == (True, True)


def test_an_altered_token_in_base64_is_another_one() -> None:
    token = base64.urlsafe_b64encode(bytes(range(3, 23))).decode().rstrip("=")
    forged = altered(f"https://shop.test/{token}").rpartition("/")[2]
    assert base64.urlsafe_b64decode(forged + "=") != bytes(range(3, 23))


def test_pictures_are_pictures_of_exactly_their_size() -> None:
    with Image.open(io.BytesIO(picture(64, 48))) as opened:
        opened.load()
        assert opened.size == (64, 48) == pixels(picture(64, 48))
    assert len(padded(5_242_881)) == 5_242_881
    with Image.open(io.BytesIO(padded(100_000))) as opened:
        opened.load()
    assert pixels(b"GIF89a") is None


def test_a_careful_reader_refuses_every_forged_token() -> None:
    token = jwt.encode({"sub": "1", "exp": int(time.time()) + 60}, KEY, algorithm="HS256")
    assert jwt.decode(token, KEY, algorithms=["HS256"]) == claims(token)
    assert 50 < expires_in(token) <= 60
    for forged in forgeries(token).values():
        assert forged != token
        with pytest.raises(jwt.InvalidTokenError):
            jwt.decode(forged, KEY, algorithms=["HS256"])
    with pytest.raises(AssertionError, match="never expires"):
        expires_in(jwt.encode({"sub": "1"}, KEY, algorithm="HS256"))


def test_bad_values_fit_what_a_field_is_for() -> None:
    tried = {
        (field, what) for field, _, what in bad_values({"email": "a@b.test", "n": "2", "m": "cod", "password": "x"})
    }
    assert {("email", "that is no address"), ("n", "that is negative"), ("m", "that is no choice")} <= tried
    # Django itself has no longest password.
    assert [what for field, what in tried if field == "password"] == ["empty"]


@pytest.mark.parametrize(
    ("source", "runs"),
    [
        ("<p>&lt;img data-m-1x&gt;</p>", False),
        ("<p><img data-m-1x></p>", True),
        ("<textarea></textarea><img data-m-1x>", True),
        ('<input value="&#x27;&quot;&gt;&lt;img data-m-1x&gt;">', False),
        ("<script>var a = '</script><img data-m-1x>'</script>", True),
    ],
)
def test_a_tag_is_told_from_text_as_a_browser_does(source: str, runs: bool) -> None:
    assert ("data-m-1x" in attributes(source)) is runs
    if runs:
        with pytest.raises(AssertionError, match="the note is not escaped on /orders/"):
            runs_in({"/orders/": source}, "m-1x", "the note")
    else:
        assert runs_in({"/orders/": source}, "m-1x", "the note") == 1


def test_flags_of_a_cookie() -> None:
    import requests

    jar = requests.Session().cookies
    jar.set("sessionid", "1", secure=True, rest={"HttpOnly": None, "SameSite": "Lax"})
    jar.set("bare", "1", rest={})  # requests itself adds HttpOnly
    safe, bare = sorted(jar, key=lambda cookie: cookie.name != "sessionid")
    assert (cookie_flags(safe).secure, cookie_flags(safe).http_only, cookie_flags(safe).same_site) == (
        True,
        True,
        "Lax",
    )
    assert (cookie_flags(bare).secure, cookie_flags(bare).http_only, cookie_flags(bare).same_site) == (False, False, "")


def packed_eicar() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("eicar.com", EICAR)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (EICAR, b"stream: Eicar-Test-Signature FOUND"),
        (packed_eicar(), b"stream: Eicar-Test-Signature FOUND"),
        (picture(2, 2), b"stream: OK"),
        (b"", b"stream: OK"),
    ],
)
def test_the_scanner_speaks_clamds_protocol(content: bytes, said: bytes) -> None:
    chunks = b"".join(struct.pack(">I", len(part)) + part for part in (content[:40], content[40:]) if part)
    assert answer(io.BytesIO(b"zINSTREAM\0" + chunks + struct.pack(">I", 0))) == said
    assert answer(io.BytesIO(b"zPING\0")) == b"PONG"
    assert answer(io.BytesIO(b"zNOTHING\0")) == b"UNKNOWN COMMAND"


def test_the_test_file_is_the_one_that_scanners_know() -> None:
    assert len(EICAR) == 68
    assert base64.b64encode(EICAR)[:8] == b"WDVPIVAl"
