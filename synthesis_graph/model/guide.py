"""What the model says of a specification: how likely each operation is, and how likely a whole program.

The only door to the network for the search and the ranking; both take bits. Runs on one core, and needs no torch.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from synthesis_graph.artifacts import Snippet
from synthesis_graph.language.trees import Tree
from synthesis_graph.model.arrays import path_array, places, task_arrays
from synthesis_graph.model.derivation import Step, derivation
from synthesis_graph.model.network import ARGUMENTS, Network, Pair
from synthesis_graph.model.pace import READING
from synthesis_graph.model.programs import near
from synthesis_graph.model.task_tree import Path, Told, task_tree
from synthesis_graph.model.vocabulary import START, Vocabulary
from synthesis_graph.model.weights import load
from synthesis_graph.spec import Specification

Floats = NDArray[np.float32]
BITS = 1.0 / math.log(2.0)


@dataclass(frozen=True)
class Place:
    """Where a hole stands: its path, and the production of which it is an argument (from 1)."""

    path: Path
    parent: str
    argument: int


@dataclass(frozen=True)
class Likelihood:
    """What the model says of a whole program, each in bits, fewer for a likelier one."""

    derivation: float = 0.0
    """-log2 of the probability of deriving it, production by production."""
    doubt: float = 0.0
    """-log2 of its value: of the probability that all but its last production belongs to the program meant."""
    outline: float = 0.0
    """-log2 of the expected shares of what stands outside its loops, summed."""


UNKNOWN = Likelihood(math.inf, math.inf, math.inf)
"""Of a program with an operation that the model does not know."""


class Guide:
    """One specification, read once; every later question costs the decoder only."""

    def __init__(
        self, told: Told, network: Network, vocabulary: Vocabulary, snippets: Sequence[Snippet] = ()
    ) -> None:
        self._network, self._vocabulary = network, vocabulary
        self._parameters = [name for name, _ in told.parameters]
        with _one_thread():
            self._read(told, snippets)

    def _read(self, told: Told, snippets: Sequence[Snippet]) -> None:
        started, network, vocabulary = time.monotonic(), self._network, self._vocabulary
        symbols, paths, self._mask, relations = task_arrays([task_tree(told, vocabulary)])
        memory = network.encode(symbols, paths, self._mask, relations)
        self._reads = network.reads(memory)
        read = near(snippets, network, vocabulary)
        self._prior = network.prior(memory, self._mask, None if read is None else (read.prior, read.counts))
        if read is not None:
            self._reads = [_beside(own, theirs) for own, theirs in zip(self._reads, read.reads)]
            self._mask = np.concatenate([self._mask, read.counts], axis=1)
        READING.took(symbols.size, time.monotonic() - started)

    def production_bits(self) -> dict[str, float]:
        """-log2 of the share that each production is expected to have among those of the program."""
        return self._bits_of(self._prior[0])

    def _bits_of(self, logits: Floats) -> dict[str, float]:
        bits = -BITS * (logits[0] - _log_sum(logits[0]))
        return {name: float(bits[i]) for name, i in self._vocabulary.productions.items()}

    def likelihoods(self, trees: Sequence[Tree]) -> list[Likelihood]:
        """How likely each tree is; `UNKNOWN` where the model does not know an operation."""
        of = self._vocabulary.productions
        derived = [derivation(tree, self._parameters) for tree in trees]
        known = [i for i, steps in enumerate(derived) if all(s.production in of for s in steps)]
        made = [UNKNOWN] * len(trees)
        if known:
            outer = self._bits_of(self._prior[1])
            for i, (bits, doubt) in zip(known, self._bits([derived[i] for i in known])):
                outline = sum(outer[s.production] for s in derived[i] if not s.loops)
                made[i] = Likelihood(bits, doubt, outline)
        return made

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each production."""
        return self._vocabulary.productions

    def next_bits(
        self, last: Sequence[str], places_: Sequence[Place], past: list[Pair] | None, rows: NDArray[np.int64]
    ) -> tuple[Floats, Floats, list[Pair]]:
        """-log2 of the probability of each production in the next hole of each derivation, (B, productions).

        Then -log2 of the value of each, (B,): of the probability that what it has derived so far is right.

        `last` is the production of the step before; `past` comes from that step, and `rows` says which of its rows each
        derivation goes on from.
        """
        of = self.numbers
        steps = {
            "before": np.array([[of[name]] for name in last]),
            "parent": np.array([[of[p.parent]] for p in places_]),
            "argument": np.array([[min(p.argument, ARGUMENTS - 1)] for p in places_]),
            "places": places([path_array([p.path]) for p in places_], 1),
        }
        kept = None if past is None else [(key[rows], value[rows]) for key, value in past]
        with _one_thread():
            states, present = self._network.decode(self._reads, self._mask, steps, kept)
            told: Floats = self._network.following(states)[:, 0]
            value: Floats = np.logaddexp(0.0, -self._network.value(states)[:, 0])
        return -BITS * (told - _log_sum(told)[:, None]), BITS * value, present

    def _bits(self, derived: list[list[Step]]) -> list[tuple[float, float]]:
        """For each derivation its bits, and the doubt at its last hole."""
        of = self._vocabulary.productions
        size, length = len(derived), max(map(len, derived))
        steps: dict[str, Any] = {
            name: np.full((size, length), of[START], np.int64) for name in ("before", "parent", "following")
        }
        steps["argument"] = np.zeros((size, length), np.int64)
        mask = np.zeros((size, length), np.float32)
        for i, row in enumerate(derived):
            numbers = [of[s.production] for s in row]
            steps["following"][i, : len(row)] = numbers
            steps["before"][i, 1 : len(row)] = numbers[:-1]
            steps["parent"][i, : len(row)] = [of[s.parent] for s in row]
            steps["argument"][i, : len(row)] = [min(s.argument, ARGUMENTS - 1) for s in row]
            mask[i, : len(row)] = 1.0
        steps["places"] = places([path_array([s.path for s in row]) for row in derived], length)
        with _one_thread():
            decoded = self._network.decode(self._reads, self._mask, steps)[0]
            logits, values = self._network.following(decoded), self._network.value(decoded)
        told = np.take_along_axis(logits, steps["following"][..., None], -1)[..., 0] - _log_sum(logits)
        last = np.array([len(row) - 1 for row in derived])
        doubts = np.logaddexp(0.0, -values[np.arange(size), last])
        bits = (told * mask).sum(axis=-1)
        return [(float(-BITS * b), float(BITS * d)) for b, d in zip(bits, doubts)]


def _beside(own: Pair, theirs: Pair) -> Pair:
    keys, values = (np.concatenate([own[i], theirs[i]], axis=2) for i in (0, 1))
    return keys, values


@lru_cache(maxsize=1)
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


def _one_thread() -> Any:
    """Products this small on one thread: threads that wait for each other crawl where other processes want the cores."""
    return _controller().limit(limits=1)


def _log_sum(logits: Floats) -> Floats:
    """Log of the sum of exponentials over the last axis."""
    highest = logits.max(axis=-1)
    return np.asarray(highest + np.log(np.exp(logits - highest[..., None]).sum(axis=-1)), np.float32)


def told_by(spec: Specification) -> Told:
    """What the model reads of a specification."""
    return Told(
        spec.description,
        spec.signature.name,
        [(p.name, p.type) for p in spec.signature.parameters],
        spec.signature.returns,
        [(e.arguments, e.output) for e in spec.examples if not e.raises],
        spec.constraints,
    )


_MOST_KEPT = 8
_kept: dict[str, Guide] = {}


def guide(spec: Specification, snippets: Sequence[Snippet] = ()) -> Guide:
    """The guide of a specification and what is retrieved for it, kept for the next stages of the same request."""
    told = told_by(spec)
    key = repr((told, [(s.origin, s.score) for s in snippets]))
    made = _kept.get(key)
    if made is None:
        made = Guide(told, *load(), snippets)
        while len(_kept) >= _MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = made
    return made
