"""Recipes that sort: by one or several keys, records with missing keys, stably, and in custom orders."""

from collections import Counter
from collections.abc import Callable
from functools import cmp_to_key
from operator import itemgetter
from typing import Any, TypeVar

T = TypeVar("T")


def sort_ascending(numbers: list[int]) -> list[int]:
    """Sort numbers from the smallest to the largest.

    >>> sort_ascending([3, 1, 2])
    [1, 2, 3]
    >>> sort_ascending([])
    []
    """
    return sorted(numbers)


def sort_descending(numbers: list[int]) -> list[int]:
    """Sort numbers from the largest to the smallest.

    >>> sort_descending([3, 1, 2])
    [3, 2, 1]
    >>> sort_descending([])
    []
    """
    return sorted(numbers, reverse=True)


def sort_dictionaries_by_key(records: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    """Sort a list of dictionaries by the value of a key; records without the key come last.

    The sort is stable: records with equal values, and records without the key, keep their order.

    >>> sort_dictionaries_by_key([{"n": 2}, {"n": 1}, {}], "n")
    [{'n': 1}, {'n': 2}, {}]
    >>> sort_dictionaries_by_key([], "n")
    []
    """
    present = [record for record in records if key in record]
    missing = [record for record in records if key not in record]
    return sorted(present, key=itemgetter(key)) + missing


def sort_records_missing_first(records: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    """Sort a list of dictionaries by the value of a key; records without the key, or with None, come first.

    >>> sort_records_missing_first([{"n": 2}, {}, {"n": 1}], "n")
    [{}, {'n': 1}, {'n': 2}]
    >>> sort_records_missing_first([], "n")
    []
    """
    present = [record for record in records if record.get(key) is not None]
    missing = [record for record in records if record.get(key) is None]
    return missing + sorted(present, key=itemgetter(key))


def sort_records_with_default(records: list[dict[str, Any]], key: str, default: Any) -> list[dict[str, Any]]:
    """Sort a list of dictionaries by the value of a key, with a default value where the key is missing.

    >>> sort_records_with_default([{"n": 2}, {}, {"n": -1}], "n", 0)
    [{'n': -1}, {}, {'n': 2}]
    >>> sort_records_with_default([], "n", 0)
    []
    """
    return sorted(records, key=lambda record: record.get(key, default))


def sort_records_descending(records: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    """Sort a list of dictionaries by the value of a key from the largest to the smallest.

    >>> sort_records_descending([{"n": 1}, {"n": 2}], "n")
    [{'n': 2}, {'n': 1}]
    >>> sort_records_descending([], "n")
    []
    """
    return sorted(records, key=lambda record: record[key], reverse=True)


def sort_records_by_keys(records: list[dict[str, Any]], keys: list[str]) -> list[dict[str, Any]]:
    """Sort a list of dictionaries by several keys, the first one the most important.

    >>> sort_records_by_keys([{"a": 1, "b": 2}, {"a": 1, "b": 1}, {"a": 0, "b": 9}], ["a", "b"])
    [{'a': 0, 'b': 9}, {'a': 1, 'b': 1}, {'a': 1, 'b': 2}]
    >>> sort_records_by_keys([], ["a"])
    []
    """
    return sorted(records, key=lambda record: tuple(record[key] for key in keys))


def sort_tuples_by_position(rows: list[tuple[Any, ...]], position: int) -> list[tuple[Any, ...]]:
    """Sort a list of tuples by the element at a position.

    >>> sort_tuples_by_position([("a", 3), ("b", 1)], 1)
    [('b', 1), ('a', 3)]
    >>> sort_tuples_by_position([], 0)
    []
    """
    return sorted(rows, key=itemgetter(position))


def sort_tuples_by_last(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Sort a list of non-empty tuples by their last element.

    >>> sort_tuples_by_last([(1, 5), (2, 3), (4, 4)])
    [(2, 3), (4, 4), (1, 5)]
    >>> sort_tuples_by_last([])
    []
    """
    return sorted(rows, key=lambda row: row[-1])


def sort_by_second_then_first(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Sort pairs by number from high to low and, where equal, by name in alphabetical order.

    >>> sort_by_second_then_first([("b", 1), ("a", 1), ("c", 2)])
    [('c', 2), ('a', 1), ('b', 1)]
    >>> sort_by_second_then_first([])
    []
    """
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def sort_by_key_function(items: list[T], key: Callable[[T], int]) -> list[T]:
    """Sort items by the value a function gives them.

    >>> sort_by_key_function([-3, 1, -2], abs)
    [1, -2, -3]
    >>> sort_by_key_function([], abs)
    []
    """
    return sorted(items, key=key)


def sort_by_length(items: list[str]) -> list[str]:
    """Sort strings by length, those of equal length in their original order.

    >>> sort_by_length(["ccc", "a", "bb", "d"])
    ['a', 'd', 'bb', 'ccc']
    >>> sort_by_length([])
    []
    """
    return sorted(items, key=len)


def sort_lists_by_length(lists: list[list[T]]) -> list[list[T]]:
    """Sort a list of lists by the length of the inner lists.

    >>> sort_lists_by_length([[1, 2], [3], []])
    [[], [3], [1, 2]]
    >>> sort_lists_by_length([])
    []
    """
    return sorted(lists, key=len)


def sort_inner_lists(lists: list[list[int]]) -> list[list[int]]:
    """Sort every inner list of a list of lists and keep the order of the lists.

    >>> sort_inner_lists([[2, 1], [4, 3]])
    [[1, 2], [3, 4]]
    >>> sort_inner_lists([])
    []
    """
    return [sorted(inner) for inner in lists]


def sort_lists_by_sum(lists: list[list[int]]) -> list[list[int]]:
    """Sort a list of lists by the sum of each.

    >>> sort_lists_by_sum([[3, 4], [1, 1], [5]])
    [[1, 1], [5], [3, 4]]
    >>> sort_lists_by_sum([])
    []
    """
    return sorted(lists, key=sum)


def sort_case_insensitively(words: list[str]) -> list[str]:
    """Sort words in alphabetical order, upper and lower case treated alike.

    >>> sort_case_insensitively(["b", "A", "c"])
    ['A', 'b', 'c']
    >>> sort_case_insensitively([])
    []
    """
    return sorted(words, key=str.casefold)


def sort_naturally(names: list[str]) -> list[str]:
    """Sort names in natural order, so that numbers inside the text compare by their value.

    >>> sort_naturally(["file10", "file2", "file1"])
    ['file1', 'file2', 'file10']
    >>> sort_naturally([])
    []
    """

    def key(name: str) -> list[tuple[int, str]]:
        parts: list[tuple[int, str]] = []
        for char in name:
            if char.isdigit() and parts and not parts[-1][1]:
                parts[-1] = (parts[-1][0] * 10 + int(char), "")
            else:
                parts.append((int(char), "") if char.isdigit() else (-1, char))
        return parts

    return sorted(names, key=key)


def sort_numeric_strings(texts: list[str]) -> list[str]:
    """Sort strings that hold integers by their numeric value.

    >>> sort_numeric_strings(["10", "9", "-1"])
    ['-1', '9', '10']
    >>> sort_numeric_strings([])
    []
    """
    return sorted(texts, key=int)


def sort_by_frequency(items: list[int]) -> list[int]:
    """Sort items by how often they occur, the most frequent first, equal counts by value.

    >>> sort_by_frequency([2, 3, 1, 3, 1, 3])
    [3, 3, 3, 1, 1, 2]
    >>> sort_by_frequency([])
    []
    """
    counts = Counter(items)
    return sorted(items, key=lambda item: (-counts[item], item))


def sort_dictionary_by_key(mapping: dict[str, T]) -> dict[str, T]:
    """Return a dictionary with its entries in the order of their keys.

    >>> sort_dictionary_by_key({"b": 1, "a": 2})
    {'a': 2, 'b': 1}
    >>> sort_dictionary_by_key({})
    {}
    """
    return dict(sorted(mapping.items(), key=itemgetter(0)))


def sort_dictionary_by_value(mapping: dict[str, int]) -> dict[str, int]:
    """Return a dictionary with its entries in the order of their values, the smallest first.

    >>> sort_dictionary_by_value({"b": 2, "a": 1})
    {'a': 1, 'b': 2}
    >>> sort_dictionary_by_value({})
    {}
    """
    return dict(sorted(mapping.items(), key=lambda entry: entry[1]))


def sort_entries_by_value_descending(mapping: dict[str, int]) -> list[tuple[str, int]]:
    """List the entries of a dictionary as pairs, the largest value first.

    >>> sort_entries_by_value_descending({"a": 1, "b": 2})
    [('b', 2), ('a', 1)]
    >>> sort_entries_by_value_descending({})
    []
    """
    return sorted(mapping.items(), key=lambda entry: entry[1], reverse=True)


def sort_in_custom_order(items: list[T], order: list[T]) -> list[T]:
    """Sort items by their position in a given order; items not in it come last in their own order.

    >>> sort_in_custom_order(["low", "high", "low", "x"], ["high", "low"])
    ['high', 'low', 'low', 'x']
    >>> sort_in_custom_order([], ["a"])
    []
    """
    rank = {item: i for i, item in enumerate(order)}
    return sorted(items, key=lambda item: rank.get(item, len(order)))


def sort_even_before_odd(numbers: list[int]) -> list[int]:
    """Move the even numbers before the odd ones and keep the order within each group.

    >>> sort_even_before_odd([3, 2, 1, 4])
    [2, 4, 3, 1]
    >>> sort_even_before_odd([])
    []
    """
    return sorted(numbers, key=lambda x: x % 2 != 0)


def sort_with_comparison(items: list[T], compare: Callable[[T, T], int]) -> list[T]:
    """Sort items with a comparison function that returns a negative, zero or positive number.

    >>> sort_with_comparison([1, 3, 2], lambda a, b: b - a)
    [3, 2, 1]
    >>> sort_with_comparison([], lambda a, b: 0)
    []
    """
    return sorted(items, key=cmp_to_key(compare))


def sorted_indices(numbers: list[int]) -> list[int]:
    """List the indices that would sort a list: its argsort.

    >>> sorted_indices([30, 10, 20])
    [1, 2, 0]
    >>> sorted_indices([])
    []
    """
    return sorted(range(len(numbers)), key=lambda i: numbers[i])


def ranks(numbers: list[int]) -> list[int]:
    """Give every number its rank, 1 for the largest, equal numbers the same rank (dense ranking).

    >>> ranks([50, 80, 50, 90])
    [3, 2, 3, 1]
    >>> ranks([])
    []
    """
    position = {x: i for i, x in enumerate(sorted(set(numbers), reverse=True), start=1)}
    return [position[x] for x in numbers]


def sort_each_by_other(items: list[T], keys: list[int]) -> list[T]:
    """Sort a list by the values of a second, parallel list.

    >>> sort_each_by_other(["a", "b", "c"], [3, 1, 2])
    ['b', 'c', 'a']
    >>> sort_each_by_other([], [])
    []
    """
    return [items[i] for i in sorted(range(len(items)), key=lambda i: keys[i])]


def sort_characters(text: str) -> str:
    """Sort the characters of a string.

    >>> sort_characters("hello")
    'ehllo'
    >>> sort_characters("")
    ''
    """
    return "".join(sorted(text))
