"""The ``golive`` command, as people run it: in a project of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from pytest_golive.cli import main
from tests.forking import Forker

Golive = Callable[..., pytest.RunResult]

CHECK = '''
from pytest_golive import check

@check("shop.robots-allowed", severity="high", says=("search engines allowed",))
def robots_allowed(home):
    """The home page may be indexed.

    Why: nobody finds it otherwise.
    Fix: remove the X-Robots-Tag header.
    """
'''


@pytest.fixture
def golive(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, forker: Forker) -> Golive:
    del pytester  # its folder is where the command runs
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    return lambda *arguments: forker.pytest(*arguments, module="pytest_golive.cli")


def test_list(pytester: pytest.Pytester) -> None:
    done = pytester.run(sys.executable, "-m", "pytest_golive.cli", "list")
    assert done.ret == 0
    assert "tls.certificate-valid                critical" in done.stdout.str()


def test_explain(golive: Golive) -> None:
    done = golive("explain", "tls.certificate-valid")
    assert done.ret == 0
    for label in ("Passes when:", "Why:", "Fix:", "Severity: critical", "Effect: read-only", "Looks at: certificates"):
        assert label in done.stdout.str()


def test_explain_an_unknown_check(golive: Golive) -> None:
    done = golive("explain", "tls.certificate-valdi")
    assert done.ret == 4
    assert "did you mean 'tls.certificate-valid'?" in done.stderr.str()


def test_a_misspelt_command(capsys: pytest.CaptureFixture[str]) -> None:
    for given, meant in {"gat": "gate", "expain": "explain", "attets": "attest"}.items():
        with pytest.raises(SystemExit) as ended:
            main([given])
        assert ended.value.code == 2
        assert f"there is no command '{given}', did you mean '{meant}'?" in capsys.readouterr().err


def test_stack_says_what_did_not_answer(golive: Golive) -> None:
    done = golive("stack", "--golive-target", "https://127.0.0.1:9")
    assert done.ret == 4
    assert done.stderr.str().startswith("golive: nothing answers at 127.0.0.1:9: ")


def test_bind(golive: Golive, pytester: pytest.Pytester) -> None:
    pytester.makeconftest(
        "from pytest_golive.checks.registry import planned\n"
        "planned('shop.wine', 'It is.', severity='high', needs=('server',), says=('wine red',))\n"
    )
    lines = "- [ ] SSL certificate valid\n- [ ] Champagne is cold\n- [ ] Wine is red\n"
    pytester.makefile(".md", GO=lines)
    done = golive("bind", "GO.md")
    assert done.ret == 0
    assert "→ tls.certificate-valid\n" in done.stdout.str()
    assert "→ nothing   left over: champagne cold" in done.stdout.str()
    assert "→ shop.wine (not built yet in this version)" in done.stdout.str()
    missing = golive("bind", "GO.md", "--write", "nowhere/GO.md")
    assert missing.ret == 4
    assert "golive: nowhere/GO.md cannot be opened: No such file or directory" in missing.stderr.str()


def test_bind_names_the_checks_of_the_applications_framework(golive: Golive, pytester: pytest.Pytester) -> None:
    pytester.makefile(".md", GO="- [ ] Session cookies secure\n")
    assert "→ django.session-cookie-secure" in golive("bind", "GO.md").stdout.str()
    pytester.path.joinpath("golive.toml").write_text('[app]\nflask = "shop:app"\n')
    assert "→ flask.session-cookie-secure" in golive("bind", "GO.md").stdout.str()


@pytest.mark.parametrize(
    ("content", "text"),
    [(b"- [ ] a \xe9\n", "is not UTF-8"), (b"- [ ] a <!-- golive: no.such -->\n", "pins the unknown check")],
)
def test_bind_a_bad_file(golive: Golive, pytester: pytest.Pytester, content: bytes, text: str) -> None:
    pytester.path.joinpath("GO.md").write_bytes(content)
    done = golive("bind", "GO.md")
    assert done.ret == 4
    assert text in done.stderr.str()


@pytest.mark.parametrize("place", ["conftest.py", "tests/conftest.py"])
def test_the_teams_own_checks_are_known(golive: Golive, pytester: pytest.Pytester, place: str) -> None:
    pytester.mkdir("tests")
    pytester.path.joinpath(place).write_text(CHECK)
    pytester.makefile(".md", GO="- [ ] Search engines allowed\n- [ ] Roboter <!-- golive: shop.robots-allowed -->\n")
    assert "shop.robots-allowed                  high      The home page may be indexed." in golive("list").stdout.str()
    assert "Why: nobody finds it otherwise." in golive("explain", "shop.robots-allowed").stdout.str()
    done = golive("bind", "GO.md")
    assert done.ret == 0
    assert done.stdout.str().count("→ shop.robots-allowed") == 2


def test_checks_registered_by_the_hook_are_known_from_another_folder(golive: Golive, pytester: pytest.Pytester) -> None:
    project = pytester.mkdir("project")
    project.joinpath("pytest.ini").write_text("[pytest]\npythonpath = .\n")
    project.joinpath("robots.py").write_text(CHECK)
    project.joinpath("conftest.py").write_text("def pytest_golive_register():\n    import robots\n")
    project.joinpath("GO.md").write_text("- [ ] Search engines allowed\n")
    elsewhere = pytester.mkdir("elsewhere")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(elsewhere)
        done = golive("bind", str(project / "GO.md"))
    assert done.ret == 0
    assert "→ shop.robots-allowed" in done.stdout.str()


@pytest.mark.parametrize(
    ("conftest", "text"),
    [
        ("x = 1\n1 / 0\n", "conftest.py:2 cannot be loaded: ZeroDivisionError: division by zero"),
        ("def (\n", "conftest.py cannot be loaded: SyntaxError: invalid syntax (conftest.py, line 1)"),
        ("import no_such_module\n", "conftest.py:1 cannot be loaded: ModuleNotFoundError: No module named"),
        ("raise SystemExit(0)\n", "a conftest.py of this project ends the run while it is loaded"),
        (
            "import pytest\npytest.skip('no', allow_module_level=True)\n",
            "a conftest.py of this project ends the run while it is loaded",
        ),
        (
            "def pytest_golive_register():\n    raise OSError('no disk')\n",
            "conftest.py:2 cannot be loaded: OSError: no disk",
        ),
        (CHECK.replace("Why:", "Because:"), "TypeError: check 'shop.robots-allowed': the docstring needs 'Why'"),
        (
            CHECK.replace("shop.robots-allowed", "tls.certificate-valid"),
            "TypeError: check 'tls.certificate-valid' is declared twice",
        ),
    ],
)
def test_a_broken_conftest_is_one_message(golive: Golive, pytester: pytest.Pytester, conftest: str, text: str) -> None:
    pytester.makeconftest(conftest)
    done = golive("list")
    assert done.ret == 4
    assert done.stdout.str().strip() == ""
    assert text in done.stderr.str()
    assert len(done.stderr.str().strip().splitlines()) == 1


def test_a_check_whose_phrase_says_nothing(golive: Golive, pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CHECK.replace("search engines allowed", "the"))
    pytester.makefile(".md", GO="- [ ] a\n")
    done = golive("bind", "GO.md")
    assert done.ret == 4
    said = "check 'shop.robots-allowed': the phrase 'the' holds no word"
    assert done.stderr.str().strip() == f"ERROR: a check of this project cannot be loaded: TypeError: {said}"


def test_gate_runs_pytest(golive: Golive, pytester: pytest.Pytester) -> None:
    pytester.makefile(".md", GO="- [ ] Champagne is cold\n")
    done = golive("gate", "--golive-phase", "pre-deploy", "GO.md", "-p", "no:html")
    assert done.ret == 1
    assert "NO-GO" in done.stdout.str()


def test_an_unknown_argument_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["list", "--nonsense"])
    assert left.value.code == 2
    assert "unrecognized arguments: --nonsense" in capsys.readouterr().err
