"""Operations at concrete types: which rows apply to which argument types, computed once a process and remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from synthesis_graph.language.operations import Operation, binders, match_type, operations, result_type
from synthesis_graph.language.types import ANY, Type

MAX_DEPTH = 4


def depth(t: Type) -> int:
    """How deeply a type is nested; a scalar has depth 1."""
    return 1 + max(map(depth, t.args), default=0)


_OPEN = "*"


def _head(pattern: Type) -> str:
    """The constructor that a pattern asks for, or `*` where only a whole match can tell."""
    if pattern.is_variable or pattern == ANY or pattern.name in ("iter", "optional", "float"):
        return _OPEN
    return pattern.name


@lru_cache(maxsize=1)
def _plain_by_arity() -> dict[int, list[tuple[Operation, tuple[str, ...]]]]:
    rows: dict[int, list[tuple[Operation, tuple[str, ...]]]] = {}
    for op in operations().values():
        if op.binder < 0:
            rows.setdefault(op.arity, []).append((op, tuple(map(_head, op.parameters))))
    return rows


@lru_cache(maxsize=20_000)
def _first_matches(t: Type, arity: int) -> list[tuple[Operation, tuple[str, ...], dict[str, Type]]]:
    found = []
    for op, heads in _plain_by_arity().get(arity, []):
        if heads[0] in (_OPEN, t.name):
            bound = match_type(op.parameters[0], t, {})
            if bound is not None:
                found.append((op, heads, bound))
    return found


@lru_cache(maxsize=20_000)
def _unary(t: Type) -> list[tuple[Operation, Type]]:
    return [(op, result_type(op.returns, bound)) for op, _, bound in _first_matches(t, 1)]


@lru_cache(maxsize=20_000)
def _binary(a: Type, b: Type) -> list[tuple[Operation, Type]]:
    found = []
    for op, heads, bound in _first_matches(a, 2):
        if heads[1] not in (_OPEN, b.name):
            continue
        extended = match_type(op.parameters[1], b, bound)
        if extended is not None:
            found.append((op, result_type(op.returns, extended)))
    return found


@lru_cache(maxsize=20_000)
def _second_matches(a: Type, b: Type) -> list[tuple[Operation, tuple[str, ...], dict[str, Type]]]:
    found = []
    for op, heads, bound in _first_matches(a, 3):
        extended = match_type(op.parameters[1], b, bound) if heads[1] in {_OPEN, b.name} else None
        if extended is not None:
            found.append((op, heads, extended))
    return found


@lru_cache(maxsize=20_000)
def _ternary(a: Type, b: Type, c: Type) -> list[tuple[Operation, Type]]:
    found = []
    for op, heads, bound in _second_matches(a, b):
        third = match_type(op.parameters[2], c, bound) if heads[2] in {_OPEN, c.name} else None
        if third is not None:
            found.append((op, result_type(op.returns, third)))
    return found


class Row(NamedTuple):
    """An operation at concrete argument types, with its cost in levels and its result type."""

    level: int
    operation: Operation
    result: Type


class Dispatch:
    """For one search: the operations of each tuple of argument types, cheapest first, under the search's costs."""

    def __init__(self, levels: Mapping[str, int]) -> None:
        self.levels = levels
        self.cheapest = min(levels.values(), default=1)
        self._rows: dict[tuple[Type, ...], list[Row]] = {}

    def rows(self, *types: Type) -> list[Row]:
        """The operations that apply to arguments of exactly these types."""
        found = self._rows.get(types)
        if found is None:
            priced = ((self.levels.get(op.name), op, result) for op, result in _MATCHES[len(types)](*types))
            rows = [Row(level, op, result) for level, op, result in priced if level is not None]
            found = self._rows[types] = sorted(rows, key=lambda r: (r.level, r.operation.name))
        return found

    def triples(self, new: Type, known: Sequence[Type]) -> list[tuple[tuple[Type, Type, Type], Row]]:
        """The three-argument operations that a new type makes possible beside the known ones (which include it)."""
        found = []
        for first in known:
            if not _first_matches(first, 3):
                continue
            for second in known:
                if not _second_matches(first, second):
                    continue
                for third in known if new in (first, second) else (new,):
                    found += [((first, second, third), row) for row in self.rows(first, second, third)]
        return found


_MATCHES: dict[int, Callable[..., list[tuple[Operation, Type]]]] = {1: _unary, 2: _binary, 3: _ternary}


@lru_cache(maxsize=20_000)
def loops_over(source: Type) -> tuple[Operation, ...]:
    """The operations with a function argument whose loop can run over the type."""
    return tuple(op for op in binders(operations()) if match_type(op.parameters[0], source, {}) is not None)


@lru_cache(maxsize=20_000)
def loop_result(op: Operation, source: Type, body: Type) -> Type | None:
    """What the operation gives for a source and a body of these types; None where they do not fit."""
    bound = match_type(op.parameters[0], source, {})
    extended = None if bound is None else match_type(op.parameters[1].args[-1], body, bound)
    return None if extended is None else result_type(op.returns, extended)
