"""Recipes about pairs and triples of numbers with a given sum, difference or product, and greedy gains."""

import itertools
from collections import Counter


def two_sum_indices(numbers: list[int], target: int) -> tuple[int, int] | None:
    """Return the indices of two numbers that add up to a target, or None, with a dictionary of seen numbers.

    >>> two_sum_indices([4, 10, 3, 6], 9)
    (2, 3)
    >>> two_sum_indices([1], 2) is None
    True
    """
    seen: dict[int, int] = {}
    for i, x in enumerate(numbers):
        if target - x in seen:
            return seen[target - x], i
        seen.setdefault(x, i)
    return None


def has_pair_with_sum(numbers: list[int], target: int) -> bool:
    """Check whether two different positions of a list hold numbers that add up to a target.

    >>> has_pair_with_sum([1, 4, 6], 10)
    True
    >>> has_pair_with_sum([5], 10)
    False
    """
    return any(a + b == target for a, b in itertools.combinations(numbers, 2))


def pairs_with_sum(numbers: list[int], target: int) -> list[tuple[int, int]]:
    """List the pairs of numbers, in list order, that add up to a target.

    >>> pairs_with_sum([1, 5, 3, 3], 6)
    [(1, 5), (3, 3)]
    >>> pairs_with_sum([], 6)
    []
    """
    return [(a, b) for a, b in itertools.combinations(numbers, 2) if a + b == target]


def count_pairs_with_sum(numbers: list[int], target: int) -> int:
    """Count the pairs of positions whose numbers add up to a target in linear time.

    >>> count_pairs_with_sum([1, 1, 2, 3, 3], 4)
    4
    >>> count_pairs_with_sum([], 4)
    0
    """
    seen: Counter[int] = Counter()
    count = 0
    for x in numbers:
        count += seen[target - x]
        seen[x] += 1
    return count


def count_pairs_with_difference(numbers: list[int], difference: int) -> int:
    """Count the pairs of positions whose numbers differ by an amount.

    >>> count_pairs_with_difference([8, 2, 5, 6], 3)
    2
    >>> count_pairs_with_difference([], 3)
    0
    """
    return sum(1 for a, b in itertools.combinations(numbers, 2) if abs(a - b) == difference)


def count_equal_pairs(numbers: list[int]) -> int:
    """Count the pairs of positions that hold equal numbers.

    >>> count_equal_pairs([1, 1, 1, 2])
    3
    >>> count_equal_pairs([])
    0
    """
    return sum(count * (count - 1) // 2 for count in Counter(numbers).values())


def triples_with_sum(numbers: list[int], target: int) -> list[tuple[int, int, int]]:
    """List the different triples of numbers, each in increasing order, that add up to a target (three sum).

    >>> triples_with_sum([-1, 0, 1, 2, -1], 0)
    [(-1, -1, 2), (-1, 0, 1)]
    >>> triples_with_sum([1], 1)
    []
    """
    triples = itertools.combinations(sorted(numbers), 3)
    return sorted({(a, b, c) for a, b, c in triples if a + b + c == target})


def maximum_pair_product(numbers: list[int]) -> int:
    """Return the largest product of two numbers of a list with at least two.

    >>> maximum_pair_product([3, -7, -5, 2])
    35
    >>> maximum_pair_product([0, -1])
    0
    """
    ordered = sorted(numbers)
    return max(ordered[0] * ordered[1], ordered[-1] * ordered[-2])


def maximum_triple_product(numbers: list[int]) -> int:
    """Return the largest product of three numbers of a list with at least three.

    >>> maximum_triple_product([-10, -10, 5, 2])
    500
    >>> maximum_triple_product([1, 2, 3])
    6
    """
    ordered = sorted(numbers)
    return max(ordered[0] * ordered[1] * ordered[-1], ordered[-3] * ordered[-2] * ordered[-1])


def minimum_pair_difference(numbers: list[int]) -> int:
    """Return the smallest difference between two numbers of a list with at least two.

    >>> minimum_pair_difference([10, 4, 7])
    3
    >>> minimum_pair_difference([5, 5])
    0
    """
    ordered = sorted(numbers)
    return min(b - a for a, b in zip(ordered, ordered[1:]))


def maximum_pair_sum(numbers: list[int]) -> int:
    """Return the largest sum of two numbers at different positions.

    >>> maximum_pair_sum([1, 9, 4])
    13
    >>> maximum_pair_sum([-1, -2])
    -3
    """
    return sum(sorted(numbers)[-2:])


def maximum_ordered_difference(numbers: list[int]) -> int:
    """Return the largest gain of a later number over an earlier one, 0 when there is none.

    This is the best profit of buying once and selling once.

    >>> maximum_ordered_difference([4, 2, 9, 3, 8])
    7
    >>> maximum_ordered_difference([3, 2, 1])
    0
    """
    best, lowest = 0, float("inf")
    for x in numbers:
        if x < lowest:
            lowest = x
        best = max(best, int(x - lowest))
    return best


def sum_of_rises(numbers: list[int]) -> int:
    """Add up all increases from one number to the next: the profit of unlimited buying and selling.

    >>> sum_of_rises([4, 2, 9, 3, 8])
    12
    >>> sum_of_rises([])
    0
    """
    return sum(max(0, b - a) for a, b in zip(numbers, numbers[1:]))


def sum_of_absolute_differences(numbers: list[int]) -> int:
    """Add up the absolute differences of all pairs of numbers.

    >>> sum_of_absolute_differences([1, 4, 6])
    10
    >>> sum_of_absolute_differences([])
    0
    """
    return sum(abs(a - b) for a, b in itertools.combinations(numbers, 2))


def sum_of_pairwise_products(numbers: list[int]) -> int:
    """Add up the products of all pairs of numbers.

    >>> sum_of_pairwise_products([1, 2, 3])
    11
    >>> sum_of_pairwise_products([])
    0
    """
    return (sum(numbers) ** 2 - sum(x * x for x in numbers)) // 2


def largest_container_area(heights: list[int]) -> int:
    """Return the largest area of water held between two of the lines of given heights (two pointers).

    >>> largest_container_area([3, 6, 2, 5, 4])
    12
    >>> largest_container_area([])
    0
    """
    best, left, right = 0, 0, len(heights) - 1
    while left < right:
        best = max(best, (right - left) * min(heights[left], heights[right]))
        if heights[left] < heights[right]:
            left += 1
        else:
            right -= 1
    return best


def trapped_water(heights: list[int]) -> int:
    """Return how much rain water stays between bars of given heights.

    >>> trapped_water([3, 0, 2, 0, 4])
    7
    >>> trapped_water([])
    0
    """
    highest_left = list(itertools.accumulate(heights, max))
    highest_right = list(itertools.accumulate(reversed(heights), max))[::-1]
    return sum(min(a, b) - h for a, b, h in zip(highest_left, highest_right, heights))
