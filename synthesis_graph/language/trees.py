"""Programs as trees: variables, constants, applied operations, functions with bound variables, and holes.

Owns the shape only. What an operation means is `operations`, how a tree reads as Python is `render`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from synthesis_graph.language.types import Type


@dataclass(frozen=True)
class Variable:
    """A parameter of the function, or a variable bound by an enclosing `Function`."""

    name: str


@dataclass(frozen=True)
class Constant:
    """A literal; equality is by type and value (`1`, `True` and `1.0` are three constants)."""

    value: Any

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Constant) and repr(self.value) == repr(other.value)

    def __hash__(self) -> int:
        return hash(repr(self.value))


@dataclass(frozen=True)
class Apply:
    """An operation of the table applied to arguments."""

    operation: str
    arguments: tuple[Tree, ...]


@dataclass(frozen=True)
class Function:
    """An argument that is itself a function: bound names and a body."""

    parameters: tuple[str, ...]
    body: Tree


@dataclass(frozen=True)
class Hole:
    """A part yet to be found, of a known type; numbered from the left."""

    type: Type
    index: int = 0


Tree: TypeAlias = Variable | Constant | Apply | Function | Hole


def children(tree: Tree) -> tuple[Tree, ...]:
    """The direct parts of a tree."""
    if isinstance(tree, Apply):
        return tree.arguments
    return (tree.body,) if isinstance(tree, Function) else ()


def walk(tree: Tree) -> Iterator[Tree]:
    """The tree and all its parts, parents first."""
    yield tree
    for child in children(tree):
        yield from walk(child)


def holes(tree: Tree) -> list[Hole]:
    """The holes of a tree from left to right."""
    return [node for node in walk(tree) if isinstance(node, Hole)]


def size(tree: Tree) -> int:
    """The number of nodes."""
    return sum(1 for _ in walk(tree))
