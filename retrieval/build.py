"""Builds an index from source folders: harvest, drop near-duplicates, embed, publish. Resumable and atomic.

Each file's harvest and each batch of embeddings is kept in the work folder under the hash of what it was made from,
so a build that was cut off goes on where it stopped and a rebuild redoes only what changed. Drives the other modules;
knows no terminal: progress goes to a callback.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from retrieval.corpus import Source, code_fingerprint, content_hash
from retrieval.dedupe import drop_near_duplicates
from retrieval.embed import DEFAULT_EMBEDDING_MODEL, Embedder, Matrix, embedding_traits, fit_embedder
from retrieval.errors import IndexBusy, SourceUnavailable
from retrieval.harvest import FileHarvest, Skipped, harvest_source
from retrieval.index import FORMAT_VERSION, Manifest
from retrieval.progress import Progress, no_progress
from retrieval.publish import IndexContent, publish_index
from retrieval.snippet import Snippet

EMBEDDING_BATCH = 256
LOCK_TIMEOUT_S = 120.0

_LOCK = ".lock"
_WORK = ".work"
_HARVESTING = ("harvest", "closure", "scopes", "terms", "snippet")


@dataclass
class BuildReport:
    """What a build took, what it left and why, and how long each stage ran."""

    files: int = 0
    files_from_cache: int = 0
    taken: Counter[str] = field(default_factory=Counter)  # by corpus
    skipped: Counter[str] = field(default_factory=Counter)  # by reason, see harvest.SKIP_REASONS
    duplicates: dict[str, str] = field(default_factory=dict)  # id dropped → id kept
    self_contained: int = 0
    seconds: dict[str, float] = field(default_factory=dict)  # by stage

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Record how long the block runs as that stage."""
        start = time.perf_counter()
        yield
        self.seconds[stage] = round(time.perf_counter() - start, 3)


def build_index(
    sources: Sequence[Source],
    folder: Path,
    *,
    embedding_model: str = DEFAULT_EMBEDDING_MODEL,
    work_folder: Path | None = None,
    on_progress: Progress = no_progress,
    lock_timeout_s: float = LOCK_TIMEOUT_S,
) -> tuple[Manifest, BuildReport]:
    """Build the index of `sources` in `folder`, replacing the one there at the end.

    SourceUnavailable if a folder is missing or nothing is taken, EmbedderUnavailable if the model cannot run, IndexBusy
    if another build holds the folder for `lock_timeout_s`. On any error the old index stays as it was. What a later
    build can reuse is kept in `work_folder`, by default within `folder`.
    """
    with locked(folder, lock_timeout_s):
        report = BuildReport()
        work = work_folder or folder / _WORK
        with report.timed("harvest"):
            snippets = _harvest(sources, _Cache(work / "harvest", *_HARVESTING), report, on_progress)
        with report.timed("duplicates"):
            on_progress("duplicates", 0, 1)
            snippets, report.duplicates = drop_near_duplicates(snippets)
            on_progress("duplicates", 1, 1)
        report.taken.update(snippet.corpus for snippet in snippets)
        report.self_contained = sum(snippet.self_contained for snippet in snippets)
        with report.timed("embed"):
            text_of = embedding_traits(embedding_model).text_of
            texts = [text_of(snippet) for snippet in snippets]
            embedder = fit_embedder(embedding_model, texts)
            vectors = _embed(embedder, texts, _Cache(work / "embeddings", "embed"), on_progress)
        with report.timed("write"):
            on_progress("write", 0, 1)
            priors = {source.name: source.prior for source in sources}
            content = IndexContent(_fingerprint(snippets, embedder), snippets, priors, embedder, vectors)
            manifest = publish_index(folder, content)
            on_progress("write", 1, 1)
        return manifest, report


@contextmanager
def locked(folder: Path, timeout_s: float) -> Iterator[None]:
    """Hold the folder's lock, so that two processes do not build it at once; IndexBusy after `timeout_s`."""
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(str(folder / _LOCK))
    try:
        lock.acquire(timeout=timeout_s)
    except Timeout as error:
        raise IndexBusy(
            f"another process is building {folder}", "wait for it to end, then try again"
        ) from error
    try:
        yield
    finally:
        lock.release()


class _Cache:
    """Files named by the hash of what they were made from; entries a build did not use are dropped at its end."""

    def __init__(self, folder: Path, *modules: str) -> None:
        """`version` changes with the source of the named modules, which make the entries; it belongs into keys."""
        self.version = code_fingerprint(*modules)
        self._folder = folder
        self._used: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, key: str) -> bytes | None:
        self._used.add(key)
        try:
            return (self._folder / key).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, key: str, content: bytes) -> None:
        draft = self._folder / f"{key}.{os.getpid()}"
        draft.write_bytes(content)
        draft.replace(self._folder / key)

    def prune(self) -> None:
        for path in self._folder.iterdir():
            if path.name not in self._used:
                path.unlink(missing_ok=True)


def _harvest(
    sources: Sequence[Source], cache: _Cache, report: BuildReport, on_progress: Progress
) -> list[Snippet]:
    """All snippets, preferred corpora first, documented ones first within them: of duplicates the first stays."""
    repeated = [name for name, count in Counter(source.name for source in sources).items() if count > 1]
    if repeated:
        raise SourceUnavailable(f"two sources are named {repeated[0]!r}", "name one of them: NAME=FOLDER")
    files = [(source, path) for source in sources for path in source.paths()]
    snippets: dict[str, Snippet] = {}
    for done, (source, path) in enumerate(files):
        on_progress("harvest", done, len(files))
        harvest = _harvest_cached(source, path, cache, report)
        for snippet in harvest.snippets:  # `a.py` and `a/__init__.py` are one module name
            unique = replace(snippet, id=snippet.origin) if snippet.id in snippets else snippet
            snippets[unique.id] = unique
        report.skipped.update(skipped.reason for skipped in harvest.skipped)
    cache.prune()
    on_progress("harvest", len(files), len(files))
    report.files = len(files)
    if not snippets:
        names = ", ".join(source.name for source in sources)
        raise SourceUnavailable(f"no function worth taking in {names or 'no source'}", "name other folders")
    prior = {source.name: source.prior for source in sources}
    return sorted(
        snippets.values(), key=lambda snippet: (-prior[snippet.corpus], not snippet.docstring, snippet.id)
    )


def _harvest_cached(source: Source, path: str, cache: _Cache, report: BuildReport) -> FileHarvest:
    content = (source.root / path).read_bytes()
    key = content_hash(cache.version, source.name, path, content)
    known = cache.get(key)
    if known is not None:
        report.files_from_cache += 1
        record = json.loads(known)
        snippets = tuple(Snippet.from_record(each) for each in record["snippets"])
        return FileHarvest(snippets, tuple(Skipped(*each) for each in record["skipped"]))
    harvest = harvest_source(content, path, source.name)
    skipped = [(each.name, each.line, each.reason) for each in harvest.skipped]
    record = {"snippets": [snippet.to_record() for snippet in harvest.snippets], "skipped": skipped}
    cache.put(key, json.dumps(record).encode("utf-8"))
    return harvest


def _embed(embedder: Embedder, texts: Sequence[str], cache: _Cache, on_progress: Progress) -> Matrix:
    """The vectors of all texts; batches of models that are not fitted here come from the cache where known."""
    parts: list[Matrix] = []
    for start in range(0, len(texts), EMBEDDING_BATCH):
        on_progress("embed", start, len(texts))
        batch = texts[start : start + EMBEDDING_BATCH]
        parts.append(_embed_batch(embedder, batch, cache))
    cache.prune()
    on_progress("embed", len(texts), len(texts))
    return np.concatenate(parts)


def _embed_batch(embedder: Embedder, batch: Sequence[str], cache: _Cache) -> Matrix:
    if embedding_traits(embedder.name).fit is not None:  # another corpus, another fit; and it takes no time
        return embedder.encode(batch)
    key = content_hash(cache.version, embedder.name, *batch)
    known = cache.get(key)
    if known is None:
        known = embedder.encode(batch).tobytes()
        cache.put(key, known)
    return np.frombuffer(known, dtype=np.float32).reshape(len(batch), -1)


def _fingerprint(snippets: Sequence[Snippet], embedder: Embedder) -> str:
    parts = (f"{snippet.id}\n{snippet.code}\n{snippet.docstring}" for snippet in snippets)
    return content_hash(str(FORMAT_VERSION), embedder.name, *parts)
