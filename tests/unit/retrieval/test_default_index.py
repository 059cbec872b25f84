"""The default index: built once, found again, and keyed by what it is made from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import retrieval.default_index
from retrieval.corpus import Source, standard_library_source
from retrieval.default_index import KEPT_INDICES, default_cache_dir, default_index_dir, ensure_default_index
from retrieval.errors import CacheUnavailable
from retrieval.search import Retriever


@pytest.fixture
def small_corpora(source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    """The recipes of the tests as the recipes, and one module as the standard library."""
    library = tmp_path / "library"
    library.mkdir()
    (library / "heap.py").write_text('def push_item(heap, item):\n    """Push."""\n    heap.append(item)\n')
    monkeypatch.setattr(retrieval.default_index, "recipes_source", lambda: source)
    monkeypatch.setattr(retrieval.default_index, "standard_library_source", lambda: Source("stdlib", library))
    return source


def test_it_is_built_once(small_corpora: Source, tmp_path: Path) -> None:
    stages: list[str] = []
    folder = ensure_default_index(
        tmp_path / "cache", on_progress=lambda stage, done, total: stages.append(stage)
    )
    assert {"harvest", "embed", "write"} <= set(stages)
    assert {snippet.corpus for snippet in Retriever.open(folder).snippets()} == {"knowledge_base", "stdlib"}
    stages.clear()
    assert (
        ensure_default_index(tmp_path / "cache", on_progress=lambda stage, done, total: stages.append(stage))
        == folder
    )
    assert stages == []


def test_it_follows_the_recipes_and_the_model(small_corpora: Source, tmp_path: Path) -> None:
    before = default_index_dir(tmp_path)
    assert default_index_dir(tmp_path, "some/model") != before
    with (small_corpora.root / "lists.py").open("a") as file:
        file.write("\n# changed\n")
    assert default_index_dir(tmp_path) != before


@pytest.mark.parametrize("damaged", ["manifest.json", "*/snippets.jsonl"])
def test_a_damaged_index_is_built_again(small_corpora: Source, tmp_path: Path, damaged: str) -> None:
    folder = ensure_default_index(tmp_path)
    next(folder.glob(damaged)).write_text("{")
    assert ensure_default_index(tmp_path) == folder
    assert len(Retriever.open(folder).snippets()) == 8


TWO_AT_ONCE = """
import sys
from pathlib import Path
import retrieval.default_index as default_index
from retrieval.corpus import Source
cache, recipes = map(Path, sys.argv[1:])
default_index.recipes_source = lambda: Source("knowledge_base", recipes)
default_index.standard_library_source = lambda: Source("stdlib", recipes)
stages = []
default_index.ensure_default_index(cache, "lsa", lambda stage, done, total: stages.append(stage))
print("built" if "write" in stages else "found")
"""


def test_two_processes_build_it_once(source: Source, tmp_path: Path) -> None:
    command = [sys.executable, "-c", TWO_AT_ONCE, str(tmp_path / "cache"), str(source.root)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=120)[0].strip() for process in both]
    assert sorted(said) == ["built", "found"]


def test_old_indices_go(small_corpora: Source, tmp_path: Path) -> None:
    newest = tmp_path
    for number in range(KEPT_INDICES + 2):
        (small_corpora.root / "lists.py").write_text(f"def give_number_back(x):\n    return x + {number}\n")
        newest = ensure_default_index(tmp_path)
    left = [path.parent for path in newest.parent.glob("*/manifest.json")]
    assert len(left) == KEPT_INDICES
    assert newest in left


def test_a_cache_that_cannot_be_written(small_corpora: Source, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CacheUnavailable, match="cannot be written"):
        ensure_default_index(tmp_path / "file")


def test_the_place_of_the_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_cache_dir() == tmp_path / "synthesis-graph"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")  # the XDG specification says to ignore it
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert default_cache_dir() == tmp_path / "home" / ".cache" / "synthesis-graph"


def test_the_standard_library_is_found_without_its_tests() -> None:
    paths = standard_library_source().paths()
    assert {"heapq.py", "textwrap.py", "json/decoder.py"} <= set(paths)
    assert not [path for path in paths if path.startswith(("test/", "idlelib/", "site-packages/"))]
