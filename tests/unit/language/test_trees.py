"""Trees: their parts, and what makes two constants one."""

from __future__ import annotations

from synthesis_graph.language.trees import Constant, Hole, Variable, children, holes, size, walk
from synthesis_graph.language.types import INT, STR
from tests.unit.language.programs import XS, X, fn, op

TREE = op("map", XS, fn("x", op("add", X, Constant(1))))


def test_parts() -> None:
    assert [type(node).__name__ for node in walk(TREE)] == [
        "Apply", "Variable", "Function", "Apply", "Variable", "Constant",
    ]  # fmt: skip
    assert size(TREE) == 6
    assert children(TREE) == TREE.arguments
    assert children(X) == ()


def test_constants_differ_by_type() -> None:
    assert len({Constant(1), Constant(True), Constant(1.0), Constant("1")}) == 4
    assert Constant([1]) == Constant([1])
    assert Constant(0.0) != Constant(-0.0)
    assert Constant(1) != Variable("1")


def test_holes_from_the_left() -> None:
    first, second = Hole(INT, 0), Hole(STR, 1)
    assert holes(op("add", op("neg", first), second)) == [first, second]
    assert holes(TREE) == []
