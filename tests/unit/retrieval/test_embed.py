"""LSA: the numpy form equals scikit-learn's, survives saving, and needs numpy only; absent models are said to be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from retrieval.bm25 import Bm25
from retrieval.embed import LsaEmbedder, SentenceTransformersEmbedder, embedding_model_from_environment
from retrieval.errors import EmbedderUnavailable
from retrieval.terms import terms

TEXTS = [
    "sort a list of numbers",
    "sort a list of dictionaries by a key",
    "count the vowels of a string",
    "count the words of a string, most common first",
    "check whether a number is prime",
    "reverse the words of a sentence",
]


def test_lsa_equals_scikit_learn() -> None:
    vectorizer = TfidfVectorizer(analyzer=terms, sublinear_tf=True)
    counts = vectorizer.fit_transform(TEXTS)
    expected = TruncatedSVD(min(counts.shape) - 1, random_state=0).fit(counts).transform(counts)
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    assert np.allclose(LsaEmbedder.fit(TEXTS).encode(TEXTS), expected, atol=1e-5)


def test_lsa_survives_saving_to_the_bit(tmp_path: Path) -> None:
    fitted = LsaEmbedder.fit(TEXTS)
    fitted.save(tmp_path)
    loaded = LsaEmbedder.load(tmp_path)
    assert loaded.dimensions == fitted.dimensions
    assert np.array_equal(loaded.encode([*TEXTS, "unheard zebra"]), fitted.encode([*TEXTS, "unheard zebra"]))


def test_an_unknown_text_is_the_zero_vector() -> None:
    assert not LsaEmbedder.fit(TEXTS).encode(["zebra"]).any()


def test_one_text_is_enough_to_fit() -> None:
    assert LsaEmbedder.fit(["sort a list"]).encode(["sort a list"]).shape == (1, 1)


def test_bm25_in_numpy_equals_bm25s(tmp_path: Path) -> None:
    import bm25s

    documents = [terms(text) for text in TEXTS]
    Bm25.fit(documents).save(tmp_path)
    loaded = Bm25.load(tmp_path, len(documents))
    reference = bm25s.BM25()
    reference.index(documents, show_progress=False)
    for text in TEXTS:
        assert np.allclose(loaded.score(terms(text)), reference.get_scores(terms(text)))
    assert not loaded.score(["zebra"]).any()


def test_a_query_imports_numpy_and_nothing_heavier() -> None:
    program = (
        "import sys, retrieval.search, retrieval.default_index\n"
        "heavy = {'sklearn', 'scipy', 'faiss', 'bm25s', 'datasketch', 'tree_sitter', 'torch', 'sentence_transformers'}\n"
        "print(sorted(heavy & sys.modules.keys()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_the_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)  # as if it were not installed
    with pytest.raises(EmbedderUnavailable, match="not installed") as caught:
        SentenceTransformersEmbedder("some-model")
    assert "extra `embeddings`" in caught.value.hint


@pytest.mark.parametrize(("value", "model"), [(None, "lsa"), ("", "lsa"), ("some/model", "some/model")])
def test_the_model_of_the_environment(monkeypatch: pytest.MonkeyPatch, value: str | None, model: str) -> None:
    monkeypatch.delenv("EMBEDDING_MODEL", raising=False)
    if value is not None:
        monkeypatch.setenv("EMBEDDING_MODEL", value)
    assert embedding_model_from_environment() == model
