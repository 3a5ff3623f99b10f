"""What a document points to: web addresses, and which of them can be asked."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pytest_golive.facts.prose import SLOT, Block, Documents, Section, about
from pytest_golive.settings import Settings

ADDRESS = re.compile(r"https?://[^\s<>\"'`|)\]}]+")
#: Hosts that stand for somebody's own: reserved names (RFC 2606) and what templates write.
TEMPLATE_HOST = re.compile(
    r"(?:.+\.)?(?:your[-_]?(?:domain|site|company|app|shop|server|host)|my[-_]?(?:domain|site))[\w-]*(?:\..+)?"
    r"|(?:.+\.)?example(?:\.(?:com|org|net))?|(?:.+\.)?domain\.(?:com|tld)",
    re.IGNORECASE,
)
#: Names and addresses that mean whatever machine the command is run on, or one nobody else can reach.
HERE = re.compile(
    r"localhost|127\.[\d.]+|0\.0\.0\.0|\[?::1\]?|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+"
    r"|[^.]*|.+\.(?:local|internal|localhost)"
)
MANUAL = (
    r"^(?!.*\b(?:admin\w*|staff|back[- ]?office|develop\w*|deploy\w*|operat\w*|test\w*)\b).*"
    r"(?:\b(?:user|customer|shopper|visitor)s?['’]?s? (?:manual|guide|handbook)|^(?:the |our )?manual$"
    r"|\bmanual for\b"
    r"|\bhow to (?:shop|buy|order|use (?:the |our |this )?(?:shop|store|site|website|app|it|service))\b"
    r"|\bhelp (?:pages|center|centre)\b)"
)


def manual_of(documents: Documents, settings: Settings) -> Section | None:
    """The manual for those who use the site, if it is among the documents."""
    place = settings.docs.places.get("user-manual", "")
    return None if place.startswith(("http://", "https://")) else about(documents, MANUAL, place)


def addresses(block: Block) -> tuple[str, ...]:
    """Every web address in a block, each once, without what is to be filled in."""
    told = [one.target for one in block.references if one.is_web]
    told += [one.rstrip(".,;:!?*_") for one in ADDRESS.findall(SLOT.sub("{slot}", block.text))]
    return tuple(dict.fromkeys(one for one in told if not re.search(r"[${]", one)))


def is_template(url: str, own: tuple[str, ...] = ()) -> bool:
    """Whether an address stands for the real one; what the team declares as its own is the real one."""
    host = _host(url)
    return host not in own and TEMPLATE_HOST.fullmatch(host) is not None


def is_elsewhere(url: str) -> bool:
    """Whether an address can be asked from anywhere."""
    return HERE.fullmatch(_host(url)) is None


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
