"""Larger programs out of drawn ones: one takes the place of a parameter in another, as people chain steps.

An exploration evaluates a few thousand fragments, so that what it finds is small; what it found composes to programs it
would not have come to. Kept are those that behave like no fragment of the run and like neither part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from synthesis_graph.language.interpret import interpret
from synthesis_graph.language.trees import Apply, Function, Tree, Variable, walk
from synthesis_graph.search.bank import key_of
from synthesis_graph.training.programs.drawing import Drawn, Tally
from synthesis_graph.training.programs.exploring import Explored, Setup

_TRIES = 4
"""How often to try for each program that is wanted."""
_MOST_OPERATIONS = 9
_MOST_CHARACTERS = 400


def compose(
    drawn: Sequence[Drawn], explored: Explored, setup: Setup, count: int, tally: Tally, rng: Random
) -> Iterator[Drawn]:
    """Up to `count` programs, each one drawn program put into another; their outputs vary as those of the parts do."""
    parts = [d for d in drawn if isinstance(d.tree, Apply)]
    known = {None, *(key_of(entry.values) for entry in explored.entries)}
    for _ in range(_TRIES * count if parts else 0):
        if count <= 0:
            return
        made = _composed(rng.choice(parts), parts, setup, rng)
        if made is None or key_of(made.outputs) in known:
            continue
        names = frozenset(n.operation for n in walk(made.tree) if isinstance(n, Apply))
        if tally.admit(made.tree, _operations(made.tree), names):
            known.add(key_of(made.outputs))
            count -= 1
            yield made


def _composed(outer: Drawn, parts: Sequence[Drawn], setup: Setup, rng: Random) -> Drawn | None:
    places = _places(outer.tree, setup.names)
    if not places:
        return None
    path, name, bound = rng.choice(places)
    wanted = setup.types[setup.names.index(name)]
    fitting = [p for p in parts if p.type == wanted and not bound & _bound(p.tree)]
    if not fitting:
        return None
    inner = rng.choice(fitting)
    if _operations(outer.tree) + _operations(inner.tree) > _MOST_OPERATIONS:
        return None
    tree = _replaced(outer.tree, path, inner.tree)
    outputs = _outputs(tree, setup)
    if outputs is None or outputs in (outer.outputs, inner.outputs) or len(set(map(repr, outputs))) < 3:
        return None
    return Drawn(tree, outer.type, outputs)


def _outputs(tree: Tree, setup: Setup) -> list[Any] | None:
    """The program's value on every row, None where one has none or a long one."""
    outputs = []
    for row in setup.rows:
        try:
            outputs.append(interpret(tree, dict(zip(setup.names, row))))
            if len(repr(outputs[-1])) > _MOST_CHARACTERS:
                return None
        except Exception:  # noqa: BLE001 - whatever a program raises only means that it has no value here
            return None
    return outputs


Place = tuple[tuple[int, ...], str, frozenset[str]]


def _places(tree: Tree, names: Sequence[str]) -> list[Place]:
    """Where the parameters stand, as child indices, with the names that loops around them bind."""
    match tree:
        case Variable(name) if name in names:
            return [((), name, frozenset())]
        case Apply(_, arguments):
            return [((i, *p), n, b) for i, a in enumerate(arguments) for p, n, b in _places(a, names)]
        case Function(parameters, body):
            inside = [n for n in names if n not in parameters]
            return [((0, *p), n, b | frozenset(parameters)) for p, n, b in _places(body, inside)]
    return []


def _replaced(tree: Tree, path: tuple[int, ...], by: Tree) -> Tree:
    if not path:
        return by
    at, *rest = path
    if isinstance(tree, Function):
        return Function(tree.parameters, _replaced(tree.body, tuple(rest), by))
    assert isinstance(tree, Apply)
    arguments = list(tree.arguments)
    arguments[at] = _replaced(arguments[at], tuple(rest), by)
    return Apply(tree.operation, tuple(arguments))


def _bound(tree: Tree) -> frozenset[str]:
    return frozenset(p for node in walk(tree) if isinstance(node, Function) for p in node.parameters)


def _operations(tree: Tree) -> int:
    return sum(isinstance(node, Apply) for node in walk(tree))
