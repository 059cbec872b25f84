"""Fresh inputs for a specification: small changes to the inputs of its examples, on which programs can be told apart.

Owns the mutation of plain values by type. Does not know what a right answer is: nothing here has an expected output.
The same specification and seed give the same inputs in every process: clusters of candidates are compared by them.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

from synthesis_graph.language.types import ANY, Type, infer
from synthesis_graph.spec import Specification

_LETTERS = "abcdefghijklmnopqrstuvwxyzAEIOUXYZ0123456789 "
_MAX_TRIES = 40


def fresh_inputs(spec: Specification, count: int = 4) -> list[tuple[Any, ...]]:
    """Up to `count` distinct argument tuples near the examples, none of them an example's own; deterministic."""
    rng = random.Random(f"{spec.seed}/{len(spec.examples)}/{spec.signature.name}")
    shown = [e.arguments for e in spec.examples]
    seen = {repr(arguments) for arguments in shown}
    types = [p.type for p in spec.signature.parameters]
    fresh: list[tuple[Any, ...]] = []
    for arguments in _mutants(shown, types, rng):
        if repr(arguments) not in seen:
            seen.add(repr(arguments))
            fresh.append(arguments)
            if len(fresh) == count:
                break
    return fresh


def _mutants(
    shown: list[tuple[Any, ...]], types: list[Type], rng: random.Random
) -> Iterator[tuple[Any, ...]]:
    for attempt in range(_MAX_TRIES):
        if not shown:
            yield tuple(_invent(t, rng) for t in types)
            continue
        base = shown[attempt % len(shown)]
        if len(shown) > 1 and attempt % 3 == 2 and len(base) > 1:  # cross two examples, argument by argument
            other = shown[(attempt + 1) % len(shown)]
            base = tuple(rng.choice(pair) for pair in zip(base, other))
        keys = sorted({k for k in _keys(base) if isinstance(k, str)})
        named = rng.choice(keys) if keys else ""  # a text that names a key goes on naming one
        yield tuple(
            named
            if isinstance(v, str) and v in keys
            else _without_key(v, named, rng)
            if _is_records(v) and rng.random() < 0.5
            else mutate(v, rng)
            if rng.random() < 0.8
            else copy.deepcopy(v)
            for v in base
        )


def _is_records(value: Any) -> bool:
    return isinstance(value, list) and len(value) > 0 and all(isinstance(item, dict) for item in value)


def _without_key(records: list[dict[Any, Any]], key: str, rng: random.Random) -> list[dict[Any, Any]]:
    """The records, one of them without the key."""
    place = rng.randrange(len(records))
    return [
        {k: copy.deepcopy(v) for k, v in record.items() if i != place or k != key}
        for i, record in enumerate(records)
    ]


def _keys(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value
    for item in (
        value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    ):
        yield from _keys(item)


def mutate(value: Any, rng: random.Random) -> Any:
    """A value of the same type and about the same size, changed a little; the input is left as it is."""
    match value:
        case bool():
            return not value
        case int():
            return _mutate_int(value, rng)
        case float():
            return round(value * rng.choice([0.5, 1.5, 2.0]) + rng.choice([0.0, 1.0, -1.0]), 3)
        case str():
            return _mutate_text(value, rng)
        case bytes():
            return bytes(reversed(value))
        case list():
            return _mutate_row(value, rng)
        case tuple():
            return _mutate_tuple(value, rng)
        case set() | frozenset():
            kept = sorted(value, key=repr)
            return {mutate(v, rng) if rng.random() < 0.4 else v for v in kept}
        case dict():
            return {
                k: mutate(v, rng) if rng.random() < 0.5 else copy.deepcopy(v)
                for k, v in rng.sample(list(value.items()), len(value))
            }
    return copy.deepcopy(value)


def _mutate_int(value: int, rng: random.Random) -> int:
    if abs(value) > 10**6:
        return value + rng.randint(-5, 5)
    choices = [
        value + 1,
        value + 2,
        value * 2,
        value + rng.randint(3, 9),
        max(value - 1, 0) if value >= 0 else value - 1,
    ]
    return rng.choice(choices)


def _mutate_text(value: str, rng: random.Random) -> str:
    if not value:
        return rng.choice(["a", "Ab 1", "x y"])
    position = rng.randrange(len(value))
    same = [
        c
        for c in _LETTERS
        if c.isalpha() == value[position].isalpha() and c.isdigit() == value[position].isdigit()
    ]
    match rng.randrange(4):
        case 0:
            return value[:position] + rng.choice(same or list(value)) + value[position + 1 :]
        case 1:
            return value[:position] + value[position] + value[position:]
        case 2:
            return value[:position] + value[position + 1 :] if len(value) > 1 else value * 2
    other = rng.randrange(len(value))
    low, high = sorted((position, other))
    swapped = value[:low] + value[high] + value[low + 1 : high] + value[low] + value[high + 1 :]
    return swapped if high > low else value + value[position]


def _mutate_row(value: list[Any], rng: random.Random) -> list[Any]:
    row = copy.deepcopy(value)
    if not row:
        return row
    match rng.randrange(5):
        case 0:
            rng.shuffle(row)
        case 1:
            row[rng.randrange(len(row))] = mutate(rng.choice(row), rng)
        case 2:
            row.append(copy.deepcopy(rng.choice(row)))
        case 3 if len(row) > 1:
            del row[rng.randrange(len(row))]
        case _:
            row = [mutate(v, rng) if rng.random() < 0.5 else v for v in row]
    return row


def _mutate_tuple(value: tuple[Any, ...], rng: random.Random) -> tuple[Any, ...]:
    if len(value) > 3 and len({infer(v) for v in value}) == 1 and rng.random() < 0.5:
        return tuple(_mutate_row(list(value), rng))
    return tuple(mutate(v, rng) if rng.random() < 0.6 else v for v in value)


_SAMPLES: dict[str, list[Any]] = {
    "int": [3, 7, 0, 12, 1], "float": [2.5, 1.0, 0.5], "bool": [True, False], "str": ["abc", "Hello World", "x1 y2"],
    "bytes": [b"abc"], "None": [None],
}  # fmt: skip


def _invent(t: Type, rng: random.Random, depth: int = 0) -> Any:
    if t.name in _SAMPLES:
        return rng.choice(_SAMPLES[t.name])
    if t == ANY:
        return rng.choice([3, 1, 2])
    if t.name == "union":
        return _invent(t.args[0], rng, depth)
    size = rng.randint(2, 4) if depth < 2 else 2
    match t.name:
        case "list" | "tuple...":
            row = [_invent(t.args[0], rng, depth + 1) for _ in range(size)]
            return row if t.name == "list" else tuple(row)
        case "set":
            return {_invent(t.args[0], rng, depth + 1) for _ in range(size)}
        case "tuple":
            return tuple(_invent(a, rng, depth + 1) for a in t.args)
        case "dict":
            key = "id" if t.args[0] == ANY else None
            keys = [key] if key else [_invent(t.args[0], rng, depth + 1) for _ in range(size)]
            return {k: _invent(t.args[1], rng, depth + 1) for k in keys}
    return None
