"""BM25 over terms: bm25s computes the scores when an index is built, numpy adds them up when it is asked.

bm25s scores eagerly: a sparse (terms, documents) matrix already holds what each term gives each document. A query
is a sum of a few of its rows, so importing bm25s (and scipy) to ask it would cost more than all the rest of a query.
Knows terms and document numbers only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ARRAYS = ("scores", "documents", "starts")


class Bm25:
    """Row `vocabulary[term]` spans `starts[row]:starts[row + 1]` of `documents` and `scores`."""

    def __init__(self, vocabulary: Mapping[str, int], arrays: Mapping[str, NDArray[Any]], size: int) -> None:
        self._vocabulary = vocabulary
        self._arrays = arrays
        self._size = size

    @classmethod
    def fit(cls, documents: Sequence[Sequence[str]]) -> Bm25:
        """Score every term of every document, by bm25s with its defaults (Lucene's form, k1 1.5, b 0.75)."""
        import bm25s

        model = bm25s.BM25()
        model.index([list(document) for document in documents], show_progress=False)
        sparse = model.scores
        arrays = {"scores": sparse["data"], "documents": sparse["indices"], "starts": sparse["indptr"]}
        vocabulary = {term: int(row) for term, row in model.vocab_dict.items() if term}
        return cls(vocabulary, arrays, len(documents))

    @classmethod
    def load(cls, folder: Path, size: int) -> Bm25:
        """Read what `save` wrote, arrays mapped; `size` is the number of documents."""
        vocabulary = json.loads((folder / "vocabulary.json").read_bytes())
        return cls(
            vocabulary, {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}, size
        )

    def save(self, folder: Path) -> None:
        """Write into the empty `folder`."""
        (folder / "vocabulary.json").write_text(json.dumps(self._vocabulary), encoding="utf-8")
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", self._arrays[name])

    def score(self, query: Sequence[str]) -> NDArray[np.float32]:
        """The BM25 score of every document, shape (documents,); a repeated term counts twice."""
        total = np.zeros(self._size, dtype=np.float32)
        for term in query:
            row = self._vocabulary.get(term)
            if row is not None:
                span = slice(int(self._arrays["starts"][row]), int(self._arrays["starts"][row + 1]))
                total[self._arrays["documents"][span]] += self._arrays["scores"][span]
        return total
