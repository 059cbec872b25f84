"""Operations at concrete types: which rows apply to which argument types, computed once a process and remembered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from synthesis_graph.language.operations import Operation, binders, match_type, operations, result_type
from synthesis_graph.language.types import Type

MAX_DEPTH = 4


def depth(t: Type) -> int:
    """How deeply a type is nested; a scalar has depth 1."""
    return 1 + max(map(depth, t.args), default=0)


@lru_cache(maxsize=1)
def _plain_by_arity() -> dict[int, list[Operation]]:
    rows: dict[int, list[Operation]] = {}
    for op in operations().values():
        if op.binder < 0:
            rows.setdefault(op.arity, []).append(op)
    return rows


@lru_cache(maxsize=None)
def _first_matches(t: Type, arity: int) -> list[tuple[Operation, dict[str, Type]]]:
    found = []
    for op in _plain_by_arity().get(arity, []):
        bound = match_type(op.parameters[0], t, {})
        if bound is not None:
            found.append((op, bound))
    return found


@lru_cache(maxsize=None)
def _unary(t: Type) -> list[tuple[Operation, Type]]:
    return [(op, result_type(op.returns, bound)) for op, bound in _first_matches(t, 1)]


@lru_cache(maxsize=None)
def _binary(a: Type, b: Type) -> list[tuple[Operation, Type]]:
    found = []
    for op, bound in _first_matches(a, 2):
        extended = match_type(op.parameters[1], b, bound)
        if extended is not None:
            found.append((op, result_type(op.returns, extended)))
    return found


def with_new_type(new: Type, known: Sequence[Type]) -> list[tuple[Operation, tuple[Type, ...], Type]]:
    """Every instance that uses the new type and otherwise the known ones (which include it)."""
    return _with_new_type(new, frozenset(known))


@lru_cache(maxsize=20_000)
def _with_new_type(new: Type, known: frozenset[Type]) -> list[tuple[Operation, tuple[Type, ...], Type]]:
    ordered = sorted(known, key=str)
    found = [(op, (new,), result) for op, result in _unary(new)]
    for other in ordered:
        found += [(op, (new, other), result) for op, result in _binary(new, other)]
        if other != new:
            found += [(op, (other, new), result) for op, result in _binary(other, new)]
    for first in ordered:
        for op, bound in _first_matches(first, 3):
            found += _ternary(op, bound, first, new, ordered)
    return found


def _ternary(
    op: Operation, bound: dict[str, Type], first: Type, new: Type, known: Sequence[Type]
) -> list[tuple[Operation, tuple[Type, ...], Type]]:
    found = []
    for second in known:
        extended = match_type(op.parameters[1], second, bound)
        if extended is None:
            continue
        for third in known if new in (first, second) else (new,):
            complete = match_type(op.parameters[2], third, extended)
            if complete is not None:
                found.append((op, (first, second, third), result_type(op.returns, complete)))
    return found


@lru_cache(maxsize=None)
def loops_over(source: Type) -> tuple[Operation, ...]:
    """The operations with a function argument whose loop can run over the type."""
    return tuple(op for op in binders(operations()) if match_type(op.parameters[0], source, {}) is not None)


@lru_cache(maxsize=None)
def loop_result(op: Operation, source: Type, body: Type) -> Type | None:
    """What the operation gives for a source and a body of these types; None where they do not fit."""
    bound = match_type(op.parameters[0], source, {})
    extended = None if bound is None else match_type(op.parameters[1].args[-1], body, bound)
    return None if extended is None else result_type(op.returns, extended)
