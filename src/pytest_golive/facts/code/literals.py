"""Credentials that Python code holds as literals, in the shapes that one line's text does not tell."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from pytest_golive.facts.redact import as_boolean, is_placeholder, is_secret_name

#: A name that ends as a credential's does: ``PASSWORD_HASHERS`` and ``TOKEN_URL`` are about something else.
PASSWORD = re.compile(r"(?:PASSWORD|PASSWD|PASSPHRASE|SECRET)\d*$|(?:^|_)(?:PASS|PWD)\d*$", re.IGNORECASE)
KEY = re.compile(r"(?:TOKEN|API_?KEY|(?:SECRET|PRIVATE|ACCESS|AUTH|SIGNING|ENCRYPTION)_?KEY)\d*$", re.IGNORECASE)
#: What reads the environment: ``os.environ.get``, ``getenv``, ``env.str``, ``config``.
READER = re.compile(r"env|config", re.IGNORECASE)
DEFAULTS = frozenset({"default", "fallback"})
WORD = re.compile(r"[A-Za-z_.:-]+")
#: No credential: a sentence, an address or a path, or nothing but signs.
OTHER = re.compile(r"\s|://|^[./~]|^\W*$|^(?:none|null|undefined)$", re.IGNORECASE)
#: Where golive.toml says that a value comes from.
REFERENCE = re.compile(r"env:[A-Za-z_][A-Za-z0-9_]*")


def literal_secrets(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Lines with a credential that is written there, and its name."""
    for node in ast.walk(tree):
        for name, value in _given(node):
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and is_credential(name, value.value):
                yield value.lineno, name


def _given(node: ast.AST) -> Iterator[tuple[str, ast.expr | None]]:
    """Names this one node gives a value to."""
    match node:
        case ast.Assign(targets=targets, value=value):
            yield from ((_name(one), value) for one in targets)
        case ast.AnnAssign(target=target, value=value):
            yield _name(target), value
        case ast.keyword(arg=str(name), value=value):
            yield name, value
        case ast.arguments(posonlyargs=first, args=others, defaults=defaults, kwonlyargs=named, kw_defaults=theirs):
            # Defaults belong to the last parameters.
            last = zip([*first, *others][::-1], defaults[::-1], strict=False)
            given = [*last, *zip(named, theirs, strict=True)]
            yield from ((arg.arg, value) for arg, value in given)
        case ast.Call(args=[_, default, *_]):
            yield _read(node), default
        case ast.BoolOp(op=ast.Or(), values=[read, *_, last]):
            yield _read(read), last
    if isinstance(node, ast.Call):
        yield from ((_read(node), word.value) for word in node.keywords if word.arg in DEFAULTS)


def _name(target: ast.expr) -> str:
    match target:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            return name
    return ""


def _read(node: ast.expr) -> str:
    """The variable that a call asks the environment for."""
    match node:
        case ast.Call(func=func, args=[ast.Constant(value=str(name)), *_]) if READER.search(ast.unparse(func)):
            return name
    return ""


def is_credential(name: str, value: str) -> bool:
    """Whether a value is one by its name and by itself; ``TOKEN = "refresh"`` says which, not what."""
    if not (PASSWORD.search(name) or KEY.search(name)) or is_no_value(value) or OTHER.search(value):
        return False
    is_word = WORD.fullmatch(value) is not None
    return as_boolean(value) is None and not (is_word and (is_secret_name(value) or not PASSWORD.search(name)))


def is_no_value(text: str) -> bool:
    """Whether a text stands for a value, or says where one comes from."""
    return is_placeholder(text) or REFERENCE.fullmatch(text) is not None
