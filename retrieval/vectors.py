"""Nearest vectors by inner product: a FAISS index, and the same search done exactly in numpy for small corpora.

Both are written; which one answers is decided by size, because importing FAISS costs more than thousands of inner
products. Both are exact, so both give the same order. Knows row numbers and vectors, nothing of snippets.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.embed import Matrix

Rows = NDArray[np.int64]
VectorBackend = Literal["auto", "numpy", "faiss"]

NUMPY_MAX_VECTORS = 50_000  # above, the product takes longer than importing FAISS does

_MATRIX_FILE = "vectors.npy"
_FAISS_FILE = "vectors.faiss"


class VectorIndex(Protocol):
    """Finds the rows nearest to one query vector."""

    def nearest(self, query: Matrix, among: Rows, count: int) -> tuple[Rows, Matrix]:
        """Up to `count` rows out of `among` with a positive product, best first, ties by row; and their products."""
        ...


class NumpyVectors:
    """The whole product, mapped from disk."""

    def __init__(self, folder: Path) -> None:
        self._vectors: Matrix = np.load(folder / _MATRIX_FILE, mmap_mode="r")

    def nearest(self, query: Matrix, among: Rows, count: int) -> tuple[Rows, Matrix]:
        """As VectorIndex.nearest says."""
        everything = len(among) == len(self._vectors)
        products = (self._vectors if everything else self._vectors[among]) @ query
        return best_rows(among, np.asarray(products, dtype=np.float32), count)


class FaissVectors:
    """FAISS' exact inner-product index."""

    def __init__(self, folder: Path) -> None:
        import faiss

        self._faiss: Any = faiss
        self._index: Any = faiss.read_index(str(folder / _FAISS_FILE))

    def nearest(self, query: Matrix, among: Rows, count: int) -> tuple[Rows, Matrix]:
        """As VectorIndex.nearest says."""
        count = min(count, len(among))
        if count == 0:
            return among, np.zeros(0, dtype=np.float32)
        parameters = None
        if len(among) < self._index.ntotal:
            parameters = self._faiss.SearchParameters(sel=self._faiss.IDSelectorBatch(among))
        products, rows = self._index.search(query.reshape(1, -1), count, params=parameters)
        found = rows[0] >= 0
        return best_rows(rows[0][found].astype(np.int64), products[0][found], count)


def write_vectors(folder: Path, vectors: Matrix) -> None:
    """Write both forms into `folder`; vectors have shape (rows, dimensions)."""
    import faiss

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    faiss.write_index(index, str(folder / _FAISS_FILE))
    np.save(folder / _MATRIX_FILE, vectors)


def open_vectors(folder: Path, rows: int, backend: VectorBackend = "auto") -> VectorIndex:
    """The index in `folder`; `auto` takes numpy up to NUMPY_MAX_VECTORS rows."""
    small = backend == "numpy" or (backend == "auto" and rows <= NUMPY_MAX_VECTORS)
    return NumpyVectors(folder) if small else FaissVectors(folder)


def best_rows(rows: Rows, scores: Matrix, count: int) -> tuple[Rows, Matrix]:
    """The `count` rows with the highest positive scores, best first, ties by row."""
    positive = np.flatnonzero(scores > 0)
    order = positive[np.lexsort((rows[positive], -scores[positive]))][:count]
    return rows[order], scores[order]
