"""Where the documents say that something is, and whom they say to call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pytest_golive.data import dataclass
from pytest_golive.facts.pointers import ADDRESS, TEMPLATE_HOST, addresses, is_template
from pytest_golive.facts.prose import DAY, LEFT, SLOT, Block, Document, Documents, Section, about
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

CONTACTS = re.compile(
    r"\bcontacts\b|\bcontact (?:list|information|info|details|persons?|people|numbers)\b|\bwh?om? to (?:call|contact)\b"
    r"|\bescalation (?:path|list|contacts?|matrix)\b|\b(?:emergency|phone) (?:numbers|list)\b",
    re.IGNORECASE,
)
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@(?P<domain>(?:[\w-]+\.)+[^\W\d_]{2,})(?![\w-])")
#: A mail address that somebody tried to write.
MAIL_LIKE = re.compile(r"[\w.+-]+@[\w.-]*")
PHONE = re.compile(r"(?<![\w.])(?:\+|00)?\(?\d[\d ()/.-]{5,20}\d(?!\w)")
#: Figures that are no phone number: hours, years from and to, round the clock, the address of a machine.
FIGURES = re.compile(
    r"(?<![\d.+])(?:\d{1,2}[.:]\d\d\s*[-–]\s*\d{1,2}[.:]\d\d|(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d"
    r"|24\s*/\s*7(?:\s*/\s*365)?|[1-9]\d{0,2}(?:\.\d{1,3}){3})(?![\d.-])"
)
HANDLE = re.compile(r"(?<!\w)[@#][\w-]{2,}")
#: Square brackets that are no box and no link: something to be filled in.
BRACKETS = re.compile(r"\[(?![ xX]?\])[^\]]{2,60}\](?!\()")
#: Labels of what belongs to the contact above them.
OF_SOMEBODY = re.compile(
    r"(?:name|role|title|position|phone|telephone|tel|mobile|cell|e-?mail|mail|fax|hours|availability|available"
    r"|time ?zone|address|location|web ?site|url|slack|chat|department|team|company|backup|notes?)s?",
    re.IGNORECASE,
)
LABELLED = re.compile(r"(?:\[[ xX]\] )?(?P<label>[^:|]{2,60}?)\s*:(?!//)\s*(?P<value>.*)", re.DOTALL)
PERSON = re.compile(r"[^\W\d_a-z][\w'’.-]*(?: [^\W\d_a-z][\w'’.-]*){1,3}")
KEPT = re.compile(
    r"\b(?:documentation|docs|documents|run ?books?|manuals?|hand ?books?|copies|procedures|credentials|passwords)\b.*"
    r"\b(?:stored|kept|live|lives|located|found|published|location)\b"
    r"|\b(?:documentation|docs|run ?book|wiki) (?:location|link|url)\b|\bback-?up copies\b"
    r"|\b(?:emergency )?access (?:procedures?|credentials)\b",
    re.IGNORECASE,
)
PLACES = re.compile(r"^\W*locations?\W*$|\bwhere\b.*\b(?:documentation|docs|documents)\b", re.IGNORECASE)
STORED = re.compile(r"(?:\[[ xX]\] )?(?P<what>[^:]{3,80}?)(?: in| at| on)?\s*:(?!//)\s*(?P<place>.+)", re.DOTALL)
PATH = re.compile(r"(?:\./)?[\w.-]+(?:/[\w.-]+)*/?")


@dataclass(frozen=True, kw_only=True)
class Contact:
    """One line of a list of contacts."""

    where: str
    text: str
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    """Names in a chat."""
    gaps: tuple[str, ...] = ()
    """What is still to be filled in."""
    malformed: tuple[str, ...] = ()
    has_name: bool = True
    is_of_checklist: bool = False

    @property
    def is_reachable(self) -> bool:
        """Whether it says how."""
        return bool(self.phones or self.mails or self.urls or self.handles)


@dataclass(frozen=True, kw_only=True)
class Contacts:
    """Every contact there is."""

    sections: tuple[str, ...]
    """Where they are listed."""
    lines: tuple[Contact, ...]

    @property
    def domains(self) -> tuple[str, ...]:
        """Domains of the mail addresses, each once."""
        mails = [mail for one in self.lines for mail in one.mails]
        return tuple(dict.fromkeys(mail.rpartition("@")[2].lower() for mail in mails))


@dataclass(frozen=True, kw_only=True)
class Location:
    """A line of a checklist that says where something is kept."""

    where: str
    what: str
    place: str
    is_gap: bool = False
    url: str = ""
    found: bool | None = None
    """Whether the path is there; None: it is no path of the repository."""


@fact()
def contacts(settings: Settings, documents: Documents) -> Contacts:
    """The contacts of the checklists, or else of the documents; of the declared place, when one is."""
    place = settings.docs.places.get("contacts-filled", "")
    if place and not place.startswith(("http://", "https://")):
        declared = about(documents, "", place)
        found = [declared] if declared else []
    else:
        found = [s for one in documents.documents for s in _listing(one)]
    own = frozenset(settings.target.all_hosts)
    lists = {one.path for one in documents.documents if one.is_checklist}
    seen = {
        section.where: tuple(
            replace(line, is_of_checklist=section.path in lists) for line in _contacts_in(section, own)
        )
        for section in found
    }
    # What a document has in full need not be copied into the checklist.
    open_ones = {where for where, lines in seen.items() if any(one.gaps and one.is_of_checklist for one in lines)}
    listed = {where: lines for where, lines in seen.items() if where not in open_ones}
    listed = listed if any(listed.values()) else seen
    # A document may be called "contacts" and be about something else.
    used = {where: lines for where, lines in listed.items() if lines} or listed
    return Contacts(sections=tuple(used), lines=tuple(line for lines in used.values() for line in lines))


@fact()
def locations(documents: Documents) -> tuple[Location, ...]:
    """Every line of the checklists that says where documents, copies or access procedures are kept."""
    found: list[Location] = []
    for document in documents.documents:
        heading = ""
        for block in document.blocks if document.is_checklist else ():
            if block.kind == "heading":
                heading = block.text
            elif (said := STORED.fullmatch(block.text)) and (PLACES.search(heading) or KEPT.search(said["what"])):
                found.append(_location(document, block, said, Path(documents.root)))
    return tuple(found)


def _listing(document: Document) -> list[Section]:
    """Its sections about contacts, none inside of another; all of it when its name says so."""
    if re.search(r"^contacts\b|\bcontacts$", Path(document.path).stem, re.IGNORECASE):
        return [document.whole]
    found: list[Section] = []
    for one in document.sections():
        inside = any(outer.line < one.line and one.blocks[-1] in outer.blocks for outer in found)
        if CONTACTS.search(one.heading) and not inside:
            found.append(one)
    return found


def _contacts_in(section: Section, own: frozenset[str]) -> Iterator[Contact]:
    """Its contacts: rows of tables, labelled lines, and whatever holds a gap, a phone number or an address."""
    is_contact_table, somebody = False, False
    for block in section.body:
        if block.kind == "heading":
            somebody = CONTACTS.search(block.text) is None
        if block.kind == "head":
            told = r"phone|mail|contact|number|\bcall\b|reach"
            is_contact_table = re.search(told, block.text, re.IGNORECASE) is not None
        for line in () if block.kind in {"heading", "head", "code"} else block.text.splitlines():
            seen = _contact(section, block, line, own)
            is_row = block.kind == "row" and is_contact_table
            if is_row or seen.gaps or seen.malformed or seen.is_reachable or _is_somebody(line):
                yield replace(seen, has_name=seen.has_name or somebody)


def _contact(section: Section, block: Block, line: str, own: frozenset[str]) -> Contact:
    urls = [one for one in addresses(block) if one in line or "\n" not in block.text]
    plain = ADDRESS.sub(" ", line)
    mails = [one for one in MAIL.finditer(plain) if not TEMPLATE_HOST.fullmatch(one["domain"]) or one["domain"] in own]
    gaps = [one[0] for one in (*LEFT.finditer(plain), *BRACKETS.finditer(plain), *SLOT.finditer(plain))]
    gaps += [one[0] for one in MAIL.finditer(plain) if TEMPLATE_HOST.fullmatch(one["domain"])]
    gaps += [one for one in urls if is_template(one, tuple(own))]
    kept = [one for one in gaps if not any(one != other and one in other for other in gaps)]
    phones = [
        one
        for one in PHONE.findall(FIGURES.sub(" | ", DAY.sub(" ", MAIL.sub(" ", plain))))
        if 6 <= len(re.sub(r"\D", "", one)) <= 15
    ]
    like = [one.rstrip(".-") for one in MAIL_LIKE.findall(MAIL.sub(" ", plain))]
    words = re.findall(r"[^\W\d_]{2,}", PHONE.sub(" ", MAIL_LIKE.sub(" ", plain)))
    return Contact(
        where=f"{section.path} line {block.line}",
        text=line.strip()[:100],
        phones=tuple(phones),
        mails=tuple(one[0] for one in mails),
        urls=tuple(one for one in urls if not is_template(one, tuple(own))),
        handles=tuple(HANDLE.findall(MAIL_LIKE.sub(" ", plain))),
        gaps=tuple(dict.fromkeys(kept)),
        malformed=tuple(one for one in like if one not in kept),
        has_name=bool(words),
    )


def _is_somebody(line: str) -> bool:
    """Whether a labelled line names a person, or nobody at all where one should be."""
    said = LABELLED.fullmatch(line.strip())
    if not said or OF_SOMEBODY.fullmatch(said["label"].strip()):
        return False
    return PERSON.fullmatch(said["value"].strip()) is not None


def _location(document: Document, block: Block, said: re.Match[str], root: Path) -> Location:
    place = said["place"].strip()
    where, what = f"{document.path} line {block.line}", said["what"].strip()
    if not place.strip("_ .…*-") or LEFT.search(place) or BRACKETS.fullmatch(place) or SLOT.fullmatch(place):
        return Location(where=where, what=what, place=place, is_gap=True)
    urls = addresses(block)
    if urls:
        return Location(where=where, what=what, place=place, is_gap=is_template(urls[0]), url=urls[0])
    linked = [one for one in block.references if one.found is not None]
    if linked:
        return Location(where=where, what=what, place=place, found=all(one.found for one in linked))
    named = (*block.code, place, place.split()[0])
    path = next((one for one in named if PATH.fullmatch(one) and re.search(r"/|\.\w{2,4}$", one)), "")
    return Location(where=where, what=what, place=place, found=(root / path).exists() if path else None)
