"""Dictionaries."""

from __future__ import annotations

import collections
from collections.abc import Iterable
from typing import TypeVar

from synthesis_graph.language.operations import OutOfRange, row

T = TypeVar("T")


def _items(xs: Iterable[T]) -> Iterable[T]:
    """The same; a dictionary is refused, which `dict` and `Counter` take for a mapping and not for its keys."""
    if isinstance(xs, dict):
        raise OutOfRange("a dictionary of a dictionary")
    return xs


row("get_item", "dict[K, B], K -> B", "_0[_1]", 5, "value key lookup by of")
row("get", "dict[K, B], K -> optional[B]", "_0.get(_1)", 6, "value key lookup missing by gracefully get")
row("get_or", "dict[K, B], K, B -> B", "_0.get(_1, _2)", 7, "value key default missing")
row("keys", "dict[K, B] -> list[K]", "list(_0)", 5.5, "keys key names", evaluate=list)
row("values", "dict[K, B] -> list[B]", "list(_0.values())", 5.5, "values value", evaluate=lambda d: list(d.values()))
row("items", "dict[K, B] -> list[tuple[K, B]]", "list(_0.items())", 5.5, "items pairs entries key value dictionary tuple",
    evaluate=lambda d: list(d.items()))
row("counter", "iter[K] -> dict[K, int]", "dict(collections.Counter(_0))", 6, "count frequency occurrence counts each dictionary",
    evaluate=lambda xs: dict(collections.Counter(_items(xs))))
row("to_dict", "iter[tuple[K, B]] -> dict[K, B]", "dict(_0)", 6.5, "dictionary convert into dict map pairs sorted",
    evaluate=lambda xs: dict(_items(xs)))
row("merge_dicts", "dict[K, B], dict[K, B] -> dict[K, B]", "{**_0, **_1}", 7, "merge combine dictionary update",
    evaluate=lambda a, b: {**a, **b})
row("has_key", "dict[K, B], K -> bool", "_1 in _0", 6, "key present exist contain", evaluate=lambda d, k: k in d)
row("lacks_key", "dict[K, B], K -> bool", "_1 not in _0", 7.5, "key missing absent gracefully", evaluate=lambda d, k: k not in d)
row("is_empty", "iter[A] -> bool", "len(_0) == 0", 6, "empty blank none", evaluate=lambda xs: len(xs) == 0)
