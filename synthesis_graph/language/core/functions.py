"""Operations with a function argument. Evaluation is flat: the items, and the body's value for each of them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from synthesis_graph.language.operations import OutOfRange, row

Items = Sequence[Any]


def _key(pair: tuple[Any, Any]) -> Any:
    return pair[0]


def _filter(xs: Items, keep: Items) -> list[Any]:
    return [x for x, k in zip(xs, keep) if k]


def _sort(xs: Items, keys: Items) -> list[Any]:
    return [x for _, x in sorted(zip(keys, xs), key=_key)]


def _sort_down(xs: Items, keys: Items) -> list[Any]:
    return [x for _, x in sorted(zip(keys, xs), key=_key, reverse=True)]


def _max(xs: Items, keys: Items) -> Any:
    return max(zip(keys, xs), key=_key)[1]


def _min(xs: Items, keys: Items) -> Any:
    return min(zip(keys, xs), key=_key)[1]


def _group(xs: Items, keys: Items) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = {}
    for x, key in zip(xs, keys):
        if key == key:  # noqa: PLR0124  # nan has no group: the template compares by ==
            groups.setdefault(key, []).append(x)
        else:
            groups[key] = []
    return groups


def _first(xs: Items, found: Items) -> Any:
    return next(x for x, f in zip(xs, found) if f)


def _first_index(xs: Items, found: Items) -> int:
    return next(i for i, f in enumerate(found) if f)


def _take_while(xs: Items, keep: Items) -> list[Any]:
    return [x for x, _ in itertools.takewhile(lambda p: p[1], zip(xs, keep))]


def _drop_while(xs: Items, drop: Items) -> list[Any]:
    return [x for x, _ in itertools.dropwhile(lambda p: p[1], zip(xs, drop))]


def _flat_map(xs: Items, rows: Items) -> list[Any]:
    flat = list(itertools.islice(itertools.chain.from_iterable(rows), 5001))
    if len(flat) > 5000:
        raise OutOfRange("flat map")
    return flat


def _text(pieces: Items) -> str:
    parts = list(pieces)
    if len(parts) > 100 and sum(map(len, parts)) > 100_000:
        raise OutOfRange("joined text")
    return "".join(parts)


row("map", "iter[A], fn[A, B] -> list[B]", "[_1 for x_ in _0]", 3.5,
    "each every all list elements convert map numbers apply element corresponding", evaluate=lambda xs, ys: list(ys))
row("filter", "iter[A], fn[A, bool] -> list[A]", "[x_ for x_ in _0 if _1]", 4,
    "filter remove only extract find all select from given those that which elements whose", evaluate=_filter)
row("map_row", "tuple[A, ...], fn[A, B] -> tuple[B, ...]", "tuple(_1 for x_ in _0)", 4.5, "each every tuple elements",
    evaluate=lambda xs, ys: tuple(ys))
row("filter_row", "tuple[A, ...], fn[A, bool] -> tuple[A, ...]", "tuple(x_ for x_ in _0 if _1)", 5,
    "filter remove only extract find tuple", evaluate=lambda xs, ys: tuple(_filter(xs, ys)))
row("map_tuple", "iter[A], fn[A, B] -> tuple[B, ...]", "tuple(_1 for x_ in _0)", 6, "each every tuple elementwise",
    evaluate=lambda xs, ys: tuple(ys))
row("map_text", "str, fn[str, str] -> str", "''.join(_1 for x_ in _0)", 4.5, "character replace each convert string letters",
    evaluate=lambda xs, ys: _text(ys))
row("filter_text", "str, fn[str, bool] -> str", "''.join(x_ for x_ in _0 if _1)", 5,
    "character remove only extract letters keep filter string", evaluate=lambda xs, ys: "".join(_filter(xs, ys)))
row("map_set", "iter[A], fn[A, K] -> set[K]", "{_1 for x_ in _0}", 7, "set unique distinct", evaluate=lambda xs, ys: set(ys))
row("sum_of", "iter[A], fn[A, N] -> N", "sum(_1 for x_ in _0)", 5, "sum total add sums", evaluate=lambda xs, ys: sum(ys))
row("count_if", "iter[A], fn[A, bool] -> int", "sum(1 for x_ in _0 if _1)", 5,
    "count number many total occurrence how", evaluate=lambda xs, ys: sum(1 for y in ys if y))
row("all_of", "iter[A], fn[A, bool] -> bool", "all(_1 for x_ in _0)", 5.5, "all every each check whether",
    evaluate=lambda xs, ys: all(ys))
row("any_of", "iter[A], fn[A, bool] -> bool", "any(_1 for x_ in _0)", 5.5, "any some at least exist contain check whether",
    evaluate=lambda xs, ys: any(ys))
row("max_of", "iter[A], fn[A, C] -> C", "max(_1 for x_ in _0)", 6, "maximum largest greatest longest highest",
    evaluate=lambda xs, ys: max(ys))
row("min_of", "iter[A], fn[A, C] -> C", "min(_1 for x_ in _0)", 6, "minimum smallest least shortest lowest",
    evaluate=lambda xs, ys: min(ys))
row("sort_by", "iter[A], fn[A, C] -> list[A]", "sorted(_0, key=lambda x_: _1)", 5,
    "sort order by according arrange key based using lambda", evaluate=_sort)
row("sort_by_down", "iter[A], fn[A, C] -> list[A]", "sorted(_0, key=lambda x_: _1, reverse=True)", 6.5,
    "sort order by descending highest most key", evaluate=_sort_down)
row("max_by", "iter[A], fn[A, C] -> A", "max(_0, key=lambda x_: _1)", 6, "maximum largest longest most with by key",
    evaluate=_max)
row("min_by", "iter[A], fn[A, C] -> A", "min(_0, key=lambda x_: _1)", 6, "minimum smallest shortest least with by key closest nearest",
    evaluate=_min)
row("dict_of", "iter[K], fn[K, B] -> dict[K, B]", "{x_: _1 for x_ in _0}", 6, "dictionary map each count frequency key value",
    evaluate=lambda xs, ys: dict(zip(xs, ys)))
row("group_by", "iter[A], fn[A, K] -> dict[K, list[A]]", "{key: [x_ for x_ in _0 if _1 == key] for key in [_1 for x_ in _0]}", 8,
    "group by grouping dictionary classify", evaluate=_group)
row("first_where", "iter[A], fn[A, bool] -> A", "next(x_ for x_ in _0 if _1)", 6.5, "first find earliest smallest next",
    evaluate=_first)
row("index_where", "iter[A], fn[A, bool] -> int", "next(i for i, x_ in enumerate(_0) if _1)", 7.5,
    "index position first find where", evaluate=_first_index)
row("take_while", "iter[A], fn[A, bool] -> list[A]", "list(itertools.takewhile(lambda x_: _1, _0))", 7.5, "until while before first",
    evaluate=_take_while)
row("drop_while", "iter[A], fn[A, bool] -> list[A]", "list(itertools.dropwhile(lambda x_: _1, _0))", 8, "leading strip from after",
    evaluate=_drop_while)
row("flat_map", "iter[A], fn[A, list[B]] -> list[B]", "[y for x_ in _0 for y in _1]", 7, "flatten each repeat duplicate all expand",
    evaluate=_flat_map)
row("flat_map_row", "iter[A], fn[A, tuple[B, ...]] -> list[B]", "[y for x_ in _0 for y in _1]", 8, "flatten each all",
    evaluate=_flat_map)
