"""Checks of what the site must say of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, check
from pytest_golive.facts.prose import DAY, PERIOD, Document, about, dates, missing_names

if TYPE_CHECKING:
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.facts.legal import Footer, LegalPage
    from pytest_golive.facts.prose import Documents, Section
    from pytest_golive.settings import Settings

#: A policy with fewer words is none.
WORDS = 300
CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\d[\d ()/-]{7,}\d")
SIGN = re.compile(r"©|\(c\)", re.IGNORECASE)
COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)
SPAN = r"\b((?:19|20)\d\d)\b(?:\s*[-–—]\s*((?:19|20)\d\d|\d\d|present|today))?"
YEARS = re.compile(SPAN)
#: The years of one notice; those further on are of something else.
RUN = re.compile(rf"{SPAN}(?:\s*(?:,|&|/|and)\s*{SPAN})*")
RETENTION = re.compile(
    r"retention|how long|keep|storage period|stored for|deletion|aufbewahr|speicherdauer", re.IGNORECASE
)
#: What a template leaves to fill in; "[at]", "[1]" and "[sic]" are none.
GAP = re.compile(
    r"\[(?:(?:your|insert|enter|add)\b[^\]]{0,60}|[^\]]{0,30}\b(?:name|company|business|website|site|store|shop|country"
    r"|state|jurisdiction|date|number|address)\b[^\]]{0,30})\]",
    re.IGNORECASE,
)
#: A month and its year, in the languages whose policies are recognised.
MONTH = re.compile(
    r"\b(?:jan|ene|feb|fév|mar|mär|apr|avr|abr|ma[iy]|jun|juin|jul|juil|aug|aoû|ago|sep|oct|okt|nov|dec|dez|déc|dic)"
    r"[^\W\d_]{0,7}\.? (?:de )?(?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
NO_COMPANY = "set company in [legal] of golive.toml"


def _published(page: LegalPage, what: str, settings: Settings, evidence: Evidence) -> Section:
    """The text of a legal page that every footer links to: long enough, dated, filled in, with the company's name."""
    without = [path for path, href in page.links.items() if not href]
    assert not without, f"the footer of {', '.join(without)} links to no {what}"
    empty = [path for path, href in page.links.items() if href.startswith(("#", "javascript:", "mailto:"))]
    assert not empty, f"the link to the {what} leads nowhere on {', '.join(empty)}"
    assert page.status == 200, f"{page.url} answered {page.status}"
    assert page.body is not None, f"{page.url} is no page"
    evidence.saw(f"{page.url}: {page.body.words} words")
    assert page.body.words >= WORDS, f"{page.url} has {page.body.words} words, not {WORDS}"
    text = page.body.text
    left = page.body.left_over(slots=True)
    left += tuple(repr(gap) for gap in dict.fromkeys(GAP.findall(text)) if not any(gap in one for one in left))
    assert not left, f"not filled in: {', '.join(left)}"
    assert dates(text) or DAY.search(text) or MONTH.search(text), f"{page.url} has no date"
    company = settings.legal.company
    if not company:
        cannot_tell("the company's name is not declared, so the page cannot be compared with it", cure=NO_COMPANY)
    is_named = re.search(rf"(?<!\w){re.escape(company)}(?!\w)", text, re.IGNORECASE)
    assert is_named, f"{page.url} does not name {company}"
    return page.body


class Enforced(str):
    """The word by which a line says that old data are really deleted; empty where it does not say so."""

    def __new__(cls, said: str) -> Enforced:
        """Take it out of a line.

        Raises:
            ValueError: it says something else.
        """
        if said not in {"", "enforced", "implemented", "applied", "followed", "running"}:
            raise ValueError(said)
        return super().__new__(cls, said)


NOT_SAID = Enforced("")


@check(
    "legal.privacy-policy",
    severity="high",
    overlooks="current updated",
    says=(
        "=legal pages @set|linked|published|online ~ footer reachable",
        "privacy policy|notice|statement written? published|linked|online|accessible|visible|reachable|@set",
        "terms service|conditions? privacy policy published|linked|online|live|accessible|visible|available|@set",
        "=privacy policy|notice|statement page?",
        "privacy page published|linked|online|live|accessible|visible|available|reachable",
        "=privacy policy|notice written",
        (
            "=privacy|datenschutz policy|notice|statement|page|datenschutz|declaration ~ footer linked add "
            "publish online place visitors find current up checkout reachable accessible customers visible easy "
            "homepage working easily @set"
        ),
    ),
)
def privacy_policy(legal_pages: Mapping[str, LegalPage], settings: Settings, evidence: Evidence) -> None:
    """The footers of home page and checkout link to a privacy policy with date, company, contact and 300 words.

    Why: the law asks for it wherever personal data are collected, and a shop collects them at the checkout.
    Fix: publish the policy and link to it from the footer; where it is found by no link, set privacy in [legal].
    Cannot tell when: company is not set in [legal], or the pages are made by a script.
    Source: Regulation (EU) 2016/679, Articles 12 and 13.
    """
    page = legal_pages["privacy"]
    body = _published(page, "privacy policy", settings, evidence)
    assert page.has_contact or CONTACT.search(DAY.sub(" ", body.text)), (
        f"{page.url} says nowhere how to reach {settings.legal.company}"
    )


@check(
    "legal.terms",
    severity="high",
    overlooks="current dated",
    says=(
        "=legal pages @set|linked|published|online ~ footer reachable",
        "terms service|conditions written? published|linked|online|live|accessible|visible|available|reachable|@set",
        "terms service|conditions? privacy policy published|linked|online|live|accessible|visible|available|@set",
        "t c|cs published|linked|online|live|accessible|visible|available|reachable",
        "=terms service|conditions page?",
        "terms service|conditions page published|linked|online|live|accessible|visible|available|reachable",
        "terms page? linked footer|checkout",
        "terms service|conditions linked footer|checkout",
        "=terms service|conditions|use written",
        (
            "=term|tos condition|service|page|footer|checkout|buying|agb ~ published linked add general current "
            "up customers before online accessible t&c legal visitors find visible shown place @set"
        ),
        "=t c|cs ~ linked footer online published checkout available",
        "=tos|agb ~ online linked footer published",
    ),
)
def terms(legal_pages: Mapping[str, LegalPage], settings: Settings, evidence: Evidence) -> None:
    """The footers of home page and checkout link to terms with date, company's name and 300 words or more.

    Why: without terms the contract with each customer is whatever the law of that day makes of it.
    Fix: publish the terms and link to them from the footer; where they are found by no link, set terms in [legal].
    Cannot tell when: company is not set in [legal], or the pages are made by a script.
    Source: Directive 2011/83/EU on consumer rights, Article 6.
    """
    _published(legal_pages["terms"], "terms", settings, evidence)


@check(
    "legal.copyright-notice",
    severity="medium",
    overlooks="page pages app",
    says=(
        "copyright notice|line|year|footer @set|shown|current|correct|updated|displayed 2025? company?",
        "copyright year|notice|line footer current|correct|right|shown",
        "footer shows copyright|year|2024|2025|2026 company?",
        "=footer year company|right|correct|current ~ name shows copyright",
        (
            "copyright year|notice|footer|line|statement|date|info ~ current update shows company name owner up "
            "auto automatic 2024 2025 2026 displays @set"
        ),
    ),
)
def copyright_notice(footers: tuple[Footer, ...], settings: Settings, now: datetime, evidence: Evidence) -> None:
    """The footer of every declared page has a copyright notice with the current year and the company's name.

    Why: last year's date tells visitors that nobody looks after the site.
    Fix: write `© {% now "Y" %}` and the company's name into the footer of the base template.
    Cannot tell when: company is not set in [legal].
    Source: Universal Copyright Convention, Article III.
    """
    company = settings.legal.company
    for one in footers:
        # A link to the page about copyright may stand before the notice.
        found = SIGN.search(one.text) or COPYRIGHT.search(one.text)
        assert found, f"the footer of {one.page} has no copyright notice"
        notice = one.text[max(0, found.start() - 40) : found.end() + 120]
        assert "your company" not in notice.lower(), f"the notice on {one.page} still says “Your Company”"
        runs = [RUN.search(one.text[found.end() :][:120]), *reversed([*RUN.finditer(notice)])]
        told = next((run[0] for run in runs if run), "")
        spans = [(int(first), last) for first, last in YEARS.findall(told)]
        assert spans, f"the notice on {one.page} has no year"
        is_current = any(first == now.year or _end(first, last, now.year) >= now.year > first for first, last in spans)
        assert is_current, (
            f"the notice on {one.page} is of {notice[found.start() - max(0, found.start() - 40) :][:40]!r}"
        )
        assert not company or company.lower() in notice.lower(), f"the notice on {one.page} does not name {company}"
    evidence.saw(f"{len(footers)} pages")
    if not company:
        cannot_tell("the company's name is not declared, so the notice cannot be compared with it", cure=NO_COMPANY)


def _end(first: int, last: str, this: int) -> int:
    """The last year of a span such as 2019–26."""
    if not last:
        return first
    return this if not last.isdigit() else int(last) if len(last) == 4 else first // 100 * 100 + int(last)


@check(
    "legal.patent-notice",
    severity="medium",
    says=(
        "patent pending notice|line|text @set|shown|displayed|visible",
        "patent pending notice|line|text product|page|footer page?",
        (
            "patent pending|notice|marking|number|listed|footer ~ shown text line add label displayed visible "
            "show packaging published statement"
        ),
    ),
)
def patent_notice(
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    footers: tuple[Footer, ...] | None = None,
    documents: Documents | None = None,
) -> None:
    """The declared patent notice is on the declared page, or in the declared file.

    Why: whoever copies the thing can say that nobody told them.
    Fix: put the text of patent_notice in [legal] on the page, or into the file, that patent_place names.
    Cannot tell when: patent_notice is not set in [legal].
    Source: 35 U.S.C. § 287.
    """
    notice, place = settings.legal.patent_notice, settings.legal.patent_place
    if not notice:
        cannot_tell(
            "no patent notice is declared", cure="set patent_notice in [legal], or answer the line with `golive na`"
        )
    if place.startswith("/"):
        if footers is None:
            cannot_see(unseen["footers"])
        texts = {one.page: one.page_text for one in footers}
        if place not in texts:
            cannot_tell(f"{place} is not among the declared pages", cure="add it to pages in [target] of golive.toml")
        text = texts[place]
    else:
        if documents is None:
            cannot_see(unseen["documents"])
        document = documents.get(place)
        assert document is not None, f"{place} is not among the documents"
        text = document.whole.text
    plain = " ".join(text.lower().split())
    assert " ".join(notice.lower().split()) in plain, f"{place} does not say “{notice}”"
    evidence.saw(f"{place} says “{notice}”")


@check(
    "legal.data-retention",
    severity="medium",
    overlooks="automatically automatic automated deleted delete deletion purged cron job jobs",
    says=(
        "data retention policy|period|periods @set|@written|set",
        "data|personal|user retention policy|period|periods|rules? {enforced} automatically?",
        "how long keep|kept|store|stored personal|customer|user data",
        "retention period|periods|times personal|customer|user data @set|@written|set",
        (
            "data|personal|user retention ~ customer policy period rules gdpr how long time privacy schedule @set "
            "@written"
        ),
        (
            "=deleted|erase|purge|anonymised|anonymized data|accounts|records "
            "after|period|schedule|automatically|retention|years|months|old ~ personal customer user 2 3 6 10 12 "
            "inactive gdpr order days 30 90 24 36 no longer gets"
        ),
        "=how long data ~ keep kept documented defined personal user customer say stick retention policy written",
    ),
)
def data_retention(
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    legal_pages: Mapping[str, LegalPage] | None = None,
    documents: Documents | None = None,
    overdue_rows: Mapping[str, int] | None = None,
    *,
    enforced: Enforced = NOT_SAID,
) -> None:
    """The privacy policy, or a document, gives a period for each declared kind of data, and no row is kept longer.

    Why: data that should be gone can still be stolen, and the law asks how long each kind is kept.
    Fix: write the period for each kind into the policy, and delete what is older.
    Cannot tell when: no kind of data is declared as retention in [legal], a declared query cannot be run, or the line
    says that the periods are enforced and a kind has no query.
    Source: Regulation (EU) 2016/679, Articles 5(1)(e) and 13(2)(a).
    """
    place = settings.docs.places.get("data-retention", "")
    if (documents if place else legal_pages) is None:
        cannot_see(unseen["documents" if place else "legal_pages"])
    found = about(documents, RETENTION.pattern, place) if documents is not None and place else None
    texts = [found.text] if found else []
    if legal_pages is not None and (body := legal_pages["privacy"].body) is not None and not place:
        parts = Document(path=body.path, blocks=body.blocks).sections()
        texts = [said for one in parts if RETENTION.search(one.heading) for said in one.statements()]
    where = place or "the privacy policy"
    assert texts, f"{where} has no section about how long data are kept"
    kinds = settings.legal.retention
    if not kinds:
        cannot_tell("no kind of data is declared", cure='set retention in [legal] of golive.toml: {"order" = ""}')
    sentences = [one for text in texts for one in re.split(r"(?<=[.;])\s+|\n", text)]
    silent = [k for k in kinds if not any(not missing_names([k], s) and PERIOD.search(s) for s in sentences)]
    assert not silent, f"{where} gives no period for {', '.join(silent)}"
    evidence.saw(f"{where} gives a period for {', '.join(kinds)}")
    if enforced and (unlooked := [kind for kind, query in kinds.items() if not query]):
        cure = "give each kind a query in retention of [legal] that finds the rows that are too old"
        cannot_tell(f"nothing looks for rows of {', '.join(unlooked)} that are too old", cure=cure)
    if any(kinds.values()):
        if overdue_rows is None:
            cannot_see(unseen["overdue_rows"])
        late = [f"{count} of {kind}" for kind, count in overdue_rows.items() if count]
        assert not late, f"rows that are older than allowed: {', '.join(late)}"
        evidence.saw(f"no older row of {', '.join(overdue_rows)}")
