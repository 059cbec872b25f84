from __future__ import annotations

import pytest

from synthesis_graph.artifacts import Context
from synthesis_graph.language.operations import operations
from synthesis_graph.planning import ModelPlanner
from synthesis_graph.planning.outlines import MAX_OUTLINES
from tests.unit.search.problems import Golden, spec_of

EVEN = Golden(
    "The sum of the squares of the even numbers.", {"xs": "List[int]"}, "int",
    (([1, 2, 4], 20), ([3, 6], 36), ([5], 0)), (),
)  # fmt: skip


def test_an_outline_is_what_stands_outside_the_loops() -> None:
    outlines = ModelPlanner().plan(spec_of(EVEN), Context(), "outlines", 20.0)
    assert 0 < len(outlines) <= MAX_OUTLINES
    assert any("?" in " ".join(o.steps) for o in outlines)
    for outline in outlines:
        assert outline.operations <= set(operations())
        assert outline.steps
        assert outline.origin == "model"


def test_outlines_are_ordered_distinct_and_the_same_each_time() -> None:
    first = ModelPlanner().plan(spec_of(EVEN), Context(), "outlines", 20.0)
    assert first == ModelPlanner().plan(spec_of(EVEN), Context(), "outlines", 20.0)
    assert [o.bits for o in first] == sorted(o.bits for o in first)
    assert len({o.operations for o in first}) == len(first)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="novels"):
        ModelPlanner().plan(spec_of(EVEN), Context(), "novels", 20.0)
