"""What people type in who mean no good, or cannot type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.ledger import mark_in
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Answer, Leftover, Storefront
from pytest_golive.contracts.suites.people import member
from pytest_golive.contracts.trial import contract

LONG = "x" * 20_000
SECRET = re.compile(r".*(?:pass|secret|pin\b)", re.IGNORECASE)
PHONE = re.compile(r"\+?[0-9][0-9 ]{6,}")
NUMBER = re.compile(r"[0-9]{1,6}")
CHOICE = re.compile(r"[a-z][a-z_-]{1,20}")


@contract(
    "flow.input-validation",
    severity="high",
    effect="writes",
    says=(
        "input validation forms|form|fields @set|works|@tested?",
        "form|forms validation @set|works|functional|@tested",
        "forms|fields reject|refuse|rejects invalid|bad|wrong input|data|values",
        "invalid|bad form input|data rejected|refused",
        "garbage|invalid|bad form fields|field|input? gives|shows error message? not crash|500",
        "server side validation form fields?",
        "form|field|input invalid|bad|wrong|empty|garbage|malformed|long|nonsense "
        "error|message|refused|rejected|tested|warning ~ data value show give get clear user contact registration "
        "helpful entering submit 500 crash cause",
        "=form|field|input validation|reject|refuse ~ @tested @works invalid bad wrong empty data value server side "
        "user long message error required mandatory enforced contact client own check",
        "=form|field|input server|side ~ validation user check",
        "required|mandatory field enforced|required|error|message|refused|validation ~ form empty contact show user",
        "entering|garbage|nonsense|invalid form|field|input not|doesnt|dont|no|never 500|crash|error ~ cause give data",
        "form complain|object|refuse|reject|catch nonsense|garbage|invalid|bad|wrong|empty|missing|rubbish ~ about "
        "input data value field",
        "nonsense|garbage|rubbish|invalid form|input|field 500|crash|error|refused|rejected "
        "never|no|not|doesnt|without ~ end lead cause gives",
    ),
)
def input_validation(scene: Scene) -> None:
    """Every form of the adapter takes good values, and refuses with a word, without an error of the server and without
    a trace: an empty field, one of 20,000 letters, one with a zero byte, and what is no address, number or choice.

    Why: what no form refuses ends as a record nobody can read, or as an error page.
    Fix: validate on the server, each field by its own type, length and choices.
    """
    told, email = [], scene.customer().email
    for visitor, form, good in all_forms(scene, email):
        tried = 0
        for field, value, what in bad_values(good):
            refuses(visitor.submit(form, {**good, field: value}), form, field, what)
            tried += 1
        traces = left_by(scene, email)
        assert not traces, f"the form {form!r} refused bad values, and stored some: {traces[0].kind} {traces[0].id}"
        answer = visitor.submit(form, good)
        left_by(scene, email)
        if answer.refused:
            cannot_tell(f"the form {form!r} refuses even good values: {answer.message} {dict(answer.errors) or ''}")
        told.append(f"{form}: {tried}")
    assert told, "the storefront's forms() names no form"
    scene.saw(f"refused bad values by form: {', '.join(told)}; other forms were not looked at")


def left_by(scene: Scene, mark: str) -> list[Leftover]:
    """What carries the mark now and did not before; it is removed at the end, and nothing else that is told."""
    with scene.staff() as staff:
        told = [one for one in staff.leftovers(mark) if mark_in(one.mark) == scene.stage.mark]
    new = [one for one in told if one not in scene.made]
    scene.made += new
    return new


def all_forms(scene: Scene, email: str) -> Iterator[tuple[Storefront, str, dict[str, str]]]:
    """Each form with who sends it and good values, an address of this run's in each field for one."""
    stranger, seen = scene.visitor(), set()
    for visitor in (stranger, member(scene)):
        for form, values in visitor.forms().items():
            if form not in seen:
                seen.add(form)
                yield visitor, form, {name: email if "@" in value else value for name, value in values.items()}


def bad_values(good: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Field, value, and what is wrong with it, one at a time."""
    for field, value in good.items():
        yield field, "", "empty"
        if SECRET.match(field):
            continue
        yield field, LONG, "of 20,000 letters"
        yield field, f"{value[:3]}\0{value[3:]}", "with a zero byte"
        if "@" in value:
            yield field, "nobody at nowhere", "that is no address"
        elif PHONE.fullmatch(value):
            yield field, "call me maybe", "that is no phone number"
        elif NUMBER.fullmatch(value):
            yield field, "-1", "that is negative"
            yield field, "many", "that is no number"
        elif CHOICE.fullmatch(value):
            yield field, "golive-no-such-choice", "that is no choice"


def refuses(answer: Answer, form: str, field: str, what: str) -> None:
    """Assert that the shop refuses, and says so."""
    assert answer.refused, f"the form {form!r} takes a {field} {what}"
    assert answer.errors or answer.message, f"the form {form!r} refuses a {field} {what} without a word"


@contract(
    "flow.xss-input-escaped",
    severity="critical",
    effect="writes",
    says=(
        "stored|persistent xss prevented|prevention|protection|@tested|escaped?",
        "@tested? xss prevention payloads",
        "user|customer generated|supplied content|text|input escaped|sanitized|sanitised",
        "html|markup|scripts|script comments|reviews|names|notes|fields|comment|review escaped",
        "comments|reviews|names|notes dont|never|not|doesnt run|execute scripts|script|javascript",
        "xss|script|html|markup|javascript|payload comment|name|review|field|content|address|text "
        "escaped|sanitised|sanitized|neutralised|stripped|encoded|nothing|harmless ~ customer order tag entering "
        "shown persistent come out output against admin generated them stays",
        "script|javascript comment|name|review|input|field|text dont|not|never|no|cannot|doesnt|nothing "
        "execute|run|fire ~ tag entering user customer order them stays",
        "=stored|persistent xss ~ @tested prevented escaped text field comment name review come out form user "
        "payload possible impossible against protection order them stays",
        "user|customer|generated content|input|text|data escaped|sanitised|sanitized|encoded ~ supplied against "
        "output html shown them stays",
        "review|comment|name escaped|encoded|sanitised|sanitized ~ output come out order html user customer admin "
        "text them stays",
        "script|html order|comment|name|review shown|shows|rendered|displayed text ~ tag plain them stays",
        "=name|comment|review html|script|markup escaped|text|stay|stays ~ them shown plain tag",
    ),
)
def xss_input_escaped(scene: Scene) -> None:
    """Tags typed into every text field of the adapter are shown as text on each page that shows them, the admin's too.

    Judged by the source of the pages, as a browser would read it.

    Why: a script in an order's note runs in the browser of the staff, with the staff's rights.
    Fix: leave the templates' escaping on; mark nothing as safe that somebody typed in.
    """
    visitor, email = member(scene), scene.customer().email
    mark = email.partition("+")[2].partition("@")[0]
    typed: dict[str, str] = {}
    for form, fields in visitor.text_fields().items():
        good = {name: email if "@" in value else value for name, value in visitor.forms().get(form, {}).items()}
        marks = {field: f"{mark}-{len(typed) + at}x" for at, field in enumerate(fields)}
        typed |= {f"{field} of {form}": tag for field, tag in store(visitor, form, good, marks).items()}
        left_by(scene, mark)
    with scene.staff() as staff:
        pages = {**visitor.shown(mark), **staff.shown(mark)}
    if not typed:
        cannot_tell("no form of the storefront's text_fields() takes a tag")
    assert pages, "the storefront's shown() gives no page"
    told = [runs_in(pages, tag, what) for what, tag in typed.items()]
    hidden = [what for what, places in zip(typed, told, strict=True) if not places]
    assert len(hidden) < len(typed), "no page of the storefront's shown() shows what was typed in"
    scene.saw(f"{len(typed)} fields, shown as text on {len(pages)} pages")
    if hidden:
        scene.saw(f"on no page: {', '.join(hidden)}")


def store(visitor: Storefront, form: str, good: dict[str, str], marks: dict[str, str]) -> dict[str, str]:
    """Type a tag into each field, but for those that refuse one; the marks of the fields that took it."""
    left = dict(marks)
    while left:
        typed = {field: f"'\"></textarea></title></script><img data-{tag}>" for field, tag in left.items()}
        answer = visitor.submit(form, {**good, **typed})
        if answer.accepted:
            return left
        refused = set(answer.errors) & set(left)
        if not refused:
            cannot_tell(f"the form {form!r} refuses tags, and does not say in which field: {answer.message}")
        left = {field: tag for field, tag in left.items() if field not in refused}
    return {}


def runs_in(pages: Mapping[str, str], tag: str, what: str) -> int:
    """Assert that no page has the tag as a tag; on how many pages it is shown."""
    for path, source in pages.items():
        assert f"data-{tag}" not in attributes(source), f"{what} is not escaped on {path}"
    return sum(tag in source for source in pages.values())


class _Attributes(HTMLParser):
    """Collects the names of attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.names |= {name for name, _ in attrs}


def attributes(source: str) -> set[str]:
    """The names of all attributes in a page."""
    parser = _Attributes()
    parser.feed(source)
    parser.close()
    return parser.names
