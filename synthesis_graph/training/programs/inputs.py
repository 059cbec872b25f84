"""Rows of inputs for a signature: each parameter's values of one kind, and parameters that have to do with each other.

A number beside a list is a count, a place or a member of it, a text beside a text is a part of it, two lists overlap.
Also: types and inputs on which a given operation has something to do, found by trying.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from synthesis_graph.language.operations import Operation
from synthesis_graph.language.types import (
    BOOL,
    FLOAT,
    INT,
    STR,
    Type,
    list_of,
    optional_of,
    tuple_of,
    tuple_row,
)
from synthesis_graph.training.programs.texts import KINDS
from synthesis_graph.training.programs.values import Make, column
from synthesis_graph.training.records.tree_codec import literal_text

Row = tuple[Any, ...]
RowMaker = Callable[[Random], Row]
_TRIES = 40


def row_maker(types: Sequence[Type], rng: Random, kind: str = "") -> RowMaker:
    """A maker of argument tuples; all that it makes are alike in kind, texts of this kind if named."""
    makers: list[Make] = []
    for i, t in enumerate(types):
        twin = next((j for j in range(i) if types[j] == t), None)
        makers.append(makers[twin] if twin is not None and rng.random() < 0.8 else column(t, rng, 0, kind))
    ties = [_tie(types, i, rng) for i in range(len(types))]

    def make(r: Random) -> Row:
        row = [m(r) for m in makers]
        for i, tie in enumerate(ties):
            if tie is not None:
                row[i] = tie(row[0], row[i], r)
        return tuple(row)

    return make


Tie = Callable[[Any, Any, Random], Any]


def _tie(types: Sequence[Type], i: int, rng: Random) -> Tie | None:
    """How parameter i hangs on the first one; None where it is free."""
    first, own = types[0], types[i]
    if i == 0:
        return None
    if own == INT and (first.name in ("list", "tuple...", "str") or i > 1):
        return rng.choice((_count, _count, _position, _member, _member, None))
    if own == STR and first == STR:
        return rng.choice((_character, _character, _part, _part, _word, None))
    if own == first:
        return rng.choice((_overlap, None))
    if first.name == "list" and first.args[0].name == "dict" and first.args[0].args[0] == own:
        return _shared_key
    if first.name in ("list", "tuple...", "dict", "set") and first.args[0] == own:
        return rng.choice((_member, _member, None))
    return None


def _count(_first: Any, _own: Any, r: Random) -> Any:
    return r.randint(1, 4)


def _position(first: Any, _own: Any, r: Random) -> Any:
    return r.randrange(max(1, len(first))) if hasattr(first, "__len__") else r.randint(0, 5)


def _member(first: Any, own: Any, r: Random) -> Any:
    items = sorted(first, key=repr) if isinstance(first, (list, tuple, set, dict)) else []
    fitting = [x for x in items if type(x) is type(own)]
    return r.choice(fitting) if fitting and r.random() < 0.85 else own


def _character(first: str, _own: Any, r: Random) -> Any:
    return r.choice(first) if first and r.random() < 0.9 else r.choice("abcxyz")


def _part(first: str, own: Any, r: Random) -> Any:
    start = r.randrange(len(first)) if first else 0
    return first[start : start + r.randint(1, 3)] or own


def _word(first: str, own: Any, r: Random) -> Any:
    return r.choice(first.split() or [own])


def _shared_key(first: list[dict[Any, Any]], own: Any, r: Random) -> Any:
    """A key that all records have, or at least one."""
    keys = [k for k in (first[0] if first else ()) if all(k in record for record in first)]
    return r.choice(keys or [k for record in first for k in record] or [own])


def _overlap(first: Any, own: Any, r: Random) -> Any:
    if isinstance(first, (list, tuple)) and isinstance(own, (list, tuple)):
        mixed = [*own, *r.sample(list(first), min(len(first), r.randint(1, 3)))]
        r.shuffle(mixed)
        return type(own)(mixed)
    if isinstance(first, set) and isinstance(own, set):
        return {*own, *sorted(first, key=repr)[: r.randint(1, 3)]}
    if isinstance(first, dict) and isinstance(own, dict):
        return {**own, **{k: first[k] for k in list(first)[:1]}}
    if isinstance(first, str) and r.random() < 0.3:
        letters = list(first)
        r.shuffle(letters)
        return r.choice(("".join(letters), first[::-1], first, first[:2] + own))
    return own


# -- inputs for one operation ------------------------------------------------------------------------------------------

_CHOICES: dict[str, tuple[Type, ...]] = {
    "N": (INT, INT, INT, FLOAT), "M": (INT, INT, INT, FLOAT), "K": (INT, INT, STR), "C": (INT, INT, STR, FLOAT), "D": (INT, STR),
    "S": (STR, STR, list_of(INT), list_of(INT), list_of(STR), tuple_row(INT)),
}  # fmt: skip
_ANYTHING = (INT, INT, INT, STR, STR, tuple_of(INT, INT), FLOAT)


def concrete_types(operation: Operation, rng: Random) -> tuple[Type, ...]:
    """Types that the operation's plain parameters may have, one choice for each type variable."""
    chosen: dict[str, Type] = {}
    plain = operation.parameters[: operation.binder] if operation.binder >= 0 else operation.parameters
    return tuple(_concrete(p, chosen, rng) for p in plain)


def _concrete(pattern: Type, chosen: dict[str, Type], rng: Random) -> Type:
    if pattern.is_variable:
        options = _CHOICES.get(pattern.name[1:], _ANYTHING)
        return chosen.setdefault(pattern.name, rng.choice(options))
    if pattern.name == "iter":
        item = _concrete(pattern.args[0], chosen, rng)
        if item == STR and rng.random() < 0.4 and pattern.args[0].is_variable:
            return STR
        return tuple_row(item) if rng.random() < 0.15 else list_of(item)
    if pattern.name == "optional":
        return optional_of(_concrete(pattern.args[0], chosen, rng))
    return (
        Type(pattern.name, tuple(_concrete(a, chosen, rng) for a in pattern.args))
        if pattern.args
        else pattern
    )


def inputs_for(operation: Operation, rng: Random, count: int) -> tuple[tuple[Type, ...], list[Row]]:
    """Types and argument tuples on which a plain operation gives as many different values as could be found."""
    best: tuple[float, tuple[Type, ...], list[Row]] = (-1.0, (), [])
    tried: dict[tuple[Type, ...], list[tuple[Row, str]]] = {}
    kinds = rng.sample(sorted(KINDS), len(KINDS))
    for attempt in range(2 * len(kinds)):
        types = concrete_types(operation, rng)
        if attempt >= _TRIES and STR not in types:
            break
        make = row_maker(types, rng, kinds[attempt // 2] if attempt % 2 else "")
        known = tried.setdefault(types, [])
        known += _answered(operation, [make(rng) for _ in range(2 * count)])
        rows, score = _varied(known, count)
        if len(rows) == count and score > best[0]:
            best = (score, types, rows)
            if score >= (0.4 if operation.returns == BOOL else 0.8):
                break
    return best[1], best[2]


def _answered(operation: Operation, rows: list[Row]) -> list[tuple[Row, str]]:
    """The rows on which the operation has a value, with its text; those that fail at once are not gone on with."""
    found: list[tuple[Row, str]] = []
    for i, row in enumerate(rows):
        if i >= 4 and not found:
            break
        try:
            answer = operation.evaluate(*row) if operation.binder < 0 else len(repr(row))
            found.append((row, literal_text(answer)))
        except Exception:  # noqa: BLE001, S112 - an input on which it has no value is no input for it
            continue
    return found


def _varied(found: list[tuple[Row, str]], count: int) -> tuple[list[Row], float]:
    """The rows whose answers differ first, and the share of different answers among those taken."""
    ranks: dict[str, int] = {}
    order: list[int] = []
    for _, answer in found:
        ranks[answer] = ranks.get(answer, 0) + 1
        order.append(ranks[answer])
    taken = sorted(range(len(found)), key=lambda i: order[i])[:count]
    distinct = len({found[i][1] for i in taken})
    score = distinct / max(1, len(taken)) if distinct > 1 else 0.0
    return [found[i][0] for i in sorted(taken)], score
