"""Inputs for constraints: drawn from the signature, steered by the examples, and reduced when one fails.

A domain is a function from a source of randomness to a value. Where the examples show values at a place, the domain
there stays near them (their range, their letters, their keys), because a signature seldom says what it assumes.
Seeded and deterministic. Knows nothing of the sandbox or of any property.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from random import Random
from typing import Any

from synthesis_graph.language.types import ANY, BOOL, INT, Type, conforms, infer, join_all
from synthesis_graph.spec import Specification

Domain = Callable[[Random], Any]

_LONGEST = 6
_WIDE = 10
_DEFAULT_LETTERS = string.ascii_lowercase[:6] + "Az 0"


def argument_domains(spec: Specification) -> list[Domain]:
    """One domain a parameter."""
    columns: list[list[Any]] = [[] for _ in spec.signature.parameters]
    for example in spec.examples:
        if not example.raises:
            for column, argument in zip(columns, example.arguments, strict=False):
                column.append(argument)
    return [domain_of(p.type, seen) for p, seen in zip(spec.signature.parameters, columns, strict=True)]


def draw(domains: Sequence[Domain], count: int, seed: int) -> list[tuple[Any, ...]]:
    """`count` argument tuples, the same for the same seed."""
    random = Random(seed)
    return [tuple(domain(random) for domain in domains) for _ in range(count)]


# -- domains -----------------------------------------------------------------------------------------------------------


def domain_of(kind: Type, seen: Sequence[Any] = ()) -> Domain:
    """The domain of a type near the values seen; `Any` is what was seen, or integers."""
    if kind == ANY or kind.is_variable or kind.name == "callable":
        kind = join_all(map(infer, seen)) if seen else INT
        if kind == ANY:
            kind = INT
    if kind.name == "union":
        members = [domain_of(m, [v for v in seen if conforms(v, m)]) for m in kind.args]
        return lambda random: random.choice(members)(random)
    return _DOMAINS[kind.name](kind, [v for v in seen if not isinstance(v, bool) or kind == BOOL])


def _integers(_: Type, seen: Sequence[Any]) -> Domain:
    numbers = [v for v in seen if isinstance(v, int)]
    low, high = (min(numbers), max(numbers)) if numbers else (-_WIDE, _WIDE)
    low = low - _WIDE if low < 0 else min(low, 0 if 0 in numbers or len(numbers) < 3 else 1)
    high = min(high + _WIDE, max(10 * abs(high), _WIDE))
    edges = [v for v in (0, 1, -1, *numbers[:20]) if low <= v <= high]
    return lambda random: random.choice(edges) if random.random() < 0.3 else random.randint(low, high)


def _floats(_: Type, seen: Sequence[Any]) -> Domain:
    numbers = [float(v) for v in seen if isinstance(v, (int, float)) and abs(v) < 1e300]
    low, high = (min(numbers), max(numbers)) if numbers else (-float(_WIDE), float(_WIDE))
    low = low - _WIDE if low < 0 else 0.0
    return lambda random: (
        random.choice(numbers)
        if numbers and random.random() < 0.3
        else round(random.uniform(low, high + _WIDE), 2)
    )


def _strings(_: Type, seen: Sequence[Any]) -> Domain:
    texts = [v for v in seen if isinstance(v, str)]
    letters = "".join(sorted(set("".join(texts)))) or _DEFAULT_LETTERS
    return lambda random: (
        random.choice(texts)
        if texts and random.random() < 0.3
        else "".join(random.choice(letters) for _ in range(random.randint(0, 2 * _LONGEST)))
    )


def _rows(kind: Type, seen: Sequence[Any]) -> Domain:
    build = {"list": list, "set": set, "tuple...": tuple}[kind.name]
    item = domain_of(kind.args[0], list(chain.from_iterable(seen)))

    def row(random: Random) -> Any:
        few = [item(random) for _ in range(3)]  # duplicates are where programs differ
        again = random.random() < 0.4
        return build(
            random.choice(few) if again else item(random) for _ in range(random.randint(0, _LONGEST))
        )

    return row


def _tuples(kind: Type, seen: Sequence[Any]) -> Domain:
    whole = [v for v in seen if len(v) == len(kind.args)]
    items = [domain_of(arg, [v[i] for v in whole]) for i, arg in enumerate(kind.args)]
    return lambda random: tuple(item(random) for item in items)


def _mappings(kind: Type, seen: Sequence[Any]) -> Domain:
    fields = record_fields(seen)
    if fields:
        return record_domain(fields)
    keys = domain_of(kind.args[0], list(chain.from_iterable(seen)))
    values = domain_of(kind.args[1], list(chain.from_iterable(d.values() for d in seen)))
    return lambda random: {keys(random): values(random) for _ in range(random.randint(0, _LONGEST - 2))}


def record_fields(seen: Iterable[Any]) -> dict[str, Domain]:
    """The fields of records when the dictionaries look like records: string keys that most of them share."""
    records = [d for d in seen if isinstance(d, dict) and d]
    keys = list(dict.fromkeys(chain.from_iterable(records)))
    if not records or len(keys) > 12 or not all(isinstance(k, str) for k in keys):
        return {}
    if any(2 * sum(key in d for d in records) < len(records) for key in keys):
        return {}
    return {key: domain_of(ANY, [d[key] for d in records if key in d]) for key in keys}


def record_domain(fields: dict[str, Domain]) -> Domain:
    """Records with every field."""
    return lambda random: {key: value(random) for key, value in fields.items()}


_DOMAINS: dict[str, Callable[[Type, Sequence[Any]], Domain]] = {
    "int": _integers, "float": _floats, "str": _strings, "list": _rows, "set": _rows, "tuple...": _rows,
    "tuple": _tuples, "dict": _mappings,
    "bool": lambda _, __: lambda random: random.random() < 0.5,
    "None": lambda _, __: lambda _random: None,
    "bytes": lambda _, __: lambda random: bytes(random.randrange(256) for _ in range(random.randint(0, _LONGEST))),
}  # fmt: skip


# -- reducing ----------------------------------------------------------------------------------------------------------


def reductions(value: Any) -> Iterator[Any]:
    """Simpler values of the same type, the boldest steps first; each step ends, since each is simpler."""
    kind = type(value)
    if kind in (int, float) and value:
        yield from _smaller(value)
    elif kind is str and value:
        yield from _shorter(value)
        if value.strip("a"):
            yield "a" * len(value)
    elif kind in (list, tuple):
        if kind is list:  # a tuple's places have their meaning
            yield from _shorter(value)
        for index, item in enumerate(value):
            for simpler in reductions(item):
                yield kind((*value[:index], simpler, *value[index + 1 :]))
    elif kind is set:
        yield from (value - {item} for item in value)
    elif kind is dict:
        yield from ({k: v for k, v in value.items() if k != key} for key in value)
        yield from ({**value, key: simpler} for key, item in value.items() for simpler in reductions(item))


def _smaller(number: float) -> Iterator[float]:
    if type(number) is int:
        size = abs(number)
        yield from dict.fromkeys((0, size // 2, size - 1) if number > 0 else (0, size // 2, size - 1, size))
    else:
        yield from (v for v in (0.0, float(int(number)) if abs(number) < 1e15 else 1.0) if v != number)


def _shorter(row: Any) -> Iterator[Any]:
    size = len(row)
    if size > 2:
        yield row[: size // 2]
        yield row[size // 2 :]
    for index in range(min(size, 20)):
        yield row[:index] + row[index + 1 :]


def simpler_arguments(arguments: tuple[Any, ...], most: int) -> list[tuple[Any, ...]]:
    """At most `most` argument tuples, each simpler than the given one in one place."""
    found: list[tuple[Any, ...]] = []
    for index, value in enumerate(arguments):
        for simpler in reductions(value):
            found.append((*arguments[:index], simpler, *arguments[index + 1 :]))
            if len(found) >= most:
                return found
    return found
