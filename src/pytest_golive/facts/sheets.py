"""The stylesheets of all pages of the site, read for what they load over plain http."""

from __future__ import annotations

from pytest_golive.data import dataclass
from pytest_golive.facts.assets import IMPORT_DEPTH, is_ours
from pytest_golive.facts.client import Client
from pytest_golive.facts.crawl import Crawl
from pytest_golive.facts.markup import Reference, css_references
from pytest_golive.facts.page import Visit
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One stylesheet on the site's hosts or on ``[http] cdn_hosts``."""

    url: str
    found_on: str
    """The first page or stylesheet that refers to it."""
    status: int = 0
    """0: there was no answer that can be read."""
    insecure: tuple[Reference, ...] = ()
    """What it loads over plain http."""
    error: str = ""
    cure: str = ""
    look_failed: bool = False


@fact(rounds=9)
def sheets(settings: Settings, client: Client, crawl: Crawl) -> tuple[Sheet, ...]:
    """Every stylesheet of the pages of the crawl, and those that these import."""
    hosts = {*settings.target.all_hosts, *settings.http.cdn_hosts}
    wanted = dict(crawl.sheets)
    found: dict[str, Sheet] = {}
    for _ in range(1 + IMPORT_DEPTH):
        new = [url for url in wanted if url not in found and is_ours(url, hosts)]
        if not new:
            break
        for visit in client.visits(new, background=True):
            page = visit.page
            loaded = css_references(page.body, page.url) if page and page.status == 200 else ()
            found[visit.asked] = _sheet(visit, wanted[visit.asked], loaded)
            for one in loaded:
                if one.kind == "stylesheet":
                    wanted.setdefault(one.url, visit.asked)
    return tuple(found.values())


def _sheet(visit: Visit, found_on: str, loaded: tuple[Reference, ...]) -> Sheet:
    return Sheet(
        url=visit.asked,
        found_on=found_on,
        status=visit.page.status if visit.page else 0,
        insecure=tuple(one for one in loaded if one.url.lower().startswith("http://")),
        error=visit.error,
        cure=visit.cure,
        look_failed=visit.look_failed,
    )
