"""Recipes that group and partition: by a key, by a condition, by runs; and run-length coding."""

import itertools
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
K = TypeVar("K")


def group_by(items: list[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """Group the items of a list by the value a function gives them.

    >>> group_by([1, 2, 3, 4], lambda x: x % 2)
    {1: [1, 3], 0: [2, 4]}
    >>> group_by([], len)
    {}
    """
    groups: dict[K, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def group_records_by(records: list[dict[str, Any]], key: str) -> dict[Any, list[dict[str, Any]]]:
    """Group a list of dictionaries by the value of a key; records without it go under None.

    >>> group_records_by([{"k": 1, "v": 2}, {"k": 1, "v": 3}], "k")
    {1: [{'k': 1, 'v': 2}, {'k': 1, 'v': 3}]}
    >>> group_records_by([], "k")
    {}
    """
    groups: dict[Any, list[dict[str, Any]]] = {}
    for record in records:
        groups.setdefault(record.get(key), []).append(record)
    return groups


def group_by_length(words: list[str]) -> dict[int, list[str]]:
    """Group strings by their length.

    >>> group_by_length(["a", "bb", "c"])
    {1: ['a', 'c'], 2: ['bb']}
    >>> group_by_length([])
    {}
    """
    groups: dict[int, list[str]] = {}
    for word in words:
        groups.setdefault(len(word), []).append(word)
    return groups


def group_by_first_letter(words: list[str]) -> dict[str, list[str]]:
    """Group words by their first letter.

    >>> group_by_first_letter(["ant", "bee", "ape"])
    {'a': ['ant', 'ape'], 'b': ['bee']}
    >>> group_by_first_letter([])
    {}
    """
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[:1], []).append(word)
    return groups


def group_pairs_by_second(pairs: list[tuple[T, K]]) -> dict[K, list[T]]:
    """Group the first elements of pairs by their second elements.

    >>> group_pairs_by_second([(1, "a"), (2, "b"), (3, "a")])
    {'a': [1, 3], 'b': [2]}
    >>> group_pairs_by_second([])
    {}
    """
    groups: dict[K, list[T]] = {}
    for value, key in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def count_by(items: list[T], key: Callable[[T], K]) -> dict[K, int]:
    """Count the items of a list by the value a function gives them.

    >>> count_by(["a", "bb", "c"], len)
    {1: 2, 2: 1}
    >>> count_by([], len)
    {}
    """
    counts: dict[K, int] = {}
    for item in items:
        counts[key(item)] = counts.get(key(item), 0) + 1
    return counts


def sum_records_by(records: list[dict[str, Any]], key: str, value: str) -> dict[Any, int]:
    """Add up the values of one key of a list of dictionaries for each value of another key.

    >>> sum_records_by([{"k": "x", "n": 1}, {"k": "y", "n": 2}, {"k": "x", "n": 3}], "k", "n")
    {'x': 4, 'y': 2}
    >>> sum_records_by([], "k", "n")
    {}
    """
    totals: dict[Any, int] = {}
    for record in records:
        totals[record[key]] = totals.get(record[key], 0) + record[value]
    return totals


def partition(items: list[T], predicate: Callable[[T], bool]) -> tuple[list[T], list[T]]:
    """Split a list into the items that satisfy a condition and those that do not.

    >>> partition([1, 2, 3, 4], lambda x: x > 2)
    ([3, 4], [1, 2])
    >>> partition([], bool)
    ([], [])
    """
    yes = [item for item in items if predicate(item)]
    no = [item for item in items if not predicate(item)]
    return yes, no


def separate_even_and_odd(numbers: list[int]) -> tuple[list[int], list[int]]:
    """Split a list into its even and its odd numbers.

    >>> separate_even_and_odd([1, 2, 3, 4])
    ([2, 4], [1, 3])
    >>> separate_even_and_odd([])
    ([], [])
    """
    return [x for x in numbers if x % 2 == 0], [x for x in numbers if x % 2 != 0]


def group_runs(items: list[T]) -> list[list[T]]:
    """Split a list into its runs: groups of equal neighbouring items.

    >>> group_runs([1, 1, 2, 1])
    [[1, 1], [2], [1]]
    >>> group_runs([])
    []
    """
    return [list(run) for _, run in itertools.groupby(items)]


def remove_consecutive_duplicates(items: list[T]) -> list[T]:
    """Keep one item of every run of equal neighbouring items of a list.

    >>> remove_consecutive_duplicates([1, 1, 2, 2, 1])
    [1, 2, 1]
    >>> remove_consecutive_duplicates([])
    []
    """
    return [item for item, _ in itertools.groupby(items)]


def run_lengths(items: list[T]) -> list[tuple[T, int]]:
    """List every run of equal neighbouring items with its length: run-length encoding as pairs.

    >>> run_lengths(["a", "a", "b"])
    [('a', 2), ('b', 1)]
    >>> run_lengths([])
    []
    """
    return [(item, len(list(run))) for item, run in itertools.groupby(items)]


def expand_runs(runs: list[tuple[T, int]]) -> list[T]:
    """Rebuild a list from its runs of (item, length): run-length decoding.

    >>> expand_runs([("a", 2), ("b", 1)])
    ['a', 'a', 'b']
    >>> expand_runs([])
    []
    """
    return [item for item, length in runs for _ in range(length)]


def run_length_encode(text: str) -> str:
    """Compress a string by writing every run as its character and its length.

    >>> run_length_encode("aaabcc")
    'a3b1c2'
    >>> run_length_encode("")
    ''
    """
    return "".join(f"{char}{len(list(run))}" for char, run in itertools.groupby(text))


def run_length_encode_short(text: str) -> str:
    """Compress a string by writing every run as its character and, when above one, its length.

    >>> run_length_encode_short("aaabcc")
    'a3bc2'
    >>> run_length_encode_short("")
    ''
    """
    runs = [(char, len(list(run))) for char, run in itertools.groupby(text)]
    return "".join(char if length == 1 else f"{char}{length}" for char, length in runs)


def run_length_decode(text: str) -> str:
    """Expand a run-length encoded string of characters followed by counts.

    >>> run_length_decode("a3b1c12")
    'aaabcccccccccccc'
    >>> run_length_decode("")
    ''
    """
    result, char, count = "", "", ""
    for symbol in text:
        if symbol.isdigit():
            count += symbol
        else:
            result += char * int(count or 1)
            char, count = symbol, ""
    return result + char * int(count or 1)


def count_runs(items: list[T]) -> int:
    """Count the runs of equal neighbouring items of a list.

    >>> count_runs([1, 1, 2, 1])
    3
    >>> count_runs([])
    0
    """
    return sum(1 for _ in itertools.groupby(items))


def longest_run(items: list[T]) -> list[T]:
    """Return the longest run of equal neighbouring items, the first of equals.

    >>> longest_run([1, 2, 2, 3, 3])
    [2, 2]
    >>> longest_run([])
    []
    """
    return max((list(run) for _, run in itertools.groupby(items)), key=len, default=[])


def increasing_runs(numbers: list[int]) -> list[list[int]]:
    """Split a list into its maximal increasing runs.

    >>> increasing_runs([1, 3, 2, 5, 4])
    [[1, 3], [2, 5], [4]]
    >>> increasing_runs([])
    []
    """
    runs: list[list[int]] = []
    for x in numbers:
        if runs and x > runs[-1][-1]:
            runs[-1].append(x)
        else:
            runs.append([x])
    return runs


def split_at_value(items: list[T], separator: T) -> list[list[T]]:
    """Split a list at every occurrence of a separator value.

    >>> split_at_value([1, 0, 2, 3, 0], 0)
    [[1], [2, 3], []]
    >>> split_at_value([], 0)
    [[]]
    """
    parts: list[list[T]] = [[]]
    for item in items:
        if item == separator:
            parts.append([])
        else:
            parts[-1].append(item)
    return parts
