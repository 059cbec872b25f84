"""A network of a few thousand random parameters over a small vocabulary, for tests that need no trained weights."""

from __future__ import annotations

import numpy as np

from synthesis_graph.language.operations import operations
from synthesis_graph.model.network import Network, Shape
from synthesis_graph.model.vocabulary import Vocabulary, learn_subwords


def vocabulary() -> Vocabulary:
    """All operations of the table and a few sub-words."""
    words = [("sorted", 5), ("list", 9), ("sort", 7), ("numbers", 3), ("number", 4)]
    return Vocabulary(learn_subwords(words, 60), tuple(sorted(operations())))


def network(of: Vocabulary, seed: int = 0) -> Network:
    """Random parameters, the same for a seed."""
    shape = Shape(len(of.symbols), len(of.productions), 16, 2, 2, 2, 24)
    rng = np.random.default_rng(seed)
    parameters = {
        name: np.ones(size, np.float32)
        if name.endswith("norm")
        else (rng.normal(size=size) * 0.2).astype(np.float32)
        for name, size in shape.parameters().items()
    }
    return Network(np, shape, parameters)
