"""Lists, tuples, sets and what strings share with them."""

from __future__ import annotations

import itertools
import math
import operator
from collections.abc import Iterable, Sequence
from typing import Any

from synthesis_graph.language.operations import OutOfRange, row

_LONGEST = 1000


def _range(*bounds: int) -> list[int]:
    numbers = range(*bounds)
    if len(numbers) > _LONGEST:
        raise OutOfRange("range")
    return list(numbers)


def _repeat(items: Any, n: int) -> Any:
    if len(items) * n > _LONGEST:
        raise OutOfRange("repetition")
    return items * n


def _product(xs: Iterable[Any], ys: Sequence[Any]) -> list[Any]:
    found = list(itertools.islice(itertools.product(xs, ys), _LONGEST + 1))
    if len(found) > _LONGEST:
        raise OutOfRange("product")
    return found


def _sum(xs: Iterable[Any]) -> Any:
    return sum(xs)


row("len", "iter[A] -> int", "len(_0)", 3.5, "length number count size how many total", evaluate=len)
row("sum", "iter[N] -> N", "sum(_0)", 4, "sum total add addition sums average mean", evaluate=_sum)
row("prod", "iter[N] -> N", "math.prod(_0)", 7, "product multiply multiplication multiplying", evaluate=lambda xs: _small(math.prod(xs)) if len(xs) < 200 else _window())
row("max", "iter[C] -> C", "max(_0)", 4.5, "maximum largest greatest biggest highest max longest", evaluate=max)
row("min", "iter[C] -> C", "min(_0)", 4.5, "minimum smallest least lowest min shortest", evaluate=min)
row("sorted", "iter[C] -> list[C]", "sorted(_0)", 4.5, "sort sorted ascending order increasing arrange smallest",
    evaluate=sorted)
row("sorted_down", "iter[C] -> list[C]", "sorted(_0, reverse=True)", 6,
    "sort sorted descending decreasing reverse largest order", evaluate=lambda xs: sorted(xs, reverse=True))
row("reverse", "S -> S", "_0[::-1]", 5, "reverse reversed backward invert end palindrome", evaluate=lambda s: s[::-1])
row("index", "S, int -> item[S]", "_0[_1]", 4, "nth element index position kth item character at specified",
    evaluate=operator.getitem)
row("first", "S -> item[S]", "_0[0]", 5, "first head start beginning initial", evaluate=lambda s: s[0])
row("last", "S -> item[S]", "_0[-1]", 5, "last tail end final rear", evaluate=lambda s: s[-1])
row("take", "S, int -> S", "_0[:_1]", 5.5, "first take prefix n up before truncate top", evaluate=lambda s, n: s[:n])
row("drop", "S, int -> S", "_0[_1:]", 5.5, "drop skip remove first after rest without suffix from",
    evaluate=lambda s, n: s[n:])
row("tail", "S -> S", "_0[1:]", 6, "rest tail remove first without drop", evaluate=lambda s: s[1:])
row("init", "S -> S", "_0[:-1]", 6.5, "remove last without drop", evaluate=lambda s: s[:-1])
row("slice", "S, int, int -> S", "_0[_1:_2]", 6.5, "slice between range from sub portion range",
    evaluate=lambda s, i, j: s[i:j])
row("take_last", "S, int -> S", "_0[-_1:]", 7, "last end n suffix", evaluate=lambda s, n: s[-n:])
row("drop_last", "S, int -> S", "_0[:-_1]", 7.5, "last end remove drop without", evaluate=lambda s, n: s[:-n])
row("every_nth_from", "S, int, int -> S", "_0[_1::_2]", 8, "every nth step alternate odd even position",
    evaluate=lambda s, i, n: s[i::n])
row("concat", "S, S -> S", "_0 + _1", 4.5, "concatenate append join add combine followed together merge extend",
    evaluate=operator.add)
row("repeat", "S, int -> S", "_0 * _1", 7, "repeat times duplicate replicate repetition", evaluate=_repeat)
row("contains", "iter[A], A -> bool", "_1 in _0", 5, "contain contains present exist in member whether include found",
    evaluate=lambda xs, x: x in xs)
row("not_contains", "iter[A], A -> bool", "_1 not in _0", 6.5, "not missing absent without except remove exclude",
    evaluate=lambda xs, x: x not in xs)
row("count", "list[A], A -> int", "_0.count(_1)", 5.5, "count occurrence frequency times number many",
    evaluate=list.count)
row("count_row", "tuple[A, ...], A -> int", "_0.count(_1)", 5.5, "count occurrence frequency times number many",
    evaluate=tuple.count)
row("index_of", "list[A], A -> int", "_0.index(_1)", 6, "index position find location first where", evaluate=list.index)
row("index_of_row", "tuple[A, ...], A -> int", "_0.index(_1)", 6.5, "index position find location",
    evaluate=tuple.index)
row("singleton", "A -> list[A]", "[_0]", 6, "single list append insert add one wrap", evaluate=lambda x: [x])
row("append", "list[A], A -> list[A]", "_0 + [_1]", 6, "append add end insert last", evaluate=lambda xs, x: [*xs, x])
row("prepend", "A, list[A] -> list[A]", "[_0] + _1", 6, "prepend insert front beginning start add before first",
    evaluate=lambda x, xs: [x, *xs])
row("pair_list", "A, A -> list[A]", "[_0, _1]", 6, "list pair both two", evaluate=lambda a, b: [a, b])
row("range", "int -> list[int]", "list(range(_0))", 5.5, "range numbers from zero upto below each index",
    evaluate=_range)
row("range_from", "int, int -> list[int]", "list(range(_0, _1))", 6, "range between from to numbers interval",
    evaluate=_range)
row("range_one", "int -> list[int]", "list(range(1, _0 + 1))", 6, "range first natural numbers from one n up sum series",
    evaluate=lambda n: _range(1, n + 1))
row("range_to", "int, int -> list[int]", "list(range(_0, _1 + 1))", 6, "range between from to within inclusive numbers interval given",
    evaluate=lambda a, b: _range(a, b + 1))
row("range_step", "int, int, int -> list[int]", "list(range(_0, _1, _2))", 8, "range step every multiples between",
    evaluate=_range)
row("range_down", "int -> list[int]", "list(range(_0, 0, -1))", 8, "countdown descending down from",
    evaluate=lambda n: _range(n, 0, -1))
row("indices", "iter[A] -> list[int]", "list(range(len(_0)))", 7, "index indices position", evaluate=lambda s: _range(len(s)))
row("to_list", "iter[A] -> list[A]", "list(_0)", 6, "list convert characters array into", evaluate=list)
row("to_tuple", "iter[A] -> tuple[A, ...]", "tuple(_0)", 6, "tuple convert into", evaluate=tuple)
row("to_set", "iter[K] -> set[K]", "set(_0)", 5.5, "set unique distinct duplicate different common dissimilar",
    evaluate=set)
row("dedupe", "iter[K] -> list[K]", "list(dict.fromkeys(_0))", 6, "unique distinct duplicate remove dedupe once repeated",
    evaluate=lambda xs: list(dict.fromkeys(xs)))
row("set_and", "set[A], set[A] -> set[A]", "_0 & _1", 6, "common intersection both shared same similar",
    evaluate=operator.and_, commutative=True)
row("set_or", "set[A], set[A] -> set[A]", "_0 | _1", 6.5, "union all either combine", evaluate=operator.or_,
    commutative=True)
row("set_sub", "set[A], set[A] -> set[A]", "_0 - _1", 6.5, "difference missing not only except remove",
    evaluate=operator.sub)
row("set_xor", "set[A], set[A] -> set[A]", "_0 ^ _1", 7, "symmetric difference uncommon dissimilar unique",
    evaluate=operator.xor, commutative=True)
row("is_subset", "set[A], set[A] -> bool", "_0 <= _1", 7, "subset contain all every included", evaluate=operator.le)
row("max_of_rows", "iter[iter[C]] -> C", "max(max(row) for row in _0)", 9, "maximum largest matrix nested",
    evaluate=lambda rows: max(max(r) for r in rows))
row("rotate", "S, int -> S", "_0[_1:] + _0[:_1]", 7, "rotate shift left cyclic circular rotation",
    evaluate=lambda s, n: s[n:] + s[:n])
row("accumulate", "iter[N] -> list[N]", "list(itertools.accumulate(_0))", 7.5, "cumulative running prefix sum accumulate",
    evaluate=lambda xs: list(itertools.accumulate(xs)))
row("zip", "iter[A], iter[B] -> list[tuple[A, B]]", "list(zip(_0, _1))", 5.5,
    "zip pair corresponding two lists elementwise same index respective each map", evaluate=lambda a, b: list(zip(a, b)))
row("zip3", "iter[A], iter[B], iter[C] -> list[tuple[A, B, C]]", "list(zip(_0, _1, _2))", 7.5,
    "zip triple corresponding three lists elementwise same index each", evaluate=lambda a, b, c: list(zip(a, b, c)))
row("pairwise", "S -> list[tuple[item[S], item[S]]]", "list(zip(_0, _0[1:]))", 6.5,
    "consecutive adjacent neighbouring pair next pairwise difference", evaluate=lambda s: list(zip(s, s[1:])))
row("enumerate", "iter[A] -> list[tuple[int, A]]", "list(enumerate(_0))", 6, "index position enumerate each indices",
    evaluate=lambda xs: list(enumerate(xs)))
row("enumerate_one", "iter[A] -> list[tuple[int, A]]", "list(enumerate(_0, 1))", 7.5, "index position from one enumerate",
    evaluate=lambda xs: list(enumerate(xs, 1)))
row("cartesian", "iter[A], iter[B] -> list[tuple[A, B]]", "list(itertools.product(_0, _1))", 7.5,
    "product cartesian every all pairs combination each", evaluate=_product)
row("pairs_of", "iter[A] -> list[tuple[A, A]]", "list(itertools.combinations(_0, 2))", 7,
    "pair pairs combination two every distinct all", evaluate=lambda xs: list(itertools.combinations(xs, 2)) if len(xs) < 60 else _window())
row("all_true", "iter[bool] -> bool", "all(_0)", 6, "all every", evaluate=all)
row("any_true", "iter[bool] -> bool", "any(_0)", 6, "any some at least", evaluate=any)


def _window() -> list[Any]:
    raise OutOfRange("window")


def _small(n: Any) -> Any:
    if isinstance(n, int) and n.bit_length() > 8192:
        raise OutOfRange("product")
    return n
