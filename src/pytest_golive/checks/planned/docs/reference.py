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
