"""Hypothesis strategies for a typed signature, near the values that the examples show.

Where the examples show values at a place, the strategy there stays near them (their range, letters, keys), because a
signature seldom says what it assumes; boundary values and repeated items come often. Text is built from lists of
letters: Hypothesis' own text loads a table of all of Unicode, and no constants of this project's own source come in.
Imports Hypothesis, so it is itself imported only when a constraint is checked.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from synthesis_graph.language.types import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    STR,
    Type,
    conforms,
    infer,
    join_all,
    list_of,
)
from synthesis_graph.spec import Specification
from synthesis_graph.validation.roles import record_fields

Strategy = SearchStrategy[Any]

LONGEST = 6
_WIDE = 10
_DEFAULT_LETTERS = "a" + string.ascii_lowercase[1:6] + "Az 0"


class Undrawable(ValueError):
    """No plain value of the type exists, such as a function or a set of lists."""


def argument_strategies(spec: Specification) -> list[Strategy]:
    """One strategy a parameter; raises Undrawable."""
    columns: list[list[Any]] = [[] for _ in spec.signature.parameters]
    for example in spec.examples:
        if not example.raises:
            for column, argument in zip(columns, example.arguments, strict=False):
                column.append(argument)
    return [strategy_of(p.type, seen) for p, seen in zip(spec.signature.parameters, columns, strict=True)]


def strategy_of(kind: Type, seen: Sequence[Any] = ()) -> Strategy:
    """The values of a type near those seen; `Any` is what was seen, else a mixture. Raises Undrawable."""
    if kind == ANY or kind.is_variable:
        kind = join_all(map(infer, seen)) if seen else ANY
        if kind == ANY:
            return scalars()
    if kind.name == "union":
        return st.one_of(*(strategy_of(m, [v for v in seen if conforms(v, m)]) for m in kind.args))
    if kind.name not in _STRATEGIES:
        raise Undrawable(f"no value of type {kind} can be drawn")
    return _STRATEGIES[kind.name](kind, [v for v in seen if not isinstance(v, bool) or kind == BOOL])


def scalars() -> Strategy:
    """Values of several types, one after the other."""
    return st.one_of(*(strategy_of(kind) for kind in (INT, STR, FLOAT, BOOL)), st.none())


def whole(low: int, high: int) -> Strategy:
    """The integers from `low` to `high`, the nearest to zero first.

    By way of those from zero on: some versions of Hypothesis decode bytes to none below zero.
    """
    if low > 0:
        return st.integers(0, high - low).map(lambda n: low + n)
    if high < 0:
        return st.integers(0, high - low).map(lambda n: high - n)
    both = min(-low, high)
    sign = 1 if high > -low else -1

    def place(n: int) -> int:
        return sign * (n - both) if n > 2 * both else (n + 1) // 2 * (1 if n % 2 else -1)

    return st.integers(0, high - low).map(place)


def _integers(_: Type, seen: Sequence[Any]) -> Strategy:
    numbers = [v for v in seen if isinstance(v, int)]
    low, high = (min(numbers), max(numbers)) if numbers else (-_WIDE, _WIDE)
    low = low - _WIDE if low < 0 else min(low, 0 if 0 in numbers or len(numbers) < 3 else 1)
    high = min(high + _WIDE, max(10 * abs(high), _WIDE))
    edges = [v for v in dict.fromkeys((0, 1, -1, low, *numbers[:20])) if low <= v <= high]
    return st.sampled_from(edges) | whole(low, high)


def _floats(_: Type, seen: Sequence[Any]) -> Strategy:
    numbers = [float(v) for v in seen if isinstance(v, (int, float)) and abs(v) < 1e300]
    low, high = (min(numbers), max(numbers)) if numbers else (-float(_WIDE), float(_WIDE))
    low = low - _WIDE if low < 0 else 0.0
    edges = [v for v in dict.fromkeys((0.0, 1.0, 0.5, -1.0, *numbers[:20])) if low <= v <= high]
    return st.sampled_from(edges) | whole(int(100 * low), int(100 * (high + _WIDE))).map(_hundredths)


def _hundredths(number: int) -> float:
    return number / 100


def _strings(_: Type, seen: Sequence[Any]) -> Strategy:
    texts = list(dict.fromkeys(v for v in seen if isinstance(v, str)))
    letters = "".join(sorted(set("".join(texts)))) or _DEFAULT_LETTERS
    free = st.lists(st.sampled_from(letters), max_size=2 * LONGEST).map("".join)
    return free | st.sampled_from(texts) if texts else free


def rows(item: Strategy) -> Strategy:
    """Lists of such items, often with repeated ones: duplicates are where programs differ."""

    def again(few: list[Any]) -> Strategy:
        return st.lists(st.sampled_from(few), max_size=LONGEST)

    return st.lists(item, max_size=LONGEST) | st.lists(item, min_size=1, max_size=3).flatmap(again)


def _rows(kind: Type, seen: Sequence[Any]) -> Strategy:
    inside = kind.args[0]
    items = list(chain.from_iterable(seen))
    if inside == ANY and not items:  # mostly of one type, since most programs want that
        found: Strategy = st.one_of(
            *(rows(strategy_of(t)) for t in (INT, STR)), rows(strategy_of(list_of(INT))), rows(scalars())
        ) if kind.name == "list" else st.one_of(*(rows(strategy_of(t)) for t in (INT, STR)))  # fmt: skip
    else:
        found = rows(_hashable(inside, items) if kind.name == "set" else strategy_of(inside, items))
    build = {"list": list, "set": set, "tuple...": tuple}[kind.name]
    return found if build is list else found.map(build)


def _hashable(kind: Type, seen: Sequence[Any]) -> Strategy:
    members = kind.args if kind.name in ("union", "tuple", "tuple...") else (kind,)
    if any(m.name in ("list", "set", "dict") for m in members):
        raise Undrawable(f"a value of type {kind} has no hash")
    return strategy_of(kind, seen)


def _tuples(kind: Type, seen: Sequence[Any]) -> Strategy:
    whole = [v for v in seen if len(v) == len(kind.args)]
    return st.tuples(*(strategy_of(arg, [v[i] for v in whole]) for i, arg in enumerate(kind.args)))


def _mappings(kind: Type, seen: Sequence[Any]) -> Strategy:
    fields = record_fields(seen)
    if fields:
        return st.fixed_dictionaries({key: strategy_of(ANY, values) for key, values in fields.items()})
    keys = _hashable(kind.args[0], list(chain.from_iterable(seen)))
    values = strategy_of(kind.args[1], list(chain.from_iterable(d.values() for d in seen)))
    return st.lists(st.tuples(keys, values), max_size=LONGEST - 2).map(dict)


_STRATEGIES: dict[str, Callable[[Type, Sequence[Any]], Strategy]] = {
    "int": _integers, "float": _floats, "str": _strings, "list": _rows, "set": _rows, "tuple...": _rows,
    "tuple": _tuples, "dict": _mappings,
    "bool": lambda _, __: st.booleans(),
    "None": lambda _, __: st.none(),
    "bytes": lambda _, __: st.lists(st.integers(0, 255), max_size=LONGEST).map(bytes),
}  # fmt: skip
