"""The ``golive`` command."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pytest_golive.cli import main


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert "tls.certificate-valid                critical" in capsys.readouterr().out


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "tls.certificate-valid"]) == 0
    out = capsys.readouterr().out
    for label in ("Passes when:", "Why:", "Fix:", "Severity: critical", "Effect: read-only", "Looks at: certificates"):
        assert label in out


def test_explain_an_unknown_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "tls.certificate-valdi"]) == 4
    assert "did you mean 'tls.certificate-valid'?" in capsys.readouterr().err


def test_bind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "GO.md"
    file.write_text("- [ ] SSL certificate valid\n- [ ] Champagne is cold\n")
    assert main(["bind", str(file)]) == 0
    out = capsys.readouterr().out
    assert "→ tls.certificate-valid\n" in out
    assert "→ nothing   left over: champagne cold" in out


@pytest.mark.parametrize(
    ("content", "text"),
    [(b"- [ ] a \xe9\n", "is not UTF-8"), (b"- [ ] a <!-- golive: no.such -->\n", "pins the unknown check")],
)
def test_bind_a_bad_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, text: str) -> None:
    file = tmp_path / "GO.md"
    file.write_bytes(content)
    assert main(["bind", str(file)]) == 4
    assert text in capsys.readouterr().err


def test_gate_runs_pytest(pytester: pytest.Pytester) -> None:
    pytester.makefile(".md", GO="- [ ] Champagne is cold\n")
    command = [sys.executable, "-m", "pytest_golive.cli", "gate", "--golive-phase", "pre-deploy"]
    done = pytester.run(*command, "GO.md", "-p", "no:html")
    assert done.ret == 1
    assert "NO-GO" in done.stdout.str()


def test_an_unknown_argument_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["list", "--nonsense"])
    assert left.value.code == 2
    assert "unrecognized arguments: --nonsense" in capsys.readouterr().err
