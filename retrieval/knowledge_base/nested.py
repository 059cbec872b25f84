"""Recipes over nested lists by recursion: flattening, depth, sums, counting, and the classic recursions."""

from typing import Any


def flatten(items: list[Any]) -> list[Any]:
    """Flatten a list nested to any depth into one flat list.

    >>> flatten([1, [2, [3, []]], 4])
    [1, 2, 3, 4]
    >>> flatten([])
    []
    """
    flat = []
    for item in items:
        if isinstance(item, list):
            flat.extend(flatten(item))
        else:
            flat.append(item)
    return flat


def flatten_iteratively(items: list[Any]) -> list[Any]:
    """Flatten a nested list of any depth with an explicit stack instead of recursion.

    >>> flatten_iteratively([1, [2, [3]], 4])
    [1, 2, 3, 4]
    >>> flatten_iteratively([[]])
    []
    """
    flat, stack = [], list(reversed(items))
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        else:
            flat.append(item)
    return flat


def nesting_depth(items: Any) -> int:
    """Return how deeply lists are nested: 1 for a flat list, 0 for anything that is not a list.

    >>> nesting_depth([1, [2, [3]]])
    3
    >>> nesting_depth([])
    1
    >>> nesting_depth(7)
    0
    """
    if not isinstance(items, list):
        return 0
    return 1 + max((nesting_depth(item) for item in items), default=0)


def nested_sum(items: list[Any]) -> int:
    """Add up all numbers of a nested list.

    >>> nested_sum([1, [2, [3]], 4])
    10
    >>> nested_sum([])
    0
    """
    return sum(nested_sum(item) if isinstance(item, list) else item for item in items)


def depth_weighted_sum(items: list[Any], depth: int = 1) -> int:
    """Add up all numbers of a nested list, each multiplied by its depth.

    >>> depth_weighted_sum([1, [2, [3]]])
    14
    >>> depth_weighted_sum([])
    0
    """
    return sum(
        depth_weighted_sum(item, depth + 1) if isinstance(item, list) else depth * item for item in items
    )


def count_leaves_in_nested(items: list[Any]) -> int:
    """Count the items of a nested list that are not lists themselves.

    >>> count_leaves_in_nested([1, [2, [3]], []])
    3
    >>> count_leaves_in_nested([])
    0
    """
    return sum(count_leaves_in_nested(item) if isinstance(item, list) else 1 for item in items)


def nested_maximum(items: list[Any]) -> Any:
    """Return the largest number of a nested list, or None when it holds none.

    >>> nested_maximum([1, [9, [3]], 4])
    9
    >>> nested_maximum([[]]) is None
    True
    """
    candidates = [nested_maximum(item) if isinstance(item, list) else item for item in items]
    return max((item for item in candidates if item is not None), default=None)


def nested_contains(items: list[Any], target: Any) -> bool:
    """Check whether a nested list contains a value at any depth.

    >>> nested_contains([1, [2, [3]]], 3)
    True
    >>> nested_contains([], 1)
    False
    """
    return any(nested_contains(item, target) if isinstance(item, list) else item == target for item in items)


def deep_reverse(items: list[Any]) -> list[Any]:
    """Reverse a nested list at every level.

    >>> deep_reverse([1, [2, 3]])
    [[3, 2], 1]
    >>> deep_reverse([])
    []
    """
    return [deep_reverse(item) if isinstance(item, list) else item for item in reversed(items)]


def dictionary_depth(mapping: Any) -> int:
    """Return how deeply dictionaries are nested: 1 for a flat dictionary, 0 for anything else.

    >>> dictionary_depth({"a": {"b": {}}})
    3
    >>> dictionary_depth({})
    1
    >>> dictionary_depth(5)
    0
    """
    if not isinstance(mapping, dict):
        return 0
    return 1 + max((dictionary_depth(value) for value in mapping.values()), default=0)


def recursive_sum(numbers: list[int]) -> int:
    """Add up a list of numbers recursively: the first one plus the sum of the rest.

    >>> recursive_sum([1, 2, 3])
    6
    >>> recursive_sum([])
    0
    """
    if not numbers:
        return 0
    return numbers[0] + recursive_sum(numbers[1:])


def recursive_power(base: int, exponent: int) -> int:
    """Raise a base to a non-negative power recursively.

    >>> recursive_power(2, 5)
    32
    >>> recursive_power(7, 0)
    1
    """
    if exponent == 0:
        return 1
    return base * recursive_power(base, exponent - 1)


def tower_of_hanoi(
    disks: int, source: str = "A", spare: str = "B", target: str = "C"
) -> list[tuple[str, str]]:
    """List the moves that solve the tower of Hanoi: from one peg to another with the help of a third.

    >>> tower_of_hanoi(2)
    [('A', 'B'), ('A', 'C'), ('B', 'C')]
    >>> tower_of_hanoi(0)
    []
    """
    if disks == 0:
        return []
    return [
        *tower_of_hanoi(disks - 1, source, target, spare),
        (source, target),
        *tower_of_hanoi(disks - 1, spare, source, target),
    ]


def ackermann(m: int, n: int) -> int:
    """Return the value of the Ackermann function for small arguments.

    >>> ackermann(2, 3)
    9
    >>> ackermann(0, 0)
    1
    """
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def n_queens(n: int) -> list[list[int]]:
    """List the ways to place n queens on a board so that none attacks another, as the column in each row.

    >>> n_queens(4)
    [[1, 3, 0, 2], [2, 0, 3, 1]]
    >>> n_queens(3)
    []
    """

    def extend(columns: list[int]) -> list[list[int]]:
        row = len(columns)
        if row == n:
            return [columns]
        safe = [
            column
            for column in range(n)
            if all(column != c and abs(column - c) != row - r for r, c in enumerate(columns))
        ]
        return [solution for column in safe for solution in extend([*columns, column])]

    return extend([])


def combinations_with_sum(candidates: list[int], target: int) -> list[list[int]]:
    """List the combinations of positive numbers, each usable again and again, that add up to a target.

    >>> combinations_with_sum([2, 3, 5], 8)
    [[2, 2, 2, 2], [2, 3, 3], [3, 5]]
    >>> combinations_with_sum([], 0)
    [[]]
    """
    if target == 0:
        return [[]]
    return [
        [x, *rest]
        for i, x in enumerate(candidates)
        if x <= target
        for rest in combinations_with_sum(candidates[i:], target - x)
    ]
