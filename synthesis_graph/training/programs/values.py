"""Salient inputs: a way of making values for a type, chosen at random, then used for all examples of a task alike.

Numbers are small, of two digits, signed, repeated; lists sorted or not, sometimes empty. `column` chooses; what it
returns makes one value a call. Knows types and texts, nothing of operations.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from synthesis_graph.language.types import ANY, BOOL, FLOAT, INT, NONE, STR, Type, list_of
from synthesis_graph.training.programs.texts import ITEM_KINDS, KINDS

Make = Callable[[Random], Any]

_TEXT_NAMES = tuple(KINDS)
_TEXT_WEIGHTS = tuple(weight for weight, _ in KINDS.values())


def column(t: Type, rng: Random, depth: int = 0, kind: str = "") -> Make:
    """A maker of values of the type; all that it makes are of one kind, texts of this one if named."""
    match t.name:
        case "int":
            return _numbers(rng, depth)
        case "float":
            return _floats(rng)
        case "bool":
            return lambda r: r.random() < 0.5
        case "None":
            return lambda r: None
        case "str":
            return KINDS[kind][1] if kind else _texts(rng, depth)
        case "list" | "tuple..." | "set":
            return _rows(t, rng, depth)
        case "tuple":
            makers = [column(a, rng, depth + 1) for a in t.args]
            return lambda r: tuple(make(r) for make in makers)
        case "dict":
            return _mappings(t, rng, depth)
        case "union":
            return _members(t, rng, depth)
    return _anything(rng, depth)


def _numbers(rng: Random, depth: int) -> Make:
    low, high = rng.choices(_NUMBER_RANGES, _NUMBER_WEIGHTS if depth == 0 else _ITEM_WEIGHTS)[0]
    if depth and rng.random() < 0.2:  # few different values, so that some repeat
        pool = rng.sample(range(low, high + 1), min(high - low + 1, rng.randint(3, 6)))
        return lambda r: r.choice(pool)
    return lambda r: r.randint(low, high)


_NUMBER_RANGES = (
    (1, 9), (0, 12), (1, 30), (1, 100), (-20, 20), (100, 9999), (1, 4), (0, 1), (1900, 2100), (10000, 999999), (-9, 9), (0, 99),
)  # fmt: skip
_NUMBER_WEIGHTS = (8, 6, 6, 5, 2.5, 3, 4, 0.3, 0.4, 1, 1.5, 2)
_ITEM_WEIGHTS = (8, 5, 4, 4, 4, 0.6, 2.5, 1, 0.1, 0.2, 3, 6)


def _floats(rng: Random) -> Make:
    places, high = rng.choice((1, 1, 2)), rng.choice((5, 20, 100))
    signed = rng.random() < 0.2
    return lambda r: round(r.uniform(-high if signed else 0.1, high), places)


def _texts(rng: Random, depth: int) -> Make:
    kind = (
        rng.choice(ITEM_KINDS) if depth and rng.random() < 0.8 else rng.choices(_TEXT_NAMES, _TEXT_WEIGHTS)[0]
    )
    if depth and rng.random() < 0.2:
        pool = [KINDS[kind][1](rng) for _ in range(rng.randint(3, 5))]
        return lambda r: r.choice(pool)
    return KINDS[kind][1]


def _sizes(rng: Random, depth: int) -> Make:
    low, high = rng.choice(
        ((2, 5), (3, 6), (3, 7), (4, 8), (4, 10), (3, 5)) if depth == 0 else ((1, 3), (2, 4), (3, 3), (2, 2))
    )
    if depth and rng.random() < 0.4:
        low = high
    empty = 0.06 if depth == 0 and rng.random() < 0.4 else 0.0
    return lambda r: 0 if empty and r.random() < empty else r.randint(low, high)


_ORDERS = (
    "any",
    "any",
    "any",
    "any",
    "any",
    "any",
    "sorted",
    "sorted",
    "falling",
    "distinct",
    "distinct",
    "permutation",
)


def _rows(t: Type, rng: Random, depth: int) -> Make:
    item, size = t.args[0], _sizes(rng, depth)
    make, order = column(item, rng, depth + 1), rng.choice(_ORDERS)
    if item.name == "list" and depth == 0 and rng.random() < 0.6:
        return _matrix(item.args[0], rng)

    def row(r: Random) -> Any:
        items = [make(r) for _ in range(size(r))]
        if order == "permutation" and item == INT:
            items = r.sample(range(1, len(items) + 2), len(items))
        elif order == "distinct":
            items = list({repr(x): x for x in items}.values())
        elif order in ("sorted", "falling") and item in (INT, FLOAT, STR):
            items.sort(reverse=order == "falling")
        return items if t.name == "list" else set(items) if t.name == "set" else tuple(items)

    return row


def _matrix(item: Type, rng: Random) -> Make:
    make, square = column(item, rng, 2), rng.random() < 0.5

    def matrix(r: Random) -> list[list[Any]]:
        height = r.randint(2, 4)
        width = height if square else r.randint(2, 4)
        return [[make(r) for _ in range(width)] for _ in range(height)]

    return matrix


def _mappings(t: Type, rng: Random, depth: int) -> Make:
    key, value = column(t.args[0], rng, depth + 1), column(t.args[1], rng, depth + 1)
    high = 5 if depth == 0 else 3
    if depth and t.args[0] == STR:  # records share their keys
        names = rng.sample(
            ("id", "name", "age", "price", "count", "color", "city", "score"), rng.randint(2, 3)
        )
        return lambda r: {name: value(r) for name in names}
    return lambda r: {key(r): value(r) for _ in range(r.randint(2, high))}


def _members(t: Type, rng: Random, depth: int) -> Make:
    makers = [column(member, rng, depth) for member in t.args]
    if NONE in t.args:
        makers += [m for m, member in zip(makers, t.args) if member != NONE]
    return lambda r: r.choice(makers)(r)


_OPEN_ITEMS = (INT, INT, STR, list_of(INT), FLOAT, list_of(list_of(INT)), NONE, BOOL)


def _anything(rng: Random, depth: int) -> Make:
    if depth == 0:
        return column(list_of(ANY), rng)
    makers = [column(t, rng, depth + 1) for t in rng.sample(_OPEN_ITEMS, rng.randint(1, 3))]
    return lambda r: r.choice(makers)(r)
