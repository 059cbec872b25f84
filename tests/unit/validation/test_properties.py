"""The table of properties: its own example sentences, other words for them, and near misses."""

from __future__ import annotations

import pytest

from synthesis_graph.validation.properties import PROPERTIES, Property, recognise


@pytest.mark.parametrize("row", PROPERTIES, ids=lambda row: row.name)
def test_a_row_recognises_its_own_example_and_no_other_row_does(row: Property) -> None:
    assert [found.name for found in recognise(row.example)] == [row.name]


OTHER_WORDS = [
    ("The sort must be stable", "keeps the order of equals"),
    ("Ties keep their original order", "keeps the order of equals"),
    ("Preserve the relative order of equal elements", "keeps the order of equals"),
    ("Keys may be missing from some records", "handles missing keys"),
    ("Handles absent keys without raising an exception", "handles missing keys"),
    ("Works on an empty list", "handles empty input"),
    ("The input list may be empty", "handles empty input"),
    ("Do not mutate the input list", "does not modify its input"),
    ("The original list must not be modified", "does not modify its input"),
    ("Don’t modify the input", "does not modify its input"),
    ("Return the numbers in ascending order", "output is sorted"),
    ("Return the numbers in descending order", "output descends"),
    ("The result contains only unique values", "has no duplicates"),
    ("Calling it twice changes nothing", "is idempotent"),
]


@pytest.mark.parametrize(("sentence", "name"), OTHER_WORDS)
def test_other_words_for_the_same(sentence: str, name: str) -> None:
    assert [row.name for row in recognise(sentence)] == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "Must run in O(n log n)",
        "The sort need not be stable",
        "You don't need to handle missing keys",
        "Raise KeyError for missing keys",
        "An empty list raises ValueError",
        "Assume the input list is sorted",
        "The input contains no duplicates",
        "Duplicates are allowed",
        "Use recursion",
        "",
    ],
)
def test_a_sentence_that_says_something_else_is_not_recognised(sentence: str) -> None:
    assert recognise(sentence) == []
