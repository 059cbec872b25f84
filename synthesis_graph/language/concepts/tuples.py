"""Corresponding items of two lists or tuples; lists of pairs."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

from synthesis_graph.language.operations import concept


@concept(6, "elementwise add sum corresponding pairwise index two lists tuples")
def elementwise_sum(first: iter[N], second: iter[M]) -> list[join[N, M]]:
    """The sums of corresponding numbers."""
    return [a + b for a, b in zip(first, second)]


@concept(6, "elementwise subtract difference corresponding two lists tuples")
def elementwise_difference(first: iter[N], second: iter[M]) -> list[join[N, M]]:
    """The differences of corresponding numbers."""
    return [a - b for a, b in zip(first, second)]


@concept(6, "elementwise multiply product corresponding two lists tuples")
def elementwise_product(first: iter[N], second: iter[M]) -> list[join[N, M]]:
    """The products of corresponding numbers."""
    return [a * b for a, b in zip(first, second)]


@concept(7, "elementwise divide division quotient corresponding two lists tuples")
def elementwise_quotient(first: iter[N], second: iter[M]) -> list[float]:
    """The quotients of corresponding numbers."""
    return [a / b for a, b in zip(first, second)]


@concept(8, "elementwise modulo modulus remainder corresponding")
def elementwise_remainder(first: iter[N], second: iter[M]) -> list[join[N, M]]:
    """The remainders of corresponding numbers."""
    return [a % b for a, b in zip(first, second)]


@concept(7, "elementwise maximum larger corresponding")
def elementwise_max(first: iter[C], second: iter[C]) -> list[C]:
    """The larger of each two corresponding items."""
    return [max(a, b) for a, b in zip(first, second)]


@concept(8, "elementwise minimum smaller corresponding")
def elementwise_min(first: iter[C], second: iter[C]) -> list[C]:
    """The smaller of each two corresponding items."""
    return [min(a, b) for a, b in zip(first, second)]


@concept(8, "elementwise exclusive xor bitwise corresponding")
def elementwise_xor(first: iter[int], second: iter[int]) -> list[int]:
    """The bitwise exclusive or of corresponding numbers."""
    return [a ^ b for a, b in zip(first, second)]


@concept(
    8,
    "elementwise exponent power corresponding",
    limit="all(0 <= b < 100 for b in second) and all(abs(a) < 10**15 for a in first)",
)
def elementwise_power(first: iter[int], second: iter[int]) -> list[int]:
    """Each number to the power of the corresponding one."""
    return [a**b for a, b in zip(first, second)]


@concept(8, "identical same position corresponding count match equal two lists")
def count_matches(first: iter[A], second: iter[A]) -> int:
    """The number of positions at which both have equal items."""
    return sum(a == b for a, b in zip(first, second))


@concept(6, "sort second tuple tuples pair pairs element last")
def sort_by_second(pairs: iter[tuple[A, C]]) -> list[tuple[A, C]]:
    """The pairs in ascending order of their second items."""
    return sorted(pairs, key=lambda pair: pair[1])


@concept(6, "maximum largest second tuple tuples pair pairs highest")
def max_by_second(pairs: iter[tuple[A, C]]) -> tuple[A, C]:
    """The first pair with the largest second item."""
    return max(pairs, key=lambda pair: pair[1])


@concept(6, "minimum smallest second tuple tuples pair pairs lowest")
def min_by_second(pairs: iter[tuple[A, C]]) -> tuple[A, C]:
    """The first pair with the smallest second item."""
    return min(pairs, key=lambda pair: pair[1])


@concept(7, "swap reverse exchange pair pairs tuple tuples")
def swap_pairs(pairs: iter[tuple[A, B]]) -> list[tuple[B, A]]:
    """The pairs with their items exchanged."""
    return [(b, a) for a, b in pairs]


@concept(8, "unordered pair pairs duplicate irrespective order unique tuple tuples symmetric")
def distinct_unordered_pairs(pairs: iter[tuple[C, C]]) -> list[tuple[C, C]]:
    """The distinct pairs whatever the order of their items, each sorted, in order of first appearance."""
    return list(dict.fromkeys((min(pair), max(pair)) for pair in pairs))
