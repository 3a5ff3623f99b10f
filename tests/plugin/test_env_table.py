"""What golive.toml sets for the application is as secret as what its env file does, in every process of a run."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Gate

SECRET = "tok-3xtra-S3cret-99"
CONFIG = f"""
[app]
env = {{ EXTRA_TOKEN = "{SECRET}" }}
"""
TESTS = """
import pytest, warnings

@pytest.mark.high
def test_careless(golive):
    warnings.warn(golive.settings.app.env["EXTRA_TOKEN"])
    assert golive.settings.app.env == {}
"""


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_a_secret_of_the_env_table_is_in_no_output(gate: Gate, pytester: pytest.Pytester, workers: tuple[str]) -> None:
    judged = gate("- [ ] Good line\n", *workers, "--junit-xml=junit.xml", config=CONFIG, tests=TESTS)
    assert judged.code == 1
    assert "test_careless" in judged.out
    written = [path for path in pytester.path.rglob("*") if path.suffix in {".html", ".json", ".xml"}]
    assert len(written) >= 3
    for text in (judged.out, *(path.read_text("utf-8") for path in written)):
        assert SECRET not in text
