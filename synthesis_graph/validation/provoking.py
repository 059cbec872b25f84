"""Inputs that must lead to an exception: for each condition of `raising`, a strategy of such arguments.

Each function takes the roles, the parameters that the sentence names, and what the condition was told; it gives None
where it is not clear which parameter is meant. Imports Hypothesis, as `inputs` does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from synthesis_graph.language.types import BOOL, FLOAT, INT, STR, Type, conforms, parse_type
from synthesis_graph.validation.roles import Roles
from synthesis_graph.validation.strategies import Strategy, argument_strategies, whole

_SIZED = ("list", "dict", "set", "str", "tuple...")
_SAMPLES: tuple[Any, ...] = (None, "a", 3, 1.5, [1], {"a": 1}, (1, 2), {1}, "", 0, [])
_TYPE_WORDS = {
    "str": "str", "text": "str", "int": "int", "num": "float", "flo": "float", "lis": "list", "dic": "dict",
    "tup": "tuple", "set": "set",
}  # fmt: skip
_SPAN = 60


def provoke(roles: Roles, name: str, subjects: Sequence[str], told: tuple[Any, ...]) -> Strategy | None:
    """The arguments that the condition of that name describes."""
    make: Callable[[Roles, list[int], tuple[Any, ...]], Strategy | None] = globals()[name]
    names = [p.name for p in roles.spec.signature.parameters]
    return make(roles, [names.index(s) for s in subjects], told)


def _with(roles: Roles, placed: dict[int, Strategy]) -> Strategy:
    columns = argument_strategies(roles.spec)
    return st.tuples(*(placed.get(index, column) for index, column in enumerate(columns)))


def _each(roles: Roles, places: Sequence[int], strategy: Callable[[int], Strategy]) -> Strategy | None:
    """One of the places at a time takes its strategy, the others are as drawn."""
    return st.one_of(*(_with(roles, {p: strategy(p)}) for p in places)) if places else None


def _kind(roles: Roles, index: int) -> Type:
    return roles.kinds[index]


def _places(roles: Roles, subjects: list[int], names: Sequence[str]) -> list[int]:
    """The parameters named, or the only one of such a type; none where it is not clear."""
    if subjects:
        return subjects if all(_kind(roles, s).name in names for s in subjects) else []
    fitting = [i for i, kind in enumerate(roles.kinds) if kind.name in names]
    return fitting if len(fitting) == 1 else []


# -- numbers -----------------------------------------------------------------------------------------------------------


def number(roles: Roles, subjects: list[int], told: tuple[Any, ...]) -> Strategy | None:
    """A number on one side of a bound: told the comparison and the bound."""
    comparison, bound = told[0], float(told[1])
    places = _places(roles, subjects, ("int", "float"))
    return _each(roles, places, lambda p: _numbers(_kind(roles, p), comparison, bound))


def _numbers(kind: Type, comparison: str, bound: float) -> Strategy:
    step = 1 if kind == INT else 4  # floats are drawn as quarters
    scaled = int(bound * step)
    low, high = {
        "<": (scaled - _SPAN, scaled - 1), "<=": (scaled - _SPAN, scaled), "==": (scaled, scaled),
        ">": (scaled + 1, scaled + _SPAN), ">=": (scaled, scaled + _SPAN),
    }[comparison]  # fmt: skip
    numbers = whole(low, high)
    return numbers if step == 1 else numbers.map(lambda n: n / step)


def below(roles: Roles, subjects: list[int], told: tuple[Any, ...]) -> Strategy | None:
    """A number below the bound."""
    return number(roles, subjects, ("<", told[0]))


def above(roles: Roles, subjects: list[int], told: tuple[Any, ...]) -> Strategy | None:
    """A number above the bound."""
    return number(roles, subjects, (">", told[0]))


def at_most(roles: Roles, subjects: list[int], told: tuple[Any, ...]) -> Strategy | None:
    """A number at the bound or below it."""
    return number(roles, subjects, ("<=", told[0]))


def at_least(roles: Roles, subjects: list[int], told: tuple[Any, ...]) -> Strategy | None:
    """A number at the bound or above it."""
    return number(roles, subjects, (">=", told[0]))


def divisor(roles: Roles, subjects: list[int], _: tuple[Any, ...]) -> Strategy | None:
    """A zero to divide by: the parameter named, or called so, or the last of two numbers."""
    numeric = [i for i, kind in enumerate(roles.kinds) if kind.name in ("int", "float")]
    names = [p.name for p in roles.spec.signature.parameters]
    called = [i for i in numeric if names[i] in ("divisor", "denominator", "d", "b", "y")]
    places = subjects or called or (numeric[-1:] if len(numeric) <= 2 else [])
    return _each(roles, places[:1], lambda _: st.just(0))


# -- containers --------------------------------------------------------------------------------------------------------


def emptied(roles: Roles, subjects: list[int], _: tuple[Any, ...]) -> Strategy | None:
    """An empty container; of several that no word tells apart, any one, all others being drawn."""
    places = subjects or [i for i, kind in enumerate(roles.kinds) if kind.name in _SIZED and i != roles.key]
    if not subjects and len(places) > 1:
        places = places[:1] if roles.kinds[places[1]].name == "str" else []
    return _each(roles, places, lambda p: st.builds(roles.container(p) or list))


def fewer(roles: Roles, subjects: list[int], told: tuple[Any, ...]) -> Strategy | None:
    """A container of fewer items."""
    return _of_size(roles, subjects, lambda size: size < int(told[0]))


def more(roles: Roles, subjects: list[int], told: tuple[Any, ...]) -> Strategy | None:
    """A container of more items."""
    return _of_size(roles, subjects, lambda size: size > int(told[0]))


def _of_size(roles: Roles, subjects: list[int], fits: Callable[[int], bool]) -> Strategy | None:
    columns = argument_strategies(roles.spec)
    places = _places(roles, subjects, _SIZED)
    return _each(roles, places, lambda p: columns[p].filter(lambda value: fits(len(value))))


def different_lengths(roles: Roles, subjects: list[int], _: tuple[Any, ...]) -> Strategy | None:
    """Two containers, of different lengths."""
    places = subjects or [i for i, kind in enumerate(roles.kinds) if kind.name in _SIZED]
    if len(places) != 2:
        return None
    one, other = places
    return _with(roles, {}).filter(lambda arguments: len(arguments[one]) != len(arguments[other]))


def missing_key(roles: Roles, subjects: list[int], _: tuple[Any, ...]) -> Strategy | None:
    """A dictionary, and a key that it lacks."""
    keys = [
        i for i, kind in enumerate(roles.kinds) if kind.name in ("str", "int", "Any") and i != roles.mapping
    ]
    named = [i for i in subjects if i in keys] or [i for i in keys if i == roles.key] or keys
    if len(named) != 1:
        return None
    key, held = named[0], roles.mapping if roles.mapping >= 0 else roles.rows
    if held < 0:
        return None

    def lacks(arguments: tuple[Any, ...]) -> bool:
        records = [arguments[held]] if roles.mapping >= 0 else arguments[held]
        return bool(records) and all(type(r) is dict and arguments[key] not in r for r in records)

    absent = st.sampled_from([-99, 99] if _kind(roles, key) == INT else ["zz", "q"])
    return _with(roles, {key: absent}).filter(lacks)


def out_of_range(roles: Roles, subjects: list[int], _: tuple[Any, ...]) -> Strategy | None:
    """A sequence, and an index beyond either end."""
    held = [i for i, kind in enumerate(roles.kinds) if kind.name in ("list", "str", "tuple...")]
    indices = [i for i in subjects if _kind(roles, i) == INT] or [
        i for i, k in enumerate(roles.kinds) if k == INT
    ]
    if len(held) != 1 or len(indices) != 1:
        return None
    row, index = held[0], indices[0]

    def beyond(arguments: tuple[Any, ...]) -> Strategy:
        size = len(arguments[row])
        places = whole(size, size + 9) | whole(-size - 9, -size - 1)
        return places.map(lambda place: (*arguments[:index], place, *arguments[index + 1 :]))

    return _with(roles, {}).flatmap(beyond)


def absent_item(roles: Roles, subjects: list[int], _: tuple[Any, ...]) -> Strategy | None:
    """A sequence, and an item that it does not hold."""
    held = [i for i, kind in enumerate(roles.kinds) if kind.name == "list"]
    others = [i for i in (subjects or range(len(roles.kinds))) if i not in held]
    if len(held) != 1 or len(others) != 1:
        return None
    return _with(roles, {}).filter(lambda arguments: arguments[others[0]] not in arguments[held[0]])


# -- types -------------------------------------------------------------------------------------------------------------


def nothing(roles: Roles, subjects: list[int], _: tuple[Any, ...]) -> Strategy | None:
    """None in the place of a value."""
    places = subjects or (list(range(len(roles.kinds))) if len(roles.kinds) == 1 else [])
    return _each(roles, places, lambda _: st.none())


def another_type(roles: Roles, subjects: list[int], told: tuple[Any, ...]) -> Strategy | None:
    """A value of another type than the one told."""
    kind = parse_type(_TYPE_WORDS[told[0][:3].lower()])
    fitting = [i for i, own in enumerate(roles.kinds) if _is_such(own, kind)]
    places = subjects or fitting or (list(range(len(roles.kinds))) if len(roles.kinds) == 1 else [])
    return _each(roles, places, lambda _: _others(kind))


def wrong_type(roles: Roles, subjects: list[int], _: tuple[Any, ...]) -> Strategy | None:
    """A value of another type than the declared one."""
    places = subjects or [i for i, kind in enumerate(roles.kinds) if kind.name != "Any"]
    return _each(roles, places, lambda p: _others(_kind(roles, p)))


def _is_such(own: Type, kind: Type) -> bool:
    return (
        own.name == kind.name
        or (kind == FLOAT and own == INT)
        or (kind.name == "tuple" and own.name == "tuple...")
    )


def _others(kind: Type) -> Strategy:
    """Plain values that no reader takes for the type: no sequence for a list, no boolean for a number."""
    rows = ("list", "tuple", "tuple...", "set")
    near: tuple[type, ...] = (
        (list, tuple, set) if kind.name in rows else (bool,) if kind in (INT, FLOAT, BOOL) else ()
    )
    wide = parse_type("list") if kind.name in rows else STR if kind == STR else kind
    return st.sampled_from([v for v in _SAMPLES if not isinstance(v, near) and not conforms(v, wide)])
