"""Inputs that grow: arguments of a size, in several shapes, for counting steps. Seeded; no Hypothesis.

Where there is a container, it grows (to the square for a bound beyond linear, where it is nested); otherwise the
integers do. What does not grow is as in the first example. Items are as the examples have them, or all different.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from random import Random
from typing import Any

from synthesis_graph.language.types import ANY, INT, Type, infer, join_all
from synthesis_graph.validation.roles import Roles

_GROWING = ("list", "set", "tuple...", "dict", "str")
_ITEM_SIZES = (16, 32, 64, 128, 256, 512, 1024)
_SMALL = (4, 8)
_SQUARE_SIZES = (4, 8, 12, 16, 24, 32, 48, 64)
_NUMBERS = (4, 8, 12, 16, 24, 32, 64, 128, 256, 1024, 4096, 1 << 14, 1 << 16, 1 << 18)
_PRIMES = (3, 7, 11, 13, 23, 31, 61, 127, 251, 1021, 4093, 16381, 65521, 262139)

Shape = Callable[[int, Random], Sequence[int]]
SHAPES: dict[str, Shape] = {
    "random": lambda n, random: random.sample(range(n), n),
    "ascending": lambda n, _: range(n),
    "descending": lambda n, _: range(n)[::-1],
    "equal": lambda n, _: [0] * n,
}
"""Which item stands at each place; `seen`, beside these, cycles through the examples' own items."""


def growing(roles: Roles, average: bool, squared: bool) -> list[tuple[int, list[tuple[Any, ...]]]]:
    """Sizes in ascending order, each with arguments of that size, a shape at each index; none where nothing grows."""
    names = ["random"] if average else [*SHAPES, "seen"]
    containers = [i for i, kind in enumerate(roles.kinds) if kind.name in _GROWING and i != roles.key]
    if not containers:
        return _numbers(roles)
    nested = squared and any(_is_nested(roles.kinds[i]) for i in containers)
    sizes = _SQUARE_SIZES if nested else (*_SMALL, *_ITEM_SIZES)
    return [(n, [_arguments(roles, containers, n, name, nested) for name in names]) for n in sizes]


def _is_nested(kind: Type) -> bool:
    return any(arg.name in _GROWING and arg.name != "str" for arg in kind.args)


def _numbers(roles: Roles) -> list[tuple[int, list[tuple[Any, ...]]]]:
    places = [i for i, kind in enumerate(roles.kinds) if kind == INT]
    if not places:
        return []
    return [
        (n, [tuple(m if i in places else _still(roles, i) for i in range(len(roles.kinds))) for m in (n, p)])
        for n, p in zip(_NUMBERS, _PRIMES)
    ]


def _still(roles: Roles, index: int) -> Any:
    """The first example's value, or a simple one of the type."""
    return roles.arguments[0][index] if roles.arguments else _item(roles.kinds[index], [], 1, 3)


def _arguments(roles: Roles, containers: list[int], size: int, name: str, nested: bool) -> tuple[Any, ...]:
    random = Random(f"{roles.spec.seed}/{size}/{name}")
    return tuple(
        _grown(kind, [a[index] for a in roles.arguments], size, (name, random, nested))
        if index in containers
        else _still(roles, index)
        for index, kind in enumerate(roles.kinds)
    )


def _grown(kind: Type, seen: Sequence[Any], size: int, how: tuple[str, Random, bool]) -> Any:
    name, random, nested = how
    width = size if nested else 3
    if kind.name == "str":
        return _text("".join(seen), size, name, random)
    if kind.name == "dict":
        held = dict(chain.from_iterable(d.items() for d in seen))
        keys = [_item(kind.args[0], list(held), i, width) for i in range(size)]
        order = _order(name, size, random)
        return {key: _item(kind.args[1], list(held.values()), i, width) for key, i in zip(keys, order)}
    items = list(chain.from_iterable(seen))
    if name == "seen":
        found = [items[i % len(items)] if items else _item(kind.args[0], [], 0, width) for i in range(size)]
    else:
        found = [_item(kind.args[0], items, i, width) for i in _order(name, size, random)]
    build = {"list": list, "tuple...": tuple, "set": set}[kind.name]
    return build(found)


def _order(name: str, size: int, random: Random) -> Sequence[int]:
    return SHAPES[name](size, random) if name in SHAPES else range(size)


def _text(seen: str, size: int, name: str, random: Random) -> str:
    letters = sorted(set(seen)) or list("abcd")
    if name == "seen":
        return ((seen or "abcd") * size)[:size]
    if name == "random":
        return "".join(random.choices(letters, k=size))
    return "".join(letters[i * len(letters) // size] for i in SHAPES[name](size, random))


def _item(kind: Type, seen: Sequence[Any], number: int, width: int) -> Any:
    """The item of that number: different numbers give different items, in ascending order, where the type has enough."""
    if kind == ANY:
        kind = join_all(map(infer, seen)) if seen else INT
        kind = INT if kind == ANY else kind
    match kind.name:
        case "union":
            return _item(kind.args[0], [], number, width)
        case "float":
            return number / 2
        case "str":
            return "".join(chr(97 + number // 26**place % 26) for place in (2, 1, 0))
        case "bool":
            return bool(number % 2)
        case "None":
            return None
        case "bytes":
            return number.to_bytes(3, "big")
        case "tuple":
            return tuple(_item(arg, [], number, width) for arg in kind.args)
        case "dict":
            return _record(kind, seen, number, width)
        case "list" | "tuple..." | "set":
            build = {"list": list, "tuple...": tuple, "set": set}[kind.name]
            return build(_item(kind.args[0], [], number + i, 3) for i in range(width))
    return number


def _record(kind: Type, seen: Sequence[Any], number: int, width: int) -> dict[Any, Any]:
    first = next((d for d in seen if isinstance(d, dict) and d), None)
    if first is None:
        return {_item(kind.args[0], [], i, width): _item(kind.args[1], [], number, width) for i in range(2)}
    return {key: _item(infer(value), [], number, width) for key, value in first.items()}
