"""What each operation costs for a specification: the tree transformer's prior, mixed with the table's own.

The table's own is log-linear: bits = prior + foreign kinds - gain; a word counts by how few operations it suggests. Knows
words and operations, not trees. The constants are set by hand.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from synthesis_graph.artifacts import Snippet
from synthesis_graph.language.occurrences import occurring
from synthesis_graph.language.operations import Operation, operations
from synthesis_graph.language.trees import Apply, Constant, Tree, Variable, walk
from synthesis_graph.language.types import Type
from synthesis_graph.search.bank import LEVELS_PER_BIT, level_of
from synthesis_graph.search.words import STOP, stem, stems
from synthesis_graph.spec import Specification

_GAIN = 0.9
_MOST_GAIN = 4.0
_CHEAPEST_BITS = 1.5
_RETRIEVED_SHARE = 0.2
"""The part of an operation's probability that comes from what is retrieved; chosen on MBPP 601–800."""
_NEARNESS = 4.0
"""The power of a snippet's score that weighs it."""
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


def operation_levels(
    spec: Specification,
    types: Iterable[Type],
    snippets: Sequence[Snippet] = (),
    likely: Mapping[str, float] | None = None,
) -> dict[str, int]:
    """The cost of every operation in levels, cheaper where retrieved functions use it.

    `types` are the effective types of the parameters and the result, `likely` the bits of each production by the model,
    where it was asked. Where no word tells what is meant, what is
    retrieved is near by accident and moves nothing.
    """
    bits = _with_retrieved(_told_bits(spec, types), snippets if is_told(spec) else ())
    return {name: level_of(b) for name, b in (_with_model(bits, likely) if likely else bits).items()}


_MODEL_SHARE = 0.35
"""The part of an operation's probability that comes from the tree transformer; chosen on development tasks."""


def _with_model(bits: dict[str, float], likely: Mapping[str, float]) -> dict[str, float]:
    """Costs under a mixture with the model's prior: soft, so that nothing is ever excluded."""
    ours = math.fsum(2.0**-b for b in bits.values())
    theirs = math.fsum(2.0 ** -likely[name] for name in bits if name in likely)
    made = {}
    for name, b in bits.items():
        model = 2.0 ** -likely[name] / theirs if name in likely else 0.0
        made[name] = -math.log2((1.0 - _MODEL_SHARE) * 2.0**-b + _MODEL_SHARE * ours * model)
    return made


def tree_bits(tree: Tree, levels: Mapping[str, int], constants: Sequence[tuple[Any, Type, float]]) -> float:
    """What the enumeration would ask for a program: operations, variables and constants; the constants by themselves."""
    priced = {repr(value): bits for value, _, bits in constants}
    return sum(_node_bits(node, levels, priced) for node in walk(tree))


_VARIABLE_BITS, _UNPRICED_BITS = 1.0, 8.0


def _node_bits(node: Tree, levels: Mapping[str, int], priced: Mapping[str, float]) -> float:
    match node:
        case Apply(operation):
            return levels.get(operation, LEVELS_PER_BIT * _UNPRICED_BITS) / LEVELS_PER_BIT
        case Constant(value):
            return priced.get(repr(value), _UNPRICED_BITS)
        case Variable():
            return _VARIABLE_BITS
    return 0.0


def is_told(spec: Specification) -> bool:
    """Whether the sentence, the constraints or the name hold a word that suggests operations."""
    words = stems((spec.description, spec.signature.name, *spec.constraints))
    return not words.isdisjoint(lexicon()[1])


def _told_bits(spec: Specification, types: Iterable[Type]) -> dict[str, float]:
    gains = word_gains(spec)
    own = frozenset().union(*map(_kinds, types))
    if own & {"Any", "union"}:
        own |= frozenset(_FOREIGN)
    kinds = _operation_kinds()
    return {
        name: max(
            _CHEAPEST_BITS,
            _prior(op, gains[name], sum(_FOREIGN[k] for k in kinds[name] - own)) - gains[name],
        )
        for name, op in operations().items()
    }


def usage(snippets: Iterable[Snippet]) -> dict[str, float]:
    """The share of each operation in what retrieved functions do, the nearer ones counting more; they sum to 1."""
    shares: Counter[str] = Counter()
    for snippet in snippets:
        used = occurring(snippet.code)
        shares.update(dict.fromkeys(used, snippet.score**_NEARNESS / len(used)) if used else {})
    total = math.fsum(shares.values())
    return {name: share / total for name, share in shares.items()} if total else {}


def _with_retrieved(bits: dict[str, float], snippets: Iterable[Snippet]) -> dict[str, float]:
    """Costs under a mixture: mostly the operation's own probability, and a part its share in what is retrieved.

    A rare operation that near functions use gains most; one that is cheap anyway gains next to nothing.
    """
    shares = usage(snippets)
    if not shares:
        return bits
    whole = math.fsum(2.0**-b for b in bits.values())
    return {
        name: b - math.log2(1.0 + _RETRIEVED_SHARE * shares[name] * whole * 2.0**b) if name in shares else b
        for name, b in bits.items()
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
