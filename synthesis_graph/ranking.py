"""Which program is meant: candidates that behave alike are one cluster, and the likeliest cluster wins.

Owns the order of the answer, its confidence before validation, and the input on which likely programs disagree.
Knows candidates only. A cluster's weight is the sum of its members' 2^-bits (the posterior of a behaviour under the
implementer's prior, as in Liang, Jordan & Klein 2010, given that every member fits the examples).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from synthesis_graph.artifacts import Candidate


@dataclass(frozen=True)
class Cluster:
    """Candidates that answer alike on the fresh inputs, best first, and their share of the total weight (0..1)."""

    members: tuple[Candidate, ...]
    share: float

    @property
    def best(self) -> Candidate:
        """The cheapest member."""
        return self.members[0]


def cluster(candidates: Iterable[Candidate]) -> list[Cluster]:
    """The clusters, heaviest first; ties go to the cheaper, then the shorter program, so the order is total."""
    groups: dict[tuple[str, ...], dict[str, Candidate]] = {}
    for candidate in candidates:
        group = groups.setdefault(candidate.behaviour or (candidate.code,), {})
        known = group.get(candidate.code)
        if known is None or candidate.bits < known.bits:
            group[candidate.code] = candidate
    if not groups:
        return []
    sorted_groups = [tuple(sorted(g.values(), key=_order)) for g in groups.values()]
    floor = min(g[0].bits for g in sorted_groups)
    weights = [math.fsum(2.0 ** (floor - c.bits) for c in g) for g in sorted_groups]
    total = math.fsum(weights)
    clusters = [Cluster(g, w / total) for g, w in zip(sorted_groups, weights)]
    return sorted(clusters, key=lambda c: (-c.share, _order(c.best)))


def _order(candidate: Candidate) -> tuple[float, int, str]:
    return (candidate.bits, len(candidate.code), candidate.code)


def distinguish(
    winner: Candidate, rivals: Sequence[Candidate], inputs: Sequence[str]
) -> tuple[str, list[str]] | None:
    """The first fresh input on which the winner and a rival answer differently, and what each distinct one says."""
    for rival in rivals:
        for text, ours, theirs in zip(inputs, winner.behaviour, rival.behaviour):
            if ours != theirs and "!" not in (ours, theirs):
                return text, [ours, theirs]
    return None
