"""Checks of what the shop says of itself: its name, and how it is reached."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pytest_golive.checks.content.common import Row, asked, named
from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, check
from pytest_golive.facts.markup import parse

if TYPE_CHECKING:
    from pytest_golive.facts.app_model import Application
    from pytest_golive.facts.content import ContactTexts
    from pytest_golive.facts.content_model import Rows
    from pytest_golive.facts.dns.ask import Answer
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.facts.page import Page
    from pytest_golive.settings import Settings

NO_NAME = 'write into golive.toml: [content], name = "The shop\'s name"'
NO_RECORD = (
    'write into golive.toml: [content], site = "" (the name stands in the pages alone), or the query that gives it'
)
NO_CONTACT = (
    'write into golive.toml: [content], email = "hello@shop.example", phone = "+44 20 7946 0000", country = "GB",'
    ' address = "1 High Street, London"'
)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: Domains of mail addresses that stand in templates.
NOBODY = re.compile(
    r"@(?:[\w-]+\.)*(?:example\.(?:com|org|net|edu)|(?:your-?)?domain\.(?:com|tld)|email\.com"
    r"|your-?(?:domain|company|shop|site|website|store)\.\w+|[\w-]+\.(?:example|invalid))$",
    re.IGNORECASE,
)
LEFT_OVER = re.compile(
    r"lorem ipsum|\b123 (?:main|fake) st|\[(?:your |insert )?(?:phone|e-?mail|address|street|city|company)[^\]]*\]"
    r"|\b555[ .-]?01\d\d\b|\b123[ .-]?456[ .-]?7(?:890)?\b|\b0{3}[ .-]?0{3}[ .-]?0{4}\b",
    re.IGNORECASE,
)


@check(
    "content.site-name",
    severity="medium",
    overlooks="only one logo tagline",
    says=(
        "=site|shop: site|shop|store name|title",
        "site|shop|store name|title @set|set|changed",
        "site|shop|store name|title not|isnt|no default|placeholder|example.com",
        "site title not|isnt another wordpress site any? more?",
        "example.com gone|replaced|removed sites|site framework|name|table?",
        "=site|store|shop|website name|title "
        "set|correct|right|updated|changed|replaced|configured|appear|show|own|proper|default|adjusted ~ tagline "
        "browser tab longer domain framework anymore logo",
        "=site|store|shop|website name|title framework|sites|table|tab ~ set right domain browser show record updated",
        "example.com replace|gone|removed site|name|title ~ table framework record left longer",
        "example.com no site|name|title ~ table framework record left longer",
        "=site|shop|store name|title own|real ~ carries shows right",
        "=site|shop|store name|title no|not|isnt longer|default|placeholder|example|theme ~ any more own",
    ),
)
def site_name(
    home: Page,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    filled_with: Mapping[str, Rows] | None = None,
    application: Application | None = None,
) -> None:
    """The title of the home page holds the declared name, and the site's own record has it with the site's domain.

    Why: mails and sitemaps are made with that record, and send customers to example.com.
    Fix: set name and domain of the record (Django: Sites in the admin, for SITE_ID), and the title in the template.
    Cannot tell when: name is not declared in [content], the record cannot be read, or there are several.
    Source: https://docs.djangoproject.com/en/stable/ref/contrib/sites/
    """
    name, title = settings.content.name, parse(home.body, home.url).title
    assert "example.com" not in title.lower(), f"the title of the home page is “{title}”"
    record: Row | None = None
    if settings.content.site.strip():
        if filled_with is None:
            cannot_see(unseen["filled_with"])
        record = _record(filled_with, application)
        said = f"the site's record says “{record['name']}” at {record['domain']}"
        assert not re.search(r"\bexample\.(?:com|org|net)\b", f"{record['name']} {record['domain']}"), said
        assert (record["domain"] or "").lower() in settings.target.all_hosts, f"{said}, not {settings.target.host}"
        assert (record["name"] or "").strip(), "the site's record has no name"
        evidence.saw(said)
    if not name:
        cannot_tell("the site's name is not declared, so that nothing can be compared with it", cure=NO_NAME)
    assert _plain(name) in _plain(title), f"the title of the home page is “{title}”, without “{name}”"
    assert record is None or record["name"] == name, f"the site's record is called “{record and record['name']}”"
    evidence.saw(f"the title of the home page is “{title}”")


def _record(filled_with: Mapping[str, Rows], application: Application | None) -> Row:
    """The record that counts."""
    told = filled_with.get("site")
    if told is not None and told.error:
        cannot_tell(f"where the site keeps its name cannot be read: {told.error}", cure=NO_RECORD)
    rows = asked(filled_with, "site", "name", "domain")
    assert rows, "there is no record of the site"
    wanted = application.settings.get("SITE_ID") if application is not None else None
    if wanted is not None and "id" in (told.columns if told else ()):
        rows = tuple(row for row in rows if row["id"] == str(wanted))
        assert rows, f"there is no record {wanted}, which SITE_ID names"
    if len(rows) > 1:
        cannot_tell(f"there are {len(rows)} records of sites", cure="let the query site of [content] give one")
    return rows[0]


@check(
    "content.contact-info",
    severity="medium",
    overlooks="only one",
    says=(
        "=contact information|info|details|data accurate|right|correct",
        "=site|content: contact information|details|info",
        "contact information|details|info shown|displayed|visible|footer|website|site|page",
        "phone number? street? address email contact page",
        "phone|address|email number? contact|footer page? correct|right|real|current",
        "company? address phone|email footer",
        "=contact information|info|detail|data|page|email|phone "
        "correct|right|current|shown|visible|find|complete|updated|displayed|footer|up ~ number address visitor "
        "street company impressum imprint",
        "=footer|contact phone|address|email|telephone ~ number street company show right current client",
        "=phone|telephone address|email right|correct|current|shown|visible|site|website|up|page|displayed ~ number "
        "street contact footer company",
        "address footer|contact|imprint ~ phone email number company right shown",
        "=contact|phone|address real|right|correct|current data|detail|info|site|number ~ email",
        "=contact information|detail ~ company right current footer",
    ),
)
def contact_info(
    contact_texts: ContactTexts,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    contact_mail: Mapping[str, Answer] | None = None,
) -> None:
    """The declared mail address, phone number and postal address are on the contact page or in the footer.

    No placeholder is there, a server takes mail for the address, and the number is one of the declared country.

    Why: a customer who reaches nobody asks the bank for the money back.
    Fix: write them on the contact page, or into the footer of the home page, and take the placeholders out.
    Cannot tell when: email, phone, address or country is not declared in [content], phonenumbers is not installed, or
    the resolvers do not answer.
    Source: Directive 2000/31/EC, Article 5.
    """
    seen, given = contact_texts, settings.content
    texts = [one for one in (seen.home.text, seen.page.page_text if seen.page else "") if one]
    mails = {unquote(href[7:].partition("?")[0]) for href in seen.hrefs if href.lower().startswith("mailto:")}
    mails |= set(ADDRESS.findall(seen.home.text))
    fake = sorted(one for one in mails if NOBODY.search(one))
    fake += [found[0] for text in texts for found in LEFT_OVER.finditer(text)]
    assert not fake, f"a placeholder is shown: {named(fake)}"
    missing = [one for one in ("email", "phone", "address", "country") if not getattr(given, one)]
    if missing:
        cannot_tell(f"not declared: {', '.join(missing)}", cure=NO_CONTACT)
    where = f"on {given.contact_page} (which answers {seen.status}) or in the footer"
    mails |= set(ADDRESS.findall(" ".join(texts)))
    assert given.email.lower() in {one.lower() for one in mails}, f"{given.email} is not {where}"
    parts = [_plain(part) for part in given.address.split(",")]
    away = [part for part in parts if not any(part in _plain(text) for text in texts)]
    assert not away, f"not {where}: {named(away)}"
    _assert_phone(texts, seen.hrefs, settings, where)
    _takes_mail(given.email, contact_mail, unseen)
    evidence.saw(f"{given.email}, {given.phone} and {given.address} are {where}")


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _assert_phone(texts: list[str], hrefs: tuple[str, ...], settings: Settings, where: str) -> None:
    """Judge the phone number."""
    if find_spec("phonenumbers") is None:
        cure = "pip install 'pytest-golive[content]'"
        cannot_tell("phonenumbers is not installed, without which no number can be judged", cure=cure)
    import phonenumbers

    phone, country = settings.content.phone, settings.content.country.upper()
    code = phonenumbers.country_code_for_region(country)
    if not code:
        cannot_tell(f"{country} is no country", cure='write country in [content] in two letters: "GB"')
    try:
        number = phonenumbers.parse(phone, country)
    except phonenumbers.NumberParseException as error:
        raise AssertionError(f"{phone} is no phone number: {error}") from None
    assert number.country_code == code, f"{phone} is a number of +{number.country_code}, not of {country} (+{code})"
    assert phonenumbers.is_valid_number(number), f"{phone} is no number that can be called in {country}"
    tels = [unquote(href[4:]) for href in hrefs if href.lower().startswith("tel:")]
    shown = [one.number for text in (*texts, *tels) for one in phonenumbers.PhoneNumberMatcher(text, country)]
    assert number in shown, f"{phone} is not {where}"


def _takes_mail(email: str, contact_mail: Mapping[str, Answer] | None, unseen: Mapping[str, Attempt]) -> None:
    """Judge the domain of the mail address."""
    if contact_mail is None:
        cannot_see(unseen["contact_mail"])
    domain = email.rpartition("@")[2].lower()
    answer = contact_mail.get(domain)
    if answer is None or not answer.is_known:
        cure = "name resolvers that answer in [dns] of golive.toml"
        cannot_tell(f"nothing is known of who takes mail for {domain}: {answer or 'nobody was asked'}", cure=cure)
    takes = [value for value in answer.values if value.split()[-1] != "."]
    assert takes, f"no server takes mail for {domain} (no MX record)"
