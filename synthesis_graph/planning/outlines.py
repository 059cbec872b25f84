"""Outlines by the tree transformer: programs whose loops have no bodies yet, the likeliest by a beam search.

An outline is what stands outside the loops; what is in them is for the implementer to find. Outlines of the same
operations are one, for the implementer gets the operations. Knows no search of the grammar.
"""

from __future__ import annotations

import time

from synthesis_graph.artifacts import Context, Outline
from synthesis_graph.language.trees import Apply, Function, Tree, children
from synthesis_graph.model.guide import guide
from synthesis_graph.model.pace import derivations_in, pays
from synthesis_graph.search.derivations import Grammar, beaming, derive
from synthesis_graph.search.problem import problem_of
from synthesis_graph.spec import Specification

MAX_OUTLINES = 12
WIDTH = 48


class ModelPlanner:
    """Plans for the embedded engine."""

    def plan(self, spec: Specification, context: Context, kind: str, budget_s: float) -> tuple[Outline, ...]:
        """The likeliest outlines, best first; `kind` names what to make and only `outlines` exists.

        None where `budget_s` is not enough for the model.
        """
        if kind != "outlines":
            raise ValueError(f"no planner makes {kind!r}")
        ends = time.monotonic() + budget_s
        if not pays(budget_s):
            return ()
        problem, model = problem_of(spec), guide(spec, context.snippets)
        grammar = Grammar(
            list(zip(problem.names, problem.types)), problem.returns, problem.constants, model.numbers
        )
        found: dict[frozenset[str], Outline] = {}
        width = max(1, min(WIDTH, derivations_in(ends - time.monotonic())))
        made = derive(grammar, model, 1, beaming(width), lambda: time.monotonic() >= ends, outline=True)
        for tree, bits in sorted(made, key=lambda pair: pair[1]):
            operations = frozenset(_outer(tree))
            if operations:
                found.setdefault(operations, Outline(tuple(_steps(tree)), bits, "model", operations))
        return tuple(found.values())[:MAX_OUTLINES]


def _outer(tree: Tree) -> list[str]:
    inside = [name for child in children(tree) for name in _outer(child)]
    return [tree.operation, *inside] if isinstance(tree, Apply) else inside


def _steps(tree: Tree) -> list[str]:
    """The operations in the order in which they are done; `?` is a body to be found."""
    steps = [step for child in children(tree) for step in _steps(child)]
    if not isinstance(tree, Apply):
        return steps
    open_ = " ?" if any(isinstance(a, Function) for a in tree.arguments) else ""
    return [*steps, tree.operation.replace("_", " ") + open_]
