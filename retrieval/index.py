"""The index on disk: what its files are, how they are published at one stroke and checked when opened.

    <folder>/manifest.json      names the live generation; replaced atomically, last
    <folder>/<generation>/      snippets.jsonl · columns.npy · bm25/ · embedder/ · vectors.npy · vectors.faiss

A build writes a new generation beside the live one and only then replaces the manifest, so a crash leaves the old
index answering. Knows nothing of harvesting or of ranking: `build` writes through it, `search` reads through it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.bm25 import Bm25
from retrieval.embed import Embedder, Matrix, load_embedder
from retrieval.errors import IndexCorrupt, IndexIncompatible, IndexUnavailable
from retrieval.snippet import Snippet
from retrieval.terms import document_terms
from retrieval.vectors import VectorBackend, VectorIndex, open_vectors, write_vectors

FORMAT_VERSION = 1  # raise it when files of an older index can no longer be read

_MANIFEST = "manifest.json"
_BUILDING = ".building-"
_COLUMNS = np.dtype(
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
            record = json.loads((folder / _MANIFEST).read_bytes())
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


def open_index(folder: Path, backend: VectorBackend = "auto") -> Index:
    """Open the live generation of `folder`; milliseconds, as arrays are mapped. IndexUnavailable and its kinds."""
    manifest = Manifest.read(folder)
    generation = folder / manifest.generation
    for name, size in manifest.files.items():
        path = generation / name
        if not path.is_file() or path.stat().st_size != size:
            raise IndexCorrupt(
                f"{name} of the index in {folder} is missing or has another size than its manifest says",
                "build it again with `python -m retrieval.initializer`",
            )
    columns = np.load(generation / "columns.npy")
    return Index(
        manifest=manifest,
        snippets=SnippetStore(generation / "snippets.jsonl", columns),
        columns=columns,
        bm25=Bm25.load(generation / "bm25", manifest.snippets),
        vectors=open_vectors(generation, manifest.snippets, backend),
        embedder=load_embedder(manifest.embedding_model, generation / "embedder"),
    )


@dataclass(frozen=True)
class IndexContent:
    """Everything a new generation is written from; `vectors` has shape (snippets, dimensions)."""

    fingerprint: str
    snippets: Sequence[Snippet]
    priors: dict[str, float]
    embedder: Embedder
    vectors: Matrix


def publish_index(folder: Path, content: IndexContent) -> Manifest:
    """Write a generation and make it the live one; the previous one stays for readers that opened it."""
    folder.mkdir(parents=True, exist_ok=True)
    previous = _live_generation(folder)
    with _building(folder) as draft:
        kinds = _write_snippets(draft, content)
        for name, part in (
            ("bm25", Bm25.fit([document_terms(s) for s in content.snippets])),
            ("embedder", content.embedder),
        ):
            (draft / name).mkdir()
            part.save(draft / name)
        write_vectors(draft, content.vectors)
        manifest = Manifest(
            format_version=FORMAT_VERSION,
            generation=f"{content.fingerprint}{draft.name.removeprefix(_BUILDING)}",
            corpus_fingerprint=content.fingerprint,
            embedding_model=content.embedder.name,
            dimensions=content.embedder.dimensions,
            snippets=len(content.snippets),
            corpora=tuple(_corpus_entries(content)),
            kinds=kinds,
            files={
                p.relative_to(draft).as_posix(): p.stat().st_size
                for p in sorted(draft.rglob("*"))
                if p.is_file()
            },
        )
        draft.rename(folder / manifest.generation)
    _replace_manifest(folder, manifest)
    _remove_stale(folder, keep={manifest.generation, previous})
    return manifest


@contextmanager
def _building(folder: Path) -> Iterator[Path]:
    """A draft folder that is gone afterwards unless it was renamed; drafts of killed builds go with it."""
    for dead in folder.glob(f"{_BUILDING}*"):
        shutil.rmtree(dead, ignore_errors=True)
    draft = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=folder))
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write_snippets(draft: Path, content: IndexContent) -> tuple[str, ...]:
    kinds = tuple(sorted({snippet.kind for snippet in content.snippets}))
    corpora = list(content.priors)
    columns = np.zeros(len(content.snippets), dtype=_COLUMNS)
    start = 0
    with (draft / "snippets.jsonl").open("wb") as file:
        for row, snippet in enumerate(content.snippets):
            line = (
                json.dumps(snippet.to_record(), separators=(",", ":"), ensure_ascii=False).encode("utf-8")
                + b"\n"
            )
            file.write(line)
            place = (
                start,
                len(line),
                corpora.index(snippet.corpus),
                kinds.index(snippet.kind),
                snippet.self_contained,
            )
            columns[row] = place
            start += len(line)
    np.save(draft / "columns.npy", columns)
    return kinds


def _corpus_entries(content: IndexContent) -> Iterator[CorpusEntry]:
    for name, prior in content.priors.items():
        yield CorpusEntry(name, prior, sum(snippet.corpus == name for snippet in content.snippets))


def _live_generation(folder: Path) -> str:
    try:
        return Manifest.read(folder).generation
    except IndexUnavailable:
        return ""


def _replace_manifest(folder: Path, manifest: Manifest) -> None:
    fresh = folder / f"{_MANIFEST}.new"
    fresh.write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
    fresh.replace(folder / _MANIFEST)


def _remove_stale(folder: Path, keep: set[str]) -> None:
    for path in folder.iterdir():
        if path.is_dir() and path.name not in keep and (path / "columns.npy").exists():
            shutil.rmtree(path, ignore_errors=True)
