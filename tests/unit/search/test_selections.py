"""Maps of filters: both bodies found apart, in whatever order, and only where they give what is wanted."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from synthesis_graph.language.operations import operations
from synthesis_graph.language.trees import Apply
from synthesis_graph.language.types import BOOL, INT, STR, Type, list_of
from synthesis_graph.search.bank import UNDEFINED, Entry
from synthesis_graph.search.enumeration import Limits
from synthesis_graph.search.goals import compatible
from synthesis_graph.search.instances import Dispatch
from synthesis_graph.search.programs import Parameter
from synthesis_graph.search.scope import Budget, Scope, open_loop
from synthesis_graph.search.selections import Selection
from tests.unit.search.problems import Golden, solve, spec_of

LEVELS = {"map": 4, "filter": 4, "map_text": 4, "filter_text": 4}
INSIDE = {"not": 3, "is_odd": 3}


def opened(values: list[Any], kind: Type, shown: int) -> tuple[Scope, Scope]:
    """A top scope with the parameter `xs`, and the scope of a loop over it."""
    top = Scope(0, shown, Budget(time.monotonic() + 60), Dispatch(LEVELS))
    source = top.leaf(values, kind, 2, Parameter("xs"), 1)
    assert source is not None
    inner = open_loop(top, source, Dispatch(INSIDE | LEVELS))
    assert inner is not None
    return top, inner


def entry(values: list[Any], kind: Type) -> Entry:
    """A fragment over the elements."""
    return Entry(values, kind, 6, None, (), 2)


def found(top: Scope, kind: Type) -> list[list[Any]]:
    """The values of the rows made so far."""
    return [
        e.values for e in top.banks[kind].entries() if e.operation is not None and e.operation.name == "map"
    ]


def odd(x: int) -> bool:
    return x % 2 == 1


def even(x: int) -> bool:
    return x % 2 == 0


def half(x: int) -> int:
    return x // 2


ROWS = [[1, 2, 3], [4, 7], [9, 10]]
"""Two examples and a fresh input."""


@pytest.mark.parametrize("turned", [False, True])
def test_condition_and_body_meet_in_whatever_order_they_come(turned: bool) -> None:
    top, inner = opened(ROWS, list_of(INT), 2)
    elements = [x for row in ROWS for x in row]
    assert Selection.of(top, inner, [[0, 1], [3]], LEVELS, lambda t: compatible(list_of(INT), t)) is not None
    pieces = [entry(list(map(odd, elements)), BOOL), entry(list(map(half, elements)), INT)]
    for piece in pieces[::-1] if turned else pieces:
        inner.add(piece)
    assert found(top, list_of(INT)) == [[[0, 1], [3], [4]]]


def test_what_keeps_too_many_or_gives_others_makes_nothing() -> None:
    top, inner = opened(ROWS, list_of(INT), 2)
    elements = [x for row in ROWS for x in row]
    Selection.of(top, inner, [[0, 1], [3]], LEVELS, lambda t: compatible(list_of(INT), t))
    inner.add(entry([x > 1 for x in elements], BOOL))
    inner.add(entry([x % 2 == 1 for x in elements], BOOL))
    inner.add(entry([x // 3 for x in elements], INT))
    assert list_of(INT) not in top.banks or found(top, list_of(INT)) == []


def test_a_fresh_input_on_which_a_body_fails_has_no_value() -> None:
    top, inner = opened(ROWS, list_of(INT), 2)
    elements = [x for row in ROWS for x in row]
    Selection.of(top, inner, [[0, 1], [3]], LEVELS, lambda t: compatible(list_of(INT), t))
    inner.add(entry(list(map(odd, elements)), BOOL))
    inner.add(entry([UNDEFINED if x == 9 else x // 2 for x in elements], INT))
    assert found(top, list_of(INT)) == [[[0, 1], [3], UNDEFINED]]


@pytest.mark.parametrize("wanted", [[[1, 2, 3], [4, 7]], [[1, 2, 3, 4], [1]], [[], []], [3, 2], [[1], "a"]])
def test_what_no_part_of_the_elements_can_make_opens_none(wanted: list[Any]) -> None:
    top, inner = opened(ROWS, list_of(INT), 2)
    assert Selection.of(top, inner, wanted, LEVELS, lambda t: True) is None


@pytest.mark.parametrize(("condition", "operation"), [(odd, "opaque"), (even, "not")])
def test_what_is_kept_may_be_all_that_is_wanted(condition: Callable[[int], bool], operation: str) -> None:
    top, inner = opened(ROWS, list_of(INT), 2)
    elements = [x for row in ROWS for x in row]
    Selection.of(top, inner, [[1, 3], [7]], LEVELS, lambda t: compatible(list_of(INT), t))
    inner.add(entry(list(map(condition, elements)), BOOL))
    (kept,) = [e for e in top.banks[list_of(INT)].entries() if e.operation is not None]
    assert kept.operation is not None
    assert kept.operation.name == "filter"
    assert kept.values == [[1, 3], [7], [9]]
    told = kept.arguments[1].operation
    assert (told.name if told else "opaque") == operation


def test_the_opposite_is_said_by_its_own_operation() -> None:
    top, inner = opened(ROWS, list_of(INT), 2)
    elements = [x for row in ROWS for x in row]
    Selection.of(top, inner, [[1, 3], [7]], LEVELS, lambda t: compatible(list_of(INT), t))
    item = Entry(elements, INT, 2, None, (), 2)
    inner.add(Entry([x % 2 == 0 for x in elements], BOOL, 5, operations()["is_even"], (item,), 2))
    (kept,) = [e for e in top.banks[list_of(INT)].entries() if e.operation is not None]
    told = kept.arguments[1]
    assert told.operation is not None
    assert (told.operation.name, told.level) == ("is_odd", 5)


def test_texts_are_made_of_their_letters() -> None:
    top, inner = opened(["a1b2", "3xy"], STR, 2)
    letters = list("a1b23xy")
    Selection.of(top, inner, ["AB", "XY"], LEVELS, lambda t: t == STR)
    inner.add(entry([c.isalpha() for c in letters], BOOL))
    inner.add(entry([c.upper() for c in letters], STR))
    assert [e.values for e in top.banks[STR].entries() if e.operation] == [["AB", "XY"]]


def test_the_search_finds_a_map_of_a_filter_long_before_its_level() -> None:
    rows: Any = (([1, 2, 3, 6], [20, 60]), ([5], []), ([8, 1, 4], [80, 40]), ([2, 2, 7], [20, 20]))
    found, _ = solve(spec_of(Golden("", {"xs": "List[int]"}, "List[int]", rows, ())), Limits(max_level=34))
    assert any(f.tree.operation == "map" and 2 * f.bits > 34 for f in found if isinstance(f.tree, Apply))
