"""A program tree as the sequence of productions that derives it, from the top and from left to right.

Each step fills the leftmost hole: with an operation, whose arguments are the next holes, or with a leaf. A step knows
where its hole stands, and what it is an argument of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from synthesis_graph.language.trees import Apply, Constant, Function, Hole, Tree, Variable
from synthesis_graph.model.task_tree import DEPTH, Path
from synthesis_graph.model.vocabulary import MOST_BOUND, MOST_PARAMETERS, START, constant_production


@dataclass(frozen=True)
class Step:
    """One production: what filled the hole at `path`, an argument (from 1) of the production `parent`."""

    production: str
    path: Path
    parent: str
    argument: int
    loops: int = 0
    """How many functions it stands in: 0 for what is of the outline."""


def derivation(tree: Tree, parameters: Sequence[str]) -> list[Step]:
    """The steps that derive a tree over these parameters, in order; ValueError for a hole, or a name that is not theirs."""
    positions = {name: i for i, name in enumerate(parameters)}
    return list(_steps(tree, (), START, 0, positions, ()))


def _steps(
    tree: Tree, path: Path, parent: str, argument: int, positions: Mapping[str, int], bound: tuple[str, ...]
) -> Iterator[Step]:  # fmt: skip
    match tree:
        case Function(names, body):
            yield from _steps(body, path, parent, argument, positions, (*names, *bound))
        case Apply(operation, arguments):
            yield Step(operation, path, parent, argument, len(bound))
            for i, part in enumerate(arguments, 1):
                yield from _steps(part, (*path, i)[:DEPTH], operation, i, positions, bound)
        case _:
            yield Step(_leaf(tree, positions, bound), path, parent, argument, len(bound))


def _leaf(tree: Tree, positions: Mapping[str, int], bound: tuple[str, ...]) -> str:
    match tree:
        case Variable(name) if name in bound:
            return f"<bound {min(bound.index(name), MOST_BOUND - 1)}>"
        case Variable(name) if name in positions:
            return f"<parameter {min(positions[name], MOST_PARAMETERS - 1)}>"
        case Variable(name):
            raise ValueError(f"{name} is neither a parameter nor bound")
        case Constant(value):
            return constant_production(value)
        case Hole():
            raise ValueError("a tree with holes has no derivation")
    raise AssertionError(tree)
