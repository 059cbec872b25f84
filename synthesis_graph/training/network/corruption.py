"""Derivations with one production exchanged for another of the same shape: what the value head learns to tell apart.

The rest of the derivation stays as it was, so that nothing but the meaning is wrong from there on.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cache

from synthesis_graph.language.operations import operations
from synthesis_graph.language.types import Type
from synthesis_graph.model.derivation import Step

_USUAL_LEAVES = ("<0>", "<1>", "<2>")


def corrupted(steps: Sequence[Step], parameters: int, rng: random.Random) -> tuple[int, str] | None:
    """A position, and what to put there; None where the derivation has no production with an alternative."""
    position = rng.randrange(len(steps))
    production = steps[position].production
    if production.startswith("<"):
        leaves = [*(f"<parameter {i}>" for i in range(parameters)), *_USUAL_LEAVES]
        leaves += [s.production for s in steps if s.production.startswith("<bound")]
        choices: Sequence[str] = [leaf for leaf in leaves if leaf != production]
    else:
        choices = [name for name in _alike()[_shape(production)] if name != production]
    return (position, rng.choice(choices)) if choices else None


def _shape(name: str) -> tuple[str, ...]:
    operation = operations()[name]
    return (*map(_head, operation.parameters), str(operation.binder), _head(operation.returns))


def _head(t: Type) -> str:
    return t.name


@cache
def _alike() -> Mapping[tuple[str, ...], list[str]]:
    """Operations by the kinds of their arguments and result."""
    found: dict[tuple[str, ...], list[str]] = {}
    for name in sorted(operations()):
        found.setdefault(_shape(name), []).append(name)
    return found
