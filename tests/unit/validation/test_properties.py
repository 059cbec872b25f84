"""The table of properties: its own example sentences, near misses, and what generation promises."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis_graph.language.types import conforms, parse_type
from synthesis_graph.spec import Example
from synthesis_graph.validation.generation import argument_domains, domain_of, draw, reductions
from synthesis_graph.validation.properties import PROPERTIES, Property, recognise
from tests.unit.validation.specs import make_spec


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


TYPES = ["int", "float", "bool", "str", "bytes", "None", "list[int]", "set[str]", "dict[str, list[int]]",
         "tuple[int, str]", "tuple[float, ...]", "int | None", "list[dict[str, int]]"]  # fmt: skip


@pytest.mark.parametrize("text", TYPES)
def test_generated_values_have_the_type(text: str) -> None:
    kind, random = parse_type(text), Random(1)
    values = [domain_of(kind)(random) for _ in range(100)]
    assert all(conforms(value, kind) for value in values)
    assert len({repr(v) for v in values}) > 1 or text == "None"


def test_generation_stays_near_the_examples_and_repeats() -> None:
    spec = make_spec(
        "f(rows: list[dict]; n: int)",
        Example(([{"id": 4, "name": "B"}, {"id": 9, "name": "A"}], 3), None),
        Example(([], 7), None),
        Example(([{"id": 1, "name": "C"}], 5), None),
    )
    drawn = draw(argument_domains(spec), 50, seed=3)
    assert drawn == draw(argument_domains(spec), 50, seed=3)
    assert all(set(record) == {"id", "name"} for rows, _ in drawn for record in rows)
    assert all(n >= 0 for _, n in drawn)


@given(st.recursive(
    st.integers(-50, 50) | st.text(max_size=4) | st.floats(-9, 9) | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=6,
))  # fmt: skip
def test_reductions_end_and_keep_the_type(value: Any) -> None:
    for _ in range(300):
        steps = list(reductions(value))
        assert all(type(step) is type(value) and step != value for step in steps)
        if not steps:
            return
        value = steps[-1]
    pytest.fail("it never ends")
