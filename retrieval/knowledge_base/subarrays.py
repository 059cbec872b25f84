"""Recipes over contiguous parts of a list: maximum sums, prefix sums, sliding windows, longest stretches."""

from collections import Counter, deque
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")


def maximum_subarray_sum(numbers: list[int]) -> int:
    """Return the largest sum of a contiguous non-empty subarray by Kadane's algorithm.

    >>> maximum_subarray_sum([3, -6, 5, -1, 4, -2])
    8
    >>> maximum_subarray_sum([-3, -1])
    -1
    """
    best = current = numbers[0]
    for x in numbers[1:]:
        current = max(x, current + x)
        best = max(best, current)
    return best


def maximum_subarray_sum_or_zero(numbers: list[int]) -> int:
    """Return the largest sum of a contiguous subarray that may be empty.

    >>> maximum_subarray_sum_or_zero([2, -1, 3, -9])
    4
    >>> maximum_subarray_sum_or_zero([-3, -1])
    0
    """
    best = current = 0
    for x in numbers:
        current = max(0, current + x)
        best = max(best, current)
    return best


def maximum_subarray(numbers: list[int]) -> list[int]:
    """Return the contiguous subarray with the largest sum, the first of equals.

    >>> maximum_subarray([1, -5, 4, -1, 3])
    [4, -1, 3]
    >>> maximum_subarray([])
    []
    """
    best, best_range = float("-inf"), (0, 0)
    current, start = 0, 0
    for i, x in enumerate(numbers):
        if current <= 0:
            current, start = 0, i
        current += x
        if current > best:
            best, best_range = current, (start, i + 1)
    return numbers[best_range[0] : best_range[1]]


def minimum_subarray_sum(numbers: list[int]) -> int:
    """Return the smallest sum of a contiguous non-empty subarray.

    >>> minimum_subarray_sum([3, -4, 2, -3, 6])
    -5
    >>> minimum_subarray_sum([5, 2])
    2
    """
    best = current = numbers[0]
    for x in numbers[1:]:
        current = min(x, current + x)
        best = min(best, current)
    return best


def maximum_circular_subarray_sum(numbers: list[int]) -> int:
    """Return the largest sum of a contiguous part of a circular list, whose end joins its beginning.

    >>> maximum_circular_subarray_sum([5, -3, 5])
    10
    >>> maximum_circular_subarray_sum([-2, -3])
    -2
    """
    straight = maximum_subarray_sum(numbers)
    return straight if straight < 0 else max(straight, sum(numbers) - minimum_subarray_sum(numbers))


def maximum_subarray_product(numbers: list[int]) -> int:
    """Return the largest product of a contiguous non-empty subarray.

    >>> maximum_subarray_product([2, 3, -2, 4])
    6
    >>> maximum_subarray_product([-2, 3, -4])
    24
    """
    best = high = low = numbers[0]
    for x in numbers[1:]:
        candidates = (x, high * x, low * x)
        high, low = max(candidates), min(candidates)
        best = max(best, high)
    return best


def maximum_window_sum(numbers: list[int], size: int) -> int:
    """Return the largest sum of a fixed number of consecutive numbers, with a sliding window.

    >>> maximum_window_sum([1, 4, 2, 10, 3], 2)
    13
    >>> maximum_window_sum([5], 1)
    5
    """
    current = best = sum(numbers[:size])
    for i in range(size, len(numbers)):
        current += numbers[i] - numbers[i - size]
        best = max(best, current)
    return best


def sliding_windows(items: list[T], size: int) -> list[list[T]]:
    """List all windows of a fixed number of consecutive items.

    >>> sliding_windows([1, 2, 3, 4], 3)
    [[1, 2, 3], [2, 3, 4]]
    >>> sliding_windows([1], 2)
    []
    """
    return [items[i : i + size] for i in range(len(items) - size + 1)]


def window_sums(numbers: list[int], size: int) -> list[int]:
    """List the sums of all windows of a fixed number of consecutive numbers.

    >>> window_sums([1, 2, 3, 4], 2)
    [3, 5, 7]
    >>> window_sums([1], 2)
    []
    """
    return [sum(numbers[i : i + size]) for i in range(len(numbers) - size + 1)]


def window_averages(numbers: list[float], size: int) -> list[float]:
    """List the moving average of every window of a fixed number of consecutive numbers.

    >>> window_averages([1, 2, 3, 4], 2)
    [1.5, 2.5, 3.5]
    >>> window_averages([], 2)
    []
    """
    return [sum(numbers[i : i + size]) / size for i in range(len(numbers) - size + 1)]


def window_maxima(numbers: list[int], size: int) -> list[int]:
    """List the maximum of every window of a fixed number of consecutive numbers, with a deque.

    >>> window_maxima([1, 3, 2, 0, 5], 3)
    [3, 3, 5]
    >>> window_maxima([], 2)
    []
    """
    candidates: deque[int] = deque()
    maxima = []
    for i, x in enumerate(numbers):
        while candidates and numbers[candidates[-1]] <= x:
            candidates.pop()
        candidates.append(i)
        if candidates[0] == i - size:
            candidates.popleft()
        if i >= size - 1:
            maxima.append(numbers[candidates[0]])
    return maxima


def all_subarrays(items: list[T]) -> list[list[T]]:
    """List all contiguous non-empty subarrays (sublists) of a list.

    >>> all_subarrays([1, 2])
    [[1], [1, 2], [2]]
    >>> all_subarrays([])
    []
    """
    return [items[i:j] for i in range(len(items)) for j in range(i + 1, len(items) + 1)]


def prefixes(items: list[T]) -> list[list[T]]:
    """List all non-empty prefixes of a list from the shortest to the longest.

    >>> prefixes([1, 2, 3])
    [[1], [1, 2], [1, 2, 3]]
    >>> prefixes([])
    []
    """
    return [items[: i + 1] for i in range(len(items))]


def count_subarrays_with_sum(numbers: list[int], target: int) -> int:
    """Count the contiguous subarrays whose sum is a target, with prefix sums.

    >>> count_subarrays_with_sum([1, 1, 1], 2)
    2
    >>> count_subarrays_with_sum([], 0)
    0
    """
    seen = Counter({0: 1})
    count = total = 0
    for x in numbers:
        total += x
        count += seen[total - target]
        seen[total] += 1
    return count


def has_zero_sum_subarray(numbers: list[int]) -> bool:
    """Check whether some contiguous non-empty subarray adds up to zero.

    >>> has_zero_sum_subarray([4, 2, -3, 1, 6])
    True
    >>> has_zero_sum_subarray([1, 2])
    False
    """
    sums = list(accumulate(numbers, initial=0))
    return len(set(sums)) < len(sums)


def find_subarray_with_sum(numbers: list[int], target: int) -> tuple[int, int] | None:
    """Return the first and last index of a contiguous subarray with a given sum, or None.

    >>> find_subarray_with_sum([3, 5, 2, 8], 7)
    (1, 2)
    >>> find_subarray_with_sum([1], 5) is None
    True
    """
    start_after = {0: 0}
    total = 0
    for i, x in enumerate(numbers):
        total += x
        if total - target in start_after:
            return start_after[total - target], i
        start_after.setdefault(total, i + 1)
    return None


def longest_subarray_with_sum(numbers: list[int], target: int) -> int:
    """Return the length of the longest contiguous subarray with a given sum, or 0.

    >>> longest_subarray_with_sum([1, -1, 5, -2, 3], 3)
    4
    >>> longest_subarray_with_sum([], 3)
    0
    """
    first_index = {0: -1}
    best = total = 0
    for i, x in enumerate(numbers):
        total += x
        first_index.setdefault(total, i)
        if total - target in first_index:
            best = max(best, i - first_index[total - target])
    return best


def shortest_subarray_at_least(numbers: list[int], target: int) -> int:
    """Return the length of the shortest subarray of positive numbers with a sum of at least a target.

    The result is 0 when there is none.

    >>> shortest_subarray_at_least([1, 4, 2, 5, 3], 7)
    2
    >>> shortest_subarray_at_least([1, 1], 5)
    0
    """
    best = len(numbers) + 1
    start = total = 0
    for end, x in enumerate(numbers, start=1):
        total += x
        while total >= target:
            best = min(best, end - start)
            total -= numbers[start]
            start += 1
    return best if best <= len(numbers) else 0


def longest_increasing_run(numbers: list[int]) -> int:
    """Return the length of the longest contiguous strictly increasing part of a list.

    >>> longest_increasing_run([1, 2, 0, 3, 4, 5])
    4
    >>> longest_increasing_run([])
    0
    """
    best = length = 0
    for i, x in enumerate(numbers):
        length = length + 1 if i > 0 and x > numbers[i - 1] else 1
        best = max(best, length)
    return best


def longest_run_of(items: list[T], value: T) -> int:
    """Return the length of the longest run of consecutive items equal to a value.

    >>> longest_run_of([1, 1, 0, 1, 1, 1], 1)
    3
    >>> longest_run_of([], 1)
    0
    """
    best = length = 0
    for item in items:
        length = length + 1 if item == value else 0
        best = max(best, length)
    return best


def longest_unique_substring(text: str) -> int:
    """Return the length of the longest substring without repeated characters.

    >>> longest_unique_substring("welcome")
    6
    >>> longest_unique_substring("")
    0
    """
    last_seen: dict[str, int] = {}
    best = start = 0
    for i, char in enumerate(text):
        start = max(start, last_seen.get(char, -1) + 1)
        last_seen[char] = i
        best = max(best, i - start + 1)
    return best


def longest_consecutive_sequence(numbers: list[int]) -> int:
    """Return the length of the longest sequence of consecutive integers that occur in a list in any order.

    >>> longest_consecutive_sequence([7, 30, 5, 6, 12, 8])
    4
    >>> longest_consecutive_sequence([])
    0
    """
    present = set(numbers)
    best = 0
    for x in present:
        if x - 1 not in present:
            end = x
            while end in present:
                end += 1
            best = max(best, end - x)
    return best


def equilibrium_index(numbers: list[int]) -> int:
    """Return the first index with equal sums of the numbers to its left and right, or -1: the pivot index.

    >>> equilibrium_index([2, 6, 4, 1, 7])
    2
    >>> equilibrium_index([1, 2])
    -1
    """
    total, left = sum(numbers), 0
    for i, x in enumerate(numbers):
        if left == total - left - x:
            return i
        left += x
    return -1


def range_sum_queries(numbers: list[int], queries: list[tuple[int, int]]) -> list[int]:
    """Answer many questions for the sum between two indices, both included, with prefix sums.

    >>> range_sum_queries([1, 2, 3, 4], [(0, 1), (1, 3)])
    [3, 9]
    >>> range_sum_queries([], [])
    []
    """
    totals = list(accumulate(numbers, initial=0))
    return [totals[end + 1] - totals[start] for start, end in queries]
