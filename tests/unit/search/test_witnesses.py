"""Outputs taken apart: what the argument columns say is what the operation makes of them again, and searches get deeper."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis_graph.language.operations import operations
from synthesis_graph.language.trees import Apply
from synthesis_graph.search.enumeration import Limits
from synthesis_graph.search.witnesses import last_steps
from tests.unit.search.problems import Golden, solve, spec_of

WORDS = st.lists(st.text("ab c-,", max_size=4), min_size=1, max_size=4)
OUTPUTS = st.one_of(
    WORDS.map(" ".join),
    WORDS.map(", ".join),
    st.integers().map(str),
    st.lists(st.tuples(st.integers(), st.text(max_size=2)), max_size=4),
    st.lists(st.integers(), max_size=4),
    st.lists(st.integers(), max_size=4).map(tuple),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=4),
)


@given(st.lists(OUTPUTS, min_size=1, max_size=4))
def test_the_step_makes_the_output_of_its_arguments_again(wanted: list[Any]) -> None:
    for name, columns in last_steps(wanted):
        assert [operations()[name].evaluate(*row) for row in zip(*columns, strict=True)] == wanted


@pytest.mark.parametrize(
    ("wanted", "steps"),
    [
        (["a b", "c"], ["join_space"]),
        (["a,b", "c, d"], ["join_space", "join", "join"]),
        (["12", "3"], ["to_text"]),
        (["12", "-3", "03"], ["join"]),
        (["abc"], []),
        (["x y", 3], []),
        ([[1, 2, 3], [4]], ["reverse"]),
        ([[1, 2], [3, 4]], ["pair_list", "reverse"]),
        ([[(1, "a"), (2, "b")]], ["pair_list", "zip", "reverse"]),
        ([{"a": 1, "b": 2}], ["zip_to_dict", "to_dict"]),
        ([(1, 2, 3)], ["triple", "to_tuple"]),
        ([None], []),
    ],
)
def test_which_steps_there_are(wanted: list[Any], steps: list[str]) -> None:
    assert [name for name, _ in last_steps(wanted)] == steps


GOLDEN: dict[str, Golden] = {
    "join": Golden(
        "", {"text": "str"}, "str",
        (("abc de", "cba-ed"), ("to be", "ot-eb"), ("one two  six", "eno-owt-xis")), (),
    ),
    "zip_to_dict": Golden(
        "", {"names": "List[str]", "rows": "List[List[int]]"}, "Dict[str, int]",
        (
            (["Ann", "Bob"], [[1, 2], [3, 8]], {"ann": 3, "bob": 11}),
            (["Eve"], [[4, 5, 6]], {"eve": 15}),
            (["Tom", "Ada"], [[7], [1, 1]], {"tom": 7, "ada": 2}),
        ), (),
    ),
    "dict_of": Golden(
        "", {"words": "List[str]"}, "Dict[str, str]",
        (
            (["ab", "c"], {"ab": "ba!", "c": "c!"}),
            (["xyz"], {"xyz": "zyx!"}),
            (["no", "on"], {"no": "on!", "on": "no!"}),
        ), (),
    ),
    "zip": Golden(
        "", {"xs": "List[int]"}, "List[Tuple[int, int]]",
        (([3, 5], [(6, 5), (10, 3)]), ([4, 1, 2], [(8, 2), (2, 1), (4, 4)]), ([9, 7], [(18, 7), (14, 9)])), (),
    ),
}  # fmt: skip


@pytest.mark.parametrize("step", GOLDEN)
def test_arguments_are_found_apart(step: str) -> None:
    """Together they cost more than any level that is searched."""
    highest = 34
    found, _ = solve(spec_of(GOLDEN[step]), Limits(max_level=highest))
    assert any(f.tree.operation == step and 2 * f.bits > highest for f in found if isinstance(f.tree, Apply))


def test_the_type_that_is_wanted_has_a_place_however_many_come_before() -> None:
    shown = (
        ([[1, "a"], [1, "a"]], {(1, "a"): 2}),
        ([["b"], ["c", 2]], {("b",): 1, ("c", 2): 1}),
        ([[3.5, "d"]], {(3.5, "d"): 1}),
    )
    found, _ = solve(spec_of(Golden("how often each list occurs", {"rows": "Any"}, "Any", shown, ())))
    assert found


def test_arguments_that_are_parameters_make_a_program_at_once() -> None:
    rows = ((["a", "b"], [1, 2], {"a": 1, "b": 2}), (["c"], [3], {"c": 3}))
    golden = Golden("", {"names": "List[str]", "xs": "List[int]"}, "Dict[str, int]", rows, ())
    found, cost = solve(spec_of(golden))
    assert cost["until_fit"] == 0.0
    assert found


def test_arguments_of_several_types_are_sought_too() -> None:
    rows = (("a", 1, ("a", 1)), ([1], 2, ([1], 2)))
    found, _ = solve(spec_of(Golden("", {"x": "Any", "n": "int"}, "Any", rows, ())), Limits(max_level=20))
    assert found
