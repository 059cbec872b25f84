"""What each property is tried on: strategies of whole argument tuples, from a specification's roles.

Each function gives None where its property has no meaning for the signature. Imports Hypothesis through `strategies`,
so `properties` imports it only when a sentence is checked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from synthesis_graph.language.types import ANY
from synthesis_graph.validation.roles import Roles
from synthesis_graph.validation.strategies import LONGEST, Strategy, argument_strategies, strategy_of, whole

_CONTAINERS = (list, dict, set, str, tuple)


def any_arguments(roles: Roles) -> Strategy:
    """Whatever the signature takes."""
    return st.tuples(*argument_strategies(roles.spec))


def with_rows(roles: Roles) -> Strategy | None:
    """Whatever the signature takes, where there is a list among it."""
    return any_arguments(roles) if roles.rows >= 0 else None


def empty(roles: Roles) -> Strategy | None:
    """A container parameter empty, the others as drawn; what an example wants refused is left out."""
    refused = [e.arguments for e in roles.spec.examples if e.raises]
    columns = argument_strategies(roles.spec)
    kinds = [roles.container(index) for index in range(len(columns))]
    emptied = [
        st.tuples(*columns[:index], st.builds(kind), *columns[index + 1 :])
        for index, kind in enumerate(kinds)
        if kind in _CONTAINERS and index != roles.key
    ]
    return st.one_of(*emptied).filter(lambda arguments: arguments not in refused) if emptied else None


def tied(roles: Roles) -> Strategy | None:
    """Records of which several have the same value at the key, told apart by a field that ascends or descends."""
    if roles.key < 0 or roles.rows < 0:
        return None

    def values(key: str) -> Strategy:
        few = st.lists(strategy_of(ANY, roles.fields[key]), min_size=1, max_size=3)
        return few.flatmap(
            lambda held: st.lists(st.tuples(st.sampled_from(held)), min_size=2, max_size=LONGEST + 1)
        )

    return _keyed(roles, {key: values(key) for key in roles.keys}, both_ways=True)


def missing(roles: Roles) -> Strategy | None:
    """Records of which some, all or none lack the key; beside integers, strings and other kinds."""
    if roles.key < 0:
        return None
    held = st.one_of(*(st.lists(_maybe(kind), max_size=LONGEST) for kind in _kinds()))
    return _keyed(roles, dict.fromkeys(roles.keys, held))


def comparable(roles: Roles) -> Strategy | None:
    """Values at the key, or items where there is no key, of every comparable kind; all of one kind in one input."""
    if roles.rows < 0:
        return None
    if roles.key < 0:
        columns = argument_strategies(roles.spec)
        columns[roles.rows] = st.one_of(*(st.lists(kind, max_size=LONGEST) for kind in _kinds()))
        return st.tuples(*columns)
    values = [_maybe(kind) if roles.may_lack_key else st.tuples(kind) for kind in _kinds()]
    held = st.one_of(*(st.lists(value, max_size=LONGEST) for value in values))
    return _keyed(roles, dict.fromkeys(roles.keys, held))


def _kinds() -> list[Strategy]:
    """Comparable values, a strategy a kind; numbers of several lengths, as text sorts otherwise."""
    integers = whole(-12, 120)
    letters = st.sampled_from(["a", "b", "aa", "c", "bb", "B"])
    return [integers, letters, integers.map(_quarter), st.tuples(integers, letters), st.booleans()]


def _quarter(number: int) -> float:
    return number / 4


def _maybe(kind: Strategy) -> Strategy:
    """A value in a tuple of one, or the empty tuple for none."""
    return st.just(()) | st.tuples(kind)


def _keyed(roles: Roles, values: dict[str, Strategy], both_ways: bool = False) -> Strategy:
    """Arguments with one of the keys and a record for each value of it; each told apart by another field."""
    columns = argument_strategies(roles.spec)
    fields = {name: strategy_of(ANY, seen) for name, seen in roles.fields.items()}
    place = roles.rows if roles.rows >= 0 else roles.mapping

    @st.composite
    def arguments(draw: Callable[[Strategy], Any]) -> tuple[Any, ...]:
        key = draw(st.sampled_from(list(values)))
        others = [name for name in fields if name != key]
        mark = others[0] if others else ("tag" if key != "tag" else "mark")
        is_text = all(type(v) is str for v in roles.fields.get(mark, [0]))
        held = draw(values[key])
        order = range(len(held))[:: draw(st.sampled_from((1, -1))) if both_ways else 1]
        records = []
        for number, value in zip(order, held, strict=True):
            record = {name: draw(fields[name]) for name in others[1:]}
            record |= {mark: chr(97 + number) if is_text else number} | dict.fromkeys(
                [key] * len(value), *value
            )
            records.append({name: record[name] for name in (*fields, mark) if name in record})
        given = {roles.key: key, place: records if roles.rows >= 0 else next(iter(records), {})}
        return tuple(given[i] if i in given else draw(column) for i, column in enumerate(columns))

    return arguments()
