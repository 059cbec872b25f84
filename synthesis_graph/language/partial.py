"""Partial programs: holes with types, filled from left to right so that what comes out is well typed.

Owns unification over the type patterns of the operations table: the variables of a row are made anew each time it is used,
and what fills one hole decides the types of the holes after it. A result type that is computed (`join`, `item`,
`optional`) is let through where its constructor can fit; `type_of` judges the finished tree from the bottom up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from synthesis_graph.language.operations import (
    Operation,
    element_of,
    match_type,
    operations,
    result_type,
)
from synthesis_graph.language.trees import Apply, Constant, Function, Tree, Variable
from synthesis_graph.language.types import ANY, FLOAT, INT, NONE, STR, Type, infer, union_of, variable

Bindings = Mapping[str, Type]

_COMPUTED = frozenset({"join", "item", "optional"})
_ORDERED = frozenset({"int", "float", "str", "bool", "tuple", "tuple...", "list", "union", "Any"})
_KINDS: dict[str, Callable[[Type], bool]] = {
    "N": lambda t: t in (INT, FLOAT),
    "M": lambda t: t in (INT, FLOAT),
    "S": lambda t: t == STR or t.name in ("list", "tuple..."),
    "K": lambda t: t.name not in ("list", "set", "dict", "callable"),
    "C": lambda t: t.name in _ORDERED,
    "D": lambda t: t.name in _ORDERED,
}


def resolved(t: Type, bindings: Bindings) -> Type:
    """The type with every bound variable replaced."""
    if t.is_variable:
        known = bindings.get(t.name)
        return t if known is None else resolved(known, bindings)
    return Type(t.name, tuple(resolved(a, bindings) for a in t.args)) if t.args else t


def unify(wanted: Type, offered: Type, bindings: Bindings) -> Bindings | None:
    """Bindings under which what is offered fits what is wanted; None where it cannot."""
    wanted, offered = _head(wanted, bindings), _head(offered, bindings)
    if wanted == offered or ANY in (wanted, offered) or (wanted == FLOAT and offered == INT):
        return bindings
    if wanted.is_variable:
        return _bind(wanted, offered, bindings)
    if offered.is_variable:
        return _bind(offered, wanted, bindings)
    if _COMPUTED & {wanted.name, offered.name}:
        return _unify_computed(wanted, offered, bindings)
    if wanted.name == "iter" and offered.name != "iter":
        item = _item(offered)
        return None if item is None else unify(wanted.args[0], item, bindings)
    if offered.name == "iter" and wanted.name != "iter":
        item = _item(wanted)
        return None if item is None else unify(item, offered.args[0], bindings)
    if wanted.name != offered.name or len(wanted.args) != len(offered.args):
        return None
    found: Bindings | None = bindings
    for w, o in zip(wanted.args, offered.args):
        found = None if found is None else unify(w, o, found)
    return found


def _head(t: Type, bindings: Bindings) -> Type:
    while t.is_variable and t.name in bindings:
        t = bindings[t.name]
    return t


def _item(t: Type) -> Type | None:
    if t.name == "tuple":
        return t.args[0] if len(set(t.args)) == 1 else None
    return element_of(t)


def _bind(open_: Type, other: Type, bindings: Bindings) -> Bindings | None:
    kind = _KINDS.get(open_.name[1])
    if other.is_variable:
        if kind is not None and _KINDS.get(other.name[1]) is None:
            open_, other = other, open_
        return {**bindings, open_.name: other}
    if kind is not None and other.name not in _COMPUTED and not kind(other):
        return None
    return None if _holds(other, open_, bindings) else {**bindings, open_.name: other}


def _holds(t: Type, open_: Type, bindings: Bindings) -> bool:
    head = _head(t, bindings)
    return head == open_ or any(_holds(a, open_, bindings) for a in head.args)


def _unify_computed(wanted: Type, offered: Type, bindings: Bindings) -> Bindings | None:
    computed, other = (offered, wanted) if offered.name in _COMPUTED else (wanted, offered)
    if computed.name == "join":
        if other == INT:
            found: Bindings | None = bindings
            for part in computed.args:
                found = None if found is None else unify(INT, part, found)
            return found
        return bindings if other == FLOAT else None
    if computed.name == "optional":
        if other.name == "union" and NONE in other.args:
            return unify(computed.args[0], union_of(a for a in other.args if a != NONE), bindings)
        return None
    return bindings


@lru_cache(maxsize=4096)
def fitting(wanted: Type) -> tuple[Operation, ...]:
    """The operations whose result can fit a type with variables; asked once a type."""
    open_ = wanted.is_variable or wanted.name in _OPEN
    heads = {wanted.name, *_OPEN, *(("int",) if wanted == FLOAT else ())}
    return tuple(
        op
        for op, head, returns in _results()
        if (open_ or head in heads) and unify(wanted, returns, {}) is not None
    )


_OPEN = _COMPUTED | {"Any", "iter", "variable"}
"""Heads that can fit another head."""


@lru_cache(maxsize=1)
def _results() -> tuple[tuple[Operation, str, Type], ...]:
    """Every operation with the head of its result, `variable` for a variable, and its result with variables of its own."""
    found = ((op, fresh(op.returns, "")) for op in operations().values())
    return tuple((op, "variable" if returns.is_variable else returns.name, returns) for op, returns in found)


def fresh(t: Type, mark: str) -> Type:
    """A row's pattern with variables of its own."""
    if t.is_variable:
        return variable(f"{t.name[1]}'{mark}")
    return Type(t.name, tuple(fresh(a, mark) for a in t.args)) if t.args else t


def canonical(t: Type) -> Type:
    """The type with its variables numbered from the left, so that equal questions are asked once."""
    names: dict[str, Type] = {}

    def renamed(part: Type) -> Type:
        if part.is_variable:
            return names.setdefault(part.name, variable(f"{part.name[1]}{len(names)}"))
        return Type(part.name, tuple(map(renamed, part.args))) if part.args else part

    return renamed(t)


@dataclass(frozen=True)
class Slot:
    """A hole: its type, and the bound variables in force, innermost first."""

    type: Type
    bound: tuple[tuple[str, Type], ...] = ()


@dataclass(frozen=True)
class Opened:
    """What an operation brings into a hole: a slot for each argument, and the bindings that it decides."""

    slots: tuple[Slot, ...]
    bindings: Bindings


def opened(operation: Operation, slot: Slot, bindings: Bindings, mark: str, name: str) -> Opened | None:
    """The slots of an operation in a hole; None where it does not fit. `name` is for a variable that it binds."""
    found = unify(slot.type, fresh(operation.returns, mark), bindings)
    if found is None:
        return None
    slots = []
    for i, pattern in enumerate(operation.parameters):
        wanted = fresh(pattern, mark)
        if i == operation.binder:
            slots.append(Slot(wanted.args[-1], ((name, wanted.args[0]), *slot.bound)))
        else:
            slots.append(Slot(wanted, slot.bound))
    return Opened(tuple(slots), found)


def type_of(tree: Tree, variables: Mapping[str, Type]) -> Type | None:
    """The type of a finished tree; None where an operation does not take what it is given."""
    match tree:
        case Variable(name):
            return variables.get(name)
        case Constant(value):
            return infer(value)
        case Apply(name, arguments):
            return _applied(operations()[name], arguments, variables)
    return None


def _applied(operation: Operation, arguments: tuple[Tree, ...], variables: Mapping[str, Type]) -> Type | None:
    bound: dict[str, Type] | None = {}
    for pattern, argument in zip(operation.parameters, arguments):
        if isinstance(argument, Function):
            item = result_type(pattern.args[0], bound or {})
            given = type_of(argument.body, {**variables, argument.parameters[0]: item})
            pattern = pattern.args[-1]  # noqa: PLW2901 - of a function, what it returns
        else:
            given = type_of(argument, variables)
        bound = None if given is None or bound is None else match_type(pattern, given, bound)
        if bound is None:
            return None
    return result_type(operation.returns, bound or {})
