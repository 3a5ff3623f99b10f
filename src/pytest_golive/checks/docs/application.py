"""Checks that compare documents with the application: its API, its tables, its admin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pytest_golive.checks.docs.sections import section
from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, check
from pytest_golive.facts.prose import missing_names

if TYPE_CHECKING:
    from pytest_golive.facts.app_model import Application
    from pytest_golive.facts.contract import Contract
    from pytest_golive.facts.database import Catalogue
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.facts.prose import Documents, Section
    from pytest_golive.settings import Settings

HEADINGS = 5
WORDS = 500
#: Tables in a document: `name` first in a row or an item, a heading, or the source of a drawing.
TABLE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
DRAWN = re.compile(r"^\s*(?:Table|TABLE|entity)\s+\"?(\w+)\"?|^\s*(\w+)\s*\{\s*$", re.MULTILINE)


@check(
    "docs.api-schemas",
    severity="medium",
    says=(
        "request? response|responses formats|format|schemas|bodies|payloads|examples documented|described",
        "=api documentation|docs|reference",
        "api documentation|docs|reference complete|current|updated|maintained",
        "openapi|swagger spec|specification|document|file|schema? valid|validates",
        "request|response bodies|body|schemas|examples|formats|payloads described|documented|typed",
        "request response schema|format|example|body|payload ~ endpoint api documented",
        (
            "request|response|payload schema|format|example|bodies|structure "
            "document|described|openapi|specified|listed|typed|swagger|docs ~ api endpoint file json error data "
            "@written"
        ),
        "data format|schema api document|described|openapi ~ request response json",
        "openapi|swagger spec|file|document|specification valid|lint ~ schema passes linter check 3",
    ),
)
def api_schemas(api_contract: Contract, evidence: Evidence) -> None:
    """The OpenAPI document is valid, and each operation has a schema for its body and its 2xx and 4xx answers.

    Why: an answer that is described as "an object" is described to nobody.
    Fix: give every request body and answer that is named here a schema with properties.
    Cannot tell when: there is no OpenAPI document in JSON: neither openapi in [docs] nor api_schema in [http].
    Source: https://spec.openapis.org/oas/v3.1.1.html
    """
    assert not api_contract.problems, f"{api_contract.where} is not valid: {'; '.join(api_contract.problems)}"
    assert api_contract.operations, f"{api_contract.where} describes no operation"
    gaps = [f"{o.method} {o.path}: {', '.join(o.gaps)}" for o in api_contract.operations if o.gaps]
    assert not gaps, f"not described: {'; '.join(gaps)}"
    evidence.saw(f"{api_contract.where}: {len(api_contract.operations)} operations, OpenAPI {api_contract.version}")


@check(
    "docs.admin-guide",
    severity="medium",
    says=(
        "create|write|provide? admin|administrator|backoffice user? guide|manual|handbook @written?",
        "admin|administrator|backoffice user? documentation|docs @written",
        "how admin|backoffice panel? works documented|described",
        "admin|administrator guide|manual|handbook",
        "shop|store staff|owner guide|manual|handbook|instructions",
        (
            "admin|administrator|editor|cms|staff|backoffice|client|shop "
            "guide|manual|handbook|documentation|docs|howto|instructions|how "
            "admin|administrator|cms|panel|area|editors|staff|backoffice|end|written ~ user handed back office "
            "out content wordpress dashboard section interface owner customer delivered team wp @written"
        ),
        (
            "=admin|administrator|cms|editor|backoffice|office guide|manual|handbook|documentation ~ handed back "
            "users delivered content team @written"
        ),
        (
            "staff|client|editor instructions|howto|how|guide|manual|documentation "
            "admin|end|backoffice|cms|panel|area ~ back user @written"
        ),
    ),
)
def admin_guide(
    documents: Documents,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    application: Application | None = None,
) -> None:
    """A guide for the admin has five headings or 500 words, and names every section of the admin.

    Why: the colleague who packs parcels was not there when the shop was programmed.
    Fix: write about each section that is named here (or name the place as `admin-guide` in [docs] places; a subset
    of the sections can be declared as admin_sections in [docs]).
    Cannot tell when: admin_sections is not declared, and the application has no admin site or cannot be looked at.
    Source: https://docs.djangoproject.com/en/stable/ref/contrib/admin/
    """
    topic = r"\b(?:admin\w*|back[- ]?office|staff)\b"
    found = section(documents, settings, evidence, "admin-guide", topic)
    headings = sum(block.kind == "heading" for block in found.body)
    assert headings >= HEADINGS or found.words >= WORDS, f"{found.where}: {headings} headings and {found.words} words"
    sections = settings.docs.admin_sections
    if not sections:
        if application is None:
            cannot_see(unseen["application"])
        sections = _admin_sections(application)
    if not sections:
        cannot_tell("the application has no admin site", cure="declare admin_sections in [docs] of golive.toml")
    evidence.saw(f"sections of the admin: {', '.join(sections)}")
    missing = [one for one in sections if not _is_named(one, found.text)]
    assert not missing, f"{found.where} does not name {', '.join(missing)}"


def _admin_sections(application: Application) -> tuple[str, ...]:
    """Names of the models that the admin lists, without their app."""
    models = {table.model.lower().replace(".", "_"): table.model.rpartition(".")[2] for table in application.tables}
    listed = [
        one.name.rpartition(":")[2].removesuffix("_changelist") for one in application.views if _is_list(one.name)
    ]
    return tuple(dict.fromkeys(models.get(name, name.rpartition("_")[2]) for name in listed))


def _is_list(name: str) -> bool:
    """Whether a view is the list of a model's rows in an admin site."""
    return ":" in name and name.endswith("_changelist")


def _is_named(model: str, text: str) -> bool:
    """Whether a text names a model: PromoCode is "promo codes", Category "categories" and Switch "switches" too."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", model)
    plural = re.sub(r"((?:s|x|z|ch|sh))$", r"\1es", re.sub(r"y$", "ies", spaced))
    return any(not missing_names([one], text) for one in (model, spaced, plural))


@check(
    "docs.database-schema",
    severity="medium",
    says=(
        "database schema|model|structure|tables documented|described",
        "document|describe database schema|model|structure",
        "documentation|docs|documents: database schema|model|structure diagram?",
        "database schema|entity diagram|documentation @written",
        "er|erd diagram @written",
        "entity relationship diagram @written?",
        "er|erd diagram",
        "data model documented|described|diagram",
        "schema documented|described",
        (
            "=database|data|table|schema schema|model|structure|relations|diagram|erd|design "
            "documented|described|diagram|current|written|docs|dbml ~ er up relationships drawn @written"
        ),
        ("er|erd|entity diagram|docs|current|exists|relationship ~ database schema up model relations drawn @written"),
        "=database documentation|docs current|complete|exists|available|ready ~ site",
    ),
)
def database_schema(
    documents: Documents,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    application: Application | None = None,
    catalogue: Catalogue | None = None,
) -> None:
    """The description of the database names every table of the application, and each table it names is there.

    Why: whoever writes the report at the end of the year starts from it.
    Fix: describe the tables that are named here, and delete those that are gone (or name the place as
    `database-schema` in [docs] places of golive.toml).
    Cannot tell when: the application cannot be looked at (in Flask: the database), or it has no table of its own.
    Source: https://www.postgresql.org/docs/current/ddl.html
    """
    found = section(documents, settings, evidence, "database-schema", r"(?:database|data) (?:schema|model)|\bER[DM]?\b")
    drawn = "\n".join(one.text for one in documents.drawings if one.path == found.path or one.kind == "dbml")
    own, there = _tables(application, catalogue, unseen)
    if not own:
        cannot_tell("the application declares no table of its own", cure="correct settings in [app] of golive.toml")
    text = f"{found.text}\n{drawn}"
    missing = [name for name in own if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    evidence.saw(f"{len(own)} tables of the application")
    assert not missing, f"{found.where} does not name {', '.join(missing)}"
    gone = sorted(_tables_in(found) | {one or two for one, two in DRAWN.findall(drawn)} - {""})
    gone = [name for name in gone if name not in there]
    if gone and catalogue is None:
        cannot_see(unseen["catalogue"], f"{', '.join(gone)} may be tables of something else: ")
    known = {table.name for table in catalogue.tables} if catalogue is not None else set()
    dead = [name for name in gone if name not in known]
    assert not dead, f"{found.where} names {', '.join(dead)}, which do not exist"


def _tables(
    application: Application | None, catalogue: Catalogue | None, unseen: Mapping[str, Attempt]
) -> tuple[list[str], set[str]]:
    """The application's own tables, and all that are known: of Django's models, else those of the database itself."""
    if application is not None:
        own = [table.name for table in application.tables if table.managed and not _is_frameworks(table.model)]
        return own, {table.name for table in application.tables}
    if not unseen["application"].not_for:
        cannot_see(unseen["application"])
    if catalogue is None:
        cannot_see(unseen["catalogue"])
    names = [table.name for table in catalogue.tables]
    return [name for name in names if name != "alembic_version"], set(names)


def _is_frameworks(model: str) -> bool:
    """Whether a model belongs to Django or to a package, by the app it is labelled with."""
    app = model.partition(".")[0]
    return app in {"auth", "admin", "contenttypes", "sessions", "sites", "messages"} or app.startswith(
        ("otp_", "django")
    )


def _tables_in(found: Section) -> set[str]:
    """Names that stand first, as code, in a row or an item."""
    first = [block.code[0] for block in found.body if block.kind in {"row", "item", "heading"} and block.code]
    return {name for name in first if TABLE.fullmatch(name)}
