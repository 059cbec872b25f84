"""Dictionaries: inverting, merging, grouping, choosing by value; pairs as dictionaries."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

from synthesis_graph.language.operations import concept


@concept(6, "invert swap reverse key value exchange")
def invert(mapping: dict[A, K]) -> dict[K, A]:
    """The mapping from values to keys."""
    return {value: key for key, value in mapping.items()}


@concept(7, "invert group key value same")
def keys_by_value(mapping: dict[A, K]) -> dict[K, list[A]]:
    """The keys that share each value."""
    groups = {}
    for key, value in mapping.items():
        groups.setdefault(value, []).append(key)
    return groups


@concept(6, "merge combine add sum values dictionary common key")
def merge_by_sum(first: dict[K, N], second: dict[K, N]) -> dict[K, N]:
    """Both mappings in one, the values of common keys added."""
    return {key: first.get(key, 0) + second.get(key, 0) for key in [*first, *second]}


@concept(6, "merge combine union dictionary dictionaries")
def merge_mappings(first: dict[K, A], second: dict[K, A]) -> dict[K, A]:
    """Both mappings in one, the second's values for common keys."""
    return {**first, **second}


@concept(7, "merge combine union dictionary dictionaries list")
def merge_all(mappings: list[dict[K, A]]) -> dict[K, A]:
    """All mappings in one, later values for common keys."""
    return {key: value for mapping in mappings for key, value in mapping.items()}


@concept(6, "sort value values ascending order dictionary")
def sort_by_value(mapping: dict[K, C]) -> dict[K, C]:
    """The mapping with its entries in ascending order of value."""
    return dict(sorted(mapping.items(), key=lambda item: item[1]))


@concept(7, "sort value values descending order dictionary highest")
def sort_by_value_descending(mapping: dict[K, C]) -> dict[K, C]:
    """The mapping with its entries in descending order of value."""
    return dict(sorted(mapping.items(), key=lambda item: item[1], reverse=True))


@concept(7, "sort key keys order dictionary")
def sort_by_key(mapping: dict[C, A]) -> dict[C, A]:
    """The mapping with its entries in ascending order of key."""
    return dict(sorted(mapping.items(), key=lambda item: item[0]))


@concept(6, "key maximum highest largest value greatest")
def key_with_max_value(mapping: dict[K, C]) -> K:
    """The first key with the largest value."""
    return max(mapping, key=lambda key: mapping[key])


@concept(6, "key minimum lowest smallest value")
def key_with_min_value(mapping: dict[K, C]) -> K:
    """The first key with the smallest value."""
    return min(mapping, key=lambda key: mapping[key])


@concept(7, "key keys value find lookup")
def keys_with_value(mapping: dict[K, A], value: A) -> list[K]:
    """The keys whose value equals the given one."""
    return [key for key, v in mapping.items() if v == value]


@concept(7, "top highest largest value key", limit="abs(n) < 10**6")
def top_by_value(mapping: dict[K, C], n: int) -> list[tuple[K, C]]:
    """The n entries with the largest values, largest first."""
    return sorted(mapping.items(), key=lambda item: item[1], reverse=True)[:n]


@concept(6, "filter greater above larger value than")
def filter_values_above(mapping: dict[K, C], bound: C) -> dict[K, C]:
    """The entries whose value exceeds the bound."""
    return {key: value for key, value in mapping.items() if value > bound}


@concept(7, "filter greater equal least value")
def filter_values_from(mapping: dict[K, C], bound: C) -> dict[K, C]:
    """The entries whose value is at least the bound."""
    return {key: value for key, value in mapping.items() if value >= bound}


@concept(7, "drop remove none empty null missing")
def drop_none(mapping: dict[K, Any]) -> dict[K, Any]:
    """The entries whose value is not None."""
    return {key: value for key, value in mapping.items() if value is not None}


@concept(7, "select pick keep extract subset key keys")
def select_keys(mapping: dict[K, A], keys: iter[K]) -> dict[K, A]:
    """The entries of the given keys, as far as there are any."""
    return {key: mapping[key] for key in keys if key in mapping}


@concept(7, "remove delete drop without exclude key keys", limit="len(mapping) * len(keys) <= 10**6")
def without_keys(mapping: dict[K, A], keys: iter[K]) -> dict[K, A]:
    """The entries of all other keys."""
    return {key: value for key, value in mapping.items() if key not in keys}


@concept(7, "remove delete drop without key")
def without_key(mapping: dict[K, A], unwanted: K) -> dict[K, A]:
    """The mapping without the given key."""
    return {key: value for key, value in mapping.items() if key != unwanted}


@concept(6, "group first letter initial word words")
def group_by_first_letter(words: iter[str]) -> dict[str, list[str]]:
    """The words by their first character."""
    groups = {}
    for word in words:
        groups.setdefault(word[0], []).append(word)
    return groups


@concept(6, "group length size word words")
def group_by_length(items: iter[S]) -> dict[int, list[S]]:
    """The items by their length."""
    groups = {}
    for item in items:
        groups.setdefault(len(item), []).append(item)
    return groups


@concept(6, "group pair pairs key tuple first values")
def group_pairs(pairs: iter[tuple[K, A]]) -> dict[K, list[A]]:
    """The second items of the pairs by their first."""
    groups = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


@concept(7, "group pair pairs key tuple second values")
def group_pairs_by_second(pairs: iter[tuple[A, K]]) -> dict[K, list[A]]:
    """The first items of the pairs by their second."""
    groups = {}
    for value, key in pairs:
        groups.setdefault(key, []).append(value)
    return groups


@concept(6, "sum total add pair pairs key group aggregate")
def sum_by_key(pairs: iter[tuple[K, N]]) -> dict[K, N]:
    """The sum of the pairs' numbers for each key."""
    sums = {}
    for key, number in pairs:
        sums[key] = sums.get(key, 0) + number
    return sums


@concept(5, "dictionary zip combine keys values convert lists")
def zip_to_dict(keys: iter[K], values: iter[A]) -> dict[K, A]:
    """The mapping from keys to corresponding values."""
    return dict(zip(keys, values))


@concept(6, "dictionary pair pairs tuple tuples convert", limit="not isinstance(pairs, dict)")
def pairs_to_dict(pairs: iter[tuple[K, A]]) -> dict[K, A]:
    """The mapping that the pairs of keys and values list."""
    return dict(pairs)


@concept(7, "column field values key dictionaries record pluck extract")
def values_for_key(records: list[dict[K, A]], key: K) -> list[A]:
    """The value of the key in each record that has it."""
    return [record[key] for record in records if key in record]


@concept(7, "sort dictionaries record field key")
def sort_records(records: list[dict[K, C]], key: K) -> list[dict[K, C]]:
    """The records in ascending order of the key's value."""
    return sorted(records, key=lambda record: record[key])


@concept(8, "group dictionaries record field key")
def group_records(records: list[dict[A, K]], field: A) -> dict[K, list[dict[A, K]]]:
    """The records by their value of the field."""
    groups = {}
    for record in records:
        groups.setdefault(record[field], []).append(record)
    return groups
