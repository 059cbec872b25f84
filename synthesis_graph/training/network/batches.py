"""Records as arrays: numbered once, kept ragged, handed out in batches of examples that are about equally long.

Between `records`, which are texts and values, and `network`, which is trained on numbers. What is left out at random (words,
examples, the description) is left out when a record is numbered, so that one epoch sees a record in one form.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthesis_graph.model.arrays import Paths, path_array, places, states
from synthesis_graph.model.derivation import derivation
from synthesis_graph.model.network import ARGUMENTS
from synthesis_graph.model.task_tree import Told, task_tree
from synthesis_graph.model.vocabulary import START, Vocabulary
from synthesis_graph.training.network.corruption import corrupted
from synthesis_graph.training.network.nearby import MOST_NEAR, Nearby
from synthesis_graph.training.records.record import Record

MOST_STEPS = 40
NO_DESCRIPTION = 0.1
DROPPED_WORD = 0.1
NODES_A_BATCH = 8_192


@dataclass
class Numbered:
    """One record in numbers: nodes, steps (none where there is no tree), and how often each production occurs."""

    symbols: NDArray[np.uint16]
    paths: Paths
    relations: NDArray[np.uint8]
    steps: NDArray[np.int16]
    """(T, 3): production, parent, argument."""
    step_paths: Paths
    counts: NDArray[np.int16]
    """(K, 2): production, how often it occurs."""
    outer: NDArray[np.int16]
    """The same of what stands outside loops; empty where there is no tree."""
    wrong: tuple[int, int]
    """A step and another production for it; -1 where there is none."""
    near: NDArray[np.int16]
    """The recipes near it, by row; `counts_near` says how much each counts."""
    counts_near: NDArray[np.float32]


def numbered(
    record: Record, vocabulary: Vocabulary, rng: random.Random, nearby: Nearby | None = None
) -> Numbered | None:
    """The record in numbers, some of its words and examples left out; None for a tree too large or unknown."""
    names = [name for name, _ in record.parameters]
    try:
        steps = derivation(record.tree, names) if record.tree is not None else []
    except ValueError:  # a text that reads a name of its module
        return None
    of = vocabulary.productions
    occurring = [s.production for s in steps] or [name for name in record.operations if name in of]
    if len(steps) > MOST_STEPS or not occurring or any(name not in of for name in occurring):
        return None
    told = _told(record, rng)
    tree = task_tree(told, vocabulary)
    near, counts_near = _NOTHING if nearby is None else nearby.near(told, record.source == "recipe")
    rows = [(of[s.production], of[s.parent], min(s.argument, ARGUMENTS - 1)) for s in steps]
    wrong = corrupted(steps, len(names), rng) if steps else None
    return Numbered(
        np.array(tree.symbols, np.uint16),
        path_array(tree.paths),
        np.array(tree.relations, np.uint8),
        np.array(rows, np.int16).reshape(-1, 3),
        path_array([s.path for s in steps]),
        _counted(occurring, of),
        _counted([s.production for s in steps if not s.loops], of),
        (-1, 0) if wrong is None else (wrong[0], of[wrong[1]]),
        near,
        counts_near,
    )


_NOTHING = np.zeros(0, np.int16), np.zeros(0, np.float32)


def _counted(names: Sequence[str], of: Mapping[str, int]) -> NDArray[np.int16]:
    return np.array([(of[name], n) for name, n in Counter(names).items()], np.int16).reshape(-1, 2)


def _told(record: Record, rng: random.Random) -> Told:
    words = record.description.split()
    if rng.random() < NO_DESCRIPTION:
        words = []
    kept = [word for word in words if rng.random() >= DROPPED_WORD]
    shown = list(record.examples)
    rng.shuffle(shown)
    most = rng.choice((2, 3, 3, 4, 5, 5))
    return Told(" ".join(kept), record.name, record.parameters, record.returns, shown[:most])


Batch = dict[str, NDArray[Any]]


@dataclass
class Dataset:
    """Numbered records; `batches` yields them in a new order each time."""

    vocabulary: Vocabulary
    records: list[Numbered] = field(default_factory=list)

    @classmethod
    def of(
        cls, records: Iterable[Record], vocabulary: Vocabulary, seed: int, nearby: Nearby | None = None
    ) -> Dataset:
        """The records in numbers, those too large left out."""
        rng = random.Random(seed)
        made = (numbered(record, vocabulary, rng, nearby) for record in records)
        return cls(vocabulary, [n for n in made if n is not None])

    def batches(self, seed: int, nodes: int = NODES_A_BATCH) -> Iterator[Batch]:
        """Every record once; a batch holds about so many nodes."""
        rng = random.Random(seed)
        order = list(range(len(self.records)))
        rng.shuffle(order)
        groups: list[list[Numbered]] = []
        for start in range(0, len(order), 4096):
            chunk = [self.records[i] for i in order[start : start + 4096]]
            groups += _grouped(sorted(chunk, key=lambda n: len(n.symbols)), nodes)
        rng.shuffle(groups)
        return (collate(group, self.vocabulary) for group in groups)


def _grouped(records: Sequence[Numbered], nodes: int) -> list[list[Numbered]]:
    groups: list[list[Numbered]] = [[]]
    for record in records:
        if (len(groups[-1]) + 1) * len(record.symbols) > nodes:
            groups.append([])
        groups[-1].append(record)
    return [group for group in groups if group]


def collate(records: Sequence[Numbered], vocabulary: Vocabulary) -> Batch:
    """The arrays of `Network.encode` and `decode`, with the targets `next`, `counts` and `outer` and the steps' mask.

    `wrong_before` and `wrong_parent` are the steps with one production exchanged; `wrong_mask` tells those after it.
    `near` (B, MOST_NEAR) are the recipes near each record, `counts_near` how much each counts, 0 for none.
    """
    length = max(len(r.symbols) for r in records)
    steps = max(1, *(len(r.steps) for r in records))
    size, start = len(records), vocabulary.productions[START]
    batch: Batch = {
        "symbols": np.zeros((size, length), np.int64),
        "mask": np.zeros((size, length), np.float32),
        "places": places([r.paths for r in records], length),
        "relations": states([r.relations for r in records]),
        "before": np.full((size, steps), start, np.int64),
        "parent": np.full((size, steps), start, np.int64),
        "argument": np.zeros((size, steps), np.int64),
        "step_places": places([r.step_paths for r in records], steps),
        "next": np.full((size, steps), start, np.int64),
        "steps_mask": np.zeros((size, steps), np.float32),
        "counts": np.zeros((size, len(vocabulary.productions)), np.float32),
        "outer": np.zeros((size, len(vocabulary.productions)), np.float32),
        "wrong_mask": np.zeros((size, steps), np.float32),
        "near": np.zeros((size, MOST_NEAR), np.int64),
        "counts_near": np.zeros((size, MOST_NEAR), np.float32),
    }
    for i, r in enumerate(records):
        count, last = len(r.symbols), len(r.steps)
        batch["symbols"][i, :count] = r.symbols
        batch["mask"][i, :count] = 1.0
        for column, name in enumerate(("next", "parent", "argument")):
            batch[name][i, :last] = r.steps[:, column]
        batch["before"][i, 1:last] = r.steps[: max(0, last - 1), 0]
        batch["steps_mask"][i, :last] = 1.0
        batch["counts"][i, r.counts[:, 0]] = r.counts[:, 1]
        batch["outer"][i, r.outer[:, 0]] = r.outer[:, 1]
        batch["near"][i, : len(r.near)] = r.near
        batch["counts_near"][i, : len(r.near)] = r.counts_near
    for name in ("before", "parent"):
        batch[f"wrong_{name}"] = batch[name].copy()
    for i, r in enumerate(records):
        _exchange(batch, i, r)
    return batch


def _exchange(batch: Batch, i: int, r: Numbered) -> None:
    at, production = r.wrong
    if 0 <= at < len(r.steps) - 1:
        batch["wrong_before"][i, at + 1] = production
        depth = _depth(r.step_paths[at])
        below = (r.step_paths[:, :depth] == r.step_paths[at, :depth]).all(axis=1)
        children = [
            j for j in range(at + 1, len(r.steps)) if below[j] and _depth(r.step_paths[j]) == depth + 1
        ]
        batch["wrong_parent"][i, children] = production
        batch["wrong_mask"][i, at + 1 : len(r.steps)] = 1.0


def _depth(path: NDArray[np.uint8]) -> int:
    return int(np.count_nonzero(path))
