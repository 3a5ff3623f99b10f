"""The redactor: secrets go wherever they stand, and however they are written."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_golive.facts.redact import Redactor, is_placeholder, is_secret_name, strength, url_password


@pytest.fixture
def redactor() -> Redactor:
    one = Redactor()
    one.learn("p@ss/word-1")
    return one


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("it is p@ss/word-1!", "it is ***!"),
        ("it is p%40ss%2Fword-1", "it is ***"),
        ("postgresql://shop:other@db/shop", "postgresql://shop:***@db/shop"),
        ("begin p@ss/w...word-1 end", "begin ***...*** end"),
        ("nothing here", "nothing here"),
    ],
)
def test_text(redactor: Redactor, text: str, clean: str) -> None:
    assert redactor.text(text) == clean


def test_short_values_are_left_alone(redactor: Redactor) -> None:
    redactor.learn("on")
    assert redactor.text("on and on") == "on and on"


def test_everything_inside_a_fact_is_cleaned(redactor: Redactor) -> None:
    @dataclass(frozen=True)
    class Fact:
        texts: tuple[str, ...]
        by_name: dict[str, str]
        number: int

    fact = Fact(("p@ss/word-1",), {"key": "x p@ss/word-1"}, 3)
    assert redactor.clean(fact) == Fact(("***",), {"key": "x ***"}, 3)


@pytest.mark.parametrize(
    ("text", "in_fact"),
    [
        ("postgres", "***"),
        ("the password is postgres, they say.", "the password is ***, they say."),
        ("password=postgres", "password=***"),
        ("django.db.backends.postgresql", "django.db.backends.postgresql"),
        ("django.db.backends.postgres", "django.db.backends.postgres"),
        ("postgres.app", "postgres.app"),
        ("p@ss/word-1 in postgresql", "*** in postgresql"),
    ],
)
def test_a_word_is_blanked_in_every_output_and_in_facts_where_it_stands_by_itself(
    redactor: Redactor, text: str, in_fact: str
) -> None:
    redactor.learn("postgres")
    assert redactor.clean_fact((text,)) == (in_fact,)
    assert "postgres" not in redactor.text(text)
    assert redactor.clean({"text": text}) == {"text": redactor.text(text)}


@pytest.mark.parametrize("secret", ["postgres1", "aXbYcZdW", "abcdefghijklm", "p-ostgres"])
def test_what_is_no_word_is_blanked_inside_of_names_too(redactor: Redactor, secret: str) -> None:
    redactor.learn(secret)
    assert redactor.clean_fact(f"my{secret}ql") == "my***ql"


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("SECRET_KEY", True),
        ("DB_PASSWORD", True),
        ("STRIPE_API_KEY", True),
        ("SENTRY_DSN", True),
        ("DB_NAME", False),
        ("MONKEY", False),
        ("ALLOWED_HOSTS", False),
    ],
)
def test_names(name: str, secret: bool) -> None:
    assert is_secret_name(name) is secret


@pytest.mark.parametrize(
    "value",
    [
        "",
        "<your-key>",
        "change-me",
        "xxx",
        "[secret]",
        "{secret key}",
        "{{ vault('key') }}",
        "your_password",
        "sk_live_your_key",
        "https://your-domain.com",
        "errors@your-domain.com",
        "Enter your secret key here",
        "your password",
        "example.com",
        "AKIAIOSFODNN7EXAMPLE",
    ],
)
def test_placeholders(value: str) -> None:
    assert is_placeholder(value)


@pytest.mark.parametrize(
    "value",
    ['["shop.kh","www.shop.kh"]', "['shop.kh']", "[]", "[8000]", '{"shop": 1}', "{}", "Tea for your home", "Your tea"],
)
def test_values_that_only_look_like_placeholders(value: str) -> None:
    assert not is_placeholder(value)


@pytest.mark.parametrize(
    ("url", "password"),
    [
        ("postgres://shop:p%40ss@db/shop", "p@ss"),
        ("redis://:word@db:6379/0", "word"),
        ("redis://db:6379/0", ""),
        ("https://key@o1.ingest.sentry.io/7", ""),
        ("https://shop.test/?mail=a:b@c", ""),
        ("no url", ""),
    ],
)
def test_passwords_of_addresses(url: str, password: str) -> None:
    assert url_password(url) == password


@given(st.text(min_size=8, max_size=60))
def test_strength_tells_nothing_of_the_text(secret: str) -> None:
    told = strength(secret)
    assert told.length == len(secret)
    assert secret not in repr(told)


@given(st.text(min_size=1), st.text(alphabet="abcXYZ0189_-", min_size=6), st.text())
def test_a_secret_never_comes_through(before: str, secret: str, after: str) -> None:
    redactor = Redactor()
    redactor.learn(secret)
    assert secret not in redactor.text(f"{before}{secret}{after}").replace("***", "")


def test_secrets_may_be_learned_while_texts_are_cleaned(redactor: Redactor) -> None:
    # Facts are gathered in threads, and each tells its secrets when it meets them.
    with ThreadPoolExecutor(1) as pool:
        learning = pool.submit(lambda: [redactor.learn(f"secret-{number}") for number in range(2000)])
        while not learning.done():
            assert redactor.text("p@ss/...") == "***..."
