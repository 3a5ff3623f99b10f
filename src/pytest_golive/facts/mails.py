"""The declared mail templates, rendered by the application's own Python."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.app import inspect_app, part_of, shape
from pytest_golive.facts.inspector.mails import DATE, PARTS
from pytest_golive.facts.registry import fact
from pytest_golive.settings import MailTemplate, Settings

SECONDS = 30.0
DECLARE = (
    'declare them in golive.toml: [[mail.templates]], name = "order", sample = "mail.toml", text = "mail/order.txt"'
)


@dataclass(frozen=True, kw_only=True)
class RenderedPart:
    """One template, rendered."""

    template: str
    text: str
    error: str = ""
    """What it raised."""
    missing: tuple[str, ...] = ()
    """Variables that are not in the sample."""


@dataclass(frozen=True, kw_only=True)
class RenderedMail:
    """One declared mail."""

    name: str
    subject: RenderedPart | None = None
    text: RenderedPart | None = None
    html: RenderedPart | None = None


@fact(timeout=SECONDS + 2, rounds=8, effect="executes")
def mail_renders(settings: Settings) -> tuple[RenderedMail, ...]:
    """Every declared mail, rendered with its sample; nothing is sent."""
    declared = settings.mail.templates
    if not declared:
        raise CannotLook("no mail templates are declared", cure=DECLARE)
    mails = [_given(one) for one in declared]
    seen = inspect_app(settings, seconds=SECONDS, service="mails", asked={"mails": mails})
    return tuple(shape(RenderedMail, one) for one in part_of(seen, "mails", "the mail templates"))


def _given(mail: MailTemplate) -> dict[str, Any]:
    named = {part: getattr(mail, part) for part in PARTS}
    if not (mail.text or mail.html):
        cure = "set text or html in [[mail.templates]] of golive.toml"
        raise CannotLook(f"the mail {mail.name!r} has no template of its text", cure=cure)
    return {"name": mail.name, "sample": _sample(Path(mail.sample)), **named}


def _sample(path: Path) -> Any:
    """What the file holds, its dates so that JSON can carry them."""
    cure = "correct sample in [[mail.templates]] of golive.toml: a TOML or JSON file"
    try:
        text = path.read_text(encoding="utf-8")
        told = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
        return json.loads(json.dumps(told, default=_dated))
    except OSError as error:
        raise CannotLook(f"{path.name} cannot be read: {error.strerror}", cure=cure) from None
    except (ValueError, TypeError) as error:
        raise CannotLook(f"{path.name} is no sample: {error}", cure=cure) from None


def _dated(value: object) -> dict[str, str]:
    if isinstance(value, (date, datetime)):
        return {DATE: value.isoformat()}
    raise TypeError(f"{value!r} is nothing that a template can be given")
