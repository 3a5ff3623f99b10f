"""The team's templates of Django and Jinja2, taken apart as their engines do: what is not escaped, which forms post."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

from pytest_golive.data import dataclass
from pytest_golive.facts.code.git import TeamFiles, is_test
from pytest_golive.facts.code.spots import Spot, spot
from pytest_golive.facts.registry import fact

ENDINGS = (".html", ".htm", ".xhtml", ".jinja", ".jinja2", ".j2", ".djhtml")
TOKEN = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
#: Blocks whose inside is not looked at by the engine.
OPAQUE = {"comment": "endcomment", "verbatim": "endverbatim", "raw": "endraw"}
QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'")
UNSAFE_FILTER = re.compile(r"\|\s*(safe|safeseq)\b")
#: What writes a token, or may hand one on to what does; crispy-forms does by itself.
CSRF = re.compile(
    r"\{(?:\{|%(?!-?\s*(?:el)?if\b))(?:(?![%}]\}).)*?(?:\bcsrf_token\b|\bcsrf_input\b|\bhidden_tag\s*\()"
    r"|\{%-?\s*crispy\s",
    re.DOTALL,
)
#: Tags that write a whole form, with its token.
WHOLE_FORM = re.compile(r"\{%-?\s*crispy\s")
#: What neither the engine nor a browser reads.
COMMENT = re.compile(r"\{%-?\s*comment\b.*?\{%-?\s*endcomment\b.*?%\}", re.DOTALL)
HTML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
INCLUDE = re.compile(r"\{%-?\s*include\s+[\"']([^\"']+)[\"']")
#: Stands for a template tag in the HTML.
SLOT = "\ue000"


@dataclass(frozen=True, kw_only=True)
class Templates:
    """What was found in the team's templates."""

    files: int
    unescaped: tuple[Spot, ...] = ()
    """Places where escaping is off."""
    forms: int = 0
    """Forms that post to the site itself."""
    unprotected: tuple[Spot, ...] = ()
    """Those of them without a CSRF token."""


@dataclass(frozen=True, kw_only=True)
class Token:
    """A template tag, an output or a comment."""

    text: str
    start: int
    line: int


@fact(timeout=15.0)
def templates(team_files: TeamFiles) -> Templates:
    """Every HTML template of the team's, outside tests."""
    names = [name for name in team_files.names if name.endswith(ENDINGS) and not is_test(name)]
    texts = {name: team_files.path(name).read_text(encoding="utf-8", errors="replace") for name in names}
    unescaped: list[Spot] = []
    unprotected: list[Spot] = []
    forms = 0
    for name, text in texts.items():
        tokens, lines = list(_tokens(text)), text.splitlines()
        unescaped += [spot(name, lines, line, what) for line, what in _unescaped(tokens)]
        forms += sum(bool(WHOLE_FORM.match(token.text)) for token in tokens)
        for form in _forms(text, tokens):
            forms += 1
            if not _has_token(form.body, texts):
                unprotected.append(spot(name, lines, form.line))
    return Templates(files=len(texts), unescaped=tuple(unescaped), forms=forms, unprotected=tuple(unprotected))


def _tokens(text: str) -> Iterator[Token]:
    """The tags and outputs that the engine would see."""
    closing = ""
    for match in TOKEN.finditer(text):
        inside = match[0][2:-2].strip("-+ \t\r\n")
        word = inside.split(None, 1)[0] if match[0].startswith("{%") and inside else ""
        if closing:
            closing = "" if word == closing else closing
            continue
        closing = OPAQUE.get(word, "")
        if not closing and not match[0].startswith("{#"):
            yield Token(text=match[0], start=match.start(), line=text.count("\n", 0, match.start()) + 1)


def _unescaped(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    for token in tokens:
        # What stands in quotes is text, also when it reads like a filter.
        bare = QUOTED.sub("''", token.text)
        if found := UNSAFE_FILTER.search(bare):
            yield token.line, f"|{found[1]}"
        if re.match(r"\{%-?\s*autoescape\s+(?:off|false)\b", bare):
            yield token.line, "autoescape is switched off"
        if re.match(r"\{%-?\s*filter\s+safe\b", bare):
            yield token.line, "filter safe"


@dataclass(frozen=True, kw_only=True)
class _Form:
    line: int
    body: str


class _FormReader(HTMLParser):
    """Finds forms that post; template tags are slots of the same length by then."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.found: list[tuple[int, int, int]] = []
        self._open: tuple[int, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a form of ours begins."""
        # Template tags may be glued to the names: `<form{% if x %} id="y"{% endif %}method="post">`.
        if tag.rstrip(SLOT) == "form":
            given = {name.strip(SLOT): value or "" for name, value in attrs}
            self._close()
            if given.get("method", "").lower() == "post" and not _is_elsewhere(given.get("action", "")):
                self._open = (self.getpos()[0], self._at())

    def handle_endtag(self, tag: str) -> None:
        """Note where it ends."""
        if tag == "form":
            self._close()

    def finish(self, length: int) -> list[tuple[int, int, int]]:
        """Line, start and end of each form; one that is not closed goes to the end."""
        self.close()
        if self._open:
            self.found.append((*self._open, length))
        return self.found

    def _close(self) -> None:
        if self._open:
            self.found.append((*self._open, self._at()))
        self._open = None

    def _at(self) -> int:
        line, column = self.getpos()
        return self.starts[line - 1] + column


def _is_elsewhere(action: str) -> bool:
    """Whether a form posts to another site, which must not get our token."""
    return action.strip().lower().startswith(("http://", "https://", "//"))


def _forms(text: str, tokens: list[Token]) -> Iterator[_Form]:
    plain = TOKEN.sub(_filled(SLOT), COMMENT.sub(_filled(" "), text))
    plain = HTML_COMMENT.sub(_filled(" "), plain)
    reader = _FormReader(plain)
    reader.feed(plain)
    for line, start, end in reader.finish(len(text)):
        # What is no slot any more stands in a comment.
        seen = [token.text for token in tokens if start <= token.start < end and plain[token.start] == SLOT]
        yield _Form(line=line, body="\n".join(seen))


def _filled(filler: str) -> Callable[[re.Match[str]], str]:
    """A replacement as long, and of as many lines, as what it replaces."""
    return lambda match: re.sub(r"[^\n]", filler, match[0])


def _has_token(body: str, texts: dict[str, str], depth: int = 3) -> bool:
    """Whether a form's tags, or those of a template it includes, write a CSRF token."""
    if CSRF.search(QUOTED.sub("''", body)):
        return True
    included = [
        text for name in INCLUDE.findall(body) for path, text in texts.items() if f"/{path}".endswith(f"/{name}")
    ]
    return depth > 0 and any(
        _has_token("\n".join(token.text for token in _tokens(text)), texts, depth - 1) for text in included
    )
