"""The catalogue of the checks says what their modules declare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pytest_golive.checks import catalogue, declare_all, load_checks
from pytest_golive.checks.registry import CHECKS


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    forget()
    yield
    forget()


def forget() -> None:
    catalogue.read.cache_clear()
    catalogue.by_id.cache_clear()


def shipped() -> dict[str, object]:
    return {name: one for name, one in declare_all().items() if one.is_shipped}


def test_it_is_up_to_date_and_says_what_the_modules_declare() -> None:
    known = catalogue.read()
    assert known is not None, "checks or phrases have changed: run `tox -e docs-write`"
    assert {one.id: one for one in known.checks} == shipped()


def test_when_somebody_changed_a_source_the_modules_themselves_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = catalogue.sizes()
    assert sizes["checks/tls.py"] > 1000
    monkeypatch.setattr(catalogue, "sizes", lambda: {**sizes, "checks/tls.py": sizes["checks/tls.py"] + 1})
    assert catalogue.read() is None
    assert load_checks() is CHECKS


def test_a_team_cannot_take_the_id_of_one_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = replace(load_checks()["tls.certificate-valid"], module="conftest")
    monkeypatch.setitem(CHECKS, "tls.certificate-valid", theirs)
    with pytest.raises(TypeError, match=r"'tls\.certificate-valid' is declared twice"):
        load_checks()
