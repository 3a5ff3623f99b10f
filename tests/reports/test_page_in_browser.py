from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from pytest_golive.compare import compare
from pytest_golive.reports import summary
from tests.reports import samples
from tests.reports.browser import SANDBOX, served

WIDTHS = (1280, 390)
VERDICTS = (samples.no_go, samples.go, samples.hostile)
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
LINKS = "[...document.links].every(link => link.getAttribute('href').startsWith('#gl-'))"
ATTRIBUTES = "[...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames())"
LOST = "[...document.links].filter(link => !document.querySelector(link.getAttribute('href'))).length"
IDS = "[...document.querySelectorAll('[id]')].map(one => one.id)"
Open = Callable[..., Any]


def violations(page: Any) -> list[tuple[str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]


def first_cause(verdict: Any) -> str:
    return " ".join(summary.causes(verdict)[0].title.split())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("verdict", VERDICTS)
def test_it_has_no_accessibility_violations_and_never_scrolls_sideways(
    open_page: Open, verdict: Callable[[], Any], width: int, scheme: str
) -> None:
    changed = compare(verdict(), samples.go() if verdict is samples.no_go else samples.no_go())
    with served(samples.page_of(verdict(), changed)) as url:
        page = open_page(url, width=width, scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate(FITS)
        assert page.locator("h1").is_visible()
        assert violations(page) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("policy", ["", SANDBOX])
def test_verdict_and_first_blocker_are_read_first_with_and_without_styles(
    open_page: Open, width: int, policy: str
) -> None:
    verdict = samples.no_go()
    with served(samples.page_of(verdict), policy) as url:
        page = open_page(url, width=width, scripts=False)
        styled = not policy
        headings = ["NO-GO", "Do this first", "What blocks", first_cause(verdict), "Conditions", "Notes"]
        headings += ["Sign-off", "Every line, by section", "What was judged"]
        shown = page.locator("h1, h2, h3").all_inner_texts()
        places = [next(n for n, one in enumerate(shown) if part in one) for part in headings]
        assert places == sorted(places)
        assert page.get_by_role("heading", name=first_cause(verdict)).is_visible()
        assert page.locator("body").inner_text().index("NO-GO") < 40
        assert page.get_by_role("heading", level=1).bounding_box()["y"] < 200
        colour = page.locator(".gl-banner").evaluate("one => getComputedStyle(one).backgroundColor")
        assert (colour == "rgb(168, 20, 17)") is styled
        assert page.evaluate(FITS) or not styled


def test_evidence_opens_without_scripts(open_page: Open) -> None:
    with served(samples.page_of(samples.no_go()), SANDBOX) as url:
        page = open_page(url, scripts=False)
        evidence = page.get_by_text("not after 2026-11-19 08:12:44 UTC").first
        assert not evidence.is_visible()
        page.locator("details", has=evidence).first.locator("summary").click()
        assert evidence.is_visible()


def test_hostile_lines_stay_text(open_page: Open) -> None:
    with served(samples.page_of(samples.hostile())) as url:
        page = open_page(url)
        assert page.said == []
        assert page.title().startswith("NO-GO")
        assert page.locator("script, img, iframe, object, form, base, svg[onload]").count() == 0
        assert page.evaluate(LINKS)
        assert not [name for name in page.evaluate(ATTRIBUTES) if name.startswith("on")]
        assert "<img src=x onerror=alert(1)>" in page.locator("h1").inner_text()


def test_every_link_leads_somewhere(open_page: Open) -> None:
    with served(samples.page_of(samples.no_go())) as url:
        page = open_page(url)
        assert page.evaluate(LOST) == 0
        ids = page.evaluate(IDS)
        assert len(ids) == len(set(ids))


def test_it_prints_with_evidence_and_without_the_table_of_contents(open_page: Open) -> None:
    with served(samples.page_of(samples.no_go())) as url:
        page = open_page(url)
        page.emulate_media(media="print")
        assert not page.locator(".gl-contents").is_visible()
        assert page.locator(".gl-people").is_visible()
        assert page.locator(".gl-banner h1").evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
