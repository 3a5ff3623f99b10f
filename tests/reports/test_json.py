from __future__ import annotations

import json as stdlib
from dataclasses import replace

import msgspec
import pytest

from pytest_golive.errors import GoliveError
from pytest_golive.reports import json
from tests.reports import samples


@pytest.mark.parametrize("sample", [samples.no_go, samples.go, samples.hostile])
def test_it_comes_back_as_it_was(sample):
    verdict = sample()
    assert json.load(b"".join(json.render(verdict))) == verdict


def test_the_stable_part_comes_first_and_in_order():
    text = b"".join(json.render(samples.no_go())).decode()
    document = stdlib.loads(text)
    assert text.startswith('{\n  "schema": "pytest-golive/verdict/1",\n  "decision": "NO-GO",')
    assert text.endswith("}\n")
    assert tuple(document) == (*json.KEYS, "seconds")
    assert tuple(document["lines"][0])[: len(json.LINE_KEYS)] == json.LINE_KEYS
    assert set(document["lines"][0]) - set(json.LINE_KEYS) == {
        "effect", "parent", "is_group", "follows", "leftover", "tables", "root",
        "for_people", "owner", "record", "record_counts", "lapses",
    }  # fmt: skip
    assert list(document["checklists"][0]) == ["path", "sha256", "lines"]
    assert list(document["blockers"][0]) == ["id", "reason"]
    assert document["counts"]["total"] == len(document["lines"])


def test_it_is_the_same_text_each_time_and_not_ascii():
    verdict = samples.no_go()
    assert json.render(verdict) == json.render(verdict)
    assert "✅ GO/NO-GO" in b"".join(json.render(verdict)).decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "this is no verdict.json: "),
        ("[]", "schema is None, not 'pytest-golive/verdict/1'"),
        ('{"schema": "pytest-golive/verdict/2"}', "schema is 'pytest-golive/verdict/2'"),
        ('{"schema": "pytest-golive/verdict/1"}', "this is no complete verdict.json: "),
    ],
)
def test_what_is_no_verdict_is_refused(text, said):
    with pytest.raises(GoliveError) as error:
        json.load(text)
    assert said in str(error.value)


def test_a_decision_that_is_neither_is_refused():
    text = b"".join(json.render(samples.go())).decode().replace('"decision": "GO"', '"decision": "MAYBE"')
    with pytest.raises(GoliveError):
        json.load(text)


def test_the_schema_names_every_stable_key():
    schema = json.json_schema()
    assert schema["required"] == list(json.KEYS)
    assert set(json.LINE_KEYS) <= set(schema["$defs"]["JudgedLine"]["properties"])
    assert schema["properties"]["decision"]["enum"] == ["GO", "NO-GO"]
    stdlib.dumps(schema)


def test_undecodable_text_comes_back():
    verdict = replace(samples.go(), target="caf\udce9")
    assert json.load(b"".join(json.render(verdict))) == verdict


@pytest.mark.parametrize("sample", [samples.no_go, samples.go, lambda: replace(samples.go(), lines=())])
def test_its_pieces_are_one_document(sample):
    text = b"".join(json.render(sample())).decode()
    assert text == msgspec.json.format(text, indent=2) + "\n"
