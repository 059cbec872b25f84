"""The comparison to the tree: nodes and steps told apart by their number in order alone, as in a plain sequence model.

Same parameters, same size: the digits of the number take the place of the path. For measuring what the tree is worth.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthesis_graph.model.arrays import Floats, Paths, places
from synthesis_graph.model.task_tree import DEPTH, WIDTH

BASE = WIDTH - 1
DIGITS = 3
"""Numbers up to BASE ** DIGITS differ: 4,096, far more than a task has nodes."""


def number_array(count: int) -> Paths:
    """(count, DEPTH): the digits of each node's number, from 1, the lowest first, in place of the child indices."""
    made = np.zeros((count, DEPTH), np.uint8)
    for level in range(DIGITS):
        made[:, level] = np.arange(count) // BASE**level % BASE + 1
    return made


def in_order(arrays: NDArray[Any]) -> Floats:
    """What stands in place of places (B, N, DEPTH * WIDTH)."""
    rows, length = arrays.shape[:2]
    return np.repeat(places([number_array(length)], length), rows, axis=0)


def in_sequence(batch: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The batch with numbers in order in place of every path."""
    return {name: in_order(array) if name.endswith("places") else array for name, array in batch.items()}
