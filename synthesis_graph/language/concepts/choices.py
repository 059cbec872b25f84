"""Combinations, permutations, subsets, products of the items of lists."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import itertools

from synthesis_graph.language.operations import concept


@concept(6, "pair pairs combination two all unordered", limit="len(items) <= 100")
def pairs(items: iter[A]) -> list[tuple[A, A]]:
    """All pairs of items at different positions, in order."""
    return list(itertools.combinations(items, 2))


@concept(8, "triple triples triplet combination three all", limit="len(items) <= 25")
def triples(items: iter[A]) -> list[tuple[A, A, A]]:
    """All triples of items at different positions, in order."""
    return list(itertools.combinations(items, 3))


@concept(7, "combination combinations choose subset size", limit="len(items) <= 10 and r <= 10")
def combinations(items: iter[A], r: int) -> list[tuple[A, ...]]:
    """All choices of r items at different positions, in order."""
    return list(itertools.combinations(items, r))


@concept(8, "combination combinations repetition replacement repeat", limit="len(items) <= 6 and r <= 6")
def combinations_with_replacement(items: iter[A], r: int) -> list[tuple[A, ...]]:
    """All choices of r items in order, repetition allowed."""
    return list(itertools.combinations_with_replacement(items, r))


@concept(7, "subset subsets powerset power set all sublist", limit="len(items) <= 10")
def subsets(items: iter[A]) -> list[list[A]]:
    """All choices of items, smallest first."""
    sizes = range(len(items) + 1)
    return [list(choice) for r in sizes for choice in itertools.combinations(items, r)]


@concept(6, "permutation permutations arrangement all order", limit="len(items) <= 6")
def permutations(items: iter[A]) -> list[tuple[A, ...]]:
    """All orders of the items."""
    return list(itertools.permutations(items))


@concept(8, "permutation permutations arrangement anagram all string", limit="len(text) <= 6")
def text_permutations(text: str) -> list[str]:
    """All orders of the characters of the text."""
    return ["".join(p) for p in itertools.permutations(text)]


@concept(7, "cartesian product combination all pair each", limit="len(first) * len(second) <= 1000")
def cartesian_product(first: iter[A], second: iter[B]) -> list[tuple[A, B]]:
    """All pairs of an item of the first and an item of the second."""
    return list(itertools.product(first, second))


@concept(8, "subset sum exist target total", limit="len(numbers) <= 12")
def has_subset_sum(numbers: iter[N], total: N) -> bool:
    """Whether some of the numbers add up to the total."""
    sums = {0}
    for n in numbers:
        sums |= {s + n for s in sums}
    return total in sums
