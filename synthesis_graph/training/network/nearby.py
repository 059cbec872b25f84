"""The recipes near each training record, as the retriever would find them, and the table of their encodings.

Near is by BM25 over the words that the record tells; a record without words has no program near it. A recipe's own record
does not see that recipe, for a request asks for what the knowledge base does not hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.bm25 import Bm25
from retrieval.snippet import Snippet
from retrieval.terms import terms, weighted_text
from synthesis_graph.model.arrays import node_arrays
from synthesis_graph.model.program_tree import program_tree
from synthesis_graph.model.task_tree import Told
from synthesis_graph.model.vocabulary import Vocabulary

MOST_NEAR = 3
NEARNESS = 4.0
"""The power of a program's score, relative to the best, that says how much its nodes count."""


@dataclass
class Nearby:
    """The recipes with their index: who is near, and what they are to the network."""

    recipes: Sequence[Snippet]
    vocabulary: Vocabulary

    def __post_init__(self) -> None:
        self._bm25 = Bm25.fit([terms(weighted_text(r)) for r in self.recipes])
        self.trees = [
            program_tree(r.name, r.docstring.split("\n", 1)[0], r.source, self.vocabulary)
            for r in self.recipes
        ]

    def near(self, told: Told, own: bool) -> tuple[NDArray[np.int16], NDArray[np.float32]]:
        """Rows of the nearest recipes, and how much each counts, 0..1; the first is left out where it is the `own`."""
        names = " ".join((told.name, *(name for name, _ in told.parameters)))
        scores = self._bm25.score(terms(f"{told.description} {names}"))
        rows = np.argsort(-scores)[own : MOST_NEAR + own]
        rows = rows[scores[rows] > 0]
        if not told.description or not len(rows):
            return np.zeros(0, np.int16), np.zeros(0, np.float32)
        return rows.astype(np.int16), ((scores[rows] / scores[rows[0]]) ** NEARNESS).astype(np.float32)

    def arrays(self) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
        """All recipes as `Network.encode` takes them: symbols, places and mask, each (recipes, nodes, …)."""
        return node_arrays(self.trees)
