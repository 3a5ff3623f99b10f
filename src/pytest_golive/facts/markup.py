"""What a page is made of: its title, forms, links and the files it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

from pytest_golive.data import dataclass

CSS_URL = re.compile(
    r"(@import\s*)?url\(\s*(?:\"([^\"]+)\"|'([^']+)'|([^\"'()\s]+))\s*\)|@import\s*[\"']([^\"']+)[\"']",
    re.IGNORECASE,
)
#: Loads nothing, whatever it names: a comment, and @namespace, whose address is only a name.
CSS_NOT_LOADED = re.compile(r"/\*.*?\*/|@namespace\b[^;{]*", re.DOTALL | re.IGNORECASE)
#: One picture of a srcset: a comma ends it after white space or a descriptor, and is part of the URL elsewhere.
SRCSET = re.compile(r"([^\s,]\S*?)(?:,+(?=\s|$)|\s[^,]*(?:,|$)|$)")
FONT = re.compile(r"\.(?:woff2?|ttf|otf|eot)(?:[?#]|$)", re.IGNORECASE)
TOKEN_NAMES = frozenset({"csrfmiddlewaretoken", "csrf_token", "_csrf", "authenticity_token"})

#: A tag after its ``<``: its name, and the rest of it.
TAG_NAME = re.compile(r"/?[A-Za-z][^\s/>]*")
TAG_REST = re.compile(r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")

#: What is no request.
NOT_LOADED = ("data:", "about:", "blob:", "javascript:")
#: Which attribute of which element makes the browser load something, and as what.
LOADS = {
    "script": (("src", "script"),),
    "img": (("src", "image"), ("srcset", "image")),
    "source": (("src", "media"), ("srcset", "image")),
    "video": (("src", "media"), ("poster", "image")),
    "audio": (("src", "media"),),
    "track": (("src", "media"),),
    "iframe": (("src", "frame"),),
    "embed": (("src", "frame"),),
    "object": (("data", "frame"),),
    "input": (("src", "image"),),
}


@dataclass(frozen=True, kw_only=True)
class Form:
    """One form."""

    method: str
    """Upper case."""
    action: str
    """Full URL."""
    fields: tuple[str, ...]
    """Names of its inputs, hidden ones included."""
    has_token: bool
    """It holds a hidden CSRF field that is not empty."""
    has_password: bool = False
    text_fields: tuple[str, ...] = ()
    """Names of the inputs a visitor types into."""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A file the browser loads for a page."""

    kind: str
    """script, stylesheet, image, icon, font, media or frame."""
    url: str
    """Full URL."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """The parts of a page that facts and checks ask for."""

    title: str
    forms: tuple[Form, ...]
    references: tuple[Reference, ...]
    links: tuple[str, ...]
    """Full URLs of its links, without fragments."""
    scripts: tuple[str, ...]
    """Texts of its inline scripts."""
    script_files: tuple[str, ...]
    """Full URLs of its other scripts, one that is there twice twice."""


def parse(html: str, url: str) -> Document:
    """Take a page apart; ``url`` is where it came from."""
    reader = _Reader(url)
    reader.feed(html)
    reader.close()
    return Document(
        title=" ".join("".join(reader.title).split()),
        forms=tuple(reader.finished_forms()),
        references=tuple(dict.fromkeys(reader.references)),
        links=tuple(dict.fromkeys(reader.links)),
        scripts=tuple(reader.scripts),
        script_files=tuple(reader.script_files),
    )


def css_references(css: str, url: str) -> tuple[Reference, ...]:
    """The files a stylesheet loads."""
    found = []
    for match in CSS_URL.finditer(CSS_NOT_LOADED.sub("", css)):
        at_import, quoted, single, bare, imported = match.groups()
        target = (imported or quoted or single or bare).strip()
        if target.startswith(("data:", "#")):
            continue
        kind = "stylesheet" if imported or at_import else "font" if FONT.search(target) else "image"
        found.append(Reference(kind=kind, url=_absolute(url, target)))
    return tuple(dict.fromkeys(one for one in found if one.url))


def words(html: str) -> str:
    """What a page tells whoever reads it or its source: text and comments, without scripts, styles and attributes.

    In one pass and by hand: what is half markup is kept, for it may be what somebody looks for.
    """
    first, *pieces = html.split("<")
    found, inside, in_comment = [first], "", False
    for piece in pieces:
        name = TAG_NAME.match(piece)
        if inside and in_comment and "-->" in piece:
            # A comment ends with all that was opened in it.
            inside, text = "", piece.partition("-->")[2]
        elif inside:
            text = ""
            if piece.lower().startswith(f"/{inside}"):
                inside, text = "", piece.partition(">")[2]
        elif name and (rest := TAG_REST.match(piece, name.end())):
            text = piece[rest.end() :]
            if name[0].lower() in {"script", "style"} and not (in_comment and "-->" in text):
                inside, text = name[0].lower(), ""
        else:
            text = f"<{piece}"
        in_comment = (in_comment or piece.startswith("!--")) and "-->" not in piece
        found.append(text)
    return unescape(" ".join(found).replace("<!--", " ").replace("-->", " "))


class _Reader(HTMLParser):
    """Collects while it reads."""

    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = url
        self.title: list[str] = []
        self.references: list[Reference] = []
        self.links: list[str] = []
        self.scripts: list[str] = []
        self.script_files: list[str] = []
        self._forms: list[dict[str, str]] = []
        self._inputs: list[list[dict[str, str]]] = []
        self._in_form = False
        self._inside = ""
        self._svg = 0
        #: Of each open template, whether a script has to copy it before anything of it is shown.
        self._templates: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        match tag:
            case "base" if given.get("href"):
                self.base = _absolute(self.base, given["href"])
            case "template":
                self._templates.append("shadowrootmode" not in given)
            case "svg":
                self._svg += 1
            case "title" | "style" if tag == "style" or not self._svg:
                self._inside = tag
            case "script":
                self._inside = "" if given.get("src") else "script"
                self.scripts += [""] if self._inside else []
                self.script_files += [] if self._inside else [_absolute(self.base, given["src"])]
            case "a" | "area" if given.get("href"):
                self._link(given["href"])
            case "form":
                self._forms.append(given)
                self._inputs.append([])
                self._in_form = True
            case "input" | "textarea" | "select" | "button" if self._in_form:
                self._inputs[-1].append(given | {"tag": tag})
            case "link":
                self._linked(given)
        if "style" in given:
            self._refer(css_references(given["style"], self.base))
        for attribute, kind in LOADS.get(tag, ()):
            self._load(kind, given.get(attribute, ""), is_set=attribute == "srcset")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""
        if tag == "form":
            self._in_form = False
        if tag == "svg":
            self._svg -= 1
        if tag == "template" and self._templates:
            self._templates.pop()

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.title.append(data)
        elif self._inside == "style":
            self._refer(css_references(data, self.base))
        elif self._inside == "script":
            self.scripts[-1] += data

    def finished_forms(self) -> list[Form]:
        return [self._form(given, inputs) for given, inputs in zip(self._forms, self._inputs, strict=True)]

    def _form(self, given: dict[str, str], inputs: list[dict[str, str]]) -> Form:
        typed = {"text", "search", "", "email", "url", "tel"}
        return Form(
            method=given.get("method", "get").upper() or "GET",
            action=_absolute(self.base, given.get("action", "")) or self.base,
            fields=tuple(one["name"] for one in inputs if one.get("name")),
            has_token=any(one.get("name") in TOKEN_NAMES and one.get("value", "").strip() for one in inputs),
            has_password=any(one.get("type", "").lower() == "password" for one in inputs),
            text_fields=tuple(
                one["name"]
                for one in inputs
                if one.get("name") and one["tag"] in {"input", "textarea"} and one.get("type", "").lower() in typed
            ),
        )

    def _link(self, href: str) -> None:
        leads_nowhere = ("javascript:", "mailto:", "tel:", "data:", "#", "sms:", "blob:")
        if any(self._templates) or href.strip().lower().startswith(leads_nowhere):
            return
        if target := _absolute(self.base, href).partition("#")[0]:
            self.links.append(target)

    def _linked(self, given: dict[str, str]) -> None:
        """A <link> loads something only with some of its relations."""
        relations = set(given.get("rel", "").lower().split())
        if "stylesheet" in relations and "alternate" not in relations:
            self._load("stylesheet", given.get("href", ""))
        elif relations & {"icon", "apple-touch-icon", "shortcut"}:
            self._load("icon", given.get("href", ""))
        elif relations & {"preload", "modulepreload"}:
            kinds = {"style": "stylesheet", "script": "script", "font": "font", "image": "image"}
            self._load(kinds.get(given.get("as", "script"), "media"), given.get("href", ""))
        elif "manifest" in relations:
            self._load("manifest", given.get("href", ""))

    def _load(self, kind: str, value: str, *, is_set: bool = False) -> None:
        for target in SRCSET.findall(value) if is_set else [value]:
            if not target.strip() or target.strip().lower().startswith(NOT_LOADED):
                continue
            if url := _absolute(self.base, target):
                self._refer([Reference(kind=kind, url=url.partition("#")[0])])

    def _refer(self, found: Iterable[Reference]) -> None:
        """Note what is loaded; of what a template holds for a script to fill in, only what is plain http for sure."""
        inert = any(self._templates)
        self.references += (one for one in found if not inert or one.url.lower().startswith("http://"))


def _absolute(base: str, target: str) -> str:
    """The full URL, or empty when it is malformed."""
    try:
        return urljoin(base, target.strip())
    except ValueError:
        return ""
