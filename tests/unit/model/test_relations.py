from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis_graph.model.relations import ABSENT, ALWAYS, NAMES, NEVER, SOMETIMES, signature

CASES = [
    ("0/rows/reversed", [(([1, 2, 3],), [3, 2, 1])], ALWAYS),
    ("0/rows/reversed", [(([1, 2],), [2, 1]), (([1, 2],), [1, 2])], SOMETIMES),
    ("0/rows/same items", [(("ab",), "ba")], ALWAYS),
    ("0/rows/contained text", [(("a-b",), "b")], ALWAYS),
    ("0/counts/length", [(([4, 4],), 2)], ALWAYS),
    ("0/counts/sum", [(([4, 4],), 8), (([],), 1)], SOMETIMES),
    ("0/scalars/double", [((4,), 8)], ALWAYS),
    ("1/counts/an item", [((1, [2, 3]), 3)], ALWAYS),
    ("1/counts/an item", [((1,), 3)], ABSENT),
    ("0/builds/length", [((3,), [0, 0, 0])], ALWAYS),
    ("output is sorted", [((1,), [3, 1])], NEVER),
]


@pytest.mark.parametrize(("name", "shown", "state"), CASES)
def test_what_the_examples_say(name: str, shown: list[tuple[tuple[object, ...], object]], state: int) -> None:
    assert signature(shown)[NAMES.index(name)] == state


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=2), inner, max_size=2)
    ),
    max_leaves=6,
)


@given(st.lists(st.tuples(st.lists(VALUES, max_size=3).map(tuple), VALUES), max_size=3))
def test_any_values_have_a_signature(shown: list[tuple[tuple[object, ...], object]]) -> None:
    found = signature(shown)
    assert len(found) == len(NAMES)
    assert set(found) <= {ABSENT, NEVER, SOMETIMES, ALWAYS}
