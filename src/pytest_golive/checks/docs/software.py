"""Checks of what is written down for those who set the site up and use it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from pytest_golive.checks.docs.sections import is_stale, section, stated
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.prose import Documents
    from pytest_golive.facts.written import Variable
    from pytest_golive.settings import Settings

#: Lines that a section of the README has, unless it links to a document.
LINES = 5


@check(
    "docs.readme-production",
    severity="medium",
    overlooks="installation install local",
    says=(
        "readme|readme.md @written|update|describes|explains|covers|contains production|deployment info|information?",
        "readme|readme.md @written|update|describes|explains|covers|contains production|deployment instructions",
        "readme|readme.md @written|update|describes|explains|covers|contains deploy|installation info|information?",
        "readme|readme.md @written|update|describes|explains|covers|contains deploy|installation instructions",
        "readme|readme.md @written|update|describes|explains|covers|contains production|deployment section|steps|notes",
        "readme|readme.md @written|update|describes|explains|covers|contains deploy|installation section|steps|notes",
        "readme|readme.md describes|explains|covers how deploy|release|run",
        "=update readme|readme.md",
        "readme|readme.md current|updated|complete",
        "readme explains|tells|says|covers|shows|describes how|deploy|deployment|production",
        "readme deployment|production|deploy|installation section|instructions|steps|notes|info",
        "=readme|readme.md current|updated|complete ~ project repo file @written",
        (
            "readme|readme.md deploy|deployment|production|setup|installation|instructions|run ~ explains how "
            "covers section steps info information project file guide clear local @written"
        ),
    ),
)
def readme_production(documents: Documents, settings: Settings, now: datetime, evidence: Evidence) -> None:
    """The README has a section about production, or a link there to a document, and is current.

    Why: the README is what the next colleague opens first, and often the only thing.
    Fix: write the section, or link to the deployment document from it; look it through at each release.
    Cannot tell when: neither the README nor git says when it was last changed.
    Source: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-readmes
    """
    readme = next((one for one in documents.documents if re.fullmatch(r"readme(\.\w+)?", one.path.lower())), None)
    assert readme is not None, f"there is no README among {documents.names or 'the documents'}"
    left = readme.whole.left_over()
    assert not left, f"not filled in: {', '.join(left)}"
    about = [one for one in readme.sections() if re.search(r"\bproduction\b|\bdeploy", one.heading, re.IGNORECASE)]
    assert about, f"{readme.path} has no heading about production or deployment"
    best = max(about, key=lambda one: one.lines)
    links = [one.target for one in best.references if one.kind == "link" and (one.found or one.is_web)]
    assert not best.dead, f"files that are not there: {', '.join(best.dead)}"
    assert best.lines >= LINES or links, f"{best.where} has {best.lines} lines and links to no document"
    changed = stated(readme) or (readme.changed.date() if readme.changed else None)
    if changed is None:
        cannot_tell(f"neither {readme.path} nor git says when it was last changed", cure='add "Last updated: …"')
    evidence.saw(f"{best.where}: {best.lines} lines; last changed {changed}")
    release = documents.last_release
    is_of_release = release is not None and changed >= release.date()
    days = settings.docs.max_age_days
    assert is_of_release or not is_stale(changed, now, days), (
        f"{readme.path} was last changed on {changed}: before the last release, and more than {days} days ago"
    )


@check(
    "docs.env-vars-documented",
    severity="medium",
    says=(
        "required? environment variables|settings documented|described|explained",
        "document|describe required? environment variables|settings",
        "configuration options|settings|variables documented",
        "environment variables code reads listed|documented .env.example?",
        "environment variables reference|documentation",
        "environment variables documented|described|explained|listed|table|comments|commented",
        "configuration option|options|setting|settings|variable explained|documented|described",
        (
            "environment|configuration variable|option|settings "
            "document|listed|explained|described|readme|docs|wiki|comments|write ~ required ops needed where code "
            ".env.example example new names .env.sample meaning default @written"
        ),
        (
            ".env.example|.env.sample variable describes|lists|explains|documents|comments|contains|covers ~ "
            "environment needed"
        ),
    ),
)
def env_vars_documented(written_variables: tuple[Variable, ...], evidence: Evidence) -> None:
    """Every variable that the settings read is explained, and every one that is written down is still read.

    Why: a variable nobody can explain is copied from machine to machine for years, wrong value and all.
    Fix: explain the variable in the documents, or in a comment above it in the example file; remove what is not read.
    Cannot tell when: the settings read no variable.
    Source: https://12factor.net/config
    """
    if not written_variables:
        cannot_tell("the settings read no variable, and none is written down", cure="correct settings in [app]")
    evidence.saw(f"{len(written_variables)} variables")
    silent = [one.name for one in written_variables if not one.explained and not one.used]
    dead = [f"{one.name} ({one.written})" for one in written_variables if one.is_dead]
    assert not silent, f"explained nowhere: {', '.join(silent)}"
    assert not dead, f"written down, but read by nothing: {', '.join(dead)}"


@check(
    "docs.error-codes",
    severity="medium",
    says=(
        "error codes|code meanings? @written meanings?",
        "document|describe error codes meanings?",
        "list|reference error codes",
        (
            "error code document|list|described|explained|reference|docs|table|meaning ~ api messages response "
            "possible wiki returned @written"
        ),
        "api error document|described ~ response messages codes format list docs",
    ),
)
def error_codes(error_codes: Mapping[str, str], documents: Documents, settings: Settings, evidence: Evidence) -> None:
    """Every error code in the code is in the documents with its meaning, and every documented one is in the code.

    Why: a customer reads the code to somebody on the phone, who must know what it means.
    Fix: list the codes with their meanings (or name the place as `error-codes` in [docs] places of golive.toml).
    Cannot tell when: no pattern is declared as error_codes in [docs], or nothing in the code fits it.
    Source: https://www.rfc-editor.org/rfc/rfc9457
    """
    found = section(documents, settings, evidence, "error-codes", r"error codes?")
    evidence.saw(f"{len(error_codes)} codes in the code")
    blocks = [block.text for block in found.blocks if block.kind != "code"]
    meanings = {
        code: any(code in text and len(re.findall(r"[^\W\d_]{2,}", text.replace(code, ""))) >= 2 for text in blocks)
        for code in error_codes
    }
    missing = [f"{code} ({error_codes[code]})" for code, is_told in meanings.items() if not is_told]
    assert not missing, f"{found.where} gives no meaning for {', '.join(missing)}"
    listed = re.findall(rf"(?<!\w){settings.docs.error_codes}(?!\w)", found.text)
    gone = sorted({one for one in listed if isinstance(one, str)} - error_codes.keys())
    assert not gone, f"{found.where} lists {', '.join(gone)}, which the code does not have"
