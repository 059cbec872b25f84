"""What each operation costs for a specification: the table's prior, moved by words and by the signature's types.

A log-linear model: bits = prior + foreign kinds - gain; a word counts by how few operations it suggests. Knows words
and operations, not trees. The constants are set by hand.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from synthesis_graph.language.operations import Operation, operations
from synthesis_graph.language.types import Type
from synthesis_graph.search.bank import level_of
from synthesis_graph.search.words import STOP, stem, stems
from synthesis_graph.spec import Specification

_GAIN = 0.9
_MOST_GAIN = 4.0
_CHEAPEST_BITS = 1.5
_UNSUGGESTED_CONCEPT = 6.0
"""Bits on top for a named concept that no word suggests: there are hundreds of them."""


@lru_cache(maxsize=1)
def lexicon() -> tuple[dict[str, frozenset[str]], dict[str, float]]:
    """The stems that suggest each operation, and how rare each stem is among operations, in bits."""
    stems_of = {
        name: frozenset(stem(w) for w in op.words if w not in STOP and len(w) > 1)
        for name, op in operations().items()
    }
    spread = Counter(s for found in stems_of.values() for s in found)
    rarity = {s: math.log2(len(stems_of) / n) for s, n in spread.items()}
    return stems_of, rarity


def word_gains(spec: Specification) -> dict[str, float]:
    """Bits that the words of the sentence, the constraints and the names take off each operation."""
    names = (spec.signature.name, *(p.name for p in spec.signature.parameters))
    told = stems((spec.description, *names, *spec.constraints))
    stems_of, rarity = lexicon()
    return {
        name: min(_MOST_GAIN, _GAIN * sum(rarity[s] for s in found & told) / 2.0)
        for name, found in stems_of.items()
    }


def operation_levels(spec: Specification, types: Iterable[Type]) -> dict[str, int]:
    """The cost of every operation in levels; `types` are the effective types of the parameters and the result."""
    gains = word_gains(spec)
    own = frozenset().union(*map(_kinds, types))
    if own & {"Any", "union"}:
        own |= frozenset(_FOREIGN)
    kinds = _operation_kinds()
    return {
        name: level_of(
            max(
                _CHEAPEST_BITS,
                _prior(op, gains[name], sum(_FOREIGN[k] for k in kinds[name] - own)) - gains[name],
            )
        )
        for name, op in operations().items()
    }


def _prior(op: Operation, gain: float, foreign: float) -> float:
    if gain:
        return op.bits
    return op.bits + foreign + (_UNSUGGESTED_CONCEPT if op.helper else 0.0)


_FOREIGN = {"str": 3.0, "float": 2.5, "dict": 2.0, "set": 1.0, "tuple": 1.0, "tuple...": 2.0}
"""Bits on top for an operation that no word suggests and that brings in a kind of value the signature does not have."""


def _kinds(t: Type) -> frozenset[str]:
    return frozenset((t.name,)).union(*map(_kinds, t.args))


@lru_cache(maxsize=1)
def _operation_kinds() -> dict[str, frozenset[str]]:
    return {
        name: frozenset().union(*map(_kinds, (*op.parameters, op.returns))) & frozenset(_FOREIGN)
        for name, op in operations().items()
    }
