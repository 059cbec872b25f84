"""The index on disk: search over it, atomic replacement, resuming, and what is said of damaged ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import retrieval.build
import retrieval.harvest
import retrieval.publish
from retrieval.build import build_index, locked
from retrieval.corpus import Source, named_source
from retrieval.errors import IndexBusy, IndexCorrupt, IndexIncompatible, IndexUnavailable, SourceUnavailable
from retrieval.index import Manifest
from retrieval.search import Retriever
from retrieval.vectors import FaissVectors, NumpyVectors, write_vectors

BuildIndex = Callable[..., Path]


@pytest.fixture
def others(tmp_path: Path) -> Source:
    """A second corpus with one function that says what a recipe says, in the same words."""
    folder = tmp_path / "others"
    folder.mkdir()
    (folder / "lists.py").write_text(
        'def sort_records(rows, key):\n    """Sort a list of dictionaries by a given key."""\n'
        "    rows.sort(key=lambda row: row[key])\n    return rows\n\n\n"
        'async def fetch_rows(rows):\n    """Fetch rows of a list."""\n    return rows\n',
        encoding="utf-8",
    )
    return named_source(f"aardvark={folder}")  # before `knowledge_base` in any alphabet


def test_search_finds_by_sentence(build: BuildIndex) -> None:
    retriever = Retriever.open(build())
    for sentence, name in {
        "Generate a function that sorts dictionaries by a key": "sort_records",
        "how many vowels are in the text": "count_vowels",
        "is this number a perfect square?": "is_perfect_square",
    }.items():
        best = retriever.search(sentence, 3)[0]
        assert best.snippet.name == name
        assert best.ranks == {"bm25": 1, "embedding": 1}


def test_recipes_win_ties_and_filters_hold(build: BuildIndex, others: Source) -> None:
    retriever = Retriever.open(build(others))
    hits = retriever.search("sort a list of dictionaries by a given key", 3)
    same_words = [hit.snippet.corpus for hit in hits if hit.snippet.name == "sort_records"]
    assert same_words == ["knowledge_base", "aardvark"]
    assert {hit.snippet.corpus for hit in retriever.search("sort a list", 9, corpus="aardvark")} == {
        "aardvark"
    }
    assert [hit.snippet.name for hit in retriever.search("list", 9, kinds={"coroutine"})] == ["fetch_rows"]
    assert not retriever.search("list", 9, self_contained=False)
    assert not retriever.search("list", 9, corpus="no such corpus")
    assert not retriever.search("list", 0)
    assert len(retriever.snippets()) == 9
    assert {snippet.name for snippet in retriever.snippets("aardvark")} == {"sort_records", "fetch_rows"}


def test_a_query_without_a_known_word_finds_nothing(build: BuildIndex) -> None:
    retriever = Retriever.open(build())
    assert retriever.search("zebra", 5) == []
    assert retriever.search("", 5) == []


def test_both_vector_backends_agree(build: BuildIndex) -> None:
    folder = build()
    by_numpy, by_faiss = (Retriever.open(folder, backend) for backend in ("numpy", "faiss"))
    for query in ("sort a list", "count vowels of a text", "number", "zebra"):
        assert by_numpy.search(query) == by_faiss.search(query)


def test_vector_backends_agree_on_many_rows_and_filters(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    vectors = random.standard_normal((500, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    write_vectors(tmp_path, vectors)
    exact, faiss = NumpyVectors(tmp_path), FaissVectors(tmp_path)
    for among in (np.arange(500), np.arange(0, 500, 7), np.arange(0)):
        rows, products = exact.nearest(vectors[3], among, 20)
        faiss_rows, faiss_products = faiss.nearest(vectors[3], among, 20)
        assert rows.tolist() == faiss_rows.tolist()
        assert np.allclose(products, faiss_products, atol=1e-6)


def test_a_crash_while_writing_leaves_the_old_index(
    build: BuildIndex, recipes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = build()
    before = Manifest.read(folder)
    (recipes / "more.py").write_text(
        'def negate_number(x):\n    """Negate."""\n    return -x\n', encoding="utf-8"
    )
    for step in ("write_vectors", "_replace_manifest"):
        with monkeypatch.context() as patch:
            patch.setattr(retrieval.publish, step, _crash)
            with pytest.raises(KeyboardInterrupt):
                build()
        assert Manifest.read(folder) == before
        assert Retriever.open(folder).search("count vowels")[0].snippet.name == "count_vowels"
    build()
    assert Manifest.read(folder).snippets == before.snippets + 1
    assert not list(folder.glob(".building-*"))


def test_a_reader_keeps_its_index_while_it_is_replaced(build: BuildIndex, recipes: Path) -> None:
    reader = Retriever.open(build())
    (recipes / "more.py").write_text(
        'def negate_number(x):\n    """Negate."""\n    return -x\n', encoding="utf-8"
    )
    folder = build()
    assert reader.search("count vowels")[0].snippet.name == "count_vowels"
    assert len(list(folder.glob("*/columns.npy"))) == 2
    build()
    assert len(list(folder.glob("*/columns.npy"))) == 2  # the one before and the live one, no more


def test_a_build_that_was_cut_off_goes_on(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    harvested: list[str] = []
    real = retrieval.harvest.harvest_source

    def count(content: bytes, path: str, corpus: str) -> object:
        if len(harvested) == 2:
            raise KeyboardInterrupt
        harvested.append(path)
        return real(content, path, corpus)

    with monkeypatch.context() as patch:
        patch.setattr(retrieval.build, "harvest_source", count)
        with pytest.raises(KeyboardInterrupt):
            build_index([source], tmp_path / "index")
    _, report = build_index([source], tmp_path / "index")
    assert (report.files, report.files_from_cache) == (3, 2)
    (source.root / "lists.py").write_text(
        'def first_of_all(x):\n    """First."""\n    return x[0]\n', encoding="utf-8"
    )
    _, report = build_index([source], tmp_path / "index")
    assert (report.files, report.files_from_cache) == (3, 2)
    assert len(list((tmp_path / "index" / ".work" / "harvest").iterdir())) == 3


def test_the_same_sources_give_the_same_index(source: Source, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    manifests = [build_index([source], folder)[0] for folder in folders]
    assert manifests[0].corpus_fingerprint == manifests[1].corpus_fingerprint
    contents = [
        (f / m.generation / "snippets.jsonl").read_bytes() for f, m in zip(folders, manifests, strict=True)
    ]
    assert contents[0] == contents[1]


def test_the_report_counts_everything(source: Source, tmp_path: Path) -> None:
    (source.root / "copies.py").write_text(
        (source.root / "lists.py").read_text(encoding="utf-8"), encoding="utf-8"
    )
    manifest, report = build_index([source], tmp_path / "index")
    assert report.duplicates == {
        "knowledge_base/lists.sort_records": "knowledge_base/copies.sort_records",
        "knowledge_base/lists.pairwise_differences": "knowledge_base/copies.pairwise_differences",
    }
    assert report.taken == {"knowledge_base": 7}
    assert manifest.snippets == report.self_contained == 7


def test_a_module_beside_a_package_of_its_name(source: Source, tmp_path: Path) -> None:
    (source.root / "lists").mkdir()
    text = 'def sort_records(x):\n    """Sort otherwise."""\n    return sorted(x)\n'
    (source.root / "lists" / "__init__.py").write_text(text, encoding="utf-8")
    build_index([source], tmp_path / "index")
    ids = [snippet.id for snippet in Retriever.open(tmp_path / "index").snippets()]
    assert len(ids) == len(set(ids)) == 8


def test_two_sources_of_one_name_are_refused(source: Source, tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="two sources"):
        build_index([source, source], tmp_path / "index")


def test_no_source_no_index(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceUnavailable, match="not a folder"):
        build_index([named_source(str(tmp_path / "absent"))], tmp_path / "index")
    with pytest.raises(SourceUnavailable, match="no function"):
        build_index([named_source(str(tmp_path / "empty"))], tmp_path / "index")
    with pytest.raises(IndexUnavailable, match="no index"):
        Retriever.open(tmp_path / "index")


def test_one_build_at_a_time(source: Source, tmp_path: Path) -> None:
    with locked(tmp_path / "index", 1.0), pytest.raises(IndexBusy):
        build_index([source], tmp_path / "index", lock_timeout_s=0.05)


def test_another_format_is_refused(build: BuildIndex) -> None:
    folder = build()
    record = json.loads((folder / "manifest.json").read_bytes())
    (folder / "manifest.json").write_text(json.dumps({**record, "format_version": 0}), encoding="utf-8")
    with pytest.raises(IndexIncompatible, match="format 0"):
        Retriever.open(folder)


@pytest.mark.parametrize("text", ["{", '{"format_version": 1}', "[]"])
def test_a_damaged_manifest_is_refused(build: BuildIndex, text: str) -> None:
    folder = build()
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(IndexUnavailable):
        Retriever.open(folder)


@pytest.mark.parametrize(
    "name", ["snippets.jsonl", "bm25/scores.npy", "embedder/vocabulary.json", "vectors.npy"]
)
def test_a_damaged_file_is_named(build: BuildIndex, name: str) -> None:
    folder = build()
    path = folder / Manifest.read(folder).generation / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(IndexCorrupt, match=name):
        Retriever.open(folder)


def _crash(*_: object) -> None:
    raise KeyboardInterrupt
