"""Choosing from a list: by rank, by position, by relation to a number; searching and gaps."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import bisect
import collections
import heapq
import itertools

from synthesis_graph.language.operations import concept


@concept(6, "index position largest maximum argmax biggest")
def argmax(items: iter[C]) -> int:
    """The position of the first largest item."""
    values = list(items)
    return values.index(max(values))


@concept(6, "index position smallest minimum argmin")
def argmin(items: iter[C]) -> int:
    """The position of the first smallest item."""
    values = list(items)
    return values.index(min(values))


@concept(7, "maximum index position all largest", limit="len(items) <= 1000")
def positions_of_max(items: iter[C]) -> list[int]:
    """The positions of all items that equal the largest."""
    largest = max(items, default=None)
    return [i for i, x in enumerate(items) if x == largest]


@concept(6, "second largest greatest maximum biggest highest")
def second_largest(items: iter[K]) -> K:
    """The second largest of the distinct items."""
    return sorted(set(items))[-2]


@concept(6, "second smallest minimum lowest")
def second_smallest(items: iter[K]) -> K:
    """The second smallest of the distinct items."""
    return sorted(set(items))[1]


@concept(7, "nth kth largest greatest biggest")
def kth_largest(items: iter[C], k: int) -> C:
    """The kth largest item, from 1, equal items counted each."""
    return sorted(items, reverse=True)[k - 1]


@concept(7, "nth kth smallest lowest")
def kth_smallest(items: iter[C], k: int) -> C:
    """The kth smallest item, from 1, equal items counted each."""
    return sorted(items)[k - 1]


@concept(6, "largest greatest top biggest maximum highest heap")
def k_largest(items: iter[C], k: int) -> list[C]:
    """The k largest items, descending."""
    return heapq.nlargest(k, items)


@concept(6, "smallest least lowest minimum heap")
def k_smallest(items: iter[C], k: int) -> list[C]:
    """The k smallest items, ascending."""
    return heapq.nsmallest(k, items)


@concept(6, "minimum maximum smallest largest both extremes")
def min_max(items: iter[C]) -> tuple[C, C]:
    """The smallest and the largest item."""
    return min(items), max(items)


@concept(6, "difference range spread largest smallest maximum minimum between")
def spread(numbers: iter[N]) -> N:
    """The difference between the largest and the smallest number."""
    return max(numbers) - min(numbers)


@concept(7, "minimum smallest difference any two pair closest")
def min_difference(numbers: iter[N]) -> N:
    """The smallest difference between any two of the numbers."""
    return min(b - a for a, b in itertools.pairwise(sorted(numbers)))


@concept(7, "last index occurrence position rightmost")
def last_index(items: list[A], x: A) -> int:
    """The position of the last item equal to x."""
    return len(items) - 1 - items[::-1].index(x)


@concept(6, "index indices position positions occurrence where all")
def positions_of(items: iter[A], x: A) -> list[int]:
    """The positions of all items equal to x."""
    return [i for i, item in enumerate(items) if item == x]


@concept(7, "closest nearest near number")
def closest_to(numbers: iter[N], x: N) -> N:
    """The number nearest to x, the earliest of equals."""
    return min(numbers, key=lambda n: abs(n - x))


@concept(8, "above average mean greater", limit="len(numbers) <= 1000")
def above_mean(numbers: iter[N]) -> list[N]:
    """The numbers that exceed the arithmetic mean."""
    mean = sum(numbers) / max(1, len(numbers))
    return [n for n in numbers if n > mean]


@concept(
    7,
    "missing gap absent range number consecutive",
    limit="max(numbers, default=0) - min(numbers, default=0) < 10**4",
)
def missing_numbers(numbers: iter[int]) -> list[int]:
    """The integers between the smallest and the largest that are absent, ascending."""
    present = set(numbers)
    return [n for n in range(min(present), max(present)) if n not in present]


@concept(7, "missing number one sequence")
def missing_number(numbers: iter[int]) -> int:
    """The one number that is absent from 1 to n, given the others."""
    n = len(numbers) + 1
    return n * (n + 1) // 2 - sum(numbers)


@concept(7, "smallest first missing lowest natural absent")
def smallest_missing(numbers: iter[int], start: int) -> int:
    """The smallest integer from start on that is absent."""
    present = set(numbers)
    return next(n for n in itertools.count(start) if n not in present)


@concept(7, "insertion insert point position sorted bisect left binary")
def insertion_point_left(items: list[C], x: C) -> int:
    """The first position where x keeps an ascending list ascending."""
    return bisect.bisect_left(items, x)


@concept(7, "insertion insert point position sorted bisect right binary")
def insertion_point_right(items: list[C], x: C) -> int:
    """The last position where x keeps an ascending list ascending."""
    return bisect.bisect_right(items, x)


@concept(7, "binary search find sorted index")
def binary_search(items: list[C], x: C) -> int:
    """The position of x in an ascending list, or -1."""
    i = bisect.bisect_left(items, x)
    return i if i < len(items) and items[i] == x else -1


@concept(7, "pair pairs sum two add equal target given", limit="len(numbers) <= 100")
def pairs_with_sum(numbers: iter[N], total: N) -> list[tuple[N, N]]:
    """The pairs of items, in order, that add up to the total."""
    return [(a, b) for a, b in itertools.combinations(numbers, 2) if a + b == total]


@concept(7, "pair two sum add target exist", limit="len(numbers) <= 100")
def has_pair_with_sum(numbers: iter[N], total: N) -> bool:
    """Whether some two of the items add up to the total."""
    return any(a + b == total for a, b in itertools.combinations(numbers, 2))


@concept(7, "two sum indices index target add", limit="len(numbers) <= 100")
def two_sum(numbers: iter[N], total: N) -> optional[tuple[int, int]]:
    """The positions of the first two items that add up to the total, or None."""
    pairs = itertools.combinations(enumerate(numbers), 2)
    return next(((i, j) for (i, a), (j, b) in pairs if a + b == total), None)


@concept(8, "triple triplet triplets three sum target", limit="len(numbers) <= 30")
def triples_with_sum(numbers: iter[N], total: N) -> list[tuple[N, N, N]]:
    """The triples of items, in order, that add up to the total."""
    return [t for t in itertools.combinations(numbers, 3) if sum(t) == total]


@concept(6, "common shared both intersection", limit="len(first) * len(second) <= 10**6")
def common_elements(first: iter[A], second: iter[A]) -> list[A]:
    """The items of the first that are also in the second, in order."""
    others = list(second)
    return [item for item in first if item in others]


@concept(7, "common shared intersection all every")
def common_to_all(groups: iter[iter[K]]) -> set[K]:
    """The items that every group holds."""
    return set.intersection(*map(set, groups))


@concept(7, "intersection multiset common both repeated")
def multiset_intersection(first: iter[K], second: iter[K]) -> list[K]:
    """The items common to both, each as often as both hold it."""
    return list((collections.Counter(first) & collections.Counter(second)).elements())
