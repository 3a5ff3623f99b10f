"""How uploaded files, and the folders of them, are served to a stranger."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client, no_page, site_url
from pytest_golive.facts.markup import parse
from pytest_golive.facts.page import Page, Visit
from pytest_golive.facts.probes import LOGIN_WORDS
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

#: What servers write above or into their listings, in lower case.
LISTING = re.compile(
    r"index of \.?/|directory listing|listing directory /|\[to parent directory\]|<listbucketresult|<enumerationresults"
    r"|\"name\"\s*:\s*\"[^\"]+\"\s*,\s*\"type\"\s*:\s*\"(?:file|directory)\"|<list>\s*<(?:file|directory)\b"
)


@dataclass(frozen=True, kw_only=True)
class MediaAnswer:
    """How one uploaded file, or the folder of them, is served to an anonymous visitor."""

    url: str
    role: str
    """listing, public or private."""
    status: int
    """Where redirects inside the site ended; of the redirect itself when it was not followed."""
    content_type: str = ""
    disposition: str = ""
    nosniff: bool = False
    looks_like_listing: bool = False
    asks_to_log_in: bool = False
    """The answer is a page to log in at."""
    is_on_site_host: bool = True
    location: str = ""
    """Where redirects led, or would have; empty: there were none."""
    error: str = ""
    """Why a redirect was not followed: it leaves the site, say."""
    cure: str = ""


@fact(effect="probe", rounds=4)
def media_probes(settings: Settings, client: Client, home: Page) -> tuple[MediaAnswer, ...]:
    """The media folder, the declared files, and the home page's own pictures below it."""
    http = settings.http
    base = http.media_url
    if not base:
        cure = 'set media_url in [http] of golive.toml ("/media/"), and media and private_media'
        raise CannotLook("[http] media_url is not set", cure=cure)
    folder = site_url(settings, base)
    shown = [one.url for one in parse(home.body, home.url).references if one.url.startswith(folder)]
    roles = {folder: "listing"}
    folders = {urljoin(url, ".") for url in (*shown, *(site_url(settings, one) for one in http.media))}
    roles |= dict.fromkeys(sorted(folders), "listing")
    roles |= dict.fromkeys(shown[:3], "public")
    roles |= {site_url(settings, path): "public" for path in http.media}
    roles |= {site_url(settings, path): "private" for path in http.private_media}
    files = [urlsplit(url).path for url, role in roles.items() if role != "listing"]
    title = parse(home.body, home.url).title
    return tuple(
        _media_answer(settings, visit, roles[visit.asked], is_listing=_is_listing(visit.page, files, title))
        for visit in client.visits(roles)
    )


def _media_answer(settings: Settings, visit: Visit, role: str, *, is_listing: bool) -> MediaAnswer:
    if visit.failure not in {"", "away"}:
        raise no_page(visit)
    page = visit.page or visit.hops[-1]
    ended = page.url if visit.page else urljoin(page.url, page.header("location") or "")
    return MediaAnswer(
        url=visit.asked,
        role=role,
        status=page.status,
        content_type=page.content_type,
        disposition=(page.header("content-disposition") or "").lower(),
        nosniff=(page.header("x-content-type-options") or "").strip().lower() == "nosniff",
        looks_like_listing=is_listing,
        asks_to_log_in=_asks_to_log_in(visit),
        is_on_site_host=urlsplit(page.url).hostname in settings.target.all_hosts,
        location=ended if visit.hops else "",
        error=visit.error,
        cure=visit.cure,
    )


def _asks_to_log_in(visit: Visit) -> bool:
    page = visit.page
    if page is None or "html" not in page.content_type:
        return False
    # Some ask for a mail address first, and for the password on the next page.
    is_led_there = bool(visit.hops) and any(word in urlsplit(page.url).path.lower() for word in LOGIN_WORDS)
    return is_led_there or any(form.has_password for form in parse(page.body, page.url).forms)


def _is_listing(page: Page | None, files: list[str], title_of_home: str) -> bool:
    """Whether a folder's answer lists what is in it: in a server's words, or by naming the files we know of."""
    if page is None or page.status != 200:
        return False
    if LISTING.search(page.body.lower()):
        return True
    folder = urlsplit(page.url).path
    names = {unquote(path.removeprefix(folder)).partition("/")[0] for path in files if path.startswith(folder)} - {""}
    if "html" not in page.content_type:
        return any(re.search(rf"[\">]{re.escape(name)}/?[\"<]", page.body) for name in names)
    document = parse(page.body, page.url)
    # Some shops answer any address with their home page, which may link to pictures.
    linked = {unquote(urlsplit(link).path).rstrip("/") for link in document.links}
    return document.title != title_of_home and any(folder + name in linked for name in names)
