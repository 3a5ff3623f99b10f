"""Writes what is made from the code: ``python docs/generate.py [--check]``.

docs/checks/*.md, docs/configuration.md, and the catalogue of the checks.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
from itertools import groupby
from pathlib import Path

from pytest_golive import settings
from pytest_golive.checks import catalogue, declare_all
from pytest_golive.checks.registry import Check
from pytest_golive.contracts import storefront
from pytest_golive.contracts.storefront import Storefront
from pytest_golive.contracts.trial import PLAYS, methods_of
from pytest_golive.flags import FLAGS

HERE = Path(__file__).parent


def main() -> int:
    """Write what differs; with ``--check`` only say so."""
    pages = {"configuration.md": configuration(), "storefront-reference.md": storefront_reference()}
    declared = sorted(declare_all().values(), key=lambda one: one.id)
    checks = [one for one in declared if one.is_built]
    pages["checks/planned.md"] = planned([one for one in declared if not one.is_built])
    areas = {area: list(members) for area, members in groupby(checks, key=lambda one: one.area)}
    pages |= {f"checks/{area}.md": area_page(area, members) for area, members in areas.items()}
    pages["checks/index.md"] = index(areas)
    pages["../src/pytest_golive/checks/catalogue.json"] = catalogue.render(declared)
    stale = [name for name, text in pages.items() if not same(HERE / name, text)]
    gone = [f"checks/{file.name}" for file in (HERE / "checks").glob("*.md") if f"checks/{file.name}" not in pages]
    if "--check" in sys.argv:
        for name in stale:
            print(f"docs/{name} differs from the code: run `tox -e docs-write`")
        for name in gone:
            print(f"docs/{name} is about checks that are gone: run `tox -e docs-write`")
        return 1 if stale or gone else 0
    for name in stale:
        (HERE / name).parent.mkdir(exist_ok=True)
        (HERE / name).write_text(pages[name], encoding="utf-8")
    for name in gone:
        (HERE / name).unlink()
    return 0


def same(path: Path, text: str) -> bool:
    """Whether the file holds the text already."""
    return path.exists() and path.read_text(encoding="utf-8") == text


def index(areas: dict[str, list[Check]]) -> str:
    """The table of all checks."""
    rows = [
        f"| [`{one.id}`]({area}.md) | {one.severity} | {one.expected} |"
        for area, members in areas.items()
        for one in members
    ]
    toc = "\n".join([*areas, "planned"])
    return (
        "# All checks\n\n| id | severity | passes when |\n|---|---|---|\n"
        + "\n".join(rows)
        + f"\n\n```{{toctree}}\n:hidden:\n\n{toc}\n```\n"
    )


def planned(members: list[Check]) -> str:
    """The checks that are declared and not built."""
    rows = "\n".join(f"| `{one.id}` | {one.severity} | {one.expected} |" for one in members)
    return (
        "# Declared, not built yet\n\n"
        "A line that means one of these is *unverified: not built yet in this version*.\n"
        "Until then people vouch for it.\n\n"
        f"| id | severity | will pass when |\n|---|---|---|\n{rows}\n"
    )


def area_page(area: str, members: list[Check]) -> str:
    """The checks of one area."""
    return f"# {area}\n\n" + "\n".join(one_check(one) for one in members)


def one_check(one: Check) -> str:
    """All about one check."""
    told = {
        "Why": one.told("Why"),
        "Fix": one.fix,
        "Cannot tell when": one.told("Cannot tell when"),
        "Source": one.told("Source"),
        "Severity": f"{one.severity}, unless the checklist says otherwise",
        "Effect": one.effect,
        "Looks at": ", ".join(f"`{name}`" for name in one.facts if name not in PLAYS),
        "Acts by": ", ".join(f"`{name}`" for name in methods_of(PLAYS[one.id])) if one.id in PLAYS else "",
        "Phrases": "; ".join(f"`{phrase}`" for phrase in one.says),
    }
    rows = "\n".join(f"- **{label}:** {text}" for label, text in told.items() if text)
    return f"## {one.id}\n\n{one.expected}\n\n{rows}\n"


def configuration() -> str:
    """Every flag and every key of golive.toml."""
    parts = ["# Settings\n\n## Flags\n"]
    parts += [f"- `{flag.name}{f' {flag.metavar}' if flag.metavar else ''}`: {flag.help}" for flag in FLAGS]
    parts.append("\n## golive.toml\n\n" + (inspect.getdoc(settings) or "").partition("\n\n")[2])
    for table in (settings.Settings, settings.Target, settings.Http, settings.ApiEndpoint, settings.Dns,
                  settings.App, settings.Code, settings.Waiver, settings.Suite, settings.Database,
                  settings.DeclaredView, settings.Redis, settings.Mail, settings.MailTemplate,
                  settings.Release, settings.Tracker, settings.Docs,
                  settings.Legal, settings.Payment, settings.GatewayTable, *settings.GatewayTable.__subclasses__(),
                  settings.Witnessed,
                  settings.Storefront, settings.JsonApi, settings.Conversion, settings.OAuth,
                  settings.Records, settings.Signatures, settings.Reminders):  # fmt: skip
        parts.append(f"\n### {inspect.getdoc(table)}\n")
        parts += table_rows(table)
    return "\n".join(parts) + "\n"


SHOWN = (
    *("Product", "CartLine", "Cart", "Totals", "Customer", "Answer", "Placed", "Order", "Leftover"),
    *("Tokens", "CookieFlags", "Profile"),
)


def storefront_reference() -> str:
    """What a storefront may implement, and what its methods give."""
    parts = [
        "# Storefront: every method and what it gives\n",
        "How to write one is told in [storefront](storefront.md).",
    ]
    parts.append(
        "All classes are imported from `pytest_golive.contracts.storefront`.\n\n## What methods take and give\n"
    )
    for name in SHOWN:
        kind = getattr(storefront, name)
        fields = [f"- `{told}`: {text}" if text else f"- `{told}`" for told, text in field_rows(kind)]
        parts.append(f"### {name}\n\n{inspect.getdoc(kind)}\n\n" + "\n".join(fields) + "\n")
    parts.append("## Methods\n")
    for method in sorted(storefront.METHODS, key=lambda one: inspect.getsourcelines(getattr(Storefront, one))[1]):
        users = ", ".join(f"`{name}`" for name, play in sorted(PLAYS.items()) if method in methods_of(play))
        signature = storefront.stub(method).partition(": ...")[0].removeprefix("def ")
        doc = " ".join((inspect.getdoc(getattr(Storefront, method)) or "").split())
        parts.append(f"- `{signature}`  \n  {doc}" + (f"  \n  For {users}." if users else ""))
    return "\n".join(parts) + "\n"


def field_rows(kind: type) -> list[tuple[str, str]]:
    """The fields of a dataclass with type and default, and the string below each."""
    source, rows = inspect.getsource(kind), []
    bases = [field_rows(base) for base in kind.__bases__ if dataclasses.is_dataclass(base)]
    for one in dataclasses.fields(kind):
        if one.name not in vars(kind)["__annotations__"]:
            continue
        told = re.search(rf'^    {one.name}:[^\n]*\n    """(.*?)"""', source, re.MULTILINE | re.DOTALL)
        default = "" if one.default is dataclasses.MISSING else f" = {one.default!r}"
        rows.append((f"{one.name}: {one.type}{default}", " ".join(told[1].split()) if told else ""))
    return [*(row for rows_of_base in bases for row in rows_of_base), *rows]


def table_rows(table: type) -> list[str]:
    """The keys of one table: the string below each field is its documentation."""
    source = inspect.getsource(table)
    rows = []
    for one in dataclasses.fields(table):
        if dataclasses.is_dataclass(one.default) or one.name not in vars(table)["__annotations__"]:
            continue
        told = re.search(rf'^    {one.name}:.*?\n    """(.*?)"""', source, re.MULTILINE | re.DOTALL)
        text = " ".join(told[1].split()) if told else ""
        default = "" if one.default in ("", None, dataclasses.MISSING, ()) else f" (default: `{one.default}`)"
        rows.append(f"- `{one.name}`: {text}{default}")
    return rows


if __name__ == "__main__":
    sys.exit(main())
