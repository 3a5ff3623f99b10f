"""report.html, written by pytest-html through our hooks, opened in a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from pytest_golive.integrations.html import COLUMNS, HtmlHooks
from tests.reports import samples
from tests.reports.browser import SANDBOX, served

pytest_plugins = ["pytester"]
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
ROOT = Path(__file__).parents[2]
CONFTEST = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import pytest
from pytest_golive.facts.redact import REDACTOR
from pytest_golive.finding import Finding, Outcome
from pytest_golive.integrations.html import HtmlHooks
from pytest_golive.integrations.plain import PlainReports
from pytest_golive.reports.html import Page
from tests.reports import samples

REDACTOR.learn("canary&<1234")
VERDICT = samples.SAMPLE()
HOOKS = HtmlHooks(lambda: Page(VERDICT))

def pytest_configure(config):
    config.pluginmanager.register(HOOKS, "golive-html")
    config.pluginmanager.register(PlainReports(), "golive-plain")

@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    place = getattr(item, "callspec", None) and item.callspec.params.get("place")
    if isinstance(place, int):
        line = VERDICT.lines[place]
        report.golive = {{
            "id": line.id, "line": line.line, "severity": line.severity.value, "section": list(line.section),
            "text": line.text, "findings": [Finding(check="a", outcome=Outcome.PASSED)],
        }}
    return report

def pytest_unconfigure(config):
    print("PROBLEMS", HOOKS.problems)
"""
TESTS = """
import pytest

@pytest.mark.parametrize("place", range(8))
def test_line(place):
    print("canary&<1234 <script>document.title='owned'</script>")

@pytest.mark.parametrize("text", [
    "<img src=x onerror=document.title='owned'>", "</td><script>alert(1)</script>",
])
def test_own(text):
    assert text == "<img src=x onerror=alert(1)>"

@pytest.fixture
def broken():
    raise RuntimeError("<svg onload=alert(1)>")

def test_broken(broken): pass

@pytest.mark.skip(reason="<b>later</b>")
def test_skipped(): pass
"""


WRITTEN: dict[tuple[str, ...], tuple[str, str]] = {}
"""Page and terminal output of the runs made so far: a run takes a second, and its page does not change."""


@pytest.fixture
def run(pytester: pytest.Pytester) -> Callable[..., tuple[str, str]]:
    def make(sample: str = "no_go", conftest: str = CONFTEST, *options: str) -> tuple[str, str]:
        asked = (sample, conftest, *options)
        if asked not in WRITTEN:
            pytester.makeconftest(conftest.replace("SAMPLE", sample))
            pytester.makepyfile(test_shop=TESTS)
            result = pytester.runpytest_subprocess(
                "-s", "-p", "no:randomly", "--html=report.html", "--self-contained-html",
                "--metadata", "SHOP_TOKEN", "planted-secret",
                "--metadata", "ODD", "<img src=x onerror=alert(1)>",
                "--metadata", "URL", "redis://:planted-secret@10.0.0.1/0",
                *options,
            )  # fmt: skip
            assert "INTERNALERROR" not in result.stdout.str() + result.stderr.str()
            WRITTEN[asked] = (pytester.path / "report.html").read_text("utf-8"), result.stdout.str()
        return WRITTEN[asked]

    return make


@pytest.fixture
def report(run: Callable[..., tuple[str, str]]) -> Callable[..., str]:
    return lambda *asked: run(*asked)[0]


def rows(page: str) -> dict[str, list[dict[str, Any]]]:
    blob = page.partition('data-jsonblob="')[2].partition('"')[0]
    found: dict[str, list[dict[str, Any]]] = json.loads(unescape(blob))["tests"]
    return found


def test_the_verdict_is_on_top_at_both_widths(report, open_page):
    with served(report()) as url:
        for width in (1280, 390):
            page = open_page(url, width=width)
            assert page.title() == "NO-GO: https://shop.example"
            top = page.get_by_role("heading", name="NO-GO https://shop.example").bounding_box()["y"]
            blocker = page.get_by_role("heading", name="the certificate of shop.example expired").first
            assert blocker.is_visible()
            assert page.get_by_role("heading", name="Every test, as pytest ran it").is_visible()
            tests = page.locator("#results-table").bounding_box()["y"]
            environment = page.locator("#environment-header").bounding_box()["y"]
            assert top < 150 < blocker.bounding_box()["y"] < tests < environment
            assert page.evaluate(FITS)


def test_our_part_has_no_accessibility_violations(report, open_page):
    with served(report()) as url:
        page = open_page(url)
        found = Axe().run(page, context=".golive").response["violations"]
        assert [(one["id"], len(one["nodes"])) for one in found] == []
        contrast = {"runOnly": ["color-contrast"]}
        assert Axe().run(page, options=contrast).response["violations"] == []


def test_the_verdict_shows_without_scripts_and_styles(report, open_page):
    with served(report(), SANDBOX) as url:
        page = open_page(url, scripts=False)
        assert page.get_by_role("heading", name="NO-GO https://shop.example").is_visible()
        assert page.get_by_role("heading", name="the certificate of shop.example expired").first.is_visible()


@pytest.mark.parametrize("sample", ["no_go", "hostile"])
def test_nothing_of_a_test_or_line_is_executed(report, open_page, sample):
    with served(report(sample)) as url:
        page = open_page(url)
        page.get_by_role("button", name="Show all details").click()
        assert page.said == []
        assert page.title().startswith("NO-GO")
        assert page.locator("td img[src=x], td script, td svg, .log script").count() == 0
        assert "<img src=x onerror=document.title='owned'>" in page.locator("#results-table").inner_text()


def test_cells_match_headers_and_the_judged_answer_is_shown(run):
    page, output = run()
    verdict = samples.no_go()
    found = rows(page)
    for tests in found.values():
        for test in tests:
            assert len(test["resultsTableRow"]) == len(COLUMNS) + 4
    for place, line in enumerate(verdict.lines[:8]):
        [test] = (
            found[f"test_the_verdict.py::test_line[{place}]"]
            if False
            else [one for node, ones in found.items() if node.endswith(f"test_line[{place}]") for one in ones]
        )
        word = line.outcome.value.replace("_", " ")
        assert word in test["resultsTableRow"][0]
        assert word in test["answer"]
        assert line.severity.value in test["resultsTableRow"][1]
        assert "\n" not in "".join(test["resultsTableRow"])
    assert "PROBLEMS []" in output


def test_other_tests_get_empty_cells(report):
    [skipped] = [ones for node, ones in rows(report()).items() if node.endswith("test_skipped")]
    assert skipped[0]["resultsTableRow"][:3] == [
        '<td class="col-answer"></td>', '<td class="col-severity"></td>', '<td class="col-section"></td>',
    ]  # fmt: skip


def test_a_skip_says_why_and_not_where_in_which_file(report):
    [[skipped]] = [found for node, found in rows(report()).items() if "test_skipped" in node]
    assert skipped["log"].strip() == "&lt;b&gt;later&lt;/b&gt;"


def test_sorting_by_severity_and_folding_a_row_work(report, open_page):
    with served(report()) as url:
        page = open_page(url)
        page.get_by_role("columnheader", name="Severity").click()
        severities = page.locator("td.col-severity").all_inner_texts()
        assert len(severities) == 12
        last = page.locator("tbody", has=page.locator("td", has_text="test_own")).first
        shown = last.locator(".extras-row").is_visible()
        last.locator(".col-testId").click()
        page.wait_for_timeout(0)
        last = page.locator("tbody", has=page.locator("td", has_text="test_own")).first
        assert last.locator(".extras-row").is_visible() is not shown


def test_secrets_are_blanked(report):
    page = report()
    assert "planted-secret" not in page
    assert "canary" not in page
    assert "***" in page


@pytest.mark.parametrize(
    ("callable_", "said"),
    [
        ("lambda: None", "NO-GO: there is no verdict"),
        ("lambda: 1/0", "NO-GO: the verdict could not be shown"),
    ],
)
def test_without_a_verdict_the_page_says_no_go(run, callable_, said):
    page, output = run("no_go", CONFTEST.replace("lambda: Page(VERDICT)", callable_))
    assert said in page
    assert ("ZeroDivisionError: division by zero" in output) is ("1/0" in callable_)


def test_a_broken_report_attribute_costs_one_row_only(run):
    page, output = run("no_go", CONFTEST.replace("outcome=Outcome.PASSED", 'outcome="wonderful"'))
    assert "KeyError: 'wonderful'" in output
    assert "NO-GO" in page
    assert all(len(one["resultsTableRow"]) == 7 for ones in rows(page).values() for one in ones)


def test_it_works_under_xdist(report):
    page = report("no_go", CONFTEST, "-n2")
    assert "col-severity" in page
    assert sum("unverified" in one["resultsTableRow"][0] for ones in rows(page).values() for one in ones) == 1


def test_hooks_keep_their_problems_and_never_raise():
    hooks = HtmlHooks(lambda: None)
    hooks.pytest_html_report_title(report=None)
    hooks.pytest_html_results_table_row(report=None, cells=["<td></td>"])
    hooks.pytest_html_results_table_html(data=[None])
    assert [problem.partition(":")[0] for problem in hooks.problems] == [
        "pytest_html_report_title",
        "pytest_html_results_table_row",
        "pytest_html_results_table_html",
    ]


@pytest.mark.parametrize(
    ("when", "outcome", "sections", "is_row"),
    [
        ("call", "passed", [], True),
        ("teardown", "passed", [("Captured stdout call", "seen")], False),
        ("teardown", "passed", [("Captured stdout teardown", "left")], True),
        ("teardown", "failed", [], True),
    ],
)
def test_the_quiet_end_of_a_line_is_no_row(when, outcome, sections, is_row):
    said = {"id": "a", "line": 1, "text": "A", "section": [], "severity": "high", "findings": [], "leftover": []}
    report = SimpleNamespace(when=when, outcome=outcome, sections=sections, golive=said, nodeid="GO.md::a")
    cells = ["<td></td>"]
    HtmlHooks(lambda: None).pytest_html_results_table_row(report=report, cells=cells)
    assert bool(cells) is is_row
