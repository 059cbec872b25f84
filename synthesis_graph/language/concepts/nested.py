"""Values nested to any depth or of mixed types: depth, leaves, items of one type."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

from synthesis_graph.language.operations import concept


@concept(6, "flatten deep nested recursive arbitrarily")
def flatten_deep(items: list[Any]) -> list[Any]:
    """The leaves of lists and tuples nested to any depth, in order."""
    flat = []
    for item in items:
        flat.extend(flatten_deep(item) if isinstance(item, (list, tuple)) else [item])
    return flat


@concept(7, "depth nested nesting level maximum")
def depth(value: list[Any]) -> int:
    """How deeply lists and tuples are nested in the value, 1 for a flat one."""
    return 1 + max((depth(item) for item in value if isinstance(item, (list, tuple))), default=0)


@concept(7, "depth nested nesting level dictionary")
def mapping_depth(mapping: dict[K, Any]) -> int:
    """How deeply dictionaries are nested in the mapping, 1 for a flat one."""
    return 1 + max((mapping_depth(v) for v in mapping.values() if isinstance(v, dict)), default=0)


@concept(7, "sum nested deep recursive total", limit="isinstance(_f(items), int)")
def deep_sum(items: list[Any]) -> int:
    """The sum of the numbers in lists and tuples nested to any depth."""
    return sum(deep_sum(item) if isinstance(item, (list, tuple)) else item for item in items)


@concept(8, "count leaf element nested deep total")
def count_leaves(items: list[Any]) -> int:
    """The number of leaves in lists and tuples nested to any depth."""
    return sum(count_leaves(item) if isinstance(item, (list, tuple)) else 1 for item in items)


@concept(8, "flatten nested dictionary key path separator")
def flatten_mapping(mapping: dict[str, Any], separator: str) -> dict[str, Any]:
    """The leaves of nested dictionaries by their joined keys."""
    flat = {}
    for key, value in mapping.items():
        if isinstance(value, dict):
            inner = flatten_mapping(value, separator)
            flat.update({f"{key}{separator}{k}": leaf for k, leaf in inner.items()})
        else:
            flat[key] = value
    return flat


@concept(7, "integer number filter keep only mixed type")
def only_integers(items: list[Any]) -> list[int]:
    """The items that are integers."""
    return [x for x in items if isinstance(x, int) and not isinstance(x, bool)]


@concept(8, "number numeric filter keep only mixed type")
def only_numbers(items: list[Any]) -> list[float]:
    """The items that are integers or floats."""
    return [x for x in items if isinstance(x, (int, float)) and not isinstance(x, bool)]


@concept(7, "string text filter keep only mixed type")
def only_strings(items: list[Any]) -> list[str]:
    """The items that are strings."""
    return [x for x in items if isinstance(x, str)]


@concept(8, "list lists count number nested inner sublist")
def count_lists(items: list[Any]) -> int:
    """The number of items that are lists."""
    return sum(isinstance(item, list) for item in items)


@concept(8, "element nested count top until tuple list before")
def count_type_names(items: list[Any]) -> dict[str, int]:
    """How many items there are of each type, by its name."""
    tally = {}
    for item in items:
        name = type(item).__name__
        tally[name] = tally.get(name, 0) + 1
    return tally


@concept(6, "none null remove drop missing")
def without_none(items: list[Any]) -> list[Any]:
    """The items other than None."""
    return [x for x in items if x is not None]
