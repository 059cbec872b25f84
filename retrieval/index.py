"""The index on disk, for reading: what its files are and how they are checked when it is opened.

    <folder>/manifest.json      names the live generation; replaced atomically, last
    <folder>/<generation>/      snippets.jsonl · columns.npy · bm25/ · embedder/ · vectors.npy · vectors.faiss

`publish` writes what this reads. Knows nothing of harvesting or of ranking; `search` stands above it. Nothing heavier
than numpy is imported here, because every query of a fresh process pays for it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.bm25 import Bm25
from retrieval.embed import Embedder, load_embedder
from retrieval.errors import IndexCorrupt, IndexIncompatible, IndexUnavailable
from retrieval.snippet import Snippet
from retrieval.vectors import VectorBackend, VectorIndex, open_vectors

FORMAT_VERSION = 1  # raise it when files of an older index can no longer be read

MANIFEST_FILE = "manifest.json"
COLUMNS = np.dtype(
    [("start", "<i8"), ("length", "<i4"), ("corpus", "<i2"), ("kind", "<i2"), ("self_contained", "?")]
)


@dataclass(frozen=True, slots=True)
class CorpusEntry:
    """One corpus of the index; `prior` multiplies the fused score of its snippets."""

    name: str
    prior: float
    snippets: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index says of itself; `files` maps relative names to sizes in bytes."""

    format_version: int
    generation: str
    corpus_fingerprint: str
    embedding_model: str
    dimensions: int
    snippets: int
    corpora: tuple[CorpusEntry, ...]
    kinds: tuple[str, ...]
    files: dict[str, int]

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of the index in `folder`; IndexUnavailable, IndexIncompatible or IndexCorrupt otherwise."""
        rebuild = "build it with `python -m retrieval.initializer`"
        try:
            record = json.loads((folder / MANIFEST_FILE).read_bytes())
        except OSError as error:
            raise IndexUnavailable(f"no index in {folder}", rebuild) from error
        except ValueError as error:
            raise IndexCorrupt(f"the manifest in {folder} is not JSON", rebuild) from error
        if not isinstance(record, dict) or record.get("format_version") != FORMAT_VERSION:
            found = record.get("format_version") if isinstance(record, dict) else None
            raise IndexIncompatible(
                f"the index in {folder} has format {found}, not {FORMAT_VERSION}", rebuild
            )
        try:
            corpora = tuple(CorpusEntry(**entry) for entry in record.pop("corpora"))
            return cls(**{**record, "corpora": corpora, "kinds": tuple(record["kinds"])})
        except (KeyError, TypeError) as error:
            raise IndexCorrupt(f"the manifest in {folder} lacks a field: {error}", rebuild) from error


class SnippetStore(Sequence[Snippet]):
    """The snippets of an index, decoded one by one when asked for."""

    def __init__(self, path: Path, columns: NDArray[Any]) -> None:
        self._bytes: NDArray[np.uint8] = np.memmap(path, dtype=np.uint8, mode="r")
        self._columns = columns

    def __len__(self) -> int:
        return len(self._columns)

    def __getitem__(self, row: Any) -> Any:
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(len(self)))]
        place = self._columns[row]
        start, length = int(place["start"]), int(place["length"])
        return Snippet.from_record(json.loads(self._bytes[start : start + length].tobytes()))


@dataclass(frozen=True)
class Index:
    """An opened index; row i of every part is the same snippet. `columns` has one record a snippet."""

    manifest: Manifest
    snippets: SnippetStore
    columns: NDArray[Any]
    bm25: Bm25
    vectors: VectorIndex
    embedder: Embedder


def check_index(folder: Path) -> Manifest:
    """The manifest, after seeing that its files are there in full length; IndexUnavailable or one of its kinds."""
    manifest = Manifest.read(folder)
    for name, size in manifest.files.items():
        path = folder / manifest.generation / name
        if not path.is_file() or path.stat().st_size != size:
            raise IndexCorrupt(
                f"{name} of the index in {folder} is missing or has another size than its manifest says",
                "build it again with `python -m retrieval.initializer`",
            )
    return manifest


def open_index(folder: Path, backend: VectorBackend = "auto") -> Index:
    """Open the live generation of `folder`; milliseconds, as arrays are mapped. IndexUnavailable and its kinds."""
    manifest = check_index(folder)
    generation = folder / manifest.generation
    columns = np.load(generation / "columns.npy")
    return Index(
        manifest=manifest,
        snippets=SnippetStore(generation / "snippets.jsonl", columns),
        columns=columns,
        bm25=Bm25.load(generation / "bm25", manifest.snippets),
        vectors=open_vectors(generation, manifest.snippets, backend),
        embedder=load_embedder(manifest.embedding_model, generation / "embedder"),
    )
