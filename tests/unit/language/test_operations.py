"""What a row of the table says of its result is so: a float where an integer is told makes loops elsewhere endless."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from synthesis_graph.language.operations import (
    Operation,
    OutOfRange,
    bounded,
    match_type,
    operations,
    result_type,
)
from synthesis_graph.language.types import INT, Type, conforms, list_of

ROW = list_of(INT)
VALUES: dict[Type, list[Any]] = {
    INT: [-8, -3, -1, 0, 1, 2, 5, 8, 255],
    ROW: [[1, 2, 3], [-8], [], [0, -1, 2], [5, -8, 2, 2]],
}
CALLS = 1500


def calls(operation: Operation) -> Iterator[tuple[Type, tuple[Any, ...]]]:
    """The type that the row tells, and arguments of it: whole numbers and rows of them."""
    for kinds in itertools.product(VALUES, repeat=operation.arity):
        bound: dict[str, Type] | None = {}
        for parameter, kind in zip(operation.parameters, kinds, strict=True):
            bound = None if bound is None else match_type(parameter, kind, bound)
        if bound is not None:
            told = result_type(operation.returns, bound)
            for arguments in itertools.product(*(VALUES[kind] for kind in kinds)):
                yield told, arguments


@pytest.mark.parametrize(
    "operation", [op for op in operations().values() if op.binder < 0], ids=lambda op: op.name
)
def test_a_result_is_of_the_type_that_the_row_tells(operation: Operation) -> None:
    for told, arguments in itertools.islice(calls(operation), CALLS):
        try:
            value = operation.evaluate(*arguments)
        except Exception:  # noqa: BLE001 - a refusal tells nothing of a type
            continue
        assert conforms(value, told), f"{arguments!r} gives {value!r}, not {told}"


def test_a_step_whose_row_holds_numbers_that_double_is_refused() -> None:
    squares = operations()["elementwise_product"].evaluate
    with pytest.raises(OutOfRange):
        operations()["fixed_point"].evaluate([3, 5], bounded(lambda row: squares(row, row)))
