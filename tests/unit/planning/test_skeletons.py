from __future__ import annotations

import pytest

from synthesis_graph.artifacts import Context
from synthesis_graph.language.operations import operations
from synthesis_graph.planning import SkeletonPlanner
from synthesis_graph.planning.skeletons import MAX_OUTLINES, SKELETONS
from tests.unit.search.problems import Golden, spec_of

SORTING = Golden(
    "Sort the words by their last letter.", {"words": "List[str]"}, "List[str]",
    ((["ab", "ca"], ["ca", "ab"]), (["x", "b", "y"], ["b", "x", "y"])), (),
)  # fmt: skip
DIGITS = Golden("The sum of the digits.", {"n": "int"}, "int", ((12, 3), (9, 9)), ())


def outlines(golden: Golden) -> list[tuple[str, ...]]:
    return [o.steps for o in SkeletonPlanner().plan(spec_of(golden), Context(), "skeletons")]


def test_the_sentence_decides_among_the_shapes_that_the_examples_allow() -> None:
    assert outlines(SORTING)[0] == ("sort by key ?",)
    assert any("digit" in " ".join(steps) for steps in outlines(DIGITS)[:2])


def test_a_shape_that_the_examples_exclude_is_never_planned() -> None:
    shrinking = Golden("Sort by key.", {"xs": "List[int]"}, "List[int]", (([3, 1, 2], [2]),), ())
    assert ("sort by key ?",) not in outlines(shrinking)


def test_outlines_are_few_ordered_and_the_same_each_time() -> None:
    first = SkeletonPlanner().plan(spec_of(SORTING), Context(), "skeletons")
    assert first == SkeletonPlanner().plan(spec_of(SORTING), Context(), "skeletons")
    assert 0 < len(first) <= MAX_OUTLINES
    assert [o.bits for o in first] == sorted(o.bits for o in first)


def test_every_operation_of_the_table_exists() -> None:
    named = frozenset().union(*(skeleton.operations for skeleton in SKELETONS))
    assert named - set(operations()) == set()


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="novels"):
        SkeletonPlanner().plan(spec_of(SORTING), Context(), "novels")
