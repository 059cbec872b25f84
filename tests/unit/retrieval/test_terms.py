"""Tokenisation: identifiers are split, forms of a word meet, doctests do not count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.terms import prose, terms, words


@pytest.mark.parametrize(
    ("identifier", "split"),
    [
        ("camelCaseName", ["camel", "case", "name"]),
        ("snake_case_2d", ["snake", "case", "2", "d"]),
        ("HTTPServerError", ["http", "server", "error"]),
        ("__private", ["private"]),
    ],
)
def test_identifiers_are_split(identifier: str, split: list[str]) -> None:
    assert words(identifier) == split


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("sort sorts sorted sorting", "sort sort sort sort"),
        ("dictionaries dicts", "dict dict"),
        ("rotated rotation rotating", "rotate rotate rotate"),
        ("swapping mapped", "swap map"),
        ("nums max indices", "number maximum index"),
        ("isPrime", "is prime"),
    ],
)
def test_forms_of_a_word_meet(left: str, right: str) -> None:
    assert terms(left) == terms(right)


@pytest.mark.parametrize(
    ("left", "right"), [("class", "clas"), ("largest", "large"), ("list", "lists of things")]
)
def test_different_words_stay_apart(left: str, right: str) -> None:
    assert terms(left) != terms(right)


def test_doctests_do_not_count() -> None:
    assert prose("Sort.\n\n>>> f(1)\n42\n\nMore.").split() == ["Sort.", "More."]


@given(st.text(max_size=100))
def test_terms_are_lower_case_words(text: str) -> None:
    assert all(term == term.lower() and term.isalnum() for term in terms(text))
