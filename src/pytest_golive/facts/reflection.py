"""Whether what a visitor types comes back as code."""

from __future__ import annotations

import secrets
from html.parser import HTMLParser
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client, no_page, site_url
from pytest_golive.facts.markup import parse
from pytest_golive.facts.page import Page, Visit
from pytest_golive.facts.registry import fact
from pytest_golive.settings import Settings

#: Attributes whose value a browser may run as a javascript: URL.
URL_ATTRIBUTES = frozenset({"href", "src", "action", "formaction", "data", "xlink:href"})
QUOTES = "\"'`"


@dataclass(frozen=True, kw_only=True)
class Reflection:
    """What became of one payload."""

    url: str
    """Up to and including the parameter: ``https://shop.example/search/?q=``."""
    payload: str
    """What kind it was: element, attribute in double quotes …"""
    status: int
    is_reflected: bool
    """The mark came back in any form."""
    ran_as: str = ""
    """As what the payload came back unescaped; empty: it did not."""


@fact(effect="probe", rounds=4)
def xss_probes(settings: Settings, client: Client, home: Page) -> tuple[Reflection, ...]:
    """Marked payloads in each declared search field, or in the search fields of the home page."""
    targets = [site_url(settings, path) for path in settings.http.search] or _search_fields(settings, home)
    if not targets:
        cure = 'set search = ["/search/?q="] in [http] of golive.toml'
        raise CannotLook("[http] search names no field, and the home page has no search form", cure=cure)
    mark = f"glv{secrets.token_hex(4)}"
    payloads = {
        "element": f"<{mark}><script>{mark}()</script>",
        "attribute in double quotes": f'" {mark}="1',
        "attribute in single quotes": f"' {mark}='1",
        "end of a script": f"</script><{mark}>",
        "javascript URL": f"javascript:{mark}()",
        "script string in double quotes": f'";{mark}//',
        "script string in single quotes": f"';{mark}//",
        "script string in backticks": f"${{{mark}}}`;{mark}//",
    }
    plain = [target + mark for target in targets]
    asked = [target + quote(text, safe="") for target in targets for text in payloads.values()]
    pages = [_reached(visit, mark) for visit in client.visits([*plain, *asked])]
    # Where even the plain mark stands outside of every string, quotes say nothing about that page's scripts.
    readable = {target: not _in_code(page, mark) for target, page in zip(targets, pages[: len(targets)], strict=True)}
    named = [(target, payload) for target in targets for payload in payloads]
    return tuple(
        Reflection(
            url=target,
            payload=payload,
            status=page.status,
            is_reflected=mark in page.body,
            ran_as=_ran_as(page, mark, payload, readable[target]),
        )
        for (target, payload), page in zip(named, pages[len(targets) :], strict=True)
    )


def _reached(visit: Visit, mark: str) -> Page:
    """The answer to a payload: behind a redirect the page that it was handed on to, else the redirect itself.

    Raises CannotLook when no answer came.
    """
    if visit.failure not in {"", "away"}:
        raise no_page(visit)
    if visit.page is None:
        return visit.hops[-1]
    there = urlsplit(visit.page.url)
    # A log-in page gets the address in ``next``, and shows none of it: that is no answer of the search.
    asked = dict(parse_qsl(urlsplit(visit.asked).query))
    handed_on = [value for name, value in parse_qsl(there.query) if name in asked]
    is_of_search = not visit.hops or any(mark in text for text in (there.path, visit.page.body, *handed_on))
    return visit.page if is_of_search else visit.hops[-1]


def _search_fields(settings: Settings, home: Page) -> list[str]:
    forms = parse(home.body, home.url).forms
    return [
        f"{form.action.partition('?')[0]}?{field}="
        for form in forms
        if form.method == "GET" and urlsplit(form.action).hostname in settings.target.all_hosts
        for field in form.text_fields
    ]


def _ran_as(page: Page, mark: str, payload: str, is_readable: bool) -> str:
    """As what the mark came back when it is more than text."""
    if mark not in page.body or (page.content_type and "html" not in page.content_type):
        return ""
    seen = _Marks(mark)
    seen.feed(page.body)
    seen.close()
    if seen.found:
        return seen.found
    is_string = payload.startswith("script string")
    return "script code" if is_string and is_readable and _in_code(page, mark) else ""


class _Marks(HTMLParser):
    """Finds the mark where only an unescaped payload can put it."""

    def __init__(self, mark: str) -> None:
        super().__init__(convert_charrefs=True)
        self._mark = mark
        self.found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == self._mark:
            self.found = "an element"
        for name, value in attrs:
            if name == self._mark:
                self.found = f"an attribute of <{tag}>"
            if name in URL_ATTRIBUTES and (value or "").strip().lower().startswith(f"javascript:{self._mark}"):
                self.found = f"a javascript: URL in <{tag} {name}>"

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script" and data.startswith(f"{self._mark}()"):
            self.found = "a script"


class _Handlers(HTMLParser):
    """Collects the code in attributes, as a browser decodes it: onclick, and URLs that are scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append(value or "")
            elif name in URL_ATTRIBUTES and (value or "").strip().lower().startswith("javascript:"):
                self.found.append(unquote(value or ""))


def _in_code(page: Page, mark: str) -> bool:
    """Whether the mark stands in an inline script, or a handler, outside of every string and comment."""
    handlers = _Handlers()
    handlers.feed(page.body)
    handlers.close()
    return any(mark in _code(script) for script in (*parse(page.body, page.url).scripts, *handlers.found))


def _code(script: str) -> str:
    """A script without its strings and comments."""
    kept: list[str] = []
    #: What is open: quotes, and braces, since ``${`` in backticks begins code that ends at its own brace.
    opened: list[str] = []
    position = 0
    while position < len(script):
        char, two = script[position], script[position : position + 2]
        last = opened[-1] if opened else ""
        if last and last in QUOTES:
            begins_code = last == "`" and two == "${"
            # A line end closes what was mistaken for a string (an apostrophe in a regular expression).
            if char == last or (char == "\n" and last != "`"):
                opened.pop()
            elif begins_code:
                opened.append("{")
            position += 2 if char == "\\" or begins_code else 1
            continue
        if two in {"//", "/*"}:
            end = script.find("\n" if two == "//" else "*/", position)
            position = len(script) if end < 0 else end + 2
            continue
        if char in QUOTES or char == "{":
            opened.append(char)
        elif char == "}" and last:
            opened.pop()
        if char not in QUOTES:
            kept.append(char)
        position += 1
    return "".join(kept)
