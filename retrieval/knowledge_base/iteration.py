"""Recipes on iteration: mapping, filtering, taking, zipping, folding and functional building blocks."""

import itertools
from collections.abc import Callable
from functools import reduce
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")


def map_list(items: list[T], function: Callable[[T], U]) -> list[U]:
    """Apply a function to every item of a list.

    >>> map_list([1, 2], lambda x: x * 10)
    [10, 20]
    >>> map_list([], str)
    []
    """
    return [function(item) for item in items]


def filter_list(items: list[T], predicate: Callable[[T], bool]) -> list[T]:
    """Keep the items of a list that satisfy a condition.

    >>> filter_list([1, 2, 3], lambda x: x > 1)
    [2, 3]
    >>> filter_list([], bool)
    []
    """
    return [item for item in items if predicate(item)]


def fold_left(items: list[T], function: Callable[[U, T], U], initial: U) -> U:
    """Combine the items of a list from the left with a function and an initial value (reduce).

    >>> fold_left([1, 2, 3], lambda total, x: total * 10 + x, 0)
    123
    >>> fold_left([], max, 7)
    7
    """
    return reduce(function, items, initial)


def fold_right(items: list[T], function: Callable[[T, U], U], initial: U) -> U:
    """Combine the items of a list from the right with a function and an initial value.

    >>> fold_right([1, 2, 3], lambda x, rest: x - rest, 0)
    2
    >>> fold_right([], max, 7)
    7
    """
    result = initial
    for item in reversed(items):
        result = function(item, result)
    return result


def take(items: list[T], count: int) -> list[T]:
    """Take the first items of a list, or all when there are fewer.

    >>> take([1, 2, 3], 2)
    [1, 2]
    >>> take([], 2)
    []
    """
    return items[:count]


def take_last(items: list[T], count: int) -> list[T]:
    """Take the last items of a list, or all when there are fewer.

    >>> take_last([1, 2, 3], 2)
    [2, 3]
    >>> take_last([1, 2], 0)
    []
    """
    return items[max(len(items) - count, 0) :]


def drop(items: list[T], count: int) -> list[T]:
    """Drop the first items of a list and keep the rest.

    >>> drop([1, 2, 3], 2)
    [3]
    >>> drop([], 2)
    []
    """
    return items[count:]


def drop_last(items: list[T], count: int) -> list[T]:
    """Drop the last items of a list and keep the rest.

    >>> drop_last([1, 2, 3], 2)
    [1]
    >>> drop_last([1], 0)
    [1]
    """
    return items[: max(len(items) - count, 0)]


def take_while(items: list[T], predicate: Callable[[T], bool]) -> list[T]:
    """Take items from the start of a list as long as they satisfy a condition.

    >>> take_while([1, 2, 5, 1], lambda x: x < 3)
    [1, 2]
    >>> take_while([], bool)
    []
    """
    return list(itertools.takewhile(predicate, items))


def drop_while(items: list[T], predicate: Callable[[T], bool]) -> list[T]:
    """Drop items from the start of a list as long as they satisfy a condition.

    >>> drop_while([1, 2, 5, 1], lambda x: x < 3)
    [5, 1]
    >>> drop_while([], bool)
    []
    """
    return list(itertools.dropwhile(predicate, items))


def enumerate_from(items: list[T], start: int = 0) -> list[tuple[int, T]]:
    """Pair every item of a list with its number, counting from a start value.

    >>> enumerate_from(["a", "b"], 1)
    [(1, 'a'), (2, 'b')]
    >>> enumerate_from([])
    []
    """
    return list(enumerate(items, start))


def zip_longest(first: list[T], second: list[T], fill: T) -> list[tuple[T, T]]:
    """Pair the items of two lists and fill up the shorter one with a value.

    >>> zip_longest([1, 2], [3], 0)
    [(1, 3), (2, 0)]
    >>> zip_longest([], [], 0)
    []
    """
    return list(itertools.zip_longest(first, second, fillvalue=fill))


def zip_three(first: list[T], second: list[T], third: list[T]) -> list[tuple[T, T, T]]:
    """Combine three lists into a list of triples of corresponding items.

    >>> zip_three([1, 2], [3, 4], [5, 6])
    [(1, 3, 5), (2, 4, 6)]
    >>> zip_three([], [], [])
    []
    """
    return list(zip(first, second, third))


def round_robin(lists: list[list[T]]) -> list[T]:
    """Take one item from each list in turn until all lists are used up.

    >>> round_robin([[1, 4], [2], [3, 5]])
    [1, 2, 3, 4, 5]
    >>> round_robin([])
    []
    """
    longest = max(map(len, lists), default=0)
    return [items[i] for i in range(longest) for items in lists if i < len(items)]


def cycle_take(items: list[T], count: int) -> list[T]:
    """Take a number of items from a list, starting again at its beginning whenever it ends.

    >>> cycle_take([1, 2], 5)
    [1, 2, 1, 2, 1]
    >>> cycle_take([], 3)
    []
    """
    return list(itertools.islice(itertools.cycle(items), count))


def apply_times(value: T, function: Callable[[T], T], times: int) -> T:
    """Apply a function to a value again and again a number of times.

    >>> apply_times(1, lambda x: x * 2, 5)
    32
    >>> apply_times(7, abs, 0)
    7
    """
    for _ in range(times):
        value = function(value)
    return value


def iterate_until_stable(value: T, function: Callable[[T], T]) -> T:
    """Apply a function again and again until the value no longer changes: its fixed point.

    >>> iterate_until_stable(100, lambda x: x // 2)
    0
    >>> iterate_until_stable("a   b", lambda text: text.replace("  ", " "))
    'a b'
    """
    while (following := function(value)) != value:
        value = following
    return value


def compose(functions: list[Callable[[T], T]], value: T) -> T:
    """Pass a value through a list of functions from the first to the last: a pipeline.

    >>> compose([lambda x: x + 1, lambda x: x * 2], 3)
    8
    >>> compose([], 3)
    3
    """
    return reduce(lambda result, function: function(result), functions, value)


def count_up(start: int, stop: int, step: int = 1) -> list[int]:
    """List the numbers from a start to a stop, the stop included, by a positive step.

    >>> count_up(1, 10, 3)
    [1, 4, 7, 10]
    >>> count_up(5, 1)
    []
    """
    return list(range(start, stop + 1, step))


def countdown(n: int) -> list[int]:
    """List the numbers from n down to 1.

    >>> countdown(3)
    [3, 2, 1]
    >>> countdown(0)
    []
    """
    return list(range(n, 0, -1))


def all_satisfy(items: list[T], predicate: Callable[[T], bool]) -> bool:
    """Check whether all items of a list satisfy a condition.

    >>> all_satisfy([2, 4], lambda x: x % 2 == 0)
    True
    >>> all_satisfy([], lambda x: False)
    True
    """
    return all(predicate(item) for item in items)


def any_satisfies(items: list[T], predicate: Callable[[T], bool]) -> bool:
    """Check whether at least one item of a list satisfies a condition.

    >>> any_satisfies([1, 4], lambda x: x % 2 == 0)
    True
    >>> any_satisfies([], lambda x: True)
    False
    """
    return any(predicate(item) for item in items)


def fizz_buzz(n: int) -> list[str]:
    """Count to n, saying Fizz for multiples of three, Buzz for multiples of five, and FizzBuzz for both.

    >>> fizz_buzz(5)
    ['1', '2', 'Fizz', '4', 'Buzz']
    >>> fizz_buzz(0)
    []
    """
    return [("Fizz" * (i % 3 == 0) + "Buzz" * (i % 5 == 0)) or str(i) for i in range(1, n + 1)]


def multiplication_table(n: int) -> list[list[int]]:
    """Build the multiplication table of the numbers from 1 to n.

    >>> multiplication_table(3)
    [[1, 2, 3], [2, 4, 6], [3, 6, 9]]
    >>> multiplication_table(0)
    []
    """
    return [[i * j for j in range(1, n + 1)] for i in range(1, n + 1)]
