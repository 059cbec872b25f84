"""Recipes about dictionaries: building, inverting, merging, filtering, picking extremes and nested access."""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


def dictionary_from_lists(keys: list[K], values: list[V]) -> dict[K, V]:
    """Combine a list of keys and a list of values into a dictionary.

    >>> dictionary_from_lists(["a", "b"], [1, 2])
    {'a': 1, 'b': 2}
    >>> dictionary_from_lists([], [])
    {}
    """
    return dict(zip(keys, values))


def dictionary_from_pairs(pairs: list[tuple[K, V]]) -> dict[K, V]:
    """Convert a list of key-value pairs to a dictionary; the last value of a repeated key wins.

    >>> dictionary_from_pairs([("a", 1), ("b", 2), ("a", 3)])
    {'a': 3, 'b': 2}
    >>> dictionary_from_pairs([])
    {}
    """
    return dict(pairs)


def collect_pairs(pairs: list[tuple[K, V]]) -> dict[K, list[V]]:
    """Map each key of a list of key-value pairs to the list of all its values.

    >>> collect_pairs([("a", 1), ("b", 2), ("a", 3)])
    {'a': [1, 3], 'b': [2]}
    >>> collect_pairs([])
    {}
    """
    collected: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        collected[key].append(value)
    return dict(collected)


def sum_by_key(pairs: list[tuple[K, int]]) -> dict[K, int]:
    """Add up the numbers of a list of key-number pairs for each key.

    >>> sum_by_key([("a", 1), ("b", 2), ("a", 3)])
    {'a': 4, 'b': 2}
    >>> sum_by_key([])
    {}
    """
    totals: dict[K, int] = {}
    for key, amount in pairs:
        totals[key] = totals.get(key, 0) + amount
    return totals


def count_frequencies(items: list[K]) -> dict[K, int]:
    """Count how often each item occurs in a list: its frequency table.

    >>> count_frequencies(["x", "y", "x"])
    {'x': 2, 'y': 1}
    >>> count_frequencies([])
    {}
    """
    counts: dict[K, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return counts


def invert_dictionary(mapping: dict[K, V]) -> dict[V, K]:
    """Exchange the keys and values of a dictionary.

    >>> invert_dictionary({"a": 1, "b": 2})
    {1: 'a', 2: 'b'}
    >>> invert_dictionary({})
    {}
    """
    return {value: key for key, value in mapping.items()}


def invert_to_lists(mapping: dict[K, V]) -> dict[V, list[K]]:
    """Map each value of a dictionary to the list of the keys that have it.

    >>> invert_to_lists({"a": 1, "b": 2, "c": 1})
    {1: ['a', 'c'], 2: ['b']}
    >>> invert_to_lists({})
    {}
    """
    inverted: dict[V, list[K]] = {}
    for key, value in mapping.items():
        inverted.setdefault(value, []).append(key)
    return inverted


def merge_dictionaries(first: dict[K, V], second: dict[K, V]) -> dict[K, V]:
    """Merge two dictionaries; the second one wins where both have a key.

    >>> merge_dictionaries({"a": 1, "b": 2}, {"b": 3})
    {'a': 1, 'b': 3}
    >>> merge_dictionaries({}, {})
    {}
    """
    return {**first, **second}


def merge_all_dictionaries(mappings: list[dict[K, V]]) -> dict[K, V]:
    """Merge a list of dictionaries into one; later ones win.

    >>> merge_all_dictionaries([{"a": 1}, {"b": 2}, {"a": 3}])
    {'a': 3, 'b': 2}
    >>> merge_all_dictionaries([])
    {}
    """
    return {key: value for mapping in mappings for key, value in mapping.items()}


def add_dictionaries(first: dict[str, int], second: dict[str, int]) -> dict[str, int]:
    """Combine two dictionaries of numbers by adding the values of common keys.

    >>> add_dictionaries({"a": 1, "b": 2}, {"b": 3, "c": 4})
    {'a': 1, 'b': 5, 'c': 4}
    >>> add_dictionaries({}, {})
    {}
    """
    keys = dict.fromkeys([*first, *second])
    return {key: first.get(key, 0) + second.get(key, 0) for key in keys}


def sum_dictionaries(mappings: list[dict[str, int]]) -> dict[str, int]:
    """Add up a list of dictionaries of numbers key by key.

    >>> sum_dictionaries([{"a": 1}, {"a": 2, "b": 5}])
    {'a': 3, 'b': 5}
    >>> sum_dictionaries([])
    {}
    """
    totals: Counter[str] = Counter()
    for mapping in mappings:
        totals.update(mapping)
    return dict(totals)


def merge_keeping_all_values(first: dict[K, V], second: dict[K, V]) -> dict[K, list[V]]:
    """Merge two dictionaries and collect the values of every key in a list.

    >>> merge_keeping_all_values({"a": 1}, {"a": 2, "b": 3})
    {'a': [1, 2], 'b': [3]}
    >>> merge_keeping_all_values({}, {})
    {}
    """
    merged: dict[K, list[V]] = {}
    for mapping in (first, second):
        for key, value in mapping.items():
            merged.setdefault(key, []).append(value)
    return merged


def filter_by_value(mapping: dict[K, V], predicate: Callable[[V], bool]) -> dict[K, V]:
    """Keep the entries of a dictionary whose value satisfies a condition.

    >>> filter_by_value({"a": 1, "b": 5}, lambda value: value > 2)
    {'b': 5}
    >>> filter_by_value({}, bool)
    {}
    """
    return {key: value for key, value in mapping.items() if predicate(value)}


def entries_at_least(mapping: dict[str, int], threshold: int) -> dict[str, int]:
    """Keep the entries of a dictionary whose value is at least a threshold.

    >>> entries_at_least({"a": 1, "b": 5}, 5)
    {'b': 5}
    >>> entries_at_least({}, 0)
    {}
    """
    return {key: value for key, value in mapping.items() if value >= threshold}


def pick_keys(mapping: dict[K, V], keys: list[K]) -> dict[K, V]:
    """Keep only some keys of a dictionary; keys it lacks are ignored.

    >>> pick_keys({"a": 1, "b": 2}, ["b", "z"])
    {'b': 2}
    >>> pick_keys({}, ["a"])
    {}
    """
    return {key: mapping[key] for key in keys if key in mapping}


def omit_keys(mapping: dict[K, V], keys: set[K]) -> dict[K, V]:
    """Drop some keys of a dictionary and keep the others.

    >>> omit_keys({"a": 1, "b": 2}, {"a"})
    {'b': 2}
    >>> omit_keys({}, {"a"})
    {}
    """
    return {key: value for key, value in mapping.items() if key not in keys}


def drop_none_values(mapping: dict[K, V | None]) -> dict[K, V]:
    """Drop the entries of a dictionary whose value is None.

    >>> drop_none_values({"a": 1, "b": None})
    {'a': 1}
    >>> drop_none_values({})
    {}
    """
    return {key: value for key, value in mapping.items() if value is not None}


def rename_keys(mapping: dict[str, V], names: dict[str, str]) -> dict[str, V]:
    """Rename keys of a dictionary by a table from old to new names.

    >>> rename_keys({"a": 1, "b": 2}, {"a": "x"})
    {'x': 1, 'b': 2}
    >>> rename_keys({}, {"a": "b"})
    {}
    """
    return {names.get(key, key): value for key, value in mapping.items()}


def map_values(mapping: dict[K, int], function: Callable[[int], V]) -> dict[K, V]:
    """Apply a function to every value of a dictionary.

    >>> map_values({"a": 1, "b": 2}, lambda x: x * 10)
    {'a': 10, 'b': 20}
    >>> map_values({}, str)
    {}
    """
    return {key: function(value) for key, value in mapping.items()}


def key_of_largest_value(mapping: dict[K, int]) -> K | None:
    """Return the key with the largest value of a dictionary, the first of equals, or None when empty.

    >>> key_of_largest_value({"a": 1, "b": 5, "c": 3})
    'b'
    >>> key_of_largest_value({}) is None
    True
    """
    return max(mapping, key=lambda key: mapping[key], default=None)


def keys_of_largest_value(mapping: dict[K, int]) -> list[K]:
    """List all keys that share the largest value of a dictionary.

    >>> keys_of_largest_value({"a": 5, "b": 1, "c": 5})
    ['a', 'c']
    >>> keys_of_largest_value({})
    []
    """
    largest = max(mapping.values(), default=None)
    return [key for key, value in mapping.items() if value == largest]


def top_entries(mapping: dict[str, int], n: int) -> list[tuple[str, int]]:
    """List the n entries of a dictionary with the largest values, as pairs.

    >>> top_entries({"a": 1, "b": 5, "c": 3}, 2)
    [('b', 5), ('c', 3)]
    >>> top_entries({}, 2)
    []
    """
    return sorted(mapping.items(), key=lambda entry: entry[1], reverse=True)[:n]


def keys_with_value(mapping: dict[K, V], value: V) -> list[K]:
    """List the keys of a dictionary that have a value.

    >>> keys_with_value({"a": 1, "b": 2, "c": 1}, 1)
    ['a', 'c']
    >>> keys_with_value({}, 1)
    []
    """
    return [key for key, found in mapping.items() if found == value]


def sum_of_values(mapping: dict[Any, int]) -> int:
    """Add up all values of a dictionary.

    >>> sum_of_values({"a": 1, "b": 2})
    3
    >>> sum_of_values({})
    0
    """
    return sum(mapping.values())


def common_keys(first: dict[K, Any], second: dict[K, Any]) -> list[K]:
    """List the keys that two dictionaries share, in the order of the first.

    >>> common_keys({"a": 1, "b": 2}, {"b": 0, "c": 3})
    ['b']
    >>> common_keys({}, {"a": 1})
    []
    """
    return [key for key in first if key in second]


def dictionary_difference(first: dict[K, V], second: dict[K, V]) -> dict[K, V]:
    """Keep the entries of a dictionary that another one lacks or has with a different value.

    >>> dictionary_difference({"a": 1, "b": 2}, {"a": 1, "b": 9})
    {'b': 2}
    >>> dictionary_difference({}, {"a": 1})
    {}
    """
    return {key: value for key, value in first.items() if key not in second or second[key] != value}


def get_nested(mapping: dict[str, Any], path: list[str], default: Any = None) -> Any:
    """Look up a value in nested dictionaries by a path of keys, with a default when a key is missing.

    >>> get_nested({"a": {"b": 7}}, ["a", "b"])
    7
    >>> get_nested({"a": {}}, ["a", "b"], 0)
    0
    """
    current: Any = mapping
    for key in path:
        if not isinstance(current, dict) or key not in current:
            return default
        current = current[key]
    return current


def flatten_dictionary(mapping: dict[str, Any], separator: str = ".") -> dict[str, Any]:
    """Flatten nested dictionaries into one whose keys are paths joined by a separator.

    >>> flatten_dictionary({"a": {"b": 1, "c": {"d": 2}}, "e": 3})
    {'a.b': 1, 'a.c.d': 2, 'e': 3}
    >>> flatten_dictionary({})
    {}
    """
    flat: dict[str, Any] = {}
    for key, value in mapping.items():
        if isinstance(value, dict):
            for path, leaf in flatten_dictionary(value, separator).items():
                flat[f"{key}{separator}{path}"] = leaf
        else:
            flat[key] = value
    return flat


def pluck(records: list[dict[str, Any]], key: str) -> list[Any]:
    """List the values of one key over a list of dictionaries; records without it are skipped.

    >>> pluck([{"n": 1}, {"n": 2}, {}], "n")
    [1, 2]
    >>> pluck([], "n")
    []
    """
    return [record[key] for record in records if key in record]


def records_where(records: list[dict[str, Any]], key: str, value: Any) -> list[dict[str, Any]]:
    """Keep the dictionaries of a list in which a key has a value.

    >>> records_where([{"n": 1}, {"n": 2}, {}], "n", 2)
    [{'n': 2}]
    >>> records_where([], "n", 2)
    []
    """
    return [record for record in records if key in record and record[key] == value]


def index_records(records: list[dict[str, Any]], key: str) -> dict[Any, dict[str, Any]]:
    """Build a dictionary from the values of a key to the records that have them.

    >>> index_records([{"id": 7, "name": "x"}], "id")
    {7: {'id': 7, 'name': 'x'}}
    >>> index_records([], "id")
    {}
    """
    return {record[key]: record for record in records}


def columns_to_records(columns: dict[str, list[V]]) -> list[dict[str, V]]:
    """Convert a dictionary of columns to a list of dictionaries, one for each row.

    >>> columns_to_records({"a": [1, 2], "b": [3, 4]})
    [{'a': 1, 'b': 3}, {'a': 2, 'b': 4}]
    >>> columns_to_records({})
    []
    """
    return [dict(zip(columns, row)) for row in zip(*columns.values())]


def records_to_columns(records: list[dict[str, V]]) -> dict[str, list[V]]:
    """Convert a list of dictionaries with the same keys to a dictionary of columns.

    >>> records_to_columns([{"a": 1, "b": 3}, {"a": 2, "b": 4}])
    {'a': [1, 2], 'b': [3, 4]}
    >>> records_to_columns([])
    {}
    """
    return {key: [record[key] for record in records] for key in (records[0] if records else {})}
