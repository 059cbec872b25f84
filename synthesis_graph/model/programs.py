"""Retrieved programs as the model reads them: each encoded by itself, once a process, then read by cross-attention.

A program's encoding does not depend on the request, so that thousands of nodes of context cost a request only the reading
(as in Fusion-in-Decoder, Izacard & Grave 2021, with the encodings kept as in memorizing transformers, Wu et al. 2022).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from synthesis_graph.artifacts import Snippet
from synthesis_graph.model.arrays import node_arrays
from synthesis_graph.model.network import Network, Pair
from synthesis_graph.model.program_tree import program_tree
from synthesis_graph.model.vocabulary import Vocabulary

Floats = NDArray[np.float32]

MOST_NODES = 16_384
"""Nodes of context that one request reads at most."""
NEARNESS = 4.0
"""The power of a snippet's score that says how much its nodes count."""


@dataclass(frozen=True)
class Near:
    """The keys and values of all retrieved programs together, for the prior and for each layer of the decoder."""

    prior: Pair
    reads: list[Pair]
    counts: Floats
    """(1, nodes): how much each node counts."""


def near(snippets: Sequence[Snippet], network: Network, vocabulary: Vocabulary) -> Near | None:
    """The snippets, nearest first, as far as MOST_NODES go; None for no snippet."""
    kept: list[tuple[_Read, float]] = []
    nodes = 0
    for snippet in snippets:
        read = _read(snippet.name, snippet.description, snippet.code, network, vocabulary)
        nodes += read.nodes
        if nodes > MOST_NODES:
            break
        kept.append((read, snippet.score**NEARNESS))
    if not kept:
        return None
    counts = np.concatenate([np.full((1, read.nodes), weight, np.float32) for read, weight in kept], axis=1)
    layers = range(network.shape.decoder_layers)
    return Near(
        _joined([read.prior for read, _ in kept]),
        [_joined([read.reads[layer] for read, _ in kept]) for layer in layers],
        counts,
    )


@dataclass(frozen=True, eq=False)
class _Read:
    """Keys and values of one program, in half precision."""

    prior: Pair
    reads: list[Pair]
    nodes: int


@lru_cache(maxsize=2048)
def _read(name: str, description: str, code: str, network: Network, vocabulary: Vocabulary) -> _Read:
    symbols, places, mask = node_arrays([program_tree(name, description, code, vocabulary)])
    memory = network.encode(symbols, places, mask)
    return _Read(
        _halved(network.programs(memory)), [_halved(p) for p in network.reads(memory)], symbols.shape[1]
    )


def _halved(pair: Pair) -> Pair:
    return pair[0].astype(np.float16), pair[1].astype(np.float16)


def _joined(pairs: Sequence[Pair]) -> Pair:
    keys, values = (np.concatenate([pair[i] for pair in pairs], axis=2).astype(np.float32) for i in (0, 1))
    return keys, values


def forget() -> None:
    """Drops what is kept, so that the next request reads every program anew; for measuring."""
    _read.cache_clear()
