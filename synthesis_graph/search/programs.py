"""From entries of the search to trees: names for loop variables, components of pairs, outer fragments in inner loops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthesis_graph.language.trees import Apply, Constant, Function, Tree, Variable
from synthesis_graph.language.types import BOOL, FLOAT, INT, STR, Type

if TYPE_CHECKING:
    from synthesis_graph.search.bank import Entry
    from synthesis_graph.search.scope import Scope


@dataclass(frozen=True)
class Parameter:
    """Leaf: a parameter of the function."""

    name: str


@dataclass(frozen=True)
class Literal:
    """Leaf: a constant."""

    value: object


@dataclass(frozen=True)
class Element:
    """Leaf: the loop variable of the scope at `depth`, or its component `part` when the elements are tuples."""

    depth: int
    part: int = -1
    parts: int = 0


@dataclass(frozen=True)
class Outer:
    """Leaf: a fragment of an outer scope, computed once an environment there."""

    entry: Entry


_PREFERRED: dict[Type, tuple[str, ...]] = {
    INT: ("x", "y", "z"), FLOAT: ("x", "y", "z"), BOOL: ("flag", "other"), STR: ("c", "d", "e"),
}  # fmt: skip
_ITEM_OPERATIONS = {2: ("item0", "item1"), 3: ("item0_of3", "item1_of3", "item2_of3")}


def tree_of(entry: Entry, parameters: frozenset[str], names: tuple[str, ...] = ()) -> Tree:
    """The tree of an entry; `names` are the loop variables in force, outermost first."""
    match entry.leaf:
        case Parameter(name):
            return Variable(name)
        case Literal(value):
            return Constant(value)
        case Outer(outer):
            return tree_of(outer, parameters, names)
        case Element(depth, part, parts):
            whole = Variable(names[depth - 1])
            return whole if part < 0 else Apply(_ITEM_OPERATIONS[parts][part], (whole,))
    assert entry.operation is not None
    if entry.binding is None:
        return Apply(entry.operation.name, tuple(tree_of(a, parameters, names) for a in entry.arguments))
    *plain, body = entry.arguments
    depth = entry.binding.depth
    name = _fresh(entry.binding, {*parameters, *names})
    inner = (*names[: depth - 1], name)
    return Apply(
        entry.operation.name,
        (
            *(tree_of(a, parameters, names) for a in plain),
            Function((name,), tree_of(body, parameters, inner)),
        ),
    )


def _fresh(scope: Scope, taken: set[str]) -> str:
    kind = scope.element
    words = kind == STR and scope.loop is not None and scope.loop.source.type != STR
    preferred = ("word", "other", "third") if words else _PREFERRED.get(kind, ("item", "other", "third"))
    if kind.name in ("tuple", "list", "tuple..."):
        preferred = ("pair", "other", "third") if len(kind.args) == 2 else ("row", "other", "third")
    return next(n for n in (*preferred, *(f"v{i}" for i in range(99))) if n not in taken)
