"""Folds, scans, recurrences and fixed points are found with steps of operators and built-ins, and a fold is a loop."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from synthesis_graph.implementation.embedded import heading_of
from synthesis_graph.language.interpret import interpret
from synthesis_graph.language.operations import OutOfRange, bounded, operations
from synthesis_graph.language.render import render
from synthesis_graph.search.costs import operation_levels
from synthesis_graph.search.enumeration import Limits, search
from synthesis_graph.search.problem import problem_of
from synthesis_graph.search.solutions import Found
from tests.unit.search.problems import LONG_S, Golden, spec_of

GOLDEN = {
    "fold": Golden(
        "What the digits mean in a numeral system with this base.", {"digits": "List[int]", "base": "int"}, "int",
        (([1, 2, 3], 7, 66), ([6, 0], 9, 54), ([5], 8, 5), ([1, 0, 1, 1], 2, 11)), (([3, 1], 4, 13), ([], 3, 0)),
    ),
    "fold_first": Golden(
        "Each item minus all that came before it, in turn.", {"numbers": "List[int]"}, "int",
        (([1, 2, 3], 2), ([5, 1], -4), ([10, 4, 7, 1], -12), ([3], 3)), (([2, 2, 9], 9),),
    ),
    "scan": Golden(
        "Each item plus half of the value before it.", {"numbers": "List[int]"}, "List[int]",
        (([8, 4, 2], [8, 8, 6]), ([10, 1], [10, 6]), ([3, 3, 3], [3, 4, 5])), (([20, 0, 0], [20, 10, 5]),),
    ),
    "recurrence": Golden(
        "The term n of a sequence, each the sum of the last and twice the one before.", {"n": "int"}, "int",
        ((0, 0), (2, 1), (3, 3), (5, 11), (7, 43)), ((8, 85), (1, 1)),
    ),
    "fixed_point": Golden(
        "Take pairs of brackets away again and again.", {"text": "str"}, "str",
        (("a[[]]b", "ab"), ("[][x", "[x"), ("[[[]]]", "")), (("y[[[]][]]", "y"), ("][", "][")),
    ),
}  # fmt: skip


@cache
def found_by(operation: str) -> tuple[Golden, list[Found]]:
    golden = GOLDEN[operation]
    spec = spec_of(golden)
    problem = problem_of(spec)
    priced = operation_levels(spec, problem.all_types)
    levels = {n: level for n, level in priced.items() if n == operation or not operations()[n].helper}
    return golden, search(problem, levels, LONG_S, Limits(margin=2), top={operation})[0]


def value(found: Found, golden: Golden, arguments: tuple[Any, ...]) -> Any:
    return interpret(found.tree, dict(zip(golden.parameters, arguments, strict=True)))


@pytest.mark.parametrize("operation", GOLDEN)
def test_the_step_is_found(operation: str) -> None:
    golden, found = found_by(operation)
    assert found
    for solution in found:
        assert [value(solution, golden, row[:-1]) for row in golden.shown] == [r[-1] for r in golden.shown]
    best = min(found, key=lambda f: f.bits)
    assert [value(best, golden, row[:-1]) for row in golden.held_out] == [r[-1] for r in golden.held_out], (
        best
    )


def test_a_fold_reads_as_a_loop() -> None:
    golden, found = found_by("fold")
    text = render(found[0].tree, heading_of(spec_of(golden)))
    assert "for x in digits:" in text
    assert "reduce" not in text
    assert "import" not in text


def test_a_step_that_never_ends_or_grows_is_refused() -> None:
    with pytest.raises(OutOfRange):
        list(map(bounded(lambda n: n + 1, 10), range(20)))
    with pytest.raises(OutOfRange):
        bounded(lambda n: n * 10**5000)(1)
