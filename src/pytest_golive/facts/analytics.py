"""The tag that counts visitors, and the script it loads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client, NoAnswer
from pytest_golive.facts.markup import parse
from pytest_golive.facts.page import Visit
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings


@dataclass(frozen=True, kw_only=True)
class TagScript:
    """The script of the analytics tag, as the pages load it."""

    url: str = ""
    """Empty: no page loads one with the configured id."""
    status: int = 0
    error: str = ""
    loads: Mapping[str, int] = field(default_factory=dict)
    """By declared page: how many times it loads the script."""
    names_id: Mapping[str, bool] = field(default_factory=dict)
    """By declared page: whether the script's address carries the id."""


@fact(rounds=6)
def tag_script(settings: Settings, client: Client, pages: Mapping[str, Visit]) -> TagScript:
    """How often each page loads the script with the configured measurement id, and whether it answers."""
    wanted = settings.http.analytics_id
    if not wanted:
        raise CannotLook("[http] analytics_id is not set", cure="set analytics_id in [http] of golive.toml")
    loads, url = {}, ""
    for path, visit in pages.items():
        body = visit.page.body if visit.page else ""
        # Counted in the text, because the parts of a page are listed once each.
        sources = [one.url for one in parse(body, visit.asked).references if one.kind == "script" and wanted in one.url]
        loads[path] = sum(body.count(f'id={wanted}"') + body.count(f"id={wanted}'") for _ in sources[:1])
        container = f"'{wanted}'" if f"'{wanted}'" in body else f'"{wanted}"'
        if not sources and "googletagmanager.com/gtm.js" in body and container in body:
            # The container's loader is an inline script that builds the address.
            sources = [f"https://www.googletagmanager.com/gtm.js?id={wanted}"]
            loads[path] = body.count(container)
        url = url or next(iter(sources), "")
    names = {path: bool(count) for path, count in loads.items()}
    if not url:
        return TagScript(loads=loads, names_id=names)
    try:
        return TagScript(url=url, status=client.get(url).status, loads=loads, names_id=names)
    except NoAnswer as error:
        return TagScript(url=url, error=error.reason, loads=loads, names_id=names)
