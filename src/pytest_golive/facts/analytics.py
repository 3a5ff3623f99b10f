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
#: What runs in no browser that has scripts.
INERT = re.compile(r"<(noscript|template)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
JS_COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*$", re.DOTALL | re.MULTILINE)
#: Google's script for any id, and where an inline script gets it from.
GTAG = re.compile(r"/gtag/js\?(?:[^#]*&)?id=")
LOADERS = re.compile(r"googletagmanager\.com/(gtm\.js|gtag/js)")


@dataclass(frozen=True, kw_only=True)
class TagScript:
    """The script of the analytics tag, as the pages load it."""

    url: str = ""
    """Empty: no page loads one with the configured id."""
    status: int = 0
    error: str = ""
    loads: Mapping[str, int] = field(default_factory=dict)
    """By declared page: how many times it loads the script, or has a script that is there count for the id."""
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
        body = COMMENT.sub("", visit.page.body) if visit.page else ""
        sources = _sources(parse(INERT.sub("", body), visit.asked), wanted)
        loads[path], names[path] = len(sources), bool(sources) or wanted in body
        url = url or next(iter(sources), "")
    if not url:
        return TagScript(loads=loads, names_id=names)
    try:
        return TagScript(url=url, status=client.get(url).status, loads=loads, names_id=names)
    except NoAnswer as error:
        return TagScript(url=url, error=error.reason, loads=loads, names_id=names)


def _sources(document: Document, wanted: str) -> list[str]:
    """The script's address for each time a page loads it, or has one that is loaded for another id count for this."""
    scripts = [JS_COMMENT.sub("", script) for script in document.scripts]
    config = re.compile(rf"\bgtag\(\s*[\"']config[\"']\s*,\s*[\"']{re.escape(wanted)}[\"']")
    # Two calls in one script may be branches of it; a snippet that is there twice is two scripts.
    counted = sum(config.search(script) is not None for script in scripts)
    carries = re.compile(rf"[?&]id={re.escape(wanted)}(?![\w-])")
    loaded = [url for url in document.script_files if carries.search(url)] or _inline(scripts, wanted)
    shared = [url for url in document.script_files if GTAG.search(url)]
    return max(loaded, (loaded or shared)[:1] * counted, key=len)


def _inline(scripts: list[str], wanted: str) -> list[str]:
    """The loader of a container is an inline script that builds the address; gtag's may be one, too."""
    quoted = re.compile(rf"([\"']){re.escape(wanted)}\1")
    found = []
    for script in scripts:
        if loader := LOADERS.search(script):
            times = len(quoted.findall(script)) if loader[1] == "gtm.js" else wanted in script
            found += [f"https://www.googletagmanager.com/{loader[1]}?id={wanted}"] * times
    return found
