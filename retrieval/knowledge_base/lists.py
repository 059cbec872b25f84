"""Recipes that rearrange and combine lists: reversing, rotating, splitting, joining, removing, duplicates."""

from typing import Any, TypeVar

T = TypeVar("T")


def reverse_list(items: list[T]) -> list[T]:
    """Return the items of a list in reverse order.

    >>> reverse_list([1, 2, 3])
    [3, 2, 1]
    >>> reverse_list([])
    []
    """
    return items[::-1]


def reverse_first(items: list[T], count: int) -> list[T]:
    """Reverse a prefix of a list and leave the rest as it is: one pancake flip.

    >>> reverse_first([1, 2, 3, 4], 3)
    [3, 2, 1, 4]
    >>> reverse_first([], 2)
    []
    """
    return items[:count][::-1] + items[count:]


def rotate_left(items: list[T], count: int) -> list[T]:
    """Rotate a list to the left: move the first items to the end.

    >>> rotate_left([1, 2, 3, 4, 5], 2)
    [3, 4, 5, 1, 2]
    >>> rotate_left([], 3)
    []
    """
    if not items:
        return []
    count %= len(items)
    return items[count:] + items[:count]


def rotate_right(items: list[T], count: int) -> list[T]:
    """Rotate a list to the right: move the last items to the front.

    >>> rotate_right([1, 2, 3, 4, 5], 2)
    [4, 5, 1, 2, 3]
    >>> rotate_right([], 3)
    []
    """
    if not items:
        return []
    count %= len(items)
    return items[-count:] + items[:-count] if count else list(items)


def split_at(items: list[T], index: int) -> tuple[list[T], list[T]]:
    """Split a list into two parts at an index.

    >>> split_at([1, 2, 3, 4], 1)
    ([1], [2, 3, 4])
    >>> split_at([], 2)
    ([], [])
    """
    return items[:index], items[index:]


def chunk(items: list[T], size: int) -> list[list[T]]:
    """Split a list into consecutive chunks (batches) of a size, the last one possibly shorter.

    >>> chunk([1, 2, 3, 4, 5], 2)
    [[1, 2], [3, 4], [5]]
    >>> chunk([], 3)
    []
    """
    return [items[i : i + size] for i in range(0, len(items), size)]


def split_into_parts(items: list[T], parts: int) -> list[list[T]]:
    """Split a list into a number of consecutive parts of nearly equal length, the longer parts first.

    >>> split_into_parts([1, 2, 3, 4, 5], 2)
    [[1, 2, 3], [4, 5]]
    >>> split_into_parts([], 2)
    [[], []]
    """
    size, extra = divmod(len(items), parts)
    starts = [i * size + min(i, extra) for i in range(parts + 1)]
    return [items[start:end] for start, end in zip(starts, starts[1:])]


def every_nth(items: list[T], step: int, start: int = 0) -> list[T]:
    """Take every n-th item of a list, beginning at a start index.

    >>> every_nth([1, 2, 3, 4, 5], 2)
    [1, 3, 5]
    >>> every_nth([1, 2, 3, 4, 5], 2, 1)
    [2, 4]
    >>> every_nth([], 3)
    []
    """
    return items[start::step]


def deal(items: list[T], hands: int) -> list[list[T]]:
    """Deal the items of a list in turn to a number of lists: every n-th item goes to the same list.

    >>> deal([1, 2, 3, 4, 5], 2)
    [[1, 3, 5], [2, 4]]
    >>> deal([], 2)
    [[], []]
    """
    return [items[i::hands] for i in range(hands)]


def remove_duplicates(items: list[T]) -> list[T]:
    """Remove duplicate items from a list and keep the order of first appearance.

    >>> remove_duplicates([3, 1, 3, 2, 1])
    [3, 1, 2]
    >>> remove_duplicates([])
    []
    """
    return list(dict.fromkeys(items))


def remove_duplicates_unhashable(items: list[list[T]]) -> list[list[T]]:
    """Remove duplicate lists from a list of lists and keep the order of first appearance.

    >>> remove_duplicates_unhashable([[1], [2], [1]])
    [[1], [2]]
    >>> remove_duplicates_unhashable([])
    []
    """
    unique: list[list[T]] = []
    for item in items:
        if item not in unique:
            unique.append(item)
    return unique


def duplicated_items(items: list[T]) -> list[T]:
    """List the items that occur more than once, each once, in order of first appearance.

    >>> duplicated_items([1, 2, 1, 3, 2])
    [1, 2]
    >>> duplicated_items([1, 2])
    []
    """
    return [item for item in dict.fromkeys(items) if items.count(item) > 1]


def items_occurring_once(items: list[T]) -> list[T]:
    """Keep the items that occur exactly once in a list; drop every item that is repeated.

    >>> items_occurring_once([1, 2, 1, 3])
    [2, 3]
    >>> items_occurring_once([])
    []
    """
    return [item for item in items if items.count(item) == 1]


def remove_all(items: list[T], value: T) -> list[T]:
    """Remove all occurrences of a value from a list.

    >>> remove_all([1, 2, 1, 3], 1)
    [2, 3]
    >>> remove_all([], 1)
    []
    """
    return [item for item in items if item != value]


def remove_items_in(items: list[T], unwanted: list[T]) -> list[T]:
    """Remove from a list every item that occurs in another list: their difference in order.

    >>> remove_items_in([1, 2, 3, 2], [2, 5])
    [1, 3]
    >>> remove_items_in([], [1])
    []
    """
    return [item for item in items if item not in unwanted]


def common_items(first: list[T], second: list[T]) -> list[T]:
    """Keep the items of a list that also occur in another list: their intersection in order.

    >>> common_items([1, 2, 3], [3, 1, 4])
    [1, 3]
    >>> common_items([], [1])
    []
    """
    return [item for item in first if item in second]


def union_in_order(first: list[T], second: list[T]) -> list[T]:
    """List the different items of two lists, each once, in order of first appearance.

    >>> union_in_order([1, 2], [2, 3, 1])
    [1, 2, 3]
    >>> union_in_order([], [])
    []
    """
    return list(dict.fromkeys(first + second))


def remove_at(items: list[T], index: int) -> list[T]:
    """Return a copy of a list without the item at an index.

    >>> remove_at(["a", "b", "c"], 1)
    ['a', 'c']
    >>> remove_at(["a"], 5)
    ['a']
    """
    return [item for i, item in enumerate(items) if i != index]


def insert_at(items: list[T], index: int, value: T) -> list[T]:
    """Return a copy of a list with a value inserted before an index.

    >>> insert_at([1, 3], 1, 2)
    [1, 2, 3]
    >>> insert_at([], 0, 9)
    [9]
    """
    return [*items[:index], value, *items[index:]]


def replace_all(items: list[T], old: T, new: T) -> list[T]:
    """Replace every occurrence of a value in a list by another value.

    >>> replace_all([1, 2, 1], 1, 0)
    [0, 2, 0]
    >>> replace_all([], 1, 0)
    []
    """
    return [new if item == old else item for item in items]


def swap_positions(items: list[T], i: int, j: int) -> list[T]:
    """Return a copy of a list with the items at two positions exchanged.

    >>> swap_positions([1, 2, 3], 0, 2)
    [3, 2, 1]
    >>> swap_positions([1], 0, 0)
    [1]
    """
    result = list(items)
    result[i], result[j] = result[j], result[i]
    return result


def swap_ends(items: list[T]) -> list[T]:
    """Exchange the items at both ends of a list.

    >>> swap_ends([1, 2, 3, 4])
    [4, 2, 3, 1]
    >>> swap_ends([1])
    [1]
    """
    if len(items) < 2:
        return list(items)
    return [items[-1], *items[1:-1], items[0]]


def interleave(first: list[T], second: list[T]) -> list[T]:
    """Take items alternately from two lists and append what is left of the longer one.

    >>> interleave([1, 3, 5], [2, 4])
    [1, 2, 3, 4, 5]
    >>> interleave([], [1])
    [1]
    """
    shorter = min(len(first), len(second))
    mixed = [item for pair in zip(first, second) for item in pair]
    return mixed + first[shorter:] + second[shorter:]


def intersperse(items: list[T], separator: T) -> list[T]:
    """Put a separator between every two neighbouring items of a list.

    >>> intersperse([1, 2, 3], 0)
    [1, 0, 2, 0, 3]
    >>> intersperse([], 0)
    []
    """
    return [x for item in items for x in (separator, item)][1:]


def repeat_each(items: list[T], times: int) -> list[T]:
    """Repeat every item of a list a number of times in place.

    >>> repeat_each([1, 2], 2)
    [1, 1, 2, 2]
    >>> repeat_each([], 3)
    []
    """
    return [item for item in items for _ in range(times)]


def repeat_list(items: list[T], times: int) -> list[T]:
    """Repeat a whole list a number of times.

    >>> repeat_list([1, 2], 2)
    [1, 2, 1, 2]
    >>> repeat_list([1], 0)
    []
    """
    return items * times


def move_to_end(items: list[T], value: T) -> list[T]:
    """Move all occurrences of a value to the end of a list and keep the order of the rest.

    >>> move_to_end([0, 1, 0, 2], 0)
    [1, 2, 0, 0]
    >>> move_to_end([], 0)
    []
    """
    return [x for x in items if x != value] + [x for x in items if x == value]


def move_to_front(items: list[T], value: T) -> list[T]:
    """Move all occurrences of a value to the front of a list and keep the order of the rest.

    >>> move_to_front([1, 0, 2, 0], 0)
    [0, 0, 1, 2]
    >>> move_to_front([], 0)
    []
    """
    return [x for x in items if x == value] + [x for x in items if x != value]


def consecutive_pairs(items: list[T]) -> list[tuple[T, T]]:
    """Pair every item of a list with its successor.

    >>> consecutive_pairs([1, 2, 3])
    [(1, 2), (2, 3)]
    >>> consecutive_pairs([1])
    []
    """
    return list(zip(items, items[1:]))


def flatten_one_level(lists: list[list[T]]) -> list[T]:
    """Concatenate the lists of a list into one flat list.

    >>> flatten_one_level([[1, 2], [], [3]])
    [1, 2, 3]
    >>> flatten_one_level([])
    []
    """
    return [item for inner in lists for item in inner]


def join_as_text(items: list[Any], separator: str) -> str:
    """Convert the items of a list to strings and join them with a separator.

    >>> join_as_text([1, "a", 2.5], "-")
    '1-a-2.5'
    >>> join_as_text([], ",")
    ''
    """
    return separator.join(str(item) for item in items)


def pad_list(items: list[T], length: int, fill: T) -> list[T]:
    """Extend a list to a length by appending a fill value.

    >>> pad_list([1, 2], 4, 0)
    [1, 2, 0, 0]
    >>> pad_list([1, 2], 1, 0)
    [1, 2]
    """
    return items + [fill] * (length - len(items))


def sublist(items: list[T], start: int, end: int) -> list[T]:
    """Return the part of a list from a start index to an end index, the end included.

    >>> sublist([10, 20, 30, 40], 1, 2)
    [20, 30]
    >>> sublist([], 0, 3)
    []
    """
    return items[start : end + 1]
