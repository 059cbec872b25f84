"""Random signatures that resemble what people ask for: parameter types with names that fit them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from synthesis_graph.language.types import Type, parse_type

_SHAPES: tuple[tuple[float, str], ...] = (
    (22, "list[int]"), (8, "int"), (17, "str"), (6, "int; int"), (8, "list[int]; int"), (5, "list[str]"),
    (4, "list[int]; list[int]"), (4, "str; str"), (3, "list[tuple[int, int]]"), (2.5, "list[list[int]]"),
    (2.5, "int; int; int"), (2.5, "str; int"), (2, "tuple[int, ...]"), (2, "dict[str, int]"), (1.5, "float"),
    (2, "list[float]"), (1.5, "list[tuple[str, int]]"), (1.5, "list[str]; int"), (1.5, "list[str]; str"),
    (1.5, "tuple[int, ...]; tuple[int, ...]"), (1.5, "list[int]; int; int"), (1, "float; float"), (1, "str; str; str"),
    (1, "tuple[int, int]"), (0.8, "list[list[str]]"), (0.8, "dict[str, list[int]]"), (0.8, "set[int]; set[int]"),
    (0.8, "list[tuple[int, ...]]"), (0.8, "list[bool]"), (0.8, "list[dict[str, int]]"), (0.6, "dict[str, int]; int"),
    (0.6, "dict[str, int]; dict[str, int]"), (0.6, "list[list[int]]; int"), (0.6, "tuple[int, int]; tuple[int, int]"),
    (0.6, "int; str"), (0.6, "list[str]; list[str]"), (0.6, "list[str]; list[int]"), (0.6, "tuple[str, ...]"),
    (0.5, "float; int"), (0.5, "list[tuple[int, int]]; int"), (0.5, "tuple[int, ...]; int"), (0.5, "set[int]"),
    (0.4, "list[Any]"), (0.4, "dict[str, str]"), (0.4, "dict[int, int]"), (0.4, "list[list[int]]; list[list[int]]"),
    (0.4, "float; float; float"), (0.4, "list[dict[str, str]]; str"), (0.3, "tuple[int, int, int]"), (0.3, "list[int]; list[int]; int"),
    (0.3, "list[float]; float"), (0.3, "dict[str, int]; str"), (0.3, "bool; bool"), (0.3, "str; str; int"),
    (0.3, "list[tuple[str, int]]; int"), (0.3, "list[list[float]]"), (0.3, "list[int]; list[int]; list[int]"),
    (0.2, "int; int; int; int"), (0.2, "list[int | None]"), (0.2, "list[tuple[int, int, int]]"),
)  # fmt: skip

_SINGLE: dict[str, tuple[str, ...]] = {
    "int": ("n", "n", "n", "num", "number", "x", "k", "a", "value"),
    "float": ("x", "number", "value", "num", "r", "price"),
    "bool": ("flag", "a"),
    "str": ("s", "s", "text", "string", "str1", "word", "sentence", "test_str", "s0", "name", "line"),
    "list[int]": (
        "xs",
        "nums",
        "nums",
        "lst",
        "arr",
        "numbers",
        "test_list",
        "items",
        "list1",
        "values",
        "array",
    ),
    "list[float]": ("nums", "values", "xs", "numbers", "prices"),
    "list[str]": ("words", "words", "strings", "names", "lst", "test_list", "texts", "items"),
    "list[bool]": ("flags", "bits", "lst"),
    "dict": ("d", "dct", "mapping", "test_dict", "counts", "dict1", "scores"),
    "set": ("s", "items", "values", "set1"),
    "tuple...": ("test_tup", "tup", "tuple1", "values", "nums"),
    "tuple": ("pair", "point", "test_tup", "t"),
    "pairs": ("pairs", "test_list", "tuples", "points", "tuple_list", "items"),
    "rows": ("matrix", "rows", "grid", "test_list", "lists", "list1", "mat"),
    "records": ("records", "rows", "items", "data"),
    "any": ("items", "lst", "test_list", "nested", "values", "data"),
}
_TWINS: dict[str, tuple[tuple[str, ...], ...]] = {
    "int": (
        ("a", "b"),
        ("x", "y"),
        ("m", "n"),
        ("n", "k"),
        ("num1", "num2"),
        ("l", "r"),
        ("start", "end"),
        ("n", "m"),
    ),
    "float": (("a", "b"), ("x", "y"), ("width", "height"), ("r", "h")),
    "str": (
        ("s1", "s2"),
        ("str1", "str2"),
        ("s", "t"),
        ("text", "pattern"),
        ("s", "char"),
        ("first", "second"),
        ("string", "ch"),
        ("s0", "s1"),
    ),
    "list": (
        ("xs", "ys"),
        ("list1", "list2"),
        ("nums1", "nums2"),
        ("a", "b"),
        ("test_list1", "test_list2"),
        ("first", "second"),
    ),
    "tuple": (("test_tup1", "test_tup2"), ("a", "b"), ("p", "q"), ("tup1", "tup2")),
    "dict": (("d1", "d2"), ("a", "b"), ("dict1", "dict2")),
    "set": (("a", "b"), ("s1", "s2"), ("set1", "set2")),
}
_SIDE: dict[str, tuple[str, ...]] = {
    "int": ("n", "k", "n", "k", "x", "m", "num", "index", "size", "target", "i"),
    "float": ("x", "limit", "rate", "target"),
    "str": ("s", "char", "sep", "ch", "sub", "prefix", "key", "c"),
}
"""Names of a scalar beside a container."""


def random_types(rng: Random) -> tuple[Type, ...]:
    """Parameter types of one request."""
    shape = rng.choices(_SHAPES, [weight for weight, _ in _SHAPES])[0][1]
    return tuple(map(parse_type, shape.split("; ")))


def random_names(types: Sequence[Type], rng: Random) -> tuple[str, ...]:
    """Distinct names that fit the types."""
    if len(types) == 2 and types[0] == types[1]:
        twins = _TWINS.get(types[0].name.rstrip("."))
        if twins is not None:
            return rng.choice(twins)
    names: list[str] = []
    for i, t in enumerate(types):
        words = _SIDE.get(t.name, ()) if i and t.name in _SIDE else ()
        names.append(_fresh(rng.choice(words or _SINGLE[_kind(t)]), names))
    return tuple(names)


def _kind(t: Type) -> str:
    if str(t) in _SINGLE:
        return str(t)
    if t.name == "list":
        inside = t.args[0].name
        return {
            "tuple": "pairs",
            "tuple...": "pairs",
            "list": "rows",
            "dict": "records",
            "int": "list[int]",
        }.get(inside, "any")
    return t.name if t.name in _SINGLE else "any"


def _fresh(name: str, taken: Sequence[str]) -> str:
    spare: tuple[str, ...] = (name, *(f"{name.rstrip('0123456789')}{i}" for i in range(2, 9)), *"abcdxyz")
    return next(n for n in spare if n not in taken)
