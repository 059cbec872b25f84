"""From a specification to a search problem: effective types, columns of values, fresh inputs, constants."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from synthesis_graph.language.types import ANY, Type, conforms, infer, join_all
from synthesis_graph.sampling import fresh_inputs
from synthesis_graph.search.constants import constants
from synthesis_graph.search.enumeration import Problem
from synthesis_graph.spec import Specification


def problem_of(spec: Specification) -> Problem:
    """The search problem of a specification; examples that must raise are left to the validator."""
    shown = [e for e in spec.examples if not e.raises]
    inputs = [e.arguments for e in shown] + fresh_inputs(spec)
    columns = tuple([copy.deepcopy(row[i]) for row in inputs] for i in range(len(spec.signature.parameters)))
    visible = [column[: len(shown)] for column in columns]
    return Problem(
        names=tuple(p.name for p in spec.signature.parameters),
        types=tuple(effective(p.type, values) for p, values in zip(spec.signature.parameters, visible)),
        columns=columns,
        returns=effective(spec.signature.returns, [e.output for e in shown]),
        wanted=[e.output for e in shown],
        constants=tuple(constants(spec)),
    )


def effective(declared: Type, values: Iterable[Any]) -> Type:
    """The declared type, or the narrower one that the values have where the declared one leaves things open."""
    seen = list(values)
    if not seen:
        return declared
    inferred = join_all(map(infer, seen))
    if _is_open(declared) or not all(conforms(v, declared) for v in seen):
        return _fill(inferred, declared)
    return declared


def _is_open(t: Type) -> bool:
    return t == ANY or any(map(_is_open, t.args))


def _fill(inferred: Type, declared: Type) -> Type:
    """The inferred type, with items never seen (empty containers) taken from the declared one."""
    if inferred == ANY:
        return declared
    if inferred.name == declared.name and len(inferred.args) == len(declared.args):
        return Type(inferred.name, tuple(map(_fill, inferred.args, declared.args)))
    return inferred
