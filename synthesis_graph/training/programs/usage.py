"""How often real code uses each operation, as prior costs in bits for sampling programs.

Counts are by function, over texts that the caller chooses; what is rare in code stays possible: the table's own prior
smooths the counts. Knows operations and texts, not where texts come from.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from synthesis_graph.language.occurrences import occurring
from synthesis_graph.language.operations import operations
from synthesis_graph.language.trees import Apply, Constant, Tree, Variable, walk

_SMOOTHING = 400.0
"""How many functions the table's prior counts for."""
_CHEAPEST, _DEAREST = 2.5, 13.0
VARIABLE_BITS = 1.0
_CONSTANT_BITS = {0: 3.0, 1: 2.5, 2: 3.5, -1: 5.0, "": 5.0, " ": 5.0}


def usage_of(sources: Iterable[str]) -> Counter[str]:
    """In how many of the functions each operation occurs."""
    counts: Counter[str] = Counter()
    for source in sources:
        counts.update(occurring(source))
    return counts


def prior_bits(counts: Mapping[str, float]) -> dict[str, float]:
    """Bits of every operation: its share in the counts, mixed with the share that the table's prior gives it."""
    own = {name: 2.0**-op.bits for name, op in operations().items()}
    counts = _apart(counts, own)
    whole = math.fsum(own.values())
    total = sum(counts.values()) + _SMOOTHING
    shares = {name: (counts.get(name, 0) + _SMOOTHING * own[name] / whole) / total for name in own}
    least = -math.log2(max(shares.values()))
    return {name: min(_DEAREST, _CHEAPEST - least - math.log2(share)) for name, share in shares.items()}


def _apart(counts: Mapping[str, float], own: Mapping[str, float]) -> dict[str, float]:
    """The counts with those of rows that are written alike divided among them: texts do not tell them apart."""
    alike: dict[str, list[str]] = {}
    for name, op in operations().items():
        alike.setdefault(op.template, []).append(name)
    apart: dict[str, float] = {}
    for names in alike.values():
        count, whole = max(counts.get(n, 0) for n in names), math.fsum(own[n] ** 2 for n in names)
        apart.update({n: count * own[n] ** 2 / whole for n in names})
    return apart


def tree_bits(tree: Tree, bits: Mapping[str, float]) -> float:
    """The cost of a whole tree: its operations, variables and constants."""
    total = 0.0
    for node in walk(tree):
        match node:
            case Apply(operation, _):
                total += bits[operation]
            case Variable():
                total += VARIABLE_BITS
            case Constant(value):
                plain = value if isinstance(value, (int, str)) else None
                total += _CONSTANT_BITS.get(plain, 7.0) if plain is not None else 7.0
    return total
