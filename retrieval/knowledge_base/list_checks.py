"""Recipes that answer yes or no, or count, about a list: order, equality, duplicates, membership."""

from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def all_equal(items: list[T]) -> bool:
    """Check whether all items of a list are equal.

    >>> all_equal([2, 2, 2])
    True
    >>> all_equal([2, 3])
    False
    >>> all_equal([])
    True
    """
    return all(item == items[0] for item in items)


def all_equal_to(items: list[T], value: T) -> bool:
    """Check whether every item of a list equals a given value.

    >>> all_equal_to(["a", "a"], "a")
    True
    >>> all_equal_to(["a", "b"], "a")
    False
    """
    return all(item == value for item in items)


def has_duplicates(items: list[T]) -> bool:
    """Check whether some item occurs more than once in a list.

    >>> has_duplicates([1, 2, 1])
    True
    >>> has_duplicates([])
    False
    """
    return len(set(items)) != len(items)


def all_distinct(items: list[T]) -> bool:
    """Check whether all items of a list are different from each other (unique).

    >>> all_distinct([1, 2, 3])
    True
    >>> all_distinct([1, 1])
    False
    """
    return len(set(items)) == len(items)


def is_sorted_ascending(items: list[int]) -> bool:
    """Check whether a list is sorted in non-decreasing order.

    >>> is_sorted_ascending([1, 2, 2, 3])
    True
    >>> is_sorted_ascending([2, 1])
    False
    >>> is_sorted_ascending([])
    True
    """
    return all(a <= b for a, b in zip(items, items[1:]))


def is_sorted_descending(items: list[int]) -> bool:
    """Check whether a list is sorted in non-increasing order.

    >>> is_sorted_descending([3, 2, 2])
    True
    >>> is_sorted_descending([1, 2])
    False
    """
    return all(a >= b for a, b in zip(items, items[1:]))


def is_strictly_increasing(items: list[int]) -> bool:
    """Check whether every item of a list is greater than the one before it.

    >>> is_strictly_increasing([1, 2, 3])
    True
    >>> is_strictly_increasing([1, 1])
    False
    """
    return all(a < b for a, b in zip(items, items[1:]))


def is_monotonic(items: list[int]) -> bool:
    """Check whether a list only rises or only falls, equal neighbours allowed.

    >>> is_monotonic([1, 2, 2])
    True
    >>> is_monotonic([3, 1, 2])
    False
    >>> is_monotonic([])
    True
    """
    pairs = list(zip(items, items[1:]))
    return all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs)


def are_consecutive(numbers: list[int]) -> bool:
    """Check whether the numbers of a list, in any order, are consecutive integers without repetition.

    >>> are_consecutive([5, 3, 4])
    True
    >>> are_consecutive([1, 3])
    False
    >>> are_consecutive([])
    True
    """
    ordered = sorted(numbers)
    return all(b - a == 1 for a, b in zip(ordered, ordered[1:]))


def is_palindrome_list(items: list[T]) -> bool:
    """Check whether a list reads the same forwards and backwards.

    >>> is_palindrome_list([1, 2, 1])
    True
    >>> is_palindrome_list([1, 2])
    False
    """
    return items == items[::-1]


def is_rearrangement(first: list[T], second: list[T]) -> bool:
    """Check whether two lists hold the same items equally often, in any order: a permutation of each other.

    >>> is_rearrangement([1, 2, 2], [2, 1, 2])
    True
    >>> is_rearrangement([1, 2], [1, 1])
    False
    """
    return Counter(first) == Counter(second)


def is_rotation_of_list(first: list[T], second: list[T]) -> bool:
    """Check whether one list is a rotation of another.

    >>> is_rotation_of_list([1, 2, 3], [3, 1, 2])
    True
    >>> is_rotation_of_list([1, 2, 3], [3, 2, 1])
    False
    >>> is_rotation_of_list([], [])
    True
    """
    return first == second or any(first[i:] + first[:i] == second for i in range(len(first)))


def contains_sublist(items: list[T], part: list[T]) -> bool:
    """Check whether a list occurs inside another as a run of neighbouring items.

    >>> contains_sublist([1, 2, 3, 4], [2, 3])
    True
    >>> contains_sublist([1, 2, 3], [1, 3])
    False
    >>> contains_sublist([1], [])
    True
    """
    return any(items[i : i + len(part)] == part for i in range(len(items) - len(part) + 1))


def contains_all(items: list[T], wanted: list[T]) -> bool:
    """Check whether a list contains every one of some wanted items.

    >>> contains_all([1, 2, 3], [3, 1])
    True
    >>> contains_all([1, 2], [4])
    False
    """
    return all(item in items for item in wanted)


def contains_any(items: list[T], wanted: list[T]) -> bool:
    """Check whether a list contains at least one of some wanted items: whether two lists share an item.

    >>> contains_any([1, 2, 3], [5, 3])
    True
    >>> contains_any([1, 2], [])
    False
    """
    return any(item in items for item in wanted)


def all_greater_than(numbers: list[int], threshold: int) -> bool:
    """Check whether every number of a list is greater than a threshold.

    >>> all_greater_than([5, 6], 4)
    True
    >>> all_greater_than([5, 4], 4)
    False
    """
    return all(x > threshold for x in numbers)


def count_occurrences(items: list[T], value: T) -> int:
    """Count how often a value occurs in a list.

    >>> count_occurrences([1, 2, 1], 1)
    2
    >>> count_occurrences([], 1)
    0
    """
    return items.count(value)


def count_where(items: list[T], predicate: Callable[[T], bool]) -> int:
    """Count the items of a list that satisfy a condition.

    >>> count_where([1, 2, 3, 4], lambda x: x > 2)
    2
    >>> count_where([], lambda x: True)
    0
    """
    return sum(1 for item in items if predicate(item))


def count_distinct(items: list[T]) -> int:
    """Count the different items of a list.

    >>> count_distinct([1, 2, 1])
    2
    >>> count_distinct([])
    0
    """
    return len(set(items))


def count_even_numbers(numbers: list[int]) -> int:
    """Count the even numbers of a list.

    >>> count_even_numbers([1, 2, 4])
    2
    >>> count_even_numbers([])
    0
    """
    return sum(1 for x in numbers if x % 2 == 0)


def count_positive_numbers(numbers: list[int]) -> int:
    """Count the numbers of a list that are greater than zero.

    >>> count_positive_numbers([1, -2, 0, 3])
    2
    >>> count_positive_numbers([])
    0
    """
    return sum(1 for x in numbers if x > 0)


def count_in_range(numbers: list[int], low: int, high: int) -> int:
    """Count the numbers of a list that lie in a range, both bounds included.

    >>> count_in_range([1, 5, 10], 1, 5)
    2
    >>> count_in_range([], 0, 9)
    0
    """
    return sum(1 for x in numbers if low <= x <= high)


def count_matching_positions(first: list[T], second: list[T]) -> int:
    """Count the positions at which two lists hold equal items.

    >>> count_matching_positions([1, 2, 3], [1, 5, 3])
    2
    >>> count_matching_positions([], [1])
    0
    """
    return sum(1 for a, b in zip(first, second) if a == b)


def count_items_of_type(items: list[Any], kind: type) -> int:
    """Count the items of a list that are instances of a type.

    >>> count_items_of_type([1, "a", 2.0, 3], int)
    2
    >>> count_items_of_type([], str)
    0
    """
    return sum(1 for item in items if isinstance(item, kind))


def keep_type(items: list[Any], kind: type[T]) -> list[T]:
    """Keep the items of a mixed list that are instances of a type.

    >>> keep_type([1, "a", 2, "b"], str)
    ['a', 'b']
    >>> keep_type([], int)
    []
    """
    return [item for item in items if isinstance(item, kind)]
