"""The interpreter: values, bound variables, and no more evaluation than Python would do."""

from __future__ import annotations

from typing import Any

import pytest

from synthesis_graph.language.interpret import interpret
from synthesis_graph.language.operations import OutOfRange
from synthesis_graph.language.trees import Constant, Hole, Tree
from synthesis_graph.language.types import INT
from tests.unit.language.programs import XS, X, Y, fn, op

INVERSE = op("floordiv", Constant(6), X)
POSITIVE = op("is_positive", X)
CASES: list[tuple[Tree, dict[str, Any], Any]] = [
    (op("add", X, Constant(1)), {"x": 2}, 3),
    (op("map", XS, fn("x", op("mul", X, Y))), {"xs": [1, 2], "y": 3}, [3, 6]),
    (op("map", XS, fn("x", op("sum_of", XS, fn("y", op("mul", X, Y))))), {"xs": [1, 2]}, [3, 6]),
    (op("filter", XS, fn("x", POSITIVE)), {"xs": [-1, 2]}, [2]),
    (op("group_by", XS, fn("x", POSITIVE)), {"xs": [1, -1, 2]}, {True: [1, 2], False: [-1]}),
    (op("sort_by_down", XS, fn("x", op("abs", X))), {"xs": [1, -3, 3]}, [-3, 3, 1]),
    (op("take_while", XS, fn("x", op("is_positive", INVERSE))), {"xs": [1, 2, -1, 0]}, [1, 2]),
    (op("mean", XS), {"xs": [1, 2]}, 1.5),
    (op("map", op("items", X), fn("x", op("item1", X))), {"x": {"a": 1}}, [1]),
]


@pytest.mark.parametrize(("tree", "environment", "expected"), CASES)
def test_values(tree: Tree, environment: dict[str, Any], expected: Any) -> None:
    assert interpret(tree, environment) == expected


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (op("if_else", op("eq", X, Constant(0)), Constant(-1), INVERSE), -1),
        (op("and", op("ne", X, Constant(0)), op("is_positive", INVERSE)), False),
        (op("or", op("eq", X, Constant(0)), op("is_positive", INVERSE)), True),
        (op("any_of", Constant([1, 0]), fn("x", op("is_positive", INVERSE))), True),
        (op("all_of", Constant([-1, 0]), fn("x", op("is_positive", INVERSE))), False),
        (op("first_where", Constant([1, 0]), fn("x", op("is_positive", INVERSE))), 1),
        (op("index_where", Constant([1, 0]), fn("x", op("is_positive", INVERSE))), 0),
    ],
)
def test_what_is_not_reached_does_not_fail(tree: Tree, expected: Any) -> None:
    assert interpret(tree, {"x": 0}) == expected


@pytest.mark.parametrize(
    ("tree", "error"),
    [
        (op("floordiv", X, Constant(0)), ZeroDivisionError),
        (op("pow", Constant(10), op("pow", Constant(10), Constant(10))), OutOfRange),
        (op("map", Constant([0]), fn("x", INVERSE)), ZeroDivisionError),
        (Y, KeyError),
        (Hole(INT), ValueError),
        (op("add", X, fn("y", Y)), ValueError),
    ],
)
def test_failures_are_the_operations_own(tree: Tree, error: type[Exception]) -> None:
    with pytest.raises(error):
        interpret(tree, {"x": 0})
