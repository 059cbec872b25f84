"""Search: BM25 and embeddings rank the snippets, reciprocal rank fusion makes one order of the two.

Owns ranking only; `index` owns the data. A snippet's fused score is

    prior(corpus) · Σ over rankings weight / (RRF_CONSTANT + rank)

(Cormack, Clarke, Büttcher 2009; the weights are ours). The priors are data of the index (`manifest.json`, `corpora`),
the weight of the embedding is data of the embedder (`embed.EmbeddingTraits`).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np

from retrieval.embed import embedding_traits
from retrieval.index import Index, open_index
from retrieval.snippet import Hit, Snippet
from retrieval.terms import terms
from retrieval.vectors import Rows, VectorBackend, best_rows

RRF_CONSTANT = 60  # the value of the paper: how little the very first places weigh more than the next
FUSION_DEPTH = 100  # places of each ranking that take part

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Ranking(Generic[K]):
    """Distinct keys, best first, and how much this ranking counts in a fusion."""

    keys: Sequence[K]
    weight: float = 1.0


class Retriever:
    """Answers text queries from one opened index; safe to share between threads, as nothing is written."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._priors = np.array([corpus.prior for corpus in index.manifest.corpora])

    @classmethod
    def open(cls, folder: Path, backend: VectorBackend = "auto") -> Retriever:
        """Open the index in `folder`; IndexUnavailable or one of its kinds if that cannot be done."""
        return cls(open_index(folder, backend))

    @property
    def index(self) -> Index:
        """The index that is searched."""
        return self._index

    def search(
        self,
        query: str,
        k: int = 10,
        *,
        corpus: str | None = None,
        kinds: Collection[str] | None = None,
        self_contained: bool | None = None,
    ) -> list[Hit]:
        """The k best snippets for a text, best first; fewer, or none, where neither words nor meaning match.

        The filters hold before ranking. Ties keep the order of the index; the order is the same on every call.
        """
        if k < 1:
            return []
        among = self._rows(corpus, kinds, self_contained)
        depth = max(k, FUSION_DEPTH)
        bm25, _ = best_rows(among, self._index.bm25.score(terms(query))[among], depth)
        vector = self._index.embedder.encode([query])[0]
        nearest, _ = self._index.vectors.nearest(vector, among, depth)
        weight = embedding_traits(self._index.embedder.name).weight
        rankings = {"bm25": Ranking(bm25.tolist()), "embedding": Ranking(nearest.tolist(), weight)}
        scores = reciprocal_rank_fusion(rankings.values(), self._prior_of(rankings.values()))
        best = sorted(scores, key=lambda row: (-scores[row], row))[:k]
        places = {
            name: {row: place for place, row in enumerate(ranking.keys, 1)}
            for name, ranking in rankings.items()
        }
        return [
            Hit(
                self._index.snippets[row],
                scores[row],
                {name: place[row] for name, place in places.items() if row in place},
            )
            for row in best
        ]

    def snippets(self, corpus: str | None = None) -> list[Snippet]:
        """All snippets, or those of one corpus (`knowledge_base`: the recipes), in the order of the index."""
        return [self._index.snippets[row] for row in self._rows(corpus, None, None).tolist()]

    def _rows(self, corpus: str | None, kinds: Collection[str] | None, self_contained: bool | None) -> Rows:
        columns, manifest = self._index.columns, self._index.manifest
        mask = np.ones(len(columns), dtype=bool)
        if corpus is not None:
            mask &= np.isin(
                columns["corpus"], [i for i, c in enumerate(manifest.corpora) if c.name == corpus]
            )
        if kinds is not None:
            mask &= np.isin(columns["kind"], [i for i, kind in enumerate(manifest.kinds) if kind in kinds])
        if self_contained is not None:
            mask &= columns["self_contained"] == self_contained
        return np.flatnonzero(mask).astype(np.int64)

    def _prior_of(self, rankings: Iterable[Ranking[int]]) -> dict[int, float]:
        rows = sorted({row for ranking in rankings for row in ranking.keys})
        return dict(zip(rows, self._priors[self._index.columns["corpus"][rows]].tolist(), strict=True))


def reciprocal_rank_fusion(
    rankings: Iterable[Ranking[K]], priors: Mapping[K, float] | None = None
) -> dict[K, float]:
    """Fused scores of all keys that any ranking holds.

    The order of the rankings does not matter, to the last bit. A key without a prior has prior 1.
    """
    parts: dict[K, list[float]] = {}
    for ranking in rankings:
        for place, key in enumerate(ranking.keys, 1):
            parts.setdefault(key, []).append(ranking.weight / (RRF_CONSTANT + place))
    priors = priors or {}
    return {key: priors.get(key, 1.0) * fsum(shares) for key, shares in parts.items()}
