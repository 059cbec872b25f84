"""Running totals, neighbours and order along a list."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import itertools

from synthesis_graph.language.operations import concept


@concept(6, "running cumulative sum sums total prefix accumulate")
def running_sums(numbers: iter[N]) -> list[N]:
    """The sum of the numbers up to each position."""
    return list(itertools.accumulate(numbers))


@concept(
    7,
    "running cumulative product prefix accumulate",
    limit="len(numbers) <= 1000 and all(abs(x) <= 10**40 for x in numbers)",
)
def running_products(numbers: iter[N]) -> list[N]:
    """The product of the numbers up to each position."""
    return list(itertools.accumulate(numbers, lambda a, b: a * b))


@concept(7, "running rolling maximum cumulative prefix far")
def running_max(items: iter[C]) -> list[C]:
    """The largest item up to each position."""
    return list(itertools.accumulate(items, max))


@concept(8, "running rolling minimum cumulative prefix far")
def running_min(items: iter[C]) -> list[C]:
    """The smallest item up to each position."""
    return list(itertools.accumulate(items, min))


@concept(6, "difference consecutive adjacent successive delta")
def differences(numbers: iter[N]) -> list[N]:
    """Each number less the one before it."""
    return [b - a for a, b in itertools.pairwise(numbers)]


@concept(6, "pair consecutive adjacent successive neighbour pairwise")
def adjacent_pairs(items: iter[A]) -> list[tuple[A, A]]:
    """Each item with the one after it."""
    return list(itertools.pairwise(items))


@concept(
    7,
    "moving average mean rolling window sliding",
    limit="n > 0 and len(numbers) * min(n, len(numbers)) <= 10**4",
)
def moving_average(numbers: list[N], n: int) -> list[float]:
    """The arithmetic mean of every contiguous n numbers."""
    return [sum(numbers[i : i + n]) / n for i in range(len(numbers) - n + 1)]


@concept(6, "sorted ascending order increasing nondecreasing check monotonic")
def is_sorted(items: iter[C]) -> bool:
    """Whether no item is smaller than the one before it."""
    return all(a <= b for a, b in itertools.pairwise(items))


@concept(7, "strictly increasing ascending order check")
def is_strictly_increasing(items: iter[C]) -> bool:
    """Whether each item is larger than the one before it."""
    return all(a < b for a, b in itertools.pairwise(items))


@concept(7, "sorted descending order decreasing nonincreasing check")
def is_descending(items: iter[C]) -> bool:
    """Whether no item is larger than the one before it."""
    return all(a >= b for a, b in itertools.pairwise(items))


@concept(7, "monotonic monotone increasing decreasing check")
def is_monotonic(items: list[C]) -> bool:
    """Whether the list never falls or never rises."""
    return items in (sorted(items), sorted(items, reverse=True))


@concept(7, "consecutive number integer check contiguous sequence")
def is_consecutive(numbers: iter[int]) -> bool:
    """Whether the numbers, in some order, are successive integers."""
    return sorted(numbers) == list(range(min(numbers), min(numbers) + len(numbers)))


@concept(8, "arithmetic progression sequence common difference check")
def is_arithmetic_progression(numbers: iter[N]) -> bool:
    """Whether all successive differences are equal."""
    return len({b - a for a, b in itertools.pairwise(numbers)}) <= 1


@concept(8, "peak peaks local maximum greater neighbour")
def peaks(items: list[C]) -> list[C]:
    """The items that are larger than both neighbours."""
    return [b for a, b, c in zip(items, items[1:], items[2:]) if a < b > c]


@concept(8, "leader leaders greater right side", limit="len(items) <= 300")
def leaders(items: list[C]) -> list[C]:
    """The items that are larger than every item after them."""
    return [x for i, x in enumerate(items) if all(x > y for y in items[i + 1 :])]


@concept(8, "next greater larger element right", limit="len(items) <= 300")
def next_greater(items: list[int]) -> list[int]:
    """For each item the first larger one after it, or -1."""
    return [next((y for y in items[i + 1 :] if y > x), -1) for i, x in enumerate(items)]


@concept(8, "equilibrium index balance left right sum equal pivot", limit="len(numbers) <= 300")
def equilibrium_index(numbers: list[N]) -> int:
    """The first position whose left and right sums are equal, or -1."""
    return next((i for i in range(len(numbers)) if sum(numbers[:i]) == sum(numbers[i + 1 :])), -1)
