"""Operations at concrete types: which rows apply to which argument types, computed once a process and remembered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


@lru_cache(maxsize=None)
def _ternary(a: Type, b: Type, c: Type) -> list[tuple[Operation, Type]]:
    found = []
    for op, bound in _first_matches(a, 3):
        second = match_type(op.parameters[1], b, bound)
        third = None if second is None else match_type(op.parameters[2], c, second)
        if third is not None:
            found.append((op, result_type(op.returns, third)))
    return found


def with_new_type(new: Type, known: Sequence[Type]) -> Iterator[tuple[Operation, tuple[Type, ...], Type]]:
    """Every instance that uses the new type and otherwise the known ones (which include it)."""
    for op, result in _unary(new):
        yield op, (new,), result
    for other in known:
        for op, result in _binary(new, other):
            yield op, (new, other), result
        if other != new:
            for op, result in _binary(other, new):
                yield op, (other, new), result
    for a in known:
        if not _first_matches(a, 3):
            continue
        for b in known:
            for c in known:
                if new in (a, b, c):
                    for op, result in _ternary(a, b, c):
                        yield op, (a, b, c), result


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
