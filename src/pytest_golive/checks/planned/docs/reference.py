"""Planned checks: what is written down about the software itself, for those who build and use it."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "docs.api-endpoints",
    "API endpoints are documented.",
    severity="medium",
    needs=("docs", "code"),
    says=(
        "api? endpoints|routes documented|described",
        "document api? endpoints|routes",
        "=api documentation|docs|reference",
        "api documentation|docs|reference complete|current|updated|maintained",
        "openapi|swagger spec|specification|document? covers|lists|describes endpoints|routes|api|code",
        "openapi|swagger spec|specification|document? includes|matches endpoints|routes|api|code",
        "openapi|swagger file|schema covers|lists|describes|includes|matches endpoints|routes|api|code",
        "openapi|swagger spec|specification|document|file|schema? current",
        "api documentation|docs|reference covers|lists|includes endpoints|routes",
        "api docs|documentation|reference current|covers|matches|complete|describes|lists",
        "openapi|swagger spec|specification|file|document|schema matches|covers|current|complete|describes|lists",
        (
            "api|endpoint|routes document|docs|reference|described|swagger|openapi "
            "complete|current|endpoint|routes|describe|cover|public|postman|match|code|documented|updated ~ spec "
            "collection rest up file @written"
        ),
        "=api|endpoint document ~ rest openapi swagger current",
        (
            "openapi|swagger spec|docs|schema|file|definition match|current|cover|complete|updated|code ~ "
            "endpoints route implementation api documentation"
        ),
    ),
)
planned(
    "docs.api-schemas",
    "Request and response formats are documented.",
    severity="medium",
    needs=("docs",),
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
planned(
    "docs.admin-guide",
    "An admin user guide exists.",
    severity="medium",
    needs=("docs",),
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
planned(
    "docs.database-schema",
    "The database schema is documented.",
    severity="medium",
    needs=("docs", "db"),
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
planned(
    "docs.user-manual",
    "The user manual exists.",
    severity="medium",
    needs=("docs",),
    says=(
        "user|customer manual|guide|handbook|documentation @written",
        "end user|users manual|guide|handbook|documentation @written",
        "=end? user|users|customer manual|guide|handbook|documentation",
        "user|customer|end manual|handbook",
        "user|customer help section|pages|center|centre|articles ~ site",
        (
            "user|customer|end|client manual|guide|documentation|docs|help|handbook "
            "document|written|published|available|ready|online|current|docs|exists|guide|complete ~ articles "
            "finished up how center desk @written"
        ),
        (
            "help|knowledge center|centre|pages|articles|base|docs "
            "published|written|available|live|online|ready|users|customers|filled|complete ~ section up @written"
        ),
        "=manual|handbook|guide|documentation|docs users|customers ~ end online @written",
    ),
)
