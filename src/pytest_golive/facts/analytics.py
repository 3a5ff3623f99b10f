"""The tag that counts visitors, and the script it loads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client, NoAnswer
from pytest_golive.facts.markup import Document, parse
from pytest_golive.facts.page import Visit
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


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
    """By declared page: whether it carries the id, comments aside."""


@fact(rounds=6)
def tag_script(settings: Settings, client: Client, pages: Mapping[str, Visit]) -> TagScript:
    """How often each page loads the script with the configured measurement id, and whether it answers."""
    wanted = settings.http.analytics_id
    if not wanted:
        raise CannotLook("[http] analytics_id is not set", cure="set analytics_id in [http] of golive.toml")
    loads, names, url = {}, {}, ""
    for path, visit in pages.items():
        body = visit.page.body if visit.page else ""
        sources = _sources(parse(body, visit.asked), wanted)
        loads[path], names[path] = len(sources), bool(sources) or wanted in COMMENT.sub("", body)
        url = url or next(iter(sources), "")
    if not url:
        return TagScript(loads=loads, names_id=names)
    try:
        return TagScript(url=url, status=client.get(url).status, loads=loads, names_id=names)
    except NoAnswer as error:
        return TagScript(url=url, error=error.reason, loads=loads, names_id=names)


def _sources(document: Document, wanted: str) -> list[str]:
    """The script's address for each time a page loads it."""
    carries = re.compile(rf"[?&]id={re.escape(wanted)}(?![\w-])")
    if sources := [url for url in document.script_files if carries.search(url)]:
        return sources
    # The container's loader is an inline script that builds the address.
    quoted = re.compile(rf"([\"']){re.escape(wanted)}\1")
    loaders = [script for script in document.scripts if "googletagmanager.com/gtm.js" in script]
    found = sum(len(quoted.findall(script)) for script in loaders)
    return [f"https://www.googletagmanager.com/gtm.js?id={wanted}"] * found
