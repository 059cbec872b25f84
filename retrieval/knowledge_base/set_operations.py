"""Recipes about sets: union, intersection, difference, subset tests, similarity and covering."""

from typing import TypeVar

T = TypeVar("T")


def union_of_sets(first: set[T], second: set[T]) -> set[T]:
    """Return the elements that are in at least one of two sets.

    >>> union_of_sets({1, 2}, {2, 3}) == {1, 2, 3}
    True
    >>> union_of_sets(set(), set())
    set()
    """
    return first | second


def intersection_of_sets(first: set[T], second: set[T]) -> set[T]:
    """Return the elements that are in both of two sets.

    >>> intersection_of_sets({1, 2}, {2, 3})
    {2}
    >>> intersection_of_sets({1}, set())
    set()
    """
    return first & second


def difference_of_sets(first: set[T], second: set[T]) -> set[T]:
    """Return the elements of the first set that are not in the second.

    >>> difference_of_sets({1, 2}, {2, 3})
    {1}
    >>> difference_of_sets(set(), {1})
    set()
    """
    return first - second


def symmetric_difference_of_sets(first: set[T], second: set[T]) -> set[T]:
    """Return the elements that are in exactly one of two sets.

    >>> symmetric_difference_of_sets({1, 2}, {2, 3}) == {1, 3}
    True
    >>> symmetric_difference_of_sets({1}, {1})
    set()
    """
    return first ^ second


def common_to_all(lists: list[list[int]]) -> list[int]:
    """List, sorted, the items that occur in every one of several lists: their intersection.

    >>> common_to_all([[1, 2, 3], [2, 3], [3, 2, 5]])
    [2, 3]
    >>> common_to_all([])
    []
    """
    return sorted(set.intersection(*map(set, lists))) if lists else []


def union_of_all(lists: list[list[int]]) -> list[int]:
    """List, sorted, the different items of several lists together: their union.

    >>> union_of_all([[3, 1], [2], [1]])
    [1, 2, 3]
    >>> union_of_all([])
    []
    """
    return sorted({item for items in lists for item in items})


def is_subset(first: list[T], second: list[T]) -> bool:
    """Check whether every item of the first list occurs in the second.

    >>> is_subset([1, 2, 2], [2, 1, 3])
    True
    >>> is_subset([4], [1])
    False
    """
    return set(first) <= set(second)


def is_superset(first: list[T], second: list[T]) -> bool:
    """Check whether the first list contains every item of the second.

    >>> is_superset([2, 1, 3], [1, 2])
    True
    >>> is_superset([], [1])
    False
    """
    return set(first).issuperset(second)


def are_disjoint(first: list[T], second: list[T]) -> bool:
    """Check whether two lists have no item in common.

    >>> are_disjoint([1, 2], [3])
    True
    >>> are_disjoint([1], [1])
    False
    """
    return set(first).isdisjoint(second)


def have_same_elements(first: list[T], second: list[T]) -> bool:
    """Check whether two lists have the same set of items, order and repetition ignored.

    >>> have_same_elements([1, 2, 2], [2, 1])
    True
    >>> have_same_elements([1], [2])
    False
    """
    return set(first) == set(second)


def jaccard_similarity(first: set[T], second: set[T]) -> float:
    """Return the Jaccard index of two sets: the size of their intersection over that of their union.

    >>> jaccard_similarity({1, 2, 3}, {2, 3, 4})
    0.5
    >>> jaccard_similarity(set(), set())
    1.0
    """
    union = first | second
    return len(first & second) / len(union) if union else 1.0


def symmetric_difference_of_lists(first: list[int], second: list[int]) -> list[int]:
    """List, sorted, the items that occur in exactly one of two lists.

    >>> symmetric_difference_of_lists([1, 2, 3], [3, 4])
    [1, 2, 4]
    >>> symmetric_difference_of_lists([], [])
    []
    """
    return sorted(set(first) ^ set(second))


def count_common_elements(first: list[T], second: list[T]) -> int:
    """Count the different items that two lists share.

    >>> count_common_elements([1, 2, 2], [2, 3, 1])
    2
    >>> count_common_elements([], [1])
    0
    """
    return len(set(first) & set(second))


def greedy_set_cover(universe: set[int], subsets: list[set[int]]) -> list[int]:
    """Choose indices of subsets that together cover a universe, greedily the largest gain first.

    >>> greedy_set_cover({1, 2, 3, 4, 5}, [{1, 2, 3}, {2, 4}, {4, 5}])
    [0, 2]
    >>> greedy_set_cover(set(), [{1}])
    []
    """
    uncovered, chosen = set(universe), []
    while uncovered and any(uncovered & subset for subset in subsets):
        best = max(range(len(subsets)), key=lambda i: len(uncovered & subsets[i]))
        chosen.append(best)
        uncovered -= subsets[best]
    return chosen


def set_partitions(items: list[int]) -> list[list[list[int]]]:
    """List all ways to divide a list of different items into non-empty groups.

    >>> set_partitions([1, 2])
    [[[1, 2]], [[1], [2]]]
    >>> set_partitions([])
    [[]]
    """
    if not items:
        return [[]]
    first, *rest = items
    partitions = []
    for groups in set_partitions(rest):
        for i, group in enumerate(groups):
            partitions.append([*groups[:i], [first, *group], *groups[i + 1 :]])
        partitions.append([[first], *groups])
    return partitions
