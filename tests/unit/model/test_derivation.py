from __future__ import annotations

import pytest

from synthesis_graph.language.parse import parse_expression
from synthesis_graph.language.trees import Hole, Variable
from synthesis_graph.language.types import INT, parse_type
from synthesis_graph.model.derivation import derivation
from synthesis_graph.model.vocabulary import START

NUMBERS = parse_type("list[int]")


def test_steps_are_in_preorder_and_know_their_parents() -> None:
    tree = parse_expression("[x + n for x in xs]", {"xs": NUMBERS, "n": INT})
    steps = derivation(tree, ["xs", "n"])
    assert [s.production for s in steps] == ["map", "<parameter 0>", "add", "<bound 0>", "<parameter 1>"]
    assert [(s.parent, s.argument) for s in steps] == [
        (START, 0), ("map", 1), ("map", 2), ("add", 1), ("add", 2),
    ]  # fmt: skip
    assert [s.path for s in steps] == [(), (1,), (2,), (2, 1), (2, 2)]


def test_bound_variables_count_from_the_innermost() -> None:
    tree = parse_expression("[[x * y for y in row] for x in xs]", {"xs": NUMBERS, "row": NUMBERS})
    bound = [s.production for s in derivation(tree, ["xs", "row"]) if s.production.startswith("<bound")]
    assert sorted(bound) == ["<bound 0>", "<bound 1>"]


def test_a_tree_with_holes_has_none() -> None:
    with pytest.raises(ValueError, match="holes"):
        derivation(Hole(INT), [])


def test_nor_has_one_with_a_name_that_is_not_its_own() -> None:
    with pytest.raises(ValueError, match="neither"):
        derivation(Variable("other"), ["xs"])
