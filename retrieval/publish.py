"""The index on disk, for writing: a new generation beside the live one, made live at one stroke.

The generation is written as a draft, renamed, and only then does the manifest name it, so a crash at any moment leaves
the old index answering. The generation before stays for readers that have it open. `index` says what the files are;
`build` stands above.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from retrieval.bm25 import Bm25
from retrieval.embed import Embedder, Matrix
from retrieval.errors import IndexUnavailable
from retrieval.index import COLUMNS, FORMAT_VERSION, MANIFEST_FILE, CorpusEntry, Manifest
from retrieval.snippet import Snippet
from retrieval.terms import terms, weighted_text
from retrieval.vectors import write_vectors

_BUILDING = ".building-"


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
        bm25 = Bm25.fit([terms(weighted_text(snippet)) for snippet in content.snippets])
        for name, part in (("bm25", bm25), ("embedder", content.embedder)):
            (draft / name).mkdir()
            part.save(draft / name)
        write_vectors(draft, content.vectors)
        manifest = Manifest(
            format_version=FORMAT_VERSION,
            generation=f"{content.fingerprint}-{draft.name.removeprefix(_BUILDING)}",
            corpus_fingerprint=content.fingerprint,
            embedding_model=content.embedder.name,
            dimensions=content.embedder.dimensions,
            snippets=len(content.snippets),
            corpora=tuple(_corpus_entries(content)),
            kinds=kinds,
            files=_file_sizes(draft),
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
    draft = folder / f"{_BUILDING}{secrets.token_hex(4)}"
    draft.mkdir()
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write_snippets(draft: Path, content: IndexContent) -> tuple[str, ...]:
    kinds = tuple(sorted({snippet.kind for snippet in content.snippets}))
    corpora = list(content.priors)
    columns = np.zeros(len(content.snippets), dtype=COLUMNS)
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


def _file_sizes(draft: Path) -> dict[str, int]:
    files = sorted(path for path in draft.rglob("*") if path.is_file())
    return {path.relative_to(draft).as_posix(): path.stat().st_size for path in files}


def _live_generation(folder: Path) -> str:
    try:
        return Manifest.read(folder).generation
    except IndexUnavailable:
        return ""


def _replace_manifest(folder: Path, manifest: Manifest) -> None:
    fresh = folder / f"{MANIFEST_FILE}.new"
    fresh.write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
    fresh.replace(folder / MANIFEST_FILE)


def _remove_stale(folder: Path, keep: set[str]) -> None:
    for path in folder.iterdir():
        if path.is_dir() and path.name not in keep and (path / "columns.npy").exists():
            shutil.rmtree(path, ignore_errors=True)
