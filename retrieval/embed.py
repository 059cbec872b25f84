"""Texts to vectors: the `Embedder` protocol, LSA fitted on the corpus, and any sentence-transformers model.

LSA is fitted with scikit-learn when an index is built and read back as plain arrays, so that a query needs numpy
alone. Knows texts and folders, nothing of indices or of ranking. All vectors are float32 rows of length 1, so that
an inner product is a cosine; a text without a known term gives the zero vector.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import EmbedderUnavailable
from retrieval.snippet import Snippet
from retrieval.terms import natural_text, terms, weighted_text

Matrix = NDArray[np.float32]

DEFAULT_EMBEDDING_MODEL = "lsa"
LSA_DIMENSIONS = 384
LSA_MAX_TERMS = 20_000


class Embedder(Protocol):
    """Turns texts into unit vectors of one length."""

    @property
    def name(self) -> str:
        """What EMBEDDING_MODEL says to get this one."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of its vectors."""
        ...

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors, shape (texts, dimensions)."""
        ...

    def save(self, folder: Path) -> None:
        """Write into the empty `folder` whatever `load_embedder` needs beside the name."""
        ...


class LsaEmbedder:
    """Latent semantic analysis: TF-IDF weights projected on the leading directions of the corpus.

    Shapes: `weights` (terms,), `directions` (terms, dimensions); row i belongs to the term of `vocabulary[term] == i`.
    """

    name = "lsa"

    def __init__(self, vocabulary: Mapping[str, int], weights: Matrix, directions: Matrix) -> None:
        self._vocabulary = vocabulary
        self._weights = weights
        self._directions = directions

    @classmethod
    def fit(cls, texts: Sequence[str]) -> LsaEmbedder:
        """Fit on the corpus; seconds for thousands of texts, and the only place that needs scikit-learn."""
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

        vectorizer = TfidfVectorizer(analyzer=terms, sublinear_tf=True, max_features=LSA_MAX_TERMS)
        counts = vectorizer.fit_transform(texts)
        dimensions = max(1, min(LSA_DIMENSIONS, min(counts.shape) - 1))
        # One thread: these are many small products, and on busy cores BLAS threads made them 30 times slower.
        # A corpus of one text has no variance, which scikit-learn divides by for a ratio that we do not use.
        with threadpool_limits(1), np.errstate(invalid="ignore"):
            projection = TruncatedSVD(dimensions, random_state=0).fit(counts)
        vocabulary = {str(term): int(row) for term, row in vectorizer.vocabulary_.items()}
        directions = np.ascontiguousarray(projection.components_.T, dtype=np.float32)
        return cls(vocabulary, vectorizer.idf_.astype(np.float32), directions)

    @classmethod
    def load(cls, folder: Path) -> LsaEmbedder:
        """Read what `save` wrote; the directions are mapped, so only the rows of the query's terms are read."""
        vocabulary = json.loads((folder / "vocabulary.json").read_bytes())
        weights = np.load(folder / "weights.npy")
        return cls(vocabulary, weights, np.load(folder / "directions.npy", mmap_mode="r"))

    @property
    def dimensions(self) -> int:
        """The length of its vectors."""
        return int(self._directions.shape[1])

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors, shape (texts, dimensions)."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            counts = Counter(self._vocabulary[term] for term in terms(text) if term in self._vocabulary)
            if counts:
                columns = np.fromiter(counts.keys(), dtype=np.int64)
                frequency = 1.0 + np.log(np.fromiter(counts.values(), dtype=np.float32))
                vectors[row] = (frequency * self._weights[columns]) @ self._directions[columns]
        return _unit_rows(vectors)

    def save(self, folder: Path) -> None:
        """Write the vocabulary and two arrays into `folder`."""
        (folder / "vocabulary.json").write_text(json.dumps(self._vocabulary), encoding="utf-8")
        np.save(folder / "weights.npy", self._weights)
        np.save(folder / "directions.npy", self._directions)


class SentenceTransformersEmbedder:
    """Any model of the `sentence_transformers` library, by hub name or by path; a name needs its files in the cache."""

    def __init__(self, name: str) -> None:
        """Load the model; EmbedderUnavailable if the library, the model or the network is not there. Takes seconds."""
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EmbedderUnavailable(
                f"the embedding model {name!r} needs the sentence-transformers library, which is not installed",
                "install the extra `embeddings`, or set EMBEDDING_MODEL=lsa",
            ) from error
        try:
            self._model: Any = SentenceTransformer(name)
        except Exception as error:  # the library raises whatever its hub, torch and JSON readers raise
            raise EmbedderUnavailable(
                f"the embedding model {name!r} cannot be loaded: {error}",
                "give a sentence-transformers name or the path of a model folder, or set EMBEDDING_MODEL=lsa",
            ) from error
        self.name = name

    @property
    def dimensions(self) -> int:
        """The length of its vectors."""
        return int(self.encode(["dimensions"]).shape[1])

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors, shape (texts, dimensions)."""
        vectors = self._model.encode(list(texts), convert_to_numpy=True, show_progress_bar=False)
        return _unit_rows(np.asarray(vectors, dtype=np.float32))

    def save(self, folder: Path) -> None:
        """Nothing: the model is found again by its name."""


@dataclass(frozen=True, slots=True)
class EmbeddingTraits:
    """How a model is used: the text it reads of a snippet, its weight in fusion, and how it is fitted and loaded."""

    text_of: Callable[[Snippet], str]
    weight: float
    fit: Callable[[Sequence[str]], Embedder] | None = None  # None: it comes trained, under its name
    load: Callable[[Path], Embedder] | None = None


# LSA sees the words that BM25 sees, blurred: as an equal it costs more first places than it finds (docs/adr/0003).
_TRAITS: Mapping[str, EmbeddingTraits] = {
    "lsa": EmbeddingTraits(weighted_text, 0.3, LsaEmbedder.fit, LsaEmbedder.load),
}
_TRAINED = EmbeddingTraits(natural_text, 1.0)


def embedding_traits(name: str) -> EmbeddingTraits:
    """How the model of that name is used; every name without a row is a sentence-transformers model."""
    return _TRAITS.get(name, _TRAINED)


def embedding_model_from_environment() -> str:
    """EMBEDDING_MODEL, or the fitted default that needs no download."""
    return os.environ.get("EMBEDDING_MODEL") or DEFAULT_EMBEDDING_MODEL


def fit_embedder(name: str, texts: Sequence[str]) -> Embedder:
    """The embedder of that name, fitted on `texts` if it is one that is fitted."""
    fit = embedding_traits(name).fit
    return SentenceTransformersEmbedder(name) if fit is None else fit(texts)


def load_embedder(name: str, folder: Path) -> Embedder:
    """The embedder that was saved under `folder`."""
    load = embedding_traits(name).load
    return SentenceTransformersEmbedder(name) if load is None else load(folder)


def _unit_rows(vectors: Matrix) -> Matrix:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
