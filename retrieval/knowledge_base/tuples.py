"""Recipes about tuples and lists of tuples: converting, picking, joining, computing element by element."""

from typing import Any, TypeVar

T = TypeVar("T")
U = TypeVar("U")


def list_to_tuple(items: list[T]) -> tuple[T, ...]:
    """Convert a list to a tuple.

    >>> list_to_tuple([1, 2])
    (1, 2)
    >>> list_to_tuple([])
    ()
    """
    return tuple(items)


def tuple_to_list(row: tuple[T, ...]) -> list[T]:
    """Convert a tuple to a list.

    >>> tuple_to_list((1, 2))
    [1, 2]
    >>> tuple_to_list(())
    []
    """
    return list(row)


def join_tuple(characters: tuple[str, ...], separator: str = "") -> str:
    """Join a tuple of strings into one string.

    >>> join_tuple(("a", "b", "c"))
    'abc'
    >>> join_tuple((), "-")
    ''
    """
    return separator.join(characters)


def swap_pair(pair: tuple[T, U]) -> tuple[U, T]:
    """Exchange the two elements of a pair.

    >>> swap_pair((1, "a"))
    ('a', 1)
    >>> swap_pair((None, 0))
    (0, None)
    """
    first, second = pair
    return second, first


def swap_all_pairs(pairs: list[tuple[T, U]]) -> list[tuple[U, T]]:
    """Exchange the two elements of every pair of a list.

    >>> swap_all_pairs([(1, "a"), (2, "b")])
    [('a', 1), ('b', 2)]
    >>> swap_all_pairs([])
    []
    """
    return [(b, a) for a, b in pairs]


def zip_lists(first: list[T], second: list[U]) -> list[tuple[T, U]]:
    """Combine two lists into a list of pairs of corresponding items.

    >>> zip_lists([1, 2], ["a", "b"])
    [(1, 'a'), (2, 'b')]
    >>> zip_lists([], [])
    []
    """
    return list(zip(first, second))


def unzip_pairs(pairs: list[tuple[T, U]]) -> tuple[list[T], list[U]]:
    """Split a list of pairs into the list of first and the list of second elements.

    >>> unzip_pairs([(1, "a"), (2, "b")])
    ([1, 2], ['a', 'b'])
    >>> unzip_pairs([])
    ([], [])
    """
    return [a for a, _ in pairs], [b for _, b in pairs]


def elements_at_position(rows: list[tuple[T, ...]], position: int) -> list[T]:
    """List the element at a position of every tuple of a list: one column.

    >>> elements_at_position([(1, 2), (3, 4)], 1)
    [2, 4]
    >>> elements_at_position([], 0)
    []
    """
    return [row[position] for row in rows]


def add_tuples(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    """Add two tuples element by element.

    >>> add_tuples((1, 2), (10, 20))
    (11, 22)
    >>> add_tuples((), ())
    ()
    """
    return tuple(a + b for a, b in zip(first, second))


def subtract_tuples(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    """Subtract the second tuple from the first element by element.

    >>> subtract_tuples((5, 7), (1, 2))
    (4, 5)
    >>> subtract_tuples((), ())
    ()
    """
    return tuple(a - b for a, b in zip(first, second))


def multiply_tuples(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    """Multiply two tuples element by element.

    >>> multiply_tuples((1, 2), (3, 4))
    (3, 8)
    >>> multiply_tuples((), ())
    ()
    """
    return tuple(a * b for a, b in zip(first, second))


def maximum_of_tuples(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    """Take the larger element of two tuples at each position.

    >>> maximum_of_tuples((1, 5), (3, 2))
    (3, 5)
    >>> maximum_of_tuples((), ())
    ()
    """
    return tuple(max(a, b) for a, b in zip(first, second))


def bitwise_xor_tuples(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    """Combine two tuples of integers with exclusive or element by element.

    >>> bitwise_xor_tuples((5, 3), (1, 3))
    (4, 0)
    >>> bitwise_xor_tuples((), ())
    ()
    """
    return tuple(a ^ b for a, b in zip(first, second))


def append_to_tuple(row: tuple[T, ...], value: T) -> tuple[T, ...]:
    """Return a tuple extended by one element at the end.

    >>> append_to_tuple((1, 2), 3)
    (1, 2, 3)
    >>> append_to_tuple((), 1)
    (1,)
    """
    return (*row, value)


def replace_in_tuple(row: tuple[T, ...], index: int, value: T) -> tuple[T, ...]:
    """Return a tuple with the element at an index replaced.

    >>> replace_in_tuple((1, 2, 3), 1, 9)
    (1, 9, 3)
    >>> replace_in_tuple((1,), 0, 5)
    (5,)
    """
    return (*row[:index], value, *row[index + 1 :])


def flatten_tuples(rows: list[tuple[T, ...]]) -> list[T]:
    """Concatenate the elements of a list of tuples into one list.

    >>> flatten_tuples([(1, 2), (3,), ()])
    [1, 2, 3]
    >>> flatten_tuples([])
    []
    """
    return [element for row in rows for element in row]


def tuples_of_length(rows: list[tuple[T, ...]], length: int) -> list[tuple[T, ...]]:
    """Keep the tuples of a list that have a length.

    >>> tuples_of_length([(1,), (1, 2)], 2)
    [(1, 2)]
    >>> tuples_of_length([], 2)
    []
    """
    return [row for row in rows if len(row) == length]


def tuples_containing(rows: list[tuple[T, ...]], value: T) -> list[tuple[T, ...]]:
    """Keep the tuples of a list that contain a value.

    >>> tuples_containing([(1, 2), (3, 4)], 3)
    [(3, 4)]
    >>> tuples_containing([], 3)
    []
    """
    return [row for row in rows if value in row]


def drop_empty_tuples(rows: list[tuple[T, ...]]) -> list[tuple[T, ...]]:
    """Remove the empty tuples of a list.

    >>> drop_empty_tuples([(), (1,), ()])
    [(1,)]
    >>> drop_empty_tuples([])
    []
    """
    return [row for row in rows if row]


def sum_of_each_tuple(rows: list[tuple[int, ...]]) -> list[int]:
    """List the sum of every tuple of a list.

    >>> sum_of_each_tuple([(1, 2), (3,)])
    [3, 3]
    >>> sum_of_each_tuple([])
    []
    """
    return [sum(row) for row in rows]


def tuple_with_largest(rows: list[tuple[Any, ...]], position: int) -> tuple[Any, ...] | None:
    """Return the tuple with the largest element at a position, the first of equals, or None when empty.

    >>> tuple_with_largest([("a", 3), ("b", 7)], 1)
    ('b', 7)
    >>> tuple_with_largest([], 1) is None
    True
    """
    return max(rows, key=lambda row: row[position], default=None)


def contains_element(row: tuple[Any, ...], value: Any) -> bool:
    """Check whether a tuple contains a value.

    >>> contains_element((1, "a"), "a")
    True
    >>> contains_element((), 1)
    False
    """
    return value in row


def unique_unordered_pairs(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Remove pairs that repeat another one in the same or the opposite order; each is put in order.

    >>> unique_unordered_pairs([(2, 1), (1, 2), (3, 4)])
    [(1, 2), (3, 4)]
    >>> unique_unordered_pairs([])
    []
    """
    return sorted({(min(pair), max(pair)) for pair in pairs})


def tuple_to_number(digits: tuple[int, ...]) -> int:
    """Read a tuple of decimal digits as one number.

    >>> tuple_to_number((1, 2, 3))
    123
    >>> tuple_to_number(())
    0
    """
    return int("".join(map(str, digits)) or "0")
