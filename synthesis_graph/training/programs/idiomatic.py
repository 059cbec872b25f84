"""Idiomatic records: programs drawn from the grammar of `idioms`, run on salient inputs and described in words.

Owns the drawing: a text, the parameters it uses, inputs on which its outputs vary. A text that is no program of the
language at its types, or does nothing on any inputs that were tried, is dropped and another drawn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

from synthesis_graph.language.interpret import interpret
from synthesis_graph.language.parse import ParseError, parse_typed
from synthesis_graph.language.trees import Tree
from synthesis_graph.language.types import BOOL, INT, Type, infer, join_all, parse_type
from synthesis_graph.training.programs.drawing import anonymous, is_plain
from synthesis_graph.training.programs.idioms import CONSTANTS, GRAMMAR, ROLES
from synthesis_graph.training.programs.inputs import Row, row_maker
from synthesis_graph.training.programs.signatures import random_names
from synthesis_graph.training.programs.usage import tree_bits
from synthesis_graph.training.records.record import Record, operations_in
from synthesis_graph.training.words.describing import describe

_SYMBOL, _ROLE = re.compile(r"<([a-z ]+)>"), re.compile(r"\$([a-z]+)")
_DEEPEST = 12
_MOST_PARAMETERS = 4
_ROWS, _TRIED = 5, 30
"""How many rows of inputs a record has at most, and how many are tried to find such as differ in their outputs."""
_REPEATS = 10
"""How often one program may come, with other inputs and words."""
_COUNTS = ((1, 6), (1, 10), (2, 20), (3, 30))
"""Ranges of a number that counts."""


def expand(rng: Random) -> str:
    """A text of the grammar, its parameters still named by their roles."""
    text = "<program>"
    for _ in range(_DEEPEST):
        text = _SYMBOL.sub(lambda found: _line(found[1], rng), text)
    return text


def _line(symbol: str, rng: Random) -> str:
    if symbol == "c":
        return str(rng.choice(CONSTANTS))
    lines = GRAMMAR[symbol]
    return rng.choices([text for _, text in lines], [weight for weight, _ in lines])[0]


def idiomatic(
    bits: Mapping[str, float], seed: str, count: int, refused: Callable[[Record], bool] = lambda record: False
) -> Iterator[Record]:
    """So many records; deterministic for the seed."""
    made, number, seen = 0, 0, Counter[int]()
    while made < count:
        rng = Random(f"{seed}/idiom/{number}")
        number += 1
        record = _record(expand(rng), bits, seen, rng)
        if record is not None and not refused(record):
            made += 1
            yield record


def _record(text: str, bits: Mapping[str, float], seen: Counter[int], rng: Random) -> Record | None:
    roles = list(dict.fromkeys(_ROLE.findall(text)))
    if _SYMBOL.search(text) or not 0 < len(roles) <= _MOST_PARAMETERS:
        return None
    roles.sort(key=_LAST.__contains__)
    types = tuple(parse_type(ROLES[role]) for role in roles)
    names = random_names(types, rng)
    called = dict(zip(roles, names))
    variables = dict(zip(names, types))
    try:
        tree, _ = parse_typed(_ROLE.sub(lambda found: called[found[1]], text), variables)
    except ParseError:
        return None
    key = hash(anonymous(tree))
    if seen[key] >= _REPEATS:
        return None
    found = _varied(_answered(tree, names, _rows(roles, types, rng)), rng)
    if not found:
        return None
    seen[key] += 1
    returns = join_all(infer(output) for _, output in found)
    shown = found[: rng.choice((3, 3, 3, 4, 5))]
    rng.shuffle(shown)
    parameters = tuple(zip(names, types))
    told = describe(tree, parameters, returns, rng)
    return Record(
        "idiom", told.name, told.description, parameters, returns, tuple(shown), tree, operations_in(tree),
        tree_bits(tree, bits),
    )  # fmt: skip


_LAST = frozenset("knmt")
"""Roles that stand behind the others in a signature."""


def _rows(roles: list[str], types: tuple[Type, ...], rng: Random) -> Iterator[Row]:
    """Rows of inputs, those that count small and `a` below `b`."""
    make = row_maker(types, rng)
    low, high = rng.choice(_COUNTS)
    for _ in range(_TRIED):
        row = dict(zip(roles, make(rng)))
        if "n" in row:
            row["n"] = rng.randint(low, high)
        if "b" in row:
            row["a"] = rng.randint(1, high) if "a" in row else 0
            row["b"] = row["a"] + rng.randint(0, high)
        if "k" in row and (not 0 <= row["k"] <= 100 or types[0] == INT):
            row["k"] = rng.randint(1, 9)
        yield tuple(row[role] for role in roles)


def _answered(tree: Tree, names: tuple[str, ...], rows: Iterator[Row]) -> list[tuple[Row, Any]]:
    """The rows on which the program has a value that can be shown, with it; none where the first ones have none."""
    found: list[tuple[Row, Any]] = []
    for i, row in enumerate(rows):
        if i >= _ROWS and not found:
            break
        try:
            output = interpret(tree, dict(zip(names, row)))
        except Exception:  # noqa: BLE001, S112 - an input on which it has no value is no input for it
            continue
        if is_plain(row) and is_plain(output):
            found.append((row, output))
    return found


def _varied(found: list[tuple[Row, Any]], rng: Random) -> list[tuple[Row, Any]]:
    """Rows whose outputs differ, those that do first; nothing where too few do."""
    distinct: dict[str, list[tuple[Row, Any]]] = {}
    for row, output in found:
        distinct.setdefault(repr(output), []).append((row, output))
    if len(distinct) < 2 or len(found) < 3:
        return []
    truths = infer(found[0][1]) == BOOL
    taken = [rows.pop() for rows in distinct.values()][: 2 if truths else _ROWS]
    rest = [pair for rows in distinct.values() for pair in rows]
    rng.shuffle(rest)
    taken += rest[: _ROWS - len(taken)]
    return taken if len(taken) >= 3 else []
