"""Recipes that pick items out of a list: extremes, order statistics, positions and first matches."""

import heapq
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def nth_largest(numbers: list[int], n: int) -> int:
    """Return the n-th largest number of a list, counting from 1, duplicates counted.

    >>> nth_largest([4, 9, 1, 9], 2)
    9
    >>> nth_largest([5], 1)
    5
    """
    return sorted(numbers, reverse=True)[n - 1]


def nth_smallest(numbers: list[int], n: int) -> int:
    """Return the n-th smallest number of a list, counting from 1: its n-th order statistic.

    >>> nth_smallest([4, 9, 1], 2)
    4
    >>> nth_smallest([5], 1)
    5
    """
    return sorted(numbers)[n - 1]


def nth_largest_distinct(numbers: list[int], n: int) -> int | None:
    """Return the n-th largest of the different numbers of a list, or None when there are too few.

    >>> nth_largest_distinct([9, 4, 9, 1], 2)
    4
    >>> nth_largest_distinct([9, 9], 2) is None
    True
    """
    ordered = sorted(set(numbers), reverse=True)
    return ordered[n - 1] if n <= len(ordered) else None


def nth_smallest_distinct(numbers: list[int], n: int) -> int | None:
    """Return the n-th smallest of the different numbers of a list, or None when there are too few.

    >>> nth_smallest_distinct([1, 1, 4, 9], 2)
    4
    >>> nth_smallest_distinct([], 1) is None
    True
    """
    ordered = sorted(set(numbers))
    return ordered[n - 1] if n <= len(ordered) else None


def n_largest(numbers: list[int], n: int) -> list[int]:
    """List the n largest numbers of a list, the largest first, using a heap.

    >>> n_largest([4, 9, 1, 7], 2)
    [9, 7]
    >>> n_largest([], 3)
    []
    """
    return heapq.nlargest(n, numbers)


def n_smallest(numbers: list[int], n: int) -> list[int]:
    """List the n smallest numbers of a list, the smallest first, using a heap.

    >>> n_smallest([4, 9, 1, 7], 2)
    [1, 4]
    >>> n_smallest([], 3)
    []
    """
    return heapq.nsmallest(n, numbers)


def minimum_and_maximum(numbers: list[int]) -> tuple[int, int]:
    """Return the smallest and the largest number of a non-empty list.

    >>> minimum_and_maximum([4, 9, 1])
    (1, 9)
    >>> minimum_and_maximum([5])
    (5, 5)
    """
    return min(numbers), max(numbers)


def maximum_or_none(numbers: list[int]) -> int | None:
    """Return the largest number of a list, or None when the list is empty.

    >>> maximum_or_none([4, 9, 1])
    9
    >>> maximum_or_none([]) is None
    True
    """
    return max(numbers, default=None)


def spread(numbers: list[int]) -> int:
    """Return the difference between the largest and the smallest number of a list: its range.

    >>> spread([4, 9, 1])
    8
    >>> spread([])
    0
    """
    return max(numbers) - min(numbers) if numbers else 0


def index_of_maximum(numbers: list[int]) -> int:
    """Return the index of the first largest number of a non-empty list: its argmax.

    >>> index_of_maximum([4, 9, 1, 9])
    1
    >>> index_of_maximum([5])
    0
    """
    return max(range(len(numbers)), key=lambda i: numbers[i])


def index_of_minimum(numbers: list[int]) -> int:
    """Return the index of the first smallest number of a non-empty list: its argmin.

    >>> index_of_minimum([4, 1, 9, 1])
    1
    >>> index_of_minimum([5])
    0
    """
    return min(range(len(numbers)), key=numbers.__getitem__)


def indices_of(items: list[T], value: T) -> list[int]:
    """List all indices at which a value occurs in a list.

    >>> indices_of([1, 2, 1], 1)
    [0, 2]
    >>> indices_of([], 1)
    []
    """
    return [i for i, item in enumerate(items) if item == value]


def indices_where(items: list[T], predicate: Callable[[T], bool]) -> list[int]:
    """List the indices of the items that satisfy a condition.

    >>> indices_where([5, 8, 2], lambda x: x > 4)
    [0, 1]
    >>> indices_where([], lambda x: True)
    []
    """
    return [i for i, item in enumerate(items) if predicate(item)]


def items_at(items: list[T], indices: list[int]) -> list[T]:
    """Pick the items of a list at the given indices.

    >>> items_at(["a", "b", "c"], [2, 0])
    ['c', 'a']
    >>> items_at([], [])
    []
    """
    return [items[i] for i in indices]


def first_where(items: list[T], predicate: Callable[[T], bool]) -> T | None:
    """Return the first item of a list that satisfies a condition, or None.

    >>> first_where([1, 4, 6], lambda x: x % 2 == 0)
    4
    >>> first_where([], lambda x: True) is None
    True
    """
    return next((item for item in items if predicate(item)), None)


def first_even(numbers: list[int]) -> int | None:
    """Return the first even number of a list, or None when there is none.

    >>> first_even([1, 4, 6])
    4
    >>> first_even([1]) is None
    True
    """
    return next((x for x in numbers if x % 2 == 0), None)


def first_odd(numbers: list[int]) -> int | None:
    """Return the first odd number of a list, or None when there is none.

    >>> first_odd([2, 3, 5])
    3
    >>> first_odd([2]) is None
    True
    """
    return next((x for x in numbers if x % 2 != 0), None)


def first_duplicate(items: list[T]) -> T | None:
    """Return the first item of a list that has occurred before, or None when all are different.

    >>> first_duplicate([1, 2, 3, 2, 1])
    2
    >>> first_duplicate([1, 2]) is None
    True
    """
    seen: set[T] = set()
    for item in items:
        if item in seen:
            return item
        seen.add(item)
    return None


def first_unique(items: list[T]) -> T | None:
    """Return the first item of a list that occurs exactly once, or None.

    >>> first_unique([1, 2, 1, 3])
    2
    >>> first_unique([1, 1]) is None
    True
    """
    counts = Counter(items)
    return next((item for item in items if counts[item] == 1), None)


def most_common_item(items: list[T]) -> T | None:
    """Return the item that occurs most often in a list, the first of equals, or None when it is empty.

    >>> most_common_item(["a", "b", "b"])
    'b'
    >>> most_common_item([]) is None
    True
    """
    counts = Counter(items)
    return counts.most_common(1)[0][0] if counts else None


def most_common_items(items: list[T], n: int) -> list[tuple[T, int]]:
    """List the n most frequent items of a list with their counts.

    >>> most_common_items(["a", "b", "b"], 1)
    [('b', 2)]
    >>> most_common_items([], 2)
    []
    """
    return Counter(items).most_common(n)


def least_common_item(items: list[T]) -> T | None:
    """Return the item that occurs least often in a list, the first of equals, or None when it is empty.

    >>> least_common_item(["a", "b", "a"])
    'b'
    >>> least_common_item([]) is None
    True
    """
    counts = Counter(items)
    return min(counts, key=lambda item: counts[item]) if counts else None


def majority_item(items: list[T]) -> T | None:
    """Return the item that fills more than half of a list, or None, by Boyer and Moore's majority vote.

    >>> majority_item([2, 1, 2, 2])
    2
    >>> majority_item([1, 2]) is None
    True
    """
    candidate, votes = None, 0
    for item in items:
        if votes == 0:
            candidate = item
        votes += 1 if item == candidate else -1
    return candidate if candidate is not None and 2 * items.count(candidate) > len(items) else None


def longest_item(items: list[str]) -> str | None:
    """Return the longest string (or word) of a list, the first of equals, or None when it is empty.

    >>> longest_item(["fig", "banana", "cherry"])
    'banana'
    >>> longest_item([]) is None
    True
    """
    return max(items, key=len, default=None)


def shortest_item(items: list[str]) -> str | None:
    """Return the shortest string (or word) of a list, the first of equals, or None when it is empty.

    >>> shortest_item(["banana", "fig", "kiwi"])
    'fig'
    >>> shortest_item([]) is None
    True
    """
    return min(items, key=len, default=None)


def longest_list(lists: list[list[T]]) -> list[T]:
    """Return the longest list of a list of lists, the first of equals.

    >>> longest_list([[1], [2, 3], [4]])
    [2, 3]
    >>> longest_list([])
    []
    """
    return max(lists, key=len, default=[])


def list_with_largest_sum(lists: list[list[int]]) -> list[int]:
    """Return the list with the largest sum of a list of lists.

    >>> list_with_largest_sum([[1, 2], [9], [3, 3]])
    [9]
    >>> list_with_largest_sum([])
    []
    """
    return max(lists, key=sum, default=[])


def middle_items(items: list[T]) -> list[T]:
    """Return the middle item of a list of odd length, or the two middle items of one of even length.

    >>> middle_items([1, 2, 3])
    [2]
    >>> middle_items([1, 2, 3, 4])
    [2, 3]
    >>> middle_items([])
    []
    """
    half = (len(items) - 1) // 2
    return items[half : len(items) - half] if items else []


def local_maxima(numbers: list[int]) -> list[int]:
    """List the numbers that are greater than both of their neighbours: the peaks inside a list.

    >>> local_maxima([1, 3, 2, 5, 4])
    [3, 5]
    >>> local_maxima([1, 2])
    []
    """
    return [b for a, b, c in zip(numbers, numbers[1:], numbers[2:]) if a < b > c]


def leaders(numbers: list[int]) -> list[int]:
    """List the numbers that are greater than every number to their right, the last one included.

    >>> leaders([7, 4, 5, 2, 3])
    [7, 5, 3]
    >>> leaders([])
    []
    """
    return [x for i, x in enumerate(numbers) if all(x > y for y in numbers[i + 1 :])]


def missing_numbers(numbers: list[int]) -> list[int]:
    """List the integers missing between the smallest and the largest number of a list.

    >>> missing_numbers([1, 2, 5])
    [3, 4]
    >>> missing_numbers([])
    []
    """
    present = set(numbers)
    return [x for x in range(min(numbers), max(numbers)) if x not in present] if numbers else []


def smallest_missing_number(numbers: list[int]) -> int:
    """Return the smallest non-negative integer that is not in a list (the minimum excluded value, mex).

    >>> smallest_missing_number([0, 1, 3])
    2
    >>> smallest_missing_number([])
    0
    """
    present = set(numbers)
    return next(x for x in range(len(present) + 1) if x not in present)
