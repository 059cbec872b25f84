"""What drawing and shrinking promise: the declared type, nearness to the examples, repetition, the simplest input."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from synthesis_graph.language.types import conforms, parse_type
from synthesis_graph.spec import Example
from synthesis_graph.validation.drawing import draw
from synthesis_graph.validation.strategies import Undrawable, argument_strategies, strategy_of
from tests.unit.validation.specs import make_spec

ROOT = Path(__file__).resolve().parents[3]
TYPES = ["int", "float", "bool", "str", "bytes", "None", "Any", "list", "set", "dict", "list[int]", "set[str]",
         "dict[str, list[int]]", "tuple[int, str]", "tuple[float, ...]", "int | None", "list[dict[str, int]]",
         "list[list[str]]", "set[tuple[int, int]]"]  # fmt: skip


@pytest.mark.parametrize("text", TYPES)
def test_drawn_values_have_the_type_and_differ(text: str) -> None:
    kind = parse_type(text)
    draws = draw(st.tuples(strategy_of(kind)), 60, "a")
    values = [value for (value,) in draws.arguments]
    assert all(conforms(value, kind) for value in values)
    assert len({repr(v) for v in values}) == len(values)
    assert len(values) >= {"None": 1, "bool": 2}.get(text, 15)


@pytest.mark.parametrize("text", ["Callable[[int], int]", "set[list[int]]", "dict[set[int], int]"])
def test_types_without_plain_values_are_said_to_be_such(text: str) -> None:
    with pytest.raises(Undrawable):
        strategy_of(parse_type(text))


def test_any_is_a_mixture_where_nothing_is_known_and_like_the_examples_where_they_show_it() -> None:
    mixed = draw(st.tuples(strategy_of(parse_type("Any"))), 60, "a").arguments
    assert {type(value) for (value,) in mixed} >= {int, str, float, bool, type(None)}
    near = draw(st.tuples(strategy_of(parse_type("Any"), ["ab", "b"])), 30, "a").arguments
    assert {type(value) for (value,) in near} == {str}
    assert set("".join(value for (value,) in near)) <= {"a", "b"}


SPEC = make_spec(
    "f(rows: list[dict]; n: int)",
    Example(([{"id": 4, "name": "B"}, {"id": 9, "name": "A"}], 3), None),
    Example(([], 7), None),
    Example(([{"id": 1, "name": "C"}], 5), None),
)


def test_draws_stay_near_the_examples_and_repeat() -> None:
    drawn = draw(st.tuples(*argument_strategies(SPEC)), 50, "3/x")
    assert drawn.arguments == draw(st.tuples(*argument_strategies(SPEC)), 50, "3/x").arguments
    assert drawn.arguments != draw(st.tuples(*argument_strategies(SPEC)), 50, "4/x").arguments
    assert all(set(record) == {"id", "name"} for rows, _ in drawn.arguments for record in rows)
    assert all(n >= 0 for _, n in drawn.arguments)
    assert any(len(rows) > len({repr(r) for r in rows}) for rows, _ in drawn.arguments)  # equal items


REPEAT = """
from synthesis_graph.validation.drawing import draw
from synthesis_graph.validation.strategies import argument_strategies
from hypothesis import strategies as st
from tests.unit.validation.test_drawing import SPEC
draws = draw(st.tuples(*argument_strategies(SPEC)), 50, "3/x")
print(draws.arguments, draws.shrink(40, lambda a: len(a[0]) > 1, 60))
"""


@pytest.mark.parametrize("surroundings", [{"CI": "true"}, {"PYTHONHASHSEED": "7"}])
def test_draws_are_the_same_in_another_process_and_leave_no_file(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    draws = draw(st.tuples(*argument_strategies(SPEC)), 50, "3/x")

    def long(arguments: tuple[Any, ...]) -> bool:
        return len(arguments[0]) > 1

    environment = {**os.environ, "PYTHONPATH": str(ROOT), **surroundings}
    done = subprocess.run(
        [sys.executable, "-c", REPEAT],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == f"{draws.arguments} {draws.shrink(40, long, 60)}"
    assert list(tmp_path.iterdir()) == []


def test_shrinking_finds_the_simplest_and_asks_nothing_twice() -> None:
    draws = draw(st.tuples(st.lists(st.integers(0, 99)), st.booleans()), 40, "x")
    asked: list[Any] = []

    def refutes(arguments: tuple[Any, ...]) -> bool:
        asked.append(repr(arguments))
        return bool(sum(arguments[0]) > 10)

    index = next(i for i, (items, _) in enumerate(draws.arguments) if len(items) > 4 and sum(items) > 99)
    assert draws.shrink(index, refutes, 200) == ([11], False)
    assert len(asked) == len(set(asked)) <= 200


def test_shrinking_ends_with_its_questions_or_the_callers_time() -> None:
    draws = draw(st.tuples(st.lists(st.integers(0, 99), min_size=8)), 5, "x")
    asked: list[Any] = []

    def refutes(arguments: tuple[Any, ...]) -> bool:
        asked.append(arguments)
        if len(asked) == 6:
            raise TimeoutError
        return True

    assert draws.shrink(1, refutes, 3) in [draws.arguments[1], *asked]
    assert len(asked) == 3
    assert draws.shrink(1, refutes, 100) in [draws.arguments[1], *asked]
    assert len(asked) == 6
    assert draws.shrink(1, refutes, 0) == draws.arguments[1]
