"""Constraints as further examples: a program that breaks one on inputs drawn for it is no solution of the search.

The programs are trees, so that the interpreter runs them here; the validator tries the same properties on the text, in the
sandbox and on more inputs. What needs two calls, an exception or a clock is left to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from synthesis_graph.language.interpret import interpret
from synthesis_graph.language.trees import Tree
from synthesis_graph.search.solutions import Accepts
from synthesis_graph.spec import Specification
from synthesis_graph.validation.constraints import draws_of, fits_examples, roles_of
from synthesis_graph.validation.outcomes import Outcome
from synthesis_graph.validation.properties import Property, recognise
from synthesis_graph.validation.roles import Roles

_DRAWN = 40
"""As many as the validator draws, so that both draw the same."""
_TRIED = 16
_MOST_KEPT = 8
_kept: dict[str, Accepts | None] = {}


def acceptance(spec: Specification) -> Accepts | None:
    """What a program must pass beside the examples; None where no constraint says what can be tried here.

    Kept for the next searches of the same request, for drawing the inputs takes longer than trying them.
    """
    key = repr((spec.signature, spec.constraints, spec.examples, spec.seed))
    if spec.constraints and key not in _kept:
        while len(_kept) >= _MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = _acceptance(spec)
    return _kept.get(key)


def _acceptance(spec: Specification) -> Accepts | None:
    roles = roles_of(spec)
    names = [p.name for p in spec.signature.parameters]
    rows = [row for sentence in spec.constraints for row in recognise(sentence, names)]
    tried = [
        (row, draws.arguments[:_TRIED])
        for row in rows
        if isinstance(row, Property)
        and not (row.again or row.raises)
        and (draws := draws_of(roles, row, _DRAWN)) is not None
        and fits_examples(roles, row, _DRAWN)
    ]
    if not tried:
        return None

    def accepts(tree: Tree) -> bool:
        return all(
            _holds(tree, roles, row, arguments, names) for row, inputs in tried for arguments in inputs
        )

    return accepts


def _holds(tree: Tree, roles: Roles, row: Property, arguments: Any, names: Sequence[str]) -> bool:
    try:
        value = interpret(tree, dict(zip(names, arguments)))
    except Exception:  # noqa: BLE001 - whatever a program raises: outside the property, unless that tolerates nothing
        return not row.tolerant
    outcome = Outcome("returned", value, aliased=any(value is a for a in arguments))
    return not row.complaint(roles, arguments, outcome)
