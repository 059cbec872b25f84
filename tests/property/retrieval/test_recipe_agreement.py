"""Recipes agree with a reference on generated inputs: another recipe, the standard library, brute force."""

import itertools
import math
import statistics
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.knowledge_base import (
    averages,
    bases,
    bits,
    ciphers,
    combinatorics,
    conversion,
    dates,
    divisors,
    dynamic_programming,
    elementwise,
    grouping,
    intervals,
    lists,
    matrices,
    nested,
    pair_sums,
    primes,
    searching,
    selection,
    sorting_algorithms,
    stacks_queues,
    strings,
    subarrays,
    subsequences,
    trees,
)

integers = st.integers(-20, 20)
short = st.lists(integers, max_size=8)
filled = st.lists(integers, min_size=1, max_size=8)
two_or_more = st.lists(integers, min_size=2, max_size=8)
in_order = short.map(sorted)
positive = st.integers(1, 300)
text = st.text("abc", max_size=8)
spans = st.lists(
    st.tuples(st.integers(0, 9), st.integers(1, 5)).map(lambda p: (p[0], p[0] + p[1])), max_size=6
)


def slices(numbers: list[int]) -> list[list[int]]:
    """List the contiguous non-empty parts of a list."""
    return [numbers[i:j] for i in range(len(numbers)) for j in range(i + 1, len(numbers) + 1)]


def subsequences_of(items: Any) -> list[Any]:
    """List all subsequences of a sequence as tuples."""
    return [chosen for k in range(len(items) + 1) for chosen in itertools.combinations(items, k)]


def rising(values: Any) -> bool:
    """Say whether each value is greater than the one before it."""
    return all(a < b for a, b in itertools.pairwise(values))


def points(pairs: list[tuple[int, int]]) -> set[int]:
    """List the unit steps that half-open spans cover."""
    return {x for start, end in pairs for x in range(start, end)}


SORTS = [
    sorting_algorithms.bubble_sort,
    sorting_algorithms.selection_sort,
    sorting_algorithms.insertion_sort,
    sorting_algorithms.merge_sort,
    sorting_algorithms.quick_sort,
    sorting_algorithms.heap_sort,
    sorting_algorithms.counting_sort,
    sorting_algorithms.shell_sort,
    sorting_algorithms.comb_sort,
]

# recipe, reference, one strategy for each argument
AGREEMENTS: list[tuple[Callable[..., Any], Callable[..., Any], list[st.SearchStrategy[Any]]]] = [
    *((sort, sorted, [short]) for sort in SORTS),
    (sorting_algorithms.radix_sort, sorted, [st.lists(positive)]),
    (sorting_algorithms.merge_sorted, lambda a, b: sorted(a + b), [in_order, in_order]),
    (
        sorting_algorithms.count_inversions,
        lambda x: sum(a > b for a, b in itertools.combinations(x, 2)),
        [short],
    ),
    (
        sorting_algorithms.quick_select,
        lambda x, k: sorted(x)[k],
        [st.lists(integers, min_size=5), st.integers(0, 4)],
    ),
    (searching.contains_sorted, lambda x, t: t in x, [in_order, integers]),
    (searching.count_in_sorted, list.count, [in_order, integers]),
    (searching.first_position_sorted, searching.linear_search, [in_order, integers]),
    (searching.insert_sorted, lambda x, v: sorted([*x, v]), [in_order, integers]),
    (
        searching.largest_at_most,
        lambda x, b: max((v for v in x if v <= b), default=None),
        [in_order, integers],
    ),
    (
        searching.smallest_at_least,
        lambda x, b: min((v for v in x if v >= b), default=None),
        [in_order, integers],
    ),
    (
        searching.closest_in_sorted,
        lambda x, t: min(x, key=lambda v: (abs(v - t), v)),
        [filled.map(sorted), integers],
    ),
    (subarrays.maximum_subarray_sum, lambda x: max(map(sum, slices(x))), [filled]),
    (subarrays.minimum_subarray_sum, lambda x: min(map(sum, slices(x))), [filled]),
    (subarrays.maximum_subarray_product, lambda x: max(map(math.prod, slices(x))), [filled]),
    (
        subarrays.maximum_circular_subarray_sum,
        lambda x: max(sum((x + x)[i : i + n]) for i in range(len(x)) for n in range(1, len(x) + 1)),
        [filled],
    ),
    (
        subarrays.count_subarrays_with_sum,
        lambda x, t: [sum(s) for s in slices(x)].count(t),
        [short, integers],
    ),
    (subarrays.has_zero_sum_subarray, lambda x: 0 in map(sum, slices(x)), [short]),
    (
        subarrays.longest_subarray_with_sum,
        lambda x, t: max((len(s) for s in slices(x) if sum(s) == t), default=0),
        [short, integers],
    ),
    (
        subarrays.shortest_subarray_at_least,
        lambda x, t: min((len(s) for s in slices(x) if sum(s) >= t), default=0),
        [st.lists(st.integers(1, 9), max_size=8), st.integers(1, 30)],
    ),
    (
        subarrays.longest_increasing_run,
        lambda x: max((len(s) for s in slices(x) if rising(s)), default=0),
        [short],
    ),
    (
        subarrays.window_maxima,
        lambda x, k: [max(x[i : i + k]) for i in range(len(x) - k + 1)],
        [short, st.integers(1, 4)],
    ),
    (
        subsequences.longest_increasing_subsequence_length,
        lambda x: max(len(s) for s in subsequences_of(x) if rising(s)),
        [short],
    ),
    (
        lambda x: len(subsequences.longest_increasing_subsequence(x)),
        subsequences.longest_increasing_subsequence_length,
        [short],
    ),
    (
        subsequences.maximum_sum_increasing_subsequence,
        lambda x: max(sum(s) for s in subsequences_of(x) if rising(s)),
        [st.lists(st.integers(0, 20), max_size=8)],
    ),
    (
        subsequences.longest_common_subsequence_length,
        lambda a, b: max(len(s) for s in subsequences_of(a) if s in set(subsequences_of(b))),
        [text, text],
    ),
    (
        lambda a, b: len(subsequences.longest_common_subsequence(a, b)),
        subsequences.longest_common_subsequence_length,
        [text, text],
    ),
    (subsequences.count_distinct_subsequences, lambda t: len(set(subsequences_of(t))) - 1, [text]),
    (
        subsequences.longest_palindromic_subsequence_length,
        lambda t: max(len(s) for s in subsequences_of(t) if s == s[::-1]),
        [text],
    ),
    (
        dynamic_programming.can_make_subset_sum,
        lambda x, t: t in map(sum, subsequences_of(x)),
        [short, integers],
    ),
    (
        dynamic_programming.count_subsets_with_sum,
        lambda x, t: [sum(s) for s in subsequences_of(x)].count(t),
        [st.lists(st.integers(0, 9), max_size=8), st.integers(0, 20)],
    ),
    (
        dynamic_programming.deletion_distance,
        lambda a, b: len(a) + len(b) - 2 * subsequences.longest_common_subsequence_length(a, b),
        [text, text],
    ),
    (
        dynamic_programming.minimum_palindrome_insertions,
        lambda t: len(t) - subsequences.longest_palindromic_subsequence_length(t),
        [text],
    ),
    (
        dynamic_programming.count_grid_paths,
        lambda r, c: math.comb(r + c - 2, r - 1),
        [st.integers(1, 6), st.integers(1, 6)],
    ),
    (
        dynamic_programming.minimum_coins,
        lambda c, a: min((len(p) for p in nested.combinations_with_sum(sorted(c), a)), default=-1),
        [st.sets(st.integers(1, 7), max_size=3).map(list), st.integers(0, 15)],
    ),
    (
        dynamic_programming.count_coin_change_ways,
        lambda c, a: len(nested.combinations_with_sum(sorted(c), a)),
        [st.sets(st.integers(1, 7), max_size=3).map(list), st.integers(0, 15)],
    ),
    (pair_sums.count_pairs_with_sum, lambda x, t: len(pair_sums.pairs_with_sum(x, t)), [short, integers]),
    (
        pair_sums.maximum_pair_product,
        lambda x: max(a * b for a, b in itertools.combinations(x, 2)),
        [two_or_more],
    ),
    (
        pair_sums.maximum_ordered_difference,
        lambda x: max([0, *(b - a for a, b in itertools.combinations(x, 2))]),
        [short],
    ),
    (
        pair_sums.sum_of_pairwise_products,
        lambda x: sum(a * b for a, b in itertools.combinations(x, 2)),
        [short],
    ),
    (
        elementwise.product_except_self,
        lambda x: [math.prod(x[:i] + x[i + 1 :]) for i in range(len(x))],
        [short],
    ),
    (selection.nth_largest, lambda x, n: sorted(x)[-n], [two_or_more, st.integers(1, 2)]),
    (
        selection.majority_item,
        lambda x: next((v for v in x if 2 * x.count(v) > len(x)), None),
        [st.lists(st.integers(0, 2), max_size=8)],
    ),
    (lambda x, n: lists.rotate_right(lists.rotate_left(x, n), n), lambda x, n: x, [short, integers]),
    (
        stacks_queues.next_greater_elements,
        lambda x: [next((b for b in x[i + 1 :] if b > a), -1) for i, a in enumerate(x)],
        [short],
    ),
    (
        stacks_queues.largest_rectangle_in_histogram,
        lambda x: max((len(s) * min(s) for s in slices(x)), default=0),
        [st.lists(st.integers(0, 9), max_size=8)],
    ),
    (
        stacks_queues.longest_balanced_length,
        lambda t: max((len(s) for s in strings.all_substrings(t) if stacks_queues.is_balanced(s)), default=0),
        [st.text("()", max_size=10)],
    ),
    (
        stacks_queues.josephus_survivor,
        lambda n, k: stacks_queues.josephus_order(n, k)[-1],
        [st.integers(1, 20), st.integers(1, 7)],
    ),
    (
        stacks_queues.running_medians,
        lambda x: [float(statistics.median(x[: i + 1])) for i in range(len(x))],
        [short],
    ),
    (intervals.total_covered_length, lambda pairs: len(points(pairs)), [spans]),
    (lambda pairs: points(intervals.merge_intervals(pairs)), points, [spans]),
    (
        intervals.maximum_overlap,
        lambda pairs: max((sum(a <= x < b for a, b in pairs) for x in range(20)), default=0),
        [spans],
    ),
    (
        strings.longest_palindromic_substring,
        lambda t: max((s for s in strings.all_substrings(t) if s == s[::-1]), key=len, default=""),
        [text],
    ),
    (
        strings.longest_border,
        lambda t: max((t[:n] for n in range(len(t)) if t.endswith(t[:n])), key=len, default=""),
        [text],
    ),
    (grouping.run_length_decode, lambda t: t, [text]),
    (lambda t: grouping.run_length_decode(grouping.run_length_encode(t)), lambda t: t, [text]),
    (lambda t: grouping.run_length_decode(grouping.run_length_encode_short(t)), lambda t: t, [text]),
    (
        nested.flatten_iteratively,
        nested.flatten,
        [st.recursive(short, lambda inner: st.lists(inner | integers))],
    ),
    (primes.is_prime, lambda n: divisors.divisors(n) == [1, n] and n > 1, [positive]),
    (primes.primes_up_to, lambda n: [k for k in range(n + 1) if primes.is_prime(k)], [positive]),
    (lambda n: math.prod(primes.prime_factors(n)), lambda n: n, [positive]),
    (lambda n: math.prod(p**e for p, e in primes.prime_factorization(n).items()), lambda n: n, [positive]),
    (divisors.divisors, lambda n: [d for d in range(1, n + 1) if n % d == 0], [positive]),
    (bases.to_binary_by_division, bases.to_binary, [positive]),
    (lambda n, b: bases.from_base(bases.to_base(n, b), b), lambda n, b: n, [positive, st.integers(2, 36)]),
    (lambda n: bases.column_index(bases.column_letters(n)), lambda n: n, [positive]),
    (
        lambda n: bases.from_base_digits(["-0+".index(c) - 1 for c in bases.balanced_ternary(n)], 3),
        lambda n: n,
        [integers],
    ),
    (bits.count_set_bits_by_clearing, bits.count_set_bits, [positive]),
    (lambda n: bits.gray_to_binary(bits.binary_to_gray(n)), lambda n: n, [positive]),
    (lambda n: conversion.from_roman(conversion.to_roman(n)), lambda n: n, [st.integers(1, 3999)]),
    (lambda s: conversion.clock_to_seconds(conversion.seconds_to_clock(s)), lambda s: s, [positive]),
    (
        lambda day: dates.weekday_number(day.year, day.month, day.day),
        lambda day: (day.weekday() + 2) % 7,
        [st.dates(date(1600, 1, 1))],
    ),
    (
        lambda y: dates.leap_years_between(y, y),
        lambda y: [y] if dates.days_in_year(y) == 366 else [],
        [st.integers(1, 3000)],
    ),
    (
        combinatorics.next_permutation,
        lambda x: next((list(p) for p in sorted(set(itertools.permutations(x))) if list(p) > x), None),
        [st.lists(st.integers(0, 3), max_size=5)],
    ),
    (
        combinatorics.count_integer_partitions,
        lambda n: len(combinatorics.integer_partitions(n)),
        [st.integers(0, 10)],
    ),
    (combinatorics.catalan_number, lambda n: len(combinatorics.balanced_brackets(n)), [st.integers(0, 6)]),
    (
        lambda n: len(
            {
                tuple(p)
                for p in combinatorics.permutations_of(list(range(n)))
                if all(i != v for i, v in enumerate(p))
            }
        ),
        combinatorics.count_derangements,
        [st.integers(0, 5)],
    ),
    (averages.median, statistics.median, [filled]),
    (lambda x: round(averages.standard_deviation(x), 6), lambda x: round(statistics.pstdev(x), 6), [filled]),
    (
        lambda x: matrices.rotate_counterclockwise(matrices.rotate_clockwise(x)),
        lambda x: x,
        [st.just([[1, 2], [3, 4]])],
    ),
    (lambda t, k: ciphers.caesar_cipher(ciphers.caesar_cipher(t, k), -k), lambda t, k: t, [text, integers]),
    (lambda x: trees.inorder(trees.tree_from_sorted(x)), lambda x: x, [in_order]),
]


@pytest.mark.parametrize(
    ("recipe", "reference", "arguments"), AGREEMENTS, ids=lambda part: getattr(part, "__name__", "")
)
def test_recipe_agrees_with_its_reference(
    recipe: Callable[..., Any], reference: Callable[..., Any], arguments: list[st.SearchStrategy[Any]]
) -> None:
    @settings(max_examples=40, deadline=None)
    @given(st.tuples(*arguments))
    def agree(values: tuple[Any, ...]) -> None:
        assert recipe(*values) == reference(*values)

    agree()
