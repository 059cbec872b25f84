"""Optimal stretches, subsequences and selections of lists, by dynamic programming."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import bisect
import itertools

from synthesis_graph.language.operations import concept


@concept(6, "maximum largest subarray sublist sum contiguous kadane")
def max_subarray_sum(numbers: iter[N]) -> N:
    """The largest sum of a non-empty contiguous stretch."""
    return max(itertools.accumulate(numbers, lambda best, n: max(best + n, n)))


@concept(8, "minimum smallest subarray sublist sum contiguous")
def min_subarray_sum(numbers: iter[N]) -> N:
    """The smallest sum of a non-empty contiguous stretch."""
    return min(itertools.accumulate(numbers, lambda best, n: min(best + n, n)))


@concept(8, "maximum largest subarray sublist product contiguous", limit="len(numbers) <= 100")
def max_subarray_product(numbers: iter[N]) -> N:
    """The largest product of a non-empty contiguous stretch."""
    values = list(numbers)
    best = low = high = values[0]
    for n in values[1:]:
        low, high = min(n, low * n, high * n), max(n, low * n, high * n)
        best = max(best, high)
    return best


@concept(7, "longest increasing subsequence length lis")
def longest_increasing_length(items: iter[C]) -> int:
    """The length of the longest strictly increasing subsequence."""
    tails = []
    for x in items:
        i = bisect.bisect_left(tails, x)
        tails[i : i + 1] = [x]
    return len(tails)


@concept(8, "longest increasing subsequence lis", limit="len(items) <= 60")
def longest_increasing_subsequence(items: list[C]) -> list[C]:
    """The first longest strictly increasing subsequence."""
    best = []
    for x in items:
        best.append(max((b for b in best if b[-1] < x), key=len, default=[]) + [x])
    return max(best, key=len, default=[])


@concept(8, "maximum sum increasing subsequence", limit="len(numbers) <= 150")
def max_increasing_subsequence_sum(numbers: list[N]) -> N:
    """The largest sum of a strictly increasing subsequence."""
    best = []
    for n in numbers:
        best.append(n + max((b for b, m in zip(best, numbers) if m < n), default=0))
    return max(best)


@concept(8, "longest consecutive number sequence length")
def longest_consecutive(numbers: iter[int]) -> int:
    """The length of the longest range of successive integers that all occur."""
    present, best = set(numbers), 0
    for start in present:
        if start - 1 not in present:
            end = next(n for n in itertools.count(start) if n not in present)
            best = max(best, end - start)
    return best


@concept(7, "inversion inversions count pair order", limit="len(items) <= 100")
def count_inversions(items: iter[C]) -> int:
    """The number of pairs in which the earlier item is the larger."""
    return sum(a > b for a, b in itertools.combinations(items, 2))


@concept(7, "maximum difference profit gain buy sell later stock")
def max_gain(numbers: list[N]) -> N:
    """The largest amount by which a number exceeds an earlier one or itself."""
    lows = itertools.accumulate(numbers, min)
    return max(n - low for n, low in zip(numbers, lows))


@concept(8, "maximum sum adjacent nonadjacent consecutive robber")
def max_non_adjacent_sum(numbers: iter[int]) -> int:
    """The largest sum of numbers of which no two are neighbours, 0 for none."""
    taken = skipped = 0
    for n in numbers:
        taken, skipped = skipped + n, max(taken, skipped)
    return max(taken, skipped)


@concept(7, "maximum sum window subarray size consecutive", limit="0 < k and len(numbers) <= 300")
def max_window_sum(numbers: list[N], k: int) -> N:
    """The largest sum of k successive numbers."""
    return max(sum(numbers[i : i + k]) for i in range(len(numbers) - k + 1))


@concept(8, "count subarray sublist sum equal", limit="len(numbers) <= 1000")
def count_subarrays_with_sum(numbers: iter[int], total: int) -> int:
    """The number of contiguous stretches that add up to the total."""
    seen, running, count = {0: 1}, 0, 0
    for n in numbers:
        running += n
        count += seen.get(running - total, 0)
        seen[running] = seen.get(running, 0) + 1
    return count


@concept(
    8,
    "coin coins change ways count",
    limit="0 <= amount <= 500 and len(coins) <= 12 and all(c > 0 for c in coins)",
)
def coin_change_ways(coins: list[int], amount: int) -> int:
    """The number of ways to make the amount from coins, each used at will."""
    ways = [1] + [0] * amount
    for coin in coins:
        for total in range(coin, amount + 1):
            ways[total] += ways[total - coin]
    return ways[amount]


@concept(
    8,
    "coin coins change minimum fewest",
    limit="0 <= amount <= 300 and len(coins) <= 12 and all(c > 0 for c in coins)",
)
def min_coins(coins: list[int], amount: int) -> int:
    """The fewest coins, each used at will, that make the amount, or -1."""
    fewest = [0]
    for total in range(1, amount + 1):
        options = (fewest[total - c] for c in coins if c <= total)
        fewest.append(min(options, default=amount) + 1)
    return fewest[amount] if fewest[amount] <= amount else -1


@concept(
    8,
    "knapsack weight value capacity maximum",
    limit="0 <= capacity <= 200 and len(weights) <= 20 and all(w > 0 for w in weights)",
)
def knapsack(weights: list[int], values: list[int], capacity: int) -> int:
    """The largest total value of distinct items within the capacity."""
    best = [0] * (capacity + 1)
    for weight, value in zip(weights, values):
        for room in range(capacity, weight - 1, -1):
            best[room] = max(best[room], best[room - weight] + value)
    return best[capacity]


@concept(8, "minimum path sum cost grid matrix right down", limit="len(grid) * len(grid[0]) <= 1500")
def min_path_sum(grid: list[list[N]]) -> N:
    """The smallest sum along a way through the grid from corner to corner by steps right and down."""
    row = list(itertools.accumulate(grid[0]))
    for line in grid[1:]:
        row[0] += line[0]
        for j in range(1, len(line)):
            row[j] = min(row[j], row[j - 1]) + line[j]
    return row[-1]
