"""The best continuations, in rank order and only as many as are looked at: a look widens where much is refused.

Owns top-k over the rows of a request. Beam search needs the best few *legal* continuations, so that checking in rank
order is cheaper than masking the vocabulary: a check costs microseconds, a mask hundreds of them.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch

DEAD = -1.0e8
"""Scores below belong to rows that hold no text."""


def ranked(scores: torch.Tensor, first: int) -> list[Iterator[tuple[float, int]]]:
    """For each row of `scores` (rows, candidates): (score, candidate) from the best down.

    The first look is one transfer for all rows; a row that needs more than `first` looks again, four times as far.
    """
    count = min(first, scores.shape[-1])
    values, indices = torch.topk(scores, k=count)
    looks = zip(values.tolist(), indices.tolist())
    return [_further(scores[row], *look) for row, look in enumerate(looks)]


def _further(scores: torch.Tensor, values: list[float], indices: list[int]) -> Iterator[tuple[float, int]]:
    seen = 0
    while True:
        yield from zip(values[seen:], indices[seen:])
        seen = len(values)
        if seen >= len(scores) or values[-1] < DEAD:
            return
        wider_values, wider_indices = torch.topk(scores, k=min(len(scores), 4 * seen))
        known = set(indices)  # equal scores may come in another order
        pairs = [(v, i) for v, i in zip(wider_values.tolist(), wider_indices.tolist()) if i not in known]
        values, indices = values + [v for v, _ in pairs], indices + [i for _, i in pairs]
        if len(values) == seen:
            return
