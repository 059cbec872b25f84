"""Trees as the arrays that the network takes: symbols by number, places and relations as sums of rows of their tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthesis_graph.model.network import STATES
from synthesis_graph.model.task_tree import DEPTH, WIDTH, Path, TaskTree

Indices = NDArray[np.int64]
Floats = NDArray[np.float32]
Paths = NDArray[np.uint8]


def path_array(paths: Sequence[Path]) -> Paths:
    """(nodes, DEPTH): the child index at each level, 0 below a path's end."""
    made = np.zeros((len(paths), DEPTH), np.uint8)
    for row, path in zip(made, paths):
        row[: len(path)] = path[:DEPTH]
    return made


def places(arrays: Sequence[Paths], length: int) -> Floats:
    """(B, length, DEPTH * WIDTH): for each node 1.0 at the rows of its place, one a level of its path."""
    made = np.zeros((len(arrays), length, DEPTH, WIDTH), np.float32)
    for i, array in enumerate(arrays):
        rows, levels = np.nonzero(array)
        made[i, rows, levels, array[rows, levels]] = 1.0
    return made.reshape(len(arrays), length, DEPTH * WIDTH)


def states(signatures: Any) -> Floats:
    """(B, relations * STATES): 1.0 at the state of each relation."""
    one_hot = np.eye(STATES, dtype=np.float32)[np.asarray(signatures, np.int64)]
    return one_hot.reshape(len(one_hot), -1)


def task_arrays(trees: Sequence[TaskTree]) -> tuple[Indices, Floats, Floats, Floats]:
    """The arguments of `Network.encode` for these trees, padded to the longest: symbols, places, mask, relations."""
    return *node_arrays(trees), states([tree.relations for tree in trees])


def node_arrays(trees: Sequence[TaskTree]) -> tuple[Indices, Floats, Floats]:
    """Those of them that programs have too: symbols, places, mask."""
    length = max(len(tree.symbols) for tree in trees)
    symbols = np.zeros((len(trees), length), np.int64)
    mask = np.zeros((len(trees), length), np.float32)
    for i, tree in enumerate(trees):
        symbols[i, : len(tree.symbols)] = tree.symbols
        mask[i, : len(tree.symbols)] = 1.0
    return symbols, places([path_array(tree.paths) for tree in trees], length), mask
