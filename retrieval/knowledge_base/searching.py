"""Recipes that search: linear and binary search and its variants over sorted and rotated lists."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def linear_search(items: list[T], target: T) -> int:
    """Return the index of the first occurrence of a target in a list, or -1 (sequential search).

    >>> linear_search([5, 3, 8], 8)
    2
    >>> linear_search([], 1)
    -1
    """
    return next((i for i, item in enumerate(items) if item == target), -1)


def binary_search(numbers: list[int], target: int) -> int:
    """Return an index of a target in a sorted list by binary search, or -1 when it is not there.

    >>> binary_search([1, 3, 5, 7], 5)
    2
    >>> binary_search([], 1)
    -1
    """
    low, high = 0, len(numbers) - 1
    while low <= high:
        middle = (low + high) // 2
        if numbers[middle] == target:
            return middle
        if numbers[middle] < target:
            low = middle + 1
        else:
            high = middle - 1
    return -1


def contains_sorted(numbers: list[int], target: int) -> bool:
    """Check by binary search whether a sorted list contains a target.

    >>> contains_sorted([1, 3, 5], 3)
    True
    >>> contains_sorted([1, 3, 5], 4)
    False
    """
    index = bisect_left(numbers, target)
    return index < len(numbers) and numbers[index] == target


def left_insertion_point(numbers: list[int], target: int) -> int:
    """Return where to insert a target into a sorted list, before any equal numbers: its lower bound.

    >>> left_insertion_point([1, 2, 2, 3], 2)
    1
    >>> left_insertion_point([], 5)
    0
    """
    return bisect_left(numbers, target)


def right_insertion_point(numbers: list[int], target: int) -> int:
    """Return where to insert a target into a sorted list, after any equal numbers: its upper bound.

    >>> right_insertion_point([1, 2, 2, 3], 2)
    3
    >>> right_insertion_point([], 5)
    0
    """
    return bisect_right(numbers, target)


def first_position_sorted(numbers: list[int], target: int) -> int:
    """Return the index of the first occurrence of a target in a sorted list, or -1.

    >>> first_position_sorted([1, 2, 2, 3], 2)
    1
    >>> first_position_sorted([1], 2)
    -1
    """
    index = bisect_left(numbers, target)
    return index if index < len(numbers) and numbers[index] == target else -1


def last_position_sorted(numbers: list[int], target: int) -> int:
    """Return the index of the last occurrence of a target in a sorted list, or -1.

    >>> last_position_sorted([1, 2, 2, 3], 2)
    2
    >>> last_position_sorted([1], 2)
    -1
    """
    index = bisect_right(numbers, target) - 1
    return index if index >= 0 and numbers[index] == target else -1


def count_in_sorted(numbers: list[int], target: int) -> int:
    """Count the occurrences of a target in a sorted list by two binary searches.

    >>> count_in_sorted([1, 2, 2, 3], 2)
    2
    >>> count_in_sorted([], 2)
    0
    """
    return bisect_right(numbers, target) - bisect_left(numbers, target)


def largest_at_most(numbers: list[int], bound: int) -> int | None:
    """Return the largest number of a sorted list that does not exceed a bound (the floor), or None.

    >>> largest_at_most([1, 4, 9], 6)
    4
    >>> largest_at_most([1], 0) is None
    True
    """
    index = bisect_right(numbers, bound)
    return numbers[index - 1] if index > 0 else None


def smallest_at_least(numbers: list[int], bound: int) -> int | None:
    """Return the smallest number of a sorted list that is not below a bound (the ceiling), or None.

    >>> smallest_at_least([1, 4, 9], 5)
    9
    >>> smallest_at_least([1], 2) is None
    True
    """
    index = bisect_left(numbers, bound)
    return numbers[index] if index < len(numbers) else None


def insert_sorted(numbers: list[int], value: int) -> list[int]:
    """Insert a value into a sorted list so that it stays sorted.

    >>> insert_sorted([1, 3], 2)
    [1, 2, 3]
    >>> insert_sorted([], 2)
    [2]
    """
    index = bisect_right(numbers, value)
    return [*numbers[:index], value, *numbers[index:]]


def search_rotated(numbers: list[int], target: int) -> int:
    """Return the index of a target in a rotated sorted list of different numbers, or -1.

    >>> search_rotated([4, 5, 6, 1, 2], 1)
    3
    >>> search_rotated([], 1)
    -1
    """
    low, high = 0, len(numbers) - 1
    while low <= high:
        middle = (low + high) // 2
        if numbers[middle] == target:
            return middle
        if numbers[low] <= numbers[middle]:
            in_left = numbers[low] <= target < numbers[middle]
        else:
            in_left = not numbers[middle] < target <= numbers[high]
        if in_left:
            high = middle - 1
        else:
            low = middle + 1
    return -1


def rotation_count(numbers: list[int]) -> int:
    """Count how many places a sorted list of different numbers was rotated to the right.

    >>> rotation_count([4, 5, 1, 2, 3])
    2
    >>> rotation_count([1, 2, 3])
    0
    """
    low, high = 0, len(numbers) - 1
    while low < high:
        middle = (low + high) // 2
        if numbers[middle] > numbers[high]:
            low = middle + 1
        else:
            high = middle
    return low


def peak_index(numbers: list[int]) -> int:
    """Return the index of a peak, a number not smaller than its neighbours, by binary search.

    >>> peak_index([1, 3, 7, 5, 2])
    2
    >>> peak_index([4])
    0
    """
    low, high = 0, len(numbers) - 1
    while low < high:
        middle = (low + high) // 2
        if numbers[middle] < numbers[middle + 1]:
            low = middle + 1
        else:
            high = middle
    return low


def first_true(low: int, high: int, predicate: Callable[[int], bool]) -> int:
    """Return the smallest number in a range for which a monotone condition holds, or one past its end.

    >>> first_true(0, 100, lambda x: x * x >= 50)
    8
    >>> first_true(0, 3, lambda x: False)
    4
    """
    end = high + 1
    while low < end:
        middle = (low + end) // 2
        if predicate(middle):
            end = middle
        else:
            low = middle + 1
    return low


def search_sorted_matrix(matrix: list[list[int]], target: int) -> tuple[int, int] | None:
    """Find a target in a matrix with sorted rows and columns, walking from its upper right corner.

    >>> search_sorted_matrix([[1, 4], [2, 5]], 2)
    (1, 0)
    >>> search_sorted_matrix([], 2) is None
    True
    """
    row, column = 0, len(matrix[0]) - 1 if matrix else -1
    while row < len(matrix) and column >= 0:
        if matrix[row][column] == target:
            return row, column
        if matrix[row][column] > target:
            column -= 1
        else:
            row += 1
    return None


def fixed_point_sorted(numbers: list[int]) -> int:
    """Return an index that equals its number in a sorted list of different integers, or -1.

    >>> fixed_point_sorted([-5, 0, 2, 7])
    2
    >>> fixed_point_sorted([5, 6])
    -1
    """
    low, high = 0, len(numbers)
    while low < high:
        middle = (low + high) // 2
        if numbers[middle] < middle:
            low = middle + 1
        else:
            high = middle
    return low if low < len(numbers) and numbers[low] == low else -1


def closest_in_sorted(numbers: list[int], target: int) -> int:
    """Return the number of a non-empty sorted list that is closest to a target, the smaller of two.

    >>> closest_in_sorted([1, 4, 9], 7)
    9
    >>> closest_in_sorted([1, 3], 2)
    1
    """
    index = bisect_left(numbers, target)
    return min(numbers[max(index - 1, 0) : index + 1], key=lambda x: abs(x - target))
